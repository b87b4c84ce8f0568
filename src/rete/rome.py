"""The clock by which days begin and end: Rome's, wherever the machine stands."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@cache
def rome() -> "ZoneInfo":
    """The time zone; looked up when first asked for, which takes a while."""
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Rome")
