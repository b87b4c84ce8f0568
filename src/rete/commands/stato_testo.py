"""The words of `rete stato`, at most 24 lines of 80 columns; nothing is worked out here."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from rete import italiano
from rete.model.rete import Rete
from rete.model.tempo import DataParziale
from rete.reckoning.act import EffettoDisposto
from rete.reckoning.missing import Lacuna
from rete.reckoning.overview import AderentiOggi, Panorama, PeriodoOggi, SeduteOggi
from rete.reckoning.terms import Term
from rete.reckoning.wording import (
    effect_in_words,
    partial_in_short,
    since_in_words,
    until_in_words,
)
from rete.render.terminal import printable

WIDTH: Final = 80
MOST_SITTINGS: Final = 2
_LABEL: Final = 12
_COMMAND: Final = "rete stato --tutto"


def overview_lines(
    panorama: Panorama, rete: Rete, findings: tuple[int, int], *, everything: bool
) -> Iterator[str]:
    """The page below its title; with ``everything`` each thing is named, and it may be longer."""
    yield f"al {italiano.short_date(panorama.giorno)}"
    yield ""
    yield from _labelled("Periodo", _term(panorama.periodo))
    yield from _labelled("Aderenti", _members(panorama.aderenti))
    yield from _labelled("Tavoli", _tables(panorama))
    yield from _labelled("Sedute", _sittings(panorama.sedute, panorama.giorno.year))
    if everything:
        waiting = [*panorama.sedute.da_approvare, *panorama.sedute.senza_verbale]
        yield from _named(waiting, _LABEL)
    yield from _next_sittings(panorama.sedute, rete)
    yield from _labelled("Azioni", _actions(panorama))
    if panorama.da_attuare:
        yield from _labelled("Decisioni", _undone(panorama.da_attuare))
        for found in panorama.da_attuare if everything else ():
            effect = effect_in_words(found.effetto, rete)
            yield from _labelled("", printable(f"{found.di.riferimento}: {effect}"))
    yield from _labelled("Controllo", _check(findings))
    if panorama.lacune:
        yield ""
        yield "Da completare"
        for lacuna in panorama.lacune:
            yield from _gap(lacuna, everything=everything)


def title_lines(panorama: Panorama) -> list[str]:
    """The name of the alliance, on two lines at most."""
    name = printable(panorama.nome or "Il patto non si legge")
    return textwrap.wrap(name, WIDTH, max_lines=2, placeholder="…", break_on_hyphens=False)


def fitted(text: str, width: int) -> str:
    """The text on one line and no wider, cut with an ellipsis."""
    line = printable(text)
    return line if len(line) <= width else f"{line[: width - 1]}…"


def _labelled(label: str, words: str) -> list[str]:
    return textwrap.wrap(
        words,
        WIDTH,
        initial_indent=f"{label:<{_LABEL}}",
        subsequent_indent=" " * _LABEL,
        break_on_hyphens=False,
    )


def _term(periodo: PeriodoOggi) -> str:
    if periodo.termine:
        return _running(periodo.termine)
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
    article = "l'" if day.primo.day in (8, 11) else "il "
    return f"{article}{italiano.short_date(day.primo)}"


def _running(term: Term) -> str:
    words = since_in_words(term.dal)
    if term.al is None:
        return f"{words}, senza una fine nota"
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
    words = [f"{_count_or_none(sedute.tenute, 'nessuna', 'tenuta', 'tenute')} nel {year}"]
    if sedute.deserte:
        words.append(f"di cui {italiano.count(sedute.deserte, 'deserta', 'deserte')}")
    minutes = _count_or_none(len(sedute.da_approvare), "nessun", "verbale", "verbali")
    words.append(f"{minutes} da approvare")
    if sedute.senza_verbale:
        passed = italiano.count(len(sedute.senza_verbale), "passata", "passate")
        words.append(f"{passed} senza verbale")
    return ", ".join(words)


def _next_sittings(sedute: SeduteOggi, rete: Rete) -> Iterator[str]:
    shown = sedute.prossime[:MOST_SITTINGS]
    for verbale in shown:
        label = "Prossime" if verbale is shown[0] else ""
        others = len(sedute.prossime) - len(shown) if verbale is shown[-1] else 0
        rest = f" (e {italiano.count(others, 'altra', 'altre')})" if others else ""
        line = f"{italiano.short_date(verbale.data)} {rete.nome_tavolo(verbale.tavolo)}"
        yield f"{label:<{_LABEL}}{fitted(line, WIDTH - _LABEL - len(rest))}{rest}"


def _actions(panorama: Panorama) -> str:
    words = _count_or_none(panorama.azioni_aperte, "nessuna", "aperta", "aperte")
    late = panorama.azioni_scadute
    return f"{words}, {italiano.count(late, 'scaduta', 'scadute')}" if late else words


def _undone(found: Sequence[EffettoDisposto]) -> str:
    """How many effects wait to be written in the register, and the command that shows them."""
    acts = list(dict.fromkeys(one.di.riferimento for one in found))
    command = f"rete atto mostra {acts[0]}" if len(acts) == 1 else "rete controlla"
    words = italiano.count(len(found), "effetto non ancora attuato", "effetti non ancora attuati")
    return f"{words} ({printable(command)})"


def _check(findings: tuple[int, int]) -> str:
    errors, warnings = findings
    words = f"errori: {errors}, avvisi: {warnings}"
    return f"{words} (rete controlla)" if errors or warnings else words


def _gap(lacuna: Lacuna, *, everything: bool) -> Iterator[str]:
    words, command = _gap_in_words(lacuna)
    number = f"{lacuna.quanti or '':>6}"
    yield f"{number}  {fitted(words, 50):<50}  {command}"
    if everything:
        yield from _named(lacuna.quali, 8)


def _named(ids: Sequence[str], indent: int) -> list[str]:
    margin = " " * indent
    return textwrap.wrap(
        ", ".join(ids),
        WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_on_hyphens=False,
    )


def _gap_in_words(lacuna: Lacuna) -> tuple[str, str]:
    """What is missing, and the command that shows it."""
    one = lacuna.quanti == 1
    match lacuna.tipo:
        case "aderenti":
            count = lacuna.conteggio
            told = f", {count.totale} pubblicati ({partial_in_short(count.data)})" if count else ""
            return f"{'aderente' if one else 'aderenti'} senza nome{told}", "rete ente elenca"
        case "codice-fiscale":
            return f"{'aderente' if one else 'aderenti'} senza codice fiscale", _COMMAND
        case "contatti":
            return f"{'aderente' if one else 'aderenti'} senza contatti", _COMMAND
        case "rappresentante":
            return f"{'aderente' if one else 'aderenti'} senza rappresentante", _COMMAND
        case "articoli":
            return "il patto non ha articoli nel registro", "rete patto mostra"
        case "componenti":
            return f"{'tavolo' if one else 'tavoli'} senza componenti", _COMMAND
        case "atti":
            return f"{'scheda' if one else 'schede'} con atti noti solo da fonti", _COMMAND
