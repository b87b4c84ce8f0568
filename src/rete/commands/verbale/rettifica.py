"""`rete verbale rettifica`: a new decision that corrects, or revokes, what was decided before."""

from rete.changes import Refused
from rete.commands.verbale.campi_di_rettifica import Rettifica
from rete.commands.verbale.passi_di_rettifica import correcting
from rete.commands.writing.comando import writing
from rete.commands.writing.scrivere import Scrittura
from rete.errors import ReteError


@writing
def rettifica(work: Scrittura, a: Rettifica) -> int:
    """Corregge un verbale approvato con una decisione nuova, che lo cita.

    L'originale resta com'è; da allora si legge insieme alla correzione. Le voci del registro che
    citavano la decisione corretta citano la nuova, con i valori giusti; con --revoca, quello che
    aveva cominciato finisce e quello che aveva chiuso continua. Ciò che non si può disfare è
    spiegato, e non si scrive niente.
    """
    try:
        steps = correcting(a.rete, a.target, a.effect(), a.decision() or a.dove, a.record())
    except Refused as refused:
        raise ReteError(str(refused)) from None
    return work.carry_out(*steps)
