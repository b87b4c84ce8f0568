"""Votes told by the rows of a table: `| favorevoli | contrari |` and below it `| 10 | 3 |`."""

import re
from collections.abc import Sequence

from rete.model.ricerca import plain

_SIDES = (
    ("favorevoli", r"favorevol\w*|pro|si|a favore"),
    ("contrari", r"contrar\w*|contro|no"),
    ("astenuti", r"astenut\w*|astension\w*"),
    ("bianche", r"bianc\w*|schede bianche"),
    ("nulle", r"null\w*|schede nulle"),
)
_OUTCOMES = (("DECISO", r"approvat\w|passat\w|accolt\w"), ("RESPINTO", r"bocciat\w|respint\w"))
_RULE = re.compile(r"[|:\s-]+")


def vote_of_row(lines: Sequence[str], place: int) -> str | None:
    """The lines of notes that a row of a table of votes may mean; None where it is no such row."""
    cells = _cells(lines[place])
    if not cells or not any(cell.isdecimal() for cell in cells):
        return None
    above = place - 1
    while above >= 0 and (head := _cells(lines[above])):
        sides = [_matching(cell, _SIDES) for cell in head]
        if any(sides) and len(head) == len(cells):
            return _as_notes(cells, sides)
        above -= 1
    return None


def _as_notes(cells: Sequence[str], sides: Sequence[str | None]) -> str | None:
    counted = [
        f"{cell} {side}"
        for cell, side in zip(cells, sides, strict=True)
        if side and cell.isdecimal()
    ]
    if not counted:
        return None
    others = [cell for cell, side in zip(cells, sides, strict=True) if not side and cell]
    outcome = next((word for cell in others if (word := _matching(cell, _OUTCOMES))), None)
    what = [cell for cell in others if _matching(cell, _OUTCOMES) is None and not cell.isdecimal()]
    vote = f"VOTO: {', '.join(counted)}"
    return f"{outcome}: {what[0]}\n{vote}" if outcome and what else vote


def _cells(line: str) -> list[str]:
    text = line.strip()
    if not text.startswith("|") or _RULE.fullmatch(text):
        return ["-"] if text.startswith("|") else []
    return [cell.strip(' *_"') for cell in text.strip("|").split("|")]


def _matching(cell: str, table: Sequence[tuple[str, str]]) -> str | None:
    return next((name for name, words in table if re.fullmatch(words, plain(cell))), None)
