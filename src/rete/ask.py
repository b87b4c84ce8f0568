"""Questions on a terminal, one at a time: defaults, help, going back, and a last look at them all.

What is asked and what it means is given; how a terminal is read is known here alone.
"""

import locale
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import TextIOWrapper
from typing import TextIO

from rete.errors import ReteError
from rete.italiano import count, join_words, parse_date, parse_number, short_date
from rete.plaintext import FORBIDDEN_IN_VALUE
from rete.records import dataclass
from rete.render.terminal import printable, wrapped

HELP, BACK, NOTHING = "?", "<", "-"
_WIDEST, _NARROWEST = 80, 20
_MOST_OFFERED = 15
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Risposte = Mapping[str, str]
"""The answers had so far, by option."""

Valore = str | Callable[[Risposte], str | None] | None
"""A value, or what it follows from."""


class NotAnAnswer(Exception):
    """What was typed cannot be taken; the text says why, in Italian."""


class SeveralMeant(NotAnAnswer):
    """What was typed fits several things: ``scelte`` are the answers that name them, in words."""

    def __init__(self, why: str, typed: str, scelte: Sequence[tuple[str, str]]) -> None:
        super().__init__(why)
        self.typed = typed
        self.scelte = tuple(scelte)


@dataclass(frozen=True, kw_only=True)
class Domanda:
    """One value to be had: its option, its question, what helps, how an answer is read.

    ``leggi`` turns what is typed into the text to keep, or raises NotAnAnswer. ``predefinita`` is
    taken with Enter alone, and where nothing is asked; ``suggerita`` only where it is seen, with
    Enter alone: it is a guess. An optional one (``facoltativa``) may be left out with Enter, or
    with «-» where there is a default. ``quando`` says whether it has to be asked at all;
    ``avviso`` is told about an answer, which is taken all the same. ``argomento``: on the command
    line it is a word by itself, not an option.
    """

    opzione: str
    testo: str
    aiuto: str | Callable[[Risposte], str]
    leggi: Callable[[str], str] = str
    predefinita: Valore = None
    suggerita: Valore = None
    facoltativa: bool | Callable[[Risposte], bool] = False
    quando: Callable[[Risposte], bool] | None = None
    avviso: Callable[[str, Risposte], str | None] | None = None
    argomento: bool = False

    @property
    def nome(self) -> str:
        """How the command line calls it."""
        return self.opzione.upper() if self.argomento else f"--{self.opzione}"

    def applies(self, known: Risposte) -> bool:
        return self.quando is None or self.quando(known)

    def is_optional(self, known: Risposte) -> bool:
        return self.facoltativa(known) if callable(self.facoltativa) else self.facoltativa

    def default(self, known: Risposte) -> str | None:
        return _value(self.predefinita, known)

    def suggestion(self, known: Risposte) -> str | None:
        return self.default(known) or _value(self.suggerita, known)


class Missing(ReteError):
    """Some values are missing or wrong: the message names their options."""

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
    dialogue = _Dialogue(questions, known, Terminal(read, write))
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


def clean(typed: str) -> str:
    """A text as a file may hold it: no spaces around it, accents in one piece; NotAnAnswer."""
    text = unicodedata.normalize("NFC", typed).strip()
    surrogates = any("\ud800" <= character <= "\udfff" for character in text)
    if surrogates or "\ufffd" in text or FORBIDDEN_IN_VALUE.search(text):
        raise NotAnAnswer("ci sono caratteri che non si possono scrivere: riscrivilo a mano")
    return text


class Terminal:
    """Lines asked for on one stream and read from another: standard input and error, if none."""

    def __init__(self, read: TextIO | None = None, write: TextIO | None = None) -> None:
        self._read = read or sys.stdin
        self._write = write or sys.stderr
        self._edited = read is None and write is None and _can_edit()
        # Only before the first reading: afterwards it cannot be done.
        if isinstance(self._read, TextIOWrapper) and self._read.errors != "replace":
            self._read.reconfigure(encoding="utf-8", errors="replace")

    def line(self, prompt: str) -> str:
        """What is typed there, without the spaces around it.

        EOFError at the end of the input, or with Ctrl-C: the cursor is then on a new line.
        """
        try:
            typed = self._edited_line(prompt) if self._edited else self._plain_line(prompt)
        except (EOFError, KeyboardInterrupt):
            self._write.write("\n")
            self._write.flush()
            raise EOFError from None
        return typed.strip()

    def say(self, text: str) -> None:
        """A text, no wider than a terminal."""
        width = _width(self._write)
        lines = [part for line in text.split("\n") for part in wrapped(printable(line), width)]
        self._write.write("".join(f"{line}\n" for line in lines))
        self._write.flush()

    def _edited_line(self, prompt: str) -> str:
        self._write.flush()
        return input(prompt)

    def _plain_line(self, prompt: str) -> str:
        self._write.write(prompt)
        self._write.flush()
        typed = self._read.readline()
        # Half a line was never sent: it may be the beginning of another answer.
        if not typed.endswith("\n"):
            raise EOFError
        return typed


def _width(stream: TextIO) -> int:
    """How wide a text may be there: as much as the terminal, if it is a narrow one."""
    try:
        columns = os.get_terminal_size(stream.fileno()).columns or _WIDEST
    except (OSError, ValueError):
        columns = _WIDEST
    return max(_NARROWEST, min(columns, _WIDEST))


