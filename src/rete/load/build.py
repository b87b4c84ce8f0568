"""Plain data of a valid file → a frozen record, by the annotations of its class."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from rete.model.comuni import SI
from rete.model.tempo import DataParziale, partial_date, whole_date

Convert = Callable[[Any], Any]
Record = TypeVar("Record")


def build(record: type[Record], data: dict[str, Any], /, **known: Any) -> Record:
    """The record that ``data`` (already found valid by its schema) describes.

    ``known`` are the fields that are not in the file: its id, its path, the date in its name.
    """
    made = _builder(cast(type, record))(data, known)
    return cast(Record, made)


@cache
def _builder(record: type) -> Callable[[dict[str, Any], dict[str, Any]], Any]:
    hints = annotations(record)
    converters = {field.name: _converter(hints[field.name]) for field in fields(record)}

    def made(data: dict[str, Any], known: dict[str, Any]) -> Any:
        values = dict(known)
        for key, value in data.items():
            convert = converters[key]
            values[key] = value if convert is None else convert(value)
        return record(**values)

    return made


def annotations(record: type) -> dict[str, Any]:
    """The annotations of a record's fields, its bases' too, none a name still to be looked up."""
    hints: dict[str, Any] = {}
    for cls in reversed(record.__mro__):
        hints |= getattr(cls, "__annotations__", {})
    if any(_is_still_a_name(hint) for hint in hints.values()):
        hints = get_type_hints(record)  # ten times slower: only for what names its own class
    return hints


def _is_still_a_name(hint: Any) -> bool:
    if get_origin(hint) is Literal:  # its words are texts, and name nothing
        return False
    return isinstance(hint, str) or any(_is_still_a_name(inner) for inner in get_args(hint))


def _converter(hint: Any) -> Convert | None:
    """How a plain value becomes what the annotation says; None where it is so already."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        found = [_converter(inner) for inner in get_args(hint) if inner is not type(None)]
        return found[0]
    if origin is tuple:
        return _list_converter(_converter(get_args(hint)[0]))
    if hint is bool:
        return lambda value: value == SI
    if hint is date:
        return whole_date
    if hint is DataParziale:
        return partial_date
    if isinstance(hint, type) and is_dataclass(hint):
        # Looked up when first called: a record may contain records of its own class.
        return lambda value: _builder(hint)(value, {})
    return None


def _list_converter(convert: Convert | None) -> Convert:
    if convert is None:
        return tuple
    return lambda values: tuple([convert(value) for value in values])
