"""What is seen without git is never less than what git would say: only then it is not asked."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from rete import git, git_changes, git_hints, git_process, git_write
from rete.errors import known
from rete.git_hints import may_convert, may_replace, may_set
from rete.git_place import Repository, required
from tests.aiuti.archivio import begin, commit
from tests.aiuti.archivio import git as asked_by_hand

CARD = "data/enti/a.yaml"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of a user of whom git knows nothing, on a system that says nothing either."""
    found = tmp_path / "casa"
    found.mkdir()
    for name in [name for name in os.environ if name.startswith(("GIT_", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(found))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setattr(git_hints, "_ONLY_KNOWN_GIT", shutil.which("git"))
    return found


@pytest.fixture
def archive(tmp_path: Path, home: Path) -> Path:
    root = begin(tmp_path / "archivio")
    (root / "data/enti").mkdir(parents=True)
    (root / CARD).write_text("a: b\n", encoding="ascii")
    (root / ".gitattributes").write_text("data/** text eol=lf merge=union\n", encoding="ascii")
    commit(root, "inizio")
    return root


def put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="ascii")


def only_in_git(root: Path, name: str) -> None:
    """Attributes that git takes from its index: they are not on the disk."""
    put(root / name, "*.yaml ident\n")
    commit(root, "attributi")
    (root / name).unlink()


IN_A_FILE: dict[str, Callable[[Path, Path], object]] = {
    "top of the repository": lambda root, _: put(root / ".gitattributes", "*.yaml ident\n"),
    "folder of data": lambda root, _: put(root / "data/.gitattributes", "*.yaml ident\n"),
    "folder of cards": lambda root, _: put(root / "data/enti/.gitattributes", "a.yaml ident\n"),
    "of git's index at the top": lambda root, _: only_in_git(root, ".gitattributes"),
    "of git's index below": lambda root, _: only_in_git(root, "data/enti/.gitattributes"),
    "of the repository alone": lambda root, _: put(root / ".git/info/attributes", "* ident\n"),
    "of the user": lambda _, home: put(home / ".config/git/attributes", "*.yaml ident\n"),
    "by a word of one's own": lambda root, _: put(
        root / ".gitattributes", "[attr]mio ident\n*.yaml mio\n"
    ),
    "another encoding": lambda root, _: put(
        root / ".gitattributes", "*.yaml working-tree-encoding=UTF-16\n"
    ),
    "a filter": lambda root, _: put(root / ".gitattributes", "*.yaml filter=mio\n"),
}


def elsewhere(home: Path) -> Path:
    file = home / "altrove"
    put(file, "*.yaml ident\n")
    return file


BY_A_SETTING: dict[str, Callable[[Path, Path], object]] = {
    "of the repository": lambda root, home: asked_by_hand(
        root, "config", "core.attributesFile", str(elsewhere(home))
    ),
    "of the user": lambda _, home: put(
        home / ".gitconfig", f"[core]\n\tATTRIBUTESFILE = {elsewhere(home)}\n"
    ),
    "of the user, in the other place": lambda _, home: put(
        home / ".config/git/config", f"[core]\n\tattributesFile = {elsewhere(home)}\n"
    ),
    "in a file that another includes": lambda root, home: (
        put(home / "incluso", f"[core]\n\tattributesFile = {elsewhere(home)}\n"),
        asked_by_hand(root, "config", "include.path", str(home / "incluso")),
    ),
}


def converted(root: Path) -> bool:
    """What git itself says, asked by hand."""
    words = ["git", "check-attr", "filter", "ident", "working-tree-encoding", "--", CARD]
    said = subprocess.run(words, cwd=root, capture_output=True, encoding="utf-8", check=True)
    return not all(line.endswith(": unspecified") for line in said.stdout.splitlines())


def place(root: Path) -> Repository:
    return known(required(root))


def test_where_nothing_speaks_of_a_conversion_git_is_not_asked(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not converted(archive)
    assert not may_convert(place(archive), archive, ["data"])
    asked: list[str] = []
    run = git_process.run

    def heard(words: list[str], **settings: object) -> object:
        asked.extend(word for word in words if word in ("status", "check-attr", "config"))
        return run(words, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(git_process, "run", heard)
    assert git_changes.is_clean(archive, "data") is True
    assert git_changes.uncommitted(archive, [CARD]) == ()
    assert asked == ["status", "status"]


@pytest.mark.parametrize("where", IN_A_FILE)
def test_attributes_are_seen_wherever_git_finds_them(archive: Path, home: Path, where: str) -> None:
    IN_A_FILE[where](archive, home)
    assert converted(archive)
    assert may_convert(place(archive), archive, [CARD])
    assert may_convert(place(archive), archive, ["data"])
    assert may_convert(place(archive), archive / "data", ["enti"])


@pytest.mark.parametrize("where", BY_A_SETTING)
def test_attributes_in_a_file_that_a_setting_names_are_seen(
    archive: Path, home: Path, where: str
) -> None:
    BY_A_SETTING[where](archive, home)
    assert converted(archive)
    assert may_convert(place(archive), archive, [CARD])


@pytest.mark.parametrize("form", [("--index-version", "4"), ("--split-index",)])
def test_an_index_that_is_not_the_plain_one_is_left_to_git(
    archive: Path, form: tuple[str, ...]
) -> None:
    asked_by_hand(archive, "update-index", *form)
    assert may_convert(place(archive), archive, ["data"])


def test_what_cannot_be_read_may_say_anything(archive: Path) -> None:
    os.mkfifo(archive / "data/.gitattributes")
    assert may_convert(place(archive), archive, ["data"])


def test_of_another_git_the_places_are_not_known(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not may_set(place(archive), b"hookspath")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "0")
    assert may_set(place(archive), b"hookspath")
    monkeypatch.delenv("GIT_CONFIG_COUNT")
    monkeypatch.setattr(git_hints, "_ONLY_KNOWN_GIT", "/opt/git/bin/git")
    assert may_set(place(archive), b"hookspath")
    assert may_convert(place(archive), archive, ["data"])


def test_what_stands_for_another_object_is_seen_in_a_file_of_its_own_and_in_the_common_one(
    archive: Path,
) -> None:
    assert not may_replace(place(archive))
    first = commit(archive, "primo")
    asked_by_hand(archive, "replace", first, commit(archive, "secondo"))
    assert may_replace(place(archive))
    asked_by_hand(archive, "pack-refs", "--all")
    shutil.rmtree(archive / ".git/refs/replace", ignore_errors=True)
    assert may_replace(place(archive))


# --- the branch in use ---


def head_in(root: Path, text: str) -> None:
    (root / ".git/HEAD").write_text(text, encoding="ascii")


def test_the_branch_in_use_is_the_one_that_git_names(archive: Path) -> None:
    branch = asked_by_hand(archive, "symbolic-ref", "--short", "HEAD")
    assert git.branch(archive) == branch == "main"
    asked_by_hand(archive, "checkout", "-q", "-b", "proposta/uno")
    assert git.branch(archive) == "proposta/uno"
    asked_by_hand(archive, "checkout", "-q", "--detach")
    assert git.branch(archive) is None
    head_in(archive, "ref: refs/heads/non-cominciato\n")
    assert git.branch(archive) == "non-cominciato"


def test_a_branch_that_is_another_name_is_the_one_that_it_stands_for(archive: Path) -> None:
    asked_by_hand(archive, "symbolic-ref", "refs/heads/principale", "refs/heads/main")
    head_in(archive, "ref: refs/heads/principale\n")
    assert git.branch(archive) == asked_by_hand(archive, "symbolic-ref", "--short", "HEAD")
    assert git.branch(archive) == "main"
    found = git_write.state(archive)
    assert found is not None
    assert found.branch == "main"


def test_among_many_files_git_is_asked_of_folders(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_hints, "_MANY", 1)
    assert may_convert(place(archive), archive, ["data"])
    assert not may_convert(place(archive), archive, [CARD])
