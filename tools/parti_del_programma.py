"""What docs/ tells of the program itself, its commands and its checks, as the program tells it."""

from collections.abc import Iterator

import click

from rete.cli import door  # first of all: it gives Click its words
from rete.diagnostics import Check
from rete.notes.vocabulary import PAROLE, Parola
from rete.render.check_pages import by_subject, why
from rete.render.markdown import escaped
from rete.rules.catalogue import every_check

WIDTH = 80


def commands() -> str:
    """Every command in a list, then the help of each."""
    found = list(_every_command())
    listed = [
        f"- [`{context.command_path}`](#{_anchor(context)}): {_one_line(context)}"
        for context in found
        if not isinstance(context.command, click.Group)
    ]
    helps = [f"## {context.command_path}\n\n```text\n{_help(context)}\n```" for context in found]
    return "\n\n".join(["\n".join(listed), *helps])


def _every_command() -> Iterator[click.Context]:
    yield from _below(click.Context(door, info_name="rete", terminal_width=WIDTH))


def _below(context: click.Context) -> Iterator[click.Context]:
    yield context
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            command = context.command.get_command(context, name)
            if command is not None:
                yield from _below(click.Context(command, info_name=name, parent=context))


def _help(context: click.Context) -> str:
    return context.get_help().rstrip()


def _one_line(context: click.Context) -> str:
    return (context.command.help or "").partition("\n\n")[0].replace("\n", " ").strip()


def _anchor(context: click.Context) -> str:
    return context.command_path.replace(" ", "-")


def checks() -> str:
    """Every check under what it looks at: code, weight, what is wanted, why."""
    blocks: list[str] = []
    for subject, group in by_subject(every_check()):
        blocks += [f"## {subject}", *(_page(check) for check in group)]
    return "\n\n".join(blocks)


def _page(check: Check) -> str:
    first = f"**{check.severity.value}** · {escaped(check.title)}"
    return "\n\n".join([f"### {check.code}", first, *map(escaped, why(check))])


def words_of_notes() -> str:
    """Every word of the notes, by where it stands, with what follows it and an example."""
    titles = {
        "testata": "La seduta",
        "ovunque": "Dovunque",
        "punto": "I punti, le decisioni, i voti",
    }
    return "\n\n".join(
        "\n".join(
            (
                f"## {title}\n",
                "| parole | che cosa segue | esempio |",
                "|---|---|---|",
                *(_row_of_words(row) for row in PAROLE if row.dove == where),
            )
        )
        for where, title in titles.items()
    )


def _row_of_words(row: Parola) -> str:
    words = ", ".join(f"`{word.upper()}`" for word in row.parole)
    alone = " *" if row.sola else ""
    return f"| {words}{alone} | {row.che_cosa} | `{row.esempio}` |"
