"""How a sitting was called, and what changed before it was held; the rest is in `verbale`."""

from dataclasses import fields, replace
from datetime import date
from typing import Literal

from rete.model.comuni import Ids
from rete.records import frozen

Modalita = Literal["presenza", "distanza", "mista", "scritta"]


@frozen
class Convocazione:
    """The letter: nothing in it is required, and a sitting is convened where it was sent."""

    scritta_il: date | None = None
    protocollo: str | None = None
    inviata: date | None = None
    inviata_alle: str | None = None
    mezzo: str | None = None
    urgente: bool = False
    ora: str | None = None
    luogo: str | None = None
    modalita: Modalita | None = None
    collegamento: str | None = None
    seconda_il: date | None = None
    seconda_ora: str | None = None
    seconda_luogo: str | None = None
    risposte_entro: date | None = None
    richiesta_da: Ids = ()
    richiesta_il: date | None = None
    convoca: str | None = None
    articolo: str | None = None


def merged(call: Convocazione, more: Convocazione) -> Convocazione:
    """A call of which more is known: what the second says goes before what the first did."""
    said = {one.name: getattr(more, one.name) for one in fields(more)}
    return replace(call, **{key: value for key, value in said.items() if value})


@frozen
class Variazione:
    """Another hour, place or way of meeting on the same day; what it does not name stays."""

    il: date
    ora: str | None = None
    luogo: str | None = None
    modalita: Modalita | None = None
    inviata: date | None = None
    mezzo: str | None = None


@frozen
class Spostamento:
    """On which day it was moved, and to which sitting, whose file is another."""

    il: date
    a: str
    inviata: date | None = None
    mezzo: str | None = None
    motivo: str | None = None


@frozen
class Disdetta:
    """On which day it was called off."""

    il: date
    inviata: date | None = None
    mezzo: str | None = None
    motivo: str | None = None


@frozen
class Previsione:
    """When, where and how a sitting is to be held, as far as it is known."""

    ora: str | None = None
    luogo: str | None = None
    modalita: Modalita | None = None
    collegamento: str | None = None

    def after(self, change: Variazione) -> "Previsione":
        return Previsione(
            ora=change.ora or self.ora,
            luogo=change.luogo or self.luogo,
            modalita=change.modalita or self.modalita,
            collegamento=self.collegamento,
        )
