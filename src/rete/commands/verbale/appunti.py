"""A file of notes read for a command, and what was not understood told; the grammar is `notes`."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from rete.ask.terminal import Terminal
from rete.changes import Record
from rete.commands.shared import contesto
from rete.commands.shared.dire import tell
from rete.commands.verbale.dubbi import ask_about, grouped
from rete.commands.writing.scrivere import Scrittura
from rete.errors import ReteError
from rete.italiano import count
from rete.model.rete import Rete
from rete.model.verbale import Punto
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
    "sessione": "SESSIONE",
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
    work: Scrittura, text: str, planned: Sequence[Punto], *, comunque: bool
) -> Appunti | None:
    """The notes, or None where what was not understood stops it all.

    On a terminal whoever wrote them is asked, until all is clear; elsewhere nothing is written, but
    with ``comunque`` the lines stay text, and all of them are told.
    """
    rete, today = work.loaded.rete, contesto.today()
    choices: dict[int, str] = {}
    while True:
        notes = read_notes(text, rete, today, previsti=planned, scelte=choices)
        if not notes.non_capite:
            return notes
        if comunque or not work.asks:
            break
        doubts = grouped(notes.non_capite)
        click.echo(f"negli appunti {_how_many(notes.non_capite)}:", err=True)
        choices |= ask_about(doubts, back=work.chiesto, terminal=Terminal())
    _tell(notes.non_capite)
    if not comunque:
        tell(
            "non ho scritto niente: correggi gli appunti (con «>» davanti una riga resta testo); "
            "con --comunque quelle righe restano nella discussione",
            err=True,
        )
        return None
    return read_notes(text, rete, today, previsti=planned, comunque=True)


def _how_many(not_understood: Sequence[NonCapita]) -> str:
    number = len({found.riga.numero for found in not_understood})
    lines = count(number, "riga", "righe")
    return f"{lines} che non si capi{'sce' if number == 1 else 'scono'}"


def _tell(not_understood: Sequence[NonCapita]) -> None:
    click.echo(f"negli appunti {_how_many(not_understood)}:", err=True)
    for found in not_understood:
        line = printable(found.riga.testo.strip())
        click.echo(f"  riga {found.riga.numero}: {line}", err=True)
        click.echo(f"    {TO_DO}{printable(found.perche)}", err=True)
        for way in found.come:
            told = printable(way.replace("\n", " · "))
            click.echo(f"      forse: {told}", err=True)
