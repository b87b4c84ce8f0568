"""Who may import whom, which library belongs to which module, and what the pure layers never do."""

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.aiuti.luoghi import SRC, TESTS

PACKAGE = SRC / "rete"

COMMON = {"errors", "diagnostics", "italiano", "records", "rome"}
"""What every module may import, but for those of COMMON itself, which have rows of their own."""

EVERYTHING = {
    *COMMON,
    *{"git_process", "git_damage", "git_place", "git_hints", "git_index", "git_content"},
    *{"git_changes", "git_call", "git_causes", "git_durable", "git_write", "git_proposal"},
    *{"journal", "past", "commit_message"},
    *{"changes", "edits", "operation", "ask", "editor", "notes"},
    *{
        "data_tree",
        "own_folder",
        "resources",
        "reading_faults",
        "plaintext",
        "source",
        "shape_faults",
        "schema",
        "store",
        "revision",
        "register_root",
        "git",
        "load",
        "firme",
        "litter",
    },
    *{"model", "calendario", "reckoning", "rules", "check", "another_process", "garbage_collector"},
    *{"documents", "views", "render"},
}

# Who (a module, or a package with all that is in it) → which modules of rete it may import.
# A longer name wins over the package it belongs to; inside one package everybody may import
# everybody. A module without a row fails the tests, and so does a row without a module.
MAY_IMPORT: Mapping[str, set[str]] = {
    # the ground
    "rome": set(),
    "records": set(),  # frozen values, whatever they are of
    "errors": set(),
    "diagnostics": {"records"},
    "italiano": {"errors", "diagnostics", "records"},
    "resources": COMMON,
    "litter": set(),  # what systems leave in a folder, by its name
    # reading: from bytes to records
    "git_process": COMMON,
    "git_damage": COMMON,
    "git_place": COMMON | {"git_damage", "git_process"},
    "git_hints": {"git_place"},  # what is written in git's folders, read without git
    "git": COMMON | {"git_damage", "git_place", "git_process"},
    "git_content": COMMON | {"git", "git_damage", "git_place", "git_process"},
    "git_index": COMMON | {"git", "git_damage", "git_place"},
    "git_changes": COMMON
    | {"git", "git_content", "git_hints", "git_index", "git_place", "git_process"},
    "commit_message": {"records"},
    "git_call": COMMON | {"git_place", "git_process"},
    "git_causes": COMMON | {"git_call", "git_damage", "git_process"},
    "git_durable": set(),
    "git_write": COMMON
    | {"git", "git_call", "git_changes", "git_hints", "git_place", "commit_message"},
    "past": COMMON | {"git", "git_content", "commit_message"},
    "git_proposal": COMMON
    | {"git", "git_call", "git_causes", "git_content", "git_durable", "git_hints", "git_place"}
    | {"git_write"},
    "altered": COMMON | {"git_changes"},
    "store": COMMON | {"altered", "git_changes", "git_place", "reading_faults"},
    "revision": COMMON | {"altered", "git_content", "git_place", "reading_faults", "store"},
    "register_root": COMMON | {"store"},
    "data_tree": COMMON
    | {"git", "git_changes", "git_content", "git_place"}
    | {"altered", "litter", "revision", "store"},
    "own_folder": set(),  # where nobody else can write
    "reading_faults": {"diagnostics", "records"},
    "plaintext": {"diagnostics", "reading_faults"},
    "source": COMMON | {"plaintext", "reading_faults"},
    "shape_faults": COMMON,
    "schema": COMMON | {"resources", "shape_faults", "source", "model"},
    "privacy": COMMON | {"source", "model"},
    "load": COMMON
    | {"altered", "another_process", "garbage_collector", "litter", "own_folder", "privacy"}
    | {"reading_faults", "resources", "source", "schema", "store", "model"},
    # writing: from contents to files and commits
    "journal": COMMON
    | {"git", "git_call", "git_causes", "git_content", "git_durable", "git_hints", "git_place"}
    | {"git_process", "git_write", "commit_message", "store"},
    # writing in a file: changes as data, where values stand, how they are written
    "changes": {"diagnostics", "records"},
    "outline": {"records"},
    "scalar": {"changes", "plaintext", "records"},
    "emit": {"changes", "scalar", "source", "records"},
    "splice": COMMON | {"changes", "emit", "outline", "scalar", "schema", "source"},
    # pure: model in, values out
    "model": COMMON,
    "calendario": COMMON | {"model"},
    "reckoning": COMMON | {"model", "calendario"},
    "edits": COMMON | {"changes", "model", "calendario", "reckoning"},
    "rules": COMMON | {"model", "calendario", "reckoning"},
    "rules.catalogue": COMMON | {"rules", "reading_faults", "shape_faults", "privacy", "load"},
    "documents": COMMON | {"model", "calendario", "reckoning", "views"},
    "views": COMMON | {"model", "calendario", "reckoning"},
    "notes": COMMON | {"changes", "plaintext", "model", "edits"},
    # the whole check: files, then meaning
    "check": COMMON | {"load", "rules", "another_process", "garbage_collector"},
    "another_process": set(),  # work in another process, whatever the work is
    "garbage_collector": set(),
    # a change: made in memory, checked, ready to be written
    "operation": COMMON
    | {"changes", "check", "commit_message", "load", "model", "reading_faults", "splice", "store"},
    # what the user sees
    "render": COMMON | {"model", "own_folder", "store", "resources", "views"},
    # signed files read: bytes in, values out
    "firme": COMMON | {"privacy"},
    "ask": COMMON | {"plaintext", "render"},
    "editor": COMMON,
    "commands": EVERYTHING,
    "commands.completamento": EVERYTHING | {"commands", "cli"},  # the door completes its own words
    "streams": set(),
    "cli": COMMON | {"commands", "garbage_collector", "render", "streams"},
    "__main__": {"cli"},
}

