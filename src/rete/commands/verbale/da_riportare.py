"""What of some minutes, or of an act, `attua` has still to carry out, and why not the rest."""

from collections.abc import Iterator

from rete.changes import Refused
from rete.commands.shared.dire import tell
from rete.commands.shared.scelta import chosen_minutes_or_act
from rete.edits.da_attuare import DaAttuare, not_to_be_told, to_be_carried_out
from rete.italiano import join_words
from rete.load.loader import Loaded
from rete.model.provvedimento import Provvedimento


def left_to_do(loaded: Loaded, typed: str) -> tuple[str, tuple[DaAttuare, ...]]:
    """What was named, and what is left to do of it; Refused where it is one act, and void."""
    name, references = named_acts(loaded, typed)
    found: list[DaAttuare] = []
    for reference in references:
        try:
            found += to_be_carried_out(loaded.rete, reference)
        except Refused:
            if references == (name,):
                raise
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
    found = chosen_minutes_or_act(loaded, typed)
    if isinstance(found, Provvedimento):
        return found.riferimento, (found.riferimento,)
    decided = [d for d in found.decisioni if d.esito == "approvata" and d.effetti]
    return found.id, tuple(f"{found.id}/{decisione.n}" for decisione in decided)
