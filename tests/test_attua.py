"""`rete verbale attua`: every kind of effect, from a register where only the act is."""

import copy
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.changes import Create
from rete.model.impronta import frozen_digest
from rete.splice import created
from tests.archivio import begin, commit, git
from tests.conftest import Said
from tests.coppie import ACT, COPPIE, SITTING, Coppia, base, decided
from tests.mano import Mano, contents
from tests.registro import Data, Records, path_of
from tests.scrittura import in_the_hands_of_git

TEXT = "Il patto è di chi lo firma.\nOgni ente conta allo stesso modo.\n"
Hand = Callable[[Records], Mano]


def written(register: Path, records: Records) -> None:
    for (kind, name), record in records.items():
        path = path_of(kind, name)
        record = copy.deepcopy(record)
        if "approvazione" in record:
            record["approvazione"]["impronta"] = frozen_digest(record)
        content = created(Create(kind=kind, record=record), path)
        (register / path).parent.mkdir(parents=True, exist_ok=True)
        (register / path).write_bytes(content)


@pytest.fixture
def hand(tmp_path: Path, rete: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> Hand:
    def made(records: Records) -> Mano:
        in_the_hands_of_git(monkeypatch)
        register = begin(tmp_path / "registro")
        written(register, records)
        commit(register, "registro")
        (tmp_path / "testo.txt").write_text(TEXT, encoding="utf-8")
        return Mano(rete, register)

    return made


def only_the_act(pair: Coppia) -> Records:
    """The register in which an act lays this down, and nobody has carried it out."""
    records = base()
    if pair.tipo == "avvio-progetto":
        pair.put(records, "fonte", pair.effetto)
        records[("progetto", "mappa")]["fasi"] = [{"stato": "idea", "dal": "2024-02-01"}]
    if pair.tipo == "fine-sospensione":
        begun = [{"dal": "2024-03-01", "atto": "fonte", "fonti": [{"titolo": "Lettera"}]}]
        records[("ente", "colle")]["sospensioni"] = begun
    return decided(records, pair.effetto)


def options(pair: Coppia) -> tuple[str, ...]:
    return ("--testo", "../testo.txt") if pair.tipo == "modifica-articolo" else ()


def undone(mano: Mano) -> str:
    return "\n".join(
        line for line in mano.call("controlla").out.splitlines() if "non ancora attuata" in line
    )


@pytest.mark.parametrize("pair", COPPIE, ids=lambda pair: pair.tipo)
def test_every_kind_of_effect_is_carried_out_once(hand: Hand, pair: Coppia) -> None:
    mano = hand(only_the_act(pair))
    assert undone(mano).count(f"{ACT}») [VER066]") == 1
    mano.writes("verbale", "attua", ACT, *options(pair))
    assert mano.is_sound(), mano.call("controlla").out
    assert undone(mano) == ""

    before, head = contents(mano.register), git(mano.register, "rev-parse", "HEAD")
    again = mano.call("verbale", "attua", SITTING, "--si")
    assert (again.code, contents(mano.register)) == (0, before)
    assert again.out == f"non c'è niente da attuare: il registro riporta già «{SITTING}»\n"
    assert git(mano.register, "rev-parse", "HEAD") == head


@pytest.mark.parametrize("pair", COPPIE, ids=lambda pair: pair.tipo)
def test_what_a_command_carries_out_is_what_the_balance_expects(hand: Hand, pair: Coppia) -> None:
    mano = hand(only_the_act(pair))
    mano.writes("verbale", "attua", ACT, *options(pair))
    cited = sum(text.count(ACT.encode()) for text in contents(mano.register).values())
    assert cited == pair.voci


def test_every_kind_of_effect_that_the_register_answers_to_is_tried() -> None:
    from rete.model.effetti import KEYS
    from rete.reckoning.act import SENZA_RISCONTRO

    assert {pair.tipo for pair in COPPIE} == set(KEYS) - SENZA_RISCONTRO
