"""Clones that are not whole, repositories that are not plain: what is not known is not «no»."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rete import git, git_index, git_place
from rete.errors import CannotTell, ReteError, known
from rete.past import History, changed_files, prepare_undoing
from tests.aiuti import archivio
from tests.aiuti.mano import contents, in_git
from tests.conftest import Said

Rete = Callable[..., Said]
ENTE = "data/enti/il-ponte.yaml"
NEW = "data/enti/il-mulino.yaml"
NEW_TEXT = "denominazione: Il Mulino\nnatura: privato-sociale\nadesioni: []\n"
UNDO = ("annulla", "ultima", "--si")
READING = (("ente", "elenca"), ("stato",), ("scadenze",))
WHOLE = (
    ("controlla",),
    ("documento", "firmatari"),
    ("ente", "modifica", "il-ponte", "--prova"),
    ("ente", "modifica", "il-ponte", "--si"),
    ("ente", "modifica", "il-ponte", "--si", "--senza-commit"),
)


pytestmark = pytest.mark.usefixtures("redattore")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A register whose last commit is an operation that added a body."""
    root = in_git(tmp_path / "origine")
    (root / NEW).write_text(NEW_TEXT, encoding="utf-8")
    archivio.commit(root, "Aggiunta di «il-mulino»\n\nOperazione: 0123456789abcdef")
    archivio.git(root, "config", "uploadpack.allowFilter", "true")
    archivio.git(root, "config", "uploadpack.allowAnySHA1InWant", "true")
    return root


def changed(source: Path) -> None:
    """An operation that changed a file which was there before it."""
    (source / ENTE).write_bytes((source / ENTE).read_bytes() + b"note: cambiata\n")
    archivio.commit(source, "Modifica di «il-ponte»\n\nOperazione: fedcba9876543210")


def clone(source: Path, *how: str) -> Path:
    made = source.parent / "copia"
    archivio.git(source, "clone", "-q", *how, f"file://{source}", str(made))
    return made


def state_of(root: Path) -> tuple[dict[str, bytes], str, str]:
    return (
        contents(root),
        archivio.git(root, "rev-parse", "HEAD"),
        archivio.git(root, "status", "--porcelain"),
    )


# --- what was left behind ---

LEFT_BEHIND = {
    "shallow": (("--depth", "1"), ("fetch", "--unshallow")),
    "no blobs": (("--filter=blob:none",), ("fetch", "--refetch", "--no-filter")),
    "no trees": (("--filter=tree:0",), ("fetch", "--refetch", "--no-filter")),
}


@pytest.mark.parametrize("what", LEFT_BEHIND)
def test_nothing_is_undone_into_a_past_that_is_not_here_and_the_remedy_mends_it(
    source: Path, rete: Rete, what: str
) -> None:
    # What is to be put back is not the file that is checked out, which every clone has.
    changed(source)
    how, remedy = LEFT_BEHIND[what]
    root = clone(source, *how)
    before = state_of(root)
    said = rete(*UNDO, folder=root)
    assert said.code == 3, said
    assert f"git {' '.join(remedy)}" in said.err
    assert state_of(root) == before
    archivio.git(root, *remedy)
    assert rete(*UNDO, folder=root).code == 0
    assert (root / ENTE).read_bytes() == archivio.git(
        source, "show", f"HEAD~1:{ENTE}"
    ).encode() + b"\n"


def test_an_addition_is_not_taken_back_where_what_was_before_is_not_known(
    source: Path, rete: Rete
) -> None:
    root = clone(source, "--depth", "1")
    before = state_of(root)
    for arguments in (UNDO, (*UNDO, "--senza-commit"), ("annulla", "ultima", "--prova")):
        said = rete(*arguments, folder=root)
        assert (said.code, "git fetch --unshallow" in said.err) == (3, True), said
        assert state_of(root) == before
    listed = rete("annulla", folder=root).out
    assert "che cosa ha cambiato qui non si può sapere" in listed
    assert "git fetch --unshallow" in listed


