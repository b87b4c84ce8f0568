"""The signs that stand around what a line says: bullets, headings, stars, arrows, faces, boxes."""

import re

from rete.notes.lines import ITEM

_FACES = re.compile(
    r"^(?:<(?:ul|ol|li|p|br|b|i|em|strong)/?>\s*)+|^(?:(?:->|=>|~>|[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f])\s*)+"
)
_MARKUP = re.compile(
    r"^(?:#{1,6}\s+|={1,6}\s+|[*_]{1,3}(?=\S))|(?<=\S)[*_]{1,3}(?=\s*:|:|$)|(?<=:)[*_]{1,3}(?=\s|$)"
    r"|(?<=\S)\s={1,6}$"
)
_BOXED = re.compile(r"\[([^\W\d_][^\]\d]{1,30})\]\s*:?\s*(.*)")
_STARRED = re.compile(r"([*_]{1,3})([^\W\d_][^*_\d:]{1,30})\1\s+(\S.*)")
_HEADING = re.compile(r"#{1,6}\s+(.+)|={1,6}\s+(.+?)\s+={1,6}|\*\*([^*]+)\*\*|__([^_]+)__")
_TASK = re.compile(r"(?:[-*•]\s+)?(?:\[[ xX]?\]|[☐☑])\s*(\S.*)|@(\S.*)")
_LONGEST_HEADING = 9
_LONGEST_IN_CAPITALS = 5
_CAPITALS = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý' ]{4,60}")
_A_LONG_WORD = re.compile(r"[^\W\d_]{4}")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_SHORT_POINT = re.compile(
    rf"(?:(?:[Pp]\.?|[Pp]t\.?|§|[Oo]dg|[Oo]\.d\.g\.)\s?(?P<n>\d{{1,2}})|(?P<r>{'|'.join(_ROMAN[1:])})(?=[.)]))"
    r"\s*[:.)–-]?\s+(?P<title>[^\W\d_].*)"
)


def bare(line: str) -> str:
    """A line without the signs before it, and those around its first words."""
    text = ITEM.sub("", line.strip(), count=1)
    return _MARKUP.sub("", _FACES.sub("", text, count=1)).strip()


def marked_word(line: str) -> tuple[str, str] | None:
    """The words that a line sets apart: `[DECISIONE] si apre`, `**Deciso** si apre`."""
    text = ITEM.sub("", line.strip(), count=1)
    if (boxed := _BOXED.fullmatch(text)) is not None:
        return boxed[1], boxed[2]
    starred = _STARRED.fullmatch(text)
    return (starred[2], starred[3]) if starred is not None else None


def heading(line: str) -> str | None:
    """What a line says that is marked as a heading, or is all in bold: `## Festa`, `= Festa =`."""
    text = line.strip()
    if (short := _SHORT_POINT.fullmatch(text)) is not None:
        return f"{short['n'] or _ROMAN.index(short['r'])} {short['title']}"
    if _CAPITALS.fullmatch(text) and len(text.split()) <= _LONGEST_IN_CAPITALS:
        return text if _A_LONG_WORD.search(text) else None
    found = _HEADING.fullmatch(text)
    if found is None:
        return None
    title = next(group for group in found.groups() if group is not None).strip(" #*_=")
    is_one = title and title[-1] not in ".:;,?!" and len(title.split()) <= _LONGEST_HEADING
    return title if is_one else None


def task(line: str) -> str | None:
    """A thing to do as lists of them have it: `- [ ] il ponte: scrivere`, `@ponte scrivere`."""
    found = _TASK.fullmatch(line.strip())
    if found is None:
        return None
    if found[1] is not None:
        return re.sub(r"\s*(?::|→|->)\s+", ", ", found[1].lstrip("@"), count=1)
    who, _, what = found[2].partition(" ")
    return f"{who.rstrip(':,')}, {what}" if what else None
