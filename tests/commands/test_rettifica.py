"""`rete verbale rettifica`: what was decided is corrected or revoked by a new decision."""

import copy

import pytest

from tests.aiuti.coppie import ACT, COPPIE, DAY, FOUNDERS, LAST, SITTING, Coppia, base, decided
from tests.aiuti.correzioni import (
    ABITARE,
    AFTER,
    BEFORE,
    PAIRS,
    WORDS,
    as_text,
    carried_out,
    hand_again,
    is_all_done,
    revoke,
)
from tests.aiuti.mano import contents
from tests.aiuti.mano_atti import Hand, hand
from tests.aiuti.registro import Data, minutes
from tests.aiuti.tastiera import typed

__all__ = ["hand"]


# --- rectified ---


@pytest.mark.parametrize("pair", COPPIE[:-1], ids=lambda pair: pair.tipo)
def test_what_cited_a_corrected_act_cites_the_correction_with_its_values(
    hand: Hand, pair: Coppia
) -> None:
    mano = hand(carried_out(pair))
    right = as_text({**pair.effetto, **pair.other})
    mano.writes("verbale", "rettifica", ACT, "--in", BEFORE, *WORDS, "--effetto", right)
    assert is_all_done(mano), mano.call("controlla").out
    cited = sum(text.count(f"{BEFORE}/1".encode()) for text in contents(mano.register).values())
    assert cited == pair.voci


def test_the_approval_of_minutes_is_not_moved(hand: Hand) -> None:
    mano = hand(carried_out(PAIRS["approvazione-verbale"]))
    other = as_text({"tipo": "segreteria", "ente": "bosco", "dal": DAY})
    said = mano.refuses("verbale", "rettifica", ACT, "--in", BEFORE, *WORDS, "--effetto", other)
    assert "un verbale approvato non si cambia" in said.err


def test_what_is_not_said_again_stays_and_what_is_new_waits(hand: Hand) -> None:
    pair = PAIRS["ingresso"]
    records = carried_out(pair)
    kept: Data = {"tipo": "segreteria", "ente": "bosco", "dal": DAY}
    decided_first = records[("verbale", SITTING)]["decisioni"][0]
    decided_first["effetti"].append(kept)
    PAIRS["segreteria"].put(records, ACT, kept)
    mano = hand(records)
    new = "uscita tavolo=abitare ente=bosco al=2024-06-30"
    later = as_text({**pair.effetto, "dal": "2024-05-22"})
    command = ("verbale", "rettifica", ACT, "--in", BEFORE, *WORDS)
    mano.writes(*command, "--effetto", later, "--effetto", new)
    assert f"atto: {BEFORE}/1" in mano.text("data/patto.yaml")
    assert "non ancora attuata: l'uscita di «bosco»" in mano.call("controlla").out
    mano.writes("verbale", "attua", BEFORE)
    assert is_all_done(mano)


def test_first_seats_forgotten_are_added_and_those_written_are_not_dropped(hand: Hand) -> None:
    pair = PAIRS["istituzione"]
    mano = hand(carried_out(pair))
    command = ("verbale", "rettifica", ACT, "--in", BEFORE, *WORDS, "--effetto")
    fewer = as_text({**pair.effetto, "componenti": ["acqua"]})
    assert "l'ingresso di «colle» in «giovani»" in mano.refuses(*command, fewer).err
    mano.writes(*command, as_text({**pair.effetto, "componenti": [*FOUNDERS]}))
    assert f'{{ente: bosco, dal: "{DAY}", atto: {BEFORE}/1}}' in mano.text(
        "data/tavoli/giovani.yaml"
    )
    assert is_all_done(mano)


def test_offices_end_with_their_body_wherever_its_end_moves(hand: Hand) -> None:
    pair = PAIRS["cessazione"]
    records = carried_out(pair)
    office: Data = {"ruolo": "rappresentante", "carica": "presidente", "dal": "2024-01-15"}
    records[("ente", "colle")]["referenti"] = [{**office, "al": LAST}]
    mano = hand(records)
    right = as_text({**pair.effetto, "al": "2024-05-31"})
    mano.writes("verbale", "rettifica", ACT, "--in", BEFORE, *WORDS, "--effetto", right)
    assert mano.text("data/enti/colle.yaml").count('al: "2024-05-31"') == 2
    assert is_all_done(mano)


