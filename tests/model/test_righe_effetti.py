"""One row for each kind of effect: whole, agreeing with the format, and refused without a part."""

import ast
import inspect
import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from string import Formatter
from typing import Any, TypeGuard, get_args

import pytest

from rete.commands.verbale.attua import attua
from rete.edits import attua_atti, attua_enti, attua_patto, attua_tavoli, attuazione
from rete.edits.opera import Opera
from rete.load.loader import load
from rete.model.atto import TipoAtto
from rete.model.comuni import Effetto, TipoEffetto
from rete.model.effetti import (
    EFFECT_KEYS,
    EXPECTED,
    ROWS,
    atti,
    enti,
    given_keys,
    keys_of,
    patto,
    tavoli,
)
from rete.model.effetti.riga import Dettaglio, RigaEffetto
from rete.model.rete import Tipo
from rete.reckoning.acts_that_hold import object_of
from rete.reckoning.claims import claims
from rete.reckoning.deadlines.scadenza import TipoScadenza
from rete.reckoning.effects import effect_with_ids
from rete.reckoning.missing import TipoLacuna
from rete.reckoning.one_change import TipoCambiamento
from rete.resources import schema_text
from rete.store import Folder
from tests.aiuti.luoghi import ROOT, SRC

KINDS = tuple(ROWS)
MODULES = (enti, tavoli, patto, atti)
EACH = pytest.mark.parametrize("kind", KINDS)


# --- what is forgotten is refused at import ---


def rows_of(module: ast.Module) -> Iterator[tuple[ast.Dict, int]]:
    """The tables of a module whose keys are kinds of effect, and each of their rows."""
    for node in ast.walk(module):
        if isinstance(node, ast.Dict) and node.keys:
            names = {key.value for key in node.keys if isinstance(key, ast.Constant)}
            if names <= set(KINDS):
                yield from ((node, index) for index in range(len(node.keys)))


def made(module: ast.Module, name: str) -> dict[str, Any]:
    """What a module holds, made again from its source."""
    found: dict[str, Any] = {"__name__": name}
    exec(compile(ast.fix_missing_locations(module), name, "exec"), found)
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_a_row_without_one_of_its_parts_is_refused_when_it_is_imported(module: Any) -> None:
    tried = 0
    for index in range(len(list(rows_of(ast.parse(inspect.getsource(module)))))):
        for part in fields(RigaEffetto):
            tree = ast.parse(inspect.getsource(module))
            table, place = list(rows_of(tree))[index]
            row = table.values[place]
            assert isinstance(row, ast.Call)
            row.keywords = [one for one in row.keywords if one.arg != part.name]
            with pytest.raises(TypeError, match=part.name):
                made(tree, module.__name__)
            tried += 1
    assert tried >= 4 * len(fields(RigaEffetto))


def test_no_kind_has_two_rows() -> None:
    rows = [row for module in MODULES for row in rows_of(ast.parse(inspect.getsource(module)))]
    assert len(rows) == len(ROWS)


