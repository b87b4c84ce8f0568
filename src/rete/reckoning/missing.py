"""What a register does not say yet (nothing that is wrong), with the records at fault."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from rete.model.comuni import FONTE
from rete.model.elenchi import acts_cited
from rete.model.ente import Ente
from rete.model.patto import ConteggioPubblicato, Patto
from rete.model.rete import Rete
from rete.model.tempo import covers
from rete.records import frozen

TipoLacuna = Literal[
    "aderenti",
    "codice-fiscale",
    "contatti",
    "rappresentante",
    "articoli",
    "componenti",
    "cariche",
    "atti",
]


@frozen
class Lacuna:
    """One kind of thing that is not there: how many, and in which records, where one can tell."""

    tipo: TipoLacuna
    quanti: int
    quali: tuple[str, ...] = ()
    conteggio: ConteggioPubblicato | None = None


def last_published_count(patto: Patto, day: date) -> ConteggioPubblicato | None:
    """What was last said of the number of members by a day, where a total was said."""
    known = [c for c in patto.conteggi_pubblicati if c.data.ultimo <= day and c.totale]
    return max(known, key=lambda count: count.data.ultimo, default=None)


def missing(rete: Rete, day: date) -> tuple[Lacuna, ...]:
    """What is not there yet for the members, the tables and the pact of a day."""
    members = rete.membri(day)
    tables = (t.id for t in rete.tavoli.values() if _has_no_seats(rete, t.id, day))
    by_ids: tuple[tuple[TipoLacuna, Iterator[str]], ...] = (
        ("codice-fiscale", (e.id for e in members if e.codice_fiscale is None)),
        ("contatti", (e.id for e in members if e.contatti is None)),
        ("rappresentante", (e.id for e in members if not _has_representative(e, day))),
        ("componenti", tables),
        ("cariche", _vacant(rete.patto, day)),
        ("atti", _known_from_sources_alone(rete)),
    )
    found = [*_members_without_name(rete, len(members), day), *_no_articles(rete)]
    for tipo, ids in by_ids:
        if quali := tuple(sorted(ids)):
            found.append(Lacuna(tipo=tipo, quanti=len(quali), quali=quali))
    return tuple(found)


def _members_without_name(rete: Rete, known: int, day: date) -> Iterator[Lacuna]:
    if rete.patto is None or rete.patto.is_complete:
        return
    count = last_published_count(rete.patto, day)
    if count and count.totale and count.totale > known:
        yield Lacuna(tipo="aderenti", quanti=count.totale - known, conteggio=count)


def _no_articles(rete: Rete) -> Iterator[Lacuna]:
    if rete.patto is not None and not rete.patto.articoli:
        yield Lacuna(tipo="articoli", quanti=0)


def _has_representative(ente: Ente, day: date) -> bool:
    """Whether somebody surely or maybe represents the body on a day."""
    return any(
        referente.ruolo == "rappresentante" and covers(referente, day) is not False
        for referente in ente.referenti
    )


def _has_no_seats(rete: Rete, identifier: str, day: date) -> bool:
    tavolo = rete.tavoli[identifier]
    if tavolo.sits_all_members or rete.tavolo_attivo(tavolo, day) is False:
        return False
    return all(covers(seat, day) is False for seat in tavolo.componenti)


def _vacant(patto: Patto | None, day: date) -> Iterator[str]:
    """The offices that nobody holds, or may hold, on a day."""
    for office in patto.vocabolari.cariche if patto else ():
        held = (held for held in patto.cariche if held.carica == office.id) if patto else ()
        if all(covers(one, day) is False for one in held):
            yield office.id


def _known_from_sources_alone(rete: Rete) -> Iterator[str]:
    """The records with some act that only sources tell."""
    cited = acts_cited(rete)
    yield from {getattr(item.voce, "id", item.id) for item, _, act in cited if act == FONTE}
