"""References of any record: acts, bodies, tables and words that are not there (for the others)."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from rete.diagnostics import DocPath, Fault
from rete.model.comuni import FONTE
from rete.model.elenchi import acts_cited, voci_di
from rete.model.rete import Rete, Tipo
from rete.model.tempo import whole_date

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


def unresolved_acts(rete: Rete, tipo: Tipo) -> Iterator[Fault]:
    """Citations that lead to no act of the register; silent where the act could not be read."""
    for item, key, act in acts_cited(rete, tipo):
        if rete.act_exists(act) is False:
            yield missing_act(rete, act, item.file, (*item.path, key), item.what)


def missing_act(rete: Rete, act: str, file: str, path: DocPath, what: str) -> Fault:
    """The fault of a citation that leads nowhere; ``what`` cites."""
    why, remedy = _why_missing(rete, act)
    return Fault(file=file, path=path, message=f"{what} cita «{act}», {why}", remedy=remedy)


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


def only_from_sources(rete: Rete, tipo: Tipo) -> Iterator[Fault]:
    """Acts known from sources alone in a register that says it is complete."""
    if rete.patto is None or not rete.patto.is_complete:
        return
    for item, key, act in acts_cited(rete, tipo):
        if act == FONTE:
            yield Fault(
                file=item.file,
                path=(*item.path, key),
                message=f"{item.what} cita «fonte», ma il registro si dice completo",
                remedy="scrivi l'atto, o in data/patto.yaml «elenco: parziale»",
            )


def without_sources(rete: Rete, tipo: Tipo) -> Iterator[Fault]:
    """Acts known from sources, where none is written: by the item, above it, for the whole file."""
    for item, key, act in acts_cited(rete, tipo):
        if act == FONTE and not (item.voce.fonti or item.sopra.fonti or item.scheda.fonti):
            yield Fault(
                file=item.file,
                path=(*item.path, key),
                message=f"{item.what} cita «fonte», ma nessuna fonte è scritta",
                remedy="aggiungi «fonti» a questa voce o alla scheda",
            )


def unknown_holders(rete: Rete, tipo: Tipo) -> Iterator[Fault]:
    """Bodies that an item of a list is of, and that the register lacks."""
    for item in voci_di(rete, tipo, "ente"):
        yield from unknown_bodies(rete, item.file, [(item.path, item.voce.ente)])


def unknown_bodies(rete: Rete, file: str, named: Iterable[Named]) -> Iterator[Fault]:
    """Ids, with their places, that are of no body of the register."""
    for path, identifier in named:
        if not rete.ente_exists(identifier):
            yield Fault(
                file=file,
                path=path,
                message=f"«{identifier}» non è un ente della rete",
                remedy=f"crea data/enti/{identifier}.yaml o correggi il nome",
            )


def unknown_tables(rete: Rete, file: str, named: Iterable[Named]) -> Iterator[Fault]:
    """Ids, with their places, that are of no table of the register."""
    for path, identifier in named:
        if not rete.tavolo_exists(identifier):
            yield Fault(
                file=file,
                path=path,
                message=f"«{identifier}» non è un tavolo della rete",
                remedy=f"crea data/tavoli/{identifier}.yaml o correggi il nome",
            )


def unknown_terms(rete: Rete, records: Iterable[Themed]) -> Iterator[Fault]:
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
                    yield Fault(
                        file=record.file,
                        path=(key, index),
                        message=f"«{word}» non è una voce di «vocabolari.{key}» del patto",
                        remedy="usa una voce che c'è, o aggiungila in data/patto.yaml",
                    )
