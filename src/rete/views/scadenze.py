"""Due dates as a page, as data and as a list for a spreadsheet, on a day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from rete.italiano import count, short_date
from rete.italiano.etichette import TIPI_SCADENZA
from rete.model.rete import ALTRI, Rete
from rete.reckoning.deadlines import Scadenza, StatoScadenza, TipoScadenza
from rete.records import frozen
from rete.views.dati import Record, as_plain, known
from rete.views.lists_and_cards import Colonna, Elenco, list_of
from rete.views.parti_di_scheda import Gruppo, by_state, unread_data

_GROUPS: Final[Mapping[StatoScadenza, Gruppo]] = {
    "scaduta": Gruppo("Scadute", ("scaduta", "scadute")),
    "imminente": Gruppo("Entro 30 giorni", ("entro 30 giorni", "entro 30 giorni")),
    "futura": Gruppo("Più avanti", ("più avanti", "più avanti")),
}

SPIEGATE: Final[tuple[TipoScadenza, ...]] = ("fine-periodo", "rinnovo", "monitoraggio")
"""The few days on which the whole pact hangs: shown with their reason, also beside a command."""


@frozen
class Voce:
    """One due date, in words: what deals with it, and why that day, where it is to be shown."""

    giorno: str
    quando: str
    titolo: str
    comando: str | None
    perche: str | None


@frozen
class Scadenzario:
    """The page: the due dates of each state under its title, and the sentences that close it."""

    gruppi: tuple[tuple[StatoScadenza, str, tuple[Voce, ...]], ...]
    chiusura: tuple[str, ...]


def scadenzario(rete: Rete, found: Sequence[Scadenza], oggi: date) -> Scadenzario:
    """The page of due dates as seen today."""
    groups = tuple(
        (state, group.titolo, entries)
        for state, group in _GROUPS.items()
        if (entries := tuple(_entry(one, oggi) for one in found if one.state_on(oggi) == state))
    )
    return Scadenzario(gruppi=groups, chiusura=tuple(_closing(rete, found, oggi)))


def _entry(one: Scadenza, oggi: date) -> Voce:
    return Voce(
        giorno=short_date(one.scade),
        quando=days_in_words(one.days_left(oggi)),
        titolo=f"{one.titolo} (dedotta)" if one.dedotta else one.titolo,
        comando=one.comando,
        perche=one.perche if one.comando is None or one.tipo in SPIEGATE else None,
    )


def days_in_words(left: int) -> str:
    """«fra 5 giorni», «domani», «oggi», «da 3 giorni»: how far a day is."""
    match left:
        case 0:
            return "oggi"
        case 1:
            return "domani"
        case -1:
            return "ieri"
        case _:
            number = count(abs(left), "giorno", "giorni")
            return f"da {number}" if left < 0 else f"fra {number}"


def _closing(rete: Rete, found: Sequence[Scadenza], oggi: date) -> list[str]:
    lines = [counts_in_words(found, oggi)]
    if any(one.dedotta for one in found):
        lines.append("(dedotta): nessuno ha scritto quel giorno, si ricava da altri")
    unread = [name for name in rete.unread_names() if name != ALTRI]
    if unread or any(rete.unread.values()):
        named = f": {', '.join(unread)}" if unread else ""
        lines.append(f"senza contare ciò che dipende dai file che non si leggono{named}")
    return lines


def counts_in_words(found: Sequence[Scadenza], oggi: date) -> str:
    """«12 scadenze al 01/06/2026: 3 scadute, 2 entro 30 giorni, 7 più avanti»."""
    if not found:
        return f"nessuna scadenza al {short_date(oggi)}"
    states = [one.state_on(oggi) for one in found]
    return by_state(("scadenza", "scadenze"), oggi, states, _GROUPS)


def dati_scadenze(rete: Rete, found: Sequence[Scadenza], oggi: date) -> Record:
    """Every key of a due date is always there: what it has not is null."""
    due = [_as_plain(one, oggi) for one in found]
    return known(versione=1, al=oggi, scadenze=due, **unread_data(rete))


_KEYS: Final = (
    *("id", "tipo", "titolo", "scade", "giorni", "stato", "dedotta", "riferimento", "articolo"),
    *("comando", "perche", "enti", "tavolo", "file"),
)


def _as_plain(one: Scadenza, oggi: date) -> Record:
    own = {"giorni": one.days_left(oggi), "stato": one.state_on(oggi)}
    return {key: as_plain(own[key] if key in own else getattr(one, key)) for key in _KEYS}


def elenco_scadenze(rete: Rete, found: Sequence[Scadenza], oggi: date) -> Elenco:
    """The rows for a spreadsheet."""
    columns = (
        Colonna("scade", "Scade"),
        Colonna("giorni", "Giorni", valore=lambda one: one.days_left(oggi)),
        Colonna("stato", "Stato", valore=lambda one: one.state_on(oggi)),
        Colonna("tipo", "Tipo", TIPI_SCADENZA),
        Colonna("titolo", "Che cosa"),
        Colonna("dedotta", "Dedotta", valore=lambda one: "sì" if one.dedotta else "no"),
        Colonna("articolo", "Articolo"),
        Colonna("enti", "Chi", rete.nome_ente),
        Colonna("tavolo", "Tavolo", rete.nome_tavolo),
        Colonna("perche", "Perché"),
        Colonna("comando", "Comando"),
        Colonna("id", "Id"),
    )
    return list_of("scadenze", columns, found)
