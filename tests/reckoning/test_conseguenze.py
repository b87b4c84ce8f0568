"""What effects carry with them: seats, coordination, representatives, the secretariat."""

from rete.reckoning.balance import balance
from rete.reckoning.consequences import Conseguenze
from tests.aiuti.coppie import ACT, COPPIE, DAY, FOUNDERS, base, decided, eve
from tests.aiuti.registro import STIPULA, Data, Records, body, rete_of, table

LEAVES: Data = {"tipo": "cessazione", "ente": "acqua", "al": "2024-06-30", "causa": "recesso"}
ENDED = {"al": "2024-06-30", "atto_fine": ACT}
SUCCEEDS: Data = {"tipo": "subentro", "ente": "acqua", "a": ["dente"], "dal": DAY}


def left() -> Records:
    """A register where acqua, which sits, coordinates and keeps the secretariat, has left."""
    records = base()
    records[("ente", "acqua")]["adesioni"][0] |= {**ENDED, "causa": "recesso"}
    return records


def told(records: Records, effect: Data) -> list[str]:
    """The keys and places of what should have followed."""
    follow = Conseguenze(rete_of(decided(records, effect)))
    faults = [*follow.of_bodies(), *follow.of_tables(), *follow.of_pact()]
    return [".".join(map(str, fault.path)) for fault in faults]


def test_who_leaves_leaves_seats_coordination_secretariat_and_offices() -> None:
    records = left()
    records[("ente", "acqua")]["referenti"] = [
        {"ruolo": "rappresentante", "carica": "presidente", "dal": "2024-01-15"},
        {"ruolo": "referente", "carica": "socia", "dal": "2024-01-15", "al": "2024-06-30"},
        {"ruolo": "referente", "carica": "ex socia", "dal": "2024-08-01"},
    ]
    assert told(records, LEAVES) == [
        "referenti.0",
        "componenti.0",
        "coordinamento.0",
        "segreteria.0",
        "cariche.0",
    ]


def test_what_was_closed_by_the_act_or_before_is_left_already() -> None:
    records = left()
    abitare = records[("tavolo", "abitare")]
    abitare["componenti"][0] |= ENDED
    abitare["coordinamento"][0] |= {"al": "2024-03-31", "atto_fine": "fonte"}
    for key in ("segreteria", "cariche"):
        records[("patto", "patto")][key][0] |= ENDED
    assert told(records, LEAVES) == []


def test_what_is_not_in_the_register_yet_carries_nothing() -> None:
    for coppia in COPPIE:
        assert told(base(), coppia.effetto) == []


def test_who_is_called_to_a_table_after_leaving_sits_there() -> None:
    records = left()
    abitare = records[("tavolo", "abitare")]
    abitare["componenti"][0] |= ENDED
    abitare["componenti"].append({"ente": "acqua", "dal": "2024-09-01", "atto": "fonte"})
    del abitare["coordinamento"], records[("patto", "patto")]["segreteria"]
    del records[("patto", "patto")]["cariche"]
    assert told(records, LEAVES) == []


def test_months_are_told_only_where_every_day_is_at_fault() -> None:
    records = left()
    del records[("patto", "patto")]["segreteria"], records[("patto", "patto")]["cariche"]
    abitare = records[("tavolo", "abitare")]
    del abitare["coordinamento"]
    abitare["componenti"][0] |= {"al": "2024-06", "atto_fine": "fonte"}
    assert told(records, LEAVES) == []
    abitare["componenti"][0]["al"] = "2024-07"
    assert told(records, LEAVES) == ["componenti.0"]
    assert told(records, {**LEAVES, "al": "2024-06"}) == ["componenti.0"]
    abitare["componenti"][0] |= {"dal": "2024-07"}
    assert told(records, LEAVES) == []


def succeeded() -> Records:
    """A register where dente took the place of acqua, whose seats are still to be passed on."""
    records = base()
    end = {"al": eve(DAY), "atto_fine": ACT}
    records[("ente", "acqua")]["adesioni"][0] |= end
    records[("ente", "dente")]["adesioni"] = [{"dal": DAY, "atto": ACT}]
    for key in ("componenti", "coordinamento"):
        records[("tavolo", "abitare")][key][0] |= end
    for key in ("segreteria", "cariche"):
        records[("patto", "patto")][key][0] |= end
    return records


def test_seats_and_coordination_pass_to_who_takes_the_place() -> None:
    records = succeeded()
    assert told(records, SUCCEEDS) == ["componenti.0", "coordinamento.0"]
    begun = {"ente": "dente", "dal": DAY, "atto": ACT}
    abitare = records[("tavolo", "abitare")]
    abitare["componenti"].append(dict(begun))
    abitare["coordinamento"].append(dict(begun))
    assert told(records, SUCCEEDS) == []
    for key in ("componenti", "coordinamento"):
        abitare[key][-1]["dal"] = "2024-06-30"
    assert told(records, SUCCEEDS) == []  # the balance compares it with the act
    assert len(balance(rete_of(decided(records, SUCCEEDS)))) == 2


def test_a_place_passes_to_one_of_those_who_take_it() -> None:
    records = succeeded()
    records[("ente", "erba")] = body("erba", {"dal": DAY, "atto": ACT})
    effect = {**SUCCEEDS, "a": ["dente", "erba"]}
    assert told(records, effect) == ["componenti.0", "coordinamento.0"]
    abitare = records[("tavolo", "abitare")]
    for key in ("componenti", "coordinamento"):
        abitare[key].append({"ente": "erba", "dal": DAY, "atto": ACT})
    assert told(records, effect) == []


