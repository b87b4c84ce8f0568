"""A revocation carried out: what the revoked act began ends, what it ended goes on again.

What cannot be undone without telling the past otherwise than it was is refused: it takes a new
decision, from now on.
"""

from datetime import date

from rete.changes import Plain, Refused
from rete.edits.bozza import written
from rete.edits.citazioni import Riscritture, claims_on, paired
from rete.edits.opera import Opera
from rete.edits.rettifica import go_back
from rete.model.comuni import Effetto
from rete.model.effetti import ROWS
from rete.model.elenchi import ADESIONI, ISTITUZIONE, SOSPENSIONI
from rete.model.provvedimento import Provvedimento
from rete.model.tempo import DataParziale
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.claim import Pretesa


def revoca(opera: Opera, effetto: Effetto) -> None:
    """Close what the revoked act began, on the day of the revocation or on the ``al`` of the
    details; reopen what it ended. Refused where that cannot be done."""
    known, last = acts_of(opera.rete).per_riferimento, opera.details.get("al")
    revoking, revoked = known.get(opera.act), known.get(effetto.atto or "")
    if revoking is None or revoked is None:
        return
    if any(one.tipo == "rettifica" and one.effetti for one in revoked.effetti):
        go_back(opera, revoked)
        return
    day = date.fromisoformat(last) if isinstance(last, str) else revoking.data
    undoing = _Disfatta(opera, revoked, day)
    for claim in claims_on(opera.rete, frozenset((revoked.riferimento,))):
        undoing.undo(claim)
    undoing.finish()


class _Disfatta:
    """One act being undone, as of a last day."""

    def __init__(self, opera: Opera, revoked: Provvedimento, last: date) -> None:
        self._bozza = opera.bozza
        self._rete = opera.rete
        self._act = opera.act
        self._revoked = revoked
        self._last = last
        self._changes = Riscritture()
        self._effects = tuple(one.effetto for one in acts_of(opera.rete).laid_down(revoked))

    def undo(self, claim: Pretesa) -> None:
        if claim.chiuso_da == self._act and not claim.is_an_end:
            return
        revoked = claim.riga.revoked
        if revoked.solo_prima and self._is_to_come(claim):
            self._take_away(claim)
            return
        if revoked.perche:
            raise Refused(f"{claim.cosa} cita «{claim.atto}», e {revoked.perche}")
        found = paired(claim, self._effects)
        if found is None:
            raise Refused(
                f"{claim.cosa} cita «{claim.atto}» senza un suo effetto: quello che fonda una "
                "firma non si revoca con un comando"
            )
        if ROWS[found[1].tipo].takes_a_place:
            self._must_not_have_begun(found[1])
        if claim.is_an_end:
            self._reopen(claim)
        elif claim.elenco is ISTITUZIONE:
            self._close_table(claim)
        else:
            self._close(claim)

    def finish(self) -> None:
        self._changes.write(self._bozza, self._rete)

    def _must_not_have_begun(self, effetto: Effetto) -> None:
        """Who was there before cannot have gone on while another had its place."""
        alone = not any(
            claim.is_an_end and (pair := paired(claim, (effetto,))) and pair[1] is effetto
            for claim in claims_on(self._rete, frozenset((self._revoked.riferimento,)))
        )
        if alone or effetto.dal is None or effetto.dal.primo > self._last:
            return
        raise Refused(
            f"«{self._revoked.riferimento}» ha effetto dal {effetto.dal}: revocarlo farebbe "
            "tornare chi c'era prima anche per i giorni già passati; serve una decisione nuova, "
            f"con effetto «{effetto.tipo}»"
        )

    def _reopen(self, claim: Pretesa) -> None:
        ends: dict[str, Plain | None] = {"al": self._planned_end(claim), "atto_fine": None}
        if claim.elenco is ADESIONI:
            ends["causa"] = None
        self._changes.at(claim.file, claim.path[:-1], ends)
        self._bozza.tell(f"{claim.cosa} non c'è più: si continua come prima")
        if claim.effetto is not None and claim.effetto.ultimo < self._last:
            self._bozza.warn(
                f"{claim.cosa} era già avvenuta il {claim.effetto}: ora il registro dice che non "
                "c'è mai stata"
            )
        if claim.elenco is ADESIONI:
            self._warn_of_offices(claim)

    def _planned_end(self, claim: Pretesa) -> str | None:
        """The end that the act which began a suspension had already given it."""
        acts = acts_of(self._rete)
        begun = acts.per_riferimento.get(claim.dal_atto or "")
        for one in acts.laid_down(begun) if begun is not None else ():
            if one.effetto.tipo == "sospensione" and claim.elenco is SOSPENSIONI:
                return written(one.effetto.al) if one.effetto.al is not None else None
        return None

    def _warn_of_offices(self, claim: Pretesa) -> None:
        ente = claim.voce.scheda
        if any(one.al == claim.effetto for one in ente.referenti if one.al):
            self._bozza.warn(
                f"gli incarichi dei referenti di «{ente.id}» finiti il {claim.effetto} restano "
                "finiti: si riscrivono con «rete ente referente»"
            )

    def _close(self, claim: Pretesa) -> None:
        self._must_be_open(claim)
        if self._is_to_come(claim):
            self._take_away(claim)
            return
        last = DataParziale(self._last, self._last)
        self._changes.put(claim, al=written(last), atto_fine=self._act)
        self._bozza.tell(f"{claim.cosa} finisce: ultimo giorno {last}")

    def _is_to_come(self, claim: Pretesa) -> bool:
        return claim.effetto is not None and claim.effetto.primo > self._last

    def _take_away(self, claim: Pretesa) -> None:
        """What has never begun is not closed: it is not there any more."""
        self._changes.drop(claim)
        self._bozza.tell(f"{claim.cosa} non comincia più: doveva cominciare il {claim.effetto}")

    def _must_be_open(self, claim: Pretesa) -> None:
        if claim.chiuso_da is not None:
            raise Refused(f"{claim.cosa}: finita già con «{claim.chiuso_da}», non si può revocare")
        ended = getattr(claim.voce.voce, "al", None)
        if ended is not None and ended.ultimo <= self._last:
            raise Refused(f"{claim.cosa}: finita già il {ended}, non si può revocare")

    def _close_table(self, claim: Pretesa) -> None:
        self._must_be_open(claim)
        tavolo = claim.voce.scheda
        if self._is_to_come(claim):
            raise Refused(
                f"«{tavolo.id}» comincia il {claim.effetto}, dopo il {self._last}: una scheda non "
                "si toglie con un comando"
            )
        seats = (*tavolo.componenti, *tavolo.coordinamento)
        if any(s.al is None and s.atto != self._revoked.riferimento for s in seats):
            raise Refused(
                f"in «{tavolo.id}» siede chi è entrato con altri atti: per chiuderlo serve una "
                "decisione con effetto «chiusura»"
            )
        closing: Plain = {"al": self._last.isoformat(), "atto": self._act}
        self._bozza.put(tavolo.file, (), "chiusura", closing, written=False)
        self._bozza.tell(f"«{tavolo.id}» si chiude: ultimo giorno {self._last}")
