"""Effects typed as an answer, with «;» between them; one alone is read by `edits`."""

from dataclasses import replace
from typing import Final

from rete.ask import NotAnAnswer
from rete.changes import Refused
from rete.commands.shared import contesto
from rete.commands.writing.valori import UN_ATTO, Tipo, an_id
from rete.edits.effetti_scritti import effect_as_text, effects_in
from rete.load.loader import Loaded
from rete.model.comuni import Effetto
from rete.model.effetti import ROWS
from rete.model.effetti.riga import ChiaviEffetto


def _some_effects(typed: str, loaded: Loaded) -> str:
    """One effect or more, as they are kept: every name in full."""
    try:
        found = effects_in(typed, loaded.rete, contesto.today())
    except Refused as refused:
        raise NotAnAnswer(str(refused)) from None
    if not found:
        raise NotAnAnswer(f"non c'è nessun effetto: scegli tra {', '.join(ROWS)}")
    return "; ".join(effect_as_text(_in_full(loaded, effetto)) for effetto in found)


ALCUNI_EFFETTI: Final = Tipo(leggi=_some_effects, valore=str, metavar="EFFETTO")
"""Whose value is the text, that a register and a day read (`edits.effetti_scritti`)."""


def keys_in_words() -> str:
    """What each kind of effect needs, one line each."""
    return "\n".join(f"{tipo}: {_needed(row.keys)}" for tipo, row in ROWS.items())


def _needed(keys: ChiaviEffetto) -> str:
    needed = [" o ".join(group) for group in keys.needed]
    return ", ".join((*needed, *(f"[{key}]" for key in (*keys.some_of, *keys.optional))))


def _in_full(loaded: Loaded, effetto: Effetto) -> Effetto:
    """The act that it speaks of by its whole reference; a new table by an id that it can have."""
    if effetto.tipo == "istituzione":
        an_id(effetto.tavolo or "")
    if effetto.atto is None:
        return effetto
    return replace(effetto, atto=UN_ATTO.leggi(effetto.atto, loaded))
