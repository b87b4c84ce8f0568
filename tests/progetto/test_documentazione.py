"""What docs/ says is what the program does: generated parts up to date, examples that are valid."""

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from rete.load.kinds import KIND_NAMED, Known, classify
from rete.render.check_pages import by_subject
from rete.rules.catalogue import every_check
from rete.schema import schema_of
from rete.source import compose
from tests.aiuti.luoghi import ROOT

TOOL = ROOT / "tools" / "genera_documentazione.py"
FORMAT = (ROOT / "docs" / "formato.md").read_text(encoding="utf-8")
RAW = re.DOTALL | re.MULTILINE
PAGES = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "esempi" / "roccaverde" / "LEGGIMI.md",
)
EXAMPLES = re.findall(r"```yaml\n# (data/\S+)\n(.*?)```", FORMAT, flags=re.DOTALL)


@pytest.fixture(name="tool")
def the_tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(TOOL.parent)
    spec = importlib.util.spec_from_file_location("genera_documentazione", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(name="docs")
def a_copy_of_the_docs(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "docs", tmp_path / "docs")


def test_the_generated_parts_are_up_to_date() -> None:
    command = [sys.executable, str(TOOL), "--controlla"]
    run = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_a_table_changed_by_hand_is_found_and_written_again(
    tool: ModuleType, docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = docs / "formato.md"
    right = page.read_text(encoding="utf-8")
    page.write_text(right.replace("| `denominazione` | sì |", "| `denominazione` |  |"), "utf-8")

    assert tool.main(["--controlla"], docs) == 1
    assert capsys.readouterr().err == (
        "docs/formato.md: non è aggiornato\n→ python tools/genera_documentazione.py\n"
    )
    assert tool.main([], docs) == 0
    assert page.read_text(encoding="utf-8") == right


def test_a_part_without_its_marks_is_refused(tool: ModuleType, docs: Path) -> None:
    page = docs / "formato.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("<!-- generato: schema ente -->", ""), "utf-8")
    with pytest.raises(tool.PartNotFound, match="schema ente"):
        tool.main([], docs)


def test_a_part_never_swallows_the_next_one(tool: ModuleType) -> None:
    page = "<!-- generato: uno -->\n\n<!-- generato: due -->\n<!-- fine -->\n"
    with pytest.raises(tool.PartNotFound, match="uno"):
        tool.with_part(page, "uno", "testo")


def test_every_mark_in_the_docs_has_its_row(tool: ModuleType) -> None:
    rows = {(part.file, part.name) for part in tool.PARTS}
    marks = {
        (path.name, name)
        for path in (ROOT / "docs").glob("*.md")
        for name in re.findall(r"<!-- generato: (.*?) -->", path.read_text(encoding="utf-8"))
    }
    assert marks == rows


def test_every_kind_of_file_has_an_example() -> None:
    kinds = [found.kind.name for path, _ in EXAMPLES if isinstance(found := classify(path), Known)]
    assert sorted(kinds) == sorted(KIND_NAMED)


@pytest.mark.parametrize(("path", "text"), EXAMPLES, ids=[path for path, _ in EXAMPLES])
def test_the_examples_of_the_format_are_valid(path: str, text: str) -> None:
    found = classify(path)
    assert isinstance(found, Known)
    schema = schema_of(found.kind.name)
    document = compose(text.encode(), schema.shape)
    assert document.faults == ()
    assert document.value is not None
    assert list(schema.faults(document.value)) == []


def test_every_kind_of_effect_is_explained() -> None:
    kinds = schema_of("atto").text["$defs"]["tipo-effetto"]["enum"]
    table = FORMAT.partition("| tipo | che cosa succede |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", table, flags=re.MULTILINE) == kinds


def slug(heading: str) -> str:
    """The name that a heading has in a link, as GitHub makes it."""
    return re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=RAW)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?://", target):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        assert path.is_file(), target
        headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert not anchor or anchor in map(slug, headings), target


def test_every_page_is_reached_from_the_first() -> None:
    reached, waiting = {ROOT / "README.md"}, [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        for target in re.findall(r"\]\(([^)#\s]+\.md)", page.read_text(encoding="utf-8")):
            path = (page.parent / target).resolve()
            if path.is_file() and path not in reached:
                reached.add(path)
                waiting.append(path)
    assert set((ROOT / "docs").glob("*.md")) <= reached


def test_the_secretary_goes_from_any_page_to_the_guide_and_back() -> None:
    guide = (ROOT / "docs" / "guida.md").read_text(encoding="utf-8")
    for name in ("comandi.md", "controlli.md", "formato.md", "conteggi.md", "appunti.md"):
        assert f"({name}" in guide, name
        assert "(guida.md" in (ROOT / "docs" / name).read_text(encoding="utf-8"), name


def test_every_check_and_every_command_has_its_place() -> None:
    checks = (ROOT / "docs" / "controlli.md").read_text(encoding="utf-8")
    commands = (ROOT / "docs" / "comandi.md").read_text(encoding="utf-8")
    assert re.findall(r"^### ([A-Z]{3}[0-9]{3})$", checks, flags=re.MULTILINE) == [
        check.code for _, group in by_subject(every_check()) for check in group
    ]
    for path in (ROOT / "tests" / "attesi" / "aiuto").glob("*.txt"):
        assert f"```text\n{path.read_text(encoding='utf-8')}```" in commands, path.stem
