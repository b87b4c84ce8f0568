"""The count of a decision, in sentences and as data: each step, or why it is not there."""

from collections.abc import Iterator

from rete.italiano import join_words, short_date
from rete.italiano.etichette import ESITI, METODI, label
from rete.model.regole import Maggioranza, Quorum
from rete.model.rete import Rete
from rete.model.verbale import Decisione, Verbale
from rete.reckoning.acts_in_words import act_in_words
from rete.reckoning.answers import ratified_by
from rete.reckoning.applied import RegolaApplicata
from rete.reckoning.counts_in_words import (
    among_whom,
    excess_in_words,
    plain_fraction,
    tie_in_words,
    votes_in_words,
)
from rete.reckoning.last_days import last_day_to_ratify
from rete.reckoning.outcome import Scrutinio
from rete.reckoning.presence import Presenza
from rete.reckoning.sitting import Conto, NumeroLegaleChiesto, Seduta, stated_outcome
from rete.reckoning.uncounted import Impedimento, why_not_counted

_ABOUT_THE_OUTCOME = (
    "maggioranza-non-regolata",
    "voto-non-registrato",
    "voto-segreto-senza-numeri",
    "voto-su-nomi",
    "voto-di-chi-presiede-ignoto",
    "voto-per-natura-ignoto",
    "deleghe-oltre-il-limite",
)
_BASES = {
    "votanti": "tra favorevoli e contrari",
    "presenti": "presenti",
    "aventi-diritto": "aventi diritto",
}


def count_lines(rete: Rete, seduta: Seduta, decisione: Decisione) -> Iterator[str]:
    """The count in sentences, from who was there to the outcome that follows."""
    conto = seduta.conto(decisione)
    presence = conto.presenza if conto else None
    if conto is None or presence is None:
        found = why_not_counted(rete, seduta, decisione, conto)
        why = [reason_in_words(rete, reason) for reason in found]
        yield f"Conto: non si può fare, perché {join_words(why)}"
    else:
        yield f"Presenti con diritto di voto: {_present(rete, seduta.verbale, presence)}"
        yield from _quorum(rete, seduta, conto, presence)
        yield from _barred_proxies(rete, seduta, conto)
        for group in presence.in_eccesso:
            yield f"Deleghe oltre il limite: {excess_in_words(rete, group)}"
        if conto.voti is not None:
            yield f"Voti contati: {votes_in_words(conto.voti)}"
            yield from _majorities(conto)
        for words in tie_in_words(rete, seduta.verbale, conto):
            yield f"Parità: {words}"
    if conto is not None:
        yield from dict.fromkeys(_competence(rete, seduta, conto))
        yield from _conclusion(rete, seduta, conto)


def opening_in_words(rete: Rete, seduta: Seduta) -> str | None:
    """Who was there when the sitting was opened, for one that took no decisions."""
    opening = seduta.apertura
    if opening is None:
        return None
    words = [f"presenti con diritto di voto {_how_many(opening.presenza)}"]
    for asked in opening.numeri_legali:
        of = f" di {rete.nome_tavolo(asked.tavolo)}" if asked.tavolo else ""
        words.append(f"numero legale{of} {_reached(asked)}, {_wanted(asked)}")
    return "; ".join(words)


def _present(rete: Rete, verbale: Verbale, presence: Presenza) -> str:
    words = _how_many(presence)
    given = [
        f"{rete.nome_ente(di)} delega {rete.nome_ente(a)}"
        for di, a in proxies_used(verbale, presence)
    ]
    number = len(given) + presence.deleghe_in_eccesso_valide
    named = f" ({', '.join(given)})" if given else ""
    words += f", di cui {number} per delega{named}" if number else ""
    before = ", ".join(sorted(map(rete.nome_ente, presence.in_anticipo)))
    words += f"; voto mandato prima: {before}" if before else ""
    if silent := sorted(presence.per_silenzio):
        names = ", ".join(rete.nomi_enti(silent))
        words += f", di cui {len(silent)} per silenzio, che è assenso ({names})"
    return words


def _barred_proxies(rete: Rete, seduta: Seduta, conto: Conto) -> Iterator[str]:
    rules, matter = seduta.regole and seduta.regole.deleghe, conto.decisione.materia
    if seduta.verbale.deleghe and rules and matter in rules.vietate_per:
        yield f"Deleghe: non contano nella materia «{rete.nome_materia(matter or '')}»"


def _how_many(presence: Presenza) -> str:
    words = f"{presence.numero_votanti} su {presence.aventi_diritto}"
    only_told = " (il verbale dice quanti erano, non chi: si contano tutti)"
    return words if presence.senza_nomi is None else f"{words}{only_told}"


def proxies_used(verbale: Verbale, presence: Presenza) -> list[tuple[str, str]]:
    """Who was surely represented at a decision, and by whom."""
    return [
        (delega.di, delega.a)
        for delega in verbale.deleghe
        if delega.di in presence.per_delega and delega.a is not None
    ]


