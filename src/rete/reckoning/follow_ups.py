"""What became of the actions that a sitting gave, by the end of a day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from rete.model.rete import Rete
from rete.model.seguito import SeguitoAzione
from rete.model.verbale import Azione, Verbale
from rete.records import dataclass

StatoAzione = Literal["aperta", "in-corso", "fatta", "annullata"]


@dataclass(frozen=True, kw_only=True)
class AzioneOggi:
    """An action as its follow-ups left it; ``stato`` is None where they could not be read."""

    azione: Azione
    stato: StatoAzione | None
    entro: date
    responsabili: tuple[str, ...]
    seguiti: tuple[SeguitoAzione, ...]


def actions_of(rete: Rete, verbale: Verbale, day: date) -> tuple[AzioneOggi, ...]:
    """The actions that some minutes gave, as they stand at the end of a day."""
    return tuple(_followed(rete, verbale, azione, day) for azione in verbale.azioni)


def _followed(rete: Rete, verbale: Verbale, azione: Azione, day: date) -> AzioneOggi:
    record = rete.seguiti.get(verbale.id)
    steps = (s for s in record.azioni if s.n == azione.n and s.data <= day) if record else ()
    found = after(azione, steps)
    return replace(found, stato=None) if rete.is_unread("seguito", verbale.id) else found


def after(azione: Azione, steps: Iterable[SeguitoAzione]) -> AzioneOggi:
    """An action after its follow-ups, read by date whatever their order in the file.

    Two branches that are merged leave their lines one after the other: of those of one day the
    later line holds, whatever it says; what a line leaves out stays as it was.
    """
    known = by_date(steps)
    return AzioneOggi(
        azione=azione,
        stato=known[-1].stato if known else "aperta",
        entro=next((s.entro for s in reversed(known) if s.entro), azione.entro),
        responsabili=next(
            (s.responsabili for s in reversed(known) if s.responsabili), azione.responsabili
        ),
        seguiti=known,
    )


def by_date(steps: Iterable[SeguitoAzione]) -> tuple[SeguitoAzione, ...]:
    """Sorting keeps the order of the file among those of one day."""
    return tuple(sorted(steps, key=lambda step: step.data))
