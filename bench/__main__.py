"""`python -m bench`: whole processes measured side by side, and whether the targets are met."""

import argparse
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bench.compare import RUNS, compare
from bench.documents import every_document, example_register, one_pdf
from bench.due_dates import MAX_SHARE, OGGI, medians_of_shares
from bench.generate import write_register
from bench.processes import Measure, clean_environment, medians_of
from bench.programs import bare_typer, check_jsonschema, plain_loop, rete, state_of
from bench.writing import new_body, new_body_committed, put_in_git

SMALL, MIDDLE, LARGE = 32, 1000, 10_000
START_RUNS = 15
WRITE_RUNS = 5
DUE_RUNS = 5
MAX_TIMES_CHECK = 2
MAX_TIMES_STATE = 1.1
MAX_MEGABYTES = 400
MAX_TIMES_PARTS, MAX_SECONDS_ALL = 1.5, 15
MAX_TIMES_TYPER, MAX_MORE_THAN_TYPER = 1.3, 0.025
ROW = "{:>8} {:<27} {:>10} {:>16} {:>10}"

Results = Mapping[tuple[int, str], Measure]


def main() -> int:
    """Print the measures; 0 where every target is met."""
    asked = _asked()
    met: list[bool] = []
    with tempfile.TemporaryDirectory(prefix="rete-bench-") as name:
        folder = Path(name)
        environment = clean_environment(folder)
        if asked.confronta is not None:
            sound = compare(asked.confronta, folder, asked.taglie, asked.volte, environment)
            return 0 if sound else 1
        results: dict[tuple[int, str], Measure] = {}
        print("Controllo completo di un registro inventato (processi interi, mediane)\n")
        print(ROW.format("enti", "programma", "secondi", "rispetto a rete", "memoria"))
        for size in asked.taglie:
            results |= _measure_checks(folder, size, asked.tutto, environment)
        print()
        met += _judge_checks(results)
        if MIDDLE in asked.taglie:
            met += _measure_writing(folder / str(MIDDLE), environment)
        if LARGE in asked.taglie:
            met += _measure_due_dates(folder / str(LARGE), environment)
        met += _measure_start(folder, environment)
        met += _measure_documents(folder, environment)
    return 0 if all(met) else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Misura i tempi di rete e di altri programmi."
    )
    parser.add_argument(
        "--taglie",
        type=lambda text: [int(part) for part in text.split(",")],
        default=[SMALL, MIDDLE, LARGE],
        metavar="N,N…",
        help="quanti enti nei registri inventati (se manca: 32,1000,10000)",
    )
    parser.add_argument(
        "--tutto",
        action="store_true",
        help="misura check-jsonschema anche sopra i 1000 enti (più di un minuto per volta)",
    )
    parser.add_argument(
        "--confronta",
        type=lambda text: Path(text).resolve(),
        metavar="CARTELLA",
        help="invece, il tempo di processore di ogni comando accanto a quello di un'altra copia "
        "di questo archivio, con il suo ambiente in .venv",
    )
    parser.add_argument(
        "--volte",
        type=int,
        default=RUNS,
        metavar="N",
        help=f"quante volte ogni comando, con --confronta (se manca: {RUNS})",
    )
    return parser.parse_args()


def _measure_checks(
    folder: Path, size: int, everything: bool, environment: Mapping[str, str]
) -> dict[tuple[int, str], Measure]:
    register = folder / str(size)
    files = write_register(register, size)
    programs = [rete(register, "controlla"), plain_loop(register)]
    if size <= MIDDLE:
        programs.insert(1, check_jsonschema(register))
    else:
        programs.insert(1, state_of(register, OGGI))
    runs = 5 if size < MIDDLE else 3
    measures = medians_of(programs, runs, environment)
    if size > MIDDLE and everything:
        programs.append(check_jsonschema(register))
        measures += medians_of(programs[-1:], 1, environment)
    for program, measure in zip(programs, measures, strict=True):
        _print_row(size, program.name, measure, measures[0])
    print(f"{'':>8} ({files} file)")
    return {(size, p.name): measure for p, measure in zip(programs, measures, strict=True)}


def _judge_checks(results: Results) -> list[bool]:
    """The targets that these results can tell something about."""
    met = []
    targets = (
        (SMALL, "check-jsonschema", 5),
        (MIDDLE, "check-jsonschema", 12),
        (LARGE, "ciclo semplice", 4),
    )
    for size, name, least in targets:
        ours, other = results.get((size, "rete controlla")), results.get((size, name))
        if ours and other:
            times = other.seconds / ours.seconds
            words = f"con {size} enti almeno {least} volte più veloce di «{name}»"
            met.append(_told(words, f"{_number(times, 1)} volte", times >= least))
    met += _judge_growth(results)
    return met


