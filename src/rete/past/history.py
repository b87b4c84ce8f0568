"""The history of a register as far as operations go, read once and asked many times."""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path

from rete import git
from rete.errors import CannotTell
from rete.past import entries
from rete.past.changed_files import DATA, Changes, Differences
from rete.past.entries import Past
from rete.past.log import Commit, Log, read
from rete.past.marks import Marks, Proof, marks

_AT_A_TIME = 20


class History:
    """What the current branch says of the operations made in the register of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log: Log = read(folder)
        self.differences = Differences(folder)

    @cached_property
    def found(self) -> tuple[Past, ...]:
        """Every operation that a commit names, the newest first."""
        return entries.entries(self.log, self.differences)

    @cached_property
    def marks(self) -> Marks:
        return marks(self.log, self.found, self.differences)

    def changes(self, past: Past) -> Changes | CannotTell:
        """What an operation did to the files of this register."""
        return self.differences.of(past.commit)

    def here(self) -> Iterator[Past]:
        """The operations that changed files of this register, or that may have."""
        rest = iter(self.found)
        while some := list(islice(rest, _AT_A_TIME)):
            self.differences.learn(past.commit for past in some)
            for past in some:
                if self.changes(past) != ():
                    yield past

    def meant_by(self, typed: str) -> tuple[tuple[Past, str], ...]:
        """The operations that a code may mean, each with its whole code; NotACode."""
        return entries.matching(self.found, typed)

    def near(self, typed: str) -> tuple[tuple[Past, str], ...]:
        """The operations whose code begins like what was typed without being one."""
        return entries.near(self.found, typed)

    def holding(self, commit: Commit) -> Past | None:
        """The operation that a commit is."""
        return self._holders.get(commit.id)

    @cached_property
    def _holders(self) -> dict[str, Past]:
        return {commit.id: past for past in self.found for commit in past.commits}

    def last(self) -> Past | None:
        """The newest operation that is in effect and did something itself.

        Undoing it again and again goes further and further back.
        """
        return next((p for p in self.here() if not (self.is_undone(p) or self.is_an_undo(p))), None)

    def is_undone(self, past: Past) -> bool:
        """Taken back, and the files say so too."""
        undone = self.marks.of(past)
        return undone is not None and undone.proof is Proof.PROVEN

    def leaves_no_trace(self, commit: Commit) -> bool:
        """Whether a commit was taken back, or itself does nothing but take others back."""
        undone = self.marks.undone.get(commit.id)
        past = self.holding(commit)
        plain_revert = past is None and bool(commit.message.reverts)
        only_undoes = plain_revert or (past is not None and past.says_to_undo)
        return (undone is not None and undone.proof is Proof.PROVEN) or (
            only_undoes and commit.id in self.marks.undoing
        )

    def is_an_undo(self, past: Past) -> bool:
        """Whether it only takes others back (or brings them back), and did."""
        return past.says_to_undo and past.commit.id in self.marks.undoing

    @property
    def is_cut(self) -> bool:
        """Whether what was before some day has not been downloaded; ReteError."""
        return git.is_shallow(self.folder)

    def commits_of_data(self) -> int:
        """How many commits changed the register's files, operations or not; ReteError."""
        words = ("rev-list", "--count", "--end-of-options", "HEAD", "--", DATA)
        return int(git.told(self.folder, *words)) if self.log.commits else 0
