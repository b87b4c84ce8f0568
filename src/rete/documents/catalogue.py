"""The table of documents: name, one line about each, and where the function is that makes it.

That function is imported when the document is made: all of them would cost more than most take.
"""

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from rete.records import frozen

if TYPE_CHECKING:
    from rete.model.rete import Rete
    from rete.reckoning.viste import Vista

Riferimento = Literal["verbale", "decisione", "ente", "tavolo", "monitoraggio"]
_MODULES = {"scheda-ente": "schede", "scheda-tavolo": "schede"}
"""Those that hold more than the one function that has their name."""


@frozen
class Documento:
    """One document of a day; its function has its name, in the module of that name.

    ``di`` is the kind of record that it is about, where it is about one. ``opzione`` is what else
    can be asked of it: one of the views of a text, or the day from which a stretch of time begins.
    """

    nome: str
    descrizione: str
    di: Riferimento | None = None
    opzione: Literal["vista", "dal"] | None = None

    def values(
        self, rete: "Rete", day: date, reference: str | None, **asked: "Vista | date | None"
    ) -> dict[str, Any]:
        """What its template, which has its name, may name: the pact, the day, what its function
        gives; ``asked`` is by ``opzione``."""
        name = self.nome.replace("-", "_")
        module = import_module(f"rete.documents.{_MODULES.get(self.nome, name)}")
        given = {key: value for key, value in asked.items() if key == self.opzione and value}
        values = getattr(module, name)(rete, day, reference, **given)
        return {"patto": rete.patto, "giorno": day, **values}


DOCUMENTS: tuple[Documento, ...] = (
    Documento(
        nome="convocazione",
        descrizione="La lettera che convoca una seduta, con l'ordine del giorno.",
        di="verbale",
    ),
    Documento(
        nome="delega",
        descrizione="Il modulo di delega, in bianco, per una seduta.",
        di="verbale",
    ),
    Documento(
        nome="dossier",
        descrizione="Per preparare una seduta: punti, azioni, scadenze, chi vota.",
        di="verbale",
    ),
    Documento(
        nome="elenco-aderenti",
        descrizione="Gli aderenti di un giorno: chi, da quando, con quale atto.",
    ),
    Documento(
        nome="estratto",
        descrizione="Una decisione per esteso, da certificare (VERBALE/NUMERO).",
        di="decisione",
    ),
    Documento(
        nome="firmatari",
        descrizione="Chi ha aderito fino a un giorno: quando e per quale atto.",
    ),
    Documento(
        nome="foglio-firme",
        descrizione="Il foglio delle presenze di una seduta, da firmare.",
        di="verbale",
    ),
    Documento(
        nome="monitoraggio",
        descrizione="Un monitoraggio: indicatori, che cosa manca, relazione.",
        di="monitoraggio",
    ),
    Documento(
        nome="patto",
        descrizione="Il patto: in un giorno, come firmato, in ogni versione.",
        opzione="vista",
    ),
    Documento(
        nome="registro-decisioni",
        descrizione="Le decisioni di tutti i tavoli: voti, esito, effetti.",
        opzione="dal",
    ),
    Documento(
        nome="scheda-ente",
        descrizione="Un ente in una pagina: adesioni, tavoli, presenze, azioni.",
        di="ente",
    ),
    Documento(
        nome="scheda-tavolo",
        descrizione="Un tavolo in una pagina: componenti, presenze, azioni.",
        di="tavolo",
    ),
    Documento(
        nome="verbale",
        descrizione="Il verbale di una seduta, di cui si dà l'id.",
        di="verbale",
    ),
)
