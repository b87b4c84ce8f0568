"""Values taken from a file named in an option: an article's text, its rules, a chapter."""

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from rete.ask import NotAnAnswer
from rete.changes import Record
from rete.commands.writing.valori import Tipo, semplice
from rete.plaintext import FORBIDDEN_IN_VALUE
from rete.schema import schema_of
from rete.source import Shape, compose

_LARGEST = 1 << 20
T = TypeVar("T")


def text_in(name: str) -> str:
    """The text of a file, its lines ended as a register ends them; NotAnAnswer."""
    try:
        text = _content(name).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotAnAnswer(
            f"«{name}» non è un testo in UTF-8: salvalo con quella codifica"
        ) from None
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").split("\n")
    clean = "\n".join(line.rstrip() for line in lines).strip("\n")
    if not clean.strip():
        raise NotAnAnswer(f"«{name}» è vuoto")
    if FORBIDDEN_IN_VALUE.search(clean.replace("\n", " ").replace("\t", " ")):
        raise NotAnAnswer(f"in «{name}» ci sono caratteri che non si possono scrivere")
    return f"{clean}\n" if "\n" in clean else clean


_OF_RULES: Final = ("regole", "regole_per")


def rules_in(name: str) -> Record:
    """The rules of a file: «regole» and «regole_per» of an article, or what stands in «regole».

    Out: those keys of a version. NotAnAnswer.
    """
    content = _content(name)
    keys = {key: _of_a_version().keys.get(key, Shape()) for key in _OF_RULES}
    for whole in (Shape(keys=keys), keys["regole"]):
        document = compose(content, whole)
        if document.value is None:
            fault = document.faults[0]
            raise NotAnAnswer(f"«{name}», riga {fault.mark.line}: {fault.message}")
        value = document.value
        if not isinstance(value, dict) or not value:
            continue
        if {*value} <= {*_OF_RULES}:
            if all(value.values()):
                return value
        elif whole is keys["regole"]:
            return {"regole": value}
    raise NotAnAnswer(f"«{name}» non contiene regole: scrivile come in un articolo del patto")


def _in_a_file(read: Callable[[str], T]) -> Tipo[T]:
    """A value that stands in a file: the answer is its name."""

    def name_of_file(typed: str) -> str:
        read(typed)
        return typed

    return semplice(name_of_file, read, "FILE")


TESTO_IN_FILE: Final = _in_a_file(text_in)
REGOLE_IN_FILE: Final = _in_a_file(rules_in)


def _of_a_version() -> Shape:
    """How a version of an article is read."""
    found = schema_of("patto").shape
    for key in ("articoli", "", "versioni", ""):
        step = found.keys.get(key) if key else found.item
        if step is None:
            return Shape()
        found = step
    return found


def _content(name: str) -> bytes:
    path = Path(name)
    if not path.is_file():
        raise NotAnAnswer(f"il file «{name}» non c'è")
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError:
        raise NotAnAnswer(f"il file «{name}» non si può leggere") from None
    if len(content) > _LARGEST:
        raise NotAnAnswer(f"«{name}» è più grande di 1 MiB")
    return content
