"""Lines of notes → what each of them is: a word with its value, or free text."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import Literal, get_args

from rete.model.ricerca import plain
from rete.plaintext import FORBIDDEN_IN_VALUE
from rete.records import dataclass

# fmt: off
Voce = Literal[
    "tavolo", "data", "inizio", "fine", "luogo", "modalita", "numero", "protocollo",
    "convocazione", "richiesta_da", "richiesta_il", "seconda_di", "presiede", "verbalizza",
    "presenti", "collegati",
    "giustificati", "ospiti", "entra", "esce", "delega", "deserta", "note", "punto",
    "senza-punto", "rinviato", "deciso", "respinto", "prende-atto", "oggetto", "visto",
    "premessa", "voto", "palese", "segreto", "consenso", "senza-voto", "contrari", "astenuti",
    "non_votanti", "esclusi", "preferenze", "effetto", "azione",
]
# fmt: on

_SAID_OTHERWISE: Mapping[Voce, tuple[str, ...]] = {
    "richiesta_da": ("richiesta da",),
    "richiesta_il": ("richiesta il",),
    "seconda_di": ("seconda convocazione di",),
    "giustificati": ("giustificati", "assenti giustificati"),
    "ospiti": ("ospiti", "invitati", "uditori"),
    "note": ("note del verbale",),
    "punto": (),  # it goes with a number
    "visto": ("visto", "vista", "visti", "viste", "considerato"),
    "palese": ("voto palese", "unanimita", "all'unanimita"),
    "segreto": ("voto segreto",),
    "consenso": ("consenso", "acclamazione", "per acclamazione"),
    "non_votanti": ("non votano",),
}
WORDS: Mapping[str, Voce] = MappingProxyType(
    {
        word: voce
        for voce in get_args(Voce)
        for word in _SAID_OTHERWISE.get(voce, (voce.replace("-", " "),))
    }
)
"""The words, without accents or case, and what each says."""

ALONE = frozenset[Voce](
    {"rinviato", "consenso", "senza-voto", "senza-punto", "palese", "segreto", "deserta"}
)
"""What may stand on a line without a value."""

TEXTS = frozenset[Voce]({"deciso", "respinto", "prende-atto", "visto", "premessa"})
LISTS = frozenset[Voce](
    {
        *("presenti", "collegati", "giustificati", "ospiti", "richiesta_da"),
        *("contrari", "astenuti", "esclusi", "preferenze"),
    }
)
_GOES_ON = TEXTS | LISTS | {"azione", "non_votanti", "effetto"}
"""What goes on in the lines below that stand further in."""

_KEYED = re.compile(r"([^\W\d_][^\W\d_' ]*(?:[' ]+[^\W\d_]+){0,3})\s*(?::|\s[-–]\s|\s[-–]$)\s*(.*)")
_POINT = re.compile(
    r"punto(?:\s+n\.?)?(?:\s+(\d{1,4}))?\s*(?::|\.|\)|\s?[-–](?=\s|$)|$)\s*(.*)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[-*•]\s+")
_NUMBERED = re.compile(r"^\d{1,3}[.)]\s+")
"""How a roll call is often typed."""


@dataclass(frozen=True, kw_only=True)
class Scritta:
    """One line as typed, with its number."""

    numero: int
    testo: str


@dataclass(frozen=True, kw_only=True)
class Detta:
    """A word with its value: on its own line, and on those below that go on.

    ``parola`` is as typed; ``punto`` the number after «PUNTO»; ``parti`` the lines of the value.
    """

    voce: Voce
    parola: str
    parti: tuple[str, ...]
    righe: tuple[Scritta, ...]
    punto: int | None = None

    @property
    def testo(self) -> str:
        """The value as a text: of several lines, each ends with its line end."""
        return joined(self.parti)

    @property
    def una_riga(self) -> str:
        """The value on one line; where it is a list, items on lines of their own are items."""
        parts = [_ITEM.sub("", part, count=1).strip() for part in self.parti]
        if self.voce in LISTS or self.voce == "non_votanti":
            parts = [_NUMBERED.sub("", part, count=1) for part in parts]
            return ", ".join(part.strip(", ") for part in parts if part.strip(", "))
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, kw_only=True)
class Libera:
    """A line of free text; ``alla_lettera`` where it was marked with «>»."""

    riga: Scritta
    testo: str
    alla_lettera: bool = False


@dataclass(frozen=True, kw_only=True)
class Sbagliata:
    """A line that seems meant to be more than free text, or that cannot be written."""

    riga: Scritta
    perche: str


Elemento = Detta | Libera | Sbagliata


def joined(parts: Sequence[str]) -> str:
    """One line by itself; several, or one and an empty one, end with a line end."""
    text = "\n".join(parts)
    return text if len(parts) < 2 or text.endswith("\n") else f"{text}\n"


def elements(text: str) -> Iterator[Elemento]:
    """What the lines of a notes file are, in order."""
    lines = _lines(text)
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        found = _element(line)
        if isinstance(found, Detta):
            more = _going_on(found, lines[place:])
            place += len(more)
            parts = (*found.parti, *(_part(one.testo) for one in more))
            found = replace(found, parti=parts, righe=(line, *more))
        yield found


def is_plain_text(line: str) -> bool:
    """Whether a line, as it stands, is read back as this very free text."""
    found = _element(Scritta(numero=1, testo=line))
    return isinstance(found, Libera) and not found.alla_lettera and found.testo == line


def _lines(text: str) -> list[Scritta]:
    normal = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    found = normal.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [Scritta(numero=number, testo=line) for number, line in enumerate(found, start=1)]


def _element(line: Scritta) -> Elemento:
    text = line.testo
    if FORBIDDEN_IN_VALUE.search(text) or any("\ud800" <= c <= "\udfff" for c in text):
        return Sbagliata(riga=line, perche="ci sono caratteri che non si possono scrivere")
    stripped = text.strip()
    if stripped.startswith(">"):
        return Libera(riga=line, testo=_quoted(text), alla_lettera=True)
    if (found := _keyed(line, stripped)) is not None:
        return found
    if (meant := _mistyped(stripped)) is not None:
        return Sbagliata(riga=line, perche=meant)
    return Libera(riga=line, testo=stripped)


def _keyed(line: Scritta, text: str) -> Detta | None:
    if point := _POINT.fullmatch(text):
        number = int(point[1]) if point[1] else None
        if number is not None or point[2]:
            return _said("punto", "PUNTO", point[2], line, number)
        return None
    if found := _KEYED.fullmatch(text):
        voce = WORDS.get(_word(found[1]))
        return _said(voce, found[1], found[2], line) if voce else None
    voce = WORDS.get(_word(text.rstrip(".!")))
    return _said(voce, text, "", line) if voce in ALONE else None


def _said(voce: Voce, word: str, value: str, line: Scritta, number: int | None = None) -> Detta:
    parts = (value,) if value else ()
    return Detta(voce=voce, parola=word.strip(), parti=parts, righe=(line,), punto=number)


def _word(typed: str) -> str:
    return " ".join(plain(typed).replace("’", "'").split())


def _mistyped(text: str) -> str | None:
    """Why a line of free text seems to be something else."""
    head, colon, _ = text.partition(":")
    if not colon or len(head) > 30:
        return None
    if _word(head) == "favorevoli":
        return (
            "chi è presente e non è nominato ha votato a favore: per i soli numeri scrivi "
            "«VOTO: 12 favorevoli, 1 contrario»"
        )
    if _word(head) in ("assenti", "assenti ingiustificati"):
        return (
            "chi è del tavolo e non è nominato è assente: togli la riga, e scrivi solo i "
            "«GIUSTIFICATI»"
        )
    near = get_close_matches(_word(head), WORDS, n=1, cutoff=0.82)
    if near:
        return f"«{head}» non è una parola prevista: forse «{near[0].upper()}»?"
    return None


def _going_on(said: Detta, lines: Sequence[Scritta]) -> tuple[Scritta, ...]:
    """The lines below that go on with a value: further in, or marked with «>»."""
    column = _indentation(said.righe[0].testo)
    found = []
    for line in lines:
        if not line.testo.strip() or _indentation(line.testo) <= column:
            break
        is_marked = line.testo.lstrip().startswith(">")
        element = _element(line)
        if not isinstance(element, Libera) or not (is_marked or said.voce in _GOES_ON):
            break
        found.append(line)
    return tuple(found)


def _part(line: str) -> str:
    return _quoted(line) if line.lstrip().startswith(">") else line.strip()


def _quoted(line: str) -> str:
    return line.lstrip()[1:].removeprefix(" ")


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())
