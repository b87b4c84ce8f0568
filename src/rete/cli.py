"""The door: the table of commands, imported when called, and what every failure becomes outside."""

import os
import re
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from rete import __version__, garbage_collector, italiano, streams

italiano.install_gettext()

import click  # noqa: E402 - the words must be in place before Click binds them

from rete.commands.shared.contesto import (  # noqa: E402
    COMPLETION_VARIABLE,
    GONE,
    PROGRAM,
    common_options,
)
from rete.commands.shared.unknown import unknown_command  # noqa: E402
from rete.errors import ReteError  # noqa: E402

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS: Final[dict[str, str]] = {
    "stato": "Che cosa c'è da fare oggi (anche «rete» da solo).",
    "controlla": "Controlla tutto il registro.",
    "spiega": "Che cosa vuole un controllo, e perché.",
    "scadenze": "Che cosa scade, e quando.",
    "ente": "Gli enti della rete: chi sono, da quando, con quale atto.",
    "tavolo": "I tavoli: chi ne fa parte, chi li coordina.",
    "verbale": "Le sedute: convocazione, verbale, decisioni, presenze.",
    "atto": "Gli atti nati fuori dalle sedute.",
    "azione": "Le azioni decise nelle sedute: chi, entro quando, a che punto sono.",
    "patto": "Il testo, gli articoli e i periodi del patto.",
    "documento": "I documenti da firmare e da inviare.",
    "verifica": "Se un documento è quello che dà il registro.",
    "rinomina": "Un nome che un sistema non può avere, cambiato con tutto ciò che lo cita.",
    "annulla": "Le ultime operazioni, e come annullarne una.",
    "completamento": "Fa completare comandi e nomi alla shell, col tasto Tab.",
}
"""Name → one line of help; what is at that name in `rete.commands` is imported when called."""

DEFAULT_COMMAND: Final = "stato"
INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141
CANNOT_GO_ON: Final = 3
_QUOTED: Final = re.compile(r"'([^']*)'")


class Door(click.Group):
    """The group of all commands, of which only the one called is imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        from rete.commands.shared.loading import load_command

        return load_command(cmd_name, COMMANDS[cmd_name])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            below = self._groups_with(args[0])
            raise unknown_command(ctx, args[0], self.list_commands(ctx), below)
        return super().resolve_command(ctx, args)

    def _groups_with(self, name: str) -> list[str]:
        """The commands of that name that the groups have: `rete mostra` wants to know of what."""
        from rete.commands.shared.loading import members_of

        return [f"{PROGRAM} {group} {name}" for group in COMMANDS if name in members_of(group)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Comandi"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        from click.shell_completion import CompletionItem

        return [
            CompletionItem(name, help=help_line)
            for name, help_line in COMMANDS.items()
            if name.startswith(incomplete)
        ] + click.Command.shell_complete(self, ctx, incomplete)


def _run_default(context: click.Context) -> object:
    if context.invoked_subcommand is not None or not isinstance(context.command, Door):
        return None
    command = context.command.get_command(context, DEFAULT_COMMAND)
    if command is None:
        return None
    with command.make_context(DEFAULT_COMMAND, [], parent=context) as inner:
        return command.invoke(inner)


def _show_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        click.echo(f"{PROGRAM} {__version__}")
        context.exit()


door: Final = Door(
    name=PROGRAM,
    help="La vita di un patto fra enti: chi c'è, che cosa si è deciso, che cosa scade.",
    epilog="«rete COMANDO --help» spiega un comando.",
    options_metavar="[OPZIONI]",
    subcommand_metavar="[COMANDO] [ARGOMENTI]...",
    invoke_without_command=True,
    callback=click.pass_context(_run_default),
    params=[
        *common_options(),
        click.Option(
            ["--version"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_show_version,
            help="Mostra la versione ed esce.",
        ),
    ],
)


def enter() -> int:
    """The program as the system starts it; its exit code."""
    garbage_collector.seldom()
    try:
        return main()
    except KeyboardInterrupt:  # a second one, while the first was being told
        return INTERRUPTED


def main(args: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code: 0 sound, 1 faults, 2 wrong usage, 3 cannot go on."""
    streams.make_ready()
    if asked := os.environ.get(COMPLETION_VARIABLE):
        from rete.commands.completamento import answer_shell

        return answer_shell(asked, door)
    code = _ended(sys.argv[1:] if args is None else list(args))
    streams.leave_quietly()
    return code


def _ended(args: list[str]) -> int:
    try:
        code = _run(args)
        # Whatever is still to be written is written here, where a closed pipe can be told.
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read us has gone (`rete … | head`): there is nobody to tell.
        return PIPE_CLOSED
    except KeyboardInterrupt:
        # A terminal has shown it (^C), and its cursor is still on that line.
        return _say("\ninterrotto" if sys.stderr.isatty() else "interrotto", INTERRUPTED)
    except (EOFError, click.Abort):
        return _say("interrotto", INTERRUPTED)
    except ReteError as error:
        return _say(f"errore: {error}", error.exit_code)
    except OSError as error:
        return _debugged(f"errore: {_gone() or italiano.os_problem(error)}", error)
    except Exception as error:  # noqa: BLE001 - never a traceback
        return _debugged(_own_fault(error), error)


def _run(args: list[str]) -> int:
    try:
        with door.make_context(PROGRAM, args) as context:
            result = door.invoke(context)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        _quote_as_we_do(error)
        error.message = _harmless(error.message)
        streams.tell(partial(error.show, file=sys.stderr))
        return error.exit_code
    return result if isinstance(result, int) else 0


def _quote_as_we_do(error: click.ClickException) -> None:
    """«--al», where Click would write '--al'."""
    if isinstance(error, click.BadParameter) and error.param and error.ctx:
        hint = error.param.get_error_hint(error.ctx)
        error.param_hint = _QUOTED.sub(r"«\1»", hint)


def _say(message: str, code: int) -> int:
    streams.tell(lambda: click.echo(_harmless(message), file=sys.stderr))
    return code


def _harmless(message: str) -> str:
    """The message without what a name or an argument could make the terminal do."""
    from rete.render.terminal_text import printable

    return "\n".join(printable(line) for line in message.split("\n"))


def _debugged(message: str, error: BaseException) -> int:
    if os.environ.get("RETE_DEBUG") == "1":
        import traceback

        streams.tell(lambda: traceback.print_exception(error))
    return _say(message, CANNOT_GO_ON)


def _gone() -> str | None:
    """Whatever is asked of the system by a relative name fails in a folder that is no more."""
    try:
        os.getcwd()  # noqa: PTH109 - pathlib is not imported yet
    except OSError:
        return GONE
    return None


def _own_fault(error: BaseException) -> str:
    return (
        f"errore: rete ha un difetto, non è colpa dei dati né tua ({type(error).__name__} "
        f"in {_where(error)}); segnalalo a chi cura il programma, "
        "e per i dettagli ripeti il comando con RETE_DEBUG=1"
    )


def _where(error: BaseException) -> str:
    """The deepest line of this program that the error went through."""
    from pathlib import Path

    package = Path(__file__).resolve().parent
    place = PROGRAM
    step = error.__traceback__
    while step is not None:
        file = Path(step.tb_frame.f_code.co_filename).resolve()
        if file.is_relative_to(package):
            place = f"{file.relative_to(package.parent).as_posix()}:{step.tb_lineno}"
        step = step.tb_next
    return place
