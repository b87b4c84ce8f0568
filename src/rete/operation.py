"""Plan → new contents in memory → check: ready for `commands.writing.scrivere` and the journal."""

import difflib
import re
import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from rete import splice
from rete.changes import Plan, Refused
from rete.check import check, findings_of
from rete.commit_message import ABOUT, COMMAND, TRAILER, UNDO
from rete.diagnostics import Placed, Severity
from rete.errors import ReteError
from rete.load.folder_faults import UNFIT
from rete.load.kinds import Known, classify
from rete.load.loader import Loaded, load
from rete.model.nomi_di_file import why_not_new
from rete.model.rete import Rete
from rete.reading_faults import MAX_BYTES
from rete.records import frozen
from rete.store import Overlay, Store, Unreadable

MOST_MOVED: Final = 500 * 1024**2
"""Bytes that one operation carries from path to path: journal and memory hold them meanwhile."""

Step = Callable[[Rete], Plan]
"""One change as a function of the register as the steps before have left it."""

Contents = Mapping[str, bytes | None]
"""New contents by path; None for a file that goes away."""


@frozen
class Prepared:
    """An operation ready to be written: the plans told together, and every new content."""

    id: str
    plan: Plan
    before: Contents
    after: Contents
    new_errors: tuple[Placed, ...]
    new_warnings: tuple[Placed, ...]

    @property
    def changes_nothing(self) -> bool:
        return not self.after

    def differences(self) -> Iterator[str]:
        """The unified diff of every file, line by line; of what no text is, only how much it is."""
        moved = {new: old for old, new in self.plan.moves.items()}
        for path, new in sorted(self.after.items()):
            if path in self.plan.moves:
                continue
            before = moved.get(path, path)
            old = self.before[before]
            one = "/dev/null" if old is None else f"a/{before}"
            other = "/dev/null" if new is None else f"b/{path}"
            if path in moved:
                yield f"rinominato: {before} → {path}"
            if _is_text(old) and _is_text(new):
                yield from difflib.unified_diff(_lines(old), _lines(new), one, other, lineterm="")
            elif old != new:
                sizes = f"{len(old or b'')} → {len(new or b'')} byte"
                yield f"{one} → {other}: non è un testo ({sizes})"

    def message(self) -> str:
        """The commit message: subject, what changes, trailers that later commands read."""
        body = "\n".join(f"- {_on_one_line(sentence)}" for sentence in self.plan.racconto)
        trailers = [
            f"{COMMAND}: {self.plan.operazione}",
            *(f"Atto: {act}" for act in self.plan.atti),
            *(f"{ABOUT}: {reference}" for reference in self.plan.riferimenti),
            f"{TRAILER}: {self.id}",
        ]
        return f"{_on_one_line(self.plan.titolo)}\n\n{body}\n\n" + "\n".join(trailers) + "\n"


def prepare(loaded: Loaded, steps: Sequence[Step], *, schemas: str) -> Prepared:
    """Apply the steps in memory, each on what the one before left, and check the result.

    ``schemas`` is the folder of the schemas that new files point to, from the register's root.
    ReteError where a step is refused.
    """
    store: Store = loaded.store
    now = loaded
    after: dict[str, bytes | None] = {}
    plans: list[Plan] = []
    for step in steps:
        try:
            plan = step(now.rete)
            after.update(_contents(plan, store, schemas))
        except Refused as refused:
            raise ReteError(str(refused)) from None
        plans.append(plan)
        store = Overlay(loaded.store, after)
        now = load(store, before=now.files)
    before = {path: _content(loaded.store, path, {}) for path in after}
    return _judged(loaded, now, after, _together(plans), before)


def prepare_contents(
    loaded: Loaded, contents: Contents, plan: Plan, *, now: Contents | None = None
) -> Prepared:
    """Contents that are there already (a file edited by hand, one taken back), checked.

    ``now`` has what the files hold, for those too large to be read as data.
    """
    old = {path: _content(loaded.store, path, now or {}) for path in contents}
    changed = {path: content for path, content in contents.items() if content != old[path]}
    after = load(Overlay(loaded.store, changed), before=loaded.files)
    return _judged(loaded, after, changed, plan, {path: old[path] for path in changed})


def _judged(loaded: Loaded, now: Loaded, after: Contents, plan: Plan, before: Contents) -> Prepared:
    new = _new_faults(loaded, now, plan) if after else []
    return Prepared(
        id=secrets.token_hex(6),
        plan=plan,
        before=before,
        after=after,
        new_errors=tuple(placed for placed in new if _forbids(placed, plan)),
        new_warnings=tuple(placed for placed in new if not _forbids(placed, plan)),
    )


