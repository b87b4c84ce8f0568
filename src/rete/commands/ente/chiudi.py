"""`rete ente chiudi`: a body goes out."""

from typing import Final

from rete.commands.writing.campi import campo, forse
from rete.commands.writing.comuni import DiUnEnte, forse_al, forse_dal, laid_down
from rete.commands.writing.scrivere import Scrittura, writing
from rete.commands.writing.valori import ALCUNI_ENTI, Tipo, parola
from rete.italiano import in_quotes
from rete.model.comuni import Causa, Effetto

_CAUSA: Final[Tipo[Causa]] = parola(Causa, "CAUSA")
_MERGER: Final[Causa] = "fusione"
_CAUSES_OF_ACTS: Final = {"recesso": "recesso", "decadenza": "decadenza"}


class Uscita(DiUnEnte):
    """Who goes out, by which act, when and why; or who takes its place."""

    TIPI = ("cessazione", "subentro")

    al = forse_al("Qual è il suo ultimo giorno nella rete?", dopo="subentra")
    causa = campo(_CAUSA, "Perché?", help=f"Perché: {_CAUSA.parole}.")
    subentra = forse(
        ALCUNI_ENTI,
        "Chi ne prende il posto?",
        aiuto="gli enti nati dalla fusione, o che lo incorporano, separati da virgole",
        help="Chi ne prende il posto, in una fusione: anche più enti, separati da virgole.",
        quando=causa.is_one_of(_MERGER),
        predefinita=laid_down(lambda effetto: ", ".join(effetto.a), "subentro"),
    )
    dal = forse_dal("Da quale giorno subentra?", help="Con --subentra: da quale giorno subentra.")

    def is_merger(self) -> bool:
        return self.subentra is not None and self.causa == _MERGER

    @causa.predefinita
    def _(self) -> str | None:
        """What the act says; whoever is succeeded was merged; a withdrawal is one by its kind."""
        if said := next((e.causa for e in self.laid_down("cessazione") if e.causa), None):
            return said
        if self.subentra is not None or any(self.laid_down("subentro")):
            return _MERGER
        act = self.act()
        return _CAUSES_OF_ACTS.get(act.atto.tipo) if act is not None and act.atto else None

    @al.quando
    def _(self) -> bool:
        return not self.is_merger()

    @dal.quando
    def _(self) -> bool:
        return self.is_merger()


@writing
def chiudi(work: Scrittura, a: Uscita) -> int:
    """Fa uscire un ente dalla rete, con tutto quello che ne segue.

    Finiscono anche i suoi posti e coordinamenti ai tavoli, gli incarichi dei suoi referenti, la
    segreteria, le cariche e la sospensione, se ci sono; chi subentra prende i posti e i
    coordinamenti. Le azioni che gli erano affidate vengono elencate.
    """
    if a.subentra is None:
        effetto = Effetto(tipo="cessazione", ente=a.ente, al=a.al, causa=a.causa)
        title = f"Uscita di «{a.ente}» il {a.al} ({a.causa})"
    else:
        effetto = Effetto(tipo="subentro", ente=a.ente, a=a.subentra, dal=a.dal)
        names = in_quotes(a.subentra)
        title = f"Subentro di {names} a «{a.ente}» dal {a.dal}"
    return a.carry_out(work, title, effetto, about=f"ente/{a.ente}")
