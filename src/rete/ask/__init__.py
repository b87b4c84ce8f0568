"""Questions on a terminal, one at a time: defaults, help, going back, and a last look at them all.

What is asked and what it means is given; how a terminal is read is known here alone.
"""

from collections.abc import Mapping, Sequence
from typing import TextIO

from rete.ask.dialogue import Dialogue
from rete.ask.question import (
    HELP,
    Domanda,
    Missing,
    NotAnAnswer,
    Risposte,
    SeveralMeant,
    clean,
)
from rete.ask.terminal import Terminal
from rete.italiano import join_words

__all__ = [
    "HELP",
    "Domanda",
    "Missing",
    "NotAnAnswer",
    "Risposte",
    "SeveralMeant",
    "Terminal",
    "answers",
    "clean",
    "confirm",
]


def answers(
    questions: Sequence[Domanda],
    given: Mapping[str, str | None],
    *,
    ask: bool,
    read: TextIO | None = None,
    write: TextIO | None = None,
) -> dict[str, str]:
    """Every answer by option: those given, those asked for, those left to their defaults.

    Questions are asked only where ``ask`` and something that is needed was not given; else what is
    missing is an error that names its options. What is left out is not in the result. EOFError
    where whoever is asked leaves: at the end of the input, or with Ctrl-C.
    """
    known = {q.opzione: _given(q, value) for q in questions if (value := given.get(q.opzione))}
    settled, missing = _settled(questions, known)
    if not missing:
        return _without_misplaced(questions, settled)
    if not ask:
        verb = "manca" if len(missing) == 1 else "mancano"
        names = join_words([question.nome for question in missing])
        raise Missing(
            f"{verb} {names}: senza un terminale, o con --si, i valori si danno sulla riga di "
            "comando"
        )
    dialogue = Dialogue(questions, known, Terminal(read, write))
    dialogue.ask_all()
    dialogue.last_look()
    return _without_misplaced(questions, dialogue.known)


def confirm(question: str, *, read: TextIO | None = None, write: TextIO | None = None) -> bool:
    """A yes or no; Enter alone is no. EOFError where whoever is asked leaves."""
    terminal = Terminal(read, write)
    while True:
        typed = terminal.line(f"{question} [s/N] ").casefold()
        if typed in {"", "n", "no"}:
            return False
        if typed in {"s", "sì", "si"}:
            return True
        terminal.say("rispondi «s» o «n»")


def _given(question: Domanda, value: str) -> str:
    try:
        return question.leggi(clean(value))
    except NotAnAnswer as error:
        raise Missing(f"{question.nome}: {error}") from None


def _without_misplaced(questions: Sequence[Domanda], known: dict[str, str]) -> dict[str, str]:
    """The answers, where each has its place: what was given is never left aside in silence."""
    for question in questions:
        if question.opzione in known and not question.applies(known):
            raise Missing(f"{question.nome} non si può dare insieme agli altri valori scritti")
    return known


def _settled(
    questions: Sequence[Domanda], known: Risposte
) -> tuple[dict[str, str], tuple[Domanda, ...]]:
    """The answers with the defaults of what was not given, and the questions left without."""
    settled = dict(known)
    missing: list[Domanda] = []
    for question in questions:
        if question.opzione in settled or not question.applies(settled):
            continue
        default = question.default(settled)
        if default is not None:
            settled[question.opzione] = default
        # What follows from an answer that is missing may be there once that one is.
        elif not (question.is_optional(settled) or (missing and callable(question.predefinita))):
            missing.append(question)
    return settled, tuple(missing)
