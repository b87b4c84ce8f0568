"""What a case cannot show of the rules on bodies, tables and pact: when they stay silent."""

from pathlib import Path

import pytest

from rete.check import check
from rete.load.loader import load
from rete.store import Folder

STIPULA = "2024-01-15-stipula"
BROKEN = "adesioni: [\n"
SOURCE = "fonti: [{titolo: Bollettino di Roccaverde}]\n"


def write(register: Path, path: str, text: str) -> None:
    file = register / "data" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def change(register: Path, path: str, old: str, new: str) -> None:
    text = (register / "data" / path).read_text(encoding="utf-8")
    assert old in text
    write(register, path, text.replace(old, new, 1))


def found(register: Path, *prefixes: str) -> list[str]:
    """The messages of the rules with these prefixes, each with its code."""
    findings = [placed.finding for placed in check(load(Folder(register))).findings]
    return [f"{one.code} {one.message}" for one in findings if one.code.startswith(prefixes)]


def body(adhesions: str, rest: str = "") -> str:
    return f"denominazione: Associazione Il Ponte\nnatura: privato-sociale\n{adhesions}{rest}"


def adhesion(days: str) -> str:
    return f"adesioni:\n  - {{{days}, atto: {STIPULA}}}\n"


def test_a_broken_file_does_not_make_references_to_it_unknown(register: Path) -> None:
    write(register, "enti/il-ponte.yaml", BROKEN)
    write(register, "tavoli/abitare.yaml", BROKEN)
    write(
        register,
        "enti/la-soglia.yaml",
        body(adhesion('dal: "2024-01-15"'))
        + "referenti:\n  - {ruolo: rappresentante, carica: presidente, tavolo: abitare}\n",
    )

    assert found(register, "ENT", "TAV", "PAT") == []


def test_a_broken_act_is_still_an_act(register: Path) -> None:
    write(register, f"atti/2024/{STIPULA}.yaml", "tipo: [\n")

    assert found(register, "ENT001", "TAV002", "PAT001") == []


def test_a_broken_pact_gives_no_words_terms_or_indicators_to_miss(register: Path) -> None:
    change(register, "tavoli/abitare.yaml", "istituzione", "ambiti: [mobilita]\nistituzione")
    value = "{indicatore: orti, data: 1999-01, valore: 1, fonte: Comune}"
    write(register, "monitoraggi/annuale.yaml", f'dal: "2024-05-01"\nvalori:\n  - {value}\n')
    assert {text[:6] for text in found(register, "TAV", "MON")} == {"TAV010", "MON001", "MON002"}

    write(register, "patto.yaml", "titolo: [\n")

    assert found(register, "TAV", "MON") == []


def test_a_number_that_the_minutes_lack_is_told_apart_from_missing_minutes(register: Path) -> None:
    write(
        register, "verbali/2024/2024-03-01-plenaria.yaml", "odg:\n  - {punto: 1, titolo: Varie}\n"
    )
    change(register, "enti/il-ponte.yaml", STIPULA, "2024-03-01-plenaria/2")

    (message,) = found(register, "ENT001")
    assert message.endswith("cita «2024-03-01-plenaria/2», ma quel verbale non ha la decisione 2")


def test_an_empty_vocabulary_lays_down_nothing(register: Path) -> None:
    change(
        register, "patto.yaml", "  comunita:\n    - {id: giovani, nome: Giovani}", "  comunita: []"
    )
    change(register, "tavoli/abitare.yaml", "istituzione", "comunita: [anziani]\nistituzione")

    assert found(register, "TAV010") == []


@pytest.mark.parametrize(
    ("end", "start", "overlap"),
    [
        ("2024-06", "2024-06", False),
        ("2024-06-15", "2024-06", False),
        ("2024-06", "2024-05", True),
        ("2024-06-15", "2024-06-15", True),
        ("2024-06-14", "2024-06-15", False),
    ],
)
def test_two_periods_overlap_only_if_they_do_on_whatever_day_of_the_month(
    register: Path, end: str, start: str, overlap: bool
) -> None:
    first = adhesion(f'dal: "2024-01-15", al: "{end}"')
    write(
        register,
        "enti/il-ponte.yaml",
        body(first + f'  - {{dal: "{start}", atto: {STIPULA}}}\n'),
    )

    assert bool(found(register, "ENT005")) is overlap


