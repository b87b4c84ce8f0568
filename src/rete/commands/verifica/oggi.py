"""Whether the register says something else today than when a document was made of it."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rete.commands.documento.fatto import Asked, made
from rete.data_tree import DataTree, data_tree
from rete.errors import ReteError
from rete.store import Folder

if TYPE_CHECKING:
    from rete.model.rete import Rete


def differs_today(then: "Rete", asked: Asked, data: DataTree, register: Path) -> str | None:
    """In one line, what the register says today of the same thing; None where it says the same.

    ``then`` is the register that the document was made of, ``data`` names it. Where it cannot be
    told, nothing is: the document is equal all the same.
    """
    try:
        folder = Folder(register)
        if data_tree(folder, register).id == data.id:
            return None
        from rete.load.loader import load
        from rete.render.differences import line

        now = load(folder).rete
        was, is_now = (_text(one, asked, register) for one in (then, now))
    except (ReteError, click.ClickException, OSError):
        return None
    if was == is_now:
        return None
    return f"oggi il registro dà un documento diverso: {line(was, is_now)}"


def _text(rete: "Rete", asked: Asked, register: Path) -> str:
    """What a document says, without the line of where it comes from being another."""
    same = DataTree(id="0" * 40, recorded=True)
    plain = replace(asked, format="md")
    document = made(rete, plain, errors=0, data=same, own=register / "templates")
    return document.rendered.content.decode("utf-8")
