"""Lengths of time, quotas and rows of decisions, wherever rules lay them down (for the others)."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from itertools import pairwise
from typing import NamedTuple

from rete.diagnostics import DocPath, Fault, Faults, fault
from rete.italiano import join_words
from rete.model.comuni import Durata
from rete.model.regole import (
    Cadenza,
    Maggioranza,
    Quorum,
    RegolaDecisioni,
    Regole,
    RegoleConvocazione,
    RegoleDeleghe,
)
from rete.model.rete import Rete
from rete.rules.voci import unknown_matter, unknown_tables


class Ruled(NamedTuple):
    """A part of a file that lays down quantities: its place, its name in words, its value."""

    file: str
    path: DocPath
    what: str
    value: object

    def within(self) -> Iterator[tuple[DocPath, object]]:
        """The value and all that it holds, each with its place."""
        return _values_within(self.value, self.path)

    def named(self, place: DocPath) -> str:
        """A place of this part in words: the keys that lead to it, without numbers of lists."""
        keys = [str(step) for step in place[len(self.path) :] if isinstance(step, str)]
        return f"{self.what}: «{'.'.join(keys)}»" if keys else self.what


def _values_within(value: object, path: DocPath) -> Iterator[tuple[DocPath, object]]:
    # A record's fields are the keys of its file, so the same walk gives values and places.
    yield path, value
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _values_within(item, (*path, index))
    elif is_dataclass(value):
        for field in fields(value):
            yield from _values_within(getattr(value, field.name), (*path, field.name))


def lengths_without_one_unit(parts: Iterable[Ruled]) -> Faults:
    """Lengths of time and cadences that say no unit, or more than one."""
    for part in parts:
        for place, found in part.within():
            match found:
                case Durata():
                    given = [name for name, _ in found.units]
                    known = "giorni, giorni_liberi, giorni_lavorativi, mesi, anni, ore o minuti"
                case Cadenza():
                    keys = ("ogni_mesi", "volte_anno")
                    given = [key for key in keys if getattr(found, key) is not None]
                    known = "ogni_mesi o volte_anno"
                case _:
                    continue
            if len(given) != 1:
                said = f"ha più di un'unità ({join_words(given)})" if given else "non ha un'unità"
                yield fault(
                    part,
                    place,
                    f"{part.named(place)} {said}",
                    f"scrivi una sola di queste chiavi: {known}",
                )


def impossible_quotas(parts: Iterable[Ruled]) -> Faults:
    """Quotas that do not say one fraction, or say one that nobody can reach."""
    for part in parts:
        for place, found in part.within():
            match found:
                case Quorum() | Maggioranza():
                    yield from _quota(part, place, found)
                case RegoleConvocazione(a_richiesta_di=str(fraction)):
                    yield from _too_much(part, (*place, "a_richiesta_di"), fraction)
                case _:
                    pass


def _quota(part: Ruled, place: DocPath, quota: Quorum | Maggioranza) -> Faults:
    given = [key for key in _WAYS if getattr(quota, key) is not None]
    if len(given) != 1:
        told = join_words([f"«{key}»" for key in given])
        said = f"dice insieme {told}" if given else "non dice né «oltre» né «almeno» né «numero»"
        yield fault(
            part,
            place,
            f"{part.named(place)} {said}",
            'scrivine uno solo, per esempio {oltre: "1/2"} o {almeno: "2/3"}',
        )
    elif isinstance(quota, Maggioranza) and quota.numero is None and quota.di is None:
        yield fault(
            part,
            place,
            f"{part.named(place)} non dice «di» chi è una parte",
            "aggiungi «di»: votanti, presenti o aventi-diritto",
        )
    for key in ("oltre", "almeno"):
        if (fraction := getattr(quota, key)) is not None:
            yield from _too_much(part, (*place, key), fraction)


_WAYS = ("oltre", "almeno", "numero")


def _too_much(part: Ruled, place: DocPath, fraction: str) -> Faults:
    n, m = (int(number) for number in fraction.split("/"))
    strict = place[-1] == "oltre"
    if n > m or (strict and n == m):
        yield fault(
            part,
            place,
            f"{part.named(place)}: «{fraction}» non si può raggiungere",
            f"scrivi una frazione {'minore di uno' if strict else 'che non superi uno'}",
        )


# --- rows of decisions ---


def rows_of_unknown_tables(rete: Rete, parts: Iterable[Ruled]) -> Faults:
    """Rows that give a decision, or its ratification, to a table that is not there."""
    for part in parts:
        for place, found in part.within():
            if isinstance(found, RegolaDecisioni):
                named = [((*place, "decide"), found.decide)] if found.decide else []
                ratifies = found.ratifica.chi if found.ratifica else None
                named += [((*place, "ratifica", "chi"), ratifies)] if ratifies else []
                yield from unknown_tables(rete, part, named)


def ambiguous_rows(parts: Iterable[Ruled]) -> Faults:
    """Rows of which two would rule the same decision."""
    for part in parts:
        for place, found in part.within():
            if isinstance(found, Regole) and found.decisioni:
                yield from _ambiguous(part, (*place, "decisioni"), found.decisioni)


def _ambiguous(part: Ruled, path: DocPath, rows: tuple[RegolaDecisioni, ...]) -> Faults:
    seen: set[tuple[str, str, str | None]] = set()
    for index, row in enumerate(rows):
        for place, said in _subjects(row):
            subject = (*said, row.chiamata)
            if subject in seen:
                yield _twice(part, path, (*path, index, *place), subject)
            seen.add(subject)


def _subjects(row: RegolaDecisioni) -> Iterator[tuple[DocPath, tuple[str, str]]]:
    """What a row is for, each with its place in the row; neither kind nor matter: all the rest."""
    for key, words in (("per", row.per), ("materie", row.materie)):
        for number, word in enumerate(words):
            yield (key, number), (key, word)
    if row.is_for_all:
        yield (), ("", "")


def _twice(
    part: Ruled, path: DocPath, place: DocPath, subject: tuple[str, str, str | None]
) -> Fault:
    key, word, call = subject
    only = f" per la {call} convocazione" if call else ""
    if key:
        said, remedy = f"«{word}» è in più di una voce{only}", "lascialo in una voce sola"
    else:
        said = f"più di una voce{only} non dice «per» né «materie»"
        remedy = "tieni una sola voce così: vale per tutte le altre decisioni"
    return fault(part, place, f"{part.named(path)}: {said}", remedy)


def rules_at_odds(parts: Iterable[Ruled]) -> Faults:
    """Rows and proxies that say one thing twice, or nothing where they must."""
    for part in parts:
        for place, found in part.within():
            match found:
                case RegolaDecisioni():
                    yield from _row_at_odds(part, place, found)
                case RegoleDeleghe():
                    yield from _proxies_at_odds(part, place, found)
                case _:
                    pass


def _row_at_odds(part: Ruled, place: DocPath, row: RegolaDecisioni) -> Faults:
    what = part.named(place)
    if row.maggioranza is not None and row.maggioranze:
        said = f"{what} ha sia «maggioranza» sia «maggioranze»"
        yield fault(part, (*place, "maggioranza"), said, "tieni «maggioranze», con tutte dentro")
    quorum = row.numero_legale
    if quorum is None:
        return
    at = (*place, "numero_legale")
    if quorum.prima is None and quorum.seconda is None:
        yield fault(part, at, f"{part.named(at)} è vuoto", "scrivi «prima», «seconda» o entrambe")
    elif row.chiamata is not None and getattr(quorum, row.chiamata) is None:
        yield fault(
            part,
            at,
            f"{what} vale solo in {row.chiamata} convocazione, e di quella il numero legale tace",
            f"scrivi «{row.chiamata}», o togli «chiamata»",
        )


def _proxies_at_odds(part: Ruled, place: DocPath, proxies: RegoleDeleghe) -> Faults:
    what = part.named(place)
    if (proxies.massimo is not None) == proxies.senza_massimo:
        said = (
            "ha sia «massimo» sia «senza_massimo»"
            if proxies.senza_massimo
            else "non dice quante deleghe può portare un ente"
        )
        yield fault(part, place, f"{what} {said}", "scrivi «massimo: n», o «senza_massimo: sì»")
    elif proxies.scaglioni and proxies.massimo is None:
        said = f"{what} ha «scaglioni» e «senza_massimo»"
        yield fault(part, (*place, "scaglioni"), said, "togli gli scaglioni, o scrivi «massimo»")
    steps = [one.aderenti for one in proxies.scaglioni]
    if any(after <= before for before, after in pairwise(steps)):
        yield fault(
            part,
            (*place, "scaglioni"),
            f"{what}: gli scaglioni non vanno dal più piccolo al più grande",
            "mettili in ordine di «aderenti», ciascuno una volta sola",
        )


def unknown_matters(rete: Rete, parts: Iterable[Ruled]) -> Faults:
    """Matters that rules name, and the pact does not have."""
    for part in parts:
        for place, found in part.within():
            match found:
                case RegolaDecisioni():
                    key, words = "materie", found.materie
                case RegoleDeleghe():
                    key, words = "vietate_per", found.vietate_per
                case _:
                    continue
            for number, word in enumerate(words):
                yield from unknown_matter(rete, part, (*place, key, number), word)
