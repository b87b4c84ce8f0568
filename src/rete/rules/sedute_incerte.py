"""Sittings whose count leaves in doubt what was decided: ties that nobody can tell."""

from collections.abc import Iterator
from typing import Final

from rete.diagnostics import Fault, Severity
from rete.model.rete import Rete
from rete.model.verbale import Verbale, Votazione
from rete.reckoning.counts_in_words import votes_in_words
from rete.reckoning.sitting import stated_outcome
from rete.rules.rule import Rule, rule
from rete.rules.sedute import EVERYTHING, counts


@rule("VER052", Severity.WARNING, reads=EVERYTHING)
def ties_can_be_told(rete: Rete) -> Iterator[Fault]:
    """Di una parità che tocca a chi presiede si sa come ha votato chi presiede.

    Dove le regole dicono «parita: presiede» e serve più della metà, dalla parte di chi presiede si
    conta un voto in più. Se il voto è segreto, se il verbale non dice chi presiede, se chi presiede
    in quel momento non c'era o era escluso, o se ci sono solo i numeri, nessuno può dire se la
    proposta è approvata.
    """
    for verbale, index, conto in counts(rete):
        votazione, votes = conto.decisione.votazione, conto.voti
        if not conto.parita_ignota or votazione is None or votes is None:
            continue
        if stated_outcome(rete, verbale, conto.decisione) == "presa-d-atto":
            continue
        chair = verbale.presiede
        who = f"«{chair}», che presiede" if chair else "chi presiede, che il verbale non nomina"
        yield Fault(
            file=verbale.file,
            path=("decisioni", index, "votazione"),
            message=f"la decisione {conto.decisione.n} è in parità ({votes_in_words(votes)}): "
            f"decide il voto di {who}, e non si può dire quale sia stato",
            remedy=_what_to_do(verbale, votazione),
        )


_AGAIN: Final = "se importa, la proposta si vota di nuovo"


def _what_to_do(verbale: Verbale, votazione: Votazione) -> str:
    if verbale.is_approved:
        return f"un verbale approvato non si cambia: {_AGAIN}"
    if verbale.presiede is None:
        return "scrivi in «presiede» chi presiedeva"
    if votazione.metodo == "segreto":
        return f"un voto segreto non lo dice: {_AGAIN}"
    if votazione.conteggio is not None:
        return "scrivi in «contrari» e «astenuti» chi non era a favore, se si sa"
    return (
        "controlla «presiede», i movimenti e gli esclusi; se sono giusti presiedeva un altro, e il "
        f"verbale non dice chi: {_AGAIN}"
    )


RULES: tuple[Rule, ...] = (ties_can_be_told,)
