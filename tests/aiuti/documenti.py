"""Documents in tests: those of the example, steady texts, and registers out of anybody's git."""

import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rete.commands.documento.fatto import Asked, made
from rete.data_tree import DataTree
from rete.documents.catalogue import DOCUMENTS
from rete.load.loader import Loaded, load
from rete.render.file_formats import Formato
from rete.store import Folder
from tests.aiuti.luoghi import EXAMPLE

DAY = date(2026, 6, 1)

_REFERENCES = {
    None: None,
    "verbale": "2026-07-02-plenaria",
    "decisione": "2025-03-20-plenaria/2",
    "ente": "comune-di-roccaverde",
    "tavolo": "abitare",
    "monitoraggio": "finale-2025",
}


class Wanted(NamedTuple):
    """A document of the example, and what it is about."""

    name: str
    reference: str | None = None


HELD = Wanted("verbale", "2024-05-16-plenaria")
EVERY_DOCUMENT = (*(Wanted(one.nome, _REFERENCES[one.di]) for one in DOCUMENTS), HELD)
"""Every document there is, and minutes that were held: of a sitting to come they are short."""

_CHANGING = (
    (re.compile(r"Fatto da rete [^:]*:"), "Fatto da rete …:"),
    (re.compile(r"dati [0-9a-f]{40}"), "dati …"),
    (re.compile(r"modelli [0-9a-f]{16}"), "modelli …"),
    (re.compile(r"rete-impronta sha256 [0-9a-f]{64}"), "rete-impronta sha256 …"),
)


def steady(text: str) -> str:
    """A document without versions and digests, which change when what it says does not."""
    for changing, written in _CHANGING:
        text = changing.sub(written, text)
    return text


def out_of_git(register: Path, into: Path) -> Path:
    """A copy that no repository speaks of: what is not yet committed makes a draft elsewhere."""
    shutil.copytree(register / "data", into / "data")
    return into


@cache
def example_register() -> Loaded:
    return load(Folder(EXAMPLE))


@cache
def of_the_example(formato: Formato, name: str, reference: str | None = None) -> bytes:
    """A document of the example; each is made once."""
    asked = Asked(
        document=next(one for one in DOCUMENTS if one.nome == name),
        reference=reference, day=DAY, since=None, view=None, format=formato,
    )  # fmt: skip
    tree = DataTree(id="0" * 40, recorded=True)
    own = EXAMPLE / "templates"
    return made(example_register().rete, asked, errors=0, data=tree, own=own).rendered.content
