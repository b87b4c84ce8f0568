"""`Scadenza`: one due date, and how near it is on a day; `from_*` make them."""

from datetime import date
from typing import Final, Literal, get_args

from rete.records import dataclass

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


@dataclass(frozen=True, kw_only=True)
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
