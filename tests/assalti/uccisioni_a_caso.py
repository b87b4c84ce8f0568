"""Operations killed at random moments, git and hooks too; what is left is compared with a model.

Run by itself, as it forks: ``python uccisioni_a_caso.py FOLDER HOOK WHO TIMES SEED``. HOOK: what
the hook before the commit does (`niente`, `formatta`, `rifiuta`, `lento`). WHO is killed: `tutti`
(rete, git, hooks: as when the light goes), `rete` alone, `git` alone. It prints what was found
after the next command, how many times.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from rete.errors import ReteError
from rete.journal import Journal, lock
from tests.aiuti.archivio import git
from tests.aiuti.scrittura import EACH, hook, operation, snapshot
from tests.assalti.dischi import prepare, state

FILES: dict[str, bytes | None] = {
    "data/enti/0.yaml": b"nome: cambiato\n" * 50,
    "data/verbali/2026/nuovo.yaml": b"odg: cambiato\n",
    "data/enti/2.yaml": None,
}
FORMATTED = {p: c and c.replace(b"cambiato", b"CAMBIATO") for p, c in FILES.items()}
HOOKS = {
    "niente": "exit 0",
    "formatta": f"{EACH} sed -i.p s/cambiato/CAMBIATO/ $f && rm -f $f.p; git add $f; done",
    "rifiuta": "exit 1",
    "lento": "sleep 0.2",
}
PATIENCE = 30.0


def write(root: Path) -> None:
    with suppress(ReteError):
        Journal(root).write(operation(root, FILES))


def begun(root: Path) -> int:
    """A process, first of a group of its own, that writes; its number."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        # What git says of its own death is of no interest here.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        with suppress(BaseException):
            write(root)
        os._exit(0)
    with suppress(OSError):
        os.setpgid(child, child)
    return child


def kill(child: int, who: str) -> None:
    with suppress(ProcessLookupError):
        match who:
            case "tutti":
                os.killpg(child, signal.SIGKILL)
            case "rete":
                os.kill(child, signal.SIGKILL)
            case _:
                for pid in _others(child):
                    os.kill(pid, signal.SIGKILL)


def _others(group: int) -> list[int]:
    """The processes of a group but for its first one: where they can be told (on Linux)."""
    found = []
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            if folder.name.isdigit() and int(folder.name) != group:
                # pid (name) state parent group: a name may have anything in it.
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(fields[2]) == group:
                    found.append(int(folder.name))
    return found


def recover(root: Path) -> None:
    """The next command; a git that outlived its rete is waited for, as its user would."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            Journal(root).recover()
        except ReteError as error:
            if "sono tornati com'erano" in str(error):
                return
            if time.monotonic() > end:
                raise
        else:
            if not (root / ".git/rete/pronta").exists():
                return
        time.sleep(0.1)


def found(root: Path, before: dict[str, tuple[bytes, int]], how: str) -> str:
    # What the hook's own program had beside the file it was changing.
    for file in root.glob("data/*/sed??????"):
        file.unlink()
    leftovers = sorted(
        file.relative_to(root).as_posix()
        for file in root.rglob("*")
        if file.suffix in (".lock", ".tmp") or ("rete" in file.parts and file.name != "rete")
    )
    if left := [name for name in leftovers if "da-parte" not in name]:
        return f"left: {left}"
    return state(root, before, FORMATTED if how == "formatta" else FILES)


def main(folder: Path, how: str, who: str, times: int, seed: int) -> None:
    # Many die while they write the lock itself: who comes next need not wait as long as it should.
    lock._UNWRITTEN_FOR = 0.05
    chosen = random.Random(f"{seed} {how} {who}")
    base = folder / "base"
    base.mkdir()
    prepare(base)
    hook(base, "pre-commit", HOOKS[how])
    before = snapshot(base)
    once = shutil.copytree(base, folder / "una-volta")
    start = time.monotonic()
    os.waitpid(begun(once), 0)
    whole = time.monotonic() - start
    outcomes: Counter[str] = Counter()
    for number in range(times):
        root = shutil.copytree(base, folder / f"volta-{number}")
        child = begun(root)
        time.sleep(chosen.uniform(0, 1.1 * whole))
        kill(child, who)
        os.waitpid(child, 0)
        recover(root)
        outcomes[found(root, before, how)] += 1
        # And one can go on.
        if how != "rifiuta":
            Journal(root).write(operation(root, {"data/enti/altro.yaml": b"nome: altro\n"}))
            outcomes["unwritten"] += git(root, "show", "HEAD:data/enti/altro.yaml") == ""
        shutil.rmtree(root)
    print(json.dumps({"whole": whole, "outcomes": {k: v for k, v in outcomes.items() if v}}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
