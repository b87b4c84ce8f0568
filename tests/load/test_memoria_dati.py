"""What is kept of a record is data, and of it comes the very same record or none."""

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rete.load import memory_file
from rete.load.build import annotations
from rete.load.kinds import KIND_NAMED
from rete.load.loader import load
from rete.load.record_as_json import NotPlain, plain, reader, written
from rete.model.ente import Ente
from rete.model.patto import Indicatore
from rete.model.progetto import Importo
from rete.store import Folder
from tests.aiuti.luoghi import CASES, EXAMPLE, ROOT
from tests.aiuti.misura import examples
from tests.aiuti.stretto import a_record, different

REGISTERS = [ROOT, EXAMPLE, CASES / "_base"]
REGISTERS += [case for case in sorted(CASES.iterdir()) if (case / "data").is_dir()]


def there_and_back(record: Any) -> Any:
    return reader(type(record))(written(plain(record)))


@pytest.mark.parametrize("folder", REGISTERS, ids=lambda folder: folder.name)
def test_every_record_of_every_register_here_comes_back_the_same(folder: Path) -> None:
    for path, file in load(Folder(folder)).files.items():
        if file.record is not None:
            assert different(there_and_back(file.record), file.record, path) is None


@pytest.mark.parametrize("kind", sorted(KIND_NAMED))
def test_every_record_that_a_file_could_bring_comes_back_the_same(kind: str) -> None:
    @given(a_record(KIND_NAMED[kind].record))
    @examples(every=2000, some=40)
    def tried(record: Any) -> None:
        found = memory_file.note("data/x.yaml", kind, "", "", record)
        if found is None:  # a number that JSON does not bring back: the file is read again
            return
        assert different(reader(type(record))(found.block), record) is None

    tried()


def test_whole_numbers_and_others_stay_what_they_were() -> None:
    for value in (1, 1.0, 0, 0.0, 12.25, 10**18, 1e300):
        back = there_and_back(Importo(richiesto=value))
        assert type(back.richiesto) is type(value)
        assert back.richiesto == value
    base = {"id": "x", "nome": "X", "unita": "n", "fonte": "y"}
    for goal in ("3", 3, 3.0, "", None):
        back = there_and_back(Indicatore(**base, obiettivo=goal))
        assert (back.obiettivo, type(back.obiettivo)) == (goal, type(goal))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_a_number_that_json_does_not_have_is_not_kept(value: float) -> None:
    with pytest.raises(NotPlain):
        plain(Importo(richiesto=value))
    assert memory_file.note("data/x.yaml", "progetto", "", "", Importo(richiesto=value)) is None


def wrong_values(value: Any) -> list[Any]:
    """Values of every other type than this one's."""
    others: list[Any] = [None, True, 7, 1.5, "x", [], ["x"], [[]], {}, {"a": 1}, "2024-13-01"]
    return [other for other in others if type(other) is not type(value)]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for step, child in inner:
        found.append((*path, step))
        if isinstance(child, dict | list):
            found += places(child, (*path, step))
    return found


def test_a_value_of_another_type_makes_no_record_or_a_record_of_the_right_types() -> None:
    """Whatever JSON says, what comes of it has the types of the annotations, or nothing comes."""
    files = load(Folder(EXAMPLE)).files
    tried = 0
    for kind in KIND_NAMED:
        record = next(file.record for file in files.values() if file.kind.name == kind)
        text = written(plain(record))
        for path in places(json.loads(text)):
            data = json.loads(text)
            holder = data
            for step in path[:-1]:
                holder = holder[step]
            for wrong in wrong_values(holder[path[-1]]):
                holder[path[-1]] = wrong
                tried += 1
                try:
                    made = reader(type(record))(json.dumps(data).encode())
                except ValueError:
                    continue
                assert has_its_types(made), (path, wrong)
    assert tried > 1000


def has_its_types(value: Any) -> bool:
    hints = annotations(type(value))
    return all(fits(getattr(value, f.name), hints[f.name]) for f in fields(value))


def fits(value: Any, hint: Any) -> bool:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return any(fits(value, one) for one in inner)
    if origin is Literal:
        return type(value) is str and value in inner
    if origin is tuple:
        return type(value) is tuple and all(fits(item, inner[0]) for item in value)
    return type(value) is hint and (not is_dataclass(hint) or has_its_types(value))


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@examples(every=5000, some=200)
def test_any_bytes_make_a_record_or_an_error_that_is_a_value_error(content: bytes) -> None:
    try:
        made = reader(Ente)(content)
    except ValueError:
        return
    assert type(made) is Ente


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 1_000_000,
        b'{"effetti":[' * 100_000,
        b'{"id":"' + b"\\ud800" + b'"}',
        b"9" * 1_000_000,
        b'{"id":1e999999999}',
        b"\x00",
        b"",
    ],
)
def test_what_is_made_to_exhaust_makes_no_record(content: bytes) -> None:
    with pytest.raises((ValueError, RecursionError)):
        reader(Ente)(content)


def test_every_field_of_every_record_can_be_kept() -> None:
    """A field of a type that nobody thought of fails here, not in silence on a user's machine."""
    for kind in KIND_NAMED.values():
        assert reader(kind.record)
