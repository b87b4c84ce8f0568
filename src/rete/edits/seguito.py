"""What follows when a body leaves or a table closes: seats, offices, suspension, open actions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from rete.changes import Plain
from rete.diagnostics import DocPath
from rete.edits.bozza import Bozza, Giorno, written
from rete.edits.citazioni import Riscritture
from rete.edits.opera import Opera, is_open_after, open_after
from rete.model.comuni import Incarico
from rete.model.elenchi import ADESIONI, CHIUSURA, ending_with
from rete.model.ente import Ente
from rete.model.patto import Carica, Patto
from rete.model.tavolo import Tavolo
from rete.model.tempo import DataParziale
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.follow_ups import actions_of


def take_seat(opera: Opera, tavolo: Tavolo, ente: str, since: DataParziale) -> None:
    """A body takes a seat at a table from a day."""
    opera.begin(tavolo, "componenti", {"ente": ente}, since)
    opera.tell(f"«{ente}» fa parte di «{tavolo.id}» dal {since}")


def take_lead(opera: Opera, tavolo: Tavolo, ente: str, since: DataParziale) -> None:
    """A body takes the coordination of a table from a day."""
    opera.begin(tavolo, "coordinamento", {"ente": ente}, since)
    opera.tell(f"«{ente}» coordina «{tavolo.id}» dal {since}")


def end_seats_of(opera: Opera, ente: str, last: date) -> None:
    """End every seat and coordination of a body on a day."""
    for tavolo in opera.rete.tavoli.values():
        end_seats_at(opera, tavolo, ente, last)


def end_seats_at(opera: Opera, tavolo: Tavolo, ente: str, last: date) -> None:
    """End the seats and coordinations of a body at a table on a day."""
    for elenco in ending_with(CHIUSURA):
        for path, seat, _ in elenco.items_of(tavolo):
            if seat.ente == ente and is_open_after(seat, last):
                end_seat(opera, tavolo, path, seat, last)


def end_seat(opera: Opera, tavolo: Tavolo, path: DocPath, seat: Incarico, last: date) -> None:
    """End one seat or coordination on a day."""
    opera.end(tavolo, path, seat, last)
    tell_the_end(opera.bozza, tavolo, path, seat, last)


def tell_the_end(bozza: Bozza, tavolo: Tavolo, path: DocPath, seat: Incarico, last: date) -> None:
    """Say that a seat or coordination ends, and that it was to end later where it was."""
    what = "non coordina più" if path[0] == "coordinamento" else "non fa più parte di"
    sooner = f", invece del {seat.al}" if seat.al is not None else ""
    bozza.tell(f"«{seat.ente}» {what} «{tavolo.id}»: ultimo giorno {last}{sooner}")


def end_offices_of(opera: Opera, ente: Ente, last: date) -> None:
    """End the offices of a body's representatives on a day."""
    for index, held in open_after(ente.referenti, last):
        opera.end(ente, ("referenti", index), held, last)
        opera.tell(f"finisce l'incarico di {held.ruolo} ({held.carica}) di «{ente.id}»")


def end_suspension_of(opera: Opera, ente: Ente, last: date) -> bool:
    """End the suspension in course, if there is one; whether there was."""
    found = tuple(open_after(ente.sospensioni, last))
    for index, period in found:
        opera.end(ente, ("sospensioni", index), period, last)
        opera.tell(f"finisce la sospensione di «{ente.id}»: ultimo giorno {last}")
    return bool(found)


def end_charges_of(opera: Opera, ente: str, last: date) -> None:
    """End the secretariat and the offices that a body holds; a command puts nobody there."""
    patto = opera.rete.patto
    if patto is None:
        return
    for elenco in (one for one in ending_with(ADESIONI) if one.tipo == "patto"):
        items = elenco.items_of(patto)
        for path, held, _ in items:
            if held.ente == ente and is_open_after(held, last):
                end_charge(opera, patto, path, held, last)
                _warn_of_nobody_left(opera, items, held, last)


def _charge(held: Incarico) -> str:
    return f"la carica «{held.carica}»" if isinstance(held, Carica) else "la segreteria"


def end_charge(opera: Opera, patto: Patto, path: DocPath, held: Incarico, last: Giorno) -> None:
    """End the secretariat or an office of a body on a day."""
    opera.end(patto, path, held, last)
    opera.tell(f"finisce {_charge(held)} di «{held.ente}»: ultimo giorno {last}")


def _warn_of_nobody_left(
    opera: Opera, items: Sequence[tuple[DocPath, Incarico, Any]], held: Incarico, last: date
) -> None:
    charge = _charge(held)
    others = (other for _, other, _ in items if other is not held and _charge(other) == charge)
    if any(other.al is None or other.al.ultimo > last for other in others):
        return
    left = (
        f"nessuno ha più {charge}" if isinstance(held, Carica) else "la rete resta senza segreteria"
    )
    opera.warn(f"{left}: affidala a un altro ente")


def warn_of_open_actions(opera: Opera, ente: str, day: date) -> None:
    """Name the actions that a body leaves open: nobody is put in its place by a command."""
    for verbale in sorted(opera.rete.verbali.values(), key=lambda v: v.id):
        for action in actions_of(opera.rete, verbale, day):
            if ente in action.responsabili and action.is_open:
                opera.warn(
                    f"resta aperta l'azione {action.azione.n} di «{verbale.id}», affidata a "
                    f"«{ente}»: affidala ad altri"
                )


def close_seats(opera: Opera, tavolo: Tavolo, last: date) -> None:
    """End what goes on after the last day, also where it had a later end; take away what would
    begin after it.

    What has begun since, before the act that closes, is left where it is: nobody can undo it.
    """
    changes = Riscritture()
    closing = acts_of(opera.rete).per_riferimento.get(opera.act)
    known = max(last, closing.data) if closing is not None else last
    ends: dict[str, Plain | None] = {"al": written(last), "atto_fine": opera.act}
    for elenco in ending_with(CHIUSURA):
        for path, seat, _ in elenco.items_of(tavolo):
            if is_open_after(seat, last):
                changes.at(tavolo.file, path, ends)
                tell_the_end(opera.bozza, tavolo, path, seat, last)
            elif seat.dal is not None and seat.dal.primo > known:
                changes.tolti.add((tavolo.file, path))
                opera.tell(_never_begins(tavolo, path, seat))
    changes.write(opera.bozza, opera.rete)


def _never_begins(tavolo: Tavolo, path: DocPath, seat: Incarico) -> str:
    what = "coordina più" if path[0] == "coordinamento" else "fa più parte di"
    return f"«{seat.ente}» non {what} «{tavolo.id}»: doveva cominciare il {seat.dal}"
