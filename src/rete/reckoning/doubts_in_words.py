"""What is in doubt or level in a count, in words: ties, and proxies of which only some hold."""

from rete.italiano import count
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.reckoning.outcome import Spareggio
from rete.reckoning.presence import DelegheInEccesso
from rete.reckoning.sitting import Conto


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
