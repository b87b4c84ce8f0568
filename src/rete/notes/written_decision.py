"""One decision as notes write it, with its vote and effects; the whole sitting: `writing`."""

from collections.abc import Iterator

from rete.edits.effetti_scritti import effect_as_text
from rete.model.verbale import Decisione, Preferenza, Votazione
from rete.notes.ballots import tells_a_vote
from rete.notes.written import ids_or_texts, names, said

_WORD_OF_OUTCOME = {"approvata": "DECISO", "respinta": "RESPINTO", "presa-d-atto": "PRENDE ATTO"}
_WORD_OF_METHOD = {"palese": "VOTO PALESE", "segreto": "VOTO SEGRETO", "consenso": "CONSENSO"}


def decision(decisione: Decisione, title: str | None) -> Iterator[str]:
    """Its lines; ``title`` is that of its point, which its subject need not repeat."""
    yield from said(_WORD_OF_OUTCOME[decisione.esito], decisione.testo)
    if decisione.oggetto != title:
        yield from said("OGGETTO", decisione.oggetto)
    for premise in decisione.premesse:
        yield from said("PREMESSA", premise)
    if decisione.materia is not None:
        yield f"MATERIA: {decisione.materia}"
    yield from _vote(decisione)
    for effetto in decisione.effetti:
        yield from said("EFFETTO", effect_as_text(effetto))


def _vote(decisione: Decisione) -> Iterator[str]:
    votazione, is_usual = decisione.votazione, decisione.esito != "presa-d-atto"
    if votazione is None:
        if is_usual or tells_a_vote(decisione.testo):
            yield "SENZA VOTO"
        return
    yield from _how(votazione, is_usual=is_usual)
    told = votazione.conteggio or votazione.contrari or votazione.astenuti
    if not told and tells_a_vote(decisione.testo):
        yield "VOTO: unanime"


def _how(votazione: Votazione, *, is_usual: bool) -> Iterator[str]:
    counted = votazione.conteggio
    word = _WORD_OF_METHOD[votazione.metodo]
    if counted is not None:
        always = ("favorevoli", "contrari", "astenuti")
        numbers = ", ".join(
            f"{number} {side.replace('_', ' ')}"
            for side in (*always, "bianche", "nulle", "non_votanti")
            if (number := getattr(counted, side)) or side in always
        )
        yield f"{word if votazione.metodo != 'consenso' else 'VOTO'}: {numbers}"
    told = counted is not None and votazione.metodo != "consenso"
    if not told and not (is_usual and votazione.metodo == "palese"):
        yield word
    yield from names("CONTRARI", votazione.contrari)
    yield from names("ASTENUTI", votazione.astenuti)
    yield from names("NON VOTANO", votazione.non_votanti)
    yield from names("ESCLUSI", votazione.esclusi)
    yield from names("VOTO ANTICIPATO", votazione.anticipati)
    if votazione.preferenze:
        yield "PREFERENZE: " + ", ".join(_choice(one) for one in votazione.preferenze)
    if votazione.eletti:
        yield f"ELETTI: {ids_or_texts(votazione.eletti)}"


def _choice(preferenza: Preferenza) -> str:
    return f"{preferenza.ente or f'«{preferenza.opzione}»'} {preferenza.voti}"
