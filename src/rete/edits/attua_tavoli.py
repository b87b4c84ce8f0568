"""Effects on tables carried out: setting up, closing, seats, coordination."""

from rete.changes import Plain, Refused
from rete.edits.attua_enti import body_of
from rete.edits.bozza import Bozza, day_before, without_empty, written
from rete.edits.chiusura import close_seats
from rete.edits.seguito import end_seat, end_seats_at, is_open_after
from rete.model.comuni import Effetto
from rete.model.rete import Rete
from rete.model.tavolo import Tavolo
from rete.model.tempo import covers


def table_of(rete: Rete, tavolo: str | None) -> Tavolo:
    """The card of a table; Refused where there is none or it cannot be read."""
    if tavolo is not None and tavolo in rete.tavoli:
        return rete.tavoli[tavolo]
    if tavolo is not None and rete.is_unread("tavolo", tavolo):
        raise Refused(f"data/tavoli/{tavolo}.yaml non si legge: correggilo prima")
    raise Refused(f"il tavolo «{tavolo}» non c'è: si apre con «rete tavolo istituisci»")


def set_up(bozza: Bozza, rete: Rete, effetto: Effetto, act: str, details: dict[str, Plain]) -> None:
    """A new table with its first seats; ``details`` are what the effect does not carry."""
    if effetto.tavolo is None or effetto.nome is None or effetto.genere is None:
        raise Refused("per istituire un tavolo servono id, nome e genere")
    existing = rete.tavoli.get(effetto.tavolo)
    if existing is not None and existing.istituzione.atto == act:
        return
    if rete.tavolo_exists(effetto.tavolo):
        raise Refused(f"il tavolo «{effetto.tavolo}» c'è già")
    if effetto.dal is None:
        raise Refused(f"manca il giorno da cui c'è «{effetto.tavolo}»")
    since = written(effetto.dal)
    seats = dict.fromkeys([*effetto.componenti, *([effetto.coordina] if effetto.coordina else [])])
    for ente in seats:
        body_of(rete, ente)
    own_seats: list[Plain] = [{"ente": e, "dal": since, "atto": act} for e in seats]
    leads: list[Plain] = (
        [{"ente": effetto.coordina, "dal": since, "atto": act}] if effetto.coordina else []
    )
    record = without_empty(
        {
            "nome": effetto.nome,
            "genere": effetto.genere,
            **details,
            "istituzione": {"dal": since, "atto": act},
            "componenti": [] if effetto.genere == "plenaria" else own_seats,
            "coordinamento": leads,
        }
    )
    bozza.create(f"data/tavoli/{effetto.tavolo}.yaml", "tavolo", record)
    bozza.tell(f"nasce «{effetto.tavolo}» ({effetto.nome}) dal {since}")
    for ente in seats:
        bozza.tell(f"«{ente}» fa parte di «{effetto.tavolo}»")
    if effetto.coordina:
        bozza.tell(f"«{effetto.coordina}» coordina «{effetto.tavolo}»")


def close(bozza: Bozza, rete: Rete, effetto: Effetto, act: str) -> None:
    """A table closes, and with it every seat and coordination."""
    tavolo = table_of(rete, effetto.tavolo)
    if effetto.al is None:
        raise Refused(f"manca l'ultimo giorno di «{tavolo.id}»")
    if tavolo.chiusura is not None:
        if tavolo.chiusura.atto == act:
            return
        raise Refused(f"«{tavolo.id}» è già chiuso dal {tavolo.chiusura.al}")
    ending: Plain = {"al": written(effetto.al), "atto": act}
    bozza.put(tavolo.file, (), "chiusura", ending, written=False)
    bozza.tell(f"«{tavolo.id}» si chiude: ultimo giorno {effetto.al}")
    close_seats(bozza, rete, tavolo, effetto.al.ultimo, act)


