"""`rete spiega`: the page of a check, or the list of all; no register is needed."""

from collections.abc import Sequence

import click

from rete.commands.shared.opzioni import Opzioni, argomento, in_forma, with_options
from rete.diagnostics import Check
from rete.render.check_pages import checks_as_json, list_of_checks, page
from rete.render.terminal_text import printable
from rete.rules.catalogue import every_check


class Chiesto(Opzioni):
    """Which check, and in which form."""

    codice = argomento(
        "Il codice di un controllo, per esempio TAV001 (se manca, l'elenco di tutti).",
        "[CODICE]",
        default=None,
    )
    formato = in_forma("testo", "json")


@with_options
def spiega(a: Chiesto) -> None:
    """Che cosa vuole un controllo, e perché."""
    checks = every_check()
    chosen = checks if a.codice is None else (_named(a.codice, checks),)
    if a.formato == "json":
        click.echo(checks_as_json(chosen), nl=False)
    elif a.codice is None:
        click.echo(list_of_checks(chosen))
    else:
        click.echo(page(chosen[0]))


def _named(typed: str, checks: Sequence[Check]) -> Check:
    wanted = typed.strip().strip("[]").upper()
    for check in checks:
        if check.code == wanted:
            return check
    raise click.UsageError(
        f"il controllo «{printable(typed)}» non esiste: {_what_else(wanted, checks)}"
    )


def _what_else(wanted: str, checks: Sequence[Check]) -> str:
    # Needed only when somebody mistypes.
    from difflib import get_close_matches

    if near := get_close_matches(wanted, [check.code for check in checks]):
        return f"forse volevi {' o '.join(f'«{code}»' for code in near)}?"
    return "«rete spiega» li elenca tutti"
