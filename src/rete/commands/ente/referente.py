"""`rete ente referente`: who speaks for a body, from a day or to a day."""

from typing import Final, get_args

from rete.ask import YES, Risposte
from rete.commands.writing.campi import Campi, campo, forse, segno
from rete.commands.writing.comando import writing
from rete.commands.writing.comuni import A_DAY, oggi, un_ente
from rete.commands.writing.scrivere import Scrittura
from rete.commands.writing.valori import (
    UN_ATTO,
    UN_GIORNO_O_MESE,
    UN_TAVOLO,
    UN_TESTO,
    Tipo,
    parola,
)
from rete.edits.attuazione import Step, on_cards
from rete.edits.schede import add_representative, end_representative
from rete.model.ente import Referente, Ruolo

_RUOLO: Final[Tipo[Ruolo]] = parola(get_args(Ruolo), "RUOLO")


class Incarico(Campi):
    """Who speaks for whom, and since when; or which office ends, and when (``chiudi``)."""

    ente = un_ente()
    ruolo = campo(
        _RUOLO,
        "Che cosa fa per l'ente?",
        aiuto="rappresentante: parla e vota per l'ente;\n"
        "supplente: quando il rappresentante non può;\n"
        "referente: chi si cerca per una cosa o per un tavolo",
        help=f"Che cosa fa per l'ente: {', '.join(get_args(Ruolo))}.",
    )
    carica = campo(
        UN_TESTO,
        "Quale carica ha?",
        aiuto="la carica o l'ufficio nell'ente: presidente, direttrice…; di solito basta",
        help="La carica che ha nell'ente.",
    )
    nome = forse(
        UN_TESTO,
        "Serve anche il nome?",
        aiuto="solo se la rete vuole che sia scritto: nella storia di git resta per sempre",
        help="Il nome, solo se serve: in git resta per sempre.",
    )
    tavolo = forse(
        UN_TAVOLO,
        "Per un solo tavolo?",
        aiuto="l'id, l'inizio dell'id o una parola del nome",
        help="Solo per questo tavolo.",
    )
    dal = campo(
        UN_GIORNO_O_MESE,
        "Da quale giorno?",
        aiuto=A_DAY,
        suggerita=oggi,
        help="Il primo giorno dell'incarico.",
    )
    atto = forse(
        UN_ATTO,
        "Con quale atto, se c'è?",
        aiuto="l'atto che lo nomina, se è registrato: per esempio la delibera dell'ente",
        help="L'atto che lo nomina, se c'è.",
    )
    chiudi = campo(
        UN_TESTO,
        "Quale carica finisce?",
        metavar="CARICA",
        aiuto="la carica, come è scritta nella scheda",
        help="Fa finire l'incarico con questa carica: --al dice quando.",
    )
    al = campo(
        UN_GIORNO_O_MESE,
        "Qual è l'ultimo giorno?",
        aiuto=A_DAY,
        suggerita=oggi,
        help="Con --chiudi: l'ultimo giorno.",
    )
    finisce = segno("", riga=False)

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

    @chiudi.quando
    @al.quando
    def _(self) -> bool:
        return self.finisce

    @ruolo.quando
    @carica.quando
    @nome.quando
    @tavolo.quando
    @dal.quando
    @atto.quando
    def _(self) -> bool:
        return not self.finisce


@writing
def referente(work: Scrittura, a: Incarico) -> int:
    """Scrive chi parla per un ente, o fa finire il suo incarico.

    Un nuovo rappresentante (o supplente) prende il posto di quello che c'era, che finisce il giorno
    prima; i referenti possono essere più d'uno.
    """
    return work.carry_out(_end(a) if a.finisce else _beginning(a))


def _beginning(a: Incarico) -> Step:
    office = Referente(
        ruolo=a.ruolo, carica=a.carica, nome=a.nome, tavolo=a.tavolo, dal=a.dal, atto=a.atto
    )
    return on_cards(
        "ente referente",
        f"«{a.ente}»: {a.ruolo} dal {a.dal}",
        lambda bozza, rete: add_representative(bozza, rete, a.ente, office, a.dal),
        atti=(a.atto,) if a.atto is not None else (),
        riferimenti=(f"ente/{a.ente}",),
    )


def _end(a: Incarico) -> Step:
    return on_cards(
        "ente referente",
        f"«{a.ente}»: fine dell'incarico «{a.chiudi}» il {a.al}",
        lambda bozza, rete: end_representative(bozza, rete, a.ente, a.chiudi, a.al),
        riferimenti=(f"ente/{a.ente}",),
    )
