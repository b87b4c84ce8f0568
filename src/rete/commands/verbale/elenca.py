"""`rete verbale elenca`: the sittings, as a list."""

from typing import Annotated, Final, cast

import typer

from rete.commands.shared import contesto, tipi
from rete.commands.shared.giorni import AnnoOption, DalOption, FinoOption, a_year, refuse_reversed
from rete.commands.shared.mostrare import FormatoElencoOption, show_list
from rete.commands.shared.registro import (
    AlOption,
    RamoOption,
    RegistroDelOption,
    open_register,
    warn_of_errors,
)
from rete.commands.shared.scelta import chosen_ente, chosen_tavolo
from rete.model.comuni import Esito, TipoEffetto
from rete.reckoning.selection import FiltroVerbali, StatoVerbale, verbali_scelti
from rete.reckoning.wording import EFFECTS
from rete.views.verbali import elenco_verbali

STATI: Final = ("pianificata", "bozza", "approvato")

ESITI: Final = ("approvata", "respinta", "presa-d-atto")


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
