"""`rete ente`: the bodies of the alliance; what changes them is in modules beside this one."""

from typing import Annotated, Literal, cast

import typer

from rete.commands import contesto, ente_referente, ente_scheda, ente_stato, tipi
from rete.commands.mostrare import FormatoElencoOption, show_card, show_list
from rete.commands.registro import (
    AlOption,
    FormatoOption,
    RamoOption,
    RegistroDelOption,
    open_register,
    warn_of_errors,
)
from rete.commands.scelta import chosen_ente, chosen_tavolo, chosen_voce
from rete.load.loader import Loaded
from rete.model.patto import Vocabolario
from rete.reckoning.selection import FiltroEnti, enti_scelti
from rete.views.enti import dati_ente, elenco_enti, scheda_ente

app = typer.Typer()

NATURE = ("pubblico", "privato-sociale")
QUALITA = ("effettivo", "osservatore")


@app.command()
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


@app.command()
def mostra(
    ente: Annotated[
        str,
        typer.Argument(
            metavar="ENTE",
            click_type=contesto.ENTE,
            help=("L'id, l'inizio dell'id, la sigla o una parola del nome."),
            show_default=False,
        ),
    ],
    al: AlOption = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoOption = "testo",
) -> None:
    """Mostra la scheda di un ente, con le sue adesioni e i suoi tavoli."""
    loaded = open_register(registro_del, ramo)
    day = al or contesto.today()
    found = chosen_ente(loaded, ente)
    show_card(
        "ente",
        day,
        formato,
        dati=lambda: dati_ente(loaded.rete, found, day),
        scheda=lambda: scheda_ente(loaded.rete, found, day),
    )
    warn_of_errors(loaded)


def _word(loaded: Loaded, vocabulary: Vocabolario, typed: str | None) -> str | None:
    return None if typed is None else chosen_voce(loaded, typed, vocabulary)


app.command()(ente_scheda.aggiungi)
app.command()(ente_scheda.modifica)
app.command()(ente_stato.ammetti)
app.command()(ente_stato.sospendi)
app.command()(ente_stato.chiudi)
app.command()(ente_referente.referente)
