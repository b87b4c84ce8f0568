"""Lists as tables for a terminal or a file, without lines around cells."""

import textwrap
from collections.abc import Sequence
from io import StringIO

from rete.render.terminal_text import printable
from rete.views.lists_and_cards import Colonna, Elenco, cell_in_words

_WHOLE = ("id", "data", "dal", "al", "stato")
"""Columns never broken over two lines, as long as the others have room for their words."""
_GAP = 2


def table_as_text(elenco: Elenco, *, width: int, colour: bool) -> str:
    """The rows under their titles, then the sentences that close the list."""
    rows = _table(elenco, width=width, colour=colour) if elenco.righe else ""
    return "".join([rows, *(f"{printable(line)}\n" for line in elenco.chiusura)])


def _table(elenco: Elenco, *, width: int, colour: bool) -> str:
    # Rich costs more to import than a small register to read.
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    columns = [column for column in elenco.colonne if column.in_tabella]
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False)
    rows = [
        [printable(cell_in_words(column, row[column.chiave])) for column in columns]
        for row in elenco.righe
    ]
    widths = _widths(columns, rows, width)
    for column, room in zip(columns, widths, strict=True):
        table.add_column(Text(_title(column), style="bold"), width=room, overflow="fold")
    for cells in rows:
        fitted = map(_fitted, columns, cells, widths)
        table.add_row(*(Text(cell) for cell in fitted))
    written = StringIO()
    console = Console(
        file=written,
        width=width,
        color_system="standard" if colour else None,
        force_terminal=colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in written.getvalue().splitlines())


def _title(column: Colonna) -> str:
    return column.breve or column.titolo


def _fitted(column: Colonna, cell: str, width: int) -> str:
    """The text of a cell, cut after as many lines as its column may take."""
    if column.righe is None or len(cell) <= width:
        return cell
    return textwrap.fill(
        cell, width, max_lines=column.righe, placeholder="…", break_on_hyphens=False
    )


def _widths(columns: Sequence[Colonna], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The widths of the columns: the widest gives way first, down to its longest word."""
    # Rich would break words in a column while others still have room.
    from rich.cells import cell_len

    texts = [[_title(column), *(row[i] for row in rows)] for i, column in enumerate(columns)]
    widths = [max(map(cell_len, cells)) for cells in texts]
    least = [
        longest
        if column.chiave in _WHOLE
        else max(cell_len(word) for cell in cells for word in cell.split() or [""])
        for column, cells, longest in zip(columns, texts, widths, strict=True)
    ]
    room = max(width - _GAP * (len(columns) - 1), len(columns))
    for floor in (least, [1] * len(columns)):
        while sum(widths) > room and (wide := _widest(widths, floor)) is not None:
            widths[wide] -= 1
    return widths


def _widest(widths: Sequence[int], floor: Sequence[int]) -> int | None:
    """The widest column that can still give way."""
    able = [i for i, (width, least) in enumerate(zip(widths, floor, strict=True)) if width > least]
    return max(able, key=lambda i: widths[i], default=None)
