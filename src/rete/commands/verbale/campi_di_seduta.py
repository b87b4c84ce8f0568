"""The fields that commands on sittings share: table, day, hours, place, way of meeting."""

from collections.abc import Callable
from datetime import date
from typing import Final, get_args

from rete.ask import NotAnAnswer
from rete.commands.shared import contesto
from rete.commands.shared.scelta import chosen_verbale
from rete.commands.writing.campi import Campi, Campo, campo, forse, segno
from rete.commands.writing.comuni import un_tavolo
from rete.commands.writing.valori import UN_GIORNO, UN_TESTO, Tipo, parola, semplice
from rete.italiano import day_within
from rete.load.loader import Loaded
from rete.model.verbale import Modalita, Verbale
from rete.notes import values
from rete.reckoning.agenda import sittings_before

_MODALITA: Final[Tipo[Modalita]] = parola(get_args(Modalita))


def _as_in_notes(read: Callable[[str], str]) -> Callable[[str], str]:
    def answer(typed: str) -> str:
        try:
            return read(typed)
        except values.NonSiCapisce as error:
            raise NotAnAnswer(str(error)) from None

    return answer


UN_ORA: Final = semplice(_as_in_notes(values.hour), str, "ORA")
_a_way: Final = _as_in_notes(lambda typed: values.word(typed, get_args(Modalita)))


def last_sitting(a: Campi) -> Verbale | None:
    """The last sitting of the same table before the day that was said."""
    tavolo, day = a.testi.get("tavolo"), a.testi.get("data")
    if tavolo is None or day is None:
        return None
    before = sittings_before(a.rete, tavolo, UN_GIORNO.valore(day))
    return before[-1] if before else None


def planned_sitting(loaded: Loaded, typed: str | None) -> Verbale | None:
    """The sitting that is named in place of its table, by its id or its day; UsageError."""
    rete = loaded.rete
    if typed is None or typed in rete.tavoli:
        return None
    if typed not in rete.verbali and day_within(typed):
        return chosen_verbale(loaded, typed)
    return rete.verbali.get(typed)


def il_tavolo() -> Campo[str]:
    return un_tavolo().con(
        completa=contesto.IdType("tavoli", "verbali", metavar="TAVOLO"),
        help="Il tavolo, oppure l'id o il giorno di una seduta già prevista.",
    )


def il_giorno() -> Campo[date]:
    return campo(
        UN_GIORNO,
        "In quale giorno?",
        aiuto="2026-03-12, 12/3/2026, «12 marzo 2026», oggi, domani",
        help="Il giorno della seduta.",
    )


def l_inizio() -> Campo[str | None]:
    return forse(
        UN_ORA,
        "A che ora comincia?",
        aiuto="ore e minuti: 17:30",
        suggerita=lambda a: last.inizio if (last := last_sitting(a)) else None,
        help="L'ora in cui comincia: 17:30.",
        posto="inizio",
    )


def il_luogo() -> Campo[str | None]:
    return forse(
        UN_TESTO,
        "Dove?",
        aiuto="il posto, o il sistema con cui ci si collega",
        suggerita=lambda a: last.luogo if (last := last_sitting(a)) else None,
        help="Dove ci si riunisce.",
        posto="luogo",
    )


def la_modalita() -> Campo[Modalita | None]:
    field = forse(
        _MODALITA,
        "Come ci si riunisce?",
        aiuto="presenza, distanza (tutti collegati), mista, scritta (si risponde per iscritto)",
        suggerita=lambda a: last.modalita if (last := last_sitting(a)) else None,
        help="Come ci si riunisce.",
        posto="modalita",
    )
    field.leggi(lambda _, typed: _a_way(typed))
    return field


def altra_seduta() -> Campo[bool]:
    return segno("È una seconda seduta: di quel giorno c'è già un verbale dello stesso tavolo.")
