"""How one text or number is written in YAML, so that every reader reads back the same.

Text that a reader of YAML 1.1 or 1.2 would take for something else (a date, digits, ``no``) is
quoted; collections are not known here.
"""

import re
import unicodedata

from rete.changes import Refused
from rete.plaintext import FORBIDDEN_IN_VALUE
from rete.records import frozen

_WORD_OF_YAML = re.compile(
    r"(?:~|null|true|false|yes|no|on|off|y|n|=|<<|[-+]?\.(?:inf|nan))\Z", re.IGNORECASE
)
_LIKE_A_NUMBER = re.compile(r"[-+]?\.?[0-9][-+0-9.:,/_ TtZzeE]*\Z")
_OF_ANOTHER_BASE = re.compile(r"[-+]?0(?:x[0-9a-f_]+|o[0-7_]+|b[01_]+)\Z", re.IGNORECASE)
_LIKE_SOMETHING_ELSE = (_WORD_OF_YAML, _LIKE_A_NUMBER, _OF_ANOTHER_BASE)
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_ALWAYS_AMISS = re.compile(r":\s|\s#|:\Z|^\.\.\.")
_AMISS_IN_FLOW = re.compile(r"[,\[\]{}:?]")
_INTEGER = re.compile(r"-?[0-9]{1,15}\Z")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?\Z")


def number(value: float) -> str:
    """A number in the digits that the format accepts; no other notation is one."""
    written = str(value)
    if not (_INTEGER if isinstance(value, int) else _NUMBER).match(written):
        raise Refused(f"il numero {written} non si può scrivere: ha troppe cifre")
    return written


def inline(text: str, *, in_flow: bool, like: str = "") -> str:
    """A text in one line; ``like`` is the style that it had (empty: without quotes if it can)."""
    refuse_unwritable(text)
    if like == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    if like == '"' or _needs_quotes(text, in_flow):
        return _double_quoted(text)
    return text


def refuse_unwritable(text: str) -> None:
    """Nothing that the format refuses when it reads is ever written."""
    found = FORBIDDEN_IN_VALUE.search(text) or re.search("[\ud800-\udfff]", text)
    if found:
        raise Refused(
            f"il testo da scrivere contiene un carattere non ammesso (U+{ord(found.group()):04X}): "
            "cancellalo e riscrivi il testo a mano"
        )
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        raise Refused(
            "nel testo da scrivere una lettera accentata è scritta in due pezzi (testo non in "
            "NFC): riscrivila con la tastiera"
        )


def _needs_quotes(text: str, in_flow: bool) -> bool:
    return (
        not text
        or not text.isprintable()
        or text != text.strip()
        or text[0] in _INDICATORS
        or _ALWAYS_AMISS.search(text) is not None
        or (in_flow and _AMISS_IN_FLOW.search(text) is not None)
        or any(looks.match(text) for looks in _LIKE_SOMETHING_ELSE)
    )


def _double_quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'


@frozen
class BlockText:
    """A text on lines of its own: what opens it (``|``, ``|-`` …) and its lines, indented."""

    header: str
    lines: tuple[str, ...]

    @property
    def minds_what_follows(self) -> bool:
        """Whether a line end, or its lack, after the last line would change the text."""
        return not self.header.endswith("-")

    @property
    def keeps_blank_lines(self) -> bool:
        return self.header.endswith("+")


def block_text(text: str, *, parent: int, column: int) -> BlockText | None:
    """The text as a block at ``column``, inside what stands at ``parent``; None where it cannot.

    A text without words, or whose last line is made of blanks alone, would hang on blanks that
    nobody sees and editors remove.
    """
    refuse_unwritable(text)
    words = text.rstrip("\n")
    lines = words.split("\n")
    if not lines[-1].strip():
        return None
    final = len(text) - len(words)
    indicator = str(column - parent) if text[0] in " \t\n" else ""
    return BlockText(
        header="|" + indicator + ("-", "", "+")[min(final, 2)],
        lines=tuple(" " * column + line if line else "" for line in lines) + ("",) * (final - 1),
    )
