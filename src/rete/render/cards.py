"""Cards: labels in a column, text wrapped beside them; words too long are left whole."""

import re
from collections.abc import Iterator, Sequence

from rete.render.terminal_text import Style, broken, printable, styled
from rete.views.lists_and_cards import Riga, Scheda, Sezione

_INDENT = 2
_WIDEST_LABEL = 30
_NARROWEST_TEXT = 20
_ITEM = re.compile(r"\s*(?:[-*+•]|[0-9]+[.)])\s")


def card_as_text(scheda: Scheda, *, width: int, colour: bool) -> str:
    """The heading, then each section that has something to say."""
    title = broken(printable(scheda.titolo), width) or [""]
    head = [styled(line, Style.STRONG, colour=colour) for line in title]
    blocks = [[*head, *_rows(scheda.righe, width)]]
    blocks += [_section(section, width, colour) for section in scheda.sezioni if section.righe]
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks)


def _section(section: Sezione, width: int, colour: bool) -> list[str]:
    title = styled(printable(section.titolo), Style.STRONG, colour=colour)
    return [title, *_rows(section.righe, width)]


def _rows(rows: Sequence[Riga], width: int) -> Iterator[str]:
    labels = [len(printable(row.etichetta)) for row in rows]
    column = min(max(labels, default=0), _WIDEST_LABEL)
    text_at = _INDENT + (column + 2 if column else 0)
    room = max(width - text_at, _NARROWEST_TEXT)
    for row in rows:
        label = printable(row.etichetta)
        texts = list(_wrapped(row.testo, room))
        if len(label) > column:
            # Too wide for its column: the label takes a line of its own.
            yield f"{' ' * _INDENT}{label}"
            label = ""
        first, *others = texts or [""]
        yield f"{' ' * _INDENT}{label}".ljust(text_at) + first
        for line in others:
            yield (" " * text_at + line).rstrip()


def _wrapped(text: str, room: int) -> Iterator[str]:
    """The paragraphs of a text, wrapped; an address is never broken, so that it can be copied."""
    for paragraph in _paragraphs(text):
        item = _ITEM.match(paragraph)
        hanging = len(item.group()) if item else 0
        yield from broken(printable(paragraph), room, hanging=hanging) or [""]


def _paragraphs(text: str) -> Iterator[str]:
    """Lines that follow one another are one paragraph, but for the items of a list (Markdown's)."""
    together: list[str] = []
    for line in text.strip("\n").split("\n"):
        blank = not line.strip()
        if together and (blank or _ITEM.match(line)):
            yield " ".join(together)
            together = []
        if blank:
            yield ""
        else:
            together.append(line.strip())
    if together:
        yield " ".join(together)
