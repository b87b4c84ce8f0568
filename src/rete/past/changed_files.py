"""What single commits changed in the files of a register, by the ids of their contents."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rete import git, git_content
from rete.errors import CannotTell, Unanswered, answers
from rete.past.log import Commit
from rete.records import frozen

DATA = "data"
_PLAIN = ("100644", "100755")
_NOTHING = "000000"
_LARGEST = 200 * 10**6
_AT_ONCE = 400
"""Commits asked about in one question: command lines are not endless."""


@frozen
class Blob:
    """One content of a file: its mode and its id."""

    mode: str
    id: str

    @property
    def is_plain(self) -> bool:
        """A file, and neither a link nor another repository."""
        return self.mode in _PLAIN


@frozen
class Changed:
    """What one commit made of a file: the content before and after, None where there was none."""

    path: str
    before: Blob | None
    after: Blob | None


Changes = tuple[Changed, ...]
"""In the order of their paths, which begin at the register's folder."""


class Differences:
    """The changes of commits, each asked for once; what is before the first one cannot be told."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Changes | CannotTell] = {}

    def of(self, commit: Commit) -> Changes | CannotTell:
        self.learn([commit])
        return self._known[commit.id]

    def learn(self, commits: Iterable[Commit]) -> None:
        """Ask about many in few questions."""
        wanted = {c.id: c for c in commits if c.id not in self._known}
        for commit in [c for c in wanted.values() if not c.parents]:
            # Of a commit whose parents were left behind git would say that it added all there is.
            earlier = git.parent(self._folder, commit.id)
            if isinstance(earlier, CannotTell):
                self._known[commit.id] = earlier
                del wanted[commit.id]
        for names in git.batched(list(wanted), _AT_ONCE):
            changes = self._asked(names)
            if isinstance(changes, CannotTell):
                changes = dict.fromkeys(names, changes)
            self._known |= changes

    @answers
    def _asked(self, names: Sequence[str]) -> Mapping[str, Changes | CannotTell]:
        words = ["log", "--no-walk=unsorted", "-z", "--raw", "--no-abbrev", "--no-renames"]
        # Of a merge: what it brought to the branch that it was made on.
        words += ["--root", "-m", "--first-parent", "--relative", "--format=%x01%H"]
        said = git.told(self._folder, *words, "--end-of-options", *names, "--", DATA)
        found: dict[str, list[Changed]] = {name: [] for name in names}
        for name, changed in _entries(os.fsdecode(said)):
            found[name].append(changed)
        return {name: tuple(some) for name, some in found.items()}

    def is_reverse(self, one: Commit, other: Commit) -> bool:
        """Whether one takes back line by line what the other did, where else files may differ."""
        mine, theirs = self._lines(one, "-R"), self._lines(other)
        return not isinstance(mine, CannotTell) and bool(mine) and mine == theirs

    @answers
    def _lines(self, commit: Commit, *options: str) -> list[bytes]:
        """The lines that a commit adds and takes, under the names of their files."""
        words = ["diff-tree", "-p", "-U0", "-r", "--root", "--no-commit-id", "--no-renames"]
        words += ["--no-ext-diff", "--no-textconv", "--no-color", "--full-index", "--relative"]
        # Turned round, git exchanges the two prefixes: they are the same.
        words += ["--text", "--src-prefix=x/", "--dst-prefix=x/", *options]
        said = git.told(self._folder, *words, "--end-of-options", commit.id, "--", DATA)
        return [line for line in said.split(b"\n") if line.startswith((b"+", b"-", b"diff"))]


def _entries(said: str) -> Iterator[tuple[str, Changed]]:
    """`\\x01<commit>`, then for each file `:<modes and ids>` and its path, all ended by NUL."""
    commit = ""
    fields = iter(said.split("\0"))
    for field in fields:
        text = field.lstrip("\n")
        if text.startswith("\x01"):
            commit = text[1:]
        elif text.startswith(":"):
            old_mode, new_mode, old, new, _status = text[1:].split()
            yield (
                commit,
                Changed(path=next(fields), before=_blob(old_mode, old), after=_blob(new_mode, new)),
            )


def _blob(mode: str, identifier: str) -> Blob | None:
    return None if mode == _NOTHING else Blob(mode=mode, id=identifier)


def at_head(folder: Path, paths: Sequence[str]) -> Mapping[str, Blob | None]:
    """What the last commit has of these files; ReteError."""
    found: dict[str, Blob | None] = dict.fromkeys(paths)
    for some in git.batched(paths):
        for entry in git_content.entries(folder, "--end-of-options", "HEAD", *some):
            found[entry.path] = Blob(mode=entry.mode, id=entry.blob)
    return found


def contents(folder: Path, blobs: Iterable[Blob | None]) -> Mapping[Blob | None, bytes | None]:
    """The bytes of some contents that the history has: all of them, or ReteError."""
    wanted = [blob for blob in blobs if blob is not None]
    _require_small(folder, wanted)
    with git_content.Blobs(folder) as batch:
        return {None: None, **{blob: batch.read(blob.id) for blob in wanted}}


def _require_small(folder: Path, blobs: Sequence[Blob]) -> None:
    """These contents can be read into memory; ReteError."""
    names = "".join(f"{blob.id}\n" for blob in blobs).encode("ascii")
    said = git.told(folder, "cat-file", "--batch-check=%(objectsize)", stdin=names)
    # What is missing has no size: who reads it tells why.
    size = sum(int(size) for size in said.split(b"\n") if size.isdigit())
    if size > _LARGEST:
        raise Unanswered(
            CannotTell(
                f"quel commit ha cambiato file per {size // 10**6} MB, troppi per rimetterli a "
                "posto con rete: si annulla con «git revert»"
            )
        )


@answers
def later(folder: Path, commit: Commit, paths: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Which commits of this branch touched these files since: their ids, the newest first."""
    # -c: of a merge only what it changed itself, the rest is in the commits that it brings.
    words = ("log", "-z", "-c", "--format=%x01%H", "--name-only", "--no-renames", "--relative")
    said = git.told(
        folder, *words, "--end-of-options", f"{commit.id}..HEAD", "--", *sorted(set(paths))
    )
    found: dict[str, list[str]] = {}
    for field in os.fsdecode(said).split("\0"):
        text = field.lstrip("\n")
        if text.startswith("\x01"):
            found[name := text[1:]] = []
        elif text:
            found[name].append(text)
    return {commit: tuple(files) for commit, files in found.items() if files}


def files_changed(folder: Path, commit: Commit) -> int:
    """How many files a commit changed in the whole repository; ReteError."""
    words = ("diff-tree", "-r", "-z", "--root", "--no-commit-id", "--name-only", "--no-renames")
    earlier = commit.parents[:1]
    said = git.told(folder, *words, "--no-relative", "--end-of-options", *earlier, commit.id)
    return said.count(b"\0")
