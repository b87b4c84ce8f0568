"""The documents' templates (Jinja): the values of `documents`, by name → Markdown."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from rete import italiano, resources
from rete.errors import ReteError
from rete.model.tempo import DataParziale, in_short
from rete.records import frozen
from rete.render.blocks import blocks
from rete.render.limited_process import Limits, answer_of
from rete.render.markdown import escaped, paragraphs
from rete.render.own_template import SUFFIX, own_template
from rete.render.sandbox import Bounded, refused, repeated
from rete.render.template_cache import compiled_in
from rete.render.template_faults import SLOW, fault_of

_KEPT_FILTERS: Final = ("default", "first", "last", "length", "list", "lower", "sort", "upper")
"""Of Jinja's own, those that cannot let a text through without escaping."""
_GROWING: Final = ("conta", "dopo", "list", "lower", "parole", "testo", "upper")
"""Filters that give as much as they get, or more."""
_NOT_KEPT_GLOBALS: Final = ("lipsum", "range")
"""Chance, and what could go on for hours: a document gives the same bytes, and soon."""
_NAME: Final = re.compile(r"(?:parti/)?[a-z_-]+" + re.escape(SUFFIX))
_LIMITS: Final = Limits()
_Sandbox = TypeVar("_Sandbox", bound=SandboxedEnvironment)


@frozen
class Text:
    """A document in Markdown, and the templates that it was made with, byte for byte."""

    markdown: str
    templates: tuple[bytes, ...]


def document(  # noqa: PLR0913 - what is said, how, with what, and within what
    name: str,
    values: Mapping[str, object],
    *,
    draft: str | None,
    own: Path,
    kept: Path | None = None,
    limits: Limits = _LIMITS,
) -> Text:
    """The text of a document; a template of that name in the folder ``own`` wins over ours.

    ``kept`` is where what is kept for the next commands lies, None where nothing is. ReteError
    where a register's own template has a fault, or has to be stopped at its limits.
    """
    override = own_template(own, name)
    if override is not None:
        return _made_apart(name, override, values, draft, limits)
    environment = _prepared(SandboxedEnvironment(bytecode_cache=compiled_in(kept), **_options()))
    text = environment.get_template(f"{name}{SUFFIX}").render(values, bozza=draft)
    return Text(markdown=_tidy(text), templates=tuple(sorted(_loader(environment).read.values())))


# --- a template of the register's own --------------------------------------------------------


def _made_apart(
    name: str, override: bytes, values: Mapping[str, object], draft: str | None, limits: Limits
) -> Text:
    """As its own template has it, made in a process that can be stopped."""
    shown = f"{name}{SUFFIX}"
    try:
        source = override.decode("utf-8")
    except UnicodeDecodeError as error:
        raise fault_of(shown, error) from None
    stopped = ReteError(SLOW.format(nome=shown))
    said = answer_of(_own_document, (name, source, values, draft), limits)
    if said is None:
        raise stopped
    parts, text = said
    try:
        used = [_Ours().bytes_of(part) for part in parts.split()]
        return Text(markdown=text.decode("utf-8"), templates=tuple(sorted([override, *used])))
    except (UnicodeDecodeError, TemplateNotFound):  # it made up an answer of its own
        raise stopped from None


def _own_document(
    name: str, source: str, values: Mapping[str, object], draft: str | None
) -> tuple[str, bytes]:
    """The names of our parts that such a template takes, and what it makes; ReteError.

    What it includes is ours, and none of the register's.
    """
    shown = f"{name}{SUFFIX}"
    try:
        environment = _bounded()
        code = environment.compile(source, shown, shown)
        template = environment.template_class.from_code(
            environment, code, environment.make_globals(None)
        )
        text = _tidy(template.render(values, bozza=draft))
        return " ".join(sorted(_loader(environment).read)), text.encode("utf-8")
    except Exception as error:  # noqa: BLE001 - whatever it stumbles on is a fault of that template
        raise fault_of(shown, error) from None


