"""Lines of notes → what each of them is: a word with its value, a guess, a doubt, or free text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from rete.notes import marks, phrases
from rete.notes.going_on import going_on
from rete.notes.headings import Titoli, numbered_heads, point_heading
from rete.notes.keyed import keyed
from rete.notes.lines import (
    Detta,
    Elemento,
    Libera,
    Sbagliata,
    Scritta,
    lines_of,
    part_of,
    quoted,
)
from rete.notes.sentences import ask, sentence
from rete.notes.tables import vote_of_row
from rete.plaintext import FORBIDDEN_IN_VALUE


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
            return ask(line, found)
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
    bare = marks.bare(stripped)
    if (head := point_heading(bare if not is_head else stripped, numbered=is_head)) is not None:
        parts = (head.titolo,) if head.titolo else ()
        return Detta(voce="punto", parola="PUNTO", parti=parts, righe=(line,), punto=head)
    found = keyed(line, bare) or sentence(line, bare)
    return found or Libera(riga=line, testo=stripped)
