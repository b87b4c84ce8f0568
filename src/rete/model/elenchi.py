"""The lists of a register whose items have days or acts: a row each, which all the rest goes by.

The rules of periods and of citations, the balance, what is revoked, cards and comparisons ask here
what there is to look at: a list without a row is seen by none of them. A thing that stands alone
(how a table was set up) is a list of one. What the items of each list mean is not here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cached_property, lru_cache
from typing import Any, Final, Generic, NamedTuple, TypeVar, cast, get_args

from rete.diagnostics import DocPath
from rete.model.bisogno import Emersione, Passo
from rete.model.comuni import Incarico, Periodo
from rete.model.ente import Adesione, DenominazionePrecedente, Referente
from rete.model.monitoraggio import Monitoraggio
from rete.model.nominati import KEYS
from rete.model.patto import Termine, Versione
from rete.model.progetto import Fase, Partner
from rete.model.rete import Rete, Tipo
from rete.model.tavolo import Chiusura, Istituzione, Regolamento
from rete.model.verbale import Approvazione
from rete.records import dataclass

V = TypeVar("V")
V_co = TypeVar("V_co", covariant=True)

CLOSING_KEYS: Final = ("atto_fine", "causa")
"""What an item says only of its end."""


def sigla(tipo: Tipo) -> str:
    """What the codes of the findings on a kind of file begin with."""
    return tipo[:3].upper()


@dataclass(frozen=True, kw_only=True, eq=False)
class Elenco(Generic[V]):
    """One list: ``chiavi`` lead to it from a record of a kind, and ``voce`` are its items.

    ``nome`` is one of them in a word. ``detto`` names one in a finding, ``quando`` tells its days
    (else those of its period): both are filled in with the item and with what holds the list.
    An item that goes on when one of ``finisce_con`` ends, of its body or of its table, ends too.
    """

    tipo: Tipo
    chiavi: tuple[str, ...]
    voce: type[V]
    nome: str
    detto: str
    quando: str | None = None
    finisce_con: "tuple[Elenco[Any], ...]" = ()

    @cached_property
    def posto(self) -> str:
        """The kind of file and the keys that lead to the list, in one word."""
        return ".".join((self.tipo, *self.chiavi))

    @property
    def sigla(self) -> str:
        return sigla(self.tipo)

    @cached_property
    def campi(self) -> frozenset[str]:
        """The keys that an item may have."""
        return frozenset(field.name for field in fields(cast(Any, self.voce)))

    @cached_property
    def atti(self) -> tuple[str, ...]:
        """Those under which an item cites an act."""
        return tuple(key for key, kind in KEYS.items() if kind == "atto" and key in self.campi)

    def has(self, *keys: str) -> bool:
        return self.campi.issuperset(keys)

    def items_of(self, scheda: Any) -> Sequence[tuple[DocPath, V, Any]]:
        """The items that a record has, each with its place and with what holds the list."""
        found: list[tuple[DocPath, Any, Any]] = [((), scheda, scheda)]
        for key in self.chiavi:
            found = [one for path, holder, _ in found for one in _below(path, holder, key)]
        return found


def _below(path: DocPath, holder: Any, key: str) -> list[tuple[DocPath, Any, Any]]:
    value = getattr(holder, key)
    if isinstance(value, tuple):
        return [((*path, key, index), item, holder) for index, item in enumerate(value)]
    return [] if value is None else [((*path, key), value, holder)]


class Voce(NamedTuple, Generic[V_co]):
    """An item of a list, with its place in a file; ``sopra`` is what holds the list."""

    elenco: Elenco[Any]
    scheda: Any
    file: str
    path: DocPath
    voce: V_co
    sopra: Any

    @property
    def id(self) -> str:
        """That of its record; the pact, which has none, is «patto»."""
        return getattr(self.scheda, "id", self.elenco.tipo)

    # Thousands are looked at and few are at fault: words are looked for only then.

    @property
    def noun(self) -> str:
        return self.elenco.detto.format(self.voce, self.sopra)

    @property
    def what(self) -> str:
        """Its name with its days: ``l'adesione dal 2024-01-15``."""
        if self.elenco.quando is not None:
            return self.noun + self.elenco.quando.format(self.voce)
        dal, al = getattr(self.voce, "dal", None), getattr(self.voce, "al", None)
        if dal is not None:
            return f"{self.noun} dal {dal}"
        return f"{self.noun} fino al {al}" if al else self.noun


