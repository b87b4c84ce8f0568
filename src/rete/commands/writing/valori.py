"""The kinds of value: what was typed → the text to keep, or why it cannot be taken → the value."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, Generic, TypeVar

import click

from rete import italiano
from rete.ask import NotAnAnswer, SeveralMeant
from rete.commands.shared import contesto, tipi
from rete.commands.shared.scelta import (
    SeveralFit,
    chosen_atto,
    chosen_ente,
    chosen_tavolo,
    chosen_verbale,
    chosen_voce,
)
from rete.errors import ReteError
from rete.load.kinds import ID, MAX_ID
from rete.load.loader import Loaded
from rete.model.comuni import Numero
from rete.model.identificativi import entity_code_is_valid
from rete.model.nomi_di_file import free_id, may_be_new, why_not_new
from rete.model.patto import Vocabolario
from rete.model.ricerca import Candidato, matching
from rete.model.tempo import DataParziale
from rete.records import dataclass

T = TypeVar("T")
Leggi = Callable[[str], str]

_SEPARATOR = re.compile(r"[,;]")
_AND = re.compile(r"\s+e\s+")
_QUANTITY = re.compile(r"-?[0-9]{1,11}(?:[.,][0-9]{1,4})?")
BETWEEN_TEXTS: Final = ";"
"""Which may stand in a text as «\\;»."""
_BETWEEN_TEXTS = re.compile(rf"(?<!\\){BETWEEN_TEXTS} ?")
_LARGEST = 9999


@dataclass(frozen=True, kw_only=True)
class Tipo(Generic[T]):
    """A kind of value: how what is typed is read into a text to keep, and what that text means.

    ``leggi`` takes what was typed and the register; NotAnAnswer where it is none. ``valore`` takes
    a text that was read. ``metavar`` is how help calls it, ``completa`` what the shell offers.
    """

    leggi: Callable[[str, Loaded], str]
    valore: Callable[[str], T]
    metavar: str = "TESTO"
    completa: click.ParamType | None = None


def listed(answer: str | None) -> tuple[str, ...]:
    """The items of an answer that is a list."""
    return tuple(answer.split(", ")) if answer else ()


def partial(answer: str | None) -> DataParziale | None:
    return DataParziale.from_text(answer) if answer else None


def an_ente(loaded: Loaded) -> Leggi:
    return chosen(lambda typed: chosen_ente(loaded, typed).id)


def some_enti(loaded: Loaded) -> Leggi:
    return _each(an_ente(loaded))


def a_tavolo(loaded: Loaded) -> Leggi:
    return chosen(lambda typed: chosen_tavolo(loaded, typed).id)


def an_act(loaded: Loaded) -> Leggi:
    """An act of its own, or a decision (`<verbale>/<n>`)."""
    return chosen(lambda typed: chosen_atto(loaded, typed).riferimento)


def some_words(loaded: Loaded, vocabulary: Vocabolario) -> Leggi:
    """Words of a vocabulary of the pact."""
    return _each(chosen(lambda typed: chosen_voce(loaded, typed, vocabulary)))


def one_of(words: Sequence[str]) -> Leggi:
    """One of these words, or a beginning that only one of them has."""

    def read(typed: str) -> str:
        found = matching(typed, [Candidato(id=word) for word in words])
        if len(found) != 1:
            raise NotAnAnswer(f"«{typed}» non va: scegli tra {', '.join(words)}")
        return found[0]

    return read


def a_day(typed: str) -> str:
    day = italiano.parse_date(typed, contesto.today())
    if day is None:
        raise NotAnAnswer(italiano.date_problem(typed))
    return day.isoformat()


def a_day_or_month(typed: str) -> str:
    month = italiano.parse_month(typed)
    return a_day(typed) if month is None else f"{month:%Y-%m}"


def a_tax_code(typed: str) -> str:
    code = typed.replace(" ", "")
    if not (code.isascii() and code.isdigit() and len(code) == 11):
        raise NotAnAnswer(
            f"«{typed}» non è il codice fiscale di un ente: sono 11 cifre (mai quello di una "
            "persona)"
        )
    if not entity_code_is_valid(code):
        raise NotAnAnswer(f"«{code}» ha una cifra sbagliata: la cifra di controllo non torna")
    return code


def an_id(typed: str) -> str:
    if not ID.match(typed) or len(typed) > MAX_ID:
        raise NotAnAnswer(
            f"«{typed}» non va: solo lettere minuscole senza accenti, cifre e trattini, al massimo "
            f"{MAX_ID}"
        )
    return typed


def a_new_id(typed: str, kind: str, is_taken: Callable[[str], bool]) -> str:
    """The id of a record that is to have a file of its own, as every system can have it."""
    identifier = an_id(typed)
    if why := why_not_new(identifier, kind, is_taken):
        raise NotAnAnswer(why)
    return identifier


def a_proposed_id(derived: str, kind: str, is_taken: Callable[[str], bool]) -> str | None:
    """The id that follows from a name, or the nearest that a file can have; None if it is empty."""
    return (
        free_id(derived, kind, is_taken) if derived and not may_be_new(derived) else derived or None
    )


def told_of_another_id(derived: str, chosen: str) -> tuple[str, ...]:
    """What a plan says where the id that followed from the name was one that nobody can have."""
    if may_be_new(derived) or chosen == derived:
        return ()
    return (f"l'id non è «{derived}», nome che Windows tiene per sé, ma «{chosen}»",)


def shaped(pattern: str, what: str) -> Leggi:
    """A text with one form only."""
    form = re.compile(pattern)

    def read(typed: str) -> str:
        if not form.fullmatch(typed):
            raise NotAnAnswer(f"«{typed}» non va: {what}")
        return typed

    return read


def _each(read: Leggi) -> Leggi:
    """A list of answers, with commas between them; each once."""

    def read_all(typed: str) -> str:
        parts = [part.strip() for part in _SEPARATOR.split(typed)]
        found: list[str] = []
        for place, part in enumerate(parts):
            try:
                found += read_part(part) if part else []
            except SeveralMeant as several:
                raise _among(several, found, parts[place + 1 :]) from None
        if not found:
            raise NotAnAnswer("non c'è nessun nome")
        return ", ".join(dict.fromkeys(found))

    def read_part(part: str) -> list[str]:
        """One name, that may have an «e» of its own; else the names that it joins."""
        try:
            return [read(part)]
        except NotAnAnswer:
            names = _AND.split(part)
            if len(names) == 1:
                raise
        found: list[str] = []
        for place, name in enumerate(names):
            try:
                found.append(read(name))
            except SeveralMeant as several:
                raise _among(several, found, names[place + 1 :]) from None
        return found

    return read_all


def _among(several: SeveralMeant, before: Sequence[str], after: Sequence[str]) -> SeveralMeant:
    """The same choice where the answer is a list, whose other names stay as they were typed."""
    scelte = [(", ".join([*before, one, *after]), words) for one, words in several.scelte]
    return SeveralMeant(str(several), several.typed, scelte)


def chosen(choose: Leggi) -> Leggi:
    def read(typed: str) -> str:
        try:
            return choose(typed)
        except SeveralFit as several:
            if not several.scelte:
                raise NotAnAnswer(several.message) from None
            scelte = [(meant, f"{meant}  {name}".rstrip()) for meant, name in several.scelte]
            raise SeveralMeant(several.message, several.typed, scelte) from None
        except click.UsageError as error:
            raise NotAnAnswer(error.message) from None
        except ReteError as error:
            raise NotAnAnswer(str(error)) from None

    return read


def _a_quantity(typed: str) -> str:
    """A number, with decimals or without, as a file holds it."""
    if not _QUANTITY.fullmatch(typed):
        raise NotAnAnswer(f"«{typed}» non è un numero: scrivi 12 o 3,5")
    whole, _, decimals = typed.replace(",", ".").partition(".")
    kept = decimals.rstrip("0")
    return f"{whole}.{kept}" if kept else str(int(whole))


def _a_number(typed: str) -> str:
    number = italiano.parse_number(typed)
    if not number or number > _LARGEST:
        raise NotAnAnswer(f"«{typed}» non è un numero")
    return str(number)


def _a_listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


def parola(words: Sequence[T], metavar: str | None = None) -> Tipo[T]:
    """One of a few fixed words: those of a Literal of the model."""
    known: tuple[Any, ...] = tuple(words)
    read = one_of(known)
    return Tipo(
        leggi=lambda typed, _: read(typed),
        valore=lambda text: next(word for word in known if word == text),
        metavar=metavar or "|".join(known),
        completa=tipi.parole(known),
    )


def di_forma(
    pattern: str, what: str, metavar: str, before: Callable[[str], str] = str
) -> Tipo[str]:
    """A text with one form only, which ``what`` tells; ``before`` is done to it first."""
    read = shaped(pattern, what)
    return Tipo(leggi=lambda typed, _: read(before(typed)), valore=str, metavar=metavar)


def voci(vocabulary: Vocabolario) -> Tipo[tuple[str, ...]]:
    """Words of a vocabulary of the pact."""
    return Tipo(
        leggi=lambda typed, loaded: some_words(loaded, vocabulary)(typed),
        valore=_a_listed,
        metavar="ID,…",
        completa=tipi.AMBITI if vocabulary == "ambiti" else tipi.COMUNITA,
    )


def as_one(texts: Sequence[str], separator: str) -> str:
    """What was given several times, as one answer that is read as so many."""
    if separator == BETWEEN_TEXTS:
        escaped = (text.replace(separator, f"\\{separator}") for text in texts if text.strip())
        return separator.join(escaped)
    return separator.join(texts)


def _some_texts(typed: str) -> str:
    """Texts with «;» between them; one that belongs to a text has «\\» before it."""
    parts = (" ".join(part.split()) for part in _BETWEEN_TEXTS.split(typed))
    return "; ".join(part for part in parts if part)


UN_TESTO: Final = Tipo(leggi=lambda typed, _: typed, valore=str)
ALCUNI_TESTI: Final = Tipo(
    leggi=lambda typed, _: _some_texts(typed),
    valore=lambda text: tuple(part.replace("\\;", ";") for part in _BETWEEN_TEXTS.split(text)),
)
UN_ID: Final = Tipo(leggi=lambda typed, _: an_id(typed), valore=str, metavar="ID")
UN_GIORNO: Final = Tipo(
    leggi=lambda typed, _: a_day(typed), valore=date.fromisoformat, metavar="DATA"
)
UN_GIORNO_O_MESE: Final = Tipo(
    leggi=lambda typed, _: a_day_or_month(typed), valore=DataParziale.from_text, metavar="DATA"
)
UN_NUMERO: Final = Tipo(leggi=lambda typed, _: _a_number(typed), valore=int, metavar="N")
UNA_QUANTITA: Final[Tipo[Numero]] = Tipo(
    leggi=lambda typed, _: _a_quantity(typed),
    valore=lambda text: float(text) if "." in text else int(text),
    metavar="NUMERO",
)
UN_CODICE_FISCALE: Final = Tipo(
    leggi=lambda typed, _: a_tax_code(typed), valore=str, metavar="CIFRE"
)
UN_ENTE: Final = Tipo(
    leggi=lambda typed, loaded: an_ente(loaded)(typed),
    valore=str,
    metavar="ENTE",
    completa=contesto.ENTE,
)
ALCUNI_ENTI: Final = Tipo(
    leggi=lambda typed, loaded: some_enti(loaded)(typed),
    valore=_a_listed,
    metavar="ENTE,…",
    completa=tipi.ENTI,
)
UN_TAVOLO: Final = Tipo(
    leggi=lambda typed, loaded: a_tavolo(loaded)(typed),
    valore=str,
    metavar="ID",
    completa=contesto.TAVOLO,
)
UN_VERBALE: Final = Tipo(
    leggi=lambda typed, loaded: chosen(lambda name: chosen_verbale(loaded, name).id)(typed),
    valore=str,
    metavar="VERBALE",
    completa=contesto.VERBALE,
)
UN_ATTO: Final = Tipo(
    leggi=lambda typed, loaded: an_act(loaded)(typed),
    valore=str,
    metavar="ATTO",
    completa=tipi.ATTO,
)
