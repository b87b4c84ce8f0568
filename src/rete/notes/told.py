"""What some notes say, and which of their lines were not understood."""

from datetime import date

from rete.changes import Record
from rete.notes.lines import Scritta
from rete.records import frozen


@frozen
class NonCapita:
    """A line that could not be understood, in whole or in part; ``punto`` is where it stands.

    ``come`` are lines of notes that it may have meant; what
    is of one ``gruppo`` is asked about at once.
    """

    riga: Scritta
    perche: str
    punto: int | None
    come: tuple[str, ...] = ()
    gruppo: str = ""


@frozen
class Appunti:
    """What some notes say: the table and the day, and the rest as a file of minutes holds it."""

    tavolo: str | None
    data: date | None
    record: Record
    non_capite: tuple[NonCapita, ...]
    avvertenze: tuple[str, ...]
