"""A document of the register of the cases, made once for all the tests that forge or sign it."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from rete.cli import main
from tests.aiuti.luoghi import CASES

DAY = "2026-06-01"


@cache
def document(formato: str = "pdf", name: str = "elenco-aderenti", base: str = "_base") -> bytes:
    """The bytes of a document of the register ``tests/casi/<base>``, on the usual day."""
    with TemporaryDirectory() as folder:
        register, file = Path(folder) / "registro", Path(folder) / f"d.{formato}"
        shutil.copytree(CASES / base, register)
        asked = ["-C", str(register), "documento", name, "--al", DAY, "-o", str(file)]
        assert main(asked) == 0
        return file.read_bytes()
