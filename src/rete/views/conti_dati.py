"""The count of a decision as data; in sentences: `conti`."""

from rete.model.rete import Rete
from rete.model.verbale import Decisione
from rete.reckoning.presence import Presenza
from rete.reckoning.sitting import Conto, Seduta, stated_outcome
from rete.reckoning.uncounted import why_not_counted
from rete.views.conti import majorities_of, proxies_used, reason_in_words
from rete.views.dati import Record, known, record_as_plain


def count_as_plain(rete: Rete, seduta: Seduta, decisione: Decisione) -> Record:
    """What was counted; ``motivi`` say why what is not there could not be."""
    conto = seduta.conto(decisione)
    stated = stated_outcome(rete, seduta.verbale, decisione)
    computed = conto.esito if conto else None
    compared = computed is not None and stated != "presa-d-atto"
    return {
        **(_attendance(seduta, conto, conto.presenza) if conto and conto.presenza else {}),
        **known(voti=conto and conto.voti),
        **(_rules(conto) if conto else {}),
        "esito_dichiarato": stated,
        "esito_calcolato": computed,
        "concorda": computed == stated if compared else None,
        "motivi": [
            {"codice": reason.motivo, "di": list(reason.di), "testo": reason_in_words(rete, reason)}
            for reason in why_not_counted(rete, seduta, decisione, conto)
        ],
    }


def _attendance(seduta: Seduta, conto: Conto, presence: Presenza) -> Record:
    return {
        "aventi_diritto": presence.aventi_diritto,
        "presenti": presence.numero_votanti,
        **known(senza_nomi=presence.senza_nomi),
        "in_proprio": [*sorted(presence.in_proprio)],
        **known(in_anticipo=[*sorted(presence.in_anticipo)] or None),
        "per_delega": [{"di": di, "a": a} for di, a in proxies_used(seduta.verbale, presence)],
        "deleghe_oltre_il_limite": [
            {"a": group.a, "di": [*sorted(group.di)], "valgono": group.valgono}
            for group in presence.in_eccesso
        ],
        **known(per_silenzio=[*sorted(presence.per_silenzio)] or None),
        "numero_legale": {
            "presenti": presence.nel_numero_legale,
            "aventi_diritto": presence.base_numero_legale,
            "raggiunto": conto.in_numero,
            "chiesto": [
                record_as_plain(
                    asked.quorum,
                    presenti=asked.presenti,
                    servono=asked.servono,
                    raggiunto=asked.raggiunto,
                    articolo=asked.articolo,
                    tavolo=asked.tavolo,
                    su=asked.base if asked.tavolo else None,
                )
                for asked in conto.numeri_legali
            ],
        },
    }


def _rules(conto: Conto) -> Record:
    return {
        "maggioranze": [
            record_as_plain(majority)
            | {"base": one.base}
            | known(favorevoli=one.favorevoli, servono=one.servono, raggiunta=one.raggiunta)
            | known(articolo=conto.articolo(majority))
            for majority, one in majorities_of(conto).items()
        ],
        "parita": conto.parita,
        "spareggio": list(dict.fromkeys(s.spareggio for s in conto.scrutini if s.spareggio)),
        "in_parita": list(dict.fromkeys(r.parita for r in conto.regole if r.parita)),
        "decide": list(dict.fromkeys(r.decide for r in conto.regole if r.decide)),
        "segreto": any(r.segreto for r in conto.regole),
    }
