"""The shapes of what a reading command shows, a list or a card, before `render` lays it out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from rete.italiano.etichette import label
from rete.model.tempo import DataParziale, in_short
from rete.records import frozen

Altro = Mapping[str, str | int | tuple[str, ...]]
Valore = str | int | date | DataParziale | tuple[str, ...] | None


class Colonna(NamedTuple):
    """A column: its key in JSON, its title, how a code is said in words, whether tables have it."""

    chiave: str
    titolo: str
    parole: Callable[[str], str] | Mapping[str, str] | None = None
    in_tabella: bool = True
    breve: str | None = None
    """A title for tables, where there is no room for the whole one."""
    righe: int | None = None
    """How many lines of a table a long text may take: the rest, which a card has, is cut."""
    valore: Callable[[Any], Valore] | None = None
    """What it has of a record, where that is not the record's own field of its key."""

    def of(self, record: object) -> Valore:
        value: Valore = self.valore(record) if self.valore else getattr(record, self.chiave)
        return value

    def said(self, code: str) -> str:
        """A code in words: by a table of them, or by whoever knows them."""
        if isinstance(self.parole, Mapping):
            return label(self.parole, code)
        return self.parole(code) if self.parole else code


@frozen
class Elenco:
    """A list: the same rows for a table, for JSON and for CSV."""

    nome: str
    colonne: tuple[Colonna, ...]
    righe: tuple[Mapping[str, Valore], ...]
    chiusura: tuple[str, ...]
    """The sentences that follow the table: how many, or that there are none."""
    altro: Altro = field(default_factory=dict)
    """What else JSON says beside the rows."""


class Riga(NamedTuple):
    """A line of a card; without a label it is text that goes with the line above."""

    etichetta: str
    testo: str


class Sezione(NamedTuple):
    titolo: str
    righe: tuple[Riga, ...]


@frozen
class Scheda:
    """One record, to be read: its heading, then sections (those without lines are not shown)."""

    titolo: str
    righe: tuple[Riga, ...]
    sezioni: tuple[Sezione, ...] = ()


_Detta = tuple[str, str | int | None]
Righe = Iterator[_Detta]
"""The lines of a card as they are told: a label and its text, None where that is not known."""


def card(titolo: str, righe: Iterable[_Detta], *sezioni: Sezione) -> Scheda:
    return Scheda(titolo=titolo, righe=_known(righe), sezioni=sezioni)


def section(titolo: str, righe: Iterable[_Detta]) -> Sezione:
    return Sezione(titolo, _known(righe))


def _known(told: Iterable[_Detta]) -> tuple[Riga, ...]:
    return tuple(Riga(head, str(text)) for head, text in told if text is not None)


def below(texts: Iterable[str]) -> Righe:
    """Texts that go with the line above."""
    return (("", text) for text in texts)


def list_of(
    nome: str,
    columns: tuple[Colonna, ...],
    records: Iterable[object],
    chiusura: tuple[str, ...] = (),
    altro: Altro = MappingProxyType({}),
) -> Elenco:
    """The list of what each column has of each record."""
    rows = ({column.chiave: column.of(record) for column in columns} for record in records)
    return Elenco(nome=nome, colonne=columns, righe=tuple(rows), chiusura=chiusura, altro=altro)


def cell_in_words(column: Colonna, value: Valore) -> str:
    """A value to be read: codes in words, days as `15/01/2024`, nothing where not known."""
    if isinstance(value, date | DataParziale):
        return in_short(value)
    return cell_as_text(column, value)


def cell_as_text(column: Colonna, value: Valore) -> str:
    """A value for a spreadsheet: codes in words, days as the register writes them."""
    match value:
        case None:
            return ""
        case str():
            return column.said(value)
        case DataParziale() | date() | int():
            return str(value)
        case _:
            return ", ".join(map(column.said, value))
