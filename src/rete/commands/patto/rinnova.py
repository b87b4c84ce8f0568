"""`rete patto rinnova`: a new term after the last one, by the act that decides it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Final

import typer

from rete.ask import Domanda, NotAnAnswer, Risposte
from rete.changes import Plain
from rete.commands.shared import tipi
from rete.commands.shared.scelta import chosen_patto
from rete.commands.writing import valori
from rete.commands.writing.comando import writing
from rete.commands.writing.domande import laid_down, the_act, the_first_day, the_last_day
from rete.commands.writing.durate import a_length, length_in
from rete.commands.writing.modi import Modi
from rete.commands.writing.opzioni import AlOption, AttoOption, DalOption
from rete.commands.writing.scrivere import begin
from rete.edits.passi import Richiesta, by_an_act
from rete.load.loader import Loaded
from rete.model.comuni import Durata, Effetto
from rete.model.patto import Termine
from rete.model.rete import Rete
from rete.model.tempo import next_day
from rete.reckoning.about import effects_in
from rete.reckoning.lengths import length_in_words
from rete.reckoning.terms import terms

MODI: Final = ("espresso", "tacito", "nessuno")


@writing
def rinnova(  # noqa: PLR0913, PLR0917 - each option is a parameter
    modi: Modi,
    atto: AttoOption = None,
    nome: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Il nome del nuovo periodo.")
    ] = None,
    dal: DalOption = None,
    al: AlOption = None,
    durata: Annotated[
        str | None,
        typer.Option(
            "--durata", metavar="DURATA", help="Quanto dura, se l'ultimo giorno non è scritto."
        ),
    ] = None,
    titolo: Annotated[
        str | None, typer.Option("--titolo", metavar="TESTO", help="Come si chiama.")
    ] = None,
    modo: Annotated[
        str | None,
        typer.Option(
            "--modo",
            click_type=tipi.parole(MODI),
            metavar="|".join(MODI),
            help="Come si potrà rinnovare di nuovo (se manca, come il periodo di prima).",
        ),
    ] = None,
    decidere_entro: Annotated[
        str | None,
        typer.Option(
            "--decidere-entro",
            metavar="DURATA",
            help="Quanto prima della fine si dovrà decidere (se manca, come il periodo di prima).",
        ),
    ] = None,
) -> int:
    """Rinnova il patto: un nuovo periodo dopo l'ultimo, con l'atto che lo decide.

    Se l'atto non lo dice ancora, e non è in un verbale approvato, il rinnovo è scritto anche lì. Le
    adesioni continuano.
    """
    work = begin(modi)
    chosen_patto(work.loaded)
    given = {
        "atto": atto,
        "id": nome,
        "dal": dal,
        "al": al,
        "durata": durata,
        "titolo": titolo,
        "modo": modo,
        "decidere-entro": decidere_entro,
    }
    known = work.answers(_questions(work.loaded), given)
    return work.carry_out(by_an_act(_request(known)))


def _request(known: Risposte) -> Richiesta:
    effetto = Effetto(
        tipo="rinnovo",
        periodo=known["id"],
        dal=valori.partial(known["dal"]),
        al=valori.partial(known.get("al")),
    )
    details: dict[str, Plain] = {}
    if "titolo" in known:
        details["titolo"] = known["titolo"]
    if "durata" in known:
        details["durata"] = {**length_in(known["durata"])}
    renewal: dict[str, Plain] = {}
    if "modo" in known:
        renewal["modo"] = known["modo"]
    if "decidere-entro" in known:
        renewal["decidere_entro"] = {**length_in(known["decidere-entro"])}
    if renewal:
        details["rinnovo"] = renewal
    return Richiesta(
        operazione="patto rinnova",
        titolo=f"Rinnovo del patto: periodo «{known['id']}» dal {known['dal']}",
        atto=known["atto"],
        effetti=(effetto,),
        dettagli=details,
        riferimenti=(f"patto/{known['id']}",),
    )


def _questions(loaded: Loaded) -> tuple[Domanda, ...]:
    rete = loaded.rete
    last = _last(rete)

    def by_act(key: str) -> Callable[[Risposte], str | None]:
        return lambda known: _text(laid_down(rete, known, _wanted(known)), key)

    first_day = the_first_day(loaded, _wanted, "Da quale giorno comincia?")
    last_day = the_last_day(loaded, _wanted, "Qual è il suo ultimo giorno?")
    return (
        the_act(loaded, lambda _: Effetto(tipo="rinnovo")),
        _name(rete),
        replace(first_day, suggerita=lambda _: _day_after(rete)),
        replace(
            last_day,
            suggerita=None,
            facoltativa=True,
            quando=lambda known: "durata" not in known,
        ),
        Domanda(
            opzione="durata",
            testo="Quanto dura?",
            aiuto="3 anni, 18 mesi, 90 giorni",
            leggi=a_length,
            suggerita=lambda _: _words(last.durata) if last is not None else None,
            quando=lambda known: "al" not in known and by_act("al")(known) is None,
        ),
        Domanda(
            opzione="titolo",
            testo="Come si chiama?",
            aiuto="per esempio «Rinnovo triennale»",
            facoltativa=True,
        ),
        *_about_renewal(last),
    )


def _name(rete: Rete) -> Domanda:
    return Domanda(
        opzione="id",
        testo="Con quale nome?",
        aiuto="il nome che si cita, che non cambia più: rinnovo-2026",
        leggi=lambda typed: _new_term(rete, typed),
        predefinita=lambda known: _only_term(rete, known),
        suggerita=lambda _: _proposed(rete),
    )


def _about_renewal(last: Termine | None) -> tuple[Domanda, ...]:
    renewal = last.rinnovo if last is not None else None
    return (
        Domanda(
            opzione="modo",
            testo="Come si potrà rinnovare di nuovo?",
            aiuto=f"{', '.join(MODI)}; come dice il patto",
            leggi=valori.one_of(MODI),
            predefinita=renewal.modo if renewal is not None else None,
            facoltativa=True,
        ),
        Domanda(
            opzione="decidere-entro",
            testo="Quanto prima della fine si dovrà decidere?",
            aiuto="3 mesi, 60 giorni; come dice il patto",
            leggi=a_length,
            predefinita=_words(renewal.decidere_entro) if renewal is not None else None,
            facoltativa=True,
        ),
    )


def _words(length: Durata | None) -> str | None:
    if length is None or len(length.units) != 1 or length.sabato:
        return None
    return length_in_words(length)


def _wanted(known: Risposte) -> Effetto | None:
    return Effetto(tipo="rinnovo", periodo=known["id"]) if "id" in known else None


def _only_term(rete: Rete, known: Risposte) -> str | None:
    """The term that the act lays down, where it lays down one that is not there yet."""
    act = rete.act(known["atto"]) if "atto" in known else None
    written = {term.id for term in rete.patto.periodi} if rete.patto is not None else set()
    found = [
        effetto.periodo
        for effetto in (effects_in(act) if act is not None else ())
        if effetto.tipo == "rinnovo" and effetto.periodo not in written
    ]
    return found[0] if len(found) == 1 else None


def _new_term(rete: Rete, typed: str) -> str:
    identifier = valori.an_id(typed)
    if rete.patto is not None and any(term.id == identifier for term in rete.patto.periodi):
        raise NotAnAnswer(f"il periodo «{identifier}» c'è già")
    return identifier


def _last(rete: Rete) -> Termine | None:
    """The term that ends last, as it is written."""
    if rete.patto is None or not rete.patto.periodi:
        return None
    last = terms(rete.patto)[-1]
    return next(term for term in rete.patto.periodi if term.id == last.id)


def _day_after(rete: Rete) -> str | None:
    last = terms(rete.patto)[-1] if rete.patto is not None and rete.patto.periodi else None
    return next_day(last.al.ultimo).isoformat() if last is not None and last.al else None


def _proposed(rete: Rete) -> str | None:
    day = _day_after(rete)
    return f"rinnovo-{day[:4]}" if day is not None else None


def _text(effetto: Effetto | None, key: str) -> str | None:
    value = getattr(effetto, key) if effetto is not None else None
    return None if value is None else str(value)
