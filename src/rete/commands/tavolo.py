"""`rete tavolo`: the tables; what changes them is in modules beside this one."""

from typing import Annotated, cast

import typer

from rete.commands import contesto, tavolo_posti, tavolo_vita, tipi
from rete.commands.mostrare import FormatoElencoOption, show_card, show_list
from rete.commands.registro import (
    AlOption,
    FormatoOption,
    RamoOption,
    RegistroDelOption,
    open_register,
    warn_of_errors,
)
from rete.commands.scelta import chosen_ente, chosen_tavolo
from rete.commands.tavolo_domande import GENERI
from rete.model.comuni import Genere
from rete.reckoning.selection import FiltroTavoli, tavoli_scelti
from rete.views.tavoli import dati_tavolo, elenco_tavoli, scheda_tavolo

app = typer.Typer()


@app.command()
def elenca(  # noqa: PLR0913, PLR0917 - each option is a parameter
    genere: Annotated[
        str | None,
        typer.Option(
            "--genere",
            click_type=tipi.Scelta(GENERI),
            metavar="GENERE",
            help=f"Solo i tavoli di questo genere: {', '.join(GENERI)}.",
        ),
    ] = None,
    ente: Annotated[
        str | None,
        typer.Option(
            "--ente",
            click_type=contesto.ENTE,
            metavar="ID",
            help="Solo i tavoli a cui quel giorno siede questo ente.",
        ),
    ] = None,
    tutti: Annotated[
        bool, typer.Option("--tutti", help="Anche i tavoli chiusi o non ancora istituiti.")
    ] = False,
    al: AlOption = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoElencoOption = "testo",
) -> None:
    """Elenca i tavoli, con quanti enti vi siedono e chi li coordina."""
    loaded = open_register(registro_del, ramo)
    day = al or contesto.today()
    filtro = FiltroTavoli(
        tutti=tutti,
        genere=cast(Genere | None, genere),
        ente=chosen_ente(loaded, ente).id if ente is not None else None,
    )
    scelti = tavoli_scelti(loaded.rete, filtro, day)
    show_list(elenco_tavoli(loaded.rete, scelti, day), day, formato)
    warn_of_errors(loaded)


@app.command()
def mostra(
    tavolo: Annotated[
        str,
        typer.Argument(
            metavar="TAVOLO",
            click_type=contesto.TAVOLO,
            help="L'id, l'inizio dell'id o una parola del nome.",
            show_default=False,
        ),
    ],
    al: AlOption = None,
    registro_del: RegistroDelOption = None,
    ramo: RamoOption = None,
    formato: FormatoOption = "testo",
) -> None:
    """Mostra un tavolo: chi ne fa parte, chi lo coordina, le sedute."""
    loaded = open_register(registro_del, ramo)
    day = al or contesto.today()
    found = chosen_tavolo(loaded, tavolo)
    show_card(
        "tavolo",
        day,
        formato,
        dati=lambda: dati_tavolo(loaded.rete, found, day),
        scheda=lambda: scheda_tavolo(loaded.rete, found, day),
    )
    warn_of_errors(loaded)


app.command()(tavolo_vita.istituisci)
app.command()(tavolo_vita.modifica)
app.command()(tavolo_posti.aggiungi)
app.command()(tavolo_posti.togli)
app.command()(tavolo_posti.affida)
app.command()(tavolo_vita.chiudi)
