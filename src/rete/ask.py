"""Questions on a terminal, one at a time: defaults, help, going back, and a last look at them all.

What is asked and what it means is given; how a terminal is read is known here alone.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from rete.errors import ReteError

HELP, BACK, NOTHING = "?", "<", "-"


class NotAnAnswer(Exception):
    """What was typed cannot be taken; the text says why, in Italian."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Domanda:
    """One value to be had: its option, its question, what helps, how an answer is read.

    ``leggi`` turns what is typed into the text to keep, or raises NotAnAnswer; ``predefinita`` is
    taken with Enter alone; an optional one may be left out with Enter, or with «-» where there is
    a default.
    """

    opzione: str
    testo: str
    aiuto: str
    leggi: Callable[[str], str] = str.strip
    predefinita: str | None = None
    facoltativa: bool = False


class Missing(ReteError):
    """Off a terminal some values are missing: the message names their options."""

    exit_code = 2


def answers(
    questions: Sequence[Domanda],
    given: Mapping[str, str | None],
    *,
    ask: bool,
    read: TextIO | None = None,
    write: TextIO | None = None,
) -> dict[str, str]:
    """Every answer by option: those given, those asked for, those left to their defaults.

    With ``ask`` false nothing is asked: a missing value is an error that names its option.
    Optional values left out are not in the result. EOFError where the input ends.
    """
    known = {q.opzione: _checked(q, value) for q in questions if (value := given.get(q.opzione))}
    if not ask:
        _refuse_missing(questions, known)
        defaults = {q.opzione: q.predefinita for q in questions if q.predefinita is not None}
        return {**defaults, **known}
    terminal = _Terminal(read or sys.stdin, write or sys.stderr)
    pending = [q for q in questions if q.opzione not in known]
    if pending:
        _ask_each(pending, known, terminal)
        _last_look(questions, known, terminal)
    return known


def confirm(question: str, *, read: TextIO | None = None, write: TextIO | None = None) -> bool:
    """A yes or no; Enter alone is no."""
    terminal = _Terminal(read or sys.stdin, write or sys.stderr)
    while True:
        typed = terminal.line(f"{question} [s/N] ").strip().casefold()
        if typed in {"", "n", "no"}:
            return False
        if typed in {"s", "sì", "si"}:
            return True
        terminal.say("rispondi «s» o «n»")


class _Terminal:
    def __init__(self, read: TextIO, write: TextIO) -> None:
        self._read = read
        self._write = write

    def line(self, prompt: str) -> str:
        self._write.write(prompt)
        self._write.flush()
        typed = self._read.readline()
        if not typed:
            raise EOFError
        return typed.rstrip("\r\n")

    def say(self, text: str) -> None:
        self._write.write(f"{text}\n")
        self._write.flush()


def _checked(question: Domanda, value: str) -> str:
    try:
        return question.leggi(value)
    except NotAnAnswer as error:
        raise _wrong(question, str(error)) from None


def _wrong(question: Domanda, why: str) -> Missing:
    return Missing(f"--{question.opzione}: {why}")


def _refuse_missing(questions: Sequence[Domanda], known: Mapping[str, str]) -> None:
    missing = [
        f"--{q.opzione}"
        for q in questions
        if q.opzione not in known and not q.facoltativa and q.predefinita is None
    ]
    if missing:
        options = ", ".join(missing)
        verb = "manca" if len(missing) == 1 else "mancano"
        raise Missing(f"{verb} {options}: senza un terminale i valori si danno come opzioni")


def _ask_each(pending: Sequence[Domanda], known: dict[str, str], terminal: _Terminal) -> None:
    index = 0
    while index < len(pending):
        went_on = _ask_one(pending[index], known, terminal)
        index = index + 1 if went_on else max(0, index - 1)


def _ask_one(question: Domanda, known: dict[str, str], terminal: _Terminal) -> bool:
    """Ask until there is an answer; false where the user goes back."""
    default = known.get(question.opzione, question.predefinita)
    hint = f" [{default}]" if default else (" [facoltativo]" if question.facoltativa else "")
    while True:
        typed = terminal.line(f"{question.testo}{hint} ").strip()
        if typed == HELP:
            terminal.say(f"  {question.aiuto}")
            terminal.say("  («<» torna alla domanda di prima, «-» lascia vuoto)")
            continue
        if typed == BACK:
            return False
        if typed == NOTHING or (not typed and not default):
            if question.facoltativa:
                known.pop(question.opzione, None)
                return True
            terminal.say("  serve una risposta; «?» spiega")
            continue
        try:
            known[question.opzione] = question.leggi(typed or default or "")
        except NotAnAnswer as error:
            terminal.say(f"  {error}")
            continue
        return True


def _last_look(questions: Sequence[Domanda], known: dict[str, str], terminal: _Terminal) -> None:
    """Show every answer, and let any of them be changed."""
    while True:
        terminal.say("")
        for number, question in enumerate(questions, start=1):
            shown = known.get(question.opzione, "(vuoto)")
            terminal.say(f"  {number}. {question.testo} {shown}")
        typed = terminal.line("Invio se va bene, o il numero della risposta da cambiare: ").strip()
        if not typed:
            return
        if typed.isdecimal() and 1 <= int(typed) <= len(questions):
            _ask_one(questions[int(typed) - 1], known, terminal)
        else:
            terminal.say(f"  scrivi un numero da 1 a {len(questions)}")
