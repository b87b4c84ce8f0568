"""Questions on a terminal: `question` (one), `dialogue` (many), `conversation` (with options).

What is asked and what it means is given; how a terminal is read is known here alone.
"""

from typing import TextIO

from rete.ask.conversation import Conversation
from rete.ask.question import (
    BACK,
    HELP,
    NO,
    YES,
    Domanda,
    Domande,
    Missing,
    NotAnAnswer,
    NotYet,
    Risposte,
    SeveralMeant,
    clean,
    yes_or_no,
)
from rete.ask.state import Stato, state_of
from rete.ask.terminal import Terminal

__all__ = [
    "NO",
    "YES",
    "Conversation",
    "Domanda",
    "Domande",
    "GoBack",
    "Missing",
    "NotAnAnswer",
    "NotYet",
    "Risposte",
    "SeveralMeant",
    "Stato",
    "clean",
    "confirm",
    "state_of",
    "yes_or_no",
]


_TO_GO_BACK = "; «<» torna alle risposte"


class GoBack(Exception):
    """Whoever was asked to confirm goes back to the questions before."""


def confirm(
    question: str, *, back: bool = False, read: TextIO | None = None, write: TextIO | None = None
) -> bool:
    """A yes or no; Enter alone is no. GoBack for «<», where there are questions to go ``back`` to.

    EOFError where whoever is asked leaves.
    """
    terminal = Terminal(read, write)
    while True:
        typed = terminal.line(f"{question} [s/N] ")
        if back and typed == BACK:
            raise GoBack
        if typed == HELP:
            terminal.say(f"  «s» è sì; «n», o Invio, è no{_TO_GO_BACK if back else ''}")
            continue
        try:
            return bool(typed) and yes_or_no(typed) == YES
        except NotAnAnswer as error:
            terminal.say(str(error))