# --- Jinja, as documents use it --------------------------------------------------------------


class _Ours(BaseLoader):
    """The templates that come with the program, and no other; each is read once, and remembered."""

    def __init__(self) -> None:
        self.read: dict[str, bytes] = {}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        self.read[template] = content = self.bytes_of(template)
        return content.decode("utf-8").replace("\r\n", "\n"), template, None

    def bytes_of(self, name: str) -> bytes:
        """What one of ours says; TemplateNotFound where there is none of that name."""
        if not _NAME.fullmatch(name):
            raise TemplateNotFound(name)
        try:
            return (resources.templates_dir() / name).read_bytes()
        except FileNotFoundError:
            raise TemplateNotFound(name) from None


def _loader(environment: Environment) -> _Ours:
    if not isinstance(environment.loader, _Ours):
        raise TypeError("an environment made by _options")
    return environment.loader


def _options() -> dict[str, Any]:
    return {
        "loader": _Ours(),
        "undefined": StrictUndefined,
        "autoescape": True,
        "finalize": _as_markdown,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "keep_trailing_newline": True,
    }


def _bounded() -> Bounded:
    """A sandbox for what a register brings."""
    environment = _prepared(Bounded(**_options()))

    def finalize(value: Any) -> Markup:
        return _as_markdown(value if isinstance(value, str) else environment.printed(value))

    environment.finalize = finalize
    for each in _GROWING:
        made_by = environment.filters[each]
        environment.filters[each] = environment.counted(made_by, of_text=each != "list")
    return environment


def _prepared(environment: _Sandbox) -> _Sandbox:
    """A sandbox with our filters, and of Jinja's own what a document may use."""
    for name in _NOT_KEPT_GLOBALS:
        del environment.globals[name]
    if not isinstance(environment, Bounded):
        environment.intercepted_binops = frozenset({"*", "**"})
        environment.binop_table.update({"*": repeated, "**": refused})
    kept = {name: environment.filters[name] for name in _KEPT_FILTERS}
    environment.filters = {
        **kept,
        "conta": italiano.count,
        "breve": in_short,
        "dopo": _after,
        "lettere": italiano.number_in_words,
        "paragrafi": paragraphs,
        "testo": _in_blocks,
        "parole": italiano.join_words,
    }
    return environment


def _as_markdown(value: Any) -> Markup:
    """Every value that a template prints, as text that Markdown cannot take for anything else."""
    match value:
        case StrictUndefined():
            return Markup(str(value))  # noqa: S704 - str() of an undefined name is its error
        case Markup():
            return value
        case None:
            return Markup()
        case bool():
            return Markup("sì" if value else "no")  # noqa: S704 - ours
        case _:
            return Markup(escaped(_in_words(value)))  # noqa: S704 - just escaped


def _in_blocks(text: str) -> Markup:
    """A long text with its lists and tables, of which every word is escaped."""
    return Markup(blocks(text))  # noqa: S704 - made of escaped words


def _in_words(value: object) -> str:
    match value:
        case DataParziale():
            month = italiano.month_in_words(value.primo)
            return month if value.is_month else italiano.date_in_words(value.primo)
        case date():
            return italiano.date_in_words(value)
        case _:
            return str(value)


def _after(value: DataParziale | date, word: str) -> str:
    """«il 16 maggio 2024», «l'11 ottobre 2024»; of a month only its name."""
    if isinstance(value, date):
        return italiano.date_after(word, value)
    return _in_words(value) if value.is_month else italiano.date_after(word, value.primo)


def _tidy(text: str) -> str:
    """One final line end, none doubled without reason, no blank at the end of a line."""
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        kept = line.rstrip(" \t")
        if kept or (lines and lines[-1]):
            lines.append(kept)
    return "\n".join(lines).rstrip("\n") + "\n"
