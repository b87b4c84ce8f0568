"""What an update of a document does: signatures with what they need, or something else (Alien).

Every update is held to what was there before it, from the catalogue down: what is not named here
is refused. It is stricter than the permissions that a PDF may give (DocMDP), and asks nothing of
them: filling in a form or adding a note is no signature.
"""

import re
from typing import Final

from rete.firme.pdf_base import Base, Page
from rete.firme.pdf_form import Field, fields
from rete.firme.pdf_metadata import info_is_kept, metadata_is_kept
from rete.firme.pdf_state import State, compared, dictionary
from rete.firme.pdf_values import Name, Object, Ref, Stream
from rete.firme.values import Alien
from rete.records import dataclass

_CATALOGUE: Final = "cambia il documento"
_PAGE: Final = "cambia una pagina"
_PROOFS: Final = {"/Type", "/Certs", "/OCSPs", "/CRLs", "/VRI"}
_PROOFS_OF_ONE: Final = {"/Type", "/Cert", "/OCSP", "/CRL", "/TU", "/TS"}
_LONGEST: Final = 20
_VERSION: Final = re.compile(r"/[12]\.[0-9]\Z")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A widget with the page that shows it."""

    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What an update adds: the signatures that it puts, and where every field shows."""

    signed: tuple[dict[str, Object], ...]
    shown: tuple[tuple[Field, tuple[Shown, ...]], ...]


def changes(state: State) -> Changes:
    """What an update adds to what was there; Alien where it is anything but signatures."""
    base, trailer = state.base, state.revision.trailer
    if trailer.get("/Root") != Ref(base.root):
        raise Alien(_CATALOGUE)
    state.refuse_cut()
    root = Ref(base.root)
    old = dictionary(state.was(root), _CATALOGUE)
    new = dictionary(state.get(root), _CATALOGUE)
    state.claim_changed(root, was=root)
    found: list[Field] = []
    compared(
        old,
        new,
        {
            "/AcroForm": lambda was, now: found.extend(fields(state, was, now)),
            "/DSS": lambda _, now: _proofs(state, now),
            "/Extensions": lambda _, now: _plain(state, now),
            "/Perms": lambda was, now: _permissions(state, was, now),
            "/Version": lambda _, now: _version(now),
            "/Metadata": lambda was, now: _metadata(state, was, now),
        },
        _CATALOGUE,
    )
    _info(state, trailer.get("/Info"))
    _branches(state)
    shown = _on_pages(state, found)
    state.refuse_the_rest()
    signed = tuple(f.signature for f in found if f.signed_here and f.signature is not None)
    if len(signed) > 1:  # neither could be of the bytes of the other
        raise Alien("mette più di una firma in una volta")
    return Changes(signed=signed, shown=shown)


def _plain(state: State, value: Object) -> None:
    state.claim_all(value, why=_CATALOGUE, frozen=False, streams=False)


def _permissions(state: State, old: Object, new: Object) -> None:
    """Who certified a document is said once (ISO 32000-1, 12.8.4)."""
    before, now = state.was(old), dictionary(state.get(new), _CATALOGUE)
    state.claim_changed(new)
    if now.keys() - {"/DocMDP"} or (before is not None and before != now):
        raise Alien(_CATALOGUE)


def _version(value: Object) -> None:
    if not isinstance(value, Name) or not _VERSION.match(value):
        raise Alien(_CATALOGUE)


def _metadata(state: State, old: Object, new: Object) -> None:
    if old != new:
        raise Alien(_CATALOGUE)
    if state.writes(new):
        before, now = state.was(new), state.get(new)
        if not isinstance(before, Stream) or not isinstance(now, Stream):
            raise Alien(_CATALOGUE)
        if not metadata_is_kept(before, now):
            raise Alien("cambia i metadati del documento")
        state.claim_changed(new, was=old)
        lengths = list(now.entries.values())
        state.claim_all(lengths, why=_CATALOGUE, frozen=False, streams=False)


def _info(state: State, value: Object) -> None:
    """What the document says of itself, wherever the update writes it."""
    if value is None:
        return
    before = state.was(state.base.info) or {}
    if not info_is_kept(before, state.get(value)):
        raise Alien("cambia i metadati del documento")
    state.claim_changed(value, was=state.base.info)


def _branches(state: State) -> None:
    """What holds the pages together: a known program writes its version there when it signs."""
    first = state.base.pages[0].number  # with which the branches are known
    for number in state.base.branches if first else ():
        ref = Ref(number)
        if state.writes(ref):
            own = dictionary(state.base.get(number), _PAGE)
            now = dictionary(state.get(ref), _PAGE)
            compared(own, now, {"/ITXT": lambda _, told: _short(told)}, _PAGE)
            state.claim_changed(ref, was=ref)


