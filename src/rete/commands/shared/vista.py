"""`--vista`: which text of the pact, for every command that takes it."""

from typing import Final

import click

from rete.commands.shared.lettura import AL, Lettura
from rete.commands.shared.opzioni import una_di
from rete.reckoning.viste import VISTE, Vista

VISTA: Final = una_di(
    VISTE,
    "Quale testo del patto: originario (come firmato), vigente (in vigore quel giorno) o "
    "multivigente (tutte le versioni).",
    "VISTA",
    show_default=False,
)


class DiUnaVista(Lettura):
    """What is asked of the text of the pact: of which day, and which text."""

    al = AL
    vista = VISTA

    @property
    def view(self) -> Vista:
        """The view that was typed, «vigente» if none."""
        return self.vista or "vigente"

    def refuse_day_of_original(self) -> None:
        """What was signed is the same on every day: whoever names one expects something else."""
        if self.vista == "originario" and self.al is not None:
            raise click.UsageError(
                "il testo originario è lo stesso in ogni giorno: togli --al o cambia --vista"
            )
