"""Sittings that some members asked for: whether those who asked were as many as the rules want."""

from collections.abc import Iterator
from datetime import date

from rete.diagnostics import Fault, Severity
from rete.italiano import count
from rete.model.regole import Quorum, Regole
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.model.vigenti import rules_of_day
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.certainty import is_certain
from rete.reckoning.counts_in_words import fraction_in_words
from rete.reckoning.electorate import electorate
from rete.reckoning.fractions import reaches
from rete.reckoning.moments import Momento
from rete.rules.rule import Rule, rule


@rule("VER056", Severity.WARNING, reads=("patto", "ente", "tavolo", "verbale", "atto"))
def enough_members_asked_for_a_sitting(rete: Rete) -> Iterator[Fault]:
    """Chi ha chiesto la seduta era abbastanza per chiederla.

    La parte che può chiedere una riunione è in `convocazione.a_richiesta_di` delle regole di quel
    giorno, e si conta su chi in quel tavolo aveva diritto di voto il giorno della richiesta
    (`richiesta_il`). Se il verbale non dice chi l'ha chiesta e quando, o se non si sa chi aveva
    diritto di voto, non si controlla.
    """
    for verbale in rete.verbali.values():
        call = verbale.convocazione
        if call is None or call.richiesta_il is None or not call.richiesta_da:
            continue
        rules = rules_of_day(rete, call.richiesta_il, verbale.tavolo)
        part = rules.convocazione.a_richiesta_di if rules and rules.convocazione else None
        if rules is None or part is None:
            continue
        found = _asked(rete, verbale, rules, call.richiesta_il)
        if found is None:
            continue
        number, entitled = found
        share = Quorum(almeno=part)
        if not reaches(number, share, entitled):
            yield Fault(
                file=verbale.file,
                path=("convocazione", "richiesta_da"),
                message=f"la seduta è chiesta da {count(number, 'ente', 'enti')} con diritto di "
                f"voto su {entitled}, ne servono {fraction_in_words(share, entitled)}",
                remedy="controlla chi l'ha chiesta e quando; se è giusto, per convocarla la loro "
                "richiesta non bastava",
            )


def _asked(rete: Rete, verbale: Verbale, rules: Regole, day: date) -> tuple[int, int] | None:
    """How many of those who asked vote there that day, of how many; None if nobody can tell."""
    waiting = rules.voto.dopo if rules.voto else None
    is_known = is_certain(rete, verbale.tavoli, day, waiting) and acts_of(rete).is_sure_since(day)
    voters = electorate(rete, waiting, False) if is_known else None
    moment = Momento(verbale="", giorno=day, n=0)
    entitled = voters.quanti(verbale.tavoli, moment) if voters else None
    if voters is None or entitled is None:
        return None
    call = verbale.convocazione
    asking = call.richiesta_da if call else ()
    # Whoever may vote counts for those who asked.
    return sum(voters.vota(verbale.tavoli, ente, moment) is not False for ente in asking), entitled


RULES: tuple[Rule, ...] = (enough_members_asked_for_a_sitting,)
