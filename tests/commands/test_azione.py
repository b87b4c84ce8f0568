"""`rete azione`: which actions wait, for whom, since when; and what is written of them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.aiuti.archivio import git
from tests.aiuti.lettura import commit, ids
from tests.aiuti.luoghi import ROOT
from tests.aiuti.mano import Mano, contents, in_git, write
from tests.aiuti.scrittura import in_the_hands_of_git
from tests.aiuti.tastiera import typed
from tests.conftest import Said

Rete = Callable[..., Said]

EXAMPLE = ROOT / "esempi" / "roccaverde"
SATURDAY, SIGNATURES = "2025-09-18-plenaria/2", "2025-09-18-plenaria/1"
RECORDINGS, FORM = "2025-10-16-giovani/1", "2026-01-15-cabina-di-regia/1"
TEXT, SQUARE = "2026-03-26-plenaria/2", "2026-03-26-plenaria/1"
HOUSES, DRIVERS = "2026-02-05-abitare/1", "2026-02-19-plenaria/2"
TIMES = "2024-06-20-famiglie/1"
OVERDUE = [SATURDAY, SIGNATURES, RECORDINGS, FORM]
OPEN = [*OVERDUE, TEXT, SQUARE, HOUSES, DRIVERS]
FOLLOW_UPS = "data/seguiti/2026-02-19-plenaria.yaml"
FIRST_FOLLOW_UPS = "data/seguiti/2026-02-05-abitare.yaml"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], OPEN),
        (["--stato", "aperte"], OPEN),
        (["--stato", "scadute"], OVERDUE),
        (["--stato", "in-corso"], [SIGNATURES]),
        (["--ente", "bussola"], [RECORDINGS]),
        (["--tavolo", "abitare"], [HOUSES]),
        (["--tavolo", "famiglie", "--stato", "fatte", "--al", "2024-12-31"], [TIMES]),
        (["--stato", "annullate"], ["2025-03-20-plenaria/1"]),
        (["--non-toccate"], [SATURDAY, SIGNATURES, DRIVERS]),
        (["--non-toccate", "--al", "2025-11-26"], []),
        (["--al", "2025-09-30", "--tavolo", "plenaria"], [SIGNATURES, SATURDAY]),
    ],
)  # fmt: skip
def test_the_list_is_of_the_actions_wanted_the_overdue_first(
    rete: Rete, options: list[str], expected: list[str]
) -> None:
    said = rete("azione", "elenca", "--formato", "json", *options, folder=EXAMPLE)

    assert ids(said, "azioni") == expected


def test_all_actions_are_those_of_every_state(rete: Rete) -> None:
    def how_many(state: str) -> int:
        options = ("--stato", state, "--formato", "json")
        return len(ids(rete("azione", "elenca", *options, folder=EXAMPLE), "azioni"))

    each = [how_many(state) for state in ("aperte", "fatte", "annullate")]
    assert how_many("tutte") == sum(each)
    assert all(each)


def test_a_joint_action_is_of_both_tables(rete: Rete) -> None:
    options = ("azione", "elenca", "--stato", "tutte", "--formato", "json", "--tavolo")
    for tavolo in ("lavoro-e-terra", "famiglie"):
        assert "2025-11-13-lavoro-e-terra/1" in ids(
            rete(*options, tavolo, folder=EXAMPLE), "azioni"
        )


def test_the_page_says_in_words_how_late_an_action_is_and_whose(rete: Rete) -> None:
    lines = rete("azione", "elenca", folder=EXAMPLE).out.splitlines()

    assert lines[0] == "8 azioni al 01/06/2026: 4 scadute e 4 da fare"
    assert lines[2:10] == [
        "Scadute",
        "  31/01/2026  Proporre una plenaria di sabato per il 2026.",
        "              scaduta da 121 giorni; Banca del Tempo, La Rondine",
        f"              {SATURDAY}",
        "  28/02/2026  Raccogliere le firme sul testo rinnovato.",
        "              scaduta da 93 giorni, in corso, spostata dal 31/12/2025;",
        "              Biblioteca consorziale, Comune di Roccaverde",
        "              18/12/2025: Mancano le firme di sei enti.",
    ]
    assert "              scaduta da ieri; Terra Buona, Azienda sociosanitaria" in lines
    assert (
        "              aperta, scade fra 19 giorni; Comune di Roccaverde, Banca del Tempo" in lines
    )


def test_an_empty_list_says_so(rete: Rete) -> None:
    said = rete("azione", "elenca", "--ente", "passo", folder=EXAMPLE)

    assert (said.code, said.out) == (0, "nessuna azione corrisponde\n")


def test_json_and_the_spreadsheet_have_the_term_as_it_was_moved(rete: Rete) -> None:
    options = ("azione", "elenca", "--stato", "in-corso", "--formato")
    [action] = json.loads(rete(*options, "json", folder=EXAMPLE).out)["azioni"]
    header, row = rete(*options, "csv", folder=EXAMPLE).out.splitlines()

    assert (action["entro"], action["giorni"], action["stato"]) == ("2026-02-28", -93, "in-corso")
    assert action["ultima_notizia"] == "2025-12-18"
    assert header.startswith("Id,Verbale,N.,Tavolo,Che cosa,Chi,Entro,")
    assert row.startswith(f"{SIGNATURES},2025-09-18-plenaria,1,Plenaria,")


def test_follow_ups_that_cannot_be_read_leave_their_actions_to_be_verified(
    rete: Rete, tmp_path: Path
) -> None:
    register = in_git(tmp_path / "registro", EXAMPLE)
    for broken in (FOLLOW_UPS, "data/verbali/2026/2026-02-05-abitare.yaml"):
        (register / broken).write_text("azioni: boh\n", encoding="utf-8")
    said = rete("azione", "elenca", "--tavolo", "plenaria", folder=register)

    assert "Da verificare: i loro seguiti non si leggono" in said.out
    assert said.out.splitlines()[-1] == (
        "senza contare i file che non si leggono: 2026-02-05-abitare, 2026-02-19-plenaria"
    )
    assert said.out.count("senza contare") == 1
    assert "errori" in said.err


def test_the_register_of_a_day_has_the_follow_ups_of_that_day(rete: Rete, tmp_path: Path) -> None:
    register = tmp_path / "registro"
    shutil.copytree(EXAMPLE, register)
    commit(register, "2026-05-10")
    with (register / FOLLOW_UPS).open("a", encoding="utf-8") as file:
        file.write('  - {n: 2, data: "2026-05-01", stato: fatta}\n')
    commit(register, "2026-05-20")
    asked = ("azione", "elenca", "--formato", "json")

    assert DRIVERS in ids(rete(*asked, "--registro-del", "2026-05-19", folder=register), "azioni")
    assert DRIVERS not in ids(rete(*asked, folder=register), "azioni")


@pytest.fixture
def mano(tmp_path: Path, rete: Rete, monkeypatch: pytest.MonkeyPatch) -> Mano:
    in_the_hands_of_git(monkeypatch)
    return Mano(rete, in_git(tmp_path / "registro", EXAMPLE))


def last_line(mano: Mano, file: str) -> str:
    return contents(mano.register)[file].decode().splitlines()[-1]


def test_what_is_done_is_added_below_and_nothing_else_changes(mano: Mano) -> None:
    before = contents(mano.register)
    mano.writes("azione", "aggiorna", DRIVERS, "--stato", "fatta", "--nota", "Sono dodici.")
    after = contents(mano.register)

    added = '  - {n: 2, data: "2026-06-01", stato: fatta, nota: Sono dodici.}\n'
    assert after[FOLLOW_UPS].decode() == before[FOLLOW_UPS].decode() + added
    assert {path for path in after if after[path] != before.get(path)} == {FOLLOW_UPS}
    assert mano.is_sound()


def test_the_first_news_of_a_sitting_begins_its_file(mano: Mano) -> None:
    assert FIRST_FOLLOW_UPS not in contents(mano.register)
    mano.writes("azione", "aggiorna", HOUSES, "--stato", "in-corso")

    assert contents(mano.register)[FIRST_FOLLOW_UPS].decode() == (
        "# yaml-language-server: $schema=../../../../schemas/seguito.schema.json\n"
        "azioni:\n"
        '  - {n: 1, data: "2026-06-01", stato: in-corso}\n'
    )
    assert mano.is_sound()


def test_an_action_that_goes_on_may_move_and_change_hands(mano: Mano) -> None:
    said = mano.writes(
        *("azione", "aggiorna", "19/02/2026", "2", "--stato", "in", "--data", "31/5/2026"),
        *("--entro", "2026-12-31", "--responsabili", "ponte, trame"),
    )

    assert last_line(mano, FOLLOW_UPS) == (
        '  - {n: 2, data: "2026-05-31", stato: in-corso, entro: "2026-12-31", '
        "responsabili: [associazione-il-ponte, trame-comuni]}"
    )
    for words in (
        "  - si sposta al 31/12/2026: era da fare entro il 30/09/2026",
        (
            "  - passa a «associazione-il-ponte» e «trame-comuni»: prima era affidata a "
            "«pubblica-assistenza»"
        ),
    ):
        assert words in said.out.splitlines()
    found = mano.call("azione", "elenca", "--ente", "trame", "--formato", "json")
    assert ids(found, "azioni") == [DRIVERS]


def test_the_number_may_be_left_out_where_only_one_action_waits(mano: Mano) -> None:
    mano.writes("azione", "aggiorna", "2026-02-19", "--stato", "annullata")

    assert "n: 2" in last_line(mano, FOLLOW_UPS)


def test_a_term_already_past_is_told(mano: Mano) -> None:
    said = mano.writes(
        "azione", "aggiorna", DRIVERS, "--stato", "in-corso", "--entro", "2026-05-01"
    )

    assert "attenzione: il nuovo termine (01/05/2026) è già passato il 01/06/2026" in said.out


def test_a_trial_writes_nothing(mano: Mano) -> None:
    before = contents(mano.register)
    said = mano.call("azione", "aggiorna", DRIVERS, "--stato", "fatta", "--prova", "--differenze")

    assert '+  - {n: 2, data: "2026-06-01", stato: fatta}' in said.out.splitlines()
    assert contents(mano.register) == before


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        ((f"{DRIVERS}9", "--stato", "fatta"), 2, "l'azione 29 non c'è: ha 1 e 2"),
        (("2025-09-18", "--stato", "fatta"), 2, "quale azione di «2025-09-18-plenaria»? ha 1"),
        (("2025-10-30", "--stato", "fatta"), 2, "non ha azioni"),
        ((DRIVERS, "2", "--stato", "fatta"), 2, "dice già il numero dell'azione"),
        ((DRIVERS,), 2, "manca --stato"),
        ((DRIVERS, "--stato", "finita"), 2, "scegli tra in-corso, fatta, annullata"),
        ((DRIVERS, "--stato", "fatta", "--data", "2026-06-02"), 2, "deve ancora venire"),
        ((DRIVERS, "--stato", "fatta", "--entro", "2026-07-01"), 2, "--entro"),
        ((DRIVERS, "--stato", "in-corso", "--responsabili", "nessuno"), 2, "--responsabili"),
        ((DRIVERS, "--stato", "fatta", "--data", "2026-02-18"), 3, "la seduta è dopo"),
        (("2026-02-19", "1", "--stato", "fatta"), 3, "è già fatta dal 2026-03-02"),
        (("2025-03-20", "1", "--stato", "in-corso"), 3, "è già annullata dal 2025-04-15"),
    ],
)  # fmt: skip
def test_news_that_cannot_be_are_refused_with_the_reason(
    mano: Mano, arguments: tuple[str, ...], code: int, why: str
) -> None:
    said = mano.refuses("azione", "aggiorna", *arguments, code=code)

    assert why in said.err


def test_late_news_of_an_earlier_day_leave_the_later_ones_in_force(mano: Mano) -> None:
    said = mano.writes(
        *("azione", "aggiorna", SIGNATURES, "--stato", "in-corso", "--data", "2025-12-17"),
        *("--entro", "2026-01-10", "--nota", "Prima lettera."),
    )
    assert "c'è già un seguito più recente, del 18/12/2025: vale quello (in corso)" in said.out
    assert "si sposta al" not in said.out
    [action] = json.loads(
        mano.call("azione", "elenca", "--stato", "in-corso", "--formato", "json").out
    )["azioni"]
    assert (action["entro"], action["ultima_notizia"]) == ("2026-02-28", "2025-12-18")
    assert mano.is_sound()


def test_two_branches_that_follow_the_same_action_merge_soundly(mano: Mano) -> None:
    """Whichever is merged first, and with another order of the lines than of the days."""
    here = mano.register
    (here / ".gitattributes").write_text("data/seguiti/** merge=union\n", encoding="utf-8")
    commit(here, "2026-05-01")
    main = git(here, "branch", "--show-current")
    for branch, day, note in (("A", "2026-05-31", "lettera spedita"), ("B", "2026-05-20", "primo")):
        git(here, "switch", "-q", "-c", branch, main)
        mano.writes(
            *("azione", "aggiorna", SQUARE, "--stato", "in-corso", "--nota", note),
            *("--data", day),
        )
    git(here, "switch", "-q", main)
    git(here, "merge", "-q", "A")
    git(here, "merge", "-q", "B", "-m", "unione")
    text = mano.text(f"data/seguiti/{SQUARE.split('/', maxsplit=1)[0]}.yaml")
    assert text.index("lettera spedita") < text.index("primo")

    assert mano.call("controlla").out == "errori: 0, avvisi: 0\n"
    assert mano.call("documento", "scheda-ente", "banca-del-tempo").code == 0
    [action] = [
        one
        for one in json.loads(mano.call("azione", "elenca", "--formato", "json").out)["azioni"]
        if one["id"] == SQUARE
    ]
    assert (action["stato"], action["ultima_notizia"]) == ("in-corso", "2026-05-31")


@pytest.mark.parametrize(
    ("lines", "state", "codes"),
    [
        (("05-20 in-corso", "05-31 fatta"), "fatta", []),
        (("05-31 fatta", "05-20 in-corso"), "fatta", []),
        (("05-20 fatta", "05-31 in-corso"), "in-corso", ["SEG003"]),
        (("05-31 in-corso", "05-20 fatta"), "in-corso", ["SEG003"]),
        (("05-20 in-corso", "05-20 fatta"), "fatta", ["SEG002"]),
        (("05-20 fatta", "05-20 in-corso"), "in-corso", ["SEG002"]),
        (("05-20 fatta", "05-20 annullata"), "annullata", ["SEG002"]),
        (("05-20 fatta", "05-20 fatta"), "fatta", ["SEG003"]),
        (("05-20 in-corso", "05-20 in-corso"), "in-corso", []),
    ],
)
def test_follow_ups_are_read_by_date_and_of_one_day_the_later_line_holds(
    mano: Mano, lines: tuple[str, ...], state: str, codes: list[str]
) -> None:
    verbale, _, number = SQUARE.partition("/")
    items = [
        f'  - {{n: {number}, data: "2026-{line[:5]}", stato: {line[6:]}, nota: riga {place}}}'
        for place, line in enumerate(lines)
    ]
    write(mano.register, {f"data/seguiti/{verbale}.yaml": "\n".join(["azioni:", *items, ""])})
    said = mano.call("azione", "elenca", "--stato", "tutte", "--formato", "json")

    [action] = [one for one in json.loads(said.out)["azioni"] if one["id"] == SQUARE]
    assert action["stato"] == state
    found = json.loads(mano.call("controlla", "--formato", "json").out)
    assert [one["codice"] for one in found["rilievi"]] == codes
    assert found["errori"] == 0


@pytest.mark.parametrize("key", ['entro: "2026-07-0{}"', "responsabili: [{}]"])
def test_two_terms_or_two_who_answer_on_one_day_are_told(mano: Mano, key: str) -> None:
    verbale, _, number = SQUARE.partition("/")
    values = ("1", "2") if "entro" in key else ("la-bussola", "comune-di-roccaverde")
    items = [
        f'  - {{n: {number}, data: "2026-05-20", stato: in-corso, {key.replace("{}", value)}}}'
        for value in values
    ]
    write(mano.register, {f"data/seguiti/{verbale}.yaml": "\n".join(["azioni:", *items, ""])})
    found = json.loads(mano.call("controlla", "--formato", "json").out)
    assert [one["codice"] for one in found["rilievi"]] == ["SEG002"]


def test_follow_ups_that_cannot_be_read_are_not_added_to(mano: Mano) -> None:
    (mano.register / FOLLOW_UPS).write_text("azioni: boh\n", encoding="utf-8")
    said = mano.call("azione", "aggiorna", DRIVERS, "--stato", "fatta", "--si")

    assert said.code == 3
    assert f"{FOLLOW_UPS} non si legge: prima correggilo" in said.err


def test_the_news_can_be_undone(mano: Mano) -> None:
    before = contents(mano.register)
    mano.writes("azione", "aggiorna", DRIVERS, "--stato", "fatta")
    mano.writes("annulla", "ultima")

    assert contents(mano.register) == before


def test_what_is_asked_at_a_terminal_gives_the_same_bytes_as_the_options(mano: Mano) -> None:
    mano.writes(
        *("azione", "aggiorna", DRIVERS, "--stato", "in-corso", "--entro", "2026-12-31"),
        *("--responsabili", "ponte", "--nota", "Ne mancano tre."),
    )
    by_options = contents(mano.register)
    mano.writes("annulla", "ultima")
    answers = ["?", "2026-02-19/2", "in", "", "31/12/2026", "ponte", "Ne mancano tre.", "", "s"]
    code, screen = typed(["azione", "aggiorna"], answers, cwd=mano.register)

    assert code == 0, screen
    assert contents(mano.register) == by_options
    assert f"  {DRIVERS}  Cercare dieci autisti volontari. (aperta, scade fra" in screen


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("azione", "aggiorna", "2026-02-19"), ["2026-02-19-plenaria"]),
        (("azione", "aggiorna", "2026-02-19-plenaria/"), ["2026-02-19-plenaria/1", DRIVERS]),
        (("azione", "aggiorna", "2026-02-19-plenaria/2"), [DRIVERS]),
        (("documento", "estratto", "2026-03-26-plenaria/2"), [TEXT]),
        (("documento", "scheda-ente", "radio"), ["radio-terrazza"]),
        (("documento", "scheda-tavolo", "ab"), ["abitare"]),
        (("documento", "verbale", "2026-02-19"), ["2026-02-19-plenaria"]),
        (("documento", "patto", "2026"), []),
    ],
)  # fmt: skip
def test_the_shell_is_told_what_may_follow(
    rete: Rete, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], offered: list[str]
) -> None:
    monkeypatch.setenv("_RETE_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", " ".join(("rete", *words)))
    monkeypatch.setenv("COMP_CWORD", str(len(words)))

    said = rete(folder=EXAMPLE)

    assert [line.partition(",")[2] for line in said.out.splitlines()] == offered


def test_an_action_that_is_not_found_is_looked_for_among_the_actions(mano: Mano) -> None:
    said = mano.refuses("azione", "aggiorna", "autisti", "--stato", "fatta", code=2)
    assert "nessun verbale corrisponde a «autisti»: vedi «rete azione elenca»" in said.err


def test_what_is_done_is_so_on_a_day_and_what_goes_on_since_a_day(mano: Mano) -> None:
    done = mano.call("azione", "aggiorna", HOUSES, "--stato", "fatta", "--prova", "--si")
    begun = mano.call("azione", "aggiorna", HOUSES, "--stato", "in-corso", "--prova", "--si")
    assert "fatta il 01/06/2026" in done.out
    assert "in corso dal 01/06/2026" in begun.out