def _judge_growth(results: Results) -> list[bool]:
    middle, large = results.get((MIDDLE, "rete controlla")), results.get((LARGE, "rete controlla"))
    met = []
    if middle and large:
        growth = large.seconds / middle.seconds
        words = "da 1000 a 10000 enti il tempo cresce al più 10 volte"
        met.append(_told(words, f"{_number(growth, 1)} volte", growth <= LARGE / MIDDLE))
    state = results.get((LARGE, "rete stato"))
    if large and state:
        times = state.seconds / large.seconds
        most = _number(MAX_TIMES_STATE, 1)
        words = f"con {LARGE} enti «rete stato» al più {most} volte «rete controlla»"
        met.append(_told(words, f"{_number(times, 2)} volte", times <= MAX_TIMES_STATE))
    if large and large.megabytes:
        words = f"con {LARGE} enti meno di {MAX_MEGABYTES} MB"
        shown = f"{large.megabytes:.0f} MB"
        met.append(_told(words, shown, large.megabytes < MAX_MEGABYTES))
    return met


def _measure_writing(register: Path, environment: Mapping[str, str]) -> list[bool]:
    """A new body written, with and without its commit, against a check of the same register."""
    print("\nScrittura: un ente nuovo (processi interi a turno, mediane)\n")
    put_in_git(register)
    programs = [rete(register, "controlla"), new_body(register), new_body_committed(register)]
    check, *writings = medians_of(programs, WRITE_RUNS, environment)
    for program, measure in zip(programs, (check, *writings), strict=True):
        _print_row(MIDDLE, program.name, measure, check)
    print()
    return [
        _told(
            f"«{program.name}» al più {MAX_TIMES_CHECK} volte «rete controlla»",
            f"{_number(measure.seconds / check.seconds, 1)} volte",
            measure.seconds <= MAX_TIMES_CHECK * check.seconds,
        )
        for program, measure in zip(programs[1:], writings, strict=True)
    ]


def _measure_due_dates(register: Path, environment: Mapping[str, str]) -> list[bool]:
    """What the due dates add to the reading of a large register."""
    print("\nScadenze (tempo di processore di un solo processo, mediane)\n")
    loading, reckoning = medians_of_shares(register, DUE_RUNS, environment)
    share = reckoning / loading
    print(f"{'lettura del registro':<20} {_milliseconds(loading)}")
    print(f"{'scadenze':<20} {_milliseconds(reckoning)}\n")
    words = f"con {LARGE} enti le scadenze aggiungono alla lettura al più {MAX_SHARE:.0%}"
    return [_told(words, f"{share:.0%}", share <= MAX_SHARE)]


def _print_row(size: int, name: str, measure: Measure, ours: Measure) -> None:
    times = f"{_number(measure.seconds / ours.seconds, 1)} volte"
    memory = f"{measure.megabytes:.0f} MB"
    print(ROW.format(size, name, _number(measure.seconds, 2), times, memory), flush=True)


def _measure_start(folder: Path, environment: Mapping[str, str]) -> list[bool]:
    """Version and help against a bare program, taking turns."""
    print("\nAvvio (processi interi a turno, mediane)\n")
    programs = [bare_typer(folder), rete(folder, "--version"), rete(folder, "--help")]
    bare, *ours = medians_of(programs, START_RUNS, environment)
    print(f"{programs[0].name:<20} {_milliseconds(bare.seconds)}")
    shown: list[tuple[str, Measure]] = []
    for program, measure in zip(programs[1:], ours, strict=True):
        print(f"{program.name:<20} {_milliseconds(measure.seconds)}")
        shown.append((program.name, measure))
    print()
    return [_judge_start(name, measure, bare) for name, measure in shown]


def _judge_start(name: str, ours: Measure, bare: Measure) -> bool:
    times, more = ours.seconds / bare.seconds, ours.seconds - bare.seconds
    words = f"«{name}» al più 1,3 volte un programma Typer nudo, o 25 ms in più"
    shown = f"{_number(times, 2)} volte, {more * 1000:+.0f} ms"
    return _told(words, shown, times <= MAX_TIMES_TYPER or more <= MAX_MORE_THAN_TYPER)


def _measure_documents(folder: Path, environment: Mapping[str, str]) -> list[bool]:
    """One PDF against what it is made with, and every document in every format."""
    print("\nDocumenti del registro di esempio (processi interi a turno, mediane)\n")
    register = example_register(folder)
    found = one_pdf(register, environment)
    for name, measure in found.items():
        print(f"{name:<20} {_milliseconds(measure.seconds)}")
    number, every = every_document(register, environment)
    print(f"{f'{number} documenti':<20} {_milliseconds(every.seconds)}\n")
    parts = ("pandoc", "typst", "rete --version")
    times = found["rete documento"].seconds / sum(found[name].seconds for name in parts)
    return [
        _told(
            "un PDF al più 1,5 volte la somma di pandoc, typst e «rete --version»",
            f"{_number(times, 2)} volte",
            times <= MAX_TIMES_PARTS,
        ),
        _told(
            f"ogni documento in ogni forma, in un processo, in meno di {MAX_SECONDS_ALL} secondi",
            f"{_number(every.seconds, 1)} secondi",
            every.seconds < MAX_SECONDS_ALL,
        ),
    ]


def _told(target: str, found: str, met: bool) -> bool:
    print(f"{'ok' if met else 'NO':<3} {target}: {found}")
    return met


def _number(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:>6.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
