"""What messages of commits say of operations and of what they undo; `past` reads histories with it.

Messages are rewritten by many: a squash puts several together (with bullets, or indented by four
spaces), hooks add paragraphs, cherry-picks and sign-offs add lines. Whoever can commit can write
anything: what is read here is a claim, and only what the commit changed can prove it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rete.records import frozen

TRAILER = "Operazione"
"""The last lines of a commit that ``rete`` makes say which operation it was."""

COMMAND = "Comando"
ABOUT = "Riferimento"
UNDO = "annulla"
"""The command whose operations take others back."""

OPERATION, COMMIT = "operazione", "commit"
"""What an undo is about: ``operazione/<id>``, or ``commit/<id>`` where no operation has a name."""

_LINE = re.compile(r"(?P<key>[A-Za-z][A-Za-z0-9-]*):(?:[ \t]+(?P<value>.*))?")
_IDENTIFIER = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")
_COPIED = "(cherry picked from commit "
_BULLET = re.compile(r"\s*\* (?P<title>\S.*)")
_SQUASHED = re.compile(r"commit [0-9a-f]{40,64}")
_REVERTS = re.compile(r"This reverts commit (?P<commit>[0-9a-f]{7,64})\b")
_SUBJECT_OF_REVERT = re.compile(r'Revert "(?P<title>.+)"(?: \(#[0-9]+\))?')


@frozen
class Told:
    """An operation that a message names: its id, its own title, and what it says to undo.

    ``undoes`` holds ``operazione/<id>`` and ``commit/<id>``; empty for what is not an undo.
    """

    id: str
    titolo: str
    comando: str = ""
    undoes: tuple[str, ...] = ()


@frozen
class Message:
    """A message as far as operations go: their names, and the commits it says to revert.

    ``reverted_title`` is the title that a subject like ``Revert "…"`` quotes.
    """

    titolo: str
    told: tuple[Told, ...] = ()
    reverts: tuple[str, ...] = ()
    reverted_title: str | None = None


def names_operation(text: str, identifier: str) -> bool:
    """Whether a message names this operation."""
    return any(told.id == identifier for told in read(text).told)


def read(text: str) -> Message:
    """The operations and reverts of a message, each operation once, in the order of the text."""
    subject = next((line.strip() for line in text.split("\n") if line.strip()), "")
    found: dict[str, Told] = {}
    reverts: list[str] = []
    for titolo, lines in _sections(text, subject):
        reverts += (match["commit"] for line in lines if (match := _REVERTS.match(line)))
        for paragraph in _own_paragraphs(lines):
            for told in _told(paragraph, titolo):
                found.setdefault(told.id, told)
    quoted = _SUBJECT_OF_REVERT.fullmatch(subject)
    return Message(
        titolo=subject,
        told=tuple(found.values()),
        reverts=tuple(dict.fromkeys(reverts)),
        reverted_title=quoted["title"] if quoted else None,
    )


def _sections(text: str, subject: str) -> Sequence[tuple[str, list[str]]]:
    """The messages that a squash has put together, or the only one: title and lines of each."""
    sections: list[tuple[str, list[str]]] = [(subject, [])]
    squashed = False
    # Not ``splitlines``: to git only a line feed ends a line.
    for line in text.split("\n"):
        titolo, body = sections[-1]
        bullet = _BULLET.fullmatch(line.rstrip())
        if bullet or _SQUASHED.fullmatch(line.rstrip()):
            sections.append((bullet["title"] if bullet else "", []))
            squashed = bullet is None
        elif squashed and not titolo and line[:1] in (" ", "\t") and line.strip():
            sections[-1] = line.strip(), body
        else:
            body.append(line.strip())
    return sections


def _own_paragraphs(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    """The paragraphs of a message as far as it says that it reverts a commit.

    What follows may be the message of that commit, quoted; what comes before, where messages were
    put together without bullets (``git rebase``), is of others.
    """
    for has_words, group in groupby(lines, bool):
        paragraph = [*group]
        if any(map(_REVERTS.match, paragraph)):
            return
        if has_words:
            yield paragraph


def _told(paragraph: Sequence[str], titolo: str) -> Iterator[Told]:
    """The operations of a paragraph of trailers; prose that speaks of one names none."""
    pairs = [_LINE.fullmatch(line) for line in paragraph]
    keys = {pair["key"] for pair in pairs if pair}
    if TRAILER not in keys:
        return
    only_trailers = all(
        pair or line.startswith(_COPIED) for pair, line in zip(pairs, paragraph, strict=True)
    )
    if not only_trailers and COMMAND not in keys:
        return
    fields = [(pair["key"], (pair["value"] or "").strip()) for pair in pairs if pair]
    for own in _each_operation(fields):
        named = [value for key, value in own if key == TRAILER]
        comando = next((value for key, value in own if key == COMMAND), "")
        about = [value for key, value in own if key == ABOUT]
        for identifier in named:
            if _IDENTIFIER.fullmatch(identifier):
                yield Told(
                    id=identifier,
                    titolo=titolo,
                    comando=comando,
                    undoes=tuple(filter(_is_undone, about)) if comando == UNDO else (),
                )


def _is_undone(reference: str) -> bool:
    what, slash, name = reference.partition("/")
    return bool(slash) and what in (OPERATION, COMMIT) and bool(_IDENTIFIER.fullmatch(name))


def _each_operation(fields: Sequence[tuple[str, str]]) -> Iterator[Sequence[tuple[str, str]]]:
    """The trailers of each operation, which its name closes; of a single one, all of them."""
    if sum(key == TRAILER for key, _ in fields) < 2:
        yield fields
        return
    own: list[tuple[str, str]] = []
    for key, value in fields:
        own.append((key, value))
        if key == TRAILER:
            yield own
            own = []
