"""A file of notes read for a command, and what was not understood told; the grammar is `notes`."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from rete.ask import confirm
from rete.changes import Record
from rete.commands.shared import contesto
from rete.commands.shared.dire import tell
from rete.commands.writing.scrivere import Scrittura
from rete.errors import ReteError
from rete.italiano import count
from rete.model.rete import Rete
from rete.notes import Appunti, NonCapita, read_notes
from rete.render.terminal_text import TO_DO, printable

_LARGEST = 1 << 20


def text_of_notes(name: str) -> str:
    """The text of a file of notes, or of standard input for «-»; ReteError."""
    if name == "-":
        content = sys.stdin.buffer.read(_LARGEST + 1)
    else:
        with Path(name).open("rb") as file:
            content = file.read(_LARGEST + 1)
    shown = "gli appunti" if name == "-" else f"«{printable(name)}»"
    if len(content) > _LARGEST:
        raise ReteError(f"{shown}: più di 1 MiB, non sono gli appunti di una seduta")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReteError(f"{shown}: non è un testo in UTF-8, salvalo con quella codifica") from None


HEADING: Final = {
    "numero": "NUMERO",
    "inizio": "INIZIO",
    "fine": "FINE",
    "luogo": "LUOGO",
    "modalita": "MODALITÀ",
    "presiede": "PRESIEDE",
    "verbalizza": "VERBALIZZA",
    "presenti": "PRESENTI",
    "collegati": "COLLEGATI",
    "giustificati": "GIUSTIFICATI",
}
"""The options that say something of the heading, with the words of the notes that say it."""


def said_by_options(rete: Rete, options: Mapping[str, str]) -> Record:
    """What the options say of the heading, read as notes are; UsageError."""
    found: Record = {}
    for option, word in HEADING.items():
        if option not in options:
            continue
        line = f"{word}: {' '.join(options[option].split())}"
        read = read_notes(line, rete, contesto.today())
        if read.non_capite:
            raise click.UsageError(f"--{option}: {printable(read.non_capite[0].perche)}")
        found.update(read.record)
    return found


def understood(
    work: Scrittura, text: str, titles: Mapping[int, str], *, comunque: bool
) -> Appunti | None:
    """The notes, or None where what was not understood stops it all."""
    rete, today = work.loaded.rete, contesto.today()
    notes = read_notes(text, rete, today, titoli=titles)
    if not notes.non_capite:
        return notes
    _tell(notes.non_capite)
    if not comunque:
        if not work.asks:
            tell(
                "non ho scritto niente: correggi gli appunti; con --comunque quelle righe "
                "restano nella discussione",
                err=True,
            )
            return None
        if not confirm("Vado avanti? Quelle righe restano nella discussione.", back=work.chiesto):
            return None
    return read_notes(text, rete, today, titoli=titles, comunque=True)


def _tell(not_understood: Sequence[NonCapita]) -> None:
    number = len({found.riga.numero for found in not_understood})
    lines = count(number, "riga", "righe")
    click.echo(
        f"negli appunti {lines} che non si capi{'sce' if number == 1 else 'scono'}:", err=True
    )
    for found in not_understood:
        line = printable(found.riga.testo.strip())
        click.echo(f"  riga {found.riga.numero}: {line}", err=True)
        click.echo(f"    {TO_DO}{printable(found.perche)}", err=True)
