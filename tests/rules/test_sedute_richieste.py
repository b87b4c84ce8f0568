"""Sittings that some members asked for: how many they were, and that nothing forgets them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rete.documents.convocazione import convocazione
from rete.notes import read_notes
from rete.notes.writing import as_notes
from rete.rules.sedute_enti import enough_members_asked_for_a_sitting
from rete.rules.verbali_convocazione import days_of_a_convocation_are_in_order
from rete.rules.verbali_presenze import bodies_named_are_known
from rete.views.verbali import scheda_verbale
from tests.aiuti.registro import Data, Records, network, rete_of
from tests.conftest import Said

Rete = Callable[..., Said]
BODIES = ["acqua", "bosco", "colle", "dente", "erba", "fiume"]
DAY = "2024-05-10-plenaria"
RULES: Data = {"convocazione": {"preavviso": {"giorni": 5}, "a_richiesta_di": "1/3"}}
APRIL = "2024-04-20"


def asked(
    bodies: list[str], day: str | None = APRIL, *, rules: Data = RULES, sent: str = "2024-05-01"
) -> Records:
    records = network(BODIES, rules)
    call: Data = {"inviata": sent, "mezzo": "PEC", "richiesta_da": bodies}
    if day is not None:
        call["richiesta_il"] = day
    records[("verbale", DAY)] = {"odg": [{"punto": 1, "titolo": "x"}], "convocazione": call}
    return records


def found(records: Records, **more: list[tuple[str, str]]) -> list[str]:
    rete = rete_of(records, **more)
    return [fault.message for fault in enough_members_asked_for_a_sitting.test(rete)]


@pytest.mark.parametrize(("number", "faults"), [(1, 1), (2, 0), (3, 0)])
def test_a_third_of_six_is_two(number: int, faults: int) -> None:
    assert len(found(asked(BODIES[:number]))) == faults


def test_who_has_no_vote_that_day_does_not_count_and_lowers_the_number() -> None:
    records = asked(["acqua", "bosco"])
    records[("ente", "bosco")]["adesioni"][0]["al"] = "2024-04-19"
    (message,) = found(records)
    assert "chiesta da 1 ente con diritto di voto su 5, ne servono almeno 1/3, cioè 2" in message
    records[("ente", "bosco")]["adesioni"][0]["al"] = "2024-04-20"
    assert found(records) == []


def test_where_it_is_not_said_when_or_the_rules_are_silent_or_nobody_knows_nothing_is_told() -> (
    None
):
    assert found(asked(["acqua"], None)) == []
    assert found(asked(["acqua"], rules={})) == []
    assert found(asked(["acqua"]), unread=[("ente", "fiume")]) == []
    partial = asked(["acqua"])
    partial[("patto", "patto")]["elenco"] = "parziale"
    assert found(partial) == []
    month = asked(["acqua"])
    month[("ente", "fiume")]["adesioni"] = [{"dal": "2024-04", "atto": "fonte"}]
    assert found(month) == []


def test_the_rules_are_those_of_the_day_of_the_request() -> None:
    records = asked(["acqua"])
    versions = records[("patto", "patto")]["articoli"][0]["versioni"]
    versions.append({"dal": "2024-04-21", "atto": versions[0]["atto"], "regole": {}})
    assert len(found(records)) == 1


@pytest.mark.parametrize(("sent", "faults"), [("2024-04-20", 0), ("2024-04-19", 1)])
def test_it_is_asked_for_before_it_is_convened(sent: str, faults: int) -> None:
    rete = rete_of(asked(["acqua"], sent=sent))
    assert len(list(days_of_a_convocation_are_in_order.test(rete))) == faults


def test_who_asks_is_a_body_of_the_register() -> None:
    rete = rete_of(asked(["acqua", "nessuno"]))
    (fault,) = bodies_named_are_known.test(rete)
    assert fault.path == ("convocazione", "richiesta_da", 1)


def test_card_and_letter_say_who_asked() -> None:
    rete = rete_of(asked(["acqua", "bosco"]))
    card = scheda_verbale(rete, rete.verbali[DAY], date(2024, 5, 2))
    told = next(row.testo for row in card.righe if row.etichetta == "Convocazione")
    assert "richiesta il 20/04/2024 da" in told
    letter = convocazione(rete, date(2024, 5, 2), DAY)
    assert letter["richiesta_da"] == tuple(rete.nome_ente(ente) for ente in ("acqua", "bosco"))


NEXT, APRIL_26 = "2026-05-10-plenaria", "2026-04-20"


def test_a_convocation_keeps_who_asked_also_when_it_is_sent_again(
    rete: Rete, register: Path
) -> None:
    file = register / "data" / "verbali" / "2026" / f"{NEXT}.yaml"
    call = ("verbale", "convoca", "plenaria", "--data", "2026-05-10", "--punto", "Bilancio",
            "--inviata", APRIL_26, "--mezzo", "PEC", "--si", "--oggi", APRIL_26)  # fmt: skip
    asked_for = ("--richiesta-da", "ponte, la-soglia", "--richiesta-il", "2026-04-10")

    said = rete(*call, *asked_for, folder=register)
    assert said.code == 0, said.err
    assert "a richiesta del 10/04/2026 di il-ponte e la-soglia" in said.out + said.err
    text = file.read_text(encoding="utf-8")
    assert 'richiesta_da: [il-ponte, la-soglia]\n  richiesta_il: "2026-04-10"' in text

    again = rete("verbale", "convoca", NEXT, "--inviata", "2026-04-22", "--mezzo", "posta",
                 "--si", "--oggi", "2026-04-22", folder=register)  # fmt: skip
    assert again.code == 0, again.err
    text = file.read_text(encoding="utf-8")
    assert "2026-04-22" in text
    assert "richiesta_da: [il-ponte, la-soglia]" in text


def test_who_asked_is_kept_though_the_letter_has_not_gone(rete: Rete, register: Path) -> None:
    said = rete("verbale", "convoca", "plenaria", "--data", "2026-05-10", "--punto", "Bilancio",
                "--richiesta-da", "il-ponte", "--si", folder=register)  # fmt: skip
    assert said.code == 0, said.err
    file = register / "data" / "verbali" / "2026" / f"{NEXT}.yaml"
    assert "richiesta_da: [il-ponte]" in file.read_text(encoding="utf-8")


def test_when_it_was_asked_goes_with_who_asked(rete: Rete, register: Path) -> None:
    said = rete("verbale", "convoca", "plenaria", "--richiesta-il", "2026-04-10", "--si",
                folder=register)  # fmt: skip
    assert said.code == 2
    assert "va con --richiesta-da" in said.err


def test_notes_tell_who_asked_and_the_minutes_go_back_to_notes() -> None:
    records = asked(["acqua", "bosco"], sent="2024-05-01")
    records[("verbale", DAY)]["presenti"] = ["acqua"]
    rete_ = rete_of(records)
    text = as_notes(rete_.verbali[DAY])
    assert "RICHIESTA DA: acqua, bosco\nRICHIESTA IL: 2024-04-20\n" in text
    read = read_notes(text, rete_, date(2024, 6, 1))
    assert read.non_capite == ()
    assert read.record["convocazione"] == {
        "inviata": "2024-05-01", "mezzo": "PEC",
        "richiesta_da": ["acqua", "bosco"], "richiesta_il": "2024-04-20",
    }  # fmt: skip


def test_who_asked_may_be_told_before_the_convocation_or_without_it() -> None:
    rete_ = rete_of(asked(["acqua"]))
    asking = read_notes("RICHIESTA DA: acqua\n", rete_, date(2024, 6, 1))
    assert asking.record == {"convocazione": {"richiesta_da": ["acqua"]}}
    sent = "RICHIESTA DA: acqua\nCONVOCAZIONE: inviata 2/3/2024, PEC\n"
    read = read_notes(sent, rete_, date(2024, 6, 1))
    assert read.record["convocazione"] == {
        "richiesta_da": ["acqua"], "inviata": "2024-03-02", "mezzo": "PEC",
    }  # fmt: skip
