"""`rete verifica`: a document made again from its own data, and compared byte by byte."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from rete import git, git_place, italiano
from rete.check import count_errors
from rete.commands.documento.fatto import ORIGINAL, Asked, Made, made
from rete.commands.shared.opzioni import Opzioni, argomento, with_options
from rete.commands.shared.registro import closed_at_the_end, root
from rete.commands.verifica.esito import compared, held_to_git
from rete.commands.verifica.file_firmati import read_signed
from rete.data_tree import DataTree, data_tree, tree_id
from rete.documents.catalogue import DOCUMENTS, Documento
from rete.errors import CannotTell, ReteError
from rete.load.loader import load
from rete.reckoning.viste import VISTE
from rete.records import frozen
from rete.render.terminal_text import printable
from rete.revision import Revision
from rete.store import DATA, Folder, Store

if TYPE_CHECKING:
    from rete.model.rete import Rete
    from rete.render.document_foot import Provenance
    from rete.render.reread import Found

_ANY_DAY: Final = date(2000, 1, 1)
_OTHER_VERSION: Final = "il documento non si può rifare con questa versione di rete"


@frozen
class _Again:
    """A document made again, and what it was made of."""

    made: Made
    rete: "Rete"
    asked: Asked
    data: DataTree


class Chiesto(Opzioni):
    """Which document."""

    file = argomento(
        "Un documento fatto da rete, anche firmato (PDF con firme, .p7m, .p7s).",
        "FILE",
        click_type=click.Path(path_type=Path),
    )


@with_options
def verifica(a: Chiesto) -> int:
    """Se un documento è quello che dà il registro.

    Lo rifà con i dati da cui dice di venire e lo confronta: è uguale (esce con 0), è diverso
    (1), o non si può dire (3). Di uno firmato dice anche chi l'ha firmato e se la firma è di quei
    byte; se il certificato è buono lo dice un programma di firma.
    """
    from rete.render.reread import found_in, why_not_ours

    signed = read_signed(a.file)
    found = found_in(signed.document)
    if found is None:
        raise ReteError(f"«{a.file}» {why_not_ours(signed.document)}")
    register = root()
    again = _made_again(found, register)
    esito = compared(found, again.made.rendered.content, signed)
    esito = held_to_git(esito, found.provenance, register)
    lines = [*esito.lines, _said_of(found.provenance)]
    if esito.is_the_document:
        today = _differs_today(again.rete, again.asked, again.data, register)
        lines += [today] if today else []
    for line in lines:
        click.echo(printable(line))
    return esito.code


def _made_again(found: "Found", register: Path) -> _Again:
    """The document as this version makes it; ReteError where it cannot make that one."""
    told = found.provenance
    asked = _asked(found)
    _refuse_other_programs(found)
    loaded = load(_store(register, told))
    errors = count_errors(loaded)
    recorded = CannotTell("lo dice il documento") if told.recorded is None else told.recorded
    data = DataTree(id=told.data, recorded=recorded)
    again = made(loaded.rete, asked, errors=errors, data=data, own=register / "templates")
    if told.templates != again.provenance.templates:
        raise ReteError(
            f"{_OTHER_VERSION}: è fatto con altri modelli ({told.templates}), qui sono "
            f"{again.provenance.templates}"
        )
    return _Again(made=again, rete=loaded.rete, asked=asked, data=data)


def _store(register: Path, told: "Provenance") -> Store:
    """The data of a document, from git or, where it is that, from the folder."""
    kind = git.kind_of(register, told.data)
    if kind == "tree":
        return closed_at_the_end(Revision(register, told.data, data=told.data))
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
        raise ReteError(f"{_OTHER_VERSION}: non conosce la vista del patto «{told.view}»")
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
    raise ReteError(f"{_OTHER_VERSION}: non fa documenti «{name}»")


def _refuse_other_programs(found: "Found") -> None:
    """ReteError where other versions made it: the bytes would differ whatever it says."""
    from rete.render.conversion import programs

    told, here = found.provenance.programs, programs(found.format)
    if told != here:
        were, are = (
            italiano.join_words([f"{name} {version}" for name, version in one])
            for one in (told, here)
        )
        there = "ci sono" if len(here) > 1 else "c'è"
        raise ReteError(f"{_OTHER_VERSION}: è fatto con {were}; qui {there} {are}")


def _said_of(told: "Provenance") -> str:
    drafts = "" if told.recorded and not told.anyway else "; è una bozza"
    return f"«{told.command}», dati {told.data[:12]}{drafts}"


def _differs_today(then: "Rete", asked: Asked, data: DataTree, register: Path) -> str | None:
    """In one line, what the register says today of the same thing; None where it says the same.

    ``then`` is the register that the document was made of, ``data`` names it. Where it cannot be
    told, nothing is: the document is equal all the same.
    """
    try:
        folder = Folder(register)
        if data_tree(folder, register).id == data.id:
            return None
        from rete.render.differences import line

        now = load(folder).rete
        was, is_now = (_in_words(one, asked, register) for one in (then, now))
    except (ReteError, click.ClickException, OSError):
        return None
    if was == is_now:
        return None
    return f"oggi il registro dà un documento diverso: {line(was, is_now)}"


def _in_words(rete: "Rete", asked: Asked, register: Path) -> str:
    """What a document says, without the line of where it comes from being another."""
    same = DataTree(id="0" * 40, recorded=True)
    plain = replace(asked, format="md")
    document = made(rete, plain, errors=0, data=same, own=register / "templates")
    return document.rendered.content.decode("utf-8")
