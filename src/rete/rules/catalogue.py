"""Every code that a check can give, with its page: reading, shape, folder, privacy, meaning."""

from itertools import chain

from rete import privacy, reading_faults, shape_faults
from rete.diagnostics import Check
from rete.load import folder_faults
from rete.rules import RULES


def every_check() -> tuple[Check, ...]:
    """All the checks, sorted by code."""
    named = [vars(module).values() for module in (reading_faults, folder_faults, privacy)]
    checks = [
        *(check for check in chain(*named) if isinstance(check, Check)),
        *shape_faults.CHECK_OF_KEYWORD.values(),
        *(rule.check for rule in RULES),
    ]
    return tuple(sorted(checks, key=lambda check: check.code))
