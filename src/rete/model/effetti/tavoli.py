"""The kinds of effect on tables: a row each; carried out by `attua_tavoli`."""

from collections.abc import Mapping
from typing import Final

from rete.model.effetti import stems
from rete.model.effetti.riga import (
    ENDS_ALL,
    ENDS_ONE,
    ON_ONE,
    SETS_UP,
    UNDONE,
    Revoca,
    RigaEffetto,
    along,
    keys,
    own,
)

TAVOLI: Final[Mapping[str, RigaEffetto]] = {
    "istituzione": RigaEffetto(
        keys=keys("tavolo", "nome", "genere", "dal", optional=("coordina", "componenti")),
        in_words="istituzione di {nome}{genere}{dal}{coordina}{componenti}",
        in_findings="l'istituzione di «{tavolo}»",
        as_matter="istituzione di un tavolo",
        speaks="istitu costitu nasc avvia avvio crea apert apre aprir nuov grupp cabin",
        may_mean=f"{stems.OF_TABLES} {stems.IT_BEGINS}",
        found=(
            own("tavolo.istituzione.atto", "tavolo", "dal nome genere"),
            along("tavolo.componenti.atto", "tavolo componenti", "dal"),
            along("tavolo.componenti.atto", "tavolo coordina", "dal"),
            along("tavolo.coordinamento.atto", "tavolo coordina", "dal"),
        ),
        nearness=SETS_UP,
        by_signing=True,
        details=(),
        revoked=UNDONE,
    ),
    "chiusura": RigaEffetto(
        keys=keys("tavolo", "al"),
        in_words="chiusura di {tavolo}{ultimo}",
        in_findings="la chiusura di «{tavolo}»",
        as_matter="chiusura di un tavolo",
        speaks="chiu conclu finisc sciogl cess termin",
        may_mean=f"{stems.OF_TABLES} {stems.IT_ENDS} {stems.CHANGES}",
        found=(
            own("tavolo.chiusura.atto", "tavolo", "al"),
            along("tavolo.componenti.atto_fine", "tavolo", "al"),
            along("tavolo.coordinamento.atto_fine", "tavolo", "al"),
        ),
        nearness=ENDS_ALL,
        by_signing=False,
        details=(),
        revoked=Revoca(
            perche="un tavolo chiuso non si riapre con un comando: se ne istituisce un altro"
        ),
    ),
    "ingresso": RigaEffetto(
        keys=keys("tavolo", "ente", "dal"),
        in_words="ingresso di {ente} in {tavolo}{dal}",
        in_findings="l'ingresso di «{ente}» in «{tavolo}»",
        as_matter="ingresso in un tavolo",
        speaks=stems.SITS,
        may_mean=f"{stems.OF_TABLES} {stems.CHOSEN} {stems.CHANGES}",
        found=(own("tavolo.componenti.atto", "tavolo ente", "dal"),),
        nearness=ON_ONE,
        by_signing=False,
        details=(),
        revoked=UNDONE,
    ),
    "uscita": RigaEffetto(
        keys=keys("tavolo", "ente", "al"),
        in_words="uscita di {ente} da {tavolo}{ultimo}",
        in_findings="l'uscita di «{ente}» da «{tavolo}»",
        as_matter="uscita da un tavolo",
        speaks=stems.RISES,
        may_mean=f"{stems.OF_TABLES} {stems.CHOSEN} {stems.NOT_CHOSEN} {stems.CHANGES}",
        found=(
            own("tavolo.componenti.atto_fine", "tavolo ente", "al"),
            along("tavolo.coordinamento.atto_fine", "tavolo ente", "al"),
        ),
        nearness=ENDS_ONE,
        by_signing=False,
        details=(),
        revoked=UNDONE,
    ),
    "coordinamento": RigaEffetto(
        keys=keys("tavolo", "ente", "dal"),
        in_words="coordinamento di {tavolo} a {ente}{dal}",
        in_findings="il coordinamento di «{tavolo}» a «{ente}»",
        as_matter="coordinamento",
        speaks=stems.LEADS,
        may_mean=f"{stems.HEADS} {stems.CHOSEN} {stems.CHANGES}",
        found=(
            own("tavolo.coordinamento.atto", "tavolo ente", "dal"),
            along("tavolo.coordinamento.atto_fine", "tavolo", "vigilia"),
            along("tavolo.componenti.atto", "tavolo ente", "dal"),
        ),
        nearness=ON_ONE,
        by_signing=False,
        details=(),
        revoked=UNDONE,
    ),
    "fine-coordinamento": RigaEffetto(
        keys=keys("tavolo", "ente", "al"),
        in_words="fine del coordinamento di {tavolo} da parte di {ente}{ultimo}",
        in_findings="la fine del coordinamento di «{ente}» in «{tavolo}»",
        as_matter="fine del coordinamento",
        speaks=stems.LEADS,
        may_mean=f"{stems.HEADS} {stems.CHOSEN} {stems.NOT_CHOSEN} {stems.CHANGES}",
        found=(own("tavolo.coordinamento.atto_fine", "tavolo ente", "al"),),
        nearness=ENDS_ONE,
        by_signing=False,
        details=(),
        revoked=UNDONE,
    ),
}
"""In the order of the format."""
