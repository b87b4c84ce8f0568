"""Findings on a terminal: nothing in the data can drive it, and colour adds nothing."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from porta import environment, run

from rete.diagnostics import Fault, Finding, Mark, Placed, Severity
from rete.render.findings import findings_as_text
from rete.render.terminal import printable
from tests.conftest import Said

Rete = Callable[..., Said]

HOSTILE = "\x1b]0;ciao\x07\n\x9b2J\u202edrow[b]%s{0}\udcff.yaml"


def placed(**words: str) -> Placed:
    fault = Fault(
        file=words.get("file", "data/x.yaml"),
        message=words.get("message", "«x»"),
        remedy=words.get("remedy", "fa'"),
    )
    finding = Finding(code="TAV001", severity=Severity.ERROR, fault=fault)
    return Placed(finding=finding, mark=Mark(line=1, column=1))


@pytest.mark.parametrize("part", ["file", "message", "remedy"])
def test_no_text_of_a_finding_can_drive_the_terminal(part: str) -> None:
    text = "\n".join(findings_as_text([placed(**{part: HOSTILE})]))

    assert text.count("\n") == 1
    assert "\\x1b]0;ciao\\x07\\n\\x9b2J\\u202edrow[b]%s{0}\\udcff.yaml" in text
    assert [c for c in text if not c.isprintable() and c != "\n"] == []


def test_words_of_every_language_are_left_as_they_are() -> None:
    text = "perché l’80\u00a0% — 日本 «👩\u200d👧» עברית"

    assert printable(text) == text


def test_a_long_finding_is_never_wrapped() -> None:
    assert len(list(findings_as_text([placed(message="parola " * 100)]))) == 2


def test_colour_adds_nothing_but_colour() -> None:
    plain = "\n".join(findings_as_text([placed()]))
    coloured = "\n".join(findings_as_text([placed()], colour=True))

    assert "\x1b[" in coloured
    for escape in ("\x1b[1;31m", "\x1b[1m", "\x1b[2m", "\x1b[0m"):
        coloured = coloured.replace(escape, "")
    assert coloured == plain


def test_a_file_with_a_hostile_name_is_told_escaped(rete: Rete, register: Path) -> None:
    (register / "data/enti" / "a\x1b[31m\n.yaml").write_text("", encoding="utf-8")

    said = rete("controlla", folder=register)
    as_json = rete("controlla", "--formato", "json", folder=register)

    assert "\x1b" not in said.out
    assert "data/enti/a\\x1b[31m\\n.yaml:1:1: errore: " in said.out
    assert json.loads(as_json.out)["rilievi"][0]["file"] == "data/enti/a\x1b[31m\n.yaml"


def test_a_name_that_is_not_utf8_is_no_fault_of_the_program(register: Path) -> None:
    (Path(os.fsdecode(os.fsencode(register) + b"/data/enti/\xff\xfe.yaml"))).write_text("")

    text = run(["controlla"], cwd=register)
    as_json = run(["controlla", "--formato", "json"], cwd=register)

    assert text.returncode == as_json.returncode == 1
    assert "data/enti/\\udcff\\udcfe.yaml:1:1: errore: " in text.stdout
    assert json.loads(as_json.stdout)["rilievi"][0]["file"] == "data/enti/\udcff\udcfe.yaml"


def on_a_terminal(register: Path, **env: str) -> str:
    """What `rete controlla` writes where its output is a terminal."""
    import pty

    main, other = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "rete", "controlla"],
        cwd=register,
        env=environment({"TERM": "xterm", **env}),
        stdin=subprocess.DEVNULL,
        stdout=other,
        stderr=other,
    ):
        os.close(other)
        said = b""
        try:
            while piece := os.read(main, 65536):
                said += piece
        except OSError:  # Linux says so that the other side has gone
            pass
    os.close(main)
    return said.decode()


def test_a_terminal_gets_colours_unless_somebody_says_no(register: Path) -> None:
    (register / "data/enti/il-ponte.yaml").write_text("natura: boh\n", encoding="utf-8")

    assert "\x1b[1;31merrore\x1b[0m" in on_a_terminal(register)
    assert "\x1b" not in on_a_terminal(register, NO_COLOR="1")
    assert "\x1b" not in on_a_terminal(register, TERM="dumb")
    assert "\x1b" not in run(["controlla"], cwd=register).stdout
