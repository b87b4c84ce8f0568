"""Bytes of a YAML file → plain data and the place of each value (libyaml's events; no records).

A plain scalar is text unless the shape (which comes from the schema) wants a number there: YAML's
own guesses (``NO``, ``17:30``, ``00165``) never apply. Everything the format refuses is a fault
with its place, never an exception. What the data *means* is not known here.
"""

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import field
from sys import intern
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from rete import italiano
from rete import reading_faults as faulty
from rete.diagnostics import DocPath, Mark, Severity, in_brief
from rete.plaintext import FORBIDDEN_IN_VALUE, decoded
from rete.reading_faults import FIRST, MAX_BYTES, ReadingFault
from rete.records import frozen

try:
    from yaml._yaml import CParser
except ImportError as missing:  # pragma: no cover - depends on how PyYAML was built
    raise ImportError(
        "PyYAML è installato senza la sua parte in C (libyaml): reinstallalo con "
        "«pip install --force-reinstall pyyaml»"
    ) from missing

Value = str | int | float | list[Any] | dict[str, Any]

MAX_DEPTH = 20
MAX_FAULTS = 20


@frozen
class Shape:
    """Which scalars become numbers, and where: the part of a schema that reading needs."""

    number: str = ""
    keys: dict[str, "Shape"] = field(default_factory=dict)
    item: "Shape | None" = None


ANYTHING = Shape()


@frozen
class Place:
    """Where the key (if it has one) and the value of one path begin."""

    key: Mark | None
    value: Mark


@frozen
class Document:
    """One composed file: ``value`` is None where it could not be read."""

    value: Value | None
    faults: tuple[ReadingFault, ...]
    places: dict[DocPath, Place]


_MAYBE_GLUED = re.compile(r"[^\s#][ \t]+#[^\s#]")
_GLUED = re.compile(r"[ \t]+#[^\s#]")
_TOO_DEEP_FOR_LIBYAML = "exceeded maximum nesting depth"
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\Z")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,10})?\Z")


class _Stop(Exception):
    """Reading cannot go on: the last fault says why."""


def compose(data: bytes, shape: Shape = ANYTHING, *, with_places: bool = False) -> Document:
    """Read one file; with ``with_places`` also remember where each path stands."""
    if len(data) > MAX_BYTES:
        return Document(value=None, faults=(faulty.too_large.at(FIRST, len(data)),), places={})
    faults: list[ReadingFault] = []
    value: Value | None = None
    places: dict[DocPath, Place] | None = {} if with_places else None
    text = decoded(data, faults)
    if text is not None:
        with suppress(_Stop):
            value = _Composer(text, data, faults, places).document(shape)
    if any(f.check.severity is Severity.ERROR for f in faults):
        value = None
    return Document(value=value, faults=tuple(faults), places=places or {})


