"""Due dates of tables, bodies and projects: charges, offices, RUNTS, calls for proposals."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from rete.italiano import short_date
from rete.model.comuni import Durata
from rete.model.ente import Ente, Referente
from rete.model.progetto import Partner, Progetto
from rete.model.rete import Rete
from rete.model.tempo import next_day
from rete.reckoning.deadlines.days import one_line, who_convenes
from rete.reckoning.deadlines.scadenza import Scadenza
from rete.reckoning.last_days import day_after

_A_YEAR = Durata(anni=1)
_NOT_SENT = ("idea", "in-scrittura")

Office = tuple[str, str | None]
"""The kind of office, and the table it is for."""


def of_records(rete: Rete, oggi: date) -> Iterator[Scadenza]:
    """What tables, bodies and projects make fall due, as seen today."""
    yield from charges(rete, oggi)
    yield from offices(rete, oggi)
    yield from runts(rete, oggi)
    yield from calls(rete, oggi)


def charges(rete: Rete, oggi: date) -> Iterator[Scadenza]:
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


def offices(rete: Rete, oggi: date) -> Iterator[Scadenza]:
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


def runts(rete: Rete, oggi: date) -> Iterator[Scadenza]:
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


def calls(rete: Rete, oggi: date) -> Iterator[Scadenza]:
    """The closing date of a call, while the project has not been sent in."""
    for progetto in rete.progetti.values():
        if progetto.bando is None or _phase(progetto, oggi) not in _NOT_SENT:
            continue
        leads = [p.ente for p in progetto.partner if p.ruolo == "capofila" and _is_in(p, oggi)]
        yield Scadenza(
            tipo="bando",
            riferimento=progetto.id,
            titolo=one_line(f"Bando «{progetto.bando.titolo}»: {progetto.titolo}"),
            scade=progetto.bando.scadenza,
            perche="il progetto non risulta presentato: quando lo è, o quando vi si rinuncia, si "
            f"aggiunge una fase in {progetto.file}",
            file=progetto.file,
            enti=tuple(sorted({*leads})),
            tavolo=progetto.tavolo,
        )


def _phase(progetto: Progetto, oggi: date) -> str | None:
    """The phase that surely runs: the last one begun, of two of a day the last written."""
    begun = [fase for fase in progetto.fasi if fase.dal.primo <= oggi]
    begun.sort(key=lambda fase: fase.dal.primo)
    return begun[-1].stato if begun else None


def _is_in(partner: Partner, oggi: date) -> bool:
    return partner.al is None or partner.al.ultimo >= oggi
