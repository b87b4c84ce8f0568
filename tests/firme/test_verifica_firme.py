"""`rete verifica` of signed documents: who signed, whether it is of these bytes, where it shows."""

import base64
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes

from rete.firme import guard
from rete.firme.names import shown
from rete.firme.opened import opened
from rete.firme.pdf_signatures import added
from rete.firme.values import Alien
from tests.aiuti import archivio, penna
from tests.aiuti.carte import document
from tests.assalti.incollare import told_of, updated
from tests.conftest import Said

Rete = Callable[..., Said]

OURS = "è il documento che dà il registro"
ANNA = "firma di «Anna Prova» (Comune di Esempio); ora dichiarata "
BRUNO = "firma di «Bruno Inventato» (Associazione Finta); ora dichiarata "
AT_NOON = "3 giugno 2026, 10:30; è di questi byte"
TRUST = "rete non lo giudica: lo dice un programma di firma\n"


@pytest.fixture
def recorded(register: Path) -> Path:
    archivio.begin(register)
    archivio.commit(register, "inizio")
    return register


@pytest.fixture
def verified(rete: Rete, recorded: Path, tmp_path: Path) -> Callable[..., Said]:
    """What is said of a file of that name and content, with others beside it."""

    def call(name: str, content: bytes, **beside: bytes) -> Said:
        (tmp_path / name).write_bytes(content)
        for suffix, other in beside.items():
            (tmp_path / f"{name}.{suffix}").write_bytes(other)
        return rete("verifica", str(tmp_path / name), folder=recorded)

    return call


# --- inside a PDF ------------------------------------------------------------------------------


def test_a_signed_pdf_says_who_signed_and_that_trust_is_not_judged(
    verified: Callable[..., Said],
) -> None:
    said = verified("e.pdf", penna.signed_pdf(document()))

    verdict, one, trust, _ = said.out.splitlines()
    assert (said.code, said.err) == (0, "")
    assert verdict == f"uguale: {OURS}, con 1 firma aggiunta dopo"
    assert one.startswith(ANNA)
    assert one.endswith("; è di questi byte")
    assert trust.endswith(TRUST.strip())


def test_every_signature_is_told_with_where_it_shows(verified: Callable[..., Said]) -> None:
    first = penna.signed_pdf(document(), box=penna.BOX)
    said = verified(
        "e.pdf",
        penna.signed_pdf(first, penna.BRUNO, box=(400, 90, 560, 150), field="Altra"),
    )

    assert said.code == 0, said.out
    lines = said.out.splitlines()
    assert lines[0] == f"uguale: {OURS}, con 2 firme aggiunte dopo"
    assert lines[1].endswith("; si vede a pagina 1, in basso a sinistra")
    assert lines[2].startswith(BRUNO)
    assert lines[2].endswith("; si vede a pagina 1, in basso a destra")


def test_what_comes_with_a_signature_is_known(verified: Callable[..., Said]) -> None:
    """A certification, a time-stamp of the signature, proofs, a time-stamp of the document."""
    signed = penna.signed_pdf(document(), with_stamp=True, certifies=True)
    said = verified("e.pdf", penna.stamped_pdf(penna.with_proofs(signed)))

    assert said.code == 0, said.out
    lines = said.out.splitlines()
    assert lines[0] == f"uguale: {OURS}, con 2 firme aggiunte dopo"
    assert "; marca temporale del 3 giugno 2026, 10:30; è di questi byte" in lines[1]
    assert lines[2] == (
        "marca temporale di «Marche Temporali Inventate»; del 3 giugno 2026, 10:30; "
        "è di questi byte"
    )


def test_a_place_made_before_may_be_signed_and_one_left_is_told(
    verified: Callable[..., Said],
) -> None:
    empty = penna.with_empty_field(document(), penna.BOX)
    two = penna.with_empty_field(empty, (400, 90, 560, 150), "Secondo")
    said = verified("e.pdf", penna.signed_pdf(two, field="Vuoto"))

    assert said.code == 0, said.out
    assert "un posto per una firma è ancora vuoto: si vede a pagina 1, in basso a destra" in (
        said.out
    )


def test_a_place_alone_is_no_signature(verified: Callable[..., Said]) -> None:
    said = verified("e.pdf", penna.with_empty_field(document(), penna.BOX))

    assert said.code == 1
    assert "c'è dell'altro, che non è una firma" in said.out


