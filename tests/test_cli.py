import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import click
import pytest

from rete.cli import COMMANDS, door
from tests.aiuti.porta import environment, program_with, run
from tests.conftest import Said

HEAVY = {"typer", "rich", "yaml", "jsonschema", "jsonschema_rs", "jinja2", "subprocess"}

TELLS = """\
from datetime import date
from pathlib import Path
from typing import Annotated
import typer
from rete.commands.shared import contesto

def mostra(
    ente: Annotated[str, typer.Argument(click_type=contesto.ENTE, metavar="ENTE")],
    al: Annotated[date | None, typer.Option("--al", click_type=contesto.DATA)] = None,
    quanti: Annotated[int, typer.Option("--quanti")] = 1,
    file: Annotated[Path | None, typer.Option("--file")] = None,
) -> None:
    folder = contesto.folder()
    print(ente, al, contesto.today(), folder.name if folder else None)
"""

GROUP = {
    "ente/__init__": "COMMANDS = ('mostra', 'elenca')",
    "ente/mostra": TELLS,
    "ente/elenca": "def elenca() -> None:\n    pass\n",
}

ONE_COMMAND = """\
import typer
from rete.commands.shared import contesto
from rete.errors import ReteError

def stato() -> {returns}:
    '''Fa una cosa.'''
    {body}
"""


def does(body: str, returns: str = "None") -> str:
    return ONE_COMMAND.format(body=body, returns=returns)


def here_is(monkeypatch: pytest.MonkeyPatch, name: str, source: str) -> None:
    """In this process too the command of that name is this source."""
    module = ModuleType(f"rete.commands.{name.removesuffix('/__init__').replace('/', '.')}")
    exec(source, module.__dict__)
    monkeypatch.setitem(sys.modules, module.__name__, module)


# --- the table -------------------------------------------------------------------------------


@pytest.mark.parametrize("args", [["--help"], ["--version"]])
def test_help_and_version_import_no_command_and_nothing_heavy(
    tmp_path: Path, args: list[str]
) -> None:
    code = (
        "import sys; from rete.cli import main; main(sys.argv[1:]);"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )

    result = run(args, cwd=tmp_path, program=[sys.executable, "-c", code])

    imported = set(result.stderr.split())
    assert "rete.cli" in imported
    assert imported & HEAVY == set()
    assert imported & {f"rete.commands.{name}" for name in COMMANDS} == set()


def test_calling_a_command_imports_no_other(tmp_path: Path) -> None:
    code = (
        "import sys; from rete.cli import main; main(sys.argv[1:]);"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )

    result = run(["completamento", "bash"], cwd=tmp_path, program=[sys.executable, "-c", code])

    imported = set(result.stderr.split()) & {f"rete.commands.{name}" for name in COMMANDS}
    assert imported == {"rete.commands.completamento"}


def test_help_costs_no_more_than_importing_typer(tmp_path: Path) -> None:
    bare = tmp_path / "bare.py"
    bare.write_text(
        "import typer\napp = typer.Typer(add_completion=False, rich_markup_mode=None)\n"
        "@app.command()\ndef hello(): pass\napp()\n",
        encoding="utf-8",
    )
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(7):
        ours.append(seconds([sys.executable, "-m", "rete", "--help"], tmp_path))
        theirs.append(seconds([sys.executable, str(bare), "--help"], tmp_path))

    least = statistics.median(theirs)
    assert statistics.median(ours) < max(least * 1.3, least + 0.025)


def seconds(command: list[str], cwd: Path) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=cwd, env=environment(), capture_output=True, check=True)
    return time.perf_counter() - started


def test_version_is_printed(tmp_path: Path) -> None:
    result = run(["--version"], cwd=tmp_path)

    assert (result.returncode, result.stdout, result.stderr) == (0, "rete 0.1.0\n", "")


def test_help_lists_the_commands_in_the_order_of_the_table(tmp_path: Path) -> None:
    lines = run(["--help"], cwd=tmp_path).stdout.partition("Comandi:\n")[2].splitlines()

    named = [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]
    assert named[:-1] == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_can_be_loaded(name: str) -> None:
    command = door.get_command(click.Context(door, info_name="rete"), name)

    assert command is not None
    assert command.help


def every_command() -> Iterator[tuple[str, click.Context]]:
    def below(context: click.Context) -> Iterator[tuple[str, click.Context]]:
        yield context.command_path, context
        if isinstance(context.command, click.Group):
            for name in context.command.list_commands(context):
                command = context.command.get_command(context, name)
                assert command is not None
                yield from below(click.Context(command, info_name=name, parent=context))

    yield from below(click.Context(door, info_name="rete"))


