"""How a vote went, as sentences say it: «con 10 favorevoli e 3 contrari», «10 sì 3 no», «6-0».

What is not of a vote is given back, so that whoever asks knows whether a line says only that.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cache
from typing import Literal, get_args

from rete.italiano import number_in_words
from rete.model.ricerca import plain
from rete.model.verbale import Metodo
from rete.records import frozen

Lato = Literal["favorevoli", "contrari", "astenuti", "bianche", "nulle", "non_votanti"]
LATI: tuple[Lato, ...] = (
    "favorevoli",
    "contrari",
    "astenuti",
    "bianche",
    "nulle",
    "non_votanti",
)

_USUAL: Metodo = "palese"
_LARGEST_IN_WORDS = 199


class VotoDoppio(Exception):
    """A side is told twice; its text is the side."""


@frozen
class Voti:
    """What a text says of a vote.

    ``numeri`` of each side that is counted, ``nomi`` the words that name who was on a side;
    ``altri`` are totals that it adds (`presenti 12`); ``resto`` what is not of a vote.
    """

    modo: Metodo | None = None
    unanime: bool = False
    a_maggioranza: bool = False
    numeri: Mapping[Lato, int] = field(default_factory=dict)
    nomi: Mapping[Lato, str] = field(default_factory=dict)
    altri: tuple[str, ...] = ()
    resto: str = ""

    @property
    def says_something(self) -> bool:
        return bool(self.modo or self.unanime or self.a_maggioranza or self.numeri or self.nomi)


# A side in words, the longest first: «voti contrari» before «contrari».
_SIDES: tuple[tuple[Lato, str], ...] = (
    ("non_votanti", r"non\s+votant[ei]|non\s+vot(?:a|ano)|non\s+partecipan[ot]i?(?:\s+al\s+voto)?"),
    (
        "favorevoli",
        r"favorevol[ei]|a\s+favore|pro(?=\s*(?:[,;:.=()]|$|e\s|\d))|sisi|si(?=\s*(?:[,;:.=()]|$|e?\s*\d|no\b))",
    ),
    ("contrari", r"contrari[oae]?|contro|no(?=\s*(?:[,;:.=()]|$|e\s|\d|astenut))"),
    ("astenuti", r"astenut[oaie]|astension[ei]"),
    ("bianche", r"bianc(?:a|he)"),
    ("nulle", r"null[aeoi]"),
)
_SIDE = "|".join(f"(?P<{side}>{words})" for side, words in _SIDES)
_OF = r"(?:vot[oi]\s+|sched[ae]\s+|espress[oi]\s+|componenti\s+|presenti\s+)*"
_NOBODY = r"nessun(?:[oa]|')?"
_TOTALS = r"presenti(?:\s+e\s+votanti)?|votanti|totale|vot[oi]\s+espress[oi]|schede\s+scrutinate"
_JOINING = re.compile(
    r"\b(?:con|e|ed|di\s+cui|su|dei|degli|delle|il|i|la|le|gli|lo|l'|un|una|voto|voti|votazione|"
    r"votazioni|voto\s+finale|si\s+vota|viene|vengono|esito|risultato|risultati|seguente|seguenti|"
    r"quindi|per|in|forma|modo|presenti|votanti|soci|componenti|aventi\s+diritto|favore|"
    r"espressi|espresso|resi|legge|si\s+e\s+avuto|riporta|ottiene|dell?|della|dal|alla|al|a)\b"
)
_PUNCTUATION = re.compile(r"[\s,;:.()\[\]\-–—/=|*_!]+")
_SCORE = re.compile(r"\(?\s*(\d{1,6})\s*(?:-|–|\ba\b)\s*(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?\s*\)?")

_METHODS: tuple[tuple[str, str], ...] = (
    (
        "unanime",
        (
            r"(?:all'|a\s+|per\s+)?unanimita'?(?:\s+d(?:ei|i|egli)\s+\w+)?|unanime(?:mente)?"
            r"|vot[oi]\s+unanim[ei]|tutti\s+(?:favorevoli|d'accordo)|nessun\s+contrario\s+e\s+nessun\s+astenuto"
        ),
    ),
    (
        "maggioranza",
        (
            r"a(?:lla)?\s+(?:\w+\s+)?maggioranza(?:\s+(?:assoluta|semplice|qualificata))?"
            r"(?:\s+d(?:ei|i|egli)\s+\w+)?"
        ),
    ),
    (
        "segreto",
        r"(?:a|con|per|mediante)?\s*(?:vot[oi]|votazione|scrutinio|sched[ae])\s+segret[oaie]",
    ),
    (
        "consenso",
        (
            r"per\s+(?:consenso|acclamazione)|(?:per\s+|con\s+il\s+|tramite\s+)?silenzio\s+assenso|"
            r"di\s+comune\s+accordo|(?:senza|nessuna)\s+obiezion[ei]|nessuno\s+si\s+oppone"
        ),
    ),
    (
        "palese",
        (
            r"(?:per\s+)?alzata\s+di\s+mano|(?:a|con|per|in)?\s*(?:voto|votazione|forma|scrutinio)"
            r"\s+palese|per\s+appello\s+nominale"
        ),
    ),
)
_NAMED: tuple[tuple[Lato, str], ...] = (
    (
        "astenuti",
        (
            r"(?:con\s+|salvo\s+|e\s+)?l'astensione\s+d(?:i|el|ell'|ella|ei|egli|elle)\s*"
            r"|si\s+asten(?:gono|uti|uto)\s*:?\s*|si\s+astiene\s*:?\s*|astenut[oaie]\s*:?\s*"
        ),
    ),
    (
        "contrari",
        (
            r"(?:con\s+)?il\s+voto\s+contrario\s+d(?:i|el|ell'|ella|ei|egli|elle)\s*"
            r"|vot(?:a|ano)\s+contro\s*:?\s*|contrar[ioae]+\s*:?\s*"
        ),
    ),
    (
        "non_votanti",
        (
            r"non\s+partecipa(?:no)?\s+al(?:la)?\s+vot(?:o|azione)\s*:?\s*"
            r"|non\s+vota(?:no)?\s*:?\s*"
        ),
    ),
)


@cache
def _numbers() -> Mapping[str, int]:
    found = {plain(number_in_words(n)): n for n in range(1, _LARGEST_IN_WORDS + 1)}
    return {**found, "un": 1, "una": 1}


@cache
def _counts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A number and then its side, a side and then its number; who it was may stand in brackets."""
    words = "|".join(sorted(_numbers(), key=len, reverse=True))
    number = rf"(?P<n>\d{{1,6}}|{words}|{_NOBODY})"
    who = r"(?:\s*(?:\((?P<chi>[^()\d]*)\)|:\s*(?P<poi>[^;:()\d]+)$))?"
    return (
        re.compile(
            rf"(?<![\w.,/-]){number}(?:(?<=\d)\s*|\s+){_OF}(?:{_SIDE})(?!\w|\s*[:=]\s*\d){who}"
        ),
        re.compile(
            rf"(?<!\w){_OF}(?:{_SIDE})(?=[\s:=n.°(-])[\s:=.°(-]*(?:n[r.°]+\s*)?{number}(?![\w/.:-]\w){who}"
        ),
    )


