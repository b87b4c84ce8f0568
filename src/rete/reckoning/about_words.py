"""The words by which an act speaks of each kind of effect, may speak of it, or says nothing.

Words are told by how they begin. Who writes minutes has more words for a thing than any list:
those that may be about it are enough for nobody to say that an act is about something else.
"""

from collections.abc import Mapping
from typing import Final

from rete.model.comuni import TipoEffetto

Stems = tuple[str, ...]

_COMES_IN: Final = (
    *("ammett", "ammess", "ammiss", "aderi", "adesion", "accogl", "accol", "accett"),
    *("entra", "ingress", "firm", "sottoscri", "rientr", "torna", "ritorn"),
)
_GOES_OUT: Final = (
    *("cess", "reced", "recess", "esclu", "decad", "estin", "sciogl", "fusion", "usci", "esce"),
    *("esca", "escono", "lasci", "rinunc", "ritir", "dimett", "dimission", "mancat", "conflu"),
)
_SUSPENDED: Final = ("sospe", "riamm", "reintegr", "riprend", "ripres")
_SITS: Final = ("sied", "compon", "entra", "ingress", "aggiu", "posto", "posti", "parte", "nomin")
_RISES: Final = ("usci", "esce", "esca", "escono", "lasci", "rinunc", "ritir", "posto", "posti",
                 "parte", "compon")  # fmt: skip
_LEADS: Final = ("coordin", "guid", "affid")

WORDS_OF: Final[Mapping[TipoEffetto, Stems]] = {
    "ammissione": _COMES_IN,
    "cessazione": _GOES_OUT,
    "subentro": ("subentr", "fusion", "fond", "incorpor", "conflu", "succe", "posto", "posti"),
    "sospensione": _SUSPENDED,
    "fine-sospensione": _SUSPENDED,
    "qualifica": ("qualif", "qualita", "osservator", "effettiv"),
    "istituzione": ("istitu", "costitu", "nasc", "avvia", "avvio", "crea", "apert", "apre",
                    "aprir", "nuov", "grupp", "cabin"),
    "chiusura": ("chiu", "conclu", "finisc", "sciogl", "cess", "termin"),
    "ingresso": _SITS,
    "uscita": _RISES,
    "coordinamento": _LEADS,
    "fine-coordinamento": _LEADS,
    "segreteria": ("segret",),
    "modifica-articolo": ("articol", "modific", "regol"),
    "rinnovo": ("rinnov", "prorog", "prolung", "durat", "prosegu", "continu", "scaden"),
    "approvazione-verbale": ("verbal",),
}  # fmt: skip
"""How words begin that speak of each kind of effect; of the others nothing is judged."""

_CHANGES: Final = (
    *("cambi", "sostitu", "subentr", "avvicend", "rotaz", "trasform", "trasfer", "riorganizz"),
    *("accorp", "unific", "unisc", "union", "fond", "assorb", "integr", "rinnov", "nuov"),
)
_COUNTED_AMONG: Final = (
    *("domand", "richiest", "istanz", "candidat", "manifest", "interess", "elenc", "iscri"),
    *("registra", "inser", "inclu", "estend", "estens", "allarg", "amplia", "partecip", "parten"),
    *("membr", "compon", "compos", "parte", "acced", "access", "accredit", "benvenut", "riconosc"),
    *("invit", "coopt", "aggreg", "nuov", "socio", "soci", "socia", "soggett"),
)
_NO_MORE_AMONG: Final = (
    *("fuoriusc", "cancell", "depenn", "liquid", "revoc", "disd", "disimpegn", "interr"),
    *("abbandon", "distacc", "inattiv", "moros", "inadempi", "assen", "prosegu", "continu"),
    *("allontan", "espul", "espell", "radiaz", "radiat", "rimoss", "rimuov", "rimoz", "esoner"),
    *("soppress", "sopprim", "conclu", "termin", "trasform", "chiu", "sospen", "parte", "iscri"),
    *("partecip", "elenc", "aderi", "adesion", "firm", "membr", "volont", "ricogn", "verific"),
)
_KEPT_STILL: Final = (
    *("congel", "interr", "assen", "inadempi", "temporan", "sanzion", "richiam", "limit"),
    *("partecip", "inattiv", "moros", "paus", "ferm", "riattiv", "riabilit", "revoc", "attes"),
)
_OF_TABLES: Final = (
    *("tavol", "grupp", "commission", "comitat", "consult", "organi", "forum", "cabin", "regia"),
    *("nucle", "sezion", "articola", "articolan", "riunisc", "lavori", "struttur"),
)
_BEGINS: Final = (
    *("attiva", "attivo", "forma", "insed", "vita", "sorge", "prende", "inizi", "cominc"),
    *("promuov", "sperimen", "sottogrupp", "sdoppi", "riattiv", "laborator", "osservator"),
)
_ENDS: Final = (
    *("soppress", "sopprim", "esaur", "disattiv", "finit", "finir", "compiut", "compit"),
    *("interr", "sospen", "inattiv", "ferm", "conflu", "revoc", "smantell", "ultimat", "abol"),
)
_CHOSEN: Final = (
    *("membr", "compos", "partecip", "rappresent", "delegat", "design", "elezion", "elet"),
    *("elegg", "scelt", "sceg", "scel", "individu", "indic", "incaric", "assegn", "conferm"),
    *("inser", "inclu", "amplia", "allarg", "coopt", "invit", "ammess", "ammiss", "ammett"),
    *("adesion", "aderi", "iscri", "nomin", "turn", "disponibil"),
)
_NOT_CHOSEN: Final = (
    *("dimiss", "dimett", "ridu", "ridott", "decad", "cess", "recess", "reced", "esclu", "revoc"),
    *("rimoss", "rimuov", "rimoz", "abbandon", "esoner", "inadempi", "assen"),
)
_HEADS: Final = (
    *("capofil", "referent", "conduz", "condu", "conduc", "facilit", "responsab", "president"),
    *("presied", "portavoc", "direz", "dirig", "dirett", "regia", "assum", "gestion", "animator"),
)
_OF_THE_PACT: Final = (
    *("patt", "accord", "protocoll", "convenz", "intes", "vigen", "vigor", "efficac", "valid"),
)
_LASTS: Final = (
    *("esten", "estend", "conferm", "riconferm", "trienn", "bienn", "quadrienn", "quinquenn"),
    *("annual", "period", "riapprov", "sottoscri", "firm", "differ", "termin", "disd", "anni"),
    *("tacit", "reiter", "ulterior", "nuov", "rinegoz", "slitt", "posticip", "protra", "seguit"),
    *("mantien", "manten", "prossim", "avanti", "decennal", "rilanc", "riprend", "ripres"),
)