def test_a_period_of_one_month_does_not_end_before_it_starts(register: Path) -> None:
    write(register, "enti/il-ponte.yaml", body(adhesion('dal: "2024-06", al: "2024-06-01"')))

    assert found(register, "ENT004") == []


def test_a_suspension_may_span_two_adhesions_that_touch(register: Path) -> None:
    suspended = f'sospensioni:\n  - {{dal: "2024-05-01", al: "2024-08-31", atto: {STIPULA}}}\n'
    first = adhesion('dal: "2024-01-15", al: "2024-06-30"')
    observer = f'  - {{dal: "2024-07-%s", qualita: osservatore, atto: {STIPULA}}}\n'

    write(register, "enti/il-ponte.yaml", body(first + observer % "01", suspended))
    assert found(register, "ENT007") == []

    write(register, "enti/il-ponte.yaml", body(first + observer % "02", suspended))
    assert len(found(register, "ENT007")) == 1


def test_a_member_coordinates_an_open_table_without_a_seat_of_its_own(register: Path) -> None:
    table = (
        "nome: Abitare\ngenere: tavolo-tematico\n"
        f'istituzione: {{dal: "2024-01-15", atto: {STIPULA}}}\n'
        f'coordinamento:\n  - {{ente: il-ponte, dal: "2024-01-15", atto: {STIPULA}}}\n'
    )
    write(register, "tavoli/abitare.yaml", table + "aperto: sì\n")
    assert found(register, "TAV007") == []

    write(register, "tavoli/abitare.yaml", table)
    assert len(found(register, "TAV007")) == 1

    change(register, "patto.yaml", "elenco: completo", "elenco: parziale")
    assert found(register, "TAV007") == []


def test_a_partial_register_may_not_know_since_when_somebody_sits(register: Path) -> None:
    began = f'istituzione: {{dal: "2024-01-15", atto: {STIPULA}}}\n'
    seats = "componenti:\n  - {ente: la-soglia}\n"
    write(
        register,
        "tavoli/abitare.yaml",
        f"nome: Abitare\ngenere: tavolo-tematico\n{began}{seats}",
    )
    assert len(found(register, "TAV003")) == 1

    change(register, "patto.yaml", "elenco: completo", "elenco: parziale")
    assert found(register, "TAV003") == []


def published(register: Path, when: str, total: int) -> None:
    counted = f'  - {{data: "{when}", totale: {total}, fonti: [{{titolo: Bollettino}}]}}\n'
    text = (register / "data/patto.yaml").read_text(encoding="utf-8").split("conteggi_")[0]
    write(register, "patto.yaml", f"{text}conteggi_pubblicati:\n{counted}")


def test_a_partial_register_may_know_fewer_members_than_were_published(register: Path) -> None:
    published(register, "2024-03-01", 25)
    assert len(found(register, "PAT019")) == 1

    change(register, "patto.yaml", "elenco: completo", "elenco: parziale")
    assert found(register, "PAT019") == []

    published(register, "2024-03-01", 2)
    assert found(register, "PAT019") == [
        "PAT019 conteggio del 2024-03-01: pubblicati 2 aderenti, nel registro almeno 3"
    ]


def test_counts_are_not_compared_while_some_body_cannot_be_read(register: Path) -> None:
    published(register, "2024-03-01", 2)
    write(register, "enti/casa-comune.yaml", BROKEN)

    assert found(register, "PAT019") == []


@pytest.mark.parametrize(("total", "faults"), [(1, 1), (2, 0), (3, 0), (4, 1)])
def test_a_count_of_a_month_must_be_wrong_on_every_day_of_it(
    register: Path, total: int, faults: int
) -> None:
    write(register, "enti/il-ponte.yaml", body(adhesion('dal: "2024-03-10"')))
    published(register, "2024-03", total)

    assert len(found(register, "PAT019")) == faults


