"""`rete tavolo chiudi` where seats have an end, or a beginning, later than the closing."""

from tests.aiuti.coppie import ACT, FOUNDERS, base, decided
from tests.aiuti.mano import Mano
from tests.aiuti.mano_atti import Hand, hand
from tests.aiuti.registro import Data, Records, minutes

__all__ = ["hand"]

NEW = "2026-05-20-plenaria"
CLOSES = f"{NEW}/1"
ABITARE = "data/tavoli/abitare.yaml"
CLOSING = ("tavolo", "chiudi", "abitare", "--atto", CLOSES, "--al")
LEAVES: Data = {"tipo": "uscita", "tavolo": "abitare", "ente": "bosco", "al": "2026-12-31"}
LEADS: Data = {"tipo": "coordinamento", "tavolo": "abitare", "ente": "bosco", "dal": "2027-01-01"}


def to_close(records: Records) -> Records:
    return {**records, ("verbale", NEW): minutes(FOUNDERS, {})}


def leaving() -> Records:
    records = decided(base(), LEAVES)
    seat = records[("tavolo", "abitare")]["componenti"][1]
    seat |= {"al": "2026-12-31", "atto_fine": ACT}
    return to_close(records)


def passing(day: str = "2027-01-01") -> Records:
    """The coordination passes from one to another, which already has a seat."""
    records = decided(base(), {**LEADS, "dal": day})
    tavolo = records[("tavolo", "abitare")]
    tavolo["coordinamento"][0] |= {"al": "2026-12-31", "atto_fine": ACT}
    tavolo["coordinamento"].append({"ente": "bosco", "dal": day, "atto": ACT})
    return to_close(records)


def undone(mano: Mano) -> list[str]:
    return [line for line in mano.call("controlla").out.splitlines() if "[VER066]" in line]


def test_an_end_later_than_the_closing_is_brought_forward_and_said_so(hand: Hand) -> None:
    mano = hand(leaving())
    said = mano.writes(*CLOSING, "2026-06-30")
    assert "«bosco» non fa più parte di «abitare»: ultimo giorno 30/06/2026, invece del" in said.out
    assert "invece del 31/12/2026\n" in said.out
    assert "«acqua» non fa più parte di «abitare»: ultimo giorno 30/06/2026\n" in said.out
    assert mano.text(ABITARE).count(f"atto_fine: {CLOSES}") == 3
    assert "2026-12-31" not in mano.text(ABITARE)
    assert mano.is_sound()


def test_a_decision_overtaken_by_the_closing_is_not_left_undone(hand: Hand) -> None:
    mano = hand(leaving())
    assert undone(mano) == []
    assert "superata" not in mano.call("atto", "mostra", ACT).out
    mano.writes(*CLOSING, "2026-06-30")
    assert undone(mano) == []
    assert "superata: il tavolo si è chiuso prima" in mano.call("atto", "mostra", ACT).out


def test_a_decision_later_than_the_closing_is_still_left_undone(hand: Hand) -> None:
    records = leaving()
    again = {"effetti": [{**LEAVES, "ente": "acqua", "al": "2026-09-30"}]}
    records[("verbale", NEW)] = minutes(FOUNDERS, {}, again)
    mano = hand(records)
    mano.writes(*CLOSING, "2026-06-30")
    (line,) = undone(mano)
    assert f"(«{NEW}/2»)" in line


def test_a_seat_still_to_begin_never_does(hand: Hand) -> None:
    mano = hand(passing())
    said = mano.writes(*CLOSING, "2026-06-30")
    assert "«bosco» non coordina più «abitare»: doveva cominciare il 01/01/2027\n" in said.out
    assert "«acqua» non coordina più «abitare»: ultimo giorno 30/06/2026, invece del" in said.out
    assert "2027-01-01" not in mano.text(ABITARE)
    assert mano.is_sound()
    assert undone(mano) == []


def test_the_same_follows_where_the_decision_is_carried_out(hand: Hand) -> None:
    records = passing()
    closing = {"tipo": "chiusura", "tavolo": "abitare", "al": "2026-06-30"}
    records[("verbale", NEW)] = minutes(FOUNDERS, {"effetti": [closing]})
    mano = hand(records)
    said = mano.writes("verbale", "attua", CLOSES)
    assert "doveva cominciare il 01/01/2027\n" in said.out
    assert mano.is_sound()
    assert undone(mano) == []


def test_what_has_begun_since_is_not_undone(hand: Hand) -> None:
    records = passing("2026-05-01")
    records[("tavolo", "abitare")]["coordinamento"][0]["al"] = "2026-04-30"
    mano = hand(records)
    said = mano.refuses(*CLOSING, "2026-03-31")
    assert "il coordinamento di «bosco»" in said.out + said.err
