"""Why a decision could not be counted, or only in part; `views.conti` says it."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from rete.model.rete import ALTRI, Rete
from rete.model.tempo import covers
from rete.model.verbale import Decisione, Verbale, Votazione
from rete.reckoning.comings import attending, was_in
from rete.reckoning.proxies import proxy_limit
from rete.reckoning.sitting import Conto, Seduta
from rete.records import frozen

Motivo = Literal[
    "non-si-legge",
    "tavolo-sconosciuto",
    "elenco-parziale",
    "date-ignote",
    "presenze-non-registrate",
    "movimenti-senza-numero",
    "deleghe-senza-delegato",
    "deleghe-senza-nomi",
    "silenzio-senza-termine",
    "deleghe-oltre-il-limite",
    "aventi-diritto-incerti",
    "numero-legale-non-regolato",
    "maggioranza-non-regolata",
    "voto-non-registrato",
    "voto-segreto-senza-numeri",
    "voto-su-nomi",
    "voto-di-chi-presiede-ignoto",
    "voto-per-natura-ignoto",
    "massimo-deleghe-ignoto",
]


@frozen
class Impedimento:
    """One thing that keeps a count from being made; ``di`` are the files or ids at fault."""

    motivo: Motivo
    di: tuple[str, ...] = ()


_Impedimenti = Iterator[tuple[Motivo, tuple[str, ...]]]


def why_not_counted(
    rete: Rete, seduta: Seduta, decisione: Decisione, conto: Conto | None
) -> tuple[Impedimento, ...]:
    """Everything that is not known of the count of a decision; empty where all was counted."""
    if conto is None or conto.presenza is None:
        found = tuple(_why_nobody_knows_who_voted(rete, seduta, decisione))
        found = found or (("aventi-diritto-incerti", ()),)
    else:
        found = tuple(_what_is_not_said(conto))
    return tuple(Impedimento(motivo=motivo, di=di) for motivo, di in found)


def _why_nobody_knows_who_voted(rete: Rete, seduta: Seduta, decisione: Decisione) -> _Impedimenti:
    verbale = seduta.verbale
    if unread := tuple(_unread_files(rete, verbale)):
        yield "non-si-legge", unread
    if gone := tuple(t for t in verbale.tavoli if not rete.tavolo_exists(t)):
        yield "tavolo-sconosciuto", gone
    if rete.is_partial:
        yield "elenco-parziale", ()
    elif undated := tuple(_bodies_of_unknown_dates(rete, verbale)):
        yield "date-ignote", undated
    yield from _what_the_minutes_do_not_say(rete, seduta, decisione)


def _unread_files(rete: Rete, verbale: Verbale) -> Iterator[str]:
    if rete.patto is None:
        yield "data/patto.yaml"
    for tavolo in verbale.tavoli:
        if rete.is_unread("tavolo", tavolo):
            yield f"data/tavoli/{tavolo}.yaml"
    for ente in sorted(rete.unread.get("ente", ())):
        if ente == ALTRI:
            yield "data/enti/"
        elif _may_sit(rete, verbale, ente):
            yield f"data/enti/{ente}.yaml"


def _may_sit(rete: Rete, verbale: Verbale, ente: str) -> bool:
    """Whether a body may sit at one of the tables of the sitting that day."""
    for tavolo in verbale.tavoli:
        table = rete.tavoli.get(tavolo)
        if table is None or table.sits_all_members:
            return True
        if any(s.ente == ente and covers(s, verbale.data) is not False for s in table.componenti):
            return True
    return False


def _bodies_of_unknown_dates(rete: Rete, verbale: Verbale) -> Iterator[str]:
    """Bodies of which nobody knows since when they are in, or sit at one of these tables."""
    unsure = {
        ente
        for ente in rete.enti
        if rete.aderisce(ente, verbale.data) is None and _may_sit(rete, verbale, ente)
    }
    for tavolo in verbale.tavoli:
        table = rete.tavoli.get(tavolo)
        for seat in table.componenti if table and not table.sits_all_members else ():
            if covers(seat, verbale.data) is None:
                unsure.add(seat.ente)
    yield from sorted(unsure)


def _what_the_minutes_do_not_say(rete: Rete, seduta: Seduta, decisione: Decisione) -> _Impedimenti:
    verbale = seduta.verbale
    there = attending(rete, verbale)
    if there is None:
        yield from _why_a_number_is_not_enough(verbale, decisione)
        return
    if unnumbered := _unnumbered(verbale, there.tutti, decisione):
        yield "movimenti-senza-numero", unnumbered
    if seduta.regole is not None and seduta.regole.silenzio is not None:
        from rete.reckoning.silence import silence_without_term  # few pacts speak of it

        if silence_without_term(verbale, seduta.regole):
            yield "silenzio-senza-termine", ()
    rules = seduta.regole.deleghe if seduta.regole is not None else None
    if rules is None:
        return
    if given := tuple(delega.di for delega in verbale.deleghe if delega.a is None):
        yield "deleghe-senza-delegato", given
    held = Counter(delega.a for delega in verbale.deleghe if delega.a is not None)
    most = proxy_limit(rete, seduta.regole, verbale.data) if seduta.regole else None
    if most is None and held:
        yield "massimo-deleghe-ignoto", ()
    too_many = tuple(sorted(e for e, number in held.items() if most is not None and number > most))
    if too_many:
        yield "deleghe-oltre-il-limite", too_many


def _unnumbered(verbale: Verbale, bodies: tuple[str, ...], decisione: Decisione) -> tuple[str, ...]:
    """Of these bodies, those that came or went nobody knows before or after which decision."""
    moves = {ente: [m for m in verbale.movimenti if m.ente == ente] for ente in bodies}
    return tuple(ente for ente in moves if was_in(moves[ente], decisione.n) is None)


def _why_a_number_is_not_enough(verbale: Verbale, decisione: Decisione) -> _Impedimenti:
    """Why nothing is counted where the minutes do not say who was there, but perhaps how many."""
    if verbale.presenti_numero is None:
        yield "presenze-non-registrate", ()
        return
    moving = tuple(dict.fromkeys(one.ente for one in verbale.movimenti))
    if unnumbered := _unnumbered(verbale, moving, decisione):
        yield "movimenti-senza-numero", unnumbered
    if verbale.deleghe:
        yield "deleghe-senza-nomi", tuple(delega.di for delega in verbale.deleghe)


def _what_is_not_said(conto: Conto) -> _Impedimenti:
    """What is missing where who voted is known: rules, votes."""
    if conto.in_numero is None:
        yield "numero-legale-non-regolato", ()
    if conto.decisione.esito == "presa-d-atto" and conto.decisione.votazione is None:
        return
    if conto.esito is None and any(not applied.maggioranze for applied in conto.regole):
        yield "maggioranza-non-regolata", ()
    votazione = conto.decisione.votazione
    if votazione is None:
        yield "voto-non-registrato", ()
    elif conto.voti is None:
        yield from _why_votes_are_not_counted(conto, votazione)
    elif conto.parita_ignota:
        yield "voto-di-chi-presiede-ignoto", ()
    elif conto.esito is None and conto.natura_ignota:
        yield "voto-per-natura-ignoto", ()


def _why_votes_are_not_counted(conto: Conto, votazione: Votazione) -> _Impedimenti:
    if conto.voti_incerti and conto.presenza is not None:
        holders = tuple(group.a for group in conto.presenza.in_eccesso)
        yield "deleghe-oltre-il-limite", holders
    else:
        on_names = bool(votazione.preferenze)
        yield "voto-su-nomi" if on_names else "voto-segreto-senza-numeri", ()
