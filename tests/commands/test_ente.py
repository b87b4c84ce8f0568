"""`rete ente`: who is in on a day, each filter, each form, and what is typed in few letters."""

import csv
import json
import re
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from rete.render.csv_out import list_as_csv
from rete.views.lists_and_cards import Colonna, Elenco
from tests.aiuti.lettura import REGISTER, commit, copy, ids, record
from tests.aiuti.luoghi import EXAMPLE
from tests.aiuti.porta import run
from tests.conftest import Said

Rete = Callable[..., Said]
MEMBERS = ["il-ponte", "il-mulino", "comune-di-roccaverde", "la-soglia"]


def listed(rete: Rete, *options: str, folder: Path = REGISTER) -> list[str]:
    return ids(rete("ente", "elenca", "--formato", "json", *options, folder=folder), "enti")


def states(rete: Rete, *options: str) -> dict[str, str]:
    said = rete("ente", "elenca", "--tutti", "--formato", "json", *options, folder=REGISTER)
    return {item["id"]: item["stato"] for item in json.loads(said.out)["enti"]}


def test_the_list_is_of_who_is_in_today_by_name(rete: Rete) -> None:
    assert listed(rete) == MEMBERS


def test_the_table_fits_eighty_columns_and_says_how_many(rete: Rete) -> None:
    said = rete("ente", "elenca", folder=REGISTER)

    assert said.out.splitlines()[0].split() == ["Id", "Denominazione", "Natura", "Stato", "Dal"]
    assert "4 enti nella rete al 01/06/2026\n" in said.out
    assert max(map(len, said.out.splitlines()[:-2])) <= 80
    assert "\x1b" not in said.out


def test_who_may_be_in_but_nobody_can_tell_is_named(rete: Rete) -> None:
    said = rete("ente", "elenca", folder=REGISTER)
    as_json = rete("ente", "elenca", "--formato", "json", folder=REGISTER)

    assert "da verificare, perché il registro non dice da quando: casa-aperta" in said.out
    assert json.loads(as_json.out)["da_verificare"] == ["casa-aperta"]


def test_everybody_has_a_state_on_the_day(rete: Rete) -> None:
    assert states(rete) == {
        "amici-del-bosco": "non-aderente",
        "il-ponte": "aderente",
        "casa-aperta": "da-verificare",
        "il-mulino": "sospeso",
        "comune-di-roccaverde": "aderente",
        "la-soglia": "osservatore",
        "vecchia-filanda": "cessato",
    }


def test_another_day_gives_other_states(rete: Rete) -> None:
    then = states(rete, "--al", "2025-03-31")

    assert (then["vecchia-filanda"], then["il-mulino"]) == ("aderente", "aderente")
    assert listed(rete, "--al", "2023-12-31") == []
    assert (
        json.loads(
            rete("ente", "elenca", "--al", "1/2/2025", "--formato", "json", folder=REGISTER).out
        )["al"]
        == "2025-02-01"
    )


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--natura", "pubblico"], ["comune-di-roccaverde"]),
        (["--qualita", "osservatore"], ["la-soglia"]),
        (["--ambito", "abit"], ["il-ponte"]),
        (["--comunita", "giovani"], ["il-ponte"]),
        (["--tavolo", "abitare"], ["il-ponte", "la-soglia"]),
        (["--cerca", "PASSERELLA"], ["il-ponte"]),
        (["--cerca", "90000049990"], ["il-mulino"]),
        (["--tutti", "--cerca", "societa"], ["vecchia-filanda"]),
    ],
)
def test_a_filter_leaves_only_those_it_names(
    rete: Rete, options: list[str], expected: list[str]
) -> None:
    assert listed(rete, *options) == expected


def test_no_match_is_said_plainly(rete: Rete) -> None:
    said = rete("ente", "elenca", "--cerca", "zzz", folder=REGISTER)

    assert (said.code, said.out) == (0, "nessun ente corrisponde\n")


def test_a_word_that_no_vocabulary_has_is_refused_with_those_like_it(rete: Rete) -> None:
    said = rete("ente", "elenca", "--ambito", "coltura", folder=REGISTER)

    assert said.code == 2
    assert "forse volevi «cultura» (Cultura)?" in said.err


