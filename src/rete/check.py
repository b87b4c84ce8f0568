"""The whole check: faults of files (`load`) and of meaning (`rules`) → findings to be shown."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import chain

from rete import garbage_collector
from rete.another_process import shared_out
from rete.diagnostics import Finding, Placed, Severity, in_order
from rete.load.finding_places import Places
from rete.load.loader import Loaded
from rete.records import frozen
from rete.rules import RULES, judge, suspended
from rete.rules.rule import Rule


@frozen
class Checked:
    """The findings in order, and how many rules wait for files that could not be read."""

    findings: tuple[Placed, ...]
    suspended: int
    unread: tuple[str, ...]

    def count(self, severity: Severity) -> int:
        return sum(placed.finding.severity is severity for placed in self.findings)


def check(loaded: Loaded) -> Checked:
    """Everything that is wrong in a register that was read."""
    return Checked(
        findings=in_order(_found(loaded), Places(loaded.store).place),
        suspended=suspended(loaded.rete),
        unread=loaded.unread_files,
    )


def count_findings(loaded: Loaded) -> tuple[int, int]:
    """How many errors and how many warnings `check` finds; no place is looked for."""
    found = _found(loaded)
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


def _found(loaded: Loaded) -> list[Finding]:
    """What was found reading, and by the rules.

    Of a large register, each process takes the rules on one subject: they ask the same costly
    questions, which are answered once then.
    """
    together: dict[str, list[Rule]] = defaultdict(list)
    for rule in RULES:
        together[rule.check.subject].append(rule)

    def found_by(rules: Sequence[Rule]) -> list[Finding]:
        return list(judge(loaded.rete, rules))

    with garbage_collector.at_rest():
        every = shared_out(found_by, [*together.values()], files=len(loaded.files))
        return [*loaded.findings, *chain.from_iterable(every)]
