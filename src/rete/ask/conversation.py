"""The answers that a command needs: given as options, asked in `dialogue`, or left to defaults."""

from collections.abc import Mapping, Sequence
from typing import TextIO

from rete.ask.dialogue import Dialogue, as_far_as_known, misplaced
from rete.ask.question import (
    Domanda,
    Domande,
    Missing,
    NotAnAnswer,
    NotYet,
    Risposte,
    clean,
)
from rete.ask.state import Stato
from rete.ask.terminal import Terminal
from rete.italiano import join_words


class Conversation:
    """What is asked, what was given, and the dialogue if there has to be one.

    In: the questions; the texts ``given`` by option; whether somebody can be asked (``ask``);
    ``kept``, the answers of a conversation that is taken up again: what is given goes before. No
    question is asked but where ``ask`` and something that is needed was not given, or is kept.
    """

    def __init__(  # noqa: PLR0913 - two are the streams of tests
        self,
        questions: Domande,
        given: Mapping[str, str | None],
        *,
        ask: bool,
        kept: Risposte | None = None,
        read: TextIO | None = None,
        write: TextIO | None = None,
    ) -> None:
        self._questions = questions
        self._kept = (kept or {}) if ask else {}
        every = [*({} if ask else (kept or {})).items(), *given.items()]
        self._unread = {key: value for key, value in every if value}
        self._ask = ask
        self._streams = read, write
        self.dialogue: Dialogue | None = None

    def answers(self) -> dict[str, str]:
        """Every answer by option; what is left out is not in it.

        Missing where something is missing and nobody can be asked, or what was given cannot be
        taken; EOFError where whoever is asked leaves, at the end of the input or with Ctrl-C.
        """
        known = self._read_given()
        settled, missing = self._settled(known)
        if self._ask and (missing or self._kept):
            terminal = Terminal(*self._streams)
            self.dialogue = Dialogue(
                self._questions, known, terminal, unread=self._unread, kept=self._kept
            )
            self.dialogue.hold()
            settled = self.dialogue.known
        elif missing:
            _refuse(missing)
        return self._placed(settled)

    def answers_again(self) -> dict[str, str]:
        """The same after «<» at a question that came later: the last look is taken once more."""
        if self.dialogue is None:
            raise NotYet
        self.dialogue.hold_again()
        return self._placed(self.dialogue.known)

    def state(self, comando: str) -> Stato:
        """What has been answered so far, given or asked; an empty answer was left so."""
        so_far = self.dialogue.so_far() if self.dialogue is not None else self._read_given()
        return Stato(comando=comando, risposte=so_far)

    def _read_given(self) -> dict[str, str]:
        """What was given, as far as it can be read; the rest follows from answers to come."""
        known: dict[str, str] = {}
        for question in as_far_as_known(self._questions, known):
            self._read(question, known)
        self._unread = {key: v for key, v in self._unread.items() if key not in known}
        return known

    def _read(self, question: Domanda, known: dict[str, str]) -> None:
        if (typed := self._unread.get(question.opzione)) is None:
            return
        try:
            known[question.opzione] = question.leggi(clean(typed))
        except NotYet:
            return
        except NotAnAnswer as error:
            raise Missing(f"{question.nome}: {error}") from None

    def _settled(self, known: Risposte) -> tuple[dict[str, str], tuple[Domanda, ...]]:
        """The answers with the defaults of what was not given, and the questions left without."""
        settled = dict(known)
        missing: list[Domanda] = []
        for question in as_far_as_known(self._questions, settled):
            self._read(question, settled)
            if question.opzione in settled or not question.applies(settled):
                continue
            default = question.default(settled)
            if default is not None:
                settled[question.opzione] = default
            # What follows from an answer that is missing may be there once that one is.
            elif (question.ancora and self._ask) or not (
                question.is_optional(settled) or (missing and callable(question.predefinita))
            ):
                missing.append(question)
        return settled, tuple(missing)

    def _placed(self, known: Risposte) -> dict[str, str]:
        """The answers that have a place; what was given is never left aside in silence."""
        placed: dict[str, str] = {}
        for question in as_far_as_known(self._questions, known):
            if question.opzione in known:
                if not question.applies(known):
                    raise Missing(misplaced(question))
                placed[question.opzione] = known[question.opzione]
        if self.dialogue is None and (left := self._unread.keys() - placed.keys()):
            raise Missing(f"non si chiede: {join_words(sorted(left))}")
        return placed


def _refuse(missing: Sequence[Domanda]) -> None:
    verb = "manca" if len(missing) == 1 else "mancano"
    names = join_words([question.nome for question in missing])
    raise Missing(
        f"{verb} {names}: senza un terminale, o con --si, i valori si danno sulla riga di comando"
    )
