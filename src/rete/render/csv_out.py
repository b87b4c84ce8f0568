"""Lists as CSV for a spreadsheet, no cell of which is ever taken for a formula.

A spreadsheet set up for Italy parts the cells at semicolons, whatever the file does; what begins
after one, after a tab or on a new line within a cell may then be a cell of its own.
"""

import csv
import re
from io import StringIO

from rete.views.lists_and_cards import Colonna, Elenco, Valore, cell_as_text

# The sign that begins a formula, in its wide form too (OWASP, «CSV Injection»), after blanks and
# quotes that some programs drop.
_FORMULA = re.compile(r"((?:\A|[;\t\r\n])[\s\"'\u200b\ufeff]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


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
    return _FORMULA.sub(r"\1'", cell)
