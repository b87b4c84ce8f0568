"""Sittings counted: worked examples of every rule, and the invariants that always hold."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rete.model.regole import Maggioranza, Quorum
from rete.model.rete import Rete
from rete.reckoning.fractions import least_number
from rete.reckoning.sitting import Conto, sitting_of
from tests.aiuti.registro import STIPULA, Data, minutes, network, rete_of

BODIES = ["acqua", "bosco", "colle", "dente", "erba", "fiume"]
DAY = "2024-05-10-plenaria"
MORE_THAN_HALF: Data = {
    "numero_legale": {"prima": {"oltre": "1/2"}, "seconda": {"almeno": "1/3"}},
    "maggioranza": {"oltre": "1/2", "di": "votanti"},
}
OPEN: Data = {"metodo": "palese"}


def counted(records: dict[tuple[str, str], Data], minutes_id: str = DAY) -> tuple[Conto, ...]:
    rete = rete_of(records)
    return sitting_of(rete, rete.verbali[minutes_id]).conti


def sitting(
    present: list[str], *decisions: Data, rules: Data | None = None, **more: Any
) -> tuple[Conto, ...]:
    records = network(BODIES, rules or {"decisioni": [MORE_THAN_HALF]})
    records[("verbale", DAY)] = minutes(present, *decisions, **more)
    return counted(records)


def test_those_in_favour_follow_by_difference() -> None:
    (conto,) = sitting(BODIES[:5], {"votazione": {**OPEN, "contrari": ["acqua"]}})
    assert conto.voti is not None
    assert (conto.voti.favorevoli, conto.voti.contrari, conto.voti.astenuti) == (4, 1, 0)
    assert (conto.in_numero, conto.esito) == (True, "approvata")


def test_half_is_not_more_than_half() -> None:
    (conto,) = sitting(BODIES[:3], {"votazione": OPEN})
    assert conto.in_numero is False


def test_a_second_call_has_its_own_quorum() -> None:
    (conto,) = sitting(BODIES[:2], {"votazione": OPEN}, seconda_di="senza-verbale")
    assert conto.in_numero is True


def test_an_abstention_does_not_count_among_voters_but_does_among_the_present() -> None:
    vote = {"votazione": {**OPEN, "contrari": ["acqua"], "astenuti": ["bosco"]}}
    (voters,) = sitting(BODIES[:4], vote)
    assert voters.esito == "approvata"  # 2 su 3
    present = {"decisioni": [{"maggioranza": {"oltre": "1/2", "di": "presenti"}}]}
    (among_present,) = sitting(BODIES[:4], vote, rules=present)
    assert among_present.esito == "respinta"  # 2 su 4
    entitled = {"decisioni": [{"maggioranza": {"oltre": "1/2", "di": "aventi-diritto"}}]}
    (among_entitled,) = sitting(BODIES, vote, rules=entitled)
    assert among_entitled.esito == "approvata"  # 4 su 6


def test_if_all_abstain_nothing_is_approved() -> None:
    rules = {"decisioni": [{"maggioranza": {"almeno": "2/3", "di": "votanti"}}]}
    (conto,) = sitting(BODIES, {"votazione": {**OPEN, "astenuti": BODIES}}, rules=rules)
    assert conto.esito == "respinta"


@pytest.mark.parametrize(
    ("parita", "presides", "expected"),
    [
        ("respinta", "acqua", "respinta"),
        ("si-rivota", "acqua", "respinta"),
        ("presiede", "acqua", "respinta"),
        ("presiede", "dente", "approvata"),
        # Who was not there did not preside: somebody else did, and nobody can tell who.
        ("presiede", "fiume", None),
    ],
)
def test_a_tie_is_rejected_unless_who_presides_decides(
    parita: str, presides: str, expected: str | None
) -> None:
    rules = {"decisioni": [{**MORE_THAN_HALF, "parita": parita}]}
    vote = {"votazione": {**OPEN, "contrari": ["acqua", "bosco"]}}
    (conto,) = sitting(["acqua", "bosco", "colle", "dente"], vote, rules=rules, presiede=presides)
    assert conto.parita
    assert conto.esito == expected


def test_nobody_knows_how_who_presides_voted_in_a_secret_tie() -> None:
    rules = {"decisioni": [{**MORE_THAN_HALF, "parita": "presiede"}]}
    ballot = {"favorevoli": 2, "contrari": 2, "astenuti": 0, "bianche": 0, "nulle": 0}
    vote = {"votazione": {"metodo": "segreto", "conteggio": ballot}}
    (conto,) = sitting(BODIES[:4], vote, rules=rules, presiede="acqua")
    assert conto.parita
    assert conto.esito is None


def test_a_secret_ballot_counts_its_numbers_and_blank_ones_are_not_votes() -> None:
    ballot = {"favorevoli": 2, "contrari": 1, "astenuti": 0, "bianche": 1, "nulle": 1}
    (conto,) = sitting(BODIES[:5], {"votazione": {"metodo": "segreto", "conteggio": ballot}})
    assert conto.voti is not None
    assert (conto.voti.espressi, conto.voti.totale) == (3, 5)
    assert conto.esito == "approvata"


def test_a_secret_ballot_without_numbers_has_no_outcome() -> None:
    (conto,) = sitting(BODIES[:5], {"votazione": {"metodo": "segreto"}})
    assert (conto.in_numero, conto.esito) == (True, None)


def test_who_arrives_late_counts_from_its_decision_on() -> None:
    first, second = sitting(
        BODIES[:4],
        {"votazione": OPEN},
        {"votazione": OPEN},
        movimenti=[{"ente": "dente", "entra": "18:05", "dal_voto": 2}],
    )
    assert (first.in_numero, second.in_numero) == (False, True)


def test_who_leaves_after_a_decision_counts_at_that_decision() -> None:
    first, second = sitting(
        BODIES[:4],
        {"votazione": OPEN},
        {"votazione": OPEN},
        movimenti=[{"ente": "dente", "esce": "19:00", "dopo_il_voto": 1}],
    )
    assert (first.in_numero, second.in_numero) == (True, False)


def test_a_movement_without_its_decision_leaves_the_count_unknown() -> None:
    (conto,) = sitting(
        BODIES[:4], {"votazione": OPEN}, movimenti=[{"ente": "dente", "entra": "18:05"}]
    )
    assert conto.presenza is None
    assert conto.esito is None


PROXIES: Data = {
    "decisioni": [MORE_THAN_HALF],
    "deleghe": {"massimo": 1, "nel_numero_legale": "sì"},
}


def test_a_proxy_counts_while_its_holder_is_there() -> None:
    first, second = sitting(
        BODIES[:3],
        {"votazione": OPEN},
        {"votazione": OPEN},
        rules=PROXIES,
        deleghe=[{"di": "fiume", "a": "colle"}],
        movimenti=[{"ente": "colle", "esce": "19:00", "dopo_il_voto": 1}],
    )
    assert first.presenza is not None
    assert second.presenza is not None
    assert first.presenza.per_delega == {"fiume"}
    assert (first.in_numero, second.presenza.votanti) == (True, {"acqua", "bosco"})


def test_a_proxy_is_not_counted_in_the_quorum_where_the_rules_do_not_say_so() -> None:
    rules = {"decisioni": [MORE_THAN_HALF], "deleghe": {"massimo": 1}}
    (conto,) = sitting(
        BODIES[:3], {"votazione": OPEN}, rules=rules, deleghe=[{"di": "fiume", "a": "colle"}]
    )
    assert conto.presenza is not None
    assert conto.presenza.nel_numero_legale == 3
    assert conto.voti is not None
    assert conto.voti.favorevoli == 4


def test_proxies_are_neither_chained_nor_over_the_limit() -> None:
    (conto,) = sitting(
        BODIES[:2],
        {"votazione": OPEN},
        rules=PROXIES,
        deleghe=[
            {"di": "fiume", "a": "acqua"},
            {"di": "erba", "a": "acqua"},
            {"di": "dente", "a": "colle"},
            {"di": "colle", "a": "bosco"},
        ],
    )
    assert conto.presenza is not None
    assert conto.presenza.per_delega == {"colle"}
    (excess,) = conto.presenza.in_eccesso
    assert (excess.a, excess.di, excess.valgono) == ("acqua", {"erba", "fiume"}, 1)
    assert conto.presenza.numero_votanti == 4


def test_the_excluded_do_not_count_as_present() -> None:
    (conto,) = sitting(BODIES[:4], {"votazione": {**OPEN, "esclusi": ["acqua"]}})
    assert conto.presenza is not None
    assert conto.presenza.nel_numero_legale == 3
    assert conto.in_numero is False


def admitted_in(minutes_id: str, number: int, body: str, day: str) -> Data:
    return {
        "denominazione": f"Associazione {body}",
        "natura": "privato-sociale",
        "adesioni": [{"dal": day, "atto": f"{minutes_id}/{number}"}],
    }


def test_a_body_votes_from_the_decision_after_the_one_that_admits_it() -> None:
    records = network(BODIES, {"decisioni": [MORE_THAN_HALF]})
    records[("ente", "golena")] = admitted_in(DAY, 1, "golena", "2024-05-10")
    admission = {"effetti": [{"tipo": "ammissione", "ente": "golena", "dal": "2024-05-10"}]}
    records[("verbale", DAY)] = minutes(
        [*BODIES[:3], "golena"], {**admission, "votazione": OPEN}, {"votazione": OPEN}
    )
    first, second = counted(records)
    assert first.presenza is not None
    assert second.presenza is not None
    assert (first.presenza.aventi_diritto, first.presenza.nel_numero_legale) == (6, 3)
    assert (second.presenza.aventi_diritto, second.presenza.nel_numero_legale) == (7, 4)


def test_a_body_waits_before_it_votes_where_the_rules_say_so_but_who_signed_does_not() -> None:
    rules = {"decisioni": [MORE_THAN_HALF], "voto": {"dopo": {"mesi": 3}}}
    records = network(BODIES, rules)
    records[("ente", "golena")] = admitted_in("2024-03-01-plenaria", 1, "golena", "2024-03-01")
    for day, entitled in (("2024-03-20", 6), ("2024-05-31", 6), ("2024-06-01", 7)):
        minutes_id = f"{day}-plenaria"
        records[("verbale", minutes_id)] = minutes([*BODIES, "golena"], {"votazione": OPEN})
        (conto,) = counted(records, minutes_id)
        assert conto.presenza is not None
        assert conto.presenza.aventi_diritto == entitled
        assert len(conto.presenza.votanti) == entitled


def test_the_suspended_and_observers_do_not_vote() -> None:
    records = network(BODIES, {"decisioni": [MORE_THAN_HALF]})
    records[("ente", "acqua")]["sospensioni"] = [
        {"dal": "2024-05-01", "al": "2024-05-10", "atto": STIPULA}
    ]
    records[("ente", "bosco")]["adesioni"][0]["qualita"] = "osservatore"
    records[("verbale", DAY)] = minutes(BODIES, {"votazione": OPEN})
    (conto,) = counted(records)
    assert conto.presenza is not None
    assert conto.presenza.aventi_diritto == 4
    assert conto.presenza.votanti == set(BODIES[2:])


def test_the_suspended_count_in_the_quorum_where_the_rules_say_so() -> None:
    records = network(BODIES, {"decisioni": [MORE_THAN_HALF], "sospesi_nel_numero_legale": "sì"})
    records[("ente", "acqua")]["sospensioni"] = [{"dal": "2024-05-01", "atto": STIPULA}]
    records[("verbale", DAY)] = minutes(BODIES[:4], {"votazione": OPEN})
    (conto,) = counted(records)
    assert conto.presenza is not None
    assert (conto.presenza.nel_numero_legale, conto.presenza.base_numero_legale) == (4, 6)
    assert len(conto.presenza.votanti) == 3


def test_at_a_table_vote_its_components_that_are_members() -> None:
    records = network(BODIES, {"decisioni": [MORE_THAN_HALF]})
    records[("ente", "ospite")] = {
        "denominazione": "Ente ospite",
        "natura": "privato-sociale",
        "adesioni": [],
    }
    seats = [{"ente": e, "dal": "2024-01-15", "atto": STIPULA} for e in (*BODIES[:3], "ospite")]
    records[("tavolo", "abitare")] = {
        "nome": "Abitare",
        "genere": "tavolo-tematico",
        "istituzione": {"dal": "2024-01-15", "atto": STIPULA},
        "componenti": seats,
    }
    minutes_id = "2024-05-10-abitare"
    records[("verbale", minutes_id)] = minutes([*BODIES[:2], "ospite"], {"votazione": OPEN})
    (conto,) = counted(records, minutes_id)
    assert conto.presenza is not None
    assert (conto.presenza.aventi_diritto, conto.presenza.nel_numero_legale) == (3, 2)
    records[("verbale", minutes_id)]["congiunta_con"] = ["plenaria"]
    (joint,) = counted(records, minutes_id)
    assert joint.presenza is not None
    assert joint.presenza.aventi_diritto == 6


def test_a_partial_list_leaves_every_count_unknown() -> None:
    records = network(BODIES, {"decisioni": [MORE_THAN_HALF]})
    records[("patto", "patto")]["elenco"] = "parziale"
    records[("verbale", DAY)] = minutes(BODIES, {"votazione": OPEN})
    (conto,) = counted(records)
    assert (conto.presenza, conto.voti, conto.in_numero, conto.esito) == (None, None, None, None)


def test_a_matter_has_its_own_majority_and_the_quorum_of_all() -> None:
    special = {"per": ["ammissione"], "maggioranza": {"almeno": "2/3", "di": "presenti"}}
    rules = {"decisioni": [MORE_THAN_HALF, special]}
    vote = {**OPEN, "contrari": ["acqua", "bosco"]}
    effect = {"effetti": [{"tipo": "ammissione", "ente": "golena", "dal": "2024-05-10"}]}
    ordinary, admission = sitting(
        BODIES[:5], {"votazione": vote}, {**effect, "votazione": vote}, rules=rules
    )
    assert (ordinary.esito, admission.esito) == ("approvata", "respinta")
    assert (ordinary.in_numero, admission.in_numero) == (True, True)


def test_a_table_s_own_rules_win_over_the_pact_s() -> None:
    records = network(BODIES, {"decisioni": [MORE_THAN_HALF]})
    own = {"decisioni": [{"maggioranza": {"almeno": "3/4", "di": "votanti"}}]}
    records[("tavolo", "plenaria")]["regolamento"] = [
        {"dal": "2024-02-01", "atto": STIPULA, "regole": own}
    ]
    vote = {"votazione": {**OPEN, "contrari": ["acqua", "bosco"]}}
    records[("verbale", DAY)] = minutes(BODIES[:5], vote)
    records[("verbale", "2024-01-20-plenaria")] = minutes(BODIES[:5], vote)
    assert counted(records)[0].esito == "respinta"
    assert counted(records, "2024-01-20-plenaria")[0].esito == "approvata"


# --- invariants ---

SUBSET = st.lists(st.sampled_from(BODIES), unique=True)
FRACTIONS = st.sampled_from(["1/2", "1/3", "2/3", "3/4", "3/5", "1/1"])
BASES = st.sampled_from(["votanti", "presenti", "aventi-diritto"])
KINDS = st.sampled_from(["oltre", "almeno"])


@st.composite
def rules_and_minutes(draw: st.DrawFn) -> tuple[Data, Data]:
    rules: Data = {
        "decisioni": [
            {
                "numero_legale": {"prima": {draw(KINDS): draw(FRACTIONS)}},
                "maggioranza": {draw(KINDS): draw(FRACTIONS), "di": draw(BASES)},
            }
        ],
        "deleghe": {"massimo": draw(st.integers(1, 2)), "nel_numero_legale": "sì"},
    }
    present = draw(SUBSET)
    away = [body for body in BODIES if body not in present]
    given = draw(st.lists(st.sampled_from(away), unique=True)) if away else []
    holders = [draw(st.sampled_from(present)) for _ in given] if present else []
    voting = draw(st.permutations(BODIES))
    first, second = sorted((draw(st.integers(0, 6)), draw(st.integers(0, 6))))
    vote = {**OPEN, "contrari": voting[:first], "astenuti": voting[first:second]}
    deleghe = [{"di": di, "a": a} for di, a in zip(given, holders, strict=False)]
    return rules, minutes(present, {"votazione": vote}, deleghe=deleghe)


def count(rules: Data, record: Data) -> Conto:
    records = network(BODIES, rules)
    records[("verbale", DAY)] = record
    return counted(records)[0]


@given(rules_and_minutes())
def test_votes_add_up_and_never_exceed_who_is_entitled(case: tuple[Data, Data]) -> None:
    conto = count(*case)
    assert conto.presenza is not None
    assert conto.presenza.nel_numero_legale <= conto.presenza.base_numero_legale
    assert conto.presenza.numero_votanti <= conto.presenza.aventi_diritto == len(BODIES)
    if conto.voti is None:
        assert conto.presenza.in_eccesso
        return
    assert conto.voti.totale == conto.presenza.numero_votanti
    assert min(conto.voti.favorevoli, conto.voti.contrari, conto.voti.astenuti) >= 0


@given(rules_and_minutes(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_and_of_writing_does_not_count(
    case: tuple[Data, Data], order: Any
) -> None:
    rules, record = case
    before = count(rules, record)
    for key in ("presenti", "deleghe"):
        order.shuffle(record[key])
    for key in ("contrari", "astenuti"):
        order.shuffle(record["decisioni"][0]["votazione"][key])
    after = count(rules, record)
    assert (before.presenza, before.voti, before.in_numero, before.esito) == (
        after.presenza,
        after.voti,
        after.in_numero,
        after.esito,
    )


@given(rules_and_minutes(), st.sampled_from(BODIES))
def test_one_more_in_favour_never_loses_a_decision(case: tuple[Data, Data], body: str) -> None:
    rules, record = case
    before = count(rules, record)
    for key in ("contrari", "astenuti"):
        listed = record["decisioni"][0]["votazione"][key]
        record["decisioni"][0]["votazione"][key] = [ente for ente in listed if ente != body]
    record["presenti"] = sorted({*record["presenti"], body})
    assert before.presenza is not None
    # Only those that counted: the place that one leaves free would be another's, who may abstain.
    assume(not before.presenza.in_eccesso)
    counted_before = before.presenza.per_delega - {body}
    record["deleghe"] = [d for d in record["deleghe"] if d["di"] in counted_before]
    after = count(rules, record)
    assert not (before.esito == "approvata" and after.esito == "respinta")
    assert not (before.in_numero and not after.in_numero)


@given(rules_and_minutes(), rules_and_minutes())
def test_a_rule_change_never_alters_an_older_sitting(
    case: tuple[Data, Data], other: tuple[Data, Data]
) -> None:
    rules, record = case
    before = count(rules, record)
    records = network(BODIES, rules)
    records[("verbale", DAY)] = record
    records[("patto", "patto")]["articoli"][0]["versioni"].append(
        {"dal": "2024-05-11", "atto": STIPULA, "regole": other[0]}
    )
    after = counted(records)[0]
    assert (before.in_numero, before.esito) == (after.in_numero, after.esito)


@given(st.integers(0, 200), st.integers(0, 200), st.integers(1, 9), st.integers(1, 9), KINDS)
def test_fractions_are_compared_exactly(
    number: int, base: int, over: int, under: int, kind: str
) -> None:
    text = f"{over}/{under}"
    exact = Fraction(number) > Fraction(over, under) * base
    exactly_or_more = Fraction(number) >= Fraction(over, under) * base
    for fraction in (Quorum(**{kind: text}), Maggioranza(di="votanti", **{kind: text})):
        expected = exact if kind == "oltre" else exactly_or_more
        assert (number >= least_number(fraction, base)) == expected


def test_the_reckoning_of_a_register_is_kept_by_it() -> None:
    first, second = Rete(), Rete()
    assert first != second
    assert hash(first) != hash(second)
