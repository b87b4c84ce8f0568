"""What notes do not say for sure, asked of whoever wrote them; the answer goes to the record."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rete.ask import GoBack
from rete.ask.question import BACK, HELP
from rete.ask.terminal import Terminal
from rete.italiano import join_words
from rete.notes import NonCapita
from rete.records import frozen
from rete.render.terminal_text import TO_DO, printable

_HELP: Final = (
    "Invio: la riga resta testo della discussione. Un numero: si legge come è scritto lì accanto. "
    "Oppure scrivi tu la riga come va letta, con le parole degli appunti («VOTO: 10 favorevoli, 3 "
    "contrari»); dove le righe sono più d'una, prima va il suo numero («12 VOTO: …»). «<» torna "
    "alla domanda di prima. Il file degli appunti non cambia."
)
_BREAK: Final = "\n"
_OF_A_LINE: Final = re.compile(r"(?:riga\s+)?(\d{1,6})\s*[:.)]?\s+(\S.*)")
_SHOWN, _SHOWN_WITH_WAYS = 3, 12
"""Lines of one question that are shown whole: alone, or each with what it may mean."""


@frozen
class Dubbio:
    """Lines that one answer is for; `come` are the lines of notes that they may have meant."""

    righe: tuple[NonCapita, ...]

    @property
    def come(self) -> tuple[str, ...]:
        """The ways to read its first line; the others are read in theirs of the same number."""
        return self.righe[0].come

    @property
    def is_mixed(self) -> bool:
        """Whether its lines say different things, so that no typed line is for all of them."""
        return len({one.riga.testo.strip() for one in self.righe}) > 1

    def as_text(self) -> dict[int, str]:
        return {one.riga.numero: f"> {one.riga.testo.strip()}" for one in self.righe}

    def by_number(self, number: int) -> dict[int, str]:
        """Each line read in its own way of that number; one that has none is text."""
        chosen = {
            one.riga.numero: one.come[number - 1] for one in self.righe if number <= len(one.come)
        }
        return {**self.as_text(), **chosen}

    def in_words(self, typed: str) -> dict[int, str]:
        """What was typed in place of a line; of several, after the number of the line."""
        if not self.is_mixed:
            return {one.riga.numero: typed for one in self.righe}
        found = _OF_A_LINE.fullmatch(typed)
        numbers = {one.riga.numero for one in self.righe}
        if found is None or int(found[1]) not in numbers:
            return {}
        return {int(found[1]): found[2]}

    def without(self, answered: Mapping[int, str]) -> "Dubbio":
        left = tuple(one for one in self.righe if one.riga.numero not in answered)
        return Dubbio(righe=left)


def grouped(not_understood: Sequence[NonCapita]) -> list[Dubbio]:
    """The questions that are to be asked: lines of one group, or of one word, are one."""
    found: dict[str, list[NonCapita]] = {}
    for one in not_understood:
        found.setdefault(one.gruppo or f"riga {one.riga.numero}", []).append(one)
    return [Dubbio(righe=tuple(lines)) for lines in found.values()]


def ask_about(doubts: Sequence[Dubbio], *, back: bool, terminal: Terminal) -> dict[int, str]:
    """What every line means, by number; GoBack before the first one, EOFError."""
    answers: dict[int, dict[int, str]] = {}
    place = 0
    while place < len(doubts):
        doubt = doubts[place].without(answers.get(place, {}))
        for line in _told(doubt):
            terminal.say(line)
        typed = terminal.line("Come va letta? [testo] ")
        if typed == BACK:
            if place == 0 and back:
                raise GoBack
            place = max(0, place - 1)
            answers.pop(place, None)
            continue
        if typed == HELP:
            terminal.say(_HELP)
            continue
        answer = _answer(doubt, typed, terminal)
        answers[place] = {**answers.get(place, {}), **answer}
        place += 1 if not doubt.without(answer).righe else 0
    return {number: line for told in answers.values() for number, line in told.items()}


def _answer(doubt: Dubbio, typed: str, terminal: Terminal) -> dict[int, str]:
    """What some lines of a question mean; none, and why, where that is not clear."""
    if not typed:
        return doubt.as_text()
    if typed.isdecimal():
        if 1 <= int(typed) <= len(doubt.come):
            return doubt.by_number(int(typed))
        terminal.say(f"«{typed}» non è uno dei numeri mostrati: «?» spiega")
        return {}
    if not (answer := doubt.in_words(typed)):
        terminal.say(f"le righe sono {len(doubt.righe)}: prima va il numero di quella che scrivi")
    return answer


def _told(doubt: Dubbio) -> Iterator[str]:
    lines = [str(one.riga.numero) for one in doubt.righe]
    shown = _SHOWN if not doubt.come else _SHOWN_WITH_WAYS
    is_one = len(lines) == 1
    for one in doubt.righe[:shown]:
        yield f"  riga {one.riga.numero}: {printable(one.riga.testo.strip())}"
        if not is_one:
            yield from (f"      {_told_way(way)}" for way in one.come[:1])
    if len(lines) > shown:
        yield f"  e le righe {join_words(lines[shown:])}"
    yield f"    {TO_DO}{printable(doubt.righe[0].perche)}"
    for number, way in enumerate(doubt.come, start=1):
        yield f"    {number}  {_told_way(way) if is_one else _EACH}"


_EACH: Final = "ciascuna come è scritto sotto"


def _told_way(way: str) -> str:
    return printable(way.replace(_BREAK, " · "))
