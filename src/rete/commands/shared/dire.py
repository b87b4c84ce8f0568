"""Sentences of commands, one on a line, and findings; lists and cards are printed by `mostrare`."""

import re
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from rete.italiano import parse_date, parse_month, short_date
from rete.render.terminal_text import columns, printable, wants_colour, wrapped

if TYPE_CHECKING:
    from rete.diagnostics import Placed

_NARROWEST = 20
_HANGING = 2
_DATE = (
    r"«[^»]*»|(?<![\w./-])(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![\w/-])"
    r"|\b(?P<before>dal|da|al|giorno) (?P<month>[0-9]{4}-[0-9]{2})(?![\w/-])"
)


def tell(sentence: str, *, err: bool = False) -> None:
    """A sentence: at a terminal broken between words where it ends, elsewhere on one line.

    Its dates are as they are read: those of the data stand in ids, quotations and commits.
    """
    line, width = dates_to_read(printable(sentence)), columns(sys.stderr if err else sys.stdout)
    pieces = [line] if width is None else wrapped(line, max(width, _NARROWEST), hanging=_HANGING)
    for piece in pieces:
        click.echo(piece, err=err)


def show_findings(findings: "Sequence[Placed]") -> None:
    """Findings of the check, as it prints them."""
    from rete.render.findings import findings_as_text

    for line in findings_as_text(findings, colour=wants_colour(sys.stdout)):
        click.echo(line)


def dates_to_read(sentence: str) -> str:
    """The sentence with `01/03/2025` for `2025-03-01`, where it stands by itself and unquoted."""
    return re.sub(_DATE, _to_read, sentence)


def _to_read(found: re.Match[str]) -> str:
    if found["day"]:
        day = parse_date(found["day"], date.min)
        return found.group() if day is None else short_date(day)
    month = parse_month(found["month"] or "")
    return found.group() if month is None else f"{found['before']} {month:%m/%Y}"
