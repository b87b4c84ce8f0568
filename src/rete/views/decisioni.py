"""Decisions and their votes in words; how votes are counted is said in `conti`."""

from collections.abc import Sequence
from datetime import date

from rete.italiano.etichette import ESITI, METODI, label
from rete.model.comuni import Effetto
from rete.model.rete import Rete
from rete.model.verbale import Conteggio, Decisione, Verbale, Votazione
from rete.reckoning.acts_in_words import effect_in_words
from rete.reckoning.sitting import Seduta, sitting_of
from rete.views.conti import count_lines
from rete.views.correzioni import correction_lines, corrections_of_act
from rete.views.lists_and_cards import Righe, below
from rete.views.parti_di_scheda import names


def decision_lines(rete: Rete, verbale: Verbale, day: date) -> Righe:
    """The decisions of some minutes, counted, with what later acts made of them by a day."""
    seduta = sitting_of(rete, verbale)
    for decisione in verbale.decisioni:
        yield f"{decisione.n}.", decisione.oggetto
        yield from decision_body(rete, seduta, decisione, day)
        yield from effect_lines(rete, decisione.effetti)


def decision_body(rete: Rete, seduta: Seduta, decisione: Decisione, day: date) -> Righe:
    """What was decided, what became of it, how it was voted and how it counts."""
    vote = decisione.votazione
    point = seduta.verbale.printed(decisione.punto) if decisione.punto else None
    later = corrections_of_act(rete, f"{seduta.verbale.id}/{decisione.n}", day)
    yield from (
        ("", f"punto {point} dell'ordine del giorno" if point else None),
        ("", f"materia: {rete.nome_materia(decisione.materia)}" if decisione.materia else None),
        *below(decisione.premesse),
        ("", decisione.testo),
    )
    yield from correction_lines(rete, later, "Corretta", "Revocata")
    yield from (
        ("", f"Voto: {vote_in_words(rete, vote)}" if vote else None),
        ("", f"Esito: {label(ESITI, decisione.esito)}"),
    )
    yield from below(count_lines(rete, seduta, decisione))


def effect_lines(rete: Rete, effetti: Sequence[Effetto]) -> Righe:
    """Effects in the lines of a card."""
    for effetto in effetti:
        yield "", f"Effetto: {effect_in_words(effetto, rete)}"


def vote_in_words(rete: Rete, votazione: Votazione) -> str:
    """The vote by exception: those who were not in favour, or the numbers where they were noted."""
    parts = [label(METODI, votazione.metodo)]
    by_name = (
        ("contrari", votazione.contrari),
        ("astenuti", votazione.astenuti),
        ("non votanti", votazione.non_votanti),
        ("esclusi dal voto", votazione.esclusi),
        ("voto mandato prima", votazione.anticipati),
    )
    parts += [f"{what}: {names(rete, who)}" for what, who in by_name if who]
    if votazione.conteggio is not None:
        parts.append(_numbers(votazione.conteggio))
    elif votazione.metodo == "palese" and not (votazione.contrari or votazione.astenuti):
        parts.append("nessun contrario né astenuto")
    if votazione.preferenze:
        given = [f"{rete.nome_ente(p.scelta)} {p.voti}" for p in votazione.preferenze]
        parts.append(f"preferenze: {', '.join(given)}")
    if votazione.eletti:
        parts.append(f"risultato: {names(rete, votazione.eletti)}")
    return "; ".join(parts)


def _numbers(conteggio: Conteggio) -> str:
    words = (
        f"favorevoli {conteggio.favorevoli}, contrari {conteggio.contrari}, "
        f"astenuti {conteggio.astenuti}"
    )
    for what, number in (
        ("bianche", conteggio.bianche),
        ("nulle", conteggio.nulle),
        ("non votanti", conteggio.non_votanti),
    ):
        if number:
            words += f", {what} {number}"
    return words
