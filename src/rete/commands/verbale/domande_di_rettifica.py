"""What `rete verbale rettifica` asks, with what was written so far as a suggestion."""

from collections.abc import Callable
from datetime import date
from typing import Final, get_args

from rete.ask import Domanda, NotAnAnswer, Risposte
from rete.changes import Refused
from rete.commands.shared.scelta import chosen_atto, chosen_verbale
from rete.commands.verbale.passi_di_rettifica import Corretto, effects_in, target_of
from rete.commands.writing import valori
from rete.commands.writing.atti_possibili import A_REFERENCE, approved_minutes, decisions_in_lines
from rete.edits.correzione import (
    said_of,
)
from rete.edits.effetti_scritti import effect_as_text
from rete.load.loader import Loaded
from rete.model.comuni import Esito
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete

ESITI: Final = get_args(Esito)
METODI: Final = ("palese", "segreto", "consenso")


def what_to_correct(loaded: Loaded, *, revoking: bool) -> Domanda:
    """The minutes or the act; the latest approved minutes are suggested, if they can be meant."""
    minutes = approved_minutes(loaded.rete)

    def about(_: Risposte) -> str:
        told = decisions_in_lines(minutes)
        first = ("le decisioni più recenti dei verbali approvati:",) if told else ()
        named = "una decisione (VERBALE/NUMERO), oppure l'id di un atto"
        return "\n".join((named if revoking else A_REFERENCE, *first, *(f"- {d}" for d in told)))

    return Domanda(
        opzione="verbale",
        argomento=True,
        testo=f"Quale {'' if revoking else 'verbale, '}decisione o atto si "
        f"{'revoca' if revoking else 'corregge'}?",
        aiuto=about,
        leggi=valori.chosen(lambda typed: target_of(loaded, typed, revoking=revoking).nome),
        suggerita=lambda _: minutes[0].id if minutes and not revoking else None,
    )


def about_correction(loaded: Loaded, target: Corretto) -> tuple[Domanda, ...]:
    what: tuple[Domanda, ...]
    if target.revoca:
        what = (_last_day(),)
    elif target.atto is not None:
        what = (_outcome(target, last=False), _effects(loaded, target.atto))
    else:
        what = (*_presences(loaded, target), _outcome(target, last=True))
    return (_where(loaded, target), *what, *_decision(loaded, target))


def _where(loaded: Loaded, target: Corretto) -> Domanda:
    return Domanda(
        opzione="in",
        testo="In quale verbale è la nuova decisione?",
        aiuto="un verbale ancora in bozza di una seduta già tenuta: la decisione si aggiunge;\n"
        "VERBALE/NUMERO se c'è già",
        leggi=valori.chosen(lambda typed: _draft_or_decision(loaded, typed)),
        suggerita=lambda _: _last_draft(loaded.rete, target),
    )


def _draft_or_decision(loaded: Loaded, typed: str) -> str:
    if "/" in typed:
        return chosen_atto(loaded, typed).riferimento
    return chosen_verbale(loaded, typed).id


def _last_draft(rete: Rete, target: Corretto) -> str | None:
    corrected = target.atto.data if target.atto is not None else date.min
    drafts = [
        v for v in rete.verbali.values() if v.was_held and not v.is_approved and v.data >= corrected
    ]
    return max(drafts, key=lambda v: (v.data, v.id)).id if drafts else None


def _effects(loaded: Loaded, act: Provvedimento) -> Domanda:
    now = "; ".join(effect_as_text(one) for one in said_of(act.effetti))

    def read(typed: str) -> str:
        found = effects_in(loaded.rete, act.riferimento, typed)
        return "; ".join(effect_as_text(one) for one in found)

    return Domanda(
        opzione="effetto",
        testo="Quale effetto doveva avere?",
        aiuto="il tipo e poi chiave=valore; più effetti si separano con «;». Quelli che non si\n"
        f"ripetono restano come sono. Ora: {now or 'nessuno'}",
        leggi=_as_answer(read),
        suggerita=lambda known: None if "esito" in known else now or None,
        facoltativa=lambda known: "esito" in known,
    )


