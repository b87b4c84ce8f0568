"""The records that cite an act no longer good, and the values in them that must change with it.

Changes are gathered by record and written together: whoever moves one citation knows nothing of
the others that the same record may hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeGuard

from rete.changes import Plain, Record, Refused
from rete.diagnostics import DocPath
from rete.edits.bozza import Bozza, record_as_plain, written
from rete.model.comuni import Effetto
from rete.model.effetti.riga import Attesa
from rete.model.elenchi import TIPI
from rete.model.rete import Rete
from rete.model.tempo import DataParziale
from rete.reckoning.claim import Divario, Pretesa, differences_between, keys_of
from rete.reckoning.claims import claims

Posto = tuple[str, DocPath]
"""A file, and where a record stands in it."""


def claims_on(rete: Rete, acts: frozenset[str]) -> tuple[Pretesa, ...]:
    """What the register says that these acts did."""
    return tuple(claim for claim in claims(rete) if claim.atto in acts)


def paired(claim: Pretesa, effects: tuple[Effetto, ...]) -> tuple[Attesa, Effetto] | None:
    """The effect that would justify a claim, with what it should say."""
    for key, expected in claim.attese:
        for effetto in effects:
            if key in keys_of(effetto):
                return expected, effetto
    return None


@dataclass(slots=True)
class Riscritture:
    """New values by record; None is for a key that goes away. ``tolti`` are records that do."""

    valori: dict[Posto, dict[str, Plain | None]] = field(default_factory=dict)
    tolti: set[Posto] = field(default_factory=set)

    def put(self, claim: Pretesa, **values: Plain | None) -> None:
        """Give a key its value, whether it is already written or not."""
        self.at(claim.file, claim.path[:-1], values)

    def at(self, file: str, path: DocPath, values: dict[str, Plain | None]) -> None:
        self.valori.setdefault((file, path), {}).update(values)

    def drop(self, claim: Pretesa) -> None:
        self.tolti.add((claim.file, claim.path[:-1]))

    def move(self, claim: Pretesa, act: str, expected: Attesa, effetto: Effetto) -> None:
        """The claim cites another act, and says what that act says."""
        self.at(claim.file, claim.path[:-1], {str(claim.path[-1]): act})
        for divario in differences_between(claim, expected, effetto):
            self.at(claim.file, *_new_value(claim, divario))

    def write(self, bozza: Bozza, rete: Rete) -> None:
        shortened = {(file, path[:-1]) for file, path in self.tolti}
        for (file, path), values in self.valori.items():
            if (file, path[:-1]) not in shortened:
                _rewrite(bozza, file, path, record_at(rete, file, path), values)
        for file, holder in sorted(shortened):
            items = record_at(rete, file, holder)
            places = [(file, (*holder, n)) for n in range(len(items))] if _is_list(items) else []
            kept: list[Plain] = [
                _with_values(record_at(rete, *place), self.valori.get(place, {}))
                for place in places
                if place not in self.tolti
            ]
            bozza.replace(file, holder, kept)


def _is_list(value: object) -> TypeGuard[tuple[object, ...]]:
    return isinstance(value, tuple)


def _new_value(claim: Pretesa, divario: Divario) -> tuple[DocPath, dict[str, Plain | None]]:
    path = claim.place_of(divario.chiave)[:-1]
    match divario.nell_atto:
        case DataParziale() as day:
            return path, {divario.chiave: written(day)}
        case str() if divario.chiave == "dal":
            raise Refused(
                f"{claim.cosa} deve cominciare con la firma: scrivi prima «firma» in {claim.file}"
            )
        case value:
            return path, {divario.chiave: value}


def _rewrite(
    bozza: Bozza, file: str, path: DocPath, record: object, values: dict[str, Plain | None]
) -> None:
    was = record_as_plain(record)
    gone = any(value is None and key in was for key, value in values.items())
    # Whether «effettivo» is written or only meant, nobody can tell from here.
    if (gone or "qualita" in values) and path:
        bozza.replace(file, path, _with_values(record, values))
        return
    for key, value in values.items():
        if value is not None and was.get(key) != value:
            bozza.put(file, path, key, value, written=key in was)


def _with_values(record: object, values: Mapping[str, Plain | None]) -> Record:
    """A record of a list as its file would hold it; what goes without saying is left out."""
    whole = {**record_as_plain(record), **values}
    if whole.get("qualita") == "effettivo":
        del whole["qualita"]
    return {key: value for key, value in whole.items() if value is not None}


def record_at(rete: Rete, file: str, path: DocPath) -> object:
    """What stands at a place of a file."""
    found = next(one for tipo in TIPI for one in rete.schede(tipo).values() if one.file == file)
    for step in path:
        found = found[step] if isinstance(step, int) else getattr(found, step)
    return found
