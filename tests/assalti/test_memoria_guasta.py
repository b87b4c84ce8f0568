"""What is kept aside, damaged or made on purpose: it says what the files say, or it says nothing.

Bits are turned, files put in each other's place; with digests that are right, whatever else is
wrong. What comes back is the record that was read, or none: never another, never an error.
"""

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rete.commands.shared import memoria
from rete.load import memory, memory_file
from rete.load.loader import Loaded, load
from rete.load.memory import Memory
from rete.store import Folder
from tests.aiuti.misura import number, part
from tests.aiuti.stretto import different

HEADER = memory_file._HEADER.size
Spoil = Callable[[bytes], bytes]


@pytest.fixture(autouse=True)
def _soon_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "SECONDS", -1)


class Kept:
    """A register, what is kept of it, and the truth: the records as they are read from YAML."""

    def __init__(self, register: Path, place: Path) -> None:
        self.register = register
        self.place = place
        self.truth = load(Folder(register))
        self.memory().keep(self.truth, {})
        self.file = self.memory()._file
        self.content = self.file.read_bytes()

    def memory(self) -> Memory:
        return Memory(Folder(self.register), self.place)

    def found(self, content: bytes) -> int:
        """How many records come back of other contents, all of them the true ones."""
        self.file.write_bytes(content)
        files = self.memory().before()
        for path, file in files.items():
            true = self.truth.files[path]
            assert different(file.record, true.record, path) is None
            assert (file.kind, file.id, file.digest) == (true.kind, true.id, true.digest)
        return len(files)


@pytest.fixture
def known(register: Path, tmp_path: Path) -> Kept:
    found = Kept(register, tmp_path / "memoria")
    assert found.found(found.content) == len(found.truth.files) > 6
    return found


def test_every_bit_that_is_turned_is_noticed(known: Kept) -> None:
    """In the header and in the index nothing is believed any more; in a block, its record."""
    whole = len(known.truth.files)
    index = int.from_bytes(known.content[HEADER - 16 : HEADER - 8], "big")
    bits = [(at, bit) for at in range(len(known.content)) for bit in range(8)]
    for at, bit in (*part(bits[: HEADER * 8], 7), *part(bits[HEADER * 8 :], 101)):
        turned = bytearray(known.content)
        turned[at] ^= 1 << bit
        wanted = 0 if at < HEADER + index else whole - 1
        assert known.found(bytes(turned)) == wanted, (at, bit)


def test_every_length_but_the_right_one_is_noticed(known: Kept) -> None:
    for length in part(range(len(known.content)), 97):
        assert known.found(known.content[:length]) == 0
    for more in (b"\0", b"\n", b"x" * 4096, known.content):
        assert known.found(known.content + more) == 0


def test_every_bit_of_a_verdict_that_is_turned_is_noticed(known: Kept) -> None:
    known.memory().keep_counted((1, 20))
    place = known.memory()._verdict
    content = place.read_bytes()
    assert known.memory().counted() == (1, 20)
    for at in range(len(content)):
        for bit in range(8):
            turned = bytearray(content)
            turned[at] ^= 1 << bit
            place.write_bytes(turned)
            assert known.memory().counted() is None, (at, bit)
    for other in (b"", content[:-1], content + b"\n", content * 2):
        place.write_bytes(other)
        assert known.memory().counted() is None


def forged(content: bytes, change: Callable[[list[list[Any]], list[bytes]], object]) -> bytes:
    """The same file with other entries and blocks, and every digest right."""
    length = int.from_bytes(content[HEADER - 16 : HEADER - 8], "big")
    entries = json.loads(content[HEADER : HEADER + length])
    rest, blocks = content[HEADER + length :], []
    for entry in entries:
        blocks.append(rest[: entry[4]])
        rest = rest[entry[4] :]
    change(entries, blocks)
    for entry, block in zip(entries, blocks, strict=False):
        if isinstance(entry, list) and len(entry) == 6:
            entry[4:] = [len(block), hashlib.sha256(block).hexdigest()]
    index = json.dumps(entries).encode()
    whole = HEADER + len(index) + sum(map(len, blocks))
    digest = hashlib.sha256(index).digest()
    return b"".join(
        [
            memory_file._HEADER.pack(
                memory_file._FORMAT, content[16:48], digest, len(index), whole
            ),
            index,
            *blocks,
        ]
    )


