"""The cases that git cannot keep: too large, not readable, links, names equal but for case."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rete.source import MAX_BYTES
from tests.aiuti.luoghi import CASES
from tests.conftest import Said
from tests.rules.test_casi import BUILT_BY_HAND

Rete = Callable[..., Said]
BISOGNO = "data/bisogni/case.yaml"
NOBODY = 65534


def shown(said: Said) -> list[str]:
    """The lines of the findings, without those of the remedies and the closing ones."""
    return [line for line in said.out.splitlines() if line.endswith("]")]


def breaks_only(rete: Rete, folder: Path, code: str) -> list[str]:
    """The lines of a register that breaks one check, an error, and no other."""
    said = rete("controlla", folder=folder)
    assert {line[-7:-1] for line in shown(said)} == {code}
    assert said.code == 1
    assert rete("controlla", "--severo", folder=folder).code == 1
    return shown(said)


@pytest.fixture
def open_register(register: Path) -> Iterator[Path]:
    """A copy of the register where every user may look: pytest's own folders are private."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    shutil.copytree(register, folder, dirs_exist_ok=True)
    yield folder
    shutil.rmtree(folder)


@contextmanager
def as_anybody() -> Iterator[None]:
    """Without the privileges of root, to whom every file is readable."""
    me = os.geteuid()
    if me != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(me)


def test_every_code_without_a_case_in_git_is_tried_here_or_nearby() -> None:
    # The last three: tests/model/test_nomi_di_file.py and tests/load/test_cose_di_altri.py.
    here = {"YAM007", "YAM016", "REG003", "REG004"}
    assert here | {"REG006", "REG007", "REG008"} == BUILT_BY_HAND


@pytest.mark.parametrize("size", [MAX_BYTES + 1, 50 * 1024 * 1024])
def test_yam007_a_file_that_is_too_large(rete: Rete, register: Path, size: int) -> None:
    (register / BISOGNO).parent.mkdir()
    (register / BISOGNO).write_bytes(b"#" * size)
    message = f"il file è troppo grande ({size} byte, il massimo è 1048576)"
    assert breaks_only(rete, register, "YAM007") == [f"{BISOGNO}:1:1: errore: {message} [YAM007]"]


def test_a_file_of_exactly_the_largest_size_is_read(rete: Rete, register: Path) -> None:
    path = register / "data/enti/il-ponte.yaml"
    text = path.read_bytes()
    path.write_bytes(text + b"#" * (MAX_BYTES - len(text) - 1) + b"\n")
    said = rete("controlla", "--severo", folder=register)
    assert (said.code, said.out) == (0, "errori: 0, avvisi: 0\n")


def test_yam016_a_file_that_may_not_be_read(rete: Rete, open_register: Path) -> None:
    assert rete("controlla", folder=open_register).code == 0
    (open_register / "data/enti/il-ponte.yaml").chmod(0)
    with as_anybody():
        lines = breaks_only(rete, open_register, "YAM016")
    message = "il file non si può leggere: mancano i permessi"
    assert lines == [f"data/enti/il-ponte.yaml:1:1: errore: {message} [YAM016]"]


@pytest.mark.parametrize("folder", ["data/enti", "data/atti/2024", "data/tavoli"])
def test_reg003_a_folder_that_may_not_be_entered_makes_nothing_unknown(
    rete: Rete, open_register: Path, folder: str
) -> None:
    assert rete("controlla", folder=open_register).code == 0
    (open_register / folder).chmod(0)
    try:
        with as_anybody():
            lines = breaks_only(rete, open_register, "REG003")
    finally:
        (open_register / folder).chmod(0o755)
    assert lines == [
        f"{folder}:1:1: errore: «{folder}» non si può leggere: mancano i permessi [REG003]"
    ]


def test_reg003_an_attachment_that_may_not_be_read_is_not_passed_over(
    rete: Rete, open_register: Path
) -> None:
    path = "data/allegati/2024-01-15-stipula/patto.pdf"
    (open_register / path).parent.mkdir(parents=True)
    (open_register / path).write_bytes(b"%PDF-1.7")
    digest = hashlib.sha256(b"%PDF-1.7").hexdigest()
    with (open_register / "data/atti/2024/2024-01-15-stipula.yaml").open("a") as act:
        act.write(f"allegati:\n  - {{file: patto.pdf, titolo: Patto, sha256: {digest}}}\n")
    (open_register / path).chmod(0)
    with as_anybody():
        lines = breaks_only(rete, open_register, "REG003")
    reason = "non si può leggere: mancano i permessi"
    assert lines == [f"{path}:1:1: errore: «{path}» {reason} [REG003]"]


def test_reg003_a_link_out_of_the_register_is_not_followed(
    rete: Rete, register: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "fuori.yaml"
    outside.write_text("segreto: sì\n", encoding="utf-8")
    (register / "data/bisogni").mkdir()
    (register / BISOGNO).symlink_to(outside)
    assert breaks_only(rete, register, "REG003") == [
        f"{BISOGNO}:1:1: errore: «{BISOGNO}» è un collegamento simbolico [REG003]"
    ]


@pytest.mark.parametrize("path", ["data/enti/il-ponte.yaml", "data/enti", "data/patto.yaml"])
def test_reg003_what_is_behind_a_link_is_not_unknown(
    rete: Rete, register: Path, tmp_path: Path, path: str
) -> None:
    moved = tmp_path / "altrove"
    (register / path).rename(moved)
    (register / path).symlink_to(moved)
    lines = breaks_only(rete, register, "REG003")
    assert lines == [f"{path}:1:1: errore: «{path}» è un collegamento simbolico [REG003]"]


def test_reg003_the_folder_of_data_is_not_a_link(
    rete: Rete, register: Path, tmp_path: Path
) -> None:
    (register / "data").rename(tmp_path / "dati")
    (register / "data").symlink_to(tmp_path / "dati")
    lines = breaks_only(rete, register, "REG003")
    assert lines == ["data:1:1: errore: «data» è un collegamento simbolico [REG003]"]


def test_reg003_a_pipe_is_not_waited_for(rete: Rete, register: Path) -> None:
    (register / "data/bisogni").mkdir()
    os.mkfifo(register / BISOGNO)
    assert breaks_only(rete, register, "REG003") == [
        f"{BISOGNO}:1:1: errore: «{BISOGNO}» non è un file normale [REG003]"
    ]


def test_reg004_two_names_equal_but_for_case(rete: Rete, register: Path) -> None:
    folder = register / "data/allegati/2024-01-15-stipula"
    folder.mkdir(parents=True)
    digest = hashlib.sha256(b"%PDF-1.7").hexdigest()
    with (register / "data/atti/2024/2024-01-15-stipula.yaml").open("a") as act:
        act.write("allegati:\n")
        for name in ("patto", "Patto"):
            (folder / f"{name}.pdf").write_bytes(b"%PDF-1.7")
            act.write(f"  - {{file: {name}.pdf, titolo: Patto, sha256: {digest}}}\n")
    path, other = (f"data/allegati/2024-01-15-stipula/{name}.pdf" for name in ("patto", "Patto"))
    message = f"il nome differisce solo per le maiuscole da «{other}»"
    assert breaks_only(rete, register, "REG004") == [f"{path}:1:1: errore: {message} [REG004]"]


def test_the_cases_kept_in_git_are_no_links() -> None:
    assert [path for path in CASES.rglob("*") if path.is_symlink()] == []
