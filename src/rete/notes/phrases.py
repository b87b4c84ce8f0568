"""Sentences that say what a word of the notes would: «Esce il Ponte», «La seduta è tolta alle 19».

Only the start of a line, or a whole short line, counts: what stands inside a sentence is prose. Of
each is told whether it is sure, or has to be shown to whoever wrote it.
"""

import re
from typing import Literal

from rete.model.ricerca import plain
from rete.notes.ballots import VotoDoppio, parse_votes, starts_with_votes
from rete.notes.vocabulary import Voce
from rete.records import frozen

Sicura = Literal["sì", "da-chiedere", "se-nomi"]
"""`se-nomi`: only where what it names are bodies."""

LONGEST = 400
"""No sentence that says such a thing is longer, of the signs that are looked at."""

SHORT = 9
"""Words of a line that is short: it says one thing."""


@frozen
class Frase:
    """What a sentence says: `voce` as a word of the notes, `valore` what would follow that word.

    ``nuda``: an outcome without what it is about.
    """

    voce: Voce
    valore: str
    sicura: Sicura = "sì"
    nuda: bool = False


# --- coming and going ---

_TIME = r"(?:(?:alle|dalle)?\s*(?:ore\s+|h\.?\s*)?(?:[01]?\d|2[0-3])(?:[:.,h][0-5]\d)?\s*h?)"
_OUT = (
    r"escono|esce|si\s+allontana(?:no)?|(?:lascia(?:no)?|abbandona(?:no)?)\s+(?:la\s+|l'|il\s+)?"
    r"(?:seduta|riunione|aula|sala|incontro|assemblea|tavolo|collegamento)|va\s+via|vanno\s+via|"
    r"se\s+ne\s+va(?:nno)?|si\s+scollega(?:no)?|si\s+disconnett(?:e|ono)|"
    r"(?:lascia(?:no)?|via|dev(?:e|ono)\s+andare)(?=\W*(?:$|(?:alle|dalle|ore|h)\b|\d))"
)
_IN = (
    r"(?:entrano|entra)(?!\s+in\s+(?:vigore|funzione|gioco|campo)|\s+nel\s+(?:merito|dettaglio))|"
    r"torna(?:no)?(?=\W*(?:(?:alle|dalle|ore|h)\b|\d))|rientra(?:no)?|arriva(?:no)?|sopraggiung(?:e|ono)|giung(?:e|ono)|"
    r"si\s+collega(?:no)?|si\s+unisc(?:e|ono)(?:\s+alla\s+\w+)?|si\s+aggiung(?:e|ono)"
)
_WHERE = re.compile(
    r"\b(?:dall'|dalla\s+|dal\s+|nell'|nella\s+|nel\s+|in\s+|alla\s+|l'|la\s+|all')"
    r"(?:aula|sala|seduta|riunione|incontro|assemblea|collegamento|videoconferenza)\b"
    r"|\bin\s+(?:presenza|ritardo|anticipo)\b|\bda\s+remoto\b"
)
_FIRST = re.compile(rf"(?:(?P<out>{_OUT})|(?P<in>{_IN}))(?!\w)(?P<rest>.*)")
_LATER = re.compile(rf"(?P<who>.{{2,120}}?)\s+(?:(?P<out>{_OUT})|(?P<in>{_IN}))(?!\w)(?P<rest>.*)")
_AT_FIRST = re.compile(rf"\(?(?P<time>{_TIME})(?!\w)[,:;)–-]?\s*(?P<rest>.+)")
_WORDS_OF_A_NAME = 3
_LEAVES_WORD = re.compile(r"\s*la\s+parola\b")
_NEXT = re.compile(
    rf"\s*(?:[,;.](?!\d)|\bed?\b)\s*(?=(?:[^,;]{{0,60}}?\s)?(?:{_OUT}|{_IN})(?!\w))", re.IGNORECASE
)
"""Between one who goes out and another who comes in."""


