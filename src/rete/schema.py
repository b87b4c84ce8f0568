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
from rete.records import dataclass
from rete.shape_faults import CHECK_OF_KEYWORD, ShapeFault, explain, first_repeated
from rete.source import Shape, Value

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


def _is_text_and(test: Callable[[str], bool]) -> Callable[[object], bool]:
    return lambda value: not isinstance(value, str) or test(value)


FORMATS: dict[str, Callable[[object], bool]] = {
    "data": _is_text_and(lambda text: whole_date(text) is not None),
    "data-o-mese": _is_text_and(lambda text: partial_date(text) is not None),
    "ora": _is_text_and(lambda text: _TIME.match(text) is not None),
    "posta": _is_text_and(lambda text: _MAIL.match(text) is not None),
    "web": _is_text_and(lambda text: _WEB.match(text) is not None),
    "codice-fiscale-ente": _is_text_and(entity_code_is_valid),
}


@dataclass(frozen=True, kw_only=True)
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
    extra = {"pattern": _pattern, "uniqueItems": _unique_items}
    ours = extend(Draft202012Validator, extra)  # type: ignore[no-untyped-call]
    return cast("Validator", ours(schema_of(kind).text, format_checker=checker))


def _pattern(
    _validator: object, pattern: str, value: object, _node: object
) -> "Iterator[ValidationError]":
    """As the standard wants it: Python's own ``$`` also matches before a final line feed."""
    from jsonschema.exceptions import ValidationError

    if isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), value):
        yield ValidationError("pattern")


def _unique_items(
    _validator: object, wanted: bool, value: object, _node: object
) -> "Iterator[ValidationError]":
    """In one pass: jsonschema compares all pairs where the items are not of one type."""
    from jsonschema.exceptions import ValidationError

    if wanted and isinstance(value, list) and first_repeated(value) is not None:
        yield ValidationError("uniqueItems")


def explained(kind: str, value: Value) -> bool:
    """Whether jsonschema itself finds the value valid: the authority behind the quick answer."""
    return bool(_explainer(kind).is_valid(value))


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
    return Shape(
        number=wanted if wanted in ("integer", "number") else "",
        keys={key: _shape(inner, root) for key, inner in node.get("properties", {}).items()},
        item=_shape(node["items"], root) if "items" in node else None,
    )


def _place(error: "ValidationError") -> tuple[tuple[int, int, str], ...]:
    steps = error.absolute_path
    return tuple((0, step, "") if isinstance(step, int) else (1, 0, step) for step in steps)


def _in_words(error: "ValidationError") -> Iterator[ShapeFault]:
    path: DocPath = tuple(error.absolute_path)
    instance: Any = error.instance
    wanted: Any = error.validator_value
    keyword = str(error.validator)
    node = error.schema if isinstance(error.schema, dict) else {}
    if keyword == "additionalProperties":
        yield from _unknown_keys(path, instance, node)
    elif keyword == "required":
        # jsonschema reports each missing key by itself; the key is the quoted word of its text.
        for key in wanted:
            if key not in instance and error.message.startswith(f"{key!r} "):
                title = node.get("properties", {}).get(key, {}).get("title", key)
                yield ShapeFault(
                    check=CHECK_OF_KEYWORD["required"],
                    path=path,
                    message=f"manca «{key}»",
                    remedy=f"aggiungi «{key}: …» ({title})",
                )
    else:
        message, remedy = explain(keyword, wanted, instance, path, node)
        yield ShapeFault(check=CHECK_OF_KEYWORD[keyword], path=path, message=message, remedy=remedy)


def _unknown_keys(path: DocPath, value: Value, node: dict[str, Any]) -> Iterator[ShapeFault]:
    known = list(node.get("properties", {}))
    for key in value if isinstance(value, dict) else ():
        if key not in known:
            meant = _closest(key, known)
            yield ShapeFault(
                check=CHECK_OF_KEYWORD["additionalProperties"],
                path=(*path, key),
                on_key=True,
                message=f"la chiave «{in_brief(key)}» non è prevista qui",
                remedy=(
                    f"forse volevi «{meant}»"
                    if meant
                    else f"scrivi con un'altra chiave quello che dice: ci sono {', '.join(known)}"
                ),
            )


def _closest(key: str, known: list[str]) -> str | None:
    plain = _plain(key)
    for name in known:
        if plain == name:
            return name
    found = get_close_matches(plain, known, n=1, cutoff=0.75) if len(key) <= 60 else []
    return found[0] if found else None


def _plain(text: str) -> str:
    return re.sub(r"[ -]+", "_", folded(text).strip(" '"))
