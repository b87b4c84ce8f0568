"""A command's module → its Click command, with what all commands share; the table is cli's."""

import sys
from importlib import import_module

import click
import typer
from typer.core import TyperGroup
from typer.main import get_command

from rete import italiano
from rete.commands.contesto import common_options
from rete.commands.unknown import unknown_command

OPTIONS_METAVAR = "[OPZIONI]"
SUBCOMMAND_METAVAR = "COMANDO [ARGOMENTI]..."


class ItalianGroup(TyperGroup):
    """A group of commands that suggests in Italian: Typer's own suggestion is English."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            raise unknown_command(ctx, args[0], self.list_commands(ctx))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each command with its whole first sentence: Click's own would cut the long ones."""
        shown = [
            (name, self.commands[name].get_short_help_str(limit=sys.maxsize))
            for name in self.list_commands(ctx)
        ]
        with formatter.section("Comandi"):
            formatter.write_dl(shown)


def load_command(name: str, one_line: str) -> click.Command:
    """The command kept in the module of that name, ready to be called."""
    app = import_module(f"rete.commands.{name}").app
    if not isinstance(app, typer.Typer):
        raise TypeError(f"rete.commands.{name}.app is not a Typer application")
    _make_italian(app)
    command = get_command(app)
    command.name = name
    if not command.help:
        command.help = one_line
    _dress(command)
    return command


def _make_italian(app: typer.Typer) -> None:
    """What an application declares for itself and is the same for all: no Rich, our own groups."""
    app.rich_markup_mode = None
    app._add_completion = False  # noqa: SLF001 - Typer has no public way to say it afterwards
    app.info.cls = ItalianGroup
    for group in app.registered_groups:
        if group.typer_instance is not None:
            _make_italian(group.typer_instance)


def _dress(command: click.Command) -> None:
    """Give a command and those below it the common options and Italian placeholders."""
    command.options_metavar = OPTIONS_METAVAR
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.metavar is None:
            parameter.metavar = italiano.METAVARS.get(parameter.type.name.upper())
    command.params.extend(common_options())
    if isinstance(command, click.Group):
        command.subcommand_metavar = SUBCOMMAND_METAVAR
        command.no_args_is_help = not command.invoke_without_command
        for below in command.commands.values():
            _dress(below)
