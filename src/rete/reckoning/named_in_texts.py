"""Bodies named in a text: one pass, with an index by the first weighty word of their names.

Whoever is named may have spoken or only been spoken of: that is not known here. In doubt a name is
not found, since ordinary words («insieme», «la soglia») are names of bodies as well.
"""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import field

from rete.model.ente import Ente
from rete.model.lettere import folded
from rete.reckoning.nomi import ARTICLES, LEGAL_WORDS, SMALL_WORDS, names_of
from rete.records import frozen

_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ]\w*")
_WORD = re.compile(r"\w+")
_NEXT = re.compile(r"(?:[ \t\n'’&-]{1,3}|\.)(\w+)")
_BEFORE = 60
_ENDS_A_SENTENCE = re.compile(r"[.!?:;]|\n[ \t]*[\n-]")

_LIGHT = SMALL_WORDS | {"comune", "provincia", "regione", "unione", "citta"}
"""Words that begin many names: the index is by the first capital word that is not of these."""
_FORMS = {
    "il": ("il", "del", "al", "dal", "col"),
    "lo": ("lo", "dello", "allo", "dallo"),
    "la": ("la", "della", "alla", "dalla"),
    "l": ("l", "dell", "all", "dall"),
    "i": ("i", "dei", "ai", "dai"),
    "gli": ("gli", "degli", "agli", "dagli"),
    "le": ("le", "delle", "alle", "dalle"),
}
_ANY_FORM = frozenset(
    (*(form for forms in _FORMS.values() for form in forms), "di", "d", "da", "con", "per", "e")
)


@frozen
class _Known:
    """A name from its first weighty word on, and what must stand before it."""

    ente: str
    words: tuple[str, ...]
    """As written: a capital here is a capital in the text."""
    before: tuple[str, ...] = ()
    one_of: frozenset[str] = frozenset()


@frozen
class _Token:
    text: str
    end: int


@dataclasses.dataclass(slots=True)
class _Names:
    """The names that have their first weighty word in common, and the beginnings of them all."""

    beginnings: set[tuple[str, ...]] = field(default_factory=set)
    by_words: dict[tuple[str, ...], list[_Known]] = field(default_factory=lambda: defaultdict(list))


class NamesIndex:
    """The names of all bodies, ready to be looked for in many texts."""

    def __init__(self, enti: Iterable[Ente]) -> None:
        everybody = tuple(enti)
        places = _places(everybody)
        self._acronyms: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, _Names] = defaultdict(_Names)
        self._met: dict[str, tuple[set[str] | None, _Names | None]] = {}
        for ente in everybody:
            for name in names_of(ente):
                self._add(ente.id, name.text, places)

    def _add(self, ente: str, name: str, places: frozenset[str]) -> None:
        parts = _without_legal_form(_WORD.findall(name))
        if len(parts) == 1 and _is_acronym(parts[0]):
            self._acronyms[parts[0]].add(ente)
            return
        known = _known(ente, parts, places, shouted=name.isupper())
        if known is not None:
            key = tuple(folded(word) for word in known.words)
            names = self._names[key[0]]
            names.beginnings.update(key[:length] for length in range(1, len(key)))
            names.by_words[key].append(known)

    def named_in(self, text: str, *, doubtful: bool = False) -> Iterator[str]:
        """The ids of the bodies that a text names, as often as it does.

        Left out unless ``doubtful`` is wanted: a common word that may not be a name, and a name
        that two bodies share, which says nothing about either.
        """
        done = 0
        for found in _CAPITALISED.finditer(text):
            word = found.group()
            # Texts are made of the same few words, and hardly any begins a name.
            if word not in self._met:
                self._met[word] = self._acronyms.get(word), self._names.get(folded(word))
            bodies, names = self._met[word]
            if bodies is None and names is None:
                continue
            if found.start() < done or _is_inside_a_word(text, found.start()):
                continue
            if names is not None:
                longest = self._longest(names, text, found, doubtful)
                if longest is not None:
                    bodies, done = longest
            if bodies is not None and (doubtful or len(bodies) == 1):
                yield from bodies

    def _longest(
        self,
        names: _Names,
        text: str,
        found: re.Match[str],
        doubtful: bool,
    ) -> tuple[set[str], int] | None:
        written = [_Token(text=found.group(), end=found.end())]
        key: tuple[str, ...] = (folded(found.group()),)
        matches = [key] if key in names.by_words else []
        while key in names.beginnings and (after := _NEXT.match(text, written[-1].end)):
            written.append(_Token(text=after[1], end=after.end()))
            key = (*key, folded(after[1]))
            if key in names.by_words:
                matches.append(key)
        for match in reversed(matches):
            tokens = written[: len(match)]
            bodies = {
                known.ente
                for known in names.by_words[match]
                if _fits(known, tokens, text, found)
                and (doubtful or not known.one_of or _is_clear(known, tokens, text, found))
            }
            if bodies:
                return bodies, tokens[-1].end
        return None


