"""Decisions and their votes in words; who was there and how many voted is not counted here."""

from collections.abc import Iterable, Iterator, Sequence

from rete.italiano.etichette import ESITI, METODI, label
from rete.model.comuni import Effetto
from rete.model.rete import Rete
from rete.model.verbale import Conteggio, Decisione, Votazione
from rete.reckoning.wording import effect_in_words
from rete.views.forma import Riga, lines
from rete.views.parti import names


def decision_lines(rete: Rete, decisioni: Iterable[Decisione]) -> Iterator[Riga]:
    for decisione in decisioni:
        yield Riga(etichetta=f"{decisione.n}.", testo=decisione.oggetto)
        yield from decision_body(rete, decisione)


def decision_body(rete: Rete, decisione: Decisione) -> Iterator[Riga]:
    """What was decided, how it was voted, and what it changes."""
    vote = decisione.votazione
    yield from lines(
        ("", f"punto {decisione.punto} dell'ordine del giorno" if decisione.punto else None),
        *(("", premessa) for premessa in decisione.premesse),
        ("", decisione.testo),
        ("", f"Voto: {vote_in_words(rete, vote)}" if vote else None),
        ("", f"Esito: {label(ESITI, decisione.esito)}"),
    )
    yield from effect_lines(rete, decisione.effetti)


def effect_lines(rete: Rete, effetti: Sequence[Effetto]) -> Iterator[Riga]:
    for effetto in effetti:
        yield Riga(etichetta="", testo=f"Effetto: {effect_in_words(effetto, rete)}")


def vote_in_words(rete: Rete, votazione: Votazione) -> str:
    """The vote by exception: those who were not in favour, or the numbers where they were noted."""
    parts = [label(METODI, votazione.metodo)]
    by_name = (
        ("contrari", votazione.contrari),
        ("astenuti", votazione.astenuti),
        ("non votanti", votazione.non_votanti),
        ("esclusi dal voto", votazione.esclusi),
    )
    parts += [f"{what}: {names(rete, who)}" for what, who in by_name if who]
    if votazione.conteggio is not None:
        parts.append(_numbers(votazione.conteggio))
    elif votazione.metodo == "palese" and not (votazione.contrari or votazione.astenuti):
        parts.append("nessun contrario né astenuto")
    if votazione.preferenze:
        given = [f"{rete.nome_ente(p.ente)} {p.voti}" for p in votazione.preferenze]
        parts.append(f"preferenze: {', '.join(given)}")
    return "; ".join(parts)


def _numbers(conteggio: Conteggio) -> str:
    words = (
        f"favorevoli {conteggio.favorevoli}, contrari {conteggio.contrari}, "
        f"astenuti {conteggio.astenuti}"
    )
    for what, number in (("bianche", conteggio.bianche), ("nulle", conteggio.nulle)):
        if number:
            words += f", {what} {number}"
    return words
