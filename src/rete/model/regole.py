"""The rules that the articles of a pact (or a table's own) lay down, as data; by day: `vigenti`."""

from typing import Literal

from rete.model.comuni import Durata, ModoApprovazione, TipoEffetto
from rete.records import dataclass

Parita = Literal["presiede", "respinta", "si-rivota"]


@dataclass(frozen=True, kw_only=True)
class Cadenza:
    ogni_mesi: int | None = None
    volte_anno: int | None = None


@dataclass(frozen=True, kw_only=True)
class SecondaConvocazione:
    ore: int


@dataclass(frozen=True, kw_only=True)
class RegoleConvocazione:
    preavviso: Durata | None = None
    documenti: Durata | None = None
    urgente: Durata | None = None
    seconda_dopo: SecondaConvocazione | None = None
    a_richiesta_di: str | None = None


@dataclass(frozen=True, kw_only=True)
class Quorum:
    """More than (``oltre``) or at least (``almeno``) a fraction ``n/m``."""

    oltre: str | None = None
    almeno: str | None = None


@dataclass(frozen=True, kw_only=True)
class NumeroLegale:
    prima: Quorum | None = None
    seconda: Quorum | None = None


@dataclass(frozen=True, kw_only=True)
class Maggioranza:
    """A fraction of those who vote, are present, or are entitled."""

    di: Literal["votanti", "presenti", "aventi-diritto"]
    oltre: str | None = None
    almeno: str | None = None


@dataclass(frozen=True, kw_only=True)
class Ratifica:
    chi: str
    entro: Durata


@dataclass(frozen=True, kw_only=True)
class RegolaDecisioni:
    """How decisions of some kinds (``per``), or all the others, are taken."""

    per: tuple[TipoEffetto, ...] = ()
    decide: str | None = None
    numero_legale: NumeroLegale | None = None
    maggioranza: Maggioranza | None = None
    parita: Parita | None = None
    segreto: bool | None = None
    ratifica: Ratifica | None = None


@dataclass(frozen=True, kw_only=True)
class RegoleDeleghe:
    massimo: int
    nel_numero_legale: bool = False


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

    @property
    def attesa(self) -> Durata | None:
        """How long who comes in waits before it votes."""
        return self.voto.dopo if self.voto else None
