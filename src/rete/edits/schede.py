"""New cards, offices and acts: a body that the register did not know, its representatives."""

from rete.changes import Plain, Record, Refused
from rete.edits.bozza import Bozza, record_as_plain, without_empty, written
from rete.edits.opera import body_of, must_be_new, open_after
from rete.model.comuni import Effetto
from rete.model.ente import Referente
from rete.model.rete import Rete
from rete.model.ricerca import plain
from rete.model.tempo import DataParziale, eve


def add_body(bozza: Bozza, rete: Rete, identifier: str, card: Record) -> None:
    """The card of a body that is not in yet; ``card`` are its keys but for ``adesioni``."""
    taken = f"«{identifier}» ha già una scheda: data/enti/{identifier}.yaml"
    must_be_new(rete, "ente", identifier, taken)
    record = {**without_empty(dict(card)), "adesioni": []}
    bozza.create(f"data/enti/{identifier}.yaml", "ente", record)
    bozza.tell(f"nasce la scheda di «{identifier}» ({card.get('denominazione', identifier)})")


def add_representative(
    bozza: Bozza, rete: Rete, ente: str, office: Referente, since: DataParziale
) -> None:
    """A representative from a day; who held the same office ends the day before."""
    body = body_of(rete, ente)
    last = eve(since.primo)
    for index, held in open_after(body.referenti, last):
        same = held.ruolo == office.ruolo and held.tavolo == office.tavolo
        # Several contacts may serve together; one represents the body.
        if same and held.ruolo != "referente":
            path = ("referenti", index)
            bozza.put(body.file, path, "al", written(last), written=held.al is not None)
            bozza.tell(f"finisce l'incarico di {held.ruolo} ({held.carica}) di «{ente}»")
    bozza.append(body.file, ("referenti",), record_as_plain(office))
    bozza.tell(f"«{ente}»: {office.ruolo} è {office.carica} dal {since}")


def end_representative(
    bozza: Bozza, rete: Rete, ente: str, carica: str, last: DataParziale
) -> None:
    """The office of a representative ends."""
    body = body_of(rete, ente)
    found = [
        index
        for index, held in open_after(body.referenti, last.ultimo)
        if plain(held.carica) == plain(carica)
    ]
    if len(found) != 1:
        has = "ha più incarichi aperti" if found else "non ha incarichi aperti"
        raise Refused(f"«{ente}» {has} con la carica «{carica}» il {last}")
    held = body.referenti[found[0]]
    path = ("referenti", found[0])
    bozza.put(body.file, path, "al", written(last), written=held.al is not None)
    bozza.tell(f"finisce l'incarico di {held.ruolo} ({held.carica}) di «{ente}» il {last}")


def register_act(
    bozza: Bozza,
    rete: Rete,
    identifier: str,
    record: Record,
    effects: tuple[Effetto, ...] = (),
) -> None:
    """An act born outside sittings, with the effects that it lays down."""
    must_be_new(rete, "atto", identifier, f"l'atto «{identifier}» c'è già")
    plain: list[Plain] = [record_as_plain(effetto) for effetto in effects]
    whole = without_empty({**record, "effetti": plain})
    bozza.create(f"data/atti/{identifier[:4]}/{identifier}.yaml", "atto", whole)
    bozza.tell(f"nasce l'atto «{identifier}» ({record.get('oggetto', '')})")
