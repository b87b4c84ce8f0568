"""Lines of notes → what each of them is: a word with its value, a guess, a doubt, or free text."""

from collections.abc import Iterator, Mapping, Sequence
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
from rete.notes.roll_call import CALLED
from rete.notes.sentences import ask, sentence
from rete.notes.tables import vote_of_row
from rete.notes.vocabulary import ROWS
from rete.plaintext import FORBIDDEN_IN_VALUE


def elements(
    text: str, titles: Titoli | None = None, choices: Mapping[int, str] | None = None
) -> Iterator[Elemento]:
    """What the lines of a notes file are, in order.

    ``titles`` are those of the agenda that is known; ``choices`` the lines, by number, that whoever
    was asked said a line means.
    """
    return iter(_Righe(text, titles or {}, choices or {}))


class _Righe:
    """The lines one after the other, each with those below that go on with it."""

    def __init__(self, text: str, titles: Titoli, choices: Mapping[int, str]) -> None:
        self._lines = lines_of(text)
        self._typed = [line.testo for line in self._lines]
        self._heads = numbered_heads(self._typed, titles)
        self._choices = choices
        self._place = 0
        self._open: Detta | None = None
        """A list, in which a line that somebody was asked about may stand."""

    def __iter__(self) -> Iterator[Elemento]:
        while self._place < len(self._lines):
            line = self._lines[self._place]
            self._place += 1
            if line.numero in self._choices:
                yield from self._of_a_choice(line)
                continue
            found = self._of_a_line(line)
            is_list = isinstance(found, Detta) and ROWS[found.voce].segue == "elenco"
            self._open = found if is_list and isinstance(found, Detta) else None
            if not isinstance(found, Detta):
                yield found
            elif (whole := self._whole(found)).parti or not is_list or not self._is_a_call_below():
                yield whole

    def _of_a_choice(self, line: Scritta) -> Iterator[Elemento]:
        *before, last = _chosen(line, self._choices[line.numero])
        yield from before
        if isinstance(last, Detta) and not last.parti and ROWS[last.voce].segue == "elenco":
            self._open = None
            yield self._whole(last)
            return
        yield last
        if self._open is not None and (more := self._below(self._open)):
            yield replace(self._open, parti=_parts(more), righe=more)

    def _of_a_line(self, line: Scritta) -> Elemento:
        place = line.numero - 1
        found = _element(line, is_head=place in self._heads.sicuri)
        if place in self._heads.forse and isinstance(found, Libera):
            found = Sbagliata(
                riga=line,
                perche="sembra un punto, o è una voce di un elenco",
                come=(f"PUNTO {line.testo.strip(' #*_')}",),
                gruppo=NUMBERED,
            )
        if (vote := vote_of_row(self._typed, place)) is not None:
            found = Sbagliata(riga=line, perche="sembra un voto", come=(vote,), vota=True)
        if _is_rest_of_a_sentence(self._lines, place):
            found = _as_rest(found, line)
        return found

    def _whole(self, said: Detta) -> Detta:
        more = self._below(said)
        return replace(said, parti=(*said.parti, *_parts(more)), righe=(*said.righe, *more))

    def _below(self, said: Detta) -> tuple[Scritta, ...]:
        def stops(line: Scritta) -> bool:
            is_head = line.numero - 1 in self._heads.sicuri and said.voce != "odg"
            return line.numero in self._choices or is_head

        more = going_on(said, self._lines[self._place :], _element, stops)
        self._place = more[-1].numero if more else self._place
        return more

    def _is_a_call_below(self) -> bool:
        """A roll call follows: the word above it has nothing of its own."""
        below = self._lines[self._place : self._place + 2]
        line = next((one for one in below if one.testo.strip()), None)
        found = _element(line) if line is not None else None
        return isinstance(found, Detta) and found.frase is not None and found.voce in CALLED


def _parts(lines: Sequence[Scritta]) -> tuple[str, ...]:
    return tuple(part_of(line.testo) for line in lines)


NUMBERED, HEADED, TASKS = "punti numerati", "titoli", "compiti"
"""Lines that are asked about at once: numbers, headings, boxes to tick."""

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
    elif isinstance(found, Detta | Libera) or found.vota or _is_of_time(found):
        return found
    return Libera(riga=line, testo=line.testo.strip())


def _is_of_time(doubt: Sbagliata) -> bool:
    return any(way.startswith(("FINE", "INIZIO")) for way in doubt.come)


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
    found = keyed(line, bare) or sentence(line, bare) or _marked(line, stripped)
    return found or Libera(riga=line, testo=stripped)


def _marked(line: Scritta, text: str) -> Elemento | None:
    """A line that signs set apart, and no word: a heading, a box to tick."""
    if (thing := marks.task(text)) is not None:
        why = "sembra una cosa da fare"
        return Sbagliata(riga=line, perche=why, come=(f"AZIONE: {thing}",), gruppo=TASKS)
    if (title := marks.heading(text)) is not None:
        why = "sembra il titolo di un punto"
        come = f"PUNTO {title}" if title[0].isdigit() else f"PUNTO: {title}"
        return Sbagliata(riga=line, perche=why, come=(come,), gruppo=HEADED)
    return None
