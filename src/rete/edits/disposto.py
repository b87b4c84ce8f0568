"""The side of the act: the effect that a change needs is there, or is written there."""

from dataclasses import fields

from rete.changes import Plain, Refused
from rete.edits.bozza import Bozza
from rete.model.comuni import Effetto
from rete.model.rete import AttoCitato, Rete
from rete.model.tempo import DataParziale
from rete.reckoning.act import object_of


def cited(rete: Rete, reference: str) -> AttoCitato:
    """The act that a change cites; Refused where it is not there, unread, or not approved."""
    found = rete.act(reference)
    if found is None:
        if rete.act_exists(reference) is None:
            raise Refused(f"il file di «{reference}» non si legge: correggilo prima")
        raise Refused(
            f"l'atto «{reference}» non c'è: registralo con «rete atto registra», o scrivi il "
            "verbale che contiene la decisione"
        )
    if found.decisione is not None and found.decisione.esito != "approvata":
        raise Refused(f"la decisione «{reference}» non è approvata: non può cambiare nulla")
    return found


def effect_in_act(act: AttoCitato, wanted: Effetto) -> Effetto | None:
    """The effect of an act on the same object, if it lays one down."""
    own = act.decisione.effetti if act.decisione else (act.atto.effetti if act.atto else ())
    for effetto in own:
        if effetto.tipo == wanted.tipo and object_of(effetto) == object_of(wanted):
            return effetto
    return None


def ensure_effect(bozza: Bozza, act: AttoCitato, wanted: Effetto) -> None:
    """Write the effect in the act where it is missing; nothing where it is there already.

    Refused where the act lays down something else, or is in approved minutes (they are frozen).
    """
    present = effect_in_act(act, wanted)
    if present is not None:
        differing = [
            f.name
            for f in fields(Effetto)
            if getattr(wanted, f.name) and getattr(present, f.name) != getattr(wanted, f.name)
        ]
        if differing:
            told = ", ".join(
                f"«{name}» è {_shown(getattr(present, name))} e non {_shown(getattr(wanted, name))}"
                for name in differing
            )
            raise Refused(f"«{act.riferimento}» dispone altro: {told}")
        return
    if act.verbale is not None and act.verbale.is_approved:
        raise Refused(
            f"il verbale di «{act.riferimento}» è approvato e non dispone questo: serve una nuova "
            "decisione"
        )
    record = effect_as_plain(wanted)
    if act.verbale is not None and act.decisione is not None:
        index = act.verbale.decisioni.index(act.decisione)
        bozza.append(act.verbale.file, ("decisioni", index, "effetti"), record)
    elif act.atto is not None:
        bozza.append(act.atto.file, ("effetti",), record)
    bozza.tell(f"in «{act.riferimento}» è scritto l'effetto «{wanted.tipo}»")


def effect_as_plain(effetto: Effetto) -> dict[str, Plain]:
    """An effect as a file holds it, its keys in the order of the format."""
    found: dict[str, Plain] = {}
    for field in fields(Effetto):
        value = getattr(effetto, field.name)
        match value:
            case None | ():
                continue
            case DataParziale():
                found[field.name] = str(value)
            case tuple():
                found[field.name] = [
                    effect_as_plain(item) if isinstance(item, Effetto) else item for item in value
                ]
            case _:
                found[field.name] = value
    return found


def _shown(value: object) -> str:
    match value:
        case None:
            return "assente"
        case tuple():
            return ", ".join(str(item) for item in value) or "assente"
        case _:
            return str(value)
