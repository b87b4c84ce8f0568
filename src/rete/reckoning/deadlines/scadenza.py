"""`Scadenza`, one due date (`from_*` make them), and days by a rule, a cadence, who has to act."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Literal, get_args

from rete.calendario import end_of_validity
from rete.italiano import count, every
from rete.model.comuni import Durata
from rete.model.regole import Cadenza
from rete.model.rete import ALTRI, Rete
from rete.model.tempo import DataParziale, whole_date
from rete.model.vigenti import rules_of_day
from rete.reckoning.last_days import day_after
from rete.records import frozen

TipoScadenza = Literal[
    "fine-periodo",
    "rinnovo",
    "monitoraggio",
    "adempimento",
    "convocazione",
    "redazione",
    "approvazione",
    "attuazione",
    "ratifica",
    "azione",
    "riunione",
    "incarico",
    "bando",
    "referente",
    "runts",
]
TIPI: Final[tuple[TipoScadenza, ...]] = get_args(TipoScadenza)
"""Every kind, in the order of those that fall on one day."""

StatoScadenza = Literal["scaduta", "imminente", "futura"]
IMMINENT_DAYS: Final = 30


@frozen
class Scadenza:
    """What falls due on a day: never stored, always computed again.

    ``dedotta`` says that nobody wrote the day; ``enti`` are the bodies that have to see to it, by
    id; ``file`` is where the register says what the day follows from.
    """

    tipo: TipoScadenza
    riferimento: str
    titolo: str
    scade: date
    perche: str
    file: str
    dedotta: bool = False
    articolo: str | None = None
    comando: str | None = None
    enti: tuple[str, ...] = ()
    tavolo: str | None = None

    @property
    def id(self) -> str:
        return f"{self.tipo}/{self.riferimento}"

    @property
    def order(self) -> tuple[date, int, str]:
        return (self.scade, TIPI.index(self.tipo), self.riferimento)

    def days_left(self, oggi: date) -> int:
        """The days from today, negative once it is past."""
        return (self.scade - oggi).days

    def state_on(self, oggi: date) -> StatoScadenza:
        """The last day is not too late."""
        left = self.days_left(oggi)
        if left < 0:
            return "scaduta"
        return "imminente" if left <= IMMINENT_DAYS else "futura"


Scadenze = Iterator[Scadenza]


_MONTHS, _DAYS = 12, 365


def last_of_first_half(first: date, last: date) -> date:
    """The last day of the first half of a stretch of time."""
    return first + timedelta(days=max((last - first).days + 1, 2) // 2 - 1)


def last_of_year(start: DataParziale, number: int) -> date | None:
    """The last day of the n-th year from a start."""
    try:
        return end_of_validity(start, Durata(anni=number))
    except (ValueError, OverflowError):
        return None


def cadence_of(rete: Rete, tavolo: str, day: date) -> tuple[Cadenza, bool] | None:
    """How often a table meets, and whether the pact's articles or its own rules say so."""
    table = rete.tavoli.get(tavolo)
    if table is None:
        return None
    if table.cadenza is not None:
        return table.cadenza, False
    rules = rules_of_day(rete, day, tavolo)
    return (rules.cadenza, True) if rules is not None and rules.cadenza is not None else None


def next_by_cadence(last: date, cadence: Cadenza) -> date | None:
    """The day by which to meet again.

    So many times a year is read as evenly spaced: nothing says on which days.
    """
    match cadence:
        case Cadenza(ogni_mesi=int(months), volte_anno=None):
            return day_after(last, Durata(mesi=months), shift=False)
        case Cadenza(ogni_mesi=None, volte_anno=int(times)) if times > 0:
            if _MONTHS % times == 0:
                return day_after(last, Durata(mesi=_MONTHS // times), shift=False)
            return day_after(last, Durata(giorni=max(_DAYS // times, 1)), shift=False)
        case _:
            return None


def cadence_in_words(cadence: Cadenza) -> str:
    """«ogni 3 mesi», «2 volte l'anno»."""
    if cadence.ogni_mesi is not None:
        return every(cadence.ogni_mesi, "mese", "mesi")
    return f"{count(cadence.volte_anno or 0, 'volta', 'volte')} l'anno"


def who_convenes(rete: Rete, tavolo: str, day: date) -> tuple[str, ...]:
    """Whoever coordinates the table on a day, else whoever keeps the secretariat of the pact."""
    table = rete.tavoli.get(tavolo)
    leads = rete.incarichi_del_giorno(table.coordinamento, day) if table else ()
    return tuple(sorted({item.ente for item in leads})) or secretariat(rete, day)


def secretariat(rete: Rete, day: date) -> tuple[str, ...]:
    """The ids of the bodies that keep the secretariat on a day."""
    held = rete.patto.segreteria if rete.patto else ()
    return tuple(sorted({item.ente for item in rete.incarichi_del_giorno(held, day)}))


def sittings_may_be_unread(rete: Rete, since: date) -> bool:
    """Whether minutes of a day after this one may be among those that could not be read."""
    unread = rete.unread.get("verbale", frozenset())
    return any(name == ALTRI or (whole_date(name[:10]) or date.max) >= since for name in unread)


def one_line(text: str) -> str:
    """The text with its white space made single, without a full stop at the end."""
    return " ".join(text.split()).removesuffix(".")
