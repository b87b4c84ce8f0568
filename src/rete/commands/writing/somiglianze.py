"""What makes a new body look like one that the register has, told while it is typed."""

from rete.model.ente import Ente
from rete.model.rete import Rete
from rete.reckoning.nomi import nearly_the_same


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
