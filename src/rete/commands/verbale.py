"""`rete verbale`: the sittings and their minutes, as a list or one by one."""

from datetime import date
from typing import Annotated, Final, cast

import typer

from rete.commands import (
    contesto,
    tipi,
    verbale_approva,
    verbale_attua,
    verbale_convoca,
    verbale_modifica,
    verbale_presenze,
    verbale_redigi,
    verbale_rettifica,
)
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
from rete.commands.scelta import chosen_ente, chosen_tavolo, chosen_verbale
from rete.commands.verbale_presenze import AnnoOption, a_year
from rete.model.comuni import Esito, TipoEffetto
from rete.reckoning.selection import FiltroVerbali, StatoVerbale, verbali_scelti
from rete.reckoning.wording import EFFECTS
from rete.views.verbali import dati_verbale, elenco_verbali, scheda_verbale

app = typer.Typer()

STATI: Final = ("pianificata", "bozza", "approvato")
ESITI: Final = ("approvata", "respinta", "presa-d-atto")

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


@app.command()
def elenca(  # noqa: PLR0913, PLR0917 - each option is a parameter
    tavolo: Annotated[
        str | None,
        typer.Option(
            "--tavolo",
            click_type=contesto.TAVOLO,
            metavar="ID",
            help="Solo le sedute di questo tavolo, anche congiunte.",
        ),
    ] = None,
    anno: AnnoOption = None,
    dal: DalOption = None,
    fino: FinoOption = None,
    ente: Annotated[
        str | None,
        typer.Option(
            "--ente",
            click_type=contesto.ENTE,
            metavar="ID",
            help="Solo le sedute in cui questo ente era presente o collegato.",
        ),
    ] = None,
    stato: Annotated[
        str | None,
        typer.Option(
            "--stato",
            click_type=tipi.Scelta(STATI),
            metavar="|".join(STATI),
            help="Solo le sedute in questo stato.",
        ),
    ] = None,
    effetto: Annotated[
        str | None,
        typer.Option(
            "--effetto",
            click_type=tipi.Scelta(tuple(EFFECTS)),
            metavar="TIPO",
            help=f"Solo dove una decisione ha questo effetto: {', '.join(EFFECTS)}.",
        ),
    ] = None,
    decisione: Annotated[
        str | None,
        typer.Option(
            "--decisione",
            click_type=tipi.Scelta(ESITI),
            metavar="|".join(ESITI),
            help="Solo dove una decisione (con --effetto, quella) ha questo esito.",
        ),
    ] = None,
    cerca: Annotated[
        str | None,
        typer.Option(
            "--cerca",
            metavar="TESTO",
            help="Solo dove questo testo è fra i punti, nella discussione o nelle decisioni.",
        ),
    ] = None,
    al: AlOption = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoElencoOption = "testo",
) -> None:
    """Elenca le sedute, dalla più recente.

    Con --al lo stato è quello di quel giorno: un verbale approvato dopo era ancora una bozza.
    """
    refuse_reversed(dal, fino, named="--fino")
    loaded = open_register(registro_del, ramo)
    day = al or contesto.today()
    filtro = FiltroVerbali(
        tavolo=chosen_tavolo(loaded, tavolo).id if tavolo is not None else None,
        anno=a_year(anno),
        dal=dal,
        fino=fino,
        ente=chosen_ente(loaded, ente).id if ente is not None else None,
        stato=cast(StatoVerbale | None, stato),
        effetto=cast(TipoEffetto | None, effetto),
        esito=cast(Esito | None, decisione),
        cerca=cerca,
    )
    found = verbali_scelti(loaded.rete, filtro, day)
    show_list(elenco_verbali(loaded.rete, found, day), day, formato)
    warn_of_errors(loaded)


@app.command()
def mostra(
    verbale: Annotated[
        str,
        typer.Argument(
            metavar="VERBALE",
            click_type=contesto.VERBALE,
            help="L'id o il suo inizio, oppure data e tavolo.",
            show_default=False,
        ),
    ],
    al: AlOption = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoOption = "testo",
) -> None:
    """Mostra un verbale: presenze, discussione, decisioni e azioni.

    Di ogni decisione si vede il conto (numero legale, voti, maggioranza) e se un atto
    successivo l'ha corretta o revocata; delle azioni, come sono andate a finire.
    """
    loaded = open_register(registro_del, ramo)
    day = al or contesto.today()
    found = chosen_verbale(loaded, verbale)
    show_card(
        "verbale",
        day,
        formato,
        dati=lambda: dati_verbale(loaded.rete, found, day),
        scheda=lambda: scheda_verbale(loaded.rete, found, day),
    )
    warn_of_errors(loaded)


app.command()(verbale_presenze.presenze)
app.command()(verbale_convoca.convoca)
app.command()(verbale_redigi.redigi)
app.command()(verbale_modifica.modifica)
app.command()(verbale_approva.approva)
app.command()(verbale_attua.attua)
app.command()(verbale_rettifica.rettifica)
