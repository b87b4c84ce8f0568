"""A PDF of rete's with something added that is no signature: never taken for the document."""

import re
from collections.abc import Callable
from typing import Final

import pytest
from pyhanko.pdf_utils.misc import PdfError

from rete.firme.pdf_signatures import added
from rete.firme.values import Alien
from tests.aiuti import misura, penna
from tests.aiuti.carte import document
from tests.assalti.incollare import body_of, pages_of, stream, told_of, updated, with_key

Attack = Callable[[bytes], bytes]

FREE: Final = 5000
"""A number that no object of a document has."""
FORM: Final = b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]"
COVER: Final = b"1 1 1 rg 0 0 600 900 re f"


def page(pdf: bytes) -> int:
    return pages_of(pdf)[0]


def on_page(pdf: bytes, entry: bytes, extra: dict[int, bytes] | None = None) -> bytes:
    number = page(pdf)
    return updated(pdf, {number: with_key(body_of(pdf, number), entry), **(extra or {})})


def in_catalogue(pdf: bytes, entry: bytes, extra: dict[int, bytes] | None = None) -> bytes:
    root = told_of(pdf)["root"]
    return updated(pdf, {root: with_key(body_of(pdf, root), entry), **(extra or {})})


def annotation(kind: bytes, more: bytes = b"") -> bytes:
    return b"<</Type/Annot/Subtype/%s/Rect[50 50 500 800]/AP<</N %d 0 R>>%s>>" % (
        kind,
        FREE + 1,
        more,
    )


def with_annotation(kind: bytes, more: bytes = b"") -> Attack:
    def attack(pdf: bytes) -> bytes:
        extra = {FREE: annotation(kind, more), FREE + 1: stream(COVER, FORM)}
        return on_page(pdf, b"/Annots[%d 0 R]" % FREE, extra)

    return attack


def with_field(kind: bytes, more: bytes = b"", form: bytes = b"") -> Attack:
    """A field of the form, of any kind, shown over the page."""

    def attack(pdf: bytes) -> bytes:
        number, root = page(pdf), told_of(pdf)["root"]
        field = annotation(b"Widget", b"/FT/%s/T(Campo)/P %d 0 R%s" % (kind, number, more))
        return updated(
            pdf,
            {
                number: with_key(body_of(pdf, number), b"/Annots[%d 0 R]" % FREE),
                root: with_key(
                    body_of(pdf, root), b"/AcroForm<</Fields[%d 0 R]%s>>" % (FREE, form)
                ),
                FREE: field,
                FREE + 1: stream(COVER, FORM),
            },
        )

    return attack


def covered(pdf: bytes) -> bytes:
    """The page drawn anew, with something over it."""
    number = page(pdf)
    body = body_of(pdf, number)
    drawn = re.search(rb"/Contents (\d+ 0 R)", body)
    assert drawn is not None
    changed = body.replace(drawn[0], b"/Contents[%s %d 0 R]" % (drawn[1], FREE))
    return updated(pdf, {number: changed, FREE: stream(COVER)})


def drawn_again(pdf: bytes) -> bytes:
    """The very object that draws the page, replaced."""
    drawn = re.search(rb"/Contents (\d+) 0 R", body_of(pdf, page(pdf)))
    assert drawn is not None
    return updated(pdf, {int(drawn[1]): stream(COVER)})


def drawing_taken_as_annotations(pdf: bytes) -> bytes:
    """What draws the page becomes the list of its annotations: the page shows nothing."""
    number = page(pdf)
    body = body_of(pdf, number)
    drawn = re.search(rb"/Contents (\d+) 0 R", body)
    assert drawn is not None
    holder = int(drawn[1])
    return updated(pdf, {number: with_key(body, b"/Annots %d 0 R" % holder), holder: b"[]"})


def other_kids(pdf: bytes) -> bytes:
    tree = re.search(rb"/Pages (\d+) 0 R", body_of(pdf, told_of(pdf)["root"]))
    assert tree is not None
    kids = b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % FREE
    blank = b"<</Type/Page/Parent %s 0 R/MediaBox[0 0 100 100]>>" % tree[1]
    return updated(pdf, {int(tree[1]): kids, FREE: blank})


