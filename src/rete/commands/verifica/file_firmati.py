"""The file that `rete verifica` is given: read within bounds, opened, with what signs it beside."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from rete.errors import ReteError
from rete.records import frozen
from rete.render.terminal_text import printable

if TYPE_CHECKING:
    from rete.firme.opened import Envelope, Opened
    from rete.firme.values import Firma

_LARGEST: Final = 64 * 1024 * 1024
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_SUFFIXES: Final = (".p7s", ".p7m")
_NO_SIGNATURE: Final = "non porta nessuna firma"


@frozen
class Signed:
    """A document out of its envelopes, and the signatures around it and in files beside it.

    ``more`` is whether an envelope has something after its end, ``unsigned`` whether one has no
    signature; ``apart`` names the files beside it that sign it, ``unread`` says why one of them
    could not be read.
    """

    document: bytes
    signatures: tuple["Firma", ...] = ()
    envelopes: int = 0
    more: bool = False
    unsigned: bool = False
    apart: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def read_signed(file: Path) -> Signed:
    """The document of a file, or the one beside it that it signs; ReteError where there is none."""
    content = content_of(file)
    opened = _opened(file, content)
    if opened.document is None:
        return _signed_apart(file, opened)
    signed = Signed(
        document=opened.document,
        signatures=opened.signatures,
        envelopes=opened.envelopes,
        more=opened.more,
        unsigned=opened.unsigned,
    )
    return _with_those_beside(file, content, signed)


def content_of(file: Path) -> bytes:
    """The bytes of a file that is one, and no larger than a document can be."""
    shown = printable(str(file))
    try:
        mode = file.stat().st_mode
        if stat.S_ISDIR(mode):
            raise click.UsageError(f"«{shown}» è una cartella: indica il file del documento")
        if not stat.S_ISREG(mode):
            raise click.UsageError(f"«{shown}» non è un file: indica il file del documento")
        # What takes its place meanwhile must not make the program wait.
        with os.fdopen(os.open(file, _FLAGS), "rb") as opened:
            content = opened.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise click.UsageError(f"il file «{shown}» non c'è") from error
    except OSError as error:
        raise ReteError(f"«{file}» non si può leggere: guarda i permessi del file") from error
    if len(content) > _LARGEST:
        raise ReteError(f"«{file}» è troppo grande per essere un documento di rete")
    return content


def _opened(file: Path, content: bytes) -> "Opened":
    from rete.firme.opened import opened
    from rete.firme.values import Unreadable

    try:
        return opened(content)
    except Unreadable as error:
        raise ReteError(f"non si può dire: «{file}» {error}") from error


def _signed_apart(file: Path, opened: "Opened") -> Signed:
    """The document beside a file that holds only its signature."""
    stem = next((end for end in _SUFFIXES if file.name.casefold().endswith(end)), "")
    name = file.name[: -len(stem)] if stem else ""
    document = file.with_name(name) if name else file
    if not name or not document.is_file():
        where = f"con il nome «{document.name}»" if name else "e chiama questo come lui più «.p7s»"
        raise ReteError(
            f"non si può dire: «{file}» è solo una firma, senza il documento: mettilo nella stessa "
            f"cartella, {where}, e riprova"
        )
    content = content_of(document)
    inner = _opened(document, content)
    if inner.document is None or opened.apart is None:
        raise ReteError(f"non si può dire: anche «{document}» è solo una firma, senza il documento")
    apart = _apart(opened.apart, content)
    if isinstance(apart, str):
        raise ReteError(f"non si può dire: «{file}» {apart}")
    return Signed(
        document=inner.document,
        signatures=(*inner.signatures, *opened.signatures, *apart),
        envelopes=inner.envelopes,
        more=inner.more or opened.more,
        unsigned=inner.unsigned or opened.unsigned,
        apart=(file.name,),
    )


def _apart(envelope: "Envelope", content: bytes) -> "tuple[Firma, ...] | str":
    """The signatures in a file of their own, over the content of another, or why there are none."""
    from rete.firme.values import Unreadable

    try:
        return envelope.signatures(content) or _NO_SIGNATURE
    except Unreadable as error:
        return f"non si può leggere ({error})"


def _is_an_envelope(other: Path, end: str, content: bytes) -> bool:
    """Whether a file beside holds the document too, as far as can be told without opening it."""
    from rete.firme.guard import installed

    return end != _SUFFIXES[0] and not installed() and other.stat().st_size > len(content)


def _is_there(other: Path) -> bool:
    try:
        return other.is_file()
    except OSError:  # with its ending, a name can be longer than one may be
        return False


def _files_beside(file: Path) -> Iterator[tuple[Path, str]]:
    """Each once, also where the system takes capitals for the same letters, with its ending."""
    found: list[Path] = []
    for end in _SUFFIXES:
        for written in (end, end.upper()):
            other = file.with_name(file.name + written)
            if _is_there(other) and not any(map(other.samefile, found)):
                found.append(other)
                yield other, end


def _with_those_beside(file: Path, content: bytes, signed: Signed) -> Signed:
    from dataclasses import replace

    unread: list[str] = []
    for other, end in _files_beside(file):
        if _is_an_envelope(other, end, content):
            continue
        try:
            opened = _opened(other, content_of(other))
            found = _beside(opened, content, may_hold_it=end == _SUFFIXES[0])
        except (ReteError, click.UsageError) as error:
            unread.append(f"accanto c'è «{other.name}», che non si può leggere ({error})")
            continue
        if isinstance(found, str):
            unread.append(f"accanto c'è «{other.name}», che {found}")
        elif found:
            signed = replace(
                signed,
                signatures=(*signed.signatures, *found),
                apart=(*signed.apart, other.name),
                more=signed.more or opened.more,
            )
    return replace(signed, unread=tuple(unread))


def _beside(opened: "Opened", content: bytes, *, may_hold_it: bool) -> "tuple[Firma, ...] | str":
    """The signatures of ``content`` in a file beside it, or what that file is instead.

    Where it holds a document, that is another file's business, unless it ``may_hold_it`` too.
    """
    if opened.apart is not None:
        return _apart(opened.apart, content)
    if not may_hold_it:
        return ()
    if not opened.signatures:
        return _NO_SIGNATURE
    return opened.signatures if opened.document == content else "è la firma di un altro contenuto"