def test_of_a_chain_only_the_last_is_corrected(hand: Hand) -> None:
    pair = PAIRS["ingresso"]
    records = carried_out(pair)
    records[("verbale", AFTER)] = copy.deepcopy(records[("verbale", BEFORE)])
    mano = hand(records)
    first = as_text({**pair.effetto, "dal": "2024-05-22"})
    again = as_text({**pair.effetto, "dal": "2024-05-23"})
    mano.writes("verbale", "rettifica", ACT, "--in", BEFORE, *WORDS, "--effetto", first)
    mano.writes("verbale", "approva", BEFORE, "--modo", "firma", "--data", "2024-06-01")
    command = ("--in", AFTER, *WORDS, "--effetto", again)
    said = mano.refuses("verbale", "rettifica", ACT, *command)
    assert f"è già rettificato da «{BEFORE}/1»: correggi quello" in said.err
    mano.writes("verbale", "rettifica", f"{BEFORE}/1", *command)
    assert f'dal: "2024-05-23", atto: {AFTER}/1' in mano.text(ABITARE)
    assert is_all_done(mano)


def test_a_correction_revoked_gives_back_the_first_values(hand: Hand) -> None:
    pair = PAIRS["ingresso"]
    records = carried_out(pair)
    records[("verbale", AFTER)] = copy.deepcopy(records[("verbale", BEFORE)])
    mano = hand(records)
    before = mano.text(ABITARE)
    wrong = as_text({**pair.effetto, "dal": "2024-05-22"})
    mano.writes("verbale", "rettifica", ACT, "--in", BEFORE, *WORDS, "--effetto", wrong)
    mano.writes("verbale", "rettifica", f"{BEFORE}/1", "--revoca", "--in", AFTER, *WORDS)
    assert mano.text(ABITARE) == before
    assert is_all_done(mano)


# --- minutes ---


def test_who_was_there_is_corrected_and_shown_with_what_was_written(hand: Hand) -> None:
    mano = hand(carried_out(PAIRS["ingresso"]))
    command = ("verbale", "rettifica", SITTING, "--in", BEFORE, *WORDS)
    assert "--esito" in mano.refuses(*command, code=2).err
    mano.writes(*command, "--presenti", "acqua e bosco", "--collegati", "colle")
    indent = " " * 8
    effect = (f"verbale: {SITTING}", "presenti: [acqua, bosco]", "collegati: [colle]")
    assert f"\n{indent}".join(effect) in mano.text(f"data/verbali/2024/{BEFORE}.yaml")
    shown = mano.call("verbale", "mostra", SITTING).out
    assert "C'era un errore." in shown
    assert is_all_done(mano)


def test_an_outcome_is_corrected_where_nothing_followed(hand: Hand) -> None:
    records = carried_out(PAIRS["ingresso"])
    mano = hand(records)
    for target in (ACT, SITTING):
        wrong = ("verbale", "rettifica", target, "--in", BEFORE, *WORDS, "--esito", "respinta")
        assert "si revoca («--revoca»)" in mano.refuses(*wrong).err
    rejected = decided(base(), PAIRS["ingresso"].effetto, esito="respinta")
    rejected[("verbale", BEFORE)] = records[("verbale", BEFORE)]
    mano = hand_again(mano, rejected)
    mano.writes("verbale", "rettifica", ACT, "--in", BEFORE, *WORDS, "--esito", "approvata")
    mano.writes("verbale", "attua", ACT)
    assert is_all_done(mano)


# --- the decision ---


