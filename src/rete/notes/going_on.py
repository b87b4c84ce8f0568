"""Which of the lines below a word of the notes go on with its value."""

import re
from collections.abc import Callable, Sequence

from rete.notes import phrases
from rete.notes.lines import ITEM, Detta, Elemento, Libera, Sbagliata, Scritta, indentation, is_item
from rete.notes.vocabulary import ROWS, Parola, Voce


def going_on(
    said: Detta,
    lines: Sequence[Scritta],
    read: Callable[[Scritta], Elemento],
    stops: Callable[[Scritta], bool],
) -> tuple[Scritta, ...]:
    """The lines below that go on with a value.

    Those further in, or marked with «>»; of a list also items and names right below, where its own
    line has none; of a decision that stands alone on its line, the text below it.
    ``read`` says what a line is by itself, ``stops`` whether something else begins there for sure.
    """
    row = ROWS[said.voce]
    column = indentation(said.righe[0].testo)
    is_begun = bool(said.parti) and not (row.segue == "testo" and said.parti[-1].endswith(":"))
    waits = not is_begun and row.segue != "riga" and said.frase is None
    found: list[Scritta] = []
    for offset, line in enumerate(lines):
        text = line.testo.strip()
        if not text:
            if waits and _goes_on_after_a_gap(row, lines, offset + 1, is_first=not found):
                continue
            break
        if stops(line):
            break
        marked = is_item(text)
        is_inner = indentation(line.testo) > column
        if not (is_inner or waits or (row.segue == "elenco" and marked)):
            break
        if not (row.voce in ("odg", "azione") and marked) and not _may_go_on(
            read(line), row.segue, text
        ):
            break
        found.append(line)
    return tuple(found)


_GOES_ON = re.compile(r"(?:\d{1,3}[.)]\s+|[-*•·–]\s+)?(?:di|d'|che)\b", re.IGNORECASE)
_ENDS = re.compile(
    r"(?:null'altro|pertanto|non\s+essend|esaurit|letto\b|il\s+(?:presidente|segretario)\s{2})"
)


def _goes_on_after_a_gap(
    row: Parola, lines: Sequence[Scritta], place: int, *, is_first: bool
) -> bool:
    """Below a blank line: the items of a list, or «di…» of what is decided."""
    if place >= len(lines):
        return False
    if row.segue == "elenco":
        is_next = row.voce == "odg" and ITEM.match(lines[place].testo) is not None
        return is_next or (is_first and is_item(lines[place].testo))
    return may_stand_alone(row.voce) and bool(_GOES_ON.match(lines[place].testo.strip()))


def _may_go_on(element: Elemento, segue: str, text: str) -> bool:
    if text.startswith(">"):
        return True
    if segue == "riga" or isinstance(element, Sbagliata):
        return False
    if isinstance(element, Libera):
        return not _ENDS.match(phrases.plain_like(text).replace("’", "'"))
    # Items of a list are read by whoever reads the list, and so are sentences below a text.
    of_a_text = segue == "testo" and element.voce in ("deciso", "rinviato")
    return element.frase is not None and ((segue == "elenco" and is_item(text)) or of_a_text)


def may_stand_alone(voce: Voce) -> bool:
    """Words in capitals that stand alone above what they say."""
    return (
        voce in ("deciso", "respinto", "prende-atto", "azione", "visto", "premessa")
        or ROWS[voce].segue == "elenco"
    )
