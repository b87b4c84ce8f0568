"""The claims of tables: their life, seats and coordination, with the acts behind them."""

from collections.abc import Iterator

from rete.diagnostics import DocPath
from rete.model.comuni import FONTE, Incarico
from rete.model.tavolo import Tavolo
from rete.model.tempo import DataParziale
from rete.reckoning.claim import Attesa, Pretesa, since, until, up_to_the_eve

_Cosa = tuple[str, tuple[Attesa, ...]]
"""What an act should have done, in words, and the effects that would do it."""


def claims_of_table(tavolo: Tavolo) -> Iterator[Pretesa]:
    begun = tavolo.istituzione
    named = (("dal", begun.dal), ("nome", tavolo.nome), ("genere", tavolo.genere))
    yield Pretesa(
        genere="TAV",
        file=tavolo.file,
        path=("istituzione", "atto"),
        atto=begun.atto,
        cosa=f"l'istituzione di «{tavolo.id}»",
        attese=(Attesa(tipo="istituzione", oggetto=(tavolo.id,), valori=named),),
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
            attese=(until("chiusura", tavolo.id, al=tavolo.chiusura.al),),
            effetto=tavolo.chiusura.al,
            dal_atto=begun.atto,
        )
    for index, seat in enumerate(tavolo.componenti):
        path = ("componenti", index)
        yield from _held(tavolo, path, seat, _sitting_down(tavolo, seat), _leaving(tavolo, seat))
    for index, lead in enumerate(tavolo.coordinamento):
        path = ("coordinamento", index)
        yield from _held(tavolo, path, lead, _leading(tavolo, lead), _handing_over(tavolo, lead))


def _held(
    tavolo: Tavolo, path: DocPath, held: Incarico, begins: _Cosa, ends: _Cosa
) -> Iterator[Pretesa]:
    """What a seat or a coordination claims of the acts that began and ended it."""
    if held.atto is not None:
        cosa, attese = begins
        yield Pretesa(
            genere="TAV",
            file=tavolo.file,
            path=(*path, "atto"),
            atto=held.atto,
            cosa=cosa,
            attese=attese,
            effetto=held.dal,
            fondabile=_begins_with(tavolo, held),
            fondato=_first_day(tavolo),
            chiuso_da=held.atto_fine,
        )
    if held.atto_fine is not None:
        cosa, attese = ends
        yield Pretesa(
            genere="TAV",
            file=tavolo.file,
            path=(*path, "atto_fine"),
            atto=held.atto_fine,
            cosa=cosa,
            attese=attese,
            effetto=held.al,
            dal_atto=held.atto,
        )


def _begins_with(tavolo: Tavolo, held: Incarico) -> bool:
    """Whether the act that founds a table may have seated a body too; it may not be known."""
    return tavolo.istituzione.atto in (held.atto, FONTE)


def _first_day(tavolo: Tavolo) -> tuple[DataParziale, ...]:
    """When those begin whom a signing seats: together with the table, which it founds."""
    begun = tavolo.istituzione
    return (begun.dal,) if begun.dal and begun.atto != FONTE else ()


def _sitting_down(tavolo: Tavolo, seat: Incarico) -> _Cosa:
    both, dal = (tavolo.id, seat.ente), seat.dal
    return f"l'ingresso di «{seat.ente}» in «{tavolo.id}»", (
        since("ingresso", *both, dal=dal),
        since("coordinamento", *both, dal=dal, portato=True),
        since("istituzione", "→", *both, dal=dal, portato=True),
        since("subentro", "→", seat.ente, dal=dal, portato=True),
    )


def _leaving(tavolo: Tavolo, seat: Incarico) -> _Cosa:
    return f"l'uscita di «{seat.ente}» da «{tavolo.id}»", (
        until("uscita", tavolo.id, seat.ente, al=seat.al),
        *_ends_with(tavolo.id, seat),
    )


def _leading(tavolo: Tavolo, lead: Incarico) -> _Cosa:
    both, dal = (tavolo.id, lead.ente), lead.dal
    return f"il coordinamento di «{tavolo.id}» a «{lead.ente}»", (
        since("coordinamento", *both, dal=dal),
        since("istituzione", "→→", *both, dal=dal, portato=True),
        since("subentro", "→", lead.ente, dal=dal, portato=True),
    )


def _handing_over(tavolo: Tavolo, lead: Incarico) -> _Cosa:
    both, al = (tavolo.id, lead.ente), lead.al
    return f"la fine del coordinamento di «{lead.ente}» in «{tavolo.id}»", (
        until("fine-coordinamento", *both, al=al),
        up_to_the_eve("coordinamento", "→", tavolo.id, al=al, portato=True),
        until("uscita", *both, al=al, portato=True),
        *_ends_with(tavolo.id, lead),
    )


def _ends_with(tavolo: str, held: Incarico) -> tuple[Attesa, ...]:
    """What ends a seat or a coordination because it ends something greater."""
    return (
        until("cessazione", held.ente, al=held.al, portato=True),
        up_to_the_eve("subentro", held.ente, al=held.al, portato=True),
        until("chiusura", tavolo, al=held.al, portato=True),
    )
