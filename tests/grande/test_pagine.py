"""The documents as web pages: axe-core in a real browser, and the Nu checker of the HTML."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.aiuti.documenti import EVERY_DOCUMENT, of_the_example

HERE = Path(__file__).parent
NU = HERE / "node_modules/vnu-jar/build/dist/vnu.jar"
NARROW = 320
FAULTY = """\
<!DOCTYPE html>
<html>
<head><meta charset="utf-8"><title>Prova</title></head>
<body><main><h1>Prova</h1><p style="color: #bbb">Chiaro</p><img src="x.png">
<table style="width: 60rem"><tr><td>uno</table></main></body>
</html>
"""

pytestmark = pytest.mark.grande


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every document of the example, and last a page that has faults."""
    folder = tmp_path_factory.mktemp("pagine")
    written = []
    for number, asked in enumerate(EVERY_DOCUMENT):
        written.append(folder / f"{number:02}-{asked.name}.html")
        written[-1].write_bytes(of_the_example("html", *asked))
    faulty = folder / "difettosa.html"
    faulty.write_text(FAULTY, encoding="utf-8")
    return [*written, faulty]


@pytest.fixture(scope="module")
def examined(pages: list[Path]) -> Mapping[str, Mapping[str, Any]]:
    chromium = shutil.which("chromium") or "chromium"
    done = subprocess.run(
        ["node", HERE / "axe.mjs", chromium, *pages],
        capture_output=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {Path(path).stem: said for path, said in json.loads(done.stdout).items()}


def test_axe_finds_nothing_to_say_of_any_document(
    examined: Mapping[str, Mapping[str, Any]],
) -> None:
    ours = {name: said for name, said in examined.items() if name != "difettosa"}
    faults = [
        (name, fault) for name, said in ours.items() for fault in said["faults"] + said["undecided"]
    ]

    assert len(ours) == len(EVERY_DOCUMENT)
    assert faults == []
    assert min(said["passed"] for said in ours.values()) > 5


def test_every_document_fits_a_narrow_screen(examined: Mapping[str, Mapping[str, Any]]) -> None:
    wide = {name for name, said in examined.items() if said["width"] > NARROW}

    assert wide == {"difettosa"}


def test_axe_sees_the_faults_of_a_page(examined: Mapping[str, Mapping[str, Any]]) -> None:
    found = {fault.partition(":")[0] for fault in examined["difettosa"]["faults"]}

    assert {"color-contrast", "html-has-lang", "image-alt"} <= found


def test_the_nu_checker_finds_nothing_to_say_but_of_a_faulty_page(pages: list[Path]) -> None:
    done = subprocess.run(
        ["java", "-jar", NU, "--format", "json", "--stdout", "--exit-zero-always", *pages],
        capture_output=True, encoding="utf-8", check=True, timeout=300,
    )  # fmt: skip

    found = [(Path(one["url"]).stem, one["message"]) for one in json.loads(done.stdout)["messages"]]

    assert [message for name, message in found if name != "difettosa"] == []
    assert any("alt" in message for _, message in found)
