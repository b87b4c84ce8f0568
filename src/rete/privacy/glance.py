"""Whether anything personal may be in a text, told in microseconds, before a close look.

Each search is of one fixed string, or begins with one; what it lets through is then looked at
closely, what it leaves out is not looked at again.
"""

import re
from typing import Final

from rete.model.identificativi import person_code_is_valid
from rete.privacy.codes import FEWEST_FIGURES, LONGEST
from rete.privacy.recapiti import has_free_domain

_CAPITALS: Final = bytes(range(ord("A"), ord("Z") + 1))
_SMALL: Final = _CAPITALS.lower()
_FIGURES: Final = b"0123456789"

# Capital letters and figures become «A», small ones «a», hyphens and the like spaces.
_WORDS = bytes.maketrans(_CAPITALS + _FIGURES + _SMALL + b"-./", b"A" * 36 + b"a" * 26 + b"   ")
_NARROW: Final = tuple(sign.encode() for sign in ("\u00a0", "\u00ad", "\u00b7"))
_WIDE: Final = rb"\xe2(?:\x80[\x80-\x95\xaf]|\x81[\x9f\xa0]|\x88\x92)|\xe3\x80\x80|\xef\xbb\xbf"
_BEGIN_WIDE: Final = (b"\xe2", b"\xe3", b"\xef")
"""What may stand between groups beside what a keyboard has: with two bytes, and with three."""
_LONG = b"a" * 16
_LONG_WORD = re.compile(_LONG + b"a*")
_GROUPED = (
    b"AAA AAA AAAAA AAAAA",
    b"AAAAAA AAAAA AAAAA",
    b"AAA AAA AAAAAAAAAA",
    b"AAAAAA AAAAAAAAAA",
)
"""How a tax code is grouped in capitals; its figures may be letters."""

# Letters become «a», figures «0», and what may stand between groups is taken away, the bytes of
# spaces that do not break (C2 A0, E2 80 xx, E2 81 A0, EF BB BF) and of dashes among it.
_SHAPE = bytes.maketrans(_CAPITALS + _SMALL + _FIGURES, b"a" * 52 + b"0" * 10)
_BETWEEN: Final = b" \t\r\n.-/_\\#" + bytes(
    (0xC2, 0xA0, 0xAD, 0xB7, 0xE2, *range(0x80, 0xA0), 0xAF, 0xE3, 0xEF, 0xBB, 0xBF)
)
_SHAPES = (
    b"aaaaaa00a00a000a",  # a person's code
    b"aa00a0000000000",  # Italy, San Marino
    b"aa000000000000",  # accounts made of figures
    b"aa00aaaa000000",  # a bank's letters first
)

# The same with letters for some figures, from the first figure on: which is the first or the second
# of the year, or after it.
_PARTLY_LETTERS = re.compile(
    b"0(?=((?<=aaaaaa0)[a0]a[a0][a0]a[a0]{3}a|(?<=aaaaaaa0)a[a0][a0]a[a0]{3}a|(?<=aaaaaaaaa0)0a000a))"
)

_A_GAP = (
    rb"(?:[ \t./_-]|\xc2[\xa0\xad\xb7]|\xe2(?:\x80[\x80-\x95\xaf]|\x81[\x9f\xa0]|\x88\x92)"
    rb"|\xe3\x80\x80|\xef\xbb\xbf)"
)
_MAYBE_MOBILE = rb"3[2-9][0-9]\)?%b{0,4}(?:\r?\n[ \t#]{1,40})?(?:[0-9]%b{0,3}){6}" % (
    _A_GAP,
    _A_GAP,
)
_AT_SPELLED = (b"(at", b"[at", b"( at", b"[ at", b"(AT", b"[AT", b"iocciola", b"IOCCIOLA")


# Not after what may be a link: there a number may go on with anything.
_DIGEST: Final = rb"""(?<=[ "'])[0-9a-f]{64}(?![0-9A-Za-z])"""


def without_digests(content: bytes) -> bytes:
    """The text without the digests of files and minutes.

    Their figures and letters look like all sorts of codes at a glance, and none can begin or end
    among them.
    """
    return re.sub(_DIGEST, b"|", content)


def may_have_codes(content: bytes) -> bool:
    """Whether a close look for tax codes and IBANs is worth its time: of few files it is."""
    content = _with_plain_gaps(content)
    words = content.translate(_WORDS)
    shape = content.translate(_SHAPE, _BETWEEN)
    return (
        any(one in shape for one in _SHAPES)
        # What is found follows a figure.
        or any(one.count(b"0") >= FEWEST_FIGURES - 1 for one in _PARTLY_LETTERS.findall(shape))
        or any(one in words for one in _GROUPED)
        or _has_a_long_code(content, words.lower())
    )


def _with_plain_gaps(content: bytes) -> bytes:
    for sign in _NARROW:
        content = content.replace(sign, b" ")
    is_wide = any(begin in content for begin in _BEGIN_WIDE)
    return re.sub(_WIDE, b" ", content) if is_wide else content


def may_have_mobiles(content: bytes) -> bool:
    """Whether a close look for mobile numbers is worth its time."""
    return re.search(_MAYBE_MOBILE, content) is not None


def may_have_free_mail(content: bytes) -> bool:
    """Whether a close look for addresses of free mail is worth its time."""
    if b"@" in content and has_free_domain(content):
        return True
    return any(sign in content for sign in _AT_SPELLED)


def _has_a_long_code(content: bytes, words: bytes) -> bool:
    """Long words are mostly the names of sites: they cannot be one of our codes."""
    if _LONG not in words:
        return False
    found = (content[word.start() : word.end()] for word in _LONG_WORD.finditer(words))
    return any(
        person_code_is_valid(word.decode("ascii").upper())
        if word.isalpha()
        else len(word) <= LONGEST
        for word in found
    )