def test_a_signature_that_stands_on_the_text_is_told_and_is_not_equal(
    verified: Callable[..., Said],
) -> None:
    said = verified("e.pdf", penna.signed_pdf(document(), box=(60, 600, 300, 780)))

    assert said.code == 1
    assert said.out.startswith(
        "diverso: comincia con tutto il documento, ma il riquadro di una firma sta sopra a del "
        "testo del documento\n"
    )
    assert "si vede a pagina 1, in alto a sinistra, e sta sopra a del testo" in said.out


def test_one_that_covers_the_page_is_told_whatever_is_under_it(
    verified: Callable[..., Said],
) -> None:
    said = verified("e.pdf", penna.signed_pdf(document(), box=(0, 60, 595, 400)))

    assert said.code == 1
    assert "il riquadro di una firma copre gran parte della pagina" in said.out


def test_a_signature_that_is_of_other_bytes_is_told(verified: Callable[..., Said]) -> None:
    signed = penna.signed_pdf(document())
    at = signed.index(b"(Firma1)", len(document())) + 1
    said = verified("e.pdf", signed[:at] + b"Forma1" + signed[at + 6 :])

    assert said.code == 1
    assert said.out.startswith(f"diverso: {OURS}, ma una firma non è di questi byte\n")
    assert "; NON è di questi byte\n" in said.out


def test_a_signature_made_in_an_unknown_way_cannot_be_told(verified: Callable[..., Said]) -> None:
    signed = penna.signed_pdf(document())
    known, other = b"/ETSI.CAdES.detached", b"/adbe.x509.rsa_sha1 "
    assert signed.count(known) == 1
    said = verified("e.pdf", signed.replace(known, other))

    assert said.code == 3
    assert said.out.startswith(f"non si può dire: {OURS}, ma di una firma non si può dire tutto\n")


def test_a_changed_document_is_different_whoever_signed_it(verified: Callable[..., Said]) -> None:
    changed = document().replace(b"/Title", b"/Titla", 1)
    said = verified("e.pdf", penna.signed_pdf(changed))

    assert said.code == 1
    assert said.out.startswith("diverso: dal byte ")


# --- around a file -----------------------------------------------------------------------------


@pytest.mark.parametrize("formato", ["md", "html", "odt", "docx", "pdf"])
def test_an_envelope_is_opened_and_its_content_compared(
    verified: Callable[..., Said], formato: str
) -> None:
    said = verified(f"e.{formato}.p7m", penna.envelope(document(formato)))

    assert (said.code, said.err) == (0, ""), said.out
    assert said.out.startswith(f"uguale: {OURS}, dentro una busta di firma\n{ANNA}{AT_NOON}\n")


def pem(content: bytes, head: bytes = b"") -> bytes:
    inside = head + base64.encodebytes(content)
    return b"-----BEGIN PKCS7-----\n%s-----END PKCS7-----\n" % inside


@pytest.mark.parametrize(
    "written",
    [
        penna.in_pieces,
        base64.encodebytes,
        base64.b64encode,
        pem,
        lambda content: base64.encodebytes(penna.in_pieces(content)).replace(b"\n", b"\r\n"),
        lambda content: pem(content, b"Proc-Type: 4\n\n").replace(b"\n", b"\r\n"),
        lambda content: b"\xef\xbb\xbf" + base64.encodebytes(content),
        lambda content: b"\xef\xbb\xbf" + pem(content),
        lambda content: content + b"\0\0\r\n",
        lambda content: penna.envelope(content, penna.BRUNO),
        lambda content: pem(penna.envelope(pem(content), penna.BRUNO)),
    ],
)
def test_however_an_envelope_is_written(written: Callable[[bytes], bytes]) -> None:
    found = opened(written(penna.envelope(document("md"))))

    assert found.document == document("md")
    assert not found.more
    assert [one.matches for one in found.signatures] == [True] * found.envelopes


def test_more_signers_and_who_signs_a_signature_are_all_told(
    verified: Callable[..., Said],
) -> None:
    together = verified("e.md.p7m", penna.envelope(document("md"), penna.ANNA, penna.BRUNO))
    over = verified("f.md.p7m", penna.countersigned(document("md"), penna.ANNA, penna.BRUNO))

    assert [together.code, over.code] == [0, 0]
    assert f"\n{ANNA}{AT_NOON}\n{BRUNO}{AT_NOON}\n" in together.out
    assert f"\n{ANNA}{AT_NOON}\ncontro{BRUNO}{AT_NOON}\n" in over.out


