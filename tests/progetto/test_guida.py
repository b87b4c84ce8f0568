"""Every command in the pages for the user does what they say: `RETE_ACCETTA=1` accepts the new."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.aiuti.console import CUT, Session, cut_alike, git_settings, run_git
from tests.aiuti.luoghi import ROOT
from tests.conftest import Said

TODAY = "2026-06-01"
RECORDED = "2026-05-04"
GUIDE = "docs/guida.md"
PAGES = ("README.md", GUIDE, "docs/comandi.md", "docs/controlli.md")
STORIES = "## Cambiare il registro con i comandi\n"
AFTER_STORIES = "## Controllare e correggere\n"
CONSOLE = re.compile(r"^```console\n.*?^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The program's folder as the reader has it: registers and schemas, recorded in git in May."""
    folder = tmp_path / "rete"
    folder.mkdir()
    for name in ("data", "esempi", "schemas"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / ".gitattributes", folder)
    run_git(["git", "init", "--quiet", "--initial-branch=main"], folder, RECORDED)
    run_git(["git", "add", "--all"], folder, RECORDED)
    run_git(["git", "commit", "--quiet", "--message=registro"], folder, RECORDED)
    return folder


@pytest.fixture
def session(rete: Callable[..., Said], checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    for name, value in git_settings(TODAY).items():
        monkeypatch.setenv(name, value)
    return Session(rete=rete, folder=checkout, day=TODAY)


@pytest.mark.parametrize("name", [page for page in PAGES if page != GUIDE])
def test_the_examples_print_what_the_page_shows(session: Session, name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    _accepted_or_equal(name, page, session.page_as_run(page))


def test_the_guide_prints_what_it_shows_and_each_step_of_its_stories_leaves_a_sound_register(
    session: Session,
) -> None:
    page = (ROOT / GUIDE).read_text(encoding="utf-8")
    before, heading, rest = page.partition(STORIES)
    stories, after_heading, after = rest.partition(AFTER_STORIES)
    assert heading
    assert after_heading

    as_run = session.page_as_run(before) + heading
    plain, steps = session.rete, Steps(session.rete)
    session.rete = steps.checked
    as_run += session.page_as_run(stories) + after_heading
    session.rete = plain
    as_run += session.page_as_run(after)

    assert len(steps.done) > 25
    assert {"verbale attua", "verbale rettifica", "patto rinnova", "patto monitora"} <= {
        *steps.done
    }
    _accepted_or_equal(GUIDE, page, as_run)


class Steps:
    """What was written in the register, which is checked after each writing."""

    def __init__(self, rete: Callable[..., Said]) -> None:
        self.rete = rete
        self.done: list[str] = []

    def checked(self, *arguments: str, folder: Path) -> Said:
        """The program, and after it the check where it has written."""
        said = self.rete(*arguments, folder=folder)
        if "fatto: " in said.out + said.err:
            self.done.append(" ".join(arguments[:2]))
            check = self.rete("controlla", folder=folder)
            assert check.code == 0, f"{arguments}: {check.out}"
        return said


def _accepted_or_equal(name: str, page: str, as_run: str) -> None:
    if os.environ.get("RETE_ACCETTA") == "1":
        (ROOT / name).write_text(as_run, encoding="utf-8", newline="\n")
        return
    assert page == as_run


@pytest.mark.parametrize("name", PAGES)
def test_no_command_is_shown_where_it_is_not_run(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    assert CONSOLE.search(page)
    assert "$ rete" not in CONSOLE.sub("", page)


def test_an_output_changed_by_hand_is_found_and_written_again(session: Session) -> None:
    right = (ROOT / "README.md").read_text(encoding="utf-8")
    wrong = right.replace("errori: 0", "errori: 1")
    assert wrong != right
    assert session.page_as_run(wrong) == right


def test_a_change_shown_in_the_page_is_made(session: Session) -> None:
    file = session.folder / "esempi/roccaverde/data/tavoli/abitare.yaml"
    session.page_as_run(
        "```diff\nesempi/roccaverde/data/tavoli/abitare.yaml\n"
        "-nome: Tavolo abitare\n+nome: Tavolo casa\n genere: tavolo-tematico\n```\n"
    )
    assert "nome: Tavolo casa\ngenere: tavolo-tematico\n" in file.read_text(encoding="utf-8")


def test_a_change_to_what_is_not_there_is_refused(session: Session) -> None:
    with pytest.raises(AssertionError, match="0 times"):
        session.page_as_run(
            "```diff\nesempi/roccaverde/data/tavoli/abitare.yaml\n-nome: altro\n```\n"
        )


DIALOGUE = """\
```console
$ rete ente referente emporio --ruolo supplente --carica vice --prova -C esempi/roccaverde
Serve anche il nome? [facoltativo]
Per un solo tavolo? [facoltativo] abitare
Da quale giorno? [01/06/2026] {day}
Con quale atto, se c'è? [facoltativo]
Invio se va bene, o il numero della risposta da cambiare:
«?» spiega una domanda
```
"""


def test_a_question_is_answered_as_the_page_shows(session: Session) -> None:
    page = session.page_as_run(DIALOGUE.format(day="2 maggio 2026"))
    assert "\nDa quale giorno? [01/06/2026] 2 maggio 2026\n" in page
    assert "supplente è vice dal 02/05/2026\n" in page
    assert session.page_as_run(page) == page


def test_a_question_without_its_answer_in_the_page_is_told(session: Session) -> None:
    page = DIALOGUE.replace("Da quale giorno?", "Da quando?").format(day="")
    with pytest.raises(AssertionError, match="no answer to «Da quale giorno"):
        session.page_as_run(page)


def test_a_commit_has_the_same_name_wherever_it_is_shown(session: Session) -> None:
    add = "rete ente referente emporio --ruolo supplente --carica vice --dal oggi --si"
    made, listed = (
        session.page_as_run(f"```console\n$ {command}\n```\n")
        for command in (f"{add} -C esempi/roccaverde", "rete annulla -C esempi/roccaverde")
    )
    names = set(session.commits.values())
    assert [name for name in names if f"(commit {name})" in made and f"({name})" in listed]
    assert len(names) == 1


@pytest.mark.parametrize(
    ("shown", "printed", "wanted"),
    [
        (["a"], ["b", "c"], ["b", "c"]),
        (["a", CUT, "z"], ["a", "b", "c", "z"], ["a", CUT, "z"]),
        (["a", CUT, "c", CUT], ["a", "b", "c", "d"], ["a", CUT, "c", CUT]),
        (["a", CUT, "z"], ["a", "b", "c", "y"], ["a", CUT, "y"]),
        (["a", CUT, "x", CUT, "z"], ["a", "b", "c", "z"], ["a", CUT, "z"]),
        ([CUT, "b", "x", "d", CUT], ["a", "b", "c", "d", "e"], [CUT, "b", "c", "d", CUT]),
        ([CUT, "b", "x", CUT], ["a", "b", "c", "d", "e"], [CUT, "b", "c", CUT]),
        (["a", CUT, "b"], ["a", "b"], ["a", "b"]),
    ],
)
def test_lines_left_out_stay_out(shown: list[str], printed: list[str], wanted: list[str]) -> None:
    assert cut_alike(shown, printed) == wanted
