"""The rules that an article lays down, each key in a plain sentence."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Final, assert_never

from rete.italiano import count, join_words
from rete.model.patto import Versione
from rete.model.regole import (
    Cadenza,
    Regole,
    RegoleAssenze,
    RegoleConvocazione,
    RegoleDeleghe,
    RegoleVerbali,
)
from rete.model.rete import Rete
from rete.reckoning.fractions import part_in_words
from rete.reckoning.lengths import length_in_words
from rete.reckoning.rows_in_words import row_in_words

_APPROVALS: Final = {
    "seduta-stante": "i verbali si approvano nella seduta stessa, prima che finisca",
    "seduta-successiva": "i verbali si approvano nella seduta successiva",
    "firma": "i verbali si approvano con la firma",
    "silenzio": "i verbali si hanno per approvati se nessuno chiede correzioni",
}


_NOTICES: Final = {
    "preavviso": "le riunioni si convocano",
    "documenti": "i documenti si mandano",
    "urgente": "nei casi urgenti si convocano",
}

RegolaDetta = tuple[str, str]
"""One rule: where it stands among the keys of the file, and what it says."""
Dette = Iterator[RegolaDetta]


def rules_in_words(regole: Regole, rete: Rete) -> tuple[RegolaDetta, ...]:
    """Every rule in the order of the format; the rows on decisions are one sentence each."""
    rows = sorted(regole.decisioni or (), key=attrgetter("precedence"))
    special = any(not row.is_for_all for row in rows)
    decisions = (("decisioni", row_in_words(row, rete, after_others=special)) for row in rows)
    return (*_calls(regole.convocazione), *decisions, *_others(regole, rete))


def rules_of_version(versione: Versione, rete: Rete) -> tuple[RegolaDetta, ...]:
    """Every rule of a version: first those for everybody, then those of each scope."""
    general = rules_in_words(versione.regole, rete) if versione.regole is not None else ()
    if not versione.regole_per:
        return general
    from rete.reckoning.scopes_in_words import rules_of_scopes

    return (*general, *rules_of_scopes(versione, rete))


def single_rules(regole: Regole, rete: Rete) -> Dette:
    """The rules that have a key each: all but the rows on decisions."""
    yield from _calls(regole.convocazione)
    yield from _others(regole, rete)


def proxies_in_words(regole: Regole, rete: Rete) -> tuple[str, ...]:
    """What the rules say of proxies, one sentence each."""
    return tuple(text for _, text in _proxies(regole.deleghe, rete))


def _others(regole: Regole, rete: Rete) -> Dette:
    yield from _proxies(regole.deleghe, rete)
    if regole.voto is not None and regole.voto.dopo is not None:
        wait = length_in_words(regole.voto.dopo)
        yield "voto.dopo", f"chi è ammesso vota dopo {wait}; chi ha firmato il patto, subito"
    if regole.sospesi_nel_numero_legale is not None:
        are = "si contano" if regole.sospesi_nel_numero_legale else "non si contano"
        yield "sospesi_nel_numero_legale", f"gli enti sospesi {are} per il numero legale"
    if regole.recesso is not None and regole.recesso.preavviso is not None:
        notice = length_in_words(regole.recesso.preavviso)
        yield "recesso.preavviso", f"chi recede lo comunica almeno {notice} prima"
    yield from _absences(regole.assenze)
    yield from _minutes(regole.verbali)
    if regole.cadenza is not None:
        yield "cadenza", cadence_rule(regole.cadenza)
    yield from _holidays(regole)
    if regole.silenzio is not None:
        yield (
            "silenzio",
            "nelle sedute in forma scritta chi non risponde entro il termine è a favore",
        )
    if regole.congiunte is not None:
        yield "congiunte.numero_legale", _JOINT[regole.congiunte.numero_legale]


_JOINT: Final = {
    "ciascuno": "nelle sedute congiunte ogni tavolo deve avere il suo numero legale",
    "insieme": "nelle sedute congiunte il numero legale è uno solo, di tutti i tavoli insieme",
}


def cadence_rule(cadence: Cadenza) -> str:
    """«ci si riunisce almeno 3 volte l'anno»."""
    parts = []
    if cadence.ogni_mesi is not None:
        months = cadence.ogni_mesi
        parts.append("almeno una volta al mese" if months == 1 else f"almeno ogni {months} mesi")
    if cadence.volte_anno is not None:
        parts.append(f"almeno {count(cadence.volte_anno, 'volta', 'volte')} l'anno")
    return f"ci si riunisce {join_words(parts) or 'con una cadenza non detta'}"


