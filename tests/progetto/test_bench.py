"""The measures rest on registers that are sound, always the same, and on a fair comparison."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.compare import Row, line, medians, rows
from bench.due_dates import OGGI, medians_of_shares
from bench.generate import register, write_register
from bench.invented import tax_code, word
from bench.processes import Program, clean_environment, medians_of
from bench.programs import state_of
from bench.writing import new_body, new_body_committed, put_in_git
from rete import another_process
from rete.check import check
from rete.load.loader import load
from rete.model.identificativi import entity_code_is_valid
from rete.plaintext import FORBIDDEN_IN_VALUE
from rete.store import Folder
from tests.aiuti import misura
from tests.aiuti.luoghi import ROOT


@pytest.mark.parametrize("bodies", [32, misura.number(every=200, some=80)])
def test_the_invented_register_has_nothing_to_report(tmp_path: Path, bodies: int) -> None:
    write_register(tmp_path, bodies)

    checked = check(load(Folder(tmp_path)))

    assert [(p.finding.code, p.finding.file, p.finding.message) for p in checked.findings] == []
    assert checked.suspended == 0


def test_the_invented_register_has_the_bodies_and_minutes_it_says() -> None:
    files = register(100)

    assert sum(path.startswith("data/enti/") for path in files) == 100
    assert sum(path.startswith("data/verbali/") for path in files) == 50
    assert sum(path.endswith("-plenaria.yaml") and "/verbali/" in path for path in files) == 5


def test_the_same_size_gives_the_same_register_in_every_process() -> None:
    ask = "from bench.generate import register; print(ascii(register(32)))"

    answers = {
        subprocess.run(
            [sys.executable, "-c", ask],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert answers == {f"{register(32)!a}\n".encode()}


def test_a_fault_put_in_the_invented_register_is_found(tmp_path: Path) -> None:
    write_register(tmp_path, 32)
    body = next((tmp_path / "data" / "enti").glob("associazione-*.yaml"))
    body.write_text(body.read_text(encoding="utf-8") + "colore: verde\n", encoding="utf-8")

    checked = check(load(Folder(tmp_path)))

    assert "SCH" in {placed.finding.code[:3] for placed in checked.findings}


@pytest.mark.grande
def test_what_is_written_to_be_timed_is_written_and_then_put_away(tmp_path: Path) -> None:
    register = tmp_path / "registro"
    write_register(register, 32)
    put_in_git(register)
    before = sorted(register.rglob("data/**/*.yaml"))
    writings = [new_body(register), new_body_committed(register)]

    measures = medians_of(writings, 2, clean_environment(tmp_path))

    assert all(measure.seconds > 0 for measure in measures)
    assert sorted(register.rglob("data/**/*.yaml")) == before


def test_due_dates_are_measured_apart_from_the_reading_that_they_need(tmp_path: Path) -> None:
    register = tmp_path / "registro"
    write_register(register, misura.number(every=200, some=80))

    loading, reckoning = medians_of_shares(register, 3, clean_environment(tmp_path))

    # The target is a fifth on a large register; a small one in a busy machine is less exact.
    assert 0 < reckoning < loading / 2


def test_a_register_in_which_nothing_falls_due_is_not_measured(tmp_path: Path) -> None:
    patto = tmp_path / "data" / "patto.yaml"
    patto.parent.mkdir()
    patto.write_text("titolo: Patto\n", encoding="utf-8")

    with pytest.raises(subprocess.CalledProcessError):
        medians_of_shares(tmp_path, 1, clean_environment(tmp_path))


def test_the_work_of_the_day_is_measured_on_the_same_day_every_time(tmp_path: Path) -> None:
    write_register(tmp_path, 32)
    program = state_of(tmp_path, OGGI)

    told = subprocess.run(program.command, cwd=tmp_path, check=True, capture_output=True)

    assert program.name == "rete stato"
    assert "al 24/11/2026" in told.stdout.decode()


def test_invented_names_differ_in_at_least_three_syllables() -> None:
    words = [word(number) for number in range(400)]

    for index, one in enumerate(words):
        for other in words[:index]:
            assert sum(one[i : i + 2] != other[i : i + 2] for i in range(0, 10, 2)) >= 3


def test_invented_tax_codes_are_valid_and_of_no_real_office() -> None:
    codes = [tax_code(number) for number in range(200)]

    assert all(entity_code_is_valid(code) and code[7:10] == "999" for code in codes)
    assert len(set(codes)) == len(codes)


def test_other_processes_read_what_one_process_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_register(tmp_path, misura.number(every=300, some=120))
    broken = tmp_path / "data" / "enti" / "comune-di-roccaverde.yaml"
    broken.write_text("denominazione: [\n", encoding="utf-8")
    alone = load(Folder(tmp_path))
    monkeypatch.setattr(another_process, "SHARED_FROM", 1)
    monkeypatch.setattr(another_process, "others", lambda: 1)

    shared = load(Folder(tmp_path))

    assert shared.files == alone.files
    assert shared.findings == alone.findings


def test_every_forbidden_character_is_one_that_is_not_printable() -> None:
    """Reading looks for forbidden characters only in text that is not all printable."""
    forbidden = [chr(n) for n in range(0x11000) if FORBIDDEN_IN_VALUE.match(chr(n))]

    assert len(forbidden) > 60
    assert [character for character in forbidden if character.isprintable()] == []


def test_the_plain_loop_reads_every_file_and_sees_a_fault_of_shape(tmp_path: Path) -> None:
    write_register(tmp_path, 32)
    bodies = sorted(str(path) for path in (tmp_path / "data" / "enti").glob("*.yaml"))
    listing = tmp_path / "elenchi.json"
    listing.write_text(json.dumps({"ente": bodies}), encoding="utf-8")
    loop = [sys.executable, str(ROOT / "bench" / "plain_loop.py"), str(ROOT / "schemas")]

    sound = subprocess.run([*loop, str(listing)], check=False)
    Path(bodies[0]).write_text("natura: altro\n", encoding="utf-8")
    faulty = subprocess.run([*loop, str(listing)], check=False)

    assert (sound.returncode, faulty.returncode) == (0, 1)


def row(name: str = "stato", *, keeps: bool = False) -> Row:
    program = Program(name=name, command=["rete", "stato"], folder=ROOT)
    return Row(size=60, program=program, keeps=keeps)


def test_what_costs_more_than_it_did_is_marked() -> None:
    assert line(row(), 1.0, 1.2).startswith("NO")
    assert line(row(), 1.0, 1.05).startswith("ms")
    assert line(row(), 1.0, 1.005).startswith("  ")
    assert line(row(), 1.0, 0.5).endswith("0,50")
    assert "(già letto)" in line(row(keeps=True), 1.0, 1.0)


def test_old_and_new_take_turns_each_with_its_own_program_and_memory() -> None:
    said: list[tuple[str, str]] = []

    def cost(program: Program, kept_in: str) -> float:
        said.append((program.command[0], kept_in))
        return float(len(said))

    old, new = Path("/vecchio"), Path("/nuovo")
    assert medians(row(keeps=True), (old, new), 3, cost) == [5.0, 6.0]
    assert [(command.split("/")[1], kept_in) for command, kept_in in said] == [
        ("vecchio", "tenuti-0"),
        ("nuovo", "tenuti-1"),
    ] * 4


@pytest.mark.skipif(os.name == "nt", reason="children are counted on POSIX")
def test_the_time_of_a_command_is_that_of_its_children_too(tmp_path: Path) -> None:
    from bench.processor import processor_seconds

    busy = "import time\nwhile time.process_time() < 0.3: pass"
    inner = [sys.executable, "-c", busy]
    outer = f"import subprocess; subprocess.run({inner!r})"
    program = Program(name="x", command=[sys.executable, "-c", outer], folder=tmp_path)
    assert processor_seconds(program, os.environ) >= 0.3
    failing = Program(name="x", command=[sys.executable, "-c", "exit(3)"], folder=tmp_path)
    with pytest.raises(SystemExit, match="x è uscito con 3"):
        processor_seconds(failing, os.environ)


@pytest.mark.grande
def test_the_commands_that_are_compared_end_well(tmp_path: Path) -> None:
    every = [one for one in rows(ROOT, tmp_path, [32]) if one.script is None]
    (stato,) = (one for one in every if one.name == "stato --oggi (già letto)")
    here = stato.program.command[1:]
    done = subprocess.run(
        [sys.executable, "-m", "rete", *here],
        check=False,
        cwd=stato.program.folder,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr
    assert len({one.name for one in every}) == len(every)
