"""Who a certificate says that someone is: a name and a body, with whatever tells a person out."""

import re
from typing import TYPE_CHECKING, Final

from rete.privacy.hit import ALONE, GAP, THEN_ALONE

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

HIDDEN: Final = "…"
# The shape is enough, without the check letter that `rete.privacy` asks for: here a word lost does
# less harm than a code shown.
_FIGURE: Final = "[0-9LMNP-V]"
_CODE: Final = re.compile(
    ALONE
    + GAP.join(["[A-Z]"] * 6 + [_FIGURE] * 2 + ["[A-Z]"] + [_FIGURE] * 2 + ["[A-Z]"])
    + "".join([GAP + _FIGURE] * 3)
    + GAP
    + "[A-Z]"
    + THEN_ALONE,
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+")
_IDENTIFIER: Final = re.compile(
    r"(?<![^\W_])(?:TIN|PNO|IDC|PAS|TAX)[A-Z]{2}-[^\s,;]*", re.IGNORECASE
)
_NUMBER: Final = re.compile(ALONE + r"(?=(?:[A-Za-z]*[0-9]){5})[A-Za-z0-9]{6,}" + THEN_ALONE)
_LEFT: Final = re.compile(rf"(?:[\s:/|;,(\[-]|IT:|{HIDDEN})+\Z")
_NONE: Final = "non presente"
_LONGEST: Final = 120
_READ: Final = 1000
"""Of a name: what is looked for in it would take for ever in one of a million letters."""


def common_name(cert: "Certificate") -> str | None:
    """The name in a certificate, or the one in its parts, without tax codes and numbers."""
    subject = cert.subject.native
    parts = filter(None, map(_text, (subject.get("given_name"), subject.get("surname"))))
    return shown(_text(subject.get("common_name"))) or shown(" ".join(parts))


def organisation(cert: "Certificate") -> str | None:
    """The body that a certificate names; Italian ones have two words where there is none."""
    told = shown(_text(cert.subject.native.get("organization_name")))
    return None if told is None or told.casefold() == _NONE else told


def shown(text: str) -> str | None:
    """A name up to the first identifier of a person in it, without long numbers; None if empty."""
    text = " ".join(text.split())
    if len(text) > _READ:
        text = text[:_READ].rpartition(" ")[0]  # never half of an identifier
    for pattern in (_MAIL, _IDENTIFIER, _CODE):
        if found := pattern.search(text):
            text = text[: found.start()]
    text = _LEFT.sub("", _NUMBER.sub(HIDDEN, text))
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}{HIDDEN}"
    return text if any(c.isalnum() for c in text) else None


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return value if isinstance(value, str) else ""
