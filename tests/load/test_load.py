"""From files to records: one bad file stays one bad file, whatever is in it or is its name."""

import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest

from rete.altered import Altered
from rete.check import check
from rete.diagnostics import Finding
from rete.load.finding_places import Places
from rete.load.loader import Loaded, load
from rete.model.rete import Rete
from rete.reading_faults import MAX_BYTES
from rete.rules import suspended
from rete.store import Folder, Overlay, Store, Tell

ENTE = "data/enti/il-ponte.yaml"
DAY = date(2024, 6, 1)

BROKEN = {
    "not yaml": b"denominazione: [\n",
    "not utf-8": b"denominazione: Citt\xe0\n",
    "empty": b"",
    "a list": b"- a\n",
    "a text": b"ciao\n",
    "a shape": b"denominazione: Il Ponte\nnatura: boh\nadesioni: []\n",
    "a conflict": b"<<<<<<< HEAD\n",
    "binary": bytes(range(256)),
    "too large": b"#" * (1024 * 1024 + 1),
    "too deep": b"[" * 100_000,
}


class CountedStore:
    """A store that remembers what was read."""

    def __init__(self, below: Store) -> None:
        self._below = below
        self.seen: list[str] = []

    def paths(self) -> Mapping[str, str]:
        return self._below.paths()

    def strays(self) -> Mapping[str, str]:
        return self._below.strays()

    def read(self, path: str, most: int | None = MAX_BYTES) -> bytes:
        self.seen.append(path)
        return self._below.read(path, most)

    def size(self, path: str) -> int:
        return self._below.size(path)

    def tracked(self, paths: Iterable[str]) -> frozenset[str]:
        return frozenset()

    def altered(self, wanted: Mapping[str, str]) -> Mapping[str, Altered]:
        return self._below.altered(wanted)

    def sha256(self, path: str, tell: Tell | None = None) -> str:
        return self._below.sha256(path, tell)


def by_code(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(finding.code, finding.file) for finding in findings}


def records(rete: Rete) -> tuple[object, ...]:
    return (rete.patto, rete.enti, rete.tavoli, rete.verbali, rete.atti, rete.unread)


def write(register: Path, path: str, content: bytes) -> None:
    (register / path).parent.mkdir(parents=True, exist_ok=True)
    (register / path).write_bytes(content)


# --- one bad file ---


def test_a_sound_register_has_no_findings_and_all_its_records(register: Path) -> None:
    loaded = load(Folder(register))
    assert loaded.findings == ()
    assert set(loaded.rete.enti) == {"comune-di-roccaverde", "il-ponte", "la-soglia"}
    assert set(loaded.rete.tavoli) == {"abitare", "plenaria"}
    assert set(loaded.rete.atti) == {"2024-01-12-delibera-comune", "2024-01-15-stipula"}
    assert loaded.rete.patto is not None
    assert loaded.rete.unread == {}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_does_not_make_references_to_it_unknown(register: Path, name: str) -> None:
    write(register, ENTE, BROKEN[name])
    loaded = load(Folder(register))
    assert {file for _, file in by_code(loaded.findings)} == {ENTE}
    assert loaded.rete.ente_exists("il-ponte")
    assert loaded.rete.aderisce("il-ponte", DAY) is None
    assert loaded.rete.aderisce("la-soglia", DAY) is True
    assert loaded.unread_files == (ENTE,)


