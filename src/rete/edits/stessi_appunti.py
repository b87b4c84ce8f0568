"""Whether minutes come from some notes of which a part was asked about and answered."""

from collections.abc import Collection, Mapping

from rete.changes import Plain, Record
from rete.edits.bozza import record_as_plain
from rete.model.verbale import Verbale

_AS_ANSWERED = frozenset({"n", "punto", "votazione", "dal_voto", "dopo_il_voto"})
"""Keys that an answer to some other line may have changed."""


def may_come_of(known: Verbale, sure: Mapping[str, Plain], lines: Collection[str]) -> bool:
    """Whether the minutes say all that notes say for sure, and in their text nothing else.

    ``sure`` is what was read without asking, ``lines`` all that was typed: what the doubtful ones
    became is not known, but every line of the discussions must be one of them.
    """
    there = record_as_plain(known)
    if not all(line in lines for line in _discussed(there)):
        return False
    return all(_is_said(key, value, there) for key, value in sure.items())


def _is_said(key: str, value: Plain, there: Record) -> bool:
    if key == "odg":
        return _all_discussed(value, there)
    if isinstance(value, list):
        listed = there.get(key)
        return isinstance(listed, list) and all(_among(one, listed) for one in value)
    return there.get(key) == value


def _all_discussed(points: Plain, there: Record) -> bool:
    """Titles and lines are there, whichever point an answer put them below."""
    known = _discussed(there)
    titles = [point.get("titolo") for point in _records(there.get("odg"))]
    return all(point.get("titolo") in titles for point in _records(points)) and all(
        line in known for point in _records(points) for line in _lines(point)
    )


def _among(one: Plain, listed: list[Plain]) -> bool:
    if not isinstance(one, dict):
        return one in listed
    return any(
        all(other.get(key) == value for key, value in one.items() if key not in _AS_ANSWERED)
        for other in _records(listed)
    )


def _discussed(there: Record) -> list[str]:
    return [line for point in _records(there.get("odg")) for line in _lines(point)]


def _lines(point: Record) -> list[str]:
    told = [point.get("discussione"), *(s.get("testo") for s in _records(point.get("svolgimento")))]
    texts = [text for text in told if isinstance(text, str)]
    return [line.strip() for text in texts for line in text.split("\n") if line.strip()]


def _records(value: Plain | None) -> list[Record]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
