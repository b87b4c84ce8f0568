"""Offices of the network: which there are, who holds them, how many at once; acts: `bilancio`."""

from collections import defaultdict
from collections.abc import Iterator

from rete.diagnostics import Fault, Faults, fault_within
from rete.italiano import count
from rete.model.elenchi import CARICHE, voci
from rete.model.forma_di_elenco import Voce
from rete.model.patto import Carica
from rete.model.rete import Rete
from rete.reckoning.consequences import consequences
from rete.reckoning.stretches import sure, surely_leaves
from rete.rules.effetti import ADD_OFFICE
from rete.rules.rule import error, warning
from rete.rules.voci import overlapping


@error("PAT030", "patto")
def offices_are_in_the_vocabulary(rete: Rete) -> Faults:
    """Le cariche degli enti sono fra quelle del patto.

    Il nome di una carica, e quanti possono averla, stanno in «vocabolari.cariche»: una carica che
    non c'è non ha né l'uno né l'altro.
    """
    for item in voci(rete, CARICHE):
        if rete.patto and rete.patto.carica(item.voce.carica) is None:
            yield fault_within(
                item,
                ("carica",),
                f"«{item.voce.carica}» non è una carica del patto",
                f"{ADD_OFFICE}, o correggi il nome",
            )


@error("PAT031", "patto")
def a_body_holds_an_office_once(rete: Rete) -> Faults:
    """Un ente non ha due volte la stessa carica nello stesso giorno.

    Una carica che continua è un periodo solo. Se finisce e ricomincia, i due periodi si seguono.
    """
    return overlapping(voci(rete, CARICHE), _office_and_body)


def _office_and_body(item: Voce[Carica]) -> tuple[str, str]:
    return item.voce.carica, item.voce.ente


@warning("PAT032", "patto")
def offices_have_no_more_holders_than_places(rete: Rete) -> Faults:
    """Una carica non è di più enti di quanti il patto ne prevede.

    Quanti possono averla nello stesso giorno è scritto in «posti»; se manca, il controllo tace. Si
    contano soltanto gli enti che l'hanno di sicuro.
    """
    by_office: dict[str, list[Voce[Carica]]] = defaultdict(list)
    for item in voci(rete, CARICHE):
        by_office[item.voce.carica].append(item)
    for office, items in by_office.items():
        known = rete.patto.carica(office) if rete.patto else None
        if known is not None and known.posti is not None:
            yield from _one_too_many(items, known.posti)


def _one_too_many(items: list[Voce[Carica]], places: int) -> Iterator[Fault]:
    held = [(days, item) for item in items if (days := sure(item.voce))]
    held.sort(key=lambda one: (one[0], one[1].voce.ente))
    for index, ((first, _), item) in enumerate(held):
        holders = {one.voce.ente for (_, last), one in held[: index + 1] if last >= first}
        if len(holders) > places:
            yield fault_within(
                item,
                ("dal",),
                f"{item.what}: con questa sono {count(len(holders), 'ente', 'enti')}, ma i posti "
                f"sono {places}",
                "chiudi con «al» chi non l'ha più, o correggi «posti» in «vocabolari.cariche»",
            )


@warning("PAT033", "patto", "ente", "verbale", "atto")
def who_holds_an_office_is_a_member(rete: Rete) -> Faults:
    """Chi ha una carica della rete vi aderisce per tutto il tempo.

    La carica è di un ente della rete: prima dell'adesione non può cominciare, e con l'adesione
    finisce. Il controllo tace dove le date non bastano a dirlo.
    """
    told = {one.path for one in consequences(rete).of_pact()}  # left, by an act that says so
    for item in voci(rete, CARICHE):
        ente = rete.enti.get(item.voce.ente)
        if ente is None or item.path in told:
            continue
        if surely_leaves(item.voce, ente.adesioni):
            yield fault_within(
                item,
                (),
                f"{item.what}: in quel tempo l'ente non aderisce sempre alla rete",
                "correggi le date della carica, o le adesioni nella scheda dell'ente",
            )
