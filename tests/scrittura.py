"""What the tests of writing share: a user that git knows, hooks, and all that a folder holds."""

import os
from pathlib import Path

import pytest


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
