"""A question: the value that it wants, what helps to answer it, how an answer is read."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence

from rete.errors import ReteError
from rete.plaintext import FORBIDDEN_IN_VALUE
from rete.records import dataclass

HELP, BACK, NOTHING = "?", "<", "-"
"""What may be typed in place of an answer: explain, go back, leave it out."""

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


def clean(typed: str) -> str:
    """A text as a file may hold it: no spaces around it, accents in one piece; NotAnAnswer."""
    text = unicodedata.normalize("NFC", typed).strip()
    surrogates = any("\ud800" <= character <= "\udfff" for character in text)
    if surrogates or "\ufffd" in text or FORBIDDEN_IN_VALUE.search(text):
        raise NotAnAnswer("ci sono caratteri che non si possono scrivere: riscrivilo a mano")
    return text


def _value(value: Valore, known: Risposte) -> str | None:
    return value(known) if callable(value) else value
