"""What of a page of ours is under the rectangle of a visible signature.

The pages are those that rete makes: text in fonts of two bytes a glyph whose widths are told
(ISO 32000-1, 9.7.4.3), pictures, lines. Anything else is «cannot tell».
"""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from rete.errors import CannotTell
from rete.firme.guard import or_cannot_tell
from rete.firme.pdf_base import Base
from rete.firme.pdf_content import Operand, operations
from rete.firme.pdf_values import Box, Dictionary, Name, Object, Stream, listed
from rete.firme.values import Place, Unreadable

Matrix = tuple[float, float, float, float, float, float]

_SAME: Final[Matrix] = (1, 0, 0, 1, 0, 0)
_ABOVE, _BELOW = 0.7, 0.2  # of its size, how far a letter goes from the line that it stands on
_TOUCHING: Final = 1.0  # points: less than this is two edges side by side
_THIRD: Final = 1 / 3
_MUCH: Final = 0.25
_BLANK: Final = re.compile(rb"<([0-9A-Fa-f]{4})> <(?:0020|00[Aa]0|002[Ee]|005[Ff]|2026)>\s")
"""A code of one letter that is a space, a dot, a line or three dots."""
_UNUSUAL: Final = {"'", '"', "T*", "TD", "Tc", "Tw", "Tz", "TL", "Ts", "sh"}
_UNSEEN: Final = "non si riesce a dire che cosa c'è sotto il riquadro di una firma"


def place_of(base: Base, page: int, box: Box, others: Sequence[Box] = ()) -> Place:
    """Where a rectangle stands on a page, in words, and whether it hides something."""
    left, bottom, right, top = base.pages[page - 1].box
    box = max(box[0], left), max(box[1], bottom), min(box[2], right), min(box[3], top)
    if box[0] >= box[2] or box[1] >= box[3]:
        return Place(page=page, where=None, covers=None)
    across = ((box[0] + box[2]) / 2 - left) / (right - left)
    up = ((box[1] + box[3]) / 2 - bottom) / (top - bottom)
    high = "in alto" if up > 1 - _THIRD else "in basso" if up < _THIRD else "a metà altezza"
    side = "a destra" if across > 1 - _THIRD else "a sinistra" if across < _THIRD else "al centro"
    meets = any(_meet(box, other) for other in others)
    return Place(page=page, where=f"{high} {side}", covers=_covers(base, page, box), meets=meets)


def _covers(base: Base, page: int, box: Box) -> str | CannotTell | None:
    left, bottom, right, top = base.pages[page - 1].box
    if (box[2] - box[0]) * (box[3] - box[1]) > _MUCH * (right - left) * (top - bottom):
        return "copre gran parte della pagina"
    return _over_text(base, page, box)


@or_cannot_tell(_UNSEEN)
def _over_text(base: Base, page: int, box: Box) -> str | None:
    hides = any(_meet(box, drawn) for drawn in _drawn(base, page))
    return "sta sopra a del testo del documento" if hides else None


