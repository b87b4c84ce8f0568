"""What goes on a calendar: due dates and planned sittings; `render.ics` writes the file."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, time

from rete.italiano import short_date
from rete.italiano.etichette import MODALITA, TIPI_SCADENZA, label
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.reckoning.deadlines import Scadenza
from rete.reckoning.deadlines.from_sittings import sitting_in_words
from rete.reckoning.deadlines.scadenza import one_line
from rete.records import frozen


@frozen
class Impegno:
    """One entry; without ``inizio`` it takes the whole day. Its alarm rings so many days before."""

    uid: str
    titolo: str
    testo: str
    genere: str
    giorno: date
    inizio: time | None = None
    fine: time | None = None
    luogo: str | None = None
    avviso: int | None = None


@frozen
class Calendario:
    nome: str
    oggi: date
    impegni: tuple[Impegno, ...]


def calendario(
    rete: Rete, found: Sequence[Scadenza], sittings: Sequence[Verbale], oggi: date
) -> Calendario:
    """The entries by day; their names stay the same as long as what they are about does."""
    name = one_line(rete.patto.nome) if rete.patto else "Rete"
    entries = [*_due(found, oggi, _slug(name)), *_sittings(rete, sittings, _slug(name))]
    return Calendario(
        nome=f"Scadenze: {name}",
        oggi=oggi,
        impegni=tuple(sorted(entries, key=lambda one: (one.giorno, one.uid))),
    )


def _due(found: Sequence[Scadenza], oggi: date, slug: str) -> Iterator[Impegno]:
    for one in found:
        overdue = one.state_on(oggi) == "scaduta"
        lines = [one.perche[:1].upper() + one.perche[1:]]
        lines += ["La data è dedotta."] if one.dedotta else []
        lines += [f"Articolo {one.articolo} del patto."] if one.articolo else []
        yield Impegno(
            uid=f"{one.id}@{slug}",
            titolo=f"Scaduta: {one.titolo}" if overdue else one.titolo,
            testo="\n".join([*lines, *([one.comando] if one.comando else [])]),
            genere=label(TIPI_SCADENZA, one.tipo),
            giorno=one.scade,
            avviso=None if overdue else 7,
        )


def _sittings(rete: Rete, sittings: Sequence[Verbale], slug: str) -> Iterator[Impegno]:
    for verbale in sittings:
        points = [f"{punto.stampato}. {one_line(punto.titolo)}" for punto in verbale.odg]
        sent, called = verbale.inviata, verbale.prevista
        told = f"Convocata il {short_date(sent)}" if sent else "Non ancora convocata"
        how = f", {label(MODALITA, called.modalita)}" if called.modalita else ""
        link = [f"Collegamento: {one_line(called.collegamento)}"] if called.collegamento else []
        begins, ends = _hour(called.ora), _hour(verbale.fine)
        yield Impegno(
            uid=f"seduta/{verbale.id}@{slug}",
            titolo=f"Seduta: {sitting_in_words(rete, verbale)}",
            testo="\n".join([f"{told}{how}.", *link, "Ordine del giorno:", *points]),
            genere="seduta",
            giorno=verbale.data,
            inizio=begins,
            fine=ends if begins and ends and ends > begins else None,
            luogo=one_line(called.luogo) if called.luogo else None,
            avviso=1,
        )


def _hour(text: str | None) -> time | None:
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        return None


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-") or "rete"
