"""`rete verbale attua` where a file cannot be read: «cannot tell» is not «nothing is left»."""

import pytest

from tests.aiuti.coppie import ACT, COPPIE, DAY, FOUNDERS, SITTING, base, decided
from tests.aiuti.mano import write
from tests.aiuti.mano_atti import Hand, hand
from tests.aiuti.registro import minutes

__all__ = ["hand"]

PACT = "data/patto.yaml"


@pytest.mark.parametrize(
    ("kind", "hidden"),
    [
        ("ammissione", "data/enti/dente.yaml"),
        ("ingresso", "data/tavoli/abitare.yaml"),
        ("rinnovo", PACT),
        ("ammissione", "data/verbali/2024/2024-06-18-plenaria.yaml"),  # it may revoke it
    ],
)
def test_what_a_file_that_cannot_be_read_may_say_is_not_told_as_done(
    hand: Hand, kind: str, hidden: str
) -> None:
    pair = next(one for one in COPPIE if one.tipo == kind)
    mano = hand(decided(base(), pair.effetto))
    write(mano.register, {hidden: "schermo: [\n"})
    for named in (SITTING, ACT):
        said = mano.refuses("verbale", "attua", named)
        assert "niente da attuare" not in said.out
        assert f"non si può dire se di «{named}» resta qualcosa da attuare" in said.err
        assert hidden in said.err


def test_a_correction_of_what_a_file_that_cannot_be_read_may_cite_is_not_told_as_done(
    hand: Hand,
) -> None:
    pair = next(one for one in COPPIE if one.tipo == "ingresso")
    records = decided(base(), pair.effetto)
    pair.put(records, ACT, pair.effetto)
    later = "2024-06-18-plenaria"
    records[("verbale", later)] = minutes(FOUNDERS, {"effetti": [{"tipo": "revoca", "atto": ACT}]})
    mano = hand(records)
    write(mano.register, {"data/tavoli/abitare.yaml": "schermo: [\n"})
    said = mano.refuses("verbale", "attua", later)
    assert "prima correggi data/tavoli/abitare.yaml" in said.err


def test_what_can_be_carried_out_is_and_the_rest_is_told(hand: Hand) -> None:
    seat = {"tipo": "ingresso", "tavolo": "abitare", "ente": "colle", "dal": DAY}
    entry = {"tipo": "ammissione", "ente": "dente", "dal": DAY}
    records = base()
    records[("verbale", SITTING)] = minutes(FOUNDERS, {"effetti": [seat, entry]})
    mano = hand(records)
    write(mano.register, {"data/enti/dente.yaml": "schermo: [\n"})
    said = mano.writes("verbale", "attua", SITTING)
    assert f"non si può dire se di «{SITTING}» resta qualcosa da attuare" in said.err
    assert "ente: colle" in mano.text("data/tavoli/abitare.yaml")
