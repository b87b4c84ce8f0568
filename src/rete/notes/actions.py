"""The actions as notes tell them: who does it, what, and by when if that is known."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from rete.changes import Plain, Record
from rete.model.ricerca import plain
from rete.model.riconoscimento import Anagrafe
from rete.notes import values
from rete.notes.values import NonSiCapisce

_STRICTLY_BY: Final = re.compile(r"; entro (\d{4}-\d{2}-\d{2})$")
_BY: Final = re.compile(r"[,;.]?\s*\bentro\s+", re.IGNORECASE)
_A_TIME: Final = re.compile(
    r"(?:(?:il|la|lo|l'|i|le|questo|questa|tale)\s*)?(?:prossim\w+\s+)?"
    r"(?:fine|meta|inizio|settiman\w*|mes[ei]|ann[oi]|giorn[oi]|or[ae]|domani|oggi|stasera|estate|"
    r"autunno|inverno|primavera|natale|pasqua|prossim\w+|gennaio|febbraio|marzo|aprile|maggio|giugno|"
    r"luglio|agosto|settembre|ottobre|novembre|dicembre|(?:luned|marted|mercoled|gioved|venerd)i|"
    r"sabato|domenica|\d+|(?:un|due|tre|quattro|cinque|dieci|quindici|venti|trenta)\s+\w+)\b"
)
_WHO: Final = re.compile(r"\s*(?:«(?P<words>(?:[^»]|»»)*)»|(?P<name>[^,;«]*?))\s*(?P<end>[,;])")
_TO_DO: Final = re.compile(
    r"(?:(?:di|a|ad|per|da)\s+)?(?:non\s+)?\w*(?:[aei]r(?:e|si|l[aeio]|ne|gli|ci|vi)|rre)\b"
)
"""What is to be done begins with an infinitive: it is nobody's name."""
_LONGEST_DAY: Final = 60
"""Signs of a day: of a longer text nothing is tried, as many times as it says «entro»."""
_LONGEST_NAME: Final = 5
_NOBODY: Final = "da assegnare"


class Compito(NamedTuple):
    """What some notes want done; ``dubbi`` are those of ``incaricati`` that nobody marked so."""

    responsabili: tuple[str, ...]
    incaricati: tuple[str, ...]
    testo: str
    entro: date | None = None
    dubbi: tuple[str, ...] = ()


class Azioni:
    """The actions read so far, in their order."""

    def __init__(self, known: Anagrafe, oggi: date) -> None:
        self.warnings: list[str] = []
        self._known = known
        self._oggi = oggi
        self._actions: list[Plain] = []

    @property
    def number(self) -> int:
        """How many were given so far."""
        return len(self._actions)

    def take(self, text: str, point: int | None) -> None:
        """One more; NonSiCapisce where it is not clear who does it, or by when."""
        found = task(text, self._known, self._oggi)
        item: Record = {"n": self.number + 1, "testo": found.testo}
        for key, who in (("responsabili", found.responsabili), ("incaricati", found.incaricati)):
            if who:
                item[key] = [*who]
        if found.entro is not None:
            item["entro"] = found.entro.isoformat()
        if point is not None:
            item["punto"] = point
        self._actions.append(item)
        self.warnings += [
            f"«{one}» non è un ente del registro: l'azione {self.number} è affidata a parole"
            for one in found.dubbi
        ]

    def as_plain(self) -> list[Plain]:
        return list(self._actions)


def in_words(who: str) -> str:
    """Who is no body, as notes write it so that it is taken for nothing else."""
    return f"«{who.replace('»', '»»')}»"


def task(text: str, known: Anagrafe, oggi: date) -> Compito:
    """`chi, cosa, entro quando`, the last part if there is one; or with semicolons between.

    Names in «» are of those that are no bodies. NonSiCapisce with the lines that it may have meant.
    """
    body, last = _by_when(text.removesuffix("\n"), oggi)
    found = _strictly(body, known) or _freely(body.rstrip(" ,;.\n"), known, last)
    return found._replace(entro=last)


