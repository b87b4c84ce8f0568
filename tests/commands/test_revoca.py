"""`rete verbale rettifica --revoca`: what an act began ends, what it ended goes on."""

import pytest

from tests.aiuti.coppie import ACT, COPPIE, DAY, FOUNDERS, LAST, Coppia, base
from tests.aiuti.correzioni import (
    ABITARE,
    AFTER,
    BEFORE,
    PAIRS,
    WORDS,
    carried_out,
    hand_again,
    is_all_done,
    revoke,
)
from tests.aiuti.mano import contents
from tests.aiuti.mano_atti import Hand, hand
from tests.aiuti.registro import Data, approved, minutes

__all__ = ["hand"]

CANNOT = {
    BEFORE: ("istituzione", "chiusura", "modifica-articolo", "monitoraggio", "avvio-progetto"),
    AFTER: (
        *("subentro", "sospensione", "qualifica", "chiusura", "coordinamento", "segreteria"),
        *("carica", "modifica-articolo", "monitoraggio", "avvio-progetto"),
    ),
}
"""What a revocation cannot undo with a command: before it had any effect, and after."""


@pytest.mark.parametrize("draft", [BEFORE, AFTER])
@pytest.mark.parametrize("pair", COPPIE, ids=lambda pair: pair.tipo)
def test_what_a_revoked_act_did_is_undone_or_nothing_is_written(
    hand: Hand, pair: Coppia, draft: str
) -> None:
    mano = hand(carried_out(pair, draft))
    if pair.tipo in (*CANNOT[draft], "approvazione-verbale"):
        mano.refuses(*revoke(mano, draft))
        return
    mano.writes(*revoke(mano, draft))
    assert is_all_done(mano), mano.call("controlla").out


def test_what_had_begun_ends_on_the_day_of_the_sitting_or_on_the_day_given(hand: Hand) -> None:
    mano = hand(carried_out(PAIRS["ingresso"], AFTER))
    mano.writes(*revoke(mano, AFTER))
    assert f'al: "2024-08-10", atto_fine: {AFTER}/1' in mano.text(ABITARE)
    mano.writes("annulla", "ultima")
    mano.writes(*revoke(mano, AFTER, "--al", "2024-08-31"))
    assert f'al: "2024-08-31", atto_fine: {AFTER}/1' in mano.text(ABITARE)
    mano.writes("annulla", "ultima")
    assert "[TAV064]" in mano.refuses(*revoke(mano, AFTER, "--al", "2024-07-01")).out


def test_what_had_not_begun_is_as_if_it_had_never_been(hand: Hand) -> None:
    mano = hand(base())
    for tipo in ("ingresso", "coordinamento", "segreteria", "carica", "qualifica", "subentro"):
        hand_again(mano, carried_out(PAIRS[tipo]))
        mano.writes(*revoke(mano, BEFORE))
        cited = [
            path for path, text in contents(mano.register).items() if f"atto: {ACT}" in str(text)
        ]
        assert cited == [f"data/verbali/2024/{BEFORE}.yaml"], tipo


def test_a_suspension_reopened_has_the_end_that_it_had(hand: Hand) -> None:
    records = carried_out(PAIRS["sospensione"])
    end: Data = {"tipo": "fine-sospensione", "ente": "colle", "al": "2024-06-10"}
    records[("verbale", BEFORE)] = approved(minutes(FOUNDERS, {"effetti": [end]}))
    records[("ente", "colle")]["sospensioni"][0] |= {"al": "2024-06-10", "atto_fine": f"{BEFORE}/1"}
    later = minutes(FOUNDERS)
    del later["decisioni"]
    mano = hand({**records, ("verbale", "2024-06-01-plenaria"): later})
    command = ("verbale", "rettifica", f"{BEFORE}/1", "--revoca", "--in", "2024-06-01-plenaria")
    mano.writes(*command, *WORDS)
    assert f'sospensioni:\n  - {{dal: "{DAY}", atto: {ACT}, al: "{LAST}"}}' in mano.text(
        "data/enti/colle.yaml"
    )
    assert is_all_done(mano)


def test_a_departure_taken_back_tells_what_it_does_not_do(hand: Hand) -> None:
    records = carried_out(PAIRS["cessazione"], AFTER)
    office: Data = {"ruolo": "rappresentante", "carica": "presidente", "dal": "2024-01-15"}
    records[("ente", "colle")]["referenti"] = [{**office, "al": LAST}]
    mano = hand(records)
    said = mano.writes(*revoke(mano, AFTER))
    assert "ora il registro dice che non c'è mai stata" in said.out
    assert "gli incarichi dei referenti di «colle» finiti il 30/06/2024 restano finiti" in said.out
