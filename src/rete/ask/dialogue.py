"""Questions asked one after the other: help, going back, a choice by number, a last look."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from rete.ask.question import (
    BACK,
    HELP,
    NOTHING,
    Domanda,
    Domande,
    NotAnAnswer,
    NotYet,
    Risposte,
    SeveralMeant,
    clean,
)
from rete.ask.terminal import Terminal
from rete.italiano import count, parse_date, parse_number, short_date
from rete.render.terminal_text import printable

T = TypeVar("T")
_MOST_OFFERED = 15
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OPTIONAL = " [facoltativo]"
_LAST_LOOK = "Invio se va bene, o il numero della risposta da cambiare: "
_ABOUT_LAST_LOOK = "con un numero si cambia quella risposta; «<» torna all'ultima domanda"


class Dialogue:
    """The questions that are asked, and the answers as they come.

    In: the questions; what was ``given`` beforehand and read, which is not asked; what is still to
    be read of it (``unread``), since how it is read follows from other answers; what was ``kept``
    of another day, as if it had been asked now.
    """

    def __init__(
        self,
        questions: Domande,
        given: Risposte,
        terminal: Terminal,
        *,
        unread: Risposte,
        kept: Risposte,
    ) -> None:
        self.known = dict(given)
        self._asked: list[str] = []
        self._questions = questions
        self._given = dict.fromkeys(given)
        self._unread = dict(unread)
        self._kept = dict(kept)
        self._offered: tuple[str, ...] = ()
        self._terminal = terminal

    def hold(self) -> None:
        """Ask what is left, then show it all, until whoever answers is content."""
        self._terminal.say("«?» spiega una domanda, «<» torna a quella di prima, Ctrl+C lascia")
        self._ask_what_is_left()
        self.hold_again()

    def hold_again(self) -> None:
        """The last look once more, for whoever goes back from what came after it."""
        while not self._last_look():
            self._ask_what_is_left()

    def so_far(self) -> dict[str, str]:
        """What was given, then what has been answered; what was left empty is empty."""
        return {key: self.known.get(key, "") for key in (*self._given, *self._asked)}

    def _ask_what_is_left(self) -> None:
        while (question := self._next()) is not None:
            if self._ask(question):
                self._asked.append(question.opzione)
                self._forget_misplaced()
            else:
                self._go_back()

    def _go_back(self) -> None:
        if self._asked:
            self._asked.pop()
        else:
            self._terminal.say("  questa è la prima domanda")

    def _last_look(self) -> bool:
        """Show every answer; whether they are well as they are."""
        shown = [q for q in self._each() if q.chiesta and not self._is_an_end(q)]
        self._terminal.say("")
        for number, question in enumerate(shown, start=1):
            answer = _to_read(self.known.get(question.opzione, "(vuoto)"))
            self._terminal.say(f"  {number}. {question.testo} {answer}")
        typed = self._terminal.line(_LAST_LOOK)
        if not typed:
            return True
        if typed == BACK:
            self._go_back()
        elif typed == HELP:
            self._terminal.say(f"  {_ABOUT_LAST_LOOK}")
        elif (chosen := _numbered(shown, typed)) is not None:
            self._ask(chosen)
            self._forget_misplaced()
        else:
            self._terminal.say(f"  scrivi un numero da 1 a {len(shown)}")
        return False

    def _is_an_end(self, question: Domanda) -> bool:
        return question.ancora and question.opzione not in self.known

    def _each(self) -> Iterator[Domanda]:
        """The questions that have a place, as far as the answers so far tell."""
        return (q for q in as_far_as_known(self._questions, self.known) if q.applies(self.known))

    def _next(self) -> Domanda | None:
        """The first question that has to be asked and was not."""
        for question in self._each():
            key = question.opzione
            if key in self._unread:
                self._read_given(question)
            elif key in self._kept:
                self._read_kept(question)
            if question.chiesta and key not in self._given and key not in self._asked:
                return question
        return None

    def _read_given(self, question: Domanda) -> None:
        """What was given, read as soon as it can be; what cannot be taken is asked."""
        if self._take(question, self._unread.pop(question.opzione)):
            self._given[question.opzione] = None

    def _read_kept(self, question: Domanda) -> None:
        """An answer of another day; one that no longer holds is asked again."""
        answer = self._kept.pop(question.opzione)
        if self._take(question, answer) if answer else question.is_optional(self.known):
            self._asked.append(question.opzione)

    def _forget_misplaced(self) -> None:
        """After an answer: what no longer has a place is left out; what was given, said so."""
        for question in as_far_as_known(self._questions, self.known):
            key = question.opzione
            if key in self.known and not question.applies(self.known):
                if key in self._given:
                    self._terminal.say(f"  {misplaced(question)}: è lasciato fuori")
                    del self._given[key]
                del self.known[key]
                self._asked = [one for one in self._asked if one != key]

    def _ask(self, question: Domanda) -> bool:
        """Ask until there is an answer; false where the user goes back."""
        default = self.known.get(question.opzione) or question.suggestion(self.known)
        optional = question.is_optional(self.known)
        self._offered = ()
        hint = (
            f" [{_to_read(default)}]"
            if default
            else (_OPTIONAL if optional and not question.ancora else "")
        )
        if question.annuncio is not None:
            self._terminal.say(question.annuncio)
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
            answer = question.leggi(clean(_numbered(self._offered, typed) or typed))
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


def as_far_as_known(questions: Domande, known: Risposte) -> Iterator[Domanda]:
    """The questions, up to those that follow from an answer that is not there yet."""
    try:
        yield from questions(known)
    except NotYet:
        return


def _numbered(offered: Sequence[T], typed: str) -> T | None:
    """The one of some things whose number, from 1, was typed."""
    number = parse_number(typed) or 0
    return offered[number - 1] if 1 <= number <= len(offered) else None


def misplaced(question: Domanda) -> str:
    """The refusal of a value that has no place beside the others that were given."""
    return f"{question.nome} non si può dare insieme agli altri valori scritti"


def _to_read(answer: str) -> str:
    """An answer as it is shown: a day as it is read, and as it may be typed."""
    day = parse_date(answer, date.min) if _DAY.fullmatch(answer) else None
    return answer if day is None else short_date(day)
