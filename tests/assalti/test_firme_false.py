"""A signed PDF changed after it was signed, or of which the signature covers only a part."""

import re
from functools import cache
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rete.firme.pdf_signatures import Added, added
from rete.firme.values import Alien
from tests.aiuti import misura, penna
from tests.aiuti.carte import document
from tests.assalti.incollare import body_of, pages_of, stream, told_of, updated, with_key

FREE: Final = 5000
FORM: Final = b"/Type/XObject/Subtype/Form/BBox[0 0 180 60]"


def signed() -> bytes:
    return penna.signed_pdf(document(), box=penna.BOX)


def numbers(pdf: bytes) -> dict[str, int]:
    """The objects of the last signature, by what they are."""
    every = {int(n) for n in re.findall(rb"[\r\n](\d+) 0 obj", pdf[len(document()) :])}
    bodies = {number: body_of(pdf, number) for number in every}
    field = next(n for n, body in bodies.items() if b"/FT /Sig" in body)
    value = re.search(rb"/V (\d+) 0 R", bodies[field])
    look = re.search(rb"/N (\d+) 0 R", bodies[field])
    assert value is not None
    assert look is not None
    return {"field": field, "value": int(value[1]), "look": int(look[1])}


def why(forged: bytes) -> str:
    with pytest.raises(Alien) as refused:
        added(document(), forged)
    return str(refused.value)


def answers(found: Added) -> list[object]:
    return [one.matches for one in found.signatures]


# --- after it was signed -----------------------------------------------------------------------


def test_what_a_signature_shows_cannot_be_changed_afterwards() -> None:
    pdf = signed()
    forged = updated(pdf, {numbers(pdf)["look"]: stream(b"1 0 0 rg 0 0 180 60 re f", FORM)})

    assert why(forged) == "cambia una firma che c'era già"
    assert why(penna.signed_pdf(forged, penna.BRUNO, field="Altra")) == why(forged)


def test_nor_what_it_says_of_itself() -> None:
    pdf = signed()
    number = numbers(pdf)["value"]
    body = body_of(pdf, number)

    assert why(updated(pdf, {number: with_key(body, b"/Reason(Altro)")})) == (
        "cambia una firma che c'era già"
    )


def test_nor_where_it_stands() -> None:
    pdf = signed()
    number = numbers(pdf)["field"]
    body = re.sub(rb"/Rect \[[^]]*\]", b"/Rect [0 0 600 800]", body_of(pdf, number))
    assert b"600 800" in body

    assert why(updated(pdf, {number: body})) == "cambia una firma che c'era già"


def test_nor_can_what_it_leads_to_be_put_there_later() -> None:
    """A picture that is named and is not there shows nothing, until an update puts it there."""
    empty = with_own_look(document(), b"", b"/MK<</I %d 0 R>>" % FREE)
    pdf = penna.signed_pdf(empty, field="Campo")
    assert answers(added(document(), pdf)) == [True]

    forged = updated(pdf, {FREE: stream(b"1 0 0 rg 0 0 180 60 re f", FORM)})

    assert why(forged) == "cambia una firma che c'era già"


def with_own_look(pdf: bytes, resources: bytes, field: bytes = b"") -> bytes:
    """A place for a signature, of which what it will show is there already."""
    page, root = pages_of(pdf)[0], told_of(pdf)["root"]
    shown = (
        b"<</FT/Sig/T(Campo)/Type/Annot/Subtype/Widget/F 4/Rect[60 90 240 150]/P %d 0 R"
        b"/AP<</N %d 0 R>>%s>>" % (page, FREE + 2, field)
    )
    return updated(
        pdf,
        {
            page: with_key(body_of(pdf, page), b"/Annots[%d 0 R]" % (FREE + 1)),
            root: with_key(
                body_of(pdf, root), b"/AcroForm<</SigFlags 3/Fields[%d 0 R]>>" % (FREE + 1)
            ),
            FREE + 1: shown,
            FREE + 2: stream(b"/X Do", FORM + resources),
        },
    )


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (b"/Ref<</F(x)>>", "ha un riquadro che non è un disegno solo"),
        (b"/OC 9 0 R", "ha un riquadro che non è un disegno solo"),
        (b"/OPI<<>>", "ha un riquadro che non è un disegno solo"),
        (b"/F(altro.pdf)", "ha un riquadro che non è un disegno solo"),
        (b"/Resources<</XObject<</X<</Subtype/PS>>>>>>", "fa qualcosa di più che mostrare"),
    ],
)
def test_a_look_that_comes_from_elsewhere_is_refused(key: bytes, told: str) -> None:
    pdf = penna.signed_pdf(with_own_look(document(), key), field="Campo")

    assert why(pdf).startswith(told)


