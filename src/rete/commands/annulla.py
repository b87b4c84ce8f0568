"""`rete annulla`: the latest operations, and one of them taken back by a new commit."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import click
import typer

from rete import git_history, git_write
from rete.changes import Plan
from rete.commands.dire import dates_to_read
from rete.commands.modi import Modi, writing_here
from rete.commands.registro import recover, root
from rete.commands.scrivere import begin, refuse_uncommitted
from rete.errors import ReteError, known
from rete.git_history import Past
from rete.italiano import join_words
from rete.load.kinds import Known, classify
from rete.operation import prepare_contents
from rete.render.terminal import printable
from rete.rome import rome

app = typer.Typer()

MOST_LISTED = 10
_UNDO, _REDO = "Annulla: ", "Ripristina: "
_CLOSING = {
    "ente": "per far uscire un ente c'è «rete ente chiudi»",
    "tavolo": "per chiudere un tavolo c'è «rete tavolo chiudi»",
    "atto": "per togliere valore a un atto serve un altro atto che lo revochi",
    "verbale": "per correggere un verbale serve una decisione che lo rettifichi",
}


@app.command()
@writing_here
def annulla(
    modi: Modi,
    numero: Annotated[
        str | None,
        typer.Argument(
            metavar="[N]",
            show_default=False,
            help="Quale operazione annullare, con il numero dell'elenco.",
        ),
    ] = None,
) -> int:
    """Elenca le ultime operazioni fatte con rete, e ne annulla una.

    Senza numero le elenca soltanto. Annullare vuol dire rimettere i file com'erano prima, con un
    nuovo commit: la storia resta, e anche l'annullamento si può annullare.
    """
    folder = root()
    if git_write.place(folder) is None:
        raise ReteError("questo registro non è in git: senza la sua storia non si può annullare")
    recover(folder)
    if numero is None:
        return _list(git_history.operations(folder, MOST_LISTED))
    place = _number(numero)
    work = begin(modi)
    found = git_history.operations(folder, place)
    if len(found) < place:
        raise click.UsageError(_no_such(place, len(found)))
    past = found[place - 1]
    _refuse_later_changes(folder, past, found[: place - 1])
    refuse_uncommitted(folder, past.files)
    earlier = known(git_history.before(folder, past.commit, past.files))
    _refuse_removals(folder, past, earlier)
    return work.write(prepare_contents(work.loaded, earlier, _plan(folder, past, earlier)))


def _list(found: Sequence[Past]) -> int:
    if not found:
        click.echo("in questo ramo non ci sono ancora operazioni fatte con rete")
        return 0
    for number, past in enumerate(found, start=1):
        when, title = past.quando.astimezone(rome()), dates_to_read(printable(past.titolo))
        click.echo(f"{number:>3}. {when:%d/%m/%Y %H:%M}  {title} ({past.commit[:7]})")
    click.echo("per annullarne una: rete annulla N")
    return 0


def _number(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed[:6]) <= 10_000:
        raise click.UsageError(f"«{typed}» non è un numero dell'elenco")
    return int(typed[:6])


def _no_such(place: int, found: int) -> str:
    if not found:
        return "in questo ramo non ci sono ancora operazioni fatte con rete"
    return f"l'operazione {place} non c'è: l'elenco arriva a {found}"


def _refuse_later_changes(folder: Path, past: Past, later: Sequence[Past]) -> None:
    touched = known(git_history.touched_since(folder, past.commit, past.files))
    if not touched:
        return
    names = join_words([f"«{path}»" for path in touched])
    over = [
        f"{number} («{one.titolo}»)"
        for number, one in enumerate(later, start=1)
        if set(one.files) & set(touched)
    ]
    remedy = f"; prima annulla {join_words(over)}" if over else ""
    raise ReteError(f"«{past.titolo}» non si può annullare: dopo è stato cambiato {names}{remedy}")


def _refuse_removals(folder: Path, past: Past, earlier: Mapping[str, bytes | None]) -> None:
    """What others may have seen and cited is closed, never removed."""
    created = [path for path, content in earlier.items() if content is None]
    if not created or not known(git_history.is_published(folder, past.commit)):
        return
    names = join_words([f"«{path}»" for path in created])
    kinds = [file.kind.name for path in created if isinstance(file := classify(path), Known)]
    closing = [_CLOSING[kind] for kind in dict.fromkeys(kinds) if kind in _CLOSING]
    why = (
        f"«{past.titolo}» non si può annullare: ha creato {names}, che è già nel ramo principale "
        "dell'archivio remoto, e ciò che è pubblicato non si toglie"
    )
    raise ReteError("; ".join((why, *closing)))


def _title(undone: str) -> str:
    """What undoes an undoing puts things back, and so on."""
    for prefix, opposite in ((_UNDO, _REDO), (_REDO, _UNDO)):
        if undone.startswith(prefix):
            return opposite + undone.removeprefix(prefix)
    return _UNDO + undone


def _plan(folder: Path, past: Past, earlier: Mapping[str, bytes | None]) -> Plan:
    now = known(git_history.content(folder, "HEAD", past.files))
    told = []
    for path, content in sorted(earlier.items()):
        if content is None:
            told.append(f"«{path}» viene tolto: prima non c'era")
        elif now[path] is None:
            told.append(f"«{path}» torna")
        else:
            told.append(f"«{path}» torna com'era")
    return Plan(
        operazione="annulla",
        titolo=_title(past.titolo),
        racconto=tuple(told),
        riferimenti=(f"commit/{past.commit}",),
    )
