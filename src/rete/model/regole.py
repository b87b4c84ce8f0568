"""The rules that the articles of a pact (or a table's own) lay down, as data; by day: `vigenti`."""

from typing import Literal

from rete.model.comuni import Durata, Genere, Ids, ModoApprovazione, Sessione, TipoEffetto
from rete.model.ente import Natura
from rete.records import dataclass, frozen

Parita = Literal["presiede", "respinta", "si-rivota"]
Base = Literal["votanti", "presenti", "aventi-diritto"]
Chiamata = Literal["prima", "seconda"]
Arrotondamento = Literal["difetto"]
Bianche = Literal["contano"]
Congiunta = Literal["ciascuno", "insieme"]
Taciuta = Literal[
    "convocazione",
    "convocazione.preavviso",
    "convocazione.documenti",
    "convocazione.urgente",
    "convocazione.seconda_dopo",
    "convocazione.a_richiesta_di",
    "decisioni",
    "decisioni.decide",
    "decisioni.numero_legale",
    "decisioni.maggioranza",
    "decisioni.parita",
    "decisioni.segreto",
    "decisioni.ratifica",
    "decisioni.arrotonda",
    "decisioni.bianche",
    "decisioni.esclusi",
    "deleghe",
    "voto",
    "sospesi_nel_numero_legale",
    "assenze",
    "verbali",
    "verbali.approvazione",
    "verbali.entro",
    "cadenza",
    "termine_festivo",
    "silenzio",
    "congiunte",
]
"""A key of `Regole` that a scope may silence: what is more general does not hold there."""


@dataclass(frozen=True, kw_only=True)
class Cadenza:
    ogni_mesi: int | None = None
    volte_anno: int | None = None


@dataclass(frozen=True, kw_only=True)
class RegoleConvocazione:
    preavviso: Durata | None = None
    documenti: Durata | None = None
    urgente: Durata | None = None
    seconda_dopo: Durata | None = None
    a_richiesta_di: str | None = None


@dataclass(frozen=True, kw_only=True)
class Quorum:
    """More than (``oltre``) or at least (``almeno``) a fraction ``n/m``, or a ``numero``."""

    oltre: str | None = None
    almeno: str | None = None
    numero: int | None = None


@dataclass(frozen=True, kw_only=True)
class NumeroLegale:
    prima: Quorum | None = None
    seconda: Quorum | None = None


@dataclass(frozen=True, kw_only=True)
class Maggioranza:
    """A fraction of those who vote, are present, or are entitled; or a number of votes.

    ``fra`` counts only the bodies of that kind.
    """

    di: Base | None = None
    oltre: str | None = None
    almeno: str | None = None
    numero: int | None = None
    fra: Natura | None = None


@dataclass(frozen=True, kw_only=True)
class Ratifica:
    chi: str
    entro: Durata


@dataclass(frozen=True, kw_only=True)
class RegoleEsclusi:
    """How who is excluded from a vote counts; without ``nella_base`` only among the entitled."""

    nel_numero_legale: bool = False
    nella_base: bool | None = None


@dataclass(frozen=True, kw_only=True)
class RegolaDecisioni:
    """How decisions with some effects (``per``) or on some matters are taken, or all the others.

    ``maggioranza`` is one, ``maggioranze`` are several to be met together.
    """

    per: tuple[TipoEffetto, ...] = ()
    materie: Ids = ()
    chiamata: Chiamata | None = None
    decide: str | None = None
    numero_legale: NumeroLegale | None = None
    maggioranza: Maggioranza | None = None
    maggioranze: tuple[Maggioranza, ...] = ()
    arrotonda: Arrotondamento | None = None
    bianche: Bianche | None = None
    esclusi: RegoleEsclusi | None = None
    parita: Parita | None = None
    segreto: bool | None = None
    ratifica: Ratifica | None = None

    @property
    def is_for_all(self) -> bool:
        """Whether it holds for every decision that has no row of its own."""
        return not self.per and not self.materie

    @property
    def precedence(self) -> tuple[bool, bool]:
        """What sorts the rows of an article: first those for some decisions, or for one call."""
        return self.is_for_all, self.chiamata is None

    @property
    def richieste(self) -> tuple[Maggioranza, ...]:
        """The majorities to be met together, however many the row has."""
        return self.maggioranze or ((self.maggioranza,) if self.maggioranza else ())


