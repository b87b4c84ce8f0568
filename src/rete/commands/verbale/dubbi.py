"""What notes do not say for sure, asked of whoever wrote them; the answer goes to the record."""

from collections.abc import Iterator, Sequence
from typing import Final

from rete.ask import GoBack
from rete.ask.question import BACK, HELP
from rete.ask.terminal import Terminal
from rete.italiano import join_words
from rete.notes import NonCapita
from rete.records import dataclass
from rete.render.terminal_text import TO_DO, printable

_HELP: Final = (
    "Invio: la riga resta testo della discussione. Un numero: si legge come è scritto lì accanto. "
    "Oppure scrivi tu la riga come va letta, con le parole degli appunti («VOTO: 10 favorevoli, 3 "
    "contrari»); «<» torna alla domanda di prima. Il file degli appunti non cambia."
)
_BREAK: Final = "\n"
_SHOWN: Final = 3
"""Lines of one question that are shown whole."""


@dataclass(frozen=True, kw_only=True)
class Dubbio:
    """Lines that one answer is for; `come` are the lines of notes that they may have meant."""

    righe: tuple[NonCapita, ...]

    @property
    def come(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(way for one in self.righe for way in one.come))

    def answered(self, line: str) -> dict[int, str]:
        """What is to be read in place of each line; of text, the line itself."""
        return {one.riga.numero: line or f"> {one.riga.testo.strip()}" for one in self.righe}


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
        doubt = doubts[place]
        for line in _told(doubt):
            terminal.say(line)
        typed = terminal.line("Come va letta? [testo] ")
        if typed == BACK:
            if place == 0 and back:
                raise GoBack
            place = max(0, place - 1)
            continue
        if typed == HELP:
            terminal.say(_HELP)
            continue
        if typed.isdecimal() and not 1 <= int(typed) <= len(doubt.come):
            terminal.say(f"«{typed}» non è uno dei numeri mostrati: «?» spiega")
            continue
        chosen = doubt.come[int(typed) - 1] if typed.isdecimal() else typed
        answers[place] = doubt.answered(chosen)
        place += 1
    return {number: line for told in answers.values() for number, line in told.items()}


def _told(doubt: Dubbio) -> Iterator[str]:
    lines = [str(one.riga.numero) for one in doubt.righe]
    for one in doubt.righe[:_SHOWN]:
        yield f"  riga {one.riga.numero}: {printable(one.riga.testo.strip())}"
    if len(lines) > _SHOWN:
        yield f"  e le righe {join_words(lines[_SHOWN:])}"
    yield f"    {TO_DO}{printable(doubt.righe[0].perche)}"
    for number, way in enumerate(doubt.come, start=1):
        yield f"    {number}  {printable(way.replace(_BREAK, ' · '))}"
