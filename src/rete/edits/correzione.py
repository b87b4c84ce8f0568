"""A correction on the side of minutes: the new decision, whose effect cites what it corrects."""

from collections.abc import Iterator
from dataclasses import replace

from rete.changes import Record, Refused
from rete.edits.bozza import Bozza, record_as_plain
from rete.edits.disposto import cited, ensure_effect
from rete.edits.sedute import held_draft
from rete.model.comuni import Effetto
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.model.verbale import Verbale, Votazione
from rete.reckoning.acts_that_hold import acts_of, object_of
from rete.records import frozen


@frozen
class NuovaDecisione:
    """A decision to be added to some minutes."""

    verbale: str
    oggetto: str
    testo: str
    punto: int | None = None
    voto: Votazione | None = None


def next_decision(rete: Rete, minutes: str) -> str:
    """The reference of a decision added to some minutes; Refused where none can be."""
    verbale = _draft(rete, minutes)
    return f"{minutes}/{max((d.n for d in verbale.decisioni), default=0) + 1}"


def add_decision(bozza: Bozza, rete: Rete, wanted: NuovaDecisione, effetto: Effetto) -> None:
    """Append the decision, approved, with its effect."""
    verbale = _draft(rete, wanted.verbale)
    reference = next_decision(rete, wanted.verbale)
    if wanted.punto is not None and wanted.punto not in {p.punto for p in verbale.odg}:
        raise Refused(f"nel verbale «{verbale.id}» il punto {wanted.punto} non c'è")
    must_come_after(rete, reference, effetto)
    record: Record = {"n": int(reference.rpartition("/")[2])}
    if wanted.punto is not None:
        record["punto"] = wanted.punto
    record |= {"oggetto": wanted.oggetto, "testo": wanted.testo}
    if wanted.voto is not None:
        record["votazione"] = record_as_plain(wanted.voto)
    record |= {"esito": "approvata", "effetti": [record_as_plain(effetto)]}
    bozza.append(verbale.file, ("decisioni",), record)
    bozza.tell(f"nasce la decisione «{reference}»: {wanted.oggetto}")


def complete_decision(bozza: Bozza, rete: Rete, reference: str, effetto: Effetto) -> None:
    """Write the effect in a decision that is there already."""
    act = cited(rete, reference)
    must_come_after(rete, reference, effetto)
    ensure_effect(bozza, rete, act, effetto)


def must_come_after(rete: Rete, reference: str, effetto: Effetto) -> None:
    """Only what comes later corrects."""
    minutes, _, number = reference.partition("/")
    correcting = rete.verbali[minutes]
    order = (correcting.data, minutes, int(number))
    target = acts_of(rete).per_riferimento.get(effetto.atto or "")
    if target is not None and target.order >= order:
        raise Refused(f"«{reference}» non viene dopo «{effetto.atto}»: non può correggerlo")
    corrected = rete.verbali.get(effetto.verbale or "")
    if corrected is not None and corrected.order >= correcting.order:
        raise Refused(f"«{minutes}» non viene dopo «{corrected.id}»: non può correggerlo")


def correctable(rete: Rete, act: Provvedimento, *, revoking: bool) -> Provvedimento:
    """The act that may be corrected; Refused where it is not to be corrected, or by other means."""
    if aside := acts_of(rete).put_aside_by(act):
        over, how = aside
        raise Refused(f"«{act.riferimento}» è già {how} da «{over.riferimento}»: correggi quello")
    if act.is_draft and not revoking and act.verbale is not None:
        raise Refused(
            f"il verbale «{act.verbale.id}» è ancora una bozza: si cambia con «rete verbale "
            "modifica»"
        )
    return act


def put_in_place(act: Provvedimento, new: tuple[Effetto, ...]) -> tuple[Effetto, ...]:
    """The effects of an act with some of them replaced: what is not said again stays as it was."""
    old = tuple(_inner(act.effetti))
    said = {(one.tipo, object_of(one)): one for one in new}
    kept = [said.pop((one.tipo, object_of(one)), one) for one in old]
    merged = (*kept, *said.values())
    if merged == old:
        raise Refused(f"gli effetti sono già quelli di «{act.riferimento}»: non cambia nulla")
    return merged


def said_of(effects: tuple[Effetto, ...]) -> tuple[Effetto, ...]:
    """What an act lays down of its own, also where it already corrects another."""
    return tuple(_inner(effects))


def _inner(effects: tuple[Effetto, ...]) -> Iterator[Effetto]:
    for effetto in effects:
        if effetto.tipo == "rettifica" and effetto.effetti:
            yield from effetto.effetti
        elif effetto.tipo != "rettifica":
            yield replace(effetto)


def _draft(rete: Rete, minutes: str) -> Verbale:
    return held_draft(rete, minutes, "approvato: la decisione va in uno ancora in bozza")
