"""A register handed over as a folder: nothing that it names is run, whatever is read of it."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from rete import git, git_changes, git_content, git_place, git_process
from rete.errors import CannotTell, Unanswered
from rete.past import changed_files
from tests.aiuti import archivio
from tests.aiuti.mano import in_git
from tests.assalti.cartelle import Trap, like_a_bare_repository, set_traps, trap
from tests.conftest import Said

Rete = Callable[..., Said]
ENTE = "data/enti/il-ponte.yaml"
READING = (
    ("stato",),
    ("controlla",),
    ("ente", "elenca"),
    ("scadenze",),
    ("documento", "firmatari"),
    ("documento", "firmatari", "--registro-del", "2030-01-01"),
    ("stato", "--registro-del", "2030-01-01"),
    ("annulla",),
    ("annulla", "ultima", "--prova"),
    ("ente", "modifica", "il-ponte", "--prova"),
    ("ente", "modifica", "il-ponte", "--prova", "--proposta"),
)


pytestmark = pytest.mark.usefixtures("redattore")


@pytest.fixture
def set_trap(tmp_path: Path) -> Trap:
    return trap(tmp_path / "trappole")


def operation(root: Path) -> None:
    """One that can be undone, as if rete had made it."""
    with (root / ENTE).open("a", encoding="utf-8") as file:
        file.write("note: fatta da rete\n")
    archivio.commit(root, "Modifica di «il-ponte»\n\nOperazione: 0123456789abcdef")


def touched(root: Path) -> None:
    """What git knows by heart of the files is no longer so: it would read them again."""
    for file in root.joinpath("data").rglob("*.yaml"):
        os.utime(file, (1_000_000_000, 1_000_000_000))


def in_a_repository(root: Path, trap: Trap) -> Path:
    in_git(root)
    operation(root)
    set_traps(root / ".git", trap)
    touched(root)
    return root


def lacking_an_object(root: Path, trap: Trap) -> Path:
    """Of what it lacks git would ask its remote, which is a program."""
    in_git(root)
    operation(root)
    archivio.unpack(root)
    for name in (f"HEAD~1:{ENTE}", f"HEAD:{ENTE}"):
        lost = archivio.git(root, "rev-parse", name)
        (root / ".git/objects" / lost[:2] / lost[2:]).unlink()
    archivio.git(root, "config", "core.repositoryFormatVersion", "1")
    archivio.git(root, "config", "extensions.partialClone", "origin")
    set_traps(root / ".git", trap)
    touched(root)
    return root


def in_no_repository(root: Path, trap: Trap) -> Path:
    in_git(root)
    archivio.git(root, "rm", "-q", "--cached", "-r", ".")
    remove(root / ".git")
    like_a_bare_repository(root, trap)
    return root


def within_another(root: Path, trap: Trap) -> Path:
    in_git(root)
    operation(root)
    like_a_bare_repository(root, trap)
    return root


def with_data_that_look_so(root: Path, trap: Trap) -> Path:
    in_git(root)
    operation(root)
    like_a_bare_repository(root / "data", trap)
    return root


def below_one_that_looks_so(root: Path, trap: Trap) -> Path:
    """Between the register and the top of its repository."""
    top = root.parent / "tutto"
    archivio.begin(top)
    (top / "mezzo").mkdir()
    in_git(top / "mezzo/registro")
    remove(top / "mezzo/registro/.git")
    archivio.commit(top, "inizio")
    operation(top / "mezzo/registro")
    like_a_bare_repository(top / "mezzo", trap)
    return top / "mezzo/registro"


def with_one_inside(root: Path, trap: Trap) -> Path:
    """A submodule among the data, whose settings are not those of the register's repository."""
    in_git(root)
    inner = root / "data/enti/altro"
    archivio.begin(inner)
    (inner / "a.yaml").write_text("a: b\n", encoding="utf-8")
    archivio.commit(inner, "dentro")
    operation(root)
    set_traps(inner / ".git", trap)
    touched(root)
    return root


def remove(git_dir: Path) -> None:
    git_dir.rename(git_dir.parent.parent / f"tolto-{git_dir.parent.name}")


FOLDERS: dict[str, Callable[[Path, Trap], Path]] = {
    "its own settings": in_a_repository,
    "objects at a remote": lacking_an_object,
    "like a bare one, in none": in_no_repository,
    "like a bare one, in another": within_another,
    "data like a bare one": with_data_that_look_so,
    "a bare one in between": below_one_that_looks_so,
    "another among the data": with_one_inside,
}


