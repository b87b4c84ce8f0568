"""What `rettifica` corrects, and the effects that it should have had."""

import click

from rete.commands.shared import contesto
from rete.commands.shared.scelta import chosen_atto, chosen_minutes_or_act
from rete.edits.correzione import (
    correctable,
)
from rete.edits.effetti_scritti import effect_of
from rete.errors import ReteError
from rete.load.loader import Loaded
from rete.model.comuni import Effetto
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.records import frozen


@frozen
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
    """The act or the minutes named; ReteError or Refused where they are not to be corrected so."""
    # An act first, where minutes have the same id.
    choose = chosen_atto if typed in loaded.rete.atti else chosen_minutes_or_act
    found = choose(loaded, typed)
    if isinstance(found, Provvedimento):
        return Corretto(revoca=revoking, atto=correctable(loaded.rete, found, revoking=revoking))
    if revoking:
        raise click.UsageError(f"si revoca una decisione per volta: scrivi {found.id}/NUMERO")
    if not found.is_approved:
        raise ReteError(
            f"il verbale «{found.id}» è ancora una bozza: si cambia con «rete verbale modifica»"
        )
    return Corretto(revoca=False, verbale=found)


def effects_in(rete: Rete, act: str, typed: str | None) -> tuple[Effetto, ...]:
    """The effects that an act should have had, as they were typed; Refused."""
    if not typed:
        return ()
    whole = f"rettifica atto={act} effetti=[{typed}]"
    return effect_of(whole, rete, contesto.today()).effetti
