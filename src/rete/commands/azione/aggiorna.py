"""`rete azione aggiorna`: what became of an action, written beside the minutes, never in them."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import click

from rete import italiano
from rete.ask import NotAnAnswer
from rete.commands.shared import contesto, tipi
from rete.commands.shared.scelta import SeveralFit, chosen_verbale, has_numbers
from rete.commands.writing.campi import Campi, campo, dato, forse
from rete.commands.writing.comuni import oggi
from rete.commands.writing.scrivere import Scrittura, writing
from rete.commands.writing.valori import (
    ALCUNI_ENTI,
    ALCUNI_TESTI,
    UN_GIORNO,
    UN_TESTO,
    Tipo,
    a_day,
    named,
    parola,
    semplice,
)
from rete.edits.azioni import add_follow_up
from rete.load.loader import Loaded
from rete.model.rete import Rete
from rete.model.seguito import SeguitoAzione, StatoNuovo
from rete.model.verbale import Verbale
from rete.reckoning.follow_ups import FiltroAzioni, actions_of, azioni_scelte
from rete.views.azioni import situation

MOST_TOLD: Final = 12
_STATO: Final[Tipo[StatoNuovo]] = parola(StatoNuovo)


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
    raise NotAnAnswer(f"quale azione di «{verbale.id}»? {_has(_numbers(verbale))}")


def _numbers(verbale: Verbale | None) -> list[int]:
    return [azione.n for azione in verbale.azioni] if verbale is not None else []


def _has(numbers: Sequence[int]) -> str:
    return has_numbers(dict.fromkeys(numbers), "azioni")


def _a_past_day(typed: str) -> str:
    day = a_day(typed)
    if (when := date.fromisoformat(day)) > contesto.today():
        raise NotAnAnswer(
            f"il {italiano.short_date(when)} deve ancora venire: un seguito dice che cosa è già "
            "successo"
        )
    return day


_AZIONE: Final = Tipo(
    leggi=named(_chosen_action), valore=str, metavar="[AZIONE]", completa=tipi.AZIONE
)
_UN_GIORNO_PASSATO: Final = semplice(_a_past_day, date.fromisoformat, "DATA")


class Notizia(Campi):
    """The action, its state, and only while it goes on who does it and by when."""

    azione = campo(
        _AZIONE,
        "Quale azione?",
        argomento=True,
        aiuto=lambda a: _open_ones(a.rete),
        help="Quale azione: VERBALE/NUMERO, oppure VERBALE e poi il numero.",
    )
    numero = dato(
        UN_TESTO, argomento=True, metavar="[N]", help="Il numero dell'azione nel verbale."
    )
    stato = campo(
        _STATO,
        "A che punto è?",
        aiuto="in-corso: se ne sa qualcosa, ma non è finita; fatta; annullata: non si fa più",
    )
    nota = forse(
        UN_TESTO,
        "C'è qualcosa da ricordare?",
        dopo="responsabili",
        aiuto="una frase: che cosa è successo, che cosa manca",
        help="Che cosa c'è da sapere.",
    )
    entro = forse(
        UN_GIORNO,
        "Si sposta il termine?",
        aiuto="il nuovo giorno entro cui va fatta; vuoto, se resta quello di prima",
        help="Il nuovo termine, se si sposta.",
        quando=stato.is_one_of("in-corso"),
    )
    responsabili = forse(
        ALCUNI_ENTI,
        "Cambia chi se ne occupa?",
        aiuto="gli enti che se ne occupano da adesso, separati da virgole; vuoto, se non cambia",
        help="Chi se ne occupa da adesso, se cambia: uno o più enti, separati da virgole.",
        quando=stato.is_one_of("in-corso"),
    )
    incaricati = dato(
        ALCUNI_TESTI,
        dopo="responsabili",
        help="Chi se ne occupa da adesso e non è un ente: un ufficio, un gruppo.",
        quando=stato.is_one_of("in-corso"),
    )
    data = campo(
        _UN_GIORNO_PASSATO,
        "Di quale giorno è la notizia?",
        dopo="stato",
        aiuto="2025-03-01, 1/3/2025, «1 marzo 2025», oggi, ieri",
        predefinita=oggi,
        help="Il giorno della notizia (se manca, oggi).",
    )

    @classmethod
    def completed(
        cls,
        given: dict[str, str],
        work: Scrittura,  # noqa: ARG003 - others look at the register
    ) -> dict[str, str]:
        """The number that stands by itself is the end of the name of the action."""
        numero = given.pop("numero", None)
        if numero is None or (azione := given.get("azione")) is None:
            return given
        if azione.count("/") in {1, 3}:  # a day may have two of its own
            raise click.UsageError(
                f"«{azione}» dice già il numero dell'azione: «{numero}» è di troppo"
            )
        return {**given, "azione": f"{azione}/{numero}"}


@writing
def aggiorna(work: Scrittura, a: Notizia) -> int:
    """Scrive a che punto è un'azione: in corso, fatta, annullata.

    Il verbale resta com'è: il seguito si aggiunge in data/seguiti/. Dopo che un'azione è fatta o
    annullata non le si aggiunge più niente.
    """
    verbale, _, number = a.azione.partition("/")
    notizia = a.into(SeguitoAzione, n=int(number))
    step = work.step(
        f"Azione {number} di «{verbale}»: {a.stato}",
        lambda bozza, rete: add_follow_up(bozza, rete, verbale, notizia),
        f"seguito/{verbale}",
    )
    return work.carry_out(step)
