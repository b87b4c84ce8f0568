"""Counts said in Italian: quorums, majorities, votes, ties, proxies of which only some hold."""

from rete.italiano import count
from rete.model.regole import Maggioranza, Quorum
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.reckoning.outcome import Scrutinio, Spareggio
from rete.reckoning.proxies import DelegheInEccesso
from rete.reckoning.sitting import Conto
from rete.reckoning.votes import Voti

_BASES = {
    "votanti": "voti favorevoli e contrari",
    "presenti": "presenti",
    "aventi-diritto": "aventi diritto",
}
_KINDS = {"pubblico": "degli enti pubblici", "privato-sociale": "degli enti del privato sociale"}


def fraction_in_words(fraction: Quorum | Maggioranza, wanted: int) -> str:
    """«più di 1/2, cioè almeno 9»; «almeno 2/3, cioè 6»; «almeno 5»."""
    if fraction.numero is not None:
        return f"almeno {fraction.numero}"
    if fraction.oltre is not None:
        return f"più di {fraction.oltre}, cioè almeno {wanted}"
    return f"almeno {fraction.almeno}, cioè {wanted}"


def plain_fraction(fraction: Quorum | Maggioranza) -> str:
    """«più di 1/2», «almeno 2/3»; empty for a fixed number, which says all by itself."""
    if fraction.numero is not None:
        return ""
    return f"più di {fraction.oltre}" if fraction.oltre else f"almeno {fraction.almeno}"


def among_whom(majority: Maggioranza) -> str:
    """« degli enti pubblici», where only those are counted."""
    return f" {_KINDS[majority.fra]}" if majority.fra else ""


def votes_in_words(votes: Voti) -> str:
    """«favorevoli 7, contrari 2, astenuti 1»; blank, void and missing votes only if any."""
    parts = [
        f"favorevoli {votes.favorevoli}",
        f"contrari {votes.contrari}",
        f"astenuti {votes.astenuti}",
    ]
    if votes.bianche:
        parts.append(count(votes.bianche, "scheda bianca", "schede bianche"))
    if votes.nulle:
        parts.append(count(votes.nulle, "scheda nulla", "schede nulle"))
    if votes.non_votanti:
        parts.append(f"non votanti {votes.non_votanti}")
    return ", ".join(parts)


def majority_in_words(conto: Conto) -> str:
    """What each majority that applies wants, and how many votes it comes to."""
    parts = [
        _wanted(one, one.maggioranza, one.servono)
        for one in conto.scrutini
        if one.maggioranza is not None and one.servono is not None
    ]
    return "; ".join(dict.fromkeys(parts)) or "nessuna regola sulla maggioranza"


def _wanted(one: Scrutinio, majority: Maggioranza, wanted: int) -> str:
    whose = among_whom(majority)
    told = fraction_in_words(majority, wanted)
    if majority.di is None:
        return f"di voti favorevoli{whose} ne servono {told}"
    return f"su {one.base} {_BASES[majority.di]}{whose} ne servono {told}"


def tie_in_words(rete: Rete, verbale: Verbale, conto: Conto) -> tuple[str, ...]:
    """What follows from a tie; nothing where there is none, or nobody counts it."""
    if not conto.parita:
        return ()
    told = [
        _tie(rete, verbale, one.spareggio) for one in conto.scrutini if one.spareggio is not None
    ]
    return tuple(dict.fromkeys(told)) or ("la proposta non è approvata",)


def _tie(rete: Rete, verbale: Verbale, tie: Spareggio) -> str:
    chair = rete.nome_ente(verbale.presiede) if verbale.presiede else None
    decides = f"decide il voto di {f'{chair}, che' if chair else 'chi'} presiede"
    match tie:
        case "basta":
            return "i voti a favore bastano alla maggioranza"
        case "non-basta" | "respinta":
            return "la proposta non è approvata"
        case "si-rivota":
            return "la proposta non è approvata, si rivota"
        case "altra-maggioranza":
            return (
                "la proposta non è approvata, perché il voto di chi presiede decide solo dove "
                "serve più della metà"
            )
        case "uno-in-piu-non-basta":
            return "la proposta non è approvata: nemmeno un voto in più basterebbe"
        case "favorevole":
            return f"{decides}, ed è a favore"
        case "contraria":
            return f"{decides}, ed è contrario"
        case "nessuna":
            return f"{decides}, che qui non ha votato: la proposta non è approvata"
        case "ignota":
            return f"{decides}, e non si sa quale sia stato"


def excess_in_words(rete: Rete, group: DelegheInEccesso) -> str:
    """«Il Ponte porta 2 deleghe (Acqua, Bosco) e ne vale 1 sola: quale, non si può dire»."""
    names = ", ".join(sorted(rete.nome_ente(ente) for ente in group.di))
    held = count(len(group.di), "delega", "deleghe")
    valid = "ne vale 1 sola: quale" if group.valgono == 1 else f"ne valgono {group.valgono}: quali"
    return f"{rete.nome_ente(group.a)} porta {held} ({names}) e {valid}, non si può dire"
