"""The form of a PDF: its fields for signatures, the signatures in them, how they look on a page."""

from typing import Final

from rete.firme.pdf_state import State, dictionary
from rete.firme.pdf_values import Name, Object, Ref, Stream
from rete.firme.values import Alien
from rete.records import dataclass

_FORM: Final = {"/Fields", "/SigFlags", "/DR", "/DA", "/Q", "/NeedAppearances", "/Type"}
_FIELD: Final = {
    *{"/FT", "/T", "/TU", "/TM", "/Ff", "/V", "/Kids", "/Parent", "/Lock", "/SV", "/DA", "/Q"},
    *{"/Type", "/Subtype", "/Rect", "/P", "/F", "/AP", "/MK", "/BS", "/Border", "/NM", "/M"},
    *{"/DR", "/StructParent", "/C", "/CA"},
}
_OF_A_FIELD: Final = {"/T", "/V", "/Kids"}
_ELSEWHERE: Final = {"/Kids", "/AP", "/V", "/Parent", "/P"}
"""Of a field: what leads to other fields, to the page, or is looked at by itself."""
_LOOK: Final = {
    *{"/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Group", "/Name"},
    *{"/Length", "/Filter", "/DecodeParms", "/LastModified"},
}
_SIGNATURE: Final = {
    *{"/Type", "/Filter", "/SubFilter", "/Contents", "/ByteRange", "/Cert", "/Reference", "/V"},
    *{"/Changes", "/Name", "/M", "/Location", "/Reason", "/ContactInfo", "/R"},
    *{"/Prop_Build", "/Prop_AuthTime", "/Prop_AuthType"},
}
_BORDER_AT_MOST: Final = 3
_HIDDEN, _NO_ZOOM, _NO_ROTATE, _TOGGLE = 2, 8, 16, 256
_DEEPEST: Final = 8
_CHANGED: Final = "cambia una firma che c'era già"


