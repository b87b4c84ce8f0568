"""`rete atto elenca`: the acts born outside sittings, as a list."""

from typing import Annotated

import typer

from rete.commands.atto.registra import TIPI
from rete.commands.shared import contesto, tipi
from rete.commands.shared.giorni import DalOption, FinoOption, refuse_reversed
from rete.commands.shared.mostrare import FormatoElencoOption, show_list
from rete.commands.shared.registro import (
    RamoOption,
    RegistroDelOption,
    open_register,
    warn_of_errors,
)
from rete.commands.shared.scelta import chosen_ente
from rete.reckoning.selection import FiltroAtti, atti_scelti
from rete.views.atti import elenco_atti


def elenca(  # noqa: PLR0913, PLR0917 - each option is a parameter
    tipo: Annotated[
        str | None,
        typer.Option(
            "--tipo",
            click_type=tipi.Scelta(TIPI),
            metavar="TIPO",
            help=f"Solo gli atti di questo tipo: {', '.join(TIPI)}.",
        ),
    ] = None,
    dal: DalOption = None,
    fino: FinoOption = None,
    ente: Annotated[
        str | None,
        typer.Option(
            "--ente",
            click_type=contesto.ENTE,
            metavar="ID",
            help="Solo gli atti di questo ente, firmati da lui o che lo riguardano.",
        ),
    ] = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoElencoOption = "testo",
) -> None:
    """Elenca gli atti nati fuori dalle sedute, dal più recente."""
    refuse_reversed(dal, fino, named="--fino")
    loaded = open_register(registro_del, ramo)
    filtro = FiltroAtti(
        tipo=tipo,
        dal=dal,
        fino=fino,
        ente=chosen_ente(loaded, ente).id if ente is not None else None,
    )
    found = atti_scelti(loaded.rete, filtro)
    show_list(elenco_atti(loaded.rete, found), contesto.today(), formato)
    warn_of_errors(loaded)
