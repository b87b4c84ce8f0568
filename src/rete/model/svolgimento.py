"""What happened at a point of a sitting, in its order: texts, decisions, actions."""

from rete.model.verbale import Azione, Decisione, Punto, Svolto, Verbale

Fatto = str | Decisione | Azione
"""A text, or what came of it."""


def proceedings(verbale: Verbale, punto: Punto) -> tuple[Fatto, ...]:
    """What happened at a point of some minutes, each thing once.

    Where the point does not tell the order: what was said, then its decisions. A decision that it
    does not name comes at the end; an action only where it is named, as minutes list them all
    elsewhere. What it names and is not of this point is left out: a rule tells of it.
    """
    found: list[Fatto] = [punto.discussione] if punto.discussione else []
    everything: tuple[Decisione | Azione, ...] = (*verbale.decisioni, *verbale.azioni)
    left = [one for one in everything if one.punto == punto.punto]
    for step in punto.svolgimento:
        here = [one for one in left if _is_named(one, step)]
        found += [step.testo] if step.testo is not None else []
        found += here
        left = [one for one in left if one not in here]
    return (*found, *(one for one in left if isinstance(one, Decisione)))


def _is_named(one: Decisione | Azione, step: Svolto) -> bool:
    return one.n == (step.decisione if isinstance(one, Decisione) else step.azione)
