"""Lists as CSV for a spreadsheet: no cell is ever taken for a formula."""

import csv
from io import StringIO

from rete.views.forma import Elenco, cell_as_text

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def list_as_csv(elenco: Elenco) -> str:
    """A line of titles, then one line for each row; dates as in the register."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(column.titolo for column in elenco.colonne)
    for row in elenco.righe:
        writer.writerow(
            _harmless(cell_as_text(column, row[column.chiave])) for column in elenco.colonne
        )
    return written.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