# Library → the modules that alone may import it. What is not here and not of Python fails too.
BELONGS_TO: Mapping[str, set[str]] = {
    "yaml": {"source", "outline"},  # both read libyaml's events: with types, and with spans
    "jsonschema": {"schema"},
    "msgspec": {"load.record_as_json"},
    "jsonschema_rs": {"schema"},
    # documents, what a register's own template may do in them, its faults, what is kept compiled
    "jinja2": {
        "render.templates",
        "render.sandbox",
        "render.template_faults",
        "render.template_cache",
    },
    "markupsafe": {"render.templates", "render.sandbox"},
    "rich": {"render"},
    "icalendar": {"render.ics"},
    "typst": {"render.pdf"},
    "pyhanko": {"firme"},
    "pyhanko_certvalidator": {"firme"},
    "cryptography": {"firme"},
    "asn1crypto": {"firme"},
    "typer": {"cli", "commands", "italiano"},
    "click": {"cli", "commands", "italiano"},
    # of Python itself, but each with one door only
    # git; the editor of whoever redoes notes; pandoc, whose package costs 54 ms to import where
    # its binary takes 20 to convert; a register's own template, which may have to be stopped
    "subprocess": {
        *(
            "git_process",
            "git_call",
            "git_content",
            "editor",
            "render.pandoc",
            "render.limited_process",
        ),
    },
    "gettext": {"italiano"},
    # commands and documents, each when it is called; the binary; whether an extra is installed
    "importlib": {
        *{"cli", "commands.shared.loading", "documents.catalogue", "render.pandoc", "firme.guard"}
    },
}

PURE = {"model", "calendario", "reckoning", "rules", "edits", "documents", "views", "notes"}
IMPURE_MODULES = {"io", "os", "random", "secrets", "shutil", "socket", "sys", "tempfile", "time"}
PURE_PATHS = {"PurePath", "PurePosixPath"}
IMPURE_CALLS = {"open", "print", "input", "eval", "exec"}
IMPURE_METHODS = {
    *{"now", "today", "utcnow", "fromtimestamp"},
    *{"read_text", "read_bytes", "write_text", "write_bytes", "open", "mkdir", "unlink"},
    *{"exists", "is_file", "is_dir", "iterdir", "glob", "rglob", "stat", "resolve", "cwd", "home"},
}

Modules = Mapping[str, ast.Module]
"""Every module of rete by its name without ``rete.`` (the package itself is the empty name)."""


@dataclass(frozen=True, kw_only=True)
class Import:
    """One name brought into a module, inside functions too."""

    line: int
    target: str


@cache
def project() -> Modules:
    return {
        module_name(path): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree))


def imports(tree: ast.Module) -> Iterator[Import]:
    for node in nodes(tree):
        match node:
            case ast.Import(names=names):
                for alias in names:
                    yield Import(line=node.lineno, target=alias.name)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                for alias in names:
                    yield Import(line=node.lineno, target=f"{module}.{alias.name}")
            case ast.ImportFrom():
                yield Import(line=node.lineno, target="rete.(by a relative name)")


def row_of(module: str, table: Mapping[str, set[str]]) -> str | None:
    """The row that speaks of this module: its own, else that of the nearest package around it."""
    while module and module not in table:
        module = module.rpartition(".")[0]
    return module or None


def within(module: str, names: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in names)


def forbidden_imports(modules: Modules, table: Mapping[str, set[str]]) -> Iterator[str]:
    for module, tree in modules.items():
        row = row_of(module, table)
        if row is None:
            continue
        for found in imports(tree):
            package, _, target = found.target.partition(".")
            if package != "rete" or within(target, {row, *table[row]}):
                continue
            if target.startswith("__version__"):
                continue
            yield f"{module}:{found.line}: imports rete.{target}, which its row does not allow"


def modules_without_a_row(modules: Modules, table: Mapping[str, set[str]]) -> Iterator[str]:
    for module in modules:
        if module and row_of(module, table) is None:
            yield f"{module}: has no row in MAY_IMPORT"


def rows_without_a_module(modules: Modules, table: Mapping[str, set[str]]) -> Iterator[str]:
    for row in table:
        if not any(within(module, {row}) for module in modules):
            yield f"{row}: has a row in MAY_IMPORT, but is not there"