def _can_edit() -> bool:
    """Whether a line can be corrected with the arrows, and the earlier ones had back."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    # On a terminal that cannot move its cursor a long line would slide sideways.
    if os.environ.get("TERM", "dumb") == "dumb" or not all(one.isatty() for one in streams):
        return False
    # Where letters are single bytes (LC_ALL=C), half of an accented one would be deleted.
    if locale.getencoding().upper() != "UTF-8":
        return False
    try:
        import readline
    except ImportError:  # Windows, whose terminal does it by itself
        return False
    # What it writes to say where a pasted text begins is no part of what is on the screen.
    readline.parse_and_bind("set enable-bracketed-paste off")
    return True


def _to_read(answer: str) -> str:
    """An answer as it is shown: a day as it is read, and as it may be typed."""
    day = parse_date(answer, date.min) if _DAY.fullmatch(answer) else None
    return answer if day is None else short_date(day)


def _value(value: Valore, known: Risposte) -> str | None:
    return value(known) if callable(value) else value


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


class _Dialogue:
    """The questions that are asked, and the answers as they come."""

    def __init__(
        self, questions: Sequence[Domanda], given: Mapping[str, str], terminal: Terminal
    ) -> None:
        self.known = dict(given)
        self._questions = questions
        self._given = frozenset(given)
        self._asked: list[Domanda] = []
        self._offered: tuple[str, ...] = ()
        self._terminal = terminal

    def ask_all(self) -> None:
        self._terminal.say("«?» spiega una domanda, «<» torna a quella di prima, Ctrl+C lascia")
        while (question := self._next()) is not None:
            if self._ask(question):
                self._asked.append(question)
            elif self._asked:
                self._asked.pop()
            else:
                self._terminal.say("  questa è la prima domanda")

    def last_look(self) -> None:
        """Show every answer, and let any of them be changed."""
        while True:
            shown = [q for q in self._questions if q.applies(self.known)]
            self._terminal.say("")
            for number, question in enumerate(shown, start=1):
                answer = _to_read(self.known.get(question.opzione, "(vuoto)"))
                self._terminal.say(f"  {number}. {question.testo} {answer}")
            typed = self._terminal.line(
                "Invio se va bene, o il numero della risposta da cambiare: "
            )
            if not typed:
                return
            wanted = parse_number(typed)
            if wanted is not None and 1 <= wanted <= len(shown):
                self._ask(shown[wanted - 1])
                self._follow_up()
            else:
                self._terminal.say(f"  scrivi un numero da 1 a {len(shown)}")

    def _next(self) -> Domanda | None:
        """The first question that has to be asked and was not."""
        for question in self._questions:
            done = question.opzione in self._given or question in self._asked
            if not done and question.applies(self.known):
                return question
        return None

    def _follow_up(self) -> None:
        """After a change: forget what no longer has a place, ask what has one now."""
        for question in self._questions:
            if not question.applies(self.known):
                self.known.pop(question.opzione, None)
                self._asked = [asked for asked in self._asked if asked is not question]
        while (wanted := self._next()) is not None:
            if self._ask(wanted):
                self._asked.append(wanted)

    def _ask(self, question: Domanda) -> bool:
        """Ask until there is an answer; false where the user goes back."""
        default = self.known.get(question.opzione) or question.suggestion(self.known)
        optional = question.is_optional(self.known)
        self._offered = ()
        hint = f" [{_to_read(default)}]" if default else (" [facoltativo]" if optional else "")
        while True:
            typed = self._terminal.line(f"{question.testo}{printable(hint)} ")
            if typed == BACK:
                return False
            if typed == HELP:
                self._explain(question)
            elif typed == NOTHING or not (typed or default):
                if optional:
                    self.known.pop(question.opzione, None)
                    return True
                self._terminal.say("  serve una risposta; «?» spiega")
            elif self._take(question, typed or default or ""):
                return True

    def _explain(self, question: Domanda) -> None:
        about = question.aiuto(self.known) if callable(question.aiuto) else question.aiuto
        for line in about.split("\n"):
            self._terminal.say(f"  {line}")
        if question.is_optional(self.known):
            self._terminal.say("  si può lasciare vuoto, con Invio o con «-»")

    def _take(self, question: Domanda, typed: str) -> bool:
        try:
            answer = question.leggi(clean(self._by_number(typed)))
        except SeveralMeant as several:
            self._offer(several)
            return False
        except NotAnAnswer as error:
            self._terminal.say(f"  {error}")
            return False
        self.known[question.opzione] = answer
        warning = question.avviso(answer, self.known) if question.avviso else None
        if warning:
            self._terminal.say(f"  attenzione: {warning}")
        return True

    def _offer(self, several: SeveralMeant) -> None:
        """The answers that may be meant, each with a number that may be typed in its place."""
        shown = several.scelte[:_MOST_OFFERED]
        self._offered = tuple(answer for answer, _ in shown)
        self._terminal.say(f"  «{several.typed}» può essere:")
        for number, (_, words) in enumerate(shown, start=1):
            self._terminal.say(f"  {number:>3}. {words}")
        others = len(several.scelte) - len(shown)
        more = f"e {count(others, 'altro', 'altri')}: " if others else ""
        self._terminal.say(f"  {more}scrivi il numero, o qualche parola in più")

    def _by_number(self, typed: str) -> str:
        number = parse_number(typed)
        is_offered = number is not None and 1 <= number <= len(self._offered)
        return self._offered[number - 1] if number and is_offered else typed
