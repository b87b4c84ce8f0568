"""How often something comes again, in words: of one thing the number is not said."""

import pytest

from rete import italiano
from rete.model.comuni import Durata
from rete.model.regole import Cadenza
from rete.reckoning.deadlines.scadenza import cadence_in_words
from rete.reckoning.lengths import every_in_words
from rete.views.tavoli import cadence_in_words as cadence_on_the_card


def test_of_one_thing_the_number_is_not_said() -> None:
    assert italiano.every(1, "anno", "anni") == "ogni anno"
    assert italiano.every(2, "anno", "anni") == "ogni 2 anni"


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (Durata(anni=1), "ogni anno"),
        (Durata(mesi=1), "ogni mese"),
        (Durata(mesi=6), "ogni 6 mesi"),
        (Durata(giorni=1), "ogni giorno"),
        (Durata(giorni=10), "ogni 10 giorni"),
        (Durata(giorni_lavorativi=5, sabato=True), "ogni 5 giorni lavorativi (sabato compreso)"),
    ],
)
def test_a_length_says_how_often(length: Durata, words: str) -> None:
    assert every_in_words(length) == words


def test_a_table_meets_every_month() -> None:
    for said in (cadence_in_words, cadence_on_the_card):
        assert said(Cadenza(ogni_mesi=1)) == "ogni mese"
        assert said(Cadenza(ogni_mesi=3)) == "ogni 3 mesi"
