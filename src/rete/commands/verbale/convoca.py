"""`rete verbale convoca`: a sitting is planned, with the agenda that it inherits."""

import click

from rete.changes import Refused
from rete.commands.shared import contesto
from rete.commands.verbale.campi_di_seduta import (
    UN_ORA,
    DiUnaSeduta,
    as_last,
    foreseen,
    planned_sitting,
    refuse_another_day,
    sitting_of,
)
from rete.commands.writing.campi import campo, dato, forse, segno
from rete.commands.writing.scrivere import Scrittura, nothing_written, writing
from rete.commands.writing.valori import (
    ALCUNI_ENTI,
    ALCUNI_TESTI,
    BETWEEN_TEXTS,
    UN_GIORNO,
    UN_TESTO,
)
from rete.edits.bozza import Bozza
from rete.edits.convocazione import DaConvocare, convene
from rete.edits.sedute import id_of_sitting
from rete.italiano import short_date
from rete.model.convocazione import Convocazione
from rete.model.rete import Rete
from rete.reckoning.agenda import agenda


class Chiamata(DiUnaSeduta):
    """A sitting: of which table, when and where, about what; and the letter, if it has gone."""

    inviata = forse(
        UN_GIORNO,
        "In quale giorno è stata mandata la convocazione?",
        aiuto="lascia vuoto se è ancora da mandare",
        help="Il giorno in cui è stata mandata, se lo è già.",
    )
    mezzo = campo(
        UN_TESTO,
        "Con quale mezzo?",
        aiuto="per esempio: posta elettronica, PEC",
        help="Come è stata mandata.",
        quando=inviata.is_given,
        suggerita=as_last(lambda last: last.convocazione.mezzo if last.convocazione else None),
    )
    inviata_alle = dato(
        UN_ORA, help="L'ora in cui è stata mandata (con --inviata).", quando=inviata.is_given
    )
    scritta_il = dato(
        UN_GIORNO, help="Il giorno che porta la lettera, se non è quello in cui è partita."
    )
    protocollo = dato(UN_TESTO, metavar="N", help="Il numero di protocollo della lettera.")
    urgente = segno("È una convocazione d'urgenza.")
    collegamento = dato(UN_TESTO, help="Come ci si collega a distanza: l'indirizzo o il sistema.")
    risposte_entro = dato(
        UN_GIORNO,
        help="L'ultimo giorno per rispondere, se la seduta è in forma scritta.",
        quando=lambda a: (a.modalita or foreseen(a).modalita) == "scritta",
    )
    seconda_il = forse(
        UN_GIORNO,
        "In quale giorno è la seconda convocazione?",
        aiuto="lascia vuoto se non c'è",
        help="Il giorno della seconda convocazione.",
    )
    seconda_ora = dato(
        UN_ORA,
        help="L'ora della seconda convocazione (con --seconda-il).",
        quando=seconda_il.is_given,
    )
    seconda_luogo = dato(
        UN_TESTO,
        help="Il posto della seconda convocazione, se è un altro (con --seconda-il).",
        quando=seconda_il.is_given,
    )
    convocata_da = dato(UN_TESTO, help="Chi convoca: la carica o l'ufficio, in parole.")
    articolo = dato(UN_TESTO, metavar="N", help="L'articolo del patto in base a cui si convoca.")
    richiesta_da = forse(
        ALCUNI_ENTI,
        "Quali enti hanno chiesto la seduta?",
        aiuto="uno o più enti, separati da virgole; lascia vuoto se non l'ha chiesta nessuno",
        help="Gli enti che hanno chiesto la seduta, separati da virgole.",
    )
    richiesta_il = forse(
        UN_GIORNO,
        "In quale giorno l'hanno chiesta?",
        aiuto="lascia vuoto se non si sa",
        help="Il giorno in cui l'hanno chiesta (con --richiesta-da).",
        quando=richiesta_da.is_given,
    )
    punto = forse(
        ALCUNI_TESTI,
        "Quali punti all'ordine del giorno?",
        metavar="TITOLO",
        ripetibile=BETWEEN_TEXTS,
        dopo="modalita",
        aiuto="uno o più titoli, con un punto e virgola fra l'uno e l'altro;\n"
        "i verbali da approvare, le azioni aperte e i punti rinviati li aggiunge rete",
        help="Un punto in più all'ordine del giorno; si può ripetere.",
    )
    altra_seduta = DiUnaSeduta.altra_seduta
    solo_punti = segno("Solo i punti dati: non riporta quelli in sospeso.")

    @classmethod
    def completed(cls, given: dict[str, str], work: Scrittura) -> dict[str, str]:
        """A planned sitting is its table and its day; what is of the letter is known as such."""
        planned = planned_sitting(work.loaded, given.get("tavolo"))
        if planned is not None:
            refuse_another_day(planned, given)
            given |= {"tavolo": planned.tavolo, "data": planned.data.isoformat()}
            given["seduta"] = planned.id
        if "richiesta-il" in given and "richiesta-da" not in given:
            raise click.UsageError(
                "--richiesta-il va con --richiesta-da: dice quando l'hanno chiesta"
            )
        return given

    @seconda_il.quando
    @richiesta_da.quando
    def _(self) -> bool:
        """Only given, where the letter has not gone: it is when it goes that one is asked."""
        told = self.testi.keys() & {"seconda-il", "richiesta-da"}
        return bool(told) or self.inviata is not None

    @punto.serve
    def _(self) -> bool:
        """Whether the agenda would be empty: no planned sitting has points, none is inherited."""
        tavolo = self.rete.tavoli.get(self.tavolo)
        if tavolo is None:
            return False
        try:
            planned = id_of_sitting(self.rete, tavolo.id, self.data) in self.rete.verbali
        except Refused:
            return False
        inherited = not self.solo_punti and bool(
            agenda(self.rete, tavolo, self.data, contesto.today())
        )
        return not (planned or inherited)

    def letter(self) -> Convocazione:
        """What is known of the letter: what it says, and whether it has gone."""
        return self.into(Convocazione, ora=self.inizio, convoca=self.convocata_da)


@writing
def convoca(work: Scrittura, a: Chiamata) -> int:
    """Prepara una seduta: l'ordine del giorno, chi va convocato, entro quando.

    Riporta da solo i verbali da approvare, i punti rinviati, le azioni aperte, le scadenze che
    cadono prima della seduta dopo questa e le relazioni dei tavoli. Una seduta già prevista si
    completa; per cambiarne il giorno, o l'ora di una lettera già partita, c'è «rete verbale
    sposta». La lettera è «rete documento convocazione».
    """
    identifier = a.seduta or sitting_of(work, a.tavolo, a.data, altra_seduta=a.altra_seduta)
    if identifier is None:
        return nothing_written()
    wanted = a.into(
        DaConvocare,
        id=identifier,
        oggi=contesto.today(),
        convocazione=a.letter(),
        punti=a.punto or (),
        riporta=not a.solo_punti,
    )

    def change(bozza: Bozza, rete: Rete) -> None:
        if a.tavolo not in rete.tavoli:
            raise Refused(f"il tavolo «{a.tavolo}» non c'è o non si legge")
        convene(bozza, rete, wanted)

    title = f"Seduta di «{a.tavolo}» del {short_date(a.data)}"
    return work.carry_out(work.step(title, change, f"verbale/{identifier}"))
