"""The schemas asked (the only jsonschema): what of a file has not the shape; words: `shape_faults`.

jsonschema-rs answers the quick «valid» (fifty times faster); where it says no, jsonschema, which
stays the authority, explains every fault.
"""

import json
import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from rete import resources
from rete.diagnostics import DocPath, in_brief
from rete.model.identificativi import entity_code_is_valid
from rete.model.lettere import folded
from rete.model.tempo import partial_date, whole_date
from rete.records import frozen
from rete.shape_faults import CHECK_OF_KEYWORD, ShapeFault, explain, first_repeated
from rete.source import ANYTHING, Shape, Value

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

MAX_FAULTS = 50
_ENOUGH = 1000
"""A hostile file can have a fault every few bytes: past so many, nobody reads them."""

_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]\Z")
_DOMAIN = (
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z][A-Za-z0-9-]{0,22}[A-Za-z]"
)
_MAIL = re.compile(
    rf"(?=[^@]{{1,64}}@)[A-Za-z0-9_](?:[A-Za-z0-9_%+'-]|\.(?!\.))*(?<!\.)@{_DOMAIN}\Z"
)
_WEB = re.compile(rf"https?://{_DOMAIN}(?::[0-9]{{1,5}})?(?:[/?#][^\s\"'<>`\\]*)?\Z")


def _is_text_and(test: Callable[[str], object]) -> Callable[[object], bool]:
    return lambda value: not isinstance(value, str) or bool(test(value))


FORMATS: dict[str, Callable[[object], bool]] = {
    "data": _is_text_and(whole_date),
    "data-o-mese": _is_text_and(partial_date),
    "ora": _is_text_and(_TIME.match),
    "posta": _is_text_and(_MAIL.match),
    "web": _is_text_and(_WEB.match),
    "codice-fiscale-ente": _is_text_and(entity_code_is_valid),
}


@frozen
class Schema:
    """One kind's schema, ready to be asked."""

    kind: str
    text: dict[str, Any]
    shape: Shape
    is_valid: Callable[[Value], bool]

    def faults(self, value: Value) -> Iterator[ShapeFault]:
        """Every fault of shape, in the order of the document."""
        if self.is_valid(value):
            return
        found = islice(_explainer(self.kind).iter_errors(value), _ENOUGH)
        errors = sorted(found, key=_place)
        shown = 0
        for error in errors:
            for fault in _in_words(error):
                yield fault
                shown += 1
                if shown >= MAX_FAULTS:
                    return
        if not shown:
            # The two would differ: refusing is safe, building a record of it is not.
            yield ShapeFault(
                check=CHECK_OF_KEYWORD["type"],
                path=(),
                message="il file non ha la forma prevista",
                remedy="confrontalo con la pagina del formato",
            )


@cache
def schema_of(kind: str) -> Schema:
    """The schema of a kind of file (``ente``, ``verbale`` …), read once."""
    import jsonschema_rs

    text = json.loads(resources.schema_text(kind))
    quick = jsonschema_rs.Draft202012Validator(text, formats=FORMATS, validate_formats=True)
    return Schema(kind=kind, text=text, shape=_shape(text, text), is_valid=quick.is_valid)


@cache
def _explainer(kind: str) -> "Validator":
    from jsonschema import Draft202012Validator, FormatChecker
    from jsonschema.validators import extend

    checker = FormatChecker(formats=())
    for name, test in FORMATS.items():
        checker.checks(name)(test)
    extra = {"pattern": _refused_where(_differs), "uniqueItems": _refused_where(_repeats)}
    ours = extend(Draft202012Validator, extra)  # type: ignore[no-untyped-call]
    return cast("Validator", ours(schema_of(kind).text, format_checker=checker))


def _refused_where(test: Callable[[Any, object], bool]) -> Callable[..., Iterator[Exception]]:
    """A keyword of ours in the place of jsonschema's, for its wanted value and the one found."""
    from jsonschema.exceptions import ValidationError

    def faults(
        _validator: object, wanted: object, value: object, _node: object
    ) -> Iterator[Exception]:
        if test(wanted, value):
            yield ValidationError("")

    return faults


def _differs(pattern: str, value: object) -> bool:
    """As the standard wants it: Python's own ``$`` also matches before a final line feed."""
    return isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), value)


def _repeats(wanted: bool, value: object) -> bool:
    """In one pass: jsonschema compares all pairs where the items are not of one type."""
    return wanted and isinstance(value, list) and first_repeated(value) is not None


def title_of(kind: str, path: DocPath) -> str | None:
    """The title of a key of this kind of file; a number in the path is any item of a list."""
    root = schema_of(kind).text
    node, title = root, None
    for step in path:
        inner = node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step)
        if inner is None:
            return None
        title, node = inner.get("title"), inner
        if "$ref" in inner:
            node = root["$defs"][inner["$ref"].removeprefix("#/$defs/")]
            title = title or node.get("title")
    return title


def _shape(node: dict[str, Any], root: dict[str, Any]) -> Shape:
    """What reading needs of a schema: where the numbers are."""
    if "$ref" in node:
        name = node["$ref"].removeprefix("#/$defs/")
        return _shape(root["$defs"][name], root)
    wanted = node.get("type")
    number = wanted if wanted in ("integer", "number") else ""
    if not (number or "properties" in node or "items" in node):
        return ANYTHING  # most nodes are texts
    return Shape(
        number=number,
        keys={key: _shape(inner, root) for key, inner in node.get("properties", {}).items()},
        item=_shape(node["items"], root) if "items" in node else None,
    )


def _place(error: "ValidationError") -> tuple[tuple[int, int, str], ...]:
    steps = error.absolute_path
    return tuple((0, step, "") if isinstance(step, int) else (1, 0, step) for step in steps)


def _in_words(error: "ValidationError") -> Iterator[ShapeFault]:
    check, path = CHECK_OF_KEYWORD[str(error.validator)], tuple(error.absolute_path)
    for below, message, remedy in _told(error, path):
        yield ShapeFault(
            check=check,
            path=(*path, *below),
            on_key=bool(below),
            message=message,
            remedy=remedy,
        )


def _told(error: "ValidationError", path: DocPath) -> Iterator[tuple[DocPath, str, str]]:
    """What is wrong and what to do; where a key is, its path from what the error is about."""
    instance: Any = error.instance
    node = error.schema if isinstance(error.schema, dict) else {}
    properties = node.get("properties", {})
    match error.validator:
        case "additionalProperties":
            for key in instance if isinstance(instance, dict) else ():
                if key not in properties:
                    message = f"la chiave «{in_brief(key)}» non è prevista qui"
                    yield (key,), message, _instead_of(key, list(properties))
        case "required":
            # jsonschema reports each missing key by itself; its text begins with it, quoted.
            for key in cast("list[str]", error.validator_value):
                if key not in instance and error.message.startswith(f"{key!r} "):
                    title = properties.get(key, {}).get("title", key)
                    yield (), f"manca «{key}»", f"aggiungi «{key}: …» ({title})"
        case keyword:
            wanted: Any = error.validator_value
            yield (), *explain(str(keyword), wanted, instance, path, node)


def _instead_of(key: str, known: list[str]) -> str:
    plain = _plain(key)
    near = get_close_matches(plain, known, n=1, cutoff=0.75) if len(key) <= 60 else []
    if meant := [plain] if plain in known else near:
        return f"forse volevi «{meant[0]}»"
    return f"scrivi con un'altra chiave quello che dice: ci sono {', '.join(known)}"


def _plain(text: str) -> str:
    return re.sub(r"[ -]+", "_", folded(text).strip(" '"))
