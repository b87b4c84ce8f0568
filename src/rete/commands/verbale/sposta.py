"""`rete verbale sposta`: a planned sitting on another day, at another hour or place."""

from rete.commands.verbale.campi_di_rinvio import (
    Rinvio,
    con_quale_mezzo,
    deciso_il,
    il_motivo,
    la_seduta,
    quando_avvisati,
    show_notice,
)
from rete.commands.verbale.campi_di_seduta import UN_ORA, DiUnaSeduta
from rete.commands.writing.campi import forse
from rete.commands.writing.scrivere import Scrittura, writing
from rete.commands.writing.valori import UN_GIORNO, UN_TESTO
from rete.documents.avviso_di_seduta import notice_of_a_move
from rete.edits.rinvio import DaSpostare, move, moved, planned
from rete.italiano import short_date


class Spostamento(Rinvio):
    """Which sitting, what it becomes, and the notice if it has gone."""

    verbale = la_seduta()
    data = forse(
        UN_GIORNO,
        "In quale altro giorno si tiene?",
        aiuto="2026-03-12, 12/3/2026; lascia vuoto se il giorno resta lo stesso",
        help="Il giorno nuovo; se manca, il giorno resta lo stesso.",
    )
    ora = forse(
        UN_ORA,
        "A che ora comincia?",
        aiuto="ore e minuti: 17:30; lascia vuoto se resta la stessa",
        help="L'ora nuova: 17:30.",
    )
    luogo = forse(
        UN_TESTO,
        "Dove?",
        aiuto="il posto nuovo; lascia vuoto se resta lo stesso",
        help="Il posto nuovo.",
    )
    modalita = DiUnaSeduta.modalita.con(
        suggerita=None, aiuto="presenza, distanza, mista, scritta; lascia vuoto se resta la stessa"
    )
    inviata = quando_avvisati()
    mezzo = con_quale_mezzo()
    motivo = il_motivo()
    il = deciso_il()

    @motivo.quando
    def _(self) -> bool:
        """Of another hour or place on the same day the register keeps no reason."""
        return self.data is not None


@writing
def sposta(work: Scrittura, a: Spostamento) -> int:
    """Sposta una seduta prevista: un altro giorno, oppure un'altra ora o un altro luogo.

    Con --data nasce la seduta del giorno nuovo, con lo stesso ordine del giorno, e la vecchia dice
    a quale è spostata; il preavviso si conta di nuovo da --inviata. Senza --data la seduta resta
    quel giorno, e il cambiamento le si aggiunge. Mostra il testo dell'avviso da mandare.
    """
    was = planned(work.loaded.rete, a.verbale)
    wanted = DaSpostare(
        verbale=was.id,
        avviso=a.notice(),
        data=a.data,
        ora=a.ora,
        luogo=a.luogo,
        modalita=a.modalita,
    )
    title = f"Seduta di «{was.tavolo}» del {short_date(was.data)} spostata"
    step = work.step(title, lambda b, r: move(b, r, wanted), f"verbale/{was.id}")
    prepared = work.prepared(step)
    day = wanted.data or was.data
    show_notice(
        notice_of_a_move(work.loaded.rete, was, day, moved(was, wanted), wanted.avviso.motivo)
    )
    return work.write(prepared)
