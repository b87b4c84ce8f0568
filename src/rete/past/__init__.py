"""The operations in the history of a register: which, what they changed, which are undone."""

from rete.past.entries import NotACode, Past
from rete.past.history import History
from rete.past.log import Commit
from rete.past.marks import Proof
from rete.past.undoing import Undoing, contents, prepare_undoing

__all__ = [
    "Commit",
    "History",
    "NotACode",
    "Past",
    "Proof",
    "Undoing",
    "contents",
    "prepare_undoing",
]
