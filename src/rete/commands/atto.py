"""`rete atto`: the acts born outside sittings, and decisions by their reference."""

from typing import Annotated

import typer

from rete.commands import contesto, tipi
from rete.commands.atto_registra import TIPI, registra
from rete.commands.giorni import refuse_reversed
from rete.commands.mostrare import FormatoElencoOption, show_card, show_list
from rete.commands.registro import (
    AlOption,
    FormatoOption,
    RamoOption,
    RegistroDelOption,
    open_register,
    warn_of_errors,
)
from rete.commands.scelta import chosen_atto, chosen_ente
from rete.commands.verbale import DalOption, FinoOption
from rete.reckoning.selection import FiltroAtti, atti_scelti
from rete.views.atti import dati_atto, elenco_atti, scheda_atto

app = typer.Typer()


@app.command()
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


@app.command()
def mostra(
    atto: Annotated[
        str,
        typer.Argument(
            metavar="ATTO",
            click_type=contesto.ATTO,
            help="L'id di un atto o il suo inizio, oppure una decisione: VERBALE/NUMERO.",
            show_default=False,
        ),
    ],
    al: AlOption = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoOption = "testo",
) -> None:
    """Mostra un atto o una decisione: che cosa cambia, chi lo cita.

    Di ogni effetto si vede quale scheda lo riporta, o che non è ancora attuato.
    """
    loaded = open_register(registro_del, ramo)
    day = al or contesto.today()
    found = chosen_atto(loaded, atto)
    show_card(
        "atto",
        day,
        formato,
        dati=lambda: dati_atto(loaded.rete, found, day),
        scheda=lambda: scheda_atto(loaded.rete, found, day),
    )
    warn_of_errors(loaded)


app.command()(registra)
