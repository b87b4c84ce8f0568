"""What somebody types → the records meant: exact before near, and never a guess between two."""

import pytest

from rete.model.ricerca import Candidato, contains, matching, near

KNOWN = (
    Candidato(id="il-ponte", nomi=("Associazione Il Ponte", "AIP")),
    Candidato(id="ponte-alto", nomi=("Circolo Ponte Alto",)),
    Candidato(id="liberta", nomi=("Società Libertà e Lavoro",)),
    Candidato(id="aip-giovani", nomi=("Giovani",)),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("il-ponte", ("il-ponte",)),
        ("AIP", ("il-ponte",)),
        ("libertà", ("liberta",)),
        ("LIBERTA'", ("liberta",)),
        ("ponte", ("il-ponte", "ponte-alto")),
        ("ponte alto", ("ponte-alto",)),
        ("lav", ("liberta",)),
        ("associazione", ("il-ponte",)),
        ("", ()),
        ("  ", ()),
        ("-", ()),
        ("zzz", ()),
    ],
)
def test_what_is_typed_means_the_closest_records(typed: str, meant: tuple[str, ...]) -> None:
    assert matching(typed, KNOWN) == meant


def test_a_beginning_of_one_and_a_word_of_another_are_both_offered() -> None:
    # Whoever ends a membership must not end another's because its id happens to begin so.
    assert set(matching("ponte", KNOWN)) == {"il-ponte", "ponte-alto"}


def test_what_nobody_is_called_gives_those_that_look_like_it() -> None:
    assert near("pontte", KNOWN)[0] in ("il-ponte", "ponte-alto")
    assert near("xyz", KNOWN) == ()


def test_a_text_is_looked_for_without_accents_or_case() -> None:
    assert contains("SOCIETA", [None, "Società"])
    assert not contains("circolo", [None, "Società"])


MINUTES = tuple(
    Candidato(id=f"{day}-{table}", nomi=(f"{name} {day[8:]}/{day[5:7]}/{day[:4]}",))
    for day, table, name in (
        ("2024-11-28", "spazi-comuni", "Tavolo spazi comuni"),
        ("2025-12-11", "plenaria", "Plenaria"),
        ("2026-06-08", "abitare", "Tavolo abitare"),
        ("2026-06-08", "giovani", "Tavolo giovani"),
    )
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("28/11/2024", ("2024-11-28-spazi-comuni",)),
        ("28-11-2024", ("2024-11-28-spazi-comuni",)),
        ("2024-11-28", ("2024-11-28-spazi-comuni",)),
        ("8/6/2026", ("2026-06-08-abitare", "2026-06-08-giovani")),
        ("abitare 8/6/2026", ("2026-06-08-abitare",)),
        ("8.6.2026 tavolo giov", ("2026-06-08-giovani",)),
        ("tavolo giovani dell'8/6/2026", ("2026-06-08-giovani",)),
        ("2026-06-08-ab", ("2026-06-08-abitare",)),
        ("Plenaria 11/12/2025", ("2025-12-11-plenaria",)),
    ],
)
def test_a_day_in_any_figures_means_the_records_of_that_day(
    typed: str, meant: tuple[str, ...]
) -> None:
    assert matching(typed, MINUTES) == meant


@pytest.mark.parametrize("typed", ["28/2/2024", "12/11/2025", "8/6/2026 plenaria", "5", "6"])
def test_another_day_or_a_loose_figure_means_none_of_them(typed: str) -> None:
    assert matching(typed, MINUTES) == ()


def test_of_a_day_only_its_records_look_like_what_was_typed() -> None:
    assert near("8/6/2026 abitre", MINUTES) == ("2026-06-08-abitare",)
    assert near("28/2/2024", MINUTES) == ()


def test_a_day_in_a_name_of_undated_records_is_only_words() -> None:
    known = (Candidato(id="aprile", nomi=("Comitato 25/4/1945",)),)
    assert matching("comitato 25/4/1945", known) == ("aprile",)
    assert matching("25/4/1945", known) == ("aprile",)


def test_a_name_of_several_words_is_found_by_what_looks_like_it() -> None:
    assert near("società liberta e lavroo", KNOWN) == ("liberta",)
