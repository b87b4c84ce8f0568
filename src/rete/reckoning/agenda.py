"""What a sitting to come should deal with: minutes, points put off, actions, due dates, reports."""

from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Final, Literal

from rete.italiano import count, date_after, join_words, short_date
from rete.model.rete import Rete
from rete.model.ricerca import words
from rete.model.tavolo import Tavolo
from rete.model.verbale import Verbale
from rete.reckoning.deadlines import deadlines
from rete.reckoning.deadlines.scadenza import Scadenza, TipoScadenza, cadence_of, next_by_cadence
from rete.reckoning.follow_ups import AzioneOggi, actions_of, who_does
from rete.reckoning.last_days import how_to_approve
from rete.reckoning.selection import stato_verbale
from rete.records import frozen

Ragione = Literal["verbale", "rinvio", "azioni", "scadenza", "relazione"]

OF_EVERYBODY: Final[tuple[TipoScadenza, ...]] = (
    *("fine-periodo", "rinnovo", "monitoraggio", "adempimento", "ratifica", "attuazione"),
)
"""What the plenary must know of; a table, only what is its own."""
OF_A_TABLE: Final[tuple[TipoScadenza, ...]] = ("incarico", "ratifica", "attuazione", "bando")


@frozen
class PuntoProposto:
    """A point that a sitting should have, and why; ``dettagli`` are what it is made of."""

    titolo: str
    ragione: Ragione
    perche: str
    dettagli: tuple[str, ...] = ()


def agenda(rete: Rete, tavolo: Tavolo, day: date, oggi: date) -> tuple[PuntoProposto, ...]:
    """The points that a sitting of a table on a day inherits from what came before."""
    before = tuple(v for v in sittings_before(rete, tavolo.id, day) if v.data <= oggi)
    found = [
        *_minutes_to_approve(rete, before, oggi),
        *_put_off(before),
        *_open_actions(rete, before, oggi),
    ]
    # A register that does not read in part may hide that something was dealt with.
    until = _next_sitting(rete, tavolo, day)
    due = [one for one in deadlines(rete, oggi) if one.scade <= until]
    found += _due(tavolo, due)
    if tavolo.genere == "plenaria":
        found += _reports(rete, tavolo, due, day)
    return tuple(_once(found))


def sittings_before(rete: Rete, tavolo: str, day: date) -> tuple[Verbale, ...]:
    """The sittings of a table that were held before a day, in order."""
    found = [v for v in rete.verbali.values() if tavolo in v.tavoli and v.data < day and v.was_held]
    return tuple(sorted(found, key=attrgetter("order")))


def _once(points: Iterable[PuntoProposto]) -> Iterator[PuntoProposto]:
    seen: set[tuple[str, ...]] = set()
    for point in points:
        key = words(point.titolo)
        if key not in seen:
            seen.add(key)
            yield point


def _minutes_to_approve(
    rete: Rete, before: tuple[Verbale, ...], oggi: date
) -> Iterator[PuntoProposto]:
    """The minutes that wait for this sitting; rules that want another way leave them out."""
    waiting = [
        v for v in before if stato_verbale(rete, v, oggi) == "bozza" and _by_next_sitting(rete, v)
    ]
    days = [date_after("del", verbale.data) for verbale in waiting]
    if not days:
        return
    one = len(days) == 1
    yield PuntoProposto(
        titolo=f"Approvazione {'del verbale' if one else 'dei verbali'} {join_words(days)}",
        ragione="verbale",
        perche="non risulta approvato" if one else "non risultano approvati",
    )


def _by_next_sitting(rete: Rete, verbale: Verbale) -> bool:
    return how_to_approve(rete, verbale).approvazione in (None, "seduta-successiva")


def _put_off(before: tuple[Verbale, ...]) -> Iterator[PuntoProposto]:
    """Points put off, and those of a sitting without a quorum, that did not come back since."""
    waiting: dict[tuple[str, ...], PuntoProposto] = {}
    for verbale in before:
        decided = {decisione.punto for decisione in verbale.decisioni}
        for punto in verbale.odg:
            key = words(punto.titolo)
            undone = verbale.deserta is not None and punto.punto not in decided
            if not (punto.rinviato or undone):
                waiting.pop(key, None)
                continue
            if is_about_minutes(key):
                continue  # which minutes wait is reckoned anew
            how = "rinviato" if punto.rinviato else "non trattato, seduta deserta"
            waiting[key] = PuntoProposto(
                titolo=punto.titolo.strip(),
                ragione="rinvio",
                perche=f"{how} {date_after('il', verbale.data)}",
            )
    yield from waiting.values()


def is_about_minutes(key: tuple[str, ...]) -> bool:
    """Whether the words of a point are those of an approval of minutes."""
    return key[:1] == ("approvazione",) and bool({"verbale", "verbali"} & set(key))


def _open_actions(rete: Rete, before: tuple[Verbale, ...], oggi: date) -> Iterator[PuntoProposto]:
    still_open = [
        (verbale, action)
        for verbale in before
        for action in actions_of(rete, verbale, oggi)
        if action.is_open
    ]
    if still_open:
        yield PuntoProposto(
            titolo="Stato delle azioni decise nelle riunioni precedenti",
            ragione="azioni",
            perche=count(len(still_open), "azione ancora aperta", "azioni ancora aperte"),
            dettagli=tuple(_action(rete, verbale, action) for verbale, action in still_open),
        )


def _action(rete: Rete, verbale: Verbale, action: AzioneOggi) -> str:
    who = join_words(who_does(rete, action))
    when = f"entro il {short_date(action.entro)}" if action.entro else "senza scadenza"
    text = " ".join(action.azione.testo.split()).removesuffix(".")
    return f"{text} ({who}, {when}: {verbale.id}/{action.azione.n})"


def _next_sitting(rete: Rete, tavolo: Tavolo, day: date) -> date:
    """The sitting after that of a day: the one planned, else by cadence, else nobody knows."""
    planned = [
        v.data
        for v in rete.verbali.values()
        if tavolo.id in v.tavoli and v.data > day and not v.is_off
    ]
    if planned:
        return min(planned)
    found = cadence_of(rete, tavolo.id, day)
    following = next_by_cadence(day, found[0]) if found else None
    return following or day


def _due(tavolo: Tavolo, due: Iterable[Scadenza]) -> Iterator[PuntoProposto]:
    for one in due:
        of_all = tavolo.genere == "plenaria" and one.tipo in OF_EVERYBODY
        if of_all or (one.tavolo == tavolo.id and one.tipo in OF_A_TABLE):
            yield PuntoProposto(
                titolo=f"{one.titolo.removesuffix('.')} (entro il {short_date(one.scade)})",
                ragione="scadenza",
                perche=one.perche,
            )


def _reports(
    rete: Rete, plenary: Tavolo, due: Iterable[Scadenza], day: date
) -> Iterator[PuntoProposto]:
    """The tables that should tell the plenary: their charge ends, or they have not met."""
    for one in due:
        if one.tavolo in (None, plenary.id):
            continue
        is_late = one.tipo == "riunione" and one.scade <= day
        if one.tipo == "incarico" or is_late:
            yield PuntoProposto(
                titolo=f"Relazione: {rete.nome_tavolo(one.tavolo or '')}",
                ragione="relazione",
                perche=one.perche
                if is_late
                else f"l'incarico finisce {date_after('il', one.scade)}",
            )
