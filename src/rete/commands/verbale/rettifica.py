"""`rete verbale rettifica`: a new decision that corrects, or revokes, what was decided before."""

from rete.commands.verbale.campi_di_rettifica import Rettifica
from rete.commands.writing.scrivere import Scrittura, writing
from rete.edits.attuazione import carry_out
from rete.edits.bozza import Bozza
from rete.edits.correzione import add_decision, complete_decision, next_decision
from rete.model.rete import Rete


@writing
def rettifica(work: Scrittura, a: Rettifica) -> int:
    """Corregge un verbale approvato con una decisione nuova, che lo cita.

    L'originale resta com'è; da allora si legge insieme alla correzione. Le voci del registro che
    citavano la decisione corretta citano la nuova, con i valori giusti; con --revoca, quello che
    aveva cominciato finisce e quello che aveva chiuso continua. Ciò che non si può disfare è
    spiegato, e non si scrive niente.
    """
    target, effetto, decision = a.target, a.effect(), a.decision()
    act = next_decision(a.rete, decision.verbale) if decision else a.dove
    details = a.record()

    def write(bozza: Bozza, rete: Rete) -> None:
        if decision is None:
            complete_decision(bozza, rete, act, effetto)
        else:
            add_decision(bozza, rete, decision, effetto)

    def follow(bozza: Bozza, rete: Rete) -> None:
        carry_out(bozza, rete, effetto, act, details)

    title = f"{a.verb} di «{target.nome}»"
    about = f"{'atto' if target.atto else 'verbale'}/{target.nome}"
    return work.carry_out(*(work.step(title, change, about, act) for change in (write, follow)))
