"""A sitting that is planned is moved, to another day or within its own, or called off."""

from datetime import date
from typing import Final

from rete.changes import Plain, Record, Refused
from rete.edits.bozza import Bozza, record_as_plain
from rete.edits.sedute import id_of_sitting, must_be_only_planned
from rete.italiano import date_after, short_date
from rete.model.convocazione import Convocazione, Disdetta, Modalita, Previsione, Variazione
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.records import frozen

_GOES_ALONG: Final = ("seconda_di", "congiunta_con", "presiede", "verbalizza")
"""What a sitting that moves takes with it, beside its agenda and what it was called for."""
_GOES_ON: Final = ("urgente", "collegamento", "richiesta_da", "richiesta_il", "convoca", "articolo")
"""What holds of its letter too; the rest said when and how that went, and days that are over."""


@frozen
class DaSpostare:
    """A sitting and what it becomes: what is None stays, and no ``data`` is the same day.

    ``avviso`` is the day on which it was decided, and how it was told to whoever is called.
    """

    verbale: str
    avviso: Disdetta
    data: date | None = None
    ora: str | None = None
    luogo: str | None = None
    modalita: Modalita | None = None


def move(bozza: Bozza, rete: Rete, wanted: DaSpostare) -> None:
    """Another day is another file, which the old one names; the same day is a change of it."""
    known = planned(rete, wanted.verbale)
    _must_come_before(known, wanted.avviso)
    if wanted.data is None or wanted.data == known.data:
        _change(bozza, known, wanted)
    else:
        _move_to_another_day(bozza, rete, known, wanted, wanted.data)
    _tell_of_the_notice(bozza, known, wanted.avviso)


def call_off(bozza: Bozza, rete: Rete, identifier: str, notice: Disdetta) -> None:
    """The sitting is not held, and stays in the register."""
    known = planned(rete, identifier)
    _must_come_before(known, notice)
    bozza.put(known.file, (), "disdetta", record_as_plain(notice), written=False)
    bozza.tell(f"la seduta {date_after('del', known.data)} è disdetta: non si tiene")
    _tell_of_the_notice(bozza, known, notice)


def planned(rete: Rete, identifier: str) -> Verbale:
    """A sitting that is still to be held; Refused where it is not, or not any more."""
    known = rete.verbali.get(identifier)
    if known is None:
        raise Refused(f"la seduta «{identifier}» non c'è, o non si legge")
    must_be_only_planned(known)
    return known


def moved(known: Verbale, wanted: DaSpostare) -> Previsione:
    """When and where the sitting is to be held once it is moved."""
    return known.prevista.after(
        Variazione(
            il=wanted.avviso.il, ora=wanted.ora, luogo=wanted.luogo, modalita=wanted.modalita
        )
    )


def _change(bozza: Bozza, known: Verbale, wanted: DaSpostare) -> None:
    asked: dict[str, Plain | None] = {
        "ora": wanted.ora,
        "luogo": wanted.luogo,
        "modalita": wanted.modalita,
    }
    same = [key for key, value in asked.items() if value == getattr(known.prevista, key)]
    changed: Record = {
        key: value for key, value in asked.items() if value is not None and key not in same
    }
    if not changed:
        raise Refused(
            f"non cambia niente: la seduta «{known.id}» è già così; di' in quale altro giorno "
            "(--data), a quale ora (--ora), dove (--luogo) o come (--modalita) si tiene"
        )
    notice = record_as_plain(wanted.avviso)
    item: Record = {"il": notice.pop("il"), **changed, **notice}
    if known.variazioni:
        bozza.append(known.file, ("variazioni",), item)
    else:
        bozza.put(known.file, (), "variazioni", [item], written=False)
    told = ", ".join(f"{key} {value}" for key, value in changed.items())
    bozza.tell(f"la seduta resta {date_after('il', known.data)}, e cambia: {told}")


def _move_to_another_day(
    bozza: Bozza, rete: Rete, known: Verbale, wanted: DaSpostare, day: date
) -> None:
    if day < wanted.avviso.il:
        raise Refused(
            f"si sposta {date_after('al', day)}, prima che si decida "
            f"({short_date(wanted.avviso.il)}): di' con --il quando si è deciso"
        )
    identifier = id_of_sitting(rete, known.tavolo, day)
    if identifier in rete.verbali:
        raise Refused(
            f"{date_after('il', day)} di «{known.tavolo}» c'è già una seduta, «{identifier}»: "
            "scegli un altro giorno, o disdici questa con «rete verbale disdici»"
        )
    whole = record_as_plain(known)
    record: Record = {
        "convocazione": _called_anew(known, wanted),
        **{key: whole[key] for key in _GOES_ALONG if key in whole},
        "odg": whole["odg"],
    }
    if not record["convocazione"]:
        del record["convocazione"]
    bozza.create(f"data/verbali/{identifier[:4]}/{identifier}.yaml", "verbale", record)
    notice = record_as_plain(wanted.avviso)
    item: Record = {"il": notice.pop("il"), "a": identifier, **notice}
    bozza.put(known.file, (), "spostata", item, written=False)
    bozza.tell(f"la seduta {date_after('del', known.data)} è spostata {date_after('al', day)}")
    bozza.tell(f"nasce «{identifier}», con lo stesso ordine del giorno")
    call = known.convocazione
    if call is not None and call.seconda_il is not None:
        bozza.warn(
            f"la seconda convocazione era {date_after('il', call.seconda_il)}: quella della seduta "
            "nuova si scrive con «rete verbale convoca»"
        )
    if known.allegati:
        bozza.warn(f"gli allegati restano a «{known.id}»")


def _called_anew(known: Verbale, wanted: DaSpostare) -> Record:
    """What the sitting is called for on its new day, and when that was told."""
    call, now, sent = known.convocazione or Convocazione(), moved(known, wanted), wanted.avviso
    kept = {key: getattr(call, key) for key in _GOES_ON}
    return record_as_plain(
        Convocazione(
            inviata=sent.inviata,
            mezzo=sent.mezzo,
            ora=now.ora,
            luogo=now.luogo,
            modalita=now.modalita,
            **kept,
        )
    )


def _must_come_before(known: Verbale, notice: Disdetta) -> None:
    """Refused where it is decided, or told, after the day of the sitting, or out of order."""
    sent = notice.inviata
    for day, what in ((notice.il, "si decide"), (sent, "si comunica")):
        if day is not None and day > known.data:
            raise Refused(
                f"{what} {date_after('il', day)}, dopo il giorno della seduta "
                f"({short_date(known.data)}): se non si è tenuta, di' con --il quando si è deciso"
            )
    if sent is not None and sent < notice.il:
        raise Refused(
            f"si comunica {date_after('il', sent)}, prima di deciderlo ({short_date(notice.il)})"
        )


def _tell_of_the_notice(bozza: Bozza, known: Verbale, notice: Disdetta) -> None:
    if notice.inviata is not None:
        how = f" ({notice.mezzo})" if notice.mezzo else ""
        bozza.tell(f"l'avviso è partito {date_after('il', notice.inviata)}{how}")
    elif known.inviata is not None:
        bozza.warn(
            "chi era convocato non risulta avvisato: mandagli l'avviso; il giorno in cui parte si "
            "dice con --inviata, o dopo con «rete verbale modifica»"
        )
