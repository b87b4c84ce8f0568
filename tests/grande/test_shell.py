"""The shell scripts of the project and those it prints, read by shellcheck and by the shells."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.aiuti.luoghi import ROOT

pytestmark = pytest.mark.grande


def shell_scripts() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in files if is_a_shell_script(path)]


def is_a_shell_script(path: Path) -> bool:
    if not path.is_file():
        return False
    first = path.read_bytes()[:80].split(b"\n")[0]
    return first.startswith(b"#!") and first.endswith(b"sh")


def test_shellcheck_has_nothing_to_say_of_the_scripts() -> None:
    scripts = shell_scripts()

    done = subprocess.run(
        ["shellcheck", "--severity=style", *scripts],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert ROOT / ".ci" / "run" in scripts
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("shell", "reader"),
    [
        # What Click wrote is not ours to restyle: errors only.
        ("bash", ["shellcheck", "--shell=bash", "--severity=error"]),
        ("zsh", ["zsh", "-n"]),
        ("fish", ["fish", "--no-execute"]),
    ],
)
def test_each_shell_can_read_the_completion_script_printed_for_it(
    tmp_path: Path, shell: str, reader: list[str]
) -> None:
    script = tmp_path / f"rete.{shell}"
    printed = subprocess.run(
        [sys.executable, "-m", "rete", "completamento", shell], capture_output=True, check=True
    )
    script.write_bytes(printed.stdout)

    done = subprocess.run([*reader, script], capture_output=True, encoding="utf-8", check=False)

    assert b"rete" in printed.stdout
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