def test_a_signed_pdf_in_an_envelope_is_both(verified: Callable[..., Said]) -> None:
    inside = penna.signed_pdf(document(), penna.BRUNO)
    said = verified("e.pdf.p7m", penna.envelope(inside))

    assert said.code == 0, said.out
    assert said.out.startswith(
        f"uguale: {OURS}, con 1 firma aggiunta dopo e dentro una busta di firma\n{BRUNO}"
    )


def test_an_envelope_with_another_content_is_different(verified: Callable[..., Said]) -> None:
    other = document("md").replace(b"Associazione Il Ponte", b"Associazione Truffa")
    said = verified("e.md.p7m", penna.envelope(other))

    assert said.code == 1
    assert said.out.startswith("diverso: alla riga ")
    assert f"{ANNA}{AT_NOON}" in said.out


def test_the_document_after_an_envelope_of_something_else_does_not_help(
    verified: Callable[..., Said],
) -> None:
    other = document("md").replace(b"Associazione Il Ponte", b"Associazione Truffa")
    said = verified("e.md.p7m", penna.envelope(other) + document("md"))
    same = verified("f.md.p7m", penna.envelope(document("md")) + b"altro")

    armoured = pem(penna.envelope(document("md")))
    for more in (b"altro", armoured):
        told = verified("g.md.p7m", armoured + more)
        assert (told.code, told.out.splitlines()[0]) == (1, same.out.splitlines()[0])

    assert (said.code, same.code) == (1, 1)
    assert said.out.startswith("diverso: alla riga ")
    assert same.out.startswith(f"diverso: {OURS}, ma dopo la busta della firma c'è dell'altro\n")


def test_the_beginning_of_an_envelope_before_the_document_is_none(
    verified: Callable[..., Said],
) -> None:
    head = penna.envelope(document("pdf"))[:60]
    said = verified("e.pdf.p7m", head + document("pdf") + b"firma" * 40)

    assert (said.code, said.out) == (3, "")
    assert "la firma è scritta in un modo che rete non sa leggere" in said.err


def test_a_changed_content_is_not_what_was_signed(verified: Callable[..., Said]) -> None:
    """The document inside is ours, the signature is of something else."""
    other = document("md").replace(b"Ponte", b"Conte")
    forged = penna.envelope(other).replace(other, document("md"))
    said = verified("e.md.p7m", forged)

    assert said.code == 1
    assert said.out.startswith(f"diverso: {OURS}, ma una firma non è di questi byte\n")


# --- beside a file -----------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["p7s", "p7m"])
def test_a_signature_beside_a_file_is_read_with_it(
    verified: Callable[..., Said], rete: Rete, recorded: Path, tmp_path: Path, suffix: str
) -> None:
    apart = penna.envelope(document("odt"), apart=True)
    said = verified("e.odt", document("odt"), **{suffix: apart})
    by_it = rete("verifica", str(tmp_path / f"e.odt.{suffix}"), folder=recorded)

    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(
        f"uguale: {OURS}, con la firma in un file accanto\n{ANNA}{AT_NOON}\n"
    )
    assert by_it == said


def test_one_that_is_of_something_else_is_told(verified: Callable[..., Said]) -> None:
    said = verified("e.md", document("md"), p7s=penna.envelope(b"altro", apart=True))
    inside = verified("f.md", document("md"), p7s=penna.envelope(b"altro"))

    assert said.code == 1
    assert said.out.startswith(f"diverso: {OURS}, ma una firma non è di questi byte\n")
    assert inside.code == 3
    assert "accanto c'è «f.md.p7s», che è la firma di un altro contenuto\n" in inside.out


def test_one_without_the_document_cannot_be_told(verified: Callable[..., Said]) -> None:
    said = verified("e.md.p7s", penna.envelope(document("md"), apart=True))

    assert (said.code, said.out) == (3, "")
    assert "è solo una firma, senza il documento: mettilo nella stessa cartella, con il nome" in (
        said.err
    )


def test_an_envelope_beside_is_another_file(verified: Callable[..., Said]) -> None:
    said = verified("e.md", document("md"), p7m=penna.envelope(b"altro"))

    assert said.out.startswith(f"uguale: {OURS}\n«rete documento")


@pytest.mark.parametrize("other", [b"", b"ciao", document("md"), penna.unsigned(b"x", apart=True)])
def test_a_file_beside_that_has_no_signature_is_none(
    verified: Callable[..., Said], other: bytes
) -> None:
    said = verified("e.md", document("md"), p7s=other)

    assert said.code == 3
    assert said.out.startswith(f"non si può dire: {OURS}, ma di una firma non si può dire tutto\n")
    assert "accanto c'è «e.md.p7s», che non porta nessuna firma\n" in said.out