@dataclass(frozen=True, kw_only=True)
class Widget:
    """Where a field stands, on the page that it names or that names it.

    ``box`` is left, bottom, right, top; None where nothing is shown.
    """

    ref: Ref
    page: Ref | None
    box: tuple[float, float, float, float] | None


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field for a signature, and the dictionary of the one in it, if any.

    ``signed_here`` is whether the update under examination put it there.
    """

    signature: dict[str, Object] | None
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
    state.claim_all(form.get("/DR"), why=_CHANGED, frozen=False, streams=True)
    listed = _refs(state, form.get("/Fields"))
    known = _refs_before(state, before.get("/Fields") if isinstance(before, dict) else None)
    if any(one not in listed for one in known):
        raise Alien("toglie un campo del modulo")
    reading = _Reading(state)
    for one in listed:
        reading.field(one, inherited=None, depth=0)
    return tuple(reading.found)


def _refs(state: State, value: Object) -> list[Ref]:
    state.claim_changed(value)
    found = state.get(value)
    if found is None:
        return []
    if not isinstance(found, list):
        raise Alien("ha un modulo che non si legge")
    return [_ref(one) for one in found]


def _ref(value: Object) -> Ref:
    if not isinstance(value, Ref):
        raise Alien("ha un campo che non si legge")
    return value


def _refs_before(state: State, value: Object) -> list[Object]:
    found = state.was(value)
    return found if isinstance(found, list) else []


class _Reading:
    """Fields found while going down their tree."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.found: list[Field] = []

    def field(self, ref: Ref, *, inherited: Object, depth: int) -> None:
        state = self._state
        entries = dictionary(state.get(ref), "ha un campo che non si legge")
        if depth > _DEEPEST or entries.keys() - _FIELD:
            raise Alien("ha un campo che non è solo di una firma")
        kind = entries.get("/FT", inherited)
        was = state.was(ref) if state.known(ref.num) else None
        frozen = isinstance(was, dict) and "/V" in was
        self._claim(ref, entries, frozen=frozen)
        kids = _refs(state, entries.get("/Kids")) if not frozen else self._frozen_kids(entries)
        if kids and kind != Name("/Sig") and "/V" not in entries:
            for kid in kids:
                self.field(kid, inherited=kind, depth=depth + 1)
            return
        if kind != Name("/Sig"):
            raise Alien("ha un campo che non è di una firma")
        for kid in kids:
            self._refuse_field(kid)
        own = [ref] if "/Rect" in entries else []
        widgets = tuple(self._widget(one, frozen=frozen) for one in (*own, *kids))
        signature = self._signature(entries, frozen=frozen)
        self.found.append(
            Field(signature=signature, signed_here=not frozen and bool(signature), widgets=widgets)
        )

    def _refuse_field(self, kid: Ref) -> None:
        """Alien where what a signature shows is a field of its own: to fill in, or signed apart."""
        entries = dictionary(self._state.get(kid), "ha un campo che non si legge")
        if _OF_A_FIELD & entries.keys() or entries.get("/FT", Name("/Sig")) != Name("/Sig"):
            raise Alien("ha un campo che non è solo di una firma")

    def _frozen_kids(self, entries: dict[str, Object]) -> list[Ref]:
        value = entries.get("/Kids")
        self._state.claim(value, why=_CHANGED, frozen=True)
        found = self._state.get(value)
        return [_ref(one) for one in found] if isinstance(found, list) else []

    def _claim(self, ref: Ref, entries: dict[str, Object], *, frozen: bool) -> None:
        state = self._state
        state.claim(ref, why=_CHANGED, frozen=frozen)
        for key in _FIELD - _ELSEWHERE:
            streams = key in {"/DR", "/MK"}
            state.claim_all(entries.get(key), why=_CHANGED, frozen=frozen, streams=streams)

    def _widget(self, ref: Ref, *, frozen: bool) -> Widget:
        state = self._state
        entries = dictionary(state.get(ref), "ha un campo che non si legge")
        if entries.keys() - _FIELD or entries.get("/Subtype") != Name("/Widget"):
            raise Alien("ha un campo che non è solo di una firma")
        self._claim(ref, entries, frozen=frozen)
        flags = entries.get("/F", 0)
        if not isinstance(flags, int) or flags & (_NO_ZOOM | _NO_ROTATE | _TOGGLE):
            raise Alien("ha un riquadro che cambia posto con la pagina")
        self._refuse_wide_border(entries)
        looks = state.get(entries.get("/AP"))
        self._look(entries.get("/AP"), looks, frozen=frozen)
        box = _box(state.get(entries.get("/Rect")))
        seen = box is not None and not flags & _HIDDEN
        page = entries.get("/P")
        page = page if isinstance(page, Ref) else None
        return Widget(ref=ref, page=page, box=box if seen else None)

    def _look(self, holder: Object, looks: Object, *, frozen: bool) -> None:
        state = self._state
        if looks is None:
            return
        state.claim(holder, why=_CHANGED, frozen=frozen)
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
        state.claim_all(look.get("/N"), why=_CHANGED, frozen=frozen, streams=True)

    def _refuse_wide_border(self, entries: dict[str, Object]) -> None:
        border, style = self._state.get(entries.get("/Border")), self._state.get(entries.get("/BS"))
        widths = border[2:3] if isinstance(border, list) else []
        if isinstance(style, dict):
            widths = [*widths, style.get("/W", 1)]
        for width in widths:
            if isinstance(width, Ref | bool) or not _is_number(width) or width > _BORDER_AT_MOST:  # type: ignore[operator]
                raise Alien("ha un riquadro con un bordo troppo largo")

    def _signature(self, entries: dict[str, Object], *, frozen: bool) -> dict[str, Object] | None:
        if "/V" not in entries:
            return None
        state = self._state
        found = dictionary(state.get(entries["/V"]), "ha una firma che non si legge")
        if found.keys() - _SIGNATURE:
            raise Alien("ha una firma con qualcosa di più dentro")
        state.claim_all(entries["/V"], why=_CHANGED, frozen=frozen, streams=False)
        return found


def _is_number(value: Object) -> bool:
    from decimal import Decimal

    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _box(value: Object, *, empty: bool = False) -> tuple[float, float, float, float] | None:
    """A rectangle with its corners in order; None where it holds nothing, but for ``empty``."""
    if not isinstance(value, list) or len(value) != 4 or not all(map(_is_number, value)):
        raise Alien("ha un riquadro che non si legge")
    x, y, to_x, to_y = (float(one) for one in value)  # type: ignore[arg-type]
    left, right, bottom, top = min(x, to_x), max(x, to_x), min(y, to_y), max(y, to_y)
    return (left, bottom, right, top) if empty or (left < right and bottom < top) else None
