"""What became of the actions that a sitting gave, by the end of a day."""

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
    return tuple(_followed(rete, verbale, azione, day) for azione in verbale.azioni)


def _followed(rete: Rete, verbale: Verbale, azione: Azione, day: date) -> AzioneOggi:
    record = rete.seguiti.get(verbale.id)
    steps = [s for s in record.azioni if s.n == azione.n and s.data <= day] if record else []
    # Sorting keeps the order of the file among those of one day.
    steps.sort(key=lambda step: step.data)
    unread = rete.is_unread("seguito", verbale.id)
    return AzioneOggi(
        azione=azione,
        stato=None if unread else steps[-1].stato if steps else "aperta",
        entro=next((s.entro for s in reversed(steps) if s.entro), azione.entro),
        responsabili=next(
            (s.responsabili for s in reversed(steps) if s.responsabili), azione.responsabili
        ),
        seguiti=tuple(steps),
    )
