"""The only way to write a register: all of an operation or nothing; it begins in `journal`."""

from rete.journal.journal import Journal
from rete.journal.lock import Held
from rete.journal.manifest import Operation
from rete.journal.recovery import Stuck, TakenBack
from rete.journal.settle import Written

__all__ = ["Held", "Journal", "Operation", "Stuck", "TakenBack", "Written"]
