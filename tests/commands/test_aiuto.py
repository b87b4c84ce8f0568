"""Every help, word for word; `RETE_ACCETTA=1` before its command accepts the new."""

import os
import re
from importlib import import_module
from pathlib import Path

import click

from rete import cli
from rete.commands.shared.loading import members_of
from tests.aiuti import luoghi
from tests.aiuti.luoghi import ROOT

_NAMED = re.compile(r"[«`]rete ([a-z]+)(?: ([a-z]+))?(?=[ »`])")
NO_COMMANDS = ("ha", "mostra")
"""«rete ha un difetto»; and what a comment says is wrongly typed."""
EXPECTED = luoghi.EXPECTED / "aiuto"


def every_help() -> dict[str, str]:
    """`rete-ente-mostra` → what `rete ente mostra --help` prints, 80 columns wide."""
    found: dict[str, str] = {}

    def visit(context: click.Context) -> None:
        found[context.command_path.replace(" ", "-")] = context.get_help() + "\n"
        if isinstance(context.command, click.Group):
            for name in context.command.list_commands(context):
                command = context.command.get_command(context, name)
                assert command is not None
                visit(click.Context(command, info_name=name, parent=context))

    visit(click.Context(cli.door, info_name="rete", terminal_width=80))
    return found


def test_every_help_is_the_one_that_was_accepted() -> None:
    printed = every_help()
    if os.environ.get("RETE_ACCETTA") == "1":
        accept(printed)

    accepted = {path.stem: path.read_text(encoding="utf-8") for path in EXPECTED.glob("*.txt")}

    assert sorted(printed) == sorted(accepted)
    for name, text in printed.items():
        assert text == accepted[name], name


def accept(printed: dict[str, str]) -> None:
    EXPECTED.mkdir(parents=True, exist_ok=True)
    for path in EXPECTED.glob("*.txt"):
        if path.stem not in printed:
            path.unlink()
    for name, text in printed.items():
        (EXPECTED / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")


def test_every_module_with_a_command_has_its_row_in_the_door() -> None:
    below = Path(cli.__file__).parent / "commands"
    modules = {path.stem for path in below.glob("*.py")}
    found = modules | {path.parent.name for path in below.glob("*/__init__.py")}
    assert found - {"__init__", "shared", "writing"} == set(cli.COMMANDS)


def test_every_command_of_a_group_is_a_module_of_its_folder_with_a_function_of_that_name() -> None:
    for group in cli.COMMANDS:
        for name in members_of(group):
            assert callable(getattr(import_module(f"rete.commands.{group}.{name}"), name))


def test_no_line_of_help_is_wider_than_a_terminal() -> None:
    for name, text in every_help().items():
        assert [line for line in text.splitlines() if len(line) > 80] == [], name


def test_the_first_sentence_of_a_command_is_never_cut() -> None:
    for name, text in every_help().items():
        assert [line for line in text.splitlines()[1:] if line.endswith("...")] == [], name


def test_every_command_that_is_named_anywhere_exists() -> None:
    """A remedy that names one that does not exist cannot be followed."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("src/**/*.py")]
    there = {name.replace("-", " ") for name in every_help()}
    groups = {name.rpartition(" ")[0] for name in there} - {"rete"}
    unknown = []
    for page in pages:
        for first, second in _NAMED.findall(page.read_text(encoding="utf-8")):
            name = f"rete {first}"
            name = f"{name} {second}" if name in groups and second else name
            if name not in there and first not in NO_COMMANDS:
                unknown.append(f"{page.relative_to(ROOT)}: {name}")
    assert unknown == []
