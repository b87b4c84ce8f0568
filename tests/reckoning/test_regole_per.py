"""Rules for some tables, kinds of table or sessions: which one holds, and whose article it is."""

from datetime import date
from typing import Any

import pytest

from rete.model.comuni import Durata, Sessione
from rete.model.rete import Rete
from rete.model.vigenti import article_of, rules_of_day
from rete.reckoning.changed_articles import changed_rules
from rete.reckoning.one_change import Istante
from rete.reckoning.rules_in_words import rules_of_version
from rete.reckoning.scopes_in_words import rules_of_table
from rete.reckoning.sitting import Conto, sitting_of
from tests.aiuti.registro import STIPULA, Data, Records, minutes, network, rete_of, table

BODIES = ["acqua", "bosco", "colle", "dente", "erba", "fiume"]
DAY = date(2024, 5, 10)
SITTING = "2024-05-10-abitare"
OPEN: Data = {"votazione": {"metodo": "palese"}}


def notice(days: int) -> Data:
    return {"convocazione": {"preavviso": {"giorni": days}}}


def majority(fraction: str, **more: Any) -> Data:
    return {"decisioni": [{"maggioranza": {"almeno": fraction, "di": "presenti"}, **more}]}


def records(*scopes: Data, general: Data | None = None) -> Records:
    """The network with a thematic table, and an article with rules for everybody and for some."""
    found = network(BODIES, general or notice(10))
    found[("tavolo", "abitare")] = table("abitare", *BODIES)
    version = found[("patto", "patto")]["articoli"][0]["versioni"][0]
    if scopes:
        version["regole_per"] = list(scopes)
    return found


def article(found: Records, *scopes: Data, dal: str = "2024-01-15", **version: Any) -> Records:
    """The same network with a second article."""
    one: Data = {"dal": dal, "atto": STIPULA, **version}
    if scopes:
        one["regole_per"] = list(scopes)
    found[("patto", "patto")]["articoli"].append(
        {"numero": "2", "rubrica": "Altro", "versioni": [one]}
    )
    return found


def days_of_notice(
    rete: Rete, tavolo: str | None = "abitare", sessione: Sessione = "ordinaria"
) -> int | None:
    rules = rules_of_day(rete, DAY, tavolo, sessione)
    assert rules is not None
    assert rules.convocazione is not None
    found = rules.convocazione.preavviso
    assert found is None or found == Durata(giorni=found.giorni)
    return found.giorni if found else None


def counted(found: Records, *decisions: Data, present: int = 6, **more: Any) -> tuple[Conto, ...]:
    found[("verbale", SITTING)] = minutes(BODIES[:present], *(decisions or (OPEN,)), **more)
    rete = rete_of(found)
    return sitting_of(rete, rete.verbali[SITTING]).conti


def test_the_narrowest_scope_that_speaks_of_a_key_wins() -> None:
    scopes = [
        {"sessioni": ["straordinaria"], "regole": notice(20)},
        {"generi": ["tavolo-tematico"], "regole": notice(7)},
        {"tavoli": ["abitare"], "regole": notice(5)},
        {"tavoli": ["abitare"], "sessioni": ["straordinaria"], "regole": notice(15)},
    ]
    every = rete_of(records(*scopes))
    assert days_of_notice(every) == 5
    assert days_of_notice(every, sessione="straordinaria") == 15
    assert days_of_notice(every, "plenaria") == 10
    assert days_of_notice(every, "plenaria", "straordinaria") == 20
    assert days_of_notice(every, None) == 10
    without_table = rete_of(records(*scopes[:2]))
    assert days_of_notice(without_table) == 7
    assert days_of_notice(without_table, sessione="straordinaria") == 7


def test_the_rules_of_a_table_win_over_every_scope() -> None:
    found = records({"tavoli": ["abitare"], "regole": notice(5)})
    own = {"dal": "2024-01-15", "atto": STIPULA, "regole": notice(2)}
    found[("tavolo", "abitare")]["regolamento"] = [own]
    assert days_of_notice(rete_of(found)) == 2
    assert article_of(rete_of(found), DAY, "convocazione.preavviso", "abitare") is None


def test_a_key_of_which_a_scope_does_not_speak_is_the_general_one() -> None:
    general: Data = {**notice(10), "deleghe": {"massimo": 2}}
    rete = rete_of(records({"tavoli": ["abitare"], "regole": notice(5)}, general=general))
    rules = rules_of_day(rete, DAY, "abitare")
    assert rules is not None
    assert rules.deleghe is not None
    assert rules.deleghe.massimo == 2


@pytest.mark.parametrize("key", ["convocazione", "convocazione.preavviso"])
def test_what_a_scope_silences_is_not_checked_there(key: str) -> None:
    rete = rete_of(records({"tavoli": ["abitare"], "tace": [key]}))
    assert days_of_notice(rete) is None
    assert days_of_notice(rete, "plenaria") == 10
    assert article_of(rete, DAY, "convocazione.preavviso", "abitare") is None


def test_a_narrower_scope_may_speak_of_what_a_wider_one_silences() -> None:
    silent = {"generi": ["tavolo-tematico"], "tace": ["convocazione"]}
    rete = rete_of(records(silent, {"tavoli": ["abitare"], "regole": notice(3)}))
    assert days_of_notice(rete) == 3


