"""The decisions of a sitting as `verbale` tells them: text, vote, outcome, later corrections."""

from collections.abc import Iterator

from rete.model.rete import Rete
from rete.model.verbale import Decisione
from rete.reckoning.acts_in_words import act_in_words, effect_in_words
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.sitting import Seduta
from rete.records import frozen


@frozen
class VotoTesto:
    """A vote; the numbers are None where they are neither recorded nor reckoned.

    ``incerto`` says that they depend on which of too many proxies hold, which nobody knows.
    """

    metodo: str
    incerto: bool
    unanime: bool
    favorevoli: int | None
    contrari: int | None
    astenuti: int | None
    bianche: int
    nulle: int
    nomi_contrari: tuple[str, ...]
    nomi_astenuti: tuple[str, ...]
    nomi_non_votanti: tuple[str, ...]
    nomi_esclusi: tuple[str, ...]
    nomi_anticipati: tuple[str, ...]
    non_votanti: int
    preferenze: tuple[tuple[str, int], ...]
    eletti: tuple[str, ...]


@frozen
class DecisioneTesto:
    """``correzioni`` are the later acts that corrected or revoked it, in words."""

    decisione: Decisione
    voto: VotoTesto | None
    effetti: tuple[str, ...]
    correzioni: tuple[str, ...]


def decisions(rete: Rete, seduta: Seduta) -> tuple[DecisioneTesto, ...]:
    """The decisions of a sitting, counted, with what later acts made of them."""
    verbale = seduta.verbale
    return tuple(
        DecisioneTesto(
            decisione=decisione,
            voto=vote(rete, seduta, decisione),
            effetti=tuple(effect_in_words(effetto, rete) for effetto in decisione.effetti),
            correzioni=tuple(_corrections(rete, f"{verbale.id}/{decisione.n}")),
        )
        for decisione in verbale.decisioni
    )


def vote(rete: Rete, seduta: Seduta, decisione: Decisione) -> VotoTesto | None:
    """How a decision of a sitting was voted; None where it was not."""
    votazione = decisione.votazione
    if votazione is None:
        return None
    conto = seduta.conto(decisione)
    votes = conto.voti if conto else None
    told = votazione.conteggio
    numbers = votes or told
    by_name = votazione.contrari or votazione.astenuti or votazione.non_votanti
    silent = told is not None and told.non_votanti
    others = (numbers and (numbers.contrari or numbers.astenuti)) or (
        votes and (votes.bianche or votes.nulle)
    )
    return VotoTesto(
        metodo=votazione.metodo,
        incerto=conto is not None and conto.voti_incerti,
        unanime=not (by_name or silent or others or votazione.preferenze)
        and (votazione.metodo != "segreto" or told is not None),
        favorevoli=numbers.favorevoli if numbers else None,
        contrari=numbers.contrari if numbers else None,
        astenuti=numbers.astenuti if numbers else None,
        bianche=told.bianche if told else 0,
        nulle=told.nulle if told else 0,
        nomi_contrari=rete.nomi_enti(votazione.contrari),
        nomi_astenuti=rete.nomi_enti(votazione.astenuti),
        nomi_non_votanti=rete.nomi_enti(votazione.non_votanti),
        nomi_esclusi=rete.nomi_enti(votazione.esclusi),
        nomi_anticipati=rete.nomi_enti(votazione.anticipati),
        non_votanti=told.non_votanti if told else 0,
        preferenze=tuple((rete.nome_ente(p.scelta), p.voti) for p in votazione.preferenze),
        eletti=rete.nomi_enti(votazione.eletti),
    )


def _corrections(rete: Rete, reference: str) -> Iterator[str]:
    acts = acts_of(rete)
    act = acts.per_riferimento.get(reference)
    if act is None:
        return
    if over := acts.revoked_by(act):
        yield f"revocata: {act_in_words(over.riferimento, rete)}"
    if over := acts.replaced_by(act):
        yield f"rettificata: {act_in_words(over.riferimento, rete)}"
    if reference in acts.ratificati:
        yield "ratificata"
