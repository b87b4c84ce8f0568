"""Minutes and their hours: beginning, comings and goings, end, all in order."""

from collections.abc import Iterator

from rete.diagnostics import DocPath, Fault, Severity
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.rules.rule import Rule, rule

_EVENING, _SMALL_HOURS = "18:00", "06:00"
"""A sitting that begins in the evening may go on into the small hours of the next day."""


def moment(hour: str, start: str | None) -> int:
    """An hour of a sitting as minutes from the midnight before it."""
    hours, _, minutes = hour.partition(":")
    next_day = start is not None and start >= _EVENING and hour < _SMALL_HOURS
    return int(hours) * 60 + int(minutes) + (24 * 60 if next_day else 0)


@rule("VER008", Severity.ERROR, reads=("verbale",))
def hours_are_in_order(rete: Rete) -> Iterator[Fault]:
    """La seduta comincia prima di finire, e ciò che vi accade sta fra l'inizio e la fine.

    Vale per l'ora di chi entra e di chi esce e per quella in cui la seduta è dichiarata deserta.
    Una seduta che comincia dalle 18:00 può finire dopo la mezzanotte, prima delle 06:00.
    """
    for verbale in rete.verbali.values():
        start, end = verbale.inizio, verbale.fine
        ended_too_soon = bool(start and end and moment(end, start) < moment(start, start))
        if ended_too_soon:
            yield Fault(
                file=verbale.file,
                path=("fine",),
                message=f"la seduta finisce alle {end}, prima di cominciare alle {start}",
                remedy="correggi «inizio» o «fine»",
            )
        for path, hour, what in _hours_within(verbale):
            if start and moment(hour, start) < moment(start, start):
                limit = f"prima che la seduta cominci alle {start}"
            elif end and not ended_too_soon and moment(hour, start) > moment(end, start):
                limit = f"dopo che la seduta è finita alle {end}"
            else:
                continue
            yield Fault(
                file=verbale.file,
                path=path,
                message=f"{what} alle {hour}, {limit}",
                remedy="correggi l'ora, o quelle della seduta",
            )


def _hours_within(verbale: Verbale) -> Iterator[tuple[DocPath, str, str]]:
    """The hours that must lie within a sitting: where, which, of what."""
    for index, movimento in enumerate(verbale.movimenti):
        if movimento.entra is not None:
            yield ("movimenti", index, "entra"), movimento.entra, f"«{movimento.ente}» entra"
        if movimento.esce is not None:
            yield ("movimenti", index, "esce"), movimento.esce, f"«{movimento.ente}» esce"
    if verbale.deserta is not None:
        yield ("deserta",), verbale.deserta, "la seduta è dichiarata deserta"


RULES: tuple[Rule, ...] = (hours_are_in_order,)
