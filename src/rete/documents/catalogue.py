"""The documents that there are: name, one line about each, and the function that makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rete.documents.elenco_aderenti import elenco_aderenti
from rete.model.rete import Rete


@dataclass(frozen=True, slots=True, kw_only=True)
class Documento:
    """One document of a day; ``values`` are what its template (of the same name) may name."""

    nome: str
    descrizione: str
    values: Callable[[Rete, date], object]


DOCUMENTS: tuple[Documento, ...] = (
    Documento(
        nome="elenco-aderenti",
        descrizione="Gli aderenti di un giorno: chi sono, da quando, con quale atto.",
        values=elenco_aderenti,
    ),
)
