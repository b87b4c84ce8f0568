"""What notes say of the letter that convened a sitting: one line, and words of their own."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, get_args

from rete.changes import Plain
from rete.model.comuni import SI
from rete.model.convocazione import Modalita
from rete.model.ricerca import plain
from rete.notes import values
from rete.notes.lines import Detta
from rete.notes.values import NonSiCapisce
from rete.notes.vocabulary import Voce

_ARTICLE = re.compile(
    r"(?:art\.? *|articolo +)?(?P<number>[1-9][0-9]{0,2}(?:[ -][a-z]{1,12})?)", re.IGNORECASE
)


def convening(text: str, oggi: date) -> dict[str, str]:
    """`inviata 2/3/2026, posta elettronica`: the day, the means, and what else it says.

    What is not there is said: `non inviata`, `mezzo non detto`.
    """
    left = text.strip(" .").split(",")
    found: dict[str, str] = {}
    for at in (0, -1):
        while left and (key := _of_a_call(left[at].strip(), oggi)) and key[0] not in found:
            found[key[0]] = key[1]
            left.pop(at)
    mezzo = ",".join(left).strip(" ,")
    if "inviata" not in found or not (mezzo or "mezzo" in found):
        what = "mezzo" if "inviata" in found else "giorno"
        raise NonSiCapisce(f"manca il {what}: «CONVOCAZIONE: inviata 2/3/2026, posta elettronica»")
    said = {**found, **({"mezzo": mezzo} if mezzo else {})}
    return {key: value for key, value in said.items() if value}


_NOT_TOLD = {"non inviata": "inviata", "mezzo non detto": "mezzo"}


def _of_a_call(part: str, oggi: date) -> tuple[str, str] | None:
    typed = plain(part)
    if typed in ("urgente", "d'urgenza"):
        return "urgente", SI
    if typed in _NOT_TOLD:
        return _NOT_TOLD[typed], ""
    for start, key in (("alle ", "inviata_alle"), ("seconda alle ", "seconda_ora")):
        if typed.startswith(start):
            try:
                return key, values.hour(typed.removeprefix(start))
            except NonSiCapisce:
                return None
    for start, key in (
        ("inviata ", "inviata"),
        ("inviato ", "inviata"),
        ("seconda il ", "seconda_il"),
        ("seconda convocazione il ", "seconda_il"),
        ("risposte entro ", "risposte_entro"),
    ):
        if typed.startswith(start):
            try:
                return key, values.day(typed.removeprefix(start), oggi).isoformat()
            except NonSiCapisce:
                return None
    return None


def _article(text: str) -> str:
    """`5`, `art. 5 bis`: the number of an article."""
    found = _ARTICLE.fullmatch(text.strip(" ."))
    if found is None:
        raise NonSiCapisce(f"«{text}» non è il numero di un articolo: «5», «5-bis»")
    return found["number"].lower().replace(" ", "-")


def _text(said: Detta, _oggi: date) -> str:
    return said.testo


WORDS: Final[Mapping[Voce, tuple[str, Callable[[Detta, date], Plain]]]] = {
    "scritta_il": ("scritta_il", lambda said, oggi: values.day(said.una_riga, oggi).isoformat()),
    "lettera_protocollo": ("protocollo", _text),
    "convocata_ora": ("ora", lambda said, _: values.hour(said.una_riga)),
    "convocata_luogo": ("luogo", _text),
    "convocata_modalita": (
        "modalita",
        lambda said, _: values.word(said.una_riga, get_args(Modalita)),
    ),
    "collegamento": ("collegamento", _text),
    "seconda_luogo": ("seconda_luogo", _text),
    "convoca": ("convoca", _text),
    "articolo": ("articolo", lambda said, _: _article(said.una_riga)),
}
"""What the letter says, by word: its key, and how its value is read."""
