"""Effects one by one, as findings name them (by ids), and what shows that they were carried out."""

from typing import cast

from rete.model.comuni import Effetto
from rete.model.effetti import EFFECT_KEYS, ROWS
from rete.model.rete import Rete, Tipo
from rete.model.tempo import surely_before
from rete.reckoning.act_as_written import EffettoDisposto, object_of
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.claim import Chiave


def effect_with_ids(effetto: Effetto) -> str:
    """An effect as findings say it: «l'ammissione di «il-ponte» dal 2024-05-01».

    Names of bodies change, and a finding must stay the same; who reads a card has them in
    ``wording``.
    """
    names = {key: getattr(effetto, key) or "…" for key in EFFECT_KEYS}
    names["atto"] = effetto.atto or names["verbale"]
    text = ROWS[effetto.tipo].in_findings.format_map(names)
    if effetto.a:
        text += " di " + ", ".join(f"«{ente}»" for ente in effetto.a)
    if effetto.decorrenza == "firma":
        text += " dalla firma"
    if effetto.dal is not None:
        text += f" dal {effetto.dal}"
    if effetto.al is not None:
        text += f" al {effetto.al}"
    return text


def is_named(effetto: Effetto) -> bool:
    """Whether an effect says all that it is about, so that a record may answer to it."""
    named = ROWS[effetto.tipo].named
    return bool(named) and all(getattr(effetto, key) for key in named)


def own_key(effetto: Effetto) -> Chiave:
    """The key under which the record that it makes or ends answers to it."""
    return effetto.tipo, ROWS[effetto.tipo].about, object_of(effetto)


def carried_out_in(rete: Rete, found: EffettoDisposto) -> bool | None:
    """Whether a record answers to an effect in a way that claims do not show; None: cannot tell."""
    effetto = found.effetto
    if _is_unread(rete, effetto):
        return None
    if effetto.tipo == "avvio-progetto":
        progetto = rete.progetti.get(effetto.progetto or "")
        phases = progetto.fasi if progetto else ()
        return any(fase.atto == found.di.riferimento for fase in phases)
    return False


def is_overtaken(rete: Rete, found: EffettoDisposto) -> bool:
    """Whether a later act has closed the table before the day of a seat that begins or ends."""
    effetto = found.effetto
    if ROWS[effetto.tipo].about != ("tavolo", "ente"):
        return False
    tavolo, day = rete.tavoli.get(effetto.tavolo or ""), effetto.dal or effetto.al
    if tavolo is None or tavolo.chiusura is None or day is None:
        return False
    acts = acts_of(rete)
    closing = acts.per_riferimento.get(tavolo.chiusura.atto)
    return (
        closing is not None
        and closing.order > found.di.order
        and acts.holds(closing)
        and surely_before(tavolo.chiusura.al, day)
    )


def _is_unread(rete: Rete, effetto: Effetto) -> bool:
    match ROWS[effetto.tipo].kept_in:
        case "patto":
            return rete.patto is None
        case "ente":
            return any(rete.is_unread("ente", ente) for ente in (effetto.ente or "", *effetto.a))
        case None:
            return False
        case kind:
            return rete.is_unread(cast(Tipo, kind), getattr(effetto, kind) or "")
