"""How a command that does not exist is told, with those like it; no command is kept here."""

from collections.abc import Sequence

import click

from rete import italiano


def unknown_command(
    context: click.Context, typed: str, known: Sequence[str]
) -> click.exceptions.UsageError:
    """The error for a command that is not among the known ones."""
    # Needed only when somebody mistypes: importing it costs every other start.
    from difflib import get_close_matches

    message = f"il comando «{typed}» non esiste"
    if similar := get_close_matches(typed.casefold(), known):
        return click.UsageError(f"{message}: forse volevi {_quoted(similar, 'o')}?", context)
    return click.UsageError(f"{message}: i comandi sono {_quoted(known, 'e')}.", context)


def _quoted(names: Sequence[str], conjunction: str) -> str:
    words = [f"«{name}»" for name in names]
    return italiano.join_words(words) if conjunction == "e" else f" {conjunction} ".join(words)
