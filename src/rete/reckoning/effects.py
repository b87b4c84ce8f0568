"""Effects one by one, and each way in which the books do not balance, as findings say them."""

from typing import Literal, cast

from rete.diagnostics import DocPath, Fault, fault
from rete.model.comuni import Effetto, Esito
from rete.model.effetti import EFFECT_KEYS, ROWS
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete, Tipo
from rete.model.tempo import DataParziale, surely_before
from rete.reckoning.acts_that_hold import EffettoDisposto, acts_of, object_of
from rete.reckoning.claim import Chiave, Divario, Pretesa
from rete.records import frozen


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


Squilibrio = Literal[
    "non-approvata", "superata", "senza-effetto", "valori", "posteriore", "bozza", "non-attuata"
]


@frozen
class Scarto:
    """One place where the books do not balance; ``genere`` is the kind of file that is shown."""

    genere: str
    squilibrio: Squilibrio
    fault: Fault


def not_approved(claim: Pretesa, act: Provvedimento, outcome: Esito) -> Scarto:
    words = "una presa d'atto" if outcome == "presa-d-atto" else outcome
    stated = act.decisione.esito if act.decisione else "approvata"
    rectified = "" if stated == outcome else ", così rettificata"
    return _on_record(
        claim,
        "non-approvata",
        f"la decisione «{claim.atto}» è {words}{rectified}: non può disporre {claim.cosa}",
        "cita l'atto giusto, o togli ciò che nessuno ha deciso",
    )


def superseded(claim: Pretesa, over: Provvedimento, *, revoked: bool) -> Scarto:
    """The record cites an act that another has revoked, or whose effects it has replaced."""
    by = over.riferimento
    if not revoked:
        message = f"l'atto «{claim.atto}» è rettificato da «{by}»: non dispone più {claim.cosa}"
        return _on_record(claim, "superata", message, f"cita «{by}», se dispone {claim.cosa}")
    if claim.dal_atto is not None:
        remedy = "togli la fine che disponeva"
    elif claim.chiudibile:
        remedy = f"chiudi la voce con atto_fine: {by}, o toglila se non ha mai avuto effetto"
    else:
        remedy = "cita un atto che vale, o togli la voce"
    message = f"l'atto «{claim.atto}» è revocato da «{by}»: non dispone più {claim.cosa}"
    return _on_record(claim, "superata", message, remedy)


def without_effect(claim: Pretesa, act: Provvedimento) -> Scarto:
    if act.is_stipula and claim.fondabile and claim.soggetto is not None:
        message = f"«{claim.soggetto}» non è tra i firmatari di «{claim.atto}»"
        remedy = "aggiungilo a «firmatari» se ha firmato, o cita l'atto che l'ha ammesso"
    else:
        message = f"«{claim.atto}» non dispone {claim.cosa}"
        frozen = act.verbale is not None and act.verbale.is_approved
        how = f"aggiungi all'atto l'effetto «{claim.tipo}»{' con una rettifica' if frozen else ''}"
        remedy = f"cita l'atto che lo dispone; se è questo, {how}"
    return _on_record(claim, "senza-effetto", message, remedy)


def unlike_the_act(claim: Pretesa, differing: tuple[Divario, ...]) -> Scarto:
    told = ", ".join(divario.detto for divario in differing)
    return _on_record(
        claim,
        "valori",
        f"{claim.cosa} non è come dispone «{claim.atto}»: {told}",
        "correggi il valore sbagliato: nell'atto e nel registro deve essere lo stesso",
        path=claim.place_of(differing[0].chiave),
    )


def founded_on_another_day(claim: Pretesa, begins: DataParziale) -> Scarto:
    return _on_record(
        claim,
        "valori",
        f"{claim.cosa} comincia il {claim.effetto}, ma per «{claim.atto}» comincia il {begins}",
        "correggi «dal», o cita l'atto che vuole quel giorno"
        + ("; chi ha firmato più tardi ha «firma»" if claim.soggetto else ""),
        path=claim.place_of("dal"),
    )


def reaching_back(claim: Pretesa, act: Provvedimento, when: DataParziale) -> Scarto:
    return _on_record(
        claim,
        "posteriore",
        f"«{claim.atto}» è del {act.data}, dopo il {when} da cui avrebbe effetto {claim.cosa}",
        "correggi la data; se l'atto è stato ratificato, registra la ratifica",
    )


def from_draft(claim: Pretesa) -> Scarto:
    return _on_record(
        claim,
        "bozza",
        f"«{claim.atto}», che dispone {claim.cosa}, è in un verbale non ancora approvato",
        f"quando sarà approvato: «rete verbale approva {claim.atto.partition('/')[0]}»",
    )


def not_carried_out(found: EffettoDisposto) -> Scarto:
    act = found.di.riferimento
    return Scarto(
        genere="VER" if found.di.decisione else "ATT",
        squilibrio="non-attuata",
        fault=fault(
            found.di,
            found.path,
            f"decisione non ancora attuata: {effect_with_ids(found.effetto)} («{act}»)",
            f"riportala nel registro: «rete verbale attua {act}»",
        ),
    )


def signature_without_membership(act: Provvedimento, index: int, ente: str) -> Scarto:
    return Scarto(
        genere="ATT",
        squilibrio="non-attuata",
        fault=fault(
            act,
            ("firmatari", index),
            f"decisione non ancora attuata: l'adesione di «{ente}», che firma «{act.riferimento}»",
            f"riportala nel registro: «rete verbale attua {act.riferimento}»",
        ),
    )


def _on_record(
    claim: Pretesa,
    squilibrio: Squilibrio,
    message: str,
    remedy: str,
    path: DocPath | None = None,
) -> Scarto:
    found = fault(claim, path or claim.path, message, remedy)
    return Scarto(genere=claim.genere, squilibrio=squilibrio, fault=found)