def passages(text: str) -> tuple[Frase, ...]:
    """The several that one line tells: `Alle 18 esce il Ponte ed entra Terra Buona`."""
    if len(text) > LONGEST:
        return ()
    found: list[Frase] = []
    for part in _NEXT.split(text):
        if (one := passage(part)) is None:
            return ()
        later = found and not _ANY_TIME.search(plain_like(one.valore))
        hour = _ANY_TIME.search(plain_like(found[0].valore)) if later else None
        value = f"{one.valore} {hour[0]}" if hour is not None and _ED.search(text) else one.valore
        found.append(Frase(voce=one.voce, valore=value, sicura="da-chiedere"))
    return tuple(found) if len(found) > 1 else ()


_ED = re.compile(r"\sed?\s")


def passage(text: str) -> Frase | None:
    """Who comes in or goes out, by a sentence: `Alle 17.40 esce la Bussola`."""
    if len(text) > LONGEST:
        return None
    flat = " ".join(text.replace("’", "'").split()).strip(" *_#-–•()[]")
    hour = ""
    if (at := _AT_FIRST.fullmatch(plain_like(flat))) is not None:
        hour, flat = flat[at.start("time") : at.end("time")], flat[at.start("rest") :]
    low = plain_like(flat)
    found = _FIRST.fullmatch(low) or _LATER.fullmatch(low)
    if found is None or _LEAVES_WORD.match(found["rest"]):
        return None
    who = flat[found.start("who") : found.end("who")] if "who" in found.groupdict() else ""
    rest = flat[found.start("rest") :]
    rest = _WHERE.sub(" ", rest) if rest.isascii() else _cut(_WHERE, rest)
    left = _ANY_TIME.sub(" ", plain_like(rest)).strip(" .,;:()")
    if who and left and (len(who.split()) > _WORDS_OF_A_NAME or "," in who):
        return None  # «…, e ne escono due cose»
    value = " ".join(f"{who} {rest} {hour}".split()).strip(" .,;:")
    return Frase(voce="esce" if found["out"] else "entra", valore=value, sicura="se-nomi")


def plain_like(text: str) -> str:
    """Without case and accents, sign by sign: places are those of the text."""
    flat = "".join(p if len(p := plain(c)) == 1 else c.lower() for c in text)
    return flat if len(flat) == len(text) else text.lower()


def _cut(pattern: re.Pattern[str], text: str) -> str:
    return "".join(text[start:stop] for start, stop in _kept(pattern, plain_like(text)))


def _kept(pattern: re.Pattern[str], flat: str) -> list[tuple[int, int]]:
    places, last = [], 0
    for match in pattern.finditer(flat):
        places.append((last, match.start()))
        last = match.end()
    return [*places, (last, len(flat))]


# --- opening and closing ---

_SITTING = re.compile(
    r"\b(?:seduta|riunione|incontro|assemblea|consiglio|lavori|adunanza|verbale)\b"
)
_ENDS = re.compile(r"\b(?:tolt|togli|sciol|chius|chiud|conclu|termin|finisc|finit|leva\b)")
_BEGINS = re.compile(r"\b(?:apert|apre|aprono|inizi|cominc)")
_SAYS_SO = re.compile(
    rf"(?:{_TIME}|(?:il\s+)?(?:presente\s+)?verbale\b|(?:la|il|l'|i)\s*(?:seduta|riunione|incontro|assemblea|consiglio|lavori|adunanza|"
    r"presidente)\b|si\s+|non\s+essend|esauri|terminat|null'altro|alle\b|verificat|constatat)"
)
_ANY_TIME = re.compile(
    rf"(?<![\w/])(?:(?:alle|dalle|ore|h\.?)\s+{_TIME}|\d{{1,2}}[:.,h][0-5]\d\s*h?)(?![\w/])"
)
_LONGEST_OF_AN_END = 12