def _is_text(content: bytes | None) -> bool:
    return b"\0" not in (content or b"")


def _lines(content: bytes | None) -> list[str]:
    return (content or b"").decode("utf-8", "replace").splitlines()


def _on_one_line(sentence: str) -> str:
    return " ".join(sentence.split())


def _contents(plan: Plan, store: Store, schemas: str) -> Iterator[tuple[str, bytes | None]]:
    for path, create in plan.creates.items():
        _must_be_free(path, store)
        yield path, splice.created(create, path, schemas=schemas)
    moved = dict(_moved(plan, store))
    yield from dict.fromkeys(plan.moves).items()
    yield from ((path, moved[path]) for path in moved.keys() - plan.edits.keys())
    for path, changes in plan.edits.items():
        known = classify(path)
        if not isinstance(known, Known):
            raise ReteError(f"«{path}» non è un file del registro")
        old = moved[path] if path in moved else store.read(path)
        yield path, splice.apply(old, changes, known.kind.name)


def _moved(plan: Plan, store: Store) -> Iterator[tuple[str, bytes]]:
    """What is to be at each new path, as it is at the old one."""
    size = sum(map(store.size, plan.moves))
    if size > MOST_MOVED:
        raise Refused(
            f"i file da spostare sono {size // 1024**2} MB, e rete ne sposta fino a "
            f"{MOST_MOVED // 1024**2}: sposta prima gli allegati più grandi con «git mv» nella "
            "cartella nuova, poi riprova"
        )
    for old, new in plan.moves.items():
        _must_be_free(new, store)
        yield new, _read(store, old)


def _must_be_free(path: str, store: Store) -> None:
    if path in store.paths():
        raise Refused(f"il file «{path}» c'è già")
    known = classify(path)
    if isinstance(known, Known):
        kind, there = known.kind, store.paths()
        why = why_not_new(known.id, kind.name, lambda one: kind.path(one) in there)
        if why is not None:
            raise Refused(why)


def _content(store: Store, path: str, large: Contents) -> bytes | None:
    if path not in store.paths():
        return None
    is_large = path in large and store.size(path) > MAX_BYTES
    return large[path] if is_large else _read(store, path)


def _read(store: Store, path: str) -> bytes:
    """A file of any size: an attachment may be moved too."""
    try:
        return store.read(path, most=None)
    except Unreadable as why:
        raise ReteError(f"«{path}» {why}") from None


def _together(plans: Sequence[Plan]) -> Plan:
    """The plans of several steps told as one; the first gives its name to the operation."""
    every: dict[str, Any] = {
        name: tuple(dict.fromkeys(told for plan in plans for told in getattr(plan, name)))
        for name in ("racconto", "avvertenze", "atti", "riferimenti")
    }
    for name in ("moves", "renamed"):
        every[name] = {old: new for plan in plans for old, new in getattr(plan, name).items()}
    return replace(plans[0], edits={}, creates={}, **every)


def _new_faults(before: Loaded, now: Loaded, plan: Plan) -> list[Placed]:
    """The findings that were not there before; the same is counted.

    What was there before matters only where it is there now: the other checks are not made again.
    """
    found = check(now).findings
    codes = {placed.finding.code for placed in found}
    old = findings_of(before, codes) if codes else ()
    known = Counter(_as_now(finding.identity, plan) for finding in old)
    new = []
    for placed in found:
        if known[placed.finding.identity] > 0:
            known[placed.finding.identity] -= 1
        else:
            new.append(placed)
    return new


def _forbids(placed: Placed, plan: Plan) -> bool:
    """Whether a new fault keeps a plan from being written; what was so before may be put back."""
    if plan.operazione == UNDO and placed.finding.code == UNFIT.code:
        return False
    return placed.finding.severity is Severity.ERROR


def _as_now(identity: tuple[str, str, str], plan: Plan) -> tuple[str, str, str]:
    """The identity of a finding in a register where some files and ids have another name."""
    code, file, message = identity
    # What is said of a file speaks of its name, which may be that of a record of another kind.
    if plan.renamed and not code.startswith("REG"):
        ids = "|".join(sorted(map(re.escape, plan.renamed), key=len, reverse=True))
        whole = rf"(?<![a-z0-9-])(?:{ids})(?![a-z0-9-])"
        message = re.sub(whole, lambda found: plan.renamed[found[0]], message)
    return code, plan.moves.get(file, file), message
