"""Due dates that sittings gave: actions, effects to be written, ratifications to be had."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from rete.italiano import short_date
from rete.model.provvedimento import Provvedimento
from rete.model.regole import Ratifica, Regole
from rete.model.rete import Rete
from rete.model.verbale import Decisione, Verbale
from rete.model.vigenti import article_of, rules_of_day
from rete.reckoning.act_as_written import EffettoDisposto
from rete.reckoning.acts_in_words import act_in_words, effect_in_words
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.answers import left_undone, ratified_by
from rete.reckoning.applied import rows_for
from rete.reckoning.deadlines.days import (
    one_line,
    secretariat,
    who_convenes,
)
from rete.reckoning.deadlines.from_sittings import sitting_in_words
from rete.reckoning.deadlines.scadenza import Scadenza
from rete.reckoning.follow_ups import actions_of
from rete.reckoning.lengths import length_in_words
from rete.reckoning.ratifications import last_day_to_ratify, ratification_wanted


def of_decisions(rete: Rete, oggi: date) -> Iterator[Scadenza]:
    """What decisions make fall due, as seen today."""
    yield from _actions(rete, oggi)
    yield from _undone(rete, oggi)
    yield from _to_ratify(rete, oggi)


def _actions(rete: Rete, oggi: date) -> Iterator[Scadenza]:
    """Actions still open, by the day that their follow-ups left them."""
    for verbale in rete.verbali.values():
        if verbale.data > oggi or not verbale.azioni:
            continue
        seen: set[int] = set()
        for found in actions_of(rete, verbale, oggi):
            number = found.azione.n
            if found.stato not in ("aperta", "in-corso") or number in seen:
                continue
            seen.add(number)
            later = ", spostata dopo" if found.entro != found.azione.entro else ""
            yield Scadenza(
                tipo="azione",
                riferimento=f"{verbale.id}/{number}",
                titolo=one_line(f"Azione: {found.azione.testo}"),
                scade=found.entro,
                perche=f"azione {number} di {sitting_in_words(rete, verbale)}{later}, ancora "
                "aperta",
                file=verbale.file,
                comando=f"rete azione aggiorna {verbale.id}/{number}",
                enti=tuple(sorted(found.responsabili)),
                tavolo=verbale.tavolo,
            )


def _undone(rete: Rete, oggi: date) -> Iterator[Scadenza]:
    """Acts with effects that the register does not have yet: one due date for each act."""
    by_act: dict[str, list[EffettoDisposto]] = defaultdict(list)
    for found in left_undone(rete):
        if found.di.data <= oggi:
            by_act[found.di.riferimento].append(found)
    for reference, effects in by_act.items():
        first = min(effects, key=lambda one: (_day_of(one), effect_in_words(one.effetto, rete)))
        others = f" (in tutto {len(effects)} effetti)" if len(effects) > 1 else ""
        act = first.di
        yield Scadenza(
            tipo="attuazione",
            riferimento=reference,
            titolo=one_line(f"Attuare: {effect_in_words(first.effetto, rete)}{others}"),
            scade=_day_of(first),
            perche=f"lo dispone {act_in_words(reference, rete)}, e il registro non lo riporta",
            file=act.file,
            comando=f"rete verbale attua {reference}",
            enti=secretariat(rete, oggi),
            tavolo=act.verbale.tavolo if act.verbale else None,
        )


def _day_of(found: EffettoDisposto) -> date:
    """The day from which an effect holds, or on which it ends something; not before its act."""
    effetto = found.effetto
    if effetto.dal is not None:
        return max(effetto.dal.primo, found.di.data)
    return max(effetto.al.ultimo, found.di.data) if effetto.al else found.di.data


def _to_ratify(rete: Rete, oggi: date) -> Iterator[Scadenza]:
    """Decisions that hold only if another table ratifies them, and that it has not ratified."""
    acts = acts_of(rete)
    for verbale in rete.verbali.values():
        if verbale.data > oggi:
            continue
        for decisione in verbale.decisioni:
            wanted = _wanted(rete, verbale, decisione)
            act = acts.per_riferimento.get(f"{verbale.id}/{decisione.n}")
            if wanted is None or act is None or wanted.chi in verbale.tavoli:
                continue
            if acts.holds(act) and acts.is_sure(act) and not _is_ratified(rete, act, oggi):
                yield from _ratification(rete, verbale, act.riferimento, wanted, oggi)


def _wanted(rete: Rete, verbale: Verbale, decisione: Decisione) -> Ratifica | None:
    if decisione.esito != "approvata" or not decisione.effetti:
        return None
    rules = rules_of_day(rete, verbale.data, verbale.tavolo)
    if rules is None or not any(row.ratifica for row in rules.decisioni or ()):
        return None
    return ratification_wanted(rows_for(decisione, rules, verbale.seconda_di is not None))


def _is_ratified(rete: Rete, act: Provvedimento, oggi: date) -> bool:
    by = ratified_by(rete, act.riferimento)
    return by is not None and by.data <= oggi


def _ratification(
    rete: Rete, verbale: Verbale, reference: str, wanted: Ratifica, oggi: date
) -> Iterator[Scadenza]:
    last = last_day_to_ratify(
        verbale.data, wanted, rules_of_day(rete, verbale.data, verbale.tavolo)
    )
    if last is None:
        return

    def lays_it_down(rules: Regole) -> object:
        return any(row.ratifica == wanted for row in rules.decisioni or ()) or None

    who = one_line(rete.nome_tavolo(wanted.chi))
    yield Scadenza(
        tipo="ratifica",
        riferimento=reference,
        titolo=f"Ratificare: {act_in_words(reference, rete)}",
        scade=last,
        perche=f"{who} la ratifica entro {length_in_words(wanted.entro)} dal "
        f"{short_date(verbale.data)}, e non risulta ratificata",
        file=verbale.file,
        articolo=article_of(rete, verbale.data, lays_it_down, verbale.tavolo),
        comando=f"rete verbale convoca {wanted.chi}",
        enti=who_convenes(rete, wanted.chi, oggi),
        tavolo=wanted.chi,
    )
