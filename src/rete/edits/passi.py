"""One command as one plan: what an act lays down is written in it if missing, and carried out."""

from collections.abc import Callable, Mapping, Sequence

from rete.changes import Plain, Plan
from rete.edits.attuazione import carry_out
from rete.edits.bozza import Bozza
from rete.edits.disposto import cited, effect_in_act, ensure_effect
from rete.model.comuni import Effetto
from rete.model.rete import Rete

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
