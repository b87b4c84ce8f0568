"""The claims of tables: their life, seats and coordination, with the acts behind them."""

from collections.abc import Iterator

from rete.model.comuni import FONTE, Incarico
from rete.model.tavolo import Tavolo
from rete.model.tempo import DataParziale
from rete.reckoning.claim import Attesa, Pretesa


def claims_of_table(tavolo: Tavolo) -> Iterator[Pretesa]:
    begun = tavolo.istituzione
    yield Pretesa(
        genere="TAV",
        file=tavolo.file,
        path=("istituzione", "atto"),
        atto=begun.atto,
        cosa=f"l'istituzione di «{tavolo.id}»",
        attese=(
            Attesa(
                tipo="istituzione",
                oggetto=(tavolo.id,),
                valori=(("dal", begun.dal), ("nome", tavolo.nome), ("genere", tavolo.genere)),
            ),
        ),
        effetto=begun.dal,
        fondabile=True,
        chiuso_da=tavolo.chiusura.atto if tavolo.chiusura else None,
    )
    if tavolo.chiusura is not None:
        yield Pretesa(
            genere="TAV",
            file=tavolo.file,
            path=("chiusura", "atto"),
            atto=tavolo.chiusura.atto,
            cosa=f"la chiusura di «{tavolo.id}»",
            attese=(
                Attesa(tipo="chiusura", oggetto=(tavolo.id,), valori=(("al", tavolo.chiusura.al),)),
            ),
            effetto=tavolo.chiusura.al,
            dal_atto=begun.atto,
        )
    for index, seat in enumerate(tavolo.componenti):
        yield from _seat(tavolo, index, seat)
    for index, held in enumerate(tavolo.coordinamento):
        yield from _coordination(tavolo, index, held)


def _seat(tavolo: Tavolo, index: int, seat: Incarico) -> Iterator[Pretesa]:
    if seat.atto is not None:
        yield _seat_taken(tavolo, index, seat, seat.atto)
    if seat.atto_fine is not None:
        yield _seat_left(tavolo, index, seat, seat.atto_fine)


def _seat_taken(tavolo: Tavolo, index: int, seat: Incarico, atto: str) -> Pretesa:
    both = (tavolo.id, seat.ente)
    return Pretesa(
        genere="TAV",
        file=tavolo.file,
        path=("componenti", index, "atto"),
        atto=atto,
        cosa=f"l'ingresso di «{seat.ente}» in «{tavolo.id}»",
        attese=(
            Attesa(tipo="ingresso", oggetto=both, valori=(("dal", seat.dal),)),
            Attesa(tipo="coordinamento", oggetto=both, valori=(("dal", seat.dal),), portato=True),
            Attesa(
                tipo="istituzione",
                oggetto=("→", *both),
                valori=(("dal", seat.dal),),
                portato=True,
            ),
            Attesa(
                tipo="subentro",
                oggetto=("→", seat.ente),
                valori=(("dal", seat.dal),),
                portato=True,
            ),
        ),
        effetto=seat.dal,
        fondabile=_begins_with(tavolo, seat),
        fondato=_first_day(tavolo),
        chiuso_da=seat.atto_fine,
    )


def _seat_left(tavolo: Tavolo, index: int, seat: Incarico, atto: str) -> Pretesa:
    both = (tavolo.id, seat.ente)
    return Pretesa(
        genere="TAV",
        file=tavolo.file,
        path=("componenti", index, "atto_fine"),
        atto=atto,
        cosa=f"l'uscita di «{seat.ente}» da «{tavolo.id}»",
        attese=(
            Attesa(tipo="uscita", oggetto=both, valori=(("al", seat.al),)),
            *_ends_with(tavolo.id, seat),
        ),
        effetto=seat.al,
        dal_atto=seat.atto,
    )


def _begins_with(tavolo: Tavolo, held: Incarico) -> bool:
    """Whether the act that founds a table may have seated a body too; it may not be known."""
    return tavolo.istituzione.atto in (held.atto, FONTE)


def _first_day(tavolo: Tavolo) -> tuple[DataParziale, ...]:
    """When those begin whom a signing seats: together with the table, which it founds."""
    begun = tavolo.istituzione
    return (begun.dal,) if begun.dal and begun.atto != FONTE else ()


def _ends_with(tavolo: str, held: Incarico) -> tuple[Attesa, ...]:
    """What ends a seat or a coordination because it ends something greater."""
    ends = (("al", held.al),)
    return (
        Attesa(tipo="cessazione", oggetto=(held.ente,), valori=ends, portato=True),
        Attesa(tipo="subentro", oggetto=(held.ente,), valori=(("vigilia", held.al),), portato=True),
        Attesa(tipo="chiusura", oggetto=(tavolo,), valori=ends, portato=True),
    )


def _coordination(tavolo: Tavolo, index: int, held: Incarico) -> Iterator[Pretesa]:
    if held.atto is not None:
        yield _lead_taken(tavolo, index, held, held.atto)
    if held.atto_fine is not None:
        yield _lead_left(tavolo, index, held, held.atto_fine)


def _lead_taken(tavolo: Tavolo, index: int, held: Incarico, atto: str) -> Pretesa:
    both = (tavolo.id, held.ente)
    return Pretesa(
        genere="TAV",
        file=tavolo.file,
        path=("coordinamento", index, "atto"),
        atto=atto,
        cosa=f"il coordinamento di «{tavolo.id}» a «{held.ente}»",
        attese=(
            Attesa(tipo="coordinamento", oggetto=both, valori=(("dal", held.dal),)),
            Attesa(
                tipo="istituzione",
                oggetto=("→→", *both),
                valori=(("dal", held.dal),),
                portato=True,
            ),
            Attesa(
                tipo="subentro",
                oggetto=("→", held.ente),
                valori=(("dal", held.dal),),
                portato=True,
            ),
        ),
        effetto=held.dal,
        fondabile=_begins_with(tavolo, held),
        fondato=_first_day(tavolo),
        chiuso_da=held.atto_fine,
    )


def _lead_left(tavolo: Tavolo, index: int, held: Incarico, atto: str) -> Pretesa:
    both = (tavolo.id, held.ente)
    return Pretesa(
        genere="TAV",
        file=tavolo.file,
        path=("coordinamento", index, "atto_fine"),
        atto=atto,
        cosa=f"la fine del coordinamento di «{held.ente}» in «{tavolo.id}»",
        attese=(
            Attesa(tipo="fine-coordinamento", oggetto=both, valori=(("al", held.al),)),
            Attesa(
                tipo="coordinamento",
                oggetto=("→", tavolo.id),
                valori=(("vigilia", held.al),),
                portato=True,
            ),
            Attesa(tipo="uscita", oggetto=both, valori=(("al", held.al),), portato=True),
            *_ends_with(tavolo.id, held),
        ),
        effetto=held.al,
        dal_atto=held.atto,
    )
