"""What a change means for the data of a file, and whether it can be made."""

from rete.changes import Add, Append, Change, Plain, Refused, Set
from rete.diagnostics import DocPath, in_brief


def changed(data: Plain, change: Change) -> Plain:
    """The data after the change; Refused where it cannot be made, or is made already."""
    match change:
        case Set(path=path, value=value):
            if not path:
                raise Refused("un file non si riscrive per intero: si cambiano le sue voci")
            if is_same(_at(data, path), value):
                raise Refused(f"«{shown(path)}» ha già questo valore")
            return _with(data, path, value)
        case Add(path=path, key=key, value=value):
            target = _at(data, path)
            if not isinstance(target, dict):
                raise Refused(f"«{shown(path)}» non è fatto di chiavi: non vi si aggiunge «{key}»")
            if key in target:
                raise Refused(f"«{shown((*path, key))}» c'è già")
            return _with(data, path, {**target, key: value})
        case Append(path=path, item=item):
            target = _at(data, path)
            if not isinstance(target, list):
                raise Refused(f"«{shown(path)}» non è un elenco: non vi si aggiungono voci")
            if any(is_same(present, item) for present in target):
                raise Refused(f"la voce da aggiungere a «{shown(path)}» c'è già")
            return _with(data, path, [*target, item])


def begun(data: Plain, change: Change) -> Change:
    """To append to a list that is not there yet is to begin it."""
    if isinstance(change, Append) and change.path and isinstance(change.path[-1], str):
        *above, key = change.path
        parent = _at(data, tuple(above))
        if isinstance(parent, dict) and key not in parent:
            return Add(path=tuple(above), key=str(key), value=[change.item])
    return change


def is_same(one: Plain, other: Plain) -> bool:
    """Equal in every value and type (``1`` is not ``1.0``); the order of keys does not matter."""
    match one, other:
        case dict(), dict():
            return one.keys() == other.keys() and all(is_same(one[k], other[k]) for k in one)
        case list(), list():
            return len(one) == len(other) and all(map(is_same, one, other))
        case _:
            return type(one) is type(other) and one == other


def shown(path: DocPath) -> str:
    """A path in words for a message."""
    return in_brief(".".join(map(str, path))) if path else "il file"


def _at(data: Plain, path: DocPath) -> Plain:
    for step in path:
        match data:
            case dict() if isinstance(step, str) and step in data:
                data = data[step]
            case list() if isinstance(step, int) and 0 <= step < len(data):
                data = data[step]
            case _:
                raise Refused(f"«{shown(path)}» non c'è nel file")
    return data


def _with(data: Plain, path: DocPath, value: Plain) -> Plain:
    if not path:
        return value
    step, *rest = path
    match data:
        case dict() if isinstance(step, str):
            return {**data, step: _with(data[step], tuple(rest), value)}
        case list() if isinstance(step, int):
            return [*data[:step], _with(data[step], tuple(rest), value), *data[step + 1 :]]
        case _:
            raise AssertionError(path)
