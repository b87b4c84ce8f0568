"""A table closes, and with it all its seats: those in course end, those to come never begin."""

from datetime import date

from rete.changes import Plain
from rete.diagnostics import DocPath
from rete.edits.bozza import written
from rete.edits.citazioni import Riscritture
from rete.edits.opera import Opera, is_open_after
from rete.edits.seguito import tell_the_end
from rete.model.comuni import Incarico
from rete.model.elenchi import CHIUSURA, ending_with
from rete.model.tavolo import Tavolo
from rete.reckoning.acts_that_hold import acts_of


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
