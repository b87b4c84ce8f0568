"""The items of any record: the faults of their days, and of what they name."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from itertools import pairwise
from typing import Any, Protocol, TypeVar

from rete.diagnostics import DocPath, Fault, Faults, Written, fault, fault_within
from rete.italiano import in_quotes, join_words
from rete.model.comuni import FONTE
from rete.model.elenchi import acts_cited, voci_di
from rete.model.forma_di_elenco import CLOSING_KEYS, Voce
from rete.model.rete import Rete, Tipo
from rete.model.tempo import Periodo, surely_before, whole_date
from rete.reckoning.stretches import Stretch, sure

LAST_DAY = "correggi «dal» o «al»: «al» è l'ultimo giorno in cui vale"

_CLOSE = "chiudi con «al» il periodo di prima, o correggi «dal»"

P = TypeVar("P", bound=Periodo)


def ends_before_start(rete: Rete, tipo: Tipo) -> Faults:
    """Items of a kind of file whose end surely comes before their start."""
    for item in voci_di(rete, tipo, "dal", "al"):
        dal, al = item.voce.dal, item.voce.al
        if dal is not None and al is not None and surely_before(al, dal):
            yield fault_within(
                item, ("al",), f"{item.what} finisce prima di cominciare: «al» è {al}", LAST_DAY
            )


def without_start(rete: Rete, tipo: Tipo, *, also_without_act: bool = False) -> Faults:
    """Periods that do not say since when; ``fonte`` may not know it."""
    for item in voci_di(rete, tipo, "dal", "atto"):
        act = item.voce.atto
        if item.voce.dal is not None or act == FONTE or (act is None and not also_without_act):
            continue
        yield fault_within(
            item,
            (),
            f"{item.what} non dice da quando vale" + (f" (atto «{act}»)" if act else ""),
            "scrivi «dal»; può mancare solo con «atto: fonte»",
        )


def closed_without_end(rete: Rete, tipo: Tipo) -> Faults:
    """Periods that say why or by which act they ended, but not when."""
    for item in voci_di(rete, tipo, "al", *CLOSING_KEYS):
        keys = [key for key in CLOSING_KEYS if getattr(item.voce, key) is not None]
        if keys and item.voce.al is None:
            said = in_quotes(keys)
            yield fault_within(
                item,
                (keys[0],),
                f"{item.what} ha {said} ma non ha «al»",
                f"scrivi in «al» l'ultimo giorno in cui vale, o togli {said}",
                on_key=True,
            )


def overlapping(
    items: Iterable[Voce[P]],
    among: Callable[[Voce[P]], Hashable] = lambda item: item.file,
    *,
    remedy: str | None = None,
) -> Faults:
    """Periods, ``among`` those of one kind, that surely hold on the same day.

    The fault stands on the one that begins later.
    """
    groups: dict[Hashable, list[Voce[P]]] = defaultdict(list)
    for item in items:
        groups[among(item)].append(item)
    for group in groups.values():
        if len(group) > 1:  # as few are
            yield from _overlapping(group, remedy)


def _overlapping(items: list[Voce[P]], remedy: str | None) -> Faults:
    held = [(days, item) for item in items if (days := sure(item.voce))]
    held.sort(key=lambda one: one[0][0])
    longest: tuple[Stretch, Voce[P]] | None = None
    for days, item in held:
        if longest is not None and days[0] <= longest[0][1]:
            usual = LAST_DAY if longest[1].voce.al else _CLOSE
            yield fault_within(
                item, ("dal",), f"{longest[1].what} e {item.what} si sovrappongono", remedy or usual
            )
        if longest is None or days[1] > longest[0][1]:
            longest = (days, item)


def out_of_order(items: Iterable[Voce[Any]], key: str = "dal", *, distinct: bool = False) -> Faults:
    """Items of a list that surely come before the one above them (or, if asked, on its day)."""
    dated = [(day, item) for item in items if (day := getattr(item.voce, key)) is not None]
    for (day_before, before), (day, item) in pairwise(dated):
        if before.sopra is not item.sopra:  # two lists
            continue
        if surely_before(day, day_before):
            message = f"nell'elenco {item.what} segue {before.what}, che è più recente"
            remedy = "metti le voci dalla più vecchia alla più recente, o correggi la data"
        elif distinct and day == day_before and not day.is_month:
            message = f"{item.what} comincia lo stesso giorno della voce precedente"
            remedy = "tieni una sola voce per giorno, o correggi la data"
        else:
            continue
        yield fault_within(item, (key,), message, remedy)


Named = tuple[DocPath, str]
"""A place of a file and the id written there."""


class Themed(Protocol):
    """A record that says what it deals with, and for whom."""

    @property
    def file(self) -> str: ...
    @property
    def ambiti(self) -> tuple[str, ...]: ...
    @property
    def comunita(self) -> tuple[str, ...]: ...


def unresolved_acts(rete: Rete, tipo: Tipo) -> Faults:
    """Citations that lead to no act of the register; silent where the act could not be read."""
    for item, key, act in acts_cited(rete, tipo):
        if rete.act_exists(act) is False:
            yield missing_act(rete, act, item, (*item.path, key), item.what)


def missing_act(rete: Rete, act: str, of: Written, path: DocPath, what: str) -> Fault:
    """The fault of a citation that leads nowhere; ``what`` cites."""
    why, remedy = _why_missing(rete, act)
    return fault(of, path, f"{what} cita «{act}», {why}", remedy)


def _why_missing(rete: Rete, reference: str) -> tuple[str, str]:
    record, slash, number = reference.partition("/")
    if slash and record in rete.verbali:
        return f"ma quel verbale non ha la decisione {number}", "correggi il numero della decisione"
    folder, why = (
        ("verbali", "ma quel verbale non è nel registro")
        if slash
        else ("atti", "che non è un atto del registro")
    )
    if whole_date(record[:10]) is None or len(record) < 12:
        return why, "correggi il riferimento: comincia con una data, come «2025-01-15-stipula»"
    return why, f"crea data/{folder}/{record[:4]}/{record}.yaml o correggi il riferimento"


def only_from_sources(rete: Rete, tipo: Tipo) -> Faults:
    """Acts known from sources alone in a register that says it is complete."""
    if not rete.is_complete:
        return
    for item, key, act in acts_cited(rete, tipo):
        if act == FONTE:
            yield fault_within(
                item,
                (key,),
                f"{item.what} cita «fonte», ma il registro si dice completo",
                "scrivi l'atto, o in data/patto.yaml «elenco: parziale»",
            )


def without_sources(rete: Rete, tipo: Tipo) -> Faults:
    """Acts known from sources, where none is written: by the item, above it, for the whole file."""
    for item, key, act in acts_cited(rete, tipo):
        if act == FONTE and not (item.voce.fonti or item.sopra.fonti or item.scheda.fonti):
            yield fault_within(
                item,
                (key,),
                f"{item.what} cita «fonte», ma nessuna fonte è scritta",
                "aggiungi «fonti» a questa voce o alla scheda",
            )


def unknown_holders(rete: Rete, tipo: Tipo) -> Faults:
    """Bodies that an item of a list is of, and that the register lacks."""
    for item in voci_di(rete, tipo, "ente"):
        yield from unknown_bodies(rete, item, [(item.path, item.voce.ente)])


def unknown_bodies(rete: Rete, of: Written, named: Iterable[Named]) -> Faults:
    """Ids, with their places, that are of no body of the register."""
    return _unknown(of, named, rete.ente_exists, "ente", "enti")


def unknown_tables(rete: Rete, of: Written, named: Iterable[Named]) -> Faults:
    """Ids, with their places, that are of no table of the register."""
    return _unknown(of, named, rete.tavolo_exists, "tavolo", "tavoli")


def _unknown(
    of: Written, named: Iterable[Named], exists: Callable[[str], bool], noun: str, folder: str
) -> Faults:
    for path, identifier in named:
        if not exists(identifier):
            yield fault(
                of,
                path,
                f"«{identifier}» non è un {noun} della rete",
                f"crea data/{folder}/{identifier}.yaml o correggi il nome",
            )


def unknown_terms(rete: Rete, records: Iterable[Themed]) -> Faults:
    """Words that the vocabulary lacks; an empty vocabulary lays down nothing."""
    if rete.patto is None:
        return
    vocabularies = rete.patto.vocabolari
    ambiti = frozenset(voce.id for voce in vocabularies.ambiti)
    comunita = frozenset(voce.id for voce in vocabularies.comunita)
    for record in records:
        for key, words, known in (
            ("ambiti", record.ambiti, ambiti),
            ("comunita", record.comunita, comunita),
        ):
            for index, word in enumerate(words):
                if known and word not in known:
                    yield fault(
                        record,
                        (key, index),
                        f"«{word}» non è una voce di «vocabolari.{key}» del patto",
                        "usa una voce che c'è, o aggiungila in data/patto.yaml",
                    )


def unknown_matter(rete: Rete, of: Written, path: DocPath, matter: str) -> Faults:
    """A matter of decisions that the pact does not have."""
    if rete.patto is None or matter in rete.patto.vocabolari.nomi_materie:
        return
    yield fault(
        of,
        path,
        f"«{matter}» non è una materia delle decisioni: ci sono "
        f"{join_words([*rete.patto.vocabolari.nomi_materie])}",
        "usa una di queste, o aggiungila in «vocabolari.materie» di data/patto.yaml",
    )