def _as_answer(read: Callable[[str], str]) -> valori.Leggi:
    def answer(typed: str) -> str:
        try:
            return read(typed)
        except Refused as refused:
            raise NotAnAnswer(str(refused)) from None

    return answer


def _outcome(target: Corretto, *, last: bool) -> Domanda:
    single = target.verbale is None or len(target.verbale.decisioni) == 1

    def not_needed(known: Risposte) -> bool:
        return not last or "presenti" in known or "collegati" in known

    return Domanda(
        opzione="esito",
        testo="Con quale esito?",
        aiuto=f"solo se era sbagliato: {', '.join(ESITI)}",
        leggi=valori.one_of(ESITI) if single else _only_of_a_decision,
        facoltativa=not_needed,
    )


def _only_of_a_decision(_typed: str) -> str:
    raise NotAnAnswer("il verbale ha più decisioni: l'esito si corregge di una, VERBALE/NUMERO")


def _presences(loaded: Loaded, target: Corretto) -> tuple[Domanda, ...]:
    verbale = target.verbale
    there = ", ".join((verbale.presenti or ()) if verbale is not None else ())
    online = ", ".join(verbale.collegati if verbale is not None else ())
    return tuple(
        Domanda(
            opzione=key,
            testo=f"Chi era davvero {word}?",
            aiuto=f"tutti, anche chi c'era già; ora: {now or 'nessuno'}",
            leggi=valori.some_enti(loaded),
            facoltativa=True,
        )
        for key, word, now in (("presenti", "presente", there), ("collegati", "collegato", online))
    )


def _last_day() -> Domanda:
    return Domanda(
        opzione="al",
        testo="Qual è l'ultimo giorno di ciò che finisce?",
        aiuto="se manca, il giorno della seduta che revoca",
        leggi=valori.a_day,
        facoltativa=True,
    )


def _decision(loaded: Loaded, target: Corretto) -> tuple[Domanda, ...]:
    def new(known: Risposte) -> bool:
        return "/" not in known.get("in", "")

    word = "Revoca" if target.revoca else "Rettifica"
    return (
        Domanda(
            opzione="oggetto",
            testo="Qual è l'oggetto della decisione?",
            aiuto="in una riga",
            predefinita=lambda known: f"{word} di {target.nome}" if new(known) else None,
            quando=new,
        ),
        Domanda(
            opzione="testo",
            testo="Che cosa si è deciso?",
            aiuto="il testo della decisione, che dice che cosa era sbagliato",
            quando=new,
        ),
        Domanda(
            opzione="punto",
            testo="A quale punto all'ordine del giorno?",
            aiuto="il numero",
            leggi=_a_number,
            facoltativa=True,
            quando=new,
        ),
        *_vote(loaded, new),
    )


def _vote(loaded: Loaded, new: Callable[[Risposte], bool]) -> tuple[Domanda, ...]:
    def voted(known: Risposte) -> bool:
        return new(known) and known.get("metodo") == "palese"

    return (
        Domanda(
            opzione="metodo",
            testo="Come si è votato?",
            aiuto=", ".join(METODI),
            leggi=valori.one_of(METODI),
            facoltativa=True,
            quando=new,
        ),
        *(
            Domanda(
                opzione=key,
                testo=what,
                aiuto="uno o più enti, separati da virgole",
                leggi=valori.some_enti(loaded),
                facoltativa=True,
                quando=voted,
            )
            for key, what in (
                ("contrari", "Chi ha votato contro?"),
                ("astenuti", "Chi si è astenuto?"),
            )
        ),
    )


def _a_number(typed: str) -> str:
    if not (typed.isascii() and typed.isdecimal() and int(typed[:6]) >= 1 and len(typed) <= 4):
        raise NotAnAnswer(f"«{typed}» non è un numero")
    return str(int(typed))
