"""The kinds of effect on minutes and on other acts: a row each; carried out by `attua_atti`."""

from collections.abc import Mapping
from typing import Final

from rete.model.effetti.riga import ON_ONE, UNDONE, Revoca, RigaEffetto, keys, own

ATTI: Final[Mapping[str, RigaEffetto]] = {
    "approvazione-verbale": RigaEffetto(
        keys=keys("verbale"),
        in_words="approvazione del verbale {verbale}",
        in_findings="l'approvazione del verbale «{verbale}»",
        as_matter="approvazione di un verbale",
        speaks="verbal",
        may_mean="resocont minut preceden scors trascri sintes report lettur letto process estratt "
        "rendicont",
        found=(own("verbale.approvazione.atto", "verbale"),),
        nearness=ON_ONE,
        by_signing=False,
        details=(),
        revoked=Revoca(perche="un verbale approvato non torna una bozza"),
    ),
    "ratifica": RigaEffetto(
        keys=keys("atto"),
        in_words="ratifica di {atto}",
        in_findings="la ratifica di «{atto}»",
        as_matter="ratifica",
        speaks="",
        may_mean="",
        found=(),
        nearness=ON_ONE,
        by_signing=False,
        details=(),
        revoked=UNDONE,
    ),
    "rettifica": RigaEffetto(
        keys=keys("atto | verbale"),
        in_words="rettifica di {atto}{corregge}",
        in_findings="la rettifica di «{atto}»",
        as_matter="rettifica",
        speaks="",
        may_mean="",
        found=(),
        nearness=ON_ONE,
        by_signing=False,
        details=(),
        revoked=UNDONE,
    ),
    "revoca": RigaEffetto(
        keys=keys("atto"),
        in_words="revoca di {atto}",
        in_findings="la revoca di «{atto}»",
        as_matter="revoca",
        speaks="",
        may_mean="",
        found=(),
        nearness=ON_ONE,
        by_signing=False,
        details=("al",),
        revoked=UNDONE,
    ),
}
"""In the order of the format."""
