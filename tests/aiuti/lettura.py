"""The register that reading commands are tested on, as it is or as a copy with a history in git."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.aiuti.luoghi import TESTS
from tests.conftest import Said

REGISTER = TESTS / "registri" / "lettura"


def copy(folder: Path) -> Path:
    """A copy of the register, to be changed at will."""
    shutil.copytree(REGISTER, folder)
    return folder


def commit(folder: Path, day: str) -> None:
    """Everything in the folder, committed at noon of a day."""
    noon = f"{day}T12:00:00+01:00"
    env = {**os.environ, "GIT_AUTHOR_DATE": noon, "GIT_COMMITTER_DATE": noon}
    if not (folder / ".git").exists():
        subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
    who = ["-c", "user.name=Prova", "-c", "user.email=prova@rete.example"]
    subprocess.run(["git", "-C", folder, "add", "."], check=True)
    subprocess.run(["git", "-C", folder, *who, "commit", "-q", "-m", day], check=True, env=env)


def ids(said: Said, plural: str) -> list[str]:
    """The ids of a list asked for with `--formato json`."""
    assert said.code == 0, said.err
    return [item["id"] for item in json.loads(said.out)[plural]]


def record(said: Said, name: str) -> dict[str, Any]:
    """The record asked for with `--formato json`."""
    assert said.code == 0, said.err
    found: dict[str, Any] = json.loads(said.out)[name]
    return found
