"""`rete tavolo modifica`: the card of a table in an editor."""

from rete.commands.writing.comuni import un_tavolo
from rete.commands.writing.modificare import DaModificare, edit
from rete.commands.writing.scrivere import Scrittura, writing


class Scheda(DaModificare):
    """Which table's card."""

    KIND = "tavolo"

    tavolo = un_tavolo()
    tavolo.leggi(DaModificare.read)


@writing
def modifica(work: Scrittura, a: Scheda) -> int:
    """Apre la scheda di un tavolo in un editor.

    La scrive solo se non porta errori nuovi. L'editor è quello delle variabili VISUAL o EDITOR.
    Lavori su una bozza: se c'è un errore la puoi riaprire, e se lasci resta dov'è.
    """
    return edit(work, a.tavolo, "tavolo modifica")
