"""`rete atto registra`: an act born outside sittings, with what it lays down."""

from typing import Annotated, Final

import typer

from rete.ask import Domanda, NotAnAnswer, Risposte
from rete.changes import Plain
from rete.commands.shared import contesto, tipi
from rete.commands.writing import valori
from rete.commands.writing.comando import writing
from rete.commands.writing.effetti_scritti import keys_in_words, some_effects
from rete.commands.writing.modi import Modi
from rete.commands.writing.scrivere import begin
from rete.edits.attuazione import carry_out
from rete.edits.effetti_scritti import effects_in
from rete.edits.passi import Step, on_cards
from rete.edits.schede import register_act
from rete.load.kinds import MAX_DATED_ID, slug
from rete.load.loader import Loaded
from rete.model.comuni import Effetto
from rete.model.rete import Rete
from rete.model.ricerca import plain

TIPI: Final = (
    *("stipula", "adesione", "recesso", "decadenza", "provvedimento"),
    *("atto-di-ente", "altro"),
)


@writing
def registra(  # noqa: PLR0913, PLR0917 - each option is a parameter
    modi: Modi,
    tipo: Annotated[
        str | None,
        typer.Option(
            "--tipo",
            click_type=tipi.parole(TIPI),
            metavar="TIPO",
            help=f"Di quale tipo: {', '.join(TIPI)}.",
        ),
    ] = None,
    data: Annotated[
        str | None, typer.Option("--data", metavar="DATA", help="Il suo giorno.")
    ] = None,
    di: Annotated[
        str | None,
        typer.Option(
            "--di", click_type=contesto.ENTE, metavar="ENTE", help="Di chi è: un ente, o un testo."
        ),
    ] = None,
    parola: Annotated[
        str | None,
        typer.Option(
            "--parola", metavar="PAROLA", help="La parola che con la data fa il nome del file."
        ),
    ] = None,
    oggetto: Annotated[
        str | None, typer.Option("--oggetto", metavar="TESTO", help="Che cosa dice, in una riga.")
    ] = None,
    organo: Annotated[
        str | None, typer.Option("--organo", metavar="TESTO", help="L'organo che lo ha adottato.")
    ] = None,
    numero: Annotated[
        str | None, typer.Option("--numero", metavar="TESTO", help="Il numero.")
    ] = None,
    protocollo: Annotated[
        str | None, typer.Option("--protocollo", metavar="TESTO", help="Il protocollo.")
    ] = None,
    firmatari: Annotated[
        str | None,
        typer.Option(
            "--firmatari",
            click_type=tipi.ENTI,
            metavar="ENTE,…",
            help="Gli enti che lo hanno firmato, separati da virgole.",
        ),
    ] = None,
    effetto: Annotated[
        list[str] | None,
        typer.Option(
            "--effetto",
            metavar="EFFETTO",
            help="Che cosa cambia, per esempio 'cessazione ente=il-ponte al=2025-03-31 "
            "causa=recesso'; si può ripetere.",
        ),
    ] = None,
    attua: Annotated[
        bool, typer.Option("--attua", help="Riporta subito nel registro quello che l'atto cambia.")
    ] = False,
) -> int:
    """Registra un atto nato fuori dalle sedute: una firma, un recesso, una delibera.

    Quello che l'atto cambia si scrive con --effetto; nel registro lo riportano --attua, oppure i
    comandi di «rete ente» e «rete tavolo» che lo citano.
    """
    work = begin(modi)
    given = {
        "tipo": tipo,
        "data": data,
        "di": di,
        "parola": parola,
        "oggetto": oggetto,
        "organo": organo,
        "numero": numero,
        "protocollo": protocollo,
        "firmatari": firmatari,
        "effetto": "; ".join(effetto or ()),
    }
    known = work.answers(_questions(work.loaded), given)
    identifier = f"{known['data']}-{known['parola']}"
    effects = effects_in(known.get("effetto", ""), work.loaded.rete, contesto.today())
    step = on_cards(
        "atto registra",
        f"Atto «{identifier}»",
        lambda bozza, rete: register_act(bozza, rete, identifier, _record(known), effects),
        atti=(identifier,),
        riferimenti=(f"atto/{identifier}",),
    )
    if not attua or not effects:
        return work.carry_out(step)
    return work.carry_out(step, *(_carrying(identifier, one) for one in effects))


