"""The lists of a pact: ids, words, monitorings, duties, published counts; terms: `patto`."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from itertools import accumulate
from operator import attrgetter
from typing import Final

from rete.diagnostics import Faults, fault, quoted
from rete.italiano import count
from rete.model.ente import Ente
from rete.model.patto import Adempimento, Indicatore, MonitoraggioPrevisto, Patto, Termine
from rete.model.rete import Rete
from rete.model.tempo import DataParziale
from rete.reckoning.stretches import Stretch, joined, possible, sure
from rete.records import frozen
from rete.rules.patto import end_of_term, pact
from rete.rules.rule import error, warning

_VOCABULARIES: Final = tuple(
    f"vocabolari.{name}" for name in ("ambiti", "comunita", "cariche", "materie")
)


@error("PAT008", "patto")
def ids_are_unique(rete: Rete) -> Faults:
    """In ogni elenco del patto un id, o un numero di articolo, compare una volta sola.

    Gli altri file citano queste voci per nome: se il nome è di due voci non si sa quale è citata.
    """
    for patto in pact(rete):
        for where in ("periodi", "monitoraggi", "indicatori", "adempimenti", *_VOCABULARIES):
            yield from _repeated(patto, where, "id")
        yield from _repeated(patto, "articoli", "numero")


@warning("PAT020", "patto")
def words_have_different_names(rete: Rete) -> Faults:
    """Due voci di un vocabolario non hanno lo stesso nome.

    Chi legge un documento vede il nome, non l'id: due voci uguali sembrano una sola.
    """
    for patto in pact(rete):
        for where in _VOCABULARIES:
            yield from _repeated(patto, where, "nome", heard=_plainly)


def _plainly(name: str) -> str:
    return " ".join(name.casefold().split())


def _repeated(patto: Patto, where: str, key: str, heard: Callable[[str], str] = str) -> Faults:
    """Items of a list whose values under a key sound the same."""
    seen: set[str] = set()
    for index, item in enumerate(attrgetter(where)(patto)):
        value = heard(getattr(item, key))
        if value in seen:
            yield fault(
                patto,
                (*where.split("."), index, key),
                f"{quoted(value)} è ripetuto in «{where}»",
                "dai un altro nome a una delle due voci, o togline una",
            )
        seen.add(value)


@error("PAT011", "patto")
def monitorings_fall_in_their_term(rete: Rete) -> Faults:
    """Ogni monitoraggio previsto è di un periodo del patto, ed è da fare entro quel periodo.

    Un monitoraggio serve a decidere del periodo che verifica: dopo la fine sarebbe tardi.
    """
    for patto in pact(rete):
        by_id = {term.id: term for term in patto.periodi}
        for index, one in enumerate(patto.monitoraggi):
            path = ("monitoraggi", index)
            term = by_id.get(one.periodo)
            if term is None:
                yield fault(
                    patto,
                    (*path, "periodo"),
                    f"il monitoraggio «{one.id}» è di un periodo che non c'è («{one.periodo}»)",
                    "aggiungilo a «periodi» o correggi il nome",
                )
            elif _falls_outside(one, term):
                yield fault(
                    patto,
                    (*path, "entro"),
                    f"il monitoraggio «{one.id}» è entro il {one.entro}, fuori dal periodo "
                    f"«{term.id}»",
                    "correggi «entro», o le date del periodo",
                )


def _falls_outside(one: MonitoraggioPrevisto, term: Termine) -> bool:
    if one.entro is None:
        return False
    end = end_of_term(term)
    early = term.dal is not None and one.entro < term.dal.primo
    return early or (end is not None and one.entro > end.ultimo)


_Citing = MonitoraggioPrevisto | Indicatore | Adempimento


@error("PAT012", "patto")
def articles_are_there(rete: Rete) -> Faults:
    """Gli articoli che monitoraggi, indicatori e adempimenti citano sono fra quelli del patto.

    Chi deve fare qualcosa deve poter leggere dove è scritto. Se il registro non ha gli articoli, il
    controllo tace.
    """
    for patto in pact(rete):
        known = {article.numero for article in patto.articoli}
        lists: tuple[tuple[str, str, tuple[_Citing, ...]], ...] = (
            ("monitoraggi", "il monitoraggio", patto.monitoraggi),
            ("indicatori", "l'indicatore", patto.indicatori),
            ("adempimenti", "l'adempimento", patto.adempimenti),
        )
        for key, noun, items in lists:
            for index, one in enumerate(items):
                if known and one.articolo is not None and one.articolo not in known:
                    yield fault(
                        patto,
                        (key, index, "articolo"),
                        f"{noun} «{one.id}» cita l'articolo {one.articolo}, che non c'è",
                        "aggiungilo a «articoli» o correggi il numero",
                    )


@error("PAT013", "patto")
def duties_say_when(rete: Rete) -> Faults:
    """Ogni adempimento dice ogni quanto, oppure entro quale giorno.

    Senza nessuna delle due non scade mai; con tutte e due non si sa se si ripete.
    """
    for patto in pact(rete):
        for index, duty in enumerate(patto.adempimenti):
            if (duty.ogni is None) == (duty.entro is None):
                said = "non ha né «ogni» né" if duty.ogni is None else "ha sia «ogni» sia"
                yield fault(
                    patto,
                    ("adempimenti", index),
                    f"l'adempimento «{duty.id}» {said} «entro»",
                    "scrivi «ogni» se si ripete, «entro» se si fa una volta sola",
                )


_WORDS = {
    "totale": ("aderente", "aderenti"),
    "pubblici": ("ente pubblico", "enti pubblici"),
    "privati": ("ente del privato sociale", "enti del privato sociale"),
}


@error("PAT018", "patto")
def published_counts_add_up(rete: Rete) -> Faults:
    """In un conteggio pubblicato il totale è la somma di pubblici e privati.

    Se la fonte dice numeri che non tornano si scrive solo quello di cui ci si fida, e il resto in
    «note».
    """
    patto = rete.patto
    for index, one in enumerate(patto.conteggi_pubblicati if patto else ()):
        if patto is None or one.totale is None or one.pubblici is None or one.privati is None:
            continue
        if one.totale != one.pubblici + one.privati:
            public = count(one.pubblici, *_WORDS["pubblici"])
            parts = f"{public} e {count(one.privati, *_WORDS['privati'])}"
            yield fault(
                patto,
                ("conteggi_pubblicati", index, "totale"),
                f"conteggio del {one.data}: {parts} non fanno {one.totale}",
                "ricopia i numeri dalla fonte",
            )


class _Steps:
    """How many of some stretches of days hold on each day."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        changes: dict[int, int] = {}
        for start, end in stretches:
            changes[start] = changes.get(start, 0) + 1
            changes[end + 1] = changes.get(end + 1, 0) - 1
        self._days = sorted(changes)
        self._totals = [0, *accumulate(changes[day] for day in self._days)]

    def between(self, first: date, last: date) -> list[int]:
        """The numbers from a day to another, both included, one for each change."""
        start = bisect_right(self._days, first.toordinal())
        return self._totals[start : bisect_right(self._days, last.toordinal()) + 1]