def other_root(pdf: bytes) -> bytes:
    made = updated(pdf, {FREE: body_of(pdf, told_of(pdf)["root"])})
    here = b"/Root %d 0 R/Info" % told_of(pdf)["root"]
    return pdf + made[len(pdf) :].replace(here, b"/Root %d 0 R/Info" % FREE)


def other_title(pdf: bytes) -> bytes:
    info = told_of(pdf)["info"]
    changed = re.sub(rb"/Title\([^)]*\)", b"/Title(Altro)", body_of(pdf, info))
    assert b"Altro" in changed
    return updated(pdf, {info: changed})


def other_description(pdf: bytes) -> bytes:
    """The words in the metadata that say where the document comes from."""
    found = re.search(rb"/Metadata (\d+) 0 R", body_of(pdf, told_of(pdf)["root"]))
    assert found is not None
    body = body_of(pdf, int(found[1]))
    inside = body[body.index(b"<?xpacket") : body.rindex(b"endstream")]
    changed = inside.replace(b"dati ", b"dati 0")
    return updated(pdf, {int(found[1]): stream(changed, b"/Type/Metadata/Subtype/XML")})


def freed(pdf: bytes) -> bytes:
    made = updated(pdf, {FREE: b"null"})
    drawn = re.search(rb"/Contents (\d+) 0 R", body_of(pdf, page(pdf)))
    assert drawn is not None
    section = b"%d 1\n0000000000 00001 f \n" % int(drawn[1])
    here = b"xref\n%d 1\n" % FREE
    return pdf + made[len(pdf) :].replace(here, b"xref\n" + section + b"%d 1\n" % FREE)


