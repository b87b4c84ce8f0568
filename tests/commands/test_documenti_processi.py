"""A document may be finished by another process: what it needs goes there whole."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from rete.commands.documento.fatto import Asked, finished, order
from rete.data_tree import DataTree
from rete.documents.catalogue import DOCUMENTS
from rete.reckoning.viste import Vista
from tests.aiuti.documenti import DAY, EVERY_DOCUMENT, Wanted, example_register, out_of_git
from tests.aiuti.luoghi import EXAMPLE

TREE = DataTree(id="0" * 40, recorded=True)
VIEWS: tuple[Vista | None, ...] = (None, "originario", "multivigente")


@pytest.mark.parametrize("wanted", EVERY_DOCUMENT, ids=str)
@pytest.mark.parametrize("view", VIEWS)
def test_what_a_document_says_is_the_same_in_another_process(
    wanted: Wanted, view: Vista | None
) -> None:
    document = next(one for one in DOCUMENTS if one.nome == wanted.name)
    asked = Asked(
        document=document, reference=wanted.reference, day=DAY, since=None,
        view=view if document.viste else None, format="md",
    )  # fmt: skip
    rete = example_register().rete
    here = order(rete, asked, errors=0, data=TREE, own=EXAMPLE / "templates")
    there = pickle.loads(pickle.dumps(here))
    assert there == here
    assert finished(there) == finished(here)


def test_one_processor_and_two_make_the_same_document(tmp_path: Path) -> None:
    register = out_of_git(EXAMPLE, tmp_path / "registro")
    made = []
    for processors in (1, 2):
        program = (
            "import sys; from rete import another_process;"
            f"another_process.others = lambda: {processors - 1};"
            "from rete.cli import main; sys.exit(main())"
        )
        place = tmp_path / f"{processors}.pdf"
        subprocess.run(
            [sys.executable, "-c", program, "documento", "elenco-aderenti", "-o", str(place)],
            cwd=register, env={**os.environ, "RETE_OGGI": DAY.isoformat()}, check=True,
            capture_output=True,
        )  # fmt: skip
        made.append(place.read_bytes())
    assert made[0] == made[1]
