"""`rete atto elenca`: the acts born outside sittings, as a list."""

from typing import Annotated, get_args

from rete.commands.shared.giorni import DalOption, FinoOption, refuse_reversed
from rete.commands.shared.lettura import ELENCO, Lettura, ente_option, reading, scelta_option
from rete.model.atto import TipoAtto
from rete.reckoning.selection import FiltroAtti, atti_scelti
from rete.views.atti import elenco_atti
from rete.views.lists_and_cards import Elenco

TIPI = get_args(TipoAtto)


@reading(*ELENCO, al=False)
def elenca(
    lettura: Lettura,
    tipo: Annotated[
        str | None,
        scelta_option("--tipo", TIPI, f"Solo gli atti di questo tipo: {', '.join(TIPI)}.", "TIPO"),
    ] = None,
    dal: DalOption = None,
    fino: FinoOption = None,
    ente: Annotated[
        str | None, ente_option("Solo gli atti di questo ente, firmati da lui o che lo riguardano.")
    ] = None,
) -> Elenco:
    """Elenca gli atti nati fuori dalle sedute, dal più recente."""
    refuse_reversed(dal, fino, named="--fino")
    rete = lettura.rete
    filtro = FiltroAtti(tipo=tipo, dal=dal, fino=fino, ente=lettura.ente(ente))
    return elenco_atti(rete, atti_scelti(rete, filtro))
