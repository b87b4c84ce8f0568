"""`rete verbale modifica`: the draft of some minutes changed by hand; approved ones are refused."""

from typing import Annotated

import typer

from rete.commands import contesto
from rete.commands.modificare import edit
from rete.commands.scelta import chosen_verbale
from rete.commands.scrivere import (
    DifferenzeOption,
    Modi,
    PropostaOption,
    ProvaOption,
    SenzaCommitOption,
    SiOption,
    begin,
)
from rete.errors import ReteError
from rete.load.kinds import KIND_NAMED


def modifica(  # noqa: PLR0913, PLR0917 - each option is a parameter
    verbale: Annotated[
        str,
        typer.Argument(
            metavar="VERBALE",
            click_type=contesto.VERBALE,
            help="L'id o il suo inizio, oppure data e tavolo.",
            show_default=False,
        ),
    ],
    prova: ProvaOption = False,
    si: SiOption = False,
    differenze: DifferenzeOption = False,
    senza_commit: SenzaCommitOption = False,
    proposta: PropostaOption = False,
) -> int:
    """Apre la bozza di un verbale in un editor, e la scrive se non porta errori nuovi.

    L'editor è quello delle variabili VISUAL o EDITOR. Un verbale approvato non si modifica: si
    corregge con «rete verbale rettifica».
    """
    work = begin(
        Modi(
            prova=prova,
            si=si,
            differenze=differenze,
            senza_commit=senza_commit,
            proposta=proposta,
        )
    )
    unread = work.loaded.rete.unread.get("verbale", frozenset())
    if verbale in unread:
        return edit(work, KIND_NAMED["verbale"].path(verbale), "verbale modifica")
    found = chosen_verbale(work.loaded, verbale)
    if found.is_approved:
        raise ReteError(
            f"il verbale «{found.id}» è approvato e non si modifica più: si corregge con «rete "
            f"verbale rettifica {found.id}»"
        )
    return edit(work, found.file, "verbale modifica")
