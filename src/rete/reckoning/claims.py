"""Every claim of a register, list by list, for `balance`; what one is: `claim`."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from rete.model.comuni import FONTE
from rete.model.effetti import EXPECTED, ROWS
from rete.model.elenchi import (
    ADESIONI,
    CARICHE,
    CHIUSURA,
    FASI,
    ISTITUZIONE,
    PERIODI,
    SEGRETERIA,
    VERSIONI,
    elenchi,
    voci,
)
from rete.model.forma_di_elenco import Voce
from rete.model.rete import Rete, Tipo
from rete.model.tempo import DataParziale
from rete.reckoning.claim import IN_BALANCE, Pretesa, Valore
from rete.reckoning.terms import term_of


def claims(rete: Rete) -> Iterator[Pretesa]:
    """Every act that the register cites and that must be in the balance, file by file."""
    for tipo in IN_BALANCE:
        for items in _by_file(rete, tipo).values():
            for item in items:
                if item.elenco is not FASI or item.voce.stato == "in-corso":
                    yield from _claims(item)


def _by_file(rete: Rete, tipo: Tipo) -> dict[str, list[Voce[Any]]]:
    lists = [elenco for elenco in elenchi(tipo) if f"{elenco.posto}.atto" in EXPECTED]
    lists.sort(key=lambda elenco: elenco is not SEGRETERIA)  # the first thing told of a pact
    found: dict[str, list[Voce[Any]]] = defaultdict(list)
    for elenco in lists:
        for item in voci(rete, elenco):
            found[item.file].append(item)
    return found


def _claims(item: Voce[Any]) -> Iterator[Pretesa]:
    """What an item claims of the acts that began and ended it."""
    voce, names = item.voce, _names(item)
    if voce.atto is not None:
        yield _begun(item, names)
    if getattr(voce, "atto_fine", None) is not None:
        told = f"la fine della segreteria di «{voce.ente}»" if item.elenco is SEGRETERIA else ""
        yield Pretesa(
            voce=item,
            chiave="atto_fine",
            nomi=names,
            valori={"al": voce.al, "causa": voce.causa},
            detto=told,
        )


def _names(item: Voce[Any]) -> dict[str, str]:
    names: dict[str, str] = {item.elenco.tipo: item.id}
    if item.elenco.has("ente"):
        names["ente"] = item.voce.ente
        if item.elenco is CARICHE:
            names["carica"] = item.voce.carica
    elif item.elenco is PERIODI:
        names["periodo"] = item.voce.id
    elif item.elenco is VERSIONI:
        names["articolo"] = item.sopra.numero
    return names


def _begun(item: Voce[Any], names: dict[str, str]) -> Pretesa:
    elenco, voce, scheda = item.elenco, item.voce, item.scheda
    values: dict[str, Valore] = {
        key: getattr(voce, key) for key in ("dal", "al", "qualita") if elenco.has(key)
    }
    if getattr(voce, "atto_fine", None) is not None:
        del values["al"]  # only the act of the end tells of it
    founds = ROWS[EXPECTED[f"{elenco.posto}.atto"][0][0]].by_signing
    days: tuple[DataParziale, ...] = ()
    if elenco is ADESIONI:
        days = (DataParziale.of_day(voce.firma),) if voce.firma else ()
        values["firma"] = days[0] if days else None
    elif elenco is PERIODI:
        values["al"] = term_of(voce).al
    elif elenco is ISTITUZIONE:
        values |= {"nome": scheda.nome, "genere": scheda.genere}
    elif CHIUSURA in elenco.finisce_con:
        begun = scheda.istituzione
        # The act that founds a table may have seated a body too; it may not be known.
        founds = begun.atto in (voce.atto, FONTE)
        days = (begun.dal,) if begun.dal and begun.atto != FONTE else ()
    return Pretesa(
        voce=item,
        chiave="atto",
        nomi=names,
        valori=values,
        fondabile=founds,
        soggetto=item.id if elenco is ADESIONI else None,
        fondato=days,
        detto=f"la modifica dell'articolo {item.sopra.numero}" if elenco is VERSIONI else "",
    )
