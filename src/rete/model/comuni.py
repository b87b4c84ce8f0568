"""What several kinds of record share: sources, periods, effects, lengths of time, attachments."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from rete.model.tempo import DataParziale
from rete.records import frozen

FONTE = "fonte"
"""The act of what is known from sources alone."""
SI, NO = "sì", "no"
"""How a file says whether something is so; what is left out is not."""

Numero = int | float
"""A number of a register: a whole one stays so, as whoever reads it sees what was written."""

Ids = tuple[str, ...]
"""Ids of other records, in the order in which they are written."""

TipoEffetto = str
"""A kind of effect: one of those that have a row in `effetti`."""

ModoApprovazione = Literal["seduta-stante", "seduta-successiva", "firma", "silenzio"]
Esito = Literal["approvata", "respinta", "presa-d-atto"]
Qualita = Literal["effettivo", "osservatore"]
Causa = Literal["recesso", "esclusione", "decadenza", "estinzione", "fusione", "mancato-rinnovo"]
Sessione = Literal["ordinaria", "straordinaria"]
Genere = Literal["plenaria", "cabina-di-regia", "tavolo-tematico", "gruppo-di-lavoro"]


@frozen
class Fonte:
    titolo: str
    url: str | None = None
    data: DataParziale | None = None
    nota: str | None = None


Fonti = tuple[Fonte, ...]


@frozen
class Periodo:
    """A stretch of time with the acts that began and ended it (suspensions and the like)."""

    atto: str
    dal: DataParziale | None = None
    al: DataParziale | None = None
    atto_fine: str | None = None
    causa: str | None = None
    fonti: Fonti = ()
    note: str | None = None


@frozen
class Incarico:
    """A body's seat, coordination, secretariat or office for a while; the act may be unknown."""

    ente: str
    dal: DataParziale | None = None
    atto: str | None = None
    al: DataParziale | None = None
    atto_fine: str | None = None
    causa: str | None = None
    fonti: Fonti = ()
    note: str | None = None


@frozen
class Durata:
    """A length of time: exactly one unit is given, or the rules of shape say so."""

    giorni: int | None = None
    giorni_liberi: int | None = None
    giorni_lavorativi: int | None = None
    mesi: int | None = None
    anni: int | None = None
    ore: int | None = None
    minuti: int | None = None
    sabato: bool = False

    @property
    def units(self) -> tuple[tuple[str, int], ...]:
        """The units given, as (name, number)."""
        names = ("giorni", "giorni_liberi", "giorni_lavorativi", "mesi", "anni", "ore", "minuti")
        given = ((name, getattr(self, name)) for name in names)
        return tuple((name, number) for name, number in given if number is not None)

    @property
    def tempo(self) -> timedelta | None:
        """What is counted from moment to moment; None where it is counted in days or longer."""
        if self.ore is None and self.minuti is None:
            return None
        return timedelta(hours=self.ore or 0, minutes=self.minuti or 0)


@frozen
class Effetto:
    """What an act changes in the register; which keys each ``tipo`` needs is a rule."""

    tipo: TipoEffetto
    ente: str | None = None
    tavolo: str | None = None
    carica: str | None = None
    dal: DataParziale | None = None
    al: DataParziale | None = None
    decorrenza: Literal["firma"] | None = None
    qualita: Qualita | None = None
    causa: Causa | None = None
    a: Ids = ()
    nome: str | None = None
    genere: Genere | None = None
    coordina: str | None = None
    componenti: Ids = ()
    articolo: str | None = None
    periodo: str | None = None
    monitoraggio: str | None = None
    progetto: str | None = None
    verbale: str | None = None
    atto: str | None = None
    effetti: tuple["Effetto", ...] = ()
    presenti: Ids | None = None
    collegati: Ids | None = None
    esito: Esito | None = None


def every_effect(effects: Iterable[Effetto]) -> tuple[Effetto, ...]:
    """Effects, each followed by those that it puts in the place of another act's."""
    return tuple(one for effetto in effects for one in (effetto, *effetto.effetti))


@frozen
class Firma:
    formato: Literal["pades", "cades", "autografa"]
    ruolo: str
    data: date


@frozen
class Allegato:
    """A file below ``data/allegati/<id of the record>/`` with its SHA-256."""

    file: str
    titolo: str
    sha256: str
    firma: Firma | None = None
