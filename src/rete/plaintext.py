"""Bytes → text, refusing what the eye and the program read as two different things."""

import re
import unicodedata

from rete.diagnostics import Mark
from rete.reading_faults import CONFLICT, FORBIDDEN, NOT_NFC, NOT_UTF8, ReadingFault

_INVISIBLE = "\x7f-\x9f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069\ufffe\uffff"
_FORBIDDEN_IN_TEXT = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f{_INVISIBLE}]|\r(?!\n)")
FORBIDDEN_IN_VALUE = re.compile(rf"[\x00-\x08\x0b-\x1f{_INVISIBLE}]")
_CONFLICT_LINE = re.compile(r"^(?:<{7}(?: .*)?|={7}|>{7}(?: .*)?)\r?$", re.MULTILINE)
_CONFLICT_SIGNS = ("<<<<<<<", "=======", ">>>>>>>")
_BEGINS_WITH_BOM = ReadingFault(
    check=FORBIDDEN,
    mark=Mark(line=1, column=1),
    message="il file comincia con un segno invisibile (U+FEFF, detto BOM)",
    remedy="salvalo con codifica «UTF-8» invece di «UTF-8 con BOM»",
)


def decoded(data: bytes, faults: list[ReadingFault]) -> str | None:
    """The text, or None and its faults: encoding, forbidden characters, conflict marks."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        faults.append(
            ReadingFault(
                check=NOT_UTF8,
                mark=Mark(line=line, column=column),
                message=f"il file non è in UTF-8 (byte 0x{data[error.start]:02x})",
                remedy="salvalo con codifica UTF-8; se non è un testo, spostalo altrove",
            )
        )
        return None
    if text.startswith("\ufeff"):
        faults.append(_BEGINS_WITH_BOM)
        return None
    # Whatever is forbidden is not printable, and asking that of all the text at once is quicker.
    printable = text.replace("\n", "").isprintable()
    if not printable and (found := _FORBIDDEN_IN_TEXT.search(text)):
        faults.append(forbidden(found.group(), _mark_at(text, found.start())))
        return None
    if found := _conflict_line(text):
        faults.append(
            ReadingFault(
                check=CONFLICT,
                mark=_mark_at(text, found.start()),
                message="qui ci sono i segni di un conflitto di git non risolto",
                remedy="tieni il testo giusto, o tutti e due se si aggiungono, e togli le righe "
                "«<<<<<<<», «=======», «>>>>>>>»",
            )
        )
        return None
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        faults.append(not_nfc(text))
        return None
    return text


def _conflict_line(text: str) -> re.Match[str] | None:
    if any(sign in text for sign in _CONFLICT_SIGNS):
        return _CONFLICT_LINE.search(text)
    return None


def _mark_at(text: str, offset: int) -> Mark:
    start = text.rfind("\n", 0, offset) + 1
    return Mark(line=text.count("\n", 0, offset) + 1, column=offset - start + 1)


def forbidden(character: str, mark: Mark) -> ReadingFault:
    """The fault of a character that no file may have."""
    return ReadingFault(
        check=FORBIDDEN,
        mark=mark,
        message=f"carattere non ammesso: U+{ord(character):04X}",
        remedy="cancellalo (spesso arriva da un copia e incolla) e riscrivi il testo a mano",
    )


def not_nfc(text: str, mark: Mark | None = None) -> ReadingFault:
    """The fault of a letter whose accent is a character of its own."""
    if mark is None:
        composed = unicodedata.normalize("NFC", text)
        offset = next(
            (i for i, (a, b) in enumerate(zip(text, composed, strict=False)) if a != b), len(text)
        )
        mark = _mark_at(text, offset)
    return ReadingFault(
        check=NOT_NFC,
        mark=mark,
        message="una lettera accentata è scritta in due pezzi (testo non in NFC)",
        remedy="riscrivi la lettera accentata con la tastiera",
    )
