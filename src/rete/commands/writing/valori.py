"""The kinds of value of fields (`Tipo`): what was typed → a text to keep → the value."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, Generic, TypeVar, get_args

import click

from rete import italiano
from rete.ask import NotAnAnswer, SeveralMeant
from rete.changes import Refused
from rete.commands.shared import contesto, tipi
from rete.commands.shared.scelta import CHOSEN, SeveralFit, chosen_atto, chosen_voce
from rete.errors import ReteError
from rete.load.kinds import ID, MAX_ID
from rete.load.loader import Loaded
from rete.model.comuni import Durata, Esito, Numero
from rete.model.identificativi import entity_code_is_valid
from rete.model.patto import Vocabolario
from rete.model.ricerca import one_word, plain
from rete.model.tempo import DataParziale
from rete.reckoning.lengths import UNITS, length_in_words
from rete.records import frozen

T = TypeVar("T")
Read = Callable[[str, Loaded], str]

EACH: Final = "\n"
"""Between the values of an option that was given several times: no name of a file has it."""
BETWEEN_TEXTS: Final = ";"
"""Which may stand in a text as «\\;»."""
_BETWEEN_TEXTS = re.compile(rf"(?<!\\){BETWEEN_TEXTS} ?")
_BETWEEN_NAMES = re.compile(r"[,;]")
_AND = re.compile(r"\s+e\s+")
_QUANTITY = re.compile(r"-?[0-9]{1,11}(?:[.,][0-9]{1,4})?")
_LARGEST = 9999
_LENGTH = re.compile(r"([0-9]{1,4})\s+([a-z ]+)")


@frozen
class Tipo(Generic[T]):
    """A kind of value: how what is typed is read into a text to keep, and what that text means.

    ``leggi`` takes what was typed and the register; NotAnAnswer where it is none. ``valore`` takes
    a text that was read. ``metavar`` is how help calls it, ``completa`` what the shell offers,
    ``parole`` the words that it may be, where they are few.
    """

    leggi: Read
    valore: Callable[[str], T]
    metavar: str = "TESTO"
    completa: click.ParamType | None = None
    parole: str = ""


def semplice(
    read: Callable[[str], str], valore: Callable[[str], T], metavar: str = "TESTO"
) -> Tipo[T]:
    """A kind of value that is read without the register."""
    return Tipo(leggi=lambda typed, _: read(typed), valore=valore, metavar=metavar)


def parola(literal: Any, metavar: str | None = None) -> Tipo[Any]:
    """One of the words of a Literal of the model: by its beginning, if no more."""
    known = get_args(literal)
    words = ", ".join(known)

    def read(typed: str) -> str:
        if (found := one_word(typed, known)) is None:
            raise NotAnAnswer(f"«{typed}» non va: scegli tra {words}")
        return found

    return Tipo(
        leggi=lambda typed, _: read(typed),
        valore=lambda text: next(word for word in known if word == text),
        metavar=metavar or "|".join(known),
        completa=tipi.parole(known),
        parole=words,
    )


def di_forma(
    pattern: str, what: str, metavar: str, before: Callable[[str], str] = str
) -> Tipo[str]:
    """A text with one form only, which ``what`` tells; ``before`` is done to it first."""
    form = re.compile(pattern)

    def read(typed: str) -> str:
        if not form.fullmatch(before(typed)):
            raise NotAnAnswer(f"«{before(typed)}» non va: {what}")
        return before(typed)

    return semplice(read, str, metavar)


def voci(vocabulary: Vocabolario) -> Tipo[tuple[str, ...]]:
    """Words of a vocabulary of the pact."""
    return Tipo(
        leggi=_each(named(lambda loaded, typed: chosen_voce(loaded, typed, vocabulary))),
        valore=_listed,
        metavar="ID,…",
        completa=tipi.AMBITI if vocabulary == "ambiti" else tipi.COMUNITA,
    )


def named(choose: Callable[[Loaded, str], str]) -> Read:
    """What somebody names in few letters; where several may be meant, each with what means it."""

    def read(typed: str, loaded: Loaded) -> str:
        try:
            return choose(loaded, typed)
        except SeveralFit as several:
            if not several.scelte:
                raise NotAnAnswer(several.message) from None
            scelte = [(meant, f"{meant}  {name}".rstrip()) for meant, name in several.scelte]
            raise SeveralMeant(several.message, several.typed, scelte) from None
        except click.UsageError as error:
            raise NotAnAnswer(error.message) from None
        except (ReteError, Refused) as error:
            raise NotAnAnswer(str(error)) from None

    return read


def a_day(typed: str) -> str:
    day = italiano.parse_date(typed, contesto.today())
    if day is None:
        raise NotAnAnswer(italiano.date_problem(typed))
    return day.isoformat()


def an_id(typed: str) -> str:
    if not ID.match(typed) or len(typed) > MAX_ID:
        raise NotAnAnswer(
            f"«{typed}» non va: solo lettere minuscole senza accenti, cifre e trattini, al massimo "
            f"{MAX_ID}"
        )
    return typed


def as_one(texts: Sequence[str], separator: str) -> str:
    """What was given several times, as one answer that is read as so many."""
    if separator == BETWEEN_TEXTS:
        escaped = (text.replace(separator, f"\\{separator}") for text in texts if text.strip())
        return separator.join(escaped)
    return separator.join(texts)


def _a_day_or_month(typed: str) -> str:
    month = italiano.parse_month(typed)
    return a_day(typed) if month is None else f"{month:%Y-%m}"


def _a_tax_code(typed: str) -> str:
    code = typed.replace(" ", "")
    if not (code.isascii() and code.isdigit() and len(code) == 11):
        raise NotAnAnswer(
            f"«{typed}» non è il codice fiscale di un ente: sono 11 cifre (mai quello di una "
            "persona)"
        )
    if not entity_code_is_valid(code):
        raise NotAnAnswer(f"«{code}» ha una cifra sbagliata: la cifra di controllo non torna")
    return code


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


def _some_texts(typed: str) -> str:
    """Texts with «;» between them; one that belongs to a text has «\\» before it."""
    parts = (" ".join(part.split()) for part in _BETWEEN_TEXTS.split(typed))
    return "; ".join(part for part in parts if part)


def _a_length(typed: str) -> str:
    """A length as it is kept while answers are had: «3 anni»."""
    found = _LENGTH.fullmatch(plain(typed))
    number = int(found[1]) if found else 0
    for words in UNITS.values():
        if found and number and " ".join(found[2].split()) in words:
            return f"{number} {words[number != 1]}"
    raise NotAnAnswer(f"«{typed}» non è una durata: scrivi «3 anni», «18 mesi» o «90 giorni»")


def _length_in(answer: str) -> Durata:
    """The length of an answer that was read."""
    number, _, word = answer.partition(" ")
    unit = next(unit for unit, words in UNITS.items() if word in words)
    given: dict[str, Any] = {unit: int(number)}
    return Durata(**given)


def length_as_answer(length: Durata | None) -> str | None:
    """A length as it would be typed; None for one that has no such form."""
    if length is None or len(length.units) != 1 or length.sabato:
        return None
    return length_in_words(length)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


def _each(read: Read) -> Read:
    """A list of answers, with commas between them; each once."""

    def read_all(typed: str, loaded: Loaded) -> str:
        waiting = [one for part in _BETWEEN_NAMES.split(typed) if (one := part.strip())]
        found: list[str] = []
        while waiting:
            part = waiting.pop(0)
            try:
                found.append(read(part, loaded))
            except NotAnAnswer as wrong:
                # A name may have an «e» of its own; else it joins two.
                names = _AND.split(part)
                if len(names) == 1:
                    raise _among(wrong, found, waiting) from None
                waiting = [*names, *waiting]
        if not found:
            raise NotAnAnswer("non c'è nessun nome")
        return ", ".join(dict.fromkeys(found))

    return read_all


def _among(wrong: NotAnAnswer, before: Sequence[str], after: Sequence[str]) -> NotAnAnswer:
    """The same choice where the answer is a list, whose other names stay as they were typed."""
    if not isinstance(wrong, SeveralMeant):
        return wrong
    scelte = [(", ".join([*before, one, *after]), words) for one, words in wrong.scelte]
    return SeveralMeant(str(wrong), wrong.typed, scelte)


def _id_of(noun: str, metavar: str, completa: click.ParamType) -> Tipo[str]:
    return Tipo(
        leggi=named(lambda loaded, typed: CHOSEN[noun](loaded, typed).id),
        valore=str,
        metavar=metavar,
        completa=completa,
    )


UN_TESTO: Final = semplice(str, str)
ALCUNI_TESTI: Final = semplice(
    _some_texts,
    lambda text: tuple(part.replace("\\;", ";") for part in _BETWEEN_TEXTS.split(text)),
)
UN_ID: Final = semplice(an_id, str, "ID")
UN_GIORNO: Final = semplice(a_day, date.fromisoformat, "DATA")
UN_GIORNO_O_MESE: Final = semplice(_a_day_or_month, DataParziale.from_text, "DATA")
UN_NUMERO: Final = semplice(_a_number, int, "N")
UNA_QUANTITA: Final[Tipo[Numero]] = semplice(
    _a_quantity, lambda text: float(text) if "." in text else int(text), "NUMERO"
)
UN_CODICE_FISCALE: Final = semplice(_a_tax_code, str, "CIFRE")
UN_ENTE: Final = _id_of("ente", "ENTE", contesto.ENTE)
ALCUNI_ENTI: Final = Tipo(
    leggi=_each(UN_ENTE.leggi), valore=_listed, metavar="ENTE,…", completa=tipi.ENTI
)
UN_TAVOLO: Final = _id_of("tavolo", "ID", contesto.TAVOLO)
UN_VERBALE: Final = _id_of("verbale", "VERBALE", contesto.VERBALE)
UN_ATTO: Final = Tipo(
    leggi=named(lambda loaded, typed: chosen_atto(loaded, typed).riferimento),
    valore=str,
    metavar="ATTO",
    completa=tipi.ATTO,
)
UNA_DURATA: Final = semplice(_a_length, _length_in, "DURATA")
UN_ESITO: Final[Tipo[Esito]] = parola(Esito)