def _meet(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    return across > _TOUCHING and up > _TOUCHING


def _drawn(base: Base, page: int) -> Iterator[Box]:
    """The boxes of the text and of the pictures of a page."""
    entries = _entries(base.get(base.pages[page - 1].ref))
    pen = _Pen(_Fonts(base, entries.get("/Resources")))
    contents = entries.get("/Contents")
    for ref in contents if isinstance(contents, list) else [contents]:
        stream = base.get(ref)
        if not isinstance(stream, Stream):
            raise Unreadable(_UNSEEN)
        yield from pen.boxes(stream)


class _Fonts:
    """The fonts of a page, and its pictures."""

    def __init__(self, base: Base, resources: Object) -> None:
        self._get = base.get
        found = _entries(base.get(resources))
        self._named = _entries(base.get(found.get("/Font")))
        self._drawings = base.get(found.get("/XObject"))
        self._read: dict[str, _Font] = {}

    def named(self, name: str) -> "_Font":
        """A font, read once."""
        if name not in self._read:
            self._read[name] = _Font(self._get, _entries(self._get(self._named.get(name))))
        return self._read[name]

    def is_picture(self, name: object) -> bool:
        """Whether what is drawn by that name is a picture: anything else may hold text."""
        drawings = self._drawings if isinstance(self._drawings, dict) else {}
        found = self._get(drawings.get(str(name)))
        return isinstance(found, Stream) and found.entries.get("/Subtype") == Name("/Image")


class _Font:
    """The widths of the glyphs of a font, and which of them are blank."""

    def __init__(self, get: Callable[[Object], Object], entries: Dictionary) -> None:
        inside = get(entries.get("/DescendantFonts"))
        if entries.get("/Encoding") != Name("/Identity-H") or not isinstance(inside, list):
            raise Unreadable(_UNSEEN)
        told = _entries(get(inside[0]))
        self._widths = _widths(listed(get(told.get("/W"))))
        self._otherwise = _number(told.get("/DW", 1000))
        letters = get(entries.get("/ToUnicode"))
        content = letters.source.data if isinstance(letters, Stream) else b""
        self._blanks = {bytes.fromhex(one[1].decode()) for one in _BLANK.finditer(content)}

    def advance(self, text: bytes) -> float:
        """How far a text goes, in thousandths of the size of its letters."""
        codes = map(int.from_bytes, _glyphs(text))
        return sum(self._widths.get(code, self._otherwise) for code in codes)

    def is_blank(self, text: bytes) -> bool:
        """Whether a text is only spaces, or the dots and lines on which one writes by hand."""
        return self._blanks.issuperset(_glyphs(text))


def _glyphs(text: bytes) -> Iterator[bytes]:
    return (text[at : at + 2] for at in range(0, len(text), 2))


def _entries(value: Object) -> Dictionary:
    if not isinstance(value, dict):
        raise Unreadable(_UNSEEN)
    return value


def _widths(told: list[Object]) -> dict[int, float]:
    """`/W`: «c [w1 w2 …]» for codes from c on, «c d w» for those from c to d."""
    found: dict[int, float] = {}
    left = iter(told)
    for value in left:
        first, then = int(_number(value)), next(left)
        if isinstance(then, list):
            found |= {first + at: _number(width) for at, width in enumerate(then)}
        else:
            width = _number(next(left))
            found |= dict.fromkeys(range(first, int(_number(then)) + 1), width)
    return found


class _Pen:
    """What draws a page: where it is, in which font, what it leaves."""

    def __init__(self, fonts: _Fonts) -> None:
        self._fonts = fonts
        self._kept: list[tuple[Matrix, str, float]] = []
        self._at: Matrix = _SAME
        self._text: Matrix = _SAME
        self._line: Matrix = _SAME
        self._font, self._size = "", 0.0

    def boxes(self, stream: Stream) -> Iterator[Box]:
        for operator, given in operations(stream.source.data):
            if operator in _UNUSUAL:
                raise Unreadable(_UNSEEN)
            yield from self._one(operator, given)

    def _one(self, operator: str, given: list[Operand]) -> Iterator[Box]:
        match operator:
            case "q":
                self._kept.append((self._at, self._font, self._size))
            case "Q":
                self._at, self._font, self._size = self._kept.pop()
            case "cm":
                self._at = _times(_matrix(given), self._at)
            case "BT":
                self._text = self._line = _SAME
            case "Tm":
                self._text = self._line = _matrix(given)
            case "Td":
                self._text = self._line = _times(_matrix([1.0, 0.0, 0.0, 1.0, *given]), self._line)
            case "Tf":
                self._font, self._size = str(given[0]), _number(given[1])
            case "Tj" | "TJ":
                first = given[0]
                yield from self._written(first if isinstance(first, list) else given)
            case "Do":
                yield self._picture(given[0])
            case _:
                pass  # colours, lines: nothing that is read

    def _picture(self, name: Operand) -> Box:
        if not self._fonts.is_picture(name):
            raise Unreadable(_UNSEEN)
        return _box((0, 0, 1, 1), self._at)

    def _written(self, pieces: list[Operand]) -> Iterator[Box]:
        ahead, is_blank = 0.0, True
        for piece in pieces:
            if isinstance(piece, bytes):
                font = self._fonts.named(self._font)
                is_blank = is_blank and font.is_blank(piece)
                ahead += font.advance(piece)
            else:
                ahead -= _number(piece)
        width = ahead * self._size / 1000
        box = (0.0, -_BELOW * self._size, width, _ABOVE * self._size)
        if not is_blank:
            yield _box(box, _times(self._text, self._at))
        self._text = _times((1, 0, 0, 1, width, 0), self._text)


def _matrix(given: list[Operand]) -> Matrix:
    a, b, c, d, e, f = (_number(one) for one in given)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        *(a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s),
        *(e * p + f * r + t, e * q + f * s + u),
    )


def _box(box: Box, by: Matrix) -> Box:
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [x * by[0] + y * by[2] + by[4] for x, y in corners]
    ys = [x * by[1] + y * by[3] + by[5] for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _number(value: object) -> float:
    if not isinstance(value, int | float | Decimal):
        raise Unreadable(_UNSEEN)
    return float(value)
