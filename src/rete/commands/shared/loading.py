"""A command's name → its Click command, imported when it is called; the table is `cli`'s.

A name is the module of that name, with a function called the same; or a package, whose `COMMANDS`
names the modules of a group, or whose module `comando` holds the function of a command by itself.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

import click
import typer
from typer.core import TyperGroup
from typer.main import get_command

from rete import italiano
from rete.commands.shared.contesto import common_options
from rete.commands.shared.unknown import unknown_command

OPTIONS_METAVAR: Final = "[OPZIONI]"
SUBCOMMAND_METAVAR: Final = "COMANDO [ARGOMENTI]..."
PLACE: Final = "rete.commands"
_BY_ITSELF: Final = "comando"


class ItalianGroup(TyperGroup):
    """A group of commands, of which only the one called is imported.

    It suggests in Italian: Typer's own suggestion is English.
    """

    def __init__(self, *, name: str, one_line: str, members: Sequence[str]) -> None:
        super().__init__(
            name=name,
            help=one_line,
            no_args_is_help=True,
            options_metavar=OPTIONS_METAVAR,
            subcommand_metavar=SUBCOMMAND_METAVAR,
            params=common_options(),
            rich_markup_mode=None,
        )
        self.members = tuple(members)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.members]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.members and cmd_name not in self.commands:
            self.commands[cmd_name] = _command(f"{self.name}.{cmd_name}", cmd_name)
        return self.commands.get(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.members and not ctx.resilient_parsing:
            raise unknown_command(ctx, args[0], self.members)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each command with its whole first sentence: Click's own would cut the long ones."""
        loaded = [(name, self.get_command(ctx, name)) for name in self.members]
        with formatter.section("Comandi"):
            formatter.write_dl(
                [(name, c.get_short_help_str(limit=sys.maxsize)) for name, c in loaded if c]
            )


def load_command(name: str, one_line: str) -> click.Command:
    """The command, or the group of commands, of that name, ready to be called."""
    place = import_module(f"{PLACE}.{name}")
    if members := members_of(name):
        return ItalianGroup(name=name, one_line=one_line, members=members)
    command = _command(f"{name}.{_BY_ITSELF}" if hasattr(place, "__path__") else name, name)
    command.help = command.help or one_line
    return command


def members_of(name: str) -> tuple[str, ...]:
    """The names of a group's commands; none where it is a command by itself."""
    found: tuple[str, ...] = getattr(import_module(f"{PLACE}.{name}"), "COMMANDS", ())
    return found


def _command(module: str, name: str) -> click.Command:
    """The function of that name in a module, with the common options and Italian placeholders."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name)(getattr(import_module(f"{PLACE}.{module}"), name))
    command = get_command(app)
    command.options_metavar = OPTIONS_METAVAR
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.metavar is None:
            parameter.metavar = italiano.METAVARS.get(parameter.type.name.upper())
    command.params.extend(common_options())
    return command
