import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from rete.commands.shared.contesto import COMPLETION_VARIABLE
from tests.aiuti import luoghi
from tests.aiuti.porta import environment, program_with, run

EXPECTED = luoghi.EXPECTED / "completamento"
SHELLS = ("bash", "zsh", "fish", "powershell")

COMPLETES = """\
from pathlib import Path
from typing import Annotated
import typer
from rete.commands.shared import contesto

def mostra(
    ente: Annotated[str, typer.Argument(click_type=contesto.ENTE)],
    tavolo: Annotated[str, typer.Option("--tavolo", click_type=contesto.TAVOLO)] = "",
    seduta: Annotated[str, typer.Option("--seduta", click_type=contesto.VERBALE)] = "",
    atto: Annotated[
        str, typer.Option("--atto", click_type=contesto.IdType("verbali", "atti"))
    ] = "",
    altro: Annotated[str, typer.Option("--altro", click_type=contesto.IdType("enti"))] = "",
    file: Annotated[Path | None, typer.Option("--file")] = None,
) -> None:
    pass
"""

FILES = (
    "patto.yaml",
    "enti/caritas.yaml",
    "enti/comune-roccaverde.yaml",
    "enti/il-ponte.yaml",
    "enti/ponte-vecchio.yaml",
    "tavoli/abitare.yaml",
    "tavoli/plenaria.yaml",
    "verbali/2024/2024-12-01-abitare.yaml",
    "verbali/2025/2025-03-01-abitare.yaml",
    "verbali/2025/2025-03-01-abitare-bis.yaml",
    "atti/2025/2025-01-01-stipula.yaml",
    # nothing of these may reach a shell
    "enti/$(touch colpito).yaml",
    "enti/a b.yaml",
    "enti/un\nacapo.yaml",
    "enti/Maiuscolo.yaml",
    "enti/appunti.txt",
    "enti/cartella.yaml/x.yaml",
)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    root = tmp_path / "registro"
    for name in FILES:
        path = root / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("[[[ nobody reads this", encoding="utf-8")
    return root


@pytest.fixture
def program(tmp_path: Path) -> tuple[str, ...]:
    return program_with(
        tmp_path / "programma",
        {
            "ente/__init__": "COMMANDS = ('mostra', 'elenca')",
            "ente/mostra": COMPLETES,
            "ente/elenca": "def elenca() -> None:\n    pass\n",
        },
    )


def bash_completes(line: str, *, program: Sequence[str], cwd: Path) -> list[str]:
    """What a real bash offers when Tab is pressed at the end of the line.

    Its script is the accepted one, which is what `rete completamento bash` prints (see below).
    """
    bin_folder = cwd.parent / "bin"
    bin_folder.mkdir(exist_ok=True)
    executable = bin_folder / "rete"
    executable.write_text(f'#!/bin/sh\nexec {shlex.join(program)} "$@"\n', encoding="utf-8")
    executable.chmod(0o755)
    script = """
        source "$2"
        complete -p rete >&2
        compopt() { :; }   # refused outside a real Tab
        COMP_LINE=$1
        read -ra COMP_WORDS <<< "$COMP_LINE"
        [[ $COMP_LINE == *" " ]] && COMP_WORDS+=("")
        COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
        _rete_completion rete
        [ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
    """
    result = subprocess.run(
        ["bash", "--norc", "-c", script, "bash", line, EXPECTED / "bash.txt"],
        cwd=cwd,
        env=environment({"PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}"}),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert result.stderr == "complete -o nosort -F _rete_completion rete\n"
    return result.stdout.splitlines()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("rete co", ["controlla", "completamento"]),
        ("rete --o", ["--oggi"]),
        ("rete ente ", ["mostra", "elenca"]),
        ("rete ente m", ["mostra"]),
        ("rete ente mostra --t", ["--tavolo"]),
        ("rete ente mostra c", ["caritas", "comune-roccaverde"]),
        ("rete ente mostra ", ["caritas", "comune-roccaverde", "il-ponte", "ponte-vecchio"]),
        ("rete ente mostra CÀR", ["caritas"]),
        ("rete ente mostra po", ["ponte-vecchio"]),
        ("rete ente mostra rocca", ["comune-roccaverde"]),
        ("rete ente mostra zzz", []),
        ("rete ente mostra --tavolo ", ["abitare", "plenaria"]),
        ("rete ente mostra caritas --tavolo ple", ["plenaria"]),
        ("rete ente mostra --altro ca", ["caritas"]),
        (
            "rete ente mostra --seduta ",
            ["2025-03-01-abitare-bis", "2025-03-01-abitare", "2024-12-01-abitare"],
        ),
        ("rete ente mostra --atto 2025-01", ["2025-01-01-stipula"]),
        ("rete completamento ", ["bash", "zsh", "fish", "powershell"]),
        ("rete --oggi boh ente mostra car", ["caritas"]),
    ],
)
def test_bash_completes_commands_options_and_ids(
    register: Path, program: tuple[str, ...], line: str, offered: list[str]
) -> None:
    assert bash_completes(line, program=program, cwd=register) == offered
    assert not (register / "colpito").exists()