ATTACKS: Final[dict[str, Attack]] = {
    "a page covered": covered,
    "a drawing replaced": drawn_again,
    "a drawing that is a list": drawing_taken_as_annotations,
    "a page turned": lambda pdf: on_page(pdf, b"/Rotate 180"),
    "a page cut": lambda pdf: on_page(pdf, b"/CropBox[0 0 10 10]"),
    "a page that does something": lambda pdf: on_page(
        pdf, b"/AA<</O<</S/JavaScript/JS(app.alert)>>>>"
    ),
    "a page scaled": lambda pdf: on_page(pdf, b"/UserUnit 9"),
    "a stamp": with_annotation(b"Stamp"),
    "a note": with_annotation(b"FreeText", b"/Contents(Respinta)/DA(/F 9 Tf)"),
    "a comment": with_annotation(b"Text"),
    "a link": with_annotation(b"Link", b"/A<</S/URI/URI(http://example.org)>>"),
    "a drawn shape": with_annotation(b"Square"),
    "words crossed out": with_annotation(b"StrikeOut"),
    "a hidden film": with_annotation(b"Screen"),
    "a field to fill in": with_field(b"Tx", b"/V(Respinta)"),
    "a button": with_field(b"Btn"),
    "a choice": with_field(b"Ch"),
    "a field drawn by the reader": with_field(b"Sig", form=b"/NeedAppearances true"),
    "a form of another kind": with_field(b"Sig", form=b"/XFA(x)"),
    "a field that does something": with_field(b"Sig", b"/AA<</E<</S/JavaScript/JS(x)>>>>"),
    "a field that is a link": with_field(b"Sig", b"/A<</S/URI/URI(http://example.org)>>"),
    "a field that may be hidden": with_field(b"Sig", b"/OC %d 0 R" % FREE),
    "a field that grows": with_field(b"Sig", b"/F 8"),
    "a field with a border all over": with_field(b"Sig", b"/Border[0 0 900]"),
    "a field with a style all over": with_field(b"Sig", b"/BS<</W 900>>"),
    "a field that changes look": with_field(b"Sig", b"/AS/Off"),
    "a field without a signature": with_field(b"Sig"),
    "an attachment": lambda pdf: in_catalogue(
        pdf, b"/Names<</EmbeddedFiles<</Names[(x)%d 0 R]>>>>" % FREE, {FREE: stream(b"x")}
    ),
    "an associated file": lambda pdf: in_catalogue(pdf, b"/AF[%d 0 R]" % FREE, {FREE: b"<<>>"}),
    "a script at opening": lambda pdf: in_catalogue(
        pdf, b"/OpenAction<</S/JavaScript/JS(app.alert)>>"
    ),
    "an action at closing": lambda pdf: in_catalogue(pdf, b"/AA<</WC<</S/JavaScript/JS(x)>>>>"),
    "layers": lambda pdf: in_catalogue(pdf, b"/OCProperties<</OCGs[]/D<<>>>>"),
    "a collection": lambda pdf: in_catalogue(pdf, b"/Collection<</View/T>>"),
    "an address": lambda pdf: in_catalogue(pdf, b"/URI<</Base(http://example.org)>>"),
    "something unknown": lambda pdf: in_catalogue(pdf, b"/Altro 1"),
    "proofs with a file": lambda pdf: in_catalogue(
        pdf, b"/DSS<</Certs[%d 0 R]/EF 1>>" % FREE, {FREE: stream(b"x")}
    ),
    "an odd version": lambda pdf: in_catalogue(pdf, b"/Version/Altro"),
    "other pages": other_kids,
    "another catalogue": other_root,
    "another title": other_title,
    "another description": other_description,
    "an object taken away": freed,
    "an object that nobody names": lambda pdf: updated(pdf, {FREE: b"<</Altro 1>>"}),
    "a file that nobody names": lambda pdf: updated(
        pdf, {FREE: stream(b"x", b"/Type/EmbeddedFile")}
    ),
    "an update of nothing": lambda pdf: updated(pdf, {}),
    "encryption": lambda pdf: updated(pdf, {FREE: b"null"}, trailer=b"/Encrypt<<>>"),
    "a second table": lambda pdf: updated(pdf, {FREE: b"null"}, trailer=b"/XRefStm 99"),
    "an update of something older": lambda pdf: updated(pdf, {FREE: b"null"}, prev=9),
    "an update of itself": lambda pdf: updated(pdf, {FREE: b"null"}, prev=len(pdf) + 1),
    "bytes": lambda pdf: pdf + b"\nqualcosa",
    "nothing but the end": lambda pdf: pdf + b"\n%%EOF\n",
    "a second end": lambda pdf: pdf + b"\nstartxref\n%d\n%%%%EOF\n" % told_of(pdf)["table"],
    "the words of a signature": lambda pdf: pdf + b"\n%/Type/Sig/ByteRange[0 1 2 3]\n%%EOF\n",
    "the beginning of one": lambda pdf: (
        pdf + b"\n9 0 obj\n<</Type/Sig/ByteRange[0 10 20 30]>>\nendobj\n%%EOF\n"
    ),
    "the document once more": lambda pdf: pdf + pdf,
    "an object beside the table": lambda pdf: updated(
        pdf, {FREE: b"null"}, before=b"\n%d 0 obj\n<</A 1>>\nendobj\n" % (FREE + 1)
    ),
    "a table that says another place": lambda pdf: updated(pdf, {FREE: b"null"}, places={FREE: 17}),
    "a long remark": lambda pdf: updated(pdf, {FREE: b"null"}, before=b"\n%" + b"x" * 500 + b"\n"),
}


