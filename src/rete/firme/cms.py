"""A CMS signature (RFC 5652): who signed which bytes, and whether they are these."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from rete.errors import CannotTell
from rete.firme.guard import walled
from rete.firme.names import common_name, organisation
from rete.firme.values import Firma, Kind, Unreadable
from rete.records import dataclass

if TYPE_CHECKING:
    from asn1crypto import cms, x509

UNREADABLE: Final = "la firma è scritta in un modo che rete non sa leggere"
_UNKNOWN_WAY: Final = "la firma è fatta con un metodo che rete non conosce"
_NO_CERTIFICATE: Final = "nella firma manca il certificato di chi ha firmato"
_WEAK: Final = {"md2": "MD2", "md5": "MD5", "sha1": "SHA-1"}
_PROVES_NOTHING: Final = "che da solo oggi non prova più niente"
_WITHOUT_DIGEST: Final = {"rsassa_pkcs1v15", "rsassa_pss", "ecdsa", "dsa"}
_MOST: Final = 200

Pieces = Sequence[bytes | memoryview]
"""What was signed, in one or more pieces."""


@dataclass(frozen=True, kw_only=True)
class _Stamp:
    """A time-stamp: whether it is of what it should be, and when and by whom it was made."""

    when: datetime | None
    matches: bool | CannotTell
    cert: "x509.Certificate | None"
    weakness: tuple[str, ...] = ()


def signatures(signed: "cms.SignedData", content: Pieces) -> tuple[Firma, ...]:
    """All signatures of a signed content, in their order, each with those over it."""
    with walled(Unreadable(UNREADABLE)):
        certs = _certificates(signed)
        kind = signed["encap_content_info"]["content_type"].native
        found: list[Firma] = []
        infos = _bounded(signed["signer_infos"])
        _refuse_many(infos)
        for info in infos:
            found.append(_of_signer(info, certs, content, kind))
            found.extend(_counter_signatures(info, certs))
        return tuple(found)


def time_stamp(signed: "cms.SignedData", content: Pieces) -> Firma:
    """A time-stamp by itself (RFC 3161), of the bytes that it should be of."""
    with walled(Unreadable(UNREADABLE)):
        stamp = _stamp(signed, content)
        return Firma(
            kind="marca",
            name=common_name(stamp.cert) if stamp.cert else None,
            organisation=organisation(stamp.cert) if stamp.cert else None,
            claimed=None,
            stamped=stamp.when,
            matches=stamp.matches,
            notes=stamp.weakness,
        )


def is_time_stamp(signed: "cms.SignedData") -> bool:
    return bool(signed["encap_content_info"]["content_type"].native == "tst_info")


def _bounded(values: Any) -> list[Any]:
    found = list(values)
    if len(found) > _MOST:
        raise Unreadable("le firme sono troppe")
    return found


def _refuse_many(infos: "list[cms.SignerInfo]") -> None:
    """Unreadable where the signatures over signatures are too many, however they are shared out."""
    others = ("counter_signature", "signature_time_stamp_token")
    over = sum(len(_attributes(info["unsigned_attrs"], name)) for info in infos for name in others)
    if len(infos) + over > _MOST:
        raise Unreadable("le firme sono troppe")


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
    matches: bool | CannotTell = CannotTell(_NO_CERTIFICATE)
    if cert is not None:
        matches = _matches(info, cert, content, content_type)
    stamps = _stamps(info)
    good = [one.when for one in stamps if one.matches is True and one.when is not None]
    notes = [*_weakness(info)]
    notes += [f"la marca temporale che porta {weak}" for one in stamps for weak in one.weakness]
    if len(good) < len(stamps):
        notes.append("la marca temporale che porta non le corrisponde o non si può leggere")
    return _firma("firma", info, cert, matches, stamped=min(good, default=None), notes=notes)


def _firma(  # noqa: PLR0913, PLR0917 - what is known of a signature
    kind: Kind,
    info: "cms.SignerInfo",
    cert: "x509.Certificate | None",
    matches: bool | CannotTell,
    stamped: datetime | None,
    notes: Sequence[str],
) -> Firma:
    return Firma(
        kind=kind,
        name=common_name(cert) if cert else None,
        organisation=organisation(cert) if cert else None,
        claimed=_time(_attribute(info["signed_attrs"], "signing_time")),
        stamped=stamped,
        matches=matches,
        notes=tuple(notes),
    )


def _matches(
    info: "cms.SignerInfo", cert: "x509.Certificate", content: Pieces, content_type: str
) -> bool | CannotTell:
    """Whether digest and signature are those of the content, by the key of the certificate."""
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    try:
        with walled(Unreadable(_UNKNOWN_WAY)):
            digest = _digest(info["digest_algorithm"]["algorithm"].native, content)
            try:
                intact, valid = validate_sig_integrity(info, cert, content_type, digest)
                if intact and not valid:
                    again = _in_order(info)
                    intact, valid = validate_sig_integrity(again, cert, content_type, digest)
            except SignatureValidationError:  # it speaks of another content or another certificate
                return False
            if intact and not valid and _names_two_digests(info):
                return CannotTell("la firma nomina due metodi che non vanno insieme")
            return bool(intact and valid)
    except Unreadable as error:
        return CannotTell(str(error))


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


def _weakness(info: "cms.SignerInfo") -> Iterator[str]:
    named = {info["digest_algorithm"]["algorithm"].native}
    with suppress(ValueError):  # it names none of its own
        named.add(info["signature_algorithm"].hash_algo)
    yield from (
        f"è fatta con {_WEAK[one]}, {_PROVES_NOTHING}" for one in sorted(_WEAK.keys() & named)
    )


def _stamps(info: "cms.SignerInfo") -> list[_Stamp]:
    """The time-stamps of a signature; one that cannot be read does not hide the signature."""
    try:
        with walled(Unreadable(UNREADABLE)):
            tokens = _bounded(_attributes(info["unsigned_attrs"], "signature_time_stamp_token"))
            return [_stamp(token["content"], [info["signature"].native]) for token in tokens]
    except Unreadable as error:
        return [_Stamp(when=None, matches=CannotTell(str(error)), cert=None)]


def _stamp(signed: "cms.SignedData", content: Pieces) -> _Stamp:
    holder = signed["encap_content_info"]["content"]
    told = holder.parsed
    (info,) = _bounded(signed["signer_infos"])
    cert = _signer(info, _certificates(signed))
    imprint = told["message_imprint"]
    matches: bool | CannotTell = CannotTell(_NO_CERTIFICATE)
    if cert is not None:
        matches = _matches(info, cert, [bytes(holder)], "tst_info")
    algorithm = imprint["hash_algorithm"]["algorithm"].native
    if _digest(algorithm, content) != imprint["hashed_message"].native:
        matches = False
    weakness = dict.fromkeys(_weakness(info))
    if algorithm in _WEAK:
        weakness[f"è fatta con {_WEAK[algorithm]}, {_PROVES_NOTHING}"] = None
    return _Stamp(
        when=_time(told["gen_time"]), matches=matches, cert=cert, weakness=tuple(weakness)
    )


def _counter_signatures(info: "cms.SignerInfo", certs: "list[x509.Certificate]") -> Iterator[Firma]:
    """Signatures of a signature (RFC 5652, 11.4)."""
    for one in _bounded(_attributes(info["unsigned_attrs"], "counter_signature")):
        cert = _signer(one, certs)
        matches: bool | CannotTell = CannotTell(_NO_CERTIFICATE)
        if cert is not None:
            matches = _counter_matches(one, cert, info["signature"].native)
        yield _firma("controfirma", one, cert, matches, None, tuple(_weakness(one)))


def _counter_matches(
    info: "cms.SignerInfo", cert: "x509.Certificate", signature: bytes
) -> bool | CannotTell:
    """As `_matches`, where no type of content may be told."""
    from cryptography.exceptions import InvalidSignature
    from pyhanko_certvalidator.sig_validate import (
        DefaultSignatureValidator,
        SignatureValidationContext,
    )

    algorithm = info["digest_algorithm"]["algorithm"].native
    try:
        with walled(Unreadable(_UNKNOWN_WAY)):
            signed, prehashed = signature, False
            if len(info["signed_attrs"]):
                told = _attribute(info["signed_attrs"], "message_digest")
                if told is None or told.native != _digest(algorithm, [signature]):
                    return False
                signed = info["signed_attrs"].untag().dump()
            context = SignatureValidationContext(
                contextual_md_algorithm=algorithm, prehashed=prehashed
            )
            try:
                DefaultSignatureValidator().validate_signature(
                    info["signature"].native,
                    signed,
                    cert.public_key,
                    info["signature_algorithm"],
                    context=context,
                )
            except InvalidSignature:
                return False
            return True
    except Unreadable as error:
        return CannotTell(str(error))


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
