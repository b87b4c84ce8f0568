"""Lines of notes → what each of them is: a word with its value, a guess, a doubt, or free text."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from rete.model.ricerca import plain
from rete.notes import outcomes, phrases
from rete.notes.going_on import going_on, may_stand_alone
from rete.notes.headings import Titoli, numbered_heads, point_heading
from rete.notes.lines import (
    ITEM,
    Detta,
    Elemento,
    Libera,
    Sbagliata,
    Scritta,
    lines_of,
    part_of,
    quoted,
)
from rete.notes.tables import vote_of_row
from rete.notes.vocabulary import ROWS, WORDS, Parola, Voce
from rete.plaintext import FORBIDDEN_IN_VALUE

_KEYED = re.compile(r"([^\W\d_][^\W\d_'.]*\.?(?:[' .]+[^\W\d_]+\.?){0,5})\s*:(?!//)\s*(.*)")
_DASHED = re.compile(r"([^\W\d_][^\W\d_' ]*(?:[' ]+[^\W\d_]+){0,3})\s(?:[-–]\s|[-–]$)\s*(.*)")
_MARKUP = re.compile(r"^(?:#{1,6}\s+|[*_]{1,3}(?=\S))|(?<=\S)[*_]{1,3}(?=\s*:|:|$)")

_CAPITALS = re.compile(r"(?P<word>[A-ZÀ-Ý][A-ZÀ-Ý']+(?:[ '][A-ZÀ-Ý']+){0,4})\s+(?P<value>\S.*)")
"""A word of the notes in capitals, without its colon."""

SHORT_HEAD = 3
"""Words of what may be a word of the notes, before a colon."""
_SHORT_VALUE = 6
"""Words of a value that is no sentence: «Rossi: propone di aprire il cancello» is one."""


def elements(
    text: str, titles: Titoli | None = None, choices: Mapping[int, str] | None = None
) -> Iterator[Elemento]:
    """What the lines of a notes file are, in order.

    ``titles`` are those of the agenda that is known; ``choices`` the lines, by number, that whoever
    was asked said a line means.
    """
    lines = lines_of(text)
    typed = [line.testo for line in lines]
    heads = numbered_heads(typed, titles or {})
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        if choices and line.numero in choices:
            yield from _chosen(line, choices[line.numero])
            continue
        found = _element(line, is_head=place - 1 in heads.sicuri)
        if place - 1 in heads.forse and isinstance(found, Libera):
            found = Sbagliata(
                riga=line,
                perche="sembra un punto, o è una voce di un elenco",
                come=(f"PUNTO {line.testo.strip(' #*_')}",),
            )
        if (vote := vote_of_row(typed, place - 1)) is not None:
            found = Sbagliata(riga=line, perche="sembra un voto", come=(vote,), vota=True)
        if _is_rest_of_a_sentence(lines, place - 1):
            found = _as_rest(found, line)
        if isinstance(found, Detta):
            more = going_on(
                found, lines[place:], _element, _stops(found, heads.sicuri, choices or {})
            )
            place = more[-1].numero if more else place
            parts = (*found.parti, *(part_of(one.testo) for one in more))
            found = replace(found, parti=parts, righe=(line, *more))
        yield found


def _stops(
    said: Detta, heads: frozenset[int], choices: Mapping[int, str]
) -> Callable[[Scritta], bool]:
    """Whether a line is one of which it is known already what it is."""
    return lambda line: line.numero in choices or (line.numero - 1 in heads and said.voce != "odg")


_WRAPPED = 60
"""Signs of a line that goes on in the next one because it was full."""


def _is_rest_of_a_sentence(lines: Sequence[Scritta], place: int) -> bool:
    """A line that begins in the middle of a sentence, which the one above has begun."""
    text, above = lines[place].testo.strip(), lines[place - 1].testo.rstrip() if place else ""
    return text[:1].islower() and len(above) >= _WRAPPED and above[-1] not in ".:;!?"


def _as_rest(found: Elemento, line: Scritta) -> Elemento:
    """What such a line says may be chance, unless it is a word, a vote or a passage."""
    if isinstance(found, Detta) and found.frase is not None:
        if found.voce in ("voto", "entra", "esce"):
            return found
        if len(line.testo.split()) <= phrases.SHORT:
            return _ask(line, found)
    elif isinstance(found, Detta | Libera) or found.vota:
        return found
    return Libera(riga=line, testo=line.testo.strip())


def is_plain_text(line: str) -> bool:
    """Whether a line, as it stands, is read back as this very free text wherever it stands."""
    scritta = Scritta(numero=1, testo=line)
    found = (_element(scritta, is_head=head) for head in (False, True))
    return all(
        isinstance(one, Libera) and not one.alla_lettera and one.testo == line for one in found
    )


def _chosen(line: Scritta, choice: str) -> Iterator[Elemento]:
    for part in choice.split("\n"):
        found = _element(replace(line, testo=part))
        match found:
            case Detta():
                yield replace(found, righe=(line,), scelta=True)
            case Libera():
                yield replace(found, riga=line, scelta=True)
            case _:
                yield replace(found, riga=line)


def _element(line: Scritta, *, is_head: bool = False) -> Elemento:
    text = line.testo
    if FORBIDDEN_IN_VALUE.search(text) or any("\ud800" <= c <= "\udfff" for c in text):
        return Sbagliata(riga=line, perche="ci sono caratteri che non si possono scrivere")
    stripped = text.strip()
    if stripped.startswith(">"):
        return Libera(riga=line, testo=quoted(text), alla_lettera=True)
    bare = _MARKUP.sub("", ITEM.sub("", stripped, count=1)).strip()
    if (head := point_heading(bare if not is_head else stripped, numbered=is_head)) is not None:
        parts = (head.titolo,) if head.titolo else ()
        return Detta(voce="punto", parola="PUNTO", parti=parts, righe=(line,), punto=head)
    found = _keyed(line, bare) or _sentence(line, bare)
    return found or Libera(riga=line, testo=stripped)


def _keyed(line: Scritta, text: str) -> Elemento | None:
    """A word of the notes with its value, or what seems to be one."""
    colon = _KEYED.fullmatch(text)
    if (found := colon or _DASHED.fullmatch(text)) is not None:
        row = _row_of(found[1])
        if row is not None and row.voce != "punto":
            return _said(row.voce, found[1], found[2], line)
        if colon is not None:
            return _of_a_colon(line, found[1], found[2])
        return None
    row = WORDS.get(word_of(text.rstrip(".!")))
    if row is not None and (row.sola or (may_stand_alone(row.voce) and text.isupper())):
        return _said(row.voce, text, "", line)
    if (capitals := _CAPITALS.fullmatch(text)) is not None:
        for head, value in _splits(capitals["word"], capitals["value"]):
            row = WORDS.get(word_of(head))
            if row is not None and row.voce not in ("punto", "testo", "rinviato"):
                return _said(row.voce, head, value, line)
    return None


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
    if (sentence := _sentence(line, line.testo.strip())) is not None:
        return sentence
    if (inner := _sentence(line, value)) is not None and len(head.split()) > SHORT_HEAD:
        return _ask(line, inner) if isinstance(inner, Detta) else inner
    if near := get_close_matches(word_of(head), WORDS, n=1, cutoff=0.82):
        word = near[0].upper()
        why = f"«{head}» non è una parola prevista: forse «{word}»?"
        return Sbagliata(riga=line, perche=why, come=(f"{word}: {value}",))
    if len(head.split()) > SHORT_HEAD:
        return None
    if inner is None and not head.isupper() and _is_a_label(line.testo, head, value):
        return None
    come = tuple(_as_line(inner)) if inner is not None else ()
    why = f"«{head}» non è una parola prevista: che cosa dice?"
    return Sbagliata(riga=line, perche=why, come=come, capo=head)


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


def _sentence(line: Scritta, text: str) -> Elemento | None:
    """What a sentence without a word of the notes says, if it says something of theirs."""
    for reader in _READERS:
        found = reader(text)
        if found is None:
            continue
        said = Detta(
            voce=found.voce,
            parola="",
            parti=(found.valore,),
            righe=(line,),
            frase=found.sicura,
            nuda=found.nuda,
        )
        return said if found.sicura != "da-chiedere" else _ask(line, said)
    if (hidden := outcomes.inside(text)) is not None:
        word = ROWS[hidden.voce].parole[0].upper()
        why = f"una frase {_ASKED[hidden.voce]}: «{hidden.valore}»"
        return Sbagliata(riga=line, perche=why, come=(f"{word}: {hidden.valore}",), vota=True)
    return None


_READERS = (
    outcomes.outcome,
    phrases.vote,
    phrases.side,
    phrases.opening_or_closing,
    phrases.passage,
)
_ASKED: Mapping[Voce, str] = {
    "deciso": "sembra una decisione",
    "respinto": "sembra una decisione che non è passata",
    "prende-atto": "sembra una presa d'atto",
    "rinviato": "sembra un punto rinviato",
    "voto": "sembra un voto",
    "inizio": "sembra l'ora in cui la seduta comincia",
    "fine": "sembra l'ora in cui la seduta finisce",
    "entra": "sembra qualcuno che entra",
    "esce": "sembra qualcuno che esce",
}


def _ask(line: Scritta, said: Detta) -> Sbagliata:
    why = _ASKED.get(said.voce, "sembra qualcosa da mettere a verbale")
    return Sbagliata(riga=line, perche=why, come=tuple(_as_line(said)), vota=said.voce == "voto")


def _as_line(said: Elemento) -> Iterator[str]:
    """The line of notes that says the same for sure."""
    if isinstance(said, Sbagliata):
        yield from said.come
    elif isinstance(said, Detta):
        yield f"{ROWS[said.voce].parole[0].upper()}: {said.una_riga}"


def doubt_of(said: Detta, why: str) -> Sbagliata:
    """A guess that did not hold, as something to ask."""
    return Sbagliata(riga=said.righe[0], perche=why, come=tuple(_as_line(said)))
