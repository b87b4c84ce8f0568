"""An operation written where there is less and less room; what is left is compared with a model.

Run by itself, as it mounts a small disk of its own or limits itself:
``python dischi.py FOLDER disco|limite|hook STEP``, where the room left grows by STEP bytes from
nothing until the operation comes to its end. It prints what was found, how many times, and what the
user was told.
"""

import json
import os
import random
import resource
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from rete.errors import ReteError
from rete.journal import Journal
from tests.aiuti.archivio import begin, commit, git
from tests.aiuti.scrittura import hook, operation, snapshot, status

LARGE = 30_000
SIZE = 1500 * 1024
ENOUGH = 100 << 14
"""On a disk with so much room all is written, with room to spare."""
OLD = {f"data/enti/{name}.yaml": b"nome: %d\n" % name * 300 for name in range(3)}
CHANGED = "data/enti/0.yaml"
FILES: dict[str, bytes | None] = {
    # What cannot be made smaller: git's object is a little larger than the file itself.
    CHANGED: random.Random(12).randbytes(LARGE),
    "data/verbali/2026/nuovo.yaml": b"odg: []\n" * 3000,
    "data/enti/2.yaml": None,
}
STAGED = "M  data/enti/1.yaml"


def prepare(root: Path) -> None:
    """A register in git, with something that somebody has staged in a file of theirs."""
    begin(root)
    for path, content in OLD.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    commit(root, "inizio")
    (root / "data/enti/1.yaml").write_bytes(b"mio\n")
    git(root, "add", "data/enti/1.yaml")


def free(disk: Path) -> int:
    found = os.statvfs(disk)
    return found.f_bavail * found.f_frsize


def fill(disk: Path, left: int) -> None:
    size = free(disk) - left
    with (disk / "pieno").open("wb") as opened:
        for _ in range(max(0, size) // 4096):
            opened.write(bytes(4096))


def on_a_small_disk(root: Path, left: int) -> str | None:
    fill(root.parent, left)
    return written(root)


def where_a_hook_fills_the_disk(root: Path, left: int) -> str | None:
    """Room enough for all but the commit: the files are written when it is found to be missing."""
    room = root.parent / "pieno"
    fill(root.parent, left + SIZE // 2)
    hook(root, "pre-commit", f"head -c {SIZE // 2} /dev/zero >> '{room}' 2>/dev/null; exit 0")
    said = written(root)
    (root / ".git/hooks/pre-commit").unlink()
    return said


def within_a_limit(root: Path, left: int) -> str | None:
    """No file may be larger: the system kills a git that tries, and refuses us."""
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (left, hard))
    try:
        return written(root)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


HOW: dict[str, Callable[[Path, int], str | None]] = {
    "disco": on_a_small_disk,
    "hook": where_a_hook_fills_the_disk,
    "limite": within_a_limit,
}


def written(root: Path) -> str | None:
    """What the user is told where it cannot be written; None: it was."""
    try:
        Journal(root).write(operation(root, FILES))
    except ReteError as error:
        return str(error)
    return None


def found(root: Path, before: dict[str, tuple[bytes, int]], said: str | None) -> str:
    """`prima` or `dopo`, or what is wrong: at once, and after the next command."""
    locks = [file.name for file in root.rglob("*.lock")]
    if locks:
        return f"locks: {locks}"
    at_once = state(root, before)
    if said is None:
        return "dopo" if at_once == "dopo" else f"said to be written, and is: {at_once}"
    told = Journal(root).recover(reading=False)
    after = state(root, before)
    if not told and at_once != "prima":
        return f"refused, and is: {at_once}"
    if told and "nel suo commit" not in said and "ci riproverà" not in said:
        return f"left for later without a word: {said}"
    return after


def state(
    root: Path,
    before: dict[str, tuple[bytes, int]],
    files: Mapping[str, bytes | None] = FILES,
) -> str:
    """`prima`, `dopo` (these files are in one more commit), or what is wrong."""
    commits, now = git(root, "rev-list", "--count", "HEAD"), snapshot(root)
    if status(root) != [STAGED]:
        return f"status: {status(root)}, commits: {commits}"
    if now == before and commits == "1":
        return "prima"
    wanted = {path: content for path, (content, _) in before.items()} | {**files}
    contents = {path: content for path, (content, _) in now.items()}
    if contents == {p: c for p, c in wanted.items() if c is not None} and commits == "2":
        return "dopo"
    return f"files: {sorted(now)}, commits: {commits}"


def main(folder: Path, how: str, step: int) -> None:
    disk = folder / "disco"
    disk.mkdir()
    if how != "limite":
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(disk)]
        subprocess.run(mount, check=True)
    outcomes: Counter[str] = Counter()
    sentences: set[str] = set()
    limits = [*range(0, LARGE, step), LARGE, LARGE + 8, 3 * LARGE]
    for left in limits if how == "limite" else range(0, ENOUGH, step):
        root = disk / "registro"
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir()
        prepare(root)
        before = snapshot(root)
        said = HOW[how](root, left)
        (disk / "pieno").unlink(missing_ok=True)
        outcomes[found(root, before, said)] += 1
        # What could not be written now can be, once there is room.
        if said is not None and state(root, before) == "prima" and written(root) is not None:
            outcomes["not written even with room"] += 1
        sentences |= {said.split("\n", 1)[0]} if said else set()
        if said is None:
            break
    print(json.dumps({"outcomes": outcomes, "said": sorted(sentences)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
