"""The operations in the history of a register: which, what they changed, which are undone."""

from rete.past.changed_files import Blob, Changed, Changes
from rete.past.entries import NotACode, Past
from rete.past.history import History
from rete.past.log import Commit
from rete.past.marks import Proof, Undone
from rete.past.undoing import Undoing, contents, prepare_undoing

__all__ = [
    "Blob",
    "Changed",
    "Changes",
    "Commit",
    "History",
    "NotACode",
    "Past",
    "Proof",
    "Undoing",
    "Undone",
    "contents",
    "prepare_undoing",
]
