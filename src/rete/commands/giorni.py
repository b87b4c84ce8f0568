"""Stretches of days as options give them; what a day is when typed is in contesto."""

from datetime import date

import click

from rete.italiano import short_date


def refuse_reversed(dal: date | None, last: date | None, *, named: str) -> None:
    """UsageError where a stretch would end, on the day so named, before it begins."""
    if dal is not None and last is not None and last < dal:
        raise click.UsageError(
            f"--dal ({short_date(dal)}) viene dopo {named} ({short_date(last)}): "
            "correggi una delle due date"
        )
