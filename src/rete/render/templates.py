"""The documents' templates (the only Jinja): frozen values → Markdown. What to say is not here."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, NoReturn

import jinja2
from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.bccache import Bucket, FileSystemBytecodeCache
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from rete import __version__, italiano, resources
from rete.errors import ReteError
from rete.model.tempo import DataParziale
from rete.records import dataclass
from rete.render.markdown import escaped, paragraphs

SUFFIX: Final = ".md.j2"
_KEPT_FILTERS: Final = ("default", "first", "last", "length", "list", "lower", "sort", "upper")
"""Of Jinja's own, those that cannot let a text through without escaping."""


_NOT_KEPT_GLOBALS: Final = ("lipsum", "range")
"""Chance, and what could go on for hours: a document gives the same bytes, and soon."""
_LONGEST_LINE_TO_SIGN: Final = 1000


@dataclass(frozen=True, kw_only=True)
class Text:
    """A document in Markdown, and the templates that it was made with, byte for byte."""

    markdown: str
    templates: tuple[bytes, ...]


def document(name: str, values: object, *, draft: str | None, own: Path) -> Text:
    """The text of a document; a template of that name in the folder ``own`` wins over ours."""
    override = own / f"{name}{SUFFIX}"
    folder = own if override.is_file() else resources.templates_dir()
    environment = _environment(folder)
    try:
        text = environment.get_template(f"{name}{SUFFIX}").render(_names(values), bozza=draft)
    except Exception as error:
        if folder != own:
            raise
        raise ReteError(_what_is_wrong(override.name, error)) from error
    return Text(markdown=_tidy(text), templates=_used(environment, own))


def _used(environment: SandboxedEnvironment, own: Path) -> tuple[bytes, ...]:
    """What was loaded: the document's template and the parts that it took from others."""
    loaded = () if environment.cache is None else environment.cache.values()
    files = sorted(Path(str(template.filename)) for template in loaded)
    for file in files:
        if file.is_relative_to(own) and not file.resolve().is_relative_to(own.resolve()):
            raise ReteError(
                f"il modello «{file.relative_to(own.parent)}» è un collegamento a un file di "
                "un'altra cartella: mettici una copia"
            )
    return tuple(sorted(file.read_bytes() for file in files))


def _environment(folder: Path) -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        # A register's own template may use the parts that ours share.
        loader=FileSystemLoader([folder, resources.templates_dir()]),
        bytecode_cache=_compiled_before(),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_as_markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for name in _NOT_KEPT_GLOBALS:
        del environment.globals[name]
    environment.intercepted_binops = frozenset({"*", "**"})
    environment.binop_table.update({"*": _repeated, "**": _refused})
    kept = {name: environment.filters[name] for name in _KEPT_FILTERS}
    environment.filters = {
        **kept,
        "conta": italiano.count,
        "breve": _short,
        "dopo": _after,
        "lettere": italiano.number_in_words,
        "paragrafi": paragraphs,
        "parole": italiano.join_words,
    }
    return environment


class _Compiled(FileSystemBytecodeCache):
    """Templates compiled once, which takes longer than all the rest, for the next commands too.

    They are found again by their very text, in a folder that only this user can enter.
    """

    def dump_bytecode(self, bucket: Bucket) -> None:
        # A full disk, a folder just taken away: next time it is compiled again.
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _compiled_before() -> _Compiled | None:
    """None where no folder can be had that others cannot write in."""
    try:
        return _Compiled(pattern=f"rete-{__version__}-jinja-{jinja2.__version__}-%s.cache")
    except (OSError, RuntimeError):
        return None


def _repeated(text: object, times: object) -> str:
    """`"…" * 24`, a line to sign on; templates compute nothing, and no text grows too large."""
    if not (isinstance(text, str) and isinstance(times, int)):
        raise SecurityError
    if len(text) * times > _LONGEST_LINE_TO_SIGN:
        raise SecurityError
    return text * times


def _refused(_left: object, _right: object) -> NoReturn:
    raise SecurityError


def _names(values: object) -> Mapping[str, object]:
    if not is_dataclass(values):
        raise TypeError("a document's values are a dataclass")
    return {field.name: getattr(values, field.name) for field in fields(values)}


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


def _in_words(value: object) -> str:
    match value:
        case DataParziale():
            month = italiano.month_in_words(value.primo)
            return month if value.is_month else italiano.date_in_words(value.primo)
        case date():
            return italiano.date_in_words(value)
        case _:
            return str(value)


def _short(value: DataParziale | date) -> str:
    if isinstance(value, DataParziale):
        return f"{value.primo:%m/%Y}" if value.is_month else italiano.short_date(value.primo)
    return italiano.short_date(value)


def _after(value: DataParziale | date, word: str) -> str:
    """«il 16 maggio 2024», «l'11 ottobre 2024»; of a month only its name."""
    if isinstance(value, DataParziale):
        if value.is_month:
            return italiano.month_in_words(value.primo)
        return italiano.date_after(word, value.primo)
    return italiano.date_after(word, value)


def _tidy(text: str) -> str:
    """One final line end, none doubled without reason, no blank at the end of a line."""
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        kept = line.rstrip(" \t")
        if kept or (lines and lines[-1]):
            lines.append(kept)
    return "\n".join(lines).rstrip("\n") + "\n"


def _what_is_wrong(name: str, error: Exception) -> str:
    """A fault in a register's own template, with its line."""
    match error:
        case TemplateSyntaxError():
            why = "non è scritto come vuole Jinja"
        case UndefinedError():
            why = "usa un nome che questo documento non ha"
        case SecurityError():
            why = "fa una cosa non ammessa in un modello"
        case TemplateError():
            why = "chiede una cosa che non c'è"
        case OSError() | UnicodeDecodeError():
            why = "non si può leggere (deve essere un testo in UTF-8)"
        case _:
            why = "non si può usare"
    line = _line_of(name, error)
    place = f", alla riga {line}," if line else ""
    return f"il modello «templates/{name}»{place} {why}: correggilo o toglilo"


def _line_of(name: str, error: Exception) -> int | None:
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    line = None
    step = error.__traceback__
    while step is not None:
        if Path(step.tb_frame.f_code.co_filename).name == name:
            line = step.tb_lineno
        step = step.tb_next
    return line
