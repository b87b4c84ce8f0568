"""Effects on minutes and on other acts carried out; what moves records has its own file."""

from rete.edits.opera import Opera
from rete.edits.rettifica import rettifica
from rete.edits.revoca import revoca
from rete.model.comuni import Effetto

__all__ = ["approvazione_verbale", "ratifica", "rettifica", "revoca"]


def approvazione_verbale(_opera: Opera, _effetto: Effetto) -> None:
    """Nothing here: minutes are approved in two steps (`da_attuare`)."""


def ratifica(_opera: Opera, _effetto: Effetto) -> None:
    """Nothing: a ratification changes no record."""
