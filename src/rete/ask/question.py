"""One question (`Domanda`): its option, its words, its help, how an answer is read and refused."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from rete.errors import ReteError
from rete.plaintext import FORBIDDEN_IN_VALUE
from rete.records import frozen

HELP, BACK, NOTHING = "?", "<", "-"
"""What may be typed in place of an answer: explain, go back, leave it out."""

YES, NO = "sì", "no"

Risposte = Mapping[str, str]
"""The answers had so far, by option."""

Valore = str | Callable[[Risposte], str | None] | None
"""A value, or what it follows from."""

T = TypeVar("T")


class NotAnAnswer(Exception):
    """What was typed cannot be taken; the text says why, in Italian."""


class SeveralMeant(NotAnAnswer):
    """What was typed fits several things: ``scelte`` are the answers that name them, in words."""

    def __init__(self, why: str, typed: str, scelte: Sequence[tuple[str, str]]) -> None:
        super().__init__(why)
        self.typed = typed
        self.scelte = tuple(scelte)


class NotYet(Exception):
    """What is wanted follows from an answer that nobody has given yet."""


@frozen
class Domanda:
    """One value to be had: its option, its question, what helps, how an answer is read.

    ``leggi`` turns what is typed into the text to keep, or raises NotAnAnswer. ``predefinita`` is
    taken with Enter alone, and where nothing is asked; ``suggerita`` only where it is seen, with
    Enter alone: it is a guess. An optional one (``facoltativa``) may be left out with Enter, or
    with «-» where there is a default. ``quando`` says whether it has a place at all; ``avviso`` is
    told about an answer, which is taken all the same. ``argomento``: on the command line it is a
    word by itself, not an option; ``detta`` is its name there, where it is not ``opzione``, by
    which its answer is kept. ``chiesta``: whether it is ever asked, or only given.
    ``annuncio`` is said before it; ``ancora`` is asked again after each answer, so that an empty
    one only ends them: it is always asked, though nothing is missing. Each of these functions may
    raise NotYet.
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
    detta: str = ""
    chiesta: bool = True
    annuncio: str | None = None
    ancora: bool = False

    @property
    def nome(self) -> str:
        """How the command line calls it."""
        word = self.detta or self.opzione
        return word.upper() if self.argomento else f"--{word}"

    def applies(self, known: Risposte) -> bool:
        return _followed(self.quando, known, otherwise=False) if self.quando else True

    def is_optional(self, known: Risposte) -> bool:
        optional = self.facoltativa
        return _followed(optional, known, otherwise=True) if callable(optional) else optional

    def default(self, known: Risposte) -> str | None:
        return _value(self.predefinita, known)

    def suggestion(self, known: Risposte) -> str | None:
        return self.default(known) or _value(self.suggerita, known)


Domande = Callable[[Risposte], Iterable[Domanda]]
"""The questions of a conversation, in order, by the answers so far.

They are read anew after each answer, and only as far as the first one without an answer: a
generator may look at the answers to what it has yielded before it goes on.
"""


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


def yes_or_no(typed: str) -> str:
    """Reads «sì» or «no»; NotAnAnswer for anything else, a sentence too."""
    word = typed.casefold()
    if word in {"s", "si", "sì"}:
        return YES
    if word in {"n", "no"}:
        return NO
    raise NotAnAnswer("rispondi «s» o «n»")


def _value(value: Valore, known: Risposte) -> str | None:
    return _followed(value, known, otherwise=None) if callable(value) else value


def _followed(what: Callable[[Risposte], T], known: Risposte, *, otherwise: T) -> T:
    try:
        return what(known)
    except NotYet:
        return otherwise
