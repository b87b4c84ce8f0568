"""Where a commit of the history has got to, and what any commit ever had; read-only."""

import os
from pathlib import Path

from rete import git, git_place
from rete.errors import CannotTell

_PUBLISHED = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main")


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
