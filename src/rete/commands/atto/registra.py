"""`rete atto registra`: an act born outside sittings, with what it lays down."""

from dataclasses import replace
from typing import Final

import click

from rete.ask import NotAnAnswer
from rete.commands.shared import contesto
from rete.commands.writing.campi import Campi, campo, forse, segno
from rete.commands.writing.comuni import SOME_BODIES, oggi
from rete.commands.writing.scrivere import Scrittura, writing
from rete.commands.writing.valori import (
    ALCUNI_ENTI,
    UN_ATTO,
    UN_GIORNO,
    UN_TESTO,
    Tipo,
    an_id,
    named,
    parola,
)
from rete.edits.attuazione import Step, carry_out
from rete.edits.effetti_scritti import effect_as_text, effects_in
from rete.edits.schede import register_act
from rete.load.kinds import MAX_DATED_ID, slug
from rete.load.loader import Loaded
from rete.model.atto import TipoAtto
from rete.model.comuni import Effetto
from rete.model.effetti import ROWS
from rete.model.effetti.riga import ChiaviEffetto
from rete.model.ricerca import plain

_TIPO: Final[Tipo[TipoAtto]] = parola(TipoAtto, "TIPO")


def _some_effects(loaded: Loaded, typed: str) -> str:
    """One effect or more, as they are kept: every name in full."""
    found = effects_in(typed, loaded.rete, contesto.today())
    if not found:
        raise NotAnAnswer(f"non c'è nessun effetto: scegli tra {', '.join(ROWS)}")
    return "; ".join(effect_as_text(_in_full(loaded, effetto)) for effetto in found)


_ALCUNI_EFFETTI: Final = Tipo(leggi=named(_some_effects), valore=str, metavar="EFFETTO")
"""Whose value is the text, that a register and a day read (`edits.effetti_scritti`)."""


def _keys_in_words() -> str:
    """What each kind of effect needs, one line each."""
    return "\n".join(f"{tipo}: {_needed(row.keys)}" for tipo, row in ROWS.items())


def _needed(keys: ChiaviEffetto) -> str:
    needed = [" o ".join(group) for group in keys.needed]
    return ", ".join((*needed, *(f"[{key}]" for key in (*keys.some_of, *keys.optional))))


def _in_full(loaded: Loaded, effetto: Effetto) -> Effetto:
    """The act that it speaks of by its whole reference; a new table by an id that it can have."""
    if effetto.tipo == "istituzione":
        an_id(effetto.tavolo or "")
    if effetto.atto is None:
        return effetto
    return replace(effetto, atto=UN_ATTO.leggi(effetto.atto, loaded))


class Nuovo(Campi):
    """An act: of whom, of which day, what it says and what it changes."""

    tipo = campo(_TIPO, "Di quale tipo?", help=f"Di quale tipo: {_TIPO.parole}.", posto="tipo")
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
        _ALCUNI_EFFETTI,
        "Che cosa cambia nella rete?",
        ripetibile="; ",
        aiuto="il tipo e poi chiave=valore; più effetti si separano con «;». Fra parentesi\n"
        f"quadre le chiavi che possono mancare\n{_keys_in_words()}",
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
    title = f"Atto «{identifier}»"
    step = work.step(
        title,
        lambda bozza, rete: register_act(bozza, rete, identifier, a.record(), effects),
        f"atto/{identifier}",
        identifier,
    )
    if a.attua and not effects:
        raise click.UsageError("--attua va con --effetto: senza, l'atto non cambia niente")

    def carrying(effetto: Effetto) -> Step:
        return work.step(
            title,
            lambda bozza, rete: carry_out(bozza, rete, effetto, identifier),
            act=identifier,
        )

    return work.carry_out(step, *map(carrying, effects if a.attua else ()))
