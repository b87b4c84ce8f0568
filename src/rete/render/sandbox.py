"""Jinja for a register's own template: it chooses words, reads nothing, makes nothing huge.

That it takes no more time and memory than it may is seen to by the process it runs in
(`limited_process`), where the system can; what grows in one step is refused here, on any system.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import is_dataclass
from datetime import date
from typing import Any, Final, TypeVar

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from rete.model.tempo import DataParziale

T = TypeVar("T")

_LARGEST: Final = 16 * 1024 * 1024
"""Characters, or items, of all that a template makes before it is printed."""
_WIDEST: Final = 1000
_MODEST: Final = re.compile(r"[*]|[0-9]{4}|\{[^{}]*\{")
"""What in a format asks for a width that is large, or is not written there."""
_OF_TEXTS: Final = frozenset(
    {
        *{"capitalize", "casefold", "count", "endswith", "find", "index", "isalpha", "isdigit"},
        *{"islower", "isspace", "isupper", "join", "ljust", "lower", "lstrip", "partition"},
        *{"removeprefix", "removesuffix", "replace", "rfind", "rjust", "rpartition", "rsplit"},
        *{"rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper"},
        *{"center", "zfill"},
    }
)
_PADDING: Final = frozenset({"center", "ljust", "rjust", "zfill"})
_OF_NUMBERS: Final = frozenset({"is_integer"})
_OF_DATES: Final = frozenset({"isoformat", "isoweekday", "replace", "strftime", "weekday"})
"""None that looks at the clock: the same data give the same document on any day."""
_IN_FIGURES: Final = re.compile(r"(?:[^%]|%-?[dmYyj%])*")
_WORDS: Final = (str, int, float, date, DataParziale)
_CONTAINERS: Final = (list, tuple, dict, set, frozenset)


class _Concatenating(CodeGenerator):
    """`a ~ b` by way of the environment, which looks at how much it makes; and all that is printed.

    Jinja prints what it can tell beforehand by itself, a function of a text among it.
    """

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def _output_child_to_const(self, node: Any, frame: Frame, finalize: Any) -> str:
        ours = isinstance(node, nodes.TemplateData)
        if not (ours or isinstance(node.as_const(frame.eval_ctx), str)):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


class Bounded(SandboxedEnvironment):
    """A sandbox where no step makes anything large, and all of them together neither."""

    code_generator_class = _Concatenating
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(optimized=False, cache_size=-1, **options)
        self.binop_table = {
            **self.binop_table,
            "+": self._added,
            "*": repeated,
            "**": refused,
            "%": self._formatted,
        }
        self._made = 0

    # --- what every template does ------------------------------------------------------------

    def concat(self, parts: Iterable[str]) -> str:
        """All that a block prints."""
        return "".join(map(self._counted, parts))

    def joined(self, parts: Sequence[object]) -> str:
        """What `~` makes: Markup where a part of it is."""
        texts = [self._counted(self.plain(part)) for part in parts]
        if any(hasattr(part, "__html__") for part in parts):
            return Markup("").join(texts)
        return "".join(texts)

    def plain(self, value: object) -> str:
        """A value as text."""
        return value if isinstance(value, str) else str(self.printed(value))

    def printed(self, value: T) -> T:
        """The same value; NotWords of one that is none: written, it tells where in memory it is."""
        self.shown(value)
        items: Iterable[object] = value if isinstance(value, _CONTAINERS) else (value,)
        for one in items if not isinstance(items, dict) else (*items, *items.values()):
            if not (one is None or isinstance(one, (*_WORDS, Undefined))):
                raise NotWords
        return value

    def shown(self, value: T) -> T:
        """The same value; TooMuch of one in which others lie hidden, that grows when written."""
        if isinstance(value, _CONTAINERS) and any(isinstance(one, _CONTAINERS) for one in value):
            raise TooMuch
        return value

    def counted(self, made_by: Callable[..., Any], *, of_text: bool) -> Callable[..., Any]:
        """A filter (of a text, or of many things), looking at what it is given and it makes."""
        given: Callable[[Any], Any] = self.printed if of_text else self.shown

        def applied(value: object, *arguments: object, **named: object) -> object:
            told = map(self.printed, arguments)
            return self._counted(made_by(given(value), *told, **named))

        return applied

    # --- calls and attributes ----------------------------------------------------------------

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if not callable(value):
            return True
        match obj:
            case str():
                return attr in _OF_TEXTS
            case bytes() | bytearray() | int() | float():
                return attr in _OF_NUMBERS
            case date():
                return attr in _OF_DATES
            case _:  # a record says what it says, and does nothing
                return not (is_dataclass(obj) or isinstance(obj, DataParziale))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        inner = super().wrap_str_format(value)
        if inner is None:
            return None
        text = value.__self__

        def formatted(*arguments: Any, **named: Any) -> str:
            self._refuse_wide(text, (*arguments, *named.values()))
            made: str = self._counted(inner(*arguments, **named))
            return made

        return formatted

    def call(  # as Jinja has it: any name may be that of a keyword
        __self,  # noqa: N805
        __context: Context,  # noqa: PYI063
        __obj: Any,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        text = getattr(__obj, "__self__", None)
        if isinstance(text, str):
            args = __self._bounded(text, __obj.__name__, args)
            return __self._counted(super().call(__context, __obj, *args, **kwargs))
        if isinstance(text, date) and __obj.__name__ == "strftime":
            __self._refuse_names(*args, **kwargs)
        return super().call(__context, __obj, *args, **kwargs)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self._counted(super().getitem(obj, argument))

    def _bounded(self, text: str, method: str, args: tuple[Any, ...]) -> tuple[Any, ...]:
        """The arguments of a text's method, none of which makes it large."""
        if method in _PADDING and args and not _is_modest(args[0]):
            raise SecurityError
        if method == "join" and args:
            items = [self.plain(item) for item in args[0]]
            self._refuse_large(sum(map(len, items)) + len(text) * len(items))
            return (items, *args[1:])
        if method == "replace" and len(args) > 1:
            old, new = self.plain(args[0]), self.plain(args[1])
            self._refuse_large(len(text) + text.count(old) * len(new))
        return args

    def _refuse_names(self, format: str) -> None:  # noqa: A002 - as strftime has it
        """Of months and days the names would be English."""
        if not _IN_FIGURES.fullmatch(format):
            raise SecurityError

    # --- operators ---------------------------------------------------------------------------

    def _added(self, left: Any, right: Any) -> Any:
        return self._counted(left + right)

    def _formatted(self, left: Any, right: Any) -> Any:
        if isinstance(left, str):
            self._refuse_wide(left, right if isinstance(right, tuple) else (right,))
        elif isinstance(left, (bytes, bytearray)):
            raise SecurityError
        return self._counted(left % right)

    def _refuse_wide(self, text: str, values: Sequence[object]) -> None:
        if _MODEST.search(text):
            raise SecurityError
        longest = max((len(self.plain(value)) for value in values), default=0)
        self._refuse_large(len(text) * (longest + 1))

    # --- how much ----------------------------------------------------------------------------

    def _counted(self, value: Any) -> Any:
        if isinstance(value, (str, *_CONTAINERS)):
            self._made += len(value)
            self._refuse_large(self._made)
        return value

    def _refuse_large(self, size: int) -> None:
        if size > _LARGEST:
            raise TooMuch


class TooMuch(SecurityError):
    """More than a document can be."""


class NotWords(SecurityError):
    """Neither a text nor a number nor a date."""


def repeated(text: object, times: object) -> str:
    """`"…" * 24`, a line to sign on; templates compute nothing, and no text grows too large."""
    if not (isinstance(text, str) and isinstance(times, int)):
        raise SecurityError
    if len(text) * times > _WIDEST:
        raise SecurityError
    return text * times


def refused(_left: object, _right: object) -> None:
    """Stands for `**` in a register's own template: no power is needed to choose words."""
    raise SecurityError


def _is_modest(width: object) -> bool:
    return isinstance(width, int) and width <= _WIDEST
