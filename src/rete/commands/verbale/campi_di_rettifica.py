"""The fields of `rettifica`, with what was written so far as a suggestion."""

from typing import Final

from rete.ask import NotAnAnswer, Risposte
from rete.commands.verbale.corretto import Corretto, effects_in, target_of
from rete.commands.writing.atti_possibili import A_REFERENCE, approved_minutes, decisions_in_lines
from rete.commands.writing.campi import Campi, campo, forse, segno
from rete.commands.writing.comuni import SOME_BODIES, un_verbale_o_atto
from rete.commands.writing.scrivere import Scrittura, must_name_minutes
from rete.commands.writing.valori import (
    ALCUNI_ENTI,
    UN_ATTO,
    UN_ESITO,
    UN_GIORNO,
    UN_NUMERO,
    UN_TESTO,
    UN_VERBALE,
    Tipo,
    named,
    parola,
)
from rete.edits.correzione import NuovaDecisione, put_in_place, said_of
from rete.edits.effetti_scritti import effect_as_text
from rete.load.loader import Loaded
from rete.model.comuni import Effetto
from rete.model.verbale import Metodo, Votazione

_METODO: Final[Tipo[Metodo]] = parola(Metodo)
_REVOKED: Final = "decisione o atto si revoca"
_CORRECTED: Final = "verbale, decisione o atto si corregge"


