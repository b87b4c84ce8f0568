"""`Pretesa`: a record that cites an act, and the effects that would justify it; all: `claims`."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, Final

from rete.diagnostics import DocPath
from rete.model.comuni import Effetto, TipoEffetto
from rete.model.effetti import EXPECTED, ROWS
from rete.model.effetti.riga import Attesa, RigaEffetto
from rete.model.elenchi import CHIUSURA, ISTITUZIONE
from rete.model.forma_di_elenco import Elenco, Voce
from rete.model.nominati import KEYS
from rete.model.rete import Tipo
from rete.model.tempo import DataParziale, eve, may_be_one
from rete.records import frozen

Valore = DataParziale | str | None
Chiave = tuple[TipoEffetto, tuple[str, ...], tuple[str, ...]]
"""A kind of effect, the keys by which it names something, and the names."""

IN_BALANCE: Final[tuple[Tipo, ...]] = (
    *("ente", "tavolo", "patto"),
    *("monitoraggio", "progetto", "verbale"),
)
"""The kinds of file of which some list answers to effects, in the order in which they are told."""


@frozen
class Pretesa:
    """One ``atto`` or ``atto_fine`` of the register, with what it says that the act did."""

    voce: Voce[Any]
    chiave: str
    nomi: Mapping[str, str]
    """Whom or what it is about, by the key under which an effect names it."""
    valori: Mapping[str, Valore]
    """What the record says, by key; ``firma`` is the day on which the body signed."""
    fondabile: bool = False
    """Whether a signing is enough: it founds terms, articles, tables and admits who signs."""
    soggetto: str | None = None
    """The body that must have signed, where what a signing founds is about one."""
    fondato: tuple[DataParziale, ...] = ()
    """Where a signing founds it, the days on which it may begin beside that of the signing."""
    detto: str = ""
    """What the act should have done, where it is not told as the effect is."""

    @property
    def elenco(self) -> Elenco[Any]:
        return self.voce.elenco

    @property
    def file(self) -> str:
        return self.voce.file

    @property
    def path(self) -> DocPath:
        return (*self.voce.path, self.chiave)

    @property
    def atto(self) -> str:
        return str(getattr(self.voce.voce, self.chiave))

    @property
    def posto(self) -> str:
        return f"{self.elenco.posto}.{self.chiave}"

    @property
    def genere(self) -> str:
        """How the codes of what is wrong with it begin."""
        return self.elenco.sigla

    @property
    def chiuso_da(self) -> str | None:
        """For a start: the act that ended the period (who revoked it may have)."""
        if self.is_an_end:
            return None
        if self.elenco is ISTITUZIONE:
            over = self.voce.scheda.chiusura
            return over.atto if over else None
        return getattr(self.voce.voce, "atto_fine", None)

    @property
    def dal_atto(self) -> str | None:
        """For an end: the act that began the period (who revokes it may end it)."""
        if not self.is_an_end:
            return None
        begun = self.voce.scheda.istituzione if self.elenco is CHIUSURA else self.voce.voce
        act: str | None = begun.atto
        return act

    @property
    def tipo(self) -> TipoEffetto:
        """The kind of effect that is told to be missing."""
        return EXPECTED[self.posto][0][0]

    @property
    def riga(self) -> RigaEffetto:
        return ROWS[self.tipo]

    @property
    def cosa(self) -> str:
        """What the act should have done, in words: «l'ammissione di «il-ponte»»."""
        return self.detto or self.riga.in_findings.format_map(self.nomi)

    @property
    def attese(self) -> Iterator[tuple[Chiave, Attesa]]:
        """The effects that would justify it, by the key under which each is looked up."""
        for kind, place in EXPECTED[self.posto]:
            names = tuple(self.nomi["ente" if KEYS.get(k) == "ente" else k] for k in place.di)
            yield (kind, place.di, names), place

    @property
    def is_an_end(self) -> bool:
        return self.chiave == "atto_fine" or self.elenco is CHIUSURA

    @property
    def effetto(self) -> DataParziale | None:
        """The day on which the record says that it happened."""
        day = self.valori.get("al" if self.is_an_end else "dal")
        return day if isinstance(day, DataParziale) else None

    def place_of(self, key: str) -> DocPath:
        """Where in the file stands what the record says under a key."""
        of_table = self.elenco is ISTITUZIONE and key != "dal"
        return (key,) if of_table else (*self.voce.path, key)

    @property
    def chiudibile(self) -> bool:
        """Whether what began can be closed by an act, and need not be taken away."""
        return self.elenco.has("atto_fine")


def keys_of(effetto: Effetto) -> Iterator[Chiave]:
    """The keys under which an effect is looked up: on itself, and on what it carries with it."""
    for keys in {place.di: None for place in ROWS[effetto.tipo].found}:
        for names in product(*(_names(effetto, key) for key in keys)):
            yield effetto.tipo, keys, names


def _names(effetto: Effetto, key: str) -> tuple[str, ...]:
    value = getattr(effetto, key)
    return value if isinstance(value, tuple) else (value,) if value else ()


def first_seats(effetto: Effetto) -> tuple[str, ...]:
    """Who sits from its first day at the table that an effect sets up: who leads it sits too."""
    leads = (effetto.coordina,) if effetto.coordina else ()
    return tuple(dict.fromkeys((*effetto.componenti, *leads)))


def value_of(effetto: Effetto, key: str) -> Valore:
    """What an effect says under a key; ``vigilia`` is the day before its ``dal``."""
    if key == "vigilia":
        known = effetto.dal is not None and not effetto.dal.is_month
        return DataParziale.of_day(eve(effetto.dal.primo)) if known and effetto.dal else None
    value: Valore = getattr(effetto, key)
    return value or "effettivo" if key == "qualita" else value


@frozen
class Divario:
    """One value on which an effect and a record do not agree; ``chiave`` is the record's."""

    chiave: str
    qui: Valore
    nell_atto: Valore

    @property
    def detto(self) -> str:
        """«dal» qui è 2024-05-12 e nell'atto 2024-05-10."""
        there = "non c'è" if self.nell_atto is None else self.nell_atto
        return f"«{self.chiave}» qui è {self.qui or 'assente'} e nell'atto {there}"


def differences_between(claim: Pretesa, expected: Attesa, effetto: Effetto) -> tuple[Divario, ...]:
    """The values on which an effect differs from what a record says."""
    found = []
    for key in expected.valori:
        name = "al" if key == "vigilia" else key
        if name not in claim.valori:
            continue
        ours, theirs = claim.valori[name], _stated(claim, effetto, key)
        unsaid = theirs is None and (ours is None or key not in expected.esatti)
        if not unsaid and not _same(ours, theirs):
            found.append(Divario(chiave=name, qui=ours, nell_atto=theirs))
    return tuple(found)


def _stated(claim: Pretesa, effetto: Effetto, key: str) -> Valore:
    """What the act says under a key; an admission «from the signature» says the signature's day."""
    if key == "dal" and effetto.decorrenza == "firma":
        return claim.valori.get("firma") or "il giorno della firma («firma»)"
    return value_of(effetto, key)


def _same(ours: Valore, theirs: Valore) -> bool:
    if isinstance(ours, DataParziale) and isinstance(theirs, DataParziale):
        return may_be_one(ours, theirs)
    return ours == theirs
