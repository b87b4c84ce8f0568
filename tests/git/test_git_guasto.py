"""Repositories that git cannot read, or that somebody's environment would hide: told apart."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from rete import git, git_call, git_content, git_place, git_write
from rete.errors import CannotTell, ReteError, known
from rete.revision import Revision
from rete.store import Folder
from tests.aiuti import archivio
from tests.aiuti.archivio import begin, commit, moment
from tests.aiuti.luoghi import CASES
from tests.aiuti.scrittura import in_the_hands_of_git, snapshot
from tests.conftest import Said
from tests.rules.test_casi_speciali import NOBODY, as_anybody

Rete = Callable[..., Said]
NOT_YET = "questo archivio git non ha ancora nessun commit"
REFERENTE = (
    "ente",
    "referente",
    "il-ponte",
    "--ruolo",
    "referente",
    "--carica",
    "x",
    "--dal",
    "2026-01-01",
    "--si",
)
PAST = ("stato", "--registro-del", "2024-05-01")


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = begin(tmp_path / "registro")
    shutil.copytree(CASES / "_base", root, dirs_exist_ok=True)
    commit(root, "registro")  # not a copy of one: each object must be a file of its own
    return root


def object_file(repository: Path, name: str) -> Path:
    identifier = archivio.git(repository, "rev-parse", name)
    file = repository / ".git" / "objects" / identifier[:2] / identifier[2:]
    file.chmod(0o644)
    return file


def lose(name: str) -> Callable[[Path], object]:
    return lambda repository: object_file(repository, name).unlink()


def spoil(name: str) -> Callable[[Path], object]:
    return lambda repository: object_file(repository, name).write_bytes(b"guasto")


def put(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda repository: (repository / ".git" / name).write_bytes(content)


def in_place_of_git(content: str | None) -> Callable[[Path], object]:
    def change(repository: Path) -> None:
        shutil.rmtree(repository / ".git")
        if content is None:
            (repository / ".git").mkdir()
        else:
            (repository / ".git").write_text(content, encoding="utf-8")

    return change


IN_ITS_FOLDER = {
    "no HEAD": lambda repository: (repository / ".git/HEAD").unlink(),
    "HEAD of zeros": put("HEAD", bytes(41)),
    "HEAD of words": put("HEAD", b"boh\n"),
    "no objects": lambda repository: shutil.rmtree(repository / ".git/objects"),
    "a worktree that was moved": in_place_of_git("gitdir: /non/esiste\n"),
    "a file of words": in_place_of_git("boh\n"),
    "an empty folder": in_place_of_git(None),
}
IN_ITS_HISTORY = {
    "last commit lost": lose("HEAD"),
    "last commit spoilt": spoil("HEAD"),
    "branch of zeros": put("refs/heads/main", bytes(41)),
    "empty branch": put("refs/heads/main", b""),
    "detached at nothing": put("HEAD", b"1" * 40 + b"\n"),
    "broken packed references": put("packed-refs", b"boh\n"),
}


@pytest.mark.parametrize("what", [*IN_ITS_FOLDER, *IN_ITS_HISTORY])
def test_a_damaged_repository_is_told_and_files_are_read_all_the_same(
    repository: Path, rete: Rete, what: str
) -> None:
    if what == "detached at nothing":
        archivio.git(repository, "branch", "-q", "-m", "main", "altro")
    {**IN_ITS_FOLDER, **IN_ITS_HISTORY}[what](repository)
    for arguments in (PAST, ("annulla",), ("annulla", "ultima", "--si")):
        said = rete(*arguments, folder=repository)
        assert said.code == 3, said
        assert "l'archivio git è danneggiato (git dice: «" in said.err, said.err
        assert "esegui «git fsck»" in said.err
    assert rete("stato", folder=repository).code == 0
    assert rete("controlla", folder=repository).code == 0


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("[non chiusa\n", "le impostazioni di git hanno un errore (git dice: «"),
        ("[core]\nabbrev = molte\n", "le impostazioni di git hanno un errore (git dice: «"),
        ("[core]\ncompression = 99\n", "le impostazioni di git hanno un errore (git dice: «"),
        ("[core]\nattributesFile\n", "le impostazioni di git hanno un errore (git dice: «"),
        ("[include]\npath = config\n", "le impostazioni di git hanno un errore (git dice: «"),
        ('[remote "origin"]\npromisor = boh\n[core]\nquotePath = boh\n', "hanno un errore"),
        ("[core]\nrepositoryFormatVersion = 9\n", "installa un git più recente"),
        ("[core]\nrepositoryFormatVersion = 1\n[extensions]\nnuova = 1\n", "git più recente"),
    ],
)
def test_what_is_wrong_with_the_settings_is_no_damage_to_the_repository(
    repository: Path, rete: Rete, line: str, why: str
) -> None:
    with (repository / ".git/config").open("a", encoding="ascii") as file:
        file.write(line)
    for arguments in (PAST, ("annulla",), ("ente", "chiudi", "il-ponte", "--si")):
        said = rete(*arguments, folder=repository)
        assert said.code == 3, said
        assert why in said.err
        assert "danneggiato" not in said.err
    assert rete("stato", folder=repository).code == 0


@pytest.mark.parametrize(
    "line",
    [
        "[core]\nsharedRepository = 0100\n",
        "[core]\ncommitGraph = boh\n",
        "[commit]\ngpgSign = boh\n",
        "[core]\nexcludesFile = .\n",
        '[remote "origin"]\npromisor = boh\n',
    ],
)
def test_settings_that_only_a_writing_git_reads_are_told_as_settings(
    repository: Path, rete: Rete, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    in_the_hands_of_git(monkeypatch)
    before = snapshot(repository)
    with (repository / ".git/config").open("a", encoding="ascii") as file:
        file.write(line)
    said = rete(*REFERENTE, folder=repository)
    assert said.code == 3, said
    assert "le impostazioni di git hanno un errore (git dice: «fatal: " in said.err
    assert snapshot(repository) == before
    assert not (repository / ".git/rete/pronta").exists()


def test_how_the_history_is_usually_shown_does_not_count(repository: Path, rete: Rete) -> None:
    archivio.git(repository, "config", "format.pretty", "boh")
    assert rete("annulla", folder=repository).code == 0


@pytest.mark.parametrize(
    ("setting", "why"),
    [
        ("GIT_CONFIG_GLOBAL=.", "«warning: unable to access '.': Is a directory»): correggilo"),
        ("GIT_CONFIG_COUNT=1", "correggi o togli la variabile d'ambiente GIT_CONFIG_KEY_0"),
        ("GIT_CONFIG_COUNT=boh", "correggi o togli la variabile d'ambiente GIT_CONFIG_COUNT"),
        ("GIT_CONFIG_NOSYSTEM=boh", "la variabile d'ambiente GIT_CONFIG_NOSYSTEM"),
    ],
)
def test_settings_that_cannot_be_read_at_all_are_named(
    repository: Path, rete: Rete, monkeypatch: pytest.MonkeyPatch, setting: str, why: str
) -> None:
    monkeypatch.setenv(*setting.split("=", 1))
    for arguments in (PAST, ("annulla",), REFERENTE):
        said = rete(*arguments, folder=repository)
        assert said.code == 3, said
        assert why in said.err
        assert "danneggiato" not in said.err


def test_a_repository_said_to_have_no_files_is_told_with_what_mends_it(
    repository: Path, rete: Rete, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_hands_of_git(monkeypatch)
    assert rete(*REFERENTE, folder=repository).code == 0
    archivio.git(repository, "config", "core.bare", "true")
    before = snapshot(repository)
    for arguments in (("annulla", "ultima", "--si"), (*REFERENTE, "--carica", "y")):
        said = rete(*arguments, folder=repository)
        assert said.code == 3, said
        assert "«git config core.bare false»" in said.err
        assert snapshot(repository) == before
    archivio.git(repository, "config", "core.bare", "false")
    assert rete("annulla", "ultima", "--si", folder=repository).code == 0


def test_objects_kept_in_a_folder_that_has_gone_are_told_with_where_it_was(
    repository: Path, rete: Rete, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    archivio.git(tmp_path, "clone", "-q", "--shared", str(repository), str(clone))
    repository.rename(tmp_path / "via")
    for arguments in (PAST, ("annulla",), ("annulla", "ultima", "--si")):
        said = rete(*arguments, folder=clone)
        assert said.code == 3, said
        assert f"«{repository}/.git/objects», che non c'è" in said.err
        assert "danneggiato" not in said.err
    (tmp_path / "via").rename(repository)
    assert rete("annulla", folder=clone).code == 0


@pytest.fixture
def of_anybody(repository: Path) -> Iterator[Path]:
    """The repository in a folder where every user may look, of a user who is not root."""
    folder = Path(tempfile.mkdtemp()).resolve()
    folder.chmod(0o755)
    shutil.copytree(repository, folder, dirs_exist_ok=True)
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name == "nt", reason="permits by number")
@pytest.mark.parametrize(
    "name", ["HEAD", "config", "index", "refs/heads/main", "refs/heads", "objects"]
)
def test_a_repository_that_may_not_be_read_is_not_called_damaged(
    repository: Path, of_anybody: Path, rete: Rete, name: str
) -> None:
    command = "controlla" if name == "index" else "annulla"
    rete(command, folder=repository)  # all that it imports, which nobody else may read
    closed = of_anybody / ".git" / name
    mode = closed.stat().st_mode
    closed.chmod(0)
    try:
        with as_anybody():
            said = rete(command, folder=of_anybody)
    finally:
        closed.chmod(mode)
    assert said.code == 3, said
    assert f"mancano i permessi su «{closed}»" in said.err
    assert "git clone" not in said.err


def test_nothing_is_written_where_git_could_not_commit_it(repository: Path, rete: Rete) -> None:
    put("HEAD", b"boh\n")(repository)
    before = Folder(repository).paths()
    said = rete("ente", "modifica", "il-ponte", "--si", folder=repository)
    assert said.code == 3
    assert "l'archivio git è danneggiato" in said.err
    assert Folder(repository).paths() == before


@pytest.mark.parametrize(
    "lost", ["HEAD^{tree}", "HEAD:data", "HEAD:data/patto.yaml", "HEAD:data/enti/il-ponte.yaml"]
)
@pytest.mark.parametrize("how", [lose, spoil])
def test_a_lost_piece_of_the_past_is_told(
    repository: Path, rete: Rete, lost: str, how: Callable[[str], Callable[[Path], object]]
) -> None:
    how(lost)(repository)
    said = rete("ente", "elenca", "--registro-del", "2024-05-01", folder=repository)
    assert said.code == 3
    assert said.out == ""
    assert "l'archivio git è danneggiato" in said.err


def test_a_content_that_never_answers_is_not_waited_for_for_ever(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_content, "_LONG_ENOUGH", 1.0)
    name = archivio.git(repository, "rev-parse", "HEAD:data/patto.yaml")
    file = object_file(repository, name)
    file.unlink()
    os.mkfifo(file)
    with git_content.Blobs(repository) as blobs:
        said = blobs.content(name)
    assert isinstance(said, CannotTell)
    assert "git non ha risposto entro 1 secondi" in said.why


def test_a_history_that_breaks_off_is_not_one_that_began_later(
    repository: Path, rete: Rete
) -> None:
    commit(repository, "dopo", moment("2024-09-01 10:00"))
    lose("HEAD~1")(repository)
    said = rete(*PAST, folder=repository)
    assert said.code == 3
    assert "non esisteva ancora" not in said.err
    assert "l'archivio git è danneggiato" in said.err


def test_a_lost_main_branch_is_not_replaced_by_another(repository: Path) -> None:
    archivio.git(repository, "checkout", "-q", "-b", "altro")
    commit(repository, "altro")
    lose("main")(repository)
    for wanted in (None, "main"):
        with pytest.raises(ReteError, match="l'archivio git è danneggiato"):
            git.main_branch(repository, wanted)
    with pytest.raises(ReteError, match=r"il ramo «1{40}» non esiste"):
        git.main_branch(repository, "1" * 40)


def test_a_repository_that_has_not_begun_is_sound(tmp_path: Path, register: Path) -> None:
    begin(register)
    assert git.head(register) is None
    with pytest.raises(ReteError, match=NOT_YET):
        git.main_branch(register)
    state = git_write.state(register)
    assert state is not None
    assert (state.head, state.branch) == (None, "main")


def test_a_branch_that_has_not_begun_is_sound(repository: Path) -> None:
    archivio.git(repository, "checkout", "-q", "--orphan", "nuovo")
    assert git.head(repository) is None
    assert git.main_branch(repository) == "refs/heads/main"


def test_a_register_outside_git_is_told_as_such(register: Path, rete: Rete) -> None:
    said = rete(*PAST, folder=register)
    assert said.code == 3
    assert "non è in un archivio git" in said.err
    assert "questo registro non è in git" in rete("annulla", folder=register).err


def test_a_sound_repository_out_of_bounds_is_none(
    tmp_path: Path, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert git_write.place(register) is None
    with pytest.raises(ReteError, match="non è in un archivio git"):
        known(git_place.required(register))


def test_a_repository_whose_files_are_elsewhere_is_told(
    repository: Path, rete: Rete, tmp_path: Path
) -> None:
    (tmp_path / "altrove").mkdir()
    archivio.git(repository, "config", "core.worktree", str(tmp_path / "altrove"))
    said = rete(*PAST, folder=repository)
    assert said.code == 3
    assert "core.worktree" in said.err


# --- the environment ---


@pytest.mark.parametrize(
    "name",
    [
        *("GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"),
        *("GIT_OBJECT_DIRECTORY", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE"),
    ],
)
def test_a_place_in_the_environment_is_not_the_one_asked_about(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    first = archivio.git(repository, "rev-parse", "HEAD")
    last = commit(repository, "dopo", moment("2024-05-01 10:00"))
    (tmp_path / "altro").write_text(f"{last}\n", encoding="ascii")
    monkeypatch.setenv(name, str(tmp_path / "altro"))
    answers_as_ever(repository, first, last)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_GLOB_PATHSPECS", "1"),
        ("GIT_ICASE_PATHSPECS", "1"),
        ("GIT_CONFIG_PARAMETERS", "guasto"),
        ("GIT_INTERNAL_SUPER_PREFIX", "sotto/"),
    ],
)
def test_a_manner_in_the_environment_is_not_ours(
    repository: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    first = archivio.git(repository, "rev-parse", "HEAD")
    last = commit(repository, "dopo", moment("2024-05-01 10:00"))
    monkeypatch.setenv(name, value)
    answers_as_ever(repository, first, last)


def answers_as_ever(repository: Path, first: str, last: str) -> None:
    assert known(git_place.required(repository)).top == repository.resolve()
    assert git.commit_of_day(repository, date(2024, 4, 30)) == first
    assert git.commit_of_day(repository, date(2024, 5, 1)) == last
    with closing(Revision(repository, first)) as store:
        folder = Folder(repository)
        assert {path: store.read(path) for path in store.paths()} == {
            path: folder.read(path) for path in folder.paths()
        }
    assert git_write.uncommitted(repository, ["data/patto.yaml"]) == ()
    state = git_write.state(repository)
    assert state is not None
    assert state.head == last


def test_settings_that_the_user_gives_to_every_git_stay(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.name")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "Segreteria di Roccaverde")
    assert git.ask(repository, "config", "user.name") == "Segreteria di Roccaverde"
    assert git_call.call(repository, "config", "user.name").stdout.startswith(b"Segreteria di")
