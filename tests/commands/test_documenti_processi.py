"""A document that a register's own template makes, in a process of its own: its values go whole."""

import pickle
from pathlib import Path

import pytest

from rete.documents.catalogue import DOCUMENTS
from rete.reckoning.viste import Vista
from rete.render.templates import document
from tests.aiuti.documenti import DAY, EVERY_DOCUMENT, Wanted, example_register

VIEWS: tuple[Vista, ...] = ("originario", "multivigente")
CASES = [
    *((wanted, None) for wanted in EVERY_DOCUMENT),
    *((wanted, view) for wanted in EVERY_DOCUMENT for view in VIEWS if wanted.name == "patto"),
]


@pytest.mark.parametrize(("wanted", "view"), CASES, ids=str)
def test_what_a_document_says_is_the_same_in_another_process(
    wanted: Wanted, view: Vista | None, tmp_path: Path
) -> None:
    """It may look at all that our own template looks at: a sandbox of a register's refuses none."""
    name = wanted.name
    made = next(one for one in DOCUMENTS if one.nome == name)
    rete = example_register().rete
    values = made.values(rete, DAY, wanted.reference, vista=view)
    (tmp_path / f"{name}.md.j2").write_text(f"{{% include '{name}.md.j2' %}}", encoding="utf-8")

    here = document(name, values, draft=None, own=tmp_path / "nessuna")
    there = document(name, values, draft=None, own=tmp_path)

    assert pickle.loads(pickle.dumps(values)) == values
    assert there.markdown == here.markdown
    assert {*here.templates} < {*there.templates}
