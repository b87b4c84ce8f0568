"""Registers made in memory: records as plain data, read by the real reader like any other."""

import copy
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from rete.altered import Altered
from rete.load.kinds import KIND_NAMED
from rete.load.loader import load
from rete.model.rete import Rete
from rete.reading_faults import MAX_BYTES
from rete.store import Tell

Data = dict[str, Any]
Key = tuple[str, str]
"""The kind and the id of a record."""
Records = dict[Key, Data]
STIPULA = "2024-01-15-stipula"


class Memory:
    """A store that keeps its files in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)

    def paths(self) -> Mapping[str, str]:
        return {p: hashlib.sha256(c).hexdigest() for p, c in self.files.items()}

    def strays(self) -> Mapping[str, str]:
        return {}

    def read(self, path: str, most: int | None = MAX_BYTES) -> bytes:
        return self.files[path]

    def size(self, path: str) -> int:
        return len(self.files[path])

    def tracked(self, paths: Iterable[str]) -> frozenset[str]:
        return frozenset()

    def altered(self, wanted: Mapping[str, str]) -> Mapping[str, Altered]:
        return {path: Altered() for path in wanted}

    def sha256(self, path: str, tell: Tell | None = None) -> str:
        return hashlib.sha256(self.files[path]).hexdigest()


def as_yaml(record: Data) -> bytes:
    """JSON is YAML: texts quoted, numbers plain."""
    return json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8")


def path_of(kind: str, identifier: str) -> str:
    """Where a record is kept."""
    return "data/patto.yaml" if kind == "patto" else KIND_NAMED[kind].path(identifier)


def store_of(records: Mapping[Key, Data]) -> Memory:
    """A store with these records, by kind and id."""
    return Memory({path_of(*key): as_yaml(record) for key, record in records.items()})


def rete_of(records: Records, *, unread: Iterable[Key] = ()) -> Rete:
    """The register with these records; they must all be readable, but those made ``unread``."""
    store = store_of(records)
    broken = {path_of(*key) for key in unread}
    store.files |= dict.fromkeys(broken, b"[")
    loaded = load(store)
    faults = [f.message for f in loaded.findings if f.file not in broken]
    assert not faults, faults
    return loaded.rete


def pact(rules: Data, **more: Any) -> Data:
    """A complete pact whose only article lays down these rules."""
    return {
        "titolo": "Patto di Roccaverde",
        "nome": "Rete di Roccaverde",
        "elenco": "completo",
        "vocabolari": {"ambiti": [], "comunita": []},
        "periodi": [{"id": "primo", "dal": "2024-01-15", "al": "2027-12-31", "atto": STIPULA}],
        "articoli": [
            {
                "numero": "1",
                "rubrica": "Decisioni",
                "versioni": [{"dal": "2024-01-15", "atto": STIPULA, "regole": rules}],
            }
        ],
        **more,
    }


def network(bodies: list[str], rules: Data) -> Records:
    """A pact signed by these bodies, with a plenary."""
    records: Records = {
        ("patto", "patto"): pact(rules),
        ("atto", STIPULA): {"tipo": "stipula", "oggetto": "Firma", "firmatari": list(bodies)},
        ("tavolo", "plenaria"): {
            "nome": "Plenaria",
            "genere": "plenaria",
            "istituzione": {"dal": "2024-01-15", "atto": STIPULA},
        },
    }
    for ente in bodies:
        records[("ente", ente)] = {
            "denominazione": f"Associazione {ente}",
            "natura": "privato-sociale",
            "adesioni": [{"dal": "2024-01-15", "atto": STIPULA}],
        }
    return records


def minutes(present: list[str], *decisions: Data, **more: Any) -> Data:
    """Minutes of a sitting with these decisions, numbered in order."""
    return {
        **more,
        "presenti": list(present),
        "odg": [{"punto": 1, "titolo": "Decisioni"}],
        "decisioni": [
            {
                "n": number,
                "oggetto": f"Decisione {number}",
                "testo": "Si approva.",
                "esito": "approvata",
                **copy.deepcopy(decision),
            }
            for number, decision in enumerate(decisions, start=1)
        ],
    }


def approved(record: Data) -> Data:
    """The same minutes, approved; nobody looks at the seal here."""
    return {**record, "approvazione": {"modo": "firma", "data": "2030-01-01", "impronta": "0" * 64}}


def act(*effects: Data, tipo: str = "provvedimento", **more: Any) -> Data:
    """An act of its own with these effects."""
    return {"tipo": tipo, "oggetto": "Atto", "effetti": copy.deepcopy(list(effects)), **more}


def body(name: str, *adesioni: Data, **more: Any) -> Data:
    """A body with these memberships."""
    return {
        "denominazione": f"Associazione {name}",
        "natura": "privato-sociale",
        "adesioni": list(adesioni),
        **more,
    }


def table(name: str, *seats: str, leads: str | None = None) -> Data:
    """A thematic table founded by the signing, with these seats and this coordinator."""
    founded = {"dal": "2024-01-15", "atto": STIPULA}
    record: Data = {
        "nome": name.capitalize(),
        "genere": "tavolo-tematico",
        "istituzione": dict(founded),
        "componenti": [{"ente": seat, **founded} for seat in seats],
    }
    return record | ({"coordinamento": [{"ente": leads, **founded}]} if leads else {})