@dataclass(frozen=True, kw_only=True)
class Scaglione:
    """From so many members on, so many proxies to one body."""

    aderenti: int
    massimo: int


@dataclass(frozen=True, kw_only=True)
class RegoleDeleghe:
    massimo: int | None = None
    senza_massimo: bool = False
    scaglioni: tuple[Scaglione, ...] = ()
    vietate_per: Ids = ()
    nel_numero_legale: bool = False

    def limit(self, aderenti: int | None) -> int | None:
        """How many proxies one body may hold, among so many members; `SENZA_LIMITE` if no matter.

        None where that cannot be told: the rules do not say it, or it follows from a number of
        members that nobody knows.
        """
        if self.senza_massimo:
            return SENZA_LIMITE
        if not self.scaglioni or self.massimo is None:
            return self.massimo
        if aderenti is None:
            return None
        reached = [one for one in self.scaglioni if one.aderenti <= aderenti]
        return max(reached, key=lambda one: one.aderenti).massimo if reached else self.massimo


SENZA_LIMITE = 1_000_000
"""More proxies than there can be bodies."""


@dataclass(frozen=True, kw_only=True)
class RegoleVoto:
    dopo: Durata | None = None


@dataclass(frozen=True, kw_only=True)
class RegoleRecesso:
    preavviso: Durata | None = None


@dataclass(frozen=True, kw_only=True)
class RegoleAssenze:
    consecutive: int | None = None
    effetto: str | None = None


@dataclass(frozen=True, kw_only=True)
class RegoleVerbali:
    approvazione: ModoApprovazione | None = None
    entro: Durata | None = None


@frozen
class RegoleCongiunte:
    """How tables that meet together count: each has its quorum, or all together one."""

    numero_legale: Congiunta


@dataclass(frozen=True, kw_only=True)
class Regole:
    """A set of rules; what is absent is not regulated, and checks stay silent on it."""

    convocazione: RegoleConvocazione | None = None
    decisioni: tuple[RegolaDecisioni, ...] | None = None
    deleghe: RegoleDeleghe | None = None
    voto: RegoleVoto | None = None
    sospesi_nel_numero_legale: bool | None = None
    recesso: RegoleRecesso | None = None
    assenze: RegoleAssenze | None = None
    verbali: RegoleVerbali | None = None
    cadenza: Cadenza | None = None
    termine_festivo: Literal["slitta", "resta"] | None = None
    silenzio: Literal["assenso"] | None = None
    congiunte: RegoleCongiunte | None = None

    @property
    def materie(self) -> frozenset[str]:
        """The matters of decisions that they name."""
        barred = self.deleghe.vietate_per if self.deleghe else ()
        return frozenset(barred).union(*(row.materie for row in self.decisioni or ()))

    @property
    def attesa(self) -> Durata | None:
        """How long who comes in waits before it votes."""
        return self.voto.dopo if self.voto else None


@frozen
class RegolePer:
    """The rules of an article for some tables, kinds of table or sessions only.

    What is absent is no limit. ``tace`` are the keys that nobody checks there, though more general
    rules have them.
    """

    regole: Regole | None = None
    tavoli: Ids = ()
    generi: tuple[Genere, ...] = ()
    sessioni: tuple[Sessione, ...] = ()
    tace: tuple[Taciuta, ...] = ()

    @property
    def rango(self) -> tuple[bool, bool, bool]:
        """How narrow the scope is: the greater is asked first."""
        return bool(self.tavoli), bool(self.generi), bool(self.sessioni)

    def holds_for(self, tavolo: str, genere: Genere, sessione: Sessione) -> bool:
        """Whether the rules are for a sitting of a table."""
        limits: tuple[tuple[tuple[str, ...], str], ...] = (
            (self.tavoli, tavolo),
            (self.generi, genere),
            (self.sessioni, sessione),
        )
        return all(not allowed or one in allowed for allowed, one in limits)
