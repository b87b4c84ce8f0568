"""Effects one by one, as findings name them (by ids), and what shows that they were carried out."""

from rete.model.comuni import Effetto
from rete.model.effetti import keys_of
from rete.model.rete import Rete
from rete.model.tempo import surely_before
from rete.reckoning.act_as_written import EffettoDisposto
from rete.reckoning.acts_that_hold import acts_of

_WORDS = {
    "ammissione": "l'ammissione di «{ente}»",
    "cessazione": "la cessazione di «{ente}»",
    "subentro": "il subentro a «{ente}»",
    "sospensione": "la sospensione di «{ente}»",
    "fine-sospensione": "la fine della sospensione di «{ente}»",
    "qualifica": "la nuova qualifica di «{ente}»",
    "istituzione": "l'istituzione di «{tavolo}»",
    "chiusura": "la chiusura di «{tavolo}»",
    "ingresso": "l'ingresso di «{ente}» in «{tavolo}»",
    "uscita": "l'uscita di «{ente}» da «{tavolo}»",
    "coordinamento": "il coordinamento di «{tavolo}» a «{ente}»",
    "fine-coordinamento": "la fine del coordinamento di «{ente}» in «{tavolo}»",
    "segreteria": "la segreteria a «{ente}»",
    "modifica-articolo": "la modifica dell'articolo «{articolo}»",
    "rinnovo": "il periodo «{periodo}» del patto",
    "monitoraggio": "il monitoraggio «{monitoraggio}»",
    "avvio-progetto": "l'avvio del progetto «{progetto}»",
    "approvazione-verbale": "l'approvazione del verbale «{verbale}»",
    "ratifica": "la ratifica di «{atto}»",
    "rettifica": "la rettifica di «{atto}»",
    "revoca": "la revoca di «{atto}»",
}


def effect_with_ids(effetto: Effetto) -> str:
    """An effect as findings say it: «l'ammissione di «il-ponte» dal 2024-05-01».

    Names of bodies change, and a finding must stay the same; who reads a card has them in
    ``wording``.
    """
    text = _WORDS[effetto.tipo].format(
        ente=effetto.ente or "…",
        tavolo=effetto.tavolo or "…",
        articolo=effetto.articolo or "…",
        periodo=effetto.periodo or "…",
        monitoraggio=effetto.monitoraggio or "…",
        progetto=effetto.progetto or "…",
        verbale=effetto.verbale or "…",
        atto=effetto.atto or effetto.verbale or "…",
    )
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
    """Whether it says what it is about: one that does not is a fault that other rules tell."""
    needed = [group[0] for group in keys_of(effetto).needed if len(group) == 1]
    names = [
        key for key in needed if key not in ("dal", "al", "causa", "qualita", "nome", "genere")
    ]
    return all(getattr(effetto, key) for key in names)


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
    if effetto.tipo not in ("ingresso", "uscita", "coordinamento", "fine-coordinamento"):
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
    match effetto.tipo:
        case "modifica-articolo" | "rinnovo" | "segreteria":
            return rete.patto is None
        case "monitoraggio":
            return rete.is_unread("monitoraggio", effetto.monitoraggio or "")
        case "avvio-progetto":
            return rete.is_unread("progetto", effetto.progetto or "")
        case "approvazione-verbale":
            return rete.is_unread("verbale", effetto.verbale or "")
        case _ if effetto.tavolo is not None:
            return rete.is_unread("tavolo", effetto.tavolo)
        case _:
            bodies = (effetto.ente or "", *effetto.a)
            return any(rete.is_unread("ente", ente) for ente in bodies)
