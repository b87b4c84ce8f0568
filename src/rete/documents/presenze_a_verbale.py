"""Who took part in a sitting as `verbale` tells it: by name, with movements and proxies."""

from collections.abc import Iterator

from rete.italiano import short_date
from rete.model.rete import Rete
from rete.model.verbale import Movimento, Verbale
from rete.reckoning.comings import attending
from rete.reckoning.counts_in_words import excess_in_words
from rete.reckoning.left_out import unregulated_proxies
from rete.reckoning.seating import seated_at_opening
from rete.reckoning.sitting import Apertura, Seduta
from rete.records import frozen


@frozen
class DelegaTesto:
    di: str
    a: str | None


@frozen
class MovimentoTesto:
    """``ente`` is its name; ``entra`` tells whether it came in."""

    movimento: Movimento
    ente: str
    entra: bool


@frozen
class PresenzeTesto:
    """None where the minutes, or the register, cannot tell.

    ``deleghe_regolate`` is False where the rules of the day do not speak of the proxies given.
    Names are those of the minutes as approved; the numbers heed what later acts rectified.
    """

    presenti: tuple[str, ...] | None
    collegati: tuple[str, ...]
    giustificati: tuple[str, ...]
    assenti: tuple[str, ...] | None
    deleghe: tuple[DelegaTesto, ...]
    deleghe_in_eccesso: tuple[str, ...]
    deleghe_regolate: bool
    movimenti: tuple[MovimentoTesto, ...]
    ospiti: tuple[str, ...]
    apertura: Apertura | None


def presences(rete: Rete, seduta: Seduta) -> PresenzeTesto:
    """Who took part in a sitting: present, excused, by proxy, coming and going."""
    verbale = seduta.verbale
    return PresenzeTesto(
        presenti=tuple(_present(rete, verbale)) if verbale.says_who else None,
        collegati=rete.nomi_enti(verbale.collegati),
        giustificati=rete.nomi_enti(verbale.giustificati),
        assenti=_absent(rete, verbale),
        deleghe=tuple(
            DelegaTesto(
                di=rete.nome_ente(delega.di), a=rete.nome_ente(delega.a) if delega.a else None
            )
            for delega in verbale.deleghe
        ),
        deleghe_in_eccesso=tuple(_in_excess(rete, seduta)),
        deleghe_regolate=not unregulated_proxies(seduta),
        movimenti=tuple(_movement(rete, movimento) for movimento in verbale.movimenti),
        ospiti=rete.nomi_enti(verbale.ospiti),
        apertura=seduta.apertura,
    )


def _present(rete: Rete, verbale: Verbale) -> Iterator[str]:
    """The names of those in the room; in writing, with the day of each answer that is known."""
    days = {one.ente: one.il for one in verbale.risposte}
    for ente in verbale.presenti or ():
        day = f" ({short_date(days[ente])})" if ente in days else ""
        yield f"{rete.nome_ente(ente)}{day}"


def _in_excess(rete: Rete, seduta: Seduta) -> Iterator[str]:
    """Who holds too many proxies at the opening or at some decision, each once."""
    opening = seduta.apertura
    counted = [opening.presenza if opening else None, *(conto.presenza for conto in seduta.conti)]
    groups = (group for presence in counted if presence for group in presence.in_eccesso)
    for group in dict.fromkeys(groups):
        yield excess_in_words(rete, group)


def _absent(rete: Rete, verbale: Verbale) -> tuple[str, ...] | None:
    """Whoever sat there at the opening and is neither present, nor excused, nor represented."""
    there = attending(rete, verbale)
    if there is None or rete.patto is None or not rete.patto.is_complete:
        return None
    told = {
        *there.tutti,
        *verbale.giustificati,
        *verbale.ospiti,
        *(delega.di for delega in verbale.deleghe),
    }
    if any(tavolo not in rete.tavoli for tavolo in verbale.tavoli):
        return None
    found = seated_at_opening(rete, verbale)
    return tuple(sorted(rete.nome_ente(ente) for ente in found if ente not in told))


def _movement(rete: Rete, movimento: Movimento) -> MovimentoTesto:
    enters = movimento.entra is not None or (
        movimento.esce is None and movimento.dal_voto is not None
    )
    return MovimentoTesto(movimento=movimento, ente=rete.nome_ente(movimento.ente), entra=enters)