def test_the_decision_has_what_was_given(hand: Hand) -> None:
    mano = hand(carried_out(PAIRS["ingresso"]))
    mano.writes(
        *revoke(mano, BEFORE, "--oggetto", "Revoca dell'ingresso", "--punto", "1"),
        *("--metodo", "palese", "--contrari", "acqua", "--astenuti", "bosco"),
    )
    text = mano.text(f"data/verbali/2024/{BEFORE}.yaml")
    for words in (
        "punto: 1",
        "oggetto: Revoca dell'ingresso",
        "testo: C'era un errore.",
        "votazione: {metodo: palese, contrari: [acqua], astenuti: [bosco]}",
        f"{{tipo: revoca, atto: {ACT}}}",
    ):
        assert words in text, words


def test_a_decision_that_is_there_gets_the_effect(hand: Hand) -> None:
    records = carried_out(PAIRS["ingresso"])
    records[("verbale", BEFORE)] = minutes(FOUNDERS, {})
    mano = hand(records)
    command = ("verbale", "rettifica", ACT, "--revoca", "--in", f"{BEFORE}/1")
    assert "--testo non si può dare" in mano.refuses(*command, *WORDS, code=2).err
    mano.writes(*command)
    assert is_all_done(mano)
    text = mano.text(f"data/verbali/2024/{BEFORE}.yaml")
    assert (text.count("oggetto:"), text.count("tipo: revoca")) == (1, 1)


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("verbale", "rettifica", ACT, "--in", SITTING), 3, "è approvato"),
        (("verbale", "rettifica", ACT, "--in", "2024-04-10-plenaria"), 3, "non viene dopo"),
        (("verbale", "rettifica", ACT, "--in", BEFORE, "--punto", "9"), 3, "il punto 9 non c'è"),
        (("verbale", "rettifica", ACT, "--in", BEFORE, "--punto", "x"), 2, "non è un numero"),
        (("verbale", "rettifica", SITTING, "--in", BEFORE), 2, "si revoca una decisione"),
        (("verbale", "rettifica", "boh", "--in", BEFORE), 2, "nessun verbale corrisponde"),
    ],
)
def test_a_revocation_that_cannot_be_written_is_refused(
    hand: Hand, arguments: tuple[str, ...], code: int, why: str
) -> None:
    mano = hand(carried_out(PAIRS["ingresso"]))
    assert why in mano.refuses(*arguments, "--revoca", *WORDS, code=code).err


def test_what_is_not_approved_or_does_not_change_is_not_rectified(hand: Hand) -> None:
    pair = PAIRS["ingresso"]
    mano = hand(carried_out(pair))
    same = ("--in", BEFORE, *WORDS, "--effetto", as_text(pair.effetto))
    assert "non cambia nulla" in mano.refuses("verbale", "rettifica", ACT, *same).err
    for draft in ("2024-04-10-plenaria", "2024-04-10-plenaria/1"):
        said = mano.refuses("verbale", "rettifica", draft, *same[:4])
        assert "è ancora una bozza: si cambia con «rete verbale modifica»" in said.err
    said = mano.refuses("verbale", "rettifica", ACT, *same[:4], "--al", "oggi", code=2)
    assert "--al va con --revoca" in said.err


def test_by_answers_and_by_options_the_same_bytes(hand: Hand) -> None:
    pair = PAIRS["ingresso"]
    mano = hand(carried_out(pair))
    right = as_text({**pair.effetto, "dal": "2024-05-22"})
    command = ("verbale", "rettifica", ACT)
    mano.writes(*command, "--in", BEFORE, *WORDS, "--effetto", right, "--metodo", "consenso")
    by_options = contents(mano.register)
    mano.writes("annulla", "ultima")
    lines = ["", "", "boh", "ingresso tavolo=abit ente=colle dal=22/5/2024", "", WORDS[1], "",
             "cons", "", "s"]  # fmt: skip
    code, said = typed(command, lines, cwd=mano.register)
    assert code == 0, said
    assert f"In quale verbale è la nuova decisione? [{BEFORE}] " in said
    assert f"[ingresso ente=colle tavolo=abitare dal={DAY}] " in said
    assert contents(mano.register) == by_options
