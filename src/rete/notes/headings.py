"""Where a point of the agenda begins, however its number is written."""

import itertools
import re
from collections.abc import Mapping, Sequence

from rete.model.ricerca import plain, words
from rete.records import frozen

Titoli = Mapping[int, str]
"""The titles that are known, by number."""


@frozen
class Titolo:
    """How a point is headed: its number as typed (None: the next one), or how that is printed."""

    numero: str | None
    titolo: str
    stampato: str | None = None


_ORDINALS = (
    *("primo", "secondo", "terzo", "quarto", "quinto", "sesto", "settimo", "ottavo", "nono"),
    "decimo",
)
_IN_WORDS = ("uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci")
_OF_THE_AGENDA = r"(?:\s+(?:all'|dell'|al\s+|del\s+)?(?:ordine\s+del\s+giorno|o\.?\s?d\.?\s?g\.?))?"
_NUMBER = r"\d{1,4}(?:\.\d{1,3}){0,2}(?:\s?(?:bis|ter|quater))?"
_POINT = re.compile(
    r"(?:al\s+)?(?:punto|punti|argomento)"
    rf"(?:\s+(?:n\.?|nr\.?|n°|numero)(?=\s|\d))?\s*(?P<n>{_NUMBER}(?:\s*(?:,|e|-)\s*{_NUMBER})*"
    rf"|(?P<word>{'|'.join(_IN_WORDS)})(?=\s*[:.)–-]|$))?"
    r"(?:\s*\((?P<shown>(?=[^()]*\d|[^()]{1,3}\))[0-9A-Za-z][0-9A-Za-z.,/ -]{0,19})\))?"
    r"(?:\s+(?:all'|dell')?(?:ordine\s+del\s+giorno|o\.?d\.?g\.?))?"
    r"\s*(?:\):|[:.)]|\s?[-–](?=\s|$)|$)\s*(?P<title>.*)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"(?:(?P<a>{'|'.join(_ORDINALS)})\s+punto|punto\s+(?P<b>{'|'.join(_ORDINALS)}))"
    r"(?:\s+(?:all'|dell')?(?:ordine\s+del\s+giorno|o\.?d\.?g\.?))?\s*(?:[:.)–-]\s*(?P<title>.*))?",
    re.IGNORECASE,
)
_GOES_ON_TO = re.compile(
    rf"(?:si\s+passa|passiamo|passando)\s+(?:quindi\s+|poi\s+)?"
    rf"(?:a\s+(?:discutere|trattare)\s+(?:il|del)\s+|al\s+)(?:punto\s+(?:n\.?\s*)?(?P<n>{_NUMBER})|"
    rf"(?P<a>{'|'.join(_ORDINALS)})\s+punto){_OF_THE_AGENDA}"
    r"\s*(?:[:.)–-]\s*(?P<title>.*))?",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(
    rf"(?:si\s+(?:discute|tratta|esamina)\s+(?:il\s+)?)?(?P<n>{_NUMBER})\s*(?:°|º|\^|o|[.)])?\s+punto"
    rf"{_OF_THE_AGENDA}\s*(?:[:.)–-]\s*(?P<title>.*))?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"(?:#{{1,6}}\s+)?[*_]{{0,3}}(?P<n>{_NUMBER})(?:[.)]|\s?[-–:](?=\s)|\.?(?=\s))\s*[*_]{{0,3}}"
    r"(?P<title>\S.*?)[*_:]{0,4}"
)
_LONGEST_TITLE = 160


def point_heading(text: str, *, numbered: bool = False) -> Titolo | None:
    """What a line that begins a point says of it.

    ``numbered``: a number and a title are enough, as these notes begin their points that way.
    """
    flat = text.replace("’", "'")
    if numbered and (found := _NUMBERED.fullmatch(flat)) is not None:
        return Titolo(numero=_tidy(found["n"]), titolo=found["title"].strip())
    for pattern in (_ORDINAL, _GOES_ON_TO, _NUMBER_FIRST, _POINT):
        if (found := pattern.fullmatch(flat)) is None:
            continue
        groups = found.groupdict()
        ordinal = groups.get("a") or groups.get("b")
        number = str(_ORDINALS.index(ordinal.lower()) + 1) if ordinal else groups.get("n")
        if groups.get("word"):
            number = str(_IN_WORDS.index(groups["word"].lower()) + 1)
        title = (groups.get("title") or "").strip()
        if number is None and not title:
            return None
        return Titolo(
            numero=_tidy(number) if number else None, titolo=title, stampato=groups.get("shown")
        )
    return None


def _tidy(number: str) -> str:
    return re.sub(r"\s*(bis|ter|quater)", r" \1", " ".join(number.lower().split())).strip()


@frozen
class Capi:
    """The lines that begin a point by a number alone, and those that may."""

    sicuri: frozenset[int] = frozenset()
    forse: frozenset[int] = frozenset()


def numbered_heads(lines: Sequence[str], titles: Titoli) -> Capi:
    """Which lines begin a point by a number alone: `2. Festa`.

    They do where their title is that of the agenda; or where no point is begun in another way, and
    the numbers go up one by one, each on a line that is not in the middle of a list. Where points
    begin in another way too, `2.1 Sedie` does below point 2; the next number may.
    """
    numbered = {place: found for place, line in enumerate(lines) if (found := _number_of(line))}
    known = {number: set(words(title)) for number, title in {**_agenda(lines), **titles}.items()}
    alone = [place for place in numbered if not _in_a_list(place, numbered)]
    heads = {
        place
        for place in alone
        if (found := numbered[place])[0].isdigit()
        and known.get(int(found[0]))
        and set(words(found[1])) == known[int(found[0])]
    }
    if heads or any(point_heading(line.strip(" #*_")) for line in lines):
        return _beside_others(lines, alone, numbered, heads)
    expected = [_whole(numbered[place][0]) for place in alone]
    is_row = expected == sorted(expected) and expected[:1] == [1] and _no_gaps(expected)
    return Capi(sicuri=frozenset(alone)) if is_row else Capi(forse=frozenset(alone))


def _beside_others(
    lines: Sequence[str],
    alone: Sequence[int],
    numbered: Mapping[int, tuple[str, str]],
    heads: set[int],
) -> Capi:
    sure, maybe, current = set(heads), set(), 0
    for place, line in enumerate(lines):
        typed = point_heading(line.strip(" #*_"))
        if typed is not None and typed.numero:
            current = _whole(typed.numero)
        elif place in heads:
            current = _whole(numbered[place][0])
        elif place in alone:
            number = numbered[place][0]
            if number.isdigit():
                maybe |= {place} if current and _whole(number) == current + 1 else set()
            else:
                (sure if _whole(number) == current else maybe).add(place)
    return Capi(sicuri=frozenset(sure), forse=frozenset(maybe))


def _whole(number: str) -> int:
    found = re.match(r"\d+", number)
    return int(found[0]) if found else 0


def _no_gaps(numbers: Sequence[int]) -> bool:
    return all(after - before <= 1 for before, after in itertools.pairwise(numbers))


_MARKED_NUMBER = re.compile(r"(?:#{1,6}\s+)?[*_]{0,3}\d[\d.]*(?:\s?(?:bis|ter|quater))?\s*[.):–-]")


def _number_of(line: str) -> tuple[str, str] | None:
    found = _NUMBERED.fullmatch(line.strip()) if line[:1] not in (" ", "\t", "") else None
    if found is None or len(found["title"]) > _LONGEST_TITLE:
        return None
    rest = plain(found["title"])
    # «6-0», «10 favorevoli» and «17.30 si apre» are no titles.
    is_time = re.match(r"\d{1,2}[.:,]\d\d\b", line.strip()) is not None and not re.match(
        r"\d{1,2}\.\d{1,2}\s*[.)]?\s+[^\W\d]", line.strip()
    )
    if is_time or re.match(r"(?:vot[oi]\b|favorevol|contrar|astenut|si\b|no\b|\d)", rest):
        return None
    # A number and a word: «3 sedie» is no title, «2.1 Sedie» is.
    if "." not in found["n"] and not _MARKED_NUMBER.match(line.strip()):
        return None
    return _tidy(found["n"]), found["title"]


def _in_a_list(place: int, numbered: Mapping[int, tuple[str, str]]) -> bool:
    return place - 1 in numbered or place + 1 in numbered


_AGENDA = re.compile(r"(?:o\.?d\.?g\.?|.*\bordine del giorno\b.*|argomenti)\W*", re.IGNORECASE)


def _agenda(lines: Sequence[str]) -> dict[int, str]:
    """The titles of the list below «Ordine del giorno», where these notes have one."""
    for place, line in enumerate(lines):
        if _AGENDA.fullmatch(line.strip()) is None:
            continue
        found: dict[int, str] = {}
        is_after_a_gap = False
        for below in lines[place + 1 :]:
            if not below.strip():
                is_after_a_gap = bool(found)
                continue
            if is_after_a_gap and re.match(r"\s*[-*•]\s", below) is None:
                break
            item = re.fullmatch(r"\s*(?:[-*•]\s+)?(?:(\d{1,3})[.)]\s+)?(\S.*)", below)
            if item is None:
                break
            found[int(item[1]) if item[1] else len(found) + 1] = item[2]
        return found
    return {}
