"""What single commits changed in the files of a register, by the ids of their contents."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rete import git, git_content
from rete.errors import CannotTell
from rete.past.log import Commit
from rete.records import dataclass

DATA = "data"
_PLAIN = ("100644", "100755")
_NOTHING = "000000"
_LARGEST = 200 * 10**6
_AT_ONCE = 400
"""Commits asked about in one question: command lines are not endless."""


@dataclass(frozen=True, kw_only=True)
class Blob:
    """One content of a file: its mode and its id."""

    mode: str
    id: str

    @property
    def is_plain(self) -> bool:
        """A file, and neither a link nor another repository."""
        return self.mode in _PLAIN


@dataclass(frozen=True, kw_only=True)
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
        roots = [c for c in wanted.values() if not c.parents]
        for commit in roots:
            cut = self._history_is_cut(commit)
            if cut is not None:
                self._known[commit.id] = cut
                del wanted[commit.id]
        names = list(wanted)
        for start in range(0, len(names), _AT_ONCE):
            self._known |= self._asked(names[start : start + _AT_ONCE])

    def _history_is_cut(self, commit: Commit) -> CannotTell | None:
        """Of a commit whose parents were left behind git would say that it added all there is."""
        earlier = git.parent(self._folder, commit.id)
        return earlier if isinstance(earlier, CannotTell) else None

    def _asked(self, names: Sequence[str]) -> dict[str, Changes | CannotTell]:
        words = ["log", "--no-walk=unsorted", "-z", "--raw", "--no-abbrev", "--no-renames"]
        # Of a merge: what it brought to the branch that it was made on.
        words += ["--root", "-m", "--first-parent", "--relative", "--format=%x01%H"]
        said = git.told(self._folder, *words, "--end-of-options", *names, "--", DATA)
        if isinstance(said, CannotTell):
            return dict.fromkeys(names, said)
        found: dict[str, list[Changed]] = {name: [] for name in names}
        for name, changed in _entries(os.fsdecode(said)):
            found[name].append(changed)
        return {name: tuple(some) for name, some in found.items()}

    def is_reverse(self, one: Commit, other: Commit) -> bool:
        """Whether one takes back line by line what the other did, where else files may differ."""
        mine, theirs = (self._lines(one, "-R"), self._lines(other))
        return mine is not None and bool(mine) and mine == theirs

    def _lines(self, commit: Commit, *options: str) -> list[bytes] | None:
        """The lines that a commit adds and takes, under the names of their files."""
        words = ["diff-tree", "-p", "-U0", "-r", "--root", "--no-commit-id", "--no-renames"]
        words += ["--no-ext-diff", "--no-textconv", "--no-color", "--full-index", "--relative"]
        # Turned round, git exchanges the two prefixes: they are the same.
        words += ["--text", "--src-prefix=x/", "--dst-prefix=x/", *options]
        said = git.told(self._folder, *words, "--end-of-options", commit.id, "--", DATA)
        if isinstance(said, CannotTell):
            return None
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


def at_head(folder: Path, paths: Iterable[str]) -> Mapping[str, Blob | None] | CannotTell:
    """What the last commit has of these files."""
    wanted = list(paths)
    found: dict[str, Blob | None] = dict.fromkeys(wanted)
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        said = git.told(folder, "ls-tree", "-z", "--end-of-options", "HEAD", *some)
        if isinstance(said, CannotTell):
            return said
        for entry in os.fsdecode(said).split("\0"):
            if entry:
                head, _, path = entry.partition("\t")
                mode, _kind, identifier = head.split()
                found[path] = Blob(mode=mode, id=identifier)
    return found


def contents(
    folder: Path, blobs: Iterable[Blob | None]
) -> Mapping[Blob | None, bytes | None] | CannotTell:
    """The bytes of some contents that the history has; all of them, or CannotTell."""
    wanted = [blob for blob in blobs if blob is not None]
    large = _too_large(folder, wanted)
    if large is not None:
        return large
    found: dict[Blob | None, bytes | None] = {None: None}
    with git_content.Blobs(folder) as batch:
        for blob in wanted:
            content = batch.content(blob.id)
            if isinstance(content, CannotTell):
                return content
            found[blob] = content
    return found


def _too_large(folder: Path, blobs: Sequence[Blob]) -> CannotTell | None:
    """Why these contents are not read into memory, if they are not."""
    names = "".join(f"{blob.id}\n" for blob in blobs).encode("ascii")
    said = git.told(folder, "cat-file", "--batch-check=%(objectsize)", stdin=names)
    if isinstance(said, CannotTell):
        return said
    # What is missing has no size: who reads it tells why.
    sizes = [int(size) for size in said.split(b"\n") if size.isdigit()]
    if sum(sizes) <= _LARGEST:
        return None
    return CannotTell(
        f"quel commit ha cambiato file per {sum(sizes) // 10**6} MB, troppi per rimetterli a posto "
        "con rete: si annulla con «git revert»"
    )


def later(
    folder: Path, commit: Commit, paths: Iterable[str]
) -> Mapping[str, tuple[str, ...]] | CannotTell:
    """Which commits of this branch touched these files since: their ids, the newest first."""
    # -c: of a merge only what it changed itself, the rest is in the commits that it brings.
    words = ("log", "-z", "-c", "--format=%x01%H", "--name-only", "--no-renames", "--relative")
    said = git.told(
        folder, *words, "--end-of-options", f"{commit.id}..HEAD", "--", *sorted(set(paths))
    )
    if isinstance(said, CannotTell):
        return said
    found: dict[str, list[str]] = {}
    for field in os.fsdecode(said).split("\0"):
        text = field.lstrip("\n")
        if text.startswith("\x01"):
            found[name := text[1:]] = []
        elif text:
            found[name].append(text)
    return {commit: tuple(files) for commit, files in found.items() if files}


def touching(folder: Path, path: str) -> int | CannotTell:
    """How many commits of this branch changed something there."""
    said = git.told(folder, "rev-list", "--count", "--end-of-options", "HEAD", "--", path)
    return said if isinstance(said, CannotTell) else int(said)


def files_changed(folder: Path, commit: Commit) -> int | CannotTell:
    """How many files a commit changed in the whole repository."""
    words = ("diff-tree", "-r", "-z", "--root", "--no-commit-id", "--name-only", "--no-renames")
    earlier = commit.parents[:1]
    said = git.told(folder, *words, "--no-relative", "--end-of-options", *earlier, commit.id)
    return said if isinstance(said, CannotTell) else said.count(b"\0")
