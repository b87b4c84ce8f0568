"""Whether anything personal may be in a file: what a text without any is told by, in microseconds.

Each search is of one fixed string, or begins with one; what it lets through is then looked at
closely, what it leaves out is not looked at again.
"""

import re
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits
from typing import Final

from rete.privacy.codes import LONGEST
from rete.privacy.recapiti import has_free_domain

# Capital letters and figures become «A», small ones «a», hyphens and the like spaces.
_WORDS = bytes.maketrans(
    (ascii_uppercase + digits + ascii_lowercase + "-./").encode(), b"A" * 36 + b"a" * 26 + b"   "
)
_NO_BREAK: Final = "\u00a0".encode()
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
# spaces that do not break (C2 A0, E2 80 xx) among it.
_SHAPE = bytes.maketrans((ascii_letters + digits).encode(), b"a" * 52 + b"0" * 10)
_BETWEEN: Final = b" \t\r\n.-/_\\#" + bytes((0xC2, 0xA0, 0xAD, 0xE2, *range(0x80, 0x94), 0xAF))
_SHAPES = (
    b"aaaaaa00a00a000a",  # a person's code
    b"aa00a0000000000",  # Italy, San Marino
    b"aa000000000000",  # accounts made of figures
    b"aa00aaaa000000",  # a bank's letters first
)

_MAYBE_MOBILE = re.compile(
    rb"3[2-9][0-9]\)?(?:[ \t./_-]|\xc2[\xa0\xad]|\xe2\x80[\x80-\x93\xaf]){0,3}"
    rb"(?:[0-9](?:[ \t./_-]|\xc2[\xa0\xad]|\xe2\x80[\x80-\x93\xaf]){0,3}){6}"
)
_AT_SPELLED = (b"(at", b"[at", b"( at", b"[ at", b"(AT", b"[AT", b"iocciola", b"IOCCIOLA")


def may_have_codes(content: bytes) -> bool:
    """Whether a close look for tax codes and IBANs is worth its time: of few files it is."""
    content = content.replace(_NO_BREAK, b" ")
    words = content.translate(_WORDS)
    shape = content.translate(_SHAPE, _BETWEEN)
    return (
        any(one in shape for one in _SHAPES)
        or any(one in words for one in _GROUPED)
        or _has_a_long_code(content, words.lower())
    )


def may_have_mobiles(content: bytes) -> bool:
    return _MAYBE_MOBILE.search(content) is not None


def may_have_free_mail(content: bytes) -> bool:
    if b"@" in content and has_free_domain(content):
        return True
    return any(sign in content for sign in _AT_SPELLED)


def _has_a_long_code(content: bytes, words: bytes) -> bool:
    """Long words are mostly the names of sites, or digests: neither can be one of our codes."""
    if _LONG not in words:
        return False
    found = (content[word.start() : word.end()] for word in _LONG_WORD.finditer(words))
    return any(
        len(word) <= LONGEST and (len(word) == len(_LONG) or not word.isalpha()) for word in found
    )