def test_the_csv_has_a_title_for_each_column_and_words_for_codes(rete: Rete) -> None:
    said = rete("ente", "elenca", "--formato", "csv", folder=REGISTER)
    rows = list(csv.DictReader(StringIO(said.out)))

    assert [row["Id"] for row in rows] == MEMBERS
    assert rows[0]["Natura"] == "privato sociale"
    assert (rows[0]["Dal"], rows[0]["Codice fiscale"]) == ("2024-01-15", "90000029992")


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_of_the_csv_is_a_formula(rete: Rete, tmp_path: Path, start: str) -> None:
    folder = copy(tmp_path / "registro")
    change(folder, "il-ponte", "Associazione Il Ponte", f'"{start}SUM(A1)"')
    said = rete("ente", "elenca", "--formato", "csv", folder=folder)

    names = [row["Denominazione"] for row in csv.DictReader(StringIO(said.out))]
    assert f"'{start}SUM(A1)" in names


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\uff1d"])
@pytest.mark.parametrize("before", ["a;", "a; ", "a;;", 'a;"', "a\t", "a\n", "a, b;", " ", '"'])
def test_no_part_of_a_cell_is_a_formula_where_semicolons_part_cells(
    before: str, start: str
) -> None:
    columns = (Colonna("a", "A"), Colonna("b", "B"))
    row = {"a": "1", "b": f"{before}{start}SUM(A1)"}
    text = list_as_csv(Elenco(nome="x", colonne=columns, righe=(row,), chiusura=()))
    # As a spreadsheet of Italy reads it, whatever it does with quotes.
    for by_quotes in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        for cells in csv.reader(StringIO(text), delimiter=";", quoting=by_quotes):
            for part in (part for cell in cells for part in re.split("[\t\n]", cell)):
                assert not part.lstrip(' "').startswith(("=", "+", "-", "@", "\uff1d"))
    assert next(iter(csv.DictReader(StringIO(text))))["B"].replace("'", "") == row["b"]


def test_a_partial_list_says_that_it_is_partial(rete: Rete, tmp_path: Path) -> None:
    folder = copy(tmp_path / "registro")
    patto = folder / "data" / "patto.yaml"
    patto.write_text(patto.read_text().replace("elenco: completo", "elenco: parziale"))

    assert "non ha l'elenco completo" in rete("ente", "elenca", folder=folder).out
    said = rete("ente", "elenca", "--formato", "json", folder=folder)
    assert json.loads(said.out)["elenco"] == "parziale"


def test_the_register_of_a_day_is_that_of_git_of_that_day(rete: Rete, tmp_path: Path) -> None:
    folder = copy(tmp_path / "registro")
    late = folder / "data" / "enti" / "la-soglia.yaml"
    text = late.read_text()
    late.unlink()
    commit(folder, "2026-01-10")
    late.write_text(text)
    commit(folder, "2026-02-10")

    assert "la-soglia" in listed(rete, folder=folder)
    assert "la-soglia" not in listed(rete, "--registro-del", "2026-02-09", folder=folder)
    assert "la-soglia" in listed(rete, "--registro-del", "2026-02-10", folder=folder)
    assert rete("ente", "elenca", "--registro-del", "2025-01-01", folder=folder).code == 3


def test_the_card_says_who_since_when_by_which_act_and_where(rete: Rete) -> None:
    said = rete("ente", "mostra", "il-ponte", folder=REGISTER)

    assert said.code == 0
    for line in (
        "Associazione Il Ponte (AIP)",
        "  Stato al 01/06/2026  aderente",
        "  Sede                 via Larga 3, 00165 Roccaverde (RV)",
        "  dal 15/01/2024  stipula del 15/01/2024 (2024-01-15-stipula)",
        "  rappresentante  presidente, dal 15/01/2024",
        "  Plenaria        come tutti gli aderenti",
        "  Tavolo abitare  dal 15/01/2024, lo coordina",
        "  fino al 06/2022  Gruppo Passerella",
        "              https://www.ilponte.example/statuto",
        "  Tiene la segreteria.",
    ):
        assert line in said.out.splitlines()


def test_the_card_tells_suspensions_and_ends_with_their_acts(rete: Rete) -> None:
    suspended = rete("ente", "mostra", "il-mulino", folder=REGISTER).out
    gone = rete("ente", "mostra", "vecchia-filanda", folder=REGISTER).out

    assert "dal 11/02/2026  decisione 1 di Plenaria del 10/02/2026" in suspended
    assert "fino al 31/03/2025  recesso: recesso del 01/03/2025 (2025-03-01-recesso)" in gone


def test_the_card_of_another_day_has_the_state_and_the_tables_of_that_day(rete: Rete) -> None:
    now = rete("ente", "mostra", "il-mulino", folder=REGISTER).out
    then = rete("ente", "mostra", "il-mulino", "--al", "2025-06-30", folder=REGISTER).out

    assert "Gruppo feste" not in now
    assert "Gruppo feste  dal 15/01/2024" in then
    assert "Stato al 30/06/2025  aderente" in then