@pytest.mark.parametrize("how", ["lost", "spoilt"])
@pytest.mark.parametrize("name", ["HEAD~1", "HEAD~1^{tree}", "HEAD~1:data", f"HEAD~1:{ENTE}"])
def test_a_damaged_object_is_not_an_absent_file(
    source: Path, rete: Rete, name: str, how: str
) -> None:
    changed(source)
    archivio.unpack(source)
    lost = archivio.git(source, "rev-parse", name)
    before = state_of(source)
    file = source / ".git/objects" / lost[:2] / lost[2:]
    file.unlink()
    if how == "spoilt":
        file.write_bytes(b"guasto")
    said = rete(*UNDO, folder=source)
    assert said.code == 3, said
    assert "git fsck" in said.err
    assert contents(source) == before[0]
    assert archivio.git(source, "rev-parse", "HEAD") == before[1]


def test_the_first_commit_of_all_has_nothing_before_it(tmp_path: Path) -> None:
    root = archivio.begin(tmp_path / "nuovo")
    (root / "data").mkdir()
    (root / "data/a.yaml").write_text("a\n", encoding="utf-8")
    first = archivio.commit(root, "inizio")
    assert git.parent(root, first) is None
    (root / "data/a.yaml").write_text("aa\n", encoding="utf-8")
    (root / "data/b.yaml").write_text("b\n", encoding="utf-8")
    second = archivio.commit(root, "poi")
    assert git.parent(root, second) == first
    history = History(root)
    did = [known(history.differences.of(one)) for one in history.log.commits]
    found = known(changed_files.contents(root, [c.before for some in did for c in some]))
    assert [[(c.path, found[c.before]) for c in some] for some in did] == [
        [("data/a.yaml", b"a\n"), ("data/b.yaml", None)],
        [("data/a.yaml", None)],
    ]


def test_a_shallow_history_says_what_it_does_not_know(source: Path) -> None:
    archivio.commit(source, "dopo")
    root = clone(source, "--depth", "1")
    older = archivio.git(source, "rev-parse", "HEAD~2")
    history = History(root)
    (head,) = history.log.commits
    for answer in (
        git.parent(root, head.id),
        git.kind_of(root, older),
        history.differences.of(head),
        git.is_published(root, older),
        changed_files.later(root, replace(head, id=older), [ENTE]),
    ):
        assert isinstance(answer, CannotTell), answer
    assert git.is_published(root, head.id) is True
    assert changed_files.later(root, head, [ENTE]) == {}
    whole = source
    assert git.kind_of(whole, "1" * 40) is None
    assert git.kind_of(whole, older) == "commit"


def test_a_merged_branch_that_is_cut_does_not_touch_all_there_is(source: Path, rete: Rete) -> None:
    """Git takes the first commit that it has for one that added every file."""
    (source / NEW).write_text(f"{NEW_TEXT}note: cambiata\n", encoding="utf-8")
    changed(source)
    start = archivio.git(source, "rev-parse", "HEAD")
    archivio.git(source, "checkout", "-q", "-b", "altro")
    (source / ENTE).write_bytes((source / ENTE).read_bytes() + b"note: altrove\n")
    for number in range(4):
        archivio.commit(source, f"altro {number}")
    archivio.git(source, "checkout", "-q", "main")
    archivio.commit(source, "qui")
    archivio.git(source, "merge", "-q", "--no-ff", "-m", "unione", "altro")
    root = clone(source, "--depth", "4")
    assert archivio.git(root, "rev-parse", "HEAD~2") == start
    (past, _), *_ = History(source).meant_by("op-fedcb")
    assert set(prepare_undoing(History(source), past).touched) == {ENTE}
    first = archivio.git(root, "rev-parse", "HEAD^2~2")
    later = known(changed_files.later(root, past.commit, [ENTE, NEW]))
    assert later[first] == (NEW, ENTE), "git says so, and it is not so"
    before = state_of(root)
    said = rete(*UNDO, folder=root)
    assert (said.code, "git fetch --unshallow" in said.err) == (3, True), said
    assert state_of(root) == before


# --- what git was told not to put on the disk ---


def without_cone(root: Path) -> None:
    archivio.git(root, "sparse-checkout", "set", "--no-cone", "/*", f"!{NEW}")


def with_cone(root: Path) -> None:
    archivio.git(root, "sparse-checkout", "set", "--cone", "data/tavoli", "data/enti")


def with_a_sparse_index(root: Path) -> None:
    archivio.git(root, "sparse-checkout", "set", "--cone", "--sparse-index", "data/enti")


def skipped(root: Path) -> None:
    archivio.git(root, "update-index", "--skip-worktree", NEW)
    (root / NEW).unlink()


def assumed(root: Path) -> None:
    archivio.git(root, "update-index", "--assume-unchanged", NEW)
    (root / NEW).unlink()


