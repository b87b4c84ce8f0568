"""A PDF that rete made, before any signature: the objects that an update of it may touch."""

import io
import re
from decimal import Decimal
from functools import cached_property
from typing import Final

from rete.firme.guard import walled
from rete.firme.pdf_values import Box, Object, Ref, plain
from rete.firme.values import Unreadable
from rete.records import frozen

_TABLE: Final = re.compile(rb"startxref\s+([0-9]+)\s+%%EOF\s*\Z")
_FAILED: Final = "rete non riesce a leggere il PDF che ha fatto: segnalalo"


@frozen
class Page:
    """A page and what of it is seen."""

    ref: Ref
    box: Box


class Base:
    """The objects of a document before anything was added to it."""

    def __init__(self, content: bytes) -> None:
        with walled(Unreadable(_FAILED)):
            from pyhanko.pdf_utils.reader import PdfFileReader

            self._reader = PdfFileReader(io.BytesIO(content))
            found = _TABLE.search(content)
            self.table = int(found[1]) if found else -1
            self.root = Ref(self._reader.root_ref.idnum)
            told = plain(self._reader.trailer.flatten())
            self.info = told.get("/Info") if isinstance(told, dict) else None
            xrefs = self._reader.xrefs
            self.numbers = {
                ref.idnum
                for revision in range(xrefs.total_revisions)
                for ref in xrefs.explicit_refs_in_revision(revision)
            }
        self._read: dict[Ref, Object] = {}
        self.branches: list[Ref] = []
        """The objects that hold the pages together; known once `pages` was asked for."""

    def get(self, value: Object) -> Object:
        """A value itself, or the object that it refers to: None where there is no such object."""
        if not isinstance(value, Ref):
            return value
        if value.num not in self.numbers:
            return None
        if value not in self._read:
            with walled(Unreadable(_FAILED)):
                from pyhanko.pdf_utils.generic import Reference

                self._read[value] = plain(self._reader.get_object(Reference(value.num, 0)))
        return self._read[value]

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        root = self.get(self.root)
        found: list[Page] = []
        waiting: list[tuple[Object, Object]]
        waiting = [(root.get("/Pages"), None)] if isinstance(root, dict) else []
        while waiting:
            ref, box = waiting.pop()
            node = self.get(ref)
            if not isinstance(ref, Ref) or not isinstance(node, dict):
                raise Unreadable(_FAILED)
            kids = node.get("/Kids")
            if isinstance(kids, list):
                self.branches.append(ref)
                waiting.extend((kid, node.get("/MediaBox", box)) for kid in reversed(kids))
            else:
                found.append(Page(ref=ref, box=_box(node.get("/MediaBox", box))))
        return tuple(found)

    @cached_property
    def looked_at(self) -> frozenset[Ref]:
        """What an update may write anew, and is looked at key by key: the catalogue, the pages."""
        return frozenset({self.root, *(page.ref for page in self.pages)})


def _box(value: Object) -> Box:
    if not isinstance(value, list) or len(value) != 4:
        raise Unreadable(_FAILED)
    left, bottom, right, top = (float(one) for one in value if isinstance(one, int | Decimal))
    return left, bottom, right, top