ADESIONI: Final = Elenco(
    tipo="ente", chiavi=("adesioni",), voce=Adesione, nome="adesione", detto="l'adesione"
)
SOSPENSIONI: Final = Elenco(
    tipo="ente",
    chiavi=("sospensioni",),
    voce=Periodo,
    nome="sospensione",
    detto="la sospensione",
    finisce_con=(ADESIONI,),
)
REFERENTI: Final = Elenco(
    tipo="ente",
    chiavi=("referenti",),
    voce=Referente,
    nome="referente",
    detto="il {0.ruolo} {0.carica_detta}",
    finisce_con=(ADESIONI,),
)
NOMI_DI_PRIMA: Final = Elenco(
    tipo="ente",
    chiavi=("denominazioni_precedenti",),
    voce=DenominazionePrecedente,
    nome="denominazione",
    detto="la denominazione {0.nome_detto}",
    quando=" (fino al {0.al})",
)
ISTITUZIONE: Final = Elenco(
    tipo="tavolo",
    chiavi=("istituzione",),
    voce=Istituzione,
    nome="istituzione",
    detto="l'istituzione del tavolo",
    quando="",
)
CHIUSURA: Final = Elenco(
    tipo="tavolo",
    chiavi=("chiusura",),
    voce=Chiusura,
    nome="chiusura",
    detto="la chiusura del tavolo",
    quando="",
)
COMPONENTI: Final = Elenco(
    tipo="tavolo",
    chiavi=("componenti",),
    voce=Incarico,
    nome="componente",
    detto="il posto di «{0.ente}»",
    finisce_con=(ADESIONI, CHIUSURA),
)
COORDINAMENTO: Final = Elenco(
    tipo="tavolo",
    chiavi=("coordinamento",),
    voce=Incarico,
    nome="coordinamento",
    detto="il coordinamento di «{0.ente}»",
    finisce_con=(ADESIONI, CHIUSURA),
)
REGOLAMENTO: Final = Elenco(
    tipo="tavolo",
    chiavi=("regolamento",),
    voce=Regolamento,
    nome="regolamento",
    detto="il regolamento",
)
PERIODI: Final = Elenco(
    tipo="patto",
    chiavi=("periodi",),
    voce=Termine,
    nome="periodo",
    detto="il periodo «{0.id}»",
)
SEGRETERIA: Final = Elenco(
    tipo="patto",
    chiavi=("segreteria",),
    voce=Incarico,
    nome="segreteria",
    detto="la segreteria di «{0.ente}»",
    finisce_con=(ADESIONI,),
)
VERSIONI: Final = Elenco(
    tipo="patto",
    chiavi=("articoli", "versioni"),
    voce=Versione,
    nome="articolo",
    detto="l'articolo {1.numero}",
)
APPROVAZIONE: Final = Elenco(
    tipo="verbale",
    chiavi=("approvazione",),
    voce=Approvazione,
    nome="approvazione",
    detto="l'approvazione",
    quando="",
)
EMERSO: Final = Elenco(
    tipo="bisogno",
    chiavi=("emerso",),
    voce=Emersione,
    nome="emersione",
    detto="il bisogno",
    quando="",
)
PASSI: Final = Elenco(
    tipo="bisogno",
    chiavi=("passi",),
    voce=Passo,
    nome="passo",
    detto="il passo «{0.stato}»",
    quando=" del {0.data}",
)
PARTNER: Final = Elenco(
    tipo="progetto",
    chiavi=("partner",),
    voce=Partner,
    nome="partner",
    detto="la presenza di «{0.ente}» come {0.ruolo}",
)
FASI: Final = Elenco(
    tipo="progetto", chiavi=("fasi",), voce=Fase, nome="fase", detto="la fase «{0.stato}»"
)
MONITORAGGIO: Final = Elenco(
    tipo="monitoraggio",
    chiavi=(),
    voce=Monitoraggio,
    nome="scheda",
    detto="il monitoraggio",
    quando="",
)

TIPI: Final[tuple[Tipo, ...]] = get_args(Tipo)
ELENCHI: tuple[Elenco[Any], ...] = (
    *(ADESIONI, SOSPENSIONI, REFERENTI, NOMI_DI_PRIMA),
    *(ISTITUZIONE, CHIUSURA, COMPONENTI, COORDINAMENTO, REGOLAMENTO),
    *(PERIODI, SEGRETERIA, VERSIONI, APPROVAZIONE),
    *(EMERSO, PASSI, PARTNER, FASI, MONITORAGGIO),
)
"""By kind of file, in the order in which a file has them."""


def elenchi(tipo: Tipo, *keys: str) -> list[Elenco[Any]]:
    """The lists of a kind of file whose items have some keys."""
    return [elenco for elenco in ELENCHI if elenco.tipo == tipo and elenco.has(*keys)]


def ending_with(greater: Elenco[Any]) -> list[Elenco[Any]]:
    """The lists of which an item ends when one of a greater list does."""
    return [elenco for elenco in ELENCHI if greater in elenco.finisce_con]


def voci(rete: Rete, elenco: Elenco[V]) -> Sequence[Voce[V]]:
    """Every item of a list in a register, record by record; walked through once."""
    known = _known(rete)
    if elenco not in known:
        known[elenco] = [
            Voce(elenco, scheda, scheda.file, *found)
            for scheda in rete.schede(elenco.tipo).values()
            for found in elenco.items_of(scheda)
        ]
    return known[elenco]


def voci_di(rete: Rete, tipo: Tipo, *keys: str) -> Iterator[Voce[Any]]:
    """Every item of the lists of a kind of file that has some keys."""
    for elenco in elenchi(tipo, *keys):
        yield from voci(rete, elenco)


def acts_cited(rete: Rete, *tipi: Tipo) -> Iterator[tuple[Voce[Any], str, str]]:
    """The acts that the lists of some kinds of file cite: by which item, under which key."""
    for elenco in (elenco for tipo in tipi or TIPI for elenco in elenchi(tipo)):
        for item in voci(rete, elenco) if elenco.atti else ():
            for key in elenco.atti:
                act = getattr(item.voce, key)
                if act is not None:
                    yield item, key, act


@lru_cache(maxsize=4)
def _known(_rete: Rete) -> dict[Elenco[Any], Sequence[Voce[Any]]]:
    return {}
