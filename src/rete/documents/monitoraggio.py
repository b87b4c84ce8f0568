"""The report of a monitoring: the trend of each indicator, what is missing, what was due."""

from collections.abc import Iterator
from datetime import date

from rete.documents.adempimenti import AdempimentoTesto, duties_in
from rete.errors import ReteError
from rete.model.monitoraggio import Monitoraggio, Parte, Valore
from rete.model.patto import Indicatore, MonitoraggioPrevisto, Patto
from rete.model.rete import Rete
from rete.model.tempo import DataParziale
from rete.reckoning.acts_in_words import act_in_words
from rete.reckoning.terms import Term, terms
from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
class ValoreTesto:
    """One value; ``differenza`` is from the one before; ``qui`` if this monitoring took it."""

    data: DataParziale
    valore: str
    differenza: str | None
    fonte: str
    qui: bool


@dataclass(frozen=True, kw_only=True)
class IndicatoreTesto:
    nome: str
    unita: str
    obiettivo: str | None
    valori: tuple[ValoreTesto, ...]


@dataclass(frozen=True, kw_only=True)
class RelazioneTesto:
    """``fatto`` is the day of the monitoring, None where it was not made by the day asked."""

    titolo: str
    nome: str
    id: str
    tipo: str
    giorno: date
    periodo: str
    periodo_dal: DataParziale | None
    periodo_al: DataParziale | None
    entro: date | None
    fatto: DataParziale | None
    atto: str | None
    indicatori: tuple[IndicatoreTesto, ...]
    senza_valori: tuple[str, ...]
    adempimenti: tuple[AdempimentoTesto, ...]
    parti: tuple[Parte, ...]


def monitoraggio(rete: Rete, giorno: date, riferimento: str | None) -> RelazioneTesto:
    """The report of this monitoring as it stands on a day; ReteError where there is none."""
    patto = rete.patto
    if patto is None:
        raise ReteError("data/patto.yaml non si legge: correggilo prima di farne un documento")
    foreseen = next((one for one in patto.monitoraggi if one.id == riferimento), None)
    if foreseen is None:
        raise ReteError(f"il patto non prevede il monitoraggio «{riferimento}»")
    if rete.is_unread("monitoraggio", foreseen.id):
        raise ReteError(f"data/monitoraggi/{foreseen.id}.yaml non si legge: correggilo prima")
    made = rete.monitoraggi.get(foreseen.id)
    if made is not None and made.dal.primo > giorno:
        made = None
    term = next((one for one in terms(patto) if one.id == foreseen.periodo), None)
    return _report(rete, giorno, patto, foreseen, made, term)


def _report(  # noqa: PLR0913, PLR0917 - what a report is about, looked up once
    rete: Rete,
    giorno: date,
    patto: Patto,
    foreseen: MonitoraggioPrevisto,
    made: Monitoraggio | None,
    term: Term | None,
) -> RelazioneTesto:
    own = {value.indicatore for value in made.valori} if made is not None else set()
    act = made.atto if made is not None else None
    return RelazioneTesto(
        titolo=patto.titolo,
        nome=patto.nome,
        id=foreseen.id,
        tipo=foreseen.tipo,
        giorno=giorno,
        periodo=(term.titolo or term.id) if term is not None else foreseen.periodo,
        periodo_dal=term.dal if term is not None else None,
        periodo_al=term.al if term is not None else None,
        entro=foreseen.entro,
        fatto=made.dal if made is not None else None,
        atto=act_in_words(act, rete) if act is not None else None,
        indicatori=tuple(_indicator(rete, one, foreseen.id, giorno) for one in patto.indicatori),
        senza_valori=tuple(one.nome for one in patto.indicatori if one.id not in own),
        adempimenti=duties_in(rete, patto, term, giorno),
        parti=made.parti if made is not None else (),
    )


def _indicator(rete: Rete, indicatore: Indicatore, here: str, giorno: date) -> IndicatoreTesto:
    return IndicatoreTesto(
        nome=indicatore.nome,
        unita=indicatore.unita,
        obiettivo=None if indicatore.obiettivo is None else _number(indicatore.obiettivo),
        valori=tuple(_trend(rete, indicatore.id, here, giorno)),
    )


def _trend(rete: Rete, indicatore: str, here: str, giorno: date) -> Iterator[ValoreTesto]:
    """Every value known by a day, the oldest first, whichever monitoring took it."""
    found: list[tuple[Valore, bool]] = [
        (value, one.id == here)
        for one in rete.monitoraggi.values()
        for value in one.valori
        if value.indicatore == indicatore and value.data.primo <= giorno
    ]
    before: float | None = None
    for value, own in sorted(found, key=lambda pair: (pair[0].data, not pair[1])):
        yield ValoreTesto(
            data=value.data,
            valore=_number(value.valore),
            differenza=None if before is None else _difference(value.valore - before),
            fonte=value.fonte,
            qui=own,
        )
        before = value.valore


def _number(value: str | float) -> str:
    """A number as it is written in Italian; a text as it is."""
    if isinstance(value, str):
        return value
    rounded = round(value, 6)
    whole = rounded == int(rounded)
    return str(int(rounded)) if whole else f"{rounded}".replace(".", ",")


def _difference(change: float) -> str:
    sign = "+" if change > 0 else ("\N{MINUS SIGN}" if change < 0 else "")
    return f"{sign}{_number(abs(change))}"
