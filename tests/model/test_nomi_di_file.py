"""Names that Windows keeps for itself, or that other systems change: never new, told where old."""

import json
import re
import shlex
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rete.load.kinds import ID, KIND_NAMED, slug
from rete.load.loader import load
from rete.model.nomi_di_file import (
    DEVICES,
    as_one_file,
    free_id,
    is_device,
    may_be_new,
    why_fragile,
    why_unfit,
)
from rete.model.nominati import KEYS, KEYS_IN
from tests.aiuti import archivio
from tests.aiuti.luoghi import ROOT
from tests.aiuti.mano import Mano
from tests.aiuti.misura import part
from tests.aiuti.registro import Memory, network, store_of
from tests.conftest import Said

Rete = Callable[..., Said]
NAMED_IN_ASCII = sorted(name for name in DEVICES if ID.match(name))
BODY = "denominazione: Associazione Aux\nnatura: privato-sociale\nadesioni: []\n"


@pytest.mark.parametrize(
    "name", ["Il Ponte", "Il \u0420\u043ente", "Il P\u200bonte", "IL PONTÈ", "\uff29\uff4c Ponte"]
)
def test_the_id_of_a_name_is_of_what_the_eye_reads(name: str) -> None:
    assert slug(name) == "il-ponte"


def test_the_names_of_devices_are_those_that_windows_documents() -> None:
    ports = {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
    assert {"con", "prn", "aux", "nul", *ports} == set(NAMED_IN_ASCII)


@pytest.mark.parametrize("name", ["aux", "AUX", "Con.tar.gz", "nul.yaml", "com1 .txt", "lpt¹.pdf"])
def test_a_device_is_one_with_any_extension_and_in_any_case(name: str) -> None:
    assert is_device(name)


@pytest.mark.parametrize("name", ["auxilium", "con-te", "com10", "com", "xaux", "2024-01-01-con"])
def test_what_only_begins_or_ends_like_a_device_is_none(name: str) -> None:
    assert not is_device(name)
    assert why_unfit(name) is None


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a:b.pdf", "«:»"),
        ("a?.pdf", "«?»"),
        ("a|b", "«|»"),
        ("a\\b", "«\\»"),
        ("a\tb", "U+0009"),
        ("bozza.", "un punto"),
        ("bozza ", "uno spazio"),
        ("è" * 128, "255 byte"),
    ],
)
def test_what_no_file_of_windows_may_be_called_is_told(name: str, why: str) -> None:
    assert why in (why_unfit(name) or "")


def test_the_longest_name_and_path_are_the_last_that_may_be() -> None:
    assert why_unfit("a" * 255) is None
    assert why_unfit("a" * 256) is not None
    assert why_fragile("a" * 260) is None
    assert why_fragile("a" * 261) is not None


@given(st.sampled_from([*NAMED_IN_ASCII, "com0", "lpt0", "il-ponte"]), st.integers(0, 20))
def test_a_proposed_id_is_free_and_can_be_had(wanted: str, taken: int) -> None:
    base = wanted if may_be_new(wanted) else f"ente-{wanted}"
    known = {base, *(f"{base}-{n}" for n in range(2, 2 + taken))} if taken else set()
    found = free_id(wanted, "ente", known.__contains__)

    assert ID.match(found)
    assert found not in known
    assert may_be_new(found)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20))
def test_spellings_of_one_name_are_one_file(name: str) -> None:
    spelt = unicodedata.normalize("NFD", name)
    assert as_one_file(spelt) == as_one_file(unicodedata.normalize("NFC", name))
    assert as_one_file(as_one_file(name)) == as_one_file(name)


# --- new ids ---------------------------------------------------------------------------------


@pytest.mark.parametrize("device", part(NAMED_IN_ASCII, 5))
def test_the_id_that_follows_from_a_name_is_another_and_the_plan_says_so(
    mano: Mano, device: str
) -> None:
    words = ("ente", "aggiungi", "--denominazione", device.capitalize())
    said = mano.rete(*words, "--natura", "pubblico", "--prova", folder=mano.register)
    assert said.code == 0
    assert f"nasce la scheda di «ente-{device}»" in said.out
    assert f"l'id non è «{device}», nome che Windows tiene per sé, ma «ente-{device}»" in said.out


