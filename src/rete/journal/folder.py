"""Where the journal of a register is kept, and the names of what is in it."""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from rete import git_write
from rete.errors import ReteError
from rete.records import frozen
from rete.store import JOURNAL, JOURNAL_IN_GIT


@frozen
class Where:
    """The journal's folder; paths are kept from ``base``, as several registers may share it.

    ``common``: where git keeps what all the work trees of a repository share.
    """

    base: Path
    registro: str
    folder: Path
    in_git: bool
    common: Path

    @property
    def lock(self) -> Path:
        return self.folder / "blocco"

    @property
    def preparing(self) -> Path:
        return self.folder / "preparazione"

    @property
    def ready(self) -> Path:
        return self.folder / "pronta"

    @property
    def done(self) -> Path:
        return self.folder / "conclusa"

    @property
    def git_dir(self) -> Path:
        """Git's own folder, of a register that is in git."""
        return self.folder.parent

    @property
    def index(self) -> Path:
        """The index of the commit in the making."""
        return self.ready / "indice"

    def aside(self, operation: str) -> Path:
        """Where what a file had become is kept, when it is put back all the same."""
        name = "".join(c for c in operation if c.isalnum() or c in "-_") or "operazione"
        return self.folder / "da-parte" / name

    def with_register(self, registro: str) -> "Where":
        """The same journal, seen from the register that an operation was about."""
        return replace(self, registro=registro)

    def from_top(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Paths of this register as they are from the top of the repository."""
        prefix = f"{self.registro}/" if self.registro else ""
        return tuple(f"{prefix}{path}" for path in paths)

    @property
    def root(self) -> Path:
        return self.base / self.registro


def where(root: Path) -> Where:
    """Git's own folder, which no commit and no other clone sees; else one in the register."""
    place = git_write.place(root)
    if place is None:
        folder = root / JOURNAL
        _refuse_links(folder.parent, folder)
        return Where(base=root, registro="", folder=folder, in_git=False, common=folder)
    folder = place.git_dir / JOURNAL_IN_GIT
    _refuse_links(folder)
    return Where(
        base=place.top,
        registro=place.prefix(root),
        folder=folder,
        in_git=True,
        common=place.common,
    )


def _refuse_links(*folders: Path) -> None:
    """What another register has left halfway is not this one's to finish, nor to throw away."""
    for folder in folders:
        if folder.is_symlink():
            raise ReteError(f"«{folder}» è un collegamento simbolico: mettici una cartella vera")


def create(where: Where) -> None:
    """Make the folder of the journal, which a repository made later will not follow."""
    if where.in_git:
        where.folder.mkdir(exist_ok=True)
        return
    for folder in (where.folder.parent, where.folder):
        folder.mkdir(exist_ok=True)
    # Only the journal: the schemas beside it are to be followed by a future repository.
    ignore = where.folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="ascii")


def conclude(where: Where) -> None:
    """The promise is kept, and all of it on the disk; what cannot be removed goes next time."""
    with suppress(OSError):
        where.ready.rename(where.done)
        shutil.rmtree(where.done)
