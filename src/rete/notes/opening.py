"""What the first lines of minutes tell in sentences: proposed to who wrote them, never taken."""

import re
from collections.abc import Collection, Mapping

from rete.notes.phrases import plain_like

_MONTHS = (
    "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
)
_DAY = re.compile(
    rf"\b\d{{1,2}}\s?(?:°|º)?\s*(?:{_MONTHS})\s+\d{{4}}\b|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b"
)
_HOUR = re.compile(
    r"\b(?:(?:alle|dalle)\s+(?:ore\s*|h\.?\s*)?|ore\s*:?\s*|h\.?\s*)"
    r"(?P<h>(?:[01]?\d|2[0-3])(?:[:.,h][0-5]\d)?)\b(?![./-]\d)"
)
_PLACE = re.compile(
    r"\bpresso\s+(?P<p>(?:(?:il|lo|la|i|gli|le)\s+|l')?\S.{2,80}?)"
    r"(?=\s*(?:[,;.(]|$)|\s+(?:si|sono|e'|alle|il|lo|la|i|gli|le|per|con)\s)"
)
_NUMBER = re.compile(r"^\W*verbale\s+(?:n\.?|nr\.?|n°|numero)\s*(?P<n>\d{1,4})\b")
_CHAIR = re.compile(
    r"\b(?:presiede(?:\s+la\s+(?:seduta|riunione))?|sotto\s+la\s+presidenza\s+d(?:i|el|ella|ell'|ei)|"
    r"assume\s+la\s+presidenza)\s*(?P<p>(?!e\s)[^\s,;.][^,;.]{1,60}?)(?=\s*(?:[,;.]|$)|\s+(?:e|funge|si)\b)"
)
_CLERK = re.compile(
    r"\b(?:verbalizza|funge\s+da\s+segretari[oa]|redige\s+il\s+verbale)\s+(?P<p>\S[^,;.]{1,60})"
)
_PRESENT = re.compile(
    r"\b(?:(?:sono|risultano)\s+)?presenti\s*:?\s+(?P<p>(?!all'|alla\b|al\b|e\s|ed\s|nel|tutt|i\s+seguenti|per\b)"
    r"[^\s;.:][^;.:]{2,400})(?=[;.]|$)"
)
_LONGEST = 600
_ORDER = (
    ("NUMERO", "numero", _NUMBER, "n"),
    ("DATA", "data", _DAY, ""),
    ("INIZIO", "inizio", _HOUR, "h"),
    ("LUOGO", "luogo", _PLACE, "p"),
    ("PRESIEDE", "presiede", _CHAIR, "p"),
    ("VERBALIZZA", "verbalizza", _CLERK, "p"),
    ("PRESENTI", "presenti", _PRESENT, "p"),
)


def told_by(line: str, known: Collection[str]) -> Mapping[str, str]:
    """The lines of notes that a sentence may mean, by key; ``known`` are the keys already told."""
    text = " ".join(line.split())[:_LONGEST]
    flat = plain_like(text.replace("’", "'"))
    found: dict[str, str] = {}
    for word, key, pattern, group in _ORDER:
        if key not in known and (match := pattern.search(flat)) is not None:
            start, end = match.span(group or 0)
            found[key] = f"{word}: {text[start:end].strip(' ,.')}"
    return found
