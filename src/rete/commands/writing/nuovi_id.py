"""The id of a record that is to have a file of its own: asked for, or following from a name."""

from functools import partial

from rete.ask import NotAnAnswer
from rete.changes import Refused
from rete.commands.writing.valori import an_id
from rete.edits.opera import must_have_no_more
from rete.errors import ReteError
from rete.model.nomi_di_file import free_id, may_be_new, why_not_new
from rete.model.rete import Rete, Tipo


def a_new_id(typed: str, kind: Tipo, rete: Rete, *, taken: str) -> str:
    """The id, as every system can have it; ``taken`` says of one that it is another's.

    ReteError where the register is not read far enough to tell: no other id would do.
    """
    identifier = an_id(typed)
    if why := why_not_new(identifier, kind, partial(rete.has_id, kind)):
        raise NotAnAnswer(why)
    if rete.has_id(kind, identifier):
        raise NotAnAnswer(f"«{identifier}» {taken}: scegli un altro nome")
    try:
        must_have_no_more(rete, kind, identifier)
    except Refused as refused:
        raise ReteError(str(refused)) from None
    return identifier


def a_proposed_id(derived: str, kind: Tipo, rete: Rete) -> str | None:
    """The id that follows from a name, or the nearest that a file can have; None if it is empty."""
    if derived and not may_be_new(derived):
        return free_id(derived, kind, partial(rete.has_id, kind))
    return derived or None


def told_of_another_id(derived: str, chosen: str) -> tuple[str, ...]:
    """What a plan says where the id that followed from the name was one that nobody can have."""
    if may_be_new(derived) or chosen == derived:
        return ()
    return (f"l'id non è «{derived}», nome che Windows tiene per sé, ma «{chosen}»",)
