"""Due dates of tables, bodies and projects, and of decisions: actions, effects, ratifications."""

from collections import defaultdict
from datetime import date

from rete.italiano import short_date
from rete.model.comuni import Durata
from rete.model.ente import Ente, Referente
from rete.model.progetto import Progetto
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.model.tempo import last_day, next_day
from rete.model.verbale import Decisione, Verbale
from rete.model.vigenti import rules_of_sitting
from rete.reckoning.acts_in_words import act_in_words, effect_in_words
from rete.reckoning.acts_that_hold import EffettoDisposto, acts_of
from rete.reckoning.answers import left_undone, ratified_by
from rete.reckoning.applied import RegolaApplicata, rows_for
from rete.reckoning.deadlines.from_sittings import sitting_in_words
from rete.reckoning.deadlines.scadenza import (
    Scadenza,
    Scadenze,
    one_line,
    secretariat,
    who_convenes,
)
from rete.reckoning.follow_ups import actions_of
from rete.reckoning.last_days import day_after, last_day_to_ratify
from rete.reckoning.lengths import length_in_words

_A_YEAR = Durata(anni=1)
_NOT_SENT = ("idea", "in-scrittura")

Office = tuple[str, str | None]
"""The kind of office, and the table it is for."""


def of_records(rete: Rete, oggi: date) -> Scadenze:
    """What tables, bodies and projects make fall due, as seen today."""
    yield from charges(rete, oggi)
    yield from offices(rete, oggi)
    yield from runts(rete, oggi)
    yield from calls(rete, oggi)


def charges(rete: Rete, oggi: date) -> Scadenze:
    """The last day of what a table was charged with, until the table is closed."""
    for tavolo in rete.tavoli.values():
        last = tavolo.incarico.scade if tavolo.incarico else None
        if last is None or rete.tavolo_attivo(tavolo, oggi) is not True:
            continue
        yield Scadenza(
            tipo="incarico",
            riferimento=tavolo.id,
            titolo=f"Fine dell'incarico: {one_line(tavolo.nome)}",
            scade=last,
            perche="l'incarico del tavolo finisce quel giorno: il tavolo si chiude, o l'incarico "
            "si proroga cambiando «incarico.scade»",
            file=tavolo.file,
            comando=f"rete tavolo chiudi {tavolo.id}",
            enti=who_convenes(rete, tavolo.id, oggi),
            tavolo=tavolo.id,
        )


def offices(rete: Rete, oggi: date) -> Scadenze:
    """Whoever speaks for a member until a day, with nobody to follow.

    Only a representative has to be followed: the end of other offices is told until it comes.
    """
    for ente in rete.enti.values():
        by_office: dict[Office, list[Referente]] = defaultdict(list)
        for referente in ente.referenti:
            by_office[(referente.ruolo, referente.tavolo)].append(referente)
        for office, holders in by_office.items():
            if (found := _office(rete, ente, office, holders, oggi)) is not None:
                yield found


def _office(
    rete: Rete, ente: Ente, office: Office, holders: list[Referente], oggi: date
) -> Scadenza | None:
    ends = [(holder.al.ultimo, holder) for holder in holders if holder.al is not None]
    if len(ends) < len(holders) or not ends:
        return None  # somebody holds it without an end
    # Of two that end together one is named, whatever the order in which they are written.
    last, leaving = max(ends, key=lambda pair: (pair[0], pair[1].carica))
    role, tavolo = office
    if last < oggi and role != "rappresentante":
        return None
    if rete.aderisce(ente.id, max(next_day(last), oggi)) is not True:
        return None  # the office ends with the membership
    where = f" per {rete.nome_tavolo(tavolo)}" if tavolo else ""
    return Scadenza(
        tipo="referente",
        riferimento="/".join(part for part in (ente.id, role, tavolo) if part),
        titolo=one_line(f"Fine del mandato: {ente.nome_breve}, {leaving.carica}{where}"),
        scade=last,
        perche=f"chi fa da {role}{where} finisce quel giorno, e nessuno risulta dopo",
        file=ente.file,
        comando=f"rete ente referente {ente.id}",
        enti=(ente.id,),
        tavolo=tavolo,
    )


def runts(rete: Rete, oggi: date) -> Scadenze:
    """The status in the register of the third sector, to be looked up again after a year."""
    for ente in rete.enti.values():
        checked = ente.runts.verificato_il if ente.runts else None
        if checked is None or checked > oggi or rete.aderisce(ente.id, oggi) is not True:
            continue
        last = day_after(checked, _A_YEAR, shift=False)
        if last is None:
            continue
        yield Scadenza(
            tipo="runts",
            riferimento=ente.id,
            titolo=f"Verificare il RUNTS: {one_line(ente.nome_breve)}",
            scade=last,
            perche=f"lo stato nel RUNTS è stato verificato il {short_date(checked)}: passato un "
            "anno si guarda di nuovo, e si aggiorna «runts.verificato_il»",
            file=ente.file,
            dedotta=True,
            comando=f"rete ente modifica {ente.id}",
            enti=(ente.id,),
        )