def libraries_out_of_place(modules: Modules) -> Iterator[str]:
    for module, tree in modules.items():
        for found in imports(tree):
            library = found.target.partition(".")[0]
            if library == "rete":
                continue
            if library in BELONGS_TO:
                if not within(module, BELONGS_TO[library]):
                    yield f"{module}:{found.line}: {library} belongs to {BELONGS_TO[library]}"
            elif library not in sys.stdlib_module_names:
                yield f"{module}:{found.line}: {library} belongs to no module of BELONGS_TO"


def impurities(modules: Modules) -> Iterator[str]:
    for module, tree in modules.items():
        if not within(module, PURE):
            continue
        for found in imports(tree):
            name, _, rest = found.target.partition(".")
            if name in IMPURE_MODULES or (name == "pathlib" and rest not in PURE_PATHS):
                yield f"{module}:{found.line}: imports {found.target}"
        for node in nodes(tree):
            match node:
                case ast.Call(func=ast.Name(id=name)) if name in IMPURE_CALLS:
                    yield f"{module}:{node.lineno}: calls {name}()"
                case ast.Call(func=ast.Attribute(attr=name)) if name in IMPURE_METHODS:
                    yield f"{module}:{node.lineno}: calls .{name}()"


def test_a_module_imports_only_what_its_row_allows() -> None:
    assert list(forbidden_imports(project(), MAY_IMPORT)) == []


def test_every_module_has_a_row() -> None:
    assert list(modules_without_a_row(project(), MAY_IMPORT)) == []


def test_every_row_speaks_of_a_module_that_is_there() -> None:
    assert list(rows_without_a_module(project(), MAY_IMPORT)) == []


def test_the_modules_that_a_row_allows_have_rows_of_their_own() -> None:
    allowed = set().union(*MAY_IMPORT.values())

    assert allowed - set(MAY_IMPORT) == set()


def test_a_library_is_used_only_by_the_module_that_owns_it() -> None:
    assert list(libraries_out_of_place(project())) == []


def test_the_pure_layers_read_nothing_print_nothing_and_know_no_clock() -> None:
    assert list(impurities(project())) == []


# The checks above can fail: each is shown a source that breaks it.


def parsed(**sources: str) -> Modules:
    return {name.replace("__dot__", "."): ast.parse(text) for name, text in sources.items()}


@pytest.mark.parametrize(
    "source",
    [
        "from rete.commands import ente",
        "from rete import commands",
        "import rete.commands.ente.elenca",
        "from .. import commands",
        "def late():\n    from rete.commands.ente.elenca import run",
    ],
)
def test_an_import_against_the_current_is_found_however_it_is_written(source: str) -> None:
    assert len(list(forbidden_imports(parsed(model__dot__ente=source), MAY_IMPORT))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "from rete import __version__",
        "from rete.model.patto import Patto",
        "from rete.errors import ReteError",
        "from datetime import date",
    ],
)
def test_an_import_of_what_is_allowed_is_left_alone(source: str) -> None:
    assert list(forbidden_imports(parsed(model__dot__ente=source), MAY_IMPORT)) == []


def test_a_module_whose_name_begins_like_an_allowed_one_is_not_allowed() -> None:
    modules = parsed(rules="from rete.modelli import Ente")

    assert len(list(forbidden_imports(modules, MAY_IMPORT))) == 1


def test_a_new_module_without_a_row_and_a_row_without_a_module_are_found() -> None:
    table: Mapping[str, set[str]] = {"gone": set()}

    assert list(modules_without_a_row(parsed(novita=""), table)) != []
    assert list(rows_without_a_module(parsed(novita=""), table)) != []


@pytest.mark.parametrize("source", ["import yaml", "from numpy import array", "import subprocess"])
def test_a_library_outside_its_module_or_of_nobody_is_found(source: str) -> None:
    assert len(list(libraries_out_of_place(parsed(rules=source)))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "from pathlib import Path",
        "import pathlib",
        "open('x')",
        "date.today()",
        "datetime.datetime.now()",
        "path.read_text()",
    ],
)
def test_reading_printing_and_looking_at_the_clock_are_found_in_a_pure_layer(source: str) -> None:
    assert len(list(impurities(parsed(reckoning__dot__sitting=source)))) == 1
    assert list(impurities(parsed(store=source))) == []


NOT_OF_A_PACKAGE = {"git", "progetto", "assalti", "grande"}
"""Folders of tests of the modules ``git_*.py``, of the whole, of attacks, with other programs."""


def folders_of_tests(top: Path) -> set[str]:
    found = (path.relative_to(top).parts for path in top.rglob("test_*.py"))
    return {parts[0] for parts in found if len(parts) > 1}


def test_each_folder_of_tests_is_about_the_package_of_its_name() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}

    assert folders_of_tests(TESTS) - packages == NOT_OF_A_PACKAGE
    assert NOT_OF_A_PACKAGE & packages == set()


def test_a_folder_of_tests_is_found_by_its_tests(tmp_path: Path) -> None:
    for name in (
        "test_flat.py",
        "journal/test_one.py",
        "journal/deep/test_two.py",
        "aiuti/mano.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    assert folders_of_tests(tmp_path) == {"journal"}
