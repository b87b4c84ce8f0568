"""Findings and checks as values: what is wrong, where, what to do; `render.findings` shows them."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from operator import attrgetter
from typing import Protocol

from rete.records import frozen

DocPath = tuple[str | int, ...]
"""A path inside a document: ``("adesioni", 0, "dal")``."""

_LONGEST = 60


class Severity(StrEnum):
    """How much a finding weighs; the value is the word the user reads."""

    ERROR = "errore"
    WARNING = "avviso"


@frozen
class Mark:
    """A place known while reading: line and column, both counted from 1."""

    line: int
    column: int


@frozen
class Fault:
    """What a check reports: a place and its words; the code is added by whoever runs the check.

    ``file`` is relative to the register's root (``data/enti/x.yaml``); ``path`` leads inside the
    document, ``on_key`` says that the key (not its value) is at fault; ``mark`` wins over ``path``
    where the file could not be composed at all.
    """

    file: str
    message: str
    remedy: str
    path: DocPath = ()
    on_key: bool = False
    mark: Mark | None = None


Faults = Iterator[Fault]


class Written(Protocol):
    """A record, or a part of one: whatever says in which file it is."""

    @property
    def file(self) -> str: ...


class Part(Written, Protocol):
    """A part of a record: it says also where in the file it is."""

    @property
    def path(self) -> DocPath: ...


def fault(of: Written, path: DocPath, message: str, remedy: str, *, on_key: bool = False) -> Fault:
    """What is wrong at a place of a file, and what to do."""
    return Fault(file=of.file, path=path, message=message, remedy=remedy, on_key=on_key)


def fault_within(
    of: Part, below: DocPath, message: str, remedy: str, *, on_key: bool = False
) -> Fault:
    """The same, of a part of a record: ``below`` leads on from where that is."""
    return fault(of, (*of.path, *below), message, remedy, on_key=on_key)


@frozen
class Finding:
    """A fault with the code and the weight of the check that found it."""

    code: str
    severity: Severity
    fault: Fault

    @property
    def file(self) -> str:
        return self.fault.file

    @property
    def message(self) -> str:
        return self.fault.message

    @property
    def identity(self) -> tuple[str, str, str]:
        """Two findings of two states of the register are the same when this is the same."""
        return (self.code, self.fault.file, self.fault.message)


@frozen
class Check:
    """One code: its weight and its page in Italian (first line: what is wanted; then why)."""

    code: str
    severity: Severity
    page: str

    @property
    def subject(self) -> str:
        """What it looks at, by the letters that its code begins with (``ENT``, ``VER``…)."""
        return self.code[:3]

    @property
    def title(self) -> str:
        return self.page.strip().splitlines()[0].strip()

    def finding(self, fault: Fault) -> Finding:
        return Finding(code=self.code, severity=self.severity, fault=fault)

    def of_file(self, file: str, message: str, remedy: str) -> Finding:
        """What it found of a whole file."""
        return self.finding(Fault(file=file, message=message, remedy=remedy))


def new_check(code: str, page: str, severity: Severity = Severity.ERROR) -> Check:
    return Check(code=code, severity=severity, page=page)


def quoted(text: str) -> str:
    """A text of the register as it can stand in one line of a message."""
    line = " ".join(text.split())
    return f"«{line}»" if len(line) <= _LONGEST else f"«{line[: _LONGEST - 1]}…»"


def in_brief(text: str) -> str:
    """A text of the data cut to what one line of a message can hold."""
    line = text.replace("\n", " ").replace("\t", " ").strip()
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 3]}…"


@frozen
class Placed:
    """A finding ready to be shown."""

    finding: Finding
    mark: Mark


def in_order(findings: Iterable[Finding], place: Callable[[Fault], Mark]) -> tuple[Placed, ...]:
    """The findings with their places, sorted by file, place, code and words."""
    placed = (Placed(finding=f, mark=place(f.fault)) for f in findings)
    first = ("finding.file", "mark.line", "mark.column", "finding.code", "finding.message")
    return tuple(sorted(placed, key=attrgetter(*first)))
