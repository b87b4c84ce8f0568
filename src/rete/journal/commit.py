"""The commit of an operation: made, found, told whether it is there, whatever its hooks did."""

import os
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from rete import git, git_place
from rete.commit_message import names_operation
from rete.errors import ReteError, Unanswered
from rete.git_call import call
from rete.git_durable import sync_repository
from rete.git_hints import may_set
from rete.git_process import Done
from rete.git_write import CommitRefused, has_operation
from rete.journal import carry, files, index, refs, refusal, settle
from rete.journal.folder import Where
from rete.journal.manifest import Manifest, Step
from rete.journal.settle import Written
from rete.records import frozen


@frozen
class _Attempt:
    """What a git that was asked for a commit did, from which tree and files to which tip."""

    done: Done
    staged: str
    found: Mapping[Step, str | None]
    now: "Tip"


@frozen
class Tip:
    """The last commit: its id, tree and message (None: there is none yet), and its branch."""

    commit: str | None
    tree: str | None
    message: str
    branch: str | None


def tip(folder: Path) -> Tip:
    """The last commit of the branch in use; ReteError where git cannot tell."""
    branch = git.branch(folder)
    words = ("log", "-1", "--encoding=UTF-8", "--format=%H%x00%T%x00%B", "HEAD", "--")
    try:
        said = git.told(folder, *words)
    except Unanswered:
        # Either the branch has not begun, or there is something wrong.
        if git.head(folder) is not None:
            raise
        return Tip(commit=None, tree=None, message="", branch=branch)
    commit, tree, message = os.fsdecode(said).rstrip("\n").split("\0", 2)
    return Tip(commit=commit, tree=tree, message=message, branch=branch)


def make(where: Where, plan: Manifest) -> Written:
    """Commit the files of an operation as they are on disk; no commit: it is all there already.

    CommitRefused: no commit was made. Unfinished: it was, and what is left is for the next time.
    Hooks run, and the commit is signed where git is set to sign.
    """
    before = tip(where.base)
    paths = where.from_top(plan.paths)
    if not carry.is_forward(where.root, plan):
        raise carry.Changed(plan.paths)
    staged = index.stage(where, before.commit, paths)
    if staged == before.tree:
        return Written()
    begun = time.time()
    try:
        attempt = _attempt(where, plan, before, staged)
        sync_repository(where.git_dir, where.common, begun)
        return _made(where, plan, before, attempt)
    except (CommitRefused, settle.Unfinished):
        raise
    except (ReteError, OSError) as error:
        _require_not_made(where, plan, error)
        raise


def _require_not_made(where: Where, plan: Manifest, error: ReteError | OSError) -> None:
    """Something failed once git was asked for the commit: Unfinished, unless there is none."""
    try:
        if not landed(where, plan):
            return
    except (ReteError, OSError) as worse:
        raise settle.in_doubt(plan.titolo, worse) from None
    raise settle.unfinished(plan.titolo, error) from None


def find(where: Where, plan: Manifest) -> str | None:
    """The commit of an operation, wherever it is in the repository; None: it was not made."""
    if plan.messaggio is None:
        return None
    return has_operation(where.root, plan.id, after=plan.testa)


def landed(where: Where, plan: Manifest) -> bool:
    """Its files are all in the last commit, or it has a commit of its own; ReteError: not known."""
    if plan.messaggio is None:
        return False
    if find(where, plan) is not None:
        return True
    before = tip(where.base)
    return index.stage(where, before.commit, where.from_top(plan.paths)) == before.tree


def is_current(where: Where, commit: str) -> bool:
    """The branch in use has this commit: index and files are to agree with it."""
    return git.ask(where.base, "merge-base", "--is-ancestor", commit, "HEAD") is not None


def _attempt(where: Where, plan: Manifest, before: Tip, staged: str) -> _Attempt:
    for last in (False, True):
        found = carry.digests(where.root, plan)
        done = _commit(where, plan)
        if done.returncode < 0:
            refs.drop_left_locks(where, plan)
        now = tip(where.base)
        if done.returncode == 0 or now.commit != before.commit:
            break
        if last or carry.digests(where.root, plan) == found:
            raise refusal.of(done, where)
        # A hook that mends the files and then says no wants to be asked again, about its own.
        staged = index.stage(where, before.commit, where.from_top(plan.paths))
        if staged == before.tree:
            raise refusal.of(done, where)
    return _Attempt(done=done, staged=staged, found=found, now=now)


def _commit(where: Where, plan: Manifest) -> Done:
    # In a file: a git that outlives us has all that it needs to make the commit.
    message = where.ready / "messaggio"
    files.write_synced(message, (plan.messaggio or "").encode("utf-8", "backslashreplace"))
    with refs.noted(where) as (held, started):
        return call(
            where.base,
            *("commit", "--quiet", "--cleanup=whitespace", f"--file={message}"),
            stdin=held or b"",
            settings={"GIT_INDEX_FILE": str(where.index)},
            started=started,
        )


def _made(where: Where, plan: Manifest, before: Tip, attempt: _Attempt) -> Written:
    """What to tell of a commit that git says it made, or of a branch that moved in its place."""
    done, now = attempt.done, attempt.now
    own = now.commit if names_operation(now.message, plan.id) else find(where, plan)
    told = [*refusal.ignored_hooks(done), *_missing_hooks(where)]
    settled = partial(settle.after_commit, where, plan, before.commit)
    if own is not None and own != now.commit and not is_current(where, own):
        settled(at_once=False)
        return Written(commit=own, avvisi=(*told, refusal.elsewhere(own, now.branch)))
    if now.commit is None or now.commit == before.commit:
        raise CommitRefused(refusal.TAKEN_AWAY)
    if now.branch != before.branch:
        told.append(refusal.other_branch(before.branch, now.branch))
    if own is None and done.returncode != 0:
        if not index.holds(where, now.commit, attempt.staged, where.from_top(plan.paths)):
            settled(at_once=False)
            raise refusal.commit_of_a_hook(now.commit, now.message, done)
        told.append(refusal.in_the_commit_of_a_hook(now.commit, now.message))
    elif own is None:
        told.append(refusal.without_trailer(now.commit))
    same = now.tree == attempt.staged and carry.digests(where.root, plan) == attempt.found
    told += settled(at_once=True, as_asked=same)
    if same:
        told += _overtaken(where, plan, now.commit)
    return Written(commit=own or now.commit, avvisi=tuple(told))


def _overtaken(where: Where, plan: Manifest, made: str) -> tuple[str, ...]:
    """What another git did between the commit and its index: from the old one, it took all back."""
    head = git.head(where.base)
    if head is None or head == made:
        return ()
    if index.holds(where, head, made, where.from_top(plan.paths)):
        return ()
    return (refusal.overtaken(head, plan.paths),)


def _missing_hooks(where: Where) -> tuple[str, ...]:
    """The folder of hooks that the settings name, where it is not there: git does not say so."""
    if not may_set(git_place.required(where.base), b"hookspath"):
        return ()
    done = call(where.base, "rev-parse", "--git-path", "hooks")
    named = where.base / os.fsdecode(done.stdout).rstrip("\n")
    # Git's own folder may be missing: nobody has ever put a hook there.
    if done.returncode != 0 or named.parent == where.common or named.is_dir():
        return ()
    return (refusal.no_folder_of_hooks(named),)
