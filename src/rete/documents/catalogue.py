"""The documents that there are: name, one line about each, and the function that makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rete.documents.convocazione import convocazione
from rete.documents.delega import delega
from rete.documents.elenco_aderenti import elenco_aderenti
from rete.documents.firmatari import firmatari
from rete.documents.foglio_firme import foglio_firme
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
        nome="convocazione",
        descrizione="La convocazione di una seduta: ordine del giorno e destinatari.",
        values=convocazione,
        di="verbale",
    ),
    Documento(
        nome="delega",
        descrizione="Il modulo di delega, in bianco, per una seduta.",
        values=delega,
        di="verbale",
    ),
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
        nome="foglio-firme",
        descrizione="Il foglio delle presenze di una seduta, da firmare.",
        values=foglio_firme,
        di="verbale",
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
