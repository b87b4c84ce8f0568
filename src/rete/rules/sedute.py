"""Sittings counted by the rules of their day: quorum, majority, who decides, ballots."""

from collections.abc import Iterable, Iterator
from datetime import date

from rete.diagnostics import Faults, fault
from rete.italiano import join_words
from rete.model.provvedimento import Provvedimento, decided
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.comings import attending
from rete.reckoning.counts_in_words import (
    fraction_in_words,
    majority_in_words,
    tie_in_words,
    votes_in_words,
)
from rete.reckoning.follow_ups import last_meetings
from rete.reckoning.last_days import last_day_to_ratify, ratification_wanted
from rete.reckoning.sitting import Conto, sittings, stated_outcome
from rete.records import frozen
from rete.rules.rule import warning

EVERYTHING = ("patto", "ente", "tavolo", "verbale", "atto")


def counts(rete: Rete) -> Iterator[tuple[Verbale, int, Conto]]:
    """Every decision counted, with its minutes and its place among their decisions."""
    for seduta in sittings(rete):
        for index, conto in enumerate(seduta.conti):
            yield seduta.verbale, index, conto


@warning("VER040", *EVERYTHING)
def decisions_are_taken_in_number(rete: Rete) -> Faults:
    """Ogni decisione approvata è presa in numero legale.

    Si contano gli aventi diritto di quel giorno e chi di loro era presente in quel momento, con
    le deleghe se il patto le conta. Una seduta senza numero legale può essere registrata, ma
    quello che decide può essere contestato.
    """
    for verbale, index, conto in counts(rete):
        if conto.in_numero is not False or conto.presenza is None:
            continue
        if stated_outcome(rete, verbale, conto.decisione) != "approvata":
            continue
        asked = next(asked for asked in conto.numeri_legali if not asked.raggiunto)
        where = f" di «{asked.tavolo}»" if asked.tavolo else ""
        yield fault(
            verbale,
            ("decisioni", index, "esito"),
            f"la decisione {conto.decisione.n} non è presa in numero legale: presenti "
            f"{asked.presenti} su {asked.base} aventi diritto{where}, ne servono "
            f"{fraction_in_words(asked.quorum, asked.servono)}",
            "controlla presenti, deleghe e movimenti; se sono giusti, la decisione va "
            "presa di nuovo",
        )


@warning("VER041", *EVERYTHING)
def outcomes_follow_from_the_votes(rete: Rete) -> Faults:
    """L'esito dichiarato di ogni decisione è quello che risulta dai voti.

    I favorevoli si ricavano per differenza da chi poteva votare ed era presente; la maggioranza
    è quella delle regole in vigore quel giorno per quella materia. Dove qualcuno porta più deleghe
    di quante può, si segnala solo l'esito che è sbagliato qualunque di esse valga.
    """
    for verbale, index, conto in counts(rete):
        stated = stated_outcome(rete, verbale, conto.decisione)
        if conto.esito is None or stated in (conto.esito, "presa-d-atto"):
            continue
        unsure = "qualunque sia la delega che vale"
        votes = votes_in_words(conto.voti) if conto.voti else unsure
        tie = join_words(tie_in_words(rete, verbale, conto))
        yield fault(
            verbale,
            ("decisioni", index, "esito"),
            f"la decisione {conto.decisione.n} risulta {conto.esito} e non {stated}: "
            f"{votes}; {majority_in_words(conto)}{f'; parità: {tie}' if tie else ''}",
            "controlla presenti, deleghe e voti; se sono giusti, correggi l'esito",
        )


@warning("VER042", *EVERYTHING)
def votes_are_of_who_could_vote(rete: Rete) -> Faults:
    """Chi risulta aver votato contro, essersi astenuto o non aver votato poteva votare ed era lì.

    Votano gli aderenti effettivi, non sospesi, che siedono al tavolo quel giorno e sono presenti
    (o rappresentati) in quel momento. Di chi è rappresentato da chi porta troppe deleghe non si sa
    se votava, e non si segnala nulla.
    """
    for verbale, index, conto in counts(rete):
        votazione, there = conto.decisione.votazione, attending(rete, verbale)
        if votazione is None or conto.presenza is None or there is None:
            continue
        voters = conto.presenza.votanti | conto.presenza.forse_votanti
        listed = frozenset(there.tutti)
        for key, among, bodies in (
            ("contrari", "tra i contrari", votazione.contrari),
            ("astenuti", "tra gli astenuti", votazione.astenuti),
            ("non_votanti", "tra i non votanti", votazione.non_votanti),
        ):
            for place, ente in enumerate(bodies):
                if ente not in voters and rete.ente_exists(ente):
                    yield fault(
                        verbale,
                        ("decisioni", index, "votazione", key, place),
                        f"«{ente}» è {among} della decisione "
                        f"{conto.decisione.n}, ma {_why_not(ente, conto, listed)}",
                        "controlla presenti, deleghe e movimenti, e da quando aderisce e "
                        "siede al tavolo",
                    )


def _why_not(ente: str, conto: Conto, listed: frozenset[str]) -> str:
    if conto.decisione.votazione is not None and ente in conto.decisione.votazione.esclusi:
        return "era escluso dal voto"
    if ente not in listed:
        return "non risulta presente né rappresentato"
    return "in quel momento non poteva votare"