def test_json_has_the_fields_of_the_file_and_those_computed(rete: Rete) -> None:
    found = record(rete("ente", "mostra", "aip", "--formato", "json", folder=REGISTER), "ente")

    assert found["denominazioni_precedenti"] == [
        {"denominazione": "Gruppo Passerella", "al": "2022-06"}
    ]
    assert found["stato"] == "aderente"
    assert found["tavoli"][1] == {
        "id": "abitare",
        "nome": "Tavolo abitare",
        "dal": "2024-01-15",
        "coordina": True,
    }
    assert "sospensioni" not in found
    assert "ipa" not in found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("IL-PONTE", "Associazione Il Ponte"),
        ("aip", "Associazione Il Ponte"),
        ("ponte", "Associazione Il Ponte"),
        ("Società", "Società Vecchia Filanda"),
        ("societa vecchia", "Società Vecchia Filanda"),
        ("com", "Comune di Roccaverde"),
        ("cooper", "Cooperativa La Soglia"),
    ],
)
def test_a_body_is_found_by_few_letters(rete: Rete, typed: str, found: str) -> None:
    said = rete("ente", "mostra", typed, folder=REGISTER)

    assert said.out.splitlines()[0].startswith(found)


def test_letters_of_several_bodies_are_refused_with_their_names(rete: Rete) -> None:
    said = rete("ente", "mostra", "il", folder=REGISTER)

    assert (said.code, said.out) == (2, "")
    assert "«il-mulino» (Circolo Il Mulino) o «il-ponte» (Associazione Il Ponte)" in said.err


def test_letters_of_nobody_are_refused_with_those_like_them(rete: Rete) -> None:
    said = rete("ente", "mostra", "pomte", folder=REGISTER)

    assert said.code == 2
    assert "nessun ente corrisponde a «pomte»: forse volevi «il-ponte»" in said.err


def test_letters_that_could_drive_a_terminal_are_written_out(rete: Rete) -> None:
    said = rete("ente", "mostra", "\x1b[31m", folder=REGISTER)

    assert said.code == 2
    assert "«\\x1b[31m»" in said.err


def test_a_body_whose_file_is_broken_is_not_shown_and_the_file_is_named(
    rete: Rete, tmp_path: Path
) -> None:
    folder = copy(tmp_path / "registro")
    change(folder, "il-ponte", "natura: privato-sociale", "natura: boh")
    said = rete("ente", "mostra", "ponte", folder=folder)

    assert (said.code, said.out) == (3, "")
    assert "prima correggi il file data/enti/il-ponte.yaml" in said.err


def test_a_register_with_errors_is_listed_all_the_same_and_says_so(
    rete: Rete, tmp_path: Path
) -> None:
    folder = copy(tmp_path / "registro")
    change(folder, "il-ponte", "natura: privato-sociale", "natura: boh")
    said = rete("ente", "elenca", folder=folder)

    assert said.code == 0
    assert "senza contare i file che non si leggono: il-ponte" in said.out
    assert said.err.count("\n") == 1
    assert "rete controlla" in said.err


def test_names_that_could_drive_a_terminal_or_a_table_are_only_text(
    rete: Rete, tmp_path: Path
) -> None:
    folder = copy(tmp_path / "registro")
    change(folder, "il-ponte", "Associazione Il Ponte", '"[red]Ponte[/red] :smile: [/b]"')

    assert "[red]Ponte[/red]" in rete("ente", "elenca", folder=folder).out
    assert "[red]Ponte[/red] :smile: [/b]" in rete("ente", "mostra", "aip", folder=folder).out


def test_the_register_of_these_tests_is_sound(rete: Rete) -> None:
    assert rete("controlla", folder=REGISTER).code == 0
    assert rete("ente", "elenca", folder=REGISTER).err == ""


@pytest.mark.parametrize("form", ["json", "csv"])
def test_forms_for_other_programs_do_not_pay_for_tables(form: str) -> None:
    ask = (
        "import sys; from rete.cli import main; "
        f"main(['ente', 'elenca', '--formato', '{form}']); sys.exit('rich' in sys.modules)"
    )
    done = run(["-c", ask], cwd=REGISTER, program=(sys.executable,))

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("columns", ["1", "0", "40", "dieci", "99999999"])
def test_any_width_gives_every_id_whole_or_broken_but_never_lost(
    rete: Rete, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    said = rete("ente", "elenca", folder=REGISTER)

    assert said.code == 0
    pieces = "".join(line.split()[0] for line in said.out.splitlines()[1:] if line[:1].strip())
    assert "comune-di-roccaverde" in pieces


def change(folder: Path, ente: str, old: str, new: str) -> None:
    path = folder / "data" / "enti" / f"{ente}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("typed", ["pubblico", "PUBBLICO", "pubb"])
def test_a_fixed_word_may_be_begun_in_any_case(rete: Rete, typed: str) -> None:
    whole = rete("ente", "elenca", "--natura", "pubblico", folder=EXAMPLE)
    assert rete("ente", "elenca", "--natura", typed, folder=EXAMPLE).out == whole.out


@pytest.mark.parametrize("typed", ["p", "misto", ""])
def test_a_fixed_word_that_is_not_one_is_told_which_there_are(rete: Rete, typed: str) -> None:
    said = rete("ente", "elenca", "--natura", typed, folder=EXAMPLE)
    assert said.code == 2
    assert f"«{typed}» non è ammesso: scegli tra «pubblico», «privato-sociale»" in said.err
