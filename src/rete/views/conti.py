"""The count of a decision for who presides: each step with its numbers, or why it is not there."""

from collections.abc import Iterator

from rete.italiano import join_words, short_date
from rete.italiano.etichette import ESITI, METODI, label
from rete.model.regole import Maggioranza, Quorum
from rete.model.rete import Rete
from rete.model.verbale import Decisione, Verbale
from rete.reckoning.answers import ratified_by
from rete.reckoning.ratifications import last_day_to_ratify
from rete.reckoning.sitting import (
    Conto,
    RegolaApplicata,
    Seduta,
    Voti,
    needed,
    one_vote_would_do,
    reaches,
    stated_outcome,
)
from rete.reckoning.uncounted import Impedimento, why_not_counted
from rete.reckoning.wording import act_in_words
from rete.reckoning.words import base_of, votes_in_words

_ABOUT_THE_OUTCOME = (
    "maggioranza-non-regolata",
    "voto-non-registrato",
    "voto-segreto-senza-numeri",
    "voto-su-nomi",
    "voto-di-chi-presiede-ignoto",
)
_BASES = {
    "votanti": "tra favorevoli e contrari",
    "presenti": "presenti",
    "aventi-diritto": "aventi diritto",
}


def count_of(seduta: Seduta, decisione: Decisione) -> Conto | None:
    """The count of a decision; None where the rules of its day could not be read."""
    return next((conto for conto in seduta.conti if conto.decisione is decisione), None)


def count_lines(rete: Rete, seduta: Seduta, decisione: Decisione) -> Iterator[str]:
    """The count in sentences, from who was there to the outcome that follows."""
    conto = count_of(seduta, decisione)
    if conto is None or conto.presenza is None:
        found = why_not_counted(rete, seduta, decisione, conto)
        why = [reason_in_words(rete, reason) for reason in found]
        yield f"Conto: non si può fare, perché {join_words(why)}"
    else:
        yield f"Presenti con diritto di voto: {_present(rete, seduta.verbale, conto)}"
        yield from _quorum(seduta, conto)
        if conto.voti is not None:
            yield f"Voti contati: {votes_in_words(conto.voti)}"
            yield from _majorities(conto, conto.voti)
            yield from _tie(rete, seduta.verbale, conto, conto.voti)
    if conto is not None:
        yield from dict.fromkeys(_competence(rete, seduta, conto))
        yield from _conclusion(rete, seduta, conto)


def opening_in_words(seduta: Seduta) -> str | None:
    """Who was there when the sitting was opened, for one that took no decisions."""
    opening = seduta.apertura
    if opening is None:
        return None
    presence, quorum = opening.presenza, opening.numero_legale
    words = f"presenti con diritto di voto {len(presence.votanti)} su {presence.aventi_diritto}"
    if quorum is None:
        return words
    told = "raggiunto" if opening.in_numero else "non raggiunto"
    least = needed(quorum, presence.base_numero_legale)
    return f"{words}; numero legale {told}, servono almeno {least} ({_fraction(quorum)})"


def _present(rete: Rete, verbale: Verbale, conto: Conto) -> str:
    if conto.presenza is None:
        return ""
    words = f"{len(conto.presenza.votanti)} su {conto.presenza.aventi_diritto}"
    given = [
        f"{rete.nome_ente(di)} delega {rete.nome_ente(a)}" for di, a in proxies_used(verbale, conto)
    ]
    return f"{words}, di cui {len(given)} per delega ({', '.join(given)})" if given else words


def proxies_used(verbale: Verbale, conto: Conto) -> list[tuple[str, str]]:
    """Who was represented at a decision, and by whom."""
    by_proxy = conto.presenza.per_delega if conto.presenza else frozenset()
    return [
        (delega.di, delega.a)
        for delega in verbale.deleghe
        if delega.di in by_proxy and delega.a is not None
    ]


def _quorum(seduta: Seduta, conto: Conto) -> Iterator[str]:
    presence = conto.presenza
    if presence is None:
        return
    number, base = presence.nel_numero_legale, presence.base_numero_legale
    told_above = (number, base) == (len(presence.votanti), presence.aventi_diritto)
    counted = "" if told_above else f" {number} su {base}{_who_counts_for_it(seduta, conto)},"
    for quorum in quorums_of(conto):
        told = "raggiunto" if reaches(number, quorum, base) else "non raggiunto"
        yield (
            f"Numero legale: {told},{counted} servono almeno {needed(quorum, base)} "
            f"({_fraction(quorum)} degli aventi diritto)"
        )
    if conto.in_numero is None:
        second = " in seconda convocazione" if seduta.verbale.seconda_di else ""
        yield f"Numero legale: le regole di quel giorno non lo chiedono{second}"


def quorums_of(conto: Conto) -> list[Quorum]:
    """The quorums that a decision needs, each once."""
    return list(dict.fromkeys(r.numero_legale for r in conto.regole if r.numero_legale))


def majorities_of(conto: Conto) -> list[Maggioranza]:
    """The majorities that a decision needs, each once."""
    return list(dict.fromkeys(r.maggioranza for r in conto.regole if r.maggioranza))


def _who_counts_for_it(seduta: Seduta, conto: Conto) -> str:
    """What makes the number for the quorum other than the number of those who may vote."""
    presence, rules = conto.presenza, seduta.regole
    if presence is None or rules is None:
        return ""
    with_proxies = rules.deleghe is not None and rules.deleghe.nel_numero_legale
    words = []
    if presence.per_delega and not with_proxies:
        words.append("le deleghe non contano")
    if rules.sospesi_nel_numero_legale:
        words.append("contano anche i sospesi")
    return f" ({', '.join(words)})" if words else ""


