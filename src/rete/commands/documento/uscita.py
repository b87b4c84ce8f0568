"""Where a document goes: its format, standard output or a file; over another: `posto`."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, cast

import click

from rete import italiano
from rete.commands.documento.posto import REPLACE, Standing, refuse_place, resolved, standing
from rete.commands.shared.opzioni import Opzione, segno
from rete.errors import ReteError
from rete.render.file_formats import BINARI, FORMATI, Formato, Rendered, format_of
from rete.render.terminal_text import printable

STANDARD_OUTPUT: Final = "-"
"""The name that stands for it; of a file of that name, `./-`."""

_SLASHES: Final = tuple(one for one in (os.sep, os.altsep) if one)
_ENDS_OF_FOLDERS: Final = (*_SLASHES, *(f"{slash}." for slash in _SLASHES))


def file_of(typed: str | None, *, folder: bool) -> Path | None:
    """The file (or the ``folder``) that was asked for; None for standard output.

    UsageError where a file is wanted and what was typed can only be the name of a folder.
    """
    if typed is None or typed == STANDARD_OUTPUT:
        return None
    # A path forgets how it ended, and a file would come where a folder was meant.
    if not folder and typed.endswith(_ENDS_OF_FOLDERS):
        raise click.UsageError(
            f"«{printable(typed)}» è il nome di una cartella: indica il file, con il suo nome"
        )
    return Path(typed)


USCITA: Final = Opzione(
    "Scrive il documento in questo file (con --tutti, in questa cartella); «-» è l'uscita del "
    "comando. Un file che c'è già è sostituito senza chiedere solo se è un documento ancora come "
    "rete l'ha scritto.",
    "-o",
    "--uscita",
    read=lambda a, typed: file_of(typed, folder=a.tutti),
    metavar="FILE",
    click_type=click.Path(),
)
SOVRASCRIVI: Final = segno(
    "Sostituisce ciò che c'è, anche se è firmato, cambiato a mano o di altri: va perso.", REPLACE
)


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


def agreed(path: Path, register: Path, *, anyway: bool) -> Standing:
    """What a document is written over.

    UsageError or ReteError where it may not be written there; Exit where it is somebody's and
    whoever was asked said no.
    """
    refuse_place(path, register)
    found = standing(path)
    if may_replace(found, anyway=anyway):
        return found
    from rete.commands.writing.scrivere import is_terminal, nothing_written

    if is_terminal():
        raise click.exceptions.Exit(nothing_written())
    raise ReteError(
        f"{found.why}: scegli un altro nome; {REPLACE} lo sostituisce, e ciò che c'è ora va perso"
    )


def may_replace(found: Standing, *, anyway: bool) -> bool:
    """Whether what is there may go: it is untouched, or they want it so."""
    if found.why is None or anyway:
        return True
    from rete.ask import confirm
    from rete.commands.writing.scrivere import is_terminal

    return is_terminal() and confirm(f"{found.why}. Lo sostituisco? Ciò che c'è ora va perso.")


def put(rendered: Rendered, where: Standing | None) -> None:
    """The document where it was wanted, and on standard error what there is to know of it."""
    if where is None:
        click.echo(rendered.content, nl=False)
    else:
        write_whole(where, rendered.content)
        click.echo(f"scritto «{printable(str(where.path))}»", err=True)
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


def write_whole(where: Standing, content: bytes) -> None:
    """The whole file or nothing: whoever reads it meanwhile sees the old one.

    ReteError where what is there is no longer what was looked at, and is not rete's either.
    """
    import tempfile

    # A link stays a link: what is written is the file that it leads to.
    target = resolved(where.path)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".rete-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        now = standing(where.path)
        if now.state != where.state and (now.why is not None or where.state is None):
            raise _changed(where)
        if where.state is None:
            _take_a_free_name(where, temporary, target)
        else:
            temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _take_a_free_name(where: Standing, temporary: Path, target: Path) -> None:
    """Under that name if it is still free: what comes there in the last moment stays."""
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise _changed(where) from None
    except (OSError, NotImplementedError):  # a disk that knows no two names of one file
        if target.exists():
            raise _changed(where) from None
        temporary.rename(target)
        return
    temporary.unlink()


def _changed(where: Standing) -> ReteError:
    return ReteError(
        f"«{where.path}» è cambiato mentre il documento si faceva, e non l'ho toccato: guardalo, e "
        "riprova"
    )


def _mode(target: Path) -> int:
    """The permissions that the file has, or that a new one would have."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
