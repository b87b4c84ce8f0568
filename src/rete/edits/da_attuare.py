"""What acts lay down and the register does not say yet, and the step that carries each out."""

from collections.abc import Iterator, Mapping
from datetime import date

from rete.changes import Plain, Plan, Refused
from rete.edits.approvazione import DaApprovare, approve, seal, way_of
from rete.edits.attuazione import Step, carry_out
from rete.edits.bozza import Bozza
from rete.edits.citazioni import claims_on, paired
from rete.edits.rettifica import corrected_by, is_stale
from rete.model.comuni import Effetto
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.model.tempo import DataParziale
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.balance import balance, books
from rete.reckoning.effects import effect_with_ids
from rete.records import frozen

MOVED = ("ente", "tavolo", "verbale", "progetto", "monitoraggio")
"""The kinds of records that cite the acts which a correction or a revocation puts aside."""


@frozen
class DaAttuare:
    """One effect of an act that is still to be carried out."""

    atto: str
    effetto: Effetto

    @property
    def detto(self) -> str:
        return f"{effect_with_ids(self.effetto)} («{self.atto}»)"


def to_be_carried_out(rete: Rete, reference: str) -> tuple[DaAttuare, ...]:
    """What is left to do of an act, in its own order; Refused where it does not hold."""
    acts = acts_of(rete)
    act = acts.per_riferimento.get(reference)
    if act is None:
        raise Refused(f"l'atto «{reference}» non c'è, o il suo file non si legge")
    if acts.esito(act) != "approvata":
        raise Refused(f"la decisione «{reference}» non è approvata: non c'è nulla da attuare")
    if aside := acts.put_aside_by(act):
        over, how = aside
        raise Refused(f"«{reference}» è {how} da «{over.riferimento}»: si attua quello")
    found = tuple(dict.fromkeys((*_effects(rete, act), *_signatures(rete, act))))
    return tuple(DaAttuare(atto=reference, effetto=effetto) for effetto in found)


def not_to_be_told(rete: Rete, reference: str) -> bool:
    """Whether something of an act may be left to do, or not: a file cannot be read."""
    act = acts_of(rete).per_riferimento.get(reference)
    if act is None:
        return True
    return any(
        rete.patto is None or rete.any_unread(*MOVED)
        if one.effetto.tipo in ("rettifica", "revoca")
        else books(rete).cannot_tell(one)
        for one in acts_of(rete).laid_down(act)
    )


def _effects(rete: Rete, act: Provvedimento) -> Iterator[Effetto]:
    reckoned = books(rete)
    moving: list[Effetto] = []
    for one in acts_of(rete).laid_down(act):
        effetto = one.effetto
        if effetto.tipo in ("rettifica", "revoca"):
            if is_stale(rete, effetto, act.riferimento):
                moving += _moved_by(rete, effetto, act.riferimento)
                yield effetto
        elif effetto not in moving and reckoned.is_left_undone(one):
            yield effetto


def _moved_by(rete: Rete, effetto: Effetto, act: str) -> Iterator[Effetto]:
    """The corrected effects that the register has already, citing the act that is corrected."""
    for claim in claims_on(rete, corrected_by(rete, effetto.atto or "", act)):
        found = paired(claim, effetto.effetti)
        if found is not None:
            yield found[1]


def _signatures(rete: Rete, act: Provvedimento) -> Iterator[Effetto]:
    """Who signs an act that founds is in by that signature."""
    day = DataParziale.of_day(act.data)
    for scarto in balance(rete):
        fault = scarto.fault
        is_signature = scarto.squilibrio == "non-attuata" and fault.path[:1] == ("firmatari",)
        if is_signature and fault.file == act.file and act.atto is not None:
            index = fault.path[1]
            if isinstance(index, int):
                yield Effetto(tipo="ammissione", ente=act.atto.firmatari[index], dal=day)


def steps_for(
    what: DaAttuare, oggi: date, details: Mapping[str, Plain], command: str
) -> tuple[Step, ...]:
    """The steps that carry one effect out; each says of a refusal which effect it is about."""

    def plan(bozza: Bozza) -> Plan:
        return bozza.plan(
            command,
            f"Attuazione di «{what.atto}»",
            atti=(what.atto,),
            riferimenti=(f"atto/{what.atto}",),
        )

    def carry(rete: Rete) -> Plan:
        bozza = Bozza()
        try:
            _carry_out(bozza, rete, what, oggi, details)
        except Refused as refused:
            raise Refused(f"{what.detto}: {refused}") from None
        return plan(bozza)

    def close(rete: Rete) -> Plan:
        bozza = Bozza()
        seal(bozza, rete, what.effetto.verbale or "")
        return plan(bozza)

    return (carry, close) if what.effetto.tipo == "approvazione-verbale" else (carry,)


def _carry_out(
    bozza: Bozza, rete: Rete, what: DaAttuare, oggi: date, details: Mapping[str, Plain]
) -> None:
    if what.effetto.tipo != "approvazione-verbale":
        carry_out(bozza, rete, what.effetto, what.atto, details)
        return
    minutes = what.effetto.verbale or ""
    way = way_of(minutes, what.atto)
    approve(bozza, rete, DaApprovare(verbale=minutes, modo=way, oggi=oggi, atto=what.atto))
