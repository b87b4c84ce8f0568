"""`--vista`: which text of the pact, the same words for every command that takes it."""

from datetime import date
from typing import Annotated, Final, cast

import click
import typer

from rete.commands.shared import tipi
from rete.reckoning.viste import VISTE, Vista

_HELP: Final = (
    "Quale testo del patto: originario (come firmato), vigente (in vigore quel giorno) "
    "o multivigente (tutte le versioni)."
)


def _option() -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        "--vista",
        click_type=tipi.Scelta(VISTE),
        metavar="VISTA",
        help=_HELP,
        show_default=False,
    )
    return option


VistaOption = Annotated[str | None, _option()]


def chosen_view(vista: str | None) -> Vista:
    """The view that was typed, «vigente» if none."""
    return "vigente" if vista is None else cast(Vista, vista)


def refuse_day_of_original(vista: str | None, al: date | None) -> None:
    """What was signed is the same on every day: whoever names one expects something else."""
    if vista == "originario" and al is not None:
        raise click.UsageError(
            "il testo originario è lo stesso in ogni giorno: togli --al o cambia --vista"
        )
