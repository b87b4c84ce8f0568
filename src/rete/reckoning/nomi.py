"""Names of bodies: their normal form, and which bodies have names that are nearly the same.

By keys, never by comparing every pair; which of two such bodies is wrong is not known here.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from rete.diagnostics import DocPath
from rete.model.ente import Ente
from rete.model.lettere import folded
from rete.records import frozen

LEGAL_WORDS = frozenset(
    (
        *("associazione", "associazioni", "associaz", "assoc", "ass", "aps", "odv", "ets", "onlus"),
        *("ong", "asd", "apsd", "organizzazione", "volontariato", "promozione", "sociale"),
        *("sociali", "cooperativa", "cooperative", "coop", "societa", "soc", "scs", "scsrl"),
        *("scrl", "scarl", "arl", "srl", "rl", "consorzio", "impresa", "fondazione", "ente"),
        "comitato",
    )
)
ARTICLES = frozenset(("il", "lo", "la", "i", "gli", "le", "l", "un", "uno", "una"))
SMALL_WORDS = ARTICLES | frozenset(
    (
        *("di", "del", "dello", "della", "dei", "degli", "delle", "dell", "d", "e", "ed", "per"),
        *("a", "al", "allo", "alla", "ai", "agli", "alle", "all", "con", "su", "sul", "sulla"),
        *("da", "dal", "dallo", "dalla", "dai", "dagli", "dalle", "dall"),
        *("in", "nel", "nello", "nella", "nei", "negli", "nelle", "nell"),
    )
)

_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_SHORTEST_WITH_A_SLIP = 5
_CANDIDATES = 8
"""How many bodies of one key are compared with each other: a crowd is no typing slip."""


def words(text: str) -> tuple[str, ...]:
    """The words of a name, folded; ``A.P.S.`` is one."""
    return tuple(_WORD.findall(folded(_DOTTED.sub(_undotted, text))))


def _undotted(found: re.Match[str]) -> str:
    return found.group().replace(".", "") + " "


def core(every: tuple[str, ...]) -> tuple[str, ...]:
    """What is left of a name without legal form, articles and order; all of it if nothing is."""
    kept = [word for word in _weighty(every) if word not in LEGAL_WORDS]
    return tuple(sorted(kept or every))


def _weighty(every: tuple[str, ...]) -> list[str]:
    """The words but for articles and the like; the last one counts: «Scuola A», «Scuola E»."""
    last = len(every) - 1
    return [word for index, word in enumerate(every) if index == last or word not in SMALL_WORDS]


@frozen
class Name:
    """One name of a body, and where it is written."""

    ente: Ente
    text: str
    words: tuple[str, ...]
    path: DocPath
    former: bool = False


@frozen
class Twins:
    """Two names of different bodies that are nearly the same; the first is not a former one."""

    name: Name
    other: Name


def nearly_the_same(enti: Iterable[Ente]) -> tuple[Twins, ...]:
    """The pairs of bodies with nearly the same name, each pair once, in order of their ids."""
    names = [name for ente in sorted(enti, key=lambda one: one.id) for name in names_of(ente)]
    found: dict[tuple[str, str], Twins] = {}
    for pair in (*_same_core(names), *_one_slip(names)):
        one, other = pair[::-1] if pair[0].former else pair
        ids = sorted((one.ente.id, other.ente.id))
        if not one.former and not _surely_different(one, other):
            found.setdefault((ids[0], ids[1]), Twins(name=one, other=other))
    return tuple(found[key] for key in sorted(found))


def names_of(ente: Ente) -> Iterator[Name]:
    """The names that a body has and had."""
    name = ente.denominazione
    yield Name(ente=ente, text=name, words=words(name), path=("denominazione",))
    if ente.sigla:
        yield Name(ente=ente, text=ente.sigla, words=words(ente.sigla), path=("sigla",))
    for index, former in enumerate(ente.denominazioni_precedenti):
        name, path = former.denominazione, ("denominazioni_precedenti", index, "denominazione")
        yield Name(ente=ente, text=name, words=words(name), path=path, former=True)


def _surely_different(one: Name, other: Name) -> bool:
    """Two tax codes are two bodies: only the very same name is then still worth a word."""
    codes = one.ente.codice_fiscale, other.ente.codice_fiscale
    if None in codes or codes[0] == codes[1]:
        return False
    whole = one.path == other.path == ("denominazione",)
    return not whole or one.words != other.words


def _same_core(names: Iterable[Name]) -> Iterator[tuple[Name, Name]]:
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        # Once with the words in order of alphabet, once run together: «Auto Aiuto», «Autoaiuto».
        keys = {
            " ".join(core(name.words)),
            "".join(word for word in name.words if word not in LEGAL_WORDS),
        }
        for key in keys - {""}:
            groups[key].append(name)
    for group in groups.values():
        yield from _of_two_bodies(group)


def _of_two_bodies(group: list[Name]) -> Iterator[tuple[Name, Name]]:
    """Each name of a group with the first ones of other bodies."""
    for index, name in enumerate(group):
        for first in group[: min(index, _CANDIDATES)]:
            if first.ente.id != name.ente.id:
                yield first, name
                break


def _one_slip(names: Iterable[Name]) -> Iterator[tuple[Name, Name]]:
    """Names that differ by one letter of one word; among those that share all other words."""
    groups: dict[str, list[tuple[str, Name]]] = defaultdict(list)
    for name in names:
        if name.path == ("sigla",) or name.ente.natura == "pubblico":
            # A letter makes another acronym; and another town («Casale», «Canale»).
            continue
        # With the legal form too: the slip may be in its words («Asociazione»).
        for own in {core(name.words), tuple(sorted(_weighty(name.words)))}:
            for index, word in enumerate(own):
                if len(word) >= _SHORTEST_WITH_A_SLIP and word.isalpha():
                    groups[" ".join(own[:index] + own[index + 1 :])].append((word, name))
    for group in groups.values():
        if len(group) > 1:
            yield from _slips_in(group)


def _slips_in(group: list[tuple[str, Name]]) -> Iterator[tuple[Name, Name]]:
    near: dict[str, list[tuple[str, Name]]] = defaultdict(list)
    for word, name in group:
        for key in _deletions(word):
            near[key].append((word, name))
    for crowd in near.values():
        for (word, name), (other, of) in combinations(crowd[:_CANDIDATES], 2):
            if name.ente.id == of.ente.id or not is_one_slip(word, other):
                continue
            if not (_is_place(word, name.ente) and _is_place(other, of.ente)):
                yield name, of


def _deletions(word: str) -> set[str]:
    """The word, and the word without each of its letters: whoever is a slip away shares one."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _is_place(word: str, ente: Ente) -> bool:
    return ente.sede is not None and word in words(ente.sede.comune)


def is_one_slip(one: str, other: str) -> bool:
    """Whether one letter changed, missing, added or two swapped make one word the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    start = _same_beginning(short, long)
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = short[start : start + 2] == long[start : start + 2][::-1]
    rest = start + 2 if swapped else start + 1
    return short[rest:] == long[rest:]


def _same_beginning(one: str, other: str) -> int:
    """How many letters two words share from the start."""
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return length