def test_a_signature_beside_is_found_also_in_capitals(
    verified: Callable[..., Said], tmp_path: Path
) -> None:
    good, other = (penna.envelope(one, apart=True) for one in (document("md"), b"altro"))

    said = verified("e.md", document("md"), P7S=good)
    assert said.out.startswith(f"uguale: {OURS}, con la firma in un file accanto\n{ANNA}")
    assert verified("f.md", document("md"), P7S=other).code == 1

    (tmp_path / "g.md.p7s").write_bytes(good)
    (tmp_path / "g.md.P7S").hardlink_to(tmp_path / "g.md.p7s")
    assert verified("g.md", document("md")).out.count(ANNA) == 1


def test_one_of_too_many_signatures_is_not_read(
    verified: Callable[..., Said], rete: Rete, recorded: Path, tmp_path: Path
) -> None:
    said = verified("e.md", document("md"), p7s=penna.unsigned(b"x", apart=True, times=300))
    by_it = rete("verifica", str(tmp_path / "e.md.p7s"), folder=recorded)

    assert [said.code, by_it.code] == [3, 3]
    assert "che non si può leggere (le firme sono troppe)\n" in said.out
    assert "«" in by_it.err
    assert by_it.err.endswith("non si può leggere (le firme sono troppe)\n")


def test_an_envelope_without_a_signature_is_told_whatever_is_signed_inside(
    verified: Callable[..., Said],
) -> None:
    inside = penna.signed_pdf(document())
    said = verified("e.pdf.p7m", penna.unsigned(inside))
    around = verified("f.md.p7m", penna.envelope(penna.unsigned(document("md"))))

    assert [said.code, around.code] == [1, 1]
    for one in (said, around):
        assert one.out.startswith(
            f"diverso: {OURS}, ma la busta in cui sta non porta nessuna firma\n"
        )


def test_a_long_name_has_nothing_beside_it(verified: Callable[..., Said]) -> None:
    """With «.p7s» after it, it would be longer than a name may be."""
    said = verified(f"{'n' * 249}.md", document("md"))

    assert (said.code, said.err) == (0, "")


@pytest.mark.parametrize("name", [".p7s", ".p7m", "firma"])
def test_a_signature_alone_whose_name_says_nothing_of_the_document(
    verified: Callable[..., Said], name: str
) -> None:
    said = verified(name, penna.envelope(document("md"), apart=True))

    assert (said.code, said.out) == (3, "")
    assert "e chiama questo come lui più «.p7s»" in said.err


# --- what is not read --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        *(
            (bytes.fromhex(f"30820200{oid}") + b"x" * 90, words)
            for oid, words in (
                ("06092a864886f70d010703", "è cifrato"),
                ("06092a864886f70d010706", "è cifrato"),
                ("060b2a864886f70d010910011706", "è cifrato"),  # AES-GCM
                ("06092a864886f70d010701", "dentro una busta che non è una firma"),
                ("06092a864886f70d010705", "dentro una busta che non è una firma"),
                ("060b2a864886f70d0109100109", "dentro una busta che non è una firma"),
            )
        ),
        (bytes.fromhex("30820200060b2a864886f70d010910011f") + b"x" * 90, "marca temporale"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/signed; x\n\n", "messaggio di posta"),
    ],
)
def test_other_envelopes_are_told_for_what_they_are(
    verified: Callable[..., Said], content: bytes, words: str
) -> None:
    said = verified("e.pdf.p7m", content)

    assert (said.code, said.out) == (3, "")
    assert words in said.err


