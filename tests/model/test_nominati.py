"""Names in a file that a key alone does not tell: the sitting to which another was moved."""

from rete.model.nominati import Nome, names_in
from tests.aiuti.registro import rete_of

OLD, NEW = "2024-05-10-plenaria", "2024-05-17-plenaria"


def test_the_sitting_to_which_another_was_moved_is_named_and_who_answered_too() -> None:
    odg = [{"punto": 1, "titolo": "Uno"}]
    rete = rete_of(
        {
            ("verbale", OLD): {"spostata": {"il": "2024-05-01", "a": NEW}, "odg": odg},
            ("verbale", NEW): {"risposte": [{"ente": "acqua", "il": "2024-05-16"}], "odg": odg},
        }
    )
    assert list(names_in(rete.verbali[OLD])) == [Nome(("spostata", "a"), "verbale", NEW)]
    assert list(names_in(rete.verbali[NEW])) == [Nome(("risposte", 0, "ente"), "ente", "acqua")]
