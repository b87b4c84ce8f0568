"""What somebody typed → the ids that it may mean; names in a text of notes: `riconoscimento`."""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches

from rete.italiano import day_within
from rete.model.lettere import folded
from rete.records import frozen

_WORD = re.compile(r"[^\W_]+")
_DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-")
_JOINING = frozenset({"del", "dell", "della", "di", "il", "l"})
_NEAR = 3


@frozen
class Candidato:
    """A record that can be named: by its id, or by one of its names."""

    id: str
    nomi: tuple[str, ...] = ()


def plain(text: str) -> str:
    """Without accents or case, as the eye reads it: «Libertà» and «LIBERTA» are the same."""
    return folded(text).strip()


def words(text: str) -> tuple[str, ...]:
    """The words of a text, without accents or case."""
    return tuple(_WORD.findall(plain(text)))


def contains(typed: str, texts: Iterable[str | None]) -> bool:
    """Whether one of the texts contains what was typed, without accents or case."""
    wanted = plain(typed)
    return any(wanted in plain(text) for text in texts if text is not None)


def matching(typed: str, candidates: Sequence[Candidato]) -> tuple[str, ...]:
    """The ids meant: an exact one, else a name, else a beginning or whole words, else parts.

    A day that is typed, in whatever figures, leaves only the records that have it in their id.
    """
    wanted = plain(typed)
    if not wanted:
        return ()
    if found := _first(
        candidates, lambda c: c.id == wanted, lambda c: wanted in map(plain, c.nomi)
    ):
        return found
    if (of_that_day := _of_a_day(wanted, candidates)) is not None:
        rest, there = of_that_day
        return matching(rest, there) if rest else tuple(c.id for c in there)
    return _first(
        candidates,
        lambda c: c.id.startswith(wanted) or _whole_words(wanted, c),
        lambda c: _beginnings(wanted, c),
    )


def near(typed: str, candidates: Sequence[Candidato]) -> tuple[str, ...]:
    """The ids that look like what was typed, the most similar first."""
    wanted = plain(typed)
    if (of_that_day := _of_a_day(wanted, candidates)) is not None:
        wanted, candidates = of_that_day
    by_text = {
        text: c.id for c in candidates for text in (*_all_words(c), *map(plain, c.nomi), c.id)
    }
    similar = get_close_matches(wanted, by_text, n=_NEAR)
    return tuple(dict.fromkeys(by_text[text] for text in similar))


def one_word(typed: str, words: Sequence[str]) -> str | None:
    """The one of a few fixed words that is meant: by its beginning, if only one has it."""
    found = matching(typed, [Candidato(id=word) for word in words])
    return found[0] if len(found) == 1 else None


def _first(
    candidates: Sequence[Candidato], *levels: Callable[[Candidato], bool]
) -> tuple[str, ...]:
    """The ids of the first level that has any."""
    for level in levels:
        if found := tuple(c.id for c in candidates if level(c)):
            return found
    return ()


def _of_a_day(
    wanted: str, candidates: Sequence[Candidato]
) -> tuple[str, tuple[Candidato, ...]] | None:
    """The words beside the day that was typed, and the records of it; None of undated records."""
    found = day_within(wanted)
    if found is None or not any(_DATED.match(c.id) for c in candidates):
        return None
    day, rest = found
    there = tuple(c for c in candidates if c.id.startswith(f"{day.isoformat()}-"))
    return " ".join(word for word in words(rest) if word not in _JOINING), there


def _all_words(candidate: Candidato) -> set[str]:
    return {word for name in (candidate.id, *candidate.nomi) for word in words(name)}


def _whole_words(typed: str, candidate: Candidato) -> bool:
    wanted = words(typed)
    return bool(wanted) and set(wanted) <= _all_words(candidate)


def _beginnings(typed: str, candidate: Candidato) -> bool:
    """Whether every word begins one of the record's; figures are whole: «3» is not «30»."""
    known = _all_words(candidate)
    wanted = words(typed)
    return bool(wanted) and all(
        word in known if word.isdigit() else any(k.startswith(word) for k in known)
        for word in wanted
    )