def test_the_second_name_of_that_kind_has_an_id_of_its_own(mano: Mano) -> None:
    words = ("ente", "aggiungi", "--natura", "pubblico", "--si", "--denominazione")
    assert mano.rete(*words, "Aux", folder=mano.register).code == 0
    assert mano.rete(*words, "AUX", folder=mano.register).code == 0
    assert (mano.register / "data/enti/ente-aux-2.yaml").is_file()


@pytest.mark.parametrize("device", ["aux", "com1", "com0"])
@pytest.mark.parametrize(
    ("words", "free"),
    [
        (("ente", "aggiungi", "--denominazione", "X", "--natura", "pubblico", "--id"), "ente"),
        (("tavolo", "istituisci", "--nome", "X", "--dal", "2026-01-10"), "tavolo"),
    ],
)
def test_an_id_that_is_asked_for_is_refused_with_one_that_is_free(
    mano: Mano, words: tuple[str, ...], free: str, device: str
) -> None:
    before = sorted((mano.register / "data").rglob("*"))
    said = mano.rete(*words, device, "--si", folder=mano.register)
    assert (said.code, said.out) == (2, "")
    assert f"«{free}-{device}»" in said.err
    assert sorted((mano.register / "data").rglob("*")) == before


def test_no_act_sets_up_a_table_of_such_a_name(mano: Mano) -> None:
    effect = "istituzione tavolo=aux nome=Aux genere=gruppo-di-lavoro dal=2026-02-01"
    words = ("atto", "registra", "--tipo", "altro", "--data", "2026-02-01", "--parola", "prova")
    said = mano.rete(
        *words, "--oggetto", "Prova", "--effetto", effect, "--si", folder=mano.register
    )
    assert said.code == 2
    assert "«tavolo-aux»" in said.err


def test_no_file_of_such_a_name_is_written_whatever_the_register_says(mano: Mano) -> None:
    pact = mano.register / "data/patto.yaml"
    text = pact.read_text(encoding="utf-8")
    monitoring = "monitoraggi:\n  - {id: nul, tipo: finale, periodo: primo}\n"
    indicators = "indicatori:\n  - {id: case, nome: Case, unita: case, fonte: prova}\n"
    pact.write_text(text + monitoring + indicators, encoding="utf-8")
    archivio.commit(mano.register, "monitoraggio")
    words = ("patto", "monitora", "nul", "--valore", "case=3", "--data", "2025-06-01")
    said = mano.rete(*words, "--fonte", "prova", "--si", folder=mano.register)
    assert said.code == 3, said
    assert "«monitoraggio-nul»" in said.err
    assert not (mano.register / "data/monitoraggi").exists()


# --- those that are there --------------------------------------------------------------------


def unfit(register: Path, path: str, content: str = BODY) -> Path:
    file = register / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
    return file


@pytest.mark.parametrize("device", ["aux", "con", "lpt9"])
def test_reg006_a_record_that_windows_cannot_have_is_an_error_and_its_remedy_mends_it(
    mano: Mano, device: str
) -> None:
    unfit(mano.register, f"data/enti/{device}.yaml")
    archivio.commit(mano.register, "da un altro computer")
    said = mano.rete("controlla", folder=mano.register)
    assert said.code == 1
    assert f"data/enti/{device}.yaml:1:1: errore: Windows tiene per sé il nome" in said.out
    assert said.out.count("[REG006]") == 1

    command = re.search(r"«rete (rinomina [^»]*)»", said.out)
    assert command is not None
    assert mano.rete(*shlex.split(command[1]), "--si", folder=mano.register).code == 0
    assert mano.rete("controlla", folder=mano.register).code == 0
    assert (mano.register / f"data/enti/ente-{device}.yaml").read_text(encoding="utf-8") == BODY


@pytest.mark.parametrize(
    "path",
    [
        "data/allegati/2024-01-15-stipula/Aux.pdf",
        "data/allegati/2024-01-15-stipula/aux/x.pdf",
        "data/allegati/nul/x.pdf",
        "data/allegati/2024-01-15-stipula/a?b.pdf",
        "data/allegati/2024-01-15-stipula/bozza.",
    ],
)
def test_reg006_an_attachment_too_and_the_command_that_is_told_mends_it(
    mano: Mano, path: str
) -> None:
    unfit(mano.register, path, "x")
    archivio.commit(mano.register, "da un altro computer")
    said = mano.rete("controlla", folder=mano.register)
    assert said.code == 1
    command = re.search(r"«rete (rinomina .*) NUOVO-NOME»", said.out)
    assert command is not None
    words = shlex.split(command[1])
    assert mano.rete(*words, "nuovo", "--si", folder=mano.register).code == 0
    assert "[REG006]" not in mano.rete("controlla", folder=mano.register).out
    assert [
        p.read_bytes() for p in (mano.register / "data/allegati").rglob("*") if p.is_file()
    ] == [b"x"]


