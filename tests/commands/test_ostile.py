"""Bad input through the real command: an exit code and words in Italian, soon, and no traceback.

In a process of its own where streams, names of files or what could bring a process down are tried.
"""

import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.aiuti.luoghi import CASES
from tests.aiuti.ostili import ENTE, SECONDS, Run, in_this_process, run, with_an_odd_name, write
from tests.aiuti.porta import environment
from tests.conftest import Said

BESIDE = "data/enti/la-soglia.yaml"


@pytest.fixture
def here(rete: Callable[..., Said]) -> Run:
    return in_this_process(rete)


# --- what is no register ---


def empty(folder: Path) -> Path:
    return folder


def without_pact(folder: Path) -> Path:
    write(folder, ENTE, b"denominazione: x\n")
    return folder


def pact_is_a_folder(folder: Path) -> Path:
    (folder / "data/patto.yaml").mkdir(parents=True)
    return folder


def data_is_a_file(folder: Path) -> Path:
    write(folder, "data", b"x")
    return folder


def pact_leads_nowhere(folder: Path) -> Path:
    (folder / "data").mkdir()
    (folder / "data/patto.yaml").symlink_to("altrove.yaml")
    return folder


@pytest.mark.parametrize(
    "made",
    [empty, without_pact, pact_is_a_folder, data_is_a_file, pact_leads_nowhere, with_an_odd_name],
    ids=lambda made: str(made.__name__),
)
@pytest.mark.parametrize("arguments", [("controlla",), ("controlla", "--severo", ENTE)])
def test_a_folder_that_is_no_register_is_refused(
    tmp_path: Path, made: Callable[[Path], Path], arguments: tuple[str, ...], here: Run
) -> None:
    code, out, err = (run if made is with_an_odd_name else here)(made(tmp_path), *arguments)
    assert (code, out) == (3, "")
    there = made in (pact_is_a_folder, pact_leads_nowhere)
    assert ("patto.yaml» è un" if there else "non è un registro") in err


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    code, out, err = run(tmp_path, "-C", str(tmp_path / "mai\x1b[2J"), "controlla")
    assert code == 2
    assert out == ""
    assert "mai\\x1b[2J" in err


def on_a_terminal(folder: Path, *arguments: str) -> bytes:
    """What the program writes where it may colour, that is where escapes would be obeyed."""
    ours, its = pty.openpty()
    program = [sys.executable, "-m", "rete", *arguments]
    with subprocess.Popen(
        program, cwd=folder, env=environment({"TERM": "xterm"}), stdin=its, stdout=its, stderr=its
    ) as running:
        os.close(its)
        said = b""
        # A closed terminal is an error of reading on Linux, and the end of the file elsewhere.
        with suppress(OSError):
            while piece := os.read(ours, 4096):
                said += piece
        running.wait(SECONDS)
    os.close(ours)
    return said


