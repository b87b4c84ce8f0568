"""Effects on bodies carried out: admission, end, succession, suspension, quality."""

from rete.changes import Plain, Refused
from rete.edits.bozza import Bozza, day_before, without_empty, written
from rete.edits.seguito import (
    end_offices_of,
    end_seats_of,
    end_secretariat_of,
    end_suspension_of,
    is_open_after,
    warn_of_open_actions,
)
from rete.model.comuni import Effetto
from rete.model.ente import Adesione, Ente
from rete.model.rete import Rete
from rete.model.tempo import DataParziale, covers

Dettagli = dict[str, Plain]
"""What the effect does not carry and the register wants (``firma``, ``atto_proprio``)."""


def body_of(rete: Rete, ente: str | None) -> Ente:
    """The card of a body; Refused where there is none or it cannot be read."""
    if ente is not None and ente in rete.enti:
        return rete.enti[ente]
    if ente is not None and rete.is_unread("ente", ente):
        raise Refused(f"data/enti/{ente}.yaml non si legge: correggilo prima")
    raise Refused(f"«{ente}» non ha una scheda: creala con «rete ente aggiungi»")


def admit(bozza: Bozza, rete: Rete, effetto: Effetto, act: str, details: Dettagli) -> None:
    """A new period of adhesion, from the day of the effect or from the signature."""
    ente = body_of(rete, effetto.ente)
    if any(adesione.atto == act for adesione in ente.adesioni):
        return
    signed = details.get("firma")
    since = written(effetto.dal) if effetto.dal else signed
    if not isinstance(since, str):
        raise Refused(f"«{ente.id}» è ammesso dal giorno in cui firma: serve la data della firma")
    day = DataParziale.from_text(since)
    match rete.aderisce(ente.id, day.primo):
        case True:
            raise Refused(f"«{ente.id}» aderisce già il {since}")
        case None:
            raise Refused(f"{_may_be_in(ente.id, since)} nella sua scheda, poi riprova")
        case False:
            pass
    bozza.append(
        ente.file,
        ("adesioni",),
        without_empty(
            {
                "dal": since,
                "atto": act,
                "firma": signed,
                "atto_proprio": details.get("atto_proprio"),
                "qualita": effetto.qualita if effetto.qualita == "osservatore" else None,
            }
        ),
    )
    quality = " come osservatore" if effetto.qualita == "osservatore" else ""
    bozza.tell(f"«{ente.id}» aderisce{quality} dal {since}")


def leave(bozza: Bozza, rete: Rete, effetto: Effetto, act: str) -> None:
    """The adhesion ends, and with it seats, coordination, offices and suspension."""
    ente = body_of(rete, effetto.ente)
    if effetto.al is None:
        raise Refused(f"manca l'ultimo giorno di adesione di «{ente.id}»")
    if any(adesione.atto_fine == act for adesione in ente.adesioni):
        return
    last = effetto.al.ultimo
    index, adesione = _in_course(ente, effetto.al)
    path = ("adesioni", index)
    bozza.put(ente.file, path, "al", written(effetto.al), written=adesione.al is not None)
    bozza.put(ente.file, path, "atto_fine", act, written=adesione.atto_fine is not None)
    if effetto.causa is not None:
        bozza.put(ente.file, path, "causa", effetto.causa, written=adesione.causa is not None)
    bozza.tell(f"«{ente.id}» cessa di aderire: ultimo giorno {effetto.al}")
    end_seats_of(bozza, rete, ente.id, last, act)
    end_offices_of(bozza, ente, last)
    end_suspension_of(bozza, ente, last, act)
    end_secretariat_of(bozza, rete, ente.id, last, act)
    warn_of_open_actions(bozza, rete, ente.id, last)


def _in_course(ente: Ente, day: DataParziale) -> tuple[int, Adesione]:
    for index, adesione in enumerate(ente.adesioni):
        if covers(adesione, day.ultimo) is not False:
            return index, adesione
    raise Refused(f"«{ente.id}» non aderisce il {day}")


def succeed(bozza: Bozza, rete: Rete, effetto: Effetto, act: str) -> None:
    """Others take the place of a body: in the alliance and at its tables."""
    ente = body_of(rete, effetto.ente)
    if effetto.dal is None or not effetto.a:
        raise Refused(f"manca chi subentra a «{ente.id}», o da quando")
    if any(adesione.atto_fine == act for adesione in ente.adesioni):
        return
    last = day_before(effetto.dal)
    index, adesione = _in_course(ente, DataParziale.of_day(last))
    path = ("adesioni", index)
    bozza.put(ente.file, path, "al", written(last), written=adesione.al is not None)
    bozza.put(ente.file, path, "atto_fine", act, written=adesione.atto_fine is not None)
    bozza.put(ente.file, path, "causa", "fusione", written=adesione.causa is not None)
    bozza.tell(f"«{ente.id}» cessa di aderire: ultimo giorno {last}")
    for new in effetto.a:
        _enter_by_succession(bozza, rete, new, effetto.dal, act)
    _pass_on_seats(bozza, rete, effetto, act)
    end_offices_of(bozza, ente, last)
    end_suspension_of(bozza, ente, last, act)
    end_secretariat_of(bozza, rete, ente.id, last, act)
    warn_of_open_actions(bozza, rete, ente.id, last)


