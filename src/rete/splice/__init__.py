"""`apply`: bytes of a file + changes → bytes, all else byte for byte; `created`: new files.

Whatever is written is read back: where it does not say exactly what was meant, nothing is given.
"""

from collections.abc import Sequence

from rete import emit
from rete.changes import Add, Append, Change, Create, Plain, Refused, Set
from rete.errors import ReteError
from rete.outline import outline
from rete.schema import schema_of
from rete.source import Document, Shape, compose
from rete.splice.insert import patches_to_add, patches_to_append
from rete.splice.meaning import begun, changed, is_same
from rete.splice.replace import patches_to_set
from rete.splice.text import Patch, layout_of, patched

__all__ = ["apply", "created"]

ONE_LINE_KINDS = frozenset({"seguito"})
"""Files that git merges line by line (``merge=union``): an item on several lines could be torn."""


def apply(content: bytes, changes: Sequence[Change], kind: str) -> bytes:
    """The content with the changes made in order, each on what the one before left.

    Refused where one cannot be made as asked; ReteError where the result would not be what was
    meant.
    """
    shape = schema_of(kind).shape
    meant = _value(compose(content, shape))
    text = content.decode("utf-8")
    for wanted in changes:
        change = begun(meant, wanted)
        meant = changed(meant, change)
        text = patched(text, _patches(text, change, shape, one_line=kind in ONE_LINE_KINDS))
        _must_read_as(text.encode("utf-8"), meant, shape)
    return text.encode("utf-8")


def created(create: Create, path: str, *, schemas: str = ".rete/schemas") -> bytes:
    """A new file at ``path`` in canonical form; ``schemas`` is their folder from the root."""
    shape = schema_of(create.kind).shape
    if not create.record:
        raise Refused("il file da scrivere è vuoto")
    up = "../" * path.count("/")
    layout = emit.Layout(one_line=create.kind in ONE_LINE_KINDS)
    written = emit.block(create.record, shape, layout, 0)
    header = f"# yaml-language-server: $schema={up}{schemas}/{create.kind}.schema.json"
    content = "".join(f"{line}\n" for line in (header, *written.lines)).encode("utf-8")
    _must_read_as(content, create.record, shape)
    return content


def _value(document: Document) -> Plain:
    if document.value is None:
        fault = document.faults[0]
        raise Refused(
            f"il file non si legge ({fault.message}, riga {fault.mark.line}): correggilo e riprova"
        )
    return document.value


def _patches(text: str, change: Change, shape: Shape, *, one_line: bool) -> list[Patch]:
    root = outline(text.encode("utf-8"))
    layout = layout_of(root, one_line=one_line)
    match change:
        case Set():
            return patches_to_set(text, root, change, shape, layout)
        case Add():
            return patches_to_add(text, root, change, shape, layout)
        case Append():
            return patches_to_append(text, root, change, shape, layout)


def _must_read_as(content: bytes, meant: Plain, shape: Shape) -> None:
    document = compose(content, shape)
    if document.value is not None and is_same(document.value, meant):
        return
    why = f": {document.faults[0].message}" if document.value is None else ""
    raise ReteError(
        "quello che andrebbe scritto non si rilegge come dovrebbe"
        f"{why}; non è stato scritto nulla: fai la modifica a mano con un editor di testi"
    )
