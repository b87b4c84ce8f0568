"""`rete verifica`: a document made again from its own data, and compared byte by byte."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import click
import typer

from rete import git, git_place, italiano
from rete.check import count_errors
from rete.commands.documento_fatto import ORIGINAL, Asked, Made, made
from rete.commands.registro import root
from rete.data_tree import DataTree, tree_id
from rete.documents.catalogue import DOCUMENTS, Documento
from rete.errors import CannotTell, ReteError
from rete.load.loader import load
from rete.reckoning.viste import VISTE
from rete.render.terminal import printable
from rete.store import DATA, Folder, Revision, Store

if TYPE_CHECKING:
    from rete.render.provenance import Provenance
    from rete.render.reread import Found

_ANY_DAY: Final = date(2000, 1, 1)
_LARGEST: Final = 64 * 1024 * 1024
_ENVELOPE: Final = re.compile(rb"0[\x80-\x84]")
"""How a `.p7m` begins: the document is inside it, with the signatures after."""

app = typer.Typer()


@app.command()
def verifica(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            click_type=click.Path(path_type=Path),
            help="Un documento fatto da rete, anche firmato.",
            show_default=False,
        ),
    ],
) -> int:
    """Se un documento è quello che dà il registro.

    Lo rifà con i dati da cui dice di venire e lo confronta: è uguale (esce con 0), è diverso
    (1), o non si può dire (3). Non dice se una firma è valida.
    """
    from rete.render.reread import found_in

    content = _content(file)
    found = found_in(content)
    if found is None:
        raise ReteError(
            f"«{file}» non è un documento fatto da rete, o la riga in fondo che dice da dove viene "
            "è stata cambiata"
        )
    again = _made_again(found)
    _refuse_other_makers(found.provenance, again.provenance)
    code, words = _compared(found, again.rendered.content, content)
    for line in (words, _said_of(found.provenance)):
        click.echo(printable(line))
    return code


def _content(file: Path) -> bytes:
    if not file.is_file():
        raise click.UsageError(f"il file «{printable(str(file))}» non c'è")
    if file.stat().st_size > _LARGEST:
        raise ReteError(f"«{file}» è troppo grande per essere un documento di rete")
    return file.read_bytes()


def _made_again(found: "Found") -> Made:
    told = found.provenance
    register = root()
    store = _store(register, told)
    try:
        loaded = load(store)
        errors = count_errors(loaded)
        recorded = CannotTell("lo dice il documento") if told.recorded is None else told.recorded
        data = DataTree(id=told.data, recorded=recorded)
        return made(
            loaded.rete, _asked(found), errors=errors, data=data, own=register / "templates"
        )
    finally:
        if isinstance(store, Revision):
            store.close()


def _store(register: Path, told: "Provenance") -> Store:
    """The data of a document, from git or, where it is that, from the folder."""
    kind = git.kind_of(register, told.data)
    if kind == "tree":
        return Revision(register, told.data, data=told.data)
    if tree_id(register / DATA, like=told.data) == told.data:
        return Folder(register)
    if isinstance(kind, CannotTell) and git_place.find(register) is not None:
        data = told.data[:12]
        raise ReteError(f"i dati del documento ({data}) non si possono leggere: {kind.why}")
    raise ReteError(
        f"il documento viene da dati ({told.data[:12]}) che qui non ci sono: né nella cartella né "
        "nella storia di git; prendila tutta («git fetch --unshallow», o un altro ramo) e riprova"
    )


def _asked(found: "Found") -> Asked:
    told = found.provenance
    if told.view is not None and told.view not in VISTE:
        raise ReteError(f"il documento viene da una vista del patto che non c'è: «{told.view}»")
    if told.day is None and told.view != ORIGINAL:
        raise ReteError("la riga in fondo al documento non dice di che giorno è")
    return Asked(
        document=_named(told.document),
        reference=told.reference,
        # Of what is the same on every day, any day.
        day=told.day or told.since or _ANY_DAY,
        since=told.since,
        view=told.view,
        format=found.format,
    )


def _named(name: str) -> Documento:
    for document in DOCUMENTS:
        if document.nome == name:
            return document
    raise ReteError(f"questo rete non fa documenti «{name}»: è stato fatto con un'altra versione")


def _refuse_other_makers(told: "Provenance", now: "Provenance") -> None:
    """ReteError where another version made it: the bytes would differ whatever it says."""
    if told.programs != now.programs:
        were, are = (
            italiano.join_words([f"{name} {version}" for name, version in one.programs])
            for one in (told, now)
        )
        raise ReteError(f"il documento è fatto con altre versioni: {were}; qui ci sono {are}")
    if told.templates != now.templates:
        raise ReteError(
            f"il documento è fatto con altri modelli ({told.templates}): qui sono {now.templates}"
        )


def _compared(found: "Found", wanted: bytes, given: bytes) -> tuple[int, str]:
    from rete.render.reread import where_they_differ

    if given == wanted:
        return 0, "uguale: è il documento che dà il registro"
    if given.startswith(wanted):
        if found.format == "pdf" and b"/ByteRange" in given[len(wanted) :]:
            return 0, "uguale, a meno di una firma aggiunta: comincia con tutto il documento"
        return 1, "diverso: dopo il documento c'è dell'altro, che non è una firma"
    if _ENVELOPE.match(given):
        if wanted in given:
            return 0, "uguale: la busta della firma contiene tutto il documento"
        raise ReteError(
            "il documento è in una busta di firma da cui non si può leggere intero: estrailo con "
            "il programma di firma e verifica quello"
        )
    return 1, f"diverso: {where_they_differ(found.format, wanted, given)}"


def _said_of(told: "Provenance") -> str:
    drafts = "" if told.recorded and not told.anyway else "; è una bozza"
    return f"«{told.command}», dati {told.data[:12]}{drafts}"
