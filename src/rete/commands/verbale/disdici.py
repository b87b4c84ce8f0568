"""`rete verbale disdici`: a planned sitting is called off."""

from rete.commands.verbale.campi_di_rinvio import (
    Rinvio,
    con_quale_mezzo,
    deciso_il,
    il_motivo,
    la_seduta,
    quando_avvisati,
    show_notice,
)
from rete.commands.writing.scrivere import Scrittura, writing
from rete.documents.avviso_di_seduta import notice_of_calling_off
from rete.edits.rinvio import call_off, planned
from rete.italiano import short_date


class Annullamento(Rinvio):
    """Which sitting, and the notice if it has gone."""

    verbale = la_seduta()
    inviata = quando_avvisati()
    mezzo = con_quale_mezzo()
    motivo = il_motivo()
    il = deciso_il()


@writing
def disdici(work: Scrittura, a: Annullamento) -> int:
    """Disdice una seduta prevista: resta nel registro, e non si tiene.

    Non ha un numero, non scade e non si conta fra le sedute tenute. Se si tiene un altro giorno si
    sposta, con «rete verbale sposta». Mostra il testo dell'avviso da mandare.
    """
    was, notice = planned(work.loaded.rete, a.verbale), a.notice()
    title = f"Seduta di «{was.tavolo}» del {short_date(was.data)} disdetta"
    step = work.step(title, lambda b, r: call_off(b, r, was.id, notice), f"verbale/{was.id}")
    prepared = work.prepared(step)
    show_notice(notice_of_calling_off(work.loaded.rete, was, notice.motivo))
    return work.write(prepared)
