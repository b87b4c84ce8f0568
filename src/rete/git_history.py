"""What the history had of single files, and what became of them since; read-only."""

import os
from collections.abc import Iterable
from pathlib import Path

from rete import git, git_content, git_place
from rete.errors import CannotTell
from rete.git_content import Contents

_PUBLISHED = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main")


def before(folder: Path, commit: str, paths: Iterable[str]) -> Contents | CannotTell:
    """The content of these files before a commit, None for those that were not there."""
    earlier = git.parent(folder, commit)
    if isinstance(earlier, CannotTell):
        return earlier
    if earlier is None:
        return dict.fromkeys(paths)
    return git_content.contents(folder, earlier, paths)


def content(folder: Path, reference: str, paths: Iterable[str]) -> Contents | CannotTell:
    """The content of these files in a commit, None for those that are not there."""
    commit = git.resolve(folder, reference)
    if isinstance(commit, CannotTell):
        return commit
    if commit is None:
        return dict.fromkeys(paths)
    return git_content.contents(folder, commit, paths)


def touched_since(folder: Path, commit: str, paths: Iterable[str]) -> tuple[str, ...] | CannotTell:
    """Which of these files later commits of the current branch touched."""
    wanted = sorted(set(paths))
    if not wanted:
        return ()
    # -c: of a merge only what it changed itself, the rest is in the commits that it brings.
    said = git.told(
        folder,
        *("log", "-z", "-c", "--format=", "--name-only", "--no-renames", "--relative"),
        *("--end-of-options", f"{commit}..HEAD", "--", *wanted),
    )
    if isinstance(said, CannotTell):
        return said
    found = {name.strip("\n") for name in os.fsdecode(said).split("\0")}
    touched = tuple(path for path in wanted if path in found)
    # Of a commit whose parents were left behind git says that it touched all there is.
    cut = _cut_since(folder, commit) if touched else None
    return touched if cut is None else cut


def _cut_since(folder: Path, commit: str) -> CannotTell | None:
    """Why it is not known what came after a commit, where a branch merged since is cut."""
    where = git_place.required(folder)
    if isinstance(where, CannotTell):
        return where
    if not where.is_shallow:
        return None
    words = ("log", "--format=%H", "--max-parents=0", "--end-of-options", f"{commit}..HEAD")
    roots = git.told(folder, *words)
    if isinstance(roots, CannotTell):
        return roots
    return CannotTell(git_place.UNSHALLOW) if roots else None


def is_published(folder: Path, commit: str) -> bool | CannotTell:
    """The main branch of the remote has this commit already, as far as the last fetch knows."""
    for reference in _PUBLISHED:
        there = git.resolve(folder, reference)
        if isinstance(there, CannotTell):
            return there
        if there is not None:
            has_it = _is_ancestor(folder, commit, there)
            if isinstance(has_it, CannotTell) or has_it:
                return has_it
    return False


def _is_ancestor(folder: Path, commit: str, of: str) -> bool | CannotTell:
    said = git.ask(folder, "merge-base", "--is-ancestor", commit, of)
    if isinstance(said, CannotTell):
        return said
    cut = git.is_shallow(folder)
    if isinstance(cut, CannotTell):
        return cut
    return CannotTell(git_place.UNSHALLOW) if said is None and cut else said is not None


def has_tree(folder: Path, tree: str, path: str) -> bool | CannotTell:
    """Whether a folder (a path from ``folder``) was that tree in a commit of any branch or tag.

    What was only put aside (`git stash`) was never recorded.
    """
    where = git_place.required(folder)
    if isinstance(where, CannotTell):
        return where
    commits = git.told(folder, "rev-list", "--exclude=refs/stash", "--all")
    if isinstance(commits, CannotTell):
        return commits
    below = (folder.resolve() / path).relative_to(where.top.resolve()).as_posix()
    asked = b"".join(b"%s:%s\n" % (one, os.fsencode(below)) for one in commits.split())
    answers = git.told(folder, "cat-file", "--batch-check=%(objectname)", stdin=asked)
    if isinstance(answers, CannotTell):
        return answers
    found = answers.split(b"\n")
    if tree.encode() in found:
        return True
    if any(one and len(one) != len(tree) and b" " not in one for one in found):
        return CannotTell("l'archivio git dà a ciò che tiene nomi di un'altra lunghezza")
    behind = where.left_behind()
    return False if behind is None else behind