HOSTILE = [b"", b"null", b"[]", b"{}", b'"x"', b"[" * 100_000, b"9" * 5000, b"\xff\xfe", b"\0" * 99]
HOSTILE += [b'{"file":"data/enti/il-ponte.yaml"}', b'{"id":"\\ud800"}', b"import os", b"\x80\x05."]


@pytest.mark.parametrize("block", HOSTILE, ids=range(len(HOSTILE)))
def test_a_block_that_is_no_record_s_is_as_nothing(known: Kept, block: bytes) -> None:
    def change(_: list[list[Any]], blocks: list[bytes]) -> None:
        blocks[:] = [block] * len(blocks)

    assert known.found(forged(known.content, change)) == 0


def test_the_record_of_one_file_is_not_believed_of_another(known: Kept) -> None:
    def change(_: list[list[Any]], blocks: list[bytes]) -> None:
        blocks.append(blocks.pop(0))

    assert known.found(forged(known.content, change)) == 0


@pytest.mark.parametrize("column", range(6))
@pytest.mark.parametrize("value", [None, True, -1, 0, 10**30, 1.5, "x", "", [], {}, "\ud800"])
def test_an_index_that_says_something_else_brings_no_other_record(
    known: Kept, column: int, value: Any
) -> None:
    def change(entries: list[list[Any]], _: list[bytes]) -> None:
        for entry in entries:
            entry[column] = value

    content = forged(known.content, change)
    if column < 4 and (column, value) != (3, ""):  # the rest is made right again, or is right
        assert known.found(content) == 0
    else:
        assert known.found(content) == len(known.truth.files)


@pytest.mark.parametrize("of_one", [4, 5])
@pytest.mark.parametrize("value", [None, -1, 10**30, 1.5, "x", [], 0])
def test_lengths_and_digests_that_are_wrong_bring_nothing(
    known: Kept, of_one: int, value: Any
) -> None:
    length = int.from_bytes(known.content[HEADER - 16 : HEADER - 8], "big")
    entries = json.loads(known.content[HEADER : HEADER + length])
    for entry in entries:
        entry[of_one] = value
    index, blocks = json.dumps(entries).encode(), known.content[HEADER + length :]
    digest, whole = hashlib.sha256(index).digest(), HEADER + len(index) + len(blocks)
    header = memory_file._HEADER.pack(
        memory_file._FORMAT, known.content[16:48], digest, len(index), whole
    )
    assert known.found(header + index + blocks) == 0


def test_a_file_without_end_is_not_read_to_its_end(known: Kept) -> None:
    """Sparse, so that nothing but reading it would take long."""
    header = memory_file._HEADER.pack(
        memory_file._FORMAT, known.content[16:48], bytes(32), 2**40, 2**40
    )
    known.file.write_bytes(header)
    os.truncate(known.file, 2**40)
    assert known.memory().before() == {}


def test_blocks_that_are_larger_than_their_files_could_bring_are_not_read(known: Kept) -> None:
    def change(entries: list[list[Any]], blocks: list[bytes]) -> None:
        at = [entry[0] for entry in entries].index("data/enti/il-ponte.yaml")
        record = json.loads(blocks[at])
        blocks[at] = json.dumps({**record, "note": "x" * 10_000}).encode()

    assert known.found(forged(known.content, change)) == len(known.truth.files) - 1


# --- it never says anything else than the files do ---


def edits(register: Path, other: Path, chance: random.Random) -> Iterator[Callable[[], object]]:
    """Ways to change a register, made as awkward as a tool, a user or a disk can make them."""
    files = sorted(f for f in (register / "data").rglob("*.yaml") if not f.is_symlink())
    one, two = chance.sample(files, 2)

    def same_size_and_time() -> None:
        state, text = one.stat(), one.read_bytes()
        one.write_bytes(text.swapcase() if chance.random() < 0.3 else text.replace(b"e", b"a"))
        os.utime(one, ns=(state.st_atime_ns, state.st_mtime_ns))

    def swapped() -> None:
        one.rename(aside := register / "via")
        two.rename(one)
        aside.rename(two)

    def back_in_time() -> None:
        one.write_bytes(one.read_bytes() + b"# dopo\n")
        os.utime(one, (0, 0))

    def put_back() -> None:
        kept = other / one.relative_to(register)
        if kept.exists():  # a new one has nothing to be put back
            shutil.copy2(kept, one)

    def replaced() -> None:
        new = one.with_suffix(".nuovo")
        new.write_bytes(one.read_bytes().replace(b"o", b"u"))
        shutil.copystat(one, new)
        new.replace(one)

    def whole_folder() -> None:
        folder = register / "data/enti"
        folder.rename(register / "prima")
        shutil.copytree(register / "prima", folder, symlinks=True)
        shutil.rmtree(register / "prima")

    yield from (same_size_and_time, swapped, back_in_time, put_back, replaced, whole_folder)
    if len(files) > 4:
        yield one.unlink
    yield from (lambda: one.write_bytes(b""), lambda: one.write_bytes(b"\xff"))
    yield lambda: one.chmod(0o644 if one.stat().st_mode & 0o111 else 0o755)
    yield lambda: (register / "data/enti/nuovo.yaml").write_bytes(one.read_bytes())
    if not (register / "data/enti/via.yaml").is_symlink():
        yield lambda: (register / "data/enti/via.yaml").symlink_to(one)
    yield lambda: None


