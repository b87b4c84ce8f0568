"""What a count leaves out is said: who is there without a vote, proxies that no rule speaks of."""

from typing import Any

from rete.documents.verbale import verbale as minutes_as_document
from rete.model.rete import Rete
from rete.reckoning.sitting import sitting_of
from rete.views.non_contati import left_out_as_plain, left_out_in_words
from rete.views.verbali import scheda_verbale
from tests.aiuti.registro import STIPULA, Data, Records, minutes, network, rete_of

DAY = "2024-05-10-plenaria"
VOTE: Data = {"votazione": {"metodo": "palese"}}
SINCE = {"dal": "2024-01-15", "atto": STIPULA}


def held(rules: Data, present: list[str], **more: Any) -> Records:
    records = network(["uno", "due", "tre", "quattro"], rules)
    records["verbale", DAY] = minutes(present, VOTE, **more)
    return records


def said(rete: Rete) -> list[str]:
    return list(left_out_in_words(rete, sitting_of(rete, rete.verbali[DAY])))


def test_who_is_there_without_a_vote_is_said_with_the_reason() -> None:
    records = held({}, ["uno", "due", "tre", "cinque"])
    records["ente", "due"]["adesioni"] = [{**SINCE, "qualita": "osservatore"}]
    records["ente", "tre"]["sospensioni"] = [{"dal": "2024-03-01", "atto": STIPULA}]
    records["ente", "cinque"] = {**records["ente", "uno"], "adesioni": []}
    records["ente", "cinque"]["denominazione"] = "Associazione cinque"

    assert said(rete_of(records)) == [
        "Associazione due è presente senza voto: è osservatore",
        "Associazione tre è presente senza voto: è sospeso",
        "Associazione cinque è presente senza voto: non aderisce alla rete",
    ]


def test_who_does_not_sit_at_the_table_is_told_apart() -> None:
    records = held({}, ["uno"])
    records["tavolo", "abitare"] = {
        "nome": "Abitare",
        "genere": "tavolo-tematico",
        "istituzione": SINCE,
        "componenti": [{"ente": "uno", **SINCE}],
    }
    sitting = "2024-05-11-abitare"
    records["verbale", sitting] = minutes(["uno", "due"], VOTE)
    rete = rete_of(records)

    found = left_out_as_plain(sitting_of(rete, rete.verbali[sitting]), rete)

    assert found == [{"ente": "due", "motivo": "non-siede"}]


def test_a_proxy_of_which_the_rules_do_not_speak_is_said_on_the_card_and_in_the_minutes() -> None:
    given = [{"di": "due", "a": "uno"}]
    silent = rete_of(held({}, ["uno", "tre"], deleghe=given))
    speaking = rete_of(held({"deleghe": {"massimo": 1}}, ["uno", "tre"], deleghe=given))

    line = "la delega di Associazione due: le regole di quel giorno non parlano di deleghe"
    verbale = silent.verbali[DAY]
    card = repr(scheda_verbale(silent, verbale, verbale.data))
    assert (said(silent), said(speaking)) == ([line], [])
    assert line in card
    assert not minutes_as_document(silent, verbale.data, DAY)["presenze"].deleghe_regolate
    assert minutes_as_document(speaking, verbale.data, DAY)["presenze"].deleghe_regolate


def test_nothing_is_said_where_all_was_counted_or_nothing_could_be() -> None:
    records = held({"deleghe": {"massimo": 1}}, ["uno", "due"])
    assert said(rete_of(records)) == []
    records["patto", "patto"]["elenco"] = "parziale"
    records["ente", "due"]["adesioni"] = []
    assert said(rete_of(records)) == []
