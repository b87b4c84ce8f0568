"""What an undo says that it changes back: each value in words of the register, and short."""

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rete.load.loader import load
from rete.model.rete import Rete
from rete.schema import title_of
from rete.store import Folder
from rete.views.ritorno import MOST_TOLD, told_back
from tests.aiuti.luoghi import CASES


@pytest.fixture
def rete_base() -> Rete:
    return _register()


def told(kind: str, now: Any, before: Any, rete: Rete) -> list[str]:
    return list(told_back(now, before, lambda path: title_of(kind, path), rete))


@pytest.mark.parametrize(
    ("kind", "now", "before", "wanted"),
    [
        ("ente", {"sigla": "LB"}, {"sigla": "BUSSOLA"}, "sigla: «LB» torna «BUSSOLA»"),
        ("ente", {"sigla": "LB"}, {}, "sigla: si toglie «LB»"),
        ("ente", {}, {"codice_fiscale": "9"}, "codice fiscale: torna «9»"),
        ("ente", {}, {"contatti": {"pec": "a@b.it"}}, "contatti: torna «PEC a@b.it»"),
        (
            "ente",
            {"contatti": {"pec": "a@b.it"}},
            {"contatti": {"pec": "c@b.it"}},
            "contatti, PEC: «a@b.it» torna «c@b.it»",
        ),
        ("ente", {"natura": "pubblico"}, {"natura": "privato-sociale"},
         "natura: «pubblico» torna «privato sociale»"),
        (
            "ente",
            {"adesioni": [{"dal": "2024-01-15", "al": "2026-05-31", "causa": "mancato-rinnovo"}]},
            {"adesioni": [{"dal": "2024-01-15"}]},
            " | ".join(
                f"adesioni, «dal 15/01/2024», {end}"
                for end in ("al: si toglie 31/05/2026", "causa: si toglie «mancato rinnovo»")
            ),
        ),
        (
            "tavolo",
            {"componenti": [{"ente": "il-ponte", "dal": "2024-06"}]},
            {"componenti": []},
            "componenti: si toglie «Associazione Il Ponte, dal 06/2024»",
        ),
        (
            "verbale",
            {"azioni": [{"n": 3, "testo": "Chiamare", "entro": "2026-01-02"}]},
            {"azioni": [{"n": 3, "testo": "Chiamare", "entro": "2026-01-01"}]},
            "azioni, numero 3, entro: 02/01/2026 torna 01/01/2026",
        ),
        ("ente", {"ambiti": ["a", "b"]}, {"ambiti": ["b", "c"]},
         "ambiti: si toglie «a»; torna «c»"),
        ("ente", {"ambiti": ["a", "b"]}, {"ambiti": ["b", "a"]},
         "ambiti: torna l'ordine di prima"),
        ("ente", {"adesioni": [{"dal": "2024-01-15"}]}, {"adesioni": []},
         "adesioni: si toglie «dal 15/01/2024»"),
        ("ente", {}, {"adesioni": []}, "adesioni: torna l'elenco vuoto"),
        ("ente", {"altro": "x"}, {"altro": ["y"]}, "altro: «x» torna «y»"),
        ("ente", {"sigla": "x"}, {"sigla": "x"}, ""),
        ("verbale", {"numero": 1}, {"numero": 2}, "numero: «1» torna «2»"),
    ],
)  # fmt: skip
def test_each_value_is_told_with_its_titles_names_and_days(
    rete_base: Rete, kind: str, now: Any, before: Any, wanted: str
) -> None:
    assert " | ".join(told(kind, now, before, rete_base)) == wanted


def test_two_long_texts_are_told_from_where_they_differ(rete_base: Rete) -> None:
    same = "Il tavolo si riunisce ogni mese, e chi manca lo dice prima, anche a voce. " * 3
    (sentence,) = told("ente", {"note": f"{same}Fine."}, {"note": f"{same}Inizio."}, rete_base)
    assert sentence == "note: «…anche a voce. Fine.» torna «…anche a voce. Inizio.»"


def test_what_is_very_long_or_very_much_is_cut_and_said(rete_base: Rete) -> None:
    now = {"note": "x" * 10_000, **{f"k{n}": {"a": "y" * 500, "b": "z" * 500} for n in range(60)}}
    sentences = told("ente", now, {}, rete_base)
    assert len(sentences) == MOST_TOLD + 1
    assert sentences[-1] == "e 36 altre differenze: con --differenze si vedono tutte"
    assert max(map(len, sentences)) < 300


def test_long_lists_are_compared_in_one_pass(rete_base: Rete) -> None:
    many = [{"ente": f"e{n}", "dal": "2024-01-01"} for n in range(20_000)]
    shifted = [*many[1:], {"ente": "nuovo", "dal": "2024-01-01"}]
    assert told("tavolo", {"componenti": shifted}, {"componenti": many}, rete_base) == [
        "componenti: si toglie «nuovo, dal 01/01/2024»; torna «e0, dal 01/01/2024»"
    ]


SCALARS = st.sampled_from(["2024-01-01", "2024-01", "il-ponte"]) | st.integers(0, 9)
KEYS = st.sampled_from(["n", "ente", "dal", "note", "adesioni", "x"])
DATA = st.recursive(
    st.text(max_size=12) | SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
RECORDS = st.dictionaries(st.sampled_from(["adesioni", "note", "sede", "x"]), DATA, max_size=4)


@given(RECORDS, RECORDS)
def test_something_is_told_where_and_only_where_something_differs(now: Any, before: Any) -> None:
    rete = _register()
    sentences = told("ente", now, before, rete)
    assert bool(sentences) == (now != before)
    assert told("ente", now, now, rete) == []


@cache
def _register() -> Rete:
    return load(Folder(CASES / "_base")).rete
