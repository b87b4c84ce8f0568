"""Whether an act speaks of what somebody wants to write with it, by its words and its effects.

No program understands a text: only an act whose words are all of something else is told not to
speak of it, and one that says nothing of its own («Si approva.») is left to whoever cites it.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from rete.model.comuni import Effetto, TipoEffetto
from rete.model.rete import AttoCitato, Rete
from rete.model.ricerca import words
from rete.reckoning.act import Provvedimento, object_of

Act = AttoCitato | Provvedimento

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

_WORDS_OF: Final[Mapping[TipoEffetto, tuple[str, ...]]] = {
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

_SAYS_NOTHING: Final = frozenset(
    word
    for line in (
        "approva approvata approvate approvati approvato approvazione atto atti che come con dalla",
        "dalle decide decisa deciso decisione decisioni delibera deliberato deliberazione del ogni",
        "della delle favore gli nel nella odg ordine giorno oggetto oggi per plenaria proposta",
        "provvedimento punto riunione seduta sono sul sulla testo unanimita una varie eventuali",
        "voti prima seconda terza quarta quinta sesta settima ottava nona decima primo secondo",
        "terzo quarto quinto sesto settimo ottavo nono decimo altro altra ente",
    )
    for word in line.split()
)
_SHORT: Final = 3
"""Words shorter than this, in a text, say nothing; in a name, those not longer than this."""
_MOST_TOLD: Final = 5


def speaks_of(rete: Rete, act: Act, wanted: Effetto) -> bool | None:
    """Whether an act speaks of an effect; None where its words and effects do not tell."""
    stems = _WORDS_OF.get(wanted.tipo)
    own = effects_in(act)
    if stems is None or any(one.tipo == wanted.tipo for one in own):
        return True
    said = [word for text in _texts(act) for word in words(text)]
    telling = [w for w in said if len(w) >= _SHORT and w not in _SAYS_NOTHING and not w.isdigit()]
    names = _names_of(rete, wanted)
    if any(word.startswith(stems) or word in names for word in telling):
        return True
    if {part for one in own for part in object_of(one)} & set(object_of(wanted)):
        return True
    return False if telling or own else None


def effects_in(act: Act) -> tuple[Effetto, ...]:
    """The effects of an act, and those that it puts in the place of another's."""
    own = act.decisione.effetti if act.decisione else (act.atto.effetti if act.atto else ())
    return tuple(one for effetto in own for one in (effetto, *effetto.effetti))


def acts_about(rete: Rete, wanted: Effetto, among: Mapping[str, Provvedimento]) -> tuple[str, ...]:
    """The latest acts that lay such an effect down, or speak of it and may still say so."""
    about = object_of(wanted)
    latest = sorted(among.values(), key=lambda act: act.order, reverse=True)
    found: list[str] = []
    for act in latest:
        lays_it_down = any(
            one.tipo == wanted.tipo and (not about or object_of(one) == about)
            for one in effects_in(act)
        )
        taken = act.decisione is None or act.decisione.esito == "approvata"
        is_open = act.is_draft or act.atto is not None
        if taken and (lays_it_down or (is_open and speaks_of(rete, act, wanted))):
            found.append(act.riferimento)
        if len(found) == _MOST_TOLD:
            break
    return tuple(found)


def title_of(act: Act) -> str:
    """What an act says that it is about, on one line."""
    text = act.decisione.oggetto if act.decisione else (act.atto.oggetto if act.atto else "")
    return " ".join(text.split())


def _texts(act: Act) -> Iterator[str]:
    if act.decisione is not None:
        yield from (act.decisione.oggetto, act.decisione.testo, *act.decisione.premesse)
        for punto in act.verbale.odg if act.verbale else ():
            if punto.punto == act.decisione.punto:
                yield punto.titolo
    if act.atto is not None:
        yield from (act.atto.tipo, act.atto.oggetto, act.atto.di or "", act.atto.note or "")


def _names_of(rete: Rete, wanted: Effetto) -> frozenset[str]:
    """The words by which a text may name what an effect is about."""
    texts: list[str | None] = [wanted.nome, *object_of(wanted), *wanted.a]
    for ente in filter(None, map(rete.enti.get, (wanted.ente or "", *wanted.a))):
        texts += (ente.denominazione, ente.sigla)
        texts += [former.denominazione for former in ente.denominazioni_precedenti]
    tavolo = rete.tavoli.get(wanted.tavolo or "")
    if tavolo is not None:
        texts.append(tavolo.nome)
    found = (word for text in texts if text for word in words(text))
    return frozenset(w for w in found if len(w) > _SHORT and w not in _SAYS_NOTHING)
