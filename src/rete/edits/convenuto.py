"""Minutes of a sitting that was planned: what was convened is kept, and what happened follows it.

A register of before has hour and place of the plan where minutes have them: they are no longer
the same once something else happened.
"""

from collections.abc import Iterator
from typing import Final

from rete.changes import Plain, Record
from rete.edits.bozza import record_as_plain
from rete.italiano import join_words
from rete.model.verbale import Verbale

_PAIRS: Final = (("inizio", "ora"), ("luogo", "luogo"), ("modalita", "modalita"))
"""What happened, and what was convened."""


def as_it_happened(planned: Verbale | None, record: Record) -> tuple[Record, str | None]:
    """Minutes with hour, place and way of meeting as convened, where they say nothing else.

    Out: the minutes, and in words what they were given. What the plan says in the keys of the
    minutes, and the minutes say otherwise, goes into the letter: it must not change.
    """
    whole = dict(record)
    if planned is None:
        return whole, None
    taken = {
        key: value
        for key, convened in _PAIRS
        if key not in record
        and getattr(planned, key) is None
        and (value := getattr(planned.prevista, convened)) is not None
    }
    whole |= taken
    kept = dict(_to_keep(planned, record))
    if kept and planned.convocazione is not None:
        told = record.get("convocazione")
        whole["convocazione"] = {
            **record_as_plain(planned.convocazione),
            **kept,
            **(told if isinstance(told, dict) else {}),
        }
    if not taken:
        return whole, None
    named = join_words([f"{key} {value}" for key, value in taken.items()])
    return whole, f"come nella convocazione, dove gli appunti non dicono altro: {named}"


def _to_keep(planned: Verbale, record: Record) -> Iterator[tuple[str, Plain]]:
    """What the plan says where minutes say something else, and the letter does not have."""
    for key, convened in _PAIRS:
        was = getattr(planned, key)
        if was is None or record.get(key, was) == was:
            continue
        if planned.convocazione is not None and getattr(planned.convocazione, convened) is None:
            yield convened, was
