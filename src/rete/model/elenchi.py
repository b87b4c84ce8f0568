"""The lists of a register whose items have days or acts: a row each, which all the rest goes by.

The rules of periods and of citations, the balance, what is revoked, cards and comparisons ask here
what there is to look at: a list without a row is seen by none of them. A thing that stands alone
(how a table was set up) is a list of one. What the items of each list mean is not here.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, get_args

from rete.model.bisogno import Emersione, Passo
from rete.model.comuni import Incarico, Periodo
from rete.model.ente import Adesione, DenominazionePrecedente, Referente
from rete.model.forma_di_elenco import Elenco, V, Voce
from rete.model.monitoraggio import Monitoraggio
from rete.model.patto import Carica, Termine, Versione
from rete.model.progetto import Fase, Partner
from rete.model.rete import Rete, Tipo
from rete.model.tavolo import Chiusura, Istituzione, Regolamento
from rete.model.verbale import Approvazione

ADESIONI: Final = Elenco(posto="ente.adesioni", voce=Adesione, nome="adesione", detto="l'adesione")
SOSPENSIONI: Final = Elenco(
    posto="ente.sospensioni",
    voce=Periodo,
    nome="sospensione",
    detto="la sospensione",
    finisce_con=(ADESIONI,),
)
REFERENTI: Final = Elenco(
    posto="ente.referenti",
    voce=Referente,
    nome="referente",
    detto="il {0.ruolo} {0.carica_detta}",
    finisce_con=(ADESIONI,),
)
NOMI_DI_PRIMA: Final = Elenco(
    posto="ente.denominazioni_precedenti",
    voce=DenominazionePrecedente,
    nome="denominazione",
    detto="la denominazione {0.nome_detto}",
    quando=" (fino al {0.al})",
)
ISTITUZIONE: Final = Elenco(
    posto="tavolo.istituzione",
    voce=Istituzione,
    nome="istituzione",
    detto="l'istituzione del tavolo",
    quando="",
)
CHIUSURA: Final = Elenco(
    posto="tavolo.chiusura",
    voce=Chiusura,
    nome="chiusura",
    detto="la chiusura del tavolo",
    quando="",
)
COMPONENTI: Final = Elenco(
    posto="tavolo.componenti",
    voce=Incarico,
    nome="componente",
    detto="il posto di «{0.ente}»",
    finisce_con=(ADESIONI, CHIUSURA),
)
COORDINAMENTO: Final = Elenco(
    posto="tavolo.coordinamento",
    voce=Incarico,
    nome="coordinamento",
    detto="il coordinamento di «{0.ente}»",
    finisce_con=(ADESIONI, CHIUSURA),
)
REGOLAMENTO: Final = Elenco(
    posto="tavolo.regolamento",
    voce=Regolamento,
    nome="regolamento",
    detto="il regolamento",
)
PERIODI: Final = Elenco(
    posto="patto.periodi",
    voce=Termine,
    nome="periodo",
    detto="il periodo «{0.id}»",
)
SEGRETERIA: Final = Elenco(
    posto="patto.segreteria",
    voce=Incarico,
    nome="segreteria",
    detto="la segreteria di «{0.ente}»",
    finisce_con=(ADESIONI,),
)
CARICHE: Final = Elenco(
    posto="patto.cariche",
    voce=Carica,
    nome="carica",
    detto="la carica «{0.carica}» di «{0.ente}»",
    finisce_con=(ADESIONI,),
)
VERSIONI: Final = Elenco(
    posto="patto.articoli.versioni",
    voce=Versione,
    nome="articolo",
    detto="l'articolo {1.numero}",
)
APPROVAZIONE: Final = Elenco(
    posto="verbale.approvazione",
    voce=Approvazione,
    nome="approvazione",
    detto="l'approvazione",
    quando="",
)
EMERSO: Final = Elenco(
    posto="bisogno.emerso",
    voce=Emersione,
    nome="emersione",
    detto="il bisogno",
    quando="",
)
PASSI: Final = Elenco(
    posto="bisogno.passi",
    voce=Passo,
    nome="passo",
    detto="il passo «{0.stato}»",
    quando=" del {0.data}",
)
PARTNER: Final = Elenco(
    posto="progetto.partner",
    voce=Partner,
    nome="partner",
    detto="la presenza di «{0.ente}» come {0.ruolo}",
)
FASI: Final = Elenco(posto="progetto.fasi", voce=Fase, nome="fase", detto="la fase «{0.stato}»")
MONITORAGGIO: Final = Elenco(
    posto="monitoraggio",
    voce=Monitoraggio,
    nome="scheda",
    detto="il monitoraggio",
    quando="",
)

TIPI: Final[tuple[Tipo, ...]] = get_args(Tipo)
ELENCHI: tuple[Elenco[Any], ...] = (
    *(ADESIONI, SOSPENSIONI, REFERENTI, NOMI_DI_PRIMA),
    *(ISTITUZIONE, CHIUSURA, COMPONENTI, COORDINAMENTO, REGOLAMENTO),
    *(PERIODI, SEGRETERIA, CARICHE, VERSIONI, APPROVAZIONE),
    *(EMERSO, PASSI, PARTNER, FASI, MONITORAGGIO),
)
"""By kind of file, in the order in which a file has them."""


def elenchi(tipo: Tipo, *keys: str) -> list[Elenco[Any]]:
    """The lists of a kind of file whose items have some keys."""
    return [elenco for elenco in ELENCHI if elenco.tipo == tipo and elenco.has(*keys)]


def ending_with(greater: Elenco[Any]) -> list[Elenco[Any]]:
    """The lists of which an item ends when one of a greater list does."""
    return [elenco for elenco in ELENCHI if greater in elenco.finisce_con]


def voci(rete: Rete, elenco: Elenco[V]) -> Sequence[Voce[V]]:
    """Every item of a list in a register, record by record; walked through once."""
    known = _known(rete)
    if elenco not in known:
        known[elenco] = [
            Voce(elenco, scheda, scheda.file, *found)
            for scheda in rete.schede(elenco.tipo).values()
            for found in elenco.items_of(scheda)
        ]
    return known[elenco]


def voci_di(rete: Rete, tipo: Tipo, *keys: str) -> Iterator[Voce[Any]]:
    """Every item of the lists of a kind of file that has some keys."""
    for elenco in elenchi(tipo, *keys):
        yield from voci(rete, elenco)


def acts_cited(rete: Rete, *tipi: Tipo) -> Iterator[tuple[Voce[Any], str, str]]:
    """The acts that the lists of some kinds of file cite: by which item, under which key."""
    for elenco in (elenco for tipo in tipi or TIPI for elenco in elenchi(tipo)):
        for item in voci(rete, elenco) if elenco.atti else ():
            for key in elenco.atti:
                act = getattr(item.voce, key)
                if act is not None:
                    yield item, key, act


@lru_cache(maxsize=4)
def _known(_rete: Rete) -> dict[Elenco[Any], Sequence[Voce[Any]]]:
    return {}
