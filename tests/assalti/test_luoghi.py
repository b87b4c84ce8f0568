"""Where the repository of a register is, whose it is, and folders that are not what they seem."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rete import git_place
from rete.errors import CannotTell
from tests.aiuti import archivio
from tests.aiuti.luoghi import SRC
from tests.aiuti.mano import contents, in_git
from tests.aiuti.scrittura import hook
from tests.conftest import Said

Rete = Callable[..., Said]
ENTE = "data/enti/il-ponte.yaml"
MODIFY = ("ente", "modifica", "il-ponte", "--si")
TRUST = "git config --global --add safe.directory"
STRANGER = 12345


pytestmark = pytest.mark.usefixtures("redattore")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return in_git(tmp_path / "registro")


def found(folder: Path) -> git_place.Repository:
    where = git_place.find(folder)
    assert isinstance(where, git_place.Repository), where
    return where


def head(folder: Path) -> str:
    return archivio.git(folder, "rev-parse", "HEAD")


# --- which one ---


def test_the_nearest_one_above_is_the_one(root: Path) -> None:
    where = found(root / "data/enti")
    assert (where.top, where.git_dir, where.common) == (root, root / ".git", root / ".git")
    assert (where.prefix(root / "data/enti"), where.prefix(root)) == ("data/enti", "")


def test_a_register_in_a_submodule_commits_there(root: Path, tmp_path: Path, rete: Rete) -> None:
    top = archivio.begin(tmp_path / "tutto")
    archivio.git(top, "submodule", "--quiet", "add", f"file://{root}", "registro")
    archivio.commit(top, "inizio")
    inside, above = top / "registro", head(top)
    where = found(inside)
    assert (where.top, where.git_dir) == (inside, top / ".git/modules/registro")
    said = rete(*MODIFY, folder=inside)
    assert (said.code, "(commit " in said.out) == (0, True), said
    assert head(top) == above
    assert archivio.git(inside, "status", "--porcelain") == ""
    assert rete("annulla", folder=inside).code == 0


def test_a_register_in_a_work_tree_commits_there(root: Path, tmp_path: Path, rete: Rete) -> None:
    archivio.git(root, "worktree", "add", "-q", "-b", "altro", str(tmp_path / "altrove"))
    where = found(tmp_path / "altrove")
    assert (where.git_dir, where.common) == (root / ".git/worktrees/altrove", root / ".git")
    before = head(root)
    assert rete(*MODIFY, folder=tmp_path / "altrove").code == 0
    assert (head(root), archivio.git(root, "status", "--porcelain")) == (before, "")


def test_a_register_reached_by_a_link_is_where_it_is(
    root: Path, tmp_path: Path, rete: Rete
) -> None:
    (tmp_path / "link").symlink_to(root)
    assert rete(*MODIFY, folder=tmp_path / "link").code == 0
    assert archivio.git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize("where", ["data", "data/enti", "data/verbali/2024/x"])
@pytest.mark.parametrize("kind", ["folder", "submodule"])
def test_a_repository_of_its_own_among_the_data_is_told_and_nothing_is_written(
    root: Path, rete: Rete, where: str, kind: str
) -> None:
    if where == "data":
        (root / ".git").rename(root.parent / "tolto")
    inner = root / where
    inner.mkdir(parents=True, exist_ok=True)
    if kind == "folder":
        archivio.git(inner, "init", "-q")
    else:
        archivio.git(inner, "init", "-q", f"--separate-git-dir={root.parent / 'altrove'}")
    before = contents(root)
    for more in ((), ("--senza-commit",), ("--prova",)):
        said = rete(*MODIFY, *more, folder=root)
        assert (said.code, f"{where}/.git" in said.err) == (3, True), said
    assert contents(root) == before
    said = rete("documento", "firmatari", "--comunque", folder=root)
    assert (said.code, "bozza" in said.out, f"{where}/.git" in said.err) == (0, True, True), said
    said = rete("controlla", folder=root)
    assert (said.code, f"«{where}/.git» è un altro archivio git" in said.out) == (1, True)
    assert rete("stato", folder=root).code == 0


def test_a_hook_asks_git_in_every_folder_as_it_is_used_to(
    root: Path, tmp_path: Path, rete: Rete
) -> None:
    other = archivio.begin(tmp_path / "altro")
    said = tmp_path / "detto"
    ask = "git rev-parse --show-toplevel"
    hook(root, "pre-commit", f"(cd data/enti && {ask}; cd '{other}' && {ask}) > '{said}'")
    assert rete(*MODIFY, folder=root).code == 0
    assert said.read_text(encoding="utf-8").split() == [str(root), str(other)]


@pytest.mark.parametrize("looks_bare", [True, False])
def test_a_commit_from_a_subfolder_goes_where_the_register_is(
    root: Path, rete: Rete, looks_bare: bool
) -> None:
    top = archivio.moved_below(root)
    archivio.commit(top, "inizio")
    if looks_bare:
        bare = archivio.begin(root.parent / "spoglio")
        for name in ("HEAD", "config", "objects", "refs"):
            (bare / ".git" / name).rename(top / "registro" / name)
    before = head(top)
    assert rete(*MODIFY, folder=top / "registro").code == 0
    assert archivio.git(top, "rev-parse", "HEAD~1") == before
    assert archivio.git(top, "diff", "--name-only", "HEAD~1") == f"registro/{ENTE}"


def test_a_register_in_no_repository_is_written_without_a_commit(
    register: Path, rete: Rete
) -> None:
    assert git_place.find(register) is None
    said = rete(*MODIFY, folder=register)
    assert (said.code, "(senza commit)" in said.out) == (0, True)


@pytest.mark.parametrize(
    "content", [b"", b"gitdir: \0\n", b"gitdir: " + b"a/" * 5000, b"\xff\xfe", b"gitdir: .git\n"]
)
def test_a_file_that_leads_nowhere_is_told(root: Path, rete: Rete, content: bytes) -> None:
    (root / ".git").rename(root.parent / "tolto")
    (root / ".git").write_bytes(content)
    said = rete(*MODIFY, folder=root)
    assert said.code == 3, said
    assert "difetto" not in said.err
    assert rete("stato", folder=root).code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of POSIX")
def test_a_pipe_is_not_waited_for(root: Path, rete: Rete) -> None:
    (root / ".git").rename(root.parent / "tolto")
    os.mkfifo(root / ".git")
    assert rete(*MODIFY, folder=root).code == 3
    assert "bozza" in rete("documento", "firmatari", folder=root).out


# --- whose it is ---

only_root_gives_files_away = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away"
)


def test_what_belongs_to_others_is_told(root: Path) -> None:
    owner = root.lstat().st_uid
    assert git_place.is_owned(root, frozenset((owner,)))
    assert not git_place.is_owned(root, frozenset((owner + 1,)))
    (root / "link").symlink_to("/")
    assert git_place.is_owned(root / "link", frozenset((owner,)))


def test_who_became_root_owns_what_was_theirs() -> None:
    assert git_place._user(1000, "0") == {1000}
    assert git_place._user(0, None) == {0}
    assert git_place._user(0, "1000") == {0, 1000}
    for odd in ("", "-1", "١٢", "0x10", "mille"):
        assert git_place._user(0, odd) == {0}


@pytest.mark.parametrize(
    ("values", "safe"),
    [
        ([], False),
        (["*"], True),
        (["*", ""], False),
        (["", "*"], True),
        (["{top}"], True),
        (["{top}/"], True),
        (["{top}/data"], False),
        (["{above}"], False),
        (["{above}/*"], True),
        (["{top}/*"], False),
        (["{above}/registr"], False),
        (["{link}"], True),
        (["registro"], False),
        (["~chi-non-c-e/registro"], False),
        (["~/registro"], True),
        (["{top}", ""], False),
        (["", "{top}", "/altro"], True),
    ],
)
def test_who_trusts_a_folder_says_so_as_to_git(
    root: Path, monkeypatch: pytest.MonkeyPatch, values: list[str], safe: bool
) -> None:
    monkeypatch.setenv("HOME", str(root.parent))
    (root.parent / "link").symlink_to(root)
    names = {"top": root, "above": root.parent, "link": root.parent / "link"}
    written = [value.format(**names) for value in values]
    assert git_place.is_safe(root, written) == safe
    # All the same from the user's settings, and from those that are given to every git.
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(written)))
    for number, value in enumerate(written):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", "safe.directory")
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
    assert isinstance(git_place.find(root), CannotTell) is not safe
    monkeypatch.setenv("GIT_CONFIG_COUNT", "0")
    settings = root.parent / "impostazioni"
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    settings.write_text("[safe]\n", encoding="utf-8")
    for value in written:
        archivio.git(root, "config", "--file", str(settings), "--add", "safe.directory", value)
    assert isinstance(git_place.find(root), CannotTell) is not safe


def test_a_repository_does_not_vouch_for_itself(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archivio.git(root, "config", "safe.directory", "*")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert isinstance(git_place.find(root), CannotTell)


def test_where_users_have_no_numbers_git_itself_is_asked(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert git_place._git_says_it_is_ours(root)
    git_place._git_says_it_is_ours.cache_clear()
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert not git_place._git_says_it_is_ours(root)
    git_place._git_says_it_is_ours.cache_clear()


def test_somebody_else_s_repository_is_not_asked(
    root: Path, rete: Rete, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    before = contents(root)
    for arguments in (MODIFY, ("annulla",), ("stato", "--registro-del", "2030-01-01")):
        said = rete(*arguments, folder=root)
        assert (said.code, f"{TRUST} {root}" in said.err) == (3, True), said
    assert contents(root) == before
    said = rete("documento", "firmatari", folder=root)
    assert (said.code, "bozza" in said.out, TRUST in said.err) == (0, True, True)


@only_root_gives_files_away
@pytest.mark.parametrize("given", [".", ".git"])
def test_a_folder_given_away_is_no_longer_ours(root: Path, rete: Rete, given: str) -> None:
    os.chown(root / given, STRANGER, STRANGER)
    asked = subprocess.run(["git", "status"], cwd=root, check=False, capture_output=True)
    assert b"dubious ownership" in asked.stderr
    said = rete(*MODIFY, folder=root)
    assert (said.code, TRUST in said.err) == (3, True), said
    assert "bozza" in rete("documento", "firmatari", folder=root).out


@only_root_gives_files_away
def test_a_work_tree_of_a_repository_given_away_is_no_longer_ours(
    root: Path, tmp_path: Path
) -> None:
    archivio.git(root, "worktree", "add", "-q", "-b", "altro", str(tmp_path / "altrove"))
    os.chown(root / ".git", STRANGER, STRANGER)
    assert isinstance(git_place.find(tmp_path / "altrove"), CannotTell)


# --- a folder that is no more ---

DELETED = """
import os, sys
os.chdir(sys.argv[1]); os.rmdir(sys.argv[1])
from rete.cli import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows removes no folder that somebody is in")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 3),
        (("stato",), 3),
        (("controlla", "data"), 3),
        (("documento", "firmatari"), 3),
        (("ente", "modifica", "il-ponte", "--si"), 3),
        (("annulla",), 3),
        (("-C", ".", "stato"), 3),
        (("-C", "{root}", "stato"), 0),
        (("-C", "{root}", "controlla", "data"), 3),
        (("-C", "{root}", "controlla", "{root}/data"), 0),
        (("-C", "{root}", "stato", "--registro-del", "2030-01-01"), 0),
        (("-C", "{root}", "documento", "firmatari"), 0),
        (("-C", "{root}", "documento", "firmatari", "-o", "x.md"), 3),
        (("-C", "{root}", "documento", "firmatari", "-o", "{above}/x.odt"), 0),
        (("-C", "{root}", "documento", "--tutti", "-o", "x"), 3),
        (("-C", "{root}", "ente", "modifica", "il-ponte", "--si"), 0),
        (("-C", "{root}", "annulla"), 0),
        (("--version",), 0),
        (("spiega", "ENT001"), 0),
    ],
)
def test_a_working_folder_that_was_removed_is_told_for_what_it_is(
    root: Path, arguments: tuple[str, ...], code: int
) -> None:
    gone = root.parent / "tolta"
    gone.mkdir()
    words = [word.format(root=root, above=root.parent) for word in arguments]
    done = subprocess.run(
        [sys.executable, "-c", DELETED, str(gone), *words],
        env={**os.environ, "PYTHONPATH": str(SRC), "RETE_OGGI": "2026-06-01"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == code, done
    assert "difetto" not in done.stderr
    if code:
        assert done.stderr.rstrip().endswith(
            "errore: la cartella in cui sei non c'è più: spostati in un'altra (con «cd») e riprova"
        ), done.stderr