@pytest.mark.parametrize("name", ["a:b.pdf", "a\\b.pdf", "a\tb.pdf"])
def test_reg006_a_name_that_no_command_writes_is_to_be_changed_by_hand(
    mano: Mano, name: str
) -> None:
    path = f"data/allegati/2024-01-15-stipula/{name}"
    unfit(mano.register, path, "x")
    archivio.git(mano.register, "-c", "core.protectNTFS=false", "add", "-A")
    archivio.git(mano.register, "commit", "-q", "-m", "x")
    said = mano.call("controlla")
    assert (said.code, said.out.count("[REG006]")) == (1, 1)
    assert "→ dagli un nome che nessun altro file ha" in said.out
    assert "git mv" in mano.refuses("rinomina", path, "ab.pdf").err


def test_reg007_a_name_that_macos_writes_in_two_pieces_is_told(rete: Rete, register: Path) -> None:
    name = unicodedata.normalize("NFD", "perché.pdf")
    unfit(register, f"data/allegati/2024-01-15-stipula/{name}", "x")
    said = rete("controlla", folder=register)
    assert (said.code, said.out.count("[REG007]")) == (0, 1)
    assert rete("controlla", "--severo", folder=register).code == 1


def test_reg007_a_path_too_long_for_windows_is_told() -> None:
    store = store_of(network(["a"], {}))
    long = f"data/allegati/2024-01-15-stipula/{'x' * 228}"
    assert len(long) == 261
    codes = [f.code for f in load(Memory({**store.files, long: b"x"})).findings]
    assert codes == ["REG007"]
    assert not load(Memory({**store.files, long[:-1]: b"x"})).findings


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("x/Caffè.pdf", "x/caffè.pdf", "le maiuscole"),
        ("x/caff\u00e8.pdf", "x/caffe\u0300.pdf", "come sono scritti gli accenti"),
        ("X/a.pdf", "x/b.pdf", "la cartella"),
    ],
)
def test_reg004_what_is_one_file_elsewhere_is_told_and_nothing_is_to_be_thrown_away(
    one: str, other: str, why: str
) -> None:
    store = store_of(network(["a"], {}))
    files = {f"data/allegati/{name}": b"x" for name in (one, other)}
    found = [f for f in load(Memory({**store.files, **files})).findings if f.code == "REG004"]
    assert len(found) == 1
    assert why in found[0].message
    assert "confrontali" in found[0].fault.remedy


# --- which keys name a record ----------------------------------------------------------------


NAMES_NO_FILE = {
    *("ambiti", "comunita", "materia", "materie", "vietate_per"),
    *("periodo", "indicatore", "articolo", "numero", "carica"),
    *(("ambiti", "id"), ("comunita", "id"), ("materie", "id")),
    *(("periodi", "id"), ("indicatori", "id")),
    *(("adempimenti", "id"), ("cariche", "id")),
}


def keys_with_ids(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The keys, each with the one above it, whose value is an id or an act."""
    definitions = schema["$defs"]

    def walk(node: dict[str, Any], above: str, key: str, seen: tuple[str, ...]) -> Iterator[Any]:
        name = node.get("$ref", "").rpartition("/")[2]
        if name in ("id", "atto", "verbale"):
            yield above, key
        elif name and name not in seen:
            yield from walk(definitions[name], above, key, (*seen, name))
        elif "items" in node:
            yield from walk(node["items"], above, key, seen)
        for inner, child in node.get("properties", {}).items():
            yield from walk(child, key, inner, seen)

    yield from walk(schema, "", "", ())


@pytest.mark.parametrize("kind", sorted(KIND_NAMED))
def test_every_key_of_a_schema_that_names_something_says_whether_it_is_a_record(kind: str) -> None:
    schema = json.loads((ROOT / f"schemas/{kind}.schema.json").read_text(encoding="utf-8"))
    unknown = [
        (above, key)
        for above, key in keys_with_ids(schema)
        if key not in KEYS
        and (above, key) not in KEYS_IN
        and not {key, (above, key)} & NAMES_NO_FILE
    ]
    assert unknown == []
