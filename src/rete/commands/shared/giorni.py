"""`--dal`, `--fino`, `--anno`: the days and stretches of days of reading commands."""

from datetime import date
from typing import Annotated

import click
import typer

from rete.commands.shared import contesto
from rete.italiano import short_date
from rete.render.terminal_text import printable

DalOption = Annotated[
    date | None,
    typer.Option(
        "--dal", click_type=contesto.DATA, metavar="DATA", help="Solo da questo giorno in poi."
    ),
]

FinoOption = Annotated[
    date | None,
    typer.Option(
        "--fino", click_type=contesto.DATA, metavar="DATA", help="Solo fino a questo giorno."
    ),
]
AnnoOption = Annotated[
    str | None, typer.Option("--anno", metavar="ANNO", help="Solo le sedute di questo anno.")
]


def a_year(typed: str | None) -> int | None:
    """The year of `--anno`, as a number; UsageError where it is none."""
    if typed is None:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) == 4 and int(typed)):
        raise click.UsageError(f"--anno: «{printable(typed)}» non è un anno: quattro cifre (2025)")
    return int(typed)


def refuse_reversed(dal: date | None, last: date | None, *, named: str) -> None:
    """UsageError where a stretch would end, on the day so named, before it begins."""
    if dal is not None and last is not None and last < dal:
        raise click.UsageError(
            f"--dal ({short_date(dal)}) viene dopo {named} ({short_date(last)}): "
            "correggi una delle due date"
        )
