"""Minutes: who met, when, about what, what was decided and who must do what."""

from datetime import date
from typing import Literal

from rete.model.comuni import Allegato, Effetto, Esito, Fonti, Ids, ModoApprovazione
from rete.records import dataclass

Metodo = Literal["palese", "segreto", "consenso"]
Modalita = Literal["presenza", "distanza", "mista", "scritta"]


@dataclass(frozen=True, kw_only=True)
class Convocazione:
    inviata: date
    mezzo: str
    urgente: bool = False
    seconda_il: date | None = None
    risposte_entro: date | None = None
    richiesta_da: Ids = ()
    richiesta_il: date | None = None


@dataclass(frozen=True, kw_only=True)
class Delega:
    """The proxy of body ``di`` to body ``a`` (unknown where the minutes do not say)."""

    di: str
    a: str | None = None


@dataclass(frozen=True, kw_only=True)
class Movimento:
    """A body comes in or goes out; the number of the decision counts, the hour is for the text."""

    ente: str
    entra: str | None = None
    esce: str | None = None
    dal_voto: int | None = None
    dopo_il_voto: int | None = None


@dataclass(frozen=True, kw_only=True)
class Punto:
    """A point of the agenda; ``numero`` is how its number is printed, where it is not ``punto``."""

    punto: int
    titolo: str
    numero: str | None = None
    discussione: str | None = None
    rinviato: bool = False

    @property
    def stampato(self) -> str:
        """Its number as papers and screens show it: `2`, `2.1`, `2 bis`."""
        return self.numero or str(self.punto)


@dataclass(frozen=True, kw_only=True)
class Conteggio:
    favorevoli: int
    contrari: int
    astenuti: int
    bianche: int = 0
    nulle: int = 0
    non_votanti: int = 0


@dataclass(frozen=True, kw_only=True)
class Preferenza:
    ente: str
    voti: int


@dataclass(frozen=True, kw_only=True)
class Votazione:
    """A vote by exception: those in favour follow by difference, unless ``conteggio`` says."""

    metodo: Metodo
    contrari: Ids = ()
    astenuti: Ids = ()
    non_votanti: Ids = ()
    esclusi: Ids = ()
    conteggio: Conteggio | None = None
    preferenze: tuple[Preferenza, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Decisione:
    n: int
    oggetto: str
    testo: str
    esito: Esito
    punto: int | None = None
    premesse: tuple[str, ...] = ()
    votazione: Votazione | None = None
    effetti: tuple[Effetto, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Azione:
    n: int
    testo: str
    responsabili: Ids
    entro: date
    punto: int | None = None


@dataclass(frozen=True, kw_only=True)
class Approvazione:
    modo: ModoApprovazione
    impronta: str
    atto: str | None = None
    data: date | None = None
    correzioni: str | None = None


@dataclass(frozen=True, kw_only=True)
class Verbale:
    """One sitting; ``data`` and ``tavolo`` come from the name of the file.

    ``sigillo`` is the digest computed of what approval freezes: None while not approved.
    """

    id: str
    file: str
    data: date
    tavolo: str
    odg: tuple[Punto, ...]
    sigillo: str | None = None
    numero: int | None = None
    protocollo: str | None = None
    inizio: str | None = None
    fine: str | None = None
    luogo: str | None = None
    modalita: Modalita | None = None
    convocazione: Convocazione | None = None
    seconda_di: str | None = None
    congiunta_con: Ids = ()
    presiede: str | None = None
    verbalizza: str | None = None
    presenti: Ids | None = None
    collegati: Ids = ()
    giustificati: Ids = ()
    deleghe: tuple[Delega, ...] = ()
    movimenti: tuple[Movimento, ...] = ()
    ospiti: tuple[str, ...] = ()
    decisioni: tuple[Decisione, ...] = ()
    azioni: tuple[Azione, ...] = ()
    allegati: tuple[Allegato, ...] = ()
    deserta: str | None = None
    approvazione: Approvazione | None = None
    fonti: Fonti = ()
    note: str | None = None

    @property
    def order(self) -> tuple[date, str]:
        """That of sittings: by day, and of one day by name."""
        return self.data, self.id

    @property
    def was_held(self) -> bool:
        """Whether the sitting took place (a planned one has only an agenda)."""
        return self.presenti is not None or bool(self.decisioni) or self.deserta is not None

    @property
    def is_approved(self) -> bool:
        return self.approvazione is not None

    @property
    def tavoli(self) -> tuple[str, ...]:
        """The table that met, and those that met with it."""
        return (self.tavolo, *self.congiunta_con)

    @property
    def attending(self) -> tuple[str, ...]:
        """Whoever was there at any moment, in the room or connected."""
        return (*(self.presenti or ()), *self.collegati)