MAY_MEAN: Final[Mapping[TipoEffetto, Stems]] = {
    "ammissione": _COUNTED_AMONG,
    "cessazione": _NO_MORE_AMONG,
    "subentro": (*_CHANGES, "denominaz", "nome", "nomi", "rinomin", "passa", "scission", "cession",
                 "cede", "conferim", "rilev", "prende"),
    "sospensione": _KEPT_STILL,
    "fine-sospensione": _KEPT_STILL,
    "qualifica": (*_COUNTED_AMONG, *_CHANGES),
    "istituzione": (*_OF_TABLES, *_BEGINS),
    "chiusura": (*_OF_TABLES, *_ENDS, *_CHANGES),
    "ingresso": (*_OF_TABLES, *_CHOSEN, *_CHANGES),
    "uscita": (*_OF_TABLES, *_CHOSEN, *_NOT_CHOSEN, *_CHANGES),
    "coordinamento": (*_HEADS, *_CHOSEN, *_CHANGES),
    "fine-coordinamento": (*_HEADS, *_CHOSEN, *_NOT_CHOSEN, *_CHANGES),
    "segreteria": (*_HEADS, *_CHOSEN, *_CHANGES, "ammin", "uffic", "sede"),
    "modifica-articolo": (*_OF_THE_PACT, *_CHANGES, "emend", "comma", "commi", "aggiorn", "revis",
                          "variaz", "statut", "abrog", "norm", "preavv", "maggioranz", "quorum"),
    "rinnovo": (*_OF_THE_PACT, *_LASTS),
    "approvazione-verbale": ("resocont", "minut", "preceden", "scors", "trascri", "sintes",
                             "report", "lettur", "letto", "process", "estratt", "rendicont"),
}  # fmt: skip
"""How words begin that may be about each kind, or about something else."""

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
_SAY_NOTHING: Final = (
    *("approv", "deliber", "decis", "decid", "determin", "provvedi", "votaz", "voti", "voto"),
    *("votan", "votat", "favor", "contrar", "astens", "astenu", "maggioran", "presen"),
    *(
        "assemble",
        "consil",
        "consigli",
        "giunt",
        "comunal",
        "comunic",
        "direttiv",
        "president",
        "sindac",
    ),
    *("dirigen", "decret", "ordinanz", "ordin", "letter", "protocol", "verbal", "discuss", "legg"),
    *("illustr", "relazion", "relator", "propost", "propon", "riunion", "sedut", "plenari"),
    *("giorn", "tavol", "straordinar", "espress", "espon", "esposi", "espost", "unanim", "prende"),
    *(
        "preso",
        "presa",
        "applic",
        "comma",
        "regional",
        "provincial",
        "metropolitan",
        "generale",
        "esecut",
    ),
)


def says_nothing(word: str) -> bool:
    """Whether a word is of the formulas of any act, and of nothing of its own."""
    return word in _SAYS_NOTHING or word.startswith(_SAY_NOTHING)