def told(loaded: Loaded) -> dict[str, Any]:
    return {path: (file.id, file.findings) for path, file in loaded.files.items()}


@pytest.mark.parametrize("seed", range(number(60, 6)))
def test_after_any_edits_it_says_what_reading_everything_says(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    shutil.copytree(register, tmp_path / "altro")
    for _ in range(12):
        chance.choice(list(edits(register, tmp_path / "altro", chance)))()
        monkeypatch.setenv(memoria.VARIABLE, str(tmp_path / "memoria"))
        with_it = memoria.read(Folder(register))
        monkeypatch.setenv(memoria.VARIABLE, "no")
        without = memoria.read(Folder(register))
        assert told(with_it) == told(without)
        assert with_it.findings == without.findings
        for path, file in without.files.items():
            assert different(with_it.files[path].record, file.record, path) is None


def test_two_registers_that_differ_by_case_alone_do_not_mix(register: Path, tmp_path: Path) -> None:
    shutil.copytree(register, tmp_path / "Registro", copy_function=shutil.copy2)
    if len({entry.name.lower() for entry in tmp_path.iterdir()}) == len(list(tmp_path.iterdir())):
        pytest.skip("this disk does not tell capital letters")
    ente = tmp_path / "Registro/data/enti/il-ponte.yaml"
    ente.write_text(ente.read_text(encoding="utf-8").replace("Il Ponte", "Il Fonte"), "utf-8")
    for folder, name in ((register, "Il Ponte"), (tmp_path / "Registro", "Il Fonte")) * 2:
        store = Folder(folder)
        one = Memory(store, tmp_path / "memoria")
        loaded = load(store, one.before())
        one.keep(loaded, {})
        assert name in loaded.rete.enti["il-ponte"].denominazione


def test_a_link_to_a_register_that_turns_to_another_is_read_anew(
    register: Path, tmp_path: Path
) -> None:
    shutil.copytree(register, tmp_path / "altro")
    ente = tmp_path / "altro/data/enti/il-ponte.yaml"
    ente.write_text(ente.read_text(encoding="utf-8").replace("Il Ponte", "Il Fonte"), "utf-8")
    way = tmp_path / "via"
    for target, name in ((register, "Il Ponte"), (tmp_path / "altro", "Il Fonte")) * 2:
        way.symlink_to(target)
        store = Folder(way)
        one = Memory(store, tmp_path / "memoria")
        loaded = load(store, one.before())
        one.keep(loaded, {})
        assert name in loaded.rete.enti["il-ponte"].denominazione
        way.unlink()


def test_many_commands_at_once_all_say_the_same(register: Path, tmp_path: Path) -> None:
    """Some write what is kept, some read it, some find it half way: the last is whole."""
    program = "from rete.load import memory; memory.SECONDS = -1; from rete.cli import main; main()"
    environment = {
        **os.environ,
        memoria.VARIABLE: str(tmp_path / "memoria"),
        "RETE_OGGI": "2026-06-01",
        "GIT_CEILING_DIRECTORIES": str(tmp_path),
    }
    asked = [sys.executable, "-c", program, "ente", "elenca", "--formato", "json"]
    running = [
        subprocess.Popen(asked, cwd=register, env=environment, stdout=subprocess.PIPE)
        for _ in range(number(24, 6))
    ]
    said = {done.communicate(timeout=120)[0] for done in running}
    assert len(said) == 1
    assert b"il-ponte" in said.pop()
    assert not list((tmp_path / "memoria" / memory.FOLDER).glob("*.tmp"))
    before = Memory(Folder(register), tmp_path / "memoria").before()
    assert len(before) == len(load(Folder(register)).files)