def _by_when(text: str, oggi: date) -> tuple[str, date | None]:
    """The rest, and the last day; a semicolon at the end says that there is none."""
    if strict := _STRICTLY_BY.search(text):
        return text[: strict.start()], values.day(strict[1], oggi)
    if text.endswith(";"):
        return text[:-1], None
    why = ""
    for place in _BY.finditer(text):
        last = text[place.end() : place.end() + _LONGEST_DAY + 1].strip()
        if len(last) > _LONGEST_DAY:
            continue
        try:
            return text[: place.start()], values.day(last, oggi)
        except NonSiCapisce as error:
            # «entro la stanza» names no day; «entro il 31/6/2026», «entro fine mese» were meant to.
            if last[-1:].isdigit() or _A_TIME.match(plain(last).replace("’", "'")):
                why = str(error)
    if why:
        without = f"AZIONE: {' '.join(text.split())};"
        raise NonSiCapisce(f"entro quando? {why}", come=(without,))
    return text, None


def _strictly(body: str, known: Anagrafe) -> Compito | None:
    """Who does it and what, with a semicolon between; what is there is kept as it is."""
    who, semicolon, what = body.partition(";")
    if semicolon and what.strip() and (named := values.names(who, known)).id and not named.perche:
        return Compito(named.id, (), what.removeprefix(" "))
    bodies, others, place, end = _named_before(body, known)
    what = body[place:]
    if end != ";" or not what.strip():
        return None
    return Compito(bodies, others, what.removeprefix(" "))


def _freely(body: str, known: Anagrafe, last: date | None) -> Compito:
    bodies, others, place, _ = _named_before(body, known)
    what = body[place:].strip()
    if bodies or others:
        return Compito(bodies, others, what)
    first, _, rest = (part.strip() for part in re.split(r"([,;])", f"{body},", maxsplit=1))
    return _of_somebody_else(first, rest.rstrip(" ,"), _Domanda(body, known, last))


def _named_before(body: str, known: Anagrafe) -> tuple[tuple[str, ...], tuple[str, ...], int, str]:
    """The bodies and the others at the beginning, where what is to be done begins, after which
    sign."""
    bodies: list[str] = []
    others: list[str] = []
    place, end = 0, ""
    while end != ";" and (part := _WHO.match(body, place)) is not None:
        if part["words"] is not None:
            others.append(part["words"].replace("»»", "»"))
        else:
            named = values.names(part["name"], known)
            if not named.id or named.perche:
                break
            bodies += named.id
        place, end = part.end(), part["end"]
    return tuple(dict.fromkeys(bodies)), tuple(dict.fromkeys(others)), place, end


class _Domanda(NamedTuple):
    """An action of which it is not clear who does it, and the lines that it may mean."""

    body: str
    known: Anagrafe
    last: date | None

    def as_lines(self, *choices: tuple[str, str]) -> tuple[str, ...]:
        when = f" entro {self.last.isoformat()}" if self.last else ""
        return tuple(f"AZIONE: {who}; {' '.join(what.split())};{when}" for who, what in choices)

    def of_nobody(self) -> NonSiCapisce:
        lines = self.as_lines((in_words(_NOBODY), self.body))
        return NonSiCapisce("non si sa chi la fa: scrivi «AZIONE: chi, cosa»", come=lines)


def _of_somebody_else(first: str, rest: str, asked: _Domanda) -> Compito:
    """An action whose first words name no body: of somebody else, of nobody, or a slip."""
    found = asked.known.recognised(first)
    if found.id is not None:
        raise NonSiCapisce(f"non si dice che cosa deve fare «{first}»")
    if not rest or _TO_DO.match(plain(first)):
        raise asked.of_nobody()
    meant: Sequence[str] = (*found.ambigui, *found.simili)
    if not meant and len(first.split()) <= _LONGEST_NAME and _TO_DO.match(plain(rest)):
        return Compito((), (first,), rest, dubbi=(first,))
    choices = [(one, rest) for one in meant[:4]]
    lines = asked.as_lines(*choices, (in_words(first), rest), (in_words(_NOBODY), asked.body))
    raise NonSiCapisce(f"non si sa chi la fa: {found.perche(asked.known.nomi)}", come=lines)
