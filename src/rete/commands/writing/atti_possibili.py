"""The acts that may be meant, one on a line, when a command asks for its act."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from rete.model.comuni import Effetto
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.reckoning.acts_in_words import effect_in_words
from rete.reckoning.acts_that_hold import EffettoDisposto, acts_of, object_of
from rete.reckoning.answers import left_undone
from rete.reckoning.balance import books
from rete.render.terminal_text import printable

MOST_TOLD: Final = 10
A_REFERENCE: Final = "un verbale, una sua decisione (VERBALE/NUMERO), oppure l'id di un atto"
_LETTERS: Final = 72
"""As many as stay on one line of a terminal, the reference too."""


def acts_for(rete: Rete, wanted: Sequence[Effetto]) -> tuple[str, ...]:
    """The latest acts that have one of these effects, or where it can still be written."""
    acts = acts_of(rete)
    found = sorted(
        (
            act
            for act in acts.per_riferimento.values()
            if acts.holds(act) and acts.replaced_by(act) is None and _may_have(act, wanted)
        ),
        key=lambda act: act.order,
        reverse=True,
    )
    waiting = {one.di.riferimento for one in waiting_for(rete, wanted)}
    return tuple(
        f"{_line_of(act)}{' (da attuare)' if act.riferimento in waiting else ''}"
        for act in found[:MOST_TOLD]
    )


def waiting_for(rete: Rete, wanted: Sequence[Effetto]) -> Iterator[EffettoDisposto]:
    """The effects like these that acts lay down and the register does not have yet."""
    reckoned = books(rete)
    for one in acts_of(rete).in_force if wanted else ():
        is_meant = any(_is_that(one.effetto, effetto) for effetto in wanted)
        if is_meant and reckoned.is_left_undone(one):
            yield one


def to_carry_out(rete: Rete) -> tuple[EffettoDisposto, ...]:
    """What waits to be carried out, the latest act first; drafts, which may change, come last."""
    latest = reversed(left_undone(rete))
    return tuple(sorted(latest, key=lambda one: one.di.is_draft))


def effects_in_lines(rete: Rete, found: Sequence[EffettoDisposto]) -> tuple[str, ...]:
    """The first few effects, each with its act on a line, for whoever chooses."""
    return tuple(
        f"{one.di.riferimento}  {printable(effect_in_words(one.effetto, rete))}"
        for one in found[:MOST_TOLD]
    )


def approved_minutes(rete: Rete) -> tuple[Verbale, ...]:
    """Approved minutes, the latest first."""
    approved = [verbale for verbale in rete.verbali.values() if verbale.is_approved]
    return tuple(sorted(approved, key=lambda verbale: (verbale.data, verbale.id), reverse=True))


def decisions_in_lines(minutes: Sequence[Verbale]) -> tuple[str, ...]:
    """The latest decisions of these minutes."""
    every = (
        _line(f"{verbale.id}/{decisione.n}", decisione.oggetto)
        for verbale in minutes
        for decisione in reversed(verbale.decisioni)
    )
    return tuple(islice(every, MOST_TOLD))


def _may_have(act: Provvedimento, wanted: Sequence[Effetto]) -> bool:
    """Whether it can lay this down: what stands in approved minutes no longer changes."""
    if not wanted or act.is_draft or act.atto is not None:
        return True
    return any(_is_that(one, effetto) for one in act.effetti for effetto in wanted)


def _is_that(effetto: Effetto, wanted: Effetto) -> bool:
    about = object_of(wanted)
    return effetto.tipo == wanted.tipo and (not about or object_of(effetto) == about)


def _line_of(act: Provvedimento) -> str:
    oggetto = act.decisione.oggetto if act.decisione else (act.atto.oggetto if act.atto else "")
    return _line(act.riferimento, oggetto)


def _line(reference: str, text: str) -> str:
    words, room = printable(" ".join(text.split())), max(_LETTERS - len(reference), 20)
    return f"{reference}  {words if len(words) <= room else f'{words[: room - 1].rstrip()}…'}"
