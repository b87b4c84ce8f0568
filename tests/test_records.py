"""Our records behave as those of the standard library, of which they are a quicker make."""

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rete import records

SOURCE = Path(records.__file__).parent


@records.frozen
class Ours:
    a: int
    b: str = "b"
    c: tuple[int, ...] = ()
    d: dict[str, int] = field(default_factory=dict)
    e: str = field(default="segreto", repr=False)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Standard:
    a: int
    b: str = "b"
    c: tuple[int, ...] = ()
    d: dict[str, int] = field(default_factory=dict)
    e: str = field(default="segreto", repr=False)


@records.frozen
class Itself:
    a: int

    __eq__ = object.__eq__
    __hash__ = object.__hash__


@records.frozen
class Nothing:
    """No field at all."""


VALUES = st.fixed_dictionaries(
    {"a": st.integers()},
    optional={
        "b": st.text(),
        "c": st.tuples(st.integers()),
        "d": st.dictionaries(st.text(), st.integers()),
    },
)


@given(VALUES, VALUES)
def test_records_are_equal_hashed_told_and_replaced_as_the_standard_ones(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    ours, standard = Ours(**one), Standard(**one)
    assert vars(ours) == dataclasses.asdict(standard)
    assert (ours == Ours(**other)) is (standard == Standard(**other))
    assert repr(ours) == repr(standard).replace("Standard", "Ours")
    replaced = dataclasses.replace(ours, **other)
    assert vars(replaced) == dataclasses.asdict(dataclasses.replace(standard, **other))


def test_equal_records_have_one_hash_and_what_cannot_be_hashed_says_so() -> None:
    assert len({Itself(a=1), Itself(a=1)}) == 2
    assert hash(Nothing()) == hash(Nothing())
    assert Nothing() == Nothing()
    assert Nothing() != Ours(a=1)
    with pytest.raises(TypeError, match="unhashable"):
        hash(Ours(a=1))


def test_a_copy_and_what_comes_back_from_bytes_are_equal() -> None:
    record = Ours(a=1, d={"x": 2})
    assert pickle.loads(pickle.dumps(record)) == record
    assert copy.deepcopy(record) == record


def test_a_factory_makes_a_new_value_for_each_record() -> None:
    assert Ours(a=1).d is not Ours(a=1).d


@pytest.mark.parametrize("values", [{}, {"b": "x"}, {"a": 1, "z": 2}])
def test_a_field_that_is_missing_or_unknown_is_an_error_the_first_time_too(
    values: dict[str, Any],
) -> None:
    fresh = records.frozen(type("Fresh", (), {"__annotations__": {"a": int, "b": str}, "b": "x"}))
    for _ in range(2):
        with pytest.raises(TypeError):
            fresh(**values)
    assert fresh(a=1).b == "x"


def test_the_first_values_of_a_class_and_those_after_many_are_alike() -> None:
    fresh = records.dataclass(frozen=True, kw_only=True)(
        type("Fresh", (), {"__annotations__": {"a": int, "b": str}, "b": "x"})
    )
    first = fresh.__init__
    many = [fresh(a=1) for _ in range(2 * records._FEW)]
    assert fresh.__init__ is not first
    assert set(map(repr, many)) == {"Fresh(a=1, b='x')"}
    assert len(set(many)) == 1
    assert fresh(a=1, b="y").b == "y"


def test_a_record_never_changes() -> None:
    record = Ours(a=1)
    with pytest.raises(FrozenInstanceError):
        record.a = 2
    with pytest.raises(FrozenInstanceError):
        del record.a
    with pytest.raises(FrozenInstanceError):
        record.new = 1
    assert record == Ours(a=1)


@pytest.mark.parametrize("asked", [{"frozen": False}, {"kw_only": False}])
def test_what_changes_or_goes_by_position_is_not_made_here(asked: dict[str, bool]) -> None:
    with pytest.raises(TypeError):
        records.dataclass(**{"frozen": True, "kw_only": True, **asked})


def test_every_frozen_class_of_the_program_is_made_this_way() -> None:
    standard = "from dataclasses import dataclass"
    texts = {path: path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")}
    ways = "@frozen", "@dataclass(frozen=True"
    frozen = [path for path, text in texts.items() if any(way in text for way in ways)]
    assert len(frozen) > 100
    assert [path.name for path in frozen if standard in texts[path]] == []
