"""Whether a journal was begun in this very folder, and whether to finish it would run anything.

Who hands over a folder can put into it a journal that looks like one of ours, and hooks beside it:
a command that only reads must not run them by finishing what nobody had begun.
"""

import os
from pathlib import Path

from rete import git
from rete.errors import CannotTell
from rete.git_durable import common_dir
from rete.journal.folder import Where
from rete.journal.manifest import Manifest

_HARMLESS = (
    *("core.repositoryformatversion", "core.filemode", "core.bare", "core.logallrefupdates"),
    *("core.ignorecase", "core.precomposeunicode", "core.symlinks", "core.autocrlf", "core.eol"),
    *("remote.", "branch.", "user.", "init.", "commit.gpgsign", "pull.", "push."),
)
"""Settings of a repository that name no program which a commit would run."""


def mark(folder: Path) -> str:
    """What this folder is to the system, and no copy of it: nobody can know it beforehand."""
    found = folder.stat()
    return f"{found.st_dev:x}-{found.st_ino:x}"


def is_of_here(where: Where, plan: Manifest) -> bool:
    """The journal is where it was begun: it is no copy, and nobody has brought it."""
    return plan.luogo == mark(where.ready)


def would_run_something(where: Where) -> bool:
    """A commit here might run a program that this repository names: a hook, a filter, a key."""
    hooks = common_dir(where.git_dir) / "hooks"
    try:
        if any(file.suffix != ".sample" for file in hooks.iterdir()):
            return True
    except FileNotFoundError:
        pass
    names = git.told(where.base, "config", "--local", "--name-only", "-z", "--list")
    if isinstance(names, CannotTell):
        return True
    return any(
        not os.fsdecode(name).lower().startswith(_HARMLESS) for name in names.split(b"\0") if name
    )
