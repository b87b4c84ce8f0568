"""A list, a card or a page printed in the form asked for: text, JSON, CSV; `views` makes them."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final, ParamSpec

import click

from rete.records import frozen
from rete.render.json_out import as_json
from rete.render.terminal_text import Style, printable, styled, wants_colour
from rete.views.dati import Plain, Record, as_plain
from rete.views.lists_and_cards import Elenco, Scheda

P = ParamSpec("P")

_WIDTH_OF_A_FILE: Final = 80
_NARROWEST, _WIDEST = 40, 400


@frozen
class Carta:
    """One record as an answer: its name and its data with JSON, else its card; made when shown."""

    nome: str
    dati: Callable[[], Mapping[str, Plain]]
    scheda: Callable[[], Scheda]
    giorno: date | None = None


def carta(
    nome: str,
    dati: Callable[P, Mapping[str, Plain]],
    scheda: Callable[P, Scheda],
    *about: P.args,
    **named: P.kwargs,
) -> Carta:
    """A card whose data and whose lines are worked out from the same things."""
    return Carta(
        nome=nome, dati=partial(dati, *about, **named), scheda=partial(scheda, *about, **named)
    )


def show_list(elenco: Elenco, day: date, formato: str) -> None:
    """A list on standard output: a table, JSON or CSV."""
    match formato:
        case "json":
            _print(as_json(_list_as_plain(elenco, day)))
        case "csv":
            from rete.render.csv_out import list_as_csv

            _print(list_as_csv(elenco))
        case _:
            from rete.render.tables import table_as_text

            _print(table_as_text(elenco, width=terminal_width(), colour=wants_colour(sys.stdout)))


def show_card(carta: Carta, day: date, formato: str) -> None:
    """One record: its data under its name with JSON, else its card."""
    if formato == "json":
        al = (carta.giorno or day).isoformat()
        _print(as_json({"versione": 1, "al": al, carta.nome: carta.dati()}))
    else:
        show_page(carta.scheda())


def show_page(page: Scheda, closing: Sequence[str] = ()) -> None:
    """A card, or a list too wide for a table, in groups; and the sentences that close it."""
    from rete.render.cards import card_as_text

    _print(card_as_text(page, width=terminal_width(), colour=wants_colour(sys.stdout)))
    _print("".join(f"{printable(line)}\n" for line in closing))


def show_plain(data: Mapping[str, object]) -> None:
    """Plain data on standard output, as JSON."""
    _print(as_json(data))


def show_tables(tables: Iterable[tuple[str, Elenco]], closing: Sequence[str]) -> None:
    """Several tables, each under its name, and the sentences that close them all."""
    from rete.render.tables import table_as_text

    colour = wants_colour(sys.stdout)
    for name, table in tables:
        _print(f"{styled(printable(name), Style.STRONG, colour=colour)}\n")
        _print(f"{table_as_text(table, width=terminal_width(), colour=colour)}\n")
    _print("".join(f"{printable(line)}\n" for line in closing))


def _list_as_plain(elenco: Elenco, day: date) -> Record:
    rows: list[Plain] = [
        {
            column.chiave: as_plain(row[column.chiave])
            for column in elenco.colonne
            if row[column.chiave] is not None
        }
        for row in elenco.righe
    ]
    others = {key: as_plain(value) for key, value in elenco.altro.items()}
    return {"versione": 1, "al": day.isoformat(), **others, elenco.nome: rows}


def _print(text: str) -> None:
    click.echo(text, nl=False)


def terminal_width() -> int:
    """The width of COLUMNS, else of the terminal; 80 for a file, whoever will read it."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and len(asked) < 9:
        width = int(asked) or _WIDTH_OF_A_FILE
    elif sys.stdout.isatty():
        width = shutil.get_terminal_size((_WIDTH_OF_A_FILE, 24)).columns
    else:
        width = _WIDTH_OF_A_FILE
    return min(max(width, _NARROWEST), _WIDEST)
