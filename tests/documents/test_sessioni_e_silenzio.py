"""Documents of sittings that are extraordinary, in writing, or called some hours before."""

import pytest

from tests.aiuti.mano_atti import Hand, hand
from tests.aiuti.registro import Data, Records, minutes, network, table

__all__ = ["hand"]

BODIES = ["acqua", "bosco", "colle"]
SITTING = "2024-05-10-plenaria"
ODG: Data = {"odg": [{"punto": 1, "titolo": "Prima"}]}
HALF: Data = {"numero_legale": {"prima": {"oltre": "1/2"}}}


def about(rules: Data, **sitting: object) -> Records:
    records = network(BODIES, rules)
    records[("verbale", SITTING)] = {**ODG, **sitting}
    return records


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("convocazione", "# Convocazione in seduta straordinaria"),
        ("dossier", "Seduta straordinaria del 10 maggio 2024"),
    ],
)
def test_papers_of_a_sitting_to_come_say_its_session(hand: Hand, document: str, words: str) -> None:
    mano = hand(about({}, sessione="straordinaria"))
    assert words in mano.call("documento", document, SITTING, "--al", "2024-05-01").out


def test_the_minutes_say_their_session(hand: Hand) -> None:
    records = network(BODIES, {})
    records[("verbale", SITTING)] = minutes(BODIES, sessione="straordinaria")
    said = hand(records).call("documento", "verbale", SITTING)
    assert "si riunisce in seduta straordinaria la plenaria" in said.out
    records[("verbale", SITTING)] = minutes(BODIES)
    assert "si riunisce la plenaria" in hand(records).call("documento", "verbale", SITTING).out


def test_the_call_says_by_which_hour_it_must_be_sent(hand: Hand) -> None:
    mano = hand(about({"convocazione": {"preavviso": {"ore": 48}}}, inizio="17:30"))
    said = mano.call("documento", "convocazione", SITTING, "--al", "2024-05-01").out
    wanted = "con un preavviso di 48 ore va inviata entro l'8 maggio 2024, alle ore 17:30"
    assert wanted in " ".join(said.split())


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({"silenzio": "assenso"}, "Chi non risponde è a favore, perché per le regole il silenzio"),
        ({}, "Chi non risponde è assente."),
    ],
)
def test_who_is_asked_in_writing_reads_what_silence_means(
    hand: Hand, rules: Data, words: str
) -> None:
    mano = hand(about(rules, modalita="scritta"))
    assert words in mano.call("documento", "convocazione", SITTING, "--al", "2024-05-01").out


def test_minutes_in_writing_tell_how_many_consented_by_silence(hand: Hand) -> None:
    records = network(BODIES, {"decisioni": [HALF], "silenzio": "assenso"})
    call = {"inviata": "2024-05-01", "mezzo": "PEC", "risposte_entro": "2024-05-10"}
    decision: Data = {"votazione": {"metodo": "palese"}}
    sitting = minutes(["acqua"], decision, modalita="scritta", convocazione=call)
    records[("verbale", SITTING)] = sitting
    mano = hand(records)
    told = "aventi diritto su 3, di cui 2 per silenzio, che vale assenso."
    text = mano.call("documento", "verbale", SITTING).out
    assert told in text
    assert "**Non hanno risposto** (2)" in text
    assert "**Assenti**" not in text
    assert told in mano.call("documento", "estratto", f"{SITTING}/1").out


def test_the_dossier_of_a_joint_sitting_has_the_quorum_of_each_table(hand: Hand) -> None:
    records = network(BODIES, {"decisioni": [HALF], "congiunte": {"numero_legale": "ciascuno"}})
    records[("tavolo", "abitare")] = table("abitare", *BODIES[:2])
    records[("tavolo", "lavoro")] = table("lavoro", *BODIES)
    records[("verbale", "2024-05-10-abitare")] = {**ODG, "congiunta_con": ["lavoro"]}
    said = hand(records).call("documento", "dossier", "2024-05-10-abitare", "--al", "2024-05-01")
    assert (
        "per il numero legale di Abitare ne servono 2 su 2; per il numero legale di Lavoro ne "
        "servono 2 su 3"
    ) in " ".join(said.out.split())
