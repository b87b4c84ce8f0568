"""Minutes: who met, when, about what, what was decided and who must do what."""

from datetime import date
from typing import Literal

from rete.model.comuni import Allegato, Effetto, Esito, Fonti, Ids, ModoApprovazione, Sessione
from rete.model.convocazione import (
    Convocazione,
    Disdetta,
    Modalita,
    Previsione,
    Spostamento,
    Variazione,
)
from rete.records import dataclass, frozen

Metodo = Literal["palese", "segreto", "consenso"]


@dataclass(frozen=True, kw_only=True)
class Delega:
    """The proxy of body ``di`` to body ``a`` (unknown where the minutes do not say)."""

    di: str
    a: str | None = None


@dataclass(frozen=True, kw_only=True)
class Risposta:
    """The day on which a body answered, in a sitting in writing."""

    ente: str
    il: date


@dataclass(frozen=True, kw_only=True)
class Movimento:
    """A body comes in or goes out; the number of the decision counts, the hour is for the text."""

    ente: str
    entra: str | None = None
    esce: str | None = None
    dal_voto: int | None = None
    dopo_il_voto: int | None = None


@frozen
class Svolto:
    """One thing of what happened at a point, of which exactly one is said (a rule checks it)."""

    testo: str | None = None
    decisione: int | None = None
    azione: int | None = None


@dataclass(frozen=True, kw_only=True)
class Punto:
    """A point of the agenda; ``numero`` is how its number is printed, where it is not ``punto``.

    ``svolgimento`` is what happened in its order, where the discussion and then the decisions are
    not: `svolgimento` of this package tells it of every point.
    """

    punto: int
    titolo: str
    numero: str | None = None
    discussione: str | None = None
    svolgimento: tuple[Svolto, ...] = ()
    rinviato: bool = False

    @property
    def stampato(self) -> str:
        """Its number as papers and screens show it: `2`, `2.1`, `2 bis`."""
        return self.numero or str(self.punto)

    @property
    def detto(self) -> tuple[str, ...]:
        """What was said about it, in order."""
        first = (self.discussione,) if self.discussione else ()
        return (*first, *(one.testo for one in self.svolgimento if one.testo is not None))


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
    """The votes for a body, or for one of several proposals (``opzione``): one of the two."""

    ente: str | None = None
    opzione: str | None = None
    voti: int

    @property
    def scelta(self) -> str:
        """What was voted for: the id of a body, or a text."""
        return self.ente or self.opzione or ""


@dataclass(frozen=True, kw_only=True)
class Votazione:
    """A vote by exception: those in favour follow by difference, unless ``conteggio`` says.

    ``anticipati`` sent their vote before the sitting; ``eletti`` are ids of bodies, or texts.
    """

    metodo: Metodo
    contrari: Ids = ()
    astenuti: Ids = ()
    non_votanti: Ids = ()
    esclusi: Ids = ()
    anticipati: Ids = ()
    conteggio: Conteggio | None = None
    preferenze: tuple[Preferenza, ...] = ()
    eletti: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Decisione:
    n: int
    oggetto: str
    testo: str
    esito: Esito
    punto: int | None = None
    premesse: tuple[str, ...] = ()
    materia: str | None = None
    votazione: Votazione | None = None
    effetti: tuple[Effetto, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Azione:
    """What is to be done, by bodies, by others named in words, or by both; perhaps by a day."""

    n: int
    testo: str
    responsabili: Ids = ()
    incaricati: tuple[str, ...] = ()
    entro: date | None = None
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
    sessione: Sessione | None = None
    convocazione: Convocazione | None = None
    variazioni: tuple[Variazione, ...] = ()
    spostata: Spostamento | None = None
    disdetta: Disdetta | None = None
    seconda_di: str | None = None
    congiunta_con: Ids = ()
    presiede: str | None = None
    verbalizza: str | None = None
    presenti: Ids | None = None
    presenti_numero: int | None = None
    risposte: tuple[Risposta, ...] = ()
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
        """Whether the sitting took place: a planned one has only an agenda, and one that was
        moved or called off did not, whatever else its file says."""
        said = (self.presenti, self.presenti_numero, self.deserta)
        listed = (self.collegati, self.risposte, self.decisioni)
        return not self.is_off and (any(one is not None for one in said) or any(listed))

    @property
    def is_off(self) -> bool:
        """Whether it was moved to another day, or called off."""
        return self.spostata is not None or self.disdetta is not None

    @property
    def is_planned(self) -> bool:
        """Whether it is still to be held, or nobody has written yet that it was."""
        return not self.was_held and not self.is_off

    @property
    def inviata(self) -> date | None:
        """The day on which the letter went; None where it did not, or nobody knows."""
        return self.convocazione.inviata if self.convocazione else None

    @property
    def convocata(self) -> Previsione:
        """When and where it was called for, as the letter said it.

        What the letter does not say is what the minutes do: so it stands in registers of before.
        """
        call = self.convocazione or Convocazione()
        return Previsione(
            ora=call.ora or self.inizio,
            luogo=call.luogo or self.luogo,
            modalita=call.modalita or self.modalita,
            collegamento=call.collegamento,
        )

    @property
    def prevista(self) -> Previsione:
        """The same after the changes that were told since: what a calendar shows."""
        found = self.convocata
        for change in self.variazioni:
            found = found.after(change)
        return found

    @property
    def is_numbered_in_order(self) -> bool:
        """Whether the points of its agenda are printed as 1, 2, 3…, as a numbered list is."""
        return all(p.stampato == str(n) for n, p in enumerate(self.odg, start=1))

    def printed(self, punto: int) -> str:
        """How the number of a point is printed; as it is, where the agenda does not have it."""
        return next((one.stampato for one in self.odg if one.punto == punto), str(punto))

    @property
    def is_approved(self) -> bool:
        return self.approvazione is not None

    @property
    def tavoli(self) -> tuple[str, ...]:
        """The table that met, and those that met with it."""
        return (self.tavolo, *self.congiunta_con)

    @property
    def sessione_che_conta(self) -> Sessione:
        """That by whose rules the sitting is counted: one that is not said is ordinary."""
        return self.sessione or "ordinaria"

    @property
    def says_who(self) -> bool:
        """Whether it says who was there, if only who was connected."""
        return self.presenti is not None or bool(self.collegati)

    @property
    def leaving(self) -> frozenset[str]:
        """Whoever a movement takes out, who may leave a proxy behind."""
        return frozenset(
            one.ente
            for one in self.movimenti
            if one.esce is not None or one.dopo_il_voto is not None
        )

    @property
    def attending(self) -> tuple[str, ...]:
        """Whoever was there at any moment, in the room or connected."""
        return (*(self.presenti or ()), *self.collegati)
