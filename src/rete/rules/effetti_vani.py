"""Effects that can never count, by the outcome of their decision or by the act that they are on.

Silent where a later act took their place, and where one that could not be read may have.
"""

from collections.abc import Iterator

from rete.diagnostics import Fault, Severity
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.reckoning.act_as_written import EffettoDisposto
from rete.reckoning.acts_that_hold import acts_of
from rete.rules.effetti import Disposto
from rete.rules.rule import Rule, rule


@rule("VER027", Severity.ERROR, reads=("verbale", "atto"))
def taking_note_changes_nothing(rete: Rete) -> Iterator[Fault]:
    """Una presa d'atto non ha effetti.

    Chi prende atto non decide, e nel registro non cambia nulla. Una decisione respinta può invece
    dire gli effetti che avrebbe avuto: da loro si sa quale maggioranza serviva.
    """
    acts = acts_of(rete)
    for act in _uncorrected(rete):
        verbale, decisione = act.verbale, act.decisione
        if verbale is None or decisione is None or not act.effetti:
            continue
        if decisione.esito == "presa-d-atto" and acts.esito(act) == "presa-d-atto":
            yield Fault(
                file=act.file,
                path=(*act.path, "effetti"),
                on_key=True,
                message=f"la decisione {decisione.n} è una presa d'atto, ma dispone effetti",
                remedy="il verbale è approvato: correggilo con una rettifica dell'esito"
                if verbale.is_approved
                else "se la decisione li dispone, il suo esito è «approvata»; se no, toglili",
            )


@rule("VER028", Severity.ERROR, reads=("verbale", "atto"))
def decisions_act_on_what_came_before(rete: Rete) -> Iterator[Fault]:
    """Una decisione ratifica, rettifica o revoca solo atti precedenti.

    Su un atto che viene dopo, o su sé stessa, l'effetto non conterebbe nulla. Nello stesso giorno
    vengono prima gli atti fuori seduta, poi le sedute nell'ordine dei nomi dei loro file; per la
    ratifica basta che le due sedute siano diverse.
    """
    yield from _too_early(rete, of_minutes=True)


@rule("ATT007", Severity.ERROR, reads=("verbale", "atto"))
def acts_act_on_what_came_before(rete: Rete) -> Iterator[Fault]:
    """Un atto ratifica, rettifica o revoca solo atti precedenti.

    Su un atto che viene dopo, o su sé stesso, l'effetto non conterebbe nulla. Nello stesso giorno
    gli atti fuori seduta vengono prima delle sedute: una decisione di quel giorno si può
    ratificare, ma non rettificare o revocare.
    """
    yield from _too_early(rete, of_minutes=False)


def _too_early(rete: Rete, *, of_minutes: bool) -> Iterator[Fault]:
    acts = acts_of(rete)
    for act in _uncorrected(rete):
        if (act.verbale is not None) != of_minutes or not acts.holds(act):
            continue
        for found in acts.laid_down(act):
            if acts.acts_too_early(act, found.effetto):
                yield _fault(found)


def _fault(found: EffettoDisposto) -> Fault:
    act, effetto = found.di, found.effetto
    by = f" della decisione {act.decisione.n}" if act.decisione else ""
    one = Disposto(file=act.file, path=found.path, effetto=effetto, by=by)
    if effetto.verbale is not None:
        key, why = "verbale", "quella seduta non è precedente"
    elif effetto.atto == act.riferimento:
        key, why = "atto", "è la decisione stessa" if act.decisione else "è l'atto stesso"
    else:
        key, why = "atto", "quell'atto non è precedente"
    return Fault(
        file=one.file,
        path=(*one.path, key),
        message=f"{one.what} non conta: {why}",
        remedy="correggi il riferimento: si ratifica, rettifica o revoca solo ciò che viene prima",
    )


def _uncorrected(rete: Rete) -> Iterator[Provvedimento]:
    """The acts whose effects surely no later act has undone or replaced."""
    acts = acts_of(rete)
    for act in acts.per_riferimento.values():
        corrected = acts.revoked_by(act) or acts.replaced_by(act)
        if act.effetti and corrected is None and acts.is_sure(act):
            yield act


RULES: tuple[Rule, ...] = (
    taking_note_changes_nothing,
    decisions_act_on_what_came_before,
    acts_act_on_what_came_before,
)
