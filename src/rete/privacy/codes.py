"""Tax codes of persons and IBANs in a text, however their characters are grouped."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from rete.model.identificativi import iban_is_valid, person_code_is_valid
from rete.privacy.hit import ALONE, GAP, THEN_ALONE, Hit

IBAN_LENGTHS: Mapping[str, int] = MappingProxyType(
    {
        country: length
        for length, countries in (
            (15, "NO"),
            (16, "BE"),
            (18, "DK FI FK FO GL NL SD"),
            (19, "MK SI"),
            (20, "AT BA EE KZ LT LU MN XK"),
            (21, "CH HR LI LV"),
            (22, "BG BH CR DE GB GE IE ME RS VA"),
            (23, "AE GI IL IQ OM SO TL"),
            (24, "AD CZ ES MD PK RO SA SE SK TN VG"),
            (25, "LY PT ST"),
            (26, "IS TR"),
            (27, "BI DJ FR GR IT MC MR SM"),
            (28, "AL AZ BY CY DO GT HN HU LB NI PL SV"),
            (29, "BR EG PS QA UA"),
            (30, "JO KW MU YE"),
            (31, "MT SC"),
            (32, "LC"),
            (33, "RU"),
        )
        for country in countries.split()
    }
)
"""ISO 13616."""

LONGEST = max(IBAN_LENGTHS.values())

# As texts: they take longer to compile than most commands to run, and are rarely looked for.
# Surname, name, year, month, day, place, check letter; a letter may stand for any of its digits
# (omocodia, D.M. 23 December 1976, art. 6).
_FIGURE = "[0-9LMNP-Vlmnp-v]"
_PERSON_SHAPE = (
    *["[A-Za-z]"] * 6,
    *[_FIGURE] * 2,
    "[ABCDEHLMPRSTabcdehlmprst]",
    *[_FIGURE] * 2,
    "[A-Za-z]",
    *[_FIGURE] * 3,
    "[A-Za-z]",
)
_PERSON_CODE = (
    rf"(?:{ALONE}|(?<=(?i:\bCF))|(?<=(?i:\bfiscale)))" + GAP.join(_PERSON_SHAPE) + THEN_ALONE
)
_GROUPS_END = frozenset({3, 6, 8, 9, 11, 12, 15})
_EVERYWHERE = frozenset(range(1, 16))
_BY_FOUR = frozenset({4, 8, 12})
FEWEST_FIGURES = 5
"""Of the seven of a code that is grouped anyhow: with fewer it is told in the usual groups only."""
_USUAL_GROUPS = (frozenset({3, 6, 11}), frozenset({6, 11}), frozenset({3, 6}), frozenset({6}))
_NAME_IN_A_CODE = r"[^AEIOU]*[AEIOU]*X*\Z"
"""Three letters of a name: its consonants, then its vowels, then X where there are too few."""

_IBAN_START = (
    rf"(?:{ALONE}|(?<=(?i:\bIBAN)))"
    rf"[A-Za-z]{GAP}[A-Za-z]{GAP}[0-9]{GAP}[0-9](?:{GAP}[A-Za-z0-9]){{11,30}}"
)
_PLAIN = re.compile(r"[^\W_]", re.ASCII)


def person_codes(text: str) -> Iterator[Hit]:
    """The tax codes of persons; sixteen characters with the right check letter."""
    for found in re.finditer(f"(?=({_PERSON_CODE}))", text):
        written = found.group(1)
        code = "".join(_PLAIN.findall(written)).upper()
        if person_code_is_valid(code) and _is_written_as_one(written, code):
            yield Hit(start=found.start(), masked=masked(code))


def _is_written_as_one(written: str, code: str) -> bool:
    """Whether it is a code rather than words that happen to follow each other."""
    gaps = _gaps(written)
    if not gaps:
        # Sixteen letters may be a word.
        return not code.isalpha() or _has_names(code)
    if not _has_names(code):
        return False
    # Many letters for figures make words of groups: only capitals in the usual ones are a code.
    as_usual = gaps in _USUAL_GROUPS and written.isupper()
    return as_usual or (_figures(code) >= FEWEST_FIGURES and _are_groups(written, gaps))


def _figures(code: str) -> int:
    return sum(map(str.isdecimal, code))


def _are_groups(written: str, gaps: frozenset[int]) -> bool:
    if gaps <= _GROUPS_END or gaps in (_EVERYWHERE, _BY_FOUR):
        return True
    return len(gaps) == 1 and "\n" in written


def _has_names(code: str) -> bool:
    return all(re.match(_NAME_IN_A_CODE, part) for part in (code[:3], code[3:6]))


def _gaps(written: str) -> frozenset[int]:
    """After how many characters of the code something else stands."""
    ends, count = set(), 0
    for before, after in pairwise(written):
        count += bool(_PLAIN.match(before))
        if not _PLAIN.match(after):
            ends.add(count)
    return frozenset(ends)


def ibans(text: str) -> Iterator[Hit]:
    """The IBANs; those of a known country, with the right check characters."""
    for found in re.finditer(f"(?=({_IBAN_START}))", text):
        code = _whole_iban(text, *found.span(1))
        if code and iban_is_valid(code):
            yield Hit(start=found.start(), masked=masked(code))


def _whole_iban(text: str, start: int, end: int) -> str | None:
    """What begins here, cut at the length of its country; None where a word goes on after that."""
    code, wanted = "", 0
    for position in range(start, end):
        char = text[position]
        if not (char.isascii() and char.isalnum()):
            continue
        code += char
        if len(code) == len("IT"):
            wanted = IBAN_LENGTHS.get(code.upper(), 0)
            if not wanted:
                return None
        elif len(code) == wanted:
            after = text[position + 1 : position + 2]
            # In ordinary words digits are few: «al 15 gennaio…» is no Albanian account.
            mostly_digits = 2 * _figures(code) >= wanted
            return code.upper() if mostly_digits and not after.isalnum() else None
    return None


def masked(code: str) -> str:
    """A code as a finding may show it: its beginning and end."""
    return f"{code[:4]}…{code[-3:]}"
