"""Bytes → text, refusing what the eye and the program read as two different things."""

import re
import unicodedata

from rete.diagnostics import Mark
from rete.reading_faults import (
    FIRST,
    ReadingFault,
    begins_with_bom,
    conflict,
    forbidden,
    not_nfc,
    not_utf8,
)

_INVISIBLE = "\x7f-\x9f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069\ufffe\uffff"
_FORBIDDEN_IN_TEXT = rf"[\x00-\x08\x0b\x0c\x0e-\x1f{_INVISIBLE}]|\r(?!\n)"
FORBIDDEN_IN_VALUE = re.compile(rf"[\x00-\x08\x0b-\x1f{_INVISIBLE}]")
_CONFLICT_LINE = r"(?m)^(?:<{7}(?: .*)?|={7}|>{7}(?: .*)?)\r?$"
_CONFLICT_SIGNS = ("<<<<<<<", "=======", ">>>>>>>")


def decoded(data: bytes, faults: list[ReadingFault]) -> str | None:
    """The text, or None and its fault: encoding, forbidden characters, conflict marks."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
        column = at - data.rfind(b"\n", 0, at)
        mark = Mark(line=data.count(b"\n", 0, at) + 1, column=column)
        faults.append(not_utf8.at(mark, data[at]))
        return None
    fault = _fault(text)
    if fault is not None:
        faults.append(fault)
    return text if fault is None else None


def _fault(text: str) -> ReadingFault | None:
    if text.startswith("\ufeff"):
        return begins_with_bom.at(FIRST)
    # Whatever is forbidden is not printable, and asking that of all the text at once is quicker.
    printable = text.replace("\n", "").isprintable()
    if not printable and (found := re.search(_FORBIDDEN_IN_TEXT, text)):
        return forbidden.at(_mark_at(text, found.start()), ord(found.group()))
    if any(sign in text for sign in _CONFLICT_SIGNS) and (found := re.search(_CONFLICT_LINE, text)):
        return conflict.at(_mark_at(text, found.start()))
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return None
    pairs = enumerate(zip(text, unicodedata.normalize("NFC", text), strict=False))
    return not_nfc.at(_mark_at(text, next((i for i, (a, b) in pairs if a != b), len(text))))


def _mark_at(text: str, offset: int) -> Mark:
    start = text.rfind("\n", 0, offset) + 1
    return Mark(line=text.count("\n", 0, offset) + 1, column=offset - start + 1)
