"""`rete tavolo istituisci`: a table begins."""

from collections.abc import Sequence
from typing import Final, get_args

from rete.commands.writing.campi import campo, forse, segno
from rete.commands.writing.comando import writing
from rete.commands.writing.comuni import SOME_BODIES, ConUnAtto, ambiti, comunita, dal, un_atto
from rete.commands.writing.nuovi_id import a_new_id, a_proposed_id, told_of_another_id
from rete.commands.writing.scrivere import Scrittura
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
from rete.model.comuni import Effetto, Genere, every_effect

_GENERE: Final[Tipo[Genere]] = parola(get_args(Genere), "GENERE")
_GENERI: Final = ", ".join(get_args(Genere))


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
    genere = campo(_GENERE, "Di quale genere?", aiuto=_GENERI, help=f"Di quale genere: {_GENERI}.")
    dal = dal()
    componenti = forse(
        ALCUNI_ENTI,
        "Quali enti ne fanno parte?",
        aiuto=SOME_BODIES,
        help="Chi ne fa parte dal primo giorno, separati da virgole.",
    )
    coordina = forse(
        UN_ENTE, "Quale ente lo coordina?", aiuto="siede anche al tavolo", help="Chi lo coordina."
    )
    scopo = forse(
        UN_TESTO,
        "Che cosa è incaricato di fare?",
        aiuto="lo scopo, come sta scritto nella decisione",
        help="Che cosa è incaricato di fare.",
        posto="incarico.scopo",
    )
    risultato = forse(
        UN_TESTO,
        "Con quale risultato?",
        aiuto="che cosa deve esserci alla fine",
        help="Con --scopo: il risultato atteso.",
        posto="incarico.risultato_atteso",
    )
    scade = forse(
        UN_GIORNO,
        "Entro quando?",
        aiuto="il giorno in cui scade l'incarico: 2025-03-01, 1/3/2025…",
        help="Con --scopo: quando scade l'incarico.",
        posto="incarico.scade",
    )
    aperto = segno("Vi può sedere ogni ente che aderisce.", posto="aperto")
    ambiti = ambiti("Di quali ambiti si occupa?")
    comunita = comunita("A quali comunità si rivolge?")

    def wanted(self) -> Sequence[Effetto]:
        return [Effetto(tipo="istituzione", tavolo=self.testi.get("tavolo"))]

    @risultato.quando
    @scade.quando
    def _(self) -> bool:
        return self.scopo is not None

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

    @genere.predefinita
    def _(self) -> str | None:
        return next((effetto.genere for effetto in self.laid_down()), None)

    @componenti.predefinita
    def _(self) -> str | None:
        return next((", ".join(e.componenti) for e in self.laid_down() if e.componenti), None)

    @coordina.predefinita
    def _(self) -> str | None:
        return next((effetto.coordina for effetto in self.laid_down()), None)

    def _only_new_table(self) -> Effetto | None:
        """What the act sets up, where it sets up one table that is not there."""
        act, named = self.act(), self.testi.get("tavolo")
        found = [
            effetto
            for effetto in (every_effect(act.effetti) if act is not None else ())
            if effetto.tipo == "istituzione"
            and effetto.tavolo not in self.rete.tavoli
            and named in (None, effetto.tavolo)
        ]
        return found[0] if len(found) == 1 else None


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
    return work.carry_out(a.step("tavolo istituisci", title, effetto, about=about, told=told))


def _derived_id(name: str) -> str:
    return slug(name).removeprefix("tavolo-")
