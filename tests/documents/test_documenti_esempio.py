"""The documents of the example register, word for word.

`RETE_ACCETTA=1 pytest tests/documents/test_documenti_esempio.py` accepts the new words.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.aiuti import luoghi
from tests.aiuti.documenti import out_of_git, steady
from tests.aiuti.luoghi import EXAMPLE
from tests.conftest import Said

Rete = Callable[..., Said]

EXPECTED = luoghi.EXPECTED / "documenti"

CASES = {
    "convocazione": ("convocazione", "2026-07-02-plenaria"),
    "convocazione-bozza": ("convocazione", "2026-09-10-cabina-di-regia"),
    "convocazione-scritta": ("convocazione", "2025-11-27-plenaria"),
    "convocazione-seconda": ("convocazione", "2024-10-11-plenaria"),
    "convocazione-congiunta": ("convocazione", "2025-11-13-lavoro-e-terra"),
    "delega": ("delega", "2026-07-02-plenaria"),
    "dossier": ("dossier", "2026-07-02-plenaria"),
    "dossier-bozza": ("dossier", "2026-09-10-cabina-di-regia"),
    "dossier-congiunto": ("dossier", "2025-11-13-lavoro-e-terra", "--al", "2025-11-01"),
    "dossier-dopo-una-deserta": ("dossier", "2024-10-11-plenaria", "--al", "2024-10-10"),
    "foglio-firme": ("foglio-firme", "2026-07-02-plenaria"),
    "monitoraggio": ("monitoraggio", "finale-2025"),
    "monitoraggio-da-fare": ("monitoraggio", "annuale-2026"),
    "patto": ("patto",),
    "patto-come-firmato": ("patto", "--al", "2024-01-15"),
    "patto-originario": ("patto", "--vista", "originario"),
    "patto-multivigente": ("patto", "--vista", "multivigente"),
    "firmatari": ("firmatari",),
    "registro-decisioni": ("registro-decisioni",),
    "registro-decisioni-fine-2025": (
        "registro-decisioni",
        "--dal",
        "1/6/2025",
        "--al",
        "31/12/2025",
    ),
    "estratto": ("estratto", "2024-05-16-plenaria/3"),
    "estratto-bozza": ("estratto", "2026-03-26-plenaria/2"),
    "estratto-revocato": ("estratto", "2025-06-12-plenaria/5"),
    "estratto-respinto": ("estratto", "2025-06-12-plenaria/4"),
    "estratto-scritto": ("estratto", "2025-11-27-plenaria/2"),
    "scheda-ente": ("scheda-ente", "genitori"),
    "scheda-ente-con-soglia": ("scheda-ente", "sentinelle"),
    "scheda-tavolo": ("scheda-tavolo", "abitare"),
    "scheda-tavolo-plenaria": ("scheda-tavolo", "plenaria"),
    "verbale-rettificato": ("verbale", "2024-05-16-plenaria"),
    "verbale-deserto": ("verbale", "2024-10-10-plenaria"),
    "verbale-seconda": ("verbale", "2024-10-11-plenaria"),
    "verbale-scritto": ("verbale", "2025-11-27-plenaria"),
    "verbale-congiunto": ("verbale", "2025-11-13-lavoro-e-terra"),
    "verbale-con-revoca": ("verbale", "2025-06-12-plenaria"),
    "verbale-bozza": ("verbale", "2026-03-26-plenaria"),
    "verbale-previsto": ("verbale", "2026-07-02-plenaria"),
}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return out_of_git(EXAMPLE, tmp_path_factory.mktemp("esempio"))


@pytest.mark.parametrize("case", CASES)
def test_a_document_of_the_example_word_for_word(rete: Rete, example: Path, case: str) -> None:
    said = rete("documento", *CASES[case], folder=example)
    assert (said.code, said.err) == (0, "")
    golden = EXPECTED / f"esempio-{case}.md"
    if os.environ.get("RETE_ACCETTA") == "1":
        golden.write_text(steady(said.out), encoding="utf-8", newline="\n")
    assert steady(said.out) == golden.read_text(encoding="utf-8")


def test_every_document_has_its_words_read() -> None:
    from rete.documents.catalogue import DOCUMENTS

    covered = {case[0] for case in CASES.values()} | {"elenco-aderenti"}
    assert covered == {document.nome for document in DOCUMENTS}


def test_every_accepted_document_of_the_example_is_still_made() -> None:
    accepted = {path.stem for path in EXPECTED.glob("esempio-*")}

    assert accepted == {f"esempio-{case}" for case in CASES}


def test_a_draft_says_so_and_approved_minutes_do_not(rete: Rete, example: Path) -> None:
    draft = rete("documento", "verbale", "2026-03-26-plenaria", folder=example)
    approved = rete("documento", "verbale", "2024-05-16-plenaria", folder=example)
    assert "(bozza)" in draft.out.splitlines()[0]
    assert "bozza" not in approved.out.casefold()


def test_minutes_approved_later_were_still_a_draft_on_that_day(rete: Rete, example: Path) -> None:
    asked = ("documento", "verbale", "2024-05-16-plenaria", "--al", "2024-06-01")
    assert "(bozza)" in rete(*asked, folder=example).out.splitlines()[0]


def test_a_document_about_a_record_wants_to_know_which(rete: Rete, example: Path) -> None:
    said = rete("documento", "verbale", folder=example)
    assert said.code == 2
    assert "di quale verbale?" in said.err


def test_a_document_about_no_record_refuses_one(rete: Rete, example: Path) -> None:
    said = rete("documento", "patto", "2024-05-16-plenaria", folder=example)
    assert said.code == 2
    assert "non vuole un riferimento" in said.err


def test_a_dossier_is_of_a_sitting_to_come(rete: Rete, example: Path) -> None:
    said = rete("documento", "dossier", "2024-10-11-plenaria", folder=example)
    assert said.code == 3
    assert "è già stata tenuta" in said.err


def test_a_dossier_tells_what_was_decided_and_is_not_in_the_register(
    rete: Rete, tmp_path: Path
) -> None:
    register = out_of_git(EXAMPLE, tmp_path)
    table = register / "data/tavoli/cabina-di-regia.yaml"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "2026-02-19-plenaria" not in line]
    table.write_text("".join(kept), encoding="utf-8")

    plenary = rete("documento", "dossier", "2026-07-02-plenaria", folder=register)
    board = rete("documento", "dossier", "2026-09-10-cabina-di-regia", folder=register)

    undone = "- ingresso di Trame Comuni in «Cabina di regia» dal 01/03/2026: decisione 3 di"
    assert len(kept) < len(lines)
    assert (plenary.code, undone in plenary.out) == (0, True)
    # The table itself did not decide it.
    assert (board.code, undone in board.out) == (0, False)
