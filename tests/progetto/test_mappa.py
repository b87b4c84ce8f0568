"""The pages for whoever programs name all parts of the program, and no path that is not there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.aiuti.luoghi import ROOT, SRC

PACKAGE = SRC / "rete"
MAP = ROOT / "docs" / "architettura.md"
PAGES = (MAP, ROOT / "CONTRIBUTING.md", ROOT / "README.md")
QUOTED = re.compile(r"``?([^`\n]+)``?")
PLACE = re.compile(r"[\w.*<>/-]*/[\w.*<>/-]*|[\w*<>-]+\.py")


def without_fences(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)


def places_in(text: str) -> Iterator[str]:
    """What is written as the path of a file or folder, in the commands of the page too."""
    for quoted in QUOTED.findall(without_fences(text)):
        yield from (word for word in quoted.split() if PLACE.fullmatch(word))


def found(place: str) -> list[Path]:
    """The files and folders of that path, from the repository's top or the package's."""
    pattern = re.sub(r"<[^>]*>", "*", place).rstrip("/")
    there = [*ROOT.glob(pattern), *PACKAGE.glob(pattern)]
    return there if there or "/" in place else [*PACKAGE.rglob(pattern)]


def rows(heading: str) -> Iterator[list[str]]:
    """The rows of the table under a heading of the map, cell by cell."""
    part = MAP.read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    for line in lines[1:]:
        yield [cell.strip() for cell in line.strip("|").split(" | ")]


def files_of(cell: str) -> Iterator[Path]:
    for place in places_in(cell):
        for path in found(place):
            yield from path.rglob("*.*") if path.is_dir() else [path]


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_every_path_that_a_page_names_is_there(page: Path) -> None:
    named = set(places_in(page.read_text(encoding="utf-8")))
    assert page.name == "README.md" or len(named) > 20
    assert sorted(place for place in named if not found(place)) == []


@pytest.mark.parametrize(
    "place",
    ["src/rete/gone.py", "tests/rules/test_gone.py", "gone.py", "edits/gone_*.py", "gone/"],
)
def test_a_path_that_is_not_there_is_told(place: str) -> None:
    assert list(places_in(f"In `{place}` and nowhere else.")) == [place]
    assert found(place) == []


def test_the_map_has_one_line_for_every_part_of_the_program_and_for_no_other() -> None:
    named = [name for row in rows("What is in each part") for name in QUOTED.findall(row[0])]
    there = [
        path.stem
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    ]
    assert sorted(named) == sorted(name for name in there if name != "__init__")


def test_what_the_map_sends_to_is_in_the_file_that_it_names() -> None:
    seen = 0
    for wanted, where, words in rows("Where to put what"):
        texts = [path.read_text("utf-8", "replace") for path in files_of(where) if path.is_file()]
        assert texts, wanted
        for word in QUOTED.findall(words):
            assert any(re.search(rf"(?<!\w){re.escape(word)}\b", text) for text in texts), word
            seen += 1
    assert seen > 20


def test_the_map_stays_on_two_pages_and_is_reached_by_whoever_programs() -> None:
    assert len(MAP.read_text(encoding="utf-8").splitlines()) <= 130
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        assert "(docs/architettura.md)" in page.read_text(encoding="utf-8"), page.name


def module_names() -> set[str]:
    names = {path.relative_to(PACKAGE).with_suffix("") for path in PACKAGE.rglob("*.py")}
    return {".".join(name.parts).removesuffix(".__init__") for name in names}


def strangers(first_line: str, code: str, modules: set[str]) -> Iterator[str]:
    """The names in a first line that are neither a module's nor written in the file itself."""
    for name in QUOTED.findall(first_line):
        beginning = name.rstrip("*")
        if not re.fullmatch(r"[a-z_][\w.]*", beginning):
            continue
        of_a_module = (
            module == name
            or module.endswith(f".{name}")
            or (name != beginning and module.rpartition(".")[2].startswith(beginning))
            for module in modules
        )
        if not any(of_a_module) and not re.search(rf"\b{re.escape(beginning)}", code):
            yield name


def test_the_neighbours_that_a_first_line_names_are_there() -> None:
    modules, wrong = module_names(), []
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        told = ast.get_docstring(ast.parse(text))
        assert told, path
        first, code = told.partition("\n")[0], text.partition('"""\n')[2]
        wrong += [f"{path.name}: {name}" for name in strangers(first, code, modules)]
    assert wrong == []
    assert list(strangers("All of it is in `gone`.", "", modules)) == ["gone"]
