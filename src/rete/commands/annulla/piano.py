"""What an undo would change back, told before it is done: record by record, value by value."""

from collections.abc import Iterator, Mapping
from functools import partial

from rete.commands.annulla.elenco_operazioni import shortened
from rete.diagnostics import in_brief
from rete.load.kinds import KIND_NAMED, Known, classify
from rete.model.rete import Rete
from rete.past import Past, Undoing
from rete.schema import schema_of, title_of
from rete.source import Value, compose
from rete.views.ritorno import told_back

Both = Mapping[str, tuple[bytes | None, bytes | None]]
"""For each file its content now, and the one it had before."""

_ARTICLES = {kind: "l'" if kind in ("ente", "atto") else "il " for kind in KIND_NAMED}
_MOST_NAMED = 8
_NAMED_BY = ("denominazione", "nome", "titolo", "oggetto")


def sentences(undoing: Undoing, both: Both, rete: Rete) -> Iterator[str]:
    """The plan in words; what is not a record is told with its size."""
    yield from _together(undoing.past)
    for path, (now, before) in sorted(both.items()):
        yield from _of_file(path, now, before, rete)


def _together(past: Past) -> Iterator[str]:
    if len(past.told) > 1:
        pairs = list(zip(past.codici, past.told, strict=True))
        each = [f"{code}, {in_brief(told.titolo)}" for code, told in pairs[:_MOST_NAMED]]
        many = f"il commit {past.commit.id[:7]} ha {len(pairs)} operazioni, annullate insieme"
        yield f"{many}: {'; '.join(each)}{'; …' if len(pairs) > len(each) else ''}"


def _of_file(path: str, now: bytes | None, before: bytes | None, rete: Rete) -> Iterator[str]:
    known = classify(path)
    if not isinstance(known, Known):
        yield _of_attachment(path, now, before)
        return
    kind = known.kind.name
    title = partial(title_of, kind)
    old, new = (None if text is None else _data(text, kind) for text in (now, before))
    if before is None:
        yield f"viene tolto {_ARTICLES[kind]}{_record(known, old)}, «{path}»: prima non c'era"
        # A file of follow-ups has no name of its own: what it says is what goes.
        for sentence in told_back(old, {}, title, rete) if kind == "seguito" and old else ():
            yield f"{_record(known, old)}: {sentence}"
    elif now is None:
        yield f"torna {_ARTICLES[kind]}{_record(known, new)}, «{path}»"
        for sentence in told_back({}, new, title, rete) if kind == "seguito" and new else ():
            yield f"{_record(known, new)}: {sentence}"
    elif old is None or new is None:
        yield f"«{path}» torna com'era prima ({_size(now)}, prima {_size(before)}); non si legge"
    else:
        told = told_back(old, new, title, rete)
        who = _record(known, new)
        for sentence in told:
            yield f"{who}: {sentence}"
        if not told:
            yield f"{who}: tornano com'erano i commenti o la disposizione delle righe di «{path}»"


def _data(text: bytes, kind: str) -> Value | None:
    return compose(text, schema_of(kind).shape).value


def _record(known: Known, data: Value | None) -> str:
    """A record by its name, where it has one, else by its id."""
    kind = known.kind.name
    if kind == "patto":
        return "patto"
    if isinstance(data, dict) and kind not in ("verbale", "atto", "seguito"):
        for key in _NAMED_BY:
            if isinstance(name := data.get(key), str):
                return f"{kind} «{shortened(name, 80)}»"
    return f"{kind} «{known.id}»"


def _of_attachment(path: str, now: bytes | None, before: bytes | None) -> str:
    if before is None:
        return f"viene tolto il file «{path}» ({_size(now or b'')}): prima non c'era"
    if now is None:
        return f"torna il file «{path}» ({_size(before)})"
    return f"il file «{path}» ({_size(now)}) torna quello di prima ({_size(before)})"


def _size(content: bytes) -> str:
    """A size as people say it: `812 byte`, `12,5 kB`."""
    size, units = float(len(content)), ["byte", "kB", "MB", "GB"]
    while size >= 1000 and len(units) > 1:
        size, units = size / 1000, units[1:]
    digits = 0 if units[0] == "byte" else 1
    return f"{size:.{digits}f} {units[0]}".replace(".", ",")
