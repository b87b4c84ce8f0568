"""The example register with one place changed in memory, and what is then said about it.

What is corrupted, and what must be reported, is in the tests; here nothing is expected.
"""

import copy
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from rete.diagnostics import DocPath, Finding
from rete.load.loader import Loaded, load
from rete.model.impronta import frozen_digest
from rete.rules import RULES, judge
from rete.rules.rule import Rule
from rete.schema import schema_of
from rete.source import compose
from rete.store import Folder, Overlay
from tests.aiuti.luoghi import EXAMPLE
from tests.aiuti.registro import Data

YES = "\x00sì\x00"

Change = Callable[[Data], object]


@dataclass(frozen=True, kw_only=True)
class Luogo:
    """A finding that is wanted: some code at a path of a file, or below it."""

    codici: str
    file: str
    path: DocPath = ()

    def is_in(self, findings: list[Finding]) -> bool:
        return any(
            re.fullmatch(self.codici, found.code)
            and found.file == self.file
            and found.fault.path[: len(self.path)] == self.path
            for found in findings
        )


@dataclass(frozen=True, kw_only=True)
class Corruzione:
    """One change of one file, the findings that must follow, and what they may speak of."""

    gruppo: str
    cosa: str
    firma: tuple[str, ...]
    """What makes it a case of its own: of those that share it a few are enough."""
    file: str
    change: Change
    attesi: tuple[Luogo, ...]
    oggetti: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.gruppo}: {self.cosa} ({self.file})"


def few(corruptions: Iterable[Corruzione], each: int) -> list[Corruzione]:
    """Of the corruptions that are one case the first and the last ones, ``each`` in all."""
    cases: dict[tuple[str, ...], list[Corruzione]] = {}
    for one in corruptions:
        cases.setdefault(one.firma, []).append(one)
    return [one for found in cases.values() for one in found[: each - 1] + found[-1:]]


@cache
def example() -> Loaded:
    return load(Folder(EXAMPLE))


@cache
def _plain(file: str) -> Data:
    loaded = example()
    schema = schema_of(loaded.files[file].kind.name)
    value = compose(loaded.store.read(file), schema.shape).value
    assert isinstance(value, dict)
    return value


def plain(file: str) -> Data:
    """The data of a file of the example, free to be changed."""
    return copy.deepcopy(_plain(file))


def files(kind: str) -> Iterator[tuple[str, Data]]:
    """The files of a kind with their data (not to be changed)."""
    for path, file in example().files.items():
        if file.kind.name == kind:
            yield path, _plain(path)


def name_of(file: str) -> str:
    """The id that a file's name is."""
    return file.rsplit("/", 1)[-1].removesuffix(".yaml")


def at(data: Data, path: DocPath) -> Any:
    """What stands at a path of plain data."""
    found: Any = data
    for step in path:
        found = found[step]
    return found


def moved(day: str, by: int) -> str:
    """A day written ``by`` days later."""
    return str(date.fromisoformat(day) + timedelta(days=by))


def setting(path: DocPath, key: str, value: Any) -> Change:
    return lambda data: at(data, path).update({key: value})


def removing(path: DocPath) -> Change:
    """A change that takes something away, and the list that it leaves empty."""

    def change(data: Data) -> None:
        where = at(data, path[:-1])
        where.pop(path[-1])
        if where == [] and path[-2] == "effetti":
            at(data, path[:-2]).pop("effetti")

    return change


def as_bytes(record: Data) -> bytes:
    """JSON is YAML, but for the word for true."""

    def told(value: Any) -> Any:
        match value:
            case True:
                return YES
            case dict():
                return {key: told(inner) for key, inner in value.items()}
            case list():
                return [told(inner) for inner in value]
            case _:
                return value

    text = json.dumps(told(record), ensure_ascii=False, indent=1)
    return text.replace(json.dumps(YES, ensure_ascii=False), "sì").encode("utf-8")


def corrupted(
    changes: dict[str, Change], *, seal: bool = True, rules: Iterable[Rule] = RULES
) -> list[Finding]:
    """What is said of the example with some files changed; approved minutes are sealed again."""
    new: dict[str, bytes | None] = {}
    for file, change in changes.items():
        data = plain(file)
        change(data)
        if seal and isinstance(data.get("approvazione"), dict):
            data["approvazione"]["impronta"] = frozen_digest(data)
        new[file] = as_bytes(data)
    before = example()
    loaded = load(Overlay(before.store, new), before.files)
    return [*loaded.findings, *judge(loaded.rete, rules)]


def counted(changes: dict[str, Change]) -> list[Finding]:
    """The same, by the rules of counting alone; what the others say is in test_corruzione."""
    of_counts = [rule for rule in RULES if rule.check.code.startswith("VER04")]
    return corrupted(changes, rules=of_counts)


def told(findings: list[Finding]) -> str:
    """Findings in words, for the message of a test that fails."""
    return "\n".join(f"  {f.file} {f.fault.path} {f.code} {f.message}" for f in findings) or "  –"
