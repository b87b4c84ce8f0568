"""Nothing that has days or acts is outside the table of lists, and a new row is seen at once."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, get_args, get_type_hints

import pytest

from rete.edits.attuazione import carry_out
from rete.edits.bozza import Bozza
from rete.load.kinds import KIND_NAMED
from rete.model import elenchi as table
from rete.model.comuni import Effetto, Incarico
from rete.model.effetti import EXPECTED, ROWS
from rete.model.elenchi import ADESIONI, CHIUSURA, ELENCHI, ending_with
from rete.model.ente import Ente
from rete.model.forma_di_elenco import Elenco
from rete.model.rete import Rete
from rete.model.tempo import DataParziale
from rete.reckoning.citing import citing
from rete.records import dataclass
from rete.rules import judge
from tests.aiuti.coppie import ACT, COPPIE, base
from tests.aiuti.corruzioni import example
from tests.aiuti.corruzioni_libri import OWN
from tests.aiuti.elenchi import IN_NO_BALANCE, MISSING, Keys, each_row
from tests.aiuti.registro import STIPULA, Data, rete_of
from tests.progetto.test_schemi import SCHEMAS, resolved

OUTSIDE: Mapping[tuple[str, str], str] = {
    ("*", "fonti"): "the day of a source: it tells of the period beside it",
    ("*", "effetti"): "what an act lays down: the other side of the balance",
    ("*", "allegati.firma"): "a signature of a file",
    ("ente", "runts"): "what another register says, and when it was looked at",
    ("tavolo", "incarico"): "a day by which to be done",
    ("patto", "monitoraggi"): "a day by which to be done",
    ("patto", "adempimenti"): "a day by which to be done",
    ("patto", "conteggi_pubblicati"): "a number that was said on a day",
    ("progetto", "bando"): "a day by which to apply",
    ("monitoraggio", "valori"): "a number that was measured on a day",
    ("verbale", "azioni"): "a day by which to be done",
    ("verbale", "convocazione"): "the days of one letter, which the rules of sittings look at",
    ("verbale", "variazioni"): "the day of a notice, which the rules of sittings look at",
    ("verbale", "spostata"): "the day of a notice, which the rules of sittings look at",
    ("verbale", "disdetta"): "the day of a notice, which the rules of sittings look at",
    ("verbale", "risposte"): "a day on which something was said",
    ("seguito", "azioni"): "what became of an action on a day, read by date in whatever order",
}
"""Objects with days that are no dated list, and why: neither do they hold from a day on, nor does
an act begin or end them."""


def dated_objects(kind: str) -> Iterator[Keys]:
    """The places of a schema where an object has a day, or cites an act."""
    root = SCHEMAS[kind]

    def walk(node: Data, place: Keys, inside: frozenset[str]) -> Iterator[Keys]:
        if node.get("$ref") in inside:
            return
        inside = inside | {node.get("$ref", "")}
        found = resolved(node, root)
        if "items" in found:
            yield from walk(found["items"], place, inside)
        keys = found.get("properties", {})
        if any(is_day_or_act(one, root) for one in keys.values()):
            yield place
        for key, below in keys.items():
            yield from walk(below, (*place, key), inside)

    return walk(root, (), frozenset())


def is_day_or_act(node: Data, root: Data) -> bool:
    found = resolved(node, root)
    is_act = found == root["$defs"].get("atto", {})
    return is_act or found.get("format") in ("data", "data-o-mese")


def reason_of(kind: str, place: tuple[str, ...]) -> tuple[str, str] | None:
    """The row of ``OUTSIDE`` that speaks of a place."""
    text = ".".join(place)
    for row in OUTSIDE:
        if row[0] in ("*", kind) and (text == row[1] or text.endswith(f".{row[1]}")):
            return row
    return None


def test_every_object_of_a_file_with_a_day_or_an_act_is_in_the_table_or_named_with_its_reason() -> (
    None
):
    rows = {(elenco.tipo, elenco.chiavi) for elenco in ELENCHI}
    found = {(kind, place) for kind in SCHEMAS for place in dated_objects(kind)}
    unknown = {one for one in found - rows if reason_of(*one) is None}
    assert unknown == set(), "aggiungi una riga a ELENCHI, o dì qui perché non serve"
    assert rows <= found, "una riga senza date né atti"
    assert {reason_of(*one) for one in found - rows} == set(OUTSIDE)


@each_row
def test_the_items_of_a_row_are_those_of_the_record(elenco: Elenco[Any]) -> None:
    hint: Any = KIND_NAMED[elenco.tipo].record
    for key in elenco.chiavi:
        hint = get_type_hints(hint)[key]
        hint = next((one for one in get_args(hint) if one not in (type(None), ...)), hint)
    assert hint is elenco.voce
    assert not elenco.atti or "atto" in elenco.atti


def test_corruptions_and_pairs_of_effects_and_records_know_every_list_of_the_balance() -> None:
    in_balance = {e for e in ELENCHI if e.atti and e not in IN_NO_BALANCE}
    assert {(elenco.chiavi or (elenco.tipo,))[-1] for elenco in in_balance} == set(OWN)
    cited = set()
    for coppia in COPPIE:
        records = base()
        coppia.put(records, ACT, coppia.effetto)
        for (kind, _), data in records.items():
            cited |= {(kind, keys) for keys in citations(data, ())}
    assert {(elenco.tipo, elenco.chiavi) for elenco in in_balance} <= cited


def test_an_effect_is_found_in_lists_of_the_table_alone() -> None:
    places = {f"{elenco.posto}.{key}" for elenco in ELENCHI for key in elenco.atti}
    assert set(EXPECTED) <= places
    wanted = {f"{e.posto}.atto" for e in ELENCHI if e.atti and e not in IN_NO_BALANCE}
    assert {place for place in EXPECTED if place.endswith(".atto")} == wanted


def test_what_ends_with_an_adhesion_or_a_table_is_carried_along_by_the_effects_that_end_them() -> (
    None
):
    for greater, kind in ((ADESIONI, "cessazione"), (ADESIONI, "subentro"), (CHIUSURA, "chiusura")):
        along = {one.posto for one in ROWS[kind].found if one.portato}
        ends = {f"{e.posto}.atto_fine" for e in ending_with(greater) if e.has("atto_fine")}
        # One that succeeds another is not suspended for it: that is told by «fine-sospensione».
        assert ends - {"ente.sospensioni.atto_fine"} <= along


@pytest.mark.parametrize("greater", [ADESIONI, CHIUSURA], ids=["adesione", "tavolo"])
def test_what_ends_with_something_greater_is_ended_by_the_command_that_ends_that(
    greater: Elenco[Any],
) -> None:
    records = base()
    ente = records[("ente", "acqua")]
    ente["sospensioni"] = [{"dal": "2024-03-01", "atto": "fonte"}]
    ente["referenti"] = [{"ruolo": "rappresentante", "carica": "Presidente"}]
    last = DataParziale.from_text("2024-05-31")
    effect = (
        Effetto(tipo="cessazione", ente="acqua", al=last, causa="recesso")
        if greater is ADESIONI
        else Effetto(tipo="chiusura", tavolo="abitare", al=last)
    )
    bozza = Bozza()
    carry_out(bozza, rete_of(records), effect, STIPULA)
    changes = [one for edits in bozza.plan("", "").edits.values() for one in edits]
    touched = {(step, *one.path[1:2]) for one in changes for step in one.path[:1]}
    assert touched >= {(elenco.chiavi[0], 0) for elenco in ending_with(greater)}


def citations(value: Any, keys: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The keys that lead to what cites the act of the pairs."""
    if isinstance(value, list):
        for one in value:
            yield from citations(one, keys)
    elif isinstance(value, dict):
        if ACT in (value.get("atto"), value.get("atto_fine")):
            yield keys
        for key, below in value.items():
            yield from citations(below, (*keys, key))