def votes_needed(majority: Maggioranza, base: int) -> int:
    """The least number of votes in favour; without any a decision is never approved."""
    return max(1, needed(majority, base))


def is_reached(majority: Maggioranza, votes: Voti, base: int) -> bool:
    return votes.favorevoli > 0 and reaches(votes.favorevoli, majority, base)


def _majorities(conto: Conto, votes: Voti) -> Iterator[str]:
    for majority in majorities_of(conto):
        base = base_of(majority, conto)
        if base is None:
            continue
        told = "raggiunta" if is_reached(majority, votes, base) else "non raggiunta"
        yield (
            f"Maggioranza: {told}, favorevoli {votes.favorevoli} su {base} "
            f"{_BASES[majority.di]}, servono almeno {votes_needed(majority, base)} "
            f"({_fraction(majority)})"
        )


def _fraction(fraction: Quorum | Maggioranza) -> str:
    return f"più di {fraction.oltre}" if fraction.oltre else f"almeno {fraction.almeno}"


def _tie(rete: Rete, verbale: Verbale, conto: Conto, votes: Voti) -> Iterator[str]:
    for applied in conto.regole:
        if applied.maggioranza is None or applied.parita != "presiede":
            continue
        base = base_of(applied.maggioranza, conto)
        if base is not None and one_vote_would_do(applied.maggioranza, votes, base):
            who = f"{rete.nome_ente(verbale.presiede)}, che" if verbale.presiede else "chi"
            yield f"Parità: decide il voto di {who} presiede"
            return
    if conto.parita:
        again = any(applied.parita == "si-rivota" for applied in conto.regole)
        yield f"Parità: la proposta non è approvata{', si rivota' if again else ''}"


def _competence(rete: Rete, seduta: Seduta, conto: Conto) -> Iterator[str]:
    """Who may decide on the matter, and whether the ballot had to be secret."""
    verbale, votazione = seduta.verbale, conto.decisione.votazione
    for applied in conto.regole:
        if applied.decide is not None:
            table = rete.nome_tavolo(applied.decide)
            elsewhere = applied.decide not in verbale.tavoli
            wrong = f", non {rete.nome_tavolo(verbale.tavolo)}" if elsewhere else ""
            yield f"Chi decide: {table}{wrong}"
            if elsewhere:
                yield from _ratification(rete, seduta, conto.decisione, applied)
        if applied.segreto and votazione is not None and votazione.metodo != "segreto":
            method = label(METODI, votazione.metodo)
            yield f"Metodo: le regole vogliono il voto segreto, questo è {method}"


def _ratification(
    rete: Rete, seduta: Seduta, decisione: Decisione, applied: RegolaApplicata
) -> Iterator[str]:
    by = ratified_by(rete, f"{seduta.verbale.id}/{decisione.n}")
    rule = applied.ratifica
    if by is not None:
        yield f"Ratifica: {act_in_words(by.riferimento, rete)}"
    elif rule is not None and rule.chi not in seduta.verbale.tavoli:
        last = last_day_to_ratify(seduta.verbale.data, rule, seduta.regole)
        within = f" entro il {short_date(last)}" if last is not None else ""
        yield f"Ratifica: manca; spetta a {rete.nome_tavolo(rule.chi)}{within}"


def _conclusion(rete: Rete, seduta: Seduta, conto: Conto) -> Iterator[str]:
    stated = stated_outcome(rete, seduta.verbale, conto.decisione)
    if conto.esito is not None and stated != "presa-d-atto":
        differs = conto.esito != stated
        says = (
            f", ma il verbale dice {label(ESITI, stated)}" if differs else ", come dice il verbale"
        )
        yield f"Dal conto: {conto.esito}{says}"
        return
    reasons = why_not_counted(rete, seduta, conto.decisione, conto)
    # Of the quorum, and of who was there, a line above says it already.
    why = [_REASONS[r.motivo] for r in reasons if r.motivo in _ABOUT_THE_OUTCOME]
    if why:
        yield f"Dal conto: l'esito non si può dire, perché {join_words(why)}"


def reason_in_words(rete: Rete, reason: Impedimento) -> str:
    names = ", ".join(rete.nome_ente(item) for item in reason.di)
    return _REASONS[reason.motivo].format(di=", ".join(reason.di), enti=names)


_REASONS = {
    "non-si-legge": "non si legge {di}",
    "tavolo-sconosciuto": "nel registro non c'è il tavolo {di}",
    "elenco-parziale": "l'elenco degli aderenti è parziale e non si sa chi aveva diritto di voto",
    "date-ignote": "non si sa se quel giorno votava {enti}",
    "presenze-non-registrate": "il verbale non dice chi era presente",
    "movimenti-senza-numero": "non si sa a quali decisioni era presente {enti}",
    "deleghe-senza-delegato": "non si sa a chi ha dato delega {enti}",
    "aventi-diritto-incerti": "il registro non basta a dire chi aveva diritto di voto",
    "numero-legale-non-regolato": "le regole di quel giorno non chiedono un numero legale",
    "maggioranza-non-regolata": "le regole di quel giorno non dicono la maggioranza",
    "voto-non-registrato": "il verbale non dice come si è votato",
    "voto-segreto-senza-numeri": "il voto è segreto e il verbale non ne dà i numeri",
    "voto-su-nomi": "si è votato su nomi, e qui contano le preferenze",
    "voto-di-chi-presiede-ignoto": "è parità e non si sa come ha votato chi presiede",
}
