"""Effects written on one line: read back as they are, or refused with the reason."""

from datetime import date

import pytest

from rete.changes import Refused
from rete.edits.bozza import record_as_plain
from rete.edits.effetti_scritti import effect_as_text, effect_of, effects_in
from rete.load.loader import load
from rete.model.comuni import Effetto
from rete.model.tempo import DataParziale
from rete.store import Folder
from tests.aiuti.luoghi import EXAMPLE

RETE = load(Folder(EXAMPLE)).rete
TODAY = date(2026, 6, 1)
DAY = DataParziale.from_text("2026-03-01")


def effects() -> list[Effetto]:
    minutes = [e for v in RETE.verbali.values() for d in v.decisioni for e in d.effetti]
    return [*minutes, *(e for atto in RETE.atti.values() for e in atto.effetti)]


@pytest.mark.parametrize("effetto", effects(), ids=lambda e: e.tipo)
def test_every_effect_of_the_example_reads_back_the_same(effetto: Effetto) -> None:
    assert effect_of(effect_as_text(effetto), RETE, TODAY) == effetto


def test_an_effect_as_people_type_it() -> None:
    typed = "Ammissione ente=il ponte dal=1/3/2026 qualità=Osservatore"
    assert effect_of(typed, RETE, TODAY) == Effetto(
        tipo="ammissione", ente="associazione-il-ponte", dal=DAY, qualita="osservatore"
    )


def test_words_begun_months_and_bodies_joined_by_e_are_understood() -> None:
    typed = (
        "istituzione tavolo=nuovo nome=Nuovo genere=gruppo dal=marzo 2026 componenti=terra e ponte"
    )
    assert effect_of(typed, RETE, TODAY) == Effetto(
        tipo="istituzione",
        tavolo="nuovo",
        nome="Nuovo",
        genere="gruppo-di-lavoro",
        dal=DataParziale.from_text("2026-03"),
        componenti=("terra-buona", "associazione-il-ponte"),
    )


def test_effects_in_a_line_may_hold_effects_in_their_own() -> None:
    leaving = Effetto(tipo="uscita", ente="la-bussola", tavolo="giovani", al=DAY)
    entering = Effetto(tipo="ingresso", ente="terra-buona", tavolo="giovani", dal=DAY)
    corrected = Effetto(tipo="rettifica", atto="x/1", effetti=(leaving, entering))
    line = "; ".join(effect_as_text(one) for one in (corrected, leaving))

    assert effects_in(line, RETE, TODAY) == (corrected, leaving)


def test_a_name_with_signs_is_quoted() -> None:
    effetto = Effetto(
        tipo="istituzione",
        tavolo="nuovo",
        nome='Tavolo "nuovo", dal=oggi; e altro',
        genere="gruppo-di-lavoro",
        dal=DAY,
        componenti=("terra-buona", "la-bussola"),
    )
    assert effect_of(effect_as_text(effetto), RETE, TODAY) == effetto


def test_a_rectification_holds_effects_in_its_own_and_lists_of_nobody() -> None:
    for effetto in (
        Effetto(
            tipo="rettifica",
            atto="2024-10-11-plenaria/4",
            effetti=(
                Effetto(tipo="ingresso", ente="terra-buona", tavolo="giovani", dal=DAY),
                Effetto(tipo="uscita", ente="la-bussola", tavolo="giovani", al=DAY),
            ),
        ),
        Effetto(tipo="rettifica", verbale="2024-10-11-plenaria", presenti=(), esito="respinta"),
    ):
        assert effect_of(effect_as_text(effetto), RETE, TODAY) == effetto


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "non è un tipo di effetto"),
        ("ammetti ente=il ponte", "«ammetti» non è un tipo di effetto"),
        ("ammissione ente=il ponte", "manca «dal=» o «decorrenza=»"),
        ("ammissione ente=il pnte dal=1/3/2026", "«il pnte» non c'è"),
        ("ammissione ente=il ponte dal=ieri l'altro", "non è una data"),
        ("ammissione ente=il ponte dal=1/3/2026 colore=blu", "«colore=» non è una chiave"),
        ("ammissione ente=il ponte dal=1/3/2026 dal=2/3/2026", "due volte"),
        ("ammissione ente=il ponte dal=1/3/2026 tavolo=giovani", "non vuole «tavolo»"),
        ('ammissione ente="il ponte" boh dal=1/3/2026', "«boh» non si capisce: dopo «ente=…»"),
        ("ammissione ente= dal=1/3/2026", "dopo «ente=» non c'è nulla"),
        ("rettifica verbale=2024-10-11-plenaria", "manca «presenti=» o"),
        ("rettifica atto=x effetti=[revoca atto=y", "manca «]»"),
    ],
)
def test_what_is_not_an_effect_is_refused_with_the_reason(typed: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        effect_of(typed, RETE, TODAY)
    assert why in str(refused.value)


def test_that_nobody_was_there_is_written_as_it_is_said() -> None:
    corrected = Effetto(tipo="rettifica", verbale="2024-05-10-plenaria", presenti=(), collegati=())
    assert record_as_plain(corrected) == {
        "tipo": "rettifica",
        "verbale": "2024-05-10-plenaria",
        "presenti": [],
        "collegati": [],
    }