def _short(value: Object) -> None:
    if not isinstance(value, bytes) or len(value) > _LONGEST:
        raise Alien(_PAGE)


def _proofs(state: State, value: Object) -> None:
    """Certificates and answers kept for whoever checks later (ETSI EN 319 142-1, 5.4.2)."""
    holder = dictionary(state.get(value), _CATALOGUE)
    state.claim_changed(value)
    if holder.keys() - _PROOFS:
        raise Alien("ha prove di validità con qualcosa di più dentro")
    for key in ("/Certs", "/OCSPs", "/CRLs"):
        _proofs_in(state, holder.get(key))
    ones = state.get(holder.get("/VRI"))
    state.claim_changed(holder.get("/VRI"))
    for one in (ones if isinstance(ones, dict) else {}).values():
        if one == Name("/VRI"):
            continue
        entry = dictionary(state.get(one), _CATALOGUE)
        state.claim_changed(one)
        if entry.keys() - _PROOFS_OF_ONE:
            raise Alien("ha prove di validità con qualcosa di più dentro")
        for key in ("/Cert", "/OCSP", "/CRL"):
            _proofs_in(state, entry.get(key))
        state.claim_all(entry.get("/TS"), why=_CATALOGUE, frozen=False, streams=True)


def _proofs_in(state: State, value: Object) -> None:
    found = state.get(value)
    state.claim_changed(value)
    for one in found if isinstance(found, list) else []:
        proof = state.get(one)
        state.claim_all(one, why=_CATALOGUE, frozen=False, streams=True)
        if not isinstance(proof, Stream) or proof.entries.keys() - {
            *{"/Length", "/Filter", "/DecodeParms", "/Type"}
        }:
            raise Alien("ha prove di validità con qualcosa di più dentro")


def _on_pages(state: State, found: list[Field]) -> tuple[tuple[Field, tuple[Shown, ...]], ...]:
    """Where each field shows; a page may gain the widgets of fields, and change in nothing else."""
    every = [widget for field in found for widget in field.widgets]
    widgets = {widget.ref: widget for widget in every}
    if len(widgets) < len(every):
        raise Alien("ha lo stesso riquadro per due firme")
    places: dict[Ref, list[Shown]] = {}
    numbers = {Ref(page.number): place for place, page in enumerate(state.base.pages, start=1)}
    for number, page in enumerate(state.base.pages, start=1):
        for ref in _added_to_page(state, page):
            widget = widgets.get(ref)
            if widget is None:
                raise Alien("aggiunge qualcosa sopra una pagina")
            if widget.box is not None:
                places.setdefault(ref, []).append(Shown(page=number, box=widget.box))
    for widget in every:  # a reader may go by the page that a widget names
        if widget.box is not None and widget.ref not in places and widget.page in numbers:
            places[widget.ref] = [Shown(page=numbers[widget.page], box=widget.box)]
    return tuple(
        (field, tuple(shown for w in field.widgets for shown in places.get(w.ref, ())))
        for field in found
    )


def _added_to_page(state: State, page: Page) -> list[Ref]:
    """What an update or those before it put on a page of the document."""
    ref = Ref(page.number)
    own = dictionary(state.base.get(page.number), _PAGE)
    now = dictionary(state.get(ref), _PAGE)
    compared(own, now, {"/Annots": lambda _was, _now: None}, _PAGE)
    state.claim_changed(ref, was=ref)
    annots = now.get("/Annots")
    first = _listed(state.base, own.get("/Annots"))
    listed = state.get(annots)
    state.claim_changed(annots, was=own.get("/Annots"))
    listed = listed if isinstance(listed, list) else []
    if len(listed) < len(first):
        raise Alien("toglie qualcosa da una pagina")
    for was, one in zip(first, listed, strict=False):
        # What stood there itself may stand in an object of its own, as it was.
        if one != was and (not isinstance(one, Ref) or state.get(one) != was):
            raise Alien("toglie qualcosa da una pagina")
        state.claim_changed(one, was=was)
    _keeps(state, ref, listed, len(first))
    added = listed[len(first) :]
    if not all(isinstance(one, Ref) for one in added):
        raise Alien("aggiunge qualcosa sopra una pagina")
    return [one for one in added if isinstance(one, Ref)]


def _keeps(state: State, page: Ref, listed: list[Object], own: int) -> None:
    """What earlier updates put there is still there, after the document's ``own``."""
    before = state.was(page)
    was = state.was(before.get("/Annots")) if isinstance(before, dict) else None
    if isinstance(was, list) and listed[own : len(was)] != was[own:]:
        raise Alien("toglie qualcosa da una pagina")


def _listed(base: Base, value: Object) -> list[Object]:
    found = base.get(value.num) if isinstance(value, Ref) else value
    return found if isinstance(found, list) else []
