"""The documents that there are: name, one line about each, and the function that makes it.

That function is imported when the document is made: all of them would cost more than most take.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Literal

from rete.records import dataclass

if TYPE_CHECKING:
    from rete.model.rete import Rete
    from rete.reckoning.viste import Vista

Valori = Callable[["Rete", date, str | None], object]
Riferimento = Literal["verbale", "decisione", "ente", "tavolo", "monitoraggio"]


@dataclass(frozen=True, kw_only=True)
class Documento:
    """One document of a day; ``maker`` gives the function from a register to its values.

    Values are what its template (of the same name) may name. ``di`` is the kind of record that it
    is about, where it is about one.
    """

    nome: str
    descrizione: str
    maker: Callable[[], Valori]
    di: Riferimento | None = None
    viste: Callable[["Rete", date, "Vista"], object] | None = None
    """For documents that have more than one view (`--vista`), their values in one of them."""
    dal: Callable[["Rete", date, date | None], object] | None = None
    """For documents of a stretch of time, their values from a day (`--dal`) on."""

    def values(self, rete: "Rete", day: date, reference: str | None) -> object:
        """What its template may name."""
        return self.maker()(rete, day, reference)


def _convocazione() -> Valori:
    from rete.documents.convocazione import convocazione

    return convocazione


def _delega() -> Valori:
    from rete.documents.delega import delega

    return delega


def _dossier() -> Valori:
    from rete.documents.dossier import dossier

    return dossier


def _elenco_aderenti() -> Valori:
    from rete.documents.elenco_aderenti import elenco_aderenti

    return elenco_aderenti


def _estratto() -> Valori:
    from rete.documents.estratto import estratto

    return estratto


def _firmatari() -> Valori:
    from rete.documents.firmatari import firmatari

    return firmatari


def _foglio_firme() -> Valori:
    from rete.documents.foglio_firme import foglio_firme

    return foglio_firme


def _monitoraggio() -> Valori:
    from rete.documents.monitoraggio import monitoraggio

    return monitoraggio


def _patto() -> Valori:
    from rete.documents.patto import patto

    return patto


def _registro_decisioni() -> Valori:
    from rete.documents.registro_decisioni import registro_decisioni

    return registro_decisioni


def _scheda_ente() -> Valori:
    from rete.documents.schede_ente_e_tavolo import scheda_ente

    return scheda_ente


def _scheda_tavolo() -> Valori:
    from rete.documents.schede_ente_e_tavolo import scheda_tavolo

    return scheda_tavolo


def _verbale() -> Valori:
    from rete.documents.verbale import verbale

    return verbale


def _patto_in_vista(rete: "Rete", day: date, view: "Vista") -> object:
    from rete.documents.patto import patto_in_vista

    return patto_in_vista(rete, day, view)


def _registro_decisioni_dal(rete: "Rete", day: date, since: date | None) -> object:
    from rete.documents.registro_decisioni import registro_decisioni_dal

    return registro_decisioni_dal(rete, day, since)


DOCUMENTS: tuple[Documento, ...] = (
    Documento(
        nome="convocazione",
        descrizione="La lettera che convoca una seduta, con l'ordine del giorno.",
        maker=_convocazione,
        di="verbale",
    ),
    Documento(
        nome="delega",
        descrizione="Il modulo di delega, in bianco, per una seduta.",
        maker=_delega,
        di="verbale",
    ),
    Documento(
        nome="dossier",
        descrizione="Per preparare una seduta: punti, azioni, scadenze, chi vota.",
        maker=_dossier,
        di="verbale",
    ),
    Documento(
        nome="elenco-aderenti",
        descrizione="Gli aderenti di un giorno: chi, da quando, con quale atto.",
        maker=_elenco_aderenti,
    ),
    Documento(
        nome="estratto",
        descrizione="Una decisione per esteso, da certificare (VERBALE/NUMERO).",
        maker=_estratto,
        di="decisione",
    ),
    Documento(
        nome="firmatari",
        descrizione="Chi ha aderito fino a un giorno: quando e per quale atto.",
        maker=_firmatari,
    ),
    Documento(
        nome="foglio-firme",
        descrizione="Il foglio delle presenze di una seduta, da firmare.",
        maker=_foglio_firme,
        di="verbale",
    ),
    Documento(
        nome="monitoraggio",
        descrizione="Un monitoraggio: indicatori, che cosa manca, relazione.",
        maker=_monitoraggio,
        di="monitoraggio",
    ),
    Documento(
        nome="patto",
        descrizione="Il patto: in un giorno, come firmato, in ogni versione.",
        maker=_patto,
        viste=_patto_in_vista,
    ),
    Documento(
        nome="registro-decisioni",
        descrizione="Le decisioni di tutti i tavoli: voti, esito, effetti.",
        maker=_registro_decisioni,
        dal=_registro_decisioni_dal,
    ),
    Documento(
        nome="scheda-ente",
        descrizione="Un ente in una pagina: adesioni, tavoli, presenze, azioni.",
        maker=_scheda_ente,
        di="ente",
    ),
    Documento(
        nome="scheda-tavolo",
        descrizione="Un tavolo in una pagina: componenti, presenze, azioni.",
        maker=_scheda_tavolo,
        di="tavolo",
    ),
    Documento(
        nome="verbale",
        descrizione="Il verbale di una seduta, di cui si dà l'id.",
        maker=_verbale,
        di="verbale",
    ),
)
