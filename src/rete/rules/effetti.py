"""Effects in themselves, wherever they are laid down; against the register: `bilancio`.

Their keys, the records they name, and no more than one of a kind on the same object.
"""

from collections.abc import Iterator

from rete.diagnostics import DocPath, Fault
from rete.italiano import join_words
from rete.model.comuni import Effetto
from rete.model.effetti import given_keys, keys_of
from rete.model.rete import Rete
from rete.reckoning.act_as_written import object_of
from rete.records import dataclass
from rete.rules.riferimenti import (
    Named,
    missing_act,
    unknown_bodies,
    unknown_tables,
)


@dataclass(frozen=True, kw_only=True)
class Disposto:
    """An effect where it is written; ``by`` says in words what lays it down, if not the file."""

    file: str
    path: DocPath
    effetto: Effetto
    by: str = ""

    @property
    def what(self) -> str:
        """``l'effetto «ammissione» di «il-ponte» della decisione 2``."""
        about = join_words([f"«{part}»" for part in object_of(self.effetto)])
        return f"l'effetto «{self.effetto.tipo}»{f' di {about}' if about else ''}{self.by}"

    @property
    def briefly(self) -> str:
        """The same without its object, where what follows names it."""
        return f"l'effetto «{self.effetto.tipo}»{self.by}"


Group = tuple[Disposto, ...]
"""The effects of one act."""


def of_minutes(rete: Rete) -> Iterator[Group]:
    """The effects of each decision that has some."""
    for verbale in rete.verbali.values():
        for index, decisione in enumerate(verbale.decisioni):
            if not decisione.effetti:  # as most
                continue
            by = f" della decisione {decisione.n}"
            yield _group(verbale.file, ("decisioni", index), decisione.effetti, by)


def of_acts(rete: Rete) -> Iterator[Group]:
    """The effects of each act of its own."""
    for atto in rete.atti.values():
        yield _group(atto.file, (), atto.effetti, "")


def _group(file: str, path: DocPath, effetti: tuple[Effetto, ...], by: str) -> Group:
    return tuple(
        Disposto(file=file, path=(*path, "effetti", index), effetto=effetto, by=by)
        for index, effetto in enumerate(effetti)
    )


def with_corrected(group: Group) -> Iterator[Disposto]:
    """The effects of an act, and those that its rectifications put in the place of others."""
    for one in group:
        yield one
        yield from _corrected(one)


def _corrected(one: Disposto) -> Group:
    return _group(one.file, one.path, one.effetto.effetti, f"{one.by} (rettifica)")


# --- keys ---


def wrong_keys(one: Disposto) -> Iterator[Fault]:
    """Keys that an effect lacks, and keys that have no place in it."""
    keys, given = keys_of(one.effetto), given_keys(one.effetto)
    for group in keys.needed:
        found = [key for key in group if key in given]
        if not found:
            yield _lacks(one, group)
        elif len(found) > 1:
            yield Fault(
                file=one.file,
                path=(*one.path, found[1]),
                on_key=True,
                message=f"{one.what} dice sia {' sia '.join(f'«{key}»' for key in found)}",
                remedy="lasciane uno solo",
            )
    if keys.some_of and not any(key in given for key in keys.some_of):
        yield _lacks(one, keys.some_of)
    for key in given:
        if key not in keys.allowed:
            allowed = [f"«{name}»" for name in keys.allowed]
            yield Fault(
                file=one.file,
                path=(*one.path, key),
                on_key=True,
                message=f"{one.what} ha «{key}», che non lo riguarda",
                remedy=f"togli «{key}»: questo effetto può dire {join_words(allowed)}",
            )


def _lacks(one: Disposto, keys: tuple[str, ...]) -> Fault:
    named = [f"«{key}»" for key in keys]
    said = f"non dice {named[0]}" if len(named) == 1 else f"non dice né {' né '.join(named)}"
    return Fault(
        file=one.file,
        path=one.path,
        message=f"{one.what} {said}",
        remedy=f"aggiungi {' o '.join(named)}",
    )


# --- references ---


def founded_tables(rete: Rete) -> frozenset[str]:
    """The tables that some act sets up: one not yet in the register is for the balance to tell."""
    return frozenset(
        one.effetto.tavolo
        for groups in (of_minutes(rete), of_acts(rete))
        for group in groups
        for one in with_corrected(group)
        if one.effetto.tipo == "istituzione" and one.effetto.tavolo is not None
    )


def unresolved_references(rete: Rete, one: Disposto, founded: frozenset[str]) -> Iterator[Fault]:
    """Records that an effect names and that are not in the register.

    Articles and terms are named only by the effects that make them: they may not be there yet.
    """
    effetto, path = one.effetto, one.path
    yield from unknown_bodies(rete, one.file, _bodies(one))
    if effetto.tavolo is not None and effetto.tavolo not in founded:
        yield from unknown_tables(rete, one.file, [((*path, "tavolo"), effetto.tavolo)])
    if effetto.atto is not None and rete.act_exists(effetto.atto) is False:
        yield missing_act(rete, effetto.atto, one.file, (*path, "atto"), one.briefly)
    for key, name, exists, remedy in _records(rete, effetto):
        if not exists:
            yield Fault(
                file=one.file,
                path=(*path, key),
                message=f"{one.briefly} cita «{name}», che non è nel registro",
                remedy=f"{remedy}, o correggi il nome",
            )


def _bodies(one: Disposto) -> Iterator[Named]:
    for key in ("ente", "coordina"):
        name = getattr(one.effetto, key)
        if name is not None:
            yield (*one.path, key), name
    for key in ("a", "componenti", "presenti", "collegati"):
        for index, name in enumerate(getattr(one.effetto, key) or ()):
            yield (*one.path, key, index), name


def _records(rete: Rete, effetto: Effetto) -> Iterator[tuple[str, str, bool, str]]:
    """What else an effect names: key, name, whether it is there, what to do if it is not."""
    verbale, progetto, monitoraggio = effetto.verbale, effetto.progetto, effetto.monitoraggio
    if verbale is not None:
        create = f"crea data/verbali/{verbale[:4]}/{verbale}.yaml"
        yield "verbale", verbale, rete.verbale_exists(verbale), create
    if progetto is not None:
        exists = progetto in rete.progetti or rete.is_unread("progetto", progetto)
        yield "progetto", progetto, exists, f"crea data/progetti/{progetto}.yaml"
    if monitoraggio is not None and rete.patto is not None:
        exists = any(foreseen.id == monitoraggio for foreseen in rete.patto.monitoraggi)
        add = "aggiungilo a «monitoraggi» in data/patto.yaml"
        yield "monitoraggio", monitoraggio, exists, add


# --- repetitions ---


def repeated(group: Group) -> Iterator[Fault]:
    """Effects of an act that are of a kind and on an object already written above."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for one in group:
        yield from repeated(_corrected(one))
        about = object_of(one.effetto)
        if about and (one.effetto.tipo, about) in seen:
            yield Fault(
                file=one.file,
                path=one.path,
                message=f"{one.what} è scritto più di una volta",
                remedy="lasciane uno solo; due cambiamenti in tempi diversi vogliono due atti",
            )
        seen.add((one.effetto.tipo, about))
