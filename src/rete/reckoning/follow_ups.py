"""What became of the actions that a sitting gave, by the end of a day, and which a list shows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from rete.model.rete import Rete
from rete.model.seguito import SeguitoAzione
from rete.model.verbale import Azione, Verbale
from rete.records import frozen

StatoAzione = Literal["aperta", "in-corso", "fatta", "annullata"]


@frozen
class AzioneOggi:
    """An action as its follow-ups left it; ``stato`` is None where they could not be read."""

    azione: Azione
    stato: StatoAzione | None
    entro: date | None
    responsabili: tuple[str, ...]
    incaricati: tuple[str, ...]
    seguiti: tuple[SeguitoAzione, ...]

    @property
    def is_open(self) -> bool:
        """Whether it surely is still to be done."""
        return self.stato in ("aperta", "in-corso")

    def is_late(self, day: date) -> bool:
        """Whether it is surely open after its day; without one it never is."""
        return self.is_open and self.entro is not None and self.entro < day


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
    naming = (s for s in reversed(known) if s.responsabili or s.incaricati)
    who: Azione | SeguitoAzione = next(naming, azione)
    return AzioneOggi(
        azione=azione,
        stato=known[-1].stato if known else "aperta",
        entro=next((s.entro for s in reversed(known) if s.entro), azione.entro),
        responsabili=who.responsabili,
        incaricati=who.incaricati,
        seguiti=known,
    )


def who_does(rete: Rete, one: Azione | AzioneOggi) -> tuple[str, ...]:
    """The names of whoever has to do it, bodies first."""
    return (*rete.nomi_enti(one.responsabili), *one.incaricati)


def who_in_words(rete: Rete, action: AzioneOggi) -> str:
    """Whoever has to do an action, with commas between."""
    return ", ".join(who_does(rete, action)) or "nessun responsabile"


def by_date(steps: Iterable[SeguitoAzione]) -> tuple[SeguitoAzione, ...]:
    """Sorting keeps the order of the file among those of one day."""
    return tuple(sorted(steps, key=lambda step: step.data))


Vita = Literal["scaduta", "da-fare", "da-verificare", "fatta", "annullata"]
"""Where an action is in its life, in the order in which a list tells it."""

QualiAzioni = Literal["aperte", "scadute", "in-corso", "fatte", "annullate", "tutte"]

_VITE: tuple[Vita, ...] = ("scaduta", "da-fare", "da-verificare", "fatta", "annullata")


@frozen
class FiltroAzioni:
    """``non_toccate``: of which nothing was heard from the last meeting of their table on."""

    quali: QualiAzioni = "aperte"
    ente: str | None = None
    tavolo: str | None = None
    non_toccate: bool = False


@frozen
class AzioneInElenco:
    """An action as it stood on a day; ``ultima_notizia`` is the sitting itself where it is all.

    ``giorni`` to its last day, None where it has none.
    """

    verbale: Verbale
    oggi: AzioneOggi
    vita: Vita
    giorni: int | None
    ultima_notizia: date

    @property
    def riferimento(self) -> str:
        return f"{self.verbale.id}/{self.oggi.azione.n}"


def azioni_scelte(rete: Rete, filtro: FiltroAzioni, day: date) -> tuple[AzioneInElenco, ...]:
    """The actions of a list: overdue first, then by day; those that ended, the latest first."""
    met = last_meetings(rete, day) if filtro.non_toccate else {}
    found = [one for one in every_action(rete, day) if _is_wanted(one, filtro, met)]
    return tuple(sorted(found, key=_order))


def every_action(rete: Rete, day: date) -> Iterator[AzioneInElenco]:
    """Every action given by the end of a day; of two with one number in the minutes the first."""
    for verbale in rete.verbali.values():
        if verbale.data > day:
            continue
        seen: set[int] = set()
        for found in actions_of(rete, verbale, day):
            if found.azione.n not in seen:
                seen.add(found.azione.n)
                yield AzioneInElenco(
                    verbale=verbale,
                    oggi=found,
                    vita=_life(found, day),
                    giorni=(found.entro - day).days if found.entro else None,
                    ultima_notizia=max([verbale.data, *(s.data for s in found.seguiti)]),
                )


def _life(found: AzioneOggi, day: date) -> Vita:
    match found.stato:
        case None:
            return "da-verificare"
        case "fatta" | "annullata":
            return found.stato
        case _:
            return "scaduta" if found.is_late(day) else "da-fare"


def _is_wanted(one: AzioneInElenco, filtro: FiltroAzioni, met: Mapping[str, date]) -> bool:
    return (
        _is_of(one, filtro.quali)
        and (filtro.ente is None or filtro.ente in one.oggi.responsabili)
        and (filtro.tavolo is None or filtro.tavolo in one.verbale.tavoli)
        and (not filtro.non_toccate or _was_left_alone(one, met))
    )


def _is_of(one: AzioneInElenco, quali: QualiAzioni) -> bool:
    """Whether an action is among these; one that may still be open is among the open ones."""
    match quali:
        case "tutte":
            return True
        case "aperte":
            return one.vita in ("scaduta", "da-fare", "da-verificare")
        case "scadute":
            return one.vita == "scaduta"
        case "in-corso":
            return one.oggi.stato == "in-corso"
        case "fatte":
            return one.vita == "fatta"
        case "annullate":
            return one.vita == "annullata"


def _was_left_alone(one: AzioneInElenco, met: Mapping[str, date]) -> bool:
    """Whether a table of the action met after the last news of it."""
    return any(one.ultima_notizia < met[tavolo] for tavolo in one.verbale.tavoli if tavolo in met)


def last_meetings(rete: Rete, day: date) -> Mapping[str, date]:
    """The day of the last sitting that each table held by the end of a day."""
    found: dict[str, date] = defaultdict(lambda: date.min)
    for verbale in rete.verbali.values():
        if verbale.was_held and verbale.data <= day:
            for tavolo in verbale.tavoli:
                found[tavolo] = max(found[tavolo], verbale.data)
    return dict(found)


def _order(one: AzioneInElenco) -> tuple[int, int, str, int]:
    life = _VITE.index(one.vita)
    ended = one.vita in ("fatta", "annullata")
    last = one.oggi.entro or date.max
    when = -one.ultima_notizia.toordinal() if ended else last.toordinal()
    return (life, when, one.verbale.id, one.oggi.azione.n)
