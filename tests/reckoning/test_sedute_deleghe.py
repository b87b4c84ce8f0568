"""Proxies: more than one body may hold, which of them count cannot be told; chains and waits."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rete.documents.verbale import verbale as minutes_as_document
from rete.model.comuni import Durata
from rete.model.rete import Rete
from rete.reckoning.electorate import electorate
from rete.reckoning.moments import Momento
from rete.reckoning.sitting import Conto, sitting_of
from rete.reckoning.uncounted import why_not_counted
from rete.rules.sedute import (
    ballots_add_up,
    decisions_are_taken_in_number,
    outcomes_follow_from_the_votes,
    votes_are_of_who_could_vote,
)
from rete.views.conti import count_lines
from rete.views.conti_dati import count_as_plain
from tests.aiuti.registro import Data, Records, body, minutes, network, rete_of

BODIES = ["acqua", "bosco", "colle", "dente", "erba", "fiume"]
DAY = "2024-05-10-plenaria"
MAJORITY: Data = {"maggioranza": {"oltre": "1/2", "di": "votanti"}}
QUORUM: Data = {"numero_legale": {"prima": {"oltre": "1/2"}}}


def held(vote: Data, *, rules: Data | None = None, **more: Any) -> Records:
    """Acqua and bosco are there; three gave their proxy to acqua, that may hold one."""
    rules = rules or {
        "decisioni": [{**MAJORITY, **QUORUM}],
        "deleghe": {"massimo": 1, "nel_numero_legale": "sì"},
    }
    records = network(BODIES, rules)
    given = [{"di": ente, "a": "acqua"} for ente in ("dente", "erba", "fiume")]
    record = {"deleghe": given, **more}
    records[("verbale", DAY)] = minutes(
        record.pop("presenti", BODIES[:2]), {"votazione": {"metodo": "palese", **vote}}, **record
    )
    return records


def counted(records: Records) -> Conto:
    rete = rete_of(records)
    return sitting_of(rete, rete.verbali[DAY]).conti[0]


def test_where_all_those_represented_vote_alike_the_votes_are_known() -> None:
    conto = counted(held({"contrari": ["bosco"]}))
    assert conto.presenza is not None
    assert conto.voti is not None
    assert (conto.presenza.numero_votanti, conto.presenza.nel_numero_legale) == (3, 3)
    assert (conto.voti.favorevoli, conto.voti.contrari) == (2, 1)
    assert (conto.in_numero, conto.esito) == (False, "approvata")
    against = counted(held({"contrari": ["bosco", "dente", "erba", "fiume"]}))
    assert against.voti is not None
    assert (against.voti.favorevoli, against.voti.contrari) == (1, 2)


@pytest.mark.parametrize("name", ["dente", "erba", "fiume"])
def test_an_outcome_that_depends_on_which_proxy_holds_cannot_be_told(name: str) -> None:
    """Whatever the alphabet: acqua for, bosco against, and one of three that did not agree."""
    rete = rete_of(records := held({"contrari": ["bosco", name]}))
    conto = counted(records)
    assert (conto.voti, conto.esito, conto.voti_incerti) == (None, None, True)
    assert list(outcomes_follow_from_the_votes.test(rete)) == []
    assert list(votes_are_of_who_could_vote.test(rete)) == []


def test_an_outcome_that_is_the_same_whichever_holds_is_checked() -> None:
    records = held({"contrari": ["bosco", "erba"]}, presenti=["acqua", "bosco", "colle"])
    records[("verbale", DAY)]["decisioni"][0]["esito"] = "respinta"
    rule = records[("patto", "patto")]["articoli"][0]["versioni"][0]["regole"]["decisioni"][0]
    rule["maggioranza"] = {"almeno": "1/2", "di": "votanti"}
    conto = counted(records)
    assert (conto.voti, conto.esito) == (None, "approvata")
    (fault,) = outcomes_follow_from_the_votes.test(rete_of(records))
    assert "qualunque sia la delega che vale" in fault.message


def test_the_quorum_is_counted_all_the_same() -> None:
    (fault,) = decisions_are_taken_in_number.test(rete_of(held({"contrari": ["dente"]})))
    assert "presenti 3 su 6" in fault.message


def test_ballots_are_set_against_how_many_voted() -> None:
    told = {"favorevoli": 2, "contrari": 1, "astenuti": 0, "bianche": 0, "nulle": 0}
    records = held({"metodo": "segreto", "conteggio": told})
    assert list(ballots_add_up.test(rete_of(records))) == []
    told["favorevoli"] = 4
    records = held({"metodo": "segreto", "conteggio": told})
    assert len(list(ballots_add_up.test(rete_of(records)))) == 1


def test_a_proxy_of_an_excluded_body_among_too_many_leaves_the_count_unknown() -> None:
    records = held({"esclusi": ["erba"]})
    conto = counted(records)
    assert (conto.presenza, conto.esito) == (None, None)
    rete = rete_of(records)
    seduta = sitting_of(rete, rete.verbali[DAY])
    (why,) = why_not_counted(rete, seduta, conto.decisione, conto)
    assert (why.motivo, why.di) == ("deleghe-oltre-il-limite", ("acqua",))


def test_where_nobody_may_hold_a_proxy_none_is_in_doubt() -> None:
    rules: Data = {"decisioni": [MAJORITY], "deleghe": {"massimo": 0}}
    conto = counted(held({"contrari": ["bosco", "dente"]}, rules=rules))
    assert conto.presenza is not None
    assert conto.presenza.in_eccesso == ()
    assert conto.voti is not None


def test_two_proxies_of_one_body_are_not_counted_twice() -> None:
    given = [{"di": "dente", "a": "acqua"}, {"di": "erba", "a": "acqua"},
             {"di": "dente", "a": "bosco"}]  # fmt: skip
    assert counted(held({}, deleghe=given)).presenza is None


def test_who_has_given_a_proxy_holds_none_even_if_it_is_there() -> None:
    given = [{"di": "bosco", "a": "acqua"}, {"di": "fiume", "a": "bosco"}]
    conto = counted(held({}, deleghe=given))
    assert conto.presenza is not None
    assert conto.presenza.per_delega == frozenset()


def test_card_data_and_minutes_say_that_nobody_can_tell() -> None:
    rete = rete_of(held({"contrari": ["bosco", "erba"]}))
    seduta = sitting_of(rete, rete.verbali[DAY])
    decision = seduta.conti[0].decisione
    lines = list(count_lines(rete, seduta, decision))
    holder = rete.nome_ente("acqua")

    assert "Presenti con diritto di voto: 3 su 6, di cui 1 per delega" in lines
    assert any("e ne vale 1 sola: quale, non si può dire" in line for line in lines)
    assert lines[-1] == (
        "Dal conto: l'esito non si può dire, perché non si sa quali deleghe valgono, tra quelle "
        f"che porta {holder}"
    )
    found = count_as_plain(rete, seduta, decision)
    assert found["deleghe_oltre_il_limite"] == [
        {"a": "acqua", "di": ["dente", "erba", "fiume"], "valgono": 1}
    ]
    assert found["esito_calcolato"] is None
    text = minutes_as_document(rete, date(2024, 6, 1), DAY)
    assert len(text["presenze"].deleghe_in_eccesso) == 1
    assert holder in text["presenze"].deleghe_in_eccesso[0]
    voto = text["ultime_decisioni"][0].voto
    assert voto is not None
    assert (voto.incerto, voto.favorevoli) == (True, None)


# --- against every choice, tried one by one ---


def worlds(groups: list[list[str]], most: int) -> Iterator[list[str]]:
    for chosen in product(*(combinations(group, min(most, len(group))) for group in groups)):
        yield [ente for one in chosen for ente in one]


@st.composite
def ballots(draw: st.DrawFn) -> tuple[int, dict[str, str], Data, Data]:
    """How many proxies one may hold, who gave to whom, how they voted, the majority."""
    order = draw(st.permutations(BODIES))
    first, second = sorted((draw(st.integers(0, 6)), draw(st.integers(0, 6))))
    kind, fraction = draw(st.sampled_from([("oltre", "1/2"), ("almeno", "2/3")]))
    base = draw(st.sampled_from(["votanti", "presenti", "aventi-diritto"]))
    given = {ente: draw(st.sampled_from(["acqua", "bosco"])) for ente in BODIES[2:]}
    vote = {"contrari": order[:first], "astenuti": order[first:second]}
    return draw(st.integers(1, 2)), given, vote, {kind: fraction, "di": base}


@given(ballots())
def test_a_count_is_what_every_choice_of_proxies_gives(
    case: tuple[int, dict[str, str], Data, Data],
) -> None:
    most, given_to, vote, majority = case
    rules: Data = {"decisioni": [{"maggioranza": majority}], "deleghe": {"massimo": most}}

    def with_proxies_of(bodies: Iterable[str]) -> Conto:
        deleghe = [{"di": di, "a": given_to[di]} for di in bodies]
        return counted(held(vote, rules=rules, deleghe=deleghe))

    groups = [[d for d, a in given_to.items() if a == holder] for holder in ("acqua", "bosco")]
    assume(any(len(group) > most for group in groups))
    whole, each = with_proxies_of(given_to), list(map(with_proxies_of, worlds(groups, most)))

    outcomes, votes = {one.esito for one in each}, {one.voti for one in each}
    assert whole.esito == (outcomes.pop() if len(outcomes) == 1 else None)
    assert whole.voti == (votes.pop() if len(votes) == 1 else None)


# --- the waiting time ---


def test_the_waiting_time_is_over_on_its_very_day() -> None:
    records = network(BODIES, {})
    records[("ente", "golena")] = body("golena", {"dal": "2024-03-01", "atto": "fonte"})
    rete: Rete = rete_of(records)
    voters = electorate(rete, Durata(mesi=3), False)

    def votes(day: int, month: int) -> bool | None:
        moment = Momento(verbale="", giorno=date(2024, month, day), n=0)
        return voters.vota(("plenaria",), "golena", moment)

    assert (votes(31, 5), votes(1, 6)) == (False, True)
