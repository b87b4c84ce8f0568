"""The whole check of a register: files first, then rules; what it found, ready to be shown."""

from dataclasses import dataclass

from rete.diagnostics import Placed, Severity, in_order
from rete.load.loader import Loaded
from rete.load.place import Places
from rete.rules import judge, suspended


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The findings in order, and how many rules wait for files that could not be read."""

    findings: tuple[Placed, ...]
    suspended: int
    unread: tuple[str, ...]

    def count(self, severity: Severity) -> int:
        return sum(placed.finding.severity is severity for placed in self.findings)


def check(loaded: Loaded) -> Checked:
    """Everything that is wrong in a register that was read."""
    findings = [*loaded.findings, *judge(loaded.rete)]
    return Checked(
        findings=in_order(findings, Places(loaded.store).place),
        suspended=suspended(loaded.rete),
        unread=loaded.unread_files,
    )