def _is_inside_a_word(text: str, start: int) -> bool:
    return start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_")


def _fits(known: _Known, written: list[_Token], text: str, found: re.Match[str]) -> bool:
    """Whether words equal but for case and accents have the capitals and the head of this name."""
    for word, token in zip(known.words, written, strict=True):
        if word[0].isupper() and not token.text[0].isupper():
            return False
    if not known.before:
        return True
    return tuple(_words_before(text, found.start())[-len(known.before) :]) == known.before


def _is_clear(known: _Known, written: list[_Token], text: str, found: re.Match[str]) -> bool:
    """Whether a single word is a name: just as written, after an article, and nothing after it."""
    end = written[-1].end
    after = _NEXT.match(text, end)
    if after is not None and after[1][0].isupper() and text[end] == " ":
        return False
    before = _words_before(text, found.start())
    return written[0].text == known.words[0] and bool(before) and before[-1] in known.one_of


def _words_before(text: str, start: int) -> list[str]:
    """The words of the same sentence just before a place."""
    sentence = _ENDS_A_SENTENCE.split(text[max(0, start - _BEFORE) : start])[-1]
    return _WORD.findall(folded(sentence))


def _known(ente: str, parts: list[str], places: frozenset[str], *, shouted: bool) -> _Known | None:
    """The name from its first word that an ordinary text would not hold; None if it has none."""
    if shouted:
        parts = [
            word.lower() if folded(word) in SMALL_WORDS else word.capitalize() for word in parts
        ]
    plain = [folded(word) for word in parts]
    capitals = (i for i, word in enumerate(parts) if word[0].isupper() and plain[i] not in _LIGHT)
    first = next(capitals, None)
    if first is None:
        return None
    before, words = tuple(plain[:first]), tuple(parts[first:])
    articles = set(before) <= ARTICLES
    if len(words) > 1 or not articles:
        return _Known(ente=ente, words=words, before=() if articles else before)
    allowed = _ANY_FORM if not before else frozenset(_FORMS.get(before[-1], before))
    legal = LEGAL_WORDS if not before or plain[first] in places else frozenset()
    one_of = legal if plain[first] in places else allowed | legal
    return _Known(ente=ente, words=words, one_of=frozenset(one_of))


def _without_legal_form(parts: list[str]) -> list[str]:
    """``Associazione di volontariato Il Ponte ODV`` → ``Il Ponte``; all if nothing is left."""
    plain = [folded(word) for word in parts]
    start, end = 0, len(parts)
    while start < end and (
        plain[start] in LEGAL_WORDS
        or (start > 0 and plain[start] in SMALL_WORDS - ARTICLES)
        or (start > 0 and len(plain[start]) == 1 and plain[start] not in ARTICLES)
    ):
        start += 1
    while end > start and plain[end - 1] in LEGAL_WORDS:
        end -= 1
    return parts[start:end] or parts


def _is_acronym(word: str) -> bool:
    return sum(letter.isupper() for letter in word) >= 3


def _places(enti: Iterable[Ente]) -> frozenset[str]:
    """The words that are places here: seats of bodies, and what is in the names of public ones."""
    found: set[str] = set()
    for ente in enti:
        if ente.sede is not None:
            found.update(_WORD.findall(folded(ente.sede.comune)))
        if ente.natura == "pubblico":
            found.update(_WORD.findall(folded(ente.denominazione)))
    return frozenset(found)
