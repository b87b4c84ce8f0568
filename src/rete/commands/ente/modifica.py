"""`rete ente modifica`: the card of a body in an editor."""

from rete.commands.writing.comuni import un_ente
from rete.commands.writing.modificare import DaModificare, edit
from rete.commands.writing.scrivere import Scrittura, writing


class Scheda(DaModificare):
    """Whose card."""

    KIND = "ente"

    ente = un_ente()
    ente.leggi(DaModificare.read)


@writing
def modifica(work: Scrittura, a: Scheda) -> int:
    """Apre la scheda di un ente in un editor.

    La scrive solo se non porta errori nuovi. L'editor è quello delle variabili VISUAL o EDITOR.
    Lavori su una bozza: se c'è un errore la puoi riaprire, e se lasci resta dov'è.
    """
    return edit(work, a.ente, "ente modifica")
