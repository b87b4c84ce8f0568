"""The books, kind of effect by kind of effect: sound, unbalanced on either side, corrected."""

import pytest

from rete.model.effetti import ROWS
from rete.model.rete import Rete
from rete.reckoning.acts_that_hold import SENZA_RISCONTRO
from rete.reckoning.balance import balance
from rete.reckoning.consequences import Conseguenze
from rete.reckoning.effects import Scarto
from tests.aiuti.coppie import ACT, COPPIE, SITTING, Coppia, base, decided
from tests.aiuti.registro import Data, Records, act, path_of, rete_of

EACH = pytest.mark.parametrize("coppia", COPPIE, ids=lambda coppia: coppia.tipo)
WITH_VALUES = pytest.mark.parametrize(
    ("coppia", "key"),
    [(coppia, key) for coppia in COPPIE for key in coppia.other],
    ids=lambda value: value.tipo if isinstance(value, Coppia) else value,
)
LATER = "2024-05-15-plenaria"
REVOCATION: Data = {"tipo": "revoca", "atto": ACT}


def scarti(records: Records) -> tuple[Scarto, ...]:
    return judged(rete_of(records))


def judged(rete: Rete) -> tuple[Scarto, ...]:
    """What does not balance; what an effect carries with it is always there."""
    follow = Conseguenze(rete)
    assert [*follow.of_bodies(), *follow.of_tables(), *follow.of_pact()] == []
    return balance(rete)


def kinds(records: Records) -> list[str]:
    return sorted(scarto.squilibrio for scarto in scarti(records))


def written(coppia: Coppia, act: str = ACT, **changed: object) -> Records:
    """A register that says what the effect says, or something else."""
    records = base()
    coppia.put(records, act, {**coppia.effetto, **changed})
    return records


def test_every_kind_of_effect_has_a_pair() -> None:
    assert {coppia.tipo for coppia in COPPIE} == set(ROWS) - SENZA_RISCONTRO


def test_the_register_under_the_pairs_is_sound() -> None:
    assert kinds(base()) == []


@EACH
def test_the_books_balance_when_both_sides_agree(coppia: Coppia) -> None:
    assert kinds(decided(written(coppia), coppia.effetto)) == []


@EACH
def test_a_record_without_its_effect_is_told_on_the_record(coppia: Coppia) -> None:
    found = scarti(decided(written(coppia)))
    assert [scarto.squilibrio for scarto in found] == ["senza-effetto"] * coppia.voci
    assert all(scarto.fault.file != path_of("verbale", SITTING) for scarto in found)
    assert all(scarto.fault.path[-1] in ("atto", "atto_fine") for scarto in found)


@EACH
def test_an_effect_without_its_record_is_told_on_the_effect(coppia: Coppia) -> None:
    (scarto,) = scarti(decided(base(), coppia.effetto))
    assert (scarto.genere, scarto.squilibrio) == ("VER", "non-attuata")
    assert scarto.fault.file == path_of("verbale", SITTING)
    assert scarto.fault.path == ("decisioni", 0, "effetti", 0)
    assert scarto.fault.message.startswith("decisione non ancora attuata: ")


@WITH_VALUES
@pytest.mark.parametrize("side", ["record", "effect"])
def test_a_value_that_differs_is_told_once_on_the_record_with_both(
    coppia: Coppia, key: str, side: str
) -> None:
    ours, theirs = coppia.effetto[key], coppia.other[key]
    if side == "record":
        records = decided(written(coppia, **{key: theirs}), coppia.effetto)
    else:
        records = decided(written(coppia), {**coppia.effetto, key: theirs})
    found = scarti(records)
    assert {scarto.squilibrio for scarto in found} == {"valori"}
    assert len(found) <= coppia.voci
    first = next(scarto.fault for scarto in found if f"«{key}» qui è " in scarto.fault.message)
    assert str(ours) in first.message
    assert str(theirs) in first.message
    assert first.path[-1] == key
    assert first.file != path_of("verbale", SITTING)


@EACH
@pytest.mark.parametrize("outcome", ["respinta", "presa-d-atto"])
def test_what_was_not_approved_changes_nothing(coppia: Coppia, outcome: str) -> None:
    rejected = decided(written(coppia), coppia.effetto, esito=outcome)
    assert kinds(rejected) == ["non-approvata"] * coppia.voci
    assert kinds(decided(base(), coppia.effetto, esito=outcome)) == []


