"""Both sides of the books of the example as plain data: records that cite acts, and effects.

Read from the files alone, so that the program is not asked what it ought to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from rete.diagnostics import DocPath
from rete.model.elenchi import ELENCHI
from rete.model.forma_di_elenco import Elenco
from tests.aiuti.corruzioni import Luogo, files, name_of
from tests.aiuti.registro import Data

OWN = {
    "adesioni": ("ammissione", "qualifica"),
    "sospensioni": ("sospensione",),
    "istituzione": ("istituzione",),
    "chiusura": ("chiusura",),
    "componenti": ("ingresso",),
    "coordinamento": ("coordinamento",),
    "segreteria": ("segreteria",),
    "cariche": ("carica",),
    "periodi": ("rinnovo",),
    "versioni": ("modifica-articolo",),
    "monitoraggio": ("monitoraggio",),
    "fasi": ("avvio-progetto",),
    "approvazione": ("approvazione-verbale",),
}
"""Of each kind of record, the effects whose own record it is."""

OWN_ENDS = {
    "adesioni": ("cessazione", "subentro"),
    "sospensioni": ("fine-sospensione",),
    "componenti": ("uscita",),
    "coordinamento": ("fine-coordinamento",),
    "segreteria": (),
    "cariche": ("fine-carica",),
}


@dataclass(frozen=True, kw_only=True)
class Effetto:
    """An effect as it is written: where, by which act, with what."""

    atto: str
    file: str
    path: DocPath
    dati: Data
    esito: str = "approvata"

    @property
    def tipo(self) -> str:
        return str(self.dati["tipo"])

    @property
    def codice(self) -> str:
        """The code of «non ancora attuata» on it."""
        return "VER066" if self.path[0] == "decisioni" else "ATT066"

    @property
    def nomi(self) -> frozenset[str]:
        """Every id that it names, with the act's."""
        return frozenset({self.atto, *_names(self.dati)})


def _names(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for inner in value.values():
                yield from _names(inner)
        case list():
            for inner in value:
                yield from _names(inner)
        case str():
            yield value


def _every_effect() -> Iterator[Effetto]:
    for file, data in files("verbale"):
        name = name_of(file)
        for index, decision in enumerate(data.get("decisioni", ())):
            act = f"{name}/{decision['n']}"
            path: DocPath = ("decisioni", index)
            yield from _effects_of(act, file, path, decision, decision["esito"])
    for file, data in files("atto"):
        name = name_of(file)
        yield from _effects_of(name, file, (), data, "approvata")


@cache
def effects() -> tuple[Effetto, ...]:
    """Every effect of the example, those of rectifications too, approved or not."""
    return tuple(_every_effect())


def _effects_of(act: str, file: str, path: DocPath, data: Data, esito: str) -> Iterator[Effetto]:
    for index, effect in enumerate(data.get("effetti", ())):
        here = (*path, "effetti", index)
        yield Effetto(atto=act, file=file, path=here, dati=effect, esito=esito)
        yield from _effects_of(act, file, here, effect, esito)


@dataclass(frozen=True, kw_only=True)
class Voce:
    """One record of the balance, as plain data, with its place."""

    lista: str
    sigla: str
    file: str
    path: DocPath
    dati: Data
    oggetto: str
    """The id that its own effects name."""
    nomi: frozenset[str] = field(default_factory=frozenset)

    def luogo(self, codici: str, *keys: str) -> Luogo:
        return Luogo(codici=codici, file=self.file, path=(*self.path, *keys))

    @property
    def atto(self) -> str:
        return str(self.dati.get("atto", ""))

    def effetti_propri(self, key: str, kinds: tuple[str, ...]) -> list[Effetto]:
        """The effects of the act cited under a key that this record answers to."""
        return [
            effect
            for effect in effects()
            if effect.atto == self.dati.get(key)
            and effect.tipo in kinds
            and self.oggetto in effect.nomi
            and ("tavolo" not in effect.dati or effect.dati["tavolo"] in self.nomi)
        ]


def items_of(elenco: Elenco[Any], data: Data) -> list[tuple[DocPath, Data, Data]]:
    """The items of a list in the data of a file, with their places and with what holds the list."""
    found: list[tuple[DocPath, Data, Data]] = [((), data, data)]
    for key in elenco.chiavi:
        found = [
            one
            for path, holder, _ in found
            if key in holder
            for one in _below((*path, key), holder[key], holder)
        ]
    return found


def _below(path: DocPath, value: Any, holder: Data) -> list[tuple[DocPath, Data, Data]]:
    if isinstance(value, list):
        return [((*path, index), item, holder) for index, item in enumerate(value)]
    return [(path, value, holder)]


def _every_record() -> Iterator[Voce]:
    for elenco in ELENCHI:
        lista = (elenco.chiavi or (elenco.tipo,))[-1]
        for file, data in files(elenco.tipo) if lista in OWN else ():
            for path, item, above in items_of(elenco, data):
                if lista == "approvazione" and "atto" not in item:
                    continue
                if lista == "fasi" and item["stato"] != "in-corso":
                    continue
                article = None if above is data else above["numero"]
                names = (item.get("ente"), item.get("id"), article, name_of(file))
                yield Voce(
                    lista=lista,
                    sigla=elenco.sigla,
                    file=file,
                    path=path,
                    dati=item,
                    oggetto=(own := next(filter(None, names))),
                    nomi=frozenset({own, name_of(file), *_names(item)}),
                )


@cache
def records() -> tuple[Voce, ...]:
    """Every record of the balance."""
    return tuple(_every_record())