class _Composer:
    """Builds plain data from libyaml's events, one file at a time."""

    def __init__(
        self,
        text: str,
        data: bytes,
        faults: list[ReadingFault],
        places: dict[DocPath, Place] | None,
    ) -> None:
        self._text = text
        self._faults = faults
        self._places = places
        self._next: Callable[[], Any] = CParser(data).get_event
        self._lines = text.split("\n") if _may_be_glued(text) else None

    def document(self, shape: Shape) -> Value | None:
        try:
            return self._only_document(shape)
        except yaml.MarkedYAMLError as error:
            is_too_deep = error.problem == _TOO_DEEP_FOR_LIBYAML
            fault = faulty.too_deep_for_libyaml if is_too_deep else faulty.not_yaml
            problem = italiano.yaml_problem(str(error.problem), error.context)
            self._fault(fault, error.problem_mark or error.context_mark, problem)
        except UnicodeDecodeError:
            # libyaml lets through a tag that spells half a character (``!%ED%A0%80``).
            self._fault(faulty.broken_tag)
        except yaml.YAMLError:
            self._fault(faulty.no_text, None, italiano.yaml_problem("", None))
        return None

    def _only_document(self, shape: Shape) -> Value | None:
        self._next()
        start = self._next()
        if start.__class__ is StreamEndEvent:
            self._fault(faulty.empty_file)
            return None
        if start.version or start.tags:
            self._fault(faulty.directive, start.start_mark)
        value = self._node(self._next(), shape, (), 1, None)
        self._next()
        after = self._next()
        if after.__class__ is not StreamEndEvent:
            self._fault(faulty.several_documents, after.start_mark)
            return None
        return value

    def _fault(self, what: faulty.Words, mark: Any = None, *found: object, ahead: int = 0) -> None:
        """A fault at a place of libyaml's, or so many columns after it; without, of the file."""
        full = len(self._faults) >= MAX_FAULTS
        if full and what.check.severity is Severity.WARNING:
            return
        self._faults.append(what.at(_mark(mark, ahead), *found))
        if full:
            raise _Stop

    def _node(self, event: Any, shape: Shape, path: DocPath, depth: int, key: Any) -> Value:
        kind = event.__class__
        if self._places is not None:
            self._places[path] = Place(
                key=None if key is None else _mark(key), value=_mark(event.start_mark)
            )
        if kind is ScalarEvent:
            return self._scalar(event, shape)
        if kind is AliasEvent or event.anchor is not None or event.tag is not None:
            self._refuse_yaml_features(event)
            if kind is AliasEvent:
                return ""
        if depth > MAX_DEPTH:
            self._fault(faulty.too_deep, event.start_mark, MAX_DEPTH)
            raise _Stop
        if kind is MappingStartEvent:
            return self._mapping(shape, path, depth)
        return self._sequence(shape, path, depth)

    def _refuse_yaml_features(self, event: Any) -> None:
        if event.__class__ is AliasEvent:
            self._fault(faulty.alias, event.start_mark, in_brief(str(event.anchor)))
            return
        if event.anchor is not None:
            self._fault(faulty.anchor, event.start_mark, in_brief(event.anchor))
        if event.tag is not None:
            self._fault(faulty.tag, event.start_mark, in_brief(event.tag))

    def _mapping(self, shape: Shape, path: DocPath, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        get_event, shapes, record = self._next, shape.keys, self._places is not None
        scalar, node = self._scalar, self._node
        event = get_event()
        while event.__class__ is not MappingEndEvent:
            # The plainest key, which is nearly every key, spares a call; one copy of each is kept.
            plain = event.__class__ is ScalarEvent and event.style == "" and event.value
            if plain and event.anchor is None and event.tag is None:
                key = intern(event.value)
            else:
                key = self._key(event, depth)
            if key in result:
                self._fault(faulty.repeated_key, event.start_mark, in_brief(key))
            value, wanted = get_event(), shapes.get(key, ANYTHING)
            if record or value.__class__ is not ScalarEvent:
                inner = (*path, key) if record else path
                result[key] = node(value, wanted, inner, depth + 1, event.start_mark)
            else:
                result[key] = scalar(value, wanted)
            event = get_event()
        return result

    def _key(self, event: Any, depth: int) -> str:
        if event.__class__ is ScalarEvent and event.value:
            if event.anchor is None and event.tag is None and event.style != '"':
                return str(event.value)
            return str(self._node(event, ANYTHING, ("", "chiave"), depth, None))
        self._fault(faulty.bad_key, event.start_mark)
        raise _Stop

    def _sequence(self, shape: Shape, path: DocPath, depth: int) -> list[Any]:
        result: list[Any] = []
        get_event, item, record = self._next, shape.item or ANYTHING, self._places is not None
        event = get_event()
        while event.__class__ is not SequenceEndEvent:
            if record or event.__class__ is not ScalarEvent:
                inner = (*path, len(result)) if record else path
                result.append(self._node(event, item, inner, depth + 1, None))
            else:
                result.append(self._scalar(event, item))
            event = get_event()
        return result

    def _scalar(self, event: Any, shape: Shape) -> Value:
        value: str = event.value
        style = event.style
        if event.anchor is not None or event.tag is not None:
            self._refuse_yaml_features(event)
        if style == "":
            if value and value != "~" and self._lines is None and not shape.number:
                return value
            return self._plain(event, value, shape)
        if style == '"':
            if found := FORBIDDEN_IN_VALUE.search(value):
                self._fault(faulty.forbidden, event.start_mark, ord(found.group()))
            if not value.isascii() and not unicodedata.is_normalized("NFC", value):
                self._fault(faulty.not_nfc, event.start_mark)
        return value

    def _plain(self, event: Any, value: str, shape: Shape) -> Value:
        if value in {"", "~"}:
            self._fault(faulty.empty_value, event.start_mark)
            return ""
        if self._lines is not None:
            self._warn_of_glued_comment(event.end_mark)
        if shape.number:
            if _INTEGER.match(value):
                return int(value)
            if shape.number == "number" and _NUMBER.match(value):
                return float(value)
        return value

    def _warn_of_glued_comment(self, end: Any) -> None:
        rest = self._lines[end.line][end.column :] if self._lines else ""
        if _GLUED.match(rest):
            ahead = len(rest) - len(rest.lstrip())
            self._fault(faulty.glued_comment, end, in_brief(rest.strip()), ahead=ahead)


def _may_be_glued(text: str) -> bool:
    """Whether some comment may be glued to a word; most files have no « #» at all."""
    return (" #" in text or "\t#" in text) and _MAYBE_GLUED.search(text) is not None


def _mark(mark: Any, ahead: int = 0) -> Mark:
    if mark is None:
        return FIRST
    return Mark(line=mark.line + 1, column=mark.column + 1 + ahead)
