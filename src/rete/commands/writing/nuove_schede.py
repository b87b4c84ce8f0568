"""What a new card needs: an id that it can have; a warning, where it looks like another."""

from functools import partial

from rete.ask import NotAnAnswer
from rete.commands.writing.valori import an_id
from rete.edits.opera import must_have_no_more
from rete.model.ente import Ente
from rete.model.nomi_di_file import free_id, may_be_new, why_not_new
from rete.model.rete import Rete, Tipo
from rete.reckoning.nomi import nearly_the_same


def a_new_id(typed: str, kind: Tipo, rete: Rete, *, taken: str) -> str:
    """The id, as every system can have it; ``taken`` says of one that it is another's.

    Refused where the register is not read far enough to tell: no other id would do.
    """
    identifier = an_id(typed)
    if why := why_not_new(identifier, kind, partial(rete.has_id, kind)):
        raise NotAnAnswer(why)
    if rete.has_id(kind, identifier):
        raise NotAnAnswer(f"«{identifier}» {taken}: scegli un altro nome")
    must_have_no_more(rete, kind, identifier)
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


def near_names(rete: Rete, name: str) -> str | None:
    """The warning of a name much like that of a body of the register, if there is one."""
    new = Ente(id="", file="", denominazione=name, natura="privato-sociale", adesioni=())
    others = []
    for twins in nearly_the_same((*rete.enti.values(), new)):
        pair = (twins.name.ente, twins.other.ente)
        others += [one for one in pair if one is not new and new in pair]
    if not others:
        return None
    return " e ".join(
        f"somiglia a «{one.denominazione}» («{one.id}»)" for one in dict.fromkeys(others)
    )


def same_code(rete: Rete, code: str) -> str | None:
    """The warning of a tax code that a body of the register has already, if one has."""
    for ente in rete.enti.values():
        if ente.codice_fiscale == code:
            return f"è anche il codice di «{ente.denominazione}» («{ente.id}»)"
    return None
