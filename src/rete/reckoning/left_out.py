"""Who and what a count leaves out: bodies there without a vote, proxies that no rule speaks of."""

from typing import Literal

from rete.model.rete import Rete
from rete.model.verbale import Delega
from rete.reckoning.comings import attending
from rete.reckoning.moments import first_and_last
from rete.reckoning.seating import SenzaVoto, seated, without_vote
from rete.reckoning.sitting import Seduta
from rete.records import frozen

NonVota = SenzaVoto | Literal["non-siede"]


@frozen
class PresenteSenzaVoto:
    """A body that was there and could vote in no decision of the sitting, and why."""

    ente: str
    motivo: NonVota


def there_without_a_vote(rete: Rete, seduta: Seduta) -> tuple[PresenteSenzaVoto, ...]:
    """Whoever was there at any moment, surely without a vote from the beginning to the end."""
    room, there = (seduta.rooms or (None,))[0], attending(rete, seduta.verbale)
    if room is None or there is None:
        return ()
    moments = first_and_last(seduta.verbale)
    return tuple(
        PresenteSenzaVoto(ente=ente, motivo=motivo)
        for ente in there.tutti
        if all(room.vota(ente, when) is False for when in moments)
        if (motivo := _why(rete, seduta, ente)) is not None
    )


def _why(rete: Rete, seduta: Seduta, ente: str) -> NonVota | None:
    verbale = seduta.verbale
    _opening, end = first_and_last(verbale)
    waiting = seduta.regole.attesa if seduta.regole is not None else None
    why = without_vote(rete, verbale.tavoli, ente, end, waiting)
    tables = [rete.tavoli[tavolo] for tavolo in verbale.tavoli if tavolo in rete.tavoli]
    sits = any(ente in seated(rete, table, verbale.data) for table in tables)
    return "non-siede" if why == "appena-entrato" and not sits else why


def unregulated_proxies(seduta: Seduta) -> tuple[Delega, ...]:
    """The proxies of a sitting whose rules do not speak of proxies: they are not counted."""
    if seduta.regole is None or seduta.regole.deleghe is not None:
        return ()
    return seduta.verbale.deleghe
