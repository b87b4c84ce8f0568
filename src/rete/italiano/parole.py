"""Counts, lists and numbers in Italian words, and why the system refused a file."""

import errno
from collections.abc import Iterable, Sequence

_UP_TO_NINETEEN = (
    "zero",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
)
_TENS = ("venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta")

LARGEST_NUMBER_IN_WORDS = 999_999
_MOST_FIGURES = 9

_OS_PROBLEMS = {
    errno.ENOENT: "non esiste",
    errno.EACCES: "il sistema non dà il permesso",
    errno.EPERM: "il sistema non dà il permesso",
    errno.EEXIST: "esiste già",
    errno.ENOTDIR: "non è una cartella",
    errno.EISDIR: "è una cartella, non un file",
    errno.ENOTEMPTY: "la cartella non è vuota",
    errno.ENOSPC: "il disco è pieno",
    errno.EDQUOT: "lo spazio concesso sul disco è finito",
    errno.EROFS: "il disco è in sola lettura",
    errno.EFBIG: "il file sarebbe più grande di quanto il sistema permette",
    errno.ENAMETOOLONG: "il nome è troppo lungo",
    errno.ELOOP: "ci sono collegamenti che girano in tondo",
    errno.EMFILE: "ci sono troppi file aperti",
    errno.ENFILE: "ci sono troppi file aperti",
    errno.EBUSY: "è in uso da un altro programma",
    errno.EIO: "il disco ha dato un errore",
    errno.ENOMEM: "la memoria è finita",
    errno.ENOEXEC: "non è un programma che si possa eseguire",
    errno.ETIMEDOUT: "il sistema non ha risposto in tempo",
}


def count(n: int, singular: str, plural: str) -> str:
    """`1 ente`, `3 enti`: the words are the caller's, so gender is right by itself."""
    return f"{n} {singular if n == 1 else plural}"


def every(n: int, singular: str, plural: str) -> str:
    """`ogni anno`, `ogni 6 mesi`: of one thing the number is not said."""
    return f"ogni {singular}" if n == 1 else f"ogni {n} {plural}"


def parse_number(text: str) -> int | None:
    """The number that somebody typed in plain figures, if it is one of a size that is met."""
    is_number = text.isascii() and text.isdecimal() and len(text.lstrip("0")) <= _MOST_FIGURES
    return int(text[-_MOST_FIGURES:]) if is_number else None


def join_words(words: Sequence[str], last: str = "e") -> str:
    """`a, b e c`; or `a, b o c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def first_few(
    words: Sequence[str], most: int, others: tuple[str, str] = ("altro", "altri")
) -> list[str]:
    """`a`, `b`, `3 altri`: no more than so many, and how many are left."""
    left = len(words) - most
    return [*words[:most], *([count(left, *others)] if left > 0 else [])]


def in_quotes(names: Iterable[object]) -> str:
    """`«a», «b» e «c»`."""
    return join_words([f"«{name}»" for name in names])


def number_in_words(n: int) -> str:
    """`ventitré`: a number from 0 to 999,999 as minutes write it."""
    if not 0 <= n <= LARGEST_NUMBER_IN_WORDS:
        raise ValueError(f"no words for {n}")
    words = _thousands(n)
    # Whatever ends in «tre» without being «tre» itself carries the accent (ventitré, centotré).
    return f"{words[:-1]}é" if n > 3 and words.endswith("tre") else words


def _thousands(n: int) -> str:
    thousands, rest = divmod(n, 1000)
    if thousands == 0:
        return _hundreds(rest)
    head = "mille" if thousands == 1 else f"{_hundreds(thousands)}mila"
    return head + (_hundreds(rest) if rest else "")


def _hundreds(n: int) -> str:
    hundreds, rest = divmod(n, 100)
    if hundreds == 0:
        return _tens(rest)
    head = "cento" if hundreds == 1 else f"{_UP_TO_NINETEEN[hundreds]}cento"
    if rest == 0:
        return head
    tail = _tens(rest)
    # Usage drops the vowel before «otto» and «ottanta» (centotto), not before «uno» (centouno).
    return head[:-1] + tail if tail.startswith("ott") else head + tail


def _tens(n: int) -> str:
    if n < 20:
        return _UP_TO_NINETEEN[n]
    tens, unit = divmod(n, 10)
    head = _TENS[tens - 2]
    if unit == 0:
        return head
    return (head[:-1] if unit in (1, 8) else head) + _UP_TO_NINETEEN[unit]


def yes_or_no(text: str) -> bool | None:
    """What somebody answered to a «[s/N]», if it is an answer."""
    match text.strip().casefold():
        case "s" | "si" | "sì" | "si'":
            return True
        case "n" | "no":
            return False
        case _:
            return None


def os_problem(error: OSError) -> str:
    """Why the system refused, and which file: its own words are in English."""
    unknown = f"errore n. {error.errno} del sistema" if error.errno else "errore del sistema"
    why = _OS_PROBLEMS.get(error.errno or 0, unknown)
    match error.filename:
        case bytes() as name:
            return f"«{name.decode('utf-8', 'backslashreplace')}»: {why}"
        case None:
            return why
        case name:
            return f"«{name}»: {why}"
