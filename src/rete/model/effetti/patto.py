"""The kinds of effect on the pact and smaller files: a row each; carried out by `attua_patto`."""

from collections.abc import Mapping
from typing import Final

from rete.model.effetti import stems
from rete.model.effetti.riga import (
    ENDS_ONE,
    ON_ONE,
    UNDONE,
    Revoca,
    RigaEffetto,
    along,
    keys,
    own,
)

PATTO: Final[Mapping[str, RigaEffetto]] = {
    "segreteria": RigaEffetto(
        keys=keys("ente", "dal"),
        in_words="segreteria del patto a {ente}{dal}",
        in_findings="la segreteria a «{ente}»",
        as_matter="segreteria",
        speaks="segret",
        may_mean=f"{stems.HEADS} {stems.CHOSEN} {stems.CHANGES} ammin uffic sede",
        found=(
            own("patto.segreteria.atto", "ente", "dal"),
            along("patto.segreteria.atto_fine", "", "vigilia"),
        ),
        nearness=ON_ONE,
        by_signing=True,
        details=(),
        revoked=UNDONE,
    ),
    "carica": RigaEffetto(
        keys=keys("carica", "ente", "dal"),
        in_words="carica {carica} a {ente}{dal}",
        in_findings="la carica «{carica}» a «{ente}»",
        as_matter="carica",
        speaks="",
        may_mean="",
        found=(
            own("patto.cariche.atto", "carica ente", "dal"),
            along("patto.cariche.atto_fine", "carica", "vigilia"),
        ),
        nearness=ON_ONE,
        by_signing=True,
        details=(),
        revoked=UNDONE,
    ),
    "fine-carica": RigaEffetto(
        keys=keys("carica", "ente", "al"),
        in_words="fine della carica {carica} di {ente}{ultimo}",
        in_findings="la fine della carica «{carica}» di «{ente}»",
        as_matter="fine della carica",
        speaks="",
        may_mean="",
        found=(own("patto.cariche.atto_fine", "carica ente", "al"),),
        nearness=ENDS_ONE,
        by_signing=False,
        details=(),
        revoked=UNDONE,
    ),
    "modifica-articolo": RigaEffetto(
        keys=keys("articolo", "dal"),
        in_words="modifica dell'articolo {articolo}{dal}",
        in_findings="la modifica dell'articolo «{articolo}»",
        as_matter="modifica di un articolo",
        speaks="articol modific regol",
        may_mean=f"{stems.OF_THE_PACT} {stems.CHANGES} emend comma commi aggiorn revis variaz "
        "statut abrog norm preavv maggioranz quorum",
        found=(own("patto.articoli.versioni.atto", "articolo", "dal"),),
        nearness=ON_ONE,
        by_signing=True,
        details=("testo", "rubrica", "regole"),
        revoked=Revoca(
            perche="la versione di un articolo non si toglie con un comando: una nuova decisione "
            "la può sostituire («modifica-articolo»)"
        ),
    ),
    "rinnovo": RigaEffetto(
        keys=keys("periodo", "dal", optional=("al",)),
        in_words="rinnovo del patto: periodo {periodo}{dal}{al}",
        in_findings="il periodo «{periodo}» del patto",
        as_matter="rinnovo del patto",
        speaks="rinnov prorog prolung durat prosegu continu scaden",
        may_mean=f"{stems.OF_THE_PACT} {stems.LASTS}",
        found=(own("patto.periodi.atto", "periodo", "dal al"),),
        nearness=ON_ONE,
        by_signing=True,
        details=("durata", "titolo"),
        revoked=Revoca(perche="un periodo del patto non si toglie con un comando", solo_prima=True),
    ),
    "monitoraggio": RigaEffetto(
        keys=keys("monitoraggio", "dal"),
        in_words="monitoraggio {monitoraggio}{dal}",
        in_findings="il monitoraggio «{monitoraggio}»",
        as_matter="monitoraggio",
        speaks="",
        may_mean="",
        found=(own("monitoraggio.atto", "monitoraggio", "dal"),),
        nearness=ON_ONE,
        by_signing=False,
        details=(),
        revoked=Revoca(perche="un monitoraggio già registrato non si toglie con un comando"),
    ),
    "avvio-progetto": RigaEffetto(
        keys=keys("progetto", "dal"),
        in_words="avvio del progetto {progetto}{dal}",
        in_findings="l'avvio del progetto «{progetto}»",
        as_matter="avvio di un progetto",
        speaks="",
        may_mean="",
        found=(own("progetto.fasi.atto", "progetto", "dal"),),
        nearness=ON_ONE,
        by_signing=False,
        details=(),
        revoked=Revoca(
            perche="la fase di un progetto non si toglie con un comando", solo_prima=True
        ),
    ),
}
"""In the order of the format."""
