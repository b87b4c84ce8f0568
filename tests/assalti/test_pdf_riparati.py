"""A signed PDF that readers of PDF which repair files, or go by other bounds, show differently."""

import re
from typing import Final

import pytest

from rete.firme.pdf_signatures import added
from rete.firme.values import Alien
from tests.aiuti import penna
from tests.aiuti.carte import document
from tests.assalti.incollare import body_of, pages_of, stream, told_of, updated, with_key

FREE: Final = 5000
FORM: Final = b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]"
BLACK: Final = stream(b"0 0 0 rg 0 0 600 900 re f")
HIDES: Final = "nasconde qualcosa che un altro programma mostrerebbe"


def why(forged: bytes) -> str:
    with pytest.raises(Alien) as refused:
        added(document(), forged)
    return str(refused.value)


def another_page() -> bytes:
    return re.sub(rb"/Contents \d+ 0 R", b"/Contents 6001 0 R", body_of(document(), page()))


def page() -> int:
    return pages_of(document())[0]


# --- objects and tables where no table says that they are ----------------------------------------


@pytest.mark.parametrize(
    "inside",
    [
        b"endstream endobj %d 0 obj<</Type/Page>>endobj",
        b"\n%d\r\n00\tobj\n",
        b"%d 0%%of it\nobj",
        b"x\ntrailer\n<</Root %d 0 R>>",
        b"startxref %d",
        b"obj " * 101 + b"%d",
    ],
)
def test_what_holds_a_file_together_is_not_hidden_in_a_drawing(inside: bytes) -> None:
    signed = penna.signed_pdf(document())

    assert why(updated(signed, {FREE: stream(inside % page(), FORM)})) == HIDES


def test_a_table_that_only_the_last_remark_leads_to_is_seen() -> None:
    """Two readers, of three tried, go by it: they show another page under a valid signature."""
    signed = penna.signed_pdf(document())
    inner = b"%d 0 obj\n%s\nendobj\n6001 0 obj\n%s\nendobj\n" % (page(), another_page(), BLACK)
    forged = updated(signed, {FREE: stream(inner, FORM)})

    assert why(forged + b"% startxref 30000 %%EOF\n") == HIDES
    assert why(signed + b"\n% startxref 30000 %%EOF\n") == HIDES


@pytest.mark.parametrize("remark", [b"%%%d 0 obj<<>>endobj\n", b"%%%d 0\n%%x\n%%trailer\n"])
def test_nor_in_a_remark(remark: bytes) -> None:
    signed = penna.signed_pdf(document())

    assert why(updated(signed, {}, before=b"\n" + remark % page())) == HIDES


@pytest.mark.parametrize("kind", [b"/Type/ObjStm/N 1/First 4", b"/Type %d 0 R" % (FREE + 1)])
def test_a_drawing_is_no_holder_of_objects(kind: bytes) -> None:
    held = stream(b"%d 0 null" % page(), kind + b"/Subtype/Form")

    assert why(updated(penna.signed_pdf(document()), {FREE: held, FREE + 1: b"/ObjStm"})) == HIDES


def test_what_a_form_keeps_is_no_catalogue() -> None:
    root = told_of(document())["root"]
    form = b"/AcroForm<</Fields[]/DR<</Font<</F %d 0 R>>>>>>" % FREE
    objects = {root: with_key(body_of(document(), root), form), FREE: b"<</Type/Catalog>>"}

    forged = penna.signed_pdf(updated(document(), objects))

    assert why(forged) == "fa qualcosa di più che mostrare una firma"


def test_the_same_letters_by_chance_hide_nothing() -> None:
    signed = penna.signed_pdf(document())
    drawing = stream(b"an obj, endobj or 5 objects: aobj\0 trailers", FORM)

    (firma,) = added(document(), updated(signed, {FREE: drawing})).signatures

    assert firma.matches is True


def test_the_end_is_where_readers_look_for_it() -> None:
    """One of them, which found no end, showed the page without the signature on it."""
    signed = penna.signed_pdf(document()).rstrip()

    assert added(document(), signed + b"\n" * 900).signatures
    for blank in (b"\n", b" ", b"\0"):
        assert why(signed + blank * 901) == "non è un aggiornamento regolare di un PDF"


# --- numbers that are not the same to all --------------------------------------------------------


def with_size(signed: bytes, size: int) -> bytes:
    last = updated(signed, {})[len(signed) :]
    return signed + re.sub(rb"/Size \d+", b"/Size %d" % size, last)


def test_how_many_objects_there_are_is_told_truly() -> None:
    """A reader that takes a lower number at its word sees no others, or repairs the file."""
    signed = penna.signed_pdf(document())
    size = told_of(signed)["size"]

    assert added(document(), with_size(signed, size)).signatures
    for other in (-1, 0, 20, size - 1, 10**7):
        assert why(with_size(signed, other)) == "dice un altro numero di oggetti"


def shown_at(told: bytes) -> bytes:
    root = told_of(document())["root"]
    field = b"<</FT/Sig/T(Vuoto)/Type/Annot/Subtype/Widget/P %d 0 R%s>>" % (page(), told)
    objects = {
        page(): with_key(body_of(document(), page()), b"/Annots[%d 0 R]" % FREE),
        root: with_key(body_of(document(), root), b"/AcroForm<</Fields[%d 0 R]>>" % FREE),
        FREE: field,
        FREE + 1: stream(b"0 0 600 900 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]"),
    }
    return penna.signed_pdf(updated(document(), objects))


@pytest.mark.parametrize(
    "told",
    [
        b"/Rect[2147483648 0 600 800]",
        b"/Rect[4294967296 0 600 800]",
        b"/Rect[0 0 600 -99999999999.5]",
        b"/Rect[60 90 240 150]/AP<</N 4294972297 0 R>>",
        b"/Rect[60 90 240 150]/F 4294967298",
    ],
)
def test_a_number_that_is_another_to_some_readers_is_refused(told: bytes) -> None:
    assert why(shown_at(told)) == "ha oggetti di una specie che non si conosce"


def test_one_that_is_the_same_to_all_is_read() -> None:
    (place,) = added(document(), shown_at(b"/Rect[60 90 240 150]")).empty

    assert place.covers is None
