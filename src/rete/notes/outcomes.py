"""Sentences that say what was decided, refused, noted or put off: «Respinta con 10 contrari»."""

import re
from typing import Literal, NamedTuple

from rete.model.ricerca import plain
from rete.notes.ballots import VotoDoppio, parse_votes, starts_with_votes
from rete.notes.phrases import LONGEST, SHORT, Frase, Sicura
from rete.notes.vocabulary import Voce

_ORGAN = (
    r"(?:(?:il|la|lo|l'|i|gli|le)\s*)?(?:tavolo|plenaria|assemblea|consiglio|comitato|direttivo|"
    r"direttivo|consulta|rete|gruppo(?:\s+di\s+lavoro)?|commissione|giunta|presenti|soci|"
    r"partecipanti|votanti|componenti|consiglieri|collegio|cabina\s+di\s+regia|direzione|"
    r"conferenza|coordinamento|forum|tutti|segreteria|presidenza|riunione)(?:\s+(?:[a-z']+)){0,3}?"
)
_SUBJECT = r"(?:(?:il|la|lo|l'|i|gli|le|tale|detta|questo|questa)\s*)?(?:[a-z0-9'/.-]+\s+){1,8}?"
_ADVERB = (
    r"(?:(?:quindi|dunque|pertanto|infine|poi|cosi|invece|non|anche|allora|"
    r"dopo\s+ampia\s+discussione),?\s+)*"
)
_PARTICIPLES: tuple[tuple[Voce, str], ...] = (
    (
        "respinto",
        r"non\s+approvat[oaie]|respint[oaie]|bocciat[oaie]|rigettat[oaie]|non\s+accolt[oaie]",
    ),
    (
        "deciso",
        (
            r"approvat[oaie]|deliberat[oaie]|decis[oaie]|accolt[oaie]|ratificat[oaie]|passat[oa]|"
            r"convenut[oaie]|concordat[oaie]|stabilit[oaie]|nominat[oaie]|elett[oaie]|"
            r"incaricat[oaie]"
        ),
    ),
    ("prende-atto", r"preso\s+atto|presa\s+d'atto"),
    ("rinviato", r"rinviat[oaie]|rimandat[oaie]|ritirat[oaie]|stralciat[oaie]"),
)
_VERBS: tuple[tuple[Voce, str], ...] = (
    ("respinto", r"non\s+approvan?o?|respinge|respingono|boccia(?:no)?|rigetta(?:no)?"),
    (
        "deciso",
        (
            r"approva(?:no)?|delibera(?:no)?|decid(?:e|ono)|ratifica(?:no)?|concorda(?:no)?|"
            r"stabilisc(?:e|ono)|dispon(?:e|gono)|accogli(?:e|ono)|convien(?:e)|convengono|"
            r"autorizza(?:no)?|nomina(?:no)?|elegg(?:e|ono)|incarica(?:no)?|"
            r"da(?:')?\s+mandato|danno\s+mandato|decidiamo|deliberiamo|approviamo|concordiamo|"
            r"conveniamo|stabiliamo|siamo\s+d'accordo|resta\s+inteso|"
            r"esprim(?:e|ono)\s+parere\s+\w+"
        ),
    ),
    ("prende-atto", r"prend(?:e|ono)\s+atto"),
    (
        "rinviato",
        (
            r"rinvia(?:no|mo)?|rimanda(?:no|iamo)?|sposta(?:no)?\s+la\s+discussione|"
            r"(?:se\s+)?ne\s+riparla|"
            r"aggiorna(?:\s+(?:la\s+seduta|la\s+riunione|i\s+lavori|il\s+punto))"
        ),
    ),
)
_PARTICIPLE = re.compile("|".join(f"(?P<{v.replace('-', '_')}>{p})" for v, p in _PARTICIPLES) + "")
_PART = "|".join(p for _, p in _PARTICIPLES)
_VERB = "|".join(p for _, p in _VERBS)
_IS = r"(?:e'?|viene|vengono|sono|risulta|risultano|si\s+intende)"
_WAS = r"(?:(?:e'?|sono|viene|vengono)?\s*stat[oaie]|ha|hanno|abbiamo|si\s+e'?|ci\s+siamo)"

