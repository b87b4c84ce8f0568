"""A signed file opened: the document inside all its envelopes, and who signed each.

An envelope holds a document, or the signature alone of another (`.p7m`, `.p7s`). What kind of file
it is takes no library to tell; the rest is asn1crypto's business.
"""

import base64
import binascii
import re
from dataclasses import replace
from typing import Final, Literal

from rete.firme import guard
from rete.firme.cms import UNREADABLE, is_time_stamp, signatures, signed_data
from rete.firme.values import Firma, Unreadable
from rete.records import frozen

Wrapping = Literal["firma", "cifrato", "altro", "marca", "posta"]
_HEAD: Final = 64
_OF_CMS: Final = bytes.fromhex("06092a864886f70d0107")
_OF_STAMPED: Final = bytes.fromhex("060b2a864886f70d010910011f")
_OF_STAMP: Final = bytes.fromhex("060b2a864886f70d0109100104")
_SIGNED: Final = 2
_ENCIPHERED: Final = frozenset({3, 4, 6})
"""Of CMS: enveloped data, signed and enveloped, encrypted."""
_OF_SMIME: Final = bytes.fromhex("060b2a864886f70d01091001")
_OF_MAIL: Final[dict[int, Wrapping]] = {2: "altro", 9: "altro", 23: "cifrato"}
"""Authenticated, compressed, and authenticated and enveloped data."""
_ARMOUR: Final = re.compile(
    rb"\s*-----BEGIN [A-Z0-9 #]{1,40}-----[ \t\r]*\n(?:[A-Za-z0-9-]{1,40}: [^\n]{0,200}\n)*"
    rb"([A-Za-z0-9+/=\s]*)-----END [A-Z0-9 #]{1,40}-----"
)
_BASE64: Final = re.compile(rb"\s*MI[A-Za-z0-9+/]{30}")
_BASE64_BER: Final = re.compile(rb"\s*MIAG[A-Za-z0-9+/]{28}")
_BOM: Final = b"\xef\xbb\xbf"
_SPACES: Final = re.compile(rb"\s+")
_NOTHING: Final = b"\0\r\n\t "
"""What programs leave after the end of a file, and is nothing."""
_MAIL: Final = re.compile(rb"\A(?:MIME-Version|Content-Type|To|From|Subject):", re.IGNORECASE)
_MAIL_SIGNED: Final = (b"pkcs7-mime", b"pkcs7-signature", b"multipart/signed")


def binary(content: bytes) -> tuple[bytes, bool]:
    """The file as bytes of ASN.1, where it is written in base 64; itself otherwise.

    With it, whether something comes after it in the file.
    """
    text = content.removeprefix(_BOM)
    head = text[:4096].lstrip()
    if head.startswith(b"-----BEGIN ") and (found := _ARMOUR.match(text)):
        decoded = _decoded(found[1])
        if decoded is not None:
            return decoded, bool(text[found.end() :].strip(_NOTHING))
    if _BASE64.match(head) or _BASE64_BER.match(head):
        return _decoded(text) or content, False
    return content, False


def _decoded(text: bytes) -> bytes | None:
    try:
        return base64.b64decode(_SPACES.sub(b"", text), validate=True)
    except binascii.Error:
        return None


def wrapping(content: bytes) -> Wrapping | None:
    """What a file is wrapped in, by how it begins; None where it is not."""
    head = content[:_HEAD]
    if _MAIL.match(content) and any(word in content[:4096] for word in _MAIL_SIGNED):
        return "posta"
    if not head.startswith(b"0"):
        return None
    if _OF_STAMPED in head or _OF_STAMP in content[:200].replace(_OF_CMS, b"", 1)[:160]:
        return "marca"
    before, _, rest = head.partition(_OF_CMS)
    if rest and _OF_SMIME not in before:
        kind = rest[0]
        return "firma" if kind == _SIGNED else "cifrato" if kind in _ENCIPHERED else "altro"
    _, _, rest = head.partition(_OF_SMIME)
    return _OF_MAIL.get(rest[0]) if rest else None


class Envelope:
    """A signed content; ``content`` is None where only its signature is here.

    ``has_more`` is whether something comes after it, ``is_stamp`` whether it is a time-stamp.
    """

    def __init__(self, content: bytes) -> None:
        with guard.walled(Unreadable(UNREADABLE)):
            from asn1crypto import parser

            self.has_more = bool(content[parser.peek(content) :].strip(_NOTHING))
            self._signed = signed_data(content)
            held = self._signed["encap_content_info"]["content"]
            self.is_stamp = is_time_stamp(self._signed)
            self.content: bytes | None = None if not held else bytes(held)

    def signatures(self, content: bytes) -> tuple[Firma, ...]:
        """Who signed ``content``, which is what is inside or, where nothing is, what is beside."""
        return signatures(self._signed, [content])


_DEEPEST: Final = 5
_WRAPPED: Final = {
    "cifrato": "è cifrato: aprilo con il programma di chi l'ha mandato e verifica quello",
    "altro": (
        "è dentro una busta che non è una firma: estrai il documento con il programma di firma e "
        "verifica quello"
    ),
    "marca": (
        "è una marca temporale da sola (.tsd, .tsr o .tst): rete non la legge; estrai il documento "
        "con il programma di firma e verifica quello"
    ),
    "posta": "è un messaggio di posta firmato: salva l'allegato e verifica quello",
}


@frozen
class Opened:
    """What was in a file; ``document`` is None where only a signature is, ``apart``.

    ``more`` is whether an envelope has something after its end, ``unsigned`` whether one has no
    signature at all.
    """

    document: bytes | None = None
    signatures: tuple[Firma, ...] = ()
    apart: Envelope | None = None
    envelopes: int = 0
    more: bool = False
    unsigned: bool = False


def opened(content: bytes) -> Opened:
    """The document in a file, out of all its envelopes; Unreadable where one cannot be opened."""
    found = Opened()
    for depth in range(_DEEPEST + 1):
        inside, goes_on = binary(content)
        kind = wrapping(inside)
        if kind is None:
            return replace(found, document=content)
        if kind != "firma":
            raise Unreadable(_WRAPPED[kind])
        guard.require()
        envelope = Envelope(inside)
        if envelope.is_stamp:
            raise Unreadable(_WRAPPED["marca"])
        more = found.more or goes_on or envelope.has_more
        if envelope.content is None:
            return replace(found, apart=envelope, more=more)
        inner = envelope.signatures(envelope.content)
        found = Opened(
            signatures=(*found.signatures, *inner),
            envelopes=depth + 1,
            more=more,
            unsigned=found.unsigned or not inner,
        )
        content = envelope.content
    raise Unreadable("ha troppe buste di firma una dentro l'altra")