@pytest.fixture(params=FOLDERS)
def hostile(request: pytest.FixtureRequest, tmp_path: Path, set_trap: Trap) -> Path:
    return FOLDERS[request.param](tmp_path / "registro", set_trap)


def test_reading_runs_nothing(hostile: Path, set_trap: Trap, rete: Rete) -> None:
    for arguments in READING:
        said = rete(*arguments, folder=hostile)
        assert not set_trap.was_sprung, (arguments, set_trap.trace.read_text())
        assert "difetto" not in said.err, said
        assert said.code in {0, 1, 3}, said


@pytest.mark.parametrize("command", [("status",), ("log", "-1", "-p"), ("diff",)])
def test_the_traps_are_real_ones(tmp_path: Path, set_trap: Trap, command: tuple[str, ...]) -> None:
    """Git itself, called there as anybody would, runs them."""
    root = in_a_repository(tmp_path / "registro", set_trap)
    subprocess.run(["git", *command], cwd=root, check=False, capture_output=True, timeout=60)
    assert set_trap.was_sprung


def test_a_bare_one_is_a_real_trap(tmp_path: Path, set_trap: Trap) -> None:
    root = within_another(tmp_path / "registro", set_trap)
    remove(root / ".git")
    subprocess.run(
        ["git", "--work-tree=.", "status"], cwd=root, check=False, capture_output=True, timeout=60
    )
    assert set_trap.was_sprung


def test_a_remote_that_is_a_program_is_a_real_trap(tmp_path: Path, set_trap: Trap) -> None:
    root = lacking_an_object(tmp_path / "registro", set_trap)
    subprocess.run(
        ["git", "-c", "core.fsmonitor=false", "cat-file", "blob", f"HEAD:{ENTE}"],
        cwd=root,
        check=False,
        capture_output=True,
        timeout=60,
    )
    assert set_trap.was_sprung