def test_nobody_is_counted_for_certain_before_the_month_is_over(register: Path) -> None:
    write(register, "enti/il-ponte.yaml", body(adhesion('dal: "2024-03"')))

    for total in (2, 3):
        published(register, "2024-03-15", total)
        assert found(register, "PAT019") == []


@pytest.mark.parametrize(
    ("second", "overlap"), [("2028-01-14", True), ("2028-01-15", False), ("2027-06", True)]
)
def test_the_end_of_a_term_follows_from_its_length(
    register: Path, second: str, overlap: bool
) -> None:
    term = f"id: secondo, durata: {{anni: 4}}, atto: {STIPULA}"
    change(
        register,
        "patto.yaml",
        f'al: "2027-12-31", atto: {STIPULA}}}',
        f'durata: {{anni: 4}}, atto: {STIPULA}}}\n  - {{{term}, dal: "{second}"}}',
    )

    assert bool(found(register, "PAT005")) is overlap


@pytest.mark.parametrize(
    ("end", "agrees"),
    [("2028-01-14", True), ("2028-01-15", True), ("2028-01", True), ("2028-01-16", False)],
)
def test_an_end_agrees_with_a_length_counted_in_either_way(
    register: Path, end: str, agrees: bool
) -> None:
    change(register, "patto.yaml", 'al: "2027-12-31"', f'al: "{end}", durata: {{anni: 4}}')

    assert (found(register, "PAT007") == []) is agrees


def test_a_rule_may_move_from_an_article_to_another(register: Path) -> None:
    moved = (
        f'      - {{dal: "2025-03-01", atto: {STIPULA}, testo: Articolo abrogato.}}\n'
        '  - numero: "2"\n    rubrica: Deleghe\n    versioni:\n'
        f'      - {{dal: "%s", atto: {STIPULA}, regole: {{deleghe: {{massimo: 2}}}}}}\n'
    )
    before = (register / "data/patto.yaml").read_text(encoding="utf-8")

    write(register, "patto.yaml", before + moved % "2025-03")
    assert found(register, "PAT010") == []

    write(register, "patto.yaml", before + moved % "2025-02-28")
    assert found(register, "PAT010") == [
        "PAT010 il 2025-02-28 la regola «deleghe» sta sia nell'articolo 1 sia nell'articolo 2"
    ]


def test_articles_that_the_register_lacks_may_be_cited(register: Path) -> None:
    text = (register / "data/patto.yaml").read_text(encoding="utf-8").split("articoli:")[0]
    duty = "{id: relazione, chi: segreteria, cosa: Scrivere, ogni: {anni: 1}, articolo: '7'}"
    write(register, "patto.yaml", f"{text}adempimenti:\n  - {duty}\n")

    assert found(register, "PAT012") == []


def test_a_body_may_go_back_to_a_name_it_had(register: Path) -> None:
    names = (
        "denominazioni_precedenti:\n"
        '  - {denominazione: Associazione Il Ponte, al: "2019-12-31"}\n'
        '  - {denominazione: Gruppo Il Ponte, al: "2021-06-30"}\n'
    )
    write(register, "enti/il-ponte.yaml", body(adhesion('dal: "2024-01-15"'), names))

    assert found(register, "ENT016", "ENT018") == []


def test_a_source_at_the_foot_of_the_file_is_enough(register: Path) -> None:
    change(register, "patto.yaml", "elenco: completo", "elenco: parziale")
    known = "adesioni:\n  - {atto: fonte}\n"
    write(register, "enti/il-ponte.yaml", body(known, SOURCE))
    assert found(register, "ENT0") == []

    write(register, "enti/il-ponte.yaml", body(known))
    assert [text[:6] for text in found(register, "ENT0")] == ["ENT019"]


def test_a_text_of_the_register_stays_on_one_line_of_a_message(register: Path) -> None:
    office = '"presidente\\n\\tpro tempore"'
    spoke = (
        f"referenti:\n  - {{ruolo: referente, carica: {office}, tavolo: mobilita, atto: fonte}}\n"
    )
    write(register, "enti/il-ponte.yaml", body(adhesion('dal: "2024-01-15"'), spoke))

    assert found(register, "ENT003") == [
        "ENT003 il referente «presidente pro tempore» cita «fonte», ma il registro si dice completo"
    ]
