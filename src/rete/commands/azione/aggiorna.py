"""`rete azione aggiorna`: what became of an action, written beside the minutes, never in them."""

from datetime import date
from typing import Annotated, Final, cast

import click
import typer

from rete import italiano
from rete.ask import Domanda, NotAnAnswer, Risposte
from rete.commands.shared import contesto, tipi
from rete.commands.shared.scelta import SeveralFit, chosen_verbale
from rete.commands.writing import valori
from rete.commands.writing.comando import writing
from rete.commands.writing.modi import Modi
from rete.commands.writing.scrivere import begin
from rete.edits.azioni import Notizia, StatoNuovo, add_follow_up
from rete.edits.passi import Step, on_cards
from rete.load.loader import Loaded
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.reckoning.follow_ups import actions_of
from rete.reckoning.listed_actions import FiltroAzioni, azioni_scelte
from rete.views.azioni import situation

STATI: Final = ("in-corso", "fatta", "annullata")
MOST_TOLD: Final = 12


@writing
def aggiorna(  # noqa: PLR0913, PLR0917 - each option is a parameter
    modi: Modi,
    azione: Annotated[
        str | None,
        typer.Argument(
            metavar="[AZIONE]",
            click_type=tipi.AZIONE,
            help="Quale azione: VERBALE/NUMERO, oppure VERBALE e poi il numero.",
            show_default=False,
        ),
    ] = None,
    numero: Annotated[
        str | None,
        typer.Argument(
            metavar="[N]", help="Il numero dell'azione nel verbale.", show_default=False
        ),
    ] = None,
    stato: Annotated[
        str | None,
        typer.Option(
            "--stato",
            click_type=tipi.parole(STATI),
            metavar="|".join(STATI),
            help="A che punto è.",
        ),
    ] = None,
    nota: Annotated[
        str | None, typer.Option("--nota", metavar="TESTO", help="Che cosa c'è da sapere.")
    ] = None,
    entro: Annotated[
        str | None,
        typer.Option("--entro", metavar="DATA", help="Il nuovo termine, se si sposta."),
    ] = None,
    responsabili: Annotated[
        str | None,
        typer.Option(
            "--responsabili",
            click_type=tipi.ENTI,
            metavar="ENTE,…",
            help="Chi se ne occupa da adesso, se cambia: uno o più enti, separati da virgole.",
        ),
    ] = None,
    data: Annotated[
        str | None,
        typer.Option("--data", metavar="DATA", help="Il giorno della notizia (se manca, oggi)."),
    ] = None,
) -> int:
    """Scrive a che punto è un'azione: in corso, fatta, annullata.

    Il verbale resta com'è: il seguito si aggiunge in data/seguiti/. Dopo che un'azione è fatta o
    annullata non le si aggiunge più niente.
    """
    work = begin(modi)
    given = {
        "azione": _together(azione, numero),
        "stato": stato,
        "nota": nota,
        "entro": entro,
        "responsabili": responsabili,
        "data": data,
    }
    return work.carry_out(_news(work.answers(about_news(work.loaded), given)))


def _together(azione: str | None, numero: str | None) -> str | None:
    if azione is None or numero is None:
        return azione
    if azione.count("/") in {1, 3}:  # a day may have two of its own
        raise click.UsageError(f"«{azione}» dice già il numero dell'azione: «{numero}» è di troppo")
    return f"{azione}/{numero}"


def about_news(loaded: Loaded) -> tuple[Domanda, ...]:
    """The action, its state, and only while it goes on who does it and by when."""

    def goes_on(known: Risposte) -> bool:
        return known.get("stato") == "in-corso"

    return (
        Domanda(
            opzione="azione",
            argomento=True,
            testo="Quale azione?",
            aiuto=_open_ones(loaded.rete),
            leggi=valori.chosen(lambda typed: _chosen_action(loaded, typed)),
        ),
        Domanda(
            opzione="stato",
            testo="A che punto è?",
            aiuto="in-corso: se ne sa qualcosa, ma non è finita; fatta; annullata: non si fa più",
            leggi=valori.one_of(STATI),
        ),
        Domanda(
            opzione="data",
            testo="Di quale giorno è la notizia?",
            aiuto="2025-03-01, 1/3/2025, «1 marzo 2025», oggi, ieri",
            leggi=_a_past_day,
            predefinita=lambda _: contesto.today().isoformat(),
        ),
        Domanda(
            opzione="entro",
            testo="Si sposta il termine?",
            aiuto="il nuovo giorno entro cui va fatta; vuoto, se resta quello di prima",
            leggi=valori.a_day,
            facoltativa=True,
            quando=goes_on,
        ),
        Domanda(
            opzione="responsabili",
            testo="Cambia chi se ne occupa?",
            aiuto="gli enti che se ne occupano da adesso, separati da virgole; vuoto, se non "
            "cambia",
            leggi=valori.some_enti(loaded),
            facoltativa=True,
            quando=goes_on,
        ),
        Domanda(
            opzione="nota",
            testo="C'è qualcosa da ricordare?",
            aiuto="una frase: che cosa è successo, che cosa manca",
            facoltativa=True,
        ),
    )