def test_an_object_is_not_fetched_by_a_git_that_cannot_be_told_so(
    tmp_path: Path, set_trap: Trap, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lacking_an_object(tmp_path / "registro", set_trap)
    monkeypatch.setattr(
        git_process,
        "_ONLY_READING",
        {k: v for k, v in git_process._ONLY_READING.items() if k != "GIT_NO_LAZY_FETCH"},
    )
    blobs = changed_files.at_head(root, [ENTE]).values()
    with pytest.raises(Unanswered, match="git fetch --refetch --no-filter"):
        changed_files.contents(root, blobs)
    assert not set_trap.was_sprung


def test_a_commit_goes_into_the_repository_above_and_runs_its_hooks_alone(
    tmp_path: Path, set_trap: Trap, rete: Rete
) -> None:
    root = within_another(tmp_path / "registro", set_trap)
    own = tmp_path / "suo"
    hook = root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {own}\n", encoding="utf-8")
    hook.chmod(0o755)
    bare = (root / "refs/heads/main").read_bytes()
    head = archivio.git(root, "--git-dir=.git", "rev-parse", "HEAD")
    said = rete("ente", "modifica", "il-ponte", "--si", folder=root)
    assert said.code == 0, said
    assert own.exists()
    assert not set_trap.was_sprung
    assert (root / "refs/heads/main").read_bytes() == bare
    assert archivio.git(root, "--git-dir=.git", "rev-parse", "HEAD~1") == head


def test_a_bare_one_in_no_repository_is_no_repository(
    tmp_path: Path, set_trap: Trap, rete: Rete
) -> None:
    root = in_no_repository(tmp_path / "registro", set_trap)
    bare = (root / "refs/heads/main").read_bytes()
    assert git_place.find(root) is None
    said = rete("ente", "modifica", "il-ponte", "--si", folder=root)
    assert (said.code, "(senza commit)" in said.out) == (0, True), said
    assert not set_trap.was_sprung
    assert (root / "refs/heads/main").read_bytes() == bare


@pytest.mark.parametrize("hide", [in_a_repository, with_one_inside])
def test_to_compare_files_nothing_is_run_whatever_was_asked_before(
    tmp_path: Path, set_trap: Trap, hide: Callable[[Path, Trap], Path]
) -> None:
    """What is put out here is not seen before: the names of files that a filter changes are."""
    root = hide(tmp_path / "registro", set_trap)
    where = git_place.find(root)
    assert isinstance(where, git_place.Repository)
    assert not isinstance(git_changes._status(where, root, ["data"]), CannotTell)
    assert not set_trap.was_sprung


# --- filters: known only to who runs them ---


def test_a_path_that_a_filter_changes_is_not_known_and_is_told(
    tmp_path: Path, set_trap: Trap, rete: Rete
) -> None:
    root = in_git(tmp_path / "registro")
    archivio.git(root, "config", "filter.maiuscole.clean", f"{set_trap.program}")
    (root / ".gitattributes").write_text("data/enti/* filter=maiuscole\n", encoding="utf-8")
    touched(root)
    said = git_changes.uncommitted(root, [ENTE])
    assert isinstance(said, git_changes.Converted)
    assert ENTE in said.why
    assert git_changes.uncommitted(root, ["data/patto.yaml"]) == ()
    assert isinstance(git_changes.is_clean(root, "data"), CannotTell)
    for arguments in (("--prova",), ()):
        told = rete("ente", "modifica", "il-ponte", *arguments, "--si", folder=root)
        assert told.code == 0, told
        # Only who writes runs it, as git does.
        assert set_trap.was_sprung == (not arguments)
        assert bool(arguments) == ("git cambia" in told.err)


@pytest.mark.parametrize("attribute", ["ident", "working-tree-encoding=UTF-16"])
def test_what_git_writes_in_another_way_is_not_known(tmp_path: Path, attribute: str) -> None:
    root = in_git(tmp_path / "registro")
    (root / ".gitattributes").write_text(f"data/enti/* {attribute}\n", encoding="utf-8")
    assert isinstance(git_changes.uncommitted(root, [ENTE]), git_changes.Converted)
    assert isinstance(git_changes.is_clean(root, "data"), CannotTell)


@pytest.mark.parametrize("line", ["* text eol=crlf", "* -text", "* filter=che-non-c-e", "* -ident"])
def test_line_ends_and_filters_that_are_not_there_keep_nobody_from_knowing(
    tmp_path: Path, line: str
) -> None:
    root = in_git(tmp_path / "registro")
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/attributes").write_text(f"{line}\n", encoding="utf-8")
    touched(root)
    assert git_changes.uncommitted(root, [ENTE]) == ()
    assert git_changes.is_clean(root, "data") is True


def test_a_filter_that_cannot_be_put_out_is_told(tmp_path: Path, set_trap: Trap) -> None:
    root = in_git(tmp_path / "registro")
    archivio.git(root, "config", "filter.a=b.clean", str(set_trap.program))
    touched(root)
    said = git_changes.is_clean(root, "data")
    assert isinstance(said, CannotTell)
    assert "«a=b»" in said.why
    assert not set_trap.was_sprung


# --- what stands for something else ---


def test_an_object_does_not_stand_for_another(tmp_path: Path) -> None:
    root = in_git(tmp_path / "registro")
    before = archivio.git(root, "rev-parse", f"HEAD:{ENTE}")
    (root / "altro").write_text("altro\n", encoding="utf-8")
    other = archivio.git(root, "hash-object", "-w", "altro")
    archivio.git(root, "replace", before, other)
    with git_content.Blobs(root) as blobs:
        assert blobs.read(before) == (root / ENTE).read_bytes()


def test_no_file_beside_the_commits_says_what_is_in_them(tmp_path: Path) -> None:
    """Git keeps a list of commits and their trees, and believes it before the commits."""
    root = in_git(tmp_path / "registro")
    operation(root)
    trees = [bytes.fromhex(archivio.git(root, "rev-parse", f"HEAD{n}^{{tree}}")) for n in ("", "~")]
    archivio.git(root, "commit-graph", "write", "--reachable")
    graph = root / ".git/objects/info/commit-graph"
    graph.chmod(0o644)
    graph.write_bytes(graph.read_bytes().replace(*trees))
    assert (
        archivio.git(root, "log", "-1", "--format=%T") == trees[1].hex()
    )  # the trap is a real one
    assert git.told(root, "log", "-1", "--format=%T") == f"{trees[0].hex()}\n".encode()


def test_a_change_cannot_hide_behind_its_date(tmp_path: Path) -> None:
    """Settings of a folder can tell git to trust the size and the second of a file."""
    root = in_git(tmp_path / "registro")
    archivio.git(root, "config", "core.checkStat", "minimal")
    archivio.git(root, "config", "core.trustctime", "false")
    archivio.git(root, "update-index", "--refresh")
    file, kept = root / ENTE, (root / ENTE).stat()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Ponte", "Fonte"), encoding="utf-8")
    os.utime(file, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    assert file.read_text(encoding="utf-8") != text
    assert git_changes.uncommitted(root, [ENTE]) == (ENTE,)
