"""Each schema is what its parts give, and what several kinds share stands once."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.aiuti.luoghi import ROOT

TOOL = ROOT / "tools" / "genera_schemi.py"


def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The tool as it would be in another checkout."""
    shutil.copytree(TOOL.parent, folder / "tools", dirs_exist_ok=True)
    tool = folder / "tools" / TOOL.name
    return subprocess.run(
        [sys.executable, tool, *arguments], capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    return tmp_path


def change(path: Path, key: str, value: Any) -> None:
    part = json.loads(path.read_text(encoding="utf-8"))
    part["$defs"][key] = value
    path.write_text(json.dumps(part), encoding="utf-8")


def test_the_schemas_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, str(TOOL), "--controlla"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_schema_changed_by_hand_is_found_and_written_again(checkout: Path) -> None:
    schema = checkout / "schemas" / "ente.schema.json"
    right = schema.read_text(encoding="utf-8")
    schema.write_text(right.replace("Denominazione", "Nome"), encoding="utf-8")

    found = run(checkout, "--controlla")
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.startswith("schemas/ente.schema.json: non è aggiornato\n")
    assert run(checkout).stdout == "schemas/ente.schema.json: scritto\n"
    assert schema.read_text(encoding="utf-8") == right


def test_a_shared_definition_reaches_every_kind_that_uses_it(checkout: Path) -> None:
    change(checkout / "schemas/parti/condivise.json", "note", {"type": "string", "maxLength": 7})
    run(checkout)
    for path in (checkout / "schemas").glob("*.schema.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        assert schema["$defs"]["note"] == {"type": "string", "maxLength": 7}


@pytest.mark.parametrize(("name", "why"), [("fonte", "già fra le"), ("nessuno", "nessuno usa")])
def test_a_definition_that_stands_twice_or_is_idle_is_refused(
    checkout: Path, name: str, why: str
) -> None:
    change(checkout / "schemas/parti/ente.json", name, {"type": "string"})
    done = run(checkout)
    assert done.returncode == 1
    assert why in done.stderr
