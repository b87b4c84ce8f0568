"""A second sitting of one table on one day: only where somebody says that it is one."""

from datetime import date

from rete.ask import confirm
from rete.changes import Refused
from rete.commands.writing.scrivere import Scrittura
from rete.edits.sedute import held_that_day, id_of_sitting
from rete.errors import ReteError
from rete.italiano import short_date


def sitting_of(work: Scrittura, tavolo: str, day: date, *, altra_seduta: bool) -> str | None:
    """The id of the sitting of a day; None where whoever is asked says that there is no other.

    ReteError where there are minutes of that day, and nobody says or can be asked whether this is
    another sitting: notes that are given twice must not make two.
    """
    rete = work.loaded.rete
    try:
        identifier = id_of_sitting(rete, tavolo, day, another=altra_seduta)
    except Refused as refused:
        raise ReteError(str(refused)) from None
    held = held_that_day(rete, tavolo, day)
    if not held or altra_seduta or identifier in rete.verbali:
        return identifier
    there = f"di «{tavolo}» del {short_date(day)} c'è già il verbale «{held[-1].id}»"
    if not work.asks:
        raise ReteError(
            f"{there}: non ho scritto niente; se è un'altra seduta dello stesso giorno aggiungi "
            "--altra-seduta, se è la stessa la bozza si cambia con «rete verbale modifica»"
        )
    return identifier if confirm(f"{there}: questa è un'altra seduta?", back=work.chiesto) else None
