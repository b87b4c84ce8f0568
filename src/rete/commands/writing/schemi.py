"""Where a register's editors find the schemas, for the first line of new files."""

import posixpath
import re
from pathlib import Path

from rete.store import PATTO, Store, TooLarge, Unreadable

OWN = ".rete/schemas"
_HEADER = re.compile(
    rb"^# yaml-language-server: \$schema=([^\s:]+)/patto\.schema\.json\s*$", re.MULTILINE
)


def folder_of_schemas(root: Path, store: Store) -> str:
    """The register's own folder, else the one that its pact points to; from the root."""
    if (root / OWN).is_dir():
        return OWN
    try:
        found = _HEADER.search(store.read(PATTO))
    except (Unreadable, TooLarge):
        return OWN
    if found is None or found[1].startswith(b"/"):
        return OWN
    return posixpath.normpath(posixpath.join("data", found[1].decode("utf-8", "replace")))
