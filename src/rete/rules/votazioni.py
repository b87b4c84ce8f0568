"""Votes as minutes tell them: matters, consensus, elections, votes sent before (see `sedute`)."""

from rete.diagnostics import Faults, fault
from rete.italiano import count
from rete.model.rete import Rete
from rete.model.verbale import Votazione
from rete.reckoning.comings import attending
from rete.reckoning.presence import Presenza
from rete.reckoning.sitting import stated_outcome
from rete.rules.rule import error, warning
from rete.rules.sedute import EVERYTHING, counts
from rete.rules.voci import unknown_matter


@error("VER087", "verbale", "patto")
def matters_are_known(rete: Rete) -> Faults:
    """La materia di una decisione è fra quelle del vocabolario del patto.

    Bilancio, elezioni e scioglimento ci sono sempre. Con una parola diversa le regole di quella
    materia non varrebbero, e nessuno se ne accorgerebbe.
    """
    for verbale in rete.verbali.values():
        for index, decisione in enumerate(verbale.decisioni):
            if decisione.materia is not None:
                path = ("decisioni", index, "materia")
                yield from unknown_matter(rete, verbale, path, decisione.materia)


@error("VER082", "verbale")
def preferences_are_for_one_thing(rete: Rete) -> Faults:
    """Ogni preferenza è per un ente oppure per un'opzione scritta a parole.

    Un ente si nomina con il suo id in «ente»; ciò che un ente non è (una data, una proposta, un
    nome) va in «opzione».
    """
    for verbale in rete.verbali.values():
        for index, decisione in enumerate(verbale.decisioni):
            for place, one in enumerate(
                decisione.votazione.preferenze if decisione.votazione else ()
            ):
                if (one.ente is None) == (one.opzione is None):
                    said = "non dice né «ente» né" if one.ente is None else "dice sia «ente» sia"
                    yield fault(
                        verbale,
                        ("decisioni", index, "votazione", "preferenze", place),
                        f"una preferenza della decisione {decisione.n} {said} «opzione»",
                        "scrivi per chi, o per che cosa, sono i voti: una delle due chiavi",
                    )


@warning("VER083", "verbale")
def by_consensus_nobody_is_against(rete: Rete) -> Faults:
    """Si decide per consenso quando nessuno è contrario.

    Se qualcuno si è opposto si è votato, e vale la maggioranza che le regole chiedono.
    """
    for verbale in rete.verbali.values():
        for index, decisione in enumerate(verbale.decisioni):
            vote = decisione.votazione
            if vote is not None and vote.metodo == "consenso" and _against(vote):
                yield fault(
                    verbale,
                    ("decisioni", index, "votazione", "metodo"),
                    f"la decisione {decisione.n} è presa per consenso, ma ha "
                    f"{count(_against(vote), 'contrario', 'contrari')}",
                    "se si è votato scrivi «palese»; se no, togli i contrari",
                )


def _against(vote: Votazione) -> int:
    return max(len(vote.contrari), vote.conteggio.contrari if vote.conteggio else 0)


@warning("VER084", *EVERYTHING)
def what_wants_a_vote_is_voted(rete: Rete) -> Faults:
    """Una decisione approvata dice come si è votato, se le regole di quel giorno vogliono un voto.

    Dove serve una maggioranza, o lo scrutinio segreto, senza un voto nessuno può dire se c'era.
    """
    for verbale, index, conto in counts(rete):
        decisione = conto.decisione
        if decisione.votazione is not None or not any(r.vuole_un_voto for r in conto.regole):
            continue
        if stated_outcome(rete, verbale, decisione) == "approvata":
            yield fault(
                verbale,
                ("decisioni", index, "esito"),
                f"la decisione {decisione.n} risulta approvata, ma non si dice con quale voto",
                "aggiungi «votazione», o scrivi «presa-d-atto» se non si è deciso nulla",
            )


@warning("VER085", "verbale")
def who_is_elected_had_the_most_votes(rete: Rete) -> Faults:
    """Fra quelli di cui si sanno i voti risulta eletto chi ne ha avuti di più.

    Si guarda solo chi ha le preferenze scritte. A parità di voti può passare l'uno o l'altro: le
    regole che lo decidono (l'età, l'anzianità, il sorteggio) non si contano.
    """
    for verbale in rete.verbali.values():
        for index, decisione in enumerate(verbale.decisioni):
            vote = decisione.votazione
            votes = {one.scelta: one.voti for one in vote.preferenze} if vote else {}
            left_out = [name for name in votes if vote and name not in vote.eletti]
            best = max(left_out, key=lambda name: votes[name], default=None)
            for place, name in enumerate(vote.eletti if vote else ()):
                if best is not None and votes.get(name, votes[best]) < votes[best]:
                    yield fault(
                        verbale,
                        ("decisioni", index, "votazione", "eletti", place),
                        f"nella decisione {decisione.n} risulta eletto «{name}» con "
                        f"{count(votes[name], 'voto', 'voti')}: «{best}» ne ha {votes[best]}",
                        "ricontrolla i voti e chi è stato eletto",
                    )


@warning("VER086", *EVERYTHING)
def votes_sent_beforehand_are_of_who_was_away(rete: Rete) -> Faults:
    """Ha mandato il voto prima della seduta solo chi aveva diritto di voto e poi non c'era.

    Chi c'è vota in seduta, e quel che aveva mandato non si conta una seconda volta.
    """
    for verbale, index, conto in counts(rete):
        vote, presence, there = conto.decisione.votazione, conto.presenza, attending(rete, verbale)
        if vote is None or presence is None or there is None:
            continue
        for place, ente in enumerate(vote.anticipati):
            if ente not in presence.in_anticipo and rete.ente_exists(ente):
                yield fault(
                    verbale,
                    ("decisioni", index, "votazione", "anticipati", place),
                    f"«{ente}» ha mandato prima il voto della decisione {conto.decisione.n}, ma "
                    f"{_why_not(ente, vote, presence)}",
                    "toglilo da «anticipati», o correggi chi era presente",
                )


def _why_not(ente: str, vote: Votazione, presence: Presenza) -> str:
    if ente in vote.esclusi:
        return "era escluso dal voto"
    return "c'era" if ente in presence.in_sala else "non aveva diritto di voto"
