"""Small registers in real git, made of plain data, for the commands on minutes and their acts."""

import copy
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.changes import Create
from rete.model.impronta import frozen_digest
from rete.splice import created
from tests.aiuti.archivio import begin, commit
from tests.aiuti.mano import Mano
from tests.aiuti.registro import Records, path_of
from tests.aiuti.scrittura import in_the_hands_of_git
from tests.conftest import Said

Hand = Callable[[Records], Mano]
TEXT = "Il patto è di chi lo firma.\nOgni ente conta allo stesso modo.\n"


def written(register: Path, records: Records) -> None:
    """Every record in its file, as the program writes it; approved minutes are sealed."""
    for (kind, name), wanted in records.items():
        path = path_of(kind, name)
        record = copy.deepcopy(wanted)
        if "approvazione" in record:
            record["approvazione"]["impronta"] = frozen_digest(record)
        content = created(Create(kind=kind, record=record), path)
        (register / path).parent.mkdir(parents=True, exist_ok=True)
        (register / path).write_bytes(content)


@pytest.fixture
def hand(tmp_path: Path, rete: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> Hand:
    """A register of these records, committed, with a text beside it."""

    def made(records: Records) -> Mano:
        in_the_hands_of_git(monkeypatch)
        register = begin(tmp_path / "registro")
        written(register, records)
        commit(register, "registro")
        (tmp_path / "testo.txt").write_text(TEXT, encoding="utf-8")
        return Mano(rete, register)

    return made
