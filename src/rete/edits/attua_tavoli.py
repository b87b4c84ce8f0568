"""Effects on tables carried out: setting up, closing, seats, coordination."""

from rete.changes import Plain, Refused
from rete.edits.bozza import without_empty, written
from rete.edits.opera import Opera, body_of, must_be_new, needed, open_after, table_of
from rete.edits.seguito import close_seats, end_seat, end_seats_at, take_lead, take_seat
from rete.model.comuni import Effetto
from rete.model.tempo import covers, eve
from rete.reckoning.claim import first_seats


def istituzione(opera: Opera, effetto: Effetto) -> None:
    """A new table with its first seats; details are what the effect does not carry."""
    if effetto.tavolo is None or effetto.nome is None or effetto.genere is None:
        raise Refused("per istituire un tavolo servono id, nome e genere")
    existing = opera.rete.tavoli.get(effetto.tavolo)
    if existing is not None and existing.istituzione.atto == opera.act:
        return
    taken = f"il tavolo «{effetto.tavolo}» c'è già"
    must_be_new(opera.rete, "tavolo", effetto.tavolo, taken)
    dal = needed(effetto.dal, f"manca il giorno da cui c'è «{effetto.tavolo}»")
    begun, seats, lead = opera.item({}, dal), first_seats(effetto), effetto.coordina
    for ente in seats:
        body_of(opera.rete, ente)
    own_seats: list[Plain] = [{"ente": ente, **begun} for ente in seats]
    record = without_empty(
        {
            "nome": effetto.nome,
            "genere": effetto.genere,
            **opera.details,
            "istituzione": begun,
            "componenti": [] if effetto.genere == "plenaria" else own_seats,
            "coordinamento": [{"ente": lead, **begun}] if lead else [],
        }
    )
    opera.bozza.create(f"data/tavoli/{effetto.tavolo}.yaml", "tavolo", record)
    opera.tell(f"nasce «{effetto.tavolo}» ({effetto.nome}) dal {dal}")
    for ente in seats:
        opera.tell(f"«{ente}» fa parte di «{effetto.tavolo}»")
    if lead:
        opera.tell(f"«{lead}» coordina «{effetto.tavolo}»")


def chiusura(opera: Opera, effetto: Effetto) -> None:
    """A table closes, and with it every seat and coordination."""
    tavolo = table_of(opera.rete, effetto.tavolo)
    al = needed(effetto.al, f"manca l'ultimo giorno di «{tavolo.id}»")
    if tavolo.chiusura is not None:
        if tavolo.chiusura.atto == opera.act:
            return
        raise Refused(f"«{tavolo.id}» è già chiuso dal {tavolo.chiusura.al}")
    ending: Plain = {"al": written(al), "atto": opera.act}
    opera.bozza.put(tavolo.file, (), "chiusura", ending, written=False)
    opera.tell(f"«{tavolo.id}» si chiude: ultimo giorno {al}")
    close_seats(opera, tavolo, al.ultimo)


def ingresso(opera: Opera, effetto: Effetto) -> None:
    """A body takes a seat."""
    tavolo, ente = table_of(opera.rete, effetto.tavolo), body_of(opera.rete, effetto.ente)
    dal = needed(effetto.dal, f"manca il giorno da cui «{ente.id}» siede in «{tavolo.id}»")
    if opera.is_cited_in(tavolo.componenti, ente=ente.id):
        return
    if any(seat.ente == ente.id and covers(seat, dal.primo) for seat in tavolo.componenti):
        raise Refused(f"«{ente.id}» siede già in «{tavolo.id}» il {dal}")
    take_seat(opera, tavolo, ente.id, dal)


def uscita(opera: Opera, effetto: Effetto) -> None:
    """A body leaves its seat, and the coordination with it."""
    tavolo, who = table_of(opera.rete, effetto.tavolo), effetto.ente
    if effetto.al is None or who is None:
        raise Refused(f"manca chi esce da «{tavolo.id}», o l'ultimo giorno")
    if opera.is_cited_in(tavolo.componenti, "atto_fine", ente=who):
        return
    last = effetto.al.ultimo
    if not any(seat.ente == who for _, seat in open_after(tavolo.componenti, last)):
        raise Refused(f"«{who}» non siede in «{tavolo.id}» il {effetto.al}")
    end_seats_at(opera, tavolo, who, last)


def coordinamento(opera: Opera, effetto: Effetto) -> None:
    """A body takes the coordination: the former ends the day before, the new one has its seat."""
    tavolo, ente = table_of(opera.rete, effetto.tavolo), body_of(opera.rete, effetto.ente)
    dal = needed(effetto.dal, f"manca il giorno da cui «{ente.id}» coordina «{tavolo.id}»")
    if opera.is_cited_in(tavolo.coordinamento, ente=ente.id):
        return
    day = dal.primo
    if any(held.ente == ente.id and covers(held, day) for held in tavolo.coordinamento):
        raise Refused(f"«{ente.id}» coordina già «{tavolo.id}» il {dal}")
    last = eve(day)
    for index, held in open_after(tavolo.coordinamento, last):
        end_seat(opera, tavolo, ("coordinamento", index), held, last)
    if opera.rete.siede(tavolo.id, ente.id, day) is False:
        take_seat(opera, tavolo, ente.id, dal)
    take_lead(opera, tavolo, ente.id, dal)


def fine_coordinamento(opera: Opera, effetto: Effetto) -> None:
    """The coordination of a body ends; its seat stays."""
    tavolo = table_of(opera.rete, effetto.tavolo)
    al = needed(effetto.al, f"manca l'ultimo giorno di coordinamento di «{tavolo.id}»")
    if opera.is_cited_in(tavolo.coordinamento, "atto_fine", ente=effetto.ente):
        return
    last = al.ultimo
    for index, held in open_after(tavolo.coordinamento, last):
        if held.ente == effetto.ente:
            end_seat(opera, tavolo, ("coordinamento", index), held, last)
            return
    raise Refused(f"«{effetto.ente}» non coordina «{tavolo.id}» il {al}")
