"""Where a document goes: its format, standard output or a file, written whole or not at all."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import cast

import click

from rete import italiano
from rete.render.forms import BINARI, FORMATI, Formato, Rendered, format_of
from rete.render.terminal import printable


def chosen_format(typed: str | None, path: Path | None) -> Formato:
    """The format that was asked for, by its name or by that of the file."""
    if typed is not None:
        wanted = cast(Formato, typed)
    elif path is not None:
        wanted = _format_of(path)
    else:
        wanted = "md"
    if path is None and wanted in BINARI and sys.stdout.isatty():
        raise click.UsageError(
            f"un documento in {wanted} non si legge sul terminale: scrivilo in un file con -o"
        )
    return wanted


def _format_of(path: Path) -> Formato:
    found = format_of(path)
    if found is None:
        raise click.UsageError(
            f"«{printable(path.suffix)}» non è fra i formati dei documenti, che sono "
            f"{italiano.join_words(FORMATI)}: cambia il nome del file o indica --formato"
        )
    return found


def refuse_place(path: Path, register: Path) -> None:
    """Where a document may not be written: only what is in the register belongs in its `data`."""
    from rete.store import DATA

    shown = printable(str(path))
    target = path.resolve()
    if target.is_dir():
        raise click.UsageError(f"«{shown}» è una cartella: indica un file")
    if target.exists() and not target.is_file():
        raise click.UsageError(f"«{shown}» non è un file normale")
    if not target.parent.is_dir():
        raise click.UsageError(f"la cartella «{printable(str(path.parent))}» non esiste")
    if target.is_relative_to((register / DATA).resolve()):
        raise click.UsageError(
            f"«{shown}» è fra i dati del registro: scrivi il documento in un'altra cartella"
        )


def put(rendered: Rendered, path: Path | None) -> None:
    """The document where it was wanted, and on standard error what there is to know of it."""
    if path is None:
        click.echo(rendered.content, nl=False)
    else:
        write_whole(path, rendered.content)
        click.echo(f"scritto «{printable(str(path))}»", err=True)
    tell_of_missing(rendered)


def tell_of_missing(rendered: Rendered, name: str | None = None) -> None:
    """On standard error, the characters that a document could not show; ``name`` says which."""
    if rendered.missing:
        codes = italiano.join_words([f"U+{ord(char):04X}" for char in rendered.missing])
        where = f" di «{name}»" if name is not None else ""
        click.echo(
            f"avviso: il carattere del PDF{where} non ha {codes}: al suo posto è scritto il "
            "codice, fra parentesi ⟨⟩",
            err=True,
        )


def write_whole(path: Path, content: bytes) -> None:
    """The whole file or nothing: whoever reads it meanwhile sees the old one."""
    import tempfile

    # A link stays a link: what is written is the file that it leads to.
    target = path.resolve()
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".rete-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _mode(target: Path) -> int:
    """The permissions that the file has, or that a new one would have."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
