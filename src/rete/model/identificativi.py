"""Tax codes, IBANs and other identifiers of bodies: their forms and check digits."""

import re
from typing import Final

CAP: Final = "[0-9]{5}"
PROVINCIA: Final = "[A-Z]{2}"
REPERTORIO: Final = "[1-9][0-9]{0,6}"
POSTA: Final = r"[^@\s]+@[^@\s]+\.[^@\s]+"
SITO: Final = r"https?://\S+"
"""Forms of what a card holds; those that a schema has too are the same there."""

_ENTITY_CODE = r"[0-9]{11}\Z"
_PERSON_CODE = r"[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]\Z"

# fmt: off
_VALUES: Final = (
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
)
# fmt: on
_ODD_VALUES: Final = {
    **{chr(ord("A") + number): value for number, value in enumerate(_VALUES)},
    **{str(number): value for number, value in enumerate(_VALUES[:10])},
}
"""What a letter counts for in an odd place; a figure, as much as the letter of its number."""


def entity_code_is_valid(code: str) -> bool:
    """Whether an 11-digit tax code of a body has the right check digit (D.M. 23 December 1976).

    Digits 1, 3, 5, 7, 9 are added as they are, digits 2, 4, 6, 8, 10 doubled (minus 9 over 9).
    """
    if not re.match(_ENTITY_CODE, code) or code[:7] == "0000000":
        return False
    total = sum(int(digit) for digit in code[0:10:2])
    for digit in code[1:10:2]:
        double = 2 * int(digit)
        total += double - 9 if double > 9 else double
    return (10 - total % 10) % 10 == int(code[10])


def person_code_is_valid(code: str) -> bool:
    """Whether 16 characters are the tax code of a person, check letter included (omocodia too)."""
    if not re.match(_PERSON_CODE, code):
        return False
    total = sum(_ODD_VALUES[c] for c in code[0:15:2])
    total += sum(int(c) if c.isdigit() else ord(c) - ord("A") for c in code[1:15:2])
    return chr(ord("A") + total % 26) == code[15]


def iban_is_valid(code: str) -> bool:
    """Whether a code without spaces is an IBAN with the right check characters (ISO 13616)."""
    if not re.match(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\Z", code):
        return False
    turned = code[4:] + code[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1
