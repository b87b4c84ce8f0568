"""The pact: its terms, its articles in time, its vocabularies; what articles rule is `regole`."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

from rete.model.comuni import Durata, Fonti, Incarico, Numero
from rete.model.ente import Contatti
from rete.model.regole import Regole, RegolePer
from rete.model.tempo import DataParziale
from rete.records import frozen

Vocabolario = Literal["ambiti", "comunita"]
MATERIE_DI_TUTTI: Final = ("bilancio", "elezioni", "scioglimento")
"""The matters that many rules name; nothing follows from them where the pact is silent."""
ModoRinnovo = Literal["espresso", "tacito", "nessuno"]


@frozen
class Voce:
    """One word of a vocabulary."""

    id: str
    nome: str


@frozen
class VoceCarica(Voce):
    """An office that the pact has, and how many hold it at once where it says so."""

    posti: int | None = None


@frozen
class Vocabolari:
    ambiti: tuple[Voce, ...] = ()
    comunita: tuple[Voce, ...] = ()
    cariche: tuple[VoceCarica, ...] = ()
    materie: tuple[Voce, ...] = ()
    """What decisions are about; those of `MATERIE_DI_TUTTI` are always there."""

    def of(self, nome: Vocabolario) -> tuple[Voce, ...]:
        """The words of the vocabulary with this name."""
        return self.ambiti if nome == "ambiti" else self.comunita

    @property
    def nomi_materie(self) -> Mapping[str, str]:
        """The matters that decisions may be about: the name of each, by id."""
        return {**{one: one for one in MATERIE_DI_TUTTI}, **{v.id: v.nome for v in self.materie}}


@frozen
class Carica(Incarico):
    """An office of the network that a body holds for a while."""

    carica: str


@frozen
class Rinnovo:
    modo: ModoRinnovo | None = None
    decidere_entro: Durata | None = None


@frozen
class Termine:
    """One term of the pact (an item of ``periodi``); without ``al`` the end follows ``durata``.

    ``senza_termine`` says that it has no end, which is other than an end that is not known.
    """

    id: str
    atto: str
    dal: DataParziale | None = None
    al: DataParziale | None = None
    titolo: str | None = None
    rinnovo: Rinnovo | None = None
    durata: Durata | None = None
    senza_termine: bool = False
    fonti: Fonti = ()
    note: str | None = None


@frozen
class Versione:
    """The text and the rules of an article from a day on, until the next version."""

    atto: str
    dal: DataParziale | None = None
    testo: str | None = None
    regole: Regole | None = None
    regole_per: tuple[RegolePer, ...] = ()
    fonti: Fonti = ()
    note: str | None = None

    @property
    def has_rules(self) -> bool:
        """Whether it lays down any rule, for everybody or for some."""
        return self.regole is not None or bool(self.regole_per)


@frozen
class Articolo:
    numero: str
    rubrica: str
    versioni: tuple[Versione, ...]
    fonti: Fonti = ()
    note: str | None = None


@frozen
class MonitoraggioPrevisto:
    id: str
    tipo: Literal["intermedio", "annuale", "finale"]
    periodo: str
    entro: date | None = None
    articolo: str | None = None
    fonti: Fonti = ()
    note: str | None = None


@frozen
class Indicatore:
    id: str
    nome: str
    unita: str
    fonte: str
    obiettivo: str | Numero | None = None
    articolo: str | None = None
    fonti: Fonti = ()
    note: str | None = None


@frozen
class Adempimento:
    """What somebody must do, again and again (``ogni``) or by a day (``entro``)."""

    id: str
    chi: str
    cosa: str
    articolo: str
    ogni: Durata | None = None
    entro: date | None = None
    fonti: Fonti = ()
    note: str | None = None


@frozen
class ConteggioPubblicato:
    """How many members somebody said there were on a day."""

    data: DataParziale
    fonti: Fonti
    totale: int | None = None
    pubblici: int | None = None
    privati: int | None = None
    note: str | None = None


@frozen
class Patto:
    file: str
    titolo: str
    nome: str
    elenco: Literal["completo", "parziale"]
    vocabolari: Vocabolari
    periodi: tuple[Termine, ...]
    contatti: Contatti | None = None
    segreteria: tuple[Incarico, ...] = ()
    cariche: tuple[Carica, ...] = ()
    premesse: tuple[str, ...] = ()
    obiettivi: tuple[str, ...] = ()
    criticita: tuple[str, ...] = ()
    articoli: tuple[Articolo, ...] = ()
    monitoraggi: tuple[MonitoraggioPrevisto, ...] = ()
    indicatori: tuple[Indicatore, ...] = ()
    adempimenti: tuple[Adempimento, ...] = ()
    conteggi_pubblicati: tuple[ConteggioPubblicato, ...] = ()
    fonti: Fonti = ()
    note: str | None = None

    @property
    def is_complete(self) -> bool:
        """Whether the register lists every member (else nobody recounts who was entitled)."""
        return self.elenco == "completo"

    def carica(self, identifier: str) -> VoceCarica | None:
        """The office with this id; None where the vocabulary has none."""
        return next((one for one in self.vocabolari.cariche if one.id == identifier), None)
