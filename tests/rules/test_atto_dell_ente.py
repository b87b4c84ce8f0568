"""The act by which a public body decided to join is missed only where it could be there."""

from rete.rules.enti import public_bodies_decide_to_join
from tests.aiuti.registro import STIPULA, Records, network, rete_of

SINCE = {"dal": "2024-01-15", "atto": STIPULA}


def joined(**period: str) -> Records:
    records = network(["uno", "due"], {})
    records["ente", "uno"]["natura"] = "pubblico"
    records["ente", "uno"]["adesioni"] = [{**SINCE, **period}]
    return records


def test_the_act_of_a_public_body_is_missed_only_where_it_can_be() -> None:
    def faults(records: Records) -> int:
        return len(list(public_bodies_decide_to_join.findings(rete_of(records))))

    partial, observer, again = joined(), joined(qualita="osservatore"), joined(al="2024-06-30")
    partial["patto", "patto"]["elenco"] = "parziale"
    again["ente", "uno"]["adesioni"][0]["atto_fine"] = STIPULA
    again["ente", "uno"]["adesioni"][0]["atto_proprio"] = STIPULA
    again["ente", "uno"]["adesioni"].append({"dal": "2024-07-01", "atto": STIPULA})
    apart = joined(al="2024-06-30", atto_proprio=STIPULA, atto_fine=STIPULA)
    apart["ente", "uno"]["adesioni"].append({"dal": "2024-07-02", "atto": STIPULA})

    assert faults(joined()) == 1
    assert faults(joined(atto_proprio=STIPULA)) == 0
    assert faults(joined(atto="fonte")) == 0
    assert (faults(partial), faults(observer), faults(again), faults(apart)) == (0, 0, 0, 1)
