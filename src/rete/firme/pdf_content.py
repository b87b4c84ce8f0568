"""The operators that draw a page of ours (ISO 32000-1, 7.8.2), for `pdf_covered`.

pyHanko's own reading of it takes the operator `f` for the beginning of `false`.
"""

import re
from collections.abc import Iterator
from typing import Final

from rete.firme.pdf_values import Name
from rete.firme.values import Unreadable

Operand = float | bytes | Name | list["Operand"]
Operation = tuple[str, list[Operand]]

_TOKEN: Final = re.compile(
    rb"(?P<space>[\0\t\n\x0c\r ]+|%[^\r\n]*)"
    rb"|(?P<number>[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))"
    rb"|(?P<name>/[^\0\t\n\x0c\r ()<>\[\]{}/%]*)"
    rb"|(?P<marked><<|>>|[\[\]])"
    rb"|(?P<hex><[0-9A-Fa-f\0\t\n\x0c\r ]*>)"
    rb"|(?P<text>\()"
    rb"|(?P<operator>[A-Za-z'\"][A-Za-z0-9*]*)"
)
_WORDS: Final = {b"true", b"false", b"null"}
_PICTURE_HERE: Final = {b"BI", b"ID", b"EI"}
_PART: Final = re.compile(rb"[^()\\]+|\\(?:[0-7]{1,3}|\r\n|[\s\S])|[()]")
_ESCAPED: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_NOTHING: Final = "non si riesce a leggere una pagina del documento"


def operations(content: bytes) -> Iterator[Operation]:
    """The operators of a page in their order; Unreadable for what no page of ours has."""
    given: list[Operand] = []
    lists: list[list[Operand]] = [given]
    at = 0
    while at < len(content):
        token = _TOKEN.match(content, at)
        if token is None or token.lastgroup is None:
            raise Unreadable(_NOTHING)
        kind, at, word = token.lastgroup, token.end(), token.group()
        if kind == "operator" and word not in _WORDS:
            if word in _PICTURE_HERE or len(lists) > 1:
                raise Unreadable(_NOTHING)
            yield word.decode(), given
            given = []
            lists = [given]
        elif kind == "text":
            text, at = _text(content, at)
            lists[-1].append(text)
        elif kind == "marked":
            _opened_or_closed(lists, word)
        elif kind != "space":
            lists[-1].append(_operand(kind, word))


def _opened_or_closed(lists: list[list[Operand]], word: bytes) -> None:
    """Keeps the lists that are open, the innermost last."""
    if word in {b"]", b">>"}:
        lists.pop()
        return
    inner: list[Operand] = []
    lists[-1].append(inner)
    lists.append(inner)


def _operand(kind: str, word: bytes) -> Operand:
    if kind == "number":
        return float(word)
    if kind == "hex":
        return bytes.fromhex(word[1:-1].decode())
    return Name(word.decode("latin-1"))


def _text(content: bytes, at: int) -> tuple[bytes, int]:
    """A text between parentheses, from just after the first, and where it ends."""
    parts: list[bytes] = []
    depth = 1
    while True:
        part = _PART.match(content, at)
        if part is None:
            raise Unreadable(_NOTHING)
        at, word = part.end(), part.group()
        depth += {b"(": 1, b")": -1}.get(word, 0)
        if depth == 0:
            return b"".join(parts), at
        parts.append(_unescaped(word[1:]) if word.startswith(b"\\") else word)


def _unescaped(word: bytes) -> bytes:
    if word[:1].isdigit():
        return bytes([int(word, 8) & 0xFF])
    return b"" if word in {b"\n", b"\r", b"\r\n"} else _ESCAPED.get(word, word)
