"""`rete tavolo modifica`: the card of a table in an editor."""

from rete.commands.shared.scelta import chosen_tavolo
from rete.commands.writing.domande import the_tavolo
from rete.commands.writing.modi import Modi, writing
from rete.commands.writing.modificare import edit, file_of
from rete.commands.writing.opzioni import (
    TavoloArgument,
)
from rete.commands.writing.scrivere import begin


@writing
def modifica(
    modi: Modi,
    tavolo: TavoloArgument = None,
) -> int:
    """Apre la scheda di un tavolo in un editor.

    La scrive solo se non porta errori nuovi. L'editor è quello delle variabili VISUAL o EDITOR.
    Lavori su una bozza: se c'è un errore la puoi riaprire, e se lasci resta dov'è.
    """
    work = begin(modi)
    loaded = work.loaded
    name = tavolo or work.answers((the_tavolo(loaded),), {})["tavolo"]
    path = file_of(loaded, "tavolo", name, lambda: chosen_tavolo(loaded, name).file)
    return edit(work, path, "tavolo modifica")
