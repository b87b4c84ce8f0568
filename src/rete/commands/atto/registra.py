"""`rete atto registra`: an act born outside sittings, with what it lays down."""

from typing import Final, get_args

from rete.ask import NotAnAnswer
from rete.commands.shared import contesto
from rete.commands.writing.campi import Campi, campo, forse, segno
from rete.commands.writing.comando import writing
from rete.commands.writing.comuni import SOME_BODIES, oggi
from rete.commands.writing.effetti_scritti import ALCUNI_EFFETTI, keys_in_words
from rete.commands.writing.scrivere import Scrittura
from rete.commands.writing.valori import ALCUNI_ENTI, UN_GIORNO, UN_TESTO, Tipo, an_id, parola
from rete.edits.attuazione import Step, carry_out, on_cards
from rete.edits.effetti_scritti import effects_in
from rete.edits.schede import register_act
from rete.load.kinds import MAX_DATED_ID, slug
from rete.model.atto import TipoAtto
from rete.model.comuni import Effetto
from rete.model.ricerca import plain

_TIPO: Final[Tipo[TipoAtto]] = parola(get_args(TipoAtto), "TIPO")
_TIPI: Final = ", ".join(get_args(TipoAtto))


class Nuovo(Campi):
    """An act: of whom, of which day, what it says and what it changes."""

    tipo = campo(
        _TIPO, "Di quale tipo?", aiuto=_TIPI, help=f"Di quale tipo: {_TIPI}.", posto="tipo"
    )
    data = campo(
        UN_GIORNO,
        "Di quale giorno?",
        aiuto="2025-03-01, 1/3/2025, «1 marzo 2025», oggi",
        suggerita=oggi,
        help="Il suo giorno.",
    )
    di = forse(
        UN_TESTO,
        "Di chi è?",
        metavar="ENTE",
        completa=contesto.ENTE,
        aiuto="l'id o il nome di un ente del registro, oppure un testo,\n"
        "per esempio «cabina di regia»",
        help="Di chi è: un ente, o un testo.",
        posto="di",
    )
    parola = campo(
        UN_TESTO,
        "Con quale parola si riconosce?",
        metavar="PAROLA",
        aiuto="con la data fa il nome del file, che non cambia più: recesso-il-ponte",
        help="La parola che con la data fa il nome del file.",
    )
    oggetto = campo(
        UN_TESTO,
        "Che cosa dice, in una riga?",
        aiuto="l'oggetto, come sta scritto nell'atto",
        help="Che cosa dice, in una riga.",
        posto="oggetto",
    )
    organo = forse(
        UN_TESTO,
        "Quale organo lo ha adottato?",
        aiuto="giunta comunale, consiglio direttivo, presidente…",
        help="L'organo che lo ha adottato.",
        posto="organo",
    )
    numero = forse(UN_TESTO, "Che numero ha?", aiuto="il numero", help="Il numero.", posto="numero")
    protocollo = forse(
        UN_TESTO,
        "Con quale protocollo?",
        aiuto="il protocollo di chi lo ha ricevuto, per esempio 1377/2025",
        help="Il protocollo.",
        posto="protocollo",
    )
    firmatari = forse(
        ALCUNI_ENTI,
        "Quali enti lo hanno firmato?",
        aiuto=SOME_BODIES,
        help="Gli enti che lo hanno firmato, separati da virgole.",
        posto="firmatari",
    )
    effetto = forse(
        ALCUNI_EFFETTI,
        "Che cosa cambia nella rete?",
        ripetibile="; ",
        aiuto="il tipo e poi chiave=valore; più effetti si separano con «;». Fra parentesi\n"
        f"quadre le chiavi che possono mancare\n{keys_in_words()}",
        help="Che cosa cambia, per esempio 'cessazione ente=il-ponte al=2025-03-31 "
        "causa=recesso'; si può ripetere.",
    )
    attua = segno("Riporta subito nel registro quello che l'atto cambia.")

    @di.leggi
    def _(self, typed: str) -> str:
        """The id of the body that has exactly this id or name, else the text."""
        wanted = plain(typed)
        for ente in self.rete.enti.values():
            if wanted in (ente.id, plain(ente.denominazione), plain(ente.sigla or ente.id)):
                return ente.id
        return typed

    @parola.leggi
    def _(self, typed: str) -> str:
        word = an_id(typed)
        if len(f"2025-01-01-{word}") > MAX_DATED_ID:
            raise NotAnAnswer(f"«{typed}» è troppo lunga")
        return word

    @parola.suggerita
    def _(self) -> str | None:
        return slug(f"{self.tipo} {self.di or ''}") or None


@writing
def registra(work: Scrittura, a: Nuovo) -> int:
    """Registra un atto nato fuori dalle sedute: una firma, un recesso, una delibera.

    Quello che l'atto cambia si scrive con --effetto; nel registro lo riportano --attua, oppure i
    comandi di «rete ente» e «rete tavolo» che lo citano.
    """
    identifier = f"{a.data}-{a.parola}"
    effects = effects_in(a.effetto or "", a.rete, contesto.today())
    step = on_cards(
        "atto registra",
        f"Atto «{identifier}»",
        lambda bozza, rete: register_act(bozza, rete, identifier, a.record(), effects),
        atti=(identifier,),
        riferimenti=(f"atto/{identifier}",),
    )
    carried = effects if a.attua else ()
    return work.carry_out(step, *(_carrying(identifier, one) for one in carried))


def _carrying(identifier: str, effetto: Effetto) -> Step:
    return on_cards(
        "atto registra",
        f"Atto «{identifier}»",
        lambda bozza, rete: carry_out(bozza, rete, effetto, identifier),
        atti=(identifier,),
    )
