"""`rete verbale redigi`: minutes written from notes, by questions, or by options."""

from datetime import date

import click

from rete.changes import Record
from rete.commands.shared import contesto
from rete.commands.shared.mostrare import show_page
from rete.commands.verbale.appunti import said_by_options, text_of_notes, understood
from rete.commands.verbale.campi_di_redazione import Redazione
from rete.commands.verbale.campi_di_seduta import sitting_of
from rete.commands.writing.scrivere import NOT_WRITTEN, Scrittura, nothing_written, writing
from rete.edits.bozza import Bozza
from rete.edits.convenuto import as_it_happened
from rete.edits.sedute import (
    held_that_day,
    must_be_only_planned,
    next_number,
    says_already,
    write_sitting,
)
from rete.edits.stessi_appunti import may_come_of
from rete.italiano import short_date
from rete.load.loader import load
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.notes import Appunti, read_notes
from rete.operation import Step
from rete.store import Overlay
from rete.views.verbali import scheda_verbale

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
    identifier = _which_sitting(work, named, day, altra_seduta=a.altra_seduta)
    if identifier is None:
        return nothing_written()
    planned = a.rete.verbali.get(identifier)
    notes = understood(work, text, planned.odg if planned else (), comunque=a.comunque)
    if notes is None:
        return NOT_WRITTEN if work.asks else WRONG_USAGE
    tavolo = planned.tavolo if planned else named
    record = {**notes.record, **heading}
    numbered = "numero" in record or (planned and planned.numero is not None)

    def change(bozza: Bozza, rete: Rete) -> None:
        number = {} if numbered else {"numero": next_number(rete, tavolo, day, identifier)}
        whole, taken = as_it_happened(planned, record)
        write_sitting(bozza, rete, identifier, whole | number)
        if taken is not None:
            bozza.tell(taken)
        for warning in notes.avvertenze:
            bozza.warn(warning)

    step = work.step(
        f"Verbale di «{tavolo}» del {short_date(day)}", change, f"verbale/{identifier}"
    )
    return _shown_and_written(work, step, identifier)


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
        # What was asked about was answered then: it is enough that the rest is there.
        by_themselves = _doubts_of(read_notes(text, rete, today))
        lines = {line.strip().removeprefix(">").strip() for line in text.splitlines()}
        sure = read_notes(text, rete, today, previsti=known.odg)
        if (
            _doubts_of(sure)
            and _doubts_of(sure) <= by_themselves
            and may_come_of(known, {**sure.record, **heading}, lines)
        ):
            return known
    return None


def _doubts_of(notes: Appunti) -> set[int]:
    """The lines that are asked about, by number."""
    return {doubt.riga.numero for doubt in notes.non_capite}


def _which_sitting(work: Scrittura, named: str, day: date, *, altra_seduta: bool) -> str | None:
    """The sitting that is named, or that of the table on that day; None where nobody wants it."""
    if (planned := work.loaded.rete.verbali.get(named)) is None:
        return sitting_of(work, named, day, altra_seduta=altra_seduta)
    must_be_only_planned(planned)
    return named


def _shown_and_written(work: Scrittura, step: Step, identifier: str) -> int:
    """The draft as it would be, then the plan, and on as every command does."""
    prepared = work.prepared(step)
    now = load(Overlay(work.loaded.store, prepared.after), before=work.loaded.files).rete
    if (draft := now.verbali.get(identifier)) is not None:
        show_page(scheda_verbale(now, draft, contesto.today()))
        click.echo()
    return work.write(prepared)
