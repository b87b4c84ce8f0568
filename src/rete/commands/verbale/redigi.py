"""`rete verbale redigi`: minutes written from notes, by questions, or by options."""

from datetime import date

import click

from rete.changes import Record, Refused
from rete.commands.shared import contesto
from rete.commands.shared.mostrare import show_card
from rete.commands.verbale.appunti import said_by_options, text_of_notes, understood
from rete.commands.verbale.campi_di_redazione import Redazione
from rete.commands.verbale.stesso_giorno import sitting_of
from rete.commands.writing.comando import writing
from rete.commands.writing.scrivere import NOT_WRITTEN, Scrittura
from rete.edits.attuazione import on_cards
from rete.edits.bozza import Bozza
from rete.edits.sedute import (
    held_that_day,
    must_be_only_planned,
    next_number,
    says_already,
    write_sitting,
)
from rete.errors import ReteError
from rete.italiano import short_date
from rete.load.loader import load
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.notes import read_notes
from rete.operation import Prepared
from rete.records import dataclass
from rete.store import Overlay
from rete.views.verbali import dati_verbale, scheda_verbale

WRONG_USAGE = 2


@writing
def redigi(work: Scrittura, a: Redazione) -> int:
    """Scrive il verbale di una seduta, dagli appunti o rispondendo a domande.

    Una seduta già prevista si completa; gli appunti che un verbale dice già non ne fanno un altro.
    Prima di scrivere mostra la bozza con il conto dei voti, e ciò che degli appunti non si
    capisce. Come si scrivono gli appunti: docs/appunti.md.
    """
    text = a.notes() if a.appunti is None else text_of_notes(a.appunti)
    heading = said_by_options(a.rete, a.heading())
    named, day = _table_and_day(a, text)
    if (twin := _written_already(work, named, day, text, heading)) is not None:
        click.echo(f"non c'è niente da scrivere: questi appunti sono già nel verbale «{twin.id}»")
        return 0
    sitting = _which_sitting(work, named, day, altra_seduta=a.altra_seduta)
    if sitting is None:
        click.echo("non ho scritto niente", err=True)
        return NOT_WRITTEN
    planned = sitting.planned.odg if sitting.planned else ()
    notes = understood(work, text, planned, comunque=a.comunque)
    if notes is None:
        return NOT_WRITTEN if work.asks else WRONG_USAGE
    return _write(work, sitting, {**notes.record, **heading}, notes.avvertenze)


@dataclass(frozen=True, kw_only=True)
class _Sitting:
    id: str
    tavolo: str
    data: date
    planned: Verbale | None


def _table_and_day(a: Redazione, text: str) -> tuple[str, date]:
    """The table (or the sitting) and the day of argument, options and notes, which must agree."""
    notes = read_notes(text, a.rete, contesto.today())
    planned = a.rete.verbali.get(a.seduta or "")
    tavolo = a.tavolo if "tavolo" in a.testi else None
    day = a.data if "data" in a.testi else planned.data if planned else None
    for said, told, what in ((tavolo, notes.tavolo, "il tavolo"), (day, notes.data, "il giorno")):
        if said is not None and told is not None and said != told:
            raise click.UsageError(f"{what} è «{said}», ma gli appunti dicono «{told}»")
    tavolo, day = tavolo or notes.tavolo, day or notes.data
    if tavolo is None:
        raise click.UsageError("di quale tavolo? scrivilo nel comando, o «TAVOLO: …» negli appunti")
    if day is None:
        raise click.UsageError("di quale giorno? usa --data, o scrivi «DATA: …» negli appunti")
    return (planned.id if planned else tavolo), day


def _written_already(
    work: Scrittura, named: str, day: date, text: str, heading: Record
) -> Verbale | None:
    """The minutes of that day that say already all that the notes say."""
    rete, today = work.loaded.rete, contesto.today()
    tavolo = rete.verbali[named].tavolo if named in rete.verbali else named
    for known in held_that_day(rete, tavolo, day):
        # The lines that are not understood would stay in the discussion: they count as well.
        notes = read_notes(text, rete, today, previsti=known.odg, comunque=True)
        if says_already(known, {**notes.record, **heading}):
            return known
    return None


def _which_sitting(
    work: Scrittura, named: str, day: date, *, altra_seduta: bool
) -> _Sitting | None:
    """The sitting that is named, or that of the table on that day; None where nobody wants it."""
    rete = work.loaded.rete
    if (planned := rete.verbali.get(named)) is not None:
        try:
            must_be_only_planned(planned)
        except Refused as refused:
            raise ReteError(str(refused)) from None
        return _Sitting(id=planned.id, tavolo=planned.tavolo, data=day, planned=planned)
    identifier = sitting_of(work, named, day, altra_seduta=altra_seduta)
    if identifier is None:
        return None
    return _Sitting(id=identifier, tavolo=named, data=day, planned=rete.verbali.get(identifier))


def _write(work: Scrittura, sitting: _Sitting, record: Record, warnings: tuple[str, ...]) -> int:
    """Show the draft as it would be, then the plan, and go on as every command does."""

    def change(bozza: Bozza, rete: Rete) -> None:
        numbered = sitting.planned is not None and sitting.planned.numero is not None
        whole = dict(record)
        if "numero" not in whole and not numbered:
            whole["numero"] = next_number(rete, sitting.tavolo, sitting.data, sitting.id)
        write_sitting(bozza, rete, sitting.id, whole)
        for warning in warnings:
            bozza.warn(warning)

    title = f"Verbale di «{sitting.tavolo}» del {short_date(sitting.data)}"
    about = (f"verbale/{sitting.id}",)
    prepared = work.prepared(on_cards("verbale redigi", title, change, riferimenti=about))
    _show_draft(work, prepared, sitting.id)
    return work.write(prepared)


def _show_draft(work: Scrittura, prepared: Prepared, identifier: str) -> None:
    now = load(Overlay(work.loaded.store, prepared.after), before=work.loaded.files).rete
    draft = now.verbali.get(identifier)
    if draft is not None:
        today = contesto.today()
        show_card(
            "verbale",
            today,
            "testo",
            dati=lambda: dati_verbale(now, draft, today),
            scheda=lambda: scheda_verbale(now, draft, today),
        )
        click.echo()
