"""`Cambiamento`: one thing that differs between two states; `views.cambiamenti` says it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, TypeVar

from rete.model.comuni import Incarico
from rete.model.rete import Rete
from rete.model.tempo import DataParziale, Periodo, any_covers, covers
from rete.reckoning.rows_in_words import Oggetto
from rete.reckoning.sentences import Frase
from rete.records import frozen

Argomento = Literal["periodi", "segreteria", "cariche", "aderenti", "tavoli", "articoli", "regole"]
TipoCambiamento = Literal[
    # of terms
    "comincia", "finisce",
    # of bodies, in the alliance, at a table, at the secretariat, in an office
    "entra", "torna", "esce", "esce-e-torna", "entra-e-esce", "risulta",
    "qualifica", "sospeso", "fine-sospensione", "sospeso-e-riammesso",
    # of tables
    "istituito", "chiuso", "istituito-e-chiuso", "coordina", "non-coordina", "ha-coordinato",
    # of articles and rules
    "aggiunto", "modificato", "tolto",
]  # fmt: skip


@frozen
class Istante:
    """A register seen on a day: two days of one register, or two registers on one day."""

    rete: Rete
    giorno: date


@frozen
class Cambiamento:
    """What is different of one object, since (or until) when, and the acts that made it so.

    ``oggetto`` is the id of a body, a table, an office or a term, the number of an article, the
    key of a rule. ``ente`` is the body that sits at a table or holds an office; ``tavolo`` the
    table that has its own rule; ``ambito`` are the sittings that a rule of an article is for, in
    words.
    """

    argomento: Argomento
    tipo: TipoCambiamento
    oggetto: str
    atti: tuple[str, ...] = ()
    dal: DataParziale | None = None
    al: DataParziale | None = None
    ente: str | None = None
    tavolo: str | None = None
    ambito: str | None = None
    articolo: str | None = None
    causa: str | None = None
    prima: str | None = None
    dopo: str | None = None
    frasi: tuple[Frase, ...] = ()
    materie: tuple[Oggetto, ...] = ()


_P = TypeVar("_P", bound=Periodo)
Passaggio = Literal["entra", "esce", "entra-e-esce", "risulta"]


def changed_holders(
    before: Sequence[Incarico], after: Sequence[Incarico], then: date, now: date
) -> Iterator[tuple[Passaggio, Incarico]]:
    """Who came to hold a seat or a charge, and who no longer does, by id."""
    before_of, after_of = _by_body(before), _by_body(after)
    for ente in sorted({*before_of, *after_of}):
        yield from passages(before_of.get(ente, []), after_of.get(ente, []), then, now)


def passages(
    old: Sequence[_P], new: Sequence[_P], then: date, now: date
) -> Iterator[tuple[Passaggio, _P]]:
    """What began to hold, and what no longer does, of the periods of one thing."""
    held, holds = any_covers(old, then), any_covers(new, now)
    if holds and not held:
        found = next(item for item in new if covers(item, now))
        yield ("risulta" if held is None and found.dal is None else "entra", found)
    elif held and holds is False:
        # The period that held, as it is known now that it ended.
        yield "esce", next(item for item in (*new, *old) if covers(item, then))
    elif held is False and holds is False:
        yield from (("entra-e-esce", item) for item in new if is_between(item, then, now))


def _by_body(items: Sequence[Incarico]) -> dict[str, list[Incarico]]:
    found: dict[str, list[Incarico]] = defaultdict(list)
    for item in items:
        found[item.ente].append(item)
    return found


def is_between(period: Periodo, then: date, now: date) -> bool:
    """Whether a period began after a day and was over before another."""
    if period.dal is None or period.al is None:
        return False
    return then < period.dal.primo and period.al.ultimo < now


def known(*references: str | None) -> tuple[str, ...]:
    """The acts that are said, each once."""
    return tuple(dict.fromkeys(reference for reference in references if reference))


def of_charge(
    argomento: Argomento, tipo: TipoCambiamento, oggetto: str, incarico: Incarico
) -> Cambiamento:
    """A seat or a charge that somebody came to hold, or no longer holds."""
    over = tipo in ("esce", "non-coordina")
    passing = tipo in ("entra-e-esce", "ha-coordinato")
    begun, ended = incarico.atto, incarico.atto_fine
    return Cambiamento(
        argomento=argomento,
        tipo=tipo,
        oggetto=oggetto,
        ente=incarico.ente,
        dal=None if over else incarico.dal,
        al=incarico.al,
        causa=incarico.causa if over or passing else None,
        atti=known(None if over else begun, ended if over or passing else None),
    )
