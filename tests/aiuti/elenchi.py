"""The lists of the table as the example has them: where their items stand, and one made wrong."""

from collections.abc import Mapping
from typing import Any

import pytest

from rete.diagnostics import DocPath, Finding
from rete.load.loader import load
from rete.model.elenchi import ELENCHI, EMERSO, PASSI, REFERENTI, REGOLAMENTO
from rete.model.forma_di_elenco import Elenco
from rete.model.rete import Rete
from rete.store import Overlay
from tests.aiuti.corruzioni import Change, as_bytes, at, corrupted, example, files, plain, told
from tests.aiuti.corruzioni_libri import items_of
from tests.aiuti.registro import Data

Keys = tuple[str, ...]

MISSING = "2024-01-01-nulla"
UNRELATED = "2024-03-14-cabina-di-regia/1"

IN_NO_BALANCE: Mapping[Elenco[Any], str] = {
    REFERENTI: "a body chooses who speaks for it: no decision does",
    REGOLAMENTO: "no effect says that a table gives itself rules",
    EMERSO: "a need surfaces by itself: the act only hears of it",
    PASSI: "no effect says what is done about a need",
}


def rows(*keys: str, but: tuple[Elenco[Any], ...] = ()) -> pytest.MarkDecorator:
    """A test for each list whose items have some keys, but for these."""
    found = [elenco for elenco in ELENCHI if elenco.has(*keys) and elenco not in but]
    names = [f"{elenco.tipo}-{elenco.nome}" for elenco in found]
    return pytest.mark.parametrize("elenco", found, ids=names)


each_row = rows()
each_with_acts = rows("atto")


def places(elenco: Elenco[Any]) -> list[tuple[str, DocPath]]:
    """Where the example has items of a list, each by its file and its place there."""
    every = files(elenco.tipo)
    found = [(file, path) for file, data in every for path, *_ in items_of(elenco, data)]
    assert found, f"l'esempio non ha «{elenco.nome}»"
    return found


def place(elenco: Elenco[Any], **wanted: object) -> tuple[str, DocPath, Data]:
    """The first item of the example with these values (None: without the key)."""
    for file, path in places(elenco):
        item = at(plain(file), path)
        if all(item.get(key) == value for key, value in wanted.items()):
            return file, path, item
    raise AssertionError(wanted)


def broken(file: str, path: DocPath, values: Data) -> list[Finding]:
    """What is said of the example with new values in one item; None takes a key away."""

    def change(data: Data) -> None:
        item = at(data, path)
        for key, value in values.items():
            item.pop(key, None)
            if value is not None:
                item[key] = value

    return corrupted({file: change})


def says(findings: list[Finding], file: str, path: DocPath, words: str) -> bool:
    return any(
        one.file == file and one.fault.path[: len(path)] == path and words in one.message
        for one in findings
    )


def must_say(findings: list[Finding], file: str, path: DocPath, words: str) -> None:
    assert says(findings, file, path, words), f"{file} {path}: manca «{words}»\n{told(findings)}"


def changed(changes: Mapping[str, Change]) -> Rete:
    """The example with some files changed."""
    before, new = example(), {}
    for file, change in changes.items():
        data = plain(file)
        change(data)
        new[file] = as_bytes(data)
    return load(Overlay(before.store, {**new}), before.files).rete
