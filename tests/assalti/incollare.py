"""Incremental updates of a PDF written by hand, as whoever forges one writes them."""

import re
from collections.abc import Mapping


def updated(
    pdf: bytes,
    objects: Mapping[int, bytes],
    *,
    trailer: bytes = b"",
    prev: int | None = None,
    before: bytes = b"\n",
    places: Mapping[int, int] | None = None,
) -> bytes:
    """The file with one more update, of whole objects by number."""
    out = bytearray(pdf + before)
    where: dict[int, int] = {}
    for number, body in objects.items():
        where[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    where.update(places or {})
    table = len(out)
    out += b"xref\n"
    for number, at in sorted(where.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, at)
    told = told_of(pdf)
    size = max([told["size"], *(number + 1 for number in where)])
    out += b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/Prev %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        *(size, told["root"], told["info"]),
        *(told["table"] if prev is None else prev, trailer, table),
    )
    return bytes(out)


def told_of(pdf: bytes) -> dict[str, int]:
    """What the last trailer of a file says."""
    last = {
        "size": rb"/Size\s+(\d+)",
        "root": rb"/Root\s+(\d+)",
        "info": rb"/Info\s+(\d+)",
        "table": rb"startxref\s+(\d+)",
    }
    return {name: int(re.findall(pattern, pdf)[-1]) for name, pattern in last.items()}


def body_of(pdf: bytes, number: int) -> bytes:
    """An object of a file as it is written there, the last time that it is."""
    found = re.findall(rb"(?:^|[\r\n])%d 0 obj\s*(.*?)\s*endobj" % number, pdf, re.DOTALL)
    return found[-1]


def pages_of(pdf: bytes) -> list[int]:
    return [int(number) for number in re.findall(rb"(\d+) 0 obj\s*<<\s*/Type\s*/Page[\s/]", pdf)]


def with_key(body: bytes, entry: bytes) -> bytes:
    """A dictionary with one more entry at its beginning."""
    assert body.startswith(b"<<")
    return b"<<" + entry + body[2:]


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), entries, content)
