"""Who leaves a command with Ctrl-C or Ctrl-D leaves everything as it was, the terminal too."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.aiuti.archivio import git
from tests.aiuti.mano import GUEST, MINUTES, Mano, contents
from tests.aiuti.porta import program_with, run
from tests.aiuti.tastiera import END, INTERRUPT, Ended, Keyboard

CURSOR = {"TERM": "xterm"}
NO_CURSOR = {"TERM": "dumb"}
TERMINALS = pytest.mark.parametrize("terminal", [CURSOR, NO_CURSOR], ids=["cursor", "no cursor"])
KEYS = pytest.mark.parametrize("key", [INTERRUPT, END], ids=["Ctrl-C", "Ctrl-D"])

ADMIT = ("ente", "ammetti", "faro")
ACT_QUESTION = "Con quale atto? "
DAY_QUESTION = "Da quale giorno? [20/05/2026] "
WRITES = "Scrivo? [s/N] "
ALL_SAID = (*ADMIT, "--atto", f"{MINUTES}/1", "--dal", "2026-05-21")


@contextmanager
def left(mano: Mano, *command: str, **env: str) -> Iterator[Keyboard]:
    """A command that its user is to leave: after it, nothing has changed."""
    before = traces(mano.register)
    with Keyboard(command, cwd=mano.register, env=env) as keyboard:
        yield keyboard
        assert_left(keyboard.ends())
    assert traces(mano.register) == before


def traces(register: Path) -> tuple[object, ...]:
    """All that a writing could leave behind: files, commits, what git has noted, lock, journal."""
    journal = sorted((register / ".git/rete").rglob("*"))
    locks = sorted((register / ".git").rglob("*.lock"))
    head, status = git(register, "rev-parse", "HEAD"), git(register, "status", "--porcelain")
    assert (journal, locks, status) == ([], [], "")
    return contents(register), head


def assert_left(ended: Ended) -> None:
    assert ended.code == 130, ended.screen
    assert ended.screen.endswith("\ninterrotto\n"), ended.screen
    assert "Traceback" not in ended.screen
    assert ended.as_found


@KEYS
@TERMINALS
def test_a_question_is_left(mano: Mano, terminal: dict[str, str], key: str) -> None:
    with left(mano, *ADMIT, **terminal) as keyboard:
        keyboard.is_asked(ACT_QUESTION)
        keyboard.types(key)


@KEYS
@TERMINALS
def test_a_later_question_is_left(mano: Mano, terminal: dict[str, str], key: str) -> None:
    with left(mano, *ADMIT, **terminal) as keyboard:
        keyboard.is_asked(ACT_QUESTION)
        keyboard.types("plenaria/1\n\n")
        keyboard.is_asked(DAY_QUESTION)
        keyboard.types(key)


@KEYS
@TERMINALS
def test_the_plan_is_left(mano: Mano, terminal: dict[str, str], key: str) -> None:
    with left(mano, *ALL_SAID, **terminal) as keyboard:
        keyboard.is_asked(WRITES)
        assert "Ammissione di «il-faro» dal 21/05/2026:\n" in keyboard.screen
        keyboard.types(key)


@TERMINALS
def test_a_yes_that_was_typed_and_not_sent_is_none(mano: Mano, terminal: dict[str, str]) -> None:
    with left(mano, *ALL_SAID, **terminal) as keyboard:
        keyboard.is_asked(WRITES)
        keyboard.types("s")
        keyboard.is_asked(f"{WRITES}s")
        keyboard.types(INTERRUPT)


def test_half_a_line_is_no_answer_where_the_input_ends(mano: Mano) -> None:
    with left(mano, *ALL_SAID, **NO_CURSOR) as keyboard:
        keyboard.is_asked(WRITES)
        # The first sends what was typed, the second says that no more will come.
        keyboard.types(f"s{END}{END}")


def test_work_that_asks_nothing_is_left_with_a_line_of_its_own(tmp_path: Path) -> None:
    works = (
        "import time\ndef stato() -> None:\n    print('lavoro', flush=True)\n    time.sleep(60)\n"
    )
    program = program_with(tmp_path, {"stato": works})

    with Keyboard(["stato"], cwd=tmp_path, program=program) as keyboard:
        keyboard.shows("lavoro\n")
        keyboard.types(INTERRUPT)
        assert_left(keyboard.ends())


def test_an_interruption_while_another_is_told_is_one_more_and_no_fault(tmp_path: Path) -> None:
    twice = (
        "import sys\nfrom rete import cli\ndef interrupted(*_): raise KeyboardInterrupt\n"
        "cli._run = cli._say = interrupted\nsys.exit(cli.enter())"
    )

    result = run([], cwd=tmp_path, program=(sys.executable, "-c", twice))

    assert (result.returncode, result.stdout, result.stderr) == (130, "", "")


# --- the editor: Ctrl-C is for it ---

EDIT = ("ente", "modifica", "faro")
OPENS = """\
import signal, sys
from pathlib import Path
file = Path(sys.argv[1])
signal.signal(signal.SIGINT, signal.SIG_DFL)
def save():
    file.write_text(file.read_text(encoding="utf-8") + "note: Sul molo.\\n", encoding="utf-8")
