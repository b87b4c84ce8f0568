"""`rete atto`: the acts and the decisions, what they change and who cites them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.aiuti.lettura import REGISTER, copy, ids, record
from tests.aiuti.luoghi import ROOT
from tests.conftest import Said

Rete = Callable[..., Said]
EXAMPLE = ROOT / "esempi" / "roccaverde"
SIGNING, RENEWAL = "2024-01-15-stipula", "2025-01-20-rinnovo"
WITHDRAWAL, CLOSING = "2025-03-01-recesso", "2025-06-20-chiusura"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], [CLOSING, WITHDRAWAL, RENEWAL, SIGNING]),
        (["--tipo", "recesso"], [WITHDRAWAL]),
        (["--dal", "2025-03-01"], [CLOSING, WITHDRAWAL]),
        (["--fino", "2025-02-28"], [RENEWAL, SIGNING]),
        (["--ente", "comune"], [RENEWAL, SIGNING]),
        (["--ente", "filanda"], [WITHDRAWAL, SIGNING]),
    ],
)
def test_the_list_is_of_the_acts_wanted_the_newest_first(
    rete: Rete, options: list[str], expected: list[str]
) -> None:
    said = rete("atto", "elenca", "--formato", "json", *options, folder=REGISTER)

    assert ids(said, "atti") == expected


def test_an_act_has_its_effects_in_words_and_the_records_that_cite_it(rete: Rete) -> None:
    lines = rete("atto", "mostra", "recesso", folder=REGISTER).out.splitlines()

    at = lines.index("  1.  cessazione di Società Vecchia Filanda per recesso, ultimo giorno")
    assert lines[at + 1] == "      31/03/2025"
    assert "      attuata in data/enti/vecchia-filanda.yaml (adesioni.atto_fine)" in lines
    assert "  ente vecchia-filanda  adesione, fine" in lines


def test_an_act_that_nobody_cites_says_so(rete: Rete, tmp_path: Path) -> None:
    folder = copy(tmp_path / "registro")
    path = folder / "data" / "atti" / "2025" / "2025-09-01-patrocinio.yaml"
    path.write_text("tipo: altro\noggetto: Patrocinio\n")

    assert "nessuna scheda del registro" in rete("atto", "mostra", "patr", folder=folder).out


def test_a_decision_is_an_act_by_its_reference(rete: Rete) -> None:
    lines = rete("atto", "mostra", "2026-02/1", folder=REGISTER).out.splitlines()

    assert lines[0] == "Sospensione del Circolo Il Mulino"
    assert "  Verbale      2026-02-10-plenaria (approvato)" in lines
    assert "  1.  sospensione di Circolo Il Mulino dal 11/02/2026" in lines
    assert "      attuata in data/enti/il-mulino.yaml (sospensioni.atto)" in lines
    assert "  ente il-mulino  sospensione" in lines


def test_the_minutes_of_a_decision_are_as_they_were_that_day(rete: Rete) -> None:
    then = rete("atto", "mostra", "2026-02/1", "--al", "2026-03-01", folder=REGISTER).out

    assert "2026-02-10-plenaria (bozza)" in then


def test_json_has_the_fields_the_effects_and_the_citations(rete: Rete) -> None:
    found = record(rete("atto", "mostra", SIGNING, "--formato", "json", folder=REGISTER), "atto")
    decision = record(
        rete("atto", "mostra", "2026-05/1", "--formato", "json", folder=REGISTER), "atto"
    )

    assert found["firmatari_totale"] == 5
    assert {"tipo": "ente", "id": "la-soglia", "dove": ["adesioni", "atto"]} in found["citato_da"]
    assert decision["riferimento"] == "2026-05-04-plenaria/1"
    assert decision["effetti"] == [
        {"tipo": "approvazione-verbale", "verbale": "2026-02-10-plenaria"}
    ]


def test_a_decision_that_the_minutes_do_not_have_is_refused_with_those_they_have(
    rete: Rete,
) -> None:
    said = rete("atto", "mostra", "2026-02/7", folder=REGISTER)

    assert said.code == 2
    assert "la decisione 7 non c'è: ha solo la 1" in said.err


def test_minutes_are_no_act_and_their_decisions_are_told(rete: Rete) -> None:
    said = rete("atto", "mostra", "2026-02-10-plenaria", folder=REGISTER)

    assert said.code == 2
    assert "è un verbale: serve una sua decisione, «2026-02-10-plenaria/NUMERO»" in said.err
    assert "ha solo la 1" in said.err


def test_a_revoked_act_says_by_which_other_and_since_when(rete: Rete, tmp_path: Path) -> None:
    folder = copy(tmp_path / "registro")
    path = folder / "data" / "atti" / "2025" / "2025-09-01-revoca.yaml"
    path.write_text(
        f"tipo: provvedimento\noggetto: Revoca\neffetti:\n  - {{tipo: revoca, atto: {CLOSING}}}\n"
    )
    now = rete("atto", "mostra", CLOSING, folder=folder).out
    before = rete("atto", "mostra", CLOSING, "--al", "2025-08-31", folder=folder).out

    assert "Revocato da  provvedimento del 01/09/2025 (2025-09-01-revoca)" in now
    assert "Revocato" not in before


def test_an_effect_says_which_keys_of_which_file_answer_to_it(rete: Rete) -> None:
    out = rete("atto", "mostra", "2024-05-16-plenaria/4", folder=EXAMPLE).out

    assert (
        "attuata in data/tavoli/gruppo-comunicazione.yaml (istituzione.atto, "
        "componenti.atto, coordinamento.atto)"
    ) in " ".join(out.split())


def test_an_effect_without_a_record_is_not_carried_out_and_one_in_an_unread_file_unknown(
    rete: Rete, tmp_path: Path
) -> None:
    folder = copy(tmp_path / "registro")
    path = folder / "data" / "enti" / "il-mulino.yaml"
    text = path.read_text(encoding="utf-8")
    call = ("atto", "mostra", "2026-02/1")

    def carried_out() -> object:
        told = record(rete(*call, "--formato", "json", folder=folder), "atto")
        return told["riscontri"][0]["attuato"]

    assert carried_out() is True
    kept = [line for line in text.splitlines() if "2026-02" not in line and "sosp" not in line]
    path.write_text("\n".join([*kept, ""]), encoding="utf-8")
    assert "non ancora attuata" in rete(*call, folder=folder).out
    assert carried_out() is False
    path.write_text("[", encoding="utf-8")
    assert "da verificare" in rete(*call, folder=folder).out
    assert carried_out() is None


def test_an_act_says_whether_it_holds_and_what_stands_in_its_place(rete: Rete) -> None:
    revoked = rete("atto", "mostra", "2025-06-12-plenaria/5", folder=EXAMPLE).out
    before = rete("atto", "mostra", "2025-06-12-plenaria/5", "--al", "2025-07-01", folder=EXAMPLE)
    refused = rete("atto", "mostra", "2025-06-12-plenaria/4", folder=EXAMPLE).out
    corrected = rete("atto", "mostra", "2024-10-11-plenaria/6", folder=EXAMPLE).out

    assert "Vale         no, dopo la revoca" in revoked
    assert "Revocata da  decisione 4 di Plenaria del 18/09/2025" in revoked
    assert "Vale         sì\n" in before.out
    assert "no: l'esito è «respinta»" in refused
    assert "sì, ma con gli effetti della rettifica" in corrected
    assert "Rettificata da  decisione 4 di Plenaria del 12/12/2024" in corrected


def test_a_ratified_act_says_by_which_decision(rete: Rete, tmp_path: Path) -> None:
    folder = copy(tmp_path / "registro")
    path = folder / "data" / "atti" / "2025" / "2025-09-01-ratifica.yaml"
    path.write_text(
        f"tipo: altro\noggetto: Ratifica\neffetti:\n  - {{tipo: ratifica, atto: {CLOSING}}}\n"
    )
    out = rete("atto", "mostra", CLOSING, folder=folder).out

    assert "Ratificato da  atto del 01/09/2025 (2025-09-01-ratifica)" in out


def test_the_table_has_whole_ids_and_no_more_than_two_lines_for_an_act(
    rete: Rete, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, *lines, total = rete("atto", "elenca", folder=EXAMPLE).out.splitlines()
    known = ids(rete("atto", "elenca", "--formato", "json", folder=EXAMPLE), "atti")

    assert head.split() == ["Id", "Tipo", "Oggetto"]
    assert [line.split()[0] for line in lines if line[0] != " "] == known
    assert len(lines) <= 2 * len(known)
    assert total == f"{len(known)} atti"
    assert "2024-01-15-stipula                     stipula          Firma del Patto di" in lines
    assert any(line.endswith("collaborazione di…") for line in lines)

    monkeypatch.setenv("COLUMNS", "160")
    assert "…" not in rete("atto", "elenca", folder=EXAMPLE).out
