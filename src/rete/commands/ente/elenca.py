"""`rete ente elenca`: the bodies of the alliance, as a list."""

from typing import Annotated, Literal, cast

import typer

from rete.commands.shared import contesto, tipi
from rete.commands.shared.mostrare import FormatoElencoOption, show_list
from rete.commands.shared.registro import (
    AlOption,
    RamoOption,
    RegistroDelOption,
    open_register,
    warn_of_errors,
)
from rete.commands.shared.scelta import chosen_tavolo, chosen_voce
from rete.load.loader import Loaded
from rete.model.patto import Vocabolario
from rete.reckoning.selection import FiltroEnti, enti_scelti
from rete.views.enti import elenco_enti

NATURE = ("pubblico", "privato-sociale")

QUALITA = ("effettivo", "osservatore")


def elenca(  # noqa: PLR0913, PLR0917 - each option is a parameter
    tutti: Annotated[
        bool, typer.Option("--tutti", help="Anche gli enti che quel giorno non sono nella rete.")
    ] = False,
    natura: Annotated[
        str | None,
        typer.Option(
            "--natura",
            click_type=tipi.Scelta(NATURE),
            metavar="|".join(NATURE),
            help="Solo gli enti di questa natura.",
        ),
    ] = None,
    qualita: Annotated[
        str | None,
        typer.Option(
            "--qualita",
            click_type=tipi.Scelta(QUALITA),
            metavar="|".join(QUALITA),
            help="Solo chi è nella rete con questa qualità.",
        ),
    ] = None,
    ambito: Annotated[
        str | None, typer.Option("--ambito", metavar="ID", help="Solo chi ha questo ambito.")
    ] = None,
    comunita: Annotated[
        str | None,
        typer.Option("--comunita", metavar="ID", help="Solo chi lavora con questa comunità."),
    ] = None,
    tavolo: Annotated[
        str | None,
        typer.Option(
            "--tavolo",
            click_type=contesto.TAVOLO,
            metavar="ID",
            help="Solo chi quel giorno siede a questo tavolo.",
        ),
    ] = None,
    cerca: Annotated[
        str | None,
        typer.Option(
            "--cerca",
            metavar="TESTO",
            help="Solo chi ha questo testo nel nome (anche di prima), nella sigla, nel codice "
            "fiscale o nel comune della sede.",
        ),
    ] = None,
    al: AlOption = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoElencoOption = "testo",
) -> None:
    """Elenca gli enti della rete, oggi o in un altro giorno."""
    loaded = open_register(registro_del, ramo)
    day = al or contesto.today()
    filtro = FiltroEnti(
        tutti=tutti,
        natura=natura,
        qualita=cast(Literal["effettivo", "osservatore"] | None, qualita),
        ambito=_word(loaded, "ambiti", ambito),
        comunita=_word(loaded, "comunita", comunita),
        tavolo=chosen_tavolo(loaded, tavolo).id if tavolo is not None else None,
        cerca=cerca,
    )
    scelti = enti_scelti(loaded.rete, filtro, day)
    show_list(elenco_enti(loaded.rete, scelti, day, tutti=tutti), day, formato)
    warn_of_errors(loaded)


def _word(loaded: Loaded, vocabulary: Vocabolario, typed: str | None) -> str | None:
    return None if typed is None else chosen_voce(loaded, typed, vocabulary)