@pytest.mark.parametrize(
    ("key", "quorum", "outcome"),
    [
        ("decisioni", (), None),
        ("decisioni.maggioranza", (False,), None),
        ("decisioni.numero_legale", (), "respinta"),
    ],
)
def test_rows_on_decisions_can_be_silenced_whole_or_by_key(
    key: str, quorum: tuple[bool, ...], outcome: str | None
) -> None:
    general = majority("1/1", numero_legale={"prima": {"oltre": "1/2"}})
    vote = {"votazione": {"metodo": "palese", "contrari": ["acqua"]}}
    silent: Data = {"tavoli": ["abitare"], "tace": [key]}
    (conto,) = counted(records(silent, general=general), vote, present=3)
    assert tuple(one.raggiunto for one in conto.numeri_legali) == quorum
    assert conto.esito == outcome


def test_rows_of_two_articles_must_all_be_met_and_each_is_cited() -> None:
    found = records(general=majority("1/2"))
    article(found, regole=majority("3/4"))
    vote = {"votazione": {"metodo": "palese", "contrari": ["acqua", "bosco"]}}
    (conto,) = counted(found, vote)
    assert [one.raggiunta for one in conto.scrutini] == [True, False]
    assert conto.esito == "respinta"
    assert [rule.articolo("maggioranze") for rule in conto.regole] == ["1", "2"]


def test_a_row_of_a_scope_wins_over_the_row_for_that_matter_of_everybody() -> None:
    general = {"decisioni": [{"per": ["rinnovo"], **majority("1/1")["decisioni"][0]}]}
    found = records({"sessioni": ["straordinaria"], "regole": majority("1/2")}, general=general)
    renewal = {"tipo": "rinnovo", "periodo": "secondo", "dal": "2028-01-01"}
    decision = {"votazione": {"metodo": "palese", "contrari": ["acqua"]}, "effetti": [renewal]}
    (ordinary,) = counted(found, decision)
    (extraordinary,) = counted(found, decision, sessione="straordinaria")
    assert (ordinary.esito, extraordinary.esito) == ("respinta", "approvata")


def test_the_article_cited_is_that_of_the_scope_that_holds() -> None:
    found = article(records(), {"tavoli": ["abitare"], "regole": notice(5)})
    rete = rete_of(found)
    assert article_of(rete, DAY, "convocazione.preavviso", "abitare") == "2"
    assert article_of(rete, DAY, "convocazione.preavviso", "plenaria") == "1"


def test_two_scopes_equally_narrow_that_differ_lay_down_nothing() -> None:
    one = {"tavoli": ["abitare"], "regole": notice(5)}
    other = {"tavoli": ["abitare", "plenaria"], "regole": notice(6)}
    rete = rete_of(records(one, other))
    assert days_of_notice(rete) is None
    assert days_of_notice(rete, "plenaria") == 6


def test_in_the_month_of_a_change_nobody_can_tell_what_a_scope_says() -> None:
    found = records(general={"deleghe": {"massimo": 1}})
    article(found, {"tavoli": ["abitare"], "regole": notice(5)}, dal="2024-05")
    rete = rete_of(found)
    assert days_of_notice(rete) is None
    day = date(2024, 5, 31)
    rules = rules_of_day(rete, day, "abitare")
    assert rules is not None
    assert rules.convocazione is not None
    assert rules.convocazione.preavviso == Durata(giorni=5)


def test_a_scope_is_said_in_words_with_what_it_silences() -> None:
    scope = {
        "tavoli": ["abitare", "plenaria"],
        "sessioni": ["straordinaria"],
        "regole": notice(15),
        "tace": ["deleghe"],
    }
    rete = rete_of(records(scope))
    assert rete.patto is not None
    told = [text for _, text in rules_of_version(rete.patto.articoli[0].versioni[0], rete)]
    where = "per Abitare e Plenaria, nelle sedute straordinarie: "
    silent = "non vale, e non si controlla, ciò che è detto in generale: la regola sulle deleghe"
    assert told == [
        "le riunioni si convocano almeno 10 giorni prima",
        f"{where}le riunioni si convocano almeno 15 giorni prima",
        f"{where}{silent}",
    ]


def test_the_card_of_a_table_has_its_own_rules_and_those_of_its_scopes() -> None:
    found = records(
        {"generi": ["tavolo-tematico"], "sessioni": ["straordinaria"], "regole": notice(15)},
        {"tavoli": ["plenaria"], "regole": notice(20)},
    )
    own = {"dal": "2024-01-15", "atto": STIPULA, "regole": {"deleghe": {"massimo": 0}}}
    found[("tavolo", "abitare")]["regolamento"] = [own]
    rete = rete_of(found)
    told = [(r.testo, r.articolo) for r in rules_of_table(rete, rete.tavoli["abitare"], DAY)]
    assert told == [
        ("le deleghe non sono ammesse", None),
        ("nelle sedute straordinarie: le riunioni si convocano almeno 15 giorni prima", "1"),
    ]


def test_a_scope_that_changes_is_told_with_its_scope() -> None:
    before = rete_of(records({"tavoli": ["abitare"], "regole": notice(5)}))
    after = rete_of(records({"tavoli": ["abitare"], "regole": notice(6)}))
    (change,) = changed_rules(Istante(rete=before, giorno=DAY), Istante(rete=after, giorno=DAY))
    assert (change.ambito, change.oggetto) == ("per Abitare", "convocazione.preavviso")
    assert (change.prima, change.dopo) == (
        "le riunioni si convocano almeno 5 giorni prima",
        "le riunioni si convocano almeno 6 giorni prima",
    )