@pytest.mark.parametrize("key", [b"/FT/Tx", b"/T(Altro)", b"/V(Respinta)", b"/Kids[]", b""])
def test_what_a_signature_shows_is_no_field_of_its_own(key: bytes) -> None:
    page, root = pages_of(document())[0], told_of(document())["root"]
    form = b"/AcroForm<</Fields[%d 0 R]>>" % FREE
    shown = b"<</Type/Annot/Subtype/Widget/Rect[60 90 240 150]/Parent %d 0 R%s>>" % (FREE, key)
    objects = {
        page: with_key(body_of(document(), page), b"/Annots[%d 0 R]" % (FREE + 1)),
        root: with_key(body_of(document(), root), form),
        FREE: b"<</FT/Sig/T(Campo)/Kids[%d 0 R]>>" % (FREE + 1),
        FREE + 1: shown,
    }
    pdf = updated(penna.signed_pdf(updated(document(), objects)), {})

    if key:
        assert why(pdf) == "ha un campo che non è solo di una firma"
    else:
        (place,) = added(document(), pdf).empty
        assert place.where == "in basso a sinistra"


def test_a_signature_taken_from_the_page_is_told() -> None:
    pdf = signed()
    page = pages_of(document())[0]
    forged = updated(pdf, {page: body_of(document(), page)})

    assert why(forged) == "toglie qualcosa da una pagina"


def test_a_signature_taken_from_the_form_is_told() -> None:
    pdf = signed()
    root = told_of(pdf)["root"]
    form = re.search(rb"/AcroForm (\d+) 0 R", body_of(pdf, root))
    assert form is not None
    forged = updated(pdf, {int(form[1]): b"<</Fields[]/SigFlags 3>>"})

    assert why(forged) == "toglie un campo del modulo"


def test_an_older_table_does_not_bring_the_older_file_back() -> None:
    pdf = signed()
    forged = pdf + b"\nstartxref\n%d\n%%%%EOF\n" % told_of(document())["table"]

    assert why(forged) == "non è un aggiornamento regolare di un PDF"


def test_two_signatures_cannot_share_a_box() -> None:
    pdf = signed()
    field = numbers(pdf)["field"]
    root = told_of(pdf)["root"]
    form = re.search(rb"/AcroForm (\d+) 0 R", body_of(pdf, root))
    assert form is not None
    both = b"<</Fields[%d 0 R %d 0 R]/SigFlags 3>>" % (field, field)

    assert why(updated(pdf, {int(form[1]): both})) == "ha lo stesso riquadro per due firme"


# --- what is not under the signature -----------------------------------------------------------


def with_range(pdf: bytes, change: tuple[int, int, int, int]) -> bytes:
    """The same file, where the signature says of itself that it covers something else."""
    found = list(re.finditer(rb"/ByteRange \[([0-9 ]+)\]", pdf))[-1]
    told = [int(one) + more for one, more in zip(found[1].split(), change, strict=True)]
    written = b"/ByteRange [%s]" % b" ".join(b"%d" % one for one in told)
    room = len(found[0])
    return pdf[: found.start()] + written[:room].ljust(room) + pdf[found.end() :]


