"""Who a certificate says that someone is: a name and a body, without what identifies a person."""

import re
from typing import TYPE_CHECKING, Final

from rete.privacy.dress import undressed
from rete.privacy.hit import ALONE, GAP, THEN_ALONE

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

HIDDEN: Final = "…"
# The shape is enough, without the check letter that `rete.privacy` asks for: here a word lost does
# less harm than a code shown.
_FIGURE: Final = "[0-9LMNP-V]"
_CODE: Final = re.compile(
    ALONE
    + GAP.join({"A": "[A-Z]", "0": _FIGURE}[sign] for sign in "AAAAAA00A00A000A")
    + THEN_ALONE,
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+")
_IDENTIFIER: Final = re.compile(
    r"(?<![^\W_])(?:TIN|PNO|IDC|PAS|TAX)[A-Z]{2}-[^\s,;]*", re.IGNORECASE
)
_NUMBER: Final = re.compile(ALONE + r"(?=(?:[A-Za-z]*[0-9]){5})[A-Za-z0-9]{6,}" + THEN_ALONE)
_LEFT: Final = re.compile(rf"(?:[\s:/|;,(\[-]|IT:|{HIDDEN})+\Z")
_NO_PARTS: Final = str.maketrans({"«": '"', "»": '"', ";": ","})
_NONE: Final = "non presente"
_LONGEST: Final = 120
_READ: Final = 1000
"""Of a name: what is looked for in it would take for ever in one of a million letters."""


def common_name(cert: "Certificate | None") -> str | None:
    """The name in a certificate, or the one in its parts, without tax codes and numbers."""
    subject = {} if cert is None else cert.subject.native
    parts = filter(None, map(_text, (subject.get("given_name"), subject.get("surname"))))
    return shown(_text(subject.get("common_name"))) or shown(" ".join(parts))


def organisation(cert: "Certificate | None") -> str | None:
    """The body that a certificate names; Italian ones have two words where there is none."""
    told = None if cert is None else shown(_text(cert.subject.native.get("organization_name")))
    return None if told is None or told.casefold() == _NONE else told


def shown(text: str) -> str | None:
    """A name up to the first identifier of a person in it, without long numbers; None if empty."""
    text = " ".join(text.split())
    if len(text) > _READ:
        text = text[:_READ].rpartition(" ")[0]  # never half of an identifier
    plain = undressed(text.encode("utf-8", "replace")).decode("utf-8")  # sign by sign
    ends = (found.start() for one in (_MAIL, _IDENTIFIER, _CODE) if (found := one.search(plain)))
    end = min(ends, default=len(text))
    for number in reversed([*_NUMBER.finditer(plain, 0, end)]):
        text = text[: number.start()] + HIDDEN + text[number.end() : end]
        end = len(text)
    text = _in_one_part(_LEFT.sub("", text[:end]))
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}{HIDDEN}"
    return text if any(c.isalnum() for c in text) else None


def _in_one_part(text: str) -> str:
    """A name that does not look like several parts of the line in which it is told."""
    text = text.translate(_NO_PARTS)
    depth = 0
    for char in text:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth < 0:
            return text.replace("(", "").replace(")", "")
    return text


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return value if isinstance(value, str) else ""