def test_nothing_passes_at_a_table_that_is_closed_by_then() -> None:
    records = succeeded()
    records[("tavolo", "abitare")]["chiusura"] = {"al": eve(DAY), "atto": "fonte"}
    assert told(records, SUCCEEDS) == []


def test_a_new_table_has_its_first_seats() -> None:
    effect: Data = {
        "tipo": "istituzione",
        "tavolo": "giovani",
        "nome": "Giovani",
        "genere": "tavolo-tematico",
        "dal": DAY,
        "componenti": ["bosco"],
        "coordina": "colle",
    }
    records = base()
    giovani = table("giovani")
    giovani |= {"istituzione": {"dal": DAY, "atto": ACT}}
    del giovani["componenti"]
    records[("tavolo", "giovani")] = giovani
    assert told(records, effect) == ["componenti", "componenti", "coordinamento"]
    giovani["aperto"] = "sì"  # who leads it sits there already
    assert told(records, effect) == ["componenti", "coordinamento"]


def test_the_secretariat_is_of_one_body_at_a_time() -> None:
    effect: Data = {"tipo": "segreteria", "ente": "bosco", "dal": DAY}
    records = base()
    offices = records[("patto", "patto")]["segreteria"]
    offices.append({"ente": "bosco", "dal": DAY, "atto": ACT})
    assert told(records, effect) == ["segreteria.0"]
    offices[0] |= {"al": "2024-05", "atto_fine": "fonte"}
    assert told(records, effect) == []
    offices[0] |= {"al": DAY}
    assert told(records, effect) == ["segreteria.0"]
    offices[0] |= {"al": eve(DAY), "atto_fine": ACT}
    assert told(records, effect) == []


def test_an_office_passes_on_only_where_one_body_holds_it() -> None:
    effect: Data = {"tipo": "carica", "carica": "portavoce", "ente": "bosco", "dal": DAY}
    records = base()
    pact = records[("patto", "patto")]
    pact["cariche"].append({"carica": "portavoce", "ente": "bosco", "dal": DAY, "atto": ACT})
    assert told(records, effect) == ["cariche.0"]
    pact["cariche"][0] |= {"al": eve(DAY), "atto_fine": ACT}
    assert told(records, effect) == []
    del pact["cariche"][0]["al"], pact["cariche"][0]["atto_fine"]
    for places in (2, None):
        pact["vocabolari"]["cariche"] = [
            {"id": "portavoce", "nome": "Portavoce"} | ({"posti": places} if places else {})
        ]
        assert told(records, effect) == []


def test_another_office_of_the_same_body_goes_on() -> None:
    effect: Data = {"tipo": "carica", "carica": "portavoce", "ente": "bosco", "dal": DAY}
    records = base()
    pact = records[("patto", "patto")]
    pact["vocabolari"]["cariche"].append({"id": "tesoriere", "nome": "Tesoriere", "posti": 1})
    pact["cariche"][0] |= {"carica": "tesoriere"}
    pact["cariche"].append({"carica": "portavoce", "ente": "bosco", "dal": DAY, "atto": ACT})
    assert told(records, effect) == []


def test_open_actions_of_who_left_pass_to_others() -> None:
    records = left()
    sitting = "2024-04-10-plenaria"
    records[("verbale", sitting)]["azioni"] = [
        {"n": n, "testo": "Fare", "responsabili": ["acqua"], "entro": "2024-12-31"}
        for n in (1, 2, 3)
    ]
    steps = [
        {"n": 1, "data": "2024-05-01", "stato": "fatta"},
        {"n": 2, "data": "2024-05-01", "stato": "in-corso", "responsabili": ["bosco"]},
    ]
    records[("seguito", sitting)] = {"azioni": steps}
    records = decided(records, LEAVES)
    faults = list(Conseguenze(rete_of(records)).of_actions())
    assert [fault.path for fault in faults] == [("azioni", 2)]
    unread = rete_of(records, unread=[("seguito", sitting)])
    assert list(Conseguenze(unread).of_actions()) == []
    back = {"dal": "2024-09-01", "atto": "fonte"}
    records[("ente", "acqua")]["adesioni"].append(back)
    assert list(Conseguenze(rete_of(records)).of_actions()) == []


def test_an_act_that_may_have_been_revoked_carries_nothing() -> None:
    records = decided(left(), LEAVES)
    later = ("verbale", "2024-06-20-plenaria")
    records[later] = {"odg": [{"punto": 1, "titolo": "Varie"}]}
    assert len(list(Conseguenze(rete_of(records)).of_tables())) == 2
    assert list(Conseguenze(rete_of(records, unread=[later])).of_tables()) == []


def test_many_bodies_leaving_one_table_are_looked_up_once() -> None:
    names = [f"ente-{number}" for number in range(3000)]
    records: Records = base()
    records[("atto", STIPULA)]["firmatari"] = [*FOUNDERS, *names]
    begun = {"dal": "2024-01-15", "atto": STIPULA}
    for name in names:
        records[("ente", name)] = body(name, {**begun, **ENDED, "causa": "recesso"})
    records[("tavolo", "grande")] = table("grande", *names)
    effects = [{**LEAVES, "ente": name} for name in names]
    follow = Conseguenze(rete_of(decided(records, *effects)))
    assert len(list(follow.of_tables())) == len(names)
