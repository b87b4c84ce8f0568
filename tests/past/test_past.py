"""The operations in a history: which, under which codes, what took them back; with real git."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from rete import git_process
from rete.errors import known
from rete.past import History, NotACode, Past, changed_files
from tests.aiuti.archivio import begin, commit, git

A, B = "data/a.yaml", "data/b.yaml"
FIRST, SECOND, THIRD = "aaaaa1111111", "bbbbb2222222", "ccccc3333333"


pytestmark = pytest.mark.usefixtures("segreteria")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = begin(tmp_path / "archivio")
    write(root, a="0\n", b="0\n")
    commit(root, "registro")
    return root


def write(root: Path, **files: str | None) -> None:
    (root / "data").mkdir(exist_ok=True, parents=True)
    for name, text in files.items():
        path = root / f"data/{name}.yaml"
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")


def words(identifier: str, undoes: str | None = None) -> str:
    """The message of an operation."""
    if undoes is None:
        return f"Fatto {identifier}\n\nComando: prova\nOperazione: {identifier}\n"
    return (
        f"Annulla: {undoes}\n\nComando: annulla\nRiferimento: {undoes}\nOperazione: {identifier}\n"
    )


def did(
    root: Path, identifier: str, undoes: str | None = None, day: int = 1, **files: str | None
) -> str:
    """An operation that wrote these files."""
    write(root, **files)
    return commit(root, words(identifier, undoes), f"2026-06-{day:02}T10:00Z")


def listed(root: Path) -> list[str]:
    return [past.codice for past in History(root).here()]


def the(root: Path, code: str) -> tuple[History, Past]:
    history = History(root)
    (found,) = {past.commit.id: past for past, _ in history.meant_by(code)}.values()
    return history, found


def state(root: Path, code: str) -> str:
    """What took an operation back, or brought it back, by the first line of its message."""
    history, past = the(root, code)
    if undone := history.marks.of(past):
        return f"{undone.proof.value} by {undone.by.message.titolo}"
    by = history.marks.restoring(past)
    return f"restored by {by.message.titolo}" if by else "in effect"


# --- which ---


def test_operations_are_listed_newest_first_with_their_files(archive: Path) -> None:
    first = did(archive, FIRST, a="1\n")
    commit(archive, "a mano\n\nParlo di\nOperazione: finta\n\ne altro")
    second = did(archive, SECOND, a="2\n", b="2\n")
    history = History(archive)
    found = [(p.commit.id, p.codice, [c.path for c in history.changes(p)]) for p in history.here()]  # type: ignore[union-attr]
    assert found == [(second, "op-bbbbb", [A, B]), (first, "op-aaaaa", [A])]
    assert [past.quando.isoformat() for past in history.found if past.quando] == [
        "2026-06-01T10:00:00+00:00"
    ] * 2


def test_files_are_named_from_the_folder_of_the_register(archive: Path) -> None:
    did(archive / "rete", FIRST, a="1\n")
    history = History(archive / "rete")
    assert [changed.path for changed in history.changes(history.found[0])] == [A]  # type: ignore[union-attr]


def test_what_another_register_did_in_the_same_repository_is_not_listed(archive: Path) -> None:
    did(archive, FIRST, a="1\n")
    did(archive / "rete", SECOND, a="1\n")
    assert listed(archive) == ["op-aaaaa"]
    assert listed(archive / "rete") == ["op-bbbbb"]


def test_before_the_first_commit_there_are_no_operations(tmp_path: Path) -> None:
    assert listed(begin(tmp_path / "nuovo")) == []


@pytest.mark.parametrize("seconds", ["-1", "0", "99999999999999999"])
def test_a_commit_of_no_day_that_exists_is_listed_all_the_same(archive: Path, seconds: str) -> None:
    write(archive, a="1\n")
    git(archive, "add", "-A")
    tree = git(archive, "write-tree")
    raw = (
        f"tree {tree}\nparent {git(archive, 'rev-parse', 'HEAD')}\n"
        f"author S <s@x> {seconds} +0000\ncommitter S <s@x> {seconds} +9999\n\n{words(FIRST)}"
    )
    (archive / "raw").write_text(raw)
    made = git(archive, "hash-object", "-t", "commit", "-w", "--literally", "raw")
    git(archive, "update-ref", "refs/heads/main", made)
    assert listed(archive) == ["op-aaaaa"]


# --- codes ---


def test_a_code_is_as_long_as_it_takes_to_tell_it_from_all_others(archive: Path) -> None:
    did(archive, "aaaaa1111111", a="1\n")
    assert listed(archive) == ["op-aaaaa"]
    did(archive, "aaaaa1222222", a="2\n")
    did(archive, "ccccc1222222", a="3\n")
    assert listed(archive) == ["op-ccccc", "op-aaaaa12", "op-aaaaa11"]
    meant = [code for _, code in History(archive).meant_by("op-aaaaa")]
    assert meant == ["op-aaaaa12", "op-aaaaa11"]


def test_every_code_shown_means_one_operation_also_where_ids_are_not_digits(archive: Path) -> None:
    names = ["uno", "due", "2026-06-01-prova", "2026-06-01", "Maiuscolo", "maiuscolo", "abcde", "a"]
    for number, name in enumerate([*names, "abcdef123456"]):
        did(archive, name, a=f"{number}\n", day=number + 1)
    history = History(archive)
    for past in history.found:
        for shown in (past.codici[0], past.codici[0].upper(), f" {past.codici[0]} "):
            assert [one.commit.id for one, _ in history.meant_by(shown)] == [past.commit.id]


def test_an_id_cut_short_does_not_take_the_code_of_another(archive: Path) -> None:
    did(archive, FIRST, a="1\n")
    forged = did(archive, FIRST[:5], b="1\n")
    assert listed(archive) == [f"op-aaaaa+{forged[:7]}", "op-aaaaa1"]
    assert len(History(archive).meant_by("op-aaaaa")) == 2


def test_one_id_on_two_commits_that_did_different_things_needs_the_commit(archive: Path) -> None:
    true = did(archive, FIRST, a="1\n")
    forged = did(archive, FIRST, b="1\n")
    assert listed(archive) == [f"op-aaaaa+{forged[:7]}", f"op-aaaaa+{true[:7]}"]
    assert len(History(archive).meant_by("op-aaaaa")) == 2


def test_a_copy_that_did_the_same_is_the_same_operation(archive: Path) -> None:
    git(archive, "switch", "-q", "-c", "lavoro")
    made = did(archive, FIRST, a="1\n")
    git(archive, "switch", "-q", "main")
    did(archive, SECOND, b="1\n")
    git(archive, "cherry-pick", "-x", made)
    assert listed(archive) == ["op-aaaaa", "op-bbbbb"]
    git(archive, "merge", "-q", "--no-ff", "-m", "unione", "lavoro")
    assert sorted(listed(archive)) == ["op-aaaaa", "op-bbbbb"]
    _, past = the(archive, "op-aaaaa")
    assert len(past.commits) == 2


def test_two_operations_in_one_commit_are_one_entry_and_either_code_finds_it(
    archive: Path,
) -> None:
    write(archive, a="1\n", b="1\n")
    made = commit(archive, f"Due cose (#1)\n\n* {words(FIRST)}\n* {words(SECOND)}")
    assert listed(archive) == ["op-aaaaa, op-bbbbb"]
    for code in ("op-aaaaa", "op-bbbbb"):
        assert the(archive, code)[1].commit.id == made


def test_a_merge_that_repeats_the_messages_it_brings_is_not_those_operations_again(
    archive: Path,
) -> None:
    git(archive, "switch", "-q", "-c", "lavoro")
    made = did(archive, FIRST, a="1\n")
    git(archive, "switch", "-q", "main")
    git(archive, "merge", "-q", "--no-ff", "-m", f"Unione\n\n{words(FIRST)}", "lavoro")
    assert listed(archive) == ["op-aaaaa"]
    assert the(archive, "op-aaaaa")[1].commit.id == made


def test_a_merge_alone_in_naming_an_operation_is_what_it_brought(archive: Path) -> None:
    git(archive, "switch", "-q", "-c", "lavoro")
    write(archive, a="1\n")
    commit(archive, "senza nome")
    git(archive, "switch", "-q", "main")
    git(archive, "merge", "-q", "--no-ff", "-m", f"Unione\n\n{words(FIRST)}", "lavoro")
    history, past = the(archive, "op-aaaaa")
    assert [changed.path for changed in history.changes(past)] == [A]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        *(("log.diffMerges", value) for value in ("combined", "dense-combined", "remerge", "off")),
        ("log.follow", "true"),
        ("i18n.logOutputEncoding", "UTF-16"),
        ("diff.orderFile", "non-c-e"),
        ("mailmap.file", "coda"),
    ],
)
def test_how_somebody_likes_to_be_shown_a_history_changes_nothing_of_it(
    archive: Path, setting: str, value: str
) -> None:
    did(archive, SECOND, b="1\n")
    git(archive, "switch", "-q", "-c", "lavoro")
    write(archive, a="1\n")
    commit(archive, "senza nome")
    git(archive, "switch", "-q", "main")
    git(archive, "merge", "-q", "--no-ff", "-m", f"Unione\n\n{words(FIRST)}", "lavoro")
    git(archive, "revert", "-m", "1", "--no-edit", "HEAD")
    os.mkfifo(archive / "coda")
    git(archive, "config", setting, value)
    history, past = the(archive, "op-aaaaa")
    assert [changed.path for changed in history.changes(past)] == [A]  # type: ignore[union-attr]
    assert state(archive, "op-aaaaa").startswith("proven by Revert")
    since = known(changed_files.later(archive, the(archive, "op-bbbbb")[1].commit, [A]))
    assert {path for files in since.values() for path in files} == {A}


@pytest.mark.parametrize("typed", ["1", "op-", "op", "", "op-a a", "op-\x1b[31m", "3f2a1", "-1"])
def test_what_is_no_code_is_told_from_a_code_that_means_nothing(archive: Path, typed: str) -> None:
    did(archive, FIRST, a="1\n")
    with pytest.raises(NotACode):
        History(archive).meant_by(typed)
    assert History(archive).meant_by("op-99999") == ()
    assert History(archive).meant_by("op-aaaa") == ()


# --- undone ---


def test_an_undo_marks_what_it_took_back_and_its_own_undo_takes_the_mark_away(
    archive: Path,
) -> None:
    did(archive, FIRST, a="1\n")
    assert state(archive, "op-aaaaa") == "in effect"
    did(archive, SECOND, undoes=f"operazione/{FIRST}", a="0\n")
    assert state(archive, "op-aaaaa") == f"proven by Annulla: operazione/{FIRST}"
    did(archive, THIRD, undoes=f"operazione/{SECOND}", a="1\n")
    assert state(archive, "op-bbbbb") == f"proven by Annulla: operazione/{SECOND}"
    assert state(archive, "op-aaaaa") == f"restored by Annulla: operazione/{SECOND}"
    did(archive, "ddddd", undoes=f"operazione/{THIRD}", a="0\n")
    assert state(archive, "op-aaaaa") == f"proven by Annulla: operazione/{FIRST}"


def test_an_undo_of_before_that_names_the_commit_marks_it_too(archive: Path) -> None:
    made = did(archive, FIRST, a="1\n")
    did(archive, SECOND, undoes=f"commit/{made}", a="0\n")
    assert state(archive, "op-aaaaa").startswith("proven by")


def test_a_plain_revert_is_an_undo(archive: Path) -> None:
    made = did(archive, FIRST, a="1\n")
    git(archive, "revert", "--no-edit", made)
    assert state(archive, "op-aaaaa") == f'proven by Revert "Fatto {FIRST}"'
    git(archive, "revert", "--no-edit", "HEAD")
    assert state(archive, "op-aaaaa").startswith("restored by Re")


def test_a_plain_revert_is_an_undo_also_where_the_file_has_changed_elsewhere(
    archive: Path,
) -> None:
    lines = [f"{number}\n" for number in range(40)]
    write(archive, a="".join(lines))
    commit(archive, "lunga")
    made = did(archive, FIRST, a="".join(["primo\n", *lines[1:]]))
    did(archive, SECOND, a="".join(["primo\n", *lines[1:-1], "ultimo\n"]))
    git(archive, "revert", "--no-edit", made)
    assert state(archive, "op-aaaaa").startswith("proven by Revert")
    assert state(archive, "op-bbbbb") == "in effect"


def test_the_revert_of_a_merge_takes_back_what_it_brought(archive: Path) -> None:
    did(archive, SECOND, b="1\n")
    git(archive, "switch", "-q", "-c", "lavoro")
    did(archive, FIRST, a="1\n")
    git(archive, "switch", "-q", "main")
    git(archive, "merge", "-q", "--no-ff", "-m", "unione", "lavoro")
    git(archive, "revert", "--no-edit", "-m", "1", "HEAD")
    assert state(archive, "op-aaaaa").startswith("proven by Revert")
    assert state(archive, "op-bbbbb") == "in effect"


def test_a_request_reverted_by_its_title_alone_is_found_where_the_files_say_so(
    archive: Path,
) -> None:
    did(archive, FIRST, a="1\n")
    write(archive, a="0\n")
    commit(archive, f'Revert "Fatto {FIRST}" (#14)\n\nReverts rete/registro#13')
    assert state(archive, "op-aaaaa").startswith("proven by Revert")


@pytest.mark.parametrize(
    "claim",
    [
        words(SECOND, undoes=f"operazione/{FIRST}"),
        'Revert "Fatto aaaaa1111111"\n\nThis reverts commit {made}.\n',
        f'Revert "Fatto {FIRST}"\n',
    ],
)
def test_a_claim_that_the_files_belie_marks_nothing(archive: Path, claim: str) -> None:
    made = did(archive, FIRST, a="1\n")
    write(archive, b="altro\n")
    commit(archive, claim.format(made=made))
    assert state(archive, "op-aaaaa") == "in effect"


def test_a_claim_that_the_files_do_not_prove_is_told_as_a_claim(archive: Path) -> None:
    did(archive, FIRST, a="1\n")
    did(archive, SECOND, undoes=f"operazione/{FIRST}", a="altro\n")
    assert state(archive, "op-aaaaa") == f"claimed by Annulla: operazione/{FIRST}"
    assert not History(archive).is_undone(the(archive, "op-aaaaa")[1])


def test_an_undo_on_one_branch_does_not_mark_the_copy_on_the_other(archive: Path) -> None:
    made = did(archive, FIRST, a="1\n")
    git(archive, "switch", "-q", "-c", "lavoro", f"{made}^")
    did(archive, SECOND, b="1\n")
    git(archive, "cherry-pick", made)
    git(archive, "switch", "-q", "main")
    did(archive, THIRD, undoes=f"operazione/{FIRST}", day=9, a="0\n")
    assert state(archive, "op-aaaaa").startswith("proven")
    git(archive, "merge", "-q", "--no-ff", "-m", "unione", "lavoro")
    assert (archive / A).read_text() == "1\n"
    assert state(archive, "op-aaaaa") == "in effect"


# --- the last ---


def test_the_last_goes_further_back_each_time_and_forward_again(archive: Path) -> None:
    did(archive, FIRST, a="1\n")
    did(archive, SECOND, b="1\n")
    assert last(archive) == "op-bbbbb"
    did(archive, THIRD, undoes=f"operazione/{SECOND}", b="0\n")
    assert last(archive) == "op-aaaaa"
    did(archive, "ddddd", undoes=f"operazione/{THIRD}", b="1\n")
    assert last(archive) == "op-bbbbb"


def test_what_says_to_be_an_undo_without_being_one_is_the_last(archive: Path) -> None:
    did(archive, FIRST, a="1\n")
    did(archive, SECOND, undoes=f"operazione/{FIRST}", b="altro\n")
    assert last(archive) == "op-bbbbb"


def last(root: Path) -> str | None:
    past = History(root).last()
    return past.codice if past else None


def test_a_long_history_is_read_in_few_questions(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = 1500
    stream = [f"commit refs/heads/main\ncommitter S <s@x> {10**9} +0000\ndata 1\nx\n"]
    for number in range(many):
        message = words(f"{number:012x}")
        text = f"{number}\n"
        stream.append(
            f"commit refs/heads/main\ncommitter S <s@x> {10**9 + number} +0000\n"
            f"data {len(message)}\n{message}\nM 100644 inline {A}\ndata {len(text)}\n{text}\n"
        )
    (archive / "stream").write_text("".join(stream))
    fast_import(archive)
    asked = counted(monkeypatch)
    history = History(archive)
    assert len(list(history.here())) == many
    assert len(history.found[0].codici[0]) > len("op-00000")
    assert 0 < len(asked) < 200


def fast_import(archive: Path) -> None:
    git(archive, "-c", "alias.importa=!git fast-import --quiet --force < stream", "importa")


def counted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The questions that git is asked from now on."""
    asked: list[tuple[str, ...]] = []
    plain: Callable[..., object] = git_process.run

    def run(words: list[str], **settings: object) -> object:
        asked.append(tuple(words))
        return plain(words, **settings)

    monkeypatch.setattr(git_process, "run", run)
    return asked
