"""`rete verbale modifica`: the draft of some minutes changed in an editor."""

from rete.commands.shared import contesto
from rete.commands.shared.opzioni import argomento, with_options
from rete.commands.shared.scelta import chosen_verbale
from rete.commands.writing.modificare import edit
from rete.commands.writing.scrivere import Modi, begin
from rete.errors import ReteError
from rete.load.kinds import KIND_NAMED


class Quale(Modi):
    """Which minutes."""

    verbale = argomento(
        "L'id o il suo inizio, oppure data e tavolo.", "VERBALE", click_type=contesto.VERBALE
    )


@with_options
def modifica(a: Quale) -> int:
    """Apre la bozza di un verbale in un editor, e la scrive se non porta errori nuovi.

    L'editor è quello delle variabili VISUAL o EDITOR. Un verbale approvato non si modifica: si
    corregge con «rete verbale rettifica».
    """
    work = begin(a)
    unread = work.loaded.rete.unread.get("verbale", frozenset())
    if a.verbale in unread:
        return edit(work, KIND_NAMED["verbale"].path(a.verbale), "verbale modifica")
    found = chosen_verbale(work.loaded, a.verbale)
    if found.is_approved:
        raise ReteError(
            f"il verbale «{found.id}» è approvato e non si modifica più: si corregge con «rete "
            f"verbale rettifica {found.id}»"
        )
    return edit(work, found.file, "verbale modifica")
