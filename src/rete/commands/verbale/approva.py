"""`rete verbale approva`: the draft of some minutes becomes what was approved, and is sealed."""

from collections.abc import Sequence
from typing import Final

from rete.check import check
from rete.commands.shared import contesto
from rete.commands.shared.dire import show_findings, tell
from rete.commands.writing.campi import campo, forse
from rete.commands.writing.comuni import ConUnAtto, oggi, waiting
from rete.commands.writing.scrivere import NOT_WRITTEN, Scrittura, writing
from rete.commands.writing.valori import UN_ATTO, UN_GIORNO, UN_TESTO, UN_VERBALE, Tipo, parola
from rete.diagnostics import Severity
from rete.edits.approvazione import (
    DaApprovare,
    approve,
    first_day_of_silence,
    must_be_approvable,
    seal,
)
from rete.italiano import count
from rete.model.comuni import Effetto, ModoApprovazione
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.last_days import how_to_approve

_MODO: Final[Tipo[ModoApprovazione]] = parola(ModoApprovazione, "MODO")


class Approvazione(ConUnAtto):
    """Which minutes are approved, how, by which decision or on which day."""

    verbale = campo(
        UN_VERBALE,
        "Quale verbale?",
        argomento=True,
        metavar="[VERBALE]",
        aiuto="l'id o il suo inizio, oppure data e tavolo",
        help="L'id o il suo inizio, oppure data e tavolo.",
    )
    modo = campo(
        _MODO,
        "Come è stato approvato?",
        aiuto="seduta-stante: alla fine della seduta stessa;\n"
        "seduta-successiva: con una decisione di una seduta dopo;\n"
        "firma: lo ha firmato chi doveva; silenzio: nessuno ha obiettato nei giorni previsti",
        help=f"Come è stato approvato: {_MODO.parole} (se manca, come "
        "vogliono le regole del giorno della seduta).",
    )
    atto = forse(
        UN_ATTO,
        "Con quale decisione?",
        suggerita=waiting,
        aiuto="VERBALE/NUMERO, per esempio 2025-03-20-plenaria/1; se il suo verbale è ancora una\n"
        "bozza e non lo dice, l'approvazione è scritta anche lì",
        help="La decisione che lo approva: VERBALE/NUMERO.",
        quando=modo.is_one_of("seduta-stante", "seduta-successiva"),
        serve=modo.is_one_of("seduta-successiva"),
    )
    data = forse(
        UN_GIORNO,
        "In quale giorno?",
        serve=True,
        aiuto="il giorno della firma; col silenzio, quello dopo l'ultimo per obiettare",
        suggerita=oggi,
        help="Il giorno, se è approvato con la firma o col silenzio.",
        quando=modo.is_one_of("firma", "silenzio"),
    )
    correzioni = forse(
        UN_TESTO,
        "Con quali correzioni?",
        aiuto="quello che chi ha approvato ha chiesto di correggere, in parole",
        help="Le correzioni chieste da chi lo ha approvato.",
    )

    def wanted(self) -> Sequence[Effetto]:
        return [Effetto(tipo="approvazione-verbale", verbale=self.verbale)]

    @verbale.suggerita
    def _(self) -> str | None:
        """The oldest draft."""
        waiting = [v for v in self.rete.verbali.values() if v.was_held and not v.is_approved]
        return min(waiting, key=lambda v: (v.data, v.id)).id if waiting else None

    @modo.predefinita
    def _(self) -> str | None:
        verbale = self.rete.verbali.get(self.verbale)
        return how_to_approve(self.rete, verbale).approvazione if verbale is not None else None

    @atto.predefinita
    def _(self) -> str | None:
        """The one decision in force that says that it approves these minutes, in such a sitting."""
        found = [
            one.di.riferimento
            for one in acts_of(self.rete).in_force
            if one.effetto.tipo == "approvazione-verbale"
            and one.effetto.verbale == self.verbale
            and (one.di.verbale is not None and one.di.verbale.id == self.verbale)
            == (self.modo == "seduta-stante")
        ]
        return found[0] if len(found) == 1 else None

    @data.predefinita
    def _(self) -> str | None:
        verbale = self.rete.verbali.get(self.verbale)
        if verbale is None or self.modo != "silenzio":
            return None
        day = first_day_of_silence(self.rete, verbale)
        return day.isoformat() if day is not None else None


@writing
def approva(work: Scrittura, a: Approvazione) -> int:
    """Approva il verbale di una seduta: da allora non si cambia più.

    Un verbale con errori non si approva. Se un verbale approvato è cambiato a mano «rete
    controlla» lo dice: una correzione è una decisione nuova, «rete verbale rettifica».
    """
    if _has_errors(work, a.verbale):
        return NOT_WRITTEN
    wanted = a.into(DaApprovare, oggi=contesto.today())
    title = f"Approvazione del verbale «{a.verbale}»"
    # Written, then sealed as they are read back.
    return work.carry_out(
        work.step(title, lambda b, r: approve(b, r, wanted), f"verbale/{a.verbale}", a.atto),
        work.step(title, lambda b, r: seal(b, r, a.verbale)),
    )


def _has_errors(work: Scrittura, identifier: str) -> bool:
    """Whether the minutes cannot be approved as they are; what is wrong is said."""
    verbale = must_be_approvable(work.loaded.rete, identifier)
    found = [p for p in check(work.loaded).findings if p.finding.fault.file == verbale.file]
    errors = [p for p in found if p.finding.severity is Severity.ERROR]
    show_findings(errors or found)
    if errors:
        tell(
            f"non ho scritto niente: il verbale «{identifier}» ha "
            f"{count(len(errors), 'errore', 'errori')}, e approvato non si potrebbe più correggere",
            err=True,
        )
    return bool(errors)
