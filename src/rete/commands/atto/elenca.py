"""`rete atto elenca`: the acts born outside sittings, as a list."""

from rete.commands.shared.lettura import (
    DAL,
    ELENCO,
    FINO,
    Rilettura,
    reading,
    refuse_reversed,
    un_ente,
)
from rete.commands.shared.opzioni import una_fra
from rete.model.atto import TipoAtto
from rete.reckoning.selection import FiltroAtti, atti_scelti
from rete.views.atti import elenco_atti
from rete.views.lists_and_cards import Elenco


class Atti(Rilettura):
    """Which acts."""

    tipo = una_fra(TipoAtto, "Solo gli atti di questo tipo", "TIPO")
    dal = DAL
    fino = FINO
    ente = un_ente("Solo gli atti di questo ente, firmati da lui o che lo riguardano.")


@reading(*ELENCO)
def elenca(a: Atti) -> Elenco:
    """Elenca gli atti nati fuori dalle sedute, dal più recente."""
    refuse_reversed(a.dal, a.fino, named="--fino")
    return elenco_atti(a.rete, atti_scelti(a.rete, a.into(FiltroAtti)))
