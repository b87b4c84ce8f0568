"""`rete verbale approva`: drafts become what was approved, are sealed, and are changed no more."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.aiuti.coppie import FOUNDERS
from tests.aiuti.luoghi import ROOT
from tests.aiuti.mano import Mano, contents, in_git, write
from tests.aiuti.mano_atti import Hand, hand
from tests.aiuti.registro import Data, Records, approved, minutes, network
from tests.aiuti.scrittura import in_the_hands_of_git
from tests.aiuti.tastiera import typed
from tests.commands.test_vita_di_un_ente import MINUTES
from tests.conftest import Said

__all__ = ["hand"]

SITTING, NEXT = "2024-05-10-plenaria", "2024-06-10-plenaria"
FILE, NEXT_FILE = f"data/verbali/2024/{SITTING}.yaml", f"data/verbali/2024/{NEXT}.yaml"
EFFECT: Data = {"tipo": "approvazione-verbale", "verbale": SITTING}
APPROVES = ("verbale", "approva", SITTING)
HEADING: Data = {
    "convocazione": {"inviata": "2024-05-01", "mezzo": "posta elettronica"},
    "inizio": "17:30",
    "luogo": "Sala",
    "presiede": "acqua",
    "verbalizza": "segreteria",
}


def drafts(way: str | None = None, entro: Data | None = None, *effects: Data) -> Records:
    """Two sittings in draft, by rules that want minutes approved in a way; one decision each."""
    rules: Data = {"approvazione": way} if way else {}
    if entro:
        rules["entro"] = entro
    records = network(FOUNDERS, {"verbali": rules} if rules else {})
    records[("verbale", SITTING)] = minutes(FOUNDERS, {}, **HEADING)
    later = {**HEADING, "convocazione": {"inviata": "2024-06-01", "mezzo": "posta"}}
    decision = {"effetti": list(effects)} if effects else {}
    records[("verbale", NEXT)] = minutes(FOUNDERS, decision, **later)
    return records


def approval(mano: Mano) -> str:
    return mano.text(FILE).partition("approvazione:")[2]


# --- each way ---


def test_the_way_that_the_rules_foresee_is_taken_where_none_is_given(hand: Hand) -> None:
    mano = hand(drafts("seduta-stante"))
    said = mano.writes(*APPROVES)
    assert f"il verbale «{SITTING}» è approvato: seduta stante" in said.out
    assert "modo: seduta-stante" in approval(mano)
    assert mano.call("controlla").out == "errori: 0, avvisi: 0\n"


def test_where_the_rules_are_silent_the_way_is_wanted(hand: Hand) -> None:
    mano = hand(drafts())
    assert "manca --modo" in mano.refuses(*APPROVES, code=2).err
    mano.writes(*APPROVES, "--modo", "seduta-stante", "--atto", f"{SITTING}/1")
    assert f"atto: {SITTING}/1" in approval(mano)
    assert "{tipo: approvazione-verbale, verbale: 2024-05-10-plenaria}" in mano.text(FILE)
    assert mano.is_sound()


def test_the_next_sitting_gets_the_effect_while_its_minutes_are_a_draft(hand: Hand) -> None:
    mano = hand(drafts("seduta-successiva"))
    assert "manca --atto" in mano.refuses(*APPROVES, code=2).err
    said = mano.writes(*APPROVES, "--atto", f"{NEXT}/1", "--correzioni", "Corretto un nome.")
    assert f"in «{NEXT}/1» è scritto l'effetto «approvazione-verbale»" in said.out
    assert f"{{tipo: approvazione-verbale, verbale: {SITTING}}}" in mano.text(NEXT_FILE)
    assert "correzioni: Corretto un nome." in approval(mano)
    assert f"Atto: {NEXT}/1" in mano.last_message()
    assert mano.call("controlla").out == "errori: 0, avvisi: 0\n"


def test_approved_minutes_must_have_the_effect_already(hand: Hand) -> None:
    for effects in ((), (EFFECT,)):
        records = drafts("seduta-successiva", None, *effects)
        records[("verbale", NEXT)] = approved(records[("verbale", NEXT)])
        records[("verbale", NEXT)]["approvazione"] = {
            "modo": "firma", "data": "2024-06-20", "impronta": ""
        }  # fmt: skip
        if not effects:
            mano = hand(records)
            said = mano.refuses(*APPROVES, "--atto", f"{NEXT}/1")
            assert "è approvato e non dispone questo: serve una nuova decisione" in said.err
        else:
            from tests.aiuti.mano_atti import written

            written(mano.register, records)
            write(mano.register, {})
            # The decision that names these minutes need not be named.
            mano.writes(*APPROVES)
            assert f"atto: {NEXT}/1" in approval(mano)
            assert mano.is_sound()


def test_a_signature_has_its_day(hand: Hand) -> None:
    mano = hand(drafts("firma"))
    assert "manca --data" in mano.refuses(*APPROVES, code=2).err
    for day, why in (("2024-05-09", "prima della seduta"), ("2030-01-01", "non è ancora venuto")):
        assert why in mano.refuses(*APPROVES, "--data", day).err
    mano.writes(*APPROVES, "--data", "20/5/2024")
    assert 'modo: firma\n  data: "2024-05-20"' in approval(mano)
    assert mano.call("controlla").out == "errori: 0, avvisi: 0\n"


@pytest.mark.parametrize(
    ("day", "today"), [("2024-05-10", "2024-06-01"), ("2024-05-20", "2024-05-20")]
)
def test_a_signature_may_be_of_the_day_of_the_sitting_and_of_today(
    hand: Hand, day: str, today: str
) -> None:
    mano = hand(drafts("firma"))
    mano.writes(*APPROVES, "--data", day, "--oggi", today)
    assert f'data: "{day}"' in approval(mano)


def test_silence_approves_only_after_the_days_to_object(hand: Hand) -> None:
    mano = hand(drafts("silenzio", {"giorni": 10}))
    said = mano.refuses(*APPROVES, "--data", "2024-05-20")
    assert "si può obiettare fino al 20/05/2024 (10 giorni dalla seduta)" in said.err
    said = mano.refuses(*APPROVES, "--oggi", "2024-05-20")
    assert "il 2024-05-21 non è ancora venuto" in said.err
    mano.writes(*APPROVES)
    assert 'modo: silenzio\n  data: "2024-05-21"' in approval(mano)
    assert mano.call("controlla").out == "errori: 0, avvisi: 0\n"


def test_another_way_than_the_rules_is_written_and_warned_of(hand: Hand) -> None:
    mano = hand(drafts("seduta-successiva"))
    said = mano.writes(*APPROVES, "--modo", "firma", "--data", "2024-05-20")
    assert "[VER020]" in said.out


@pytest.mark.parametrize(
    ("options", "code", "why"),
    [
        (("--modo", "seduta-successiva", "--atto", f"{SITTING}/1"), 3, "è della seduta stessa"),
        (("--modo", "seduta-stante", "--atto", f"{NEXT}/1"), 3, "è di un'altra seduta"),
        (("--modo", "seduta-successiva", "--atto", "2024-01-15-stipula"), 3, "non è una decisione"),
        (("--modo", "seduta-stante", "--data", "oggi"), 2, "--data non si può dare"),
        (("--modo", "firma", "--data", "oggi", "--atto", f"{NEXT}/1"), 2, "--atto non si può dare"),
        (("--modo", "boh"), 2, "scegli tra seduta-stante"),
    ],
)
def test_a_way_that_does_not_fit_is_refused(
    hand: Hand, options: tuple[str, ...], code: int, why: str
) -> None:
    mano = hand(drafts())
    assert why in mano.refuses(*APPROVES, *options, code=code).err


def test_a_decision_that_comes_before_approves_nothing(hand: Hand) -> None:
    mano = hand(drafts())
    command = ("verbale", "approva", NEXT, "--modo", "seduta-successiva")
    said = mano.refuses(*command, "--atto", f"{SITTING}/1")
    assert "viene prima della seduta" in said.err


# --- what is not approved ---


def test_a_sitting_that_was_not_held_has_no_minutes(hand: Hand) -> None:
    records = drafts()
    records[("verbale", SITTING)] = {"odg": [{"punto": 1, "titolo": "Decisioni"}]}
    mano = hand(records)
    assert "non risulta tenuta" in mano.refuses(*APPROVES, "--modo", "seduta-stante").err


def test_minutes_with_errors_are_not_approved_and_the_errors_are_said(hand: Hand) -> None:
    mano = hand(drafts())
    write(mano.register, {FILE: mano.text(FILE).replace("presiede: acqua", "presiede: nessuno")})
    said = mano.refuses(*APPROVES, "--modo", "seduta-stante")
    assert "errore: «nessuno»" in said.out
    assert f"il verbale «{SITTING}» ha 1 errore" in said.err


def test_minutes_are_approved_once(hand: Hand) -> None:
    mano = hand(drafts("seduta-stante"))
    mano.writes(*APPROVES)
    assert f"il verbale «{SITTING}» è già approvato" in mano.refuses(*APPROVES).err


# --- frozen ---


def test_what_is_approved_and_then_changed_by_hand_is_found_and_corrected_by_a_decision(
    hand: Hand,
) -> None:
    mano = hand(drafts("seduta-stante"))
    mano.writes(*APPROVES)
    sealed = mano.text(FILE)
    write(mano.register, {FILE: sealed.replace('inizio: "17:30"', 'inizio: "18:30"')})
    assert "[VER051]" in mano.call("controlla").out
    write(mano.register, {FILE: sealed + 'protocollo: "12/2024"\n'})
    assert mano.is_sound()
    write(mano.register, {FILE: sealed})
    mano.writes(
        *("verbale", "rettifica", SITTING, "--in", NEXT, "--presenti", "acqua, bosco"),
        *("--testo", "Colle non c'era."),
    )
    assert mano.text(FILE) == sealed
    assert "Colle non c'era." in mano.call("verbale", "mostra", SITTING).out
    assert mano.is_sound()


def test_the_life_of_minutes_in_the_example(
    tmp_path: Path, rete: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_hands_of_git(monkeypatch)
    register = in_git(tmp_path / "roccaverde", ROOT / "esempi" / "roccaverde")
    draft = "2026-05-28-plenaria"
    held = MINUTES.replace("Ammissione, testo", "Verbale, testo")
    write(register, {f"data/verbali/2026/{draft}.yaml": held})
    mano, table = Mano(rete, register), "data/tavoli/cabina-di-regia.yaml"
    mano.writes("verbale", "approva", "2026-03-26", "--atto", f"{draft}/1")
    assert mano.is_sound()

    sealed = mano.text("data/verbali/2026/2026-03-26-plenaria.yaml")
    by_hand = sealed.replace("La festa della rete si tiene", "La festa della rete non si tiene")
    write(register, {"data/verbali/2026/2026-03-26-plenaria.yaml": by_hand})
    assert "[VER051]" in mano.call("controlla").out
    write(register, {"data/verbali/2026/2026-03-26-plenaria.yaml": sealed})

    corrected = "2024-12-12-plenaria/8"
    mano.writes(
        *("verbale", "rettifica", corrected, "--in", draft, "--testo", "Era il 31 gennaio."),
        *("--effetto", "uscita tavolo=cabina ente=bussola al=31/1/2025"),
    )
    assert f'al: "2025-01-31", atto_fine: {draft}/8' in mano.text(table)
    assert corrected not in mano.text(table)
    assert mano.is_sound()
    shown = mano.call("atto", "mostra", corrected).out
    assert "Era il 31 gennaio." in shown
    mano.writes("annulla", "ultima")
    assert corrected in mano.text(table)


FROZEN = (
    ("ente", "chiudi", "colle", "--atto", f"{SITTING}/1", "--causa", "recesso", "--al", "oggi"),
    ("ente", "sospendi", "colle", "--atto", f"{SITTING}/1", "--dal", "oggi"),
    ("tavolo", "chiudi", "plenaria", "--atto", f"{SITTING}/1", "--al", "oggi"),
    ("patto", "rinnova", "--atto", f"{SITTING}/1", "--id", "x", "--dal", "2028-01-01",
     "--durata", "3 anni"),
    ("verbale", "modifica", SITTING),
    ("verbale", "convoca", SITTING, "--punto", "Altro"),
    ("verbale", "approva", SITTING, "--modo", "seduta-stante"),
    ("verbale", "redigi", SITTING, "--appunti", "../appunti.txt"),
)  # fmt: skip
"""Every command that could write in minutes."""


@pytest.mark.parametrize("command", FROZEN, ids=lambda command: " ".join(command[:2]))
def test_no_command_writes_in_approved_minutes(
    hand: Hand, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", 'sh -c \'echo "note: x" >> "$0"\'')
    mano = hand(drafts("seduta-stante"))
    mano.writes(*APPROVES)
    notes = mano.register.parent / "appunti.txt"
    notes.write_text("PUNTO 2: Altro\n", encoding="utf-8")
    said = mano.refuses(*command)
    assert "approvato" in said.err, said.err


def test_by_answers_and_by_options_the_same_bytes(hand: Hand) -> None:
    mano = hand(drafts("seduta-successiva"))
    mano.writes(*APPROVES, "--atto", f"{NEXT}/1", "--correzioni", "Nessuna.")
    by_options = contents(mano.register)
    mano.writes("annulla", "ultima")
    lines = ["", "", f"{NEXT}/1", "Nessuna.", "", "s"]
    code, said = typed(["verbale", "approva"], lines, cwd=mano.register)
    assert code == 0, said
    assert f"Quale verbale? [{SITTING}] " in said
    assert "Come è stato approvato? [seduta-successiva] " in said
    assert contents(mano.register) == by_options
