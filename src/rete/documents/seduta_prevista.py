"""A sitting before it is held, as `convocazione`, `delega` and others name it: when, where, who."""

from rete.documents.ente_di_un_giorno import name_on
from rete.model.ente import Ente, Referente
from rete.model.rete import Rete
from rete.model.tempo import covers
from rete.model.verbale import Verbale
from rete.reckoning.seating import SenzaVoto, called_to
from rete.records import frozen


@frozen
class DestinatarioTesto:
    """A body that is called; ``carica`` is the office of who represents it, where known."""

    ente: str
    carica: str | None
    recapito: str | None
    senza_voto: SenzaVoto | None


def addressees(rete: Rete, record: Verbale) -> tuple[DestinatarioTesto, ...]:
    """Whoever sits there on the day of the sitting, with the office that represents it."""
    found = []
    for one in called_to(rete, record):
        ente = rete.enti.get(one.ente)
        found.append(
            DestinatarioTesto(
                ente=name_on(ente, record.data) if ente else one.ente,
                carica=_office(ente, record) if ente else None,
                recapito=_address(ente) if ente else None,
                senza_voto=one.senza_voto,
            )
        )
    return tuple(sorted(found, key=lambda one: one.ente.casefold()))


def with_and_without_vote(rete: Rete, record: Verbale) -> dict[str, tuple[DestinatarioTesto, ...]]:
    """The same, those that vote apart from those that do not, as templates name them."""
    everybody = addressees(rete, record)
    return {
        "con_voto": tuple(one for one in everybody if one.senza_voto is None),
        "senza_voto": tuple(one for one in everybody if one.senza_voto is not None),
    }


def _office(ente: Ente, record: Verbale) -> str | None:
    """Who represents the body at that table on that day, else everywhere."""
    held = [
        one
        for one in ente.referenti
        if one.ruolo == "rappresentante" and covers(one, record.data) is not False
    ]
    there: list[Referente] = [one for one in held if one.tavolo in record.tavoli]
    everywhere = [one for one in held if one.tavolo is None]
    found = there or everywhere
    return found[0].carica if found else None


def _address(ente: Ente) -> str | None:
    contacts = ente.contatti
    return (contacts.pec or contacts.email) if contacts else None
