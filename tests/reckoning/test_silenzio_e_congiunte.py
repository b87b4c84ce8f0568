"""Silence that consents, in writing; the quorum of each table that meets with others."""

from typing import Any

import pytest

from rete.reckoning.sitting import Conto, Seduta, sitting_of
from rete.reckoning.uncounted import why_not_counted
from rete.views.conti import count_lines
from rete.views.conti_dati import count_as_plain
from tests.aiuti.registro import STIPULA, Data, Records, minutes, network, rete_of, table

BODIES = ["acqua", "bosco", "colle", "dente", "erba", "fiume"]
DAY = "2024-05-10-plenaria"
RULES: Data = {
    "decisioni": [
        {
            "numero_legale": {"prima": {"oltre": "1/2"}},
            "maggioranza": {"oltre": "1/2", "di": "presenti"},
        }
    ]
}
CONSENT: Data = {**RULES, "silenzio": "assenso"}
OPEN: Data = {"votazione": {"metodo": "palese"}}
TERM: Data = {"inviata": "2024-05-01", "mezzo": "PEC", "risposte_entro": "2024-05-10"}


def seduta(found: Records) -> tuple[Seduta, Conto]:
    rete = rete_of(found)
    counted = sitting_of(rete, rete.verbali[DAY])
    return counted, counted.conti[0]


def written(answered: list[str], rules: Data = CONSENT, vote: Data = OPEN, **more: Any) -> Records:
    found = network(BODIES, rules)
    about = {"modalita": "scritta", "convocazione": TERM, **more}
    found[("verbale", DAY)] = minutes(answered, vote, **about)
    return found


def test_who_does_not_answer_in_writing_is_in_favour_where_silence_consents() -> None:
    _, conto = seduta(written(["acqua", "bosco"]))
    assert conto.presenza is not None
    assert conto.voti is not None
    assert conto.presenza.per_silenzio == {"colle", "dente", "erba", "fiume"}
    assert (conto.presenza.numero_votanti, conto.voti.favorevoli) == (6, 6)
    assert (conto.in_numero, conto.esito) == (True, "approvata")


def test_who_answers_no_is_counted_against_and_the_silent_are_not() -> None:
    against = {"votazione": {"metodo": "palese", "contrari": ["acqua", "bosco"]}}
    _, conto = seduta(written(["acqua", "bosco"], vote=against))
    assert conto.voti is not None
    assert (conto.voti.favorevoli, conto.voti.contrari) == (4, 2)


@pytest.mark.parametrize(
    ("rules", "more"), [(RULES, {}), (CONSENT, {"modalita": "presenza"}), (CONSENT, None)]
)
def test_silence_is_no_vote_elsewhere(rules: Data, more: Data | None) -> None:
    found = written(["acqua", "bosco"], rules, **(more or {}))
    if more is None:
        del found[("verbale", DAY)]["modalita"]
    _, conto = seduta(found)
    assert conto.presenza is not None
    assert (conto.presenza.per_silenzio, conto.in_numero) == (frozenset(), False)


def test_without_a_term_nobody_can_tell_whether_silence_was_consent() -> None:
    call = {"inviata": "2024-05-01", "mezzo": "PEC"}
    rete = rete_of(written(["acqua"], convocazione=call))
    counted = sitting_of(rete, rete.verbali[DAY])
    (conto,) = counted.conti
    reasons = why_not_counted(rete, counted, conto.decisione, conto)
    assert [reason.motivo for reason in reasons] == ["silenzio-senza-termine"]
    assert conto.esito is None


def test_who_gave_a_proxy_answered_by_it_and_who_is_excluded_does_not_consent() -> None:
    rules = {**CONSENT, "deleghe": {"massimo": 1, "nel_numero_legale": "sì"}}
    excluded = {"votazione": {"metodo": "palese", "esclusi": ["erba"]}}
    proxies = [{"di": "bosco", "a": "acqua"}]
    _, conto = seduta(written(["acqua"], rules, excluded, deleghe=proxies))
    assert conto.presenza is not None
    assert conto.presenza.per_delega == {"bosco"}
    assert conto.presenza.per_silenzio == {"colle", "dente", "fiume"}


def test_the_card_and_json_say_who_consented_by_silence() -> None:
    rete = rete_of(written(BODIES[:5]))
    counted = sitting_of(rete, rete.verbali[DAY])
    decision = counted.conti[0].decisione
    assert next(count_lines(rete, counted, decision)).endswith(
        "6 su 6, di cui 1 per silenzio, che è assenso (Associazione fiume)"
    )
    assert count_as_plain(rete, counted, decision)["per_silenzio"] == ["fiume"]


# --- joint sittings ---


def joint(present: list[str], rules: Data, own: Data | None = None) -> Records:
    """The plenary is not of it: two tables of three and four bodies, one of them of both."""
    found = network(BODIES, rules)
    found[("tavolo", "abitare")] = table("abitare", *BODIES[:3])
    found[("tavolo", "lavoro")] = table("lavoro", *BODIES[2:])
    if own is not None:
        regolamento = [{"dal": "2024-01-15", "atto": STIPULA, "regole": own}]
        found[("tavolo", "lavoro")]["regolamento"] = regolamento
    sitting = minutes(present, OPEN, congiunta_con=["lavoro"])
    found[("verbale", "2024-05-10-abitare")] = sitting
    return found


def quorums(found: Records) -> tuple[list[tuple[str | None, int, int, bool]], bool | None]:
    rete = rete_of(found)
    (conto,) = sitting_of(rete, rete.verbali["2024-05-10-abitare"]).conti
    asked = [(o.tavolo, o.presenti, o.base, o.raggiunto) for o in conto.numeri_legali]
    return asked, conto.in_numero


FOUR = ["acqua", "bosco", "colle", "dente"]


@pytest.mark.parametrize("rules", [RULES, {**RULES, "congiunte": {"numero_legale": "insieme"}}])
def test_tables_that_meet_together_have_one_quorum_unless_the_rules_say_otherwise(
    rules: Data,
) -> None:
    assert quorums(joint(FOUR, rules)) == ([(None, 4, 6, True)], True)


def test_each_table_may_have_to_reach_its_own_quorum() -> None:
    rules = {**RULES, "congiunte": {"numero_legale": "ciascuno"}}
    asked = [("abitare", 3, 3, True), ("lavoro", 2, 4, False)]
    assert quorums(joint(FOUR, rules)) == (asked, False)
    assert quorums(joint([*FOUR, "erba"], rules))[1] is True


def test_the_quorum_of_each_table_is_that_of_its_rules() -> None:
    rules = {**RULES, "congiunte": {"numero_legale": "ciascuno"}}
    own: Data = {"decisioni": [{"numero_legale": {"prima": {"almeno": "1/2"}}}]}
    asked = [("abitare", 3, 3, True), ("lavoro", 2, 4, True)]
    assert quorums(joint(FOUR, rules, own)) == (asked, True)
