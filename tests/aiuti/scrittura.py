"""What the tests of writing share: a user that git knows, hooks, operations, what is on disk."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from rete.journal import Journal, Operation, Written, folder
from rete.journal.files import digest
from rete.journal.journal import planned
from tests.aiuti.luoghi import ROOT, SRC

ENTE = "data/enti/il-ponte.yaml"
STIPULA = "data/atti/2024/2024-01-15-stipula.yaml"
NUOVO = "data/verbali/2027/2027-01-10-plenaria.yaml"
CONTENT = b"denominazione: Associazione Il Ponte\n"
FILES: Mapping[str, bytes | None] = {ENTE: CONTENT, NUOVO: b"odg: []\n", STIPULA: None}
"""An operation of every kind: a file that changes, a new one, one that goes away."""
EACH = "for f in $(git diff --cached --name-only --diff-filter=AM); do"
"""How a hook goes through the files that a commit changes or adds."""
AGAIN = '[ -n "$ANCORA" ] && exit; export ANCORA=1'
"""A hook that commits is called again by its own commit: it does nothing the second time."""
_PATH = os.pathsep.join(map(str, (ROOT, SRC)))


def in_the_hands_of_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this machine's settings; a name in which commits are made."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Segreteria")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "segreteria@roccaverde.example")


def hook(root: Path, name: str, script: str) -> None:
    file = root / ".git/hooks" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


def snapshot(root: Path) -> dict[str, tuple[bytes, int]]:
    """Content and permissions of every file, but for git's own and the journal's."""
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_mode)
        for path in sorted(root.rglob("*"))
        if path.is_file() and not {".git", ".rete"} & set(path.relative_to(root).parts)
    }


def python(script: str, *arguments: str | Path) -> "subprocess.Popen[bytes]":
    """This script in a process of its own, that can import what these tests can."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments], env={**os.environ, "PYTHONPATH": _PATH}
    )


def told_by(script: Path, *arguments: str | int | Path, within: Sequence[str] = ()) -> Any:
    """What this script, run by itself (``within``: by that program), says at its end in JSON."""
    done = subprocess.run(
        [*within, sys.executable, script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": _PATH, "GIT_TEST_FSYNC": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def operation(
    root: Path, files: Mapping[str, bytes | None], message: str | None = "Prova\n\nOperazione: p1\n"
) -> Operation:
    """An operation on the files as they are now."""
    now = {p: digest((root / p).read_bytes()) if (root / p).exists() else None for p in files}
    return Operation(
        id="p1",
        titolo="ente ammetti",
        files={path: (now[path], content) for path, content in files.items()},
        messaggio=message,
    )


def write(root: Path, files: Mapping[str, bytes | None], message: str = "Prova\n") -> Written:
    return Journal(root).write(operation(root, files, f"{message}\nOperazione: p1\n"))


def status(root: Path) -> list[str]:
    """What git says has changed, each line whole: archivio.git takes away the first space."""
    said = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    return said.stdout.decode().splitlines()


def promised(root: Path, files: Mapping[str, bytes | None]) -> None:
    """An operation of which there is the journal, and nothing else was done yet."""
    asked, where = operation(root, files), folder.where(root)
    folder.create(where)
    plan, old = planned(root, where, asked)
    Journal(root)._prepare(where, plan, old, asked)


def interrupted(root: Path, files: Mapping[str, bytes | None]) -> None:
    """An operation whose process dies just before it changes the first file."""
    asked = repr(dict(files))
    script = (
        "import os, sys; from pathlib import Path\n"
        "from tests.aiuti.scrittura import operation; from rete.journal import Journal, carry\n"
        "carry.put_forward = lambda *_: os._exit(9)\n"
        f"root = Path(sys.argv[1]); Journal(root).write(operation(root, {asked}))\n"
    )
    assert python(script, root).wait(60) == 9


def died(root: Path, files: Mapping[str, bytes | None]) -> None:
    """An operation whose process is killed by the hook that it waits for (by ``.git/chi``)."""
    script = (
        "import os, sys; from pathlib import Path\n"
        "from tests.aiuti.scrittura import write\n"
        "root = Path(sys.argv[1]); (root / '.git/chi').write_text(str(os.getpid()))\n"
        f"write(root, {dict(files)!r})\n"
    )
    assert python(script, root).wait(60) == -9
