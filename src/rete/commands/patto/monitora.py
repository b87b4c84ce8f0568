"""`rete patto monitora`: what a monitoring found, value by value, and the parts of its report."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Final

import typer

from rete.ask import Domanda, Missing, NotAnAnswer, Risposte, clean
from rete.commands.shared import contesto
from rete.commands.shared.scelta import chosen_monitoraggio, chosen_patto
from rete.commands.writing import valori
from rete.commands.writing.comando import writing
from rete.commands.writing.modi import Modi
from rete.commands.writing.scrivere import begin
from rete.commands.writing.testi import a_text_file, text_in
from rete.edits.monitoraggi import Relazione, Rilevato, record
from rete.edits.passi import on_cards
from rete.load.loader import Loaded
from rete.model.patto import Indicatore, Patto
from rete.model.ricerca import Candidato, matching

_PART: Final = "valore o --parte"
"""The title of a part, and what is missing where there is neither a value nor a part."""
_NUMBER: Final = re.compile(r"-?[0-9]{1,11}(?:[.,][0-9]{1,4})?")


@writing
def monitora(  # noqa: PLR0913, PLR0917 - each option is a parameter
    modi: Modi,
    monitoraggio: Annotated[
        str | None,
        typer.Argument(
            metavar="[MONITORAGGIO]",
            click_type=contesto.IdType("monitoraggi", metavar="MONITORAGGIO"),
            help="Uno dei monitoraggi che il patto prevede.",
            show_default=False,
        ),
    ] = None,
    valore: Annotated[
        list[str] | None,
        typer.Option(
            "--valore",
            metavar="INDICATORE=NUMERO",
            help="Quanto vale un indicatore; si può ripetere.",
        ),
    ] = None,
    data: Annotated[
        str | None,
        typer.Option("--data", metavar="DATA", help="Di quando sono i valori (se manca, oggi)."),
    ] = None,
    fonte: Annotated[
        str | None,
        typer.Option(
            "--fonte", metavar="TESTO", help="Da dove vengono (se manca, la fonte dell'indicatore)."
        ),
    ] = None,
    parte: Annotated[
        list[str] | None,
        typer.Option(
            "--parte",
            metavar="TITOLO=FILE",
            help="Una parte della relazione, con il testo di un file; si può ripetere.",
        ),
    ] = None,
    dal: Annotated[
        str | None,
        typer.Option(
            "--dal", metavar="DATA", help="Quando è stato fatto, se comincia ora (se manca, oggi)."
        ),
    ] = None,
) -> int:
    """Registra che cosa ha trovato un monitoraggio: valori degli indicatori e relazione.

    Un valore dello stesso indicatore e dello stesso giorno, o una parte con lo stesso titolo,
    prende il posto di quello che c'è. La relazione si legge con «rete documento monitoraggio».
    """
    work = begin(modi)
    patto = chosen_patto(work.loaded)
    given: dict[str, str | None] = {
        "monitoraggio": monitoraggio,
        **_given_values(patto, valore or ()),
        "data": data,
        "fonte": fonte,
        "dal": dal,
    }
    parts = tuple(_given_part(one) for one in parte or ())
    known = work.answers(_questions(work.loaded, patto, has_parts=bool(parts)), given)
    parts += ((known[_PART], text_in(known["file"])),) if _PART in known else ()
    name = known["monitoraggio"]
    begun = known.get("dal") or known.get("data") or contesto.today().isoformat()
    wanted = Relazione(id=name, dal=begun, valori=_values(patto, known), parti=parts)
    step = on_cards(
        "patto monitora",
        f"Monitoraggio «{name}»",
        lambda bozza, rete: record(bozza, rete, wanted),
        riferimenti=(f"monitoraggio/{name}",),
    )
    return work.carry_out(step)


def _given_values(patto: Patto, typed: Sequence[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for one in typed:
        name, equals, value = one.partition("=")
        if not equals:
            raise Missing(f"--valore: «{one}» non va, si scrive INDICATORE=NUMERO")
        try:
            key = _key(_indicator(patto, name.strip()))
        except NotAnAnswer as error:
            raise Missing(f"--valore: {error}") from None
        if key in found:
            raise Missing(f"--valore: «{name}» è dato due volte")
        found[key] = value.strip()
    return found


def _given_part(typed: str) -> tuple[str, str]:
    title, equals, file = typed.rpartition("=")
    if not equals or not title.strip():
        raise Missing(f"--parte: «{typed}» non va, si scrive TITOLO=FILE")
    try:
        return clean(title), text_in(file)
    except NotAnAnswer as error:
        raise Missing(f"--parte: {error}") from None


def _indicator(patto: Patto, typed: str) -> Indicatore:
    known = [Candidato(id=one.id, nomi=(one.nome,)) for one in patto.indicatori]
    found = matching(typed, known)
    if len(found) != 1:
        names = ", ".join(one.id for one in patto.indicatori) or "il patto non ne ha"
        raise NotAnAnswer(f"«{typed}» non è un indicatore: {names}")
    return next(one for one in patto.indicatori if one.id == found[0])


def _key(indicatore: Indicatore) -> str:
    return f"valore {indicatore.id}=…"


def _values(patto: Patto, known: Risposte) -> tuple[Rilevato, ...]:
    return tuple(
        Rilevato(
            indicatore=one.id,
            valore=_number(known[_key(one)]),
            data=known["data"],
            fonte=known.get("fonte", one.fonte),
        )
        for one in patto.indicatori
        if _key(one) in known
    )


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def _a_number(typed: str) -> str:
    if not _NUMBER.fullmatch(typed):
        raise NotAnAnswer(f"«{typed}» non è un numero: scrivi 12 o 3,5")
    whole, _, decimals = typed.replace(",", ".").partition(".")
    kept = decimals.rstrip("0")
    return f"{whole}.{kept}" if kept else str(int(whole))


def _questions(loaded: Loaded, patto: Patto, *, has_parts: bool) -> tuple[Domanda, ...]:
    keys = [_key(one) for one in patto.indicatori]

    def has_values(known: Risposte) -> bool:
        return any(key in known for key in keys)

    return (
        Domanda(
            opzione="monitoraggio",
            argomento=True,
            testo="Quale monitoraggio?",
            aiuto=", ".join(one.id for one in patto.monitoraggi) or "il patto non ne prevede",
            leggi=valori.chosen(lambda typed: chosen_monitoraggio(loaded, typed).id),
            suggerita=lambda _: _next(loaded, patto),
        ),
        *(_about(one) for one in patto.indicatori),
        *_about_part(lambda known: has_parts or has_values(known)),
        *_about_values(has_values),
        Domanda(
            opzione="dal",
            testo="Quando è stato fatto?",
            aiuto="il giorno della verifica",
            leggi=valori.a_day_or_month,
            facoltativa=True,
            quando=lambda known: known.get("monitoraggio") not in loaded.rete.monitoraggi,
        ),
    )


def _about_part(is_enough: Callable[[Risposte], bool]) -> tuple[Domanda, ...]:
    return (
        Domanda(
            opzione=_PART,
            testo="Una parte della relazione, con quale titolo?",
            aiuto="per esempio «Che cosa ha funzionato»; le altre si aggiungono ripetendo il "
            "comando.\nSenza valori ne serve almeno una",
            facoltativa=is_enough,
        ),
        Domanda(
            opzione="file",
            testo="In quale file è il suo testo?",
            aiuto="un file di testo, scritto a parte",
            leggi=a_text_file,
            quando=lambda known: _PART in known,
        ),
    )


def _about_values(has_values: Callable[[Risposte], bool]) -> tuple[Domanda, ...]:
    return (
        Domanda(
            opzione="data",
            testo="Di quando sono i valori?",
            aiuto="il giorno in cui sono stati presi, o solo il mese: 2026-03",
            leggi=valori.a_day_or_month,
            predefinita=contesto.today().isoformat(),
            quando=has_values,
        ),
        Domanda(
            opzione="fonte",
            testo="Da dove vengono?",
            aiuto="se manca, la fonte che il patto dice per ogni indicatore",
            facoltativa=True,
            quando=has_values,
        ),
    )


def _about(indicatore: Indicatore) -> Domanda:
    aim = f"; obiettivo: {indicatore.obiettivo}" if indicatore.obiettivo is not None else ""
    return Domanda(
        opzione=_key(indicatore),
        testo=f"{indicatore.nome} ({indicatore.unita})?",
        aiuto=f"un numero; fonte: {indicatore.fonte}{aim}",
        leggi=_a_number,
        facoltativa=True,
    )


def _next(loaded: Loaded, patto: Patto) -> str | None:
    """The first that the pact foresees and that has no file yet."""
    waiting = [one.id for one in patto.monitoraggi if one.id not in loaded.rete.monitoraggi]
    return waiting[0] if waiting else None
