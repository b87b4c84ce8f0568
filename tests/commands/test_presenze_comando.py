"""`rete verbale presenze`: the tables of attendance, and who reached a threshold of absences."""

import csv
import json
import re
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.aiuti.lettura import commit
from tests.aiuti.luoghi import ROOT
from tests.aiuti.mano import in_git
from tests.conftest import Said

Rete = Callable[..., Said]

EXAMPLE = ROOT / "esempi" / "roccaverde"
MEADOW = "oratorio-del-borgo"


def counted(rete: Rete, *options: str, folder: Path = EXAMPLE) -> dict[str, Any]:
    said = rete("verbale", "presenze", "--formato", "json", *options, folder=folder)
    assert said.code == 0, said.err
    found: dict[str, Any] = json.loads(said.out)
    return found


def sittings(found: dict[str, Any], ente: str, tavolo: str = "plenaria") -> int:
    [row] = [r for r in found["presenze"] if (r["ente"], r["tavolo"]) == (ente, tavolo)]
    return int(row["sedute"])


def test_each_table_has_its_rows_and_what_the_short_titles_mean(rete: Rete) -> None:
    lines = rete("verbale", "presenze", folder=EXAMPLE).out.splitlines()

    assert lines[:2] == [
        "Plenaria",
        "Ente                     Sed.  Pres.  Coll.  Del.  Giust.  Ass.  %    Fila",
    ]
    assert "La Sorgente              11    5      2      0     4       0     64   0" in lines
    assert "Gruppo monitoraggio" in lines
    assert "presenze fino al 01/06/2026" in lines
    assert max(map(len, lines[: lines.index("presenze fino al 01/06/2026")])) <= 80


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], 11),
        (["--anno", "2025"], 4),
        (["--dal", "2025-06-12"], 5),
        (["--al", "2024-12-31"], 5),
        (["--fino", "2024-12-31"], 5),
        (["--anno", "2025", "--dal", "2025-06-13"], 2),
        (["--anno", "2025", "--al", "2025-06-12"], 2),
    ],
)
def test_the_days_decide_which_sittings_count(
    rete: Rete, options: list[str], expected: int
) -> None:
    assert sittings(counted(rete, *options), MEADOW) == expected


def test_only_the_table_or_the_body_wanted(rete: Rete) -> None:
    assert {r["tavolo"] for r in counted(rete, "--tavolo", "abitare")["presenze"]} == {"abitare"}
    of_one = counted(rete, "--ente", "oratorio")["presenze"]
    assert {r["ente"] for r in of_one} == {MEADOW}
    assert [r["tavolo"] for r in of_one] == ["plenaria", "abitare", "giovani", "spazi-comuni"]
    lines = rete("verbale", "presenze", "--ente", "oratorio", folder=EXAMPLE).out.splitlines()
    assert lines[:3] == [
        "Oratorio del Borgo",
        "Tavolo               Sed.  Pres.  Coll.  Del.  Giust.  Ass.  %   Fila",
        "Plenaria             11    1      0      1     2       7     18  3",
    ]


def test_json_and_the_spreadsheet_have_the_same_rows(rete: Rete) -> None:
    rows = counted(rete)["presenze"]
    said = rete("verbale", "presenze", "--formato", "csv", folder=EXAMPLE)
    read = list(csv.DictReader(StringIO(said.out)))

    assert len(read) == len(rows)
    assert [int(line["Assenze di fila"]) for line in read] == [r["assenze_di_fila"] for r in rows]
    assert read[0]["Ente"] == "Azienda sociosanitaria"


def test_who_reached_the_threshold_is_named_with_the_article_and_nothing_is_done(
    rete: Rete,
) -> None:
    lines = rete("verbale", "presenze", folder=EXAMPLE).out.splitlines()

    assert lines[-3] == (
        "raggiunta la soglia di 3 assenze di fila (articolo 8), Plenaria: Oratorio del Borgo (3) "
        "e Sentinelle del Bosco (5)"
    )
    assert lines[-2].startswith("che cosa ne segue, per le regole: La cabina di regia chiede all'")
    assert lines[-1] == "rete lo segnala soltanto: che cosa farne lo decide la rete"


def test_who_has_left_is_no_longer_told_to_be_absent_too_often(rete: Rete) -> None:
    def too_often(day: str) -> set[str]:
        return {one["ente"] for one in counted(rete, "--al", day)["soglie"]}

    assert "radio-terrazza" in too_often("2025-10-01")
    assert "radio-terrazza" not in too_often("2025-11-01")


def test_absences_in_a_row_are_counted_from_the_first_also_where_the_rows_begin_later(
    rete: Rete,
) -> None:
    found = counted(rete, "--dal", "2026-03-01", "--tavolo", "plenaria", "--ente", "sentinelle")

    assert sittings(found, "sentinelle-del-bosco") == 1
    assert [one["assenze_di_fila"] for one in found["soglie"]] == [5]
    assert found["presenze"][0]["assenze_di_fila"] == 5


