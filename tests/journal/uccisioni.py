"""An operation written by processes that are killed, at every one of their steps in turn.

Run by itself (it forks, which a test runner with threads must not do):
``python uccisioni.py FOLDER git|senza-git|rifiuta ONCE AGAIN`` (rifiuta: a hook refuses every
commit), where one step in ONCE is tried, and one in AGAIN with the recovery killed too. It prints
how many times what was found.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import ModuleType

from rete.errors import ReteError
from rete.git_write import CommitRefused
from rete.journal import Journal, Operation, lock
from rete.journal.files import digest
from tests.aiuti.archivio import begin, commit, git
from tests.aiuti.scrittura import hook

STEPS: tuple[tuple[ModuleType, str], ...] = (
    *((os, name) for name in ("write", "fsync", "replace", "rename", "unlink", "mkdir", "rmdir")),
    (subprocess, "Popen"),
)
OLD = {
    "data/enti/il-ponte.yaml": b"denominazione: Il Ponte\n",
    "data/atti/2024/2024-01-15-stipula.yaml": b"tipo: stipula\n",
    "data/enti/la-soglia.yaml": b"denominazione: La Soglia\n",
}
NEW = {
    "data/enti/il-ponte.yaml": b"denominazione: Associazione Il Ponte\n",
    "data/verbali/2026/2026-06-01-plenaria.yaml": b"odg: []\n",
    "data/enti/la-soglia.yaml": b"denominazione: La Soglia\n",
}
OPERATION = Operation(
    id="2026-06-01-prova",
    titolo="ente ammetti il-ponte",
    files={
        path: (digest(OLD[path]) if path in OLD else None, NEW.get(path))
        for path in sorted({*OLD, *NEW})
        if OLD.get(path) != NEW.get(path)
    },
    messaggio="Ammesso Il Ponte\n\nOperazione: 2026-06-01-prova\n",
)


def write(root: Path) -> None:
    with suppress(CommitRefused):
        Journal(root).write(OPERATION)


def recover(root: Path) -> None:
    try:
        Journal(root).recover()
    except ReteError as error:
        if "sono tornati com'erano" not in str(error):
            raise


def killed_at(step: int, action: Callable[[], None]) -> bool:
    """Run this in a process that kills itself before its n-th step; False: it came to the end."""
    child = os.fork()
    if child == 0:
        _arm(step)
        try:
            action()
        except BaseException as error:  # noqa: BLE001 - the runner must not come back from here
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    if status != 0:
        raise SystemExit(f"step {step}: the process failed instead of ending")
    return False


def _arm(step: int) -> None:
    left = [step]

    def deadly(real: Callable[..., object], *arguments: object, **more: object) -> object:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **more)

    for module, name in STEPS:
        setattr(module, name, partial(deadly, getattr(module, name)))


def prepare(root: Path, in_git: bool) -> None:
    """The old register; in git, with changes of the user's that must stay as they are."""
    for path, content in OLD.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    (root / "data/enti/il-ponte.yaml").chmod(0o640)
    if not in_git:
        return
    begin(root)
    commit(root, "inizio")
    (root / "data/enti/la-soglia.yaml").write_bytes(b"denominazione: La Soglia (onlus)\n")
    git(root, "add", "data/enti/la-soglia.yaml")
    (root / "data/enti/la-soglia.yaml").write_bytes(OLD["data/enti/la-soglia.yaml"])
    (root / "LEGGIMI").write_text("non seguito\n", encoding="utf-8")


def found(root: Path, in_git: bool) -> str:
    """`prima` or `dopo`, or what is wrong."""
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in (root / "data").rglob("*")
        if path.is_file()
    }
    commits, journal = 0, root / ".rete/giornale"
    if in_git:
        journal = root / ".git/rete"
        commits = int(git(root, "rev-list", "--count", "HEAD")) - 1
        status = git(root, "status", "--porcelain", "--untracked-files=all")
        if status != "MM data/enti/la-soglia.yaml\n?? LEGGIMI":
            return f"status: {status}"
    if left := [n for n in ("pronta", "preparazione", "conclusa") if (journal / n).exists()]:
        return f"left: {left}"
    if (root / "data/enti/il-ponte.yaml").stat().st_mode & 0o777 != 0o640:
        return "permissions"
    if files == OLD and commits == 0:
        return "prima"
    if files == NEW and commits == in_git:
        return "dopo"
    return f"files: {sorted(files)}, commits: {commits}"


def kill_once(folder: Path, in_git: bool, every: int) -> Iterator[str]:
    """Killed at each step, then recovered by a process that lives."""
    for step in range(1, 1000, every):
        root = _copy(folder, f"volta-{step}")
        killed = killed_at(step, partial(write, root))
        killed_at(0, partial(recover, root))
        yield found(root, in_git)
        shutil.rmtree(root)
        if not killed:
            return


def kill_again(folder: Path, in_git: bool, every: int) -> Iterator[str]:
    """Killed at some steps; then so is the recovery, at its first step, its second, and so on."""
    for step in range(every, 1000, every):
        root = _copy(folder, f"catena-{step}")
        killed = killed_at(step, partial(write, root))
        again = 1
        while killed_at(again, partial(recover, root)):
            again += 1
        yield found(root, in_git)
        shutil.rmtree(root)
        if not killed:
            return


def _copy(folder: Path, name: str) -> Path:
    return Path(shutil.copytree(folder / "registro", folder / name))


def main(folder: Path, how: str, one_in_once: int, one_in_again: int) -> None:
    # Many die while they write the lock itself: who comes next need not wait as long as it should.
    lock._UNWRITTEN_FOR = 0.05
    root, in_git, refused = folder / "registro", how != "senza-git", how == "rifiuta"
    root.mkdir()
    prepare(root, in_git)
    if refused:
        hook(root, "pre-commit", "exit 1")
    once = Counter(kill_once(folder, in_git, one_in_once))
    again = Counter(kill_again(folder, in_git, one_in_again))
    print(json.dumps({"once": once, "again": again}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
