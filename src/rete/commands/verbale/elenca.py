"""`rete verbale elenca`: the sittings, as a list."""

from typing import Annotated, cast, get_args

from rete.commands.shared.giorni import (
    AnnoOption,
    DalOption,
    FinoOption,
    a_year,
    refuse_reversed,
)
from rete.commands.shared.lettura import (
    ELENCO,
    Lettura,
    cerca_option,
    ente_option,
    reading,
    scelta_option,
    tavolo_option,
)
from rete.model.comuni import Esito
from rete.model.effetti import ROWS
from rete.reckoning.selection import FiltroVerbali, StatoVerbale, verbali_scelti
from rete.views.lists_and_cards import Elenco
from rete.views.verbali import elenco_verbali

EFFETTI = tuple(ROWS)


@reading(*ELENCO)
def elenca(  # noqa: PLR0913, PLR0917 - each option is a parameter
    lettura: Lettura,
    tavolo: Annotated[
        str | None, tavolo_option("Solo le sedute di questo tavolo, anche congiunte.")
    ] = None,
    anno: AnnoOption = None,
    dal: DalOption = None,
    fino: FinoOption = None,
    ente: Annotated[
        str | None, ente_option("Solo le sedute in cui questo ente era presente o collegato.")
    ] = None,
    stato: Annotated[
        str | None,
        scelta_option("--stato", get_args(StatoVerbale), "Solo le sedute in questo stato."),
    ] = None,
    effetto: Annotated[
        str | None,
        scelta_option(
            "--effetto",
            EFFETTI,
            f"Solo dove una decisione ha questo effetto: {', '.join(EFFETTI)}.",
            "TIPO",
        ),
    ] = None,
    decisione: Annotated[
        str | None,
        scelta_option(
            "--decisione",
            get_args(Esito),
            "Solo dove una decisione (con --effetto, quella) ha questo esito.",
        ),
    ] = None,
    cerca: Annotated[
        str | None,
        cerca_option("Solo dove questo testo è fra i punti, nella discussione o nelle decisioni."),
    ] = None,
) -> Elenco:
    """Elenca le sedute, dalla più recente.

    Con --al lo stato è quello di quel giorno: un verbale approvato dopo era ancora una bozza.
    """
    refuse_reversed(dal, fino, named="--fino")
    rete, day = lettura.rete, lettura.giorno
    filtro = FiltroVerbali(
        tavolo=lettura.tavolo(tavolo),
        anno=a_year(anno),
        dal=dal,
        fino=fino,
        ente=lettura.ente(ente),
        stato=cast(StatoVerbale | None, stato),
        effetto=effetto,
        esito=cast(Esito | None, decisione),
        cerca=cerca,
    )
    return elenco_verbali(rete, verbali_scelti(rete, filtro, day), day)
