"""A record ↔ JSON, for `memory_file`: what is read back can be nothing but records.

An object for each record, with the fields whose value is not their default; a day is a text, a date
known to the month its first day and its last. Whoever reads believes nothing: a value that is not
of the type, or of the words, of its field's annotation makes no record. (msgspec does this some
four times as fast as the same written in Python, and makes records faster than pickle did.)
"""

import math
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, Final

from msgspec import json

from rete.model.tempo import DataParziale

_AS_THEY_ARE: Final = frozenset({str, int, bool, date, DataParziale})


class NotPlain(Exception):
    """A record holds what would not come back as it is."""


def written(value: Any) -> bytes:
    """Lists, texts and numbers as JSON."""
    return json.encode(value)


@cache
def reader(kind: Any) -> Callable[[bytes], Any]:
    """What reads values of one type back; msgspec.DecodeError, or ValidationError below it."""
    return json.Decoder(kind).decode


def plain(record: Any) -> dict[str, Any]:
    """What is to be written of a record; NotPlain, AttributeError."""
    given, named = _fields(record.__class__)
    return {
        name: value if value.__class__ in _AS_THEY_ARE else _below(value)
        for value, (name, default) in zip(given(record), named, strict=True)
        if value is not default
    }


def _below(value: Any) -> Any:
    kind = value.__class__
    if kind is tuple:
        return [item if item.__class__ is str else plain(item) for item in value]
    if is_dataclass(kind):
        return plain(value)
    if kind is float and math.isfinite(value):  # JSON has no others
        return value
    raise NotPlain(kind)


@cache
def _fields(record: type) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[tuple[str, Any], ...]]:
    """What gives the values of a record's fields; their names and defaults."""
    named = tuple((field.name, field.default) for field in fields(record))
    if len(named) == 1:
        ((name, _),) = named
        return lambda one: (getattr(one, name),), named
    return attrgetter(*(name for name, _ in named)), named
