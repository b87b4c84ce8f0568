"""Every rule on the meaning of a register, and the one way to run them."""

from collections.abc import Iterator

from rete.diagnostics import Finding
from rete.model.rete import Rete
from rete.rules import tavoli
from rete.rules.rule import Rule

RULES: tuple[Rule, ...] = (*tavoli.RULES,)
"""In the order of their codes within each kind of file."""


def judge(rete: Rete) -> Iterator[Finding]:
    """The findings of every rule."""
    for rule in RULES:
        yield from rule.findings(rete)


def suspended(rete: Rete) -> int:
    """How many rules may be silent because something they read could not be read."""
    return sum(rule.is_suspended(rete) for rule in RULES)
