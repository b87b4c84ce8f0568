"""The documents that there are: name, one line about each, and the function that makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rete.documents.elenco_aderenti import elenco_aderenti
from rete.documents.firmatari import firmatari
from rete.documents.patto import patto, patto_in_vista
from rete.documents.verbale import verbale
from rete.model.rete import Rete
from rete.reckoning.text_in_time import Vista

Riferimento = Literal["verbale"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Documento:
    """One document of a day; ``values`` are what its template (of the same name) may name.

    ``di`` is the kind of record that it is about, where it is about one.
    """

    nome: str
    descrizione: str
    values: Callable[[Rete, date, str | None], object]
    di: Riferimento | None = None
    viste: Callable[[Rete, date, Vista], object] | None = None
    """For documents that have more than one view (`--vista`), their values in one of them."""


DOCUMENTS: tuple[Documento, ...] = (
    Documento(
        nome="elenco-aderenti",
        descrizione="Gli aderenti di un giorno: chi sono, da quando, con quale atto.",
        values=elenco_aderenti,
    ),
    Documento(
        nome="firmatari",
        descrizione="Chi ha aderito fino a un giorno: quando, come, per quale atto.",
        values=firmatari,
    ),
    Documento(
        nome="patto",
        descrizione="Il testo del patto in un giorno, come fu firmato o con tutte le versioni.",
        values=patto,
        viste=patto_in_vista,
    ),
    Documento(
        nome="verbale",
        descrizione="Il verbale di una seduta, di cui si dà l'id.",
        values=verbale,
        di="verbale",
    ),
)
