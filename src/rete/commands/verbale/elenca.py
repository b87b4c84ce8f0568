"""`rete verbale elenca`: the sittings, as a list."""

from rete.commands.shared.lettura import (
    ANNO,
    DAL,
    ELENCO,
    FINO,
    Lettura,
    reading,
    refuse_reversed,
    un_ente,
    un_tavolo,
)
from rete.commands.shared.opzioni import opzione, una_di, una_fra
from rete.model.comuni import Esito
from rete.model.effetti import ROWS
from rete.reckoning.selection import FiltroVerbali, StatoVerbale, verbali_scelti
from rete.views.lists_and_cards import Elenco
from rete.views.verbali import elenco_verbali


class Sedute(Lettura):
    """Which sittings."""

    tavolo = un_tavolo("Solo le sedute di questo tavolo, anche congiunte.")
    anno = ANNO
    dal = DAL
    fino = FINO
    ente = un_ente("Solo le sedute in cui questo ente era presente o collegato.")
    stato = una_di(StatoVerbale, "Solo le sedute in questo stato.")
    effetto = una_fra(tuple(ROWS), "Solo dove una decisione ha questo effetto", "TIPO")
    decisione = una_di(Esito, "Solo dove una decisione (con --effetto, quella) ha questo esito.")
    cerca = opzione("Solo dove questo testo è fra i punti, nella discussione o nelle decisioni.")


@reading(*ELENCO)
def elenca(a: Sedute) -> Elenco:
    """Elenca le sedute, dalla più recente.

    Con --al lo stato è quello di quel giorno: un verbale approvato dopo era ancora una bozza.
    """
    refuse_reversed(a.dal, a.fino, named="--fino")
    filtro = a.into(FiltroVerbali, esito=a.decisione)
    return elenco_verbali(a.rete, verbali_scelti(a.rete, filtro, a.giorno), a.giorno)
