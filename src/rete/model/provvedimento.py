"""An act wherever it was born: a decision of some minutes or an `Atto`, and where it stands."""

from datetime import date

from rete.diagnostics import DocPath
from rete.model.atto import Atto
from rete.model.comuni import Effetto
from rete.model.verbale import Decisione, Verbale
from rete.records import frozen


@frozen
class Provvedimento:
    """One act: a decision of some minutes, or a file of its own."""

    riferimento: str
    data: date
    file: str
    path: DocPath
    effetti: tuple[Effetto, ...]
    verbale: Verbale | None = None
    decisione: Decisione | None = None
    atto: Atto | None = None

    @property
    def order(self) -> tuple[date, str, int]:
        """Acts in the order in which they came; decisions of a sitting by their number."""
        if self.decisione is not None and self.verbale is not None:
            return (self.data, self.verbale.id, self.decisione.n)
        return (self.data, "", 0)

    @property
    def tavoli(self) -> tuple[str, ...]:
        """The tables that took it; none, for an act of its own."""
        return self.verbale.tavoli if self.verbale else ()

    @property
    def is_draft(self) -> bool:
        """Whether it stands in minutes not yet approved."""
        return self.verbale is not None and not self.verbale.is_approved

    @property
    def is_stipula(self) -> bool:
        return self.atto is not None and self.atto.tipo == "stipula"


def decided(verbale: Verbale, index: int) -> Provvedimento:
    """The decision at a place of some minutes, as an act."""
    decisione = verbale.decisioni[index]
    return Provvedimento(
        riferimento=f"{verbale.id}/{decisione.n}",
        data=verbale.data,
        file=verbale.file,
        path=("decisioni", index),
        effetti=decisione.effetti,
        verbale=verbale,
        decisione=decisione,
    )


def of_its_own(atto: Atto) -> Provvedimento:
    """An act born outside sittings."""
    return Provvedimento(
        riferimento=atto.id,
        data=atto.data,
        file=atto.file,
        path=(),
        effetti=atto.effetti,
        atto=atto,
    )
