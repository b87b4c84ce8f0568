"""What the lines of some notes are: a word with its value, a doubt, or free text."""

import re
import unicodedata
from collections.abc import Sequence

from rete.notes.headings import Titolo
from rete.notes.phrases import Sicura
from rete.notes.vocabulary import ROWS, Voce
from rete.records import frozen

ITEM = re.compile(r"^\s*[-*•·–—‣▪◦●○■□➢✓✔\uf0b7\uf0a7]\s+")
_NUMBERED = re.compile(r"^\d{1,3}[.)]\s+")
"""How a roll call is often typed."""


@frozen
class Scritta:
    """One line as typed, with its number."""

    numero: int
    testo: str


@frozen
class Detta:
    """A word with its value: on its own line, and on those below that go on.

    ``parola`` is as typed; ``punto`` what the heading of a point says; ``parti`` the lines of the
    value. ``frase``: told by a sentence, which is the value, and how sure that is; ``nuda``: it is
    an outcome only. ``scelta``: it is what somebody said that the line means.
    """

    voce: Voce
    parola: str
    parti: tuple[str, ...]
    righe: tuple[Scritta, ...]
    punto: Titolo | None = None
    frase: Sicura | None = None
    nuda: bool = False
    scelta: bool = False

    @property
    def testo(self) -> str:
        """The value as a text: of several lines, each ends with its line end."""
        return joined(self.parti)

    @property
    def voci(self) -> tuple[str, ...]:
        """The parts of the value, without what marks them as items of a list."""
        parts = (ITEM.sub("", part, count=1).strip() for part in self.parti)
        if ROWS[self.voce].segue == "elenco":
            parts = (_NUMBERED.sub("", part, count=1).strip(" ,;") for part in parts)
        return tuple(part for part in parts if part)

    @property
    def items(self) -> tuple[str, ...]:
        """Every line of the value, without what marks it as an item: as many as ``parti``."""
        bare = (ITEM.sub("", part, count=1).strip() for part in self.parti)
        return tuple(_NUMBERED.sub("", part, count=1).strip(" ,;") for part in bare)

    @property
    def una_riga(self) -> str:
        """The value on one line; where it is a list, items on lines of their own are items."""
        return (", " if ROWS[self.voce].segue == "elenco" else " ").join(self.voci)


@frozen
class Libera:
    """A line of free text; ``alla_lettera`` where it was marked with «>»."""

    riga: Scritta
    testo: str
    alla_lettera: bool = False
    scelta: bool = False


@frozen
class Sbagliata:
    """A line that seems meant to be more than free text, or that cannot be written.

    ``come`` are the lines of notes that it may have meant; ``capo`` what stands before its colon,
    where that may be somebody who speaks; ``vota``: it has to do with a vote; ``gruppo``: lines of
    one are asked about at once.
    """

    riga: Scritta
    perche: str
    come: tuple[str, ...] = ()
    capo: str | None = None
    vota: bool = False
    gruppo: str = ""


Elemento = Detta | Libera | Sbagliata


def joined(parts: Sequence[str]) -> str:
    """One line by itself; several, or one and an empty one, end with a line end."""
    text = "\n".join(parts)
    return text if len(parts) < 2 or text.endswith("\n") else f"{text}\n"


def lines_of(text: str) -> list[Scritta]:
    normal = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    found = normal.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [Scritta(numero=number, testo=line) for number, line in enumerate(found, start=1)]


def is_item(line: str) -> bool:
    """A line that is marked as one of a list."""
    text = line.strip()
    return bool(ITEM.match(text) or _NUMBERED.match(text))


_LETTERED = re.compile(r"^(?:[A-Z]\)|[a-z]{1,3}\)|[a-z]\.)\s+\S")


def is_listed(text: str) -> bool:
    """An item, or a line under a letter of its own: `A) aprire`."""
    return is_item(text) or bool(_LETTERED.match(text))


def part_of(line: str) -> str:
    return quoted(line) if line.lstrip().startswith(">") else line.strip()


def quoted(line: str) -> str:
    return line.lstrip()[1:].removeprefix(" ")


def indentation(line: str) -> int:
    return len(line) - len(line.lstrip())