@pytest.mark.parametrize("path", ["patto", "enti", "tavoli", "atti"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_brings_no_findings_on_other_files(
    register: Path, name: str, path: str
) -> None:
    for file in sorted((register / "data").rglob("*.yaml")):
        relative = file.relative_to(register).as_posix()
        if not relative.startswith(f"data/{path}"):
            continue
        content = file.read_bytes()
        file.write_bytes(BROKEN[name])
        checked = check(load(Folder(register)))
        assert {placed.finding.file for placed in checked.findings} == {relative}
        assert checked.unread == (relative,)
        assert checked.suspended > 0
        file.write_bytes(content)


def test_every_file_broken_at_once_is_told_once_each(register: Path) -> None:
    files = sorted((register / "data").rglob("*.yaml"))
    for file in files:
        file.write_bytes(b"\xff")
    checked = check(load(Folder(register)))
    assert len(checked.findings) == len(files)
    assert {placed.finding.code for placed in checked.findings} == {"YAM001"}


def test_a_fault_of_shape_leaves_the_faults_of_meaning_elsewhere(register: Path) -> None:
    write(register, ENTE, BROKEN["a shape"])
    write(
        register,
        "data/tavoli/abitare.yaml",
        b"nome: Abitare\ngenere: tavolo-tematico\n"
        b'istituzione: {dal: "2024-01-15", atto: 2024-01-15-stipula}\n'
        b"componenti:\n"
        b'  - {ente: roma-xii, dal: "2024-01-15", atto: 2024-01-15-stipula}\n'
        b'  - {ente: il-ponte, dal: "2024-01-15", atto: 2024-01-15-stipula}\n',
    )
    loaded = load(Folder(register))
    found = by_code(tuple(placed.finding for placed in check(loaded).findings))
    assert found == {("SCH004", ENTE), ("TAV001", "data/tavoli/abitare.yaml")}
    assert suspended(loaded.rete) > 0


def test_a_warning_of_reading_does_not_make_a_file_unread(register: Path) -> None:
    path = register / ENTE
    path.write_bytes(path.read_bytes() + b"note: via Roma #5\n")
    loaded = load(Folder(register))
    assert by_code(loaded.findings) == {("YAM012", ENTE)}
    assert loaded.rete.enti["il-ponte"].note == "via Roma"
    assert loaded.rete.unread == {}


def test_a_badly_named_file_does_not_make_the_right_name_unknown(register: Path) -> None:
    (register / ENTE).rename(register / "data/enti/Il Ponte.yaml")
    checked = check(load(Folder(register)))
    assert {(p.finding.code, p.finding.file) for p in checked.findings} == {
        ("REG002", "data/enti/Il Ponte.yaml")
    }


def test_a_register_whose_pact_goes_away_is_still_loaded(register: Path) -> None:
    loaded = load(Overlay(Folder(register), {"data/patto.yaml": None}))
    assert loaded.rete.patto is None
    assert check(loaded).findings is not None


def test_an_empty_register_is_loaded(register: Path) -> None:
    store = Folder(register)
    loaded = load(Overlay(store, dict.fromkeys(store.paths())))
    assert loaded.files == {}
    assert check(loaded).unread == ()


# --- what was read before ---


def test_only_what_changed_is_read_again(register: Path) -> None:
    first = CountedStore(Folder(register))
    before = load(first)
    assert sorted(first.seen) == sorted(Folder(register).paths())

    write(register, ENTE, BROKEN["a shape"])
    write(register, "data/enti/nuovo.yaml", b"denominazione: N\nnatura: pubblico\nadesioni: []\n")
    (register / "data/enti/la-soglia.yaml").unlink()
    second = CountedStore(Folder(register))
    after = load(second, before.files)
    assert sorted(second.seen) == [ENTE, "data/enti/nuovo.yaml"]
    assert same(after, load(Folder(register)))

    third = CountedStore(Folder(register))
    assert same(load(third, after.files), after)
    assert third.seen == []


def same(one: Loaded, other: Loaded) -> bool:
    return (
        records(one.rete) == records(other.rete)
        and one.findings == other.findings
        and dict(one.files) == dict(other.files)
    )


def test_a_file_is_read_once_and_once_more_to_place_its_findings(register: Path) -> None:
    write(register, ENTE, b"denominazione: Il Ponte\nnatura: boh\nadesioni: ciao\nx: y\n")
    store = CountedStore(Folder(register))
    loaded = load(store)
    places = Places(store)
    marks = [places.place(finding.fault) for finding in loaded.findings]
    assert sorted((m.line, m.column) for m in marks) == [(2, 9), (3, 11), (4, 1)]
    assert store.seen.count(ENTE) == 2


def test_a_place_is_looked_up_in_the_store_that_was_loaded(register: Path) -> None:
    changed = b"# prima riga\ndenominazione: Il Ponte\nnatura: boh\nadesioni: []\n"
    loaded = load(Overlay(Folder(register), {ENTE: changed}))
    (placed,) = check(loaded).findings
    assert (placed.mark.line, placed.mark.column) == (3, 9)


def test_a_file_that_changes_meanwhile_has_its_findings_at_the_top(register: Path) -> None:
    write(register, ENTE, BROKEN["a shape"])
    loaded = load(Folder(register))
    (register / ENTE).unlink()
    (placed,) = check(loaded).findings
    assert (placed.mark.line, placed.mark.column) == (1, 1)


# --- hostile files and names ---


def test_a_file_of_fifty_megabytes_is_refused_without_reading_it(register: Path) -> None:
    with (register / ENTE).open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert by_code(load(Folder(register)).findings) == {("YAM007", ENTE)}


def test_a_bomb_is_refused(register: Path) -> None:
    lines = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    write(register, ENTE, "\n".join(["a0: &a0 lol", *lines]).encode())
    assert by_code(load(Folder(register)).findings) == {("YAM004", ENTE)}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("data/enti/Città.yaml", "REG002"),
        ("data/enti/con spazio.yaml", "REG002"),
        ("data/enti/a\nb.yaml", "REG002"),
        ("data/enti/\x1b[31mrosso.yaml", "REG002"),
        ("data/enti/\u202ecaso.yaml", "REG002"),
        (os.fsdecode(b"data/enti/caff\xe8.yaml"), "REG002"),
        ("data/enti/-.yaml", "REG002"),
        ("data/enti/.yaml", "REG002"),
        ("data/enti/..yaml", "REG002"),
        ("data/enti/" + "a" * 101 + ".yaml", "REG002"),
        ("data/enti/a.yml", "REG001"),
        ("data/enti/a.yaml.bak", "REG001"),
        ("data/enti/a", "REG001"),
        ("data/enti/x/a.yaml", "REG001"),
        ("data/a.yaml", "REG001"),
        ("data/altro/a.yaml", "REG001"),
        ("data/verbali/2024-01-01-plenaria.yaml", "REG001"),
        ("data/verbali/2023/2024-01-01-plenaria.yaml", "REG002"),
        ("data/verbali/2024/2024-02-30-plenaria.yaml", "REG002"),
        ("data/verbali/2024/plenaria.yaml", "REG002"),
        ("data/atti/2024/2024-01-01.yaml", "REG002"),
    ],
)
def test_a_file_with_a_name_that_is_no_record_s_is_told_and_not_read(
    register: Path, name: str, code: str
) -> None:
    write(register, name, b"\xff")
    store = CountedStore(Folder(register))
    loaded = load(store)
    assert by_code(loaded.findings) == {(code, name)}
    assert name not in store.seen
    assert {placed.finding.code for placed in check(loaded).findings} == {code}


def test_files_of_git_and_of_systems_are_nobody_s_business(register: Path) -> None:
    for name in (".gitkeep", ".gitattributes", ".DS_Store", ".x.swp"):
        write(register, f"data/enti/{name}", b"\xff")
    assert load(Folder(register)).findings == ()


def test_deep_folders_are_told(register: Path) -> None:
    deep = "data/" + "x/" * 100 + "a.yaml"
    write(register, deep, b"a: b\n")
    loaded = load(Folder(register))
    assert {finding.code for finding in loaded.findings} == {"REG003"}
