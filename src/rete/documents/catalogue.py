"""The table of documents: name, one line about each, and where the function is that makes it.

That function is imported when the document is made: all of them would cost more than most take.
"""

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from rete.model.rete import Rete
    from rete.reckoning.viste import Vista

Riferimento = Literal["verbale", "decisione", "ente", "tavolo", "monitoraggio"]
_MODULES = {"scheda-ente": "schede", "scheda-tavolo": "schede"}
"""Those that hold more than the one function that has their name."""


class Documento(NamedTuple):
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
        "convocazione",
        "La lettera che convoca una seduta, con l'ordine del giorno.",
        "verbale",
    ),
    Documento(
        "delega",
        "Il modulo di delega, in bianco, per una seduta.",
        "verbale",
    ),
    Documento(
        "dossier",
        "Per preparare una seduta: punti, azioni, scadenze, chi vota.",
        "verbale",
    ),
    Documento(
        "elenco-aderenti",
        "Gli aderenti di un giorno: chi, da quando, con quale atto.",
    ),
    Documento(
        "estratto",
        "Una decisione per esteso, da certificare (VERBALE/NUMERO).",
        "decisione",
    ),
    Documento(
        "firmatari",
        "Chi ha aderito fino a un giorno: quando e per quale atto.",
    ),
    Documento(
        "foglio-firme",
        "Il foglio delle presenze di una seduta, da firmare.",
        "verbale",
    ),
    Documento(
        "monitoraggio",
        "Un monitoraggio: indicatori, che cosa manca, relazione.",
        "monitoraggio",
    ),
    Documento(
        "patto",
        "Il patto: in un giorno, come firmato, in ogni versione.",
        opzione="vista",
    ),
    Documento(
        "registro-decisioni",
        "Le decisioni di tutti i tavoli: voti, esito, effetti.",
        opzione="dal",
    ),
    Documento(
        "scheda-ente",
        "Un ente in una pagina: adesioni, tavoli, presenze, azioni.",
        "ente",
    ),
    Documento(
        "scheda-tavolo",
        "Un tavolo in una pagina: componenti, presenze, azioni.",
        "tavolo",
    ),
    Documento(
        "verbale",
        "Il verbale di una seduta, di cui si dà l'id.",
        "verbale",
    ),
)
