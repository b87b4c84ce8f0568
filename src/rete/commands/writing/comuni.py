"""The fields that several commands have: body, table, act, first and last day."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar, Final

from rete.commands.shared import contesto
from rete.commands.writing.atti_possibili import acts_for, waiting_for
from rete.commands.writing.campi import Campi, Campo, Detto, campo, forse
from rete.commands.writing.scrivere import Scrittura
from rete.commands.writing.valori import (
    ALCUNI_ENTI,
    UN_ATTO,
    UN_ENTE,
    UN_GIORNO_O_MESE,
    UN_TAVOLO,
    UN_TESTO,
    voci,
)
from rete.edits.attuazione import by_an_act
from rete.edits.disposto import effect_in_act
from rete.model.comuni import Effetto, TipoEffetto, every_effect
from rete.model.patto import Vocabolario
from rete.model.provvedimento import Provvedimento
from rete.model.tempo import DataParziale

A_DAY: Final = (
    "2025-03-01, 1/3/2025, «1 marzo 2025», oggi, domani;\n"
    "solo il mese, se il giorno non si sa: 2025-03"
)
SOME_BODIES: Final = "uno o più enti, separati da virgole"
_A_BODY: Final = "l'id, l'inizio dell'id, la sigla o una parola del nome"
_A_TABLE: Final = "l'id, l'inizio dell'id o una parola del nome"


def oggi(_: Campi) -> str:
    """The suggestion of a day."""
    return contesto.today().isoformat()


class ConUnAtto(Campi):
    """The answers of a command that carries out what an act lays down.

    ``wanted`` are the effects that they speak of, as far as their kind and object.
    """

    atto: Campo[Any]

    def wanted(self) -> Sequence[Effetto]:
        raise NotImplementedError

    def act(self) -> Provvedimento | None:
        """The act that was named, if it was and is there."""
        return self.rete.act(self.atto) if "atto" in self.testi else None

    def carry_out(
        self,
        work: Scrittura,
        title: str,
        *effects: Effetto,
        about: str,
        told: tuple[str, ...] = (),
    ) -> int:
        """The effects are laid down by the act and carried out, with what has a place in records.

        ``about`` is the record that the commit names; ``told``, what else the plan says.
        """
        step = by_an_act(
            work.comando,
            title,
            self.atto,
            effects,
            self.record(),
            riferimenti=(about,),
            racconto=told,
        )
        return work.carry_out(step)

    def laid_down(self, *kinds: TipoEffetto) -> Iterator[Effetto]:
        """What the act says of what is wanted, of these kinds or of any."""
        if (act := self.act()) is None:
            return
        for wanted in self.wanted():
            effetto = effect_in_act(act, wanted)
            if effetto is not None and (not kinds or effetto.tipo in kinds):
                yield effetto

    def only_new(self, kind: TipoEffetto, is_new: Callable[[Effetto], bool]) -> Effetto | None:
        """What the act begins, where it begins one thing of this kind that is not there."""
        act = self.act()
        every = every_effect(act.effetti) if act is not None else ()
        found = [one for one in every if one.tipo == kind and is_new(one)]
        return found[0] if len(found) == 1 else None


def un_ente() -> Campo[str]:
    return campo(
        UN_ENTE,
        "Quale ente?",
        argomento=True,
        metavar="[ENTE]",
        aiuto=_A_BODY,
        help=f"L{_A_BODY[1:]}.",
    )


def alcuni_enti() -> Campo[tuple[str, ...]]:
    return campo(
        ALCUNI_ENTI,
        "Quali enti?",
        argomento=True,
        metavar="[ENTI]...",
        ripetibile=", ",
        completa=contesto.ENTE,
        aiuto=SOME_BODIES,
        help=f"Uno o più enti: {_A_BODY}.",
    )


def un_tavolo() -> Campo[str]:
    return campo(
        UN_TAVOLO,
        "Quale tavolo?",
        argomento=True,
        metavar="[TAVOLO]",
        aiuto=_A_TABLE,
        help=f"L{_A_TABLE[1:]}.",
    )


def un_atto() -> Campo[str]:
    """The act; the one that lays it down and waits to be carried out is suggested."""
    return campo(
        UN_ATTO,
        "Con quale atto?",
        aiuto=_about_acts,
        suggerita=waiting,
        help="L'atto che lo decide: l'id di un atto, oppure VERBALE/NUMERO.",
    )


def un_verbale_o_atto(testo: Detto) -> Campo[str]:
    return campo(
        UN_TESTO,
        testo,
        argomento=True,
        metavar="[VERBALE]",
        completa=contesto.VERBALE_O_ATTO,
        help="Un verbale, una sua decisione (VERBALE/NUMERO), oppure l'id di un atto.",
    )


def dal(testo: str = "Da quale giorno?", **about: Any) -> Campo[DataParziale]:
    """The first day: that of the effect, else that of the act is suggested."""
    return campo(UN_GIORNO_O_MESE, testo, **{**_FIRST, **about})


def forse_dal(testo: str = "Da quale giorno?", **about: Any) -> Campo[DataParziale | None]:
    """The same, where it has a place."""
    return forse(UN_GIORNO_O_MESE, testo, **{**_FIRST, "serve": True, **about})


def al(testo: str = "Qual è l'ultimo giorno?", **about: Any) -> Campo[DataParziale]:
    """The last day: that of the effect, else that of the act is suggested."""
    return campo(UN_GIORNO_O_MESE, testo, **{**_LAST, **about})


def forse_al(testo: str = "Qual è l'ultimo giorno?", **about: Any) -> Campo[DataParziale | None]:
    """The same, where it has a place."""
    return forse(UN_GIORNO_O_MESE, testo, **{**_LAST, "serve": True, **about})


def ambiti(testo: str = "Di che cosa si occupa?") -> Campo[tuple[str, ...] | None]:
    return _words("ambiti", testo, "Di che cosa si occupa")


def comunita(testo: str = "A chi si rivolge?") -> Campo[tuple[str, ...] | None]:
    return _words("comunita", testo, "A chi si rivolge")


def _words(vocabulary: Vocabolario, testo: str, what: str) -> Campo[tuple[str, ...] | None]:
    """Some words of a vocabulary of the pact, or none."""

    def about(a: Campi) -> str:
        known = a.rete.patto.vocabolari.of(vocabulary) if a.rete.patto is not None else ()
        lines = ("una o più voci, separate da virgole:", *(f"{v.id} ({v.nome})" for v in known))
        return "\n".join(lines)

    help_ = f"{what}: voci del vocabolario del patto, separate da virgole."
    return forse(voci(vocabulary), testo, aiuto=about, help=help_, posto=vocabulary)


def laid_down(
    said: Callable[[Effetto], object], *kinds: TipoEffetto
) -> Callable[[ConUnAtto], str | None]:
    """What the effects in the act say, of these kinds or of any: the default of a field."""
    return lambda a: next((str(v) for one in a.laid_down(*kinds) if (v := said(one))), None)


def day_of_act(a: ConUnAtto) -> str | None:
    """The suggestion of a day that the act does not say."""
    act = a.act()
    return None if act is None else act.data.isoformat()


_FIRST: Final[dict[str, Any]] = {
    "aiuto": A_DAY,
    "predefinita": laid_down(lambda effetto: effetto.dal),
    "suggerita": day_of_act,
    "help": "Il primo giorno (se manca, quello che dice l'atto).",
}
_LAST: Final[dict[str, Any]] = {
    **_FIRST,
    "predefinita": laid_down(lambda effetto: effetto.al),
    "help": "L'ultimo giorno (se manca, quello che dice l'atto).",
}


def _about_acts(a: ConUnAtto) -> str:
    """How an act is named, and the latest that may be meant."""
    named = (
        "una decisione si scrive VERBALE/NUMERO, un atto nato fuori dalle sedute con il suo id: "
        "se non c'è ancora, prima si registra con «rete atto registra»"
    )
    found = acts_for(a.rete, a.wanted())
    latest = ("i più recenti che si possono citare:",) if found else ()
    return "\n".join((named, *latest, *(f"- {line}" for line in found)))


def waiting(a: ConUnAtto) -> str | None:
    """The latest act with such an effect that the register does not have yet."""
    found = [one.di for one in waiting_for(a.rete, a.wanted())]
    return max(found, key=lambda act: act.order).riferimento if found else None


class DiUnEnte(ConUnAtto):
    """Answers about a body and the act that changes its state; ``TIPI`` are the effects."""

    TIPI: ClassVar[Sequence[TipoEffetto]]

    ente = un_ente()
    atto = un_atto()

    def wanted(self) -> Sequence[Effetto]:
        return [Effetto(tipo=tipo, ente=self.ente) for tipo in self.TIPI]


class DiPiuEnti(ConUnAtto):
    """Answers about bodies at a table, and the act on where they sit; ``TIPO`` is the effect."""

    TIPO: ClassVar[TipoEffetto]

    tavolo = un_tavolo()
    enti = alcuni_enti()
    atto = un_atto()

    def wanted(self) -> Sequence[Effetto]:
        return [self.effect(self.enti[0])]

    def effect(self, ente: str, **days: Any) -> Effetto:
        return Effetto(tipo=self.TIPO, tavolo=self.tavolo, ente=ente, **days)
