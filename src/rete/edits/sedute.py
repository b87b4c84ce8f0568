"""Minutes as they come to be: a sitting planned, then written up; approved by `approvazione`.

A sitting that has a file already is completed: what it says stays, what is new is added.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Final

from rete.changes import Plain, Record, Refused
from rete.edits.bozza import Bozza, record_as_plain
from rete.edits.opera import must_have_no_more
from rete.italiano import count, short_date
from rete.model.convocazione import Convocazione
from rete.model.rete import Rete
from rete.model.verbale import Verbale


def id_of_sitting(rete: Rete, tavolo: str, day: date, *, another: bool = False) -> str:
    """The id of a sitting of a table on a day: the one that is planned, else a new one.

    A new one beside minutes of that day is a second sitting: ``held_that_day`` tells it.
    ``another``: beside the first of that day, though it be only planned.
    """
    first, second = _ids_of(tavolo, day)
    passed = another and rete.has_id("verbale", first)
    for identifier in (second,) if passed else (first, second):
        known = rete.verbali.get(identifier)
        if known is None and not rete.has_id("verbale", identifier):
            must_have_no_more(rete, "verbale", identifier)
            return identifier
        if known is not None and known.is_planned:
            return identifier
    raise Refused(
        f"{short_date(day)}: di «{tavolo}» ci sono già due sedute; per correggere una bozza c'è "
        "«rete verbale modifica»"
    )


def held_that_day(rete: Rete, tavolo: str, day: date) -> tuple[Verbale, ...]:
    """The minutes of a table on a day that are written already."""
    found = (rete.verbali.get(identifier) for identifier in _ids_of(tavolo, day))
    return tuple(one for one in found if one is not None and one.was_held)


def there_is_one(rete: Rete, tavolo: str, day: date) -> bool:
    """Whether a table has a sitting on a day, whatever became of it; one unread counts."""
    return rete.has_id("verbale", _ids_of(tavolo, day)[0])


def _ids_of(tavolo: str, day: date) -> tuple[str, str]:
    first = f"{day.isoformat()}-{tavolo}"
    return first, f"{first}-bis"


def says_already(known: Verbale, record: Mapping[str, Plain]) -> bool:
    """Whether minutes say already all that is to be written: the same notes, given twice."""
    there = record_as_plain(known)
    points = {str(punto.punto): record_as_plain(punto) for punto in known.odg}
    for key, value in record.items():
        if key == "odg" and isinstance(value, list):
            if not all(_is_said(point, points) for point in value):
                return False
        elif key == "convocazione" and isinstance(value, dict):
            if not value.items() <= record_as_plain(known.convocazione or Convocazione()).items():
                return False
        elif key not in there or _counted(there[key]) != _counted(value):
            return False
    return True


def _is_said(point: Plain, points: Mapping[str, Record]) -> bool:
    if not isinstance(point, dict):
        return False
    known = points.get(str(point.get("punto")), {})
    return all(known.get(key) == value for key, value in point.items())


def _counted(value: Plain) -> Plain:
    """A value without the noughts of a count that somebody wrote and somebody else left out."""
    match value:
        case dict():
            return {key: _counted(one) for key, one in value.items() if one != 0}
        case list():
            return [_counted(one) for one in value]
        case _:
            return value


def next_number(rete: Rete, tavolo: str, day: date, leaving_out: str = "") -> int:
    """The number after the last one of a table in a year."""
    numbers = [
        v.numero
        for v in rete.verbali.values()
        if v.tavolo == tavolo and v.data.year == day.year and v.numero and v.id != leaving_out
    ]
    return max(numbers, default=0) + 1


def write_sitting(bozza: Bozza, rete: Rete, identifier: str, record: Record) -> None:
    """A new file of minutes, or what is missing in the one of a sitting that is only planned."""
    known = rete.verbali.get(identifier)
    if known is None:
        if rete.is_unread("verbale", identifier):
            raise Refused(f"il file di «{identifier}» non si legge: correggilo prima")
        if not record.get("odg"):
            raise Refused("non c'è nessun punto all'ordine del giorno: serve almeno un «PUNTO»")
        bozza.create(f"data/verbali/{identifier[:4]}/{identifier}.yaml", "verbale", record)
        bozza.tell(f"nasce «{identifier}»: {_in_brief(record)}")
        return
    must_be_only_planned(known)
    _complete(bozza, known, record)


def held_draft(rete: Rete, identifier: str, approved: str) -> Verbale:
    """The minutes of a sitting that was held; Refused where there are none, or they are approved.

    ``approved`` is how the refusal says the latter.
    """
    verbale = rete.verbali.get(identifier)
    if verbale is None:
        raise Refused(f"il verbale «{identifier}» non c'è, o non si legge")
    if verbale.is_approved:
        raise Refused(f"il verbale «{identifier}» è {approved}")
    must_not_be_off(verbale)
    if not verbale.was_held:
        raise Refused(
            f"la seduta «{identifier}» non risulta tenuta: prima si scrive il suo verbale con "
            "«rete verbale redigi»"
        )
    return verbale


def must_be_only_planned(known: Verbale) -> None:
    """Minutes that are there already are changed in other ways; Refused says which."""
    must_not_be_off(known)
    if known.is_approved:
        raise Refused(
            f"il verbale «{known.id}» è approvato: si corregge con «rete verbale rettifica»"
        )
    if known.was_held:
        raise Refused(
            f"il verbale «{known.id}» è già scritto: la bozza si cambia con «rete verbale modifica»"
        )


def must_not_be_off(known: Verbale) -> None:
    """Refused where a sitting was moved to another day, or called off."""
    if known.spostata is not None:
        raise Refused(f"la seduta «{known.id}» è spostata: adesso è «{known.spostata.a}»")
    if known.disdetta is not None:
        raise Refused(
            f"la seduta «{known.id}» è disdetta: se ci si riunisce lo stesso, prima si toglie "
            "«disdetta» con «rete verbale modifica»"
        )


def _complete(bozza: Bozza, known: Verbale, record: Mapping[str, Plain]) -> None:
    written = record_as_plain(known)
    for key, value in record.items():
        if key == "odg":
            _complete_agenda(bozza, known, value if isinstance(value, list) else [])
            continue
        now = _merged(written.get(key), value) if key == "convocazione" else value
        if written.get(key) != now:
            bozza.put(known.file, (), key, now, written=key in written)
    brief = _in_brief(record)
    bozza.tell(f"si completa «{known.id}»: {brief}" if brief else f"si completa «{known.id}»")


def _merged(was: Plain | None, now: Plain) -> Plain:
    """A call of which more is known: what it said already stays, in the order of the format."""
    if not isinstance(was, dict) or not isinstance(now, dict):
        return now
    both = {**was, **now}
    return {one.name: both[one.name] for one in fields(Convocazione) if one.name in both}


_SAID: Final = ("discussione", "svolgimento", "rinviato")
"""What is told of a point once it was dealt with."""


def _complete_agenda(bozza: Bozza, known: Verbale, points: Iterable[Plain]) -> None:
    places = {punto.punto: place for place, punto in enumerate(known.odg)}
    for point in points:
        if not isinstance(point, dict):
            continue
        place = places.get(int(str(point["punto"])))
        if place is None:
            bozza.append(known.file, ("odg",), point)
            continue
        was = record_as_plain(known.odg[place])
        now: Record = {**was, **{key: point[key] for key in _SAID if key in point}}
        if "svolgimento" in point and "discussione" in was:
            now["svolgimento"] = [{"testo": now.pop("discussione")}, *_steps(point)]
        if now != was:  # the whole item: a discussion has no good place on its one line
            bozza.replace(known.file, ("odg", place), now)


def _steps(point: Record) -> list[Plain]:
    steps = point["svolgimento"]
    return steps if isinstance(steps, list) else []


def _in_brief(record: Mapping[str, Plain]) -> str:
    """How much there is in what is written; nothing where there is no list."""
    words = (
        ("odg", "punto", "punti"),
        ("presenti", "ente presente", "enti presenti"),
        ("collegati", "ente collegato", "enti collegati"),
        ("decisioni", "decisione", "decisioni"),
        ("azioni", "azione", "azioni"),
    )
    parts = [
        count(len(found), one, many)
        for key, one, many in words
        if isinstance(found := record.get(key), list) and found
    ]
    return ", ".join(parts)