@dataclass(frozen=True, kw_only=True)
class EnteConProve(Ente):
    """A body with a list that the format does not have."""

    prove: tuple[Incarico, ...] = ()


PROVE = Elenco(posto="ente.prove", voce=Incarico, nome="prova", detto="la prova di «{0.ente}»")


def with_trials() -> Rete:
    """The example, where a body has a wrong item in the list that the format does not have."""
    rete = example().rete
    enti = {name: EnteConProve(**{**vars(ente), "fonti": ()}) for name, ente in rete.enti.items()}
    first = next(iter(enti))
    days = {"dal": DataParziale.from_text("2024-05-10"), "al": DataParziale.from_text("2024-05-09")}
    wrong = Incarico(ente="nessuno", atto=MISSING, atto_fine="fonte", **days)
    loose = Incarico(ente=first, atto=MISSING, causa="recesso")
    return replace(rete, enti={**enti, first: replace(enti[first], prove=(wrong, loose))})


def test_a_list_that_is_not_in_the_table_is_seen_by_nobody() -> None:
    assert not any(one.fault.path[:1] == ("prove",) for one in judge(with_trials()))


def test_a_new_row_is_checked_with_nothing_else_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "ELENCHI", (*ELENCHI, PROVE))
    rete = with_trials()
    found = {(one.code, one.fault.path) for one in judge(rete) if one.fault.path[:1] == ("prove",)}
    assert found == {
        ("ENT001", ("prove", 0, "atto")),
        ("ENT001", ("prove", 1, "atto")),
        ("ENT002", ("prove", 1)),
        ("ENT003", ("prove", 0, "atto_fine")),
        ("ENT004", ("prove", 0, "al")),
        ("ENT008", ("prove", 1, "causa")),
        ("ENT019", ("prove", 0, "atto_fine")),
    }
    cards = {(one.dove, one.cosa) for one in citing(rete, MISSING)}
    assert cards == {(("prove", "atto"), "prova")}
