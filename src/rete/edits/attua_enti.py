"""Effects on bodies carried out in their files: admission, end, succession, suspension, quality."""

from datetime import date

from rete.changes import Refused
from rete.edits.bozza import written
from rete.edits.opera import Opera, body_of, needed, open_after
from rete.edits.seguito import (
    end_charges_of,
    end_offices_of,
    end_seats_of,
    end_suspension_of,
    take_lead,
    warn_of_open_actions,
)
from rete.model.comuni import Effetto
from rete.model.ente import Adesione, Ente
from rete.model.tempo import DataParziale, covers, eve


def ammissione(opera: Opera, effetto: Effetto) -> None:
    """A new period of adhesion, from the day of the effect or from the signature."""
    ente = body_of(opera.rete, effetto.ente)
    if opera.is_cited_in(ente.adesioni):
        return
    signed = opera.details.get("firma")
    since = written(effetto.dal) if effetto.dal else signed
    if not isinstance(since, str):
        raise Refused(f"«{ente.id}» è ammesso dal giorno in cui firma: serve la data della firma")
    day = DataParziale.from_text(since)
    match opera.rete.aderisce(ente.id, day.primo):
        case True:
            raise Refused(f"«{ente.id}» aderisce già il {since}")
        case None:
            raise Refused(f"{_may_be_in(ente.id, day)} nella sua scheda, poi riprova")
        case False:
            pass
    quality = effetto.qualita if effetto.qualita == "osservatore" else None
    opera.begin(
        ente,
        "adesioni",
        {},
        day,
        firma=signed,
        atto_proprio=opera.details.get("atto_proprio"),
        qualita=quality,
    )
    opera.tell(f"«{ente.id}» aderisce{f' come {quality}' if quality else ''} dal {since}")


def cessazione(opera: Opera, effetto: Effetto) -> None:
    """The adhesion ends, and with it seats, coordination, charges and suspension."""
    ente = body_of(opera.rete, effetto.ente)
    al = needed(effetto.al, f"manca l'ultimo giorno di adesione di «{ente.id}»")
    if opera.is_cited_in(ente.adesioni, "atto_fine"):
        return
    _end_adhesion(opera, ente, al, effetto.causa)
    end_seats_of(opera, ente.id, al.ultimo)
    _end_the_rest(opera, ente, al.ultimo)


def _end_adhesion(opera: Opera, ente: Ente, last: DataParziale, causa: str | None) -> None:
    index, adesione = _in_course(ente, last)
    opera.end(ente, ("adesioni", index), adesione, last, causa)
    opera.tell(f"«{ente.id}» cessa di aderire: ultimo giorno {last}")


def _in_course(ente: Ente, day: DataParziale) -> tuple[int, Adesione]:
    for index, adesione in enumerate(ente.adesioni):
        if covers(adesione, day.ultimo) is not False:
            return index, adesione
    raise Refused(f"«{ente.id}» non aderisce il {day}")


def _end_the_rest(opera: Opera, ente: Ente, last: date) -> None:
    end_offices_of(opera, ente, last)
    end_suspension_of(opera, ente, last)
    end_charges_of(opera, ente.id, last)
    warn_of_open_actions(opera, ente.id, last)


def subentro(opera: Opera, effetto: Effetto) -> None:
    """Others take the place of a body: in the alliance and at its tables."""
    ente, dal = body_of(opera.rete, effetto.ente), effetto.dal
    if dal is None or not effetto.a:
        raise Refused(f"manca chi subentra a «{ente.id}», o da quando")
    if opera.is_cited_in(ente.adesioni, "atto_fine"):
        return
    last = eve(dal.primo)
    _end_adhesion(opera, ente, DataParziale.of_day(last), "fusione")
    for new in effetto.a:
        _enter_by_succession(opera, new, dal)
    _pass_on_seats(opera, ente.id, effetto.a, dal)
    end_seats_of(opera, ente.id, last)
    _end_the_rest(opera, ente, last)


def _enter_by_succession(opera: Opera, new: str, dal: DataParziale) -> None:
    body = body_of(opera.rete, new)
    match opera.rete.aderisce(new, dal.primo):
        case False:
            opera.begin(body, "adesioni", {}, dal)
            opera.tell(f"«{new}» aderisce dal {dal}")
        case None:
            opera.warn(f"{_may_be_in(new, dal)} nella sua scheda")
        case True:
            pass


def _may_be_in(ente: str, day: DataParziale) -> str:
    return f"non si sa se «{ente}» aderisca già il {day}: scrivi da quando aderisce («dal»)"


def _pass_on_seats(opera: Opera, old: str, heirs: tuple[str, ...], dal: DataParziale) -> None:
    last = eve(dal.primo)
    for tavolo in opera.rete.tavoli.values():
        if any(s.ente == old and covers(s, last) for s in tavolo.componenti):
            there = {s.ente for s in tavolo.componenti if covers(s, dal.primo)}
            for new in heirs:
                if new not in there:
                    opera.begin(tavolo, "componenti", {"ente": new}, dal)
                    opera.tell(f"«{new}» prende il posto di «{old}» in «{tavolo.id}»")
        if any(c.ente == old and covers(c, last) for c in tavolo.coordinamento):
            take_lead(opera, tavolo, heirs[0], dal)


def sospensione(opera: Opera, effetto: Effetto) -> None:
    """A suspension begins; its end may be known from the start."""
    ente, al = body_of(opera.rete, effetto.ente), effetto.al
    dal = needed(effetto.dal, f"manca il giorno da cui «{ente.id}» è sospeso")
    if opera.is_cited_in(ente.sospensioni):
        return
    opera.begin(ente, "sospensioni", {}, dal, al=written(al) if al else None)
    until = f" al {al}" if al else ""
    opera.tell(f"«{ente.id}» è sospeso dal {dal}{until}")


def fine_sospensione(opera: Opera, effetto: Effetto) -> None:
    """The suspension in course ends."""
    ente = body_of(opera.rete, effetto.ente)
    al = needed(effetto.al, f"manca l'ultimo giorno della sospensione di «{ente.id}»")
    if opera.is_cited_in(ente.sospensioni, "atto_fine"):
        return
    if not end_suspension_of(opera, ente, al.ultimo) and not _extend(opera, ente, al):
        raise Refused(f"«{ente.id}» non è sospeso il {al}")


def _extend(opera: Opera, ente: Ente, last: DataParziale) -> bool:
    """A suspension that would end that very day: only the act that ends it is added."""
    for index, period in enumerate(ente.sospensioni):
        if period.al == last and period.atto_fine is None:
            path = ("sospensioni", index)
            opera.bozza.put(ente.file, path, "atto_fine", opera.act, written=False)
            return True
    return False


def qualifica(opera: Opera, effetto: Effetto) -> None:
    """A new period with another quality; the former ends the day before."""
    ente = body_of(opera.rete, effetto.ente)
    if effetto.dal is None or effetto.qualita is None:
        raise Refused(f"manca la nuova qualifica di «{ente.id}», o da quando")
    if opera.is_cited_in(ente.adesioni):
        return
    last = eve(effetto.dal.primo)
    former = next(open_after(ente.adesioni, last), None)
    if former is None:
        raise Refused(f"«{ente.id}» non aderisce il {last}")
    opera.end(ente, ("adesioni", former[0]), former[1], last)
    opera.begin(ente, "adesioni", {}, effetto.dal, qualita=effetto.qualita)
    opera.tell(f"«{ente.id}» è {effetto.qualita} dal {effetto.dal}")
