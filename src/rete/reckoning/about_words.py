"""The words of the formulas of any act, which `about` passes over."""

from typing import Final

_SAYS_NOTHING: Final = frozenset(
    word
    for line in (
        "adotta adottata adottato all allegata allegati allegato altra altre altri altro art",
        "article articolo articoli atti atto che come con concorda dagli dai dal dall dalla dalle",
        "data degli dei del dell della delle dopo due ente enti esito eventuali gli grande hanno",
        "infine mano nel nell nella nelle nello nota note numero nuovamente odg ogni oggi oggetto",
        "online patto pec per poi prot punti punto quanto quarta quattro quarto questa questo",
        "quinta quinto rete sua suo sugli sui sul sull sulla sulle sono tra tre tutti una uno",
        "varie via visto vista viste visti udita udito uditi sentita sentito ritenuto ritenuta",
        "considerato premesso premessa dato dei testo mail email ore firma firmato",
        "prima primo seconda secondo sesta sesto settima settimo ottava ottavo nona nono decima",
        "decimo terza terzo unanime unanimi unanimita palese palesi segreto segreta alzata",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre",
        "dicembre lunedi martedi mercoledi giovedi venerdi sabato domenica",
    )
    for word in line.split()
)
_FORMULAS: Final = (
    "approv deliber decis decid determin provvedi votaz voti voto votan votat favor contrar "
    "astens astenu maggioran presen assemble consil consigli giunt comunal comunic direttiv "
    "president sindac dirigen decret ordinanz ordin letter protocol verbal discuss legg illustr "
    "relazion relator propost propon riunion sedut plenari giorn tavol straordinar espress "
    "espon esposi espost unanim prende preso presa applic comma regional provincial "
    "metropolitan generale esecut"
)
_SAY_NOTHING: Final = tuple(_FORMULAS.split())


def says_nothing(word: str) -> bool:
    """Whether a word is of the formulas of any act, and of nothing of its own."""
    return word in _SAYS_NOTHING or word.startswith(_SAY_NOTHING)
