"""Where a finding stands: line and column, looked up only when it is shown."""

from typing import TYPE_CHECKING

from rete.diagnostics import DocPath, Fault, Mark
from rete.reading_faults import FIRST
from rete.store import Store, TooLarge, Unreadable

if TYPE_CHECKING:
    from rete.source import Place


class Places:
    """The places of faults of one register: each file is composed again at most once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._files: dict[str, dict[DocPath, Place]] = {}

    def place(self, fault: Fault) -> Mark:
        """The mark of a fault; the nearest place above it where its own is not written."""
        if fault.mark is not None:
            return fault.mark
        if not fault.path:
            return FIRST
        places = self._of(fault.file)
        for length in range(len(fault.path), 0, -1):
            found = places.get(fault.path[:length])
            if found is not None:
                whole = length == len(fault.path)
                return found.key if found.key and (fault.on_key or not whole) else found.value
        return FIRST

    def _of(self, file: str) -> "dict[DocPath, Place]":
        if file not in self._files:
            try:
                content = self._store.read(file)
            except (Unreadable, TooLarge):
                content = b""
            from rete.source import compose  # where there is no fault, YAML is not needed

            self._files[file] = compose(content, with_places=True).places
        return self._files[file]
