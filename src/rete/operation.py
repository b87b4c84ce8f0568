"""Plan → overlay → check → show → confirm → journal → commit: the one way to change a register."""

import difflib
import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from rete import splice
from rete.changes import Plan, Refused
from rete.check import check, findings_of
from rete.commit_message import ABOUT, COMMAND, TRAILER
from rete.diagnostics import Placed, Severity
from rete.errors import ReteError
from rete.load.kinds import Known, classify
from rete.load.loader import Loaded, load
from rete.model.rete import Rete
from rete.records import dataclass
from rete.store import Overlay, Store, TooLarge

Step = Callable[[Rete], Plan]
"""One change as a function of the register as the steps before have left it."""

Contents = Mapping[str, bytes | None]
"""New contents by path; None for a file that goes away."""


@dataclass(frozen=True, kw_only=True)
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
        """The unified diff of every file, line by line."""
        for path, content in sorted(self.after.items()):
            old, new = self.before[path], content
            one = "/dev/null" if old is None else f"a/{path}"
            other = "/dev/null" if new is None else f"b/{path}"
            yield from difflib.unified_diff(_lines(old), _lines(new), one, other, lineterm="")

    def message(self) -> str:
        """The commit message: subject, what changes, trailers that later commands read."""
        body = "\n".join(f"- {_on_one_line(sentence)}" for sentence in self.plan.racconto)
        trailers = [f"{COMMAND}: {self.plan.operazione}"]
        trailers += [f"Atto: {act}" for act in self.plan.atti]
        trailers += [f"{ABOUT}: {reference}" for reference in self.plan.riferimenti]
        trailers.append(f"{TRAILER}: {self.id}")
        return f"{_on_one_line(self.plan.titolo)}\n\n{body}\n\n" + "\n".join(trailers) + "\n"


def prepare(loaded: Loaded, steps: Sequence[Step], *, schemas: str) -> Prepared:
    """Apply the steps in memory, each on what the one before left, and check the result.

    ``schemas`` is the folder of the schemas that new files point to, from the register's root.
    ReteError where a step is refused.
    """
    store: Store = loaded.store
    now = loaded
    after: dict[str, bytes] = {}
    plans: list[Plan] = []
    for step in steps:
        try:
            plan = step(now.rete)
            after.update(_contents(plan, store, schemas))
        except Refused as refused:
            raise ReteError(str(refused)) from None
        plans.append(plan)
        store = Overlay(loaded.store, after)
        now = load(store, before=now)
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
    after = load(Overlay(loaded.store, changed), before=loaded)
    return _judged(loaded, after, changed, plan, {path: old[path] for path in changed})


def _judged(loaded: Loaded, now: Loaded, after: Contents, plan: Plan, before: Contents) -> Prepared:
    errors, warnings = _new_faults(loaded, now) if after else ((), ())
    return Prepared(
        id=secrets.token_hex(6),
        plan=plan,
        before=before,
        after=after,
        new_errors=errors,
        new_warnings=warnings,
    )


def _lines(content: bytes | None) -> list[str]:
    return (content or b"").decode("utf-8", "replace").splitlines()


def _on_one_line(sentence: str) -> str:
    return " ".join(sentence.split())


def _contents(plan: Plan, store: Store, schemas: str) -> Iterator[tuple[str, bytes]]:
    for path, create in plan.creates.items():
        if path in store.paths():
            raise Refused(f"il file «{path}» c'è già")
        yield path, splice.created(create, path, schemas=schemas)
    for path, changes in plan.edits.items():
        known = classify(path)
        if not isinstance(known, Known):
            raise ReteError(f"«{path}» non è un file del registro")
        yield path, splice.apply(store.read(path), changes, known.kind.name)


def _content(store: Store, path: str, large: Contents) -> bytes | None:
    if path not in store.paths():
        return None
    try:
        return store.read(path)
    except TooLarge:
        if path not in large:
            raise
        return large[path]


def _together(plans: Sequence[Plan]) -> Plan:
    """The plans of several steps told as one; the first gives its name to the operation."""
    first = plans[0]
    return Plan(
        operazione=first.operazione,
        titolo=first.titolo,
        racconto=_once(sentence for plan in plans for sentence in plan.racconto),
        avvertenze=_once(sentence for plan in plans for sentence in plan.avvertenze),
        atti=_once(act for plan in plans for act in plan.atti),
        riferimenti=_once(reference for plan in plans for reference in plan.riferimenti),
    )


def _once(items: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _new_faults(before: Loaded, now: Loaded) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
    """The findings that were not there before: errors and warnings; the same is counted.

    What was there before matters only where it is there now: the other checks are not made again.
    """
    found = check(now).findings
    codes = {placed.finding.code for placed in found}
    known = Counter(finding.identity for finding in (findings_of(before, codes) if codes else ()))
    new = []
    for placed in found:
        if known[placed.finding.identity] > 0:
            known[placed.finding.identity] -= 1
        else:
            new.append(placed)
    errors = tuple(p for p in new if p.finding.severity is Severity.ERROR)
    return errors, tuple(p for p in new if p.finding.severity is Severity.WARNING)