def calls(rete: Rete, oggi: date) -> Scadenze:
    """The closing date of a call, while the project has not been sent in."""
    for progetto in rete.progetti.values():
        if progetto.bando is None or _phase(progetto, oggi) not in _NOT_SENT:
            continue
        leads = {
            partner.ente
            for partner in progetto.partner
            if partner.ruolo == "capofila" and last_day(partner.al) >= oggi
        }
        yield Scadenza(
            tipo="bando",
            riferimento=progetto.id,
            titolo=one_line(f"Bando «{progetto.bando.titolo}»: {progetto.titolo}"),
            scade=progetto.bando.scadenza,
            perche="il progetto non risulta presentato: quando lo è, o quando vi si rinuncia, si "
            f"aggiunge una fase in {progetto.file}",
            file=progetto.file,
            enti=tuple(sorted(leads)),
            tavolo=progetto.tavolo,
        )


def _phase(progetto: Progetto, oggi: date) -> str | None:
    """The phase that surely runs: the last one begun, of two of a day the last written."""
    begun = [fase for fase in progetto.fasi if fase.dal.primo <= oggi]
    begun.sort(key=lambda fase: fase.dal.primo)
    return begun[-1].stato if begun else None


def of_decisions(rete: Rete, oggi: date) -> Scadenze:
    """What decisions make fall due, as seen today."""
    yield from _actions(rete, oggi)
    yield from _undone(rete, oggi)
    yield from _to_ratify(rete, oggi)


def _actions(rete: Rete, oggi: date) -> Scadenze:
    """Actions still open, by the day that their follow-ups left them, if there is one."""
    for verbale in rete.verbali.values():
        if verbale.data > oggi or not verbale.azioni:
            continue
        seen: set[int] = set()
        for found in actions_of(rete, verbale, oggi):
            number = found.azione.n
            if not found.is_open or number in seen or found.entro is None:
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


def _undone(rete: Rete, oggi: date) -> Scadenze:
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


def _to_ratify(rete: Rete, oggi: date) -> Scadenze:
    """Decisions that hold only if another table ratifies them, and that it has not ratified."""
    acts = acts_of(rete)
    for verbale in rete.verbali.values():
        if verbale.data > oggi:
            continue
        for decisione in verbale.decisioni:
            wanted = _wanted(rete, verbale, decisione)
            act = acts.per_riferimento.get(f"{verbale.id}/{decisione.n}")
            rule = wanted.ratifica if wanted else None
            if wanted is None or rule is None or act is None or rule.chi in verbale.tavoli:
                continue
            if acts.holds(act) and acts.is_sure(act) and not _is_ratified(rete, act, oggi):
                yield from _ratification(rete, verbale, act.riferimento, wanted, oggi)


def _wanted(rete: Rete, verbale: Verbale, decisione: Decisione) -> RegolaApplicata | None:
    if decisione.esito != "approvata" or not decisione.effetti:
        return None
    rules = rules_of_sitting(rete, verbale)
    if rules is None or not any(row.ratifica for row in rules.decisioni or ()):
        return None
    applied = rows_for(decisione, rules, verbale.seconda_di is not None)
    return next((one for one in applied if one.ratifica is not None), None)


def _is_ratified(rete: Rete, act: Provvedimento, oggi: date) -> bool:
    by = ratified_by(rete, act.riferimento)
    return by is not None and by.data <= oggi


def _ratification(
    rete: Rete, verbale: Verbale, reference: str, rule: RegolaApplicata, oggi: date
) -> Scadenze:
    wanted = rule.ratifica
    last = last_day_to_ratify(rete, verbale, wanted) if wanted is not None else None
    if wanted is None or last is None:
        return
    who = one_line(rete.nome_tavolo(wanted.chi))
    yield Scadenza(
        tipo="ratifica",
        riferimento=reference,
        titolo=f"Ratificare: {act_in_words(reference, rete)}",
        scade=last,
        perche=f"{who} la ratifica entro {length_in_words(wanted.entro)} dal "
        f"{short_date(verbale.data)}, e non risulta ratificata",
        file=verbale.file,
        articolo=rule.articolo("ratifica"),
        comando=f"rete verbale convoca {wanted.chi}",
        enti=who_convenes(rete, wanted.chi, oggi),
        tavolo=wanted.chi,
    )
