"""What of some minutes, or of an act, `attua` has still to carry out, and why not the rest."""

from collections.abc import Iterator

import click

from rete.changes import Refused
from rete.commands.shared.dire import tell
from rete.commands.shared.scelta import chosen_atto, chosen_verbale
from rete.edits.da_attuare import DaAttuare, not_to_be_told, to_be_carried_out
from rete.errors import ReteError
from rete.italiano import join_words
from rete.load.loader import Loaded


def left_to_do(loaded: Loaded, typed: str) -> tuple[str, tuple[DaAttuare, ...]]:
    """What was named, and what is left to do of it; ReteError where it is one act, and void."""
    name, references = named_acts(loaded, typed)
    found: list[DaAttuare] = []
    for reference in references:
        try:
            found += to_be_carried_out(loaded.rete, reference)
        except Refused as refused:
            if references == (name,):
                raise ReteError(str(refused)) from None
    return name, tuple(found)


def put_aside(loaded: Loaded, typed: str) -> Iterator[str]:
    """Why some decisions of minutes are not carried out."""
    name, references = named_acts(loaded, typed)
    for reference in references if references != (name,) else ():
        try:
            to_be_carried_out(loaded.rete, reference)
        except Refused as refused:
            yield str(refused)


def cannot_tell(loaded: Loaded, name: str) -> bool:
    """Whether it cannot be known if something is left to do; told, with the files that hide it."""
    if not any(not_to_be_told(loaded.rete, one) for one in named_acts(loaded, name)[1]):
        return False
    files = join_words(loaded.unread_files) or "i file che non si leggono"
    tell(
        f"non si può dire se di «{name}» resta qualcosa da attuare: prima correggi {files} "
        "(«rete controlla» dice che cosa non va)",
        err=True,
    )
    return True


def named_acts(loaded: Loaded, typed: str) -> tuple[str, tuple[str, ...]]:
    """What was named, and the acts of it that may be carried out."""
    rete = loaded.rete
    if typed not in rete.verbali and ("/" in typed or typed in rete.atti):
        reference = chosen_atto(loaded, typed).riferimento
        return reference, (reference,)
    try:
        verbale = chosen_verbale(loaded, typed)
    except click.UsageError as unknown:
        try:
            reference = chosen_atto(loaded, typed).riferimento
        except click.UsageError:
            raise unknown from None
        return reference, (reference,)
    decided = [d for d in verbale.decisioni if d.esito == "approvata" and d.effetti]
    return verbale.id, tuple(f"{verbale.id}/{decisione.n}" for decisione in decided)
