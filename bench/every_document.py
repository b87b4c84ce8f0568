"""`python every_document.py FILE`: all documents in all formats in one process; FILE says how many.

Run in the folder of the example register.
"""

import json
import sys
from datetime import date
from pathlib import Path

from rete.check import check
from rete.commands.documento.fatto import Asked, made
from rete.data_tree import data_tree
from rete.diagnostics import Severity
from rete.documents.catalogue import DOCUMENTS
from rete.load.loader import load
from rete.render.file_formats import FORMATI
from rete.store import Folder

REFERENCES = {
    None: None,
    "verbale": "2026-07-02-plenaria",
    "decisione": "2025-03-20-plenaria/2",
    "ente": "comune-di-roccaverde",
    "tavolo": "abitare",
    "monitoraggio": "finale-2025",
}


def main() -> None:
    register = Path.cwd()
    loaded = load(Folder(register))
    errors = check(loaded).count(Severity.ERROR)
    data = data_tree(loaded.store, register)
    done = 0
    for document in DOCUMENTS:
        for formato in FORMATI:
            asked = Asked(
                document=document, reference=REFERENCES[document.di], day=date(2026, 6, 1),
                since=None, view=None, format=formato,
            )  # fmt: skip
            document_made = made(
                loaded.rete, asked, errors=errors, data=data, own=register / "templates"
            )
            done += bool(document_made.rendered.content)
    Path(sys.argv[1]).write_text(json.dumps(done), encoding="utf-8")


if __name__ == "__main__":
    main()
