"""How a sitting was called and what changed since, as lines of its card."""

from datetime import date

from rete.italiano import short_date
from rete.italiano.etichette import MODALITA, label
from rete.model.convocazione import Convocazione, Modalita, Variazione
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.views.lists_and_cards import Righe
from rete.views.parti_di_scheda import names


def convening_lines(rete: Rete, verbale: Verbale) -> Righe:
    """What the letter says, each later change, whether the sitting was moved or called off."""
    call = verbale.convocazione
    if call is not None:
        yield from (
            ("Convocazione", _sent(rete, call)),
            ("Convocata per", _called_for(call)),
            ("Collegamento", call.collegamento),
        )
    for change in verbale.variazioni:
        yield "Variazione", _varied(change)
    moved, off = verbale.spostata, verbale.disdetta
    if moved is not None:
        told = _told(moved.il, moved.inviata, moved.mezzo, moved.motivo)
        yield "Spostata", f"a «{moved.a}», {told}"
    if off is not None:
        yield "Disdetta", _told(off.il, off.inviata, off.mezzo, off.motivo)


def _sent(rete: Rete, call: Convocazione) -> str:
    hour = f" alle {call.inviata_alle}" if call.inviata_alle else ""
    when = f" il {short_date(call.richiesta_il)}" if call.richiesta_il else ""
    who = names(rete, call.richiesta_da)
    parts = (
        f"scritta il {short_date(call.scritta_il)}" if call.scritta_il else None,
        f"prot. {call.protocollo}" if call.protocollo else None,
        f"inviata il {short_date(call.inviata)}{hour}" if call.inviata else "non risulta inviata",
        call.mezzo,
        "d'urgenza" if call.urgente else None,
        _second(call) if call.seconda_il else None,
        f"risposte entro il {short_date(call.risposte_entro)}" if call.risposte_entro else None,
        who and f"richiesta{when} da {who}",
        f"convoca {call.convoca}" if call.convoca else None,
        f"articolo {call.articolo}" if call.articolo else None,
    )
    return ", ".join(filter(None, parts))


def _second(call: Convocazione) -> str:
    day = f" il {short_date(call.seconda_il)}" if call.seconda_il else ""
    return f"seconda convocazione{day}{_place(call.seconda_ora, call.seconda_luogo, None)}"


def _called_for(call: Convocazione) -> str | None:
    """Empty where the letter says neither hour, nor place, nor way of meeting."""
    return _place(call.ora, call.luogo, call.modalita).strip(" ,") or None


def _place(hour: str | None, place: str | None, way: Modalita | None) -> str:
    parts = (
        f" alle {hour}" if hour else "",
        f", {place}" if place else "",
        f", {label(MODALITA, way)}" if way else "",
    )
    return "".join(parts)


def _varied(change: Variazione) -> str:
    now = _place(change.ora, change.luogo, change.modalita).strip(" ,") or "non è detto che cosa"
    return f"{now}; {_told(change.il, change.inviata, change.mezzo, None)}"


def _told(il: date, sent: date | None, how: str | None, why: str | None) -> str:
    parts = (
        f"deciso il {short_date(il)}",
        f"comunicato il {short_date(sent)}" if sent else "non risulta comunicato",
        how,
        why,
    )
    return ", ".join(filter(None, parts))
