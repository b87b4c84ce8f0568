"""`rete tavolo istituisci`: a table begins."""

from collections.abc import Sequence
from typing import Final

from rete.commands.writing.campi import campo, forse, segno
from rete.commands.writing.comuni import (
    SOME_BODIES,
    ConUnAtto,
    ambiti,
    comunita,
    dal,
    laid_down,
    un_atto,
)
from rete.commands.writing.nuove_schede import a_new_id, a_proposed_id, told_of_another_id
from rete.commands.writing.scrivere import Scrittura, writing
from rete.commands.writing.valori import (
    ALCUNI_ENTI,
    UN_ENTE,
    UN_GIORNO,
    UN_ID,
    UN_TESTO,
    Tipo,
    parola,
)
from rete.load.kinds import slug
from rete.model.comuni import Effetto, Genere

_GENERE: Final[Tipo[Genere]] = parola(Genere, "GENERE")


class Istituzione(ConUnAtto):
    """A new table: by which act, of which kind, with whom, to do what."""

    atto = un_atto()
    nome = campo(
        UN_TESTO,
        "Come si chiama il tavolo?",
        aiuto="il nome per esteso, per esempio «Tavolo abitare»",
        help="Il nome per esteso.",
    )
    tavolo = campo(
        UN_ID,
        "Con quale id?",
        argomento=True,
        metavar="[TAVOLO]",
        aiuto="il nome del suo file, che non cambia più: lettere minuscole senza accenti,\n"
        "cifre e trattini; non finisce con «-bis»",
        help="L'id del nuovo tavolo.",
    )
    genere = campo(
        _GENERE,
        "Di quale genere?",
        help=f"Di quale genere: {_GENERE.parole}.",
        predefinita=laid_down(lambda effetto: effetto.genere),
    )
    dal = dal()
    componenti = forse(
        ALCUNI_ENTI,
        "Quali enti ne fanno parte?",
        aiuto=SOME_BODIES,
        help="Chi ne fa parte dal primo giorno, separati da virgole.",
        predefinita=laid_down(lambda effetto: ", ".join(effetto.componenti)),
    )
    coordina = forse(
        UN_ENTE,
        "Quale ente lo coordina?",
        aiuto="siede anche al tavolo",
        help="Chi lo coordina.",
        predefinita=laid_down(lambda effetto: effetto.coordina),
    )
    scopo = forse(
        UN_TESTO,
        "Che cosa è incaricato di fare?",
        aiuto="lo scopo, come sta scritto nella decisione",
        posto="incarico.scopo",
    )
    risultato = forse(
        UN_TESTO,
        "Con quale risultato?",
        aiuto="che cosa deve esserci alla fine",
        help="Con --scopo: il risultato atteso.",
        quando=scopo.is_given,
        posto="incarico.risultato_atteso",
    )
    scade = forse(
        UN_GIORNO,
        "Entro quando?",
        aiuto="il giorno in cui scade l'incarico: 2025-03-01, 1/3/2025…",
        help="Con --scopo: quando scade l'incarico.",
        quando=scopo.is_given,
        posto="incarico.scade",
    )
    aperto = segno("Vi può sedere ogni ente che aderisce.", posto="aperto")
    ambiti = ambiti("Di quali ambiti si occupa?")
    comunita = comunita("A quali comunità si rivolge?")

    def wanted(self) -> Sequence[Effetto]:
        return [Effetto(tipo="istituzione", tavolo=self.testi.get("tavolo"))]

    @nome.predefinita
    def _(self) -> str | None:
        new = self._only_new_table()
        return new.nome if new is not None else None

    @tavolo.predefinita
    def _(self) -> str | None:
        new = self._only_new_table()
        if new is not None and new.tavolo is not None:
            return new.tavolo
        return a_proposed_id(_derived_id(self.nome), "tavolo", self.rete)

    @tavolo.leggi
    def _(self, typed: str) -> str:
        return a_new_id(typed, "tavolo", self.rete, taken="c'è già")

    def _only_new_table(self) -> Effetto | None:
        """What the act sets up, where it sets up one table that is not there."""
        named = self.testi.get("tavolo")
        return self.only_new(
            "istituzione",
            lambda one: one.tavolo not in self.rete.tavoli and named in (None, one.tavolo),
        )


@writing
def istituisci(work: Scrittura, a: Istituzione) -> int:
    """Apre un tavolo, con l'atto che lo istituisce."""
    effetto = Effetto(
        tipo="istituzione",
        tavolo=a.tavolo,
        nome=a.nome,
        genere=a.genere,
        dal=a.dal,
        coordina=a.coordina,
        componenti=a.componenti or (),
    )
    title = f"Istituzione di «{a.tavolo}» dal {a.dal}"
    told = told_of_another_id(_derived_id(a.nome), a.tavolo)
    about = f"tavolo/{a.tavolo}"
    return a.carry_out(work, title, effetto, about=about, told=told)


def _derived_id(name: str) -> str:
    return slug(name).removeprefix("tavolo-")