class Rettifica(Campi):
    """What is corrected or revoked, in which new decision, and what is right instead."""

    def is_new(self) -> bool:
        """Whether the decision is to be added, and is not there already."""
        return "/" not in self.testi.get("in", "")

    verbale = un_verbale_o_atto(lambda a: f"Quale {_REVOKED if a.revoca else _CORRECTED}?")
    dove = campo(
        UN_ATTO,
        "In quale verbale è la nuova decisione?",
        opzione="in",
        metavar="VERBALE",
        aiuto="un verbale ancora in bozza di una seduta già tenuta: la decisione si aggiunge;\n"
        "VERBALE/NUMERO se c'è già",
        help="La bozza in cui si aggiunge la decisione; con VERBALE/NUMERO, una che c'è già.",
    )
    revoca = segno("Lo revoca: quello che disponeva non vale più.")
    effetto = forse(
        UN_TESTO,
        "Quale effetto doveva avere?",
        metavar="EFFETTO",
        ripetibile="; ",
        dopo="esito",
        help="Un effetto come doveva essere, per esempio 'ammissione ente=il-ponte "
        "dal=2025-03-01'; si può ripetere. Gli altri restano come sono.",
    )
    esito = forse(
        UN_ESITO,
        "Con quale esito?",
        dopo="collegati",
        aiuto=f"solo se era sbagliato: {UN_ESITO.parole}",
        help="L'esito giusto della decisione.",
        quando=revoca.is_absent,
    )
    effetto.serve(esito.is_absent)
    presenti = forse(
        ALCUNI_ENTI,
        "Chi era davvero presente?",
        help="Di un verbale: chi era davvero presente, tutti.",
    )
    collegati = forse(
        ALCUNI_ENTI,
        "Chi era davvero collegato?",
        help="Di un verbale: chi era davvero collegato, tutti.",
    )
    al = forse(
        UN_GIORNO,
        "Qual è l'ultimo giorno di ciò che finisce?",
        aiuto="se manca, il giorno della seduta che revoca",
        help="Con --revoca: l'ultimo giorno di ciò che finisce (se manca, il giorno della seduta).",
        posto="al",
        quando=revoca.is_given,
    )
    oggetto = campo(
        UN_TESTO,
        "Qual è l'oggetto della decisione?",
        aiuto="in una riga",
        help="L'oggetto della nuova decisione.",
        quando=is_new,
    )
    testo = campo(
        UN_TESTO,
        "Che cosa si è deciso?",
        aiuto="il testo della decisione, che dice che cosa era sbagliato",
        help="Il suo testo.",
        quando=is_new,
    )
    punto = forse(
        UN_NUMERO,
        "A quale punto all'ordine del giorno?",
        aiuto="il numero",
        help="Il punto all'ordine del giorno.",
        quando=is_new,
    )
    metodo = forse(
        _METODO,
        "Come si è votato?",
        quando=is_new,
    )
    contrari = forse(ALCUNI_ENTI, "Chi ha votato contro?", aiuto=SOME_BODIES)
    astenuti = forse(ALCUNI_ENTI, "Chi si è astenuto?", aiuto=SOME_BODIES)

    @classmethod
    def refuse(cls, given: Risposte) -> str | None:
        if "al" in given and "revoca" not in given:
            return "--al va con --revoca: è l'ultimo giorno di ciò che finisce"
        must_name_minutes(given)
        return None

    @classmethod
    def completed(cls, given: dict[str, str], work: Scrittura) -> dict[str, str]:
        if "verbale" in given:
            target = target_of(work.loaded, given["verbale"], revoking="revoca" in given)
            given["verbale"] = target.nome
        return given

    @property
    def target(self) -> Corretto:
        return target_of(self.loaded, self.verbale, revoking=self.revoca)

    @property
    def verb(self) -> str:
        return "Revoca" if self.revoca else "Rettifica"

    @verbale.aiuto
    def _(self) -> str:
        told = decisions_in_lines(approved_minutes(self.rete))
        first = ("le decisioni più recenti dei verbali approvati:",) if told else ()
        named = "una decisione (VERBALE/NUMERO), oppure l'id di un atto"
        lines = (named if self.revoca else A_REFERENCE, *first, *(f"- {d}" for d in told))
        return "\n".join(lines)

    @verbale.leggi
    def _(self, typed: str) -> str:
        def target(loaded: Loaded, name: str) -> str:
            return target_of(loaded, name, revoking=self.revoca).nome

        return named(target)(typed, self.loaded)

    @verbale.suggerita
    def _(self) -> str | None:
        minutes = approved_minutes(self.rete)
        return minutes[0].id if minutes and not self.revoca else None

    @dove.leggi
    def _(self, typed: str) -> str:
        """A draft, or a decision that is there."""
        return (UN_ATTO if "/" in typed else UN_VERBALE).leggi(typed, self.loaded)

    @dove.suggerita
    def _(self) -> str | None:
        """The last draft that comes after what is corrected."""
        act = self.target.atto
        drafts = [
            v
            for v in self.rete.verbali.values()
            if v.was_held and not v.is_approved and (act is None or v.data >= act.data)
        ]
        return max(drafts, key=lambda v: (v.data, v.id)).id if drafts else None

    @effetto.quando
    def _(self) -> bool:
        return not self.revoca and self.target.atto is not None

    @effetto.leggi
    def _(self, typed: str) -> str:
        def kept(loaded: Loaded, typed: str) -> str:
            found = effects_in(loaded.rete, self.verbale, typed)
            return "; ".join(effect_as_text(one) for one in found)

        return named(kept)(typed, self.loaded)

    @effetto.aiuto
    def _(self) -> str:
        return (
            "il tipo e poi chiave=valore; più effetti si separano con «;». Quelli che non si\n"
            f"ripetono restano come sono. Ora: {self._effects_now() or 'nessuno'}"
        )

    @effetto.suggerita
    def _(self) -> str | None:
        return None if self.esito is not None else self._effects_now() or None

    def _effects_now(self) -> str:
        act = self.target.atto
        said = said_of(act.effetti) if act is not None else ()
        return "; ".join(effect_as_text(one) for one in said)

    @presenti.quando
    @collegati.quando
    def _(self) -> bool:
        return self.target.verbale is not None

    @presenti.aiuto
    def _(self) -> str:
        minutes = self.target.verbale
        return _all_of(minutes.presenti or () if minutes is not None else ())

    @collegati.aiuto
    def _(self) -> str:
        minutes = self.target.verbale
        return _all_of(minutes.collegati if minutes is not None else ())

    @esito.serve
    def _(self) -> bool:
        has_presences = self.presenti is not None or self.collegati is not None
        return self.target.atto is None and not has_presences

    @esito.leggi
    def _(self, typed: str) -> str:
        minutes = self.target.verbale
        if minutes is not None and len(minutes.decisioni) != 1:
            raise NotAnAnswer(
                "il verbale ha più decisioni: l'esito si corregge di una, VERBALE/NUMERO"
            )
        return UN_ESITO.leggi(typed, self.loaded)

    @oggetto.predefinita
    def _(self) -> str | None:
        return f"{self.verb} di {self.target.nome}" if self.is_new() else None

    @contrari.quando
    @astenuti.quando
    def _(self) -> bool:
        return self.is_new() and self.metodo == "palese"

    def effect(self) -> Effetto:
        """The effect that the new decision has; Refused where it would change nothing."""
        target = self.target
        if self.revoca:
            return Effetto(tipo="revoca", atto=target.nome)
        if target.atto is not None:
            new = effects_in(self.rete, target.nome, self.effetto)
            effects = put_in_place(target.atto, new) if new else ()
            return Effetto(tipo="rettifica", atto=target.nome, effetti=effects, esito=self.esito)
        return Effetto(
            tipo="rettifica",
            verbale=target.nome,
            presenti=self.presenti,
            collegati=self.collegati,
            esito=self.esito,
        )

    def decision(self) -> NuovaDecisione | None:
        """The decision to be added; None for one that is there."""
        if not self.is_new():
            return None
        vote = None
        if self.metodo is not None:
            vote = Votazione(
                metodo=self.metodo, contrari=self.contrari or (), astenuti=self.astenuti or ()
            )
        return NuovaDecisione(
            verbale=self.dove, oggetto=self.oggetto, testo=self.testo, punto=self.punto, voto=vote
        )


def _all_of(now: tuple[str, ...]) -> str:
    return f"tutti, anche chi c'era già; ora: {', '.join(now) or 'nessuno'}"
