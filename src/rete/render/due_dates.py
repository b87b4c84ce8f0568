"""The page of due dates on a terminal; its values come from `views.scadenze`."""

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from rete.render.terminal_text import TO_DO, Style, printable, styled
from rete.views.scadenze import Scadenzario, Voce

_STYLES: Final = {
    "scaduta": Style.ERROR,
    "imminente": Style.WARNING,
    "futura": Style.STRONG,
}
_MARGIN: Final = 2
_WHEN: Final = 15
_TEXT_AT: Final = _MARGIN + 10 + 2 + _WHEN + 1
_NARROWEST: Final = 20


def page_as_text(page: Scadenzario, *, width: int, colour: bool) -> str:
    """The page, ready to be printed, ``width`` columns wide."""
    lines: list[str] = []
    for state, title, entries in page.gruppi:
        lines.append(styled(title, _STYLES[state], colour=colour))
        for entry in entries:
            lines += _entry(entry, width, colour)
        lines.append("")
    return "".join(f"{line}\n" for line in [*lines, *map(printable, page.chiusura)])


def _entry(entry: Voce, width: int, colour: bool) -> Iterator[str]:
    room = max(width - _TEXT_AT, _NARROWEST)
    first, *others = _wrapped(entry.titolo, room)
    yield f"{' ' * _MARGIN}{entry.giorno}  {entry.quando:<{_WHEN}} {first}"
    for line in others:
        yield f"{' ' * _TEXT_AT}{line}"
    for line in _wrapped(entry.perche, room) if entry.perche else ():
        yield f"{' ' * _TEXT_AT}{styled(line, Style.FAINT, colour=colour)}"
    if entry.comando is None:
        return
    # A command is never wrapped, so that it can be copied: a long one begins before the others.
    command = f"{TO_DO}{printable(entry.comando)}"
    margin = min(_TEXT_AT, max(width - len(command), _MARGIN))
    yield f"{' ' * margin}{styled(command, Style.FAINT, colour=colour)}"


def _wrapped(text: str, room: int) -> list[str]:
    return wrap(printable(text), room, break_on_hyphens=False) or [""]
