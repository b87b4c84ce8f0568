"""The head of `rete stato`: what runs, who is in; the things to do are in `lavoro`."""

import textwrap
from collections.abc import Iterator
from datetime import date
from typing import Final

from rete import italiano
from rete.model.rete import Rete
from rete.model.tempo import DataParziale
from rete.reckoning.acts_in_words import (
    since_in_words,
    until_in_words,
)
from rete.reckoning.overview import AderentiOggi, Panorama, PeriodoOggi, SeduteOggi
from rete.reckoning.terms import Term
from rete.render.terminal_text import printable

WIDTH: Final = 80
_LABEL: Final = 12


def head_lines(
    panorama: Panorama, rete: Rete, findings: tuple[int, int], *, past: bool
) -> Iterator[str]:
    """What stands below the title: at most twelve lines; ``past``, of a register as it was."""
    yield f"al {italiano.short_date(panorama.giorno)}"
    yield ""
    yield from _labelled("Periodo", _term(panorama.periodo))
    yield from _labelled("Aderenti", _members(panorama.aderenti))
    yield from _labelled("Tavoli", _tables(panorama))
    yield from _labelled("Sedute", _sittings(panorama.sedute, panorama.giorno.year))
    yield from _next_sitting(panorama.sedute, rete)
    yield from _labelled("Azioni", _actions(panorama))
    yield from _labelled("Controllo", _check(findings, past=past))
    if any(rete.unread.values()):
        yield fitted(f"{'':<{_LABEL}}senza contare ciò che sta nei file che non si leggono", WIDTH)


def title_lines(panorama: Panorama) -> list[str]:
    """The name of the alliance, on two lines at most."""
    name = printable(panorama.nome or "Il patto non si legge")
    return textwrap.wrap(name, WIDTH, max_lines=2, placeholder="…", break_on_hyphens=False)


def fitted(text: str, width: int) -> str:
    """The text on one line and no wider, cut with an ellipsis."""
    line = printable(text)
    return line if len(line) <= width else f"{line[: width - 1]}…"


def hanging(words: str, beginning: str) -> list[str]:
    """The words in lines, the first after a beginning, the others below them."""
    margin = " " * len(beginning)
    return textwrap.wrap(
        words,
        WIDTH,
        initial_indent=beginning,
        subsequent_indent=margin,
        break_on_hyphens=False,
    )


def _labelled(label: str, words: str) -> list[str]:
    return hanging(words, f"{label:<{_LABEL}}")


def _term(periodo: PeriodoOggi) -> str:
    if periodo.termine:
        return _running(periodo.termine)
    if periodo.ignoto:
        return "non si sa se ne sia in corso uno"
    words = []
    if periodo.finito:
        words.append(f"l'ultimo è finito {_on(periodo.finito)}")
    if periodo.comincia:
        words.append(f"il prossimo comincia {_on(periodo.comincia)}")
    return f"nessuno in corso: {', '.join(words)}" if words else "nessuno in corso"


def _on(day: DataParziale) -> str:
    if day.is_month:
        month = italiano.month_in_words(day.primo)
        return f"{'ad' if month.startswith('a') else 'a'} {month}"
    return on_the(day.primo)


def on_the(day: date) -> str:
    """«il 09/03/2025», «l'08/03/2025»."""
    article = "l'" if day.day in (8, 11) else "il "
    return f"{article}{italiano.short_date(day)}"


def _running(term: Term) -> str:
    words = since_in_words(term.dal)
    if term.al is None:
        return f"{words}, {'senza termine' if term.senza_termine else 'senza una fine nota'}"
    inferred = " (fine dedotta dalla durata)" if term.inferred else ""
    return f"{words} {until_in_words(term.al)}{inferred}"


def _members(aderenti: AderentiOggi) -> str:
    if not aderenti.totale:
        unsure = f", {aderenti.incerti} da verificare" if aderenti.incerti else ""
        return f"nessuno nel registro{unsure}"
    kinds = italiano.count(aderenti.pubblici, "pubblico", "pubblici")
    words = [f"{aderenti.totale} ({kinds}, {aderenti.privati} del privato sociale)"]
    if aderenti.osservatori:
        words.append(italiano.count(aderenti.osservatori, "osservatore", "osservatori"))
    if aderenti.sospesi:
        words.append(italiano.count(aderenti.sospesi, "sospeso", "sospesi"))
    if aderenti.incerti:
        words.append(f"{aderenti.incerti} da verificare")
    return ", ".join(words)


def _count_or_none(number: int, none: str, singular: str, plural: str) -> str:
    """`3 aperte`; `nessuna aperta`, since a zero reads as a fault of the program."""
    if number:
        return italiano.count(number, singular, plural)
    return f"{none} {singular}"


def _tables(panorama: Panorama) -> str:
    words = _count_or_none(panorama.tavoli_attivi, "nessuno", "attivo", "attivi")
    unsure = panorama.tavoli_incerti
    return f"{words}, {unsure} da verificare" if unsure else words


def _sittings(sedute: SeduteOggi, year: int) -> str:
    words = f"{_count_or_none(sedute.tenute, 'nessuna', 'tenuta', 'tenute')} nel {year}"
    if sedute.deserte:
        words += f", di cui {italiano.count(sedute.deserte, 'deserta', 'deserte')}"
    return words


def _next_sitting(sedute: SeduteOggi, rete: Rete) -> Iterator[str]:
    if not sedute.prossime:
        return
    coming, others = sedute.prossime[0], len(sedute.prossime) - 1
    rest = f" (e {italiano.count(others, 'altra', 'altre')})" if others else ""
    words = f"{italiano.short_date(coming.data)} {rete.nome_tavolo(coming.tavolo)}"
    yield f"{'Prossima':<{_LABEL}}{fitted(words, WIDTH - _LABEL - len(rest))}{rest}"


def _actions(panorama: Panorama) -> str:
    words = _count_or_none(panorama.azioni_aperte, "nessuna", "aperta", "aperte")
    late = panorama.azioni_scadute
    return f"{words}, di cui {italiano.count(late, 'scaduta', 'scadute')}" if late else words


def _check(findings: tuple[int, int], *, past: bool) -> str:
    errors, warnings = findings
    # What «rete controlla» reads is the register of today.
    if past and (errors or warnings):
        told = [
            italiano.count(number, *words)
            for number, words in (
                (errors, ("errore", "errori")),
                (warnings, ("avviso", "avvisi")),
            )
            if number
        ]
        return f"il registro di quel giorno aveva {italiano.join_words(told)}"
    words = f"errori: {errors}, avvisi: {warnings}"
    return f"{words} (rete controlla)" if errors or warnings else words
