"""Where there is no room left, at any step, git's own included: nothing is lost, and it is told."""

import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from tests.aiuti import misura
from tests.aiuti.luoghi import TESTS
from tests.aiuti.scrittura import told_by

STEP = misura.number(every=8192, some=16384)
FULL = "il disco è pieno"
TOO_LARGE = "il file sarebbe più grande di quanto il sistema permette"


pytestmark = pytest.mark.usefixtures("segreteria")


@cache
def own_mounts() -> Sequence[str] | None:
    """How to run a program that may mount a disk which only it sees; None where nobody may."""
    if sys.platform != "linux":
        return None
    for words in (("unshare", "--mount"), ("unshare", "--user", "--map-root-user", "--mount")):
        script = "mount -t tmpfs tmpfs /mnt"
        tried = subprocess.run([*words, "sh", "-c", script], capture_output=True, check=False)
        if tried.returncode == 0:
            return words
    return None


# Where no disk can be mounted there is still the limit, which every system of this kind has.
WAYS = ("limite", "disco", "hook") if own_mounts() else ("limite",)


@pytest.mark.parametrize("how", WAYS)
def test_without_room_files_index_and_head_are_as_before_or_as_after(
    tmp_path: Path, how: str
) -> None:
    within = (own_mounts() or ()) if how != "limite" else ()
    found = told_by(TESTS / "assalti/dischi.py", tmp_path, how, STEP, within=within)
    assert set(found["outcomes"]) == {"prima", "dopo"}, found
    cause = TOO_LARGE if how == "limite" else FULL
    assert [said for said in found["said"] if cause not in said] == []
    if how != "disco":
        assert any(said.startswith("git ") for said in found["said"]), "git itself had room enough"
