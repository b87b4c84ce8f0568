"""What a claim is: an act that the register cites, and the effects that would justify it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from rete.diagnostics import DocPath
from rete.model.comuni import Effetto, TipoEffetto
from rete.model.tempo import DataParziale
from rete.reckoning.act_as_written import Oggetto
from rete.records import dataclass

Genere = Literal["ENT", "TAV", "PAT", "MON", "PRO", "VER"]
Valore = DataParziale | str | None
_DAY = timedelta(days=1)
_CLOSED_BY_AN_ACT = ("adesioni", "sospensioni", "componenti", "coordinamento", "segreteria")


@dataclass(frozen=True, kw_only=True)
class Attesa:
    """An effect that would justify a record; ``valori`` are what both sides say and must agree on.

    ``portato`` means that the effect is on something else and carries this with it. ``firma`` is
    the day on which the body signed: its ``dal``, where the effect says «dalla firma». What is
    omitted is not known, but under the keys ``esatti`` it is «none».
    """

    tipo: TipoEffetto
    oggetto: Oggetto
    valori: tuple[tuple[str, Valore], ...] = ()
    portato: bool = False
    firma: date | None = None
    esatti: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Pretesa:
    """One ``atto`` or ``atto_fine`` of the register, with what would justify it."""

    genere: Genere
    file: str
    path: DocPath
    atto: str
    cosa: str
    """What the act should have done, in words: «l'ammissione di il-ponte»."""
    attese: tuple[Attesa, ...]
    effetto: DataParziale | None = None
    """The day on which the record says that it happened."""
    fondabile: bool = False
    """Whether a signing is enough: it founds terms, articles, tables and admits who signs."""
    soggetto: str | None = None
    """The body that must have signed, where what a signing founds is about one."""
    fondato: tuple[DataParziale, ...] = ()
    """Where a signing founds it, the days on which it may begin beside that of the signing."""
    chiuso_da: str | None = None
    """For a start: the act that ended the period (who revoked it may have)."""
    dal_atto: str | None = None
    """For an end: the act that began the period (who revokes it may end it)."""

    @property
    def chiudibile(self) -> bool:
        """Whether what began can be closed by an act, and need not be taken away."""
        return self.path[0] in _CLOSED_BY_AN_ACT


def since(
    tipo: TipoEffetto, *oggetto: str, dal: DataParziale | None, portato: bool = False
) -> Attesa:
    """The effect that begins on this day what it is on, or what it carries with it."""
    return Attesa(tipo=tipo, oggetto=oggetto, valori=(("dal", dal),), portato=portato)


def until(
    tipo: TipoEffetto, *oggetto: str, al: DataParziale | None, portato: bool = False
) -> Attesa:
    """The effect that ends it, with this as the last day."""
    return Attesa(tipo=tipo, oggetto=oggetto, valori=(("al", al),), portato=portato)


def up_to_the_eve(
    tipo: TipoEffetto, *oggetto: str, al: DataParziale | None, portato: bool = False
) -> Attesa:
    """The effect that begins something else in its place, the day after this last one."""
    return Attesa(tipo=tipo, oggetto=oggetto, valori=(("vigilia", al),), portato=portato)


def keys_of(effetto: Effetto, oggetto: Oggetto) -> Iterator[Oggetto]:
    """The objects under which an effect is looked up: its own, and those that it carries."""
    yield oggetto
    match effetto.tipo:
        case "subentro":
            for new in effetto.a:
                yield ("→", new)
        case "istituzione" if effetto.tavolo:
            for ente in first_seats(effetto):
                yield ("→", effetto.tavolo, ente)
            if effetto.coordina:
                yield ("→→", effetto.tavolo, effetto.coordina)
        case "coordinamento" if effetto.tavolo:
            yield ("→", effetto.tavolo)
        case "segreteria":
            yield ("→",)
        case _:
            pass


def first_seats(effetto: Effetto) -> tuple[str, ...]:
    """Who sits from its first day at the table that an effect sets up: who leads it sits too."""
    leads = (effetto.coordina,) if effetto.coordina else ()
    return tuple(dict.fromkeys((*effetto.componenti, *leads)))


def value_of(effetto: Effetto, key: str) -> Valore:
    """What an effect says under a key; ``vigilia`` is the day before its ``dal``."""
    match key:
        case "dal":
            return effetto.dal
        case "al":
            return effetto.al
        case "causa":
            return effetto.causa
        case "nome":
            return effetto.nome
        case "genere":
            return effetto.genere
        case "qualita":
            return effetto.qualita or "effettivo"
        case "vigilia" if effetto.dal is not None and not effetto.dal.is_month:
            day = effetto.dal.primo - _DAY
            return DataParziale.of_day(day)
        case _:
            return None
