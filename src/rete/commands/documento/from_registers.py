"""The register that documents are made of, and whether its errors forbid them."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import click

from rete import italiano
from rete.commands.documento.fatto import Asked, made
from rete.commands.shared import memoria
from rete.commands.shared.dire import tell
from rete.commands.shared.registro import root
from rete.data_tree import DataTree, data_tree
from rete.diagnostics import Severity
from rete.errors import CannotTell
from rete.load.loader import Loaded
from rete.render.file_formats import Rendered

if TYPE_CHECKING:
    from rete.check import Checked

Given = TypeVar("Given")


class DocumentedRegister:
    """Where these very data were checked before and had no error, they are not checked again.

    With ``anyway`` errors forbid nothing: documents say how many there are.
    """

    def __init__(self, loaded: Loaded, *, anyway: bool) -> None:
        self.loaded = loaded
        self._anyway = anyway
        self._errors = self._found[1] if anyway else 0

    def made(self, asked: Asked) -> Rendered:
        own, rete = root() / "templates", self.loaded.rete
        return made(rete, asked, errors=self._errors, data=self._data, own=own).rendered

    def unless_refused(self, make: Callable[[], Given]) -> Given | None:
        """What is made of it, or None where its errors forbid it: they were told."""
        try:
            made_of_it = make()
        except Exception:
            # Whatever it stumbles on, the errors are the reason, where there are any.
            if self._is_refused():
                return None
            raise
        return None if self._is_refused() else made_of_it

    def _is_refused(self) -> bool:
        if self._anyway:
            return False
        checked, errors = self._found
        if checked is not None and errors:
            _tell(checked, errors)
        return errors > 0

    @cached_property
    def _data(self) -> DataTree:
        """Which data it is; why git does not say whether they are committed is told once."""
        found = data_tree(self.loaded.store, root())
        if isinstance(found.recorded, CannotTell):
            tell(f"attenzione: il documento esce come bozza, perché {found.recorded.why}", err=True)
        return found

    @cached_property
    def _found(self) -> "tuple[Checked | None, int]":
        """What the check found, and how many errors."""
        known = memoria.known_count(self.loaded)
        if known is not None and known[0] == 0:
            return None, 0
        from rete.check import check

        checked = check(self.loaded)
        errors = checked.count(Severity.ERROR)
        memoria.keep_counted(self.loaded, (errors, checked.count(Severity.WARNING)))
        return checked, errors


def _tell(checked: "Checked", errors: int) -> None:
    from rete.commands.shared.dire import show_findings
    from rete.render.findings import summary

    show_findings(checked.findings)
    click.echo(summary(checked.findings))
    words = italiano.count(errors, "errore", "errori")
    click.echo(f"il registro ha {words}: correggi, o usa --comunque per avere una bozza", err=True)
