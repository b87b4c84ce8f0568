"""`rete documento --tutti`: every document about no single record, in one go, in one folder."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Final, cast

import click
import typer

from rete import italiano
from rete.commands.documento_fatto import Asked
from rete.commands.documento_uscita import tell_of_missing, write_whole
from rete.documents.catalogue import DOCUMENTS, Documento
from rete.records import dataclass
from rete.render.forms import FORMATI, Formato, Rendered
from rete.render.terminal import printable

ALL: Final = "tutti"
"""Instead of one format, all of them."""

TuttiOption = Annotated[
    bool,
    typer.Option(
        "--tutti",
        help="Ogni documento che non vuole un riferimento, nella cartella indicata con -o.",
    ),
]


@dataclass(frozen=True, kw_only=True)
class Every:
    """What is wanted: the documents of a day, in these formats, in a folder."""

    day: date
    formats: tuple[Formato, ...]
    folder: Path


def refuse_with_all(given: Sequence[tuple[str, object]]) -> None:
    """UsageError where something was given that is of one document only."""
    for name, value in given:
        if value is not None:
            raise click.UsageError(f"con --tutti non si indica {name}: i documenti sono più d'uno")


def chosen_formats(typed: str | None) -> tuple[Formato, ...]:
    return FORMATI if typed == ALL else (cast(Formato, typed or "md"),)


def chosen_folder(path: Path | None, register: Path) -> Path:
    """The folder for the documents: there already, or to be made where its parent is."""
    from rete.store import DATA

    if path is None:
        raise click.UsageError("in quale cartella? con --tutti indicala con -o")
    shown, target = printable(str(path)), path.resolve()
    if target.exists() and not target.is_dir():
        raise click.UsageError(f"«{shown}» è un file: con --tutti indica una cartella")
    if not target.parent.is_dir():
        raise click.UsageError(f"la cartella «{printable(str(path.parent))}» non esiste")
    if target.is_relative_to((register / DATA).resolve()):
        raise click.UsageError(
            f"«{shown}» è fra i dati del registro: scrivi i documenti in un'altra cartella"
        )
    for name in _names(FORMATI):
        if (target / name).is_dir():
            raise click.UsageError(f"«{printable(str(path / name))}» è una cartella")
    return path


def _names(formats: Sequence[Formato]) -> Iterator[str]:
    for document in _of_no_record():
        yield from (f"{document.nome}.{formato}" for formato in formats)


def made_all(make: Callable[[Asked], Rendered], every: Every) -> list[tuple[str, Rendered]]:
    """The name of each file and what goes in it."""
    wanted = [
        Asked(
            document=document, reference=None, day=every.day, since=None, view=None, format=formato
        )
        for document in _of_no_record()
        for formato in every.formats
    ]
    from rete.render.progress import Bar

    found = []
    with Bar("documenti") as bar:
        for done, asked in enumerate(wanted):
            bar.tell(done, len(wanted))
            found.append((f"{asked.document.nome}.{asked.format}", make(asked)))
    return found


def put_all(documents: Sequence[tuple[str, Rendered]], every: Every) -> None:
    """All the documents or none: they are written once the last one is made."""
    every.folder.mkdir(exist_ok=True)
    for name, rendered in documents:
        write_whole(every.folder / name, rendered.content)
    shown = printable(str(every.folder))
    number = italiano.count(len(documents), "documento", "documenti")
    names = italiano.join_words([document.nome for document in _of_no_record()])
    click.echo(f"{number} in «{shown}»: {names}", err=True)
    for name, rendered in documents:
        tell_of_missing(rendered, name)


def _of_no_record() -> list[Documento]:
    return [document for document in DOCUMENTS if document.di is None]