def opening_or_closing(text: str) -> Frase | None:
    """That the sitting begins or ends, and when: `La seduta è tolta alle 19`."""
    flat = plain_like(" ".join(text.replace("’", "'").split()).strip(" *_"))
    if len(flat) > 200 or not _SITTING.search(flat) or not _SAYS_SO.match(flat):
        return None
    ends, begins = _ENDS.search(flat), _BEGINS.search(flat)
    times = [m[0].strip() for m in _ANY_TIME.finditer(flat)]
    if (ends is None) == (begins is None) or len(times) != 1:
        return None
    sure: Sicura = "sì" if len(flat.split()) <= _LONGEST_OF_AN_END else "da-chiedere"
    return Frase(voce="fine" if ends else "inizio", valore=times[0], sicura=sure)


_PREMISE = re.compile(
    r"(?:vist[oaie]|considerat[oaie]|premess[oaie]|ravvisat[oaie]|richiamat[oaie]|sentit[oaie]|"
    r"rilevat[oaie]|ritenut[oaie])\s+\S.*;"
)


def premise(text: str) -> Frase | None:
    """What comes before a decision, as acts have it: `Visto il patto della rete;`."""
    if len(text) > LONGEST or not _PREMISE.fullmatch(plain_like(text)):
        return None
    return Frase(voce="premessa", valore=text)


_SIDE_FIRST = re.compile(
    r"(?P<side>(?:con\s+|salvo\s+)?l'astensione\s+d(?:i|el|ell'|ella|ei|egli|elle)\b|"
    r"(?:con\s+)?il\s+voto\s+contrario\s+d(?:i|el|ell'|ella|ei|egli|elle)\b|favorevol[ei]|contrar[ioae]+|astenut[oaie]|si\s+astiene|si\s+astengono|"
    r"vota(?:no)?\s+contro|non\s+vota(?:no)?|non\s+partecipa(?:no)?\s+al(?:la)?\s+vot(?:o|azione))"
    r"\s+(?P<who>(?!perche|a\s|al\s|alla\s|all'|che\s)\S.*)"
)
_SIDE_LAST = re.compile(
    r"(?P<who>(?!parere\b|esito\b|giudizio\b|in\b|nessun)[^:]{2,80}?)\s+(?P<side>si\s+astiene|si\s+astengono|vota(?:no)?\s+contro|"
    r"(?:e'?\s+|sono\s+)?(?:contrar[ioae]+|astenut[oaie]|favorevol[ei])|"
    r"non\s+vota(?:no)?|non\s+partecipa(?:no)?\s+al(?:la)?\s+vot(?:o|azione))\W*"
)
_SIDE_WORDS: tuple[tuple[str, Voce], ...] = (
    ("favor", "favorevoli"),
    ("contr", "contrari"),
    ("vota", "contrari"),
    ("asten", "astenuti"),
    ("si ", "astenuti"),
    ("non", "non_votanti"),
)


def side(text: str) -> Frase | None:
    """Who voted how, by a short line: `Contrario il Ponte`, `La Bussola si astiene`."""
    flat = plain_like(" ".join(text.replace("’", "'").split()).strip(" *_-–•()"))
    if len(flat.split()) > SHORT or "|" in flat:
        return None
    found = _SIDE_FIRST.fullmatch(flat) or _SIDE_LAST.fullmatch(flat)
    if found is None:
        return None
    said = re.sub(r"^(?:con\s+|salvo\s+)?(?:l'|il\s+voto\s+|e'?\s+|sono\s+)?", "", found["side"])
    voce = next(voce for start, voce in _SIDE_WORDS if said.startswith(start))
    return Frase(voce=voce, valore=found["who"].strip(" .,;"), sicura="se-nomi")


def vote(text: str) -> Frase | None:
    """A line that says how a vote went, and nothing else; or begins by that."""
    if len(text) > LONGEST:
        return None
    try:
        votes = parse_votes(text)
    except VotoDoppio:
        return Frase(voce="voto", valore=text, sicura="da-chiedere")
    if not votes.says_something:
        return None
    if not votes.resto:
        return Frase(voce="voto", valore=text)
    begins = starts_with_votes(text)
    if begins is not None or (votes.numeri and len(text.split()) <= SHORT):
        return Frase(voce="voto", valore=text, sicura="se-nomi")
    return None