@pytest.mark.parametrize(
    "arguments",
    [
        ("controlla",),
        ("controlla", "x\x1b[2J"),
        ("-C", "x\x1b[2J", "controlla"),
        ("controlla", "--formato", "x\x1b[2J"),
        ("controlla", "--x\x1b[2J"),
        ("x\x1b[2J",),
        ("--oggi", "x\x1b[2J", "controlla"),
        ("spiega", "x\x1b[2J"),
    ],
)
def test_a_terminal_obeys_neither_arguments_nor_names_of_folders(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    said = on_a_terminal(with_an_odd_name(tmp_path), *arguments)
    assert b"errore: " in said
    assert b"\x1b" not in said


def test_a_terminal_obeys_nothing_of_the_data(register: Path) -> None:
    write(register, "data/enti/\x1b[2J.yaml", b"x: y\n")
    write(register, ENTE, b"\x1b]0;x\x07: y\n")
    said = on_a_terminal(register, "controlla")
    # Only our own colours: bold, faint, bold red, and their end.
    assert set(re.findall(rb"\x1b[^m]*m?", said)) == {
        b"\x1b[1m",
        b"\x1b[2m",
        b"\x1b[1;31m",
        b"\x1b[0m",
    }


# --- one bad file beside good ones ---

BAD: dict[str, tuple[bytes, str]] = {
    "not utf-8": (b"denominazione: Citt\xe0\n", "YAM001"),
    "utf-16": ("denominazione: x\n".encode("utf-16"), "YAM001"),
    "binary": (bytes(range(256)) * 10, "YAM001"),
    "a zip": (b"PK\x03\x04" + b"\x00" * 100, "YAM010"),
    "nulls": (b"\x00" * 1000, "YAM010"),
    "nothing": (b"", "YAM014"),
    "50 MB": (b"a: b\n" * (10 * 1024 * 1024), "YAM007"),
    "1 MB of items": (b"adesioni:\n" + b"- {}\n" * 200_000, "SCH002"),
    "1 MB of keys": (b"".join(b"k%d: v\n" % n for n in range(70_000)), "SCH003"),
    "1 MB on one line": (b"denominazione: " + b"x" * 1_000_000, "SCH002"),
    "1 MB of empty values": (b"".join(b"k%d:\n" % n for n in range(70_000)), "YAM011"),
    "a bomb": (b"a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "YAM004"),
    "brackets": (b"[" * 100_000, "YAM008"),
    "braces": (b"{a: " * 100_000, "YAM008"),
    "dashes": (b"- " * 100_000, "YAM008"),
    "questions": (b"? " * 100_000, "YAM013"),
    "quotes left open": (b'denominazione: "x\n' * 1000, "YAM002"),
    "a conflict": (b"<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> x\n", "YAM015"),
    "a tag of Python": (b"!!python/object/apply:os.system [exit]\n", "YAM005"),
    "half a character in a tag": (b"a: !%ED%A0%80 b\n", "YAM005"),
    "escapes of a terminal": (b'denominazione: "\\e]0;x\\a\\e[2J"\n', "YAM010"),
    "raw escapes": (b"denominazione: \x1b[2J\n", "YAM010"),
    "a key that turns the line": ('"\u202e": x\n'.encode(), "YAM010"),
    "a very long key": (b"? " + b"k" * 500_000 + b"\n: v\n", "SCH003"),
    "keys of emoji": ("😀🏳️‍🌈: x\n".encode(), "SCH003"),
    "markup of Rich": (b"'[red]x[/red]': '[link=file:///]y[/link]'\n", "SCH003"),
    "a list": (b"- a\n", "SCH001"),
    "a number": (b"12\n", "SCH001"),
}
BY_ITSELF = {
    "50 MB",
    "1 MB of items",
    "1 MB of keys",
    "brackets",
    "braces",
    "dashes",
    "not utf-8",
    "raw escapes",
    "keys of emoji",
}
"""What memory, depth or an encoding could stop."""


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_with_its_code_and_the_others_are_checked(
    register: Path, name: str, here: Run
) -> None:
    content, code = BAD[name]
    write(register, ENTE, content)
    write(register, BESIDE, b"denominazione: Cooperativa La Soglia\nnatura: boh\nadesioni: []\n")
    exit_code, out, err = (run if name in BY_ITSELF else here)(register, "controlla")
    assert (exit_code, err) == (1, "")
    findings = [line for line in out.splitlines() if line.endswith("]") and ": errore: " in line]
    assert {line.partition(":")[0] for line in findings} == {ENTE, BESIDE}
    assert any(line.startswith(ENTE) and line.endswith(f"[{code}]") for line in findings)
    assert any(line.startswith(BESIDE) and line.endswith("[SCH004]") for line in findings)
    assert out.splitlines()[-1] == f"errori: {len(findings)}, avvisi: 0"
    assert max(len(line) for line in out.splitlines()) < 1000


@pytest.mark.parametrize("name", ["not utf-8", "a bomb", "brackets", "escapes of a terminal"])
@pytest.mark.parametrize("path", ["data/patto.yaml", "data/tavoli/abitare.yaml"])
def test_a_bad_file_of_another_kind_is_told_too(
    register: Path, name: str, path: str, here: Run
) -> None:
    content, code = BAD[name]
    write(register, path, content)
    exit_code, out, err = here(register, "controlla", "--severo")
    assert (exit_code, err) == (1, "")
    assert {line[-7:-1] for line in out.splitlines() if line.endswith("]")} == {code}


def test_faults_of_shape_and_of_meaning_are_told_together(register: Path, here: Run) -> None:
    write(register, ENTE, b"denominazione: Il Ponte\nnatura: boh\nadesioni: []\n")
    shutil.copytree(CASES / "TAV001/data", register / "data", dirs_exist_ok=True)
    code, out, _ = here(register, "controlla")
    assert code == 1
    assert "[SCH004]" in out
    assert "[TAV001]" in out
    assert f"finché non si legge: {ENTE}" in out


ODD_NAMES = [
    "Città dei ragazzi.yaml".encode(),
    b"a\nb.yaml",
    b"\x1b]0;titolo\x07.yaml",
    b"\xc2\x9b31m.yaml",
    "\u202elmay.yaml".encode(),
    b"caff\xe8.yaml",
    b"'; rm -rf x; '.yaml",
    b"%s{0}$(id).yaml",
    b"-rf.yaml",
    b"[red]x[red].yaml",
    b"a" * 200 + b".yaml",
]


@pytest.mark.parametrize("options", [(), ("--formato", "json")])
def test_odd_names_are_told_without_obeying_them(register: Path, options: tuple[str, ...]) -> None:
    for name in ODD_NAMES:
        file = os.fsencode(register / "data/enti") + b"/" + name
        Path(os.fsdecode(file)).write_bytes(b"\xff")
    code, out, err = run(register, "controlla", *options)
    assert (code, err) == (1, "") or ("json" in options and "sospes" in err)
    assert out.count("REG002") == len(ODD_NAMES)


def test_a_link_out_of_the_register_shows_nothing_of_what_it_leads_to(
    register: Path, tmp_path: Path
) -> None:
    (tmp_path / "segreto").write_text("password: roccaverde\n", encoding="utf-8")
    (register / "data/enti/altro.yaml").symlink_to(tmp_path / "segreto")
    (register / "data/bisogni").symlink_to(tmp_path)
    (register / "data/giro").symlink_to(".")
    code, out, _ = run(register, "controlla")
    assert code == 1
    assert out.count("[REG003]") == 3
    assert "password" not in out


def test_paths_that_are_not_there_are_wrong_usage(register: Path, here: Run) -> None:
    for path in ("mai.yaml", "\x1b[2J", "../fuori", "a\nb", "/etc/passwd", ""):
        code, out, _err = here(register, "controlla", path)
        assert (code, out) == (2, "") or path == ""


def test_text_that_looks_like_code_is_shown_as_text(register: Path, here: Run) -> None:
    write(register, ENTE, b"denominazione: '[bold]x'\nnatura: '{{ 7*7 }} [red]%s'\nadesioni: []\n")
    code, out, _ = here(register, "controlla")
    assert code == 1
    assert "«{{ 7*7 }} [red]%s» non è un valore previsto per «natura»" in out
