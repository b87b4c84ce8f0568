"""Whether an act speaks of what somebody wants to write with it, by its words and its effects.

No program understands a text: only an act whose words are all of something else is told not to
speak of it. One that says nothing of its own («Si approva.», «Deliberazione n. 45»), with words
that may be about it, or in another language, is left to whoever cites it.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from rete.model.comuni import Effetto, every_effect
from rete.model.effetti import ROWS
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.model.ricerca import words
from rete.reckoning.acts_that_hold import object_of

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


_SHORT: Final = 3
"""Words shorter than this, in a text, say nothing; in a name, those not longer than this."""
_MOST_TOLD: Final = 5
_NOT_ITALIAN: Final = frozenset(
    {"the", "of", "and", "les", "du", "aux", "pour", "za", "ki", "der", "die", "das", "und"}
    | {"des", "dem", "den", "zur", "zum", "fur", "von", "vom"}
)
"""Words of the other languages of Italian acts that Italian has not."""


def speaks_of(rete: Rete, act: Provvedimento, wanted: Effetto) -> bool | None:
    """Whether an act speaks of an effect; None where its words and effects do not tell."""
    row, own = ROWS[wanted.tipo], every_effect(act.effetti)
    stems = tuple(row.speaks.split())
    if not stems or any(one.tipo == wanted.tipo for one in own):
        return True
    said = [word for text in _texts(act) for word in words(text)]
    by = words(act.atto.di or "") if act.atto is not None else ()
    names = _names_of(rete, wanted)
    if any(word.startswith(stems) or word in names for word in (*said, *by)):
        return True
    if {part for one in own for part in object_of(one)} & set(object_of(wanted)):
        return True
    may_mean = tuple(row.may_mean.split())
    if any(word.startswith(may_mean) or word in _NOT_ITALIAN for word in said):
        return None
    return False if own or any(map(_tells, said)) else None


def _tells(word: str) -> bool:
    return len(word) >= _SHORT and word[0].isalpha() and not says_nothing(word)


def acts_about(rete: Rete, wanted: Effetto, among: Mapping[str, Provvedimento]) -> tuple[str, ...]:
    """The latest acts that lay such an effect down, or speak of it and may still say so."""
    about = object_of(wanted)
    latest = sorted(among.values(), key=lambda act: act.order, reverse=True)
    found: list[str] = []
    for act in latest:
        lays_it_down = any(
            one.tipo == wanted.tipo and (not about or object_of(one) == about)
            for one in every_effect(act.effetti)
        )
        taken = act.decisione is None or act.decisione.esito == "approvata"
        is_open = act.is_draft or act.atto is not None
        may_serve = (
            is_open and speaks_of(rete, act, wanted) and not _is_of_others(rete, act, wanted)
        )
        if taken and (lays_it_down or may_serve):
            found.append(act.riferimento)
        if len(found) == _MOST_TOLD:
            break
    return tuple(found)


def _is_of_others(rete: Rete, act: Provvedimento, wanted: Effetto) -> bool:
    """Whether it lays such effects down for others, and does not name what this one is about."""
    about = object_of(wanted)
    if not about or all(one.tipo != wanted.tipo for one in every_effect(act.effetti)):
        return False
    return _names_of(rete, wanted).isdisjoint(w for text in _texts(act) for w in words(text))


def title_of(act: Provvedimento) -> str:
    """What an act says that it is about, on one line."""
    text = act.decisione.oggetto if act.decisione else (act.atto.oggetto if act.atto else "")
    return " ".join(text.split())


def _texts(act: Provvedimento) -> Iterator[str]:
    if act.decisione is not None:
        yield from (act.decisione.oggetto, act.decisione.testo, *act.decisione.premesse)
        for punto in act.verbale.odg if act.verbale else ():
            if punto.punto == act.decisione.punto:
                yield punto.titolo
    if act.atto is not None:
        yield from (act.atto.tipo, act.atto.oggetto, act.atto.note or "")


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
    return frozenset(w for w in found if len(w) > _SHORT and not says_nothing(w))