@EACH
def test_a_revoked_decision_is_no_ground(coppia: Coppia) -> None:
    records = decided(written(coppia), coppia.effetto)
    revoked = decided(records, REVOCATION, sitting=LATER)
    assert kinds(revoked) == ["superata"] * coppia.voci
    undone = decided(decided(base(), coppia.effetto), REVOCATION, sitting=LATER)
    assert kinds(undone) == []


@EACH
def test_of_a_rectified_decision_the_register_cites_the_rectification(coppia: Coppia) -> None:
    rectification = {"tipo": "rettifica", "atto": ACT, "effetti": [coppia.effetto]}
    wrong = {**coppia.effetto, **coppia.other}
    old = decided(decided(written(coppia), wrong), rectification, sitting=LATER)
    assert kinds(old) == ["non-attuata", *["superata"] * coppia.voci]
    new = decided(written(coppia, f"{LATER}/1"), wrong)
    assert kinds(decided(new, rectification, sitting=LATER)) == []


@EACH
def test_a_decision_of_minutes_not_yet_approved_is_a_warning_of_its_own(coppia: Coppia) -> None:
    records = decided(written(coppia), coppia.effetto)
    del records[("verbale", SITTING)]["approvazione"]
    drafts = 0 if coppia.tipo == "approvazione-verbale" else coppia.voci
    assert kinds(records) == ["bozza"] * drafts


@EACH
def test_an_act_that_could_not_be_read_is_not_judged(coppia: Coppia) -> None:
    records = decided(written(coppia), coppia.effetto)
    assert judged(rete_of(records, unread=[("verbale", SITTING)])) == ()


@EACH
def test_a_record_that_could_not_be_read_may_answer(coppia: Coppia) -> None:
    if coppia.tipo in ("istituzione", "monitoraggio", "avvio-progetto"):
        records = written(coppia)
        new = [key for key in records if key not in base()]
    else:
        records, about = base(), written(coppia)
        new = [key for key in records if records[key] != about[key]][:1]
    rete = rete_of(decided(records, coppia.effetto), unread=new)
    assert [s for s in judged(rete) if s.squilibrio == "non-attuata"] == []


@EACH
def test_an_act_that_could_not_be_read_may_have_undone_it(coppia: Coppia) -> None:
    records = decided(base(), coppia.effetto)
    records[("verbale", LATER)] = {"odg": [{"punto": 1, "titolo": "Varie"}]}
    assert kinds(records) == ["non-attuata"]
    assert judged(rete_of(records, unread=[("verbale", LATER)])) == ()
    earlier = rete_of(records, unread=[("verbale", "2024-04-10-plenaria")])
    told = [] if coppia.tipo == "approvazione-verbale" else ["non-attuata"]
    assert [scarto.squilibrio for scarto in judged(earlier)] == told


@EACH
def test_what_only_a_source_tells_is_not_balanced(coppia: Coppia) -> None:
    if coppia.tipo != "approvazione-verbale":  # minutes are approved by somebody
        assert kinds(written(coppia, "fonte")) == []


@EACH
def test_an_act_of_its_own_lays_down_the_same(coppia: Coppia) -> None:
    identifier = "2024-05-12-provvedimento"
    records = written(coppia, identifier)
    records[("atto", identifier)] = act(coppia.effetto)
    assert kinds(records) == []
    undone = {**base(), ("atto", identifier): act(coppia.effetto)}
    assert [(s.genere, s.squilibrio) for s in scarti(undone)] == [("ATT", "non-attuata")]


@EACH
@pytest.mark.parametrize("key", ["dal", "al"])
def test_a_month_agrees_with_each_of_its_days(coppia: Coppia, key: str) -> None:
    if key not in coppia.effetto:
        return
    month = coppia.effetto[key][:7]
    assert kinds(decided(written(coppia), {**coppia.effetto, key: month})) == []


@EACH
def test_an_act_does_not_decide_for_the_past_unless_it_is_ratified(coppia: Coppia) -> None:
    past: Data = {key: "2024-04-20" for key in ("dal", "al") if key in coppia.effetto}
    if not past or coppia.tipo == "rinnovo":
        past = {"dal": "2024-04-20"} if past else {}
    if "dal" in past:
        past.pop("al", None)
    records = decided(written(coppia, **past), {**coppia.effetto, **past})
    late = kinds(records)
    assert set(late) == ({"posteriore"} if past else set())
    ratified = decided(records, {"tipo": "ratifica", "atto": ACT}, sitting=LATER)
    assert kinds(ratified) == []
