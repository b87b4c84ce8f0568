"""References of any record: acts, bodies, tables and words of the vocabulary that are not there."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from rete.diagnostics import DocPath, Fault
from rete.model.comuni import FONTE
from rete.model.rete import Rete
from rete.model.tempo import Periodo, whole_date
from rete.rules.periodi import P_co, Stretch

Named = tuple[DocPath, str]
"""A place of a file and the id written there."""

_LONGEST = 60


class Cited(NamedTuple):
    """A citation of an act: where, by what, and whether a source stands beside it."""

    file: str
    path: DocPath
    named: str | Stretch[Periodo]
    act: str | None
    sourced: bool = False

    @property
    def what(self) -> str:
        return self.named if isinstance(self.named, str) else self.named.what


class Themed(Protocol):
    """A record that says what it deals with, and for whom."""

    @property
    def file(self) -> str: ...
    @property
    def ambiti(self) -> tuple[str, ...]: ...
    @property
    def comunita(self) -> tuple[str, ...]: ...


def quoted(text: str) -> str:
    """A text of the register as it can stand in one line of a message."""
    line = " ".join(text.split())
    return f"«{line}»" if len(line) <= _LONGEST else f"«{line[: _LONGEST - 1]}…»"


def cited_by(items: Iterable[Stretch[P_co]], *keys: str, sourced: bool = False) -> Iterator[Cited]:
    """The acts that periods cite in some of their keys; ``sourced``: the whole file has sources."""
    for item in items:
        for key in keys:
            act = getattr(item.period, key)
            if act is not None:
                there = sourced or bool(item.period.fonti)
                yield Cited(item.file, (*item.path, key), item, act, there)


def unresolved_acts(rete: Rete, cited: Iterable[Cited]) -> Iterator[Fault]:
    """Citations that lead to no act of the register; silent where the act could not be read."""
    for one in cited:
        if one.act is not None and rete.act_exists(one.act) is False:
            why, remedy = _missing_act(rete, one.act)
            yield Fault(
                file=one.file,
                path=one.path,
                message=f"{one.what} cita «{one.act}», {why}",
                remedy=remedy,
            )


def _missing_act(rete: Rete, reference: str) -> tuple[str, str]:
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


def only_from_sources(rete: Rete, cited: Iterable[Cited]) -> Iterator[Fault]:
    """Acts known from sources alone in a register that says it is complete."""
    if rete.patto is None or not rete.patto.is_complete:
        return
    for one in cited:
        if one.act == FONTE:
            yield Fault(
                file=one.file,
                path=one.path,
                message=f"{one.what} cita «fonte», ma il registro si dice completo",
                remedy="scrivi l'atto, o in data/patto.yaml «elenco: parziale»",
            )


def without_sources(cited: Iterable[Cited]) -> Iterator[Fault]:
    """Acts known from sources, where no source is written."""
    for one in cited:
        if one.act == FONTE and not one.sourced:
            yield Fault(
                file=one.file,
                path=one.path,
                message=f"{one.what} cita «fonte», ma nessuna fonte è scritta",
                remedy="aggiungi «fonti» a questa voce o alla scheda",
            )


def unknown_bodies(rete: Rete, file: str, named: Iterable[Named]) -> Iterator[Fault]:
    for path, identifier in named:
        if not rete.ente_exists(identifier):
            yield Fault(
                file=file,
                path=path,
                message=f"«{identifier}» non è un ente della rete",
                remedy=f"crea data/enti/{identifier}.yaml o correggi il nome",
            )


def unknown_tables(rete: Rete, file: str, named: Iterable[Named]) -> Iterator[Fault]:
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
