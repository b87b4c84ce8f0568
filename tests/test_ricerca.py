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
