"""How each value of the notes is read: days, hours, names, numbers of a vote."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from rete.italiano import date_problem, join_words, parse_date, parse_number
from rete.model.rete import Rete
from rete.model.ricerca import one_word, plain
from rete.model.riconoscimento import Anagrafe, Riconosciuto
from rete.notes.lines import Scritta
from rete.records import frozen

_HOUR = re.compile(
    r"(?:alle\s+|dalle\s+)?(?:(?:ore|h\.?)\s*)?([01]?\d|2[0-3])(?:[:.,h]([0-5]\d))?\s*(?:h|ore)?",
    re.IGNORECASE,
)
_DAY_AND_HOUR = re.compile(r"(.*\d)\s*,?\s+(?:alle\s+)?(?:ore|h\.?)\s*(\d.*)", re.IGNORECASE)
_FROM_TO = re.compile(r"(?:dalle\s+)?(.+?)\s*(?:-|–|/|\ba\b|\balle\b)\s*(.+)", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:luned|marted|mercoled|gioved|venerd)i\s+|(?:sabato|domenica)\s+")
_AND = re.compile(r"\s+e\s+", re.IGNORECASE)
_QUOTED = re.compile(r"«([^»]+)»")
_BETWEEN_CHOICES = re.compile(r"[,;]|(?:(?<=[\d)])|(?<=voti))\s+e\s+", re.IGNORECASE)
_CHOICE = re.compile(
    r"(.*?)(?: ?\( ?(\d{1,6})(?: vot[io])? ?\)|[ :]{1,3}(\d{1,6})(?: vot[io])?)", re.IGNORECASE
)
_LARGEST = 999_999
_MOST_NAMES, _LONGEST_NAMES = 500, 1000
"""Of a line, and of the text between two commas: beyond, nobody is looked for."""
_NOBODY = ("nessuno", "nessuna", "-", "–")


class NonSiCapisce(Exception):
    """A value cannot be read; the text says why, in Italian, ``righe`` of which of its lines.

    ``come`` are lines of notes that it may have meant.
    """

    def __init__(
        self, perche: str, righe: tuple[Scritta, ...] = (), come: tuple[str, ...] = ()
    ) -> None:
        super().__init__(perche)
        self.righe = righe
        self.come = come


@frozen
class Nomi:
    """The ids of a list of names, and why the others are not recognised."""

    id: tuple[str, ...] = ()
    perche: tuple[str, ...] = ()
    ripetuti: tuple[str, ...] = ()

    def refuse_unknown(self) -> None:
        """NonSiCapisce where a name is not recognised, with why."""
        if self.perche:
            raise NonSiCapisce("; ".join(self.perche))

    def tutti(self, mancano: str) -> tuple[str, ...]:
        """The ids of at least one name; NonSiCapisce, by ``mancano`` where there is none."""
        self.refuse_unknown()
        if not self.id:
            raise NonSiCapisce(mancano)
        return self.id


def day(text: str, oggi: date) -> date:
    words = _WEEKDAY.sub("", plain(text).strip(" ."), count=1)
    words = re.sub(r"^(?:il\s+|l')", "", words)
    found = parse_date(words, oggi)
    if found is None:
        raise NonSiCapisce(date_problem(words))
    return found


def hour(text: str) -> str:
    found = _HOUR.fullmatch(text.strip(" .;,"))
    if not found:
        raise NonSiCapisce(f"«{text}» non è un'ora: scrivi 17:30")
    return f"{int(found[1]):02d}:{found[2] or '00'}"


def day_and_hour(text: str, oggi: date) -> tuple[date, str | None]:
    """A day, and the hour where one stands beside it: `12 marzo 2026, ore 17.30`."""
    if (found := _DAY_AND_HOUR.fullmatch(text.strip(" ."))) is not None:
        return day(found[1], oggi), hour(found[2])
    return day(text, oggi), None


def hours(text: str) -> tuple[str, str | None]:
    """An hour, or from one to another: `17:30 - 19:00`."""
    if (found := _FROM_TO.fullmatch(text.strip(" ."))) is not None:
        return hour(found[1]), hour(found[2])
    return hour(text), None


def number(text: str) -> int:
    """A number as typed, in figures, from 1 on; NonSiCapisce."""
    found = parse_number(text.strip(" ."))
    if not found or found > _LARGEST:
        raise NonSiCapisce(f"«{text}» non è un numero")
    return found


def word(text: str, words: Sequence[str]) -> str:
    """One of these words, or a beginning that only one of them has."""
    typed = plain(text).strip(" .").removeprefix("in ").removeprefix("a ").removeprefix("forma ")
    if (found := one_word(typed, words)) is None:
        raise NonSiCapisce(f"«{text}» non va: scegli tra {', '.join(words)}")
    return found


def one_name(text: str, known: Anagrafe) -> str:
    found = known.recognised(text)
    if found.id is None:
        raise NonSiCapisce(found.perche(known.nomi))
    return found.id


def names(text: str, known: Anagrafe) -> Nomi:
    """A list with commas (or «e») between the names."""
    if plain(text).strip(" .") in _NOBODY:
        return Nomi()
    if (whole := known.exactly(text)) is not None:  # names may have commas of their own
        return Nomi(id=(whole,))
    parts = [" ".join(part.split()) for part in re.split("[,;]", text.strip(" .")) if part.strip()]
    if len(parts) > _MOST_NAMES:
        return Nomi(perche=(f"{len(parts)} nomi su una riga sola sono troppi",))
    found = [one for part in parts for one in _names_in(part, known)]
    ids = [one.id for one in found if one.id is not None]
    once = tuple(dict.fromkeys(ids))
    return Nomi(
        id=once,
        perche=tuple(one.perche(known.nomi) for one in found if one.id is None),
        ripetuti=tuple(name for name in once if ids.count(name) > 1),
    )


_ROLE = re.compile(
    r"[,(]\s*((?:vice)?president[ei]|presidentessa|segretari[oa]|verbalizzante|referente|portavoce|"
    r"coordinatore|coordinatrice|tesorier[ea]|delegat[oa]|in\s+presenza|da\s+remoto)\s*\)?"
    r"(?=\s*(?:,|;|$))",
    re.IGNORECASE,
)


def without_roles(text: str) -> tuple[str, tuple[str, ...]]:
    """Names without the offices beside them, and these: `il ponte, presidente`."""
    roles = tuple(plain(found[1]) for found in _ROLE.finditer(text))
    return (_ROLE.sub("", text), roles) if roles else (text, ())


def _names_in(text: str, known: Anagrafe) -> Iterator[Riconosciuto]:
    """One name, or several with «e» between them where that is what they must be."""
    if len(text) > _LONGEST_NAMES:
        yield Riconosciuto(scritto=f"{text[:60]}…")
        return
    found = known.recognised(text)
    for place in _AND.finditer(text) if found.id is None else ():
        first = known.recognised(text[: place.start()])
        if first.id is not None:
            yield first
            yield from _names_in(text[place.end() :], known)
            return
    yield found


def guests(text: str, known: Anagrafe) -> tuple[str, ...]:
    """Ids of bodies named exactly, or words; with a semicolon, commas belong to the words."""
    separator = ";" if ";" in text else ","
    parts = [part.strip() for part in text.split(separator)]
    return tuple(dict.fromkeys(known.exactly(part) or part for part in parts if part))


def proxy(text: str, known: Anagrafe) -> tuple[str, str | None]:
    """Who gives a proxy, and to whom: `da → a`, `da -> a`, `da a a`; the holder may be unknown."""
    parts = re.split(r"\s*(?:→|->|=>)\s*", text.strip(" ."))
    if len(parts) == 2:
        return one_name(parts[0], known), one_name(parts[1], known)
    if len(text) > _LONGEST_NAMES:
        raise NonSiCapisce(f"«{text[:60]}…» non dice una delega: chi la dà → chi la porta")
    for place in re.finditer(r"\s+a(?:l|lla|llo|i|gli|lle)?\s+|\s+all'", text, re.IGNORECASE):
        giver = known.recognised(text[: place.start()]).id
        holder = known.recognised(text[place.end() :].strip(" .")).id
        if giver is not None and holder is not None:
            return giver, holder
    return one_name(text.strip(" ."), known), None


def matter_named(text: str, rete: Rete) -> str:
    """The id of a matter of decisions, said by its id or by its name."""
    typed = plain(text).strip(" .")
    known = rete.patto.vocabolari.nomi_materie if rete.patto else {}
    for one, name in known.items():
        if typed in (plain(one), plain(name)):
            return one
    raise NonSiCapisce(f"«{text}» non è una materia: ci sono {join_words([*known])}")


def preferences(text: str, known: Anagrafe) -> Iterator[tuple[str, str, int]]:
    """Key, choice and votes of each of those who could be chosen: `il ponte 8, «a giugno» (5)`."""
    quoted = _QUOTED.findall(text)
    bare = _QUOTED.sub("«»", text)
    for part in _BETWEEN_CHOICES.split(bare.strip(" .,;")):
        found = _CHOICE.fullmatch(" ".join(part.split()))
        if not found:
            raise NonSiCapisce(f"«{part.strip()}» non dice un ente e i suoi voti")
        votes = int(found[2] or found[3])
        if found[1] == "«»" and quoted:
            yield "opzione", quoted.pop(0), votes
        else:
            yield "ente", one_name(found[1], known), votes


_HOW_MANY = re.compile(r"(?P<number>[0-9]{1,5})(?: +(?:enti|soci|membri|presenti|persone))?")
_ANSWER = re.compile(r"(?P<who>.+?)[ (:]+(?:il +)?(?P<day>[0-9]\S*(?: +[a-z]+ +[0-9]{4})?)\)?")


def how_many(text: str) -> int | None:
    """`12`, `12 enti`: a number and nobody's name."""
    found = _HOW_MANY.fullmatch(text.strip(" ."))
    return int(found["number"]) if found else None


def answer(text: str, known: Anagrafe, oggi: date) -> tuple[str, date]:
    """`il ponte 3/3/2026`: who answered, on which day."""
    found = _ANSWER.fullmatch(text.strip(" ."))
    if found is None:
        raise NonSiCapisce("manca il giorno: «RISPOSTE: il ponte 3/3/2026»")
    return one_name(found["who"].strip(), known), day(found["day"], oggi)
