"""Signatures for tests: people who do not exist, with certificates that they made themselves."""

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from asn1crypto import algos, cms, core, keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

WHEN = datetime(2026, 6, 3, 8, 30, tzinfo=UTC)
BOX = (60, 90, 240, 150)
"""Of a page of the tests' documents, a place where nothing is written."""

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Person:
    """Whoever signs: what their certificate says of them."""

    name: str
    organisation: str | None = None
    serial: str | None = None


ANNA = Person("Anna Prova", "Comune di Esempio")
BRUNO = Person("Bruno Inventato", "Associazione Finta")
STAMPER = Person("Marche Temporali Inventate")


@cache
def signer(who: Person = ANNA) -> signers.SimpleSigner:
    """The pen of a person, with a key on an elliptic curve: quick to make."""
    key = ec.generate_private_key(ec.SECP256R1())
    return signers.SimpleSigner(
        signing_cert=_certificate(who, key),
        signing_key=_private(key),
        cert_registry=SimpleCertificateStore(),
    )


@cache
def stamper() -> DummyTimeStamper:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    cert = _certificate(STAMPER, key)
    return DummyTimeStamper(cert, _private(key), fixed_dt=WHEN)


def _private(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> keys.PrivateKeyInfo:
    form = (serialization.Encoding.DER, serialization.PrivateFormat.PKCS8)
    return keys.PrivateKeyInfo.load(key.private_bytes(*form, serialization.NoEncryption()))


def _certificate(
    who: Person, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
) -> asn1_x509.Certificate:
    told = (
        (NameOID.COMMON_NAME, who.name),
        (NameOID.ORGANIZATION_NAME, who.organisation),
        (NameOID.SERIAL_NUMBER, who.serial),
    )
    name = x509.Name([x509.NameAttribute(kind, value) for kind, value in told if value])
    usage = x509.KeyUsage(True, True, *[False] * 7)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2024, 1, 1))  # noqa: DTZ001 - as it wants it
        .not_valid_after(datetime(2040, 1, 1))  # noqa: DTZ001
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return asn1_x509.Certificate.load(made.public_bytes(serialization.Encoding.DER))


# --- inside a PDF ------------------------------------------------------------------------------


def signed_pdf(
    content: bytes,
    who: Person = ANNA,
    *,
    box: Box | None = None,
    page: int = 0,
    field: str = "Firma1",
    certifies: bool = False,
    with_stamp: bool = False,
    words: str = "Firmato da %(signer)s",
) -> bytes:
    """A PDF with one more signature, in a visible box where there is one."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    if box is not None:
        fields.append_signature_field(writer, fields.SigFieldSpec(field, box=box, on_page=page))
    told = signers.PdfSignatureMetadata(
        field_name=field,
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=certifies,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
    )
    pen = signers.PdfSigner(
        told,
        signer=signer(who),
        timestamper=stamper() if with_stamp else None,
        stamp_style=TextStampStyle(stamp_text=words),
    )
    return pen.sign_pdf(writer).getvalue()


def stamped_pdf(content: bytes, field: str = "Marca1", digest: str = "sha256") -> bytes:
    """A PDF with a time-stamp of the document."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    made = signers.PdfTimeStamper(stamper(), field_name=field).timestamp_pdf(writer, digest)
    return made.getvalue()


def with_proofs(content: bytes, who: Person = ANNA) -> bytes:
    """A signed PDF with what is needed to check it years from now (DSS)."""
    into = io.BytesIO(content)
    DocumentSecurityStore.add_dss(into, b"00" * 40, certs=[signer(who).signing_cert])
    return into.getvalue()


def with_empty_field(content: bytes, box: Box, field: str = "Vuoto") -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    fields.append_signature_field(writer, fields.SigFieldSpec(field, box=box))
    into = io.BytesIO()
    writer.write(into)
    return into.getvalue()


# --- around a file, or beside it ---------------------------------------------------------------


def envelope(content: bytes, *people: Person, apart: bool = False) -> bytes:
    """A CMS signature of a file by one or more, with the file inside or, `apart`, without it."""
    return _signed(content, people or (ANNA,), apart=apart).dump()


def weakly_signed(content: bytes, *, by: hashes.HashAlgorithm) -> bytes:
    """An envelope whose digest is a good one, and whose signature is made with another."""
    made = _signed(content, (ANNA,), apart=False)
    info = made["content"]["signer_infos"][0]
    info["signed_attrs"] = cms.CMSAttributes(
        [one for one in info["signed_attrs"] if one["type"].native != "cms_algorithm_protection"]
    )
    key = serialization.load_der_private_key(signer(ANNA).signing_key.dump(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    info["signature"] = key.sign(info["signed_attrs"].untag().dump(), ec.ECDSA(by))
    name = f"{by.name}_ecdsa"
    info["signature_algorithm"] = algos.SignedDigestAlgorithm({"algorithm": name})
    return bytes(made.dump())


def unsigned(content: bytes, *, apart: bool = False, times: int = 0) -> bytes:
    """An envelope whose signature was taken away, or put there more than once."""
    made = _signed(content, (ANNA,), apart=apart)
    data = made["content"]
    data["signer_infos"] = [data["signer_infos"][0]] * times
    return bytes(made.dump())


def _signed(content: bytes, people: Sequence[Person], *, apart: bool) -> cms.ContentInfo:
    made = [
        asyncio.run(
            signer(who).async_sign_general_data(
                content,
                "sha256",
                detached=apart,
                signed_attr_settings=PdfCMSSignedAttributes(signing_time=WHEN),
            )
        )
        for who in people
    ]
    first = made[0]["content"]
    for other in made[1:]:
        first["certificates"] = [*first["certificates"], *other["content"]["certificates"]]
        first["signer_infos"] = [*first["signer_infos"], *other["content"]["signer_infos"]]
    return made[0]


def countersigned(content: bytes, who: Person, by: Person) -> bytes:
    """An envelope whose signature is itself signed by another."""
    made = _signed(content, (who,), apart=False)
    data = made["content"]
    info = data["signer_infos"][0]
    over = _signed(info["signature"].native, (by,), apart=True)["content"]
    another = over["signer_infos"][0]
    attributes = [one for one in another["signed_attrs"] if one["type"].native != "content_type"]
    pen = signer(by)
    signed = cms.CMSAttributes(attributes)
    another["signed_attrs"] = signed
    digest = algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})
    another["signature"] = pen.sign_raw(signed.dump(), "sha256")
    another["signature_algorithm"] = digest
    counter = cms.CMSAttribute({"type": "counter_signature", "values": [another]})
    info["unsigned_attrs"] = cms.CMSAttributes([counter])
    data["certificates"] = [*data["certificates"], *over["certificates"]]
    return made.dump()


def in_pieces(enveloped: bytes, size: int = 1000) -> bytes:
    """The same envelope as programs write it that do not know how long it will be (BER)."""
    data = cms.ContentInfo.load(enveloped)["content"]
    inside = data["encap_content_info"]["content"].native
    parts = [inside[at : at + size] for at in range(0, len(inside), size)]
    content = b"\x24\x80" + b"".join(core.OctetString(one).dump() for one in parts) + b"\0\0"
    held = b"\x30\x80" + data["encap_content_info"]["content_type"].dump()
    held += b"\xa0\x80" + content + b"\0\0" + b"\0\0"
    signed = b"\x30\x80" + data["version"].dump() + data["digest_algorithms"].dump() + held
    signed += data["certificates"].dump() + data["signer_infos"].dump() + b"\0\0"
    return b"\x30\x80" + cms.ContentType("signed_data").dump() + b"\xa0\x80" + signed + b"\0\0\0\0"
