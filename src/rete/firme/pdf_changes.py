"""What an update of a document does: signatures with what they need, or something else (Alien).

Every update is held to what was there before it, from the catalogue down: what is not named here
is refused. It is stricter than the permissions that a PDF may give (DocMDP), and asks nothing of
them: filling in a form or adding a note is no signature.
"""

import re
from typing import Final

from rete.firme.pdf_base import Page
from rete.firme.pdf_form import Field, fields
from rete.firme.pdf_metadata import refuse_other_info, refuse_other_metadata
from rete.firme.pdf_state import Looked, State, compared, dictionary
from rete.firme.pdf_values import Box, Dictionary, Name, Object, Ref, Stream, keys, listed
from rete.firme.values import Alien
from rete.records import frozen

_CATALOGUE: Final = "cambia il documento"
_PAGE: Final = "cambia una pagina"
_PUT_OVER: Final = "aggiunge qualcosa sopra una pagina"
_TAKEN_AWAY: Final = "toglie qualcosa da una pagina"
_MORE_PROOFS: Final = "ha prove di validità con qualcosa di più dentro"
_PROOF: Final = keys("Length Filter DecodeParms Type")
_LONGEST: Final = 20
_VERSION: Final = re.compile(r"/[12]\.[0-9]\Z")


@frozen
class Shown:
    """A widget with the page that shows it."""

    page: int
    box: Box


@frozen
class Changes:
    """What an update adds: the signatures that it puts, and where every field shows."""

    signed: tuple[Dictionary, ...]
    shown: tuple[tuple[Field, tuple[Shown, ...]], ...]


def changes(state: State) -> Changes:
    """What an update adds to what was there; Alien where it is anything but signatures."""
    root, trailer = state.base.root, state.revision.trailer
    if trailer.get("/Root") != root:
        raise Alien(_CATALOGUE)
    state.refuse_cut()
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


def _plain(state: State, value: Object, *, streams: bool = False) -> None:
    state.claim_all(value, why=_CATALOGUE, streams=streams)


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
        refuse_other_metadata(before, now)
        state.claim_changed(new, was=old)
        _plain(state, list(now.entries.values()))


def _info(state: State, value: Object) -> None:
    """What the document says of itself, wherever the update writes it."""
    if value is not None:
        refuse_other_info(state.was(state.base.info) or {}, state.get(value))
        state.claim_changed(value, was=state.base.info)


def _branches(state: State) -> None:
    """What holds the pages together: a known program writes its version there when it signs."""
    known = bool(state.base.pages)  # with which the branches are
    for ref in state.base.branches if known else ():
        if state.writes(ref):
            _changed_only(state, ref, {"/ITXT": lambda _, told: _short(told)})


def _changed_only(state: State, ref: Ref, may: Looked) -> tuple[Dictionary, Dictionary]:
    """What a page, or what holds pages, was in the document and is now: the same, but for a key."""
    own, now = dictionary(state.base.get(ref), _PAGE), dictionary(state.get(ref), _PAGE)
    compared(own, now, may, _PAGE)
    state.claim_changed(ref, was=ref)
    return own, now


def _short(value: Object) -> None:
    if not isinstance(value, bytes) or len(value) > _LONGEST:
        raise Alien(_PAGE)


def _proofs(state: State, value: Object) -> None:
    """Certificates and answers kept for whoever checks later (ETSI EN 319 142-1, 5.4.2)."""
    holder = _proofs_held(state, value, ("/Certs", "/OCSPs", "/CRLs"), keys("Type VRI"))
    ones = state.get(holder.get("/VRI"))
    state.claim_changed(holder.get("/VRI"))
    for one in (ones if isinstance(ones, dict) else {}).values():
        if one != Name("/VRI"):
            entry = _proofs_held(state, one, ("/Cert", "/OCSP", "/CRL"), keys("Type TU TS"))
            _plain(state, entry.get("/TS"), streams=True)


def _proofs_held(
    state: State, value: Object, lists: tuple[str, ...], others: frozenset[str]
) -> Dictionary:
    """A dictionary that holds lists of proofs, and may have some other keys."""
    found = dictionary(state.get(value), _CATALOGUE)
    state.claim_changed(value)
    if found.keys() - {*lists} - others:
        raise Alien(_MORE_PROOFS)
    for key in lists:
        state.claim_changed(found.get(key))
        for one in listed(state.get(found.get(key))):
            _plain(state, one, streams=True)
            proof = state.get(one)
            if not isinstance(proof, Stream) or proof.entries.keys() - _PROOF:
                raise Alien(_MORE_PROOFS)
    return found


def _on_pages(state: State, found: list[Field]) -> tuple[tuple[Field, tuple[Shown, ...]], ...]:
    """Where each field shows; a page may gain the widgets of fields, and change in nothing else."""
    every = [widget for field in found for widget in field.widgets]
    widgets = {widget.ref: widget for widget in every}
    if len(widgets) < len(every):
        raise Alien("ha lo stesso riquadro per due firme")
    places: dict[Ref, list[Shown]] = {}
    numbers = {page.ref: place for place, page in enumerate(state.base.pages, start=1)}
    for number, page in enumerate(state.base.pages, start=1):
        for ref in _added_to_page(state, page):
            widget = widgets.get(ref)
            if widget is None:
                raise Alien(_PUT_OVER)
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
    own, now = _changed_only(state, page.ref, {"/Annots": lambda _was, _now: None})
    annots = now.get("/Annots")
    state.claim_changed(annots, was=own.get("/Annots"))
    first, there = listed(state.base.get(own.get("/Annots"))), listed(state.get(annots))
    if len(there) < len(first):
        raise Alien(_TAKEN_AWAY)
    for was, one in zip(first, there, strict=False):
        # What stood there itself may stand in an object of its own, as it was.
        if one != was and (not isinstance(one, Ref) or state.get(one) != was):
            raise Alien(_TAKEN_AWAY)
        state.claim_changed(one, was=was)
    _keeps(state, page.ref, there, len(first))
    added = [one for one in there[len(first) :] if isinstance(one, Ref)]
    if len(added) < len(there) - len(first):
        raise Alien(_PUT_OVER)
    return added


def _keeps(state: State, page: Ref, there: list[Object], own: int) -> None:
    """What earlier updates put there is still there, after the document's ``own``."""
    before = state.was(page)
    was = listed(state.was(before.get("/Annots"))) if isinstance(before, dict) else []
    if there[own : len(was)] != was[own:]:
        raise Alien(_TAKEN_AWAY)
