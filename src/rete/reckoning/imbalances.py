"""Each way in which the books do not balance, said in Italian; `balance` finds them."""

from typing import Literal

from rete.diagnostics import DocPath, Fault
from rete.model.comuni import Esito
from rete.model.provvedimento import Provvedimento
from rete.model.tempo import DataParziale
from rete.reckoning.act_as_written import EffettoDisposto
from rete.reckoning.claim import Divario, Pretesa
from rete.reckoning.effects import effect_with_ids
from rete.records import dataclass

Squilibrio = Literal[
    "non-approvata", "superata", "senza-effetto", "valori", "posteriore", "bozza", "non-attuata"
]


@dataclass(frozen=True, kw_only=True)
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
        fault=Fault(
            file=found.di.file,
            path=found.path,
            message=f"decisione non ancora attuata: {effect_with_ids(found.effetto)} («{act}»)",
            remedy=f"riportala nel registro: «rete verbale attua {act}»",
        ),
    )


def signature_without_membership(act: Provvedimento, index: int, ente: str) -> Scarto:
    return Scarto(
        genere="ATT",
        squilibrio="non-attuata",
        fault=Fault(
            file=act.file,
            path=("firmatari", index),
            message=f"decisione non ancora attuata: l'adesione di «{ente}», che firma "
            f"«{act.riferimento}»",
            remedy=f"riportala nel registro: «rete verbale attua {act.riferimento}»",
        ),
    )


def _on_record(
    claim: Pretesa,
    squilibrio: Squilibrio,
    message: str,
    remedy: str,
    path: DocPath | None = None,
) -> Scarto:
    fault = Fault(file=claim.file, path=path or claim.path, message=message, remedy=remedy)
    return Scarto(genere=claim.genere, squilibrio=squilibrio, fault=fault)