_TOTAL = re.compile(
    rf"\b(?:(?:{_TOTALS})\s*[:=n.°]*\s*\d{{1,6}}|(?:su\s+)?\d{{1,6}}\s+(?:{_TOTALS})|su\s+\d{{1,6}})\b"
)
_LETTERS = re.compile(r"(?:(?:[fca][\s:=.]*\d{1,6}|\d{1,6}\s*[fca])(?:[\s,;/-]+|$)){2,3}")
_LETTER = re.compile(r"([fca])[\s:=.]*(\d{1,6})|(\d{1,6})\s*([fca])")


def parse_votes(text: str, names: Callable[[str], bool] = lambda _: False) -> Voti:
    """What a text says of a vote; VotoDoppio.

    ``names`` says whether some words are all names of bodies: without it none is looked for.
    """
    left = _flat(text)
    if (score := _SCORE.fullmatch(left.strip(" .,;:"))) is not None:
        sides = zip(LATI, score.groups(), strict=False)
        return Voti(numeri={side: int(n) for side, n in sides if n is not None})
    if _LETTERS.fullmatch(left.strip(" .()")) is not None:
        return Voti(numeri=dict(_by_letters(left)))
    numbers: dict[Lato, int] = {}
    named: dict[Lato, str] = {}
    for one in _in_order(left):
        left = one.sub(lambda match: _counted(match, numbers, named, names), left)
    others = tuple(match[0] for match in _TOTAL.finditer(left))
    left = _TOTAL.sub(" ; ", left)
    methods: set[str] = set()
    for method, pattern in _METHODS:
        left, times = re.subn(rf"(?<!\w)(?:{pattern})(?!\w)", " ; ", left)
        methods |= {method} if times else set()
    left = _take_names(left, named, names)
    # What is not the usual way is what tells: «a scrutinio segreto, per appello nominale».
    modes = sorted(get_args(Metodo), key=_USUAL.__eq__)
    return Voti(
        modo=next((mode for mode in modes if mode in methods), None),
        unanime="unanime" in methods,
        a_maggioranza="maggioranza" in methods,
        numeri=numbers,
        nomi=named,
        altri=others,
        resto=_PUNCTUATION.sub(" ", _JOINING.sub(" ", left)).strip(),
    )


