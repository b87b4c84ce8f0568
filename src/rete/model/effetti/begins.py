"""The kinds of effect by which something begins: a row each; the others are in `ends`."""

from collections.abc import Mapping
from typing import Final

from rete.model.comuni import TipoEffetto
from rete.model.effetti import stems
from rete.model.effetti.riga import UNDONE, Revoca, RigaEffetto, along, keys, own

BEGINS: Final[Mapping[TipoEffetto, RigaEffetto]] = {
    "ammissione": RigaEffetto(
        keys=keys("ente", "dal | decorrenza", optional=("qualita",)),
        in_words="ammissione di {ente}{come}{dal}",
        in_findings="l'ammissione di «{ente}»",
        as_matter="ammissione",
        speaks=stems.COMES_IN,
        may_mean=stems.COUNTED_AMONG,
        found=(own("ente.adesioni.atto", "ente", "dal qualita"),),
        by_signing=True,
        details=("firma",),
        revoked=UNDONE,
    ),
    "qualifica": RigaEffetto(
        keys=keys("ente", "qualita", "dal"),
        in_words="qualifica di {ente}: {qualita}{dal}",
        in_findings="la nuova qualifica di «{ente}»",
        as_matter="cambio di qualifica",
        speaks="qualif qualita osservator effettiv",
        may_mean=f"{stems.COUNTED_AMONG} {stems.CHANGES}",
        found=(
            own("ente.adesioni.atto", "ente", "dal qualita"),
            along("ente.adesioni.atto_fine", "ente", "vigilia"),
        ),
        by_signing=False,
        details=(),
        revoked=UNDONE,
    ),
    "sospensione": RigaEffetto(
        keys=keys("ente", "dal", optional=("al",)),
        in_words="sospensione di {ente}{dal}{al}",
        in_findings="la sospensione di «{ente}»",
        as_matter="sospensione",
        speaks=stems.SUSPENDED,
        may_mean=stems.KEPT_STILL,
        found=(own("ente.sospensioni.atto", "ente", "dal al", esatti=("al",)),),
        by_signing=False,
        details=(),
        revoked=UNDONE,
    ),
    "ingresso": RigaEffetto(
        keys=keys("tavolo", "ente", "dal"),
        in_words="ingresso di {ente} in {tavolo}{dal}",
        in_findings="l'ingresso di «{ente}» in «{tavolo}»",
        as_matter="ingresso in un tavolo",
        speaks=stems.SITS,
        may_mean=f"{stems.OF_TABLES} {stems.CHOSEN} {stems.CHANGES}",
        found=(own("tavolo.componenti.atto", "tavolo ente", "dal"),),
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
        by_signing=False,
        details=(),
        revoked=UNDONE,
    ),
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
        by_signing=True,
        details=(),
        revoked=UNDONE,
    ),
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
        by_signing=True,
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
        by_signing=False,
        details=(),
        revoked=Revoca(
            perche="la fase di un progetto non si toglie con un comando", solo_prima=True
        ),
    ),
}
"""In the order in which records look for the effect that they answer to."""
