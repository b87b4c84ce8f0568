"""A personal datum found in a text, and what may stand between its characters."""

from rete.records import frozen

BLANKS = " \t\u00a0\u2000-\u200f\u202f\u205f\u2060\u3000\u00ad\ufeff"
"""Spaces that a typist, a word processor or a web page puts between groups of characters."""
DASHES = r"\-\u2010-\u2015\u2212\u00b7"
SEPARATOR = rf"[{BLANKS}{DASHES}./_]"
# A line may end there, in a folded text, a quoted one (with \) or a comment.
GAP = rf"(?:{SEPARATOR}{{0,3}}(?:\\?\r?\n[ \t#]{{0,40}})?)"

ALONE, THEN_ALONE = r"(?<![^\W_])", r"(?![^\W_])"


@frozen
class Hit:
    """One datum in a text: where it begins and how it can be named without repeating it."""

    start: int
    masked: str
