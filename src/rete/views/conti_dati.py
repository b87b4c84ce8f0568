"""The count of a decision as plain data: the steps and numbers that `conti` says in words."""

from rete.model.regole import Maggioranza, Quorum
from rete.model.rete import Rete
from rete.model.verbale import Decisione
from rete.reckoning.counted_votes import Voti
from rete.reckoning.outcome import Scrutinio
from rete.reckoning.sitting import Conto, Seduta, stated_outcome
from rete.reckoning.uncounted import why_not_counted
from rete.views.conti import count_of, majorities_of, proxies_used, reason_in_words
from rete.views.dati import Plain


def count_as_plain(rete: Rete, seduta: Seduta, decisione: Decisione) -> dict[str, Plain]:
    """What was counted; ``motivi`` say why what is not there could not be."""
    conto = count_of(seduta, decisione)
    stated = stated_outcome(rete, seduta.verbale, decisione)
    computed = conto.esito if conto else None
    compared = computed is not None and stated != "presa-d-atto"
    return {
        **(_attendance(seduta, conto) if conto else {}),
        **({"voti": _votes(conto.voti)} if conto and conto.voti else {}),
        **(_rules(conto) if conto else {}),
        "esito_dichiarato": stated,
        "esito_calcolato": computed,
        "concorda": computed == stated if compared else None,
        "motivi": [
            {"codice": reason.motivo, "di": list(reason.di), "testo": reason_in_words(rete, reason)}
            for reason in why_not_counted(rete, seduta, decisione, conto)
        ],
    }


def _attendance(seduta: Seduta, conto: Conto) -> dict[str, Plain]:
    presence = conto.presenza
    if presence is None:
        return {}
    number, base = presence.nel_numero_legale, presence.base_numero_legale
    return {
        "aventi_diritto": presence.aventi_diritto,
        "presenti": presence.numero_votanti,
        "in_proprio": [*sorted(presence.in_proprio)],
        "per_delega": [{"di": di, "a": a} for di, a in proxies_used(seduta.verbale, conto)],
        "deleghe_oltre_il_limite": [
            {"a": group.a, "di": [*sorted(group.di)], "valgono": group.valgono}
            for group in presence.in_eccesso
        ],
        "numero_legale": {
            "presenti": number,
            "aventi_diritto": base,
            "raggiunto": conto.in_numero,
            "chiesto": [
                {
                    **_fraction(asked.quorum),
                    "servono": asked.servono,
                    "raggiunto": asked.raggiunto,
                }
                for asked in conto.numeri_legali
            ],
        },
    }


def _votes(votes: Voti) -> dict[str, Plain]:
    return {
        "favorevoli": votes.favorevoli,
        "contrari": votes.contrari,
        "astenuti": votes.astenuti,
        "non_votanti": votes.non_votanti,
        "bianche": votes.bianche,
        "nulle": votes.nulle,
    }


def _rules(conto: Conto) -> dict[str, Plain]:
    return {
        "maggioranze": [_majority(one) for one in majorities_of(conto)],
        "parita": conto.parita,
        "spareggio": list(dict.fromkeys(s.spareggio for s in conto.scrutini if s.spareggio)),
        "in_parita": list(dict.fromkeys(r.parita for r in conto.regole if r.parita)),
        "decide": list(dict.fromkeys(r.decide for r in conto.regole if r.decide)),
        "segreto": any(r.segreto for r in conto.regole),
    }


def _majority(one: Scrutinio) -> dict[str, Plain]:
    if one.maggioranza is None:
        return {}
    asked: dict[str, Plain] = {"di": one.maggioranza.di, **_fraction(one.maggioranza)}
    asked["base"] = one.base
    if one.servono is not None:
        asked["servono"] = one.servono
    if one.raggiunta is not None:
        asked["raggiunta"] = one.raggiunta
    return asked


def _fraction(fraction: Quorum | Maggioranza) -> dict[str, Plain]:
    if fraction.oltre is not None:
        return {"oltre": fraction.oltre}
    return {"almeno": fraction.almeno}
