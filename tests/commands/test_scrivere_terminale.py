"""Writing at a terminal: the same command by options and by answers gives the same bytes."""

import sys
from pathlib import Path

import pytest

from tests.aiuti.mano import GUEST, MINUTES, Mano, contents
from tests.aiuti.tastiera import typed

ONE = f"{MINUTES}/1"
SAME = (
    (
        ("ente", "aggiungi", "--denominazione", "Circolo La Meta APS", "--natura",
         "privato-sociale", "--codice-fiscale", "90000049990", "--comune", "Roccaverde",
         "--ambiti", "cultura"),
        ("ente", "aggiungi"),
        ["Circolo La Meta APS", "", "priv", "", "", "1234", "90000049990", "", "Roccaverde", "", "",
         "", "", "", "", "", "cult", "", "", "s"],
    ),
    (
        ("ente", "ammetti", "faro", "--atto", ONE, "--dal", "2026-05-21", "--qualita",
         "osservatore"),
        ("ente", "ammetti"),
        ["faro", "plenaria/1", "", "21/5/2026", "oss", "", "", "s"],
    ),
    (
        ("ente", "sospendi", "ponte", "--atto", ONE, "--dal", "2026-05-20"),
        ("ente", "sospendi", "ponte"),
        ["plenaria/1", "", "", "", "s"],
    ),
    (
        ("ente", "chiudi", "ponte", "--atto", ONE, "--subentra", "faro", "--dal", "2026-07-01"),
        ("ente", "chiudi", "ponte"),
        ["plenaria/1", "fus", "faro", "1 luglio 2026", "", "s"],
    ),
    (
        ("ente", "chiudi", "ponte", "--atto", ONE, "--causa", "recesso", "--al", "2026-06-30"),
        ("ente", "chiudi", "ponte"),
        ["plenaria/1", "rec", "boh", "30/6/2026", "", "s"],
    ),
    (
        ("ente", "referente", "ponte", "--ruolo", "referente", "--carica", "direttrice",
         "--tavolo", "abitare", "--dal", "oggi"),
        ("ente", "referente", "ponte"),
        ["referente", "direttrice", "", "abitare", "", "", "", "s"],
    ),
    (
        ("tavolo", "istituisci", "orti", "--atto", ONE, "--nome", "Tavolo orti", "--genere",
         "gruppo-di-lavoro", "--dal", "2026-05-20", "--componenti", "il-ponte,la-soglia"),
        ("tavolo", "istituisci"),
        ["plenaria/1", "Tavolo orti", "", "gruppo", "", "ponte, soglia", "", "", "", "", "", "s"],
    ),
    (
        ("tavolo", "aggiungi", "abitare", "il-faro", "--atto", ONE, "--dal", "2026-05-20"),
        ("tavolo", "aggiungi"),
        ["abit", "faro", "plenaria/1", "", "", "s"],
    ),
    (
        ("tavolo", "affida", "abitare", "la-soglia", "--atto", ONE, "--dal", "2026-06-01"),
        ("tavolo", "affida", "abitare"),
        ["soglia", "plenaria/1", "oggi", "", "s"],
    ),
    (
        ("atto", "registra", "--tipo", "recesso", "--data", "2026-06-01", "--di", "il-ponte",
         "--parola", "recesso-il-ponte", "--oggetto", "Recesso",
         "--effetto", "cessazione ente=il-ponte al=2026-06-30 causa=recesso"),
        ("atto", "registra"),
        ["rec", "", "il-ponte", "", "Recesso", "", "", "", "",
         "cessazione ente=ponte al=2026-06-30 causa=rec", "", "s"],
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("options", "command", "lines"), SAME, ids=[" ".join(row[0][:2]) for row in SAME]
)
def test_options_and_answers_write_the_same_bytes(
    mano: Mano, options: tuple[str, ...], command: tuple[str, ...], lines: list[str]
) -> None:
    mano.writes(*options)
    by_options = contents(mano.register)
    mano.writes("annulla", "ultima")
    assert contents(mano.register) != by_options

    code, said = typed(command, lines, cwd=mano.register)

    assert code == 0, said
    assert "Scrivo? [s/N] " in said
    assert contents(mano.register) == by_options, said


def test_a_conversation_as_it_is_seen(mano: Mano) -> None:
    lines = ["?", "ponte", "<", "faro", "boh", ONE, "", "", "", "", "5", "boh", "oss", "", "n"]

    code, said = typed(["ente", "ammetti"], lines, cwd=mano.register)

    assert code == 3
    seen = said.partition("«?» spiega")[2]
    for words in (
        "  l'id, l'inizio dell'id, la sigla o una parola del nome\n",
        "Quale ente? [il-ponte] ",
        "Con quale atto? ",
        "  nessun atto corrisponde a «boh»",
        "Quando ha firmato? [facoltativo] ",
        "Da quale giorno? [20/05/2026] ",
        "In quale qualità? [effettivo] ",
        "  5. In quale qualità? effettivo\n",
        "  «boh» non va: scegli tra effettivo, osservatore\n",
        "  5. In quale qualità? osservatore\n",
        "Ammissione di «il-faro» dal 20/05/2026:\n",
        "Scrivo? [s/N] n\nnon ho scritto niente\n",
    ):
        assert words in seen, words
        seen = seen.partition(words)[2]


def test_all_that_is_needed_was_given_and_only_the_yes_is_asked(mano: Mano) -> None:
    command = ["ente", "ammetti", "faro", "--atto", ONE, "--dal", "2026-05-21"]

    code, said = typed(command, ["forse", "sì"], cwd=mano.register)

    assert code == 0
    assert "«?» spiega" not in said
    assert "rispondi «s» o «n»" in said
    assert 'dal: "2026-05-21"' in mano.text(GUEST)


def test_the_act_that_waits_is_suggested(mano: Mano) -> None:
    effect = "cessazione ente=il-ponte al=2026-06-30 causa=recesso"
    mano.writes(
        *("atto", "registra", "--tipo", "recesso", "--data", "2026-05-25", "--parola", "recesso"),
        *("--oggetto", "Recesso", "--effetto", effect),
    )

    _, said = typed(["ente", "chiudi", "ponte"], ["", "", "", "", "s"], cwd=mano.register)

    assert "Con quale atto? [2026-05-25-recesso] " in said
    assert "Qual è il suo ultimo giorno nella rete? [30/06/2026] " in said
    assert "fatto: Uscita di «il-ponte» il 30/06/2026 (recesso)" in said


def test_with_si_nothing_is_asked_at_a_terminal_either(mano: Mano) -> None:
    code, said = typed(["ente", "ammetti", "faro", "--si"], [], cwd=mano.register)

    assert code == 2
    assert "manca --atto" in said


ASKS = "Con quale atto? "


def test_the_end_of_the_input_leaves_everything_as_it_was(mano: Mano) -> None:
    before = contents(mano.register)

    code, said = typed(["ente", "ammetti", "faro"], ["\x04"], cwd=mano.register, after=ASKS)

    assert code == 130
    assert said.endswith("interrotto\n")
    assert contents(mano.register) == before


def test_a_trial_at_a_terminal_does_not_ask_whether_to_write(mano: Mano) -> None:
    command = ["ente", "ammetti", "faro", "--atto", ONE, "--dal", "2026-05-21", "--prova"]

    code, said = typed(command, [], cwd=mano.register)

    assert code == 0
    assert "Scrivo?" not in said


def test_a_draft_with_errors_can_be_opened_again(mano: Mano, tmp_path: Path) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\nfile = Path(sys.argv[1])\n"
        "text = file.read_text(encoding='utf-8')\n"
        "old, new = ('boh', 'pubblico') if 'boh' in text else ('privato-sociale', 'boh')\n"
        "text = text.replace(old, new)\n"
        "file.write_text(text, encoding='utf-8')\n",
        encoding="utf-8",
    )
    editor = {"VISUAL": f"{sys.executable} {script}"}

    code, said = typed(["ente", "modifica", "faro"], ["s", "s"], cwd=mano.register, env=editor)

    assert code == 0, said
    assert f"{GUEST}:2:9: errore: " in said
    assert "Riapro la bozza per correggerla? [s/N] " in said
    assert "natura: pubblico\n" in mano.text(GUEST)
