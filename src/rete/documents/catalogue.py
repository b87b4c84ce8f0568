"""The documents that there are: name, one line about each, and the function that makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rete.documents.convocazione import convocazione
from rete.documents.delega import delega
from rete.documents.dossier import dossier
from rete.documents.elenco_aderenti import elenco_aderenti
from rete.documents.estratto import estratto
from rete.documents.firmatari import firmatari
from rete.documents.foglio_firme import foglio_firme
from rete.documents.monitoraggio import monitoraggio
from rete.documents.patto import patto, patto_in_vista
from rete.documents.registro_decisioni import registro_decisioni, registro_decisioni_dal
from rete.documents.schede import scheda_ente, scheda_tavolo
from rete.documents.verbale import verbale
from rete.model.rete import Rete
from rete.reckoning.text_in_time import Vista

Riferimento = Literal["verbale", "decisione", "ente", "tavolo", "monitoraggio"]


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
    dal: Callable[[Rete, date, date | None], object] | None = None
    """For documents of a stretch of time, their values from a day (`--dal`) on."""


DOCUMENTS: tuple[Documento, ...] = (
    Documento(
        nome="convocazione",
        descrizione="La lettera che convoca una seduta, con l'ordine del giorno.",
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
        nome="dossier",
        descrizione="Per preparare una seduta: punti, azioni, scadenze, chi vota.",
        values=dossier,
        di="verbale",
    ),
    Documento(
        nome="elenco-aderenti",
        descrizione="Gli aderenti di un giorno: chi, da quando, con quale atto.",
        values=elenco_aderenti,
    ),
    Documento(
        nome="estratto",
        descrizione="Una decisione per esteso, da certificare (VERBALE/NUMERO).",
        values=estratto,
        di="decisione",
    ),
    Documento(
        nome="firmatari",
        descrizione="Chi ha aderito fino a un giorno: quando e per quale atto.",
        values=firmatari,
    ),
    Documento(
        nome="foglio-firme",
        descrizione="Il foglio delle presenze di una seduta, da firmare.",
        values=foglio_firme,
        di="verbale",
    ),
    Documento(
        nome="monitoraggio",
        descrizione="Un monitoraggio: indicatori, che cosa manca, relazione.",
        values=monitoraggio,
        di="monitoraggio",
    ),
    Documento(
        nome="patto",
        descrizione="Il patto: in un giorno, come firmato, in ogni versione.",
        values=patto,
        viste=patto_in_vista,
    ),
    Documento(
        nome="registro-decisioni",
        descrizione="Le decisioni di tutti i tavoli: voti, esito, effetti.",
        values=registro_decisioni,
        dal=registro_decisioni_dal,
    ),
    Documento(
        nome="scheda-ente",
        descrizione="Un ente in una pagina: adesioni, tavoli, presenze, azioni.",
        values=scheda_ente,
        di="ente",
    ),
    Documento(
        nome="scheda-tavolo",
        descrizione="Un tavolo in una pagina: componenti, presenze, azioni.",
        values=scheda_tavolo,
        di="tavolo",
    ),
    Documento(
        nome="verbale",
        descrizione="Il verbale di una seduta, di cui si dà l'id.",
        values=verbale,
        di="verbale",
    ),
)