@frozen
class _Found:
    """How many members the register knows: at least, and at most where it lists them all."""

    fewest: int
    most: int | None

    def allows(self, published: int) -> bool:
        return self.fewest <= published and (self.most is None or published <= self.most)

    def __str__(self) -> str:
        if self.most is None:
            return f"almeno {self.fewest}"
        return str(self.fewest) if self.fewest == self.most else f"da {self.fewest} a {self.most}"


@frozen
class _Counted:
    """The members of some nature: those that surely are, and those that may be, on each day."""

    surely: _Steps
    possibly: _Steps

    def told(self, when: DataParziale, *, complete: bool) -> _Found:
        """How many they were: what holds on every day of a month, and no upper end if partial."""
        most = max(self.possibly.between(when.primo, when.ultimo)) if complete else None
        return _Found(fewest=min(self.surely.between(when.primo, when.ultimo)), most=most)


def _counted(enti: Iterable[Ente]) -> _Counted:
    surely: list[Stretch] = []
    possibly: list[Stretch] = []
    for ente in enti:
        surely += joined(filter(None, map(sure, ente.adesioni)), gap=1)
        possibly += joined(map(possible, ente.adesioni), gap=1)
    return _Counted(surely=_Steps(surely), possibly=_Steps(possibly))


@warning("PAT019", "patto", "ente")
def published_counts_match_the_register(rete: Rete) -> Faults:
    """I conteggi pubblicati corrispondono agli aderenti del registro in quel giorno.

    Se l'elenco è parziale si segnala soltanto un registro con più aderenti di quelli pubblicati. Il
    controllo tace finché la scheda di qualche ente non si legge, e dove le date non bastano.
    """
    patto = rete.patto
    if patto is None or not patto.conteggi_pubblicati or rete.any_unread("ente"):
        return
    enti = rete.enti.values()
    counted = {
        "totale": _counted(enti),
        "pubblici": _counted(ente for ente in enti if ente.natura == "pubblico"),
        "privati": _counted(ente for ente in enti if ente.natura == "privato-sociale"),
    }
    for index, one in enumerate(patto.conteggi_pubblicati):
        for key, members in counted.items():
            published: int | None = getattr(one, key)
            found = members.told(one.data, complete=patto.is_complete)
            if published is not None and not found.allows(published):
                said = f"pubblicati {count(published, *_WORDS[key])}, nel registro {found}"
                yield fault(
                    patto,
                    ("conteggi_pubblicati", index, key),
                    f"conteggio del {one.data}: {said}",
                    "controlla le adesioni e la natura degli enti, o ricopia il numero",
                )
