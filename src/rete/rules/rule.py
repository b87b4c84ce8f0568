"""What a rule is (`@rule`): code, weight, page, a function from the register to its faults."""

from collections.abc import Callable, Iterable, Iterator

from rete.diagnostics import Check, Fault, Finding, Severity
from rete.model.rete import Rete
from rete.records import dataclass

Test = Callable[[Rete], Iterable[Fault]]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule; ``reads`` are the kinds of file without which it may have to stay silent."""

    check: Check
    test: Test
    reads: tuple[str, ...]

    def findings(self, rete: Rete) -> Iterator[Finding]:
        for fault in self.test(rete):
            yield self.check.finding(fault)

    def is_suspended(self, rete: Rete) -> bool:
        """Whether some file that this rule reads could not be read."""
        return rete.any_unread(*self.reads)


def rule(code: str, severity: Severity, *, reads: tuple[str, ...]) -> Callable[[Test], Rule]:
    """Make a rule of a function; its Italian docstring (what, then why) is its page."""

    def made(test: Test) -> Rule:
        page = test.__doc__ or ""
        check = Check(code=code, severity=severity, page=page)
        return Rule(check=check, test=test, reads=reads)

    return made