def test_ids_are_those_of_the_register_above_or_of_the_given_folder(
    register: Path, program: tuple[str, ...]
) -> None:
    inside = register / "data" / "tavoli"
    outside = register.parent / "altrove"
    outside.mkdir()

    assert bash_completes("rete ente mostra ca", program=program, cwd=inside) == ["caritas"]
    assert bash_completes("rete ente mostra ca", program=program, cwd=outside) == []
    for line in (
        "rete -C ../registro ente mostra ca",
        "rete ente mostra --cartella ../registro ca",
    ):
        assert bash_completes(line, program=program, cwd=outside) == ["caritas"]


def test_a_register_without_some_folders_completes_the_others(
    tmp_path: Path, program: tuple[str, ...]
) -> None:
    data = tmp_path / "registro" / "data"
    (data / "verbali").mkdir(parents=True)
    (data / "patto.yaml").touch()
    (data / "enti").touch()

    for line in ("rete ente mostra ", "rete ente mostra --seduta ", "rete ente mostra --tavolo "):
        assert bash_completes(line, program=program, cwd=data.parent) == []


def asked(program: Sequence[str], cwd: Path, env: Mapping[str, str]) -> str:
    result = run([], cwd=cwd, env=env, program=program)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def test_zsh_and_fish_are_told_the_help_too(register: Path, program: tuple[str, ...]) -> None:
    zsh = {COMPLETION_VARIABLE: "zsh_complete", "COMP_WORDS": "rete sp", "COMP_CWORD": "1"}
    fish = {COMPLETION_VARIABLE: "fish_complete", "COMP_WORDS": "rete sp", "COMP_CWORD": "sp"}

    assert asked(program, register, zsh).splitlines()[:2] == ["plain", "spiega"]
    assert asked(program, register, fish).startswith("plain,spiega\tChe cosa vuole")


@pytest.mark.parametrize(
    ("words", "word", "offered"),
    [
        ("rete ente mostra ca", "ca", "caritas\n"),
        ("rete ente mostra", "", "caritas\ncomune-roccaverde\nil-ponte\nponte-vecchio\n"),
        ("rete -C ..\\registro ente mostra ca", "ca", "caritas\n"),
        ("rete ente mostra 'ca", "'ca", "caritas\n"),
        ("rete ente mostra --file x", "x", ""),
        ("rete ente mostra zzz", "zzz", ""),
    ],
)
def test_powershell_is_answered_with_one_value_per_line(
    register: Path, program: tuple[str, ...], words: str, word: str, offered: str
) -> None:
    env = {COMPLETION_VARIABLE: "powershell_complete", "COMP_WORDS": words, "COMP_CWORD": word}

    assert asked(program, register, env) == offered


def test_powershell_is_told_the_help_after_a_tab(register: Path, program: tuple[str, ...]) -> None:
    env = {COMPLETION_VARIABLE: "powershell_complete", "COMP_WORDS": "rete sp", "COMP_CWORD": "sp"}

    assert asked(program, register, env) == "spiega\tChe cosa vuole un controllo, e perché.\n"


@pytest.mark.parametrize(
    "env",
    [
        {COMPLETION_VARIABLE: "bash_complete"},
        {COMPLETION_VARIABLE: "bash_complete", "COMP_WORDS": "rete", "COMP_CWORD": "x"},
        {COMPLETION_VARIABLE: "fish_complete", "COMP_WORDS": 'rete "', "COMP_CWORD": "'"},
    ],
)
def test_a_shell_that_asks_badly_gets_no_traceback(tmp_path: Path, env: dict[str, str]) -> None:
    result = run([], cwd=tmp_path, env=env)

    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("asking", ["x", "bash", "csh_complete", "bash_boh", "complete_bash"])
def test_what_no_shell_of_ours_asks_is_not_answered(tmp_path: Path, asking: str) -> None:
    result = run([], cwd=tmp_path, env={COMPLETION_VARIABLE: asking})

    assert (result.returncode, result.stdout, result.stderr) == (1, "", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_each_shell_is_the_one_that_was_accepted(tmp_path: Path, shell: str) -> None:
    result = run(["completamento", shell], cwd=tmp_path)
    path = EXPECTED / f"{shell}.txt"
    if os.environ.get("RETE_ACCETTA") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(result.stdout, encoding="utf-8", newline="\n")

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == path.read_text(encoding="utf-8")