def _quorum(rete: Rete, seduta: Seduta, conto: Conto, presence: Presenza) -> Iterator[str]:
    told_above = (presence.numero_votanti, presence.aventi_diritto)
    for asked in conto.numeri_legali:
        why = "" if asked.tavolo else _who_counts_for_it(seduta, presence, asked)
        is_known = (asked.presenti, asked.base) == told_above
        counted = "" if is_known else f" {asked.presenti} su {asked.base}{why},"
        of = f" di {rete.nome_tavolo(asked.tavolo)}" if asked.tavolo else ""
        wanted = _wanted(asked, " degli aventi diritto")
        yield f"Numero legale{of}: {_reached(asked)},{counted} {wanted}"
    if conto.in_numero is None:
        second = " in seconda convocazione" if seduta.verbale.seconda_di else ""
        yield f"Numero legale: le regole di quel giorno non lo chiedono{second}"


def _reached(asked: NumeroLegaleChiesto) -> str:
    return "raggiunto" if asked.raggiunto else "non raggiunto"


def _wanted(asked: NumeroLegaleChiesto, of: str = "") -> str:
    return f"servono almeno {asked.servono}{_of(asked.quorum, asked.articolo, of)}"


def _of(fraction: Quorum | Maggioranza, article: str | None, of: str = "") -> str:
    """« (più di 1/2 degli aventi diritto; articolo 6)»; of a fixed number the article only."""
    told = plain_fraction(fraction)
    parts = (f"{told}{of}" if told else "", f"articolo {article}" if article else "")
    words = "; ".join(filter(None, parts))
    return f" ({words})" if words else ""


def majorities_of(conto: Conto) -> dict[Maggioranza, Scrutinio]:
    """The votes against each majority that the decision needs."""
    return {one.maggioranza: one for one in conto.scrutini if one.maggioranza is not None}


def _who_counts_for_it(seduta: Seduta, presence: Presenza, asked: NumeroLegaleChiesto) -> str:
    """What makes the number for the quorum other than the number of those who may vote."""
    rules = seduta.regole
    if rules is None:
        return ""
    with_proxies = rules.deleghe is not None and rules.deleghe.nel_numero_legale
    words = []
    if (presence.per_delega or presence.in_eccesso) and not with_proxies:
        words.append("le deleghe non contano")
    if rules.sospesi_nel_numero_legale:
        words.append("contano anche i sospesi")
    if asked.presenti > presence.nel_numero_legale:
        words.append("conta anche chi è escluso dal voto")
    return f" ({', '.join(words)})" if words else ""


def _majorities(conto: Conto) -> Iterator[str]:
    for majority, one in majorities_of(conto).items():
        if one.servono is None:
            continue
        told = "raggiunta" if one.raggiunta else "non raggiunta"
        base = f" su {one.base} {_BASES[majority.di]}" if majority.di else ""
        yield (
            f"Maggioranza{among_whom(majority)}: {told}, favorevoli {one.favorevoli}{base}, "
            f"servono almeno {one.servono}{_of(majority, conto.articolo(majority))}"
        )


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
        last = last_day_to_ratify(rete, seduta.verbale, rule)
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
    why = [reason_in_words(rete, r) for r in reasons if r.motivo in _ABOUT_THE_OUTCOME]
    if why:
        yield f"Dal conto: l'esito non si può dire, perché {join_words(why)}"


def reason_in_words(rete: Rete, reason: Impedimento) -> str:
    """Why something could not be counted, with the names that it is about."""
    names = ", ".join(rete.nome_ente(item) for item in reason.di)
    return _REASONS[reason.motivo].format(di=", ".join(reason.di), enti=names)


_REASONS = {
    "non-si-legge": "non si legge {di}",
    "tavolo-sconosciuto": "nel registro non c'è il tavolo {di}",
    "elenco-parziale": "l'elenco degli aderenti è parziale e non si sa chi aveva diritto di voto",
    "date-ignote": "non si sa se quel giorno votava {enti}",
    "presenze-non-registrate": "il verbale non dice chi era presente",
    "movimenti-senza-numero": "non si sa a quali decisioni era presente {enti}",
    "deleghe-senza-nomi": "il verbale dice quanti erano e non chi: non si sa se conta la delega "
    "di {enti}",
    "deleghe-senza-delegato": "non si sa a chi ha dato delega {enti}",
    "silenzio-senza-termine": "chi tace è a favore, ma non è scritto entro quando si rispondeva",
    "deleghe-oltre-il-limite": "non si sa quali deleghe valgono, tra quelle che porta {enti}",
    "aventi-diritto-incerti": "il registro non basta a dire chi aveva diritto di voto",
    "numero-legale-non-regolato": "le regole di quel giorno non chiedono un numero legale",
    "maggioranza-non-regolata": "le regole di quel giorno non dicono la maggioranza",
    "voto-non-registrato": "il verbale non dice come si è votato",
    "voto-segreto-senza-numeri": "il voto è segreto e il verbale non ne dà i numeri",
    "voto-su-nomi": "si è votato su nomi, e qui contano le preferenze",
    "voto-di-chi-presiede-ignoto": "è parità e non si sa come ha votato chi presiede",
    "voto-per-natura-ignoto": "non si sa quanti voti sono degli enti pubblici",
    "massimo-deleghe-ignoto": "non si sa quante deleghe può portare un ente",
}
