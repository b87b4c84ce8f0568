"""Scopes of rules, and rules laid down twice for the same sittings; one by one: `regole`."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any, Final, NamedTuple

from rete.diagnostics import DocPath, Fault, Faults, fault
from rete.model.elenchi import VERSIONI, voci
from rete.model.patto import Articolo, Patto
from rete.model.regole import Regole, RegoleConvocazione, RegolePer, RegoleVerbali
from rete.model.rete import Rete
from rete.model.tempo import eve
from rete.rules.rule import error
from rete.rules.voci import unknown_tables

_PARTS: Final[dict[str, type[Any]]] = {
    "convocazione": RegoleConvocazione,
    "verbali": RegoleVerbali,
}
"""The parts of the rules of which each key counts by itself."""
_OF_THE_ALLIANCE: Final = ("recesso",)
"""What is asked of a body, whatever table it sits at: no scope has a say in it."""

Days = tuple[date, date]


class _InForce(NamedTuple):
    """A rule of an article, on the days on which it is surely in force, for some sittings."""

    days: Days
    path: DocPath
    numero: str
    scope: RegolePer


@error("PAT010", "patto")
def one_article_lays_down_a_rule(rete: Rete) -> Faults:
    """Nello stesso giorno, per le stesse sedute, una regola sta in un posto solo.

    Le regole degli articoli in vigore si mettono insieme: se due articoli, o due voci di
    `regole_per`, dicono la stessa cosa delle stesse sedute non si sa quale dei due vale. La regola
    va tolta da uno dei due, con una nuova versione. Una voce di un ambito più stretto invece vale
    al posto di quelle più generali; e le voci di `decisioni` di più articoli valgono insieme.
    """
    if rete.patto is None:
        return
    for key, found in _in_force(rete.patto).items():
        told: set[frozenset[DocPath]] = set()
        ordered = sorted(found, key=lambda one: one.days[0])
        for place, one in enumerate(ordered):
            for before in ordered[:place]:
                pair = frozenset((before.path[:2], one.path[:2]))
                clash = one.days[0] <= before.days[1] and _meet(before.scope, one.scope)
                if clash and before.path[:-1] != one.path[:-1] and pair not in told:
                    told.add(pair)
                    yield _twice(rete.patto, key, before, one)


def _meet(one: RegolePer, other: RegolePer) -> bool:
    """Whether two scopes, equally narrow, may be of the same sitting."""
    if one.rango != other.rango:
        return False
    pairs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
        (one.tavoli, other.tavoli),
        (one.generi, other.generi),
        (one.sessioni, other.sessioni),
    )
    return all(not first or bool({*first} & {*second}) for first, second in pairs)


def _in_force(patto: Patto) -> dict[str, list[_InForce]]:
    by_key: dict[str, list[_InForce]] = defaultdict(list)
    for index, article in enumerate(patto.articoli):
        for number, days in _sure_days(article):
            place: DocPath = ("articoli", index, "versioni", number)
            version = article.versioni[number]
            scopes = [((*place, "regole"), RegolePer(regole=version.regole))]
            scopes += [
                ((*place, "regole_per", n, "regole"), scope)
                for n, scope in enumerate(version.regole_per)
            ]
            for path, scope in scopes:
                for key, inner in _keys_of(scope.regole):
                    by_key[key].append(_InForce(days, (*path, *inner), article.numero, scope))
    return by_key


def _keys_of(rules: Regole | None) -> Iterator[tuple[str, DocPath]]:
    """The keys that rules say something of, each with where it stands among them."""
    for field in fields(Regole):
        said = getattr(rules, field.name, None)
        if said is None or field.name == "decisioni":
            continue
        if field.name not in _PARTS:
            yield field.name, (field.name,)
            continue
        for inner in fields(_PARTS[field.name]):
            if getattr(said, inner.name) is not None:
                yield f"{field.name}.{inner.name}", (field.name, inner.name)


def _sure_days(article: Articolo) -> Iterator[tuple[int, Days]]:
    """Each version, by its place, with the days on which it is surely the one in force."""
    starts = [version.dal for version in article.versioni]
    for number, start in enumerate(starts):
        following = starts[number + 1] if number + 1 < len(starts) else None
        end = eve(following.primo) if following else date.max
        if start is not None and start.ultimo <= end:
            yield number, (start.ultimo, end)


def _twice(patto: Patto, key: str, first: _InForce, second: _InForce) -> Fault:
    same = first.numero == second.numero
    where = (
        f"in due voci di «regole_per» dell'articolo {first.numero}"
        if same
        else f"sia nell'articolo {first.numero} sia nell'articolo {second.numero}"
    )
    return fault(
        patto,
        second.path,
        f"il {second.days[0]} la regola «{key}» sta {where}",
        "lasciala in una voce sola" if same else "lasciala in un articolo solo",
        on_key=True,
    )


@error("PAT026", "patto", "tavolo")
def scopes_say_something_of_some_sittings(rete: Rete) -> Faults:
    """Ogni voce di «regole_per» dice che cosa vale, e per quali tavoli, generi o sessioni.

    Senza un ambito vale per tutti, e sta in `regole`; due voci con lo stesso ambito sono una sola;
    un tavolo che non c'è non la applica nessuno. Una chiave in `tace` non può avere lì anche una
    regola. `recesso` non dipende dal tavolo: in un ambito non varrebbe mai.
    """
    for item in voci(rete, VERSIONI):
        seen: list[tuple[object, ...]] = []
        for index, scope in enumerate(item.voce.regole_per):
            place: DocPath = (*item.path, "regole_per", index)
            for path, message, remedy in _wrong(scope, seen):
                yield fault(item, (*place, *path), f"{item.what}: {message}", remedy)
            named = [((*place, "tavoli", n), name) for n, name in enumerate(scope.tavoli)]
            yield from unknown_tables(rete, item, named)
            seen.append(_limits(scope))


def _limits(scope: RegolePer) -> tuple[object, ...]:
    return frozenset(scope.tavoli), frozenset(scope.generi), frozenset(scope.sessioni)


def _wrong(
    scope: RegolePer, before: list[tuple[object, ...]]
) -> Iterator[tuple[DocPath, str, str]]:
    if not any(scope.rango):
        yield (
            (),
            "una voce di «regole_per» non dice per quali tavoli, generi o sessioni vale",
            "aggiungi «tavoli», «generi» o «sessioni»; se vale per tutti, mettila in «regole»",
        )
    if _limits(scope) in before:
        yield (
            (),
            "due voci di «regole_per» hanno lo stesso ambito",
            "mettile insieme in una voce sola",
        )
    said = {key for key, _ in _keys_of(scope.regole)}
    rows = scope.regole.decisioni if scope.regole is not None else None
    said |= {f"decisioni.{f.name}" for row in rows or () for f in fields(row) if _says(row, f.name)}
    if not said and not scope.tace:
        yield (), "una voce di «regole_per» non dice niente", "aggiungi «regole» o «tace»"
    for place, key in enumerate(scope.tace):
        if key in said or any(one.startswith(f"{key}.") for one in said):
            yield (
                ("tace", place),
                f"«{key}» è in «tace», e la stessa voce ne dà una regola",
                "togli l'una o l'altra",
            )
    for part in _OF_THE_ALLIANCE:
        if part in said:
            yield (
                ("regole", part),
                f"«{part}» non dipende dal tavolo né dalla sessione: qui non vale mai",
                "spostalo in «regole»",
            )


def _says(row: object, name: str) -> bool:
    return getattr(row, name) not in (None, ())
