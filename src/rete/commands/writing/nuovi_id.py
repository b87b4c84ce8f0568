"""The id of a record that is to have a file of its own: asked for, or following from a name."""

from collections.abc import Callable

from rete.ask import NotAnAnswer
from rete.commands.writing.valori import an_id
from rete.model.nomi_di_file import free_id, may_be_new, why_not_new


def a_new_id(typed: str, kind: str, is_taken: Callable[[str], bool]) -> str:
    """The id, as every system can have it."""
    identifier = an_id(typed)
    if why := why_not_new(identifier, kind, is_taken):
        raise NotAnAnswer(why)
    return identifier


def a_proposed_id(derived: str, kind: str, is_taken: Callable[[str], bool]) -> str | None:
    """The id that follows from a name, or the nearest that a file can have; None if it is empty."""
    return (
        free_id(derived, kind, is_taken) if derived and not may_be_new(derived) else derived or None
    )


def told_of_another_id(derived: str, chosen: str) -> tuple[str, ...]:
    """What a plan says where the id that followed from the name was one that nobody can have."""
    if may_be_new(derived) or chosen == derived:
        return ()
    return (f"l'id non è «{derived}», nome che Windows tiene per sé, ma «{chosen}»",)
