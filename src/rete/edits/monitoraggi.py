"""What a monitoring finds, written in its file: values of indicators, parts of the report."""

from rete.changes import Plain, Refused
from rete.edits.bozza import Bozza
from rete.model.monitoraggio import Monitoraggio
from rete.model.rete import Rete
from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
class Rilevato:
    """One value: of which indicator, how much, when, from where."""

    indicatore: str
    valore: int | float
    data: str
    fonte: str


@dataclass(frozen=True, kw_only=True)
class Relazione:
    """What is to be recorded of one monitoring: values, and parts by title."""

    id: str
    dal: str
    valori: tuple[Rilevato, ...] = ()
    parti: tuple[tuple[str, str], ...] = ()


def record(bozza: Bozza, rete: Rete, wanted: Relazione) -> None:
    """Add values and parts to a monitoring, whose file begins if it has none.

    A value of the same indicator and day takes the place of the one that is there; so does a part
    of the same title.
    """
    name, values, parts = wanted.id, wanted.valori, wanted.parti
    found = rete.monitoraggi.get(name)
    if found is not None:
        for one in values:
            _put_value(bozza, found, one)
        _put_parts(bozza, found, parts)
        return
    if rete.is_unread("monitoraggio", name):
        raise Refused(f"data/monitoraggi/{name}.yaml non si legge: correggilo prima")
    whole: dict[str, Plain] = {"dal": wanted.dal, "valori": [_value(one) for one in values]}
    if parts:
        whole["parti"] = [_part(*one) for one in parts]
    bozza.create(f"data/monitoraggi/{name}.yaml", "monitoraggio", whole)
    bozza.tell(f"comincia il monitoraggio «{name}» dal {wanted.dal}")
    for one in values:
        bozza.tell(_told(one))
    for title, _ in parts:
        bozza.tell(f"la relazione ha la parte «{title}»")


def _put_value(bozza: Bozza, found: Monitoraggio, one: Rilevato) -> None:
    place = _place_of(found, one)
    if place is None:
        bozza.append(found.file, ("valori",), _value(one))
        bozza.tell(_told(one))
        return
    was = found.valori[place]
    if was.valore != one.valore:
        bozza.put(found.file, ("valori", place), "valore", one.valore, written=True)
        bozza.tell(f"{_told(one)}, e non {was.valore}")
    if was.fonte != one.fonte:
        bozza.put(found.file, ("valori", place), "fonte", one.fonte, written=True)
        bozza.tell(f"la fonte di «{one.indicatore}» ({one.data}) è: {one.fonte}")


def _put_parts(bozza: Bozza, found: Monitoraggio, parts: tuple[tuple[str, str], ...]) -> None:
    titles = [part.titolo for part in found.parti]
    for title, text in parts:
        if title not in titles:
            bozza.append(found.file, ("parti",), _part(title, text))
            bozza.tell(f"la relazione ha la parte «{title}»")
        elif found.parti[titles.index(title)].testo != text:
            path = ("parti", titles.index(title))
            bozza.put(found.file, path, "testo", text, written=True)
            bozza.tell(f"cambia la parte «{title}»")


def _place_of(found: Monitoraggio, one: Rilevato) -> int | None:
    for place, was in enumerate(found.valori):
        if was.indicatore == one.indicatore and str(was.data) == one.data:
            return place
    return None


def _value(one: Rilevato) -> dict[str, Plain]:
    return {
        "indicatore": one.indicatore,
        "data": one.data,
        "valore": one.valore,
        "fonte": one.fonte,
    }


def _part(title: str, text: str) -> dict[str, Plain]:
    return {"titolo": title, "testo": text}


def _told(one: Rilevato) -> str:
    return f"«{one.indicatore}» ({one.data}) vale {one.valore}"
