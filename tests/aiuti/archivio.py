"""A git repository for a test, with commits of any date and nothing of this machine's settings."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from rete.store import Store


def git(folder: Path, *arguments: str, at: str = "2024-01-15T12:00:00+00:00") -> str:
    """What git answers; commits are made at that moment."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    settings = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Segreteria",
        "GIT_AUTHOR_EMAIL": "segreteria@roccaverde.example",
        "GIT_COMMITTER_NAME": "Segreteria",
        "GIT_COMMITTER_EMAIL": "segreteria@roccaverde.example",
        "GIT_AUTHOR_DATE": at,
        "GIT_COMMITTER_DATE": at,
        "GIT_ALLOW_PROTOCOL": "file",
    }
    done = subprocess.run(
        ["git", "-c", "protocol.file.allow=always", *arguments],
        cwd=folder,
        env={**kept, **settings},
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=True,
    )
    return done.stdout.strip()


def begin(folder: Path, branch: str = "main") -> Path:
    """An empty repository, without the samples of hooks that nobody reads."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "--template=", "-b", branch)
    return folder


def commit(folder: Path, message: str, at: str = "2024-01-15T12:00:00+00:00") -> str:
    """Everything there is, committed (also where nothing changed); the id of the commit."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message, at=at)
    return git(folder, "rev-parse", "HEAD")


def unpack(folder: Path) -> None:
    """Each object of a repository a file of its own."""
    packs = folder / ".git/objects/pack"
    aside = packs.rename(folder.parent / "pacchi")
    packs.mkdir()
    for pack in aside.glob("*.pack"):
        with pack.open("rb") as stream:
            subprocess.run(["git", "unpack-objects", "-q"], cwd=folder, stdin=stream, check=True)


def moved_below(root: Path) -> Path:
    """A register as the folder ``registro`` of another repository; that one, to be committed."""
    top = begin(root.parent / "tutto")
    (root / ".git").rename(root.parent / "tolto")
    root.rename(top / "registro")
    return top


def moment(text: str) -> str:
    """`2024-05-31 23:30` in UTC, as git takes it."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC).isoformat()


def contents(store: Store) -> dict[str, bytes]:
    """Every file of a store, read from it."""
    return {path: store.read(path) for path in store.paths()}
