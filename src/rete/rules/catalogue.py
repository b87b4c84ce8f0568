"""Every code that a check can give, with its page: reading, shape, folder, privacy, meaning."""

from rete import privacy, reading_faults, shape_faults
from rete.diagnostics import Check
from rete.load import folder_faults
from rete.rules import RULES


def every_check() -> tuple[Check, ...]:
    """All the checks, sorted by code."""
    checks = [
        *reading_faults.CHECKS,
        *shape_faults.CHECKS,
        *folder_faults.CHECKS,
        *privacy.CHECKS,
        *(rule.check for rule in RULES),
    ]
    return tuple(sorted(checks, key=lambda check: check.code))
