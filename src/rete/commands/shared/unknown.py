"""The message for a command that does not exist, with those like it."""

from collections.abc import Sequence

import click

_HELP = frozenset({"aiuto", "help", "?"})


def unknown_command(
    context: click.Context, typed: str, known: Sequence[str], below: Sequence[str] = ()
) -> click.exceptions.UsageError:
    """The error for a command that is not among the known ones; ``below``, those of that name."""
    # Needed only when somebody mistypes: importing it costs every other start.
    from difflib import get_close_matches

    message = f"il comando «{typed}» non esiste"
    if typed.casefold() in _HELP:
        # The usage line above says how to have it; words like «atto» would only mislead.
        return click.UsageError(f"{message}: l'aiuto è «{context.command_path} --help»", context)
    if below:
        return click.UsageError(f"{message} da solo: c'è {_quoted(below, 'e')}", context)
    if similar := get_close_matches(typed.casefold(), known):
        return click.UsageError(f"{message}: forse volevi {_quoted(similar, 'o')}?", context)
    return click.UsageError(f"{message}: i comandi sono {_quoted(known, 'e')}", context)


def _quoted(names: Sequence[str], conjunction: str) -> str:
    *others, last = [f"«{name}»" for name in names]
    return f"{', '.join(others)} {conjunction} {last}" if others else last