def test_without_a_rule_on_absences_nobody_is_told(rete: Rete, tmp_path: Path) -> None:
    register = in_git(tmp_path / "registro", EXAMPLE)
    path = register / "data/patto.yaml"
    text = path.read_text(encoding="utf-8")
    without = re.sub(r" {10}assenze:\n(?: {12}.*\n)+", "", text)
    assert without != text
    path.write_text(without, encoding="utf-8")

    assert "soglie_ignote" not in counted(rete, folder=register)
    assert counted(rete, folder=register)["soglie"] == []
    assert "soglia" not in rete("verbale", "presenze", folder=register).out


def test_the_rules_are_those_of_the_last_day(rete: Rete, tmp_path: Path) -> None:
    register = in_git(tmp_path / "registro", EXAMPLE)
    path = register / "data/patto.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("consecutive: 3\n", "consecutive: 5\n"), encoding="utf-8")

    assert [one["ente"] for one in counted(rete, folder=register)["soglie"]] == [
        "sentinelle-del-bosco"
    ]


def test_sittings_that_do_not_say_who_was_there_are_named(rete: Rete, register: Path) -> None:
    folder = register / "data/verbali/2026"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "2026-02-10-plenaria.yaml").write_text(
        "odg:\n  - {punto: 1, titolo: Varie}\ndecisioni:\n"
        "  - {n: 1, oggetto: Varie, testo: Si approva., esito: approvata}\n",
        encoding="utf-8",
    )
    said = rete("verbale", "presenze", folder=register)

    assert said.out.splitlines() == [
        "nessuna seduta corrisponde, fino al 01/06/2026",
        "senza contare le sedute di cui il verbale non dice i presenti: 2026-02-10-plenaria",
    ]
    assert counted(rete, folder=register)["sedute_senza_presenti"] == ["2026-02-10-plenaria"]


def test_the_register_of_a_day_has_the_sittings_of_that_day(rete: Rete, tmp_path: Path) -> None:
    register = tmp_path / "registro"
    shutil.copytree(EXAMPLE, register)
    minutes = register / "data/verbali/2026/2026-03-26-plenaria.yaml"
    text = minutes.read_text(encoding="utf-8")
    minutes.unlink()
    commit(register, "2026-05-10")
    minutes.write_text(text, encoding="utf-8")
    commit(register, "2026-05-20")
    asked = ("--registro-del", "2026-05-19", "--ramo", "main")

    assert sittings(counted(rete, *asked, folder=register), MEADOW) == 10
    assert sittings(counted(rete, folder=register), MEADOW) == 11


def test_a_year_that_is_not_one_is_refused(rete: Rete) -> None:
    for typed in ("duemila", "0000"):
        said = rete("verbale", "presenze", "--anno", typed, folder=EXAMPLE)
        assert said.code == 2
        assert f"«{typed}» non è un anno" in said.err


def test_whoever_reached_a_threshold_is_not_told_where_the_pact_cannot_be_read(
    rete: Rete, tmp_path: Path
) -> None:
    register = tmp_path / "registro"
    shutil.copytree(EXAMPLE, register)
    assert "soglie_ignote" not in counted(rete, folder=register)
    (register / "data/patto.yaml").write_text("[", encoding="utf-8")

    last = rete("verbale", "presenze", folder=register).out.splitlines()[-1]
    assert last == "se qualcuno ha raggiunto una soglia di assenze non si sa: il patto non si legge"
    found = counted(rete, folder=register)
    assert (found["soglie"], found["soglie_ignote"]) == ([], True)


@pytest.mark.parametrize(
    ("command", "broken", "named"),
    [
        (("ente", "elenca"), "enti/banca-del-tempo.yaml", "banca-del-tempo"),
        (("tavolo", "elenca"), "tavoli/abitare.yaml", "abitare"),
        (("atto", "elenca"), "atti/2024/2024-01-15-stipula.yaml", "2024-01-15-stipula"),
        (("verbale", "elenca"), "verbali/2026/2026-02-19-plenaria.yaml", "2026-02-19-plenaria"),
        (("azione", "elenca"), "verbali/2026/2026-02-19-plenaria.yaml", "2026-02-19-plenaria"),
        (("verbale", "presenze"), "tavoli/plenaria.yaml", "plenaria"),
        (("scadenze",), "patto.yaml", "patto"),
        (("stato",), "enti/banca-del-tempo.yaml", "banca-del-tempo"),
    ],
)
def test_what_could_not_be_read_is_named_in_json_as_in_the_table(
    rete: Rete, tmp_path: Path, command: tuple[str, ...], broken: str, named: str
) -> None:
    register = tmp_path / "registro"
    shutil.copytree(EXAMPLE, register)

    def told() -> dict[str, Any]:
        found: dict[str, Any] = json.loads(rete(*command, "--formato", "json", folder=register).out)
        return found

    assert "non_letti" not in told()
    (register / "data" / broken).write_text("[", encoding="utf-8")
    assert told()["non_letti"] == [named]