_BARE = re.compile(
    rf"(?:(?:(?:la|il|l')\s*)?(?:mozione|proposta|delibera|modifica|emendamento|punto|argomento)"
    rf"(?:\s+(?:n\.?\s*)?\d{{1,3}})?\s+)?(?P<part>{_PART})(?!\w)(?P<rest>.*)"
)
_PASSIVE = re.compile(
    rf"(?:{_SUBJECT})?{_ADVERB}(?P<is>{_IS})\s+{_ADVERB}(?P<part>{_PART})(?!\w)(?P<rest>.*)"
)
_PAST = re.compile(
    rf"(?:{_SUBJECT})?{_ADVERB}(?P<is>{_WAS})\s+{_ADVERB}(?P<part>{_PART})(?!\w)(?P<rest>.*)"
)
_ACTIVE = re.compile(
    rf"(?P<who>si\s+|(?:{_ORGAN}),?\s+|)(?P<mid>(?:[^.;?]{{0,160}}?,\s+|(?:con|a|all'|per)\s*[^.;?,]{{0,80}}?\s+)?){_ADVERB}(?:si\s+)?"
    rf"(?P<verb>{_VERB})(?!\w)(?P<rest>.*)"
)
_MOTION = re.compile(
    r"(?:(?:la\s+(?:mozione|proposta|delibera)|l'emendamento|il\s+testo)\s+(?P<verb>non\s+passa|passa)(?!\w)(?P<rest>.*)|"
    r"(?P<verb2>non\s+passa|passa)(?P<rest2>[\s.!]*|\s+(?:a\s+(?:\w+\s+)?maggioranza|all'unanimita|con\s+\w+\s+vot|con\s+\d).*))"
)
_NOT_AN_ACT = re.compile(
    r"(?:(?:delibera(?:zione)?|decisione)\s+(?:n\b|n\.|numero|di\s+giunta|di\s+consiglio|consiliare|"
    r"\d)|(?:delibera|ratifica|sposta)\s+del)"
)
_BY_SOMEBODY_ELSE = re.compile(r"\s+(?:\w+mente\s+)?da(?:l|lla|llo|i|gli|lle|ll')\b")
_OBJECT_NOT_A_POINT = re.compile(
    r"\s*(?:il|la|lo|l'|i|gli|le)\s*(?!punto|discussione|argomento|trattazione|decisione|votazione|"
    r"seduta|riunione|approvazione|esame|presente|questione)\w+"
)
_OBJECT = re.compile(
    r"\s*(?:$|[,:.;!]|(?:di|d'|che|il|la|lo|i|gli|le|l'|all'|alla|a|un|una|uno|con|per|su|sulla|quanto|in|ogni|"
    r"tale|questa|questo|anche|entro|come|senza|atto|infine|inoltre|quindi|pertanto|unanim\w*|"
    r"favorevolmente|favore|nella|nel|tutt\w+|nessun\w*|si|parte|fin|dal)(?:\b|(?<=')))"
)
"""How what is decided begins: «delibera di…», «approva il…»; not «sua delibera può…»."""
_GENERIC = re.compile(
    r"\b(?:si|passa|non|e'|il|la|lo|l'|i|gli|le|e|viene|vengono|sono|risulta|punto|argomento|mozione|proposta|"
    r"delibera|tavolo|plenaria|assemblea|consiglio|comitato|tutti|presenti|quindi|infine|dunque|"
    r"pertanto|poi|testo|emendamento|intende|stato|stata|unanime|all'unanimita|votazione|dopo)\b"
)
_PREAMBLE = re.compile(
    r"dopo\s+(?:ampi[ao]\s+|brev[ei]\s+|lung[ao]\s+|approfondit[ao]\s+|un'ampia\s+)*(?:e\s+\w+\s+)?"
    r"(?:discussione|confronto|dibattito),?\s+|"
    r"(?:vist[oaie]|sentit[oaie]|udit[oaie]|dopo|al\s+termine|terminat[oa]|considerat[oa]|"
    r"esaminat[oaie]|ritenut[oa]|preso\s+atto|senza\s+altri\s+interventi)\b[^.;?]{0,300},\s+"
    rf"(?=(?:si|{_ORGAN},?)\s+(?:non\s+)?(?:{_VERB})(?!\w))"
)
_INSIDE = re.compile(r"\b(?:che|dice|propone|chiede|ricorda|spiega|afferma|ritiene|perche|se)\b")
_NOT = re.compile(r"\bnon\b")
_QUESTION = re.compile(r"\?\W*$")
_CONDITION = re.compile(r"\s*(?:se|quando|come|di\s+volta)\b")


class _Come(NamedTuple):
    """How a sentence says it, by whom it is said, what comes after."""

    modo: Literal["nudo", "passivo", "passato", "attivo"]
    detto: str
    chi: bool
    mezzo: bool
    resto: str


_WAYS: tuple[tuple[Literal["nudo", "passivo", "passato", "attivo"], re.Pattern[str]], ...] = (
    ("passivo", _MOTION),
    ("nudo", _BARE),
    ("passivo", _PASSIVE),
    ("passato", _PAST),
    ("attivo", _ACTIVE),
)


