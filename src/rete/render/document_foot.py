"""The line at the foot of every document: what it was made of, written and read again."""

import re
from datetime import date
from typing import Final

from rete import italiano
from rete.records import frozen

_LINE = re.compile(
    r"Fatto da (?P<programmi>rete [^:]+): «rete documento (?P<comando>[^»]+)»; "
    r"dati (?P<dati>[0-9a-f]{40}|[0-9a-f]{64})(?P<nuovi> \([^)]+\))?; "
    r"modelli (?P<modelli>[0-9a-f]{16})\."
)
_RECORDED: Final = {
    None: True,
    " (non ancora registrati in git)": False,
    " (non si sa se registrati in git)": None,
}
_SAID: Final = {recorded: said or "" for said, recorded in _RECORDED.items()}
_BETWEEN = re.compile(r", | e ")


@frozen
class Provenance:
    """What makes a document the same again.

    ``data`` is the id that git gives to the folder ``data/``: it needs no git to be computed, and
    no commit to be known. ``recorded`` is None where git could not say whether they are committed.
    ``templates`` is a digest; ``programs`` are names and versions.
    """

    document: str
    reference: str | None
    day: date | None
    since: date | None
    view: str | None
    anyway: bool
    data: str
    recorded: bool | None
    templates: str
    programs: tuple[tuple[str, str], ...]

    @property
    def command(self) -> str:
        return " ".join(("rete documento", *self._words()))

    def line(self) -> str:
        programs = italiano.join_words([f"{name} {version}" for name, version in self.programs])
        return (
            f"Fatto da {programs}: «{self.command}»; dati {self.data}{_SAID[self.recorded]}; "
            f"modelli {self.templates}."
        )

    def _words(self) -> tuple[str, ...]:
        options = (
            ("--al", self.day),
            ("--dal", self.since),
            ("--vista", self.view),
        )
        return (
            self.document,
            *((self.reference,) if self.reference is not None else ()),
            *(word for name, value in options if value is not None for word in (name, str(value))),
            *(("--comunque",) if self.anyway else ()),
        )


def read(text: str) -> Provenance | None:
    """The last such line of a text, or None where there is none that rete can have written."""
    every = list(_LINE.finditer(text))
    if not every:
        return None
    found = every[-1]
    words = found["comando"].split(" ")
    plain, options = _options(words)
    named = (part.partition(" ") for part in _BETWEEN.split(found["programmi"]))
    try:
        made = Provenance(
            document=plain[0],
            reference=plain[1] if len(plain) > 1 else None,
            day=_day(options.get("--al")),
            since=_day(options.get("--dal")),
            view=options.get("--vista"),
            anyway="--comunque" in words,
            data=found["dati"],
            recorded=_RECORDED[found["nuovi"]],
            templates=found["modelli"],
            programs=tuple((name, version) for name, _, version in named),
        )
    except (ValueError, IndexError, KeyError):
        return None
    # What was not understood would be lost in silence.
    return made if made.line() == found.group() else None


def _options(words: list[str]) -> tuple[list[str], dict[str, str]]:
    plain: list[str] = []
    options: dict[str, str] = {}
    left = iter(words)
    for word in left:
        if word == "--comunque":
            continue
        if word.startswith("--"):
            options[word] = next(left, "")
        else:
            plain.append(word)
    return plain, options


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
