"""A signed file opened: the document inside all its envelopes, and who signed each."""

from dataclasses import replace
from typing import Final

from rete.firme import guard
from rete.firme.envelope import Envelope, binary, wrapping
from rete.firme.values import Firma, Unreadable
from rete.records import frozen_record

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


@frozen_record
class Opened:
    """What was in a file; ``document`` is None where only a signature is, ``apart``.

    ``more`` is whether an envelope has something after its end, ``unsigned`` whether one has no
    signature at all.
    """

    document: bytes | None = None
    signatures: tuple[Firma, ...] = ()
    apart: "Envelope | None" = None
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