def outcome(text: str) -> Frase | None:
    """The decision, refusal or putting off that a sentence says it is."""
    if _QUESTION.search(text) or len(text) > 20 * LONGEST:
        return None
    flat = " ".join(plain(text[:LONGEST]).replace("’", "'").split()).strip(" *_#-–•")
    with_votes = starts_with_votes(flat)
    start = _PREAMBLE.sub("", flat if with_votes is None else with_votes, count=1)
    if _NOT_AN_ACT.match(start) or (how := _how(start)) is None:
        return None
    voce = _voce_of(how.detto)
    before = flat[: len(flat) - len(how.resto)]
    if voce is None or _CONDITION.match(how.resto) or _INSIDE.search(before):
        return None
    is_negated = _NOT.search(before) is not None and not how.detto.startswith("non")
    if is_negated and voce == "deciso":
        voce = "respinto"
    told, bare = _votes_in(flat, begins=with_votes is not None)
    if not told and _UNREAD.search(how.resto):
        return Frase(voce=voce, valore=text.strip(), sicura="da-chiedere", nuda=True)
    sure = _sure(how, voce, is_short=len(flat.split()) <= SHORT, told=told)
    if sure == "sì" and is_negated and voce != "respinto":
        sure = "da-chiedere"
    return None if sure is None else Frase(voce=voce, valore=text.strip(), sicura=sure, nuda=bare)


def _how(start: str) -> _Come | None:
    for way, pattern in _WAYS:
        if (found := pattern.fullmatch(start)) is not None:
            groups = found.groupdict()
            return _Come(
                modo=way,
                detto=next((s for k in ("part", "verb", "verb2") if (s := groups.get(k))), ""),
                chi=bool(groups.get("who")) or start.startswith("non si "),
                mezzo=bool(groups.get("mid")),
                resto=groups["rest"] or groups.get("rest2") or "",
            )
    return None


_UNREAD = re.compile(
    r"\b(?:\d{1,6}\s*(?:/|su)\s*\d{1,6}|(?:\w+|\d{1,6})\s+vot[oi]\s+su\s+\w+|"
    r"con\s+(?:\d{1,6}|[a-z]+)\s+vot[oi])\b"
)
"""A count of which the side is not told."""


def _votes_in(flat: str, *, begins: bool) -> tuple[bool, bool]:
    """Whether a sentence tells how it was voted, and whether it says nothing else."""
    try:
        votes = parse_votes(flat)
    except VotoDoppio:
        return True, False
    return votes.says_something or begins, is_only_an_outcome(votes.resto)


def is_only_an_outcome(left: str) -> bool:
    """Whether what is left of a sentence without its votes says that something passed, not what."""
    bare = _PARTICIPLE.sub(" ", re.sub(rf"(?<!\w)(?:{_VERB})(?!\w)", " ", left))
    return not _GENERIC.sub(" ", bare).strip()


def _sure(how: _Come, voce: Voce, *, is_short: bool, told: bool) -> Sicura | None:
    """How sure it is; None: it is prose."""
    if _CHOSEN.match(how.detto):  # «Nomina del presidente» is what is to be done
        return None if how.detto == "nomina" and not how.chi else "da-chiedere"
    if told:
        return "sì"
    is_by_others = how.modo != "attivo" and _BY_SOMEBODY_ELSE.match(how.resto) is not None
    match how.modo:
        case "passato":
            return "da-chiedere" if is_short or _DECIDED.match(how.detto) else None
        case "passivo" if not is_short:
            return None if is_by_others else "da-chiedere"
        case "nudo" if voce == "prende-atto" and not is_short:
            return "da-chiedere"  # «Preso atto di…» may be what a decision begins with
        case "attivo" if not how.resto.strip(" .") and (not how.chi or how.mezzo):
            return None  # «Poi si decide.» says that there was a decision, not which
        case "attivo" if (how.mezzo and not how.chi) or not (
            voce == "prende-atto" or _OBJECT.match(how.resto)
        ):
            return None
        case "attivo" if not how.chi or (
            voce == "rinviato" and _OBJECT_NOT_A_POINT.match(how.resto)
        ):
            return "da-chiedere"
    if is_by_others:
        return "da-chiedere" if is_short else None
    return "sì"


_CHOSEN = re.compile(
    r"nomin|elett|elegg|incaric|da'?\s+mand|danno|ritirat|stralciat|aggiorna|autorizz|esprim|"
    r"(?:se\s+)?ne\s+rip|siamo|resta\s"
)
_DECIDED = re.compile(r"decis|deliberat")


def _voce_of(said: str) -> Voce | None:
    if said in ("passa", "non passa"):
        return "deciso" if said == "passa" else "respinto"
    for table in (_PARTICIPLES, _VERBS):
        for voce, pattern in table:
            if re.fullmatch(pattern, said):
                return voce
    return None


_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÀ-Ý'’])")
_OF_AN_ORGAN = re.compile(rf"(?:{_ORGAN}|si)\b", re.IGNORECASE)
_LONGEST_LINE = 8000


def inside(text: str) -> Frase | None:
    """A decision that some sentence of a longer text tells for sure, with its votes."""
    if len(text) > _LONGEST_LINE:
        return None
    for sentence in _SENTENCE_END.split(text)[1:]:
        found = outcome(sentence)
        if (
            found is not None
            and found.sicura == "sì"
            and _votes_in(plain(sentence), begins=False)[0]
        ):
            return Frase(voce=found.voce, valore=sentence.strip(), sicura="da-chiedere")
    return None