WHY: Final[dict[str, str]] = {
    "a page covered": "cambia una pagina («Contents»)",
    "a drawing replaced": "cambia una parte del documento",
    "a drawing that is a list": "cambia una parte del documento",
    "a page turned": "cambia una pagina («Rotate»)",
    "a page cut": "cambia una pagina («CropBox»)",
    "a page that does something": "cambia una pagina («AA»)",
    "a page scaled": "cambia una pagina («UserUnit»)",
    "a stamp": "aggiunge qualcosa sopra una pagina",
    "a note": "aggiunge qualcosa sopra una pagina",
    "a comment": "aggiunge qualcosa sopra una pagina",
    "a link": "aggiunge qualcosa sopra una pagina",
    "a drawn shape": "aggiunge qualcosa sopra una pagina",
    "words crossed out": "aggiunge qualcosa sopra una pagina",
    "a hidden film": "aggiunge qualcosa sopra una pagina",
    "a field to fill in": "ha un campo che non è di una firma",
    "a button": "ha un campo che non è di una firma",
    "a choice": "ha un campo che non è di una firma",
    "a field drawn by the reader": "chiede di ridisegnare il modulo",
    "a form of another kind": "ha un modulo da riempire",
    "a field that does something": "ha un campo che non è solo di una firma",
    "a field that is a link": "ha un campo che non è solo di una firma",
    "a field that may be hidden": "ha un campo che non è solo di una firma",
    "a field that grows": "ha un riquadro che cambia posto con la pagina",
    "a field with a border all over": "ha un riquadro con un bordo troppo largo",
    "a field with a style all over": "ha un riquadro con un bordo troppo largo",
    "a field that changes look": "ha un campo che non è solo di una firma",
    "a field without a signature": "non è una firma",
    "an attachment": "cambia il documento («Names»)",
    "an associated file": "cambia il documento («AF»)",
    "a script at opening": "cambia il documento («OpenAction»)",
    "an action at closing": "cambia il documento («AA»)",
    "layers": "cambia il documento («OCProperties»)",
    "a collection": "cambia il documento («Collection»)",
    "an address": "cambia il documento («URI»)",
    "something unknown": "cambia il documento («Altro»)",
    "proofs with a file": "ha prove di validità con qualcosa di più dentro",
    "an odd version": "cambia il documento",
    "other pages": "cambia una pagina («Kids»)",
    "another catalogue": "cambia il documento",
    "another title": "cambia i metadati del documento",
    "another description": "cambia i metadati del documento",
    "an object taken away": "cambia una parte del documento",
    "an object that nobody names": "ha oggetti che non sono di una firma",
    "a file that nobody names": "ha oggetti che non sono di una firma",
    "an update of nothing": "non è una firma",
    "encryption": "non continua quello che c'è prima",
    "a second table": "non continua quello che c'è prima",
    "an update of something older": "non continua quello che c'è prima",
    "an update of itself": "non continua quello che c'è prima",
    "bytes": "non è un aggiornamento regolare di un PDF",
    "nothing but the end": "non è un aggiornamento regolare di un PDF",
    "a second end": "non è un aggiornamento regolare di un PDF",
    "the words of a signature": "non è un aggiornamento regolare di un PDF",
    "the beginning of one": "non è un aggiornamento regolare di un PDF",
    "the document once more": "ha una tabella che dice un altro posto",
    "an object beside the table": "ha oggetti che la sua tabella non dice",
    "a table that says another place": "ha una tabella che dice un altro posto",
    "a long remark": "non è un aggiornamento regolare di un PDF",
}
"""What is said of each: the fault that was put there, and no other."""

HARMLESS_ONCE_SIGNED: Final = {"a field without a signature", "an update of nothing"}


def why(forged: bytes) -> str:
    with pytest.raises(Alien) as refused:
        added(document(), forged)
    return str(refused.value)


@pytest.mark.parametrize("name", ATTACKS)
def test_what_is_added_and_is_no_signature_is_told(name: str) -> None:
    forged = ATTACKS[name](document())
    assert forged.startswith(document())

    assert why(forged) == WHY[name]


@pytest.mark.parametrize("name", misura.part(sorted(ATTACKS.keys() - HARMLESS_ONCE_SIGNED), 3))
def test_a_strangers_signature_over_it_does_not_help(name: str) -> None:
    try:
        signed = penna.signed_pdf(ATTACKS[name](document()), penna.BRUNO, field="Altra")
    except (PdfError, ValueError):  # the program that signs does not read it
        assert WHY[name] in UNREADABLE
        return

    assert why(signed) == WHY[name]


UNREADABLE: Final = {
    "non è un aggiornamento regolare di un PDF",
    "non continua quello che c'è prima",
}


def test_an_empty_place_that_covers_the_page_is_seen_when_another_is_signed() -> None:
    forged = penna.signed_pdf(ATTACKS["a field without a signature"](document()), field="Altra")

    (place,) = added(document(), forged).empty

    assert place.covers == "copre gran parte della pagina"
