"""What a PDF says of itself after a signature: only dates and program may have changed.

They may change when it was last changed, and add themselves to the program that made it; a title, a
date of origin, the words that say where a document comes from may not change.
"""

import xml.etree.ElementTree as ET
from typing import Final

from rete.firme.pdf_values import Object, Stream, keys
from rete.firme.values import Alien

_CHANGED: Final = "cambia i metadati del documento"
_LARGEST: Final = 256 * 1024
_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XMP: Final = "{http://ns.adobe.com/xap/1.0/}"
_PDF: Final = "{http://ns.adobe.com/pdf/1.3/}"
_OF_THE_SIGNER: Final = (
    f"{_XMP}ModifyDate",
    f"{_XMP}MetadataDate",
    "{http://ns.adobe.com/xap/1.0/mm/}InstanceID",
)
_PRODUCER: Final = f"{_PDF}Producer"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_SYNTAX: Final = {f"{_RDF}about", f"{_RDF}parseType", _LANG}
_LONGEST: Final = 200


def refuse_other_info(before: Object, now: Object) -> None:
    """Alien where two `/Info` differ but for the last change and the program that made it."""
    if isinstance(before, dict) and isinstance(now, dict):
        old, new = ({key: _text(value) for key, value in one.items()} for one in (before, now))
        _refuse_other(old, new, ("/ModDate",), "/Producer")
    elif before != now:
        raise Alien(_CHANGED)


def _text(value: Object) -> str:
    """A text whichever of its encodings it is written in (ISO 32000-1, 7.9.2.2)."""
    from pyhanko.pdf_utils.generic import pdf_string

    if not isinstance(value, bytes):
        raise Alien(_CHANGED)
    return str(pdf_string(value))


def refuse_other_metadata(before: Stream, now: Stream) -> None:
    """Alien where two XMP packets differ but for the same two things."""
    if before == now:
        return
    if now.entries.keys() - keys("Type Subtype Length Filter DecodeParms"):
        raise Alien(_CHANGED)
    _refuse_other(_said(before), _said(now), _OF_THE_SIGNER, _PRODUCER)


def _refuse_other(
    old: dict[str, str], new: dict[str, str], dates: tuple[str, ...], producer: str
) -> None:
    for name in dates:
        old.pop(name, None)
        if len(new.pop(name, "")) > _LONGEST:
            raise Alien(_CHANGED)
    was, made_by = old.pop(producer, ""), new.pop(producer, "")
    longest = len(was) + _LONGEST
    if old != new or not made_by.startswith(was) or len(made_by) >= longest:
        raise Alien(_CHANGED)


def _said(stream: Stream) -> dict[str, str]:
    """The properties of a packet, each in one form whichever way RDF lets it be written."""
    from pyhanko.pdf_utils.decode_limits import DecodePurpose

    content = stream.source.read_data(DecodePurpose.XMP_METADATA)
    if len(content) > _LARGEST or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Alien(_CHANGED)
    found: dict[str, str] = {}
    for described in ET.fromstring(content).iterfind(f"{_RDF}RDF/{_RDF}Description"):  # noqa: S314
        for name, value in _node(described):
            if name in found:
                raise Alien(_CHANGED)
            found[name] = value
    return found


def _node(element: ET.Element) -> list[tuple[str, str]]:
    """A thing with properties, in attributes or in elements of its own."""
    attributes = ((name, value) for name, value in element.items() if name not in _SYNTAX)
    return sorted([*attributes, *((child.tag, _value(child)) for child in element)])


def _value(element: ET.Element) -> str:
    """A text, a list or a thing, as one text; an address counts as the text that it is."""
    if element.get(f"{_RDF}resource") is not None:
        return str(element.get(f"{_RDF}resource"))
    if element.get(f"{_RDF}parseType") == "Resource":
        return repr(_node(element))
    inner = list(element)
    if not inner and not set(element.keys()) - _SYNTAX:
        return (element.text or "").strip()
    if not inner:
        return repr(_node(element))
    if [one.tag for one in inner] == [f"{_RDF}Description"]:
        return repr(_node(inner[0]))
    return repr([(one.tag, [(item.get(_LANG), _value(item)) for item in one]) for one in inner])
