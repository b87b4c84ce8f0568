"""What silence means in a sitting in writing; who was silent: `presence`."""

from rete.model.regole import Regole
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.reckoning.electorate import electorate
from rete.reckoning.moments import changed_by


def silence_consents(verbale: Verbale, rules: Regole) -> bool:
    """Whether who does not answer is in favour: only in writing, where the rules say so."""
    return verbale.modalita == "scritta" and rules.silenzio == "assenso"


def silence_without_term(verbale: Verbale, rules: Regole) -> bool:
    """Whether silence would be consent, but nothing says by when one had to speak."""
    call = verbale.convocazione
    asked_by = call.risposte_entro if call is not None else None
    return silence_consents(verbale, rules) and asked_by is None


def silent_ones(
    rete: Rete,
    verbale: Verbale,
    rules: Regole,
    tavoli: tuple[str, ...],
    answered: frozenset[str],
) -> frozenset[str] | None:
    """Whoever may vote at these tables and did not answer in writing, where that is consent.

    Nobody where the minutes do not say who answered; None where nothing says by when one had to
    speak. Whoever gave a proxy answered by it. Those
    whom the sitting itself changes are of them: whether they vote is asked of each decision.
    """
    if silence_without_term(verbale, rules):
        return None
    if not verbale.says_who or not silence_consents(verbale, rules):
        return frozenset()
    voters = electorate(rete, rules.attesa, False).chi_vota(tavoli, rete.enti, verbale.data)
    may_vote = voters | changed_by(rete, verbale.id)
    return may_vote - answered - {proxy.di for proxy in verbale.deleghe}