def _calls(call: RegoleConvocazione | None) -> Dette:
    if call is None:
        return
    for key, told in _NOTICES.items():
        if (length := getattr(call, key)) is not None:
            yield f"convocazione.{key}", f"{told} almeno {length_in_words(length)} prima"
    if call.seconda_dopo is not None:
        wait = length_in_words(call.seconda_dopo)
        yield (
            "convocazione.seconda_dopo",
            f"la seconda convocazione si tiene almeno {wait} dopo la prima",
        )
    if call.a_richiesta_di is not None:
        part = part_in_words(call.a_richiesta_di)
        asking = "la metà" if part == "metà" else part
        yield (
            "convocazione.a_richiesta_di",
            f"una riunione può essere chiesta da almeno {asking} dei membri",
        )


def _proxies(proxies: RegoleDeleghe | None, rete: Rete) -> Dette:
    if proxies is None:
        return
    if proxies.massimo == 0 and not proxies.scaglioni:
        yield "deleghe.massimo", "le deleghe non sono ammesse"
        return
    if proxies.massimo is not None:
        most = count(proxies.massimo, "delega", "deleghe")
        yield "deleghe.massimo", f"un ente può portare al massimo {most}"
    if proxies.senza_massimo:
        yield "deleghe.senza_massimo", "un ente può portare quante deleghe vuole"
    for step in proxies.scaglioni:
        most = count(step.massimo, "delega", "deleghe")
        yield "deleghe.scaglioni", f"con {step.aderenti} aderenti o più, al massimo {most}"
    if proxies.vietate_per:
        matters = join_words([f"«{rete.nome_materia(one)}»" for one in proxies.vietate_per])
        yield "deleghe.vietate_per", f"non si vota per delega nelle materie {matters}"
    are = "si conta" if proxies.nel_numero_legale else "non si conta"
    yield "deleghe.nel_numero_legale", f"chi ha dato delega {are} per il numero legale"


def _absences(absences: RegoleAssenze | None) -> Dette:
    if absences is None:
        return
    if absences.consecutive is not None:
        nth = absences.consecutive
        yield "assenze.consecutive", f"le assenze pesano dalla {nth}ª ingiustificata di seguito"
    if absences.effetto is not None:
        yield "assenze.effetto", f"che cosa segue alle assenze: «{absences.effetto.strip()}»"


def _minutes(minutes: RegoleVerbali | None) -> Dette:
    if minutes is None:
        return
    if minutes.approvazione is not None:
        yield "verbali.approvazione", _APPROVALS[minutes.approvazione]
    if minutes.entro is not None:
        time = length_in_words(minutes.entro)
        if minutes.approvazione == "silenzio":
            yield "verbali.entro", f"le correzioni ai verbali si chiedono entro {time}"
        else:
            yield "verbali.entro", f"i verbali si approvano entro {time} dalla riunione"


def _holidays(regole: Regole) -> Dette:
    match regole.termine_festivo:
        case None:
            return
        case "slitta":
            text = (
                "un termine che cade in un giorno festivo passa al primo giorno utile dopo, "
                "o al giorno utile prima se si conta all'indietro"
            )
        case "resta":
            text = "un termine che cade in un giorno festivo resta quello"
        case never:
            assert_never(never)
    yield "termine_festivo", text
