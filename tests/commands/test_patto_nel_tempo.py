"""The text of the pact in time: as signed, as in force on a day, with all its versions."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.aiuti.lettura import REGISTER, commit, copy, record
from tests.aiuti.luoghi import EXAMPLE
from tests.conftest import Said

Rete = Callable[..., Said]

SEVEN, TEN = "almeno sette giorni", "almeno dieci giorni"


def flat(text: str) -> str:
    """The text as if the terminal had no margin."""
    return " ".join(text.split())


def article(rete: Rete, *arguments: str, folder: Path = EXAMPLE) -> str:
    said = rete("patto", "articolo", *arguments, folder=folder)
    assert said.code == 0, said.err
    return flat(said.out)


def test_an_article_is_the_one_in_force_on_the_day(rete: Rete) -> None:
    now, then = article(rete, "6"), article(rete, "6", "--al", "2024-06-01")

    assert TEN in now
    assert SEVEN not in now
    assert SEVEN in then
    assert TEN not in then
    assert "modificato: decisione 2 di Plenaria del 12/12/2024 (2024-12-12-plenaria/2)" in now
    assert "- le riunioni si convocano almeno 7 giorni prima" in then
    assert "sostituito da decisione 2 di Plenaria del 12/12/2024" in then


def test_an_article_as_signed_is_the_one_that_the_signing_laid_down(rete: Rete) -> None:
    signed = article(rete, "6", "--vista", "originario")

    assert SEVEN in signed
    assert TEN not in signed
    assert "Originario stipula del 15/01/2024 (2024-01-15-stipula)" in signed


def test_an_article_with_all_its_versions_marks_the_one_of_the_day(rete: Rete) -> None:
    whole = article(rete, "6", "--vista", "multivigente")
    then = article(rete, "6", "--vista", "multivigente", "--al", "2024-06-01")

    assert SEVEN in whole
    assert TEN in whole
    assert "Dal 15/01/2024 fino al 31/12/2024 Atto" in whole
    assert "Dal 01/01/2025 (in vigore al 01/06/2026)" in whole
    assert "Dal 15/01/2024 fino al 31/12/2024 (in vigore al 01/06/2024)" in then


def test_an_article_added_later_is_told_where_it_is_not(rete: Rete) -> None:
    signed = article(rete, "9-bis", "--vista", "originario")
    before = article(rete, "9-bis", "--al", "2024-12-31")
    after = article(rete, "9-bis", "--al", "2025-01-01")

    assert "non era nel patto firmato" in signed
    assert "Al 31/12/2024 non in vigore" in before
    assert "dal 01/01/2025: decisione 3 di Plenaria" in before
    assert "aggiunto dopo la firma: decisione 3 di Plenaria" in after


@pytest.mark.parametrize("typed", ["9-bis", "9 bis", "9-BIS", "art. 9-bis", "Articolo 9 bis"])
def test_an_article_is_found_however_its_number_is_written(rete: Rete, typed: str) -> None:
    assert "Articolo 9-bis. Riunioni in forma scritta" in article(rete, typed)


@pytest.mark.parametrize("typed", ["99", "bis", "", "-", "9-bis-ter"])
def test_an_article_that_is_not_there_is_answered_with_those_there_are(
    rete: Rete, typed: str
) -> None:
    said = rete("patto", "articolo", "--", typed, folder=EXAMPLE)

    assert (said.code, said.out) == (2, "")
    assert f"l'articolo «{typed}» non c'è: ci sono 1, 2, 3, 4" in said.err
    assert "9, 9-bis, 10, 11, 12 e 13" in said.err


def test_a_register_without_articles_says_so(rete: Rete, tmp_path: Path) -> None:
    folder = copy(tmp_path / "registro")
    patto = folder / "data" / "patto.yaml"
    text = patto.read_text()
    start, end = text.index("articoli:"), text.index("monitoraggi:")
    patto.write_text(text[:start] + text[end:])
    said = rete("patto", "articolo", "1", folder=folder)

    assert (said.code, said.out) == (2, "")
    assert "gli articoli non sono nel registro" in said.err


@pytest.mark.parametrize("command", [("patto", "articolo", "6"), ("documento", "patto")])
def test_what_was_signed_has_no_day(rete: Rete, command: tuple[str, ...]) -> None:
    said = rete(*command, "--vista", "originario", "--al", "2025-01-01", folder=EXAMPLE)

    assert (said.code, said.out) == (2, "")
    assert "il testo originario è lo stesso in ogni giorno" in said.err


def test_json_has_the_versions_of_the_view_with_their_rules_in_words(rete: Rete) -> None:
    asked = ("patto", "articolo", "6", "--formato", "json")
    now = record(rete(*asked, folder=EXAMPLE), "articolo")
    whole = record(rete(*asked, "--vista", "multivigente", folder=EXAMPLE), "articolo")

    assert (now["numero"], now["vista"]) == ("6", "vigente")
    assert [v["origine"] for v in now["versioni"]] == ["modificata"]
    assert [v["in_vigore"] for v in whole["versioni"]] == [False, True]
    first = whole["versioni"][0]
    assert (first["dal"], first["fino"]) == ("2024-01-15", "2024-12-31")
    assert first["sostituita_da"] == "2024-12-12-plenaria/2"
    assert first["regole_in_parole"][0] == "le riunioni si convocano almeno 7 giorni prima"


def test_the_whole_pact_has_the_same_views(rete: Rete) -> None:
    def shown(*options: str) -> str:
        return flat(rete("patto", "mostra", *options, folder=EXAMPLE).out)

    signed = shown("--vista", "originario")
    assert "Articoli come firmati" in signed
    assert SEVEN in signed
    assert TEN not in signed
    assert "non erano nel patto firmato: 9-bis" in signed
    whole = shown("--vista", "multivigente")
    assert SEVEN in whole
    assert TEN in whole
    assert "non erano" not in whole
    assert "Articoli in vigore al 01/06/2026" in shown()


def test_the_whole_pact_says_the_view_in_json_too(rete: Rete) -> None:
    def numbers(*options: str) -> list[tuple[str, int]]:
        asked = ("patto", "mostra", "--formato", "json", *options)
        found = record(rete(*asked, folder=EXAMPLE), "patto")
        return [(a["numero"], len(a["versioni"])) for a in found["articoli_nella_vista"]]

    assert ("9-bis", 1) not in numbers("--vista", "originario")
    assert ("9-bis", 1) in numbers()
    assert ("6", 2) in numbers("--vista", "multivigente")


def test_only_the_document_of_the_pact_has_views(rete: Rete) -> None:
    said = rete("documento", "firmatari", "--vista", "vigente", folder=EXAMPLE)

    assert (said.code, said.out) == (2, "")
    assert "--vista non serve per «firmatari»" in said.err


def test_the_view_in_force_is_the_one_without_a_view(rete: Rete) -> None:
    plain = rete("documento", "patto", "--al", "2024-06-01", folder=EXAMPLE).out
    named = rete(
        "documento", "patto", "--vista", "vigente", "--al", "2024-06-01", folder=EXAMPLE
    ).out

    assert plain == named


def test_a_version_of_an_article_is_that_of_git_of_that_day(rete: Rete, tmp_path: Path) -> None:
    folder = copy(tmp_path / "registro")
    patto = folder / "data" / "patto.yaml"
    commit(folder, "2026-01-10")
    patto.write_text(patto.read_text().replace("e con i cittadini", "e con tutti"))
    commit(folder, "2026-02-10")

    assert "e con tutti" in article(rete, "1", folder=folder)
    assert "e con i cittadini" in article(rete, "1", "--registro-del", "2026-02-09", folder=folder)


def with_versions(folder: Path, *versions: str) -> Path:
    """The register for reading with these versions of article 1, as YAML."""
    patto = folder / "data" / "patto.yaml"
    text = patto.read_text()
    start, end = text.index("      - {dal:", text.index("articoli:")), text.index('  - numero: "2"')
    patto.write_text(text[:start] + "".join(f"      - {v}\n" for v in versions) + text[end:])
    return folder


CASES: dict[str, tuple[tuple[str, ...], str]] = {
    "without-text": (
        ('{dal: "2024-01-15", atto: 2024-01-15-stipula}',),
        "di questa versione il registro non ha né il testo né le regole",
    ),
    "rules-alone": (
        ('{dal: "2024-01-15", atto: 2024-01-15-stipula, regole: {cadenza: {ogni_mesi: 2}}}',),
        "Testo il testo non è nel registro Regole - ci si riunisce almeno ogni 2 mesi",
    ),
    "from-sources": (
        ('{dal: "2024-05", atto: fonte, testo: Così., fonti: [{titolo: Sito}]}',),
        "non si sa se c'era già alla firma: atto noto solo dalle fonti",
    ),
    "month": (
        (
            '{dal: "2024-01-15", atto: 2024-01-15-stipula, testo: Uno.}',
            '{dal: "2025-02", atto: 2025-01-20-rinnovo, testo: Due.}',
        ),
        "Dal 15/01/2024 fino a 01/2025 Atto",
    ),
    "never": (
        (
            '{dal: "2024-01-15", atto: 2024-01-15-stipula, testo: Uno.}',
            '{dal: "2024-01-15", atto: 2025-01-20-rinnovo, testo: Due.}',
        ),
        "Mai in vigore (dal 15/01/2024) Atto",
    ),
    "to-come": (
        (
            '{dal: "2024-01-15", atto: 2024-01-15-stipula, testo: Uno.}',
            '{dal: "2027-01-01", atto: 2025-01-20-rinnovo, testo: Due.}',
        ),
        "Dal 15/01/2024 fino al 31/12/2026 (in vigore al 01/06/2026)",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_versions_that_the_register_knows_only_in_part(
    rete: Rete, tmp_path: Path, case: str
) -> None:
    versions, expected = CASES[case]
    folder = with_versions(copy(tmp_path / "registro"), *versions)

    assert expected in article(rete, "1", "--vista", "multivigente", folder=folder)


def test_text_that_could_drive_a_terminal_or_markdown_does_neither(
    rete: Rete, tmp_path: Path
) -> None:
    hostile = '{dal: "2024-01-15", atto: 2024-01-15-stipula, testo: "# [b](x) {{ 7 }} <i>"}'
    folder = with_versions(copy(tmp_path / "registro"), hostile)

    assert "# [b](x) {{ 7 }} <i>" in article(rete, "1", folder=folder)
    for view in ("originario", "vigente", "multivigente"):
        said = rete("documento", "patto", "--vista", view, "--comunque", folder=folder)
        assert "\\# \\[b\\](x) \\{\\{ 7 \\}\\} \\<i\\>" in said.out


def terms(rete: Rete, folder: Path) -> str:
    return flat(rete("patto", "mostra", folder=folder).out)


def test_a_term_says_how_and_by_which_day_it_is_renewed(rete: Rete) -> None:
    out = terms(rete, EXAMPLE)

    assert "rinnovo espresso: senza una decisione il patto finisce" in out
    assert "si decide entro 3 mesi prima della fine: il 30/09/2025" in out
    assert "il 30/09/2028, se la fine dedotta è giusta" in out


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("tacito", "rinnovo tacito: senza una decisione contraria il patto continua"),
        ("nessuno", "senza rinnovo: alla fine il patto non continua"),
    ],
)
def test_each_way_to_renew_is_said(rete: Rete, tmp_path: Path, way: str, words: str) -> None:
    folder = copy(tmp_path / "registro")
    patto = folder / "data" / "patto.yaml"
    patto.write_text(patto.read_text().replace("modo: espresso", f"modo: {way}"))

    assert words in terms(rete, folder)


def test_the_day_by_which_to_renew_is_in_json(rete: Rete) -> None:
    found: dict[str, Any] = record(
        rete("patto", "mostra", "--formato", "json", folder=REGISTER), "patto"
    )

    assert found["rinnovi"] == [{"periodo": "secondo", "decidere_entro": "2027-10-31"}]


def test_the_annex_tells_successors_changes_of_quality_and_own_resolutions(rete: Rete) -> None:
    rows = rete("documento", "firmatari", folder=EXAMPLE).out.splitlines()

    def of(name: str) -> list[str]:
        return [row for row in rows if f"| {name} |" in row]

    assert "| subentro | 01/07/2025 |" in of("Trame Comuni società cooperativa sociale")[0]
    before, after = of("Officina Sette impresa sociale srl")
    assert "| ammissione, come osservatore |" in before
    assert "| 11/06/2025 (" in before
    assert "| cambio di qualifica | 12/06/2025 |" in after
    assert "| giunta comunale, n. 4 del 08/01/2024 (" in of("Comune di Roccaverde")[0]
