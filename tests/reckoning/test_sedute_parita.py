"""Ties: the examples of docs/conteggi.md as they are written, and every small vote by an oracle."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from itertools import product
from typing import Any

import pytest

from rete.model.regole import Maggioranza
from rete.model.rete import Rete
from rete.model.verbale import Conteggio, Punto, Verbale, Votazione
from rete.reckoning.applied import RegolaApplicata
from rete.reckoning.outcome import Scrutinio, Urna, base_of, scrutinies, strictest
from rete.reckoning.presence import Presenza
from rete.reckoning.sitting import Conto, sitting_of
from rete.reckoning.votes import Voti
from rete.rules.sedute import outcomes_follow_from_the_votes
from rete.rules.sedute_deserte import ties_can_be_told
from rete.views.conti import count_lines
from tests.aiuti.luoghi import ROOT
from tests.aiuti.registro import STIPULA, Data, Records, minutes, network, rete_of

PAGE = ROOT / "docs" / "conteggi.md"
DAY = "2024-05-10-plenaria"
ROW = re.compile(
    r"\| (\d)–(\d)–(\d) \| (\d+) \| `(oltre|almeno): (\d/\d)` di `([a-z-]+)` \| "
    r"(?:`([a-z-]+)`|—) \| ([^|]+) \| ([^|]+) \|"
)


def rows() -> list[tuple[str, ...]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    found = filter(None, map(ROW.fullmatch, lines))
    return [tuple((text or "").strip() for text in one.groups()) for one in found]


def bodies(number: int) -> list[str]:
    return [f"ente-{letter}" for letter in "abcdefghij"[:number]]


class Scene:
    """A vote as a row tells it, before it is said who presides: the first of those in favour."""

    def __init__(self, row: tuple[str, ...]) -> None:
        yes, no, neither, entitled = map(int, row[:4])
        self.names = bodies(entitled)
        self.favour = self.names[:yes]
        self.against = self.names[yes : yes + no]
        self.abstained = self.names[yes + no : yes + no + neither]
        self.present = self.names[: yes + no + neither]
        self.other = (self.names[len(self.present) :] or [""])[0]
        self.vote: Data = {
            "metodo": "palese",
            "contrari": self.against,
            "astenuti": self.abstained,
        }
        self.numbers = {"favorevoli": yes, "contrari": no, "astenuti": neither}
        self.papers = {"bianche": 0, "nulle": 0}
        self.more: Data = {"presiede": self.present[0]}
        self.records: Records = {}

    def chaired_by(self, ente: str, **more: Any) -> None:
        self.more |= {"presiede": ente, **more}

    def chaired_by_another(self, **more: Any) -> None:
        """By one that was there, beside those that voted."""
        self.present = [*self.present, self.other]
        self.chaired_by(self.other, **more)


def gone(ente: str) -> list[Data]:
    return [{"ente": ente, "esce": "18:00", "dopo_il_voto": 1}]


def by_an_observer(scene: Scene) -> None:
    membership = {"dal": "2024-01-15", "atto": STIPULA, "qualita": "osservatore"}
    scene.records[("ente", "oss")] = {
        "denominazione": "Osservatorio",
        "natura": "privato-sociale",
        "adesioni": [membership],
    }
    scene.present = [*scene.present, "oss"]
    scene.chaired_by("oss")


def not_voting(scene: Scene) -> None:
    scene.chaired_by_another()
    scene.vote["non_votanti"] = [scene.other]


def excluded(scene: Scene) -> None:
    scene.chaired_by_another()
    scene.vote["esclusi"] = [scene.other]


def left_with_a_proxy(scene: Scene) -> None:
    chair, holder = scene.favour[1], scene.favour[0]
    scene.chaired_by(chair, movimenti=gone(chair), deleghe=[{"di": chair, "a": holder}])


def in_secret(scene: Scene) -> None:
    scene.vote = {"metodo": "segreto", "conteggio": {**scene.numbers, **scene.papers}}


def in_numbers(scene: Scene) -> None:
    scene.vote = {"metodo": "palese", "conteggio": {**scene.numbers, **scene.papers}}


def in_numbers_and_names(scene: Scene) -> None:
    scene.vote["conteggio"] = {**scene.numbers, **scene.papers}


def in_numbers_and_names_against(scene: Scene) -> None:
    in_numbers_and_names(scene)
    scene.chaired_by(scene.against[0])


CHAIRS: Mapping[str, Callable[[Scene], object]] = {
    "a favore": lambda _: None,
    "contrario": lambda scene: scene.chaired_by(scene.against[0]),
    "astenuto": lambda scene: scene.chaired_by(scene.abstained[0]),
    "non vota": not_voting,
    "osservatore": by_an_observer,
    "uscito": lambda scene: scene.chaired_by_another(movimenti=gone(scene.other)),
    "uscito, con delega": left_with_a_proxy,
    "escluso": excluded,
    "non detto": lambda scene: scene.more.pop("presiede"),
    "voto segreto": in_secret,
    "solo i numeri": in_numbers,
    "numeri e nomi, a favore": in_numbers_and_names,
    "numeri e nomi, contrario": in_numbers_and_names_against,
}


def register(row: tuple[str, ...]) -> Records:
    """A sitting with such a vote: its second decision, so that somebody may leave before it."""
    scene = Scene(row)
    CHAIRS[row[8]](scene)
    rule: Data = {"maggioranza": {row[4]: row[5], "di": row[6]}}
    if row[7]:
        rule["parita"] = row[7]
    records = network(scene.names, {"decisioni": [rule], "deleghe": {"massimo": 2}})
    record = minutes(scene.present, {}, {"votazione": scene.vote}, **scene.more)
    return {**records, **scene.records, ("verbale", DAY): record}


def counted(rete: Rete) -> Conto:
    return sitting_of(rete, rete.verbali[DAY]).conti[1]


def test_the_page_has_its_examples() -> None:
    assert len(rows()) >= 29
    assert {row[-1] for row in rows()} == {"approvata", "respinta", "non si può dire"}


@pytest.mark.parametrize("row", rows(), ids=" ".join)
def test_an_example_of_the_page_is_counted_as_it_says(row: tuple[str, ...]) -> None:
    rete = rete_of(register(row))
    conto = counted(rete)
    told = row[-1]

    assert conto.voti is not None
    assert (conto.voti.favorevoli, conto.voti.contrari, conto.voti.astenuti) == tuple(
        int(number) for number in row[:3]
    )
    assert conto.esito == (None if told == "non si può dire" else told)


@pytest.mark.parametrize("row", rows(), ids=" ".join)
def test_what_cannot_be_told_is_a_warning_and_the_rest_is_checked(row: tuple[str, ...]) -> None:
    rete = rete_of(register(row))
    told = row[-1]
    wrong = [f for f in outcomes_follow_from_the_votes.test(rete) if f.path[1] == 1]

    # The minutes state that it is approved.
    assert len(wrong) == (told == "respinta")
    assert len(list(ties_can_be_told.test(rete))) == (told == "non si può dire")


@pytest.mark.parametrize("row", rows(), ids=" ".join)
def test_the_card_and_the_check_say_the_same(row: tuple[str, ...]) -> None:
    rete = rete_of(register(row))
    seduta = sitting_of(rete, rete.verbali[DAY])
    text = "\n".join(count_lines(rete, seduta, seduta.conti[1].decisione))
    told = row[-1]

    ends = {
        "approvata": "Dal conto: approvata, come dice il verbale",
        "respinta": "Dal conto: respinta, ma il verbale dice approvata",
        "non si può dire": "Dal conto: l'esito non si può dire",
    }
    assert ends[told] in text
    assert ("Parità:" in text) == (row[0] == row[1] != "0")
    if "Parità:" in text and told == "respinta":
        assert "non è approvata" in text or "contrario" in text


def test_a_noted_decision_is_not_asked_for_its_tie() -> None:
    row = next(row for row in rows() if row[8] == "voto segreto")
    records = register(row)
    records[("verbale", DAY)]["decisioni"][1]["esito"] = "presa-d-atto"

    assert list(ties_can_be_told.test(rete_of(records))) == []


@pytest.mark.parametrize("papers", [{"bianche": 1}, {"nulle": 1}, {"astenuti": 1}])
def test_a_paper_that_nobody_names_may_be_the_chair_s(papers: dict[str, int]) -> None:
    row = next(row for row in rows() if row[8] == "numeri e nomi, a favore")
    records = register(row)
    vote = records[("verbale", DAY)]["decisioni"][1]["votazione"]
    vote["astenuti"] = []
    vote["conteggio"] = {**vote["conteggio"], "astenuti": 0, **papers}

    assert counted(rete_of(records)).esito is None


def test_names_in_a_secret_ballot_tell_nothing_of_the_chair() -> None:
    row = next(row for row in rows() if row[8] == "numeri e nomi, a favore")
    records = register(row)
    records[("verbale", DAY)]["decisioni"][1]["votazione"]["metodo"] = "segreto"

    assert counted(rete_of(records)).esito is None


def test_numbers_that_do_not_add_up_do_not_tell_the_chair_s_side() -> None:
    row = next(row for row in rows() if row[8] == "numeri e nomi, a favore")
    records = register(row)
    records[("verbale", DAY)]["presenti"].append("ente-f")

    assert counted(rete_of(records)).esito is None


def test_ballots_for_names_and_a_consensus_are_no_tie() -> None:
    row = rows()[0]
    records = register(row)
    decision = records[("verbale", DAY)]["decisioni"][1]
    names = [{"ente": "ente-a", "voti": 2}, {"ente": "ente-b", "voti": 2}]
    decision["votazione"] = {"metodo": "segreto", "preferenze": names}
    conto = counted(rete_of(records))
    assert (conto.voti, conto.esito, conto.parita) == (None, None, False)

    decision["votazione"] = {"metodo": "consenso"}
    conto = counted(rete_of(records))
    assert (conto.esito, conto.parita) == ("approvata", False)


def test_a_tie_is_told_also_where_there_is_no_quorum() -> None:
    row = next(row for row in rows() if row[8] == "a favore")
    records = register(row)
    patto = records[("patto", "patto")]
    rule = patto["articoli"][0]["versioni"][0]["regole"]["decisioni"][0]
    rule["numero_legale"] = {"prima": {"almeno": "1/1"}}
    conto = counted(rete_of(records))

    assert (conto.in_numero, conto.esito) == (False, "approvata")


# --- every small vote ---

SIDES = ("f", "c", "a")


def oracle(votes: tuple[int, int, int], base: int, fraction: Any, parity: Any, side: str) -> str:
    """What must follow, written again without a look at the program."""
    yes, no, _ = votes
    kind, over, under = fraction

    def enough(number: int) -> bool:
        left, right = number * under, over * base
        return left > right if kind == "oltre" else left >= right

    if yes == 0:
        return "respinta"
    if yes != no or parity is None:
        return "approvata" if enough(yes) else "respinta"
    if parity != "presiede" or kind != "oltre" or over * 2 != under or side != "f":
        return "respinta"
    return "approvata" if enough(yes + 1) else "respinta"


def urn(votes: tuple[int, int, int], away: int, side: str) -> Urna | None:
    """A vote by name; None where nobody took that side."""
    yes, no, neither = votes
    favour = [f"f{n}" for n in range(yes)]
    against = [f"c{n}" for n in range(no)]
    abstained = [f"a{n}" for n in range(neither)]
    there = frozenset([*favour, *against, *abstained])
    if f"{side}0" not in there:
        return None
    return Urna(
        verbale=Verbale(
            id=DAY, file="", data=date(2024, 5, 10), tavolo="plenaria",
            odg=(Punto(punto=1, titolo="x"),), presiede=f"{side}0", presenti=tuple(sorted(there)),
        ),
        votazione=Votazione(
            metodo="palese", contrari=tuple(against), astenuti=tuple(abstained)
        ),
        presenza=Presenza(
            aventi_diritto=len(there) + away, base_numero_legale=len(there) + away,
            in_sala=there, in_proprio=there, per_delega=frozenset(), nel_numero_legale=len(there),
        ),
        voti=Voti(favorevoli=yes, contrari=no, astenuti=neither),
    )  # fmt: skip


@pytest.mark.parametrize("parity", [None, "presiede", "respinta", "si-rivota"])
@pytest.mark.parametrize("of", ["votanti", "presenti", "aventi-diritto"])
def test_every_small_vote_comes_out_as_an_oracle_says(parity: Any, of: Any) -> None:
    fractions = [("oltre", 1, 2), ("almeno", 1, 2), ("oltre", 2, 3), ("almeno", 1, 3),
                 ("oltre", 1, 3), ("oltre", 2, 4)]  # fmt: skip
    tried = 0
    for votes in product(range(7), repeat=3):
        for away, side in product((0, 3), SIDES):
            found = urn(votes, away, side)
            if found is None:
                continue
            base = {
                "votanti": votes[0] + votes[1],
                "presenti": sum(votes),
                "aventi-diritto": sum(votes) + away,
            }[of]
            for kind, over, under in fractions:
                majority = Maggioranza(di=of, **{kind: f"{over}/{under}"})
                rule = RegolaApplicata(maggioranze=(majority,), parita=parity)
                (got,) = scrutinies(rule, (found,))
                assert base_of(majority, found.presenza, found.voti) == got.base == base
                wanted = oracle(votes, base, (kind, over, under), parity, side)
                assert got.esito == wanted, (votes, away, side, majority, parity)
                assert (got.spareggio is not None) == (votes[0] == votes[1] > 0)
                tried += 1
    assert tried > 10000


def test_of_several_rules_the_strictest_holds_and_what_is_not_known_only_if_none_refuses() -> None:
    yes, no, unknown = (
        Scrutinio(maggioranza=None, esito=e) for e in ("approvata", "respinta", None)
    )
    assert strictest((yes, yes)) == "approvata"
    assert strictest((yes, unknown)) is None
    assert strictest((unknown, no)) == "respinta"
    assert strictest(()) is None


def test_a_count_told_in_numbers_is_a_tie_by_its_numbers() -> None:
    assert Voti(favorevoli=2, contrari=2, astenuti=1, bianche=3).sono_pari
    assert not Voti(favorevoli=0, contrari=0, astenuti=4).sono_pari
    assert Conteggio(favorevoli=1, contrari=1, astenuti=0).bianche == 0
