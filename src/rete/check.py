"""The whole check of a register: files first, then rules; what it found, ready to be shown."""

from collections.abc import Collection
from typing import Final

from rete import garbage_collector
from rete.another_process import in_another_process
from rete.diagnostics import Finding, Placed, Severity, in_order
from rete.load.finding_places import Places
from rete.load.loader import Loaded
from rete.records import dataclass
from rete.rules import (
    RULES,
    bilancio,
    enti,
    enti_identita,
    judge,
    nomi_nei_testi,
    nomi_simili,
    suspended,
)

SHARED_FROM = 1500
"""Below so many files a second process costs more than it saves (measured)."""

_ON_BODIES: Final = (enti, enti_identita, nomi_simili, nomi_nei_testi, bilancio)
"""About half the work of all the rules (measured)."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The findings in order, and how many rules wait for files that could not be read."""

    findings: tuple[Placed, ...]
    suspended: int
    unread: tuple[str, ...]

    def count(self, severity: Severity) -> int:
        return sum(placed.finding.severity is severity for placed in self.findings)


def check(loaded: Loaded) -> Checked:
    """Everything that is wrong in a register that was read."""
    findings = [*loaded.findings, *_judged(loaded)]
    return Checked(
        findings=in_order(findings, Places(loaded.store).place),
        suspended=suspended(loaded.rete),
        unread=loaded.unread_files,
    )


def count_findings(loaded: Loaded) -> tuple[int, int]:
    """How many errors and how many warnings `check` finds; no place is looked for."""
    found = [*loaded.findings, *_judged(loaded)]
    errors = _errors_among(found)
    return errors, len(found) - errors


def count_errors(loaded: Loaded) -> int:
    """How many errors `check` finds: what can only warn is not run, no place is looked for."""
    codes = {rule.check.code for rule in RULES if rule.check.severity is Severity.ERROR}
    return _errors_among(findings_of(loaded, codes))


def _errors_among(found: list[Finding]) -> int:
    return sum(finding.severity is Severity.ERROR for finding in found)


def findings_of(loaded: Loaded, codes: Collection[str]) -> list[Finding]:
    """What the checks with these codes find in a register, in no order and without their places."""
    rules = [rule for rule in RULES if rule.check.code in codes]
    return [*loaded.findings, *judge(loaded.rete, rules)]


def _judged(loaded: Loaded) -> list[Finding]:
    """What the rules find; those on bodies and their names meanwhile in another process.

    Rules that ask the same costly questions (the balance, names) stay in one process together.
    """
    with garbage_collector.at_rest():
        if len(loaded.files) < SHARED_FROM:
            return list(judge(loaded.rete))
        there = [rule for rules in _ON_BODIES for rule in rules.RULES]
        here = [rule for rule in RULES if rule not in there]
        wait = in_another_process(lambda: list(judge(loaded.rete, there)))
        return [*judge(loaded.rete, here), *wait()]
