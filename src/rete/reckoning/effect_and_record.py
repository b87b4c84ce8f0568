"""What an effect says against what a record says, value by value; which pairs meet is not here."""

from rete.model.comuni import Effetto
from rete.model.tempo import DataParziale
from rete.reckoning.claim import Attesa, Valore, value_of
from rete.records import dataclass

_WRITTEN_AS = {"vigilia": "al"}


@dataclass(frozen=True, kw_only=True)
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


def differences_between(expected: Attesa, effetto: Effetto) -> tuple[Divario, ...]:
    """The values on which an effect differs from what a record expects of it."""
    found = []
    for key, ours in expected.valori:
        theirs = _stated(effetto, key, expected)
        unsaid = theirs is None and (ours is None or key not in expected.esatti)
        if not unsaid and not _same(ours, theirs):
            found.append(Divario(chiave=_WRITTEN_AS.get(key, key), qui=ours, nell_atto=theirs))
    return tuple(found)


def _stated(effetto: Effetto, key: str, expected: Attesa) -> Valore:
    """What the act says under a key; an admission «from the signature» says the signature's day."""
    if key == "dal" and effetto.decorrenza == "firma":
        day = expected.firma
        return DataParziale.of_day(day) if day else "il giorno della firma («firma»)"
    return value_of(effetto, key)


def _same(ours: Valore, theirs: Valore) -> bool:
    if isinstance(ours, DataParziale) and isinstance(theirs, DataParziale):
        return ours.primo <= theirs.ultimo and theirs.primo <= ours.ultimo
    return ours == theirs
