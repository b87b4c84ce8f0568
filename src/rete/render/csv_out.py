"""Lists as CSV for a spreadsheet: no cell is ever taken for a formula."""

import csv
from io import StringIO

from rete.views.forma import Colonna, Elenco, Valore, cell_as_text

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def list_as_csv(elenco: Elenco) -> str:
    """A line of titles, then one line for each row; dates as in the register."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(column.titolo for column in elenco.colonne)
    for row in elenco.righe:
        writer.writerow(_cell(column, row[column.chiave]) for column in elenco.colonne)
    return written.getvalue()


def _cell(column: Colonna, value: Valore) -> str:
    """A number is no formula, not even one below zero."""
    return str(value) if isinstance(value, int) else _harmless(cell_as_text(column, value))


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
