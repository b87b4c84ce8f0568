"""What follows when a body leaves or is succeeded: its seats, offices, suspension, open actions."""

from datetime import date

from rete.edits.bozza import Bozza, written
from rete.model.comuni import Incarico
from rete.model.ente import Ente
from rete.model.rete import Rete
from rete.model.tavolo import Tavolo
from rete.model.tempo import DataParziale
from rete.reckoning.follow_ups import actions_of


def is_open_after(begun: DataParziale | None, ended: DataParziale | None, last: date) -> bool:
    """Whether something begun by a day goes on after it."""
    return (begun is None or begun.primo <= last) and (ended is None or ended.ultimo > last)


def end_seats_of(bozza: Bozza, rete: Rete, ente: str, last: date, act: str) -> None:
    """End every seat and coordination of a body on a day."""
    for tavolo in rete.tavoli.values():
        end_seats_at(bozza, tavolo, last, act, only=ente)


def end_seats_at(
    bozza: Bozza, tavolo: Tavolo, last: date, act: str, *, only: str | None = None
) -> None:
    """End the seats and coordinations at a table on a day: all of them, or those of one body."""
    for key, items in (
        ("componenti", tavolo.componenti),
        ("coordinamento", tavolo.coordinamento),
    ):
        for index, seat in enumerate(items):
            if only not in (None, seat.ente) or not is_open_after(seat.dal, seat.al, last):
                continue
            end_seat(bozza, tavolo, key, index, seat, last=last, act=act)


def end_seat(  # noqa: PLR0913 - a seat is known by table, list and place
    bozza: Bozza, tavolo: Tavolo, key: str, index: int, seat: Incarico, *, last: date, act: str
) -> None:
    """End one seat or coordination on a day, citing the act."""
    path = (key, index)
    bozza.put(tavolo.file, path, "al", written(last), written=seat.al is not None)
    bozza.put(tavolo.file, path, "atto_fine", act, written=seat.atto_fine is not None)
    tell_the_end(bozza, tavolo, key, seat, last)


def tell_the_end(bozza: Bozza, tavolo: Tavolo, key: str, seat: Incarico, last: date) -> None:
    """Say that a seat or coordination ends, and that it was to end later where it was."""
    what = "non fa più parte di" if key == "componenti" else "non coordina più"
    sooner = f", invece del {seat.al}" if seat.al is not None else ""
    bozza.tell(f"«{seat.ente}» {what} «{tavolo.id}»: ultimo giorno {last}{sooner}")


def end_offices_of(bozza: Bozza, ente: Ente, last: date) -> None:
    """End the offices of a body's representatives on a day."""
    for index, held in enumerate(ente.referenti):
        if is_open_after(held.dal, held.al, last):
            bozza.put(
                ente.file,
                ("referenti", index),
                "al",
                written(last),
                written=held.al is not None,
            )
            bozza.tell(f"finisce l'incarico di {held.ruolo} ({held.carica}) di «{ente.id}»")


def end_suspension_of(bozza: Bozza, ente: Ente, last: date, act: str) -> bool:
    """End the suspension in course, if there is one; whether there was."""
    found = False
    for index, period in enumerate(ente.sospensioni):
        if is_open_after(period.dal, period.al, last):
            path = ("sospensioni", index)
            bozza.put(ente.file, path, "al", written(last), written=period.al is not None)
            bozza.put(ente.file, path, "atto_fine", act, written=period.atto_fine is not None)
            bozza.tell(f"finisce la sospensione di «{ente.id}»: ultimo giorno {last}")
            found = True
    return found


def end_secretariat_of(bozza: Bozza, rete: Rete, ente: str, last: date, act: str) -> None:
    """End the secretariat that a body holds; nobody is put in its place by a command."""
    patto = rete.patto
    for index, held in enumerate(patto.segreteria if patto else ()):
        if patto and held.ente == ente and is_open_after(held.dal, held.al, last):
            path = ("segreteria", index)
            bozza.put(patto.file, path, "al", written(last), written=held.al is not None)
            bozza.put(patto.file, path, "atto_fine", act, written=held.atto_fine is not None)
            bozza.tell(f"finisce la segreteria di «{ente}»: ultimo giorno {last}")
            bozza.warn("la rete resta senza segreteria: affidala a un altro ente")


def warn_of_open_actions(bozza: Bozza, rete: Rete, ente: str, day: date) -> None:
    """Name the actions that a body leaves open: nobody is put in its place by a command."""
    for verbale in sorted(rete.verbali.values(), key=lambda v: v.id):
        for action in actions_of(rete, verbale, day):
            if ente in action.responsabili and action.stato in ("aperta", "in-corso"):
                bozza.warn(
                    f"resta aperta l'azione {action.azione.n} di «{verbale.id}», affidata a "
                    f"«{ente}»: affidala ad altri"
                )
