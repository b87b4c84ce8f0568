"""Rows of rules on decisions: every example of docs/conteggi.md is counted as the page says."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
import yaml

from rete.reckoning.sitting import Conto, sitting_of
from tests.aiuti.luoghi import ROOT
from tests.aiuti.registro import Data, minutes, network, rete_of

PAGE = ROOT / "docs" / "conteggi.md"
BODIES = {letter: f"ente-{letter.lower()}" for letter in "ABCDEF"}
PUBLIC = "AB"
DAY = "2024-05-10-plenaria"
_NAMES = {"contrari", "esclusi", "anticipati"}


class Example(NamedTuple):
    regola: str
    seduta: str
    conto: str
    esito: str


def examples() -> Iterator[Example]:
    text = PAGE.read_text(encoding="utf-8")
    chapter = text.partition("## Le righe di `decisioni`")[2].partition("\n## ")[0]
    for line in chapter.splitlines():
        if line.startswith("| `"):
            yield Example(*(cell.strip() for cell in line.strip("| ").split(" | ")))


def rules_of(cell: str) -> Data:
    """The rules as a file has them: `sì` stays a text, a fraction too."""
    text = cell.strip("`")
    found = yaml.safe_load(text if text.startswith("{") else "{" + text + "}")
    assert isinstance(found, dict)
    return as_written(found)


def as_written(node: Any) -> Any:
    """What YAML took for a truth value is the word that stands there."""
    if isinstance(node, dict):
        return {key: as_written(value) for key, value in node.items()}
    if isinstance(node, list):
        return [as_written(value) for value in node]
    return "no" if node is False else node


def sitting(cell: str) -> Data:
    """«presenti A B C; contrari A» as minutes with one decision."""
    decision: Data = {"votazione": {"metodo": "palese"}}
    more: Data = {}
    present: list[str] = []
    vote: Data = decision["votazione"]
    for said in cell.split("; "):
        what, _, rest = said.partition(" ")
        if what == "presenti":
            present = [BODIES[letter] for letter in rest.split()]
        elif what in _NAMES:
            vote[what] = [BODIES[letter] for letter in rest.split()]
        elif what == "deleghe":
            more["deleghe"] = [{"di": BODIES[one[0]], "a": BODIES[one[2]]} for one in rest.split()]
        elif what == "materia":
            decision["materia"] = rest
        elif what == "segreto":
            vote["metodo"] = "segreto"
        elif what == "voti":
            counted = dict(re.findall(r"(\w+) (\d+)", rest))
            vote["conteggio"] = {"astenuti": 0, **{key: int(n) for key, n in counted.items()}}
        else:
            assert said == "seconda convocazione", said
            more["seconda_di"] = "senza-verbale"
    return minutes(present, decision, **more)


def counted(example: Example) -> Conto:
    records = network(list(BODIES.values()), rules_of(example.regola))
    for letter in PUBLIC:
        records["ente", BODIES[letter]]["natura"] = "pubblico"
    records["verbale", DAY] = sitting(example.seduta)
    rete = rete_of(records)
    return sitting_of(rete, rete.verbali[DAY]).conti[0]


def in_words(conto: Conto) -> str:
    told = [
        f"numero legale {one.presenti} su {conto.presenza.base_numero_legale}, "
        f"ne servono {one.servono}"
        for one in conto.numeri_legali
        if conto.presenza is not None
    ]
    told += [
        f"favorevoli {one.favorevoli}"
        + (f" su {one.base}" if one.base is not None else "")
        + f", ne servono {one.servono}"
        for one in conto.scrutini
        if one.servono is not None
    ]
    return "; ".join(told) or "nulla"


def outcome(conto: Conto) -> str:
    if conto.in_numero is False:
        return "non è in numero legale"
    return conto.esito or "non si può dire"


@pytest.mark.parametrize(
    "example", [pytest.param(one, id=str(n)) for n, one in enumerate(examples())]
)
def test_an_example_of_the_page_is_counted_as_it_says(example: Example) -> None:
    conto = counted(example)
    assert (in_words(conto), outcome(conto)) == (example.conto, example.esito)


def test_the_page_has_an_example_of_every_key_of_a_row() -> None:
    keys: set[str] = set()

    def walk(node: Any) -> None:
        for one in (
            node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        ):
            walk(one)
        if isinstance(node, dict):
            keys.update(node)

    for example in examples():
        walk(rules_of(example.regola))
    assert keys >= {
        *("materie", "chiamata", "maggioranze", "numero", "fra", "arrotonda", "bianche"),
        *("esclusi", "nel_numero_legale", "nella_base"),
        *("massimo", "senza_massimo", "scaglioni", "vietate_per"),
    }


def tied(rule: str, vote: str) -> str:
    """A tie that the chair, C, is in favour of."""
    records = network(list(BODIES.values()), rules_of(f"decisioni: [{rule}]"))
    records["verbale", DAY] = sitting(vote) | {"presiede": BODIES["C"]}
    rete = rete_of(records)
    return outcome(sitting_of(rete, rete.verbali[DAY]).conti[0])


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ("{oltre: 1/2, di: presenti}", "approvata"),
        ("{oltre: 1/2, di: presenti}, {numero: 2}", "approvata"),
        ("{oltre: 1/2, di: presenti}, {numero: 3}", "respinta"),
        ("{numero: 2}", "respinta"),
    ],
)
def test_the_chair_decides_the_plain_majority_and_the_others_have_to_be_there(
    others: str, expected: str
) -> None:
    rule = f"{{maggioranze: [{others}], parita: presiede}}"
    assert tied(rule, "presenti A B C D; contrari A B") == expected


def test_numbers_with_all_the_names_tell_how_each_kind_voted() -> None:
    rule = "decisioni: [{maggioranza: {oltre: 1/2, di: votanti, fra: privato-sociale}}]"
    named = Example(rule, "presenti A B C D E; contrari A; voti favorevoli 4, contrari 1", "", "")
    secret = named._replace(seduta=f"{named.seduta}; segreto")

    assert in_words(counted(named)) == "favorevoli 3 su 3, ne servono 2"
    assert outcome(counted(secret)) == "non si può dire"


def test_who_votes_before_counts_once_even_if_it_gave_a_proxy() -> None:
    proxies = "deleghe: {massimo: 2, nel_numero_legale: sì}"
    rule = f"{{decisioni: [{{numero_legale: {{prima: {{numero: 1}}}}}}], {proxies}}}"
    both = Example(rule, "presenti A; deleghe B→A C→A; anticipati B", "", "")
    there = both._replace(seduta="presenti A B; anticipati B")

    assert in_words(counted(both)) == "numero legale 3 su 6, ne servono 1"
    assert in_words(counted(there)) == "numero legale 2 su 6, ne servono 1"
