"""`rete documento --tutti`: every document about no single record, in one go, in one folder."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Final, cast

import click

from rete import italiano
from rete.commands.documento.fatto import Asked
from rete.commands.documento.posto import REPLACE, refuse_surroundings, resolved, standing
from rete.commands.documento.uscita import may_replace, tell_of_missing, write_whole
from rete.documents.catalogue import DOCUMENTS, Documento
from rete.errors import ReteError
from rete.records import frozen
from rete.render.file_formats import FORMATI, Formato, Rendered
from rete.render.terminal_text import printable

ALL: Final = "tutti"
"""Instead of one format, all of them."""


@frozen
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
    """The formats of `--formato`; all of them for «tutti»."""
    return FORMATI if typed == ALL else (cast(Formato, typed or "md"),)


def chosen_folder(path: Path | None, register: Path) -> Path:
    """The folder for the documents: there already, or to be made where its parent is."""
    if path is None:
        raise click.UsageError("in quale cartella? con --tutti indicala con -o")
    shown, target = printable(str(path)), resolved(path)
    if target.exists() and not target.is_dir():
        raise click.UsageError(f"«{shown}» è un file: con --tutti indica una cartella")
    if not target.parent.is_dir():
        raise click.UsageError(f"la cartella «{printable(str(path.parent))}» non esiste")
    elsewhere = "scrivi i documenti in un'altra cartella"
    refuse_surroundings(path, target, register, elsewhere)
    for document in _of_no_record():
        for formato in FORMATI:
            place = target / f"{document.nome}.{formato}"
            if place.is_symlink():
                refuse_surroundings(path / place.name, resolved(place), register, elsewhere)
            if place.exists() and not place.is_file():
                what = "è una cartella" if place.is_dir() else "non è un file normale"
                raise click.UsageError(f"«{printable(str(path / place.name))}» {what}")
    return path


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


def put_all(
    documents: Sequence[tuple[str, Rendered]], every: Every, *, anyway: bool = False
) -> int:
    """Write them once the last one is made; what is somebody's is passed over. The exit code."""
    every.folder.mkdir(exist_ok=True)
    written: list[tuple[str, Rendered]] = []
    for name, rendered in documents:
        found = standing(every.folder / name)
        if may_replace(found, anyway=anyway):
            write_whole(found, rendered.content)
            written.append((name, rendered))
        else:
            click.echo(f"lasciato com'è: {found.why}", err=True)
    _tell(written, every.folder)
    left = len(documents) - len(written)
    if left:
        click.echo(_REMEDY, err=True)
    return ReteError.exit_code if left else 0


_REMEDY: Final = (
    f"per averli tutti scegli un'altra cartella; {REPLACE} sostituisce anche i file lasciati come "
    "sono, e ciò che contengono va perso"
)


def _tell(written: Sequence[tuple[str, Rendered]], folder: Path) -> None:
    number = italiano.count(len(written), "documento", "documenti")
    names = italiano.join_words([*dict.fromkeys(name.rpartition(".")[0] for name, _ in written)])
    click.echo(f"{number} in «{printable(str(folder))}»{': ' if names else ''}{names}", err=True)
    for name, rendered in written:
        tell_of_missing(rendered, name)


def _of_no_record() -> list[Documento]:
    return [document for document in DOCUMENTS if document.di is None]
