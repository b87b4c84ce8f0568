"""The questions that several writing commands share, and the defaults that follow from the acts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rete.ask import Domanda, Risposte
from rete.changes import Plain
from rete.commands.writing import valori
from rete.commands.writing.atti_possibili import acts_for, waiting_for
from rete.edits.disposto import effect_in_act
from rete.edits.passi import Richiesta
from rete.load.loader import Loaded
from rete.model.comuni import Effetto, TipoEffetto
from rete.model.effetti import ROWS
from rete.model.patto import Vocabolario
from rete.model.rete import Rete

_LISTS = ("a", "componenti")

Cercato = Callable[[Risposte], Effetto | None]
"""The effect that the answers so far speak of, as far as its kind and object."""


def about(tipo: TipoEffetto) -> Cercato:
    """The effect of a kind on what the answers name; of several bodies, on the first."""

    def wanted(known: Risposte) -> Effetto | None:
        named = {"ente": (*valori.listed(known.get("enti")), None)[0], **known}
        names: dict[str, Any] = {key: named.get(key) for key in ROWS[tipo].about}
        return Effetto(tipo=tipo, **names) if all(names.values()) else None

    return wanted


def effect(tipo: TipoEffetto, known: Mapping[str, str]) -> Effetto:
    """The effect of a kind that the answers say, each under the key of its name."""
    read = {"dal": valori.partial, "al": valori.partial} | dict.fromkeys(_LISTS, valori.listed)
    said = [key for key in ROWS[tipo].keys.allowed if key in known]
    values: dict[str, Any] = {key: read.get(key, str)(known[key]) for key in said}
    return Effetto(tipo=tipo, **values)


def request(
    known: Risposte,
    command: str,
    title: str,
    *effects: Effetto,
    details: Mapping[str, Plain] | None = None,
) -> Richiesta:
    """What a command on the record that its first word names asks of the act that was named."""
    noun = command.partition(" ")[0]
    return Richiesta(
        operazione=command,
        titolo=title,
        atto=known["atto"],
        effetti=effects,
        dettagli=details or {},
        riferimenti=(f"{noun}/{known[noun]}",),
    )


def the_ente(loaded: Loaded) -> Domanda:
    return Domanda(
        opzione="ente",
        argomento=True,
        testo="Quale ente?",
        aiuto="l'id, l'inizio dell'id, la sigla o una parola del nome",
        leggi=valori.an_ente(loaded),
    )


def the_tavolo(loaded: Loaded) -> Domanda:
    return Domanda(
        opzione="tavolo",
        argomento=True,
        testo="Quale tavolo?",
        aiuto="l'id, l'inizio dell'id o una parola del nome",
        leggi=valori.a_tavolo(loaded),
    )


def the_act(loaded: Loaded, *wanted: Cercato) -> Domanda:
    """The act; the one that lays it down and waits to be carried out is suggested."""

    def effects(known: Risposte) -> list[Effetto]:
        return [effetto for one in wanted if (effetto := one(known)) is not None]

    return Domanda(
        opzione="atto",
        testo="Con quale atto?",
        aiuto=lambda known: "\n".join(_about_acts(loaded.rete, effects(known))),
        leggi=valori.an_act(loaded),
        suggerita=lambda known: _waiting(loaded.rete, effects(known)),
    )


def the_first_day(loaded: Loaded, wanted: Cercato, what: str = "Da quale giorno?") -> Domanda:
    """The day of the effect, else that of the act is suggested."""
    return Domanda(
        opzione="dal",
        testo=what,
        aiuto=A_DAY,
        leggi=valori.a_day_or_month,
        predefinita=lambda known: _day(loaded.rete, known, wanted(known), "dal"),
        suggerita=lambda known: _day_of_act(loaded.rete, known),
    )


def the_last_day(loaded: Loaded, wanted: Cercato, what: str = "Qual è l'ultimo giorno?") -> Domanda:
    return Domanda(
        opzione="al",
        testo=what,
        aiuto=A_DAY,
        leggi=valori.a_day_or_month,
        predefinita=lambda known: _day(loaded.rete, known, wanted(known), "al"),
        suggerita=lambda known: _day_of_act(loaded.rete, known),
    )


def optional(question: Domanda) -> Domanda:
    """The same, that may be left out, and is not guessed."""
    return replace(question, facoltativa=True, suggerita=None)


def laid_down(rete: Rete, known: Risposte, wanted: Effetto | None) -> Effetto | None:
    """The effect of the act that was named, if it lays this down."""
    act = rete.act(known["atto"]) if "atto" in known else None
    return effect_in_act(act, wanted) if act is not None and wanted is not None else None


def words_of_vocabulary(loaded: Loaded, vocabulary: Vocabolario, testo: str) -> Domanda:
    """Some words of a vocabulary of the pact, or none."""
    patto = loaded.rete.patto
    known = patto.vocabolari.of(vocabulary) if patto is not None else ()
    lines = ("una o più voci, separate da virgole:", *(f"{v.id} ({v.nome})" for v in known))
    return Domanda(
        opzione=vocabulary,
        testo=testo,
        aiuto="\n".join(lines),
        leggi=valori.some_words(loaded, vocabulary),
        facoltativa=True,
    )


A_DAY = (
    "2025-03-01, 1/3/2025, «1 marzo 2025», oggi, domani;\n"
    "solo il mese, se il giorno non si sa: 2025-03"
)


def _about_acts(rete: Rete, wanted: Sequence[Effetto]) -> Iterator[str]:
    """How an act is named, and the latest that may be meant."""
    yield (
        "una decisione si scrive VERBALE/NUMERO, un atto nato fuori dalle sedute con il suo id: "
        "se non c'è ancora, prima si registra con «rete atto registra»"
    )
    if found := acts_for(rete, wanted):
        yield "i più recenti che si possono citare:"
        yield from (f"- {line}" for line in found)


def _waiting(rete: Rete, wanted: Sequence[Effetto]) -> str | None:
    """The latest act with such an effect that the register does not have yet."""
    found = [one.di for one in waiting_for(rete, wanted)]
    return max(found, key=lambda act: act.order).riferimento if found else None


def _day(rete: Rete, known: Risposte, wanted: Effetto | None, key: str) -> str | None:
    effetto = laid_down(rete, known, wanted)
    if effetto is None:
        return None
    day = effetto.dal if key == "dal" else effetto.al
    return None if day is None else str(day)


def _day_of_act(rete: Rete, known: Risposte) -> str | None:
    act = rete.act(known["atto"]) if "atto" in known else None
    return None if act is None else act.data.isoformat()