def _carrying(identifier: str, effetto: Effetto) -> Step:
    return on_cards(
        "atto registra",
        f"Atto «{identifier}»",
        lambda bozza, rete: carry_out(bozza, rete, effetto, identifier),
        atti=(identifier,),
    )


def _questions(loaded: Loaded) -> tuple[Domanda, ...]:
    return (
        Domanda(
            opzione="tipo",
            testo="Di quale tipo?",
            aiuto=", ".join(TIPI),
            leggi=valori.one_of(TIPI),
        ),
        Domanda(
            opzione="data",
            testo="Di quale giorno?",
            aiuto="2025-03-01, 1/3/2025, «1 marzo 2025», oggi",
            leggi=valori.a_day,
            suggerita=lambda _: contesto.today().isoformat(),
        ),
        Domanda(
            opzione="di",
            testo="Di chi è?",
            aiuto="l'id o il nome di un ente del registro, oppure un testo,\n"
            "per esempio «cabina di regia»",
            leggi=lambda typed: _author(loaded.rete, typed),
            facoltativa=True,
        ),
        Domanda(
            opzione="parola",
            testo="Con quale parola si riconosce?",
            aiuto="con la data fa il nome del file, che non cambia più: recesso-il-ponte",
            leggi=_word,
            suggerita=lambda known: slug(f"{known.get('tipo', '')} {known.get('di', '')}") or None,
        ),
        Domanda(
            opzione="oggetto",
            testo="Che cosa dice, in una riga?",
            aiuto="l'oggetto, come sta scritto nell'atto",
        ),
        Domanda(
            opzione="organo",
            testo="Quale organo lo ha adottato?",
            aiuto="giunta comunale, consiglio direttivo, presidente…",
            facoltativa=True,
        ),
        Domanda(opzione="numero", testo="Che numero ha?", aiuto="il numero", facoltativa=True),
        Domanda(
            opzione="protocollo",
            testo="Con quale protocollo?",
            aiuto="il protocollo di chi lo ha ricevuto, per esempio 1377/2025",
            facoltativa=True,
        ),
        Domanda(
            opzione="firmatari",
            testo="Quali enti lo hanno firmato?",
            aiuto="uno o più enti, separati da virgole",
            leggi=valori.some_enti(loaded),
            facoltativa=True,
        ),
        Domanda(
            opzione="effetto",
            testo="Che cosa cambia nella rete?",
            aiuto="il tipo e poi chiave=valore; più effetti si separano con «;». Fra parentesi\n"
            f"quadre le chiavi che possono mancare\n{keys_in_words()}",
            leggi=some_effects(loaded),
            facoltativa=True,
        ),
    )


def _record(known: Risposte) -> dict[str, Plain]:
    keys = ("tipo", "di", "organo", "numero", "protocollo", "oggetto")
    found: dict[str, Plain] = {key: known[key] for key in keys if key in known}
    if "firmatari" in known:
        found["firmatari"] = [*valori.listed(known["firmatari"])]
    return found


def _author(rete: Rete, typed: str) -> str:
    """The id of the body that has exactly this id or name, else the text."""
    wanted = plain(typed)
    for ente in rete.enti.values():
        if wanted in (ente.id, plain(ente.denominazione), plain(ente.sigla or ente.id)):
            return ente.id
    return typed


def _word(typed: str) -> str:
    word = valori.an_id(typed)
    if len(f"2025-01-01-{word}") > MAX_DATED_ID:
        raise NotAnAnswer(f"«{typed}» è troppo lunga")
    return word
