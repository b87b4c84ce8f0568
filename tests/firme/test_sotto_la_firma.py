"""What is under a signature on a page: text and pictures, not lines nor the dots to write on."""

import io

import pytest
from pypdf import PdfReader

from rete.errors import CannotTell
from rete.firme.pdf_base import Base
from rete.firme.pdf_content import operations
from rete.firme.pdf_covered import place_of
from rete.firme.pdf_values import Name
from rete.firme.values import Unreadable
from tests.aiuti.carte import document


@pytest.fixture
def base() -> Base:
    return Base(document())


def test_text_is_found_where_another_reader_finds_it(base: Base) -> None:
    words: list[tuple[float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip(" .…_\n"):
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            words.append((x, y))

    PdfReader(io.BytesIO(document())).pages[0].extract_text(visitor_text=visit)
    assert len(words) > 20
    words = words[:: len(words) // 20]

    missed = [
        (x, y)
        for x, y in words
        if 0 < x < 595 and place_of(base, 1, (x + 0.5, y, x + 4, y + 4)).covers is None
    ]
    assert missed == []


def test_an_empty_strip_hides_nothing_and_one_with_words_does(base: Base) -> None:
    def covers(bottom: int, top: int) -> object:
        return place_of(base, 1, (40, bottom, 560, top)).covers

    assert [covers(bottom, bottom + 60) for bottom in (90, 150, 210)] == [None] * 3
    assert covers(30, 60) == covers(600, 700) == "sta sopra a del testo del documento"


@pytest.mark.parametrize(
    ("box", "where"),
    [
        ((60, 90, 100, 110), "in basso a sinistra"),
        ((280, 90, 320, 110), "in basso al centro"),
        ((500, 90, 550, 110), "in basso a destra"),
        ((500, 400, 550, 420), "a metà altezza a destra"),
        ((60, 800, 100, 820), "in alto a sinistra"),
    ],
)
def test_a_place_is_told_as_one_would_say_it(
    base: Base, box: tuple[float, float, float, float], where: str
) -> None:
    assert place_of(base, 1, box).where == where


def test_a_quarter_of_the_page_is_too_much(base: Base) -> None:
    left, bottom, right, top = base.pages[0].box
    height = (top - bottom) / 4

    assert place_of(base, 1, (left, 70, right, 70 + height * 0.99)).covers is None
    assert place_of(base, 1, (left, 70, right, 70 + height * 1.01)).covers == (
        "copre gran parte della pagina"
    )


def test_what_is_drawn_in_a_way_that_is_not_known_cannot_be_told(
    base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rete.firme import pdf_covered

    for operator in ("Tc", "T*", "sh", "Do"):
        monkeypatch.setattr(pdf_covered, "operations", lambda _, one=operator: iter([(one, [b""])]))
        assert isinstance(place_of(base, 1, (60, 90, 100, 110)).covers, CannotTell)


def test_the_operators_of_a_page_are_read_as_they_are_written() -> None:
    content = b"q 1 0 0 -1 5. .5 cm\n/F 9 Tf[(a\\(b\\)\\101\\n(c))-5<4142>]TJ f* true gs%x\nQ"

    assert list(operations(content)) == [
        ("q", []),
        ("cm", [1.0, 0.0, 0.0, -1.0, 5.0, 0.5]),
        ("Tf", [Name("/F"), 9.0]),
        ("TJ", [[b"a(b)A\n(c)", -5.0, b"AB"]]),
        ("f*", []),
        ("gs", [Name("true")]),
        ("Q", []),
    ]


@pytest.mark.parametrize("content", [b"(a", b"BI /W 1 ID x EI", b"[1 2 Tj", b"\xff", b"<4x>"])
def test_a_page_that_cannot_be_read_is_not_guessed(content: bytes) -> None:
    with pytest.raises(Unreadable):
        list(operations(content))