def enter(bozza: Bozza, rete: Rete, effetto: Effetto, act: str) -> None:
    """A body takes a seat."""
    tavolo = table_of(rete, effetto.tavolo)
    ente = body_of(rete, effetto.ente)
    if effetto.dal is None:
        raise Refused(f"manca il giorno da cui «{ente.id}» siede in «{tavolo.id}»")
    if any(seat.ente == ente.id and seat.atto == act for seat in tavolo.componenti):
        return
    if any(seat.ente == ente.id and covers(seat, effetto.dal.primo) for seat in tavolo.componenti):
        raise Refused(f"«{ente.id}» siede già in «{tavolo.id}» il {effetto.dal}")
    item: Plain = {"ente": ente.id, "dal": written(effetto.dal), "atto": act}
    bozza.append(tavolo.file, ("componenti",), item)
    bozza.tell(f"«{ente.id}» fa parte di «{tavolo.id}» dal {effetto.dal}")


def go_out(bozza: Bozza, rete: Rete, effetto: Effetto, act: str) -> None:
    """A body leaves its seat, and the coordination with it."""
    tavolo = table_of(rete, effetto.tavolo)
    if effetto.al is None or effetto.ente is None:
        raise Refused(f"manca chi esce da «{tavolo.id}», o l'ultimo giorno")
    if any(s.ente == effetto.ente and s.atto_fine == act for s in tavolo.componenti):
        return
    last = effetto.al.ultimo
    seats = [s for s in tavolo.componenti if s.ente == effetto.ente]
    if not any(is_open_after(seat.dal, seat.al, last) for seat in seats):
        raise Refused(f"«{effetto.ente}» non siede in «{tavolo.id}» il {effetto.al}")
    end_seats_at(bozza, tavolo, last, act, only=effetto.ente)


def entrust(bozza: Bozza, rete: Rete, effetto: Effetto, act: str) -> None:
    """A body takes the coordination: the former ends the day before, the new one has its seat."""
    tavolo = table_of(rete, effetto.tavolo)
    ente = body_of(rete, effetto.ente)
    if effetto.dal is None:
        raise Refused(f"manca il giorno da cui «{ente.id}» coordina «{tavolo.id}»")
    if any(held.ente == ente.id and held.atto == act for held in tavolo.coordinamento):
        return
    if any(h.ente == ente.id and covers(h, effetto.dal.primo) for h in tavolo.coordinamento):
        raise Refused(f"«{ente.id}» coordina già «{tavolo.id}» il {effetto.dal}")
    last = day_before(effetto.dal)
    for index, held in enumerate(tavolo.coordinamento):
        if is_open_after(held.dal, held.al, last):
            end_seat(bozza, tavolo, "coordinamento", index, held, last=last, act=act)
    item: Plain = {"ente": ente.id, "dal": written(effetto.dal), "atto": act}
    if rete.siede(tavolo.id, ente.id, effetto.dal.primo) is False:
        bozza.append(tavolo.file, ("componenti",), item)
        bozza.tell(f"«{ente.id}» fa parte di «{tavolo.id}» dal {effetto.dal}")
    bozza.append(tavolo.file, ("coordinamento",), item)
    bozza.tell(f"«{ente.id}» coordina «{tavolo.id}» dal {effetto.dal}")


def end_coordination(bozza: Bozza, rete: Rete, effetto: Effetto, act: str) -> None:
    """The coordination of a body ends; its seat stays."""
    tavolo = table_of(rete, effetto.tavolo)
    if effetto.al is None:
        raise Refused(f"manca l'ultimo giorno di coordinamento di «{tavolo.id}»")
    if any(h.ente == effetto.ente and h.atto_fine == act for h in tavolo.coordinamento):
        return
    for index, held in enumerate(tavolo.coordinamento):
        if held.ente == effetto.ente and is_open_after(held.dal, held.al, effetto.al.ultimo):
            last = effetto.al.ultimo
            end_seat(bozza, tavolo, "coordinamento", index, held, last=last, act=act)
            return
    raise Refused(f"«{effetto.ente}» non coordina «{tavolo.id}» il {effetto.al}")
