"""The whole check of a register: files first, then rules; what it found, ready to be shown."""

from collections.abc import Collection
from dataclasses import dataclass

from rete.diagnostics import Finding, Placed, Severity, in_order
from rete.load.loader import Loaded
from rete.load.place import Places
from rete.rules import RULES, judge, nomi_nei_testi, suspended
from rete.second import in_second_process

SHARED_FROM = 1500
"""Below so many files a second process costs more than it saves (measured)."""


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
    findings = [*loaded.findings, *_judged(loaded)]
    return Checked(
        findings=in_order(findings, Places(loaded.store).place),
        suspended=suspended(loaded.rete),
        unread=loaded.unread_files,
    )


def findings_of(loaded: Loaded, codes: Collection[str]) -> list[Finding]:
    """What the checks with these codes find in a register, in no order and without their places."""
    rules = [rule for rule in RULES if rule.check.code in codes]
    return [*loaded.findings, *judge(loaded.rete, rules)]


def _judged(loaded: Loaded) -> list[Finding]:
    """What the rules find; those on minutes here, the others meanwhile in a second process."""
    if len(loaded.files) < SHARED_FROM:
        return list(judge(loaded.rete))
    here = [
        rule
        for rule in RULES
        if rule.check.code.startswith("VER") and rule not in nomi_nei_testi.RULES
    ]
    there = [rule for rule in RULES if rule not in here]
    wait = in_second_process(lambda: list(judge(loaded.rete, there)))
    return [*judge(loaded.rete, here), *wait()]