def _open_ones(rete: Rete) -> str:
    """How an action is named, and those that wait for news."""
    found = azioni_scelte(rete, FiltroAzioni(), contesto.today())
    told = [
        f"{one.riferimento}  {_in_short(one.oggi.azione.testo)} ({situation(one)})"
        for one in found[:MOST_TOLD]
    ]
    if others := len(found) - len(told):
        told.append(f"e {italiano.count(others, 'altra', 'altre')}: «rete azione elenca»")
    return "\n".join(["VERBALE/NUMERO; sono aperte:" if told else "VERBALE/NUMERO", *told])


def _in_short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 50 else f"{line[:49].rstrip()}…"


def _chosen_action(loaded: Loaded, typed: str) -> str:
    """`<verbale>/<n>`; the number may be left out where only one action is open."""
    minutes, slash, number = typed.rpartition("/")
    # «4/5/2026» is the day of some minutes, and «4/5/2026/1» an action of theirs.
    n = italiano.parse_number(number)
    if not slash or n is None or minutes.count("/") == 1:
        return _only_one_waiting(loaded.rete, _minutes(loaded, typed))
    try:
        verbale = _minutes(loaded, minutes)
    except SeveralFit as several:
        raise several.only(lambda v: n in _numbers(loaded.rete.verbali.get(v)), f"/{n}") from None
    numbers = _numbers(verbale)
    if n not in numbers:
        raise NotAnAnswer(f"nel verbale «{verbale.id}» l'azione {n} non c'è: {_has(numbers)}")
    return f"{verbale.id}/{n}"


def _minutes(loaded: Loaded, typed: str) -> Verbale:
    """The minutes of an action, by what names minutes: its own words do not."""
    try:
        return chosen_verbale(loaded, typed)
    except SeveralFit:
        raise
    except click.UsageError as error:
        message = error.message.replace("«rete verbale elenca»", "«rete azione elenca»")
        raise NotAnAnswer(message) from None


def _only_one_waiting(rete: Rete, verbale: Verbale) -> str:
    found = [
        one.azione.n
        for one in actions_of(rete, verbale, date.max)
        if one.stato not in ("fatta", "annullata")
    ]
    if len(waiting := list(dict.fromkeys(found))) == 1:
        return f"{verbale.id}/{waiting[0]}"
    numbers = _numbers(verbale)
    raise NotAnAnswer(f"quale azione di «{verbale.id}»? {_has(numbers)}")


def _numbers(verbale: Verbale | None) -> list[int]:
    return [azione.n for azione in verbale.azioni] if verbale is not None else []


def _has(numbers: list[int]) -> str:
    match list(dict.fromkeys(numbers)):
        case []:
            return "non ha azioni"
        case [only]:
            return f"ha solo la {only}"
        case several:
            return f"ha {italiano.join_words([str(n) for n in several])}"


def _a_past_day(typed: str) -> str:
    day = valori.a_day(typed)
    if (when := date.fromisoformat(day)) > contesto.today():
        raise NotAnAnswer(
            f"il {italiano.short_date(when)} deve ancora venire: un seguito dice che cosa è già "
            "successo"
        )
    return day


def _news(known: Risposte) -> Step:
    verbale, _, number = known["azione"].partition("/")
    notizia = Notizia(
        verbale=verbale,
        n=int(number),
        data=date.fromisoformat(known["data"]),
        stato=cast(StatoNuovo, known["stato"]),
        nota=known.get("nota"),
        entro=date.fromisoformat(known["entro"]) if "entro" in known else None,
        responsabili=valori.listed(known.get("responsabili")),
    )
    return on_cards(
        "azione aggiorna",
        f"Azione {number} di «{verbale}»: {known['stato']}",
        lambda bozza, rete: add_follow_up(bozza, rete, notizia),
        riferimenti=(f"seguito/{verbale}",),
    )
