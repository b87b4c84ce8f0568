"""Whether a journal was begun in this very folder, and is no copy of another's.

Who hands over a folder can put into it a journal that looks like one of ours: a command that only
reads must not finish what nobody had begun. A commit is made, and signed, in the name of whoever
runs it, and may run more than can be listed: hooks, filters, the program of a remote that is asked
for an object.
"""

from pathlib import Path

from rete.journal.folder import Where
from rete.journal.manifest import Manifest


def mark(folder: Path) -> str:
    """What this folder is to the system, and no copy of it: nobody can know it beforehand."""
    found = folder.stat()
    return f"{found.st_dev:x}-{found.st_ino:x}"


def is_of_here(where: Where, plan: Manifest) -> bool:
    """The journal is where it was begun: it is no copy, and nobody has brought it."""
    return plan.luogo == mark(where.ready)