def with_an_index_in_two(root: Path) -> None:
    skipped(root)
    archivio.git(root, "update-index", "--split-index")


def with_an_index_of_version_4(root: Path) -> None:
    assumed(root)
    archivio.git(root, "update-index", "--index-version", "4")


NOT_HERE: dict[str, tuple[Callable[[Path], None], str]] = {
    "sparse, without cone": (without_cone, "git sparse-checkout disable"),
    "sparse, with cone": (with_cone, "git sparse-checkout disable"),
    "sparse index": (with_a_sparse_index, "git sparse-checkout disable"),
    "skip-worktree": (skipped, f"git update-index --no-skip-worktree {NEW}"),
    "assume-unchanged": (assumed, f"git update-index --no-assume-unchanged {NEW}"),
    "split index": (with_an_index_in_two, f"git update-index --no-skip-worktree {NEW}"),
    "index version 4": (with_an_index_of_version_4, "git update-index --no-assume-unchanged"),
}


@pytest.mark.parametrize("what", NOT_HERE)
def test_what_git_keeps_off_the_disk_is_told_and_nothing_is_written(
    source: Path, rete: Rete, what: str
) -> None:
    hide, remedy = NOT_HERE[what]
    hide(source)
    before = state_of(source)
    for arguments in READING:
        said = rete(*arguments, folder=source)
        assert said.code == 0
        assert "attenzione: il registro non è tutto in questa cartella" in said.err, said
        assert remedy in said.err
    for arguments in WHOLE:
        said = rete(*arguments, folder=source)
        assert said.code == 3, (arguments, said)
        assert remedy in said.err
        assert "fatto" not in said.out
    assert state_of(source) == before


def test_a_record_that_is_not_on_the_disk_is_not_written_over(source: Path, rete: Rete) -> None:
    without_cone(source)
    words = ("--denominazione", "Il Mulino", "--natura", "privato-sociale", "--si")
    said = rete("ente", "aggiungi", *words, folder=source)
    assert said.code == 3
    assert not (source / NEW).exists()
    archivio.git(source, "sparse-checkout", "disable")
    assert (source / NEW).read_text(encoding="utf-8") == NEW_TEXT


def test_what_is_left_out_elsewhere_does_not_count(source: Path, rete: Rete) -> None:
    (source / "altro").mkdir()
    (source / "altro/file").write_text("x\n", encoding="utf-8")
    archivio.commit(source, "altro")
    archivio.git(source, "sparse-checkout", "set", "--no-cone", "/*", "!/altro/")
    assert not (source / "altro").exists()
    said = rete("controlla", folder=source)
    assert (said.code, said.err) == (0, "")


def test_a_register_in_a_subfolder_is_told_by_its_own_names(source: Path, rete: Rete) -> None:
    top = archivio.moved_below(source)
    archivio.commit(top, "tutto")
    archivio.git(top, "update-index", "--skip-worktree", f"registro/{NEW}")
    (top / "registro" / NEW).unlink()
    said = rete("controlla", folder=top / "registro")
    assert said.code == 3
    assert f"«{NEW}»" in said.err


# --- what git was told not to look at ---

MARKS = ("assume-unchanged", "skip-worktree")


@pytest.mark.parametrize("mark", MARKS)
def test_what_git_does_not_look_at_is_a_draft_and_is_not_committed(
    source: Path, rete: Rete, mark: str
) -> None:
    archivio.git(source, "update-index", f"--{mark}", ENTE)
    same = rete("documento", "firmatari", folder=source)
    assert (same.code, "bozza" in same.out) == (0, False), "the same bytes are the same data"
    with (source / ENTE).open("a", encoding="utf-8") as file:
        file.write("sigla: NONSALVATA\n")
    said = rete("documento", "firmatari", folder=source)
    committed = archivio.git(source, "rev-parse", "HEAD:data")
    assert said.code == 0
    assert "bozza" in said.out
    assert committed not in said.out
    assert f"git update-index --no-{mark} {ENTE}" in said.err
    before = state_of(source)
    said = rete("ente", "modifica", "il-ponte", "--si", folder=source)
    assert said.code == 3, said
    assert f"git update-index --no-{mark} {ENTE}" in said.err
    assert "fatto" not in said.out
    assert state_of(source) == before
    archivio.git(source, "update-index", f"--no-{mark}", ENTE)
    assert (
        "modifiche non ancora salvate"
        in rete("ente", "modifica", "il-ponte", "--si", folder=source).err
    )


