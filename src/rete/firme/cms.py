"""A CMS signature (RFC 5652): who signed which bytes, and whether they are these."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from rete.errors import CannotTell
from rete.firme.guard import or_cannot_tell, walled
from rete.firme.names import common_name, organisation
from rete.firme.values import Firma, Kind, Unreadable

if TYPE_CHECKING:
    from asn1crypto import cms, x509

UNREADABLE: Final = "la firma è scritta in un modo che rete non sa leggere"
_UNKNOWN_WAY: Final = "la firma è fatta con un metodo che rete non conosce"
_NO_CERTIFICATE: Final = "nella firma manca il certificato di chi ha firmato"
_WEAK: Final = {"md2": "MD2", "md5": "MD5", "sha1": "SHA-1"}
_WITHOUT_DIGEST: Final = {"rsassa_pkcs1v15", "rsassa_pss", "ecdsa", "dsa"}
_MOST: Final = 200

Pieces = Sequence[bytes | memoryview]
"""What was signed, in one or more pieces."""


def signatures(signed: "cms.SignedData", content: Pieces) -> tuple[Firma, ...]:
    """All signatures of a signed content, in their order, each with those over it."""
    with walled(Unreadable(UNREADABLE)):
        certs = _certificates(signed)
        kind = signed["encap_content_info"]["content_type"].native
        found: list[Firma] = []
        infos = _bounded(signed["signer_infos"])
        # Those over signatures may be too many however they are shared out.
        over = ("counter_signature", "signature_time_stamp_token")
        others = (_attributes(one["unsigned_attrs"], name) for one in infos for name in over)
        _bounded([*infos, *chain.from_iterable(others)])
        for info in infos:
            found.append(_of_signer(info, certs, content, kind))
            found.extend(_counter_signatures(info, certs))
        return tuple(found)


def time_stamp(signed: "cms.SignedData", content: Pieces) -> Firma:
    """A time-stamp by itself (RFC 3161), of the bytes that it should be of."""
    with walled(Unreadable(UNREADABLE)):
        return _stamp(signed, content)


def signed_data(content: bytes) -> "cms.SignedData":
    """What is signed and by whom, as a file in CMS says; Unreadable where it is none."""
    from asn1crypto import cms

    info: Any = cms.ContentInfo.load(content)
    if info["content_type"].native != "signed_data":
        raise Unreadable(UNREADABLE)
    return info["content"]


def is_time_stamp(signed: "cms.SignedData") -> bool:
    """Whether a signed content is a time-stamp and not a signature."""
    return bool(signed["encap_content_info"]["content_type"].native == "tst_info")


def _bounded(values: Any) -> list[Any]:
    found = list(values)
    if len(found) > _MOST:
        raise Unreadable("le firme sono troppe")
    return found


def _certificates(signed: "cms.SignedData") -> "list[x509.Certificate]":
    return [one.chosen for one in _bounded(signed["certificates"]) if one.name == "certificate"]


def _signer(info: "cms.SignerInfo", certs: "list[x509.Certificate]") -> "x509.Certificate | None":
    from pyhanko.sign.general import match_issuer_serial

    sid = info["sid"]
    for cert in certs:
        if sid.name == "issuer_and_serial_number":
            if match_issuer_serial(sid.chosen, cert):
                return cert
        elif cert.key_identifier is not None and cert.key_identifier == sid.chosen.native:
            return cert
    return None


def _of_signer(
    info: "cms.SignerInfo", certs: "list[x509.Certificate]", content: Pieces, content_type: str
) -> Firma:
    cert = _signer(info, certs)
    stamps = _stamps(info)
    read = [] if isinstance(stamps, CannotTell) else stamps
    good = [one.stamped for one in read if one.matches is True and one.stamped is not None]
    notes = _weakness(info)
    notes += [f"la marca temporale che porta {weak}" for one in read for weak in one.notes]
    if isinstance(stamps, CannotTell) or len(good) < len(stamps):
        notes.append("la marca temporale che porta non le corrisponde o non si può leggere")
    matches = _matches(info, cert, content, content_type)
    return replace(_firma("firma", info, cert, matches, notes), stamped=min(good, default=None))


def _firma(
    kind: Kind,
    info: "cms.SignerInfo",
    cert: "x509.Certificate | None",
    matches: bool | CannotTell,
    notes: Iterable[str],
) -> Firma:
    return Firma(
        kind=kind,
        name=common_name(cert),
        organisation=organisation(cert),
        claimed=_time(_attribute(info["signed_attrs"], "signing_time")),
        matches=matches,
        notes=tuple(notes),
    )


@or_cannot_tell(_UNKNOWN_WAY)
def _matches(
    info: "cms.SignerInfo", cert: "x509.Certificate | None", content: Pieces, content_type: str
) -> bool | CannotTell:
    """Whether digest and signature are those of the content, by the key of the certificate."""
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    if cert is None:
        return CannotTell(_NO_CERTIFICATE)
    digest = _digest(info["digest_algorithm"]["algorithm"].native, content)
    try:
        intact, valid = validate_sig_integrity(info, cert, content_type, digest)
        if intact and not valid:
            intact, valid = validate_sig_integrity(_in_order(info), cert, content_type, digest)
    except SignatureValidationError:  # it speaks of another content or another certificate
        return False
    if intact and not valid and _names_two_digests(info):
        return CannotTell("la firma nomina due metodi che non vanno insieme")
    return bool(intact and valid)


def _in_order(info: "cms.SignerInfo") -> "cms.SignerInfo":
    """The same with its attributes in the order in which they are signed (RFC 5652, 5.4)."""
    from asn1crypto import cms

    again = info.copy()
    attributes = sorted(info["signed_attrs"], key=lambda one: bytes(one.dump()))
    again["signed_attrs"] = cms.CMSAttributes(attributes)
    return again


def _names_two_digests(info: "cms.SignerInfo") -> bool:
    """Whether a signature says of itself what programs read in different ways."""
    told = info["digest_algorithm"]["algorithm"].native
    if not told.startswith("sha") or told.startswith("sha3_"):
        return True
    try:
        return bool(info["signature_algorithm"].hash_algo != told)
    except ValueError:  # it names none: that of the content holds
        return info["signature_algorithm"]["algorithm"].native not in _WITHOUT_DIGEST


def _digest(algorithm: str, content: Pieces) -> bytes:
    from cryptography.hazmat.primitives.hashes import Hash
    from pyhanko_certvalidator.util import get_pyca_cryptography_hash

    into = Hash(get_pyca_cryptography_hash(algorithm))
    for piece in content:
        into.update(piece)
    return into.finalize()


def _weakness(info: "cms.SignerInfo") -> list[str]:
    named = {info["digest_algorithm"]["algorithm"].native}
    with suppress(ValueError):  # it names none of its own
        named.add(info["signature_algorithm"].hash_algo)
    return _weak(named)


def _weak(algorithms: Iterable[str]) -> list[str]:
    return [
        f"è fatta con {_WEAK[one]}, che da solo oggi non prova più niente"
        for one in sorted(_WEAK.keys() & algorithms)
    ]


@or_cannot_tell(UNREADABLE)
def _stamps(info: "cms.SignerInfo") -> list[Firma]:
    """The time-stamps of a signature; one that cannot be read does not hide the signature."""
    tokens = _bounded(_attributes(info["unsigned_attrs"], "signature_time_stamp_token"))
    return [_stamp(token["content"], [info["signature"].native]) for token in tokens]


def _stamp(signed: "cms.SignedData", content: Pieces) -> Firma:
    holder = signed["encap_content_info"]["content"]
    told = holder.parsed
    (info,) = _bounded(signed["signer_infos"])
    cert = _signer(info, _certificates(signed))
    imprint = told["message_imprint"]
    algorithm = imprint["hash_algorithm"]["algorithm"].native
    matches = _matches(info, cert, [bytes(holder)], "tst_info")
    if _digest(algorithm, content) != imprint["hashed_message"].native:
        matches = False
    notes = dict.fromkeys((*_weakness(info), *_weak([algorithm])))
    firma = _firma("marca", info, cert, matches, notes)
    return replace(firma, claimed=None, stamped=_time(told["gen_time"]))


def _counter_signatures(info: "cms.SignerInfo", certs: "list[x509.Certificate]") -> Iterator[Firma]:
    """Signatures of a signature (RFC 5652, 11.4)."""
    for one in _bounded(_attributes(info["unsigned_attrs"], "counter_signature")):
        cert = _signer(one, certs)
        matches = _counter_matches(one, cert, info["signature"].native)
        yield _firma("controfirma", one, cert, matches, _weakness(one))


@or_cannot_tell(_UNKNOWN_WAY)
def _counter_matches(
    info: "cms.SignerInfo", cert: "x509.Certificate | None", signature: bytes
) -> bool | CannotTell:
    """As `_matches`, where no type of content may be told."""
    from cryptography.exceptions import InvalidSignature
    from pyhanko_certvalidator.sig_validate import (
        DefaultSignatureValidator,
        SignatureValidationContext,
    )

    if cert is None:
        return CannotTell(_NO_CERTIFICATE)
    algorithm = info["digest_algorithm"]["algorithm"].native
    signed = signature
    if len(info["signed_attrs"]):
        told = _attribute(info["signed_attrs"], "message_digest")
        if told is None or told.native != _digest(algorithm, [signature]):
            return False
        signed = info["signed_attrs"].untag().dump()
    try:
        DefaultSignatureValidator().validate_signature(
            info["signature"].native,
            signed,
            cert.public_key,
            info["signature_algorithm"],
            context=SignatureValidationContext(contextual_md_algorithm=algorithm),
        )
    except InvalidSignature:
        return False
    return True


def _attributes(attrs: Any, name: str) -> list[Any]:
    return [value for attr in attrs if attr["type"].native == name for value in attr["values"]]


def _attribute(attrs: Any, name: str) -> Any:
    found = _attributes(attrs, name)
    return found[0] if len(found) == 1 else None


def _time(value: Any) -> datetime | None:
    found = None if value is None else value.native
    if not isinstance(found, datetime):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
