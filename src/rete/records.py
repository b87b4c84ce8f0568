"""`frozen` for values, twenty times quicker to define than a standard dataclass.

The standard decorator writes and compiles six methods of each class as soon as it is defined, which
takes about a millisecond, and a start of `rete` defines some three hundred of them. Here classes
share their methods, and only `__init__` is compiled, of classes of which many values are made. What
is kept out: values that change, fields given by position, slots. `fields`, `replace`,
`is_dataclass` of the standard module work on these too, and type checkers are told that these are
such classes.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast, dataclass_transform

Kind = TypeVar("Kind")

_FEW: Final = 32
"""To compile takes as long as twice so many values; of most classes a command makes fewer."""

_GIVEN: Final = "__dataclass_given__"
"""Where a class keeps the function from a value to those of its fields."""

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, kw_only: bool, eq: bool = True) -> Callable[[type], type]:
        """`frozen` with the arguments of the standard decorator, which must be true."""
        if not (frozen and kw_only):
            raise TypeError("what changes, or goes by position, is for the standard module")
        return lambda cls: _with_methods(cls, eq=eq)


__all__ = ["dataclass", "frozen"]


@dataclass_transform(
    frozen_default=True, kw_only_default=True, field_specifiers=(dataclasses.field,)
)
def frozen(cls: type[Kind]) -> type[Kind]:
    """A decorator of classes: their annotations become the fields, given by name, of frozen values.

    Two values with equal fields are equal, and hashable, unless the class says otherwise with an
    ``__eq__`` of its own.
    """
    _with_methods(cls, eq="__eq__" not in vars(cls))
    return cls


def _with_methods(cls: type, *, eq: bool) -> type:
    cls.__doc__ = cls.__doc__ or cls.__name__  # the standard module would compute a signature
    bare = dataclasses.dataclass(init=False, repr=False, eq=False, match_args=False, kw_only=True)
    names = [field.name for field in dataclasses.fields(bare(cls))]
    methods: dict[str, object] = {
        "__init__": _initialise_first(cls),
        "__repr__": _told,
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
        _GIVEN: staticmethod(attrgetter(*names) if names else lambda _: ()),
    }
    if eq:
        methods |= {"__eq__": _are_equal, "__hash__": _hashed}
    for name, method in methods.items():
        setattr(cls, name, method)
    return cls


def _initialise_first(cls: type) -> Callable[..., None]:
    """The `__init__` of a class of which few values were made: then a quicker one has its place."""
    made = 0

    def first(self: object, **values: object) -> None:
        nonlocal made
        made += 1
        names, defaults = _fields(cls)
        whole = {**defaults, **values}
        if made <= _FEW and whole.keys() == names:
            self.__dict__.update(whole)
            return
        # It also tells which field is missing or unknown, and has those made that have a factory.
        initialise = _compiled(cls)
        cls.__init__ = initialise  # type: ignore[misc]
        initialise(self, **values)

    return first


@cache
def _fields(cls: type) -> tuple[frozenset[str], dict[str, object]]:
    """The names of a class's fields, and the values of those that may be omitted."""
    fields = dataclasses.fields(cast(Any, cls))
    defaults = {field.name: field.default for field in fields if field.default is not MISSING}
    return frozenset(field.name for field in fields), defaults


def _compiled(cls: type) -> Callable[..., None]:
    """``def __init__(self, *, a, b=…)``, which writes the fields where nothing refuses them."""
    known: dict[str, object] = {"_ABSENT": MISSING}
    parameters, given = [], []
    for field in dataclasses.fields(cast(Any, cls)):
        name = field.name
        value = name
        if field.default is not MISSING:
            known[f"_default_{name}"] = field.default
            parameters.append(f"{name}=_default_{name}")
        elif field.default_factory is not MISSING:
            known[f"_make_{name}"] = field.default_factory
            parameters.append(f"{name}=_ABSENT")
            value = f"_make_{name}() if {name} is _ABSENT else {name}"
        else:
            parameters.append(name)
        given.append(f"{name}={value}")
    star = ["*"] if parameters else []
    made: dict[str, Any] = {}
    text = f"def __init__({', '.join(['self', *star, *parameters])}):\n"
    exec(text + f" self.__dict__.update({', '.join(given)})", known, made)  # noqa: S102 - names of ours
    made["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    return cast(Callable[..., None], made["__init__"])


def _are_equal(self: object, other: object) -> Any:  # NotImplemented, too
    if other.__class__ is not self.__class__:
        return NotImplemented
    given = getattr(self, _GIVEN)
    return given(self) == given(other)


def _hashed(self: object) -> int:
    return hash(getattr(self, _GIVEN)(self))


def _told(self: object) -> str:
    fields = dataclasses.fields(cast(Any, self))
    told = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields if f.repr)
    return f"{self.__class__.__qualname__}({told})"


def _refuse_to_set(_record: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_record: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
