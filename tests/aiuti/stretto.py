"""The same, strictly: equal values of the same types, all the way down; and records at random."""

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st

from rete.load.build import annotations
from rete.model.tempo import DataParziale, partial_date


def different(one: Any, other: Any, where: str = "") -> str | None:
    """Where two values are not strictly the same, or None."""
    if type(one) is not type(other):
        return f"{where}: {one!r} ({type(one)}), {other!r} ({type(other)})"
    if is_dataclass(type(one)):
        if (one != other, hash(one) != hash(other), repr(one) != repr(other)) != (False,) * 3:
            return f"{where}: {one!r}, {other!r}"
        pairs = [(f".{f.name}", getattr(one, f.name), getattr(other, f.name)) for f in fields(one)]
    elif isinstance(one, tuple):
        if len(one) != len(other):
            return f"{where}: {one!r}, {other!r}"
        pairs = [(f"[{n}]", *pair) for n, pair in enumerate(zip(one, other, strict=True))]
    else:
        same = one == other and hash(one) == hash(other)
        return None if same else f"{where}: {one!r}, {other!r}"
    found = (different(a, b, where + step) for step, a, b in pairs)
    return next((said for said in found if said), None)


def anything(hint: Any, depth: int = 0) -> st.SearchStrategy[Any]:
    """Any value that an annotation of a record allows, and a file of a register could bring."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return st.one_of([anything(one, depth) for one in inner])
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is tuple:
        # Effects hold effects: somewhere they end.
        return st.lists(anything(inner[0], depth + 1), max_size=3 if depth < 3 else 0).map(tuple)
    plain: dict[Any, st.SearchStrategy[Any]] = {
        NoneType: st.none(),
        str: st.text(),
        int: st.integers(),
        float: st.floats(allow_nan=False, allow_infinity=False),
        bool: st.booleans(),
        date: st.dates(date(1900, 1, 1), date(2200, 12, 31)),
        DataParziale: st.dates(date(1900, 1, 1), date(2200, 12, 31)).flatmap(
            lambda day: st.sampled_from([partial_date(f"{day}"), partial_date(f"{day:%Y-%m}")])
        ),
    }
    return plain[hint] if hint in plain else a_record(hint, depth)


def a_record(record: type, depth: int = 0) -> st.SearchStrategy[Any]:
    """Any record of a class; fields that may be left out are so more often than not."""
    hints = annotations(record)
    needed = {
        f.name: anything(hints[f.name], depth) for f in fields(record) if f.default is MISSING
    }
    free = {
        f.name: st.deferred(lambda hint=hints[f.name]: anything(hint, depth + 1))
        for f in fields(record)
        if f.default is not MISSING
    }
    return st.fixed_dictionaries(needed, optional=free).map(lambda given: record(**given))
