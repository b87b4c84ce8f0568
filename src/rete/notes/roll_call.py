"""Who was there as a roll call has it: a state after a name, an hour or a person in brackets."""

import re

from rete.notes.phrases import Frase, plain_like
from rete.notes.vocabulary import Voce

_STATES: tuple[tuple[Voce, str], ...] = (
    ("giustificati", r"assent[ei]\s+giustificat[oaei]|giustificat[oaei]|scusat[oaei]"),
    ("assenti", r"assent[ei](?:\s+ingiustificat[oaei])?|non\s+presente"),
    (
        "collegati",
        r"(?:presente\s+)?(?:collegat[oaei]|da\s+remoto|in\s+collegamento|online|on\s+line)",
    ),
    ("presenti", r"present[ei]"),
)
CALLED = frozenset[Voce]({"delega", *(voce for voce, _ in _STATES)})
_CALLED = re.compile(r"(?P<who>[^\d:]{2,80}?)\s*(?::|\s[-–—])\s*[-–]?\s*(?P<state>[^:]{4,60}?)\W*")
_PROXY = re.compile(
    r"(?:per\s+)?delega(?:\s+(?:a|al|alla|all'|allo|→|->)\s*(?P<to>\S.*))?"
    r"|(?P<by>\S.*?)\s+per\s+delega"
)
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_LONGEST_LIST = 2000
_AN_HOUR = re.compile(
    r"\b(?P<way>dalle|arriv\w+|entr\w+|si\s+aggiunge|fino\s+alle|esc\w+|lascia)\b\D{0,20}"
    r"(?P<h>\d{1,2}(?:[:.,h]\d\d)?)"
)


def state(text: str) -> Frase | None:
    """`Il Ponte: presente`, `La Bussola – assente`, `La Quercia: delega al Ponte`."""
    flat = plain_like(" ".join(text.replace("’", "'").split()).strip(" *_"))
    found = _CALLED.fullmatch(flat) if len(flat) < 200 else None
    if found is None:
        return None
    for voce, words in _STATES:
        if re.fullmatch(words, found["state"]):
            return Frase(voce=voce, valore=found["who"], sicura="se-nomi")
    if (given := _PROXY.fullmatch(found["state"])) is not None:
        holder = given["to"] or given["by"]
        to = f" → {holder}" if holder else ""
        return Frase(voce="delega", valore=f"{found['who']}{to}", sicura="se-nomi")
    return None


def without_brackets(text: str) -> tuple[str, tuple[str, ...]]:
    """Names without what stands in brackets beside them, and that."""
    told = tuple(found.strip() for found in _BRACKET.findall(text))
    return (_BRACKET.sub("", text), told) if told else (text, ())


def comes_or_goes(text: str) -> tuple[str, ...]:
    """The lines that say when: `il ponte (dalle 18.10)` came in, `(fino alle 18)` went out."""
    lines: list[str] = []
    if "(" not in text or len(text) > _LONGEST_LIST:
        return ()
    for part in re.split(r",(?![^()]*\))", text):
        name, told = without_brackets(part)
        found = _AN_HOUR.search(plain_like(told[0])) if told else None
        if found is not None:
            out = found["way"].startswith(("fino", "esc", "lascia"))
            word = "ESCE" if out else "ENTRA"
            lines.append(f"{word}: {name.strip(' -•*')} {found['h']} (voto ignoto)")
    return tuple(lines)
