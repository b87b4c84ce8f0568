"""What `rettifica` corrects and the steps that do it; what it asks: `campi_di_rettifica`."""

from collections.abc import Mapping
from typing import Final

import click

from rete.changes import Plain, Refused
from rete.commands.shared import contesto
from rete.commands.shared.scelta import chosen_atto, chosen_verbale
from rete.edits.attuazione import Step, carry_out, on_cards
from rete.edits.bozza import Bozza
from rete.edits.correzione import (
    NuovaDecisione,
    add_decision,
    complete_decision,
    correctable,
    next_decision,
)
from rete.edits.effetti_scritti import effect_of
from rete.errors import ReteError
from rete.load.loader import Loaded
from rete.model.comuni import Effetto
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.records import dataclass

COMMAND: Final = "verbale rettifica"


@dataclass(frozen=True, kw_only=True)
class Corretto:
    """What is to be corrected: an act, or what some minutes say of who was there."""

    revoca: bool
    atto: Provvedimento | None = None
    verbale: Verbale | None = None

    @property
    def nome(self) -> str:
        if self.atto is not None:
            return self.atto.riferimento
        return self.verbale.id if self.verbale is not None else ""


def target_of(loaded: Loaded, typed: str, *, revoking: bool) -> Corretto:
    """The act or the minutes that were named; ReteError where they are not to be corrected so."""
    rete = loaded.rete
    if "/" not in typed and typed not in rete.atti:
        try:
            verbale = chosen_verbale(loaded, typed)
        except click.UsageError as unknown:
            try:
                return _act(loaded, typed, revoking=revoking)
            except click.UsageError:
                raise unknown from None
        if revoking:
            raise click.UsageError(f"si revoca una decisione per volta: scrivi {verbale.id}/NUMERO")
        if not verbale.is_approved:
            raise ReteError(
                f"il verbale «{verbale.id}» è ancora una bozza: si cambia con «rete verbale "
                "modifica»"
            )
        return Corretto(revoca=False, verbale=verbale)
    return _act(loaded, typed, revoking=revoking)


def _act(loaded: Loaded, typed: str, *, revoking: bool) -> Corretto:
    act = chosen_atto(loaded, typed)
    try:
        return Corretto(revoca=revoking, atto=correctable(loaded.rete, act, revoking=revoking))
    except Refused as refused:
        raise ReteError(str(refused)) from None


def correcting(
    rete: Rete,
    target: Corretto,
    effetto: Effetto,
    decision: NuovaDecisione | str,
    details: Mapping[str, Plain],
) -> tuple[Step, ...]:
    """The decision is written, then what follows from it in the register; Refused.

    In: the decision to be added, or the reference of one that is there.
    """
    act = decision if isinstance(decision, str) else next_decision(rete, decision.verbale)
    word = "Revoca" if target.revoca else "Rettifica"
    about = (f"atto/{target.nome}" if target.atto else f"verbale/{target.nome}",)

    def write(bozza: Bozza, rete: Rete) -> None:
        if isinstance(decision, str):
            complete_decision(bozza, rete, act, effetto)
        else:
            add_decision(bozza, rete, decision, effetto)

    def follow(bozza: Bozza, rete: Rete) -> None:
        carry_out(bozza, rete, effetto, act, details)

    title = f"{word} di «{target.nome}»"
    return tuple(
        on_cards(COMMAND, title, change, atti=(act,), riferimenti=about)
        for change in (write, follow)
    )


def effects_in(rete: Rete, act: str, typed: str | None) -> tuple[Effetto, ...]:
    """The effects that an act should have had, as they were typed; Refused."""
    if not typed:
        return ()
    whole = f"rettifica atto={act} effetti=[{typed}]"
    return effect_of(whole, rete, contesto.today()).effetti
