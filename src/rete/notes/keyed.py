"""Lines that begin with a word of the notes, or with what seems to be one."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache

from rete.model.ricerca import plain
from rete.notes import outcomes
from rete.notes.going_on import may_stand_alone
from rete.notes.headings import point_heading
from rete.notes.lines import ITEM, Detta, Elemento, Sbagliata, Scritta
from rete.notes.marks import heading, marked_word
from rete.notes.sentences import as_line, ask, sentence
from rete.notes.vocabulary import WORDS, Parola, Voce

_KEYED = re.compile(r"([^\W\d_][^\W\d_'.]*\.?(?:[' .]+[^\W\d_]+\.?){0,5})\s*:(?!//)\s*(.*)")
_DASHED = re.compile(
    r"([^\W\d_][^\W\d_' ]*(?:[' ]+[^\W\d_]+){0,3})\s(?:(?:[-–—=→]|->|=>)\s|[-–]$)\s*(.*)"
)
_NUMBERED = re.compile(
    r"([^\W\d_]+(?: di [^\W\d_]+)?)\s+((?:n[.:]?|nr\.?|n°|N\.?|NR\.?|N°|numero)?\s*\d[\d/.-]*"
    r"(?:\s+del\s+\d{1,2}(?:[./]\d{1,2}[./]\d{2,4}|\s+[^\W\d_]+\s+\d{4}))?)"
    r"(?:\s*(?::|\s[-–])\s*(.*))?"
)
_WITH_HOUR = re.compile(
    r"(?P<a>[^\W\d_][^\d:]{2,30}?)\s*[:,]?\s+(?:alle\s+)?(?P<h>(?:ore|h\.?)?\s*\d{1,2}(?:[:.,h]\d\d)?\s*h?)"
    r"|(?:alle\s+)?(?P<h2>(?:ore|h\.?)?\s*\d{1,2}(?:[:.,h]\d\d)?\s*h?)\s*[:,–-]?\s+(?P<b>[^\W\d_][^\d:]{2,30}?)",
    re.IGNORECASE,
)
_BEGIN_OR_END = re.compile(
    r"(?:si\s+)?(?P<end>chiude|chiudiamo|chius[ao]|finit[ao]|finiamo|"
    r"finisce|termina|terminat[ao])|(?:si\s+)?(?:comincia|cominciamo|inizia|iniziamo|iniziat[ao])"
)
_CAPITALS = re.compile(r"(?P<word>[A-ZÀ-Ý][A-ZÀ-Ý']+(?:[ '][A-ZÀ-Ý']+){0,4})\s+(?P<value>\S.*)")
"""A word of the notes in capitals, without its colon."""

SHORT_HEAD = 3
"""Words of what may be a word of the notes, before a colon."""
_SHORT_VALUE = 6
"""Words of a value that is no sentence: «Rossi: propone di aprire il cancello» is one."""


def keyed(line: Scritta, text: str) -> Elemento | None:
    """A word of the notes with its value, or what seems to be one."""
    for reader in (_set_apart, _with_a_number, _with_an_hour, _agenda_below):
        if (told := reader(line, text)) is not None:
            return told
    colon = _KEYED.fullmatch(text)
    if (found := colon or _DASHED.fullmatch(text)) is not None:
        row = _row_of(found[1])
        if row is not None and row.voce != "punto":
            return _said(row.voce, found[1], found[2], line)
        if colon is not None:
            return _of_a_colon(line, found[1], found[2])
        return None
    return _alone(line, text)


def _alone(line: Scritta, text: str) -> Elemento | None:
    """A word that stands by itself, or in capitals before its value."""
    row = WORDS.get(word_of(text.rstrip(".!")))
    is_list = row is not None and (row.voce == "azione" or row.segue == "elenco")
    is_title = (is_list and text[:1].isupper()) or text.isupper() or heading(line.testo) is not None
    if row is not None and (row.sola or (may_stand_alone(row.voce) and is_title)):
        return _said(row.voce, text, "", line)
    if (capitals := _CAPITALS.fullmatch(text)) is not None:
        for head, value in _splits(capitals["word"], capitals["value"]):
            row = WORDS.get(word_of(head))
            if row is not None and row.voce not in ("punto", "testo", "rinviato"):
                return _said(row.voce, head, value, line)
    return None


_ENDS_WITH_AGENDA = re.compile(
    r".{0,60}\b(?:ordine\s+del\s+giorno|o\.?d\.?g\.?)(?:\s+(?:e'|è)\s+il\s+seguente)?\s*:",
    re.IGNORECASE,
)


def _agenda_below(line: Scritta, text: str) -> Elemento | None:
    """`Il presidente legge l'ordine del giorno:`, with the titles below."""
    if _ENDS_WITH_AGENDA.fullmatch(text) is None or point_heading(text) is not None:
        return None
    return Detta(voce="odg", parola=text.rstrip(" :"), parti=(), righe=(line,))


def _set_apart(line: Scritta, _text: str) -> Elemento | None:
    """`[DECISIONE] si apre`."""
    if (apart := marked_word(line.testo)) is None:
        return None
    row = _row_of(apart[0])
    known = row is not None and row.voce != "punto"
    return _said(row.voce, apart[0], apart[1], line) if row is not None and known else None


_NAMES_OF_ACTS = frozenset(
    {"delibera", "deliberazione", "decisione", "mozione", "proposta", "proposta di delibera"}
)


def _with_a_number(line: Scritta, text: str) -> Elemento | None:
    """`DELIBERA N. 12: si apre`: the number of a decision is not its text."""
    found = _NUMBERED.fullmatch(text)
    row = WORDS.get(word_of(found[1])) if found is not None else None
    if found is None or row is None or word_of(found[1]) not in _NAMES_OF_ACTS:
        return None
    subject, word = f"OGGETTO: {found[1].capitalize()} {found[2]}", row.parole[0].upper()
    come = f"{subject}\n{word}: {found[3]}" if found[3] else subject
    why = f"«{found[2].strip()}» è il numero di una decisione, non il suo testo"
    return Sbagliata(riga=line, perche=why, come=(come,))


def _with_an_hour(line: Scritta, text: str) -> Elemento | None:
    """`Chiusura ore 19`, `19.30 fine`: sure where a word of the notes says it, else to be asked."""
    found = _WITH_HOUR.fullmatch(text)
    if found is None:
        return None
    hour, words = (found["h"] or found["h2"]).strip(), word_of(found["a"] or found["b"])
    row = WORDS.get(words)
    if row is not None and row.voce in ("inizio", "fine", "deserta"):
        return Detta(voce=row.voce, parola=words, parti=(hour,), righe=(line,))
    if (told := _BEGIN_OR_END.fullmatch(words)) is None:
        return None
    voce: Voce = "fine" if told["end"] else "inizio"
    return ask(line, Detta(voce=voce, parola="", parti=(hour,), righe=(line,)))


def _row_of(head: str) -> Parola | None:
    """What a word says, with or without an article before it."""
    word = word_of(head)
    return WORDS.get(word) or WORDS.get(re.sub(r"^(?:il |la |lo |l'|i |gli |le )", "", word))


def _splits(word: str, value: str) -> Iterator[tuple[str, str]]:
    """The words in capitals, the longest first: «NON VOTANO LA BUSSOLA» may be two."""
    parts = word.split()
    for count in range(len(parts), 0, -1):
        yield " ".join(parts[:count]), " ".join((*parts[count:], value))


def _said(voce: Voce, word: str, value: str, line: Scritta) -> Detta:
    parts = (value,) if value else ()
    if voce == "esito" and (told := outcomes.outcome(value)) is not None:
        return Detta(voce=told.voce, parola=word.strip(), parti=parts, righe=(line,), nuda=True)
    return Detta(voce=voce, parola=word.strip(), parti=parts, righe=(line,))


def word_of(typed: str) -> str:
    return " ".join(plain(typed).replace("’", "'").replace(".", " ").split())


def _of_a_colon(line: Scritta, head: str, value: str) -> Elemento | None:
    """A line whose first words, before a colon, are none that the notes know."""
    if (whole := sentence(line, line.testo.strip())) is not None:
        return whole
    if (inner := sentence(line, value)) is not None and len(head.split()) > SHORT_HEAD:
        return ask(line, inner) if isinstance(inner, Detta) else inner
    if near := _near(word_of(head)):
        word = near.upper()
        why = f"«{head}» non è una parola prevista: forse «{word}»?"
        return Sbagliata(riga=line, perche=why, come=(f"{word}: {value}",))
    if len(head.split()) > SHORT_HEAD:
        return None
    if inner is None and not head.isupper() and _is_a_label(line.testo, head, value):
        return None
    come = tuple(as_line(inner)) if inner is not None else ()
    why = f"«{head}» non è una parola prevista: che cosa dice?"
    return Sbagliata(riga=line, perche=why, come=come, capo=head)


@lru_cache(maxsize=1024)
def _near(typed: str) -> str | None:
    return next(iter(get_close_matches(typed, WORDS, n=1, cutoff=0.82)), None)


def _is_a_label(line: str, head: str, value: str) -> bool:
    """What begins a sentence, or the list below: somebody who speaks, what it is about."""
    words = head.split()
    if len(value.split()) >= _SHORT_VALUE:
        return True
    is_a_name = len(words) > 1 and all(word[:1].isupper() for word in words)
    marked = bool(ITEM.match(line)) or "**" in line
    if not value:
        return is_a_name or marked or head[:1].islower()
    return is_a_name and len(value.split()) >= _SHORT_VALUE - 2