@warning("VER043", *EVERYTHING)
def ballots_add_up(rete: Rete) -> Faults:
    """I voti contati sono tanti quanti i votanti.

    Favorevoli, contrari, astenuti, schede bianche e nulle insieme a chi non ha votato fanno il
    numero di chi poteva votare ed era presente o rappresentato. Quando si vota su nomi nessuno ne
    ha di più; la loro somma può superarlo, perché una scheda può portare più nomi.
    """
    for verbale, index, conto in counts(rete):
        votazione = conto.decisione.votazione
        if votazione is None or conto.presenza is None:
            continue
        voters = conto.presenza.numero_votanti
        counted = conto.voti if votazione.conteggio is not None else None
        if counted is not None and counted.totale != voters:
            yield fault(
                verbale,
                ("decisioni", index, "votazione", "conteggio"),
                f"i voti della decisione {conto.decisione.n} sono {counted.totale}, i "
                f"votanti {voters}",
                "ricontrolla i numeri e chi era presente in quel momento",
            )
        for place, preferenza in enumerate(votazione.preferenze):
            if preferenza.voti > voters:
                yield fault(
                    verbale,
                    ("decisioni", index, "votazione", "preferenze", place, "voti"),
                    f"nella decisione {conto.decisione.n} «{preferenza.ente}» ha "
                    f"{preferenza.voti} preferenze, i votanti sono {voters}",
                    "ricontrolla i numeri e chi era presente in quel momento",
                )


@warning("VER044", *EVERYTHING)
def who_decides_is_the_one_that_may(rete: Rete) -> Faults:
    """Decide il tavolo a cui le regole affidano quella materia.

    Una decisione presa da un altro tavolo vale solo se chi poteva decidere la ratifica.
    """
    acts = acts_of(rete)
    ratified = acts.ratificati
    for verbale, index, conto in counts(rete):
        if not acts.is_sure_since(verbale.data):
            continue
        reference = f"{verbale.id}/{conto.decisione.n}"
        stated = stated_outcome(rete, verbale, conto.decisione)
        if stated != "approvata" or reference in ratified:
            continue
        for applied in conto.regole:
            allowed = {applied.decide}
            if applied.ratifica is not None:
                allowed.add(applied.ratifica.chi)
            if applied.decide is not None and not allowed & set(verbale.tavoli):
                yield fault(
                    verbale,
                    ("decisioni", index),
                    f"la decisione {conto.decisione.n} spetta a «{applied.decide}», non a "
                    f"«{verbale.tavolo}»",
                    f"portala in «{applied.decide}», o registra la ratifica",
                )


@warning("VER045", *EVERYTHING)
def secret_ballots_are_secret(rete: Rete) -> Faults:
    """Dove le regole vogliono il voto segreto, il voto è segreto.

    Un voto palese dove è previsto quello segreto può essere contestato.
    """
    for verbale, index, conto in counts(rete):
        votazione = conto.decisione.votazione
        if votazione is None or votazione.metodo == "segreto":
            continue
        if any(applied.segreto for applied in conto.regole):
            yield fault(
                verbale,
                ("decisioni", index, "votazione", "metodo"),
                f"la decisione {conto.decisione.n} richiede il voto segreto, ma il voto "
                f"è {votazione.metodo}",
                "correggi il metodo se è scritto male; se no, il voto va ripetuto",
            )


@warning("VER046", *EVERYTHING)
def ratification_comes_in_time(rete: Rete) -> Faults:
    """La ratifica di una decisione arriva entro il termine che le regole le danno.

    Dopo quel giorno la decisione presa d'urgenza non vale più, se il patto non dice altro. Che
    manchi si segnala quando il registro ha già una seduta, dopo il termine, di chi doveva
    ratificare.
    """
    awaiting = {one.act.riferimento: one for one in _awaiting_ratification(rete)}
    for verbale, index, conto in counts(rete):
        for place, effetto in enumerate(conto.decisione.effetti):
            one = awaiting.get(effetto.atto or "") if effetto.tipo == "ratifica" else None
            if one is not None and verbale.data > one.entro:
                yield fault(
                    verbale,
                    ("decisioni", index, "effetti", place),
                    f"«{effetto.atto}» andava ratificata entro il {one.entro}, ed è "
                    f"ratificata il {verbale.data}",
                    "controlla le date; se sono giuste, serve una nuova decisione",
                )
    yield from _never_ratified(rete, awaiting.values())


@frozen
class _DaRatificare:
    """A decision that another table has to ratify, and the last day for it."""

    act: Provvedimento
    chi: str
    entro: date


def _awaiting_ratification(rete: Rete) -> Iterator[_DaRatificare]:
    for verbale, index, conto in counts(rete):
        wanted = ratification_wanted(conto.regole)
        if wanted is None:
            continue
        last = last_day_to_ratify(rete, verbale, wanted)
        if last is not None:
            yield _DaRatificare(act=decided(verbale, index), chi=wanted.chi, entro=last)


def _never_ratified(rete: Rete, awaiting: Iterable[_DaRatificare]) -> Faults:
    acts = acts_of(rete)
    met = last_meetings(rete, date.max)
    for one in awaiting:
        act = acts.per_riferimento[one.act.riferimento]
        if one.chi in act.tavoli or met.get(one.chi, one.entro) <= one.entro:
            continue
        if act.riferimento in acts.ratificati or not acts.holds(act) or not acts.is_sure(act):
            continue
        yield fault(
            act,
            one.act.path,
            f"«{act.riferimento}» andava ratificata da «{one.chi}» entro il {one.entro}, "
            "e nessuna decisione la ratifica",
            f"aggiungi l'effetto «ratifica» alla decisione di «{one.chi}»; se non c'è, la "
            "decisione va presa di nuovo",
        )
