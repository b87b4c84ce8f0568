"""`rete ente elenca`: the bodies of the alliance, as a list."""

from typing import Annotated, cast, get_args

import typer

from rete.commands.shared.lettura import (
    ELENCO,
    Lettura,
    cerca_option,
    reading,
    scelta_option,
    tavolo_option,
)
from rete.commands.shared.scelta import chosen_voce
from rete.model.comuni import Qualita
from rete.model.ente import Natura
from rete.model.patto import Vocabolario
from rete.reckoning.selection import FiltroEnti, enti_scelti
from rete.views.enti import elenco_enti
from rete.views.lists_and_cards import Elenco

_NATURE = scelta_option("--natura", get_args(Natura), "Solo gli enti di questa natura.")
_QUALITA = scelta_option(
    "--qualita", get_args(Qualita), "Solo chi è nella rete con questa qualità."
)


@reading(*ELENCO)
def elenca(  # noqa: PLR0913, PLR0917 - each option is a parameter
    lettura: Lettura,
    tutti: Annotated[
        bool, typer.Option("--tutti", help="Anche gli enti che quel giorno non sono nella rete.")
    ] = False,
    natura: Annotated[str | None, _NATURE] = None,
    qualita: Annotated[str | None, _QUALITA] = None,
    ambito: Annotated[
        str | None, typer.Option("--ambito", metavar="ID", help="Solo chi ha questo ambito.")
    ] = None,
    comunita: Annotated[
        str | None,
        typer.Option("--comunita", metavar="ID", help="Solo chi lavora con questa comunità."),
    ] = None,
    tavolo: Annotated[
        str | None, tavolo_option("Solo chi quel giorno siede a questo tavolo.")
    ] = None,
    cerca: Annotated[
        str | None,
        cerca_option(
            "Solo chi ha questo testo nel nome (anche di prima), nella sigla, nel codice "
            "fiscale o nel comune della sede."
        ),
    ] = None,
) -> Elenco:
    """Elenca gli enti della rete, oggi o in un altro giorno."""
    filtro = FiltroEnti(
        tutti=tutti,
        natura=natura,
        qualita=cast(Qualita | None, qualita),
        ambito=_word(lettura, "ambiti", ambito),
        comunita=_word(lettura, "comunita", comunita),
        tavolo=lettura.tavolo(tavolo),
        cerca=cerca,
    )
    rete, day = lettura.rete, lettura.giorno
    return elenco_enti(rete, enti_scelti(rete, filtro, day), day, tutti=tutti)


def _word(lettura: Lettura, vocabulary: Vocabolario, typed: str | None) -> str | None:
    return None if typed is None else chosen_voce(lettura.loaded, typed, vocabulary)
