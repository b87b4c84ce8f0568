"""`rete verbale modifica`: the draft of some minutes changed in an editor."""

from typing import Annotated

import typer

from rete.commands.shared import contesto
from rete.commands.shared.scelta import chosen_verbale
from rete.commands.writing.comando import writing
from rete.commands.writing.modi import Modi
from rete.commands.writing.modificare import edit
from rete.commands.writing.scrivere import begin
from rete.errors import ReteError
from rete.load.kinds import KIND_NAMED


@writing
def modifica(
    modi: Modi,
    verbale: Annotated[
        str,
        typer.Argument(
            metavar="VERBALE",
            click_type=contesto.VERBALE,
            help="L'id o il suo inizio, oppure data e tavolo.",
            show_default=False,
        ),
    ],
) -> int:
    """Apre la bozza di un verbale in un editor, e la scrive se non porta errori nuovi.

    L'editor è quello delle variabili VISUAL o EDITOR. Un verbale approvato non si modifica: si
    corregge con «rete verbale rettifica».
    """
    work = begin(modi)
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
