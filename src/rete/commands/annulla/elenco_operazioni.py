"""The list that `rete annulla` shows, and which of its operations a code means."""

from collections.abc import Iterator
from itertools import islice

import click

from rete import italiano
from rete.commands.shared.dire import dates_to_read, tell
from rete.diagnostics import in_brief
from rete.errors import CannotTell, ReteError
from rete.past import Commit, History, NotACode, Past, Proof
from rete.render.terminal_text import printable
from rete.rome import rome

MOST_LISTED = 10
LAST = "ultima"
_MOST_CODES = 4
_MOST_MEANT = 5


def list_operations(history: History) -> int:
    """The latest operations, the newest first, and how to undo one."""
    found = list(islice(history.here(), MOST_LISTED + 1))
    if not found:
        tell(none_found(history))
        return 0
    for past in found[:MOST_LISTED]:
        click.echo(_line(history, past))
    if len(found) > MOST_LISTED:
        click.echo(f"ce ne sono altre, più vecchie: queste sono le ultime {MOST_LISTED}")
    elif history.is_cut:
        click.echo(_CUT)
    click.echo(f"per annullarne una: rete annulla CODICE; per l'ultima: rete annulla {LAST}")
    return 0


_CUT = (
    "la storia scaricata non è intera: le operazioni di prima si vedono dopo «git fetch "
    "--unshallow»"
)


def none_found(history: History) -> str:
    """Why there is nothing to undo: nothing was done, or nothing that can be recognised."""
    changed = history.commits_of_data()
    if history.is_cut:
        return f"in questo ramo non si vede nessuna operazione fatta con rete; {_CUT}"
    if not changed:
        return "in questo ramo non ci sono ancora operazioni fatte con rete"
    seen = (
        "c'è un commit che cambia i dati ma non dice"
        if changed == 1
        else f"ci sono {changed} commit che cambiano i dati ma non dicono"
    )
    return (
        f"in questo ramo non si riconosce nessuna operazione fatta con rete: {seen} di quale "
        "operazione si tratta (manca la riga «Operazione:»); un commit così si annulla con «git "
        "revert»"
    )


def _line(history: History, past: Past) -> str:
    parts = [
        f"{codes(past)}  {_day(past)}  {title(past)} ({past.commit.id[:7]})",
        *_notes(history, past),
    ]
    return "; ".join(parts)


def _notes(history: History, past: Past) -> Iterator[str]:
    if len(past.told) > 1:
        yield f"{len(past.told)} operazioni in un commit, si annullano insieme"
    if isinstance(history.changes(past), CannotTell):
        yield "che cosa ha cambiato qui non si può sapere"
    undone = history.marks.of(past)
    if undone is not None:
        if undone.proof is Proof.PROVEN:
            yield f"annullata da {name_of(history, undone.by)}"
        else:
            yield f"secondo {name_of(history, undone.by)} è annullata, ma dai file non risulta"
    elif by := history.marks.restoring(past):
        yield f"ripristinata da {name_of(history, by)}"


def codes(past: Past) -> str:
    """The codes of an entry, all of them if they are not too many."""
    return ", ".join(italiano.first_few(past.codici, _MOST_CODES))


def title(past: Past) -> str:
    """The title of an operation as one line of a message can hold it."""
    return dates_to_read(printable(shortened(past.titolo)))


def shortened(text: str, most: int = 150) -> str:
    """A text that anybody may have written, as long as a list can bear."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def name_of(history: History, commit: Commit) -> str:
    """What a commit is called: a code of its, else the commit itself."""
    past = history.holding(commit)
    if past is not None:
        return past.codici[0]
    how = "«git revert», " if commit.message.reverts or commit.message.reverted_title else ""
    return f"{how}commit {commit.id[:7]}"


def _day(past: Past) -> str:
    return f"{past.quando.astimezone(rome()):%d/%m/%Y %H:%M}" if past.quando else "(data ignota)"


def operation_meant(history: History, typed: str) -> Past:
    """The operation that a code means; UsageError where it means none, or several."""
    try:
        meant = history.meant_by(typed)
    except NotACode:
        raise click.UsageError(_not_a_code(history, typed)) from None
    entries = {past.commit.id: past for past, _ in meant}
    if len(entries) == 1:
        return next(iter(entries.values()))
    shown = printable(in_brief(typed))
    if entries:
        raise click.UsageError(f"«{shown}» può essere {_each(meant)}: scrivi il codice intero")
    if history.is_cut:
        raise ReteError(f"non si può sapere se l'operazione «{shown}» c'è: {_CUT}")
    near = history.near(typed)
    raise click.UsageError(
        f"il codice «{shown}» va scritto intero: forse {_each(near)}"
        if near
        else f"in questo ramo non c'è un'operazione «{shown}»: l'elenco è «rete annulla»"
    )


def _not_a_code(history: History, typed: str) -> str:
    shown = printable(in_brief(typed))
    place = italiano.parse_number(typed)
    meant: tuple[tuple[Past, str], ...] = history.near(typed)
    if place is not None and 0 < place <= MOST_LISTED:
        numbered = next(islice(history.here(), place - 1, None), None)
        meant = ((numbered, numbered.codici[0]), *meant) if numbered else meant
    if not meant:
        return f"«{shown}» non è un codice: i codici sono nell'elenco di «rete annulla»"
    past, code = meant[0]
    if len({one.commit.id for one, _ in meant}) > 1:
        return f"«{shown}» non è un codice: forse {_each(meant)}"
    return f"«{shown}» non è un codice: forse {code}, {title(past)}: rete annulla {code}"


def _each(meant: tuple[tuple[Past, str], ...]) -> str:
    names = [f"{code} ({title(past)})" for past, code in meant]
    return italiano.join_words(italiano.first_few(names, _MOST_MEANT, ("altra", "altre")), "o")
