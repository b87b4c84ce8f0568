"""Due dates of sittings: to be convened, to be written, to be approved, to be held at all."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from itertools import islice
from operator import attrgetter
from typing import Any, Final

from rete.italiano import short_date
from rete.model.rete import Rete
from rete.model.tavolo import Tavolo
from rete.model.verbale import Verbale
from rete.model.vigenti import article_for, article_of
from rete.reckoning.deadlines.scadenza import (
    Scadenza,
    Scadenze,
    cadence_in_words,
    cadence_of,
    next_by_cadence,
    one_line,
    sittings_may_be_unread,
    who_convenes,
)
from rete.reckoning.last_days import how_to_approve, last_day_to_approve, notice_of
from rete.reckoning.lengths import length_in_words
from rete.reckoning.selection import stato_verbale

_ORDER: Final = attrgetter("order")

Sittings = Mapping[str, tuple[Verbale, ...]]
"""By table, the sittings of which something is known, in order; joint ones are of each table."""


def of_sittings(rete: Rete, oggi: date) -> Scadenze:
    """What sittings make fall due, as seen today."""
    by_table = _by_table(rete)
    for verbale in rete.verbali.values():
        if verbale.is_planned:
            yield from _to_convene(rete, verbale, oggi)
            yield from _to_write(rete, verbale, oggi)
        elif verbale.data <= oggi and stato_verbale(rete, verbale, oggi) == "bozza":
            yield from _to_approve(rete, verbale, by_table, oggi)
    for tavolo in rete.tavoli.values():
        yield from _to_meet(rete, tavolo, by_table.get(tavolo.id, ()), oggi)


def planned(rete: Rete, oggi: date) -> tuple[Verbale, ...]:
    """The sittings to come."""
    found = [v for v in rete.verbali.values() if v.is_planned and v.data >= oggi]
    return tuple(sorted(found, key=_ORDER))


def sitting_in_words(rete: Rete, verbale: Verbale) -> str:
    """«Plenaria del 26/03/2026»."""
    names = " e ".join(one_line(rete.nome_tavolo(tavolo)) for tavolo in verbale.tavoli)
    return f"{names} del {short_date(verbale.data)}"


def _by_table(rete: Rete) -> Sittings:
    found: dict[str, list[Verbale]] = defaultdict(list)
    for verbale in sorted(rete.verbali.values(), key=_ORDER):
        for tavolo in dict.fromkeys(verbale.tavoli):
            found[tavolo].append(verbale)
    return {tavolo: tuple(sittings) for tavolo, sittings in found.items()}


def _of_sitting(
    rete: Rete,
    verbale: Verbale,
    oggi: date,
    rule: str | None = None,
    **said: Any,
) -> Scadenza:
    """What whoever convenes the table of a sitting has to see to, by which ``rule``."""
    return Scadenza(
        riferimento=verbale.id,
        file=verbale.file,
        articolo=article_for(rete, verbale, rule) if rule else None,
        enti=who_convenes(rete, verbale.tavolo, oggi),
        tavolo=verbale.tavolo,
        **said,
    )


def _to_convene(rete: Rete, verbale: Verbale, oggi: date) -> Scadenze:
    """The last lawful day to convene; what is written, and second calls, need no notice here."""
    sent, call = verbale.inviata, verbale.convocazione
    wanted = notice_of(rete, verbale)
    if wanted is None or verbale.data < oggi or (sent is not None and sent <= oggi):
        return
    yield _of_sitting(
        rete,
        verbale,
        oggi,
        "convocazione.urgente" if call is not None and call.urgente else "convocazione.preavviso",
        tipo="convocazione",
        titolo=f"Convocare {sitting_in_words(rete, verbale)}",
        scade=wanted.entro,
        perche=f"le regole vogliono un preavviso di {wanted.durata}"
        f"{f' (entro le {wanted.alle})' if wanted.alle else ''}, e la convocazione non risulta "
        "inviata",
        comando=f"rete verbale convoca {verbale.id}",
    )


def _to_write(rete: Rete, verbale: Verbale, oggi: date) -> Scadenze:
    if verbale.data < oggi:
        yield _of_sitting(
            rete,
            verbale,
            oggi,
            tipo="redazione",
            titolo=f"Scrivere il verbale: {sitting_in_words(rete, verbale)}",
            scade=verbale.data,
            perche="il giorno della seduta è passato, e non risulta se si è tenuta",
            comando=f"rete verbale redigi {verbale.id}",
        )


def _to_approve(rete: Rete, verbale: Verbale, by_table: Sittings, oggi: date) -> Scadenze:
    """Minutes not approved yet; silent where nothing tells by when."""
    found = _by_rule(rete, verbale) or _by_next_sitting(rete, verbale, by_table)
    if found is None:
        return
    day, why, inferred = found
    yield _of_sitting(
        rete,
        verbale,
        oggi,
        "verbali.approvazione",
        tipo="approvazione",
        titolo=f"Approvare il verbale: {sitting_in_words(rete, verbale)}",
        scade=day,
        perche=f"{why}; il verbale non risulta approvato",
        dedotta=inferred,
        comando=f"rete verbale approva {verbale.id}",
    )


Day = tuple[date, str, bool]
"""A day, why that one, and whether it is our inference."""


def _by_rule(rete: Rete, verbale: Verbale) -> Day | None:
    wanted = how_to_approve(rete, verbale)
    if wanted.entro is not None:
        day = last_day_to_approve(rete, verbale)
        length = length_in_words(wanted.entro)
        return (day, f"le regole danno {length} dalla seduta", False) if day else None
    if wanted.approvazione == "seduta-stante":
        return verbale.data, "le regole lo vogliono approvato seduta stante", False
    return None


def _by_next_sitting(rete: Rete, verbale: Verbale, by_table: Sittings) -> Day | None:
    if sittings_may_be_unread(rete, verbale.data):
        return None
    mode = how_to_approve(rete, verbale).approvazione
    sittings = by_table[verbale.tavolo]
    following = bisect_right(sittings, verbale.order, key=_ORDER)
    for later in islice(sittings, following, None):
        if later.is_off or later.deserta is not None:
            continue
        if later.prevista.modalita != "scritta":
            when = short_date(later.data)
            return later.data, f"la seduta successiva è il {when}", mode != "seduta-successiva"
    cadence = cadence_of(rete, verbale.tavolo, verbale.data)
    day = next_by_cadence(verbale.data, cadence[0]) if cadence else None
    if cadence is None or day is None:
        return None
    words = cadence_in_words(cadence[0])
    return day, f"la seduta successiva non è fissata, e ci si riunisce {words}", True


def _to_meet(rete: Rete, tavolo: Tavolo, sittings: tuple[Verbale, ...], oggi: date) -> Scadenze:
    """The day by which a table has to meet, unless it is closed or will meet in time.

    A sitting planned for later is named: there is nothing else to convene.
    """
    cadence = cadence_of(rete, tavolo.id, oggi)
    last = _last_met(tavolo, sittings, oggi)
    if cadence is None or last is None or sittings_may_be_unread(rete, last):
        return
    day = next_by_cadence(last, cadence[0])
    if day is None or rete.tavolo_attivo(tavolo, max(day, oggi)) is not True:
        return
    coming = next((v for v in sittings if v.data >= oggi and v.is_planned), None)
    if coming is not None and coming.data <= day:
        return
    since = short_date(last)
    told = f"l'ultima seduta è del {since}" if _met(sittings, oggi) else f"c'è dal {since}"
    then = (
        f"; la prossima, «{coming.id}», è prevista per il {short_date(coming.data)}, oltre il "
        "termine"
        if coming
        else ""
    )
    yield Scadenza(
        tipo="riunione",
        riferimento=tavolo.id,
        titolo=f"Riunire {one_line(tavolo.nome)}",
        scade=day,
        perche=f"il tavolo si riunisce {cadence_in_words(cadence[0])}, e {told}{then}",
        file=tavolo.file,
        dedotta=cadence[0].volte_anno is not None,
        articolo=article_of(rete, oggi, "cadenza", tavolo.id) if cadence[1] else None,
        comando=None if coming else f"rete verbale convoca {tavolo.id}",
        enti=who_convenes(rete, tavolo.id, oggi),
        tavolo=tavolo.id,
    )


def _last_met(tavolo: Tavolo, sittings: tuple[Verbale, ...], oggi: date) -> date | None:
    """The day of the last sitting, else of the founding."""
    met = _met(sittings, oggi)
    if met:
        return met[-1].data
    return tavolo.istituzione.dal.primo if tavolo.istituzione.dal else None


def _met(sittings: tuple[Verbale, ...], oggi: date) -> list[Verbale]:
    return [v for v in sittings if v.data <= oggi and v.was_held and v.deserta is None]
