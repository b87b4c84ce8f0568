"""Every code that the register may hold has its words, and effects say what they change."""

import json
from collections.abc import Mapping
from typing import Any, get_args

import pytest

from rete.italiano import etichette
from rete.model.comuni import Effetto, TipoEffetto
from rete.model.rete import Rete
from rete.model.tempo import partial_date
from rete.reckoning.acts_in_words import effect_in_words
from rete.resources import schema_text


def enums(kind: str) -> Mapping[str, list[str]]:
    """Key → the codes that the schema of a kind allows for it."""
    found: dict[str, list[str]] = {}

    def visit(value: Any, key: str) -> None:
        if isinstance(value, dict):
            if "enum" in value:
                found.setdefault(key, []).extend(value["enum"])
            for inner, below in value.items():
                visit(below, key if inner in ("items", "properties", "$defs") else inner)
        elif isinstance(value, list):
            for item in value:
                visit(item, key)

    visit(json.loads(schema_text(kind)), "")
    return found


@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        ("ente", "natura", etichette.NATURE),
        ("ente", "sezione", etichette.SEZIONI_RUNTS),
        ("ente", "stato", etichette.STATI_RUNTS),
        ("ente", "causa-cessazione", etichette.CAUSE),
        ("tavolo", "genere", etichette.GENERI),
        ("verbale", "modalita", etichette.MODALITA),
        ("verbale", "metodo", etichette.METODI),
        ("verbale", "modo-approvazione", etichette.MODI_APPROVAZIONE),
        ("verbale", "esito", etichette.ESITI),
    ],
)
def test_every_code_of_a_schema_has_its_words(
    kind: str, key: str, words: Mapping[str, str]
) -> None:
    assert enums(kind)[key]
    assert set(enums(kind)[key]) <= set(words)


@pytest.mark.parametrize("tipo", get_args(TipoEffetto))
def test_an_effect_that_says_nothing_is_still_told(tipo: TipoEffetto) -> None:
    assert "{" not in effect_in_words(Effetto(tipo=tipo), Rete())


def test_an_effect_says_who_how_and_since_when() -> None:
    admitted = Effetto(
        tipo="ammissione", ente="x", qualita="osservatore", dal=partial_date("2025-03")
    )
    signed = Effetto(tipo="ammissione", ente="x", decorrenza="firma")
    corrected = Effetto(tipo="rettifica", atto="fonte", effetti=(admitted,))

    assert effect_in_words(admitted, Rete()) == "ammissione di x come osservatore da 03/2025"
    assert effect_in_words(signed, Rete()) == "ammissione di x dalla firma"
    assert effect_in_words(corrected, Rete()).endswith(
        "che diventa: ammissione di x come osservatore da 03/2025"
    )
