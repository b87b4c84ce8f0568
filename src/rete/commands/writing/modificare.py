"""A file changed by hand: a draft, the editor, the check, then as any writing (`scrivere`)."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Literal

import click

from rete.ask import confirm
from rete.changes import Plan
from rete.commands.shared.dire import show_findings
from rete.commands.shared.scelta import CHOSEN
from rete.commands.writing.campi import Campi
from rete.commands.writing.scrivere import Scrittura, nothing_written
from rete.commands.writing.valori import named
from rete.errors import ReteError
from rete.load.kinds import KIND_NAMED, Known, classify
from rete.load.loader import Loaded
from rete.model.ricerca import plain
from rete.render.terminal_text import printable
from rete.schema import schema_of
from rete.source import compose
from rete.store import TooLarge, Unreadable


class DaModificare(Campi):
    """Which card: its file, also one that cannot be read and is to be mended."""

    KIND: ClassVar[Literal["ente", "tavolo"]]

    @classmethod
    def completed(cls, given: dict[str, str], work: Scrittura) -> dict[str, str]:
        return {key: cls.file(work.loaded, typed) for key, typed in given.items() if typed}

    @classmethod
    def file(cls, loaded: Loaded, typed: str) -> str:
        identifier = plain(typed)
        if identifier in loaded.rete.unread.get(cls.KIND, ()):
            return KIND_NAMED[cls.KIND].path(identifier)
        return typed if typed.startswith("data/") else CHOSEN[cls.KIND](loaded, typed).file

    def read(self, typed: str) -> str:
        return named(self.file)(typed, self.loaded)


def edit(work: Scrittura, path: str, command: str) -> int:
    """Open a draft of this file, and write it where it brings no new error; the exit code."""
    known = classify(path)
    if not isinstance(known, Known):
        raise ReteError(f"«{path}» non è un file del registro")
    _refuse_frozen(work, known)
    before = _content(work, path)
    folder = Path(tempfile.mkdtemp(prefix="rete-"))
    draft = folder / Path(path).name
    draft.write_bytes(before)
    finished = False
    try:
        code, finished = _edited(work, path, draft, known, command)
        return code
    finally:
        there = draft.is_file()
        if finished or not any(folder.iterdir()) or (there and draft.read_bytes() == before):
            shutil.rmtree(folder, ignore_errors=True)
        else:
            kept = printable(str(draft if there else folder))
            click.echo(f"la tua bozza è rimasta in {kept}", err=True)


def _edited(
    work: Scrittura, path: str, draft: Path, known: Known, command: str
) -> tuple[int, bool]:
    """The exit code, and whether the draft is of no more use."""
    from rete.editor import open_editor
    from rete.operation import prepare_contents

    before = _content(work, path)
    while True:
        open_editor(draft)
        if not draft.is_file():
            raise ReteError(
                f"l'editor non ha lasciato il file «{draft.name}» che gli era stato dato: salvalo "
                "con quel nome, e riprova"
            )
        content = draft.read_bytes()
        if content == before:
            click.echo("il file è rimasto com'era: non c'è niente da scrivere")
            return 0, True
        prepared = prepare_contents(
            work.loaded, {path: content}, _plan(known, before, content, command)
        )
        if not prepared.new_errors:
            code = work.write(prepared)
            return code, code == 0 and not work.modi.prova
        show_findings(prepared.new_errors)
        if not (work.asks and confirm("Riapro la bozza per correggerla?")):
            return nothing_written(), False


def _refuse_frozen(work: Scrittura, known: Known) -> None:
    verbale = work.loaded.rete.verbali.get(known.id) if known.kind.name == "verbale" else None
    if verbale is not None and verbale.is_approved:
        raise ReteError(
            f"il verbale «{known.id}» è approvato e non si modifica più: una correzione è una "
            "nuova decisione che lo rettifica"
        )


def _content(work: Scrittura, path: str) -> bytes:
    try:
        return work.loaded.store.read(path)
    except (Unreadable, TooLarge):
        raise ReteError(f"«{path}» non si può leggere, o è troppo grande") from None


def _plan(known: Known, before: bytes, after: bytes, command: str) -> Plan:
    return Plan(
        operazione=command,
        titolo=f"Modifica di «{known.id}»",
        racconto=tuple(_differences(known, before, after)),
        riferimenti=(f"{known.kind.name}/{known.id}",),
    )


def _differences(known: Known, before: bytes, after: bytes) -> Iterator[str]:
    """Which keys change, in the order in which the new file has them."""
    shape = schema_of(known.kind.name).shape
    old, new = (compose(content, shape).value for content in (before, after))
    if not isinstance(old, dict) or not isinstance(new, dict):
        yield f"cambia «{known.id}»"
    elif old == new:
        yield "cambia solo il modo in cui è scritto"
    else:
        for key in dict.fromkeys((*new, *old)):
            if key not in old:
                yield f"si aggiunge «{key}»"
            elif key not in new:
                yield f"si toglie «{key}»"
            elif old[key] != new[key]:
                yield f"cambia «{key}»"
