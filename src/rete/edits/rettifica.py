"""A correction on the side of the register: what cited the old act cites the new one."""

from rete.changes import Refused
from rete.edits.bozza import written
from rete.edits.citazioni import Riscritture, claims_on, paired
from rete.edits.opera import Opera
from rete.edits.seguito import take_seat
from rete.model.comuni import Effetto
from rete.model.elenchi import ADESIONI, APPROVAZIONE, ISTITUZIONE, REFERENTI, voci
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.model.tempo import DataParziale
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.claim import Pretesa, first_seats, value_of


def rettifica(opera: Opera, effetto: Effetto) -> None:
    """Move to the rectifying act whatever the register says that the corrected one did.

    Refused where something that the corrected act did has no place in the new effects.
    """
    if effetto.esito is not None and effetto.esito != "approvata":
        _must_have_done_nothing(opera, effetto)
    if effetto.effetti and effetto.atto is not None:
        _move(opera, corrected_by(opera.rete, effetto.atto, opera.act), effetto.effetti)


def corrected_by(rete: Rete, target: str, act: str) -> frozenset[str]:
    """An act, and those that it had corrected: what cites them now cites ``act``."""
    return frozenset((target, *acts_of(rete).corrected_by(act)))


def go_back(opera: Opera, rectifying: Provvedimento) -> None:
    """A rectification is revoked: what cites it cites again the act that it corrected."""
    acts = acts_of(opera.rete)
    for effetto in rectifying.effetti:
        target = acts.per_riferimento.get(effetto.atto or "")
        if effetto.tipo != "rettifica" or not effetto.effetti or target is None:
            continue
        standing = acts.replaced_by(target) or target
        if not acts.holds(standing):
            raise Refused(f"anche «{standing.riferimento}», a cui si tornerebbe, non vale più")
        effects = tuple(one.effetto for one in acts.laid_down(standing))
        own = frozenset((rectifying.riferimento,))
        again = Opera(opera.bozza, opera.rete, standing.riferimento, {})
        _move(again, own, effects)


def is_stale(rete: Rete, effetto: Effetto, act: str) -> bool:
    """Whether the register still cites what a rectification or a revocation put aside."""
    if effetto.atto is None:
        return False
    if effetto.tipo == "rettifica":
        return bool(effetto.effetti and claims_on(rete, corrected_by(rete, effetto.atto, act)))
    cited = claims_on(rete, frozenset((effetto.atto,)))
    return any(one.is_an_end or one.chiuso_da != act for one in cited)


def _move(opera: Opera, corrected: frozenset[str], effects: tuple[Effetto, ...]) -> None:
    changes, act = Riscritture(), opera.act
    moved = claims_on(opera.rete, corrected)
    for claim in moved:
        if claim.elenco is APPROVAZIONE:
            raise Refused(
                f"{claim.cosa} cita «{claim.atto}», e un verbale approvato non si cambia: quella "
                "decisione non si può rettificare negli effetti"
            )
        found = paired(claim, effects)
        if found is None:
            raise Refused(
                f"«{act}» non dice più nulla di {claim.cosa}, che è nel registro: ripetilo negli "
                "effetti, oppure revoca l'atto e prendi una decisione nuova"
            )
        changes.move(claim, act, *found)
        _with_offices(changes, opera.rete, claim, found[1])
        opera.tell(
            f"{claim.cosa} cita «{act}» al posto di «{claim.atto}»{_what_changes(claim, found[1])}"
        )
    changes.write(opera.bozza, opera.rete)
    for effetto in effects:
        if effetto.tipo == "istituzione":
            _with_new_seats(opera, effetto, moved)


def _what_changes(claim: Pretesa, effetto: Effetto) -> str:
    """The new day of what moves, if it has one."""
    key = "al" if claim.is_an_end else "dal"
    new = value_of(effetto, "vigilia" if key == "al" and effetto.al is None else key)
    if not isinstance(new, DataParziale) or claim.effetto is None or new == claim.effetto:
        return ""
    return f": {'ultimo giorno' if key == 'al' else 'dal'} {new} e non {claim.effetto}"


def _with_offices(changes: Riscritture, rete: Rete, claim: Pretesa, effetto: Effetto) -> None:
    """The offices of who leaves end on its last day, wherever that moves."""
    if claim.elenco is not ADESIONI or not claim.is_an_end:
        return
    last = value_of(effetto, "al" if effetto.tipo == "cessazione" else "vigilia")
    if effetto.tipo == "qualifica" or not isinstance(last, DataParziale):
        return
    for office in voci(rete, REFERENTI):
        al = office.voce.al
        if office.file == claim.file and al is not None and al == claim.effetto and al != last:
            changes.at(office.file, office.path, {"al": written(last)})


def _with_new_seats(opera: Opera, effetto: Effetto, moved: tuple[Pretesa, ...]) -> None:
    """First seats that the corrected act had left out."""
    tavolo = opera.rete.tavoli.get(effetto.tavolo or "")
    if tavolo is None or tavolo.genere == "plenaria" or effetto.dal is None:
        return
    if not any(one.file == tavolo.file and one.elenco is ISTITUZIONE for one in moved):
        return
    there = {seat.ente for seat in tavolo.componenti}
    for ente in first_seats(effetto):
        if ente not in there:
            take_seat(opera, tavolo, ente, effetto.dal)


def _must_have_done_nothing(opera: Opera, effetto: Effetto) -> None:
    """A decision that turns out not to have been taken cannot have changed anything."""
    for claim in claims_on(opera.rete, _targets(opera.rete, effetto)):
        raise Refused(
            f"{claim.cosa} cita «{claim.atto}», che per «{opera.act}» non è approvata: se ha già "
            "avuto effetto si revoca («--revoca»)"
        )


def _targets(rete: Rete, effetto: Effetto) -> frozenset[str]:
    if effetto.atto is not None:
        return frozenset((effetto.atto,))
    verbale = rete.verbali.get(effetto.verbale or "")
    numbers = [decisione.n for decisione in verbale.decisioni] if verbale is not None else []
    return (
        frozenset(f"{effetto.verbale}/{n}" for n in numbers) if len(numbers) == 1 else frozenset()
    )
