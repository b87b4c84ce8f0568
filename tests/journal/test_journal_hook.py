"""Hooks that change what is committed: files, index and HEAD agree, and what differs is told."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.git_write import CommitRefused
from rete.journal import Journal, Stuck
from tests.aiuti.archivio import begin, commit, git
from tests.aiuti.luoghi import EXAMPLE
from tests.aiuti.scrittura import (
    AGAIN,
    CONTENT,
    EACH,
    ENTE,
    NUOVO,
    STIPULA,
    died,
    hook,
    status,
    write,
)
from tests.conftest import Said

FORMATTED = b"denominazione: ASSOCIAZIONE Il Ponte\n"
FORMAT = "sed -i.prima s/Associazione/ASSOCIAZIONE/ $f; rm -f $f.prima"
STAGING = {
    "formats and stages": f"{EACH} {FORMAT}; git add $f; done",
    "writes in the same file": f"{EACH} sed s/Associazione/ASSOCIAZIONE/ $f > .git/t; "
    "cat .git/t > $f; git add $f; done",
    "formats and stages everything": f"{EACH} {FORMAT}; done; git add -A",
    "formats in the index alone": f"{EACH} b=$(sed s/Associazione/ASSOCIAZIONE/ $f | "
    "git hash-object -w --stdin); git update-index --cacheinfo 100644,$b,$f; done",
    "fails once it has formatted": f"{EACH} cp $f .git/t; {FORMAT}; cmp -s $f .git/t || b=1; "
    "done; [ -z \"$b\" ] || { echo 'files were modified by this hook'; exit 1; }",
}


def staged_elsewhere(root: Path) -> str:
    """Something that somebody staged in another file, and its line in the status."""
    (root / STIPULA).write_bytes(b"tipo: stipula\n")
    git(root, "add", STIPULA)
    return f"M  {STIPULA}"


@pytest.mark.parametrize("what", STAGING)
def test_what_a_hook_formats_is_in_files_index_and_head(archive: Path, what: str) -> None:
    kept = [] if "everything" in what else [staged_elsewhere(archive)]
    hook(archive, "pre-commit", STAGING[what])
    for number in range(2):
        written = write(archive, {ENTE: CONTENT + b"# %d\n" % number, NUOVO: b"%d\n" % number})
        assert written.avvisi == ()
        assert (archive / ENTE).read_bytes() == FORMATTED + b"# %d\n" % number
        assert git(archive, "show", f"HEAD:{ENTE}") == git(archive, "show", f":{ENTE}")
        assert status(archive) == kept
    assert list((archive / ".git/rete").iterdir()) == []


@pytest.mark.parametrize("what", STAGING)
def test_after_a_hook_that_formats_one_writes_again_and_undoes(
    tmp_path: Path, rete: Callable[..., Said], what: str
) -> None:
    root = begin(tmp_path / "registro")
    shutil.copytree(EXAMPLE, root, dirs_exist_ok=True)
    commit(root, "inizio")
    hook(root, "pre-commit", STAGING[what].replace("Associazione/ASSOCIAZIONE", "prova/Prova"))
    words = ("--stato", "in-corso", "--nota", "prova", "--si")
    for number in (1, 2):
        said = rete("azione", "aggiorna", f"2026-03-26-plenaria/{number}", *words, folder=root)
        assert said.code == 0, said
        assert status(root) == []
    file = root / "data/seguiti/2026-03-26-plenaria.yaml"
    assert file.read_text(encoding="utf-8").count("nota: Prova") == 2
    undone = rete("annulla", "ultima", "--si", folder=root)
    assert undone.code == 0, undone
    assert file.read_text(encoding="utf-8").count("nota: Prova") == 1
    assert status(root) == []


def test_a_commit_made_over_by_a_hook_is_the_one_that_counts(archive: Path) -> None:
    changed = f"{AGAIN}; sed -i.prima s/Assoc/ASSOC/ {ENTE}; rm {ENTE}.prima; git add {ENTE}"
    hook(archive, "post-commit", f"{changed}; git commit -q --amend --no-edit")
    kept = staged_elsewhere(archive)
    assert write(archive, {ENTE: CONTENT}).commit == git(archive, "rev-parse", "HEAD")
    assert b"ASSOC" in (archive / ENTE).read_bytes()
    assert status(archive) == [kept]


def test_what_a_hook_adds_is_committed_and_what_somebody_staged_there_stays(archive: Path) -> None:
    kept = staged_elsewhere(archive)
    mine = git(archive, "show", f":{STIPULA}")
    hook(
        archive,
        "pre-commit",
        f"echo '# x' >> data/patto.yaml; echo nuovo > NOTE; git add NOTE data/patto.yaml; "
        "b=$(echo altro | git hash-object -w --stdin); "
        f"git update-index --cacheinfo 100644,$b,{STIPULA}",
    )
    assert write(archive, {ENTE: CONTENT}).avvisi == ()
    names = git(archive, "show", "--format=", "--name-only", "HEAD").splitlines()
    assert sorted(names) == ["NOTE", STIPULA, ENTE, "data/patto.yaml"]
    assert status(archive) == [kept]
    assert git(archive, "show", f":{STIPULA}") == mine


@pytest.mark.parametrize(
    "script",
    [
        f"{EACH} git mv $f $f.txt; done",
        f"{EACH} git rm -qf $f; done",
        "git reset -q --hard",
        "git stash -q",
        f"git checkout -q HEAD -- {ENTE}; echo x > NOTE; git add NOTE",
    ],
)
def test_what_a_hook_undoes_is_so_everywhere_and_told(archive: Path, script: str) -> None:
    hook(archive, "pre-commit", script)
    told = write(archive, {ENTE: CONTENT}).avvisi
    assert len(told) == 1
    assert f"ha disfatto ciò che l'operazione ha scritto in «{ENTE}»" in told[0]
    assert not (archive / ENTE).exists() or (archive / ENTE).read_bytes() != CONTENT
    assert status(archive) == []


@pytest.mark.parametrize("script", ["git reset -q --hard", f"git checkout -q HEAD -- {ENTE}"])
def test_a_file_that_a_hook_brings_back_is_told(archive: Path, script: str) -> None:
    hook(archive, "pre-commit", f"{script}; echo x > NOTE; git add NOTE")
    told = write(archive, {ENTE: None}).avvisi
    assert f"ha disfatto ciò che l'operazione ha scritto in «{ENTE}»" in told[0]
    assert (archive / ENTE).exists()
    assert status(archive) == []


def test_a_change_that_git_does_not_see_is_not_told_as_undone(archive: Path) -> None:
    """The same text with other line ends, which git makes one: a hook that adds is no matter."""
    (archive / ".gitattributes").write_text("data/** text\n", encoding="ascii")
    commit(archive, "attributi")
    hook(archive, "pre-commit", "echo x > NOTE; git add NOTE")
    same = (archive / ENTE).read_bytes().replace(b"\n", b"\r\n")
    assert write(archive, {ENTE: same, NUOVO: b"odg: []\n"}).avvisi == ()
    assert (archive / ENTE).read_bytes() == same
    assert git(archive, "diff", "HEAD") == ""


@pytest.mark.parametrize(
    ("script", "words", "line"),
    [
        (f"git reset -q -- {ENTE}", "ha lasciato fuori dal commit", " M"),
        (f"git rm -q --cached {ENTE}", "ha tolto da git", "??"),
        (f"echo '# x' >> {ENTE}", "è cambiato mentre si faceva il commit", " M"),
    ],
)
def test_what_differs_from_the_commit_is_told_and_left(
    archive: Path, script: str, words: str, line: str
) -> None:
    hook(archive, "pre-commit", script)
    told = write(archive, {ENTE: CONTENT, NUOVO: b"odg: []\n"}).avvisi
    assert len(told) == 1
    assert words in told[0]
    assert f"«{ENTE}»" in told[0]
    assert NUOVO not in told[0]
    assert (archive / ENTE).read_bytes().startswith(CONTENT)
    assert status(archive) == [f"{line} {ENTE}"]


def test_a_file_that_changes_after_the_commit_is_left_and_told(archive: Path) -> None:
    hook(archive, "post-commit", f"echo '# mio' >> {ENTE}")
    told = write(archive, {ENTE: CONTENT}).avvisi
    assert "è cambiato mentre si faceva il commit" in told[0]
    assert (archive / ENTE).read_bytes() == CONTENT + b"# mio\n"
    assert git(archive, "show", f"HEAD:{ENTE}") == CONTENT.decode().strip()


# --- what git makes of a file ---


def test_a_filter_and_the_line_ends_of_git_leave_nothing_to_commit(archive: Path) -> None:
    git(archive, "config", "filter.maiuscole.clean", "tr a-z A-Z")
    git(archive, "config", "filter.maiuscole.smudge", "tr A-Z a-z")
    (archive / ".gitattributes").write_text(
        "data/verbali/** filter=maiuscole\ndata/enti/* text eol=crlf\n", encoding="ascii"
    )
    commit(archive, "attributi")
    for number in range(2):
        text = b"odg: []\n# %d\n" % number
        assert write(archive, {NUOVO: text, ENTE: CONTENT + text}).avvisi == ()
        assert (archive / NUOVO).read_bytes() == text
        assert git(archive, "show", f"HEAD:{NUOVO}") == text.decode().upper().strip()
        assert status(archive) == []


def test_a_refused_commit_keeps_what_a_hook_had_made_of_the_files(archive: Path) -> None:
    hook(archive, "pre-commit", f"echo rotto >> {ENTE}; exit 1")
    before = (archive / ENTE).read_bytes()
    with pytest.raises(CommitRefused, match="ciò che c'era è tenuto in «"):
        write(archive, {ENTE: CONTENT})
    assert (archive / ENTE).read_bytes() == before
    kept = list((archive / ".git/rete/da-parte").rglob("*.yaml"))
    assert [file.read_bytes() for file in kept] == [CONTENT + b"rotto\nrotto\n"]


def test_what_is_put_aside_never_takes_the_place_of_what_is_there(archive: Path) -> None:
    attached = "data/allegati/2024-01-15-stipula"
    files = {f"{attached}/a_b.txt": b"uno\n", f"{attached}/a/b.txt": b"due\n"}
    hook(archive, "pre-commit", f"{EACH} echo rotto >> $f; done; exit 1")
    for _ in range(2):
        with pytest.raises(CommitRefused, match="ciò che c'era è tenuto in «"):
            write(archive, dict(files))
        hook(archive, "pre-commit", f"{EACH} echo guasto >> $f; done; exit 1")
    kept = list((archive / ".git/rete/da-parte").rglob("*.txt"))
    assert sorted(file.read_bytes().split(b"\n")[0] for file in kept) == [b"due"] * 2 + [b"uno"] * 2
    assert len({file.read_bytes() for file in kept}) == 4


# --- a hook that had no time to end ---


def test_what_a_hook_had_made_of_a_file_does_not_stop_who_comes_after_a_crash(
    archive: Path,
) -> None:
    """The file changed while the commit was being made: it is the hook's, and begun again."""
    hook(archive, "pre-commit", f"{EACH} {FORMAT}; git add $f; done; kill -9 $PPID $(cat .git/chi)")
    died(archive, {ENTE: CONTENT})
    hook(archive, "pre-commit", STAGING["formats and stages"])
    told = Journal(archive).recover(reading=False)
    assert told[-1].startswith("ho completato")
    assert (archive / ENTE).read_bytes() == FORMATTED
    assert status(archive) == []


def test_what_somebody_wrote_after_a_crash_is_never_overwritten(archive: Path) -> None:
    hook(archive, "pre-commit", "kill -9 $PPID $(cat .git/chi)")
    died(archive, {ENTE: CONTENT})
    (archive / ".git/hooks/pre-commit").unlink()
    mine = b"denominazione: Mia\n"
    time.sleep(0.3)
    (archive / ENTE).write_bytes(mine)
    with pytest.raises(Stuck, match="nel frattempo è cambiato il contenuto"):
        Journal(archive).recover(reading=False)
    assert (archive / ENTE).read_bytes() == mine