def test_every_command_takes_the_common_options_and_none_of_typers_own() -> None:
    for path, context in every_command():
        options = {o for p in context.command.get_params(context) for o in p.opts}
        assert {"-C", "--cartella", "--oggi", "--help"} <= options, path
        assert options & {"--install-completion", "--show-completion"} == set(), path


def test_no_placeholder_is_an_english_word() -> None:
    english = {"TEXT", "INTEGER", "FLOAT", "BOOLEAN", "PATH", "DIRECTORY", "FILENAME"}
    for path, context in every_command():
        for parameter in context.command.get_params(context):
            if isinstance(parameter, click.Option) and (parameter.is_flag or parameter.count):
                continue
            words = set(parameter.make_metavar(context).strip("[].").split())
            assert words & english == set(), (path, parameter.name)


def test_every_option_and_argument_is_explained() -> None:
    for path, context in every_command():
        assert context.command.help, path
        for parameter in context.command.get_params(context):
            assert getattr(parameter, "help", None), (path, parameter.name)


# --- the common options ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["-C", "a", "ente", "mostra", "x"], "x None 2025-03-01 a"),
        (["ente", "-C", "a", "mostra", "x"], "x None 2025-03-01 a"),
        (["ente", "mostra", "x", "--cartella", "a"], "x None 2025-03-01 a"),
        (["-C", "b", "ente", "-C", "b", "mostra", "-C", "a", "x"], "x None 2025-03-01 a"),
        (["-C", "a", "ente", "mostra", "-C", "b", "-C", "c", "x"], "x None 2025-03-01 c"),
        (["--oggi", "2/3/2025", "ente", "mostra", "x"], "x None 2025-03-02 None"),
        (["ente", "mostra", "x", "--oggi", "2 marzo 2025"], "x None 2025-03-02 None"),
        (["--oggi", "1999-01-01", "ente", "--oggi", "2025-03-02", "mostra", "x"],
         "x None 2025-03-02 None"),
        (["ente", "mostra", "x", "--al", "ieri"], "x 2025-02-28 2025-03-01 None"),
        (["ente", "mostra", "x", "--al", "domani", "--oggi", "2030-12-31"],
         "x 2031-01-01 2030-12-31 None"),
        (["ente", "mostra", "x", "--al", "1º gennaio 2020"], "x 2020-01-01 2025-03-01 None"),
    ],
)  # fmt: skip
def test_common_options_go_before_and_after_the_command_and_the_later_wins(
    tmp_path: Path,
    args: list[str],
    told: str,
    rete: Callable[..., Said],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for place, source in GROUP.items():
        here_is(monkeypatch, place, source)
    monkeypatch.setenv("RETE_OGGI", "2025-03-01")
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()

    result = rete(*args, folder=tmp_path)

    assert (result.out, result.err) == (f"{told}\n", "")


def test_today_is_the_clocks_in_rome_when_nobody_says_it(tmp_path: Path) -> None:
    program = program_with(tmp_path, {"stato": does("print(contesto.today())")})
    before = datetime.now(ZoneInfo("Europe/Rome")).date()

    told = run([], cwd=tmp_path, program=program).stdout.strip()
    # Where the machine's own day is another one, Rome's is still what counts.
    told_elsewhere = run([], cwd=tmp_path, env={"TZ": "UTC+14"}, program=program).stdout.strip()

    after = datetime.now(ZoneInfo("Europe/Rome")).date()
    assert {told, told_elsewhere} <= {before.isoformat(), after.isoformat()}


@pytest.mark.parametrize(
    ("args", "env", "words"),
    [
        ([], {"RETE_OGGI": "boh"}, "RETE_OGGI: «boh» non è una data"),
        (["--oggi", "2025-02-30"], {}, "«2025-02-30» non è una data"),
        (["--oggi", ""], {}, "«» non è una data"),
    ],
)
def test_a_today_that_is_no_day_is_wrong_usage(
    tmp_path: Path, args: list[str], env: dict[str, str], words: str
) -> None:
    program = program_with(tmp_path, {"stato": does("contesto.today()")})

    result = run(args, cwd=tmp_path, env=env, program=program)

    assert result.returncode == 2
    assert words in result.stderr


def test_today_given_wins_over_a_wrong_variable(tmp_path: Path) -> None:
    program = program_with(tmp_path, {"stato": does("print(contesto.today())")})

    result = run(["--oggi", "2025-03-01"], cwd=tmp_path, env={"RETE_OGGI": "boh"}, program=program)

    assert (result.returncode, result.stdout) == (0, "2025-03-01\n")


def test_a_day_in_an_option_is_read_by_us(tmp_path: Path) -> None:
    program = program_with(tmp_path, GROUP)

    result = run(["ente", "mostra", "x", "--al", "32/1/2025"], cwd=tmp_path, program=program)

    assert result.returncode == 2
    assert "errore: valore non valido per «--al»: «32/1/2025» non è una data" in result.stderr


def test_placeholders_that_a_command_does_not_set_are_italian(tmp_path: Path) -> None:
    program = program_with(tmp_path, GROUP)

    text = run(["ente", "mostra", "--help"], cwd=tmp_path, program=program).stdout

    assert "Uso: avvio.py" not in text
    assert text.startswith("Uso: rete ente mostra [OPZIONI] ENTE\n")
    for words in ("--al DATA", "--quanti NUMERO", "--file PERCORSO", "--cartella DIR"):
        assert words in text


def test_a_group_without_its_command_shows_its_help_as_wrong_usage(tmp_path: Path) -> None:
    program = program_with(tmp_path, GROUP)

    result = run(["ente"], cwd=tmp_path, program=program)

    assert result.returncode == 2
    assert result.stderr.startswith("Uso: rete ente [OPZIONI] COMANDO [ARGOMENTI]...\n")
    assert "  mostra" in result.stderr


def test_a_mistyped_command_of_a_group_is_suggested_in_italian(tmp_path: Path) -> None:
    program = program_with(tmp_path, GROUP)

    near = run(["ente", "mostre"], cwd=tmp_path, program=program)
    far = run(["ente", "zzz"], cwd=tmp_path, program=program)

    assert (near.returncode, far.returncode) == (2, 2)
    assert "il comando «mostre» non esiste: forse volevi «mostra»?" in near.stderr
    assert "il comando «zzz» non esiste: i comandi sono «mostra» e «elenca»" in far.stderr


def test_a_command_without_what_it_is_about_is_told_where_it_is(tmp_path: Path) -> None:
    result = run(["aggiorna", "2026-02-05-abitare/1"], cwd=tmp_path)
    several = run(["elenca"], cwd=tmp_path)

    assert result.returncode == 2
    assert "il comando «aggiorna» non esiste da solo: c'è «rete azione aggiorna»" in result.stderr
    assert "c'è «rete ente elenca», «rete tavolo elenca», «rete verbale elenca»" in several.stderr


@pytest.mark.parametrize("typed", ["aiuto", "help", "Aiuto"])
def test_who_asks_for_help_in_words_is_told_how_to_have_it(tmp_path: Path, typed: str) -> None:
    assert "l'aiuto è «rete --help»" in run([typed], cwd=tmp_path).stderr
    assert "l'aiuto è «rete ente --help»" in run(["ente", typed], cwd=tmp_path).stderr


# --- how a command ends ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (does("pass"), 0),
        (does("return 0", "int"), 0),
        (does("return 1", "int"), 1),
        (does("raise typer.Exit(1)"), 1),
        (does("raise typer.Exit"), 0),
        (does("raise ReteError('no')"), 3),
        (does("raise KeyError('no')"), 3),
        (does("open('manca')"), 3),
        (does("raise typer.BadParameter('no')"), 2),
    ],
)
def test_the_exit_code_says_how_it_ended(
    tmp_path: Path,
    source: str,
    code: int,
    rete: Callable[..., Said],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = program_with(tmp_path, {"stato": source})
    assert run(["stato"], cwd=tmp_path, program=program).returncode == code

    here_is(monkeypatch, "stato", source)
    assert rete(folder=tmp_path).code == code


def test_what_stops_a_command_is_told_as_it_is(tmp_path: Path) -> None:
    program = program_with(tmp_path, {"stato": does("raise ReteError('qui non c’è un registro')")})

    result = run([], cwd=tmp_path, program=program)

    assert (result.stdout, result.stderr) == ("", "errore: qui non c’è un registro\n")


def test_a_file_that_the_system_refuses_is_told_in_italian(tmp_path: Path) -> None:
    program = program_with(tmp_path, {"stato": does("open('manca.yaml')")})

    result = run([], cwd=tmp_path, program=program)

    assert result.stderr == "errore: «manca.yaml»: non esiste\n"


def test_a_fault_of_the_program_is_one_sentence_without_traceback(tmp_path: Path) -> None:
    program = program_with(tmp_path, {"stato": does("raise KeyError('no')")})

    result = run([], cwd=tmp_path, program=program)

    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("errore: rete ha un difetto")
    assert "KeyError" in result.stderr
    assert "rete/cli.py:" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_traceback_is_there_for_whoever_mends_the_program(tmp_path: Path) -> None:
    program = program_with(tmp_path, {"stato": does("raise KeyError('no')")})

    result = run([], cwd=tmp_path, env={"RETE_DEBUG": "1"}, program=program)

    assert "Traceback" in result.stderr
    assert result.returncode == 3


@pytest.mark.parametrize(
    "body",
    [
        "import os, signal; os.kill(os.getpid(), signal.SIGINT)",
        "typer.prompt('Nome')",  # standard input is closed
        "raise typer.Abort",
    ],
)
def test_an_interruption_is_told_and_has_its_own_code(tmp_path: Path, body: str) -> None:
    program = program_with(tmp_path, {"stato": does(body)})

    result = run([], cwd=tmp_path, program=program)

    assert result.returncode == 130
    assert result.stderr.endswith("interrotto\n")


@pytest.mark.parametrize("lines", [1, 100_000])
def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path, lines: int) -> None:
    body = f"for n in range({lines}): print(n)"
    program = program_with(tmp_path, {"stato": does(body)})

    with subprocess.Popen(
        program, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()

    assert errors == b""
    assert process.returncode == 141


@pytest.mark.parametrize("env", [{"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
                                 {"PYTHONIOENCODING": "ascii"}])  # fmt: skip
def test_output_is_utf8_whatever_the_language_of_the_terminal(
    tmp_path: Path, env: dict[str, str]
) -> None:
    program = program_with(tmp_path, {"stato": does("print('perché', '\\udcff')")})

    result = run([], cwd=tmp_path, env=env, program=program)

    assert (result.stdout, result.stderr) == ("perché \\udcff\n", "")


# --- the streams -----------------------------------------------------------------------------


def code_in_shell(program: tuple[str, ...], words: str, cwd: Path) -> tuple[int, str]:
    """How the program ends with streams that only a shell can make, and what it said there."""
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {words}', "sh", *program],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    ("body", "code"), [("print(1); return 1", 1), ("raise ReteError('no')", 3)]
)
def test_a_stream_that_is_closed_changes_nothing_else(
    tmp_path: Path, closed: str, body: str, code: int
) -> None:
    reads = "import sys; assert not sys.stdin.isatty(); sys.stdin.read(); "
    shows = "assert not sys.stdout.isatty(); click.echo('x', err=True); "
    source = f"import click\n{does(reads + shows + body, 'int')}"
    program = program_with(tmp_path, {"stato": source})

    ended, said = code_in_shell(program, f"< /dev/null {closed}", tmp_path)

    assert ended == code
    assert "difetto" not in said


def test_a_file_does_not_take_the_place_of_a_closed_stream(tmp_path: Path) -> None:
    body = "f = open('f', 'w'); print('x', flush=True); click.echo('y', err=True); f.close()"
    program = program_with(tmp_path, {"stato": f"import click\n{does(body)}"})

    assert code_in_shell(program, ">&- 2>&-", tmp_path) == (0, "")
    assert (tmp_path / "f").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize(
    ("arguments", "code"), [(("xx",), 2), (("stato", "--al"), 2), (("stato",), 3)]
)
def test_what_cannot_be_said_does_not_change_how_it_ends(
    tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    program = program_with(tmp_path, {"stato": does("raise ReteError('no')")})

    for full in ("2>/dev/full", ">/dev/full 2>/dev/full", "2>/dev/full >&-"):
        assert code_in_shell((*program, *arguments), full, tmp_path) == (code, "")


@pytest.mark.parametrize("lines", [1, 10_000])
def test_a_result_that_finds_no_room_is_told(tmp_path: Path, lines: int) -> None:
    program = program_with(tmp_path, {"stato": does(f"for n in range({lines}): print(n)")})

    ended, said = code_in_shell(program, ">/dev/full", tmp_path)

    assert (ended, said) == (3, "errore: il disco è pieno\n")
    assert code_in_shell(program, ">/dev/full 2>/dev/full", tmp_path) == (3, "")
