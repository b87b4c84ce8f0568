"""Bodies that the text of minutes names and their lists do not."""

from collections.abc import Iterable, Iterator

from rete.diagnostics import DocPath, Fault, Faults, fault
from rete.model.comuni import Effetto
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.reckoning.named_in_texts import NamesIndex
from rete.rules.rule import warning


@warning("VER030", "ente", "verbale")
def whoever_the_text_names_is_among_those_present(rete: Rete) -> Faults:
    """Gli enti nominati nel testo di un verbale risultano tra i presenti, o si sa perché no.

    Chi c'era e manca dall'elenco è la correzione più frequente dei verbali. Si guardano le
    discussioni, le decisioni e le azioni; non conta chi è tra presenti, collegati, giustificati,
    deleganti o ospiti, chi presiede, chi è oggetto di un effetto o responsabile di un'azione, né
    chi è già nominato nel titolo di un punto. Se dell'ente si è soltanto parlato, il verbale va
    bene così.
    """
    index = NamesIndex(rete.enti.values())
    for verbale in rete.verbali.values():
        if not verbale.says_who:
            continue
        accounted = set(_accounted(verbale))
        for told in (*verbale.ospiti, verbale.verbalizza, *(p.titolo for p in verbale.odg)):
            accounted.update(index.named_in(told or "", doubtful=True))
        for path, text in _texts(verbale):
            for ente in index.named_in(text):
                if ente not in accounted:
                    accounted.add(ente)
                    yield _fault(rete, verbale, path, ente)


def _fault(rete: Rete, verbale: Verbale, path: DocPath, ente: str) -> Fault:
    there = f"aggiungi «{ente}» a presenti, giustificati o ospiti"
    if verbale.is_approved:
        there = "registra una rettifica"
    return fault(
        verbale,
        path,
        f"«{rete.enti[ente].denominazione}» è nominato nel testo e non risulta tra i presenti",
        f"se c'era {there}; se se ne è solo parlato lascia così",
    )


def _accounted(verbale: Verbale) -> Iterator[str]:
    """The ids of whoever these minutes already say something of."""
    yield from verbale.attending
    yield from verbale.giustificati
    yield from verbale.ospiti
    yield verbale.presiede or ""
    for delega in verbale.deleghe:
        yield from (delega.di, delega.a or "")
    for movimento in verbale.movimenti:
        yield movimento.ente
    for azione in verbale.azioni:
        yield from azione.responsabili
    for decisione in verbale.decisioni:
        yield from _objects(decisione.effetti)
        if (vote := decisione.votazione) is not None:
            yield from (*vote.contrari, *vote.astenuti, *vote.non_votanti, *vote.esclusi)
            yield from vote.anticipati
            yield from (choice.ente or "" for choice in vote.preferenze)


def _objects(effetti: Iterable[Effetto]) -> Iterator[str]:
    for effetto in effetti:
        yield from (effetto.ente or "", effetto.coordina or "")
        yield from (*effetto.a, *effetto.componenti)
        yield from (*(effetto.presenti or ()), *(effetto.collegati or ()))
        yield from _objects(effetto.effetti)


def _texts(verbale: Verbale) -> Iterator[tuple[DocPath, str]]:
    """What was said, decided and left to do, each with its place."""
    for index, punto in enumerate(verbale.odg):
        if punto.discussione:
            yield ("odg", index, "discussione"), punto.discussione
        for place, one in enumerate(punto.svolgimento):
            if one.testo is not None:
                yield ("odg", index, "svolgimento", place, "testo"), one.testo
    for index, decisione in enumerate(verbale.decisioni):
        yield ("decisioni", index, "oggetto"), decisione.oggetto
        for number, premessa in enumerate(decisione.premesse):
            yield ("decisioni", index, "premesse", number), premessa
        yield ("decisioni", index, "testo"), decisione.testo
    for index, azione in enumerate(verbale.azioni):
        yield ("azioni", index, "testo"), azione.testo
        for place, named in enumerate(azione.incaricati):
            yield ("azioni", index, "incaricati", place), named
