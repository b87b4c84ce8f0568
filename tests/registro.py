"""Registers made in memory: records as plain data, read by the real reader like any other."""

import copy
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from rete.load.kinds import KIND_NAMED
from rete.load.loader import load
from rete.model.rete import Rete

Data = dict[str, Any]
STIPULA = "2024-01-15-stipula"


class Memory:
    """A store that keeps its files in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)

    def paths(self) -> Mapping[str, str]:
        return {p: hashlib.sha256(c).hexdigest() for p, c in self.files.items()}

    def strays(self) -> Mapping[str, str]:
        return {}

    def read(self, path: str) -> bytes:
        return self.files[path]

    def sha256(self, path: str) -> str:
        return hashlib.sha256(self.files[path]).hexdigest()


def as_yaml(record: Data) -> bytes:
    """JSON is YAML: texts quoted, numbers plain."""
    return json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8")


def store_of(records: Mapping[tuple[str, str], Data]) -> Memory:
    """A store with these records, by kind and id."""
    files = {}
    for (kind, identifier), record in records.items():
        path = "data/patto.yaml" if kind == "patto" else KIND_NAMED[kind].path(identifier)
        files[path] = as_yaml(record)
    return Memory(files)


def rete_of(records: Mapping[tuple[str, str], Data]) -> Rete:
    """The register with these records; they must all be readable."""
    loaded = load(store_of(records))
    assert not loaded.findings, [f.message for f in loaded.findings]
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


def network(bodies: list[str], rules: Data) -> dict[tuple[str, str], Data]:
    """A pact signed by these bodies, with a plenary."""
    records: dict[tuple[str, str], Data] = {
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
