"""Matters, elections and votes sent before: written as notes they read back the same."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rete.load.build import build
from rete.load.loader import load
from rete.model.rete import Rete
from rete.model.verbale import Preferenza, Verbale, Votazione
from rete.notes import as_notes, read_notes
from rete.store import Folder
from tests.aiuti.luoghi import EXAMPLE

RETE: Rete = load(Folder(EXAMPLE)).rete
MATTERS = st.none() | st.sampled_from(["bilancio", "elezioni", "scioglimento"])
CHOICES = st.one_of(
    st.sampled_from(["associazione-il-ponte", "la-bussola"]),
    st.text(alphabet="aà 8e,;:()", min_size=1, max_size=12).filter(lambda s: s == s.strip(" .;,")),
)


@given(MATTERS, st.lists(st.tuples(CHOICES, st.integers(0, 99)), max_size=4), st.booleans())
def test_matters_elections_and_votes_sent_before_read_back_the_same(
    matter: str | None, choices: list[tuple[str, int]], before: bool
) -> None:
    bodies = {"associazione-il-ponte", "la-bussola"}
    preferences = tuple(
        Preferenza(**{"ente" if what in bodies else "opzione": what}, voti=votes)
        for what, votes in choices
    )
    like = next(one for _, one in sorted(RETE.verbali.items()) if one.decisioni)
    one = replace(
        like.decisioni[0],
        materia=matter,
        votazione=Votazione(
            metodo="palese",
            anticipati=("terra-buona",) if before else (),
            preferenze=preferences,
            eletti=("la-bussola", "la festa, a giugno") if choices else (),
        ),
    )
    verbale = replace(like, decisioni=(one,), movimenti=(), sigillo=None, approvazione=None)
    verbale = replace(verbale, allegati=(), fonti=())
    notes = read_notes(as_notes(verbale), RETE, date(2026, 6, 1))
    assert notes.non_capite == ()
    known = {"id": like.id, "file": like.file, "data": notes.data, "tavolo": notes.tavolo}
    assert build(Verbale, notes.record, **known) == verbale
