"""`rete patto mostra`: what the pact says on a day, and what the register does not know of it."""

from collections.abc import Callable
from pathlib import Path

from tests.aiuti.lettura import REGISTER, commit, copy, record
from tests.conftest import Said

Rete = Callable[..., Said]


def test_terms_have_their_ends_and_the_gap_between_two_is_told(rete: Rete) -> None:
    out = rete("patto", "mostra", folder=REGISTER).out

    assert "dal 15/01/2024 fino al 31/12/2024\n" in out
    assert "dal 01/02/2025 fino al 31/01/2028 (fine dedotta dalla durata: 3 anni)" in out
    assert "(vuoto)  dal 01/01/2025 al 31/01/2025: nessun periodo" in out


def test_articles_are_those_in_force_on_the_day(rete: Rete) -> None:
    now = rete("patto", "mostra", folder=REGISTER).out
    then = rete("patto", "mostra", "--al", "2024-06-01", folder=REGISTER).out

    assert "Gli enti collaborano fra loro e con i cittadini." in now
    assert "- le riunioni si convocano almeno 5 giorni prima\n" in now
    assert "Gli enti collaborano.\n" in then
    assert "dal 15/01/2024 fino al 31/01/2025, stipula del 15/01/2024" in then
    assert "non in vigore quel giorno: 2" in then


def test_a_day_without_term_says_so(rete: Rete) -> None:
    inside = " ".join(rete("patto", "mostra", "--al", "2025-01-10", folder=REGISTER).out.split())
    after = rete("patto", "mostra", "--al", "2030-01-01", folder=REGISTER).out

    assert "nessun periodo in corso (vuoto dal 01/01/2025 al 31/01/2025)" in inside
    assert "nessun periodo in corso, per quanto ne sa il registro" in after


def test_articles_that_the_register_does_not_have_are_not_passed_over_in_silence(
    rete: Rete, tmp_path: Path
) -> None:
    folder = copy(tmp_path / "registro")
    patto = folder / "data" / "patto.yaml"
    text = patto.read_text()
    start, end = text.index("articoli:"), text.index("monitoraggi:")
    patto.write_text(text[:start] + text[end:])

    assert "gli articoli non sono nel registro" in rete("patto", "mostra", folder=folder).out


def test_secretariat_vocabularies_monitorings_and_counts_are_shown(rete: Rete) -> None:
    lines = rete("patto", "mostra", folder=REGISTER).out.splitlines()

    for line in (
        "  AIP (il-ponte)  dal 15/01/2024",
        "  cultura  Cultura",
        "  intermedio  intermedio, periodo «secondo»",
        "              la data non è nel registro",
        "  01/2024  5 in tutto",
    ):
        assert line in lines


def test_json_has_the_file_and_what_holds_on_the_day(rete: Rete) -> None:
    found = record(rete("patto", "mostra", "--formato", "json", folder=REGISTER), "patto")

    assert found["periodo_in_corso"] == "secondo"
    assert found["fine_periodi"][1] == {"periodo": "secondo", "al": "2028-01-31", "dedotta": True}
    assert found["vuoti"] == [{"dal": "2025-01-01", "al": "2025-01-31"}]
    assert [article["dal"] for article in found["articoli_vigenti"]] == ["2025-02-01"] * 2
    assert found["conteggi_pubblicati"][0]["data"] == "2024-01"


def test_a_pact_that_cannot_be_read_is_not_shown(rete: Rete, tmp_path: Path) -> None:
    folder = copy(tmp_path / "registro")
    (folder / "data" / "patto.yaml").write_text("titolo: [\n")
    said = rete("patto", "mostra", folder=folder)

    assert (said.code, said.out) == (3, "")
    assert "prima correggi il file data/patto.yaml" in said.err


def test_the_pact_of_a_day_is_that_of_git_of_that_day(rete: Rete, tmp_path: Path) -> None:
    folder = copy(tmp_path / "registro")
    patto = folder / "data" / "patto.yaml"
    commit(folder, "2026-01-10")
    patto.write_text(patto.read_text().replace("nome: Rete di Roccaverde", "nome: Rete nuova"))
    commit(folder, "2026-02-10")

    assert "Rete nuova" in rete("patto", "mostra", folder=folder).out
    then = rete("patto", "mostra", "--registro-del", "2026-02-09", folder=folder).out
    assert "Rete di Roccaverde" in then