def _by_letters(text: str) -> Iterator[tuple[Lato, int]]:
    """`F 10 C 2 A 1`; VotoDoppio."""
    seen: set[str] = set()
    for match in _LETTER.finditer(text):
        letter = match[1] or match[4]
        side: Lato = {"f": LATI[0], "c": LATI[1], "a": LATI[2]}[letter]
        if letter in seen:
            raise VotoDoppio(side)
        seen.add(letter)
        yield side, int(match[2] or match[3])


def tells_a_vote(text: str) -> bool:
    """Whether a text says somewhere, in numbers or words, how a vote went."""
    try:
        return parse_votes(text).says_something
    except VotoDoppio:
        return True


def _in_order(text: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where a side comes before the first number, «10» of «favorevoli 10 contrari 2» is before."""
    number_first, side_first = _counts()
    one, other = number_first.search(text), side_first.search(text)
    if one and other and other.start() < one.start():
        return side_first, number_first
    return number_first, side_first


def starts_with_votes(text: str) -> str | None:
    """The rest of a text that begins by saying how a vote went; None where it does not."""
    left = _flat(text)
    place = 0
    while place < len(left):
        at = match.end() if (match := _BETWEEN.match(left, place)) else place
        found = next((m for one in (*_counts(), _METHOD) if (m := one.match(left, at))), None)
        if found is None:
            break
        place = found.end()
    return left[place:].lstrip(" ,;:.()–-") if place else None


_BETWEEN = re.compile(
    r"[\s,;:.()–-]*(?:(?:con|e|ed|per|in|a|su|di cui|voti|esito|resi)\b)?[\s,;:]*"
)
_METHOD = re.compile(rf"(?:{'|'.join(f'(?:{pattern})' for _, pattern in _METHODS)})(?!\w)")


def _flat(text: str) -> str:
    # «sì» is a vote wherever it stands; «si» is one only where nothing follows that it goes with.
    marked = re.sub(r"(?<!\w)s[ìí](?!\w)", "sisi", text, flags=re.IGNORECASE)
    return " ".join(plain(marked).replace("’", "'").split())


def _counted(
    match: re.Match[str],
    numbers: dict[Lato, int],
    named: dict[Lato, str],
    names: Callable[[str], bool],
) -> str:
    side = next(side for side, _ in _SIDES if match[side] is not None)
    typed = match["n"]
    if side in numbers:
        raise VotoDoppio(side)
    numbers[side] = int(typed) if typed.isdigit() else _numbers().get(typed, 0)
    who = (match["chi"] or match["poi"] or "").strip(" ,.")
    if who and names(who):
        named[side] = who
        return " ; "
    return f" ; {who} ; "


def _take_names(left: str, named: dict[Lato, str], names: Callable[[str], bool]) -> str:
    """Who is named on a side, up to the next sign that ends a list."""
    for side, pattern in _NAMED:
        for match in re.finditer(rf"(?<!\w)(?:{pattern})([^;()]*)", left):
            typed = match[1].strip(" ,.")
            if typed and side not in named and names(typed):
                named[side] = typed
                left = f"{left[: match.start()]} ; {left[match.end() :]}"
                break
    return left
