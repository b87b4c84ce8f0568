"""Who took part in a sitting, as its minutes tell it: by name, with movements and proxies."""

from collections.abc import Iterator

from rete.model.rete import Rete
from rete.model.verbale import Movimento, Verbale
from rete.reckoning.doubts_in_words import excess_in_words
from rete.reckoning.presence import attending
from rete.reckoning.seating import seated_at_opening
from rete.reckoning.sitting import Seduta
from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
class DelegaTesto:
    di: str
    a: str | None


@dataclass(frozen=True, kw_only=True)
class MovimentoTesto:
    """``entra`` tells whether the body came in; the hour and the decision may be unknown."""

    ente: str
    entra: bool
    ora: str | None
    dal_voto: int | None
    dopo_il_voto: int | None


@dataclass(frozen=True, kw_only=True)
class PresenzeTesto:
    """None where the minutes, or the register, cannot tell.

    Names are those of the minutes as approved; the numbers heed what later acts rectified.
    """

    presenti: tuple[str, ...] | None
    collegati: tuple[str, ...]
    giustificati: tuple[str, ...]
    assenti: tuple[str, ...] | None
    deleghe: tuple[DelegaTesto, ...]
    deleghe_in_eccesso: tuple[str, ...]
    movimenti: tuple[MovimentoTesto, ...]
    ospiti: tuple[str, ...]
    aventi_diritto: int | None
    nel_numero_legale: int | None
    in_numero: bool | None


def presences(rete: Rete, verbale: Verbale, seduta: Seduta) -> PresenzeTesto:
    opening = seduta.apertura
    presence = opening.presenza if opening else None
    return PresenzeTesto(
        presenti=None if verbale.presenti is None else _names(rete, verbale.presenti),
        collegati=_names(rete, verbale.collegati),
        giustificati=_names(rete, verbale.giustificati),
        assenti=_absent(rete, verbale),
        deleghe=tuple(
            DelegaTesto(
                di=rete.nome_ente(delega.di), a=rete.nome_ente(delega.a) if delega.a else None
            )
            for delega in verbale.deleghe
        ),
        deleghe_in_eccesso=tuple(_in_excess(rete, seduta)),
        movimenti=tuple(_movement(rete, movimento) for movimento in verbale.movimenti),
        ospiti=_names(rete, verbale.ospiti),
        aventi_diritto=presence.base_numero_legale if presence else None,
        nel_numero_legale=presence.nel_numero_legale if presence else None,
        in_numero=opening.in_numero if opening else None,
    )


def _names(rete: Rete, bodies: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(rete.nome_ente(ente) for ente in bodies)


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
    return MovimentoTesto(
        ente=rete.nome_ente(movimento.ente),
        entra=enters,
        ora=movimento.entra or movimento.esce,
        dal_voto=movimento.dal_voto,
        dopo_il_voto=movimento.dopo_il_voto,
    )
