"""The fields of `redigi`: the heading of the minutes, and notes or questions."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from rete.ask import Domanda, NotAnAnswer, Risposte
from rete.commands.shared import contesto
from rete.commands.shared.scelta import chosen_tavolo
from rete.commands.verbale.appunti import HEADING, said_by_options
from rete.commands.verbale.campi_di_seduta import (
    UN_ORA,
    DiUnaSeduta,
    as_last,
    planned_sitting,
    refuse_another_day,
)
from rete.commands.verbale.guida import Guida
from rete.commands.writing.campi import Campo, dato, forse, segno
from rete.commands.writing.scrivere import Scrittura
from rete.commands.writing.valori import ALCUNI_ENTI, UN_ENTE, UN_TESTO
from rete.italiano import date_problem, parse_date
from rete.model.verbale import Verbale
from rete.model.vigenti import sessions_differ
from rete.notes import said
from rete.render.terminal_text import printable

T = TypeVar("T")


def _where_missing(field: Campo[T]) -> Campo[T]:
    """A field that is asked only where the planned sitting does not say it."""

    def is_open(a: "Redazione") -> bool:
        return a.is_open(field)

    return field.con(quando=is_open)


def _as_in_notes(field: Campo[T]) -> Campo[T]:
    """A field of names in full; else as they stand, where notes understand them («nessuno»)."""

    def read(a: "Redazione", typed: str) -> str:
        try:
            return field.tipo.leggi(typed, a.loaded)
        except NotAnAnswer:
            try:
                said_by_options(a.rete, {field.opzione: typed})
            except click.UsageError:
                pass
            else:
                return typed
            raise

    field.leggi(read)
    return field


class Redazione(DiUnaSeduta):
    """Minutes to be written: of which sitting, from which notes, with what in the heading."""

    appunti = dato(
        UN_TESTO,
        metavar="FILE",
        help="Gli appunti presi durante la seduta; «-» li legge dall'ingresso.",
    )
    comunque = segno("Tiene nella discussione le righe degli appunti che non si capiscono.")
    altra_seduta = DiUnaSeduta.altra_seduta
    numero = dato(UN_TESTO, metavar="N", help="Se manca, quello dopo l'ultimo dell'anno.")
    inizio = _where_missing(DiUnaSeduta.inizio)
    fine = forse(
        UN_ORA,
        "A che ora è finita?",
        dopo="modalita",
        aiuto="ore e minuti: 19:00",
        help="L'ora in cui finisce.",
    )
    luogo = _where_missing(DiUnaSeduta.luogo)
    modalita = _where_missing(DiUnaSeduta.modalita)
    sessione = DiUnaSeduta.sessione.con(quando=lambda a: a.session_is_open())
    presiede = _as_in_notes(
        forse(
            UN_ENTE,
            "Chi presiede?",
            aiuto="un ente",
            suggerita=as_last(lambda last: last.presiede),
        )
    )
    verbalizza = forse(
        UN_TESTO,
        "Chi scrive il verbale?",
        aiuto="la carica o l'ufficio, in parole: niente nomi di persone",
        suggerita=as_last(lambda last: last.verbalizza),
        help="Chi scrive il verbale: la carica o l'ufficio.",
    )
    presenti = _as_in_notes(
        forse(
            ALCUNI_ENTI,
            "Chi è in sala?",
            serve=True,
            aiuto="gli enti presenti in qualunque momento, separati da virgole",
            help="Chi era in sala.",
        )
    )
    collegati = _as_in_notes(
        forse(
            ALCUNI_ENTI,
            "Chi è in collegamento?",
            aiuto="gli enti, separati da virgole",
            help="Chi era in collegamento.",
        )
    )
    giustificati = _as_in_notes(
        forse(
            ALCUNI_ENTI,
            "Chi manca e ha avvisato?",
            aiuto="gli enti, separati da virgole",
            help="Chi mancava e ha avvisato.",
        )
    )

    @classmethod
    def refuse(cls, given: Risposte) -> str | None:
        tavolo = given.get("tavolo", "")
        if "appunti" not in given and Path(tavolo).is_file():
            raise click.UsageError(
                f"«{printable(tavolo)}» è un file: gli appunti vanno con --appunti"
            )
        return None

    @classmethod
    def completed(cls, given: dict[str, str], work: Scrittura) -> dict[str, str]:
        """A planned sitting is its table and its day; what options say is read as notes are."""
        planned = planned_sitting(work.loaded, given.get("tavolo"))
        if planned is not None:
            refuse_another_day(planned, given)
            given |= {"tavolo": planned.tavolo, "seduta": planned.id}
        said_by_options(work.loaded.rete, given)
        if given.get("appunti"):
            if "tavolo" in given:
                given["tavolo"] = chosen_tavolo(work.loaded, given["tavolo"]).id
            if parse_date(day := given.get("data", "oggi"), contesto.today()) is None:
                raise click.UsageError(f"--data: {date_problem(day)}")
        elif not work.asks:
            raise click.UsageError("mancano gli appunti: --appunti FILE (o «-» per l'ingresso)")
        elif planned is not None:
            given["data"] = planned.data.isoformat()
        return given

    @property
    def planned(self) -> Verbale | None:
        """The sitting that is there already: that which was named, or that of the day."""
        by_day = f"{self.testi.get('data')}-{self.testi.get('tavolo')}"
        return self.rete.verbali.get(self.seduta or by_day)

    def heading(self) -> dict[str, str]:
        """What was given or answered of the heading, by option."""
        return {key: self.testi[key] for key in HEADING if key in self.testi}

    def guide(self) -> Guida:
        lines = [f"TAVOLO: {self.tavolo}", f"DATA: {self.data.isoformat()}"]
        for key, text in self.heading().items():
            lines += said(HEADING[key], text)
        return Guida(self.loaded, lines, self.planned.odg if self.planned else (), self.testi)

    def notes(self) -> str:
        """The notes that the answers make up."""
        guide = self.guide()
        for _ in guide.domande():
            pass
        return "\n".join(guide.lines)

    def domande(self) -> Iterator[Domanda]:
        """The heading and then the points, where there are no notes; else nothing is asked."""
        if self.appunti is not None:
            for one in super().domande():
                yield replace(one, chiesta=False, facoltativa=True)
            return
        yield from super().domande()
        yield from self.guide().domande()

    def session_is_open(self) -> bool:
        """Whether the session is said, or some rule is for one kind and nobody said which."""
        asked = sessions_differ(self.rete) and self.is_open(type(self).sessione)
        return "sessione" in self.testi or asked

    def is_open(self, field: Campo[Any]) -> bool:
        """Whether there is something to say of it: it is said, or the planned sitting does not."""
        return field.opzione in self.testi or getattr(self.planned, field.name, None) is None
