"""Who comes in or goes out: `il ponte 18:05`, `18:05 il ponte (dal voto 3)`."""

import re

from rete.model.riconoscimento import Anagrafe
from rete.notes.values import NonSiCapisce, names
from rete.records import frozen


@frozen
class Passaggio:
    """Who comes in or goes out, at what hour; ``voto`` where the line itself says the number."""

    enti: tuple[str, ...]
    ora: str | None
    voto: int | None = None
    senza_voto: bool = False


_AT_VOTE = re.compile(r"[,(]?\s*(?:dal voto|dopo il voto) (\d{1,4})\)?\s*$", re.IGNORECASE)
_NO_VOTE = re.compile(r"[,(]?\s*voto ignoto\)?\s*$", re.IGNORECASE)
_TIME = re.compile(
    r"(?:\b(?:d?alle)\s+)?(?:\b(?:ore|h\.?)\s*)?\b([01]?\d|2[0-3])[:.,h]([0-5]\d)\s*h?\b"
    r"|(?:\bd?alle\s+(?:ore\s+)?|\b(?:ore|h\.?)\s*)([01]?\d|2[0-3])\b",
    re.IGNORECASE,
)


def has_hour(text: str) -> bool:
    """Whether an hour stands in a line."""
    return _TIME.search(text) is not None


def passage(text: str, known: Anagrafe) -> Passaggio:
    """`il ponte 18:05`, `il ponte alle 18.05`, `18:05 il ponte (dal voto 3)`."""
    at = _AT_VOTE.search(text)
    rest = _AT_VOTE.sub("", text)
    unknown = _NO_VOTE.search(rest)
    rest = _NO_VOTE.sub("", rest)
    when = _TIME.search(rest)
    if unknown and not when:
        raise NonSiCapisce(
            "se non si sanno né l'ora né la decisione non si può contare: scrivilo fra i "
            "«PRESENTI», e nella discussione di' com'è andata"
        )
    who = names(_TIME.sub(" ", rest, count=1).strip(" ,.;:()"), known)
    if who.perche:
        raise NonSiCapisce(who.perche[0])
    return Passaggio(
        enti=who.tutti("manca il nome"),
        ora=f"{int(when[1] or when[3]):02d}:{when[2] or '00'}" if when else None,
        voto=int(at[1]) if at else None,
        senza_voto=unknown is not None,
    )
