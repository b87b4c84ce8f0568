"""The terms of the pact as a chain: one after the other, the gaps between, how each is renewed."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from rete.italiano import short_date
from rete.model.patto import Patto, Rinnovo
from rete.model.rete import Rete
from rete.model.tempo import eve
from rete.reckoning.acts_in_words import act_in_words, period_in_words
from rete.reckoning.last_days import renewal_day
from rete.reckoning.lengths import length_in_words
from rete.reckoning.terms import Gap, Term, gap_on, gaps, term_on, terms
from rete.views.lists_and_cards import Righe, below

_WAYS: Final = {
    "espresso": "rinnovo espresso: senza una decisione il patto finisce",
    "tacito": "rinnovo tacito: senza una decisione contraria il patto continua",
    "nessuno": "senza rinnovo: alla fine il patto non continua",
}


def running_in_words(patto: Patto, day: date) -> str:
    """What term runs on a day, or in which gap it falls."""
    running = term_on(patto, day)
    if running is not None:
        return f"è in corso il periodo «{running.titolo or running.id}»"
    gap = gap_on(patto, day)
    if gap is not None:
        return f"nessun periodo in corso (vuoto {_days(gap)})"
    return "nessun periodo in corso, per quanto ne sa il registro"


def term_rows(rete: Rete, patto: Patto) -> Righe:
    """Each term with its end, its act and its renewal, and the gaps in their place."""
    if not patto.periodi:
        yield "", "non sono nel registro"
    stated = {termine.id: termine for termine in patto.periodi}
    empty = {gap.al: gap for gap in gaps(patto)}
    for term in terms(patto):
        if term.dal and (gap := empty.get(eve(term.dal.primo))):
            yield "(vuoto)", f"{_days(gap)}: nessun periodo"
        termine = stated[term.id]
        length = length_in_words(termine.durata)
        inferred = f" (fine dedotta dalla durata: {length})"
        end = "" if term.al else ", senza termine" if term.senza_termine else ", fine non nota"
        yield from (
            (term.id, term.titolo),
            (
                "" if term.titolo else term.id,
                f"{period_in_words(term.dal, term.al)}{inferred if term.inferred else end}",
            ),
            ("", act_in_words(termine.atto, rete)),
            *below(_renewal(rete, term, termine.rinnovo)),
            ("", termine.note),
        )


def _renewal(rete: Rete, term: Term, rinnovo: Rinnovo | None) -> Iterator[str]:
    """How a term is renewed, and by which day that is to be decided."""
    if rinnovo is None:
        return
    if rinnovo.modo is not None:
        yield _WAYS[rinnovo.modo]
    if rinnovo.decidere_entro is not None:
        length = length_in_words(rinnovo.decidere_entro)
        yield f"si decide entro {length} prima della fine{_by(rete, term, rinnovo)}"


def _by(rete: Rete, term: Term, rinnovo: Rinnovo) -> str:
    last = renewal_day(rete, term, rinnovo)
    if last is None:
        return ""
    return f": il {short_date(last)}{', se la fine dedotta è giusta' if term.inferred else ''}"


def _days(gap: Gap) -> str:
    return f"dal {short_date(gap.dal)} al {short_date(gap.al)}"
