"""What a rule is (`@error`, `@warning`): code, weight, page, and its function."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from types import ModuleType

from rete.diagnostics import Check, Fault, Finding, Severity
from rete.model.rete import Rete
from rete.records import frozen

Test = Callable[[Rete], Iterable[Fault]]


@frozen
class Rule:
    """One rule; ``reads`` are the kinds of file without which it may have to stay silent."""

    check: Check
    test: Test
    reads: tuple[str, ...]

    def findings(self, rete: Rete) -> Iterator[Finding]:
        for found in self.test(rete):
            yield self.check.finding(found)

    def is_suspended(self, rete: Rete) -> bool:
        """Whether some file that this rule reads could not be read."""
        return rete.any_unread(*self.reads)


def _rule(severity: Severity, code: str, *reads: str) -> Callable[[Test], Rule]:
    def made(test: Test) -> Rule:
        check = Check(code=code, severity=severity, page=test.__doc__ or "")
        return Rule(check=check, test=test, reads=reads)

    return made


error = partial(_rule, Severity.ERROR)
"""Make a rule of a function: its code, then the kinds of file that it reads.

Its Italian docstring (what, then why) is its page.
"""
warning = partial(_rule, Severity.WARNING)
"""The same, for what may be as it should."""


def rules_of(module: ModuleType) -> Iterator[Rule]:
    """The rules that a module makes, as they stand in it."""
    return (one for one in vars(module).values() if isinstance(one, Rule))
