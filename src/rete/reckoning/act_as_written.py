"""One act, wherever it was born, with its effects as written; whether it holds is not here."""

from collections.abc import Iterator
from datetime import date

from rete.diagnostics import DocPath
from rete.model.atto import Atto
from rete.model.comuni import Effetto
from rete.model.rete import Rete
from rete.model.verbale import Decisione, Verbale
from rete.records import dataclass

Oggetto = tuple[str, ...]

SENZA_RISCONTRO = frozenset({"ratifica", "rettifica", "revoca"})
"""Effects on other acts: nothing in the register answers to them."""


@dataclass(frozen=True, kw_only=True)
class Provvedimento:
    """One act, wherever it was born: a decision of some minutes, or a file of its own."""

    riferimento: str
    data: date
    file: str
    path: DocPath
    effetti: tuple[Effetto, ...]
    verbale: Verbale | None = None
    decisione: Decisione | None = None
    atto: Atto | None = None
    firmatari: frozenset[str] = frozenset()
    """Who signs, to be asked for again and again."""

    @property
    def order(self) -> tuple[date, str, int]:
        """Acts in the order in which they came; decisions of a sitting by their number."""
        if self.decisione is not None and self.verbale is not None:
            return (self.data, self.verbale.id, self.decisione.n)
        return (self.data, "", 0)

    @property
    def is_draft(self) -> bool:
        """Whether it stands in minutes not yet approved."""
        return self.verbale is not None and not self.verbale.is_approved

    @property
    def is_stipula(self) -> bool:
        return self.atto is not None and self.atto.tipo == "stipula"


@dataclass(frozen=True, kw_only=True)
class EffettoDisposto:
    """One effect with the act that lays it down and the place where it is written."""

    di: Provvedimento
    path: DocPath
    effetto: Effetto
    oggetto: Oggetto
    non_prima: date
    """The day before which it cannot reach: its act's, or that of the act which it corrects."""


def object_of(effetto: Effetto) -> Oggetto:
    """What an effect is about: with the act and the ``tipo``, what pairs it with a record."""
    match effetto.tipo:
        case "istituzione" | "chiusura":
            found = (effetto.tavolo,)
        case "ingresso" | "uscita" | "coordinamento" | "fine-coordinamento":
            return tuple(part for part in (effetto.tavolo, effetto.ente) if part)
        case "modifica-articolo":
            found = (effetto.articolo,)
        case "rinnovo":
            found = (effetto.periodo,)
        case "monitoraggio":
            found = (effetto.monitoraggio,)
        case "avvio-progetto":
            found = (effetto.progetto,)
        case "approvazione-verbale":
            found = (effetto.verbale,)
        case "ratifica" | "rettifica" | "revoca":
            found = (effetto.atto or effetto.verbale,)
        case _:
            found = (effetto.ente,)
    return tuple(part for part in found if part)


def disposed(act: Provvedimento, path: DocPath, effetto: Effetto, since: date) -> EffettoDisposto:
    return EffettoDisposto(
        di=act, path=path, effetto=effetto, oggetto=object_of(effetto), non_prima=since
    )


def every_act(rete: Rete) -> Iterator[Provvedimento]:
    for verbale in rete.verbali.values():
        for index, decisione in enumerate(verbale.decisioni):
            yield Provvedimento(
                riferimento=f"{verbale.id}/{decisione.n}",
                data=verbale.data,
                file=verbale.file,
                path=("decisioni", index),
                effetti=decisione.effetti,
                verbale=verbale,
                decisione=decisione,
            )
    for atto in rete.atti.values():
        yield Provvedimento(
            riferimento=atto.id,
            data=atto.data,
            file=atto.file,
            path=(),
            effetti=atto.effetti,
            atto=atto,
            firmatari=frozenset(atto.firmatari),
        )