@pytest.mark.parametrize("version", ["2", "3", "4"])
def test_the_index_read_here_says_what_git_says(source: Path, version: str) -> None:
    long = f"data/allegati/{'a' * 200}/{'b' * 200}.txt"
    longer = f"data/{'/'.join('c' * 250 for _ in range(15))}/{'d' * 200}"
    for path in (long, longer):
        (source / path).parent.mkdir(parents=True)
        (source / path).write_text("x\n", encoding="utf-8")
    assert len(longer) < 4095
    archivio.commit(source, "lunghi")
    where = git_place.find(source)
    assert isinstance(where, git_place.Repository)
    assert git_index.unlooked(where) == ()
    archivio.git(source, "update-index", "--index-version", version)
    for number, path in enumerate((ENTE, NEW, long, longer)):
        archivio.git(source, "update-index", f"--{MARKS[number % 2]}", path)
        said = git_index.unlooked(where)
        assert not isinstance(said, CannotTell)
        assert said == git_index._said_by_git(where)
        assert len(said) == number + 1


def test_the_index_of_longer_ids_is_read_too(tmp_path: Path, register: Path) -> None:
    archivio.git(register, "init", "-q", "--object-format=sha256")
    archivio.commit(register, "inizio")
    archivio.git(register, "update-index", "--skip-worktree", ENTE)
    where = git_place.find(register)
    assert isinstance(where, git_place.Repository)
    assert git_index.unlooked(where) == (git_index.Unlooked(path=ENTE, skipped=True),)


@pytest.mark.parametrize(
    "content", [b"", b"DIRC", b"boh" * 100, b"DIRC\0\0\0\2\0\0\xff\xff" + bytes(99)]
)
def test_a_damaged_index_is_not_one_without_marks(source: Path, rete: Rete, content: bytes) -> None:
    (source / ".git/index").write_bytes(content)
    said = rete("controlla", folder=source)
    assert said.code == 3
    # Over one of these git itself stumbles, now and then.
    assert "danneggiato" in said.err
    assert "git fsck" in said.err
    assert rete("stato", folder=source).code == 0


# --- no git ---


def test_without_git_what_is_in_a_repository_is_a_draft(
    source: Path, rete: Rete, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "niente").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "niente"))
    said = rete("documento", "firmatari", folder=source)
    assert (said.code, "bozza" in said.out) == (0, True)
    assert "(non si sa se registrati in git)" in said.out
    assert "git non è installato" in said.err
    before = contents(source)
    for arguments in (
        ("ente", "modifica", "il-ponte", "--si"),
        ("annulla",),
        ("stato", "--registro-del", "2030-01-01"),
    ):
        said = rete(*arguments, folder=source)
        assert (said.code, "git non è installato" in said.err) == (3, True), said
    assert contents(source) == before
    assert rete("controlla", folder=source).code == 0


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_git_that_cannot_be_run_is_told(
    source: Path, rete: Rete, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "bin").mkdir()
    false = tmp_path / "bin/git"
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for content, mode, told in (
        ("boh", 0o755, "non si può eseguire"),
        ("boh", 0o644, "non si può eseguire"),
        ("#!/bin/sh\nkill -9 $$\n", 0o755, "è stato interrotto (segnale 9)"),
        ("#!/bin/sh\nexit 3\n", 0o755, "danneggiato"),
    ):
        false.write_text(content, encoding="utf-8")
        false.chmod(mode)
        said = rete("documento", "firmatari", folder=source)
        assert (said.code, "bozza" in said.out, told in said.err) == (0, True, True), said
        assert rete("annulla", folder=source).code == 3


def test_files_of_a_commit_are_what_they_were_or_not_known(source: Path) -> None:
    blobs = known(changed_files.at_head(source, [NEW, "data/mai.yaml"]))
    assert blobs["data/mai.yaml"] is None
    assert known(changed_files.contents(source, blobs.values()))[blobs[NEW]] == NEW_TEXT.encode()
    (source / "data/enti/link.yaml").symlink_to("il-ponte.yaml")
    archivio.commit(source, "Un collegamento\n\nOperazione: fedcba9876543210")
    history = History(source)
    (past, _), *_ = history.meant_by("op-fedcb")
    with pytest.raises(ReteError, match="è un collegamento o un altro archivio, non un file"):
        prepare_undoing(history, past)
