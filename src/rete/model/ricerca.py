"""What somebody typed → the records that it may mean; reading and asking again are elsewhere."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

_WORD = re.compile(r"[^\W_]+")
_NEAR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidato:
    """A record that can be named: by its id, or by one of its names."""

    id: str
    nomi: tuple[str, ...] = ()


def plain(text: str) -> str:
    """Without accents or case: «Libertà» and «LIBERTA» are the same."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().strip()


def words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(plain(text)))


def contains(typed: str, texts: Iterable[str | None]) -> bool:
    """Whether one of the texts contains what was typed, without accents or case."""
    wanted = plain(typed)
    return any(wanted in plain(text) for text in texts if text is not None)


def matching(typed: str, candidates: Sequence[Candidato]) -> tuple[str, ...]:
    """The ids meant: an exact one, else a name, else a beginning or whole words, else parts."""
    wanted = plain(typed)
    if not wanted:
        return ()
    levels: tuple[Callable[[Candidato], bool], ...] = (
        lambda c: c.id == wanted,
        lambda c: wanted in [plain(name) for name in c.nomi],
        lambda c: c.id.startswith(wanted) or _whole_words(wanted, c),
        lambda c: _beginnings(wanted, c),
    )
    for level in levels:
        if found := tuple(c.id for c in candidates if level(c)):
            return found
    return ()


def near(typed: str, candidates: Sequence[Candidato]) -> tuple[str, ...]:
    """The ids that look like what was typed, the most similar first."""
    by_text = {text: c.id for c in candidates for text in (*_all_words(c), c.id)}
    similar = get_close_matches(plain(typed), by_text, n=_NEAR)
    return tuple(dict.fromkeys(by_text[text] for text in similar))


def _all_words(candidate: Candidato) -> set[str]:
    return {word for name in (candidate.id, *candidate.nomi) for word in words(name)}


def _whole_words(typed: str, candidate: Candidato) -> bool:
    wanted = words(typed)
    return bool(wanted) and set(wanted) <= _all_words(candidate)


def _beginnings(typed: str, candidate: Candidato) -> bool:
    known = _all_words(candidate)
    wanted = words(typed)
    return bool(wanted) and all(any(k.startswith(word) for k in known) for word in wanted)
