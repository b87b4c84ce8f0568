"""`rete patto rinnova`: a new term after the last one, by the act that decides it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import click

from rete.ask import NotAnAnswer
from rete.commands.shared.scelta import chosen_patto
from rete.commands.writing.campi import campo, forse, segno
from rete.commands.writing.comuni import ConUnAtto, dal, forse_al, un_atto
from rete.commands.writing.scrivere import Scrittura, writing
from rete.commands.writing.valori import (
    UN_ID,
    UN_TESTO,
    UNA_DURATA,
    Tipo,
    an_id,
    length_as_answer,
    parola,
)
from rete.model.comuni import Effetto
from rete.model.patto import ModoRinnovo, Termine
from rete.model.rete import Rete
from rete.reckoning.terms import terms

_MODO: Final[Tipo[ModoRinnovo]] = parola(ModoRinnovo)
_DAY: Final = timedelta(days=1)


class NuovoPeriodo(ConUnAtto):
    """A new term of the pact: by which act, from when to when, and how it will be renewed."""

    atto = un_atto()
    id_ = campo(
        UN_ID,
        "Con quale nome?",
        aiuto="il nome che si cita, che non cambia più: rinnovo-2026",
        help="Il nome del nuovo periodo.",
    )
    dal = dal("Da quale giorno comincia?")
    al = forse_al("Qual è il suo ultimo giorno?", suggerita=None, serve=False)
    durata = forse(
        UNA_DURATA,
        "Quanto dura?",
        serve=True,
        aiuto="3 anni, 18 mesi, 90 giorni",
        help="Quanto dura, se l'ultimo giorno non è scritto.",
        posto="durata",
    )
    senza_termine = segno("Vale senza una fine: non si rinnoverà.", posto="senza_termine")
    titolo = forse(
        UN_TESTO,
        "Come si chiama?",
        aiuto="per esempio «Rinnovo triennale»",
        posto="titolo",
    )
    modo = forse(
        _MODO,
        "Come si potrà rinnovare di nuovo?",
        aiuto=f"{_MODO.parole}; come dice il patto",
        help="Come si potrà rinnovare di nuovo (se manca, come il periodo di prima).",
        posto="rinnovo.modo",
    )
    decidere_entro = forse(
        UNA_DURATA,
        "Quanto prima della fine si dovrà decidere?",
        aiuto="3 mesi, 60 giorni; come dice il patto",
        help="Quanto prima della fine si dovrà decidere (se manca, come il periodo di prima).",
        posto="rinnovo.decidere_entro",
    )

    @classmethod
    def completed(cls, given: dict[str, str], work: Scrittura) -> dict[str, str]:
        chosen_patto(work.loaded)
        if given.get("senza-termine"):
            for key in ("al", "durata", "modo", "decidere-entro"):
                if key in given:
                    raise click.UsageError(f"--{key} non va con --senza-termine: non c'è una fine")
        return given

    def wanted(self) -> Sequence[Effetto]:
        return [Effetto(tipo="rinnovo", periodo=self.testi.get("id"))]

    @id_.leggi
    def _(self, typed: str) -> str:
        identifier = an_id(typed)
        if any(term.id == identifier for term in chosen_patto(self.loaded).periodi):
            raise NotAnAnswer(f"il periodo «{identifier}» c'è già")
        return identifier

    @id_.predefinita
    def _(self) -> str | None:
        """The term that the act lays down, where it lays down one that is not there yet."""
        written = {term.id for term in chosen_patto(self.loaded).periodi}
        new = self.only_new("rinnovo", lambda one: one.periodo not in written)
        return new.periodo if new is not None else None

    @id_.suggerita
    def _(self) -> str | None:
        day = _day_after(self.rete)
        return f"rinnovo-{day[:4]}" if day is not None else None

    @dal.suggerita
    def _(self) -> str | None:
        return _day_after(self.rete)

    @al.quando
    def _(self) -> bool:
        return self.durata is None and not self.senza_termine

    @durata.quando
    def _(self) -> bool:
        if self.senza_termine:
            return False
        return self.al is None and all(effetto.al is None for effetto in self.laid_down())

    @modo.quando
    @decidere_entro.quando
    def _(self) -> bool:
        return not self.senza_termine

    @durata.suggerita
    def _(self) -> str | None:
        last = _last(self.rete)
        return length_as_answer(last.durata) if last is not None else None

    @modo.predefinita
    def _(self) -> str | None:
        last = _last(self.rete)
        return last.rinnovo.modo if last is not None and last.rinnovo is not None else None

    @decidere_entro.predefinita
    def _(self) -> str | None:
        last = _last(self.rete)
        renewal = last.rinnovo if last is not None else None
        return length_as_answer(renewal.decidere_entro) if renewal is not None else None


@writing
def rinnova(work: Scrittura, a: NuovoPeriodo) -> int:
    """Rinnova il patto: un nuovo periodo dopo l'ultimo, con l'atto che lo decide.

    Se l'atto non lo dice ancora, e non è in un verbale approvato, il rinnovo è scritto anche lì. Le
    adesioni continuano.
    """
    effetto = Effetto(tipo="rinnovo", periodo=a.id_, dal=a.dal, al=a.al)
    title = f"Rinnovo del patto: periodo «{a.id_}» dal {a.dal}"
    return a.carry_out(work, title, effetto, about=f"patto/{a.id_}")


def _last(rete: Rete) -> Termine | None:
    """The term that ends last, as it is written."""
    if rete.patto is None or not rete.patto.periodi:
        return None
    last = terms(rete.patto)[-1]
    return next(term for term in rete.patto.periodi if term.id == last.id)


def _day_after(rete: Rete) -> str | None:
    last = terms(rete.patto)[-1] if rete.patto is not None and rete.patto.periodi else None
    return (last.al.ultimo + _DAY).isoformat() if last is not None and last.al else None
