"""Minutes approved: how, by which decision, on which day; and the seal that freezes them.

The seal is that of the whole file, approval included: it is worked out by reading the file back,
so that approving takes two steps, ``approve`` and then ``seal``.
"""

from datetime import date
from typing import Final

from rete.changes import Refused
from rete.edits.bozza import Bozza, without_empty
from rete.edits.disposto import cited, ensure_effect
from rete.edits.sedute import held_draft
from rete.italiano import date_after, short_date
from rete.model.comuni import Effetto, ModoApprovazione
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.model.tempo import next_day
from rete.model.verbale import Verbale
from rete.reckoning.last_days import how_to_approve, last_day_to_approve
from rete.reckoning.lengths import length_in_words
from rete.records import frozen

UNSEALED: Final = "0" * 64


@frozen
class DaApprovare:
    """An approval as it is asked for; only a signature and silence have a day of their own."""

    verbale: str
    modo: ModoApprovazione
    oggi: date
    atto: str | None = None
    data: date | None = None
    correzioni: str | None = None


def first_day_of_silence(rete: Rete, verbale: Verbale) -> date | None:
    """The day on which minutes that nobody objected to are approved."""
    last = last_day_to_approve(rete, verbale)
    return next_day(last) if last is not None else None


def must_be_approvable(rete: Rete, identifier: str) -> Verbale:
    """The minutes; Refused where they cannot be approved, whatever the way."""
    return held_draft(rete, identifier, "già approvato")


def approve(bozza: Bozza, rete: Rete, wanted: DaApprovare) -> None:
    """Write the approval, and its effect in the decision that approves; the seal comes after."""
    verbale = must_be_approvable(rete, wanted.verbale)
    act = cited(rete, wanted.atto) if wanted.atto is not None else None
    _must_fit(rete, verbale, wanted, act)
    if act is not None:
        ensure_effect(bozza, rete, act, Effetto(tipo="approvazione-verbale", verbale=verbale.id))
    record = without_empty(
        {
            "modo": wanted.modo,
            "atto": wanted.atto,
            "data": wanted.data.isoformat() if wanted.data is not None else None,
            "correzioni": wanted.correzioni,
            "impronta": UNSEALED,
        }
    )
    bozza.put(verbale.file, (), "approvazione", record, written=False)
    bozza.tell(f"il verbale «{verbale.id}» è approvato: {_how(wanted)}")
    bozza.tell("da ora non si cambia più: si corregge con una decisione («rete verbale rettifica»)")


def seal(bozza: Bozza, rete: Rete, identifier: str) -> None:
    """Write the seal of minutes just approved, as they are read back."""
    verbale = rete.verbali.get(identifier)
    if verbale is None or verbale.sigillo is None:
        raise Refused(f"il verbale «{identifier}» non si rilegge: l'impronta non si può calcolare")
    bozza.put(verbale.file, ("approvazione",), "impronta", verbale.sigillo, written=True)


def way_of(verbale: str, act: str) -> ModoApprovazione:
    """How a decision approves some minutes: in that sitting itself, or in a later one."""
    return "seduta-stante" if act.partition("/")[0] == verbale else "seduta-successiva"


def _how(wanted: DaApprovare) -> str:
    match wanted.modo:
        case "seduta-stante":
            return "seduta stante"
        case "seduta-successiva":
            return f"nella seduta successiva, con «{wanted.atto}»"
        case "firma":
            return f"con la firma, {date_after('il', wanted.data or wanted.oggi)}"
        case "silenzio":
            return f"nessuno ha obiettato, {date_after('il', wanted.data or wanted.oggi)}"


def _must_fit(rete: Rete, verbale: Verbale, wanted: DaApprovare, act: Provvedimento | None) -> None:
    if act is not None and act.verbale is None:
        raise Refused(f"«{act.riferimento}» non è una decisione: un verbale lo approva una seduta")
    match wanted.modo:
        case "seduta-stante":
            if act is not None and act.verbale is not verbale:
                raise Refused(
                    f"«{act.riferimento}» è di un'altra seduta: il modo è «seduta-successiva»"
                )
        case "seduta-successiva":
            _must_be_later(verbale, act)
        case "firma" | "silenzio":
            _must_have_its_day(rete, verbale, wanted)


def _must_be_later(verbale: Verbale, act: Provvedimento | None) -> None:
    if act is None or act.verbale is None:
        raise Refused("manca la decisione che approva il verbale nella seduta successiva")
    if act.verbale is verbale:
        raise Refused(
            f"«{act.riferimento}» è della seduta stessa: il modo è «seduta-stante», o serve la "
            "decisione di una seduta successiva"
        )
    if act.verbale.order < verbale.order:
        raise Refused(f"«{act.riferimento}» viene prima della seduta del {verbale.data}")


def _must_have_its_day(rete: Rete, verbale: Verbale, wanted: DaApprovare) -> None:
    if wanted.data is None:
        raise Refused(f"manca il giorno dell'approvazione per {wanted.modo}")
    if wanted.data < verbale.data:
        raise Refused(f"il {wanted.data} viene prima della seduta del {verbale.data}")
    last = last_day_to_approve(rete, verbale) if wanted.modo == "silenzio" else None
    if last is not None and wanted.data <= last:
        raise Refused(f"si può obiettare fino al {short_date(last)}{_why(rete, verbale)}")
    if wanted.data > wanted.oggi:
        raise Refused(f"il {wanted.data} non è ancora venuto: oggi è il {wanted.oggi}")


def _why(rete: Rete, verbale: Verbale) -> str:
    length = how_to_approve(rete, verbale).entro
    if length is None:
        return ""
    return f" ({length_in_words(length)} dalla seduta): prima il silenzio non approva"