def test_without_the_libraries_a_signed_file_cannot_be_told_and_others_can(
    verified: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "_LIBRARIES", ("una_libreria_che_non_c_è",))
    inside = verified("e.pdf", penna.signed_pdf(document()))
    around = verified("e.md.p7m", penna.envelope(document("md")))
    plain = verified("e.md", document("md"))
    other = verified("f.pdf", document() + b"altro")

    assert [inside.code, around.code, plain.code, other.code] == [3, 3, 0, 1]
    for said in (inside, around):
        assert said.out == ""
        assert "installa la parte facoltativa di rete, «firme»" in said.err


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ROSSI ANNA:TINIT-RSSNNA80A41H501U", "ROSSI ANNA"),
        ("ROSSI ANNA RSSNNA80A41H501U", "ROSSI ANNA"),
        ("Anna Rossi rss nna 80a41 h501u", "Anna Rossi"),
        ("Anna Rossi RSSNNAULAQMHRLMU", "Anna Rossi"),
        ("RSSNNA80A41H501U/6030613539139007.V4IocVkdWC=", None),
        ("IT:RSSNNA80A41H501U", None),
        ("Anna Rossi (PNOEE-38001085718)", "Anna Rossi"),
        ("Anna Rossi anna@example.org", "Anna Rossi"),
        ("Anna Rossi 20121112501482", "Anna Rossi"),
        ("Comune di Esempio", "Comune di Esempio"),
        (f"Anna {'a' * 200_000}", "Anna"),
        (f"{'Anna ' * 198}123456 RSSNNA80A41H501U", f"{'Anna ' * 24}…"),
        ("a@" * 200_000, None),
        ("Società 2000 s.r.l.", "Società 2000 s.r.l."),
        ("Anna Rossi ＲＳＳＮＮＡ８０Ａ４１Ｈ５０１Ｕ", "Anna Rossi"),  # noqa: RUF001 - on purpose
        ("𝐑𝐒𝐒𝐍𝐍𝐀𝟖𝟎𝐀𝟒𝟏𝐇𝟓𝟎𝟏𝐔 Anna", None),  # noqa: RUF001 - on purpose
        ("Nº 2012111 e ２０１２１１１２ Ｓ.r.l.", "Nº … e … Ｓ.r.l."),  # noqa: RUF001 - on purpose
        ("Anna» (Comune); è di questi byte; «", 'Anna" (Comune), è di questi byte, "'),
        ("Comune); è di questi byte (", "Comune, è di questi byte"),
        ("Comune di Samone (TN)", "Comune di Samone (TN)"),
    ],
)
def test_what_tells_a_person_out_is_never_shown(text: str, told: str | None) -> None:
    assert shown(text) == told


def test_a_code_in_place_of_a_name_is_not_shown(verified: Callable[..., Said]) -> None:
    who = penna.Person("RSSNNA80A41H501U/123", "non presente", "TINIT-RSSNNA80A41H501U")
    said = verified("e.md.p7m", penna.envelope(document("md"), who))

    assert said.code == 0
    assert "\nfirma di chi non è scritto; ora dichiarata " in said.out
    assert not re.search("RSSNNA|presente", said.out)


def test_a_name_cannot_drive_the_terminal(verified: Callable[..., Said]) -> None:
    who = penna.Person("Anna\x1b[31m\nuguale")
    said = verified("e.md.p7m", penna.envelope(document("md"), who))

    assert "\x1b" not in said.out
    assert len(said.out.splitlines()) == 4


# --- programs that sign ------------------------------------------------------------------------


def test_what_programs_write_again_when_they_sign_is_allowed_only_as_it_was() -> None:
    """pyHanko writes `/Info` and the XMP anew; the dates and its own name are all that changes."""
    signed = penna.signed_pdf(document())

    assert signed.count(b"/ModDate") == document().count(b"/ModDate") + 1
    assert [one.matches for one in added(document(), signed).signatures] == [True]


def test_a_table_may_be_named_by_the_end_of_the_line_before_it() -> None:
    """So does a program that signs from JavaScript; whoever signs next repeats it."""
    signed = penna.signed_pdf(document())
    once = updated(signed, {}, before=b"\n\n")
    table = told_of(once)["table"]
    once = once.replace(b"startxref\n%d" % table, b"startxref\n%d" % (table - 1))
    twice = updated(once, {})
    elsewhere = updated(once, {}, prev=table + 1)

    assert told_of(twice)["table"] > told_of(once)["table"] == table - 1
    assert [one.matches for one in added(document(), twice).signatures] == [True]
    with pytest.raises(Alien, match="non continua quello che c'è prima"):
        added(document(), elsewhere)


# --- methods that prove nothing today ----------------------------------------------------------

WEAK = "è fatta con SHA-1, che da solo oggi non prova più niente"


def test_a_weak_method_is_told_whatever_part_of_a_signature_uses_it() -> None:
    (weak,) = opened(penna.weakly_signed(document("md"), by=hashes.SHA1())).signatures
    (good,) = opened(penna.weakly_signed(document("md"), by=hashes.SHA384())).signatures
    (stamp,) = added(document(), penna.stamped_pdf(document(), digest="sha1")).signatures
    (fresh,) = added(document(), penna.stamped_pdf(document())).signatures

    assert [one.matches for one in (weak, good, stamp, fresh)] == [True] * 4
    assert [one.notes for one in (weak, good, stamp, fresh)] == [(WEAK,), (), (WEAK,), ()]
