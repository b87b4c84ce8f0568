"""Where a document's file is not what it should be, in words that whoever signs it understands."""

import html
import re
from collections.abc import Mapping
from typing import AnyStr, Final
from unicodedata import normalize

from rete.model.lettere import undisguised
from rete.render.file_formats import Formato
from rete.render.reread import Found, is_signed_inside, members, text_of

_TAGS = re.compile(r"<[^<>]*>")
_SHOWN: Final = 80
_BEFORE: Final = 30
"""Of what is the same, so much is shown before what is not."""
_SAVED_AGAIN: Final = (
    "le parole sono le stesse, il resto no: un altro programma l'ha salvato di nuovo, o qualcuno "
    "ha cambiato come si vede"
)


def where_they_differ(found: Found, wanted: bytes, given: bytes) -> str:
    """The first place where a document is not what it should be."""
    if found.format in {"md", "html"} and _differ_at_the_end(wanted, found.content):
        return "è lo stesso testo, ma in fondo le righe vuote non sono quelle"
    if wanted.startswith(given):
        missing = len(wanted) - len(given)
        last = "manca l'ultimo byte" if missing == 1 else f"mancano gli ultimi {missing} byte"
        return f"è tagliato: {last}"
    if given.startswith(wanted):
        return "dopo il documento c'è dell'altro"
    copied = f"il file {' e '.join(found.copied)}" if found.copied else ""
    if copied and found.content == wanted:
        return f"è lo stesso testo salvato da un altro programma: {copied}"
    match found.format:
        case "md" | "html":
            told = _of_text(found.format, wanted, found.content)
            return f"{told} (e {copied})" if copied else told
        case "odt" | "docx":
            return _part(members(wanted) or {}, members(given))
        case "pdf":
            return f"dal byte {_first_difference(wanted, given) + 1} di {len(given)}"


def _differ_at_the_end(wanted: bytes, given: bytes) -> bool:
    return wanted != given and wanted.rstrip(b"\n") == given.rstrip(b"\n")


def _of_text(formato: Formato, wanted: bytes, given: bytes) -> str:
    right, wrong = text_of(wanted), text_of(given)
    if formato == "html" and _pieces(right) == _pieces(wrong):
        return _SAVED_AGAIN
    return line(right, wrong)


def line(wanted: str, given: str) -> str:
    """The first line of a text that is not what it should be."""
    right_lines, wrong_lines = wanted.split("\n"), given.split("\n")
    for number, (right, wrong) in enumerate(zip(right_lines, wrong_lines, strict=False), start=1):
        if right != wrong:
            return f"alla riga {number}: {_against(right, wrong)}"
    if len(wrong_lines) > len(right_lines):
        return f"dalla riga {len(right_lines) + 1}, che è in più"
    return f"dopo la riga {len(wrong_lines)}, dove ne manca una parte"


def _part(wanted: Mapping[str, bytes], given: Mapping[str, bytes] | None) -> str:
    if given is None:
        return "è un archivio rovinato"
    for name in sorted(wanted.keys() | given.keys(), key=_text_first):
        if wanted.get(name) == given.get(name):
            continue
        if is_signed_inside(name):
            return f"nella parte «{name}»: è una firma dentro al documento, che rete non legge"
        if name not in given:
            return f"nella parte «{name}», che manca"
        if name not in wanted:
            return f"nella parte «{name}», che è in più"
        pieces = zip(_of(wanted[name]), _of(given[name]), strict=False)
        for right, wrong in pieces:
            if right != wrong:
                return f"nel testo: {_against(right, wrong)}"
        if _of(wanted[name]) == _of(given[name]):
            return f"nella parte «{name}»: {_SAVED_AGAIN}"
        return f"nella parte «{name}»"
    return "nel modo in cui le parti sono raccolte: è stato salvato di nuovo"


def _text_first(name: str) -> tuple[bool, str]:
    return name not in {"content.xml", "word/document.xml"}, name


def _of(content: bytes) -> list[str]:
    return _pieces(text_of(content))


def _pieces(text: str) -> list[str]:
    """The text of a page or of a part of an office document, piece by piece."""
    return [told for piece in _TAGS.split(text) if (told := html.unescape(piece).strip())]


def _against(right: str, wrong: str) -> str:
    at = _first_difference(right, wrong)
    told = f"«{_around(wrong, at)}» invece di «{_around(right, at)}»"
    if _as_seen(right) != _as_seen(wrong):
        return told
    return f"{told}, che sembra uguale: c'è {_sign(wrong[at:])} invece di {_sign(right[at:])}"


def _around(text: str, at: int) -> str:
    """As much of a text as is shown, with its first difference in it."""
    start = max(0, at - _BEFORE) if at >= _SHOWN - _BEFORE else 0
    cut = len(text) - start > _SHOWN
    return f"{'…' if start else ''}{text[start : start + _SHOWN - cut]}{'…' if cut else ''}"


def _as_seen(text: str) -> str:
    return normalize("NFKC", undisguised(text))


def _sign(rest: str) -> str:
    return f"U+{ord(rest[0]):04X}" if rest else "niente"


def _first_difference(wanted: AnyStr, given: AnyStr) -> int:
    """Found by halves: one by one it would take seconds."""
    low, high = 0, min(len(wanted), len(given))
    while low < high:
        middle = (low + high + 1) // 2
        if wanted[:middle] == given[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
