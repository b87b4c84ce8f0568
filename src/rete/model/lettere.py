"""Letters that look like others, and signs that are not seen: what a text looks like to the eye."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

from rete.records import frozen

# The closest pairs of «confusables» (Unicode Technical Standard 39) of the alphabets that have
# letters drawn as ours; accents and wide or styled forms are Unicode's own decompositions.
_LOOK_ALIKE: Final = (
    # Cyrillic
    ("АВЕЅІЈКМНОРСТУХԌԚԜҮѴӀ", "ABESIJKMHOPCTYXGQWYVI"),
    ("аеорсухѕіјһԁԛԝӏѵүкмтпгнв", "aeopcyxsijhdqwlvykmtnrhb"),
    # Greek
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿ", "ABEZHIKMNOPTYXCJ"),
    ("αονρυικχϲϳγωτ", "aovpuikxcjywt"),
    # Armenian
    ("ՍՏՕԼ", "USOL"),
    ("օսհոզցյ", "ouhnqgj"),
    # Cherokee, Coptic, Lisu
    ("ᎠᎡᎢᎩᎪᎫᎬᎳᎷᎻᎾᏀᏃᏎᏔᏙᏚᏞᏟᏢᏦᏴ", "DRTYAJEWMHOGZEWVSLCPKB"),
    ("ⲟⲣⲥⲭⲒⲔⲘⲚⲞⲢⲤⲦⲨⲬ", "opcxIKMNOPCTYX"),
    ("ꓐꓑꓒꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ", "BPdDTGKJCZFMNLSRVHWXYAEIOU"),
    # letters of ours that are drawn without a dot, small or curved
    ("ıɑɡʏᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢɴʀʟɪʜɢʙꜱ", "iagyacdejkmoptuvwznrlihgbs"),
)
_INVISIBLE: Final = (
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What fonts draw as nothing (Unicode's «Default_Ignorable_Code_Point»), the tags among it."""

_AFTER_LATIN: Final = 0x250
_VIETNAMESE: Final = range(0x1E00, 0x1F00)


@frozen
class Estranea:
    """A sign of a name that the eye does not see for what it is; ``simile`` to which of ours."""

    segno: str
    simile: str | None


def undisguised(text: str) -> str:
    """As the eye reads it: letters of other alphabets as those they look like, nothing unseen."""
    return text if text.isascii() else re.sub(_INVISIBLE, "", text).translate(_as_seen())


def folded(text: str) -> str:
    """Without case and accents, as the eye reads it: ``Città`` → ``citta``."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", undisguised(text))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def strangers(name: str) -> tuple[Estranea, ...]:
    """The unseen signs of a name, and the letters of other alphabets in it that look like ours.

    A name, or a whole word of one, that is written in another alphabet is what it is: only letters
    that stand among ours are told, and words made only of such letters beside words of ours.
    """
    if name.isascii():
        return ()
    unseen = [Estranea(segno=c, simile=None) for c in re.findall(_INVISIBLE, name)]
    words = re.sub(_INVISIBLE, "", name).split()
    has_ours = any(_is_ours(c) for word in words for c in word)
    alike = [one for word in words for one in _in_word(word, has_ours)]
    return tuple(dict.fromkeys((*unseen, *alike)))


def _in_word(word: str, has_ours: bool) -> Iterator[Estranea]:
    letters = [c for c in word if c.isalpha()]
    alike = [c for c in letters if _is_alike(c)]
    mixed = any(_is_ours(c) for c in letters)
    if alike and (mixed or (has_ours and len(alike) == len(letters))):
        yield from (Estranea(segno=c, simile=_as_seen()[ord(c)]) for c in alike)


def _is_alike(letter: str) -> bool:
    return not _is_ours(letter) and ord(letter) in _as_seen()


def _is_ours(letter: str) -> bool:
    """Latin, with accents and the letters of other languages that write in it."""
    return letter.isalpha() and (ord(letter) < _AFTER_LATIN or ord(letter) in _VIETNAMESE)


@cache
def _as_seen() -> dict[int, str]:
    return {
        ord(their): our
        for theirs, ours in _LOOK_ALIKE
        for their, our in zip(theirs, ours, strict=True)
    }
