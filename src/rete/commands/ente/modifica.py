"""`rete ente modifica`: the card of a body in an editor."""

from rete.commands.shared.scelta import chosen_ente
from rete.commands.writing.domande import the_ente
from rete.commands.writing.modi import Modi, writing
from rete.commands.writing.modificare import edit, file_of
from rete.commands.writing.opzioni import EnteArgument
from rete.commands.writing.scrivere import begin


@writing
def modifica(
    modi: Modi,
    ente: EnteArgument = None,
) -> int:
    """Apre la scheda di un ente in un editor.

    La scrive solo se non porta errori nuovi. L'editor è quello delle variabili VISUAL o EDITOR.
    Lavori su una bozza: se c'è un errore la puoi riaprire, e se lasci resta dov'è.
    """
    work = begin(modi)
    loaded = work.loaded
    name = ente or work.answers((the_ente(loaded),), {})["ente"]
    path = file_of(loaded, "ente", name, lambda: chosen_ente(loaded, name).file)
    return edit(work, path, "ente modifica")