"""
WAITS = "print('editor aperto', flush=True)\nsignal.pause()\n"
IS_ONE_KEY_AMONG_OTHERS = """\
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
print('editor aperto', flush=True)
signal.sigwait({signal.SIGINT})
save()
"""


def opens(folder: Path, script: str) -> dict[str, str]:
    """The environment in which this is the editor, and drafts are kept in a folder."""
    (folder / "editor.py").write_text(OPENS + script, encoding="utf-8")
    drafts = folder / "bozze"
    drafts.mkdir()
    return {"VISUAL": f"{sys.executable} {folder / 'editor.py'}", "TMPDIR": str(drafts)}


def test_an_editor_that_is_interrupted_ends_the_command_and_leaves_no_draft(
    mano: Mano, tmp_path: Path
) -> None:
    with left(mano, *EDIT, **opens(tmp_path, WAITS)) as keyboard:
        keyboard.shows("editor aperto\n")
        keyboard.types(INTERRUPT)

    assert list((tmp_path / "bozze").iterdir()) == []


def test_what_an_interrupted_editor_had_saved_is_kept_aside(mano: Mano, tmp_path: Path) -> None:
    with left(mano, *EDIT, **opens(tmp_path, f"save()\n{WAITS}")) as keyboard:
        keyboard.shows("editor aperto\n")
        keyboard.types(INTERRUPT)
        screen = keyboard.ends().screen

    (draft,) = (tmp_path / "bozze").glob("*/il-faro.yaml")
    assert f"\nla tua bozza è rimasta in {draft}\ninterrotto\n" in screen
    assert "note: Sul molo." in draft.read_text(encoding="utf-8")


def test_an_editor_for_which_ctrl_c_is_a_key_is_not_ended_by_it(mano: Mano, tmp_path: Path) -> None:
    env = opens(tmp_path, IS_ONE_KEY_AMONG_OTHERS)

    with Keyboard(EDIT, cwd=mano.register, env=env) as keyboard:
        keyboard.shows("editor aperto\n")
        keyboard.types(INTERRUPT)
        keyboard.is_asked(WRITES)
        keyboard.types("s\n")
        ended = keyboard.ends()

    assert ended.code == 0, ended.screen
    assert "note: Sul molo.\n" in mano.text(GUEST)


def test_after_the_editor_an_interruption_is_for_the_command_again(
    mano: Mano, tmp_path: Path
) -> None:
    with left(mano, *EDIT, **opens(tmp_path, "save()\n")) as keyboard:
        keyboard.is_asked(WRITES)
        keyboard.types(INTERRUPT)
