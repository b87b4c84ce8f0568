"""What happened, after a sitting, to the actions that it gave."""

from datetime import date
from typing import Literal

from rete.model.comuni import Fonti, Ids
from rete.records import frozen

StatoNuovo = Literal["in-corso", "fatta", "annullata"]


@frozen
class SeguitoAzione:
    """What happened to action ``n`` of the minutes, on a day.

    Where it names anybody, bodies or others, it is these who do it from now on.
    """

    n: int
    data: date
    stato: StatoNuovo
    nota: str | None = None
    entro: date | None = None
    responsabili: Ids = ()
    incaricati: tuple[str, ...] = ()


@frozen
class Seguito:
    """The follow-ups of one sitting; its id is that of the minutes."""

    id: str
    file: str
    azioni: tuple[SeguitoAzione, ...]
    fonti: Fonti = ()
    note: str | None = None
