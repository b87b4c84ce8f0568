"""Whether a commit is published, and whether `data/` was ever that tree; for operations: `past`."""

import os
from pathlib import Path

from rete import git, git_place
from rete.errors import CannotTell

_PUBLISHED = tuple(f"refs/remotes/origin/{name}" for name in ("HEAD", "main", "master"))


def is_published(folder: Path, commit: str) -> bool | CannotTell:
    """The main branch of the remote has this commit already, as far as the last fetch knows.

    Where that has no name that is known, what the current branch is sent to counts for it.
    """
    named = False
    for reference in _PUBLISHED:
        there = git.resolve(folder, reference)
        if isinstance(there, CannotTell):
            return there
        if there is not None:
            named = True
            has_it = _is_ancestor(folder, commit, there)
            if isinstance(has_it, CannotTell) or has_it:
                return has_it
    there = None if named else _upstream(folder)
    if there is None:
        return False
    return there if isinstance(there, CannotTell) else _is_ancestor(folder, commit, there)


def _upstream(folder: Path) -> str | CannotTell | None:
    """The last commit of the branch that the current one is sent to, as far as is known here."""
    branch = git.ask(folder, "symbolic-ref", "--quiet", "HEAD")
    if branch is None or isinstance(branch, CannotTell):
        return branch
    name = git.ask(folder, "for-each-ref", "--format=%(upstream)", "--", branch)
    if isinstance(name, CannotTell):
        return name
    return git.resolve(folder, name) if name else None


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
