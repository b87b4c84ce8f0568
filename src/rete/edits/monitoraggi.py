"""What a monitoring finds, written in its file: values of indicators, parts of the report."""

from collections.abc import Sequence

from rete.changes import Record
from rete.edits.bozza import Bozza, as_plain, record_as_plain
from rete.edits.opera import must_be_read
from rete.model.monitoraggio import Monitoraggio, Parte, Valore
from rete.model.rete import Rete


def record(bozza: Bozza, rete: Rete, wanted: Monitoraggio) -> None:
    """Add values and parts to a monitoring, whose file begins if it has none.

    A value of the same indicator and day takes the place of the one that is there; so does a part
    of the same title.
    """
    found = rete.monitoraggi.get(wanted.id)
    if found is not None:
        for one in wanted.valori:
            _put_value(bozza, found, one)
        _put_parts(bozza, found, wanted.parti)
        return
    must_be_read(rete, "monitoraggio", wanted.id, wanted.file)
    whole: Record = {"dal": str(wanted.dal), "valori": as_plain(wanted.valori)}
    if wanted.parti:
        whole["parti"] = as_plain(wanted.parti)
    bozza.create(wanted.file, "monitoraggio", whole)
    bozza.tell(f"comincia il monitoraggio «{wanted.id}» dal {wanted.dal}")
    for one in wanted.valori:
        bozza.tell(_told(one))
    for part in wanted.parti:
        bozza.tell(f"la relazione ha la parte «{part.titolo}»")


def _put_value(bozza: Bozza, found: Monitoraggio, one: Valore) -> None:
    place = _place_of(found, one)
    if place is None:
        bozza.append(found.file, ("valori",), record_as_plain(one))
        bozza.tell(_told(one))
        return
    was = found.valori[place]
    if was.valore != one.valore:
        bozza.put(found.file, ("valori", place), "valore", one.valore, written=True)
        bozza.tell(f"{_told(one)}, e non {was.valore}")
    if was.fonte != one.fonte:
        bozza.put(found.file, ("valori", place), "fonte", one.fonte, written=True)
        bozza.tell(f"la fonte di «{one.indicatore}» ({one.data}) è: {one.fonte}")


def _put_parts(bozza: Bozza, found: Monitoraggio, parts: Sequence[Parte]) -> None:
    titles = [part.titolo for part in found.parti]
    for part in parts:
        if part.titolo not in titles:
            bozza.append(found.file, ("parti",), record_as_plain(part))
            bozza.tell(f"la relazione ha la parte «{part.titolo}»")
        elif found.parti[titles.index(part.titolo)].testo != part.testo:
            path = ("parti", titles.index(part.titolo))
            bozza.put(found.file, path, "testo", part.testo, written=True)
            bozza.tell(f"cambia la parte «{part.titolo}»")


def _place_of(found: Monitoraggio, one: Valore) -> int | None:
    for place, was in enumerate(found.valori):
        if was.indicatore == one.indicatore and str(was.data) == str(one.data):
            return place
    return None


def _told(one: Valore) -> str:
    return f"«{one.indicatore}» ({one.data}) vale {one.valore}"
