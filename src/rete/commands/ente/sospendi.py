"""`rete ente sospendi`: a body is suspended, or its suspension ends."""

from collections.abc import Sequence

from rete.ask import Risposte
from rete.commands.writing.campi import segno
from rete.commands.writing.comuni import DiUnEnte, day_of_act, forse_al, forse_dal
from rete.commands.writing.scrivere import Scrittura, writing
from rete.model.comuni import Effetto


class Sospensione(DiUnEnte):
    """Who is suspended, by which act, from when to when; or the end of it."""

    dal = forse_dal()
    al = forse_al()
    fine = segno("Fa finire la sospensione: --al è il suo ultimo giorno.")
    dal.quando(fine.is_absent)
    al.serve(fine.is_given)

    @classmethod
    def refuse(cls, given: Risposte) -> str | None:
        if "fine" in given and "dal" in given:
            return "--dal non si può dare insieme a --fine: la sospensione è già cominciata"
        return None

    def wanted(self) -> Sequence[Effetto]:
        return [Effetto(tipo="fine-sospensione" if self.fine else "sospensione", ente=self.ente)]

    @al.testo
    def _(self) -> str:
        return "Qual è l'ultimo giorno?" if self.fine else "Fino a quale giorno, se si sa?"

    @al.suggerita
    def _(self) -> str | None:
        return day_of_act(self) if self.fine else None


@writing
def sospendi(work: Scrittura, a: Sospensione) -> int:
    """Sospende un ente, o fa finire la sua sospensione.

    Un ente sospeso tiene i suoi posti, ma non vota e non porta deleghe.
    """
    (wanted,) = a.wanted()
    since = f"Sospensione di «{a.ente}» dal {a.dal}"
    title = f"Fine della sospensione di «{a.ente}» il {a.al}" if a.fine else since
    effetto = Effetto(tipo=wanted.tipo, ente=a.ente, dal=a.dal, al=a.al)
    return a.carry_out(work, title, effetto, about=f"ente/{a.ente}")
