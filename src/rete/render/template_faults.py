"""What is told of a fault in a register's own template: which line, why, what to do."""

from pathlib import Path
from typing import Final

from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError

from rete.errors import ReteError
from rete.render.sandbox import NotWords, TooMuch

SLOW: Final = (
    "il modello «templates/{nome}» ci mette troppo tempo, o vuole troppa memoria, e l'ho fermato: "
    "correggilo o toglilo"
)

_UNREADABLE: Final = "non si può leggere (deve essere un testo in UTF-8)"
_WHY: Final = (
    (TemplateSyntaxError, "non è scritto come vuole Jinja"),
    (UndefinedError, "usa un nome che questo documento non ha"),
    (TooMuch, "fa un testo troppo grande per un documento"),
    (NotWords, "scrive una cosa che non è un testo, un numero o una data"),
    (SecurityError, "fa una cosa non ammessa in un modello"),
    (TemplateError, "chiede una cosa che non c'è"),
    (OSError, _UNREADABLE),
    (UnicodeDecodeError, _UNREADABLE),
    (Exception, "non si può usare"),
)
"""The nearer kind of fault comes first."""


def fault_of(name: str, error: Exception) -> ReteError:
    """A fault in a register's own template, with its line, ready for the user."""
    if isinstance(error, MemoryError):
        return ReteError(SLOW.format(nome=name))
    why = next(why for kind, why in _WHY if isinstance(error, kind))
    line = _line_of(name, error)
    place = f", alla riga {line}," if line else ""
    return ReteError(f"il modello «templates/{name}»{place} {why}: correggilo o toglilo")


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
