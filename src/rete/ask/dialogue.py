"""Questions one after the other: help, going back, choosing by number, a last look at them all."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from rete.ask.question import BACK, HELP, NOTHING, Domanda, NotAnAnswer, SeveralMeant, clean
from rete.ask.terminal import Terminal
from rete.italiano import count, parse_date, parse_number, short_date
from rete.render.terminal_text import printable

_MOST_OFFERED = 15
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Dialogue:
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


def _to_read(answer: str) -> str:
    """An answer as it is shown: a day as it is read, and as it may be typed."""
    day = parse_date(answer, date.min) if _DAY.fullmatch(answer) else None
    return answer if day is None else short_date(day)
