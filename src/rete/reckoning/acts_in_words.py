"""Acts, effects and periods in a few Italian words, for messages, lists and documents."""

from typing import Final

from rete.italiano import join_words, short_date
from rete.italiano.etichette import CAUSE, ESITI, GENERI, TIPI_ATTO, label
from rete.model.comuni import FONTE, Effetto
from rete.model.effetti import ROWS
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.model.tempo import DataParziale

_MISSING: Final = "(non detto)"


def effect_in_words(effetto: Effetto, rete: Rete) -> str:
    """«ammissione di Il Ponte dal 15/01/2024»."""
    instead = correction_in_words(effetto, rete)
    return ROWS[effetto.tipo].in_words.format_map(
        {
            **_who(effetto, rete),
            **_when(effetto),
            "carica": _quoted(office_in_words(effetto.carica, rete)),
            "articolo": effetto.articolo or _MISSING,
            "periodo": _quoted(effetto.periodo),
            "monitoraggio": _quoted(effetto.monitoraggio),
            "progetto": _project(effetto, rete),
            "verbale": _minutes(effetto.verbale, rete),
            "atto": _object_of_correction(effetto, rete),
            "corregge": f", che diventa: {instead}" if instead else "",
        }
    )


def _who(effetto: Effetto, rete: Rete) -> dict[str, str]:
    names = [rete.nome_ente(identifier) for identifier in effetto.a]
    seats = [rete.nome_ente(identifier) for identifier in effetto.componenti]
    lead = effetto.coordina
    return {
        "ente": rete.nome_ente(effetto.ente) if effetto.ente else _MISSING,
        "tavolo": f"«{rete.nome_tavolo(effetto.tavolo)}»" if effetto.tavolo else _MISSING,
        "a": join_words(names) or _MISSING,
        "nome": _quoted(effetto.nome),
        "genere": f" ({label(GENERI, effetto.genere)})" if effetto.genere else "",
        "coordina": f", coordinamento a {rete.nome_ente(lead)}" if lead else "",
        "componenti": f", ne fanno parte {join_words(seats)}" if seats else "",
        "come": f" come {effetto.qualita}" if effetto.qualita else "",
        "qualita": effetto.qualita or _MISSING,
        "causa": f" per {label(CAUSE, effetto.causa)}" if effetto.causa else "",
    }


def _when(effetto: Effetto) -> dict[str, str]:
    since = f" {since_in_words(effetto.dal)}" if effetto.dal else ""
    return {
        "dal": " dalla firma" if effetto.decorrenza else since,
        "al": f" {until_in_words(effetto.al)}" if effetto.al else "",
        "ultimo": f", ultimo giorno {partial_in_short(effetto.al)}" if effetto.al else "",
    }


def office_in_words(identifier: str | None, rete: Rete) -> str | None:
    """The name of an office of the pact, else its id."""
    found = rete.patto.carica(identifier) if rete.patto and identifier else None
    return found.nome if found else identifier


def _project(effetto: Effetto, rete: Rete) -> str:
    project = rete.progetti.get(effetto.progetto or "")
    return _quoted(project.titolo if project else effetto.progetto)


def _minutes(identifier: str | None, rete: Rete) -> str:
    verbale = rete.verbali.get(identifier or "")
    if verbale is None:
        return _quoted(identifier)
    return f"{rete.nome_tavolo(verbale.tavolo)} del {short_date(verbale.data)} ({verbale.id})"


def _object_of_correction(effetto: Effetto, rete: Rete) -> str:
    if effetto.atto is not None:
        return act_in_words(effetto.atto, rete)
    return f"verbale {_minutes(effetto.verbale, rete)}"


def correction_in_words(effetto: Effetto, rete: Rete) -> str:
    """What a rectification puts in the place of what it corrects; empty for other effects."""
    parts = [effect_in_words(inner, rete) for inner in effetto.effetti]
    for what, names in (("presenti", effetto.presenti), ("collegati", effetto.collegati)):
        if names is not None:
            there = join_words([rete.nome_ente(name) for name in names])
            parts.append(f"{what}: {there or 'nessuno'}")
    if effetto.esito is not None:
        parts.append(f"esito: {label(ESITI, effetto.esito)}")
    return "; ".join(parts)


def _quoted(text: str | None) -> str:
    return f"«{text}»" if text else _MISSING


def act_in_words(reference: str, rete: Rete) -> str:
    """«decisione 2 di Plenaria del 10/03/2025 (2025-03-10-plenaria/2)», and why if not found."""
    if reference == FONTE:
        return "atto noto solo dalle fonti"
    found = rete.act(reference)
    if found is not None:
        return f"{_act_name(found, rete)} ({reference})"
    unread = rete.act_exists(reference) is None
    why = "il suo file non si legge" if unread else "non è nel registro"
    return f"«{reference}» ({why})"


def _act_name(found: Provvedimento, rete: Rete) -> str:
    day = short_date(found.data)
    if found.verbale is not None and found.decisione is not None:
        return (
            f"decisione {found.decisione.n} di {rete.nome_tavolo(found.verbale.tavolo)} del {day}"
        )
    kind = label(TIPI_ATTO, found.atto.tipo) if found.atto else "atto"
    return f"{kind} del {day}" if kind != "altro" else f"atto del {day}"


def partial_in_short(day: DataParziale) -> str:
    """`15/01/2024`, or `01/2024` where only the month is known."""
    return f"{day.primo:%m/%Y}" if day.is_month else short_date(day.primo)


def since_in_words(day: DataParziale | None) -> str:
    """«dal 15/01/2024»; «da 01/2024» where only the month is known."""
    if day is None:
        return "da data non nota"
    return f"{'da' if day.is_month else 'dal'} {partial_in_short(day)}"


def until_in_words(day: DataParziale) -> str:
    """«fino al 31/12/2025»; «fino a 12/2025» where only the month is known."""
    return f"{'fino a' if day.is_month else 'fino al'} {partial_in_short(day)}"


def period_in_words(since: DataParziale | None, until: DataParziale | None) -> str:
    """«dal 15/01/2024 fino al 31/12/2025»; without end it is still open."""
    return f"{since_in_words(since)} {until_in_words(until)}" if until else since_in_words(since)