def _enter_by_succession(bozza: Bozza, rete: Rete, new: str, dal: DataParziale, act: str) -> None:
    body = body_of(rete, new)
    match rete.aderisce(new, dal.primo):
        case False:
            bozza.append(body.file, ("adesioni",), {"dal": written(dal), "atto": act})
            bozza.tell(f"«{new}» aderisce dal {dal}")
        case None:
            bozza.warn(f"{_may_be_in(new, written(dal))} nella sua scheda")
        case True:
            pass


def _may_be_in(ente: str, day: str) -> str:
    return f"non si sa se «{ente}» aderisca già il {day}: scrivi da quando aderisce («dal»)"


def _pass_on_seats(bozza: Bozza, rete: Rete, effetto: Effetto, act: str) -> None:
    if effetto.dal is None:
        return
    last = day_before(effetto.dal)
    since = written(effetto.dal)
    for tavolo in rete.tavoli.values():
        seats = [s for s in tavolo.componenti if s.ente == effetto.ente and covers(s, last)]
        held = [c for c in tavolo.coordinamento if c.ente == effetto.ente and covers(c, last)]
        if seats:
            for new in effetto.a:
                if not any(
                    s.ente == new and covers(s, effetto.dal.primo) for s in tavolo.componenti
                ):
                    item: Plain = {"ente": new, "dal": since, "atto": act}
                    bozza.append(tavolo.file, ("componenti",), item)
                    bozza.tell(f"«{new}» prende il posto di «{effetto.ente}» in «{tavolo.id}»")
        if held:
            item = {"ente": effetto.a[0], "dal": since, "atto": act}
            bozza.append(tavolo.file, ("coordinamento",), item)
            bozza.tell(f"«{effetto.a[0]}» coordina «{tavolo.id}» dal {since}")
    end_seats_of(bozza, rete, effetto.ente or "", last, act)


def suspend(bozza: Bozza, rete: Rete, effetto: Effetto, act: str) -> None:
    """A suspension begins; its end may be known from the start."""
    ente = body_of(rete, effetto.ente)
    if effetto.dal is None:
        raise Refused(f"manca il giorno da cui «{ente.id}» è sospeso")
    if any(period.atto == act for period in ente.sospensioni):
        return
    item = without_empty(
        {
            "dal": written(effetto.dal),
            "atto": act,
            "al": written(effetto.al) if effetto.al else None,
        }
    )
    bozza.append(ente.file, ("sospensioni",), item)
    until = f" al {effetto.al}" if effetto.al else ""
    bozza.tell(f"«{ente.id}» è sospeso dal {effetto.dal}{until}")


def end_suspension(bozza: Bozza, rete: Rete, effetto: Effetto, act: str) -> None:
    """The suspension in course ends."""
    ente = body_of(rete, effetto.ente)
    if effetto.al is None:
        raise Refused(f"manca l'ultimo giorno della sospensione di «{ente.id}»")
    if any(period.atto_fine == act for period in ente.sospensioni):
        return
    if not end_suspension_of(bozza, ente, effetto.al.ultimo, act) and not _extend(
        bozza, ente, effetto.al, act
    ):
        raise Refused(f"«{ente.id}» non è sospeso il {effetto.al}")


def _extend(bozza: Bozza, ente: Ente, last: DataParziale, act: str) -> bool:
    """A suspension that would end that very day: only the act that ends it is added."""
    for index, period in enumerate(ente.sospensioni):
        if period.al == last and period.atto_fine is None:
            bozza.put(ente.file, ("sospensioni", index), "atto_fine", act, written=False)
            return True
    return False


def requalify(bozza: Bozza, rete: Rete, effetto: Effetto, act: str) -> None:
    """A new period with another quality; the former ends the day before."""
    ente = body_of(rete, effetto.ente)
    if effetto.dal is None or effetto.qualita is None:
        raise Refused(f"manca la nuova qualifica di «{ente.id}», o da quando")
    if any(adesione.atto == act for adesione in ente.adesioni):
        return
    last = day_before(effetto.dal)
    for index, adesione in enumerate(ente.adesioni):
        if is_open_after(adesione.dal, adesione.al, last):
            path = ("adesioni", index)
            bozza.put(ente.file, path, "al", written(last), written=adesione.al is not None)
            bozza.put(ente.file, path, "atto_fine", act, written=adesione.atto_fine is not None)
            break
    else:
        raise Refused(f"«{ente.id}» non aderisce il {last}")
    bozza.append(
        ente.file,
        ("adesioni",),
        {"dal": written(effetto.dal), "atto": act, "qualita": effetto.qualita},
    )
    bozza.tell(f"«{ente.id}» è {effetto.qualita} dal {effetto.dal}")
