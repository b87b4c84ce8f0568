"""`rete ente referente`: who speaks for a body, from a day or to a day."""

from typing import Final

from rete.ask import YES, Risposte
from rete.commands.writing.campi import Campi, campo, forse, segno
from rete.commands.writing.comuni import A_DAY, oggi, un_ente
from rete.commands.writing.scrivere import Scrittura, writing
from rete.commands.writing.valori import (
    UN_ATTO,
    UN_GIORNO_O_MESE,
    UN_TAVOLO,
    UN_TESTO,
    Tipo,
    parola,
)
from rete.edits.schede import add_representative, end_representative
from rete.model.ente import Referente, Ruolo

_RUOLO: Final[Tipo[Ruolo]] = parola(Ruolo, "RUOLO")


class Incarico(Campi):
    """Who speaks for whom, and since when; or which office ends, and when (``chiudi``)."""

    ente = un_ente()
    finisce = segno("", riga=False)
    ruolo = campo(
        _RUOLO,
        "Che cosa fa per l'ente?",
        aiuto="rappresentante: parla e vota per l'ente;\n"
        "supplente: quando il rappresentante non può;\n"
        "referente: chi si cerca per una cosa o per un tavolo",
        help=f"Che cosa fa per l'ente: {_RUOLO.parole}.",
        quando=finisce.is_absent,
    )
    carica = campo(
        UN_TESTO,
        "Quale carica ha?",
        aiuto="la carica o l'ufficio nell'ente: presidente, direttrice…; di solito basta",
        help="La carica che ha nell'ente.",
        quando=finisce.is_absent,
    )
    nome = forse(
        UN_TESTO,
        "Serve anche il nome?",
        aiuto="solo se la rete vuole che sia scritto: nella storia di git resta per sempre",
        help="Il nome, solo se serve: in git resta per sempre.",
        quando=finisce.is_absent,
    )
    tavolo = forse(
        UN_TAVOLO,
        "Per un solo tavolo?",
        aiuto="l'id, l'inizio dell'id o una parola del nome",
        help="Solo per questo tavolo.",
        quando=finisce.is_absent,
    )
    dal = campo(
        UN_GIORNO_O_MESE,
        "Da quale giorno?",
        aiuto=A_DAY,
        suggerita=oggi,
        help="Il primo giorno dell'incarico.",
        quando=finisce.is_absent,
    )
    atto = forse(
        UN_ATTO,
        "Con quale atto, se c'è?",
        aiuto="l'atto che lo nomina, se è registrato: per esempio la delibera dell'ente",
        help="L'atto che lo nomina, se c'è.",
        quando=finisce.is_absent,
    )
    chiudi = campo(
        UN_TESTO,
        "Quale carica finisce?",
        metavar="CARICA",
        aiuto="la carica, come è scritta nella scheda",
        help="Fa finire l'incarico con questa carica: --al dice quando.",
        quando=finisce.is_given,
    )
    al = campo(
        UN_GIORNO_O_MESE,
        "Qual è l'ultimo giorno?",
        aiuto=A_DAY,
        suggerita=oggi,
        help="Con --chiudi: l'ultimo giorno.",
        quando=finisce.is_given,
    )

    @classmethod
    def refuse(cls, given: Risposte) -> str | None:
        told = {key for key, text in given.items() if text}
        if "chiudi" in given and told - {"ente", "chiudi", "al"}:
            return "con --chiudi si danno solo l'ente e --al"
        if "chiudi" not in given and "al" in given:
            return "--al va con --chiudi: dice quando finisce l'incarico"
        return None

    @classmethod
    def completed(
        cls,
        given: dict[str, str],
        work: Scrittura,  # noqa: ARG003 - others look at the register
    ) -> dict[str, str]:
        """An office is to end also where --chiudi names none: it is asked which."""
        return given | ({"finisce": YES} if "chiudi" in given else {})


@writing
def referente(work: Scrittura, a: Incarico) -> int:
    """Scrive chi parla per un ente, o fa finire il suo incarico.

    Un nuovo rappresentante (o supplente) prende il posto di quello che c'era, che finisce il giorno
    prima; i referenti possono essere più d'uno.
    """
    about = f"ente/{a.ente}"
    if a.finisce:
        ended = work.step(
            f"«{a.ente}»: fine dell'incarico «{a.chiudi}» il {a.al}",
            lambda bozza, rete: end_representative(bozza, rete, a.ente, a.chiudi, a.al),
            about,
        )
        return work.carry_out(ended)
    office = a.into(Referente)
    begun = work.step(
        f"«{a.ente}»: {a.ruolo} dal {a.dal}",
        lambda bozza, rete: add_representative(bozza, rete, a.ente, office, a.dal),
        about,
        a.atto,
    )
    return work.carry_out(begun)
