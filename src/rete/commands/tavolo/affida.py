"""`rete tavolo affida`: who leads a table."""

from collections.abc import Sequence

from rete.ask import Risposte
from rete.commands.writing.campi import segno
from rete.commands.writing.comuni import ConUnAtto, forse_al, forse_dal, un_atto, un_ente, un_tavolo
from rete.commands.writing.scrivere import Scrittura, writing
from rete.model.comuni import Effetto, TipoEffetto


class Coordinamento(ConUnAtto):
    """Who leads which table, by which act, since when; or the end of it."""

    tavolo = un_tavolo()
    ente = un_ente()
    atto = un_atto()
    dal = forse_dal()
    fine = segno("Fa finire il coordinamento: --al è il suo ultimo giorno.")
    al = forse_al(quando=fine.is_given)
    dal.quando(fine.is_absent)

    @classmethod
    def refuse(cls, given: Risposte) -> str | None:
        if "fine" in given and "dal" in given:
            return "--dal non si può dare insieme a --fine: il coordinamento è già cominciato"
        if "al" in given and "fine" not in given:
            return "--al va con --fine: dice quando finisce il coordinamento"
        return None

    def wanted(self) -> Sequence[Effetto]:
        return [Effetto(tipo=self.kind, tavolo=self.tavolo, ente=self.ente)]

    @property
    def kind(self) -> TipoEffetto:
        return "fine-coordinamento" if self.fine else "coordinamento"


@writing
def affida(work: Scrittura, a: Coordinamento) -> int:
    """Affida a un ente il coordinamento di un tavolo, o lo fa finire.

    Chi lo coordinava finisce il giorno prima; il nuovo siede anche al tavolo.
    """
    effetto = Effetto(tipo=a.kind, tavolo=a.tavolo, ente=a.ente, dal=a.dal, al=a.al)
    since = f"Coordinamento di «{a.tavolo}» a «{a.ente}» dal {a.dal}"
    title = f"Fine del coordinamento di «{a.tavolo}» il {a.al}" if a.fine else since
    return a.carry_out(work, title, effetto, about=f"tavolo/{a.tavolo}")
