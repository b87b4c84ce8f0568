"""The form of a PDF: its fields for signatures, the signatures in them, how they look on a page."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Final, TypeGuard

from rete.firme.pdf_state import State, dictionary
from rete.firme.pdf_values import Box, Dictionary, Name, Object, Ref, Stream, keys, listed
from rete.firme.values import Alien
from rete.records import frozen

_FORM: Final = keys("Fields SigFlags DR DA Q NeedAppearances Type")
_FIELD: Final = keys(
    "FT T TU TM Ff V Kids Parent Lock SV DA Q Type Subtype Rect P F AP MK BS Border NM M DR "
    "StructParent C CA"
)
_OF_A_FIELD: Final = keys("T V Kids")
_ELSEWHERE: Final = keys("Kids AP V Parent P")
"""Of a field: what leads to other fields, to the page, or is looked at by itself."""
_LOOK: Final = keys(
    "Type Subtype FormType BBox Matrix Resources Group Name Length Filter DecodeParms LastModified"
)
_SIGNATURE: Final = keys(
    "Type Filter SubFilter Contents ByteRange Cert Reference V Changes Name M Location Reason "
    "ContactInfo R Prop_Build Prop_AuthTime Prop_AuthType"
)
_BORDER_AT_MOST: Final = 3
_HIDDEN, _NO_ZOOM, _NO_ROTATE, _TOGGLE = 2, 8, 16, 256
_DEEPEST: Final = 8
_CHANGED: Final = "cambia una firma che c'era già"
_UNREAD: Final = "ha un campo che non si legge"
_NOT_ONLY: Final = "ha un campo che non è solo di una firma"


@frozen
class Widget:
    """Where a field stands, on the page that it names or that names it.

    ``box`` is None where nothing is shown.
    """

    ref: Ref
    page: Ref | None
    box: Box | None


@frozen
class Field:
    """A field for a signature, and the dictionary of the one in it, if any.

    ``signed_here`` is whether the update under examination put it there.
    """

    signature: Dictionary | None
    signed_here: bool
    widgets: tuple[Widget, ...]


def fields(state: State, old: Object, new: Object) -> tuple[Field, ...]:
    """All fields of the form after an update; Alien for whatever is no field for a signature."""
    before = state.was(old)
    form = dictionary(state.get(new), "ha un modulo che non si legge")
    state.claim_changed(new)
    if form.keys() - _FORM:
        raise Alien("ha un modulo da riempire")
    if form.get("/NeedAppearances") not in {None, False}:
        raise Alien("chiede di ridisegnare il modulo")
    state.claim_all(form.get("/DR"), why=_CHANGED, streams=True)
    now = _refs(state, form.get("/Fields"))
    known = listed(state.was(before.get("/Fields"))) if isinstance(before, dict) else []
    if any(one not in now for one in known):
        raise Alien("toglie un campo del modulo")
    return tuple(field for one in now for field in _below(state, one, inherited=None, depth=0))


def _refs(state: State, value: Object) -> list[Ref]:
    state.claim_changed(value)
    found = state.get(value)
    if found is not None and not isinstance(found, list):
        raise Alien("ha un modulo che non si legge")
    return _all_refs(listed(found))


def _all_refs(values: list[Object]) -> list[Ref]:
    found = [one for one in values if isinstance(one, Ref)]
    if len(found) < len(values):
        raise Alien(_UNREAD)
    return found


def _below(state: State, ref: Ref, *, inherited: Object, depth: int) -> Iterator[Field]:
    """The fields of the tree that begins there."""
    entries = dictionary(state.get(ref), _UNREAD)
    if depth > _DEEPEST or entries.keys() - _FIELD:
        raise Alien(_NOT_ONLY)
    kind = entries.get("/FT", inherited)
    was = state.was(ref)
    frozen = isinstance(was, dict) and "/V" in was
    reading = _Reading(state, frozen=frozen)
    reading.claim(ref, entries)
    kids = reading.kids(entries.get("/Kids"))
    if kids and kind != Name("/Sig") and "/V" not in entries:
        for kid in kids:
            yield from _below(state, kid, inherited=kind, depth=depth + 1)
        return
    if kind != Name("/Sig"):
        raise Alien("ha un campo che non è di una firma")
    for kid in kids:  # none is a field of its own: to fill in, or signed apart
        shown = dictionary(state.get(kid), _UNREAD)
        if _OF_A_FIELD & shown.keys() or shown.get("/FT", Name("/Sig")) != Name("/Sig"):
            raise Alien(_NOT_ONLY)
    own = [ref] if "/Rect" in entries else []
    widgets = tuple(map(reading.widget, (*own, *kids)))
    signature = reading.signature(entries)
    yield Field(signature=signature, signed_here=not frozen and bool(signature), widgets=widgets)


class _Reading:
    """The parts of one field; ``frozen`` where it was signed before, so that none may change."""

    def __init__(self, state: State, *, frozen: bool) -> None:
        self._state = state
        self._frozen = frozen
        self._claim = partial(state.claim, why=_CHANGED, frozen=frozen)
        self._claim_all = partial(state.claim_all, why=_CHANGED, frozen=frozen)

    def kids(self, value: Object) -> list[Ref]:
        if not self._frozen:
            return _refs(self._state, value)
        self._claim(value)
        return _all_refs(listed(self._state.get(value)))

    def claim(self, ref: Ref, entries: Dictionary) -> None:
        self._claim(ref)
        for key in _FIELD - _ELSEWHERE:
            self._claim_all(entries.get(key), streams=key in {"/DR", "/MK"})

    def widget(self, ref: Ref) -> Widget:
        state = self._state
        entries = dictionary(state.get(ref), _UNREAD)
        if entries.keys() - _FIELD or entries.get("/Subtype") != Name("/Widget"):
            raise Alien(_NOT_ONLY)
        self.claim(ref, entries)
        flags = entries.get("/F", 0)
        if not isinstance(flags, int) or flags & (_NO_ZOOM | _NO_ROTATE | _TOGGLE):
            raise Alien("ha un riquadro che cambia posto con la pagina")
        self._refuse_wide_border(entries)
        self._look(entries.get("/AP"))
        box = _box(state.get(entries.get("/Rect")))
        page = entries.get("/P")
        page = page if isinstance(page, Ref) else None
        return Widget(ref=ref, page=page, box=None if flags & _HIDDEN else box)

    def _look(self, holder: Object) -> None:
        state = self._state
        looks = state.get(holder)
        if looks is None:
            return
        self._claim(holder)
        look = dictionary(looks, "ha un riquadro che non si legge")
        if look.keys() - {"/N"}:
            raise Alien("ha un riquadro che cambia aspetto")
        drawing = state.get(look.get("/N"))
        if drawing is None:
            return
        if not isinstance(drawing, Stream) or drawing.entries.keys() - _LOOK:
            raise Alien("ha un riquadro che non è un disegno solo")
        if _box(state.get(drawing.entries.get("/BBox")), empty=True) is None:
            raise Alien("ha un disegno senza margini")
        self._claim_all(look.get("/N"), streams=True)

    def _refuse_wide_border(self, entries: Dictionary) -> None:
        border, style = self._state.get(entries.get("/Border")), self._state.get(entries.get("/BS"))
        widths = listed(border)[2:3]
        if isinstance(style, dict):
            widths = [*widths, style.get("/W", 1)]
        for width in widths:
            if not _is_number(width) or width > _BORDER_AT_MOST:
                raise Alien("ha un riquadro con un bordo troppo largo")

    def signature(self, entries: Dictionary) -> Dictionary | None:
        if "/V" not in entries:
            return None
        found = dictionary(self._state.get(entries["/V"]), "ha una firma che non si legge")
        if found.keys() - _SIGNATURE:
            raise Alien("ha una firma con qualcosa di più dentro")
        self._claim_all(entries["/V"])
        return found


def _is_number(value: Object) -> TypeGuard[int | Decimal]:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _box(value: Object, *, empty: bool = False) -> Box | None:
    """A rectangle with its corners in order; None where it holds nothing, but for ``empty``."""
    numbers = [float(one) for one in listed(value) if _is_number(one)]
    if len(numbers) != 4 or len(listed(value)) != 4:
        raise Alien("ha un riquadro che non si legge")
    x, y, to_x, to_y = numbers
    left, right, bottom, top = min(x, to_x), max(x, to_x), min(y, to_y), max(y, to_y)
    return (left, bottom, right, top) if empty or (left < right and bottom < top) else None