@pytest.mark.parametrize(
    "change",
    [(1, 0, 0, 0), (0, -1, 0, 0), (0, 1, 0, 0), (0, 0, 1, -1), (0, 0, -1, 1), (0, 0, 0, -9)],
)
def test_a_hole_in_what_is_signed_is_no_signature(change: tuple[int, int, int, int]) -> None:
    assert why(with_range(signed(), change)) == (
        "ha una firma che non copre tutto quello che viene prima"
    )


def test_bytes_beside_the_signature_itself_are_no_signature() -> None:
    """Between the two parts of what is signed there is the signature, and nothing else."""
    pdf = signed()
    at = pdf.index(b"/Contents <") + len(b"/Contents <")
    forged = pdf[:at] + b"zz" + pdf[at + 2 :]

    with pytest.raises(Alien):
        added(document(), forged)


def test_something_after_the_bytes_of_a_signature_is_told() -> None:
    pdf = signed()
    start = pdf.index(b"/Contents <") + len(b"/Contents <")
    end = pdf.index(b">", start)
    forged = pdf[: end - 8] + b"deadbeef" + pdf[end:]

    assert why(forged) == "ha una firma con qualcosa di più dentro"


# --- bytes changed -----------------------------------------------------------------------------


def test_a_byte_changed_under_a_signature_makes_it_not_of_these_bytes() -> None:
    pdf = penna.signed_pdf(signed(), penna.BRUNO, field="Altra", words="x")
    at = pdf.index(b"/Firma1" if b"/Firma1" in pdf else b"(Firma1)", len(document())) + 1
    forged = bytearray(pdf)
    forged[at : at + 6] = b"Forma1"

    assert answers(added(document(), bytes(forged))) == [False, False]


def test_the_signature_of_another_document_is_not_of_these_bytes() -> None:
    """The same update after another document: its places fit only where lengths are equal."""
    other = bytearray(document())
    at = other.index(b"/Title") + 8
    other[at] ^= 1
    pdf = signed()
    moved = bytes(other) + pdf[len(document()) :]

    assert answers(added(bytes(other), moved)) == [False]


@given(st.data())
@misura.examples(every=3000, some=60)
def test_of_a_signed_file_no_changed_byte_passes(data: st.DataObject) -> None:
    pdf = bytearray(signed_once())
    start = len(document())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(start, len(pdf) - 1))
        pdf[at] = data.draw(st.integers(0, 255).filter(lambda byte, at=at: byte != pdf[at]))
    if bytes(pdf) == signed_once():
        return

    assert_not_certified(bytes(pdf))


@given(st.data())
@misura.examples(every=2000, some=40)
def test_nor_does_one_with_pieces_cut_out_doubled_or_put_in(data: st.DataObject) -> None:
    pdf = signed_once()
    start = len(document())
    low, high = sorted(data.draw(st.lists(st.integers(start, len(pdf)), min_size=2, max_size=2)))
    piece = data.draw(
        st.sampled_from([b"", pdf[low:high] * 2, b"%%EOF\n", b"startxref\n0\n", b"\0" * 99])
        | st.binary(max_size=40)
    )
    forged = pdf[:low] + piece + pdf[high:]
    if forged.rstrip() == pdf.rstrip():
        return

    assert_not_certified(forged)


@cache
def signed_once() -> bytes:
    """One signed file for all examples: no two signatures are the same bytes."""
    return signed()


def assert_not_certified(forged: bytes) -> None:
    """Whatever was done to a file, it is refused, or it is said that a signature is not of it.

    What lies in the signature itself is not signed: the certificates that are not needed, zeros.
    """
    try:
        found = added(document(), forged)
    except Alien:
        return
    if all(one is True for one in answers(found)):
        start = forged.index(b"/Contents <")
        end = forged.index(b">", start)
        assert outside(forged, start, end) == outside(signed_once(), start, end)


def outside(pdf: bytes, start: int, end: int) -> bytes:
    # What PDF takes for a blank may follow the end.
    return (pdf[:start] + pdf[end:]).rstrip(b"\0\t\n\f\r ")
