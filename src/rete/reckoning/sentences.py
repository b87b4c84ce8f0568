"""Two versions of a text compared sentence by sentence, then word by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Final

from rete.records import frozen

_END_OF_SENTENCE: Final = re.compile(
    r"(?<=[.!?])\s+(?=[^\w\s]*[A-ZÀ-ÖØ-Þ])|\n\s*\n|\n(?=\s*(?:[-•*]|[0-9]{1,3}[.)])\s)"
)
"""A full stop before a capital letter (not that of «art. 7»), a blank line, an item of a list."""
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_MOST_PAIRS: Final = 2000
"""Where so many pairs are the same (one thing over and over) no way to set them side by side is
better than another, and finding the best would take too long."""
_ALIKE: Final = 0.5
"""How much of two sentences must be the same for one to be the other, amended."""


@frozen
class Parole:
    """Some words that took the place of others; one of the two may be empty."""

    prima: str
    dopo: str


@frozen
class Frase:
    """A sentence as it was and as it is; None where it was not there, or is there no more."""

    prima: str | None
    dopo: str | None
    parole: tuple[Parole, ...] = ()


def changed_sentences(before: str, after: str) -> tuple[Frase, ...]:
    """The sentences that differ, in the order of the new text; line ends alone change nothing."""
    old, new = sentences(before), sentences(after)
    start = _shared(old, new)
    old, new = old[start:], new[start:]
    end = _shared(old[::-1], new[::-1])
    old, new = old[: len(old) - end], new[: len(new) - end]
    if _repeats(old, new):
        return tuple(_told_apart(old, new))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        frase
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
        for frase in _amended(old[a:b], new[c:d])
    )


def sentences(text: str) -> list[str]:
    """The sentences of a text, each on one line with single spaces."""
    parts = (" ".join(part.split()) for part in _END_OF_SENTENCE.split(text))
    return [part for part in parts if part]


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _amended(old: Sequence[str], new: Sequence[str]) -> Iterator[Frase]:
    """Sentences in the place of others: each new one beside the old one that it amends, if any."""
    left = list(old)
    for sentence in new:
        alike = _most_alike(sentence, left)
        if alike is None:
            yield Frase(prima=None, dopo=sentence)
            continue
        skipped = left[:alike]
        yield from (Frase(prima=gone, dopo=None) for gone in skipped)
        before = left[alike]
        yield Frase(prima=before, dopo=sentence, parole=tuple(_changed_words(before, sentence)))
        left = left[alike + 1 :]
    yield from (Frase(prima=gone, dopo=None) for gone in left)


def _most_alike(sentence: str, others: Sequence[str]) -> int | None:
    """The place of the sentence that is most like another, among the next few."""
    found = [(_likeness(other, sentence), -place) for place, other in enumerate(others[:8])]
    best, place = max(found, default=(0.0, 0))
    return -place if best >= _ALIKE else None


def _likeness(one: str, other: str) -> float:
    """How many of their words are the same, in any order: what is moved is not another sentence."""
    return SequenceMatcher(None, one.split(), other.split(), False).quick_ratio()


def _changed_words(before: str, after: str) -> Iterator[Parole]:
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    was, now = [found.group() for found in old], [found.group() for found in new]
    if _repeats(was, now):
        return
    for kind, a, b, c, d in SequenceMatcher(None, was, now, False).get_opcodes():
        if kind != "equal":
            yield Parole(prima=_between(before, old[a:b]), dopo=_between(after, new[c:d]))


def _repeats(one: Sequence[str], other: Sequence[str]) -> bool:
    there = Counter(other)
    return sum(times * there[item] for item, times in Counter(one).items()) > _MOST_PAIRS


def _between(text: str, words: Sequence[re.Match[str]]) -> str:
    return text[words[0].start() : words[-1].end()] if words else ""


def _told_apart(old: Sequence[str], new: Sequence[str]) -> Iterator[Frase]:
    yield from (Frase(prima=gone, dopo=None) for gone in old)
    yield from (Frase(prima=None, dopo=come) for come in new)