@EACH
def test_a_kind_that_nothing_carries_out_is_refused_at_import(
    kind: TipoEffetto, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = kind.replace("-", "_")
    [module] = [
        one for one in (attua_enti, attua_tavoli, attua_patto, attua_atti) if name in vars(one)
    ]
    monkeypatch.delattr(module, name)
    with pytest.raises(KeyError, match=name):
        made(ast.parse(inspect.getsource(attuazione)), attuazione.__name__)


@EACH
def test_what_carries_a_kind_out_takes_an_act_at_work_and_the_effect(kind: TipoEffetto) -> None:
    annotated = inspect.get_annotations(attuazione.CARRIED_OUT[kind])
    assert list(annotated.values()) == [Opera, Effetto, None]


def test_every_kind_that_the_program_names_is_one() -> None:
    """Kinds are texts: one that nobody has would be compared with in vain."""
    named = {word for path in sorted(SRC.rglob("*.py")) for word in kinds_named_in(path)}
    assert named - set(ROWS) - words_of_other_types() == set()
    assert len(named & set(ROWS)) >= 10


def kinds_named_in(path: Path) -> Iterator[str]:
    """The texts that a file gives an effect as its kind, or compares with some ``tipo``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="Effetto" | "Dettaglio"), keywords=given):
                found = [one.value for one in given if one.arg in ("tipo", "di")]
            case ast.Call(func=ast.Attribute(attr="laid_down"), args=found):
                pass
            case ast.Assign(targets=[ast.Name(id="TIPI")], value=ast.Tuple(elts=found)):
                pass
            case ast.Compare(left=ast.Attribute(attr="tipo"), comparators=found):
                pass
            case _:
                found = []
        for one in found:
            yield from (n.value for n in ast.walk(one) if is_text(n))


def is_text(node: ast.AST) -> TypeGuard[Any]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def words_of_other_types() -> set[str]:
    """What the ``tipo`` of anything else may be: there mypy knows the words."""
    kinds = (TipoAtto, Tipo, TipoScadenza, TipoCambiamento, TipoLacuna)
    return {word for kind in kinds for word in get_args(kind)}


# --- rows and format agree ---


def test_every_kind_of_the_format_has_its_row_and_no_row_is_unheard_of() -> None:
    words = json.loads(schema_text("verbale"))["$defs"]
    assert tuple(words["tipo-effetto"]["enum"]) == tuple(ROWS) == KINDS
    corrected = [kind for kind in KINDS if kind != "rettifica"]  # a correction corrects acts
    assert words["tipo-effetto-corretto"]["enum"] == corrected


def test_every_kind_has_its_line_in_the_page_of_the_format() -> None:
    """Which keys, where it is written: the table of the chapter on acts, kind by kind."""
    page = (ROOT / "docs" / "formato.md").read_text(encoding="utf-8")
    table = page[page.index("| tipo | che cosa succede |") :].split("\n\n")[0].splitlines()[2:]
    told = {cells[1].strip(" `"): cells[3] for cells in (line.split("|") for line in table)}
    assert tuple(told) == KINDS
    for kind, row in ROWS.items():
        missing = [
            group
            for group in row.keys.needed
            if not any(f"`{key}`" in told[kind] or f"`{key}:" in told[kind] for key in group)
        ]
        assert not missing, kind
        assert not [key for key in row.keys.optional if f"`{key}`" not in told[kind]], kind


@EACH
def test_what_a_row_says_stands_on_keys_that_its_kind_has(kind: TipoEffetto) -> None:
    row = ROWS[kind]
    allowed = set(row.keys.allowed)
    assert allowed <= set(EFFECT_KEYS)
    for place in row.found:
        assert {"dal" if key == "vigilia" else key for key in place.valori} <= allowed
        assert set(place.di) <= allowed
        assert set(place.esatti) <= set(place.valori)
    assert named_in(row.in_findings) <= allowed
    assert "-" not in row.as_matter
    assert bool(row.speaks) == bool(row.may_mean)


def named_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@EACH
def test_an_effect_is_about_what_its_row_says_and_findings_name_it(kind: TipoEffetto) -> None:
    about = ROWS[kind].about or ("atto",)
    effetto = Effetto(tipo=kind, **{key: f"{key}-x" for key in about})  # type: ignore[arg-type]
    assert object_of(effetto) == tuple(f"{key}-x" for key in about)
    told = effect_with_ids(effetto)
    assert all(f"«{key}-x»" in told for key in about)
    assert "{" not in told


def test_every_place_where_an_effect_is_found_is_one_that_the_format_has() -> None:
    for posto in EXPECTED:
        kind, *keys = posto.split(".")
        root = node = json.loads(schema_text(kind))
        for key in keys:
            node = whole(root, whole(root, node)["properties"][key])
            node = node.get("items", node)


def whole(root: Any, node: Any) -> Any:
    return root["$defs"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node


def test_every_place_where_an_effect_is_found_is_looked_at() -> None:
    """A place that no claim is made on would leave its effects «non ancora attuati» for ever."""
    rete = load(Folder(ROOT / "esempi" / "roccaverde")).rete
    assert {claim.posto for claim in claims(rete)} == set(EXPECTED)


def test_the_nearest_effect_comes_first_where_a_record_may_answer_to_several() -> None:
    carried = {posto: [place.portato for _, place in pairs] for posto, pairs in EXPECTED.items()}
    assert all(flags == sorted(flags) for flags in carried.values())
    seats = [kind for kind, _ in EXPECTED["tavolo.coordinamento.atto_fine"]]
    assert seats == [
        *("fine-coordinamento", "coordinamento", "uscita", "cessazione", "subentro", "chiusura"),
    ]
    assert [kind for kind, _ in EXPECTED["ente.adesioni.atto"]] == [
        *("ammissione", "qualifica", "subentro"),
    ]


def test_every_value_that_an_effect_does_not_carry_is_an_option() -> None:
    options = set(inspect.signature(attua).parameters)
    details = {detail for row in ROWS.values() for detail in row.details}
    assert details == set(get_args(Dettaglio)) <= options


# --- keys ---


def test_a_rectification_needs_what_it_puts_in_the_place_of_the_wrong() -> None:
    of_act = keys_of(Effetto(tipo="rettifica", atto="2024-01-15-stipula"))
    of_minutes = keys_of(Effetto(tipo="rettifica", verbale="2024-01-20-plenaria"))
    assert of_act.some_of == ("effetti", "esito")
    assert of_minutes.some_of == ("presenti", "collegati", "esito")
    nobody = Effetto(tipo="rettifica", verbale="2024-01-20-plenaria", presenti=())
    assert given_keys(nobody) == ("verbale", "presenti")


def test_what_takes_the_place_of_another_ends_it_on_the_eve() -> None:
    places = {kind for kind, row in ROWS.items() if row.takes_a_place}
    assert places == {"qualifica", "subentro", "coordinamento", "segreteria", "carica"}
