"""What an act lays down, written in it if missing and carried out: found by the effect's kind."""

from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from rete.changes import Plain, Plan
from rete.edits import attua_atti, attua_enti, attua_patto, attua_tavoli
from rete.edits.bozza import Bozza
from rete.edits.disposto import cited, effect_in_act, ensure_effect
from rete.edits.opera import Opera
from rete.model.comuni import Effetto, TipoEffetto
from rete.model.effetti import ROWS
from rete.model.rete import Rete

_FUNCTIONS = ChainMap(*map(vars, (attua_enti, attua_tavoli, attua_patto, attua_atti)))
CARRIED_OUT: Final[Mapping[TipoEffetto, Callable[[Opera, Effetto], None]]] = {
    kind: _FUNCTIONS[kind.replace("-", "_")] for kind in ROWS
}
"""For each kind the function of its name; KeyError, at import, if one has none.

It does all that the kind carries with it; nothing, where the register already cites the act.
"""


def carry_out(
    bozza: Bozza,
    rete: Rete,
    effetto: Effetto,
    act: str,
    details: Mapping[str, Plain] | None = None,
) -> None:
    """Add to a plan what one effect changes.

    Refused where it cannot be done as the effect says, or where something that the effect does not
    carry is missing from ``details`` (the text of an article, the date of a signature).
    """
    CARRIED_OUT[effetto.tipo](Opera(bozza, rete, act, details or {}), effetto)


Step = Callable[[Rete], Plan]
"""One change as a function of the register."""


def by_an_act(  # noqa: PLR0913 - what a plan says beside what it does
    operazione: str,
    titolo: str,
    atto: str,
    effetti: Sequence[Effetto],
    dettagli: Mapping[str, Plain],
    *,
    riferimenti: tuple[str, ...],
    racconto: tuple[str, ...] = (),
) -> Step:
    """The effects are in the act, or are written there; then all that they change is changed.

    ``dettagli`` are what effects do not carry and the register wants (a signature, a purpose);
    ``racconto`` is what the plan says beside what it does.
    """

    def step(rete: Rete) -> Plan:
        bozza = Bozza()
        act = cited(rete, atto)
        for wanted in effetti:
            ensure_effect(bozza, rete, act, wanted)
            effetto = effect_in_act(act, wanted) or wanted
            carry_out(bozza, rete, effetto, act.riferimento, dettagli)
        for sentence in racconto:
            bozza.tell(sentence)
        return bozza.plan(operazione, titolo, atti=(act.riferimento,), riferimenti=riferimenti)

    return step


def on_cards(
    operazione: str,
    titolo: str,
    change: Callable[[Bozza, Rete], None],
    *,
    atti: tuple[str, ...] = (),
    riferimenti: tuple[str, ...] = (),
) -> Step:
    """A change that no act has to lay down: a new card, a representative, an act itself."""

    def step(rete: Rete) -> Plan:
        bozza = Bozza()
        change(bozza, rete)
        return bozza.plan(operazione, titolo, atti=atti, riferimenti=riferimenti)

    return step
