"""The acts of a register: their effects as written, which hold, which were rectified or revoked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache

from rete.diagnostics import DocPath
from rete.model.comuni import Effetto, Esito, every_effect
from rete.model.effetti import ROWS
from rete.model.provvedimento import Provvedimento, decided, of_its_own
from rete.model.rete import Rete
from rete.model.tempo import whole_date
from rete.records import frozen

Oggetto = tuple[str, ...]

SENZA_RISCONTRO = frozenset(kind for kind, row in ROWS.items() if not row.found)
"""Effects on other acts: nothing in the register answers to them."""


@frozen
class EffettoDisposto:
    """One effect with the act that lays it down and the place where it is written."""

    di: Provvedimento
    path: DocPath
    effetto: Effetto
    oggetto: Oggetto
    non_prima: date
    """The day before which it cannot reach: its act's, or that of the act which it corrects."""


def object_of(effetto: Effetto) -> Oggetto:
    """What an effect is about: with the act and the ``tipo``, what pairs it with a record."""
    keys = ROWS[effetto.tipo].about
    found = [getattr(effetto, key) for key in keys] or [effetto.atto or effetto.verbale]
    return tuple(part for part in found if part)


def disposed(act: Provvedimento, path: DocPath, effetto: Effetto, since: date) -> EffettoDisposto:
    """An effect with its act, where it is written, and the day before which it cannot be."""
    return EffettoDisposto(
        di=act, path=path, effetto=effetto, oggetto=object_of(effetto), non_prima=since
    )


def every_act(rete: Rete) -> Iterator[Provvedimento]:
    """Every decision of every sitting, then the acts born outside sittings."""
    for verbale in rete.verbali.values():
        for index in range(len(verbale.decisioni)):
            yield decided(verbale, index)
    yield from map(of_its_own, rete.atti.values())


Override = tuple[Provvedimento, Effetto]
"""An act that rectifies or revokes another, with the effect that says so."""


class Atti:
    """Every act by its reference, and the questions on whether it holds."""

    def __init__(self, rete: Rete) -> None:
        found: dict[str, Provvedimento] = {}
        for act in every_act(rete):  # of two decisions with one number the first, as elsewhere
            found.setdefault(act.riferimento, act)
        self.per_riferimento: Mapping[str, Provvedimento] = found
        self._unread_until = _last_unread(rete)
        self._rete = rete
        self._overriding: dict[str, list[Override]] = defaultdict(list)
        self._corrections: dict[str, list[Override]] = defaultdict(list)
        self._corrects: dict[str, list[str]] = defaultdict(list)
        self._acts_on: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for act in found.values():
            for one in every_effect(act.effetti):
                if one.tipo in ("rettifica", "revoca"):
                    self._note_override(act, one)
                if one.tipo in ("ratifica", "revoca") and one.atto:
                    self._acts_on[(act.riferimento, one.tipo)][one.atto] = None
        self._holds: dict[str, bool] = {}
        self._replaced: dict[str, Provvedimento | None] = {}
        self._settle()
        self.ratificati = frozenset(
            one.effetto.atto
            for one in self.in_force
            if one.effetto.tipo == "ratifica"
            and one.effetto.atto
            and not self.acts_too_early(one.di, one.effetto)
        )

    def acts_too_early(self, act: Provvedimento, effetto: Effetto) -> bool:
        """Whether one on another act is on what does not come before its own: it does not count.

        Of two sittings of a day nobody knows which came first: either may ratify the other, but
        only one may correct the other, or both could.
        """
        if effetto.tipo not in SENZA_RISCONTRO:
            return False
        if effetto.verbale is not None and not _comes_after(act, effetto.verbale):
            return True
        target = self.per_riferimento.get(effetto.atto or self._only_decision(effetto))
        if target is None or target.order < act.order:
            return False
        elsewhere = target.data == act.data and target.file != act.file
        return effetto.tipo != "ratifica" or not elsewhere

    def _settle(self) -> None:
        """Answer for the latest acts first: however long a chain, no question goes down it."""
        overridden = [self.per_riferimento[reference] for reference in self._overriding]
        for act in sorted(overridden, key=lambda act: act.order, reverse=True):
            self._replaced[act.riferimento] = self._last_in_place_of(act)
            self.holds(act)

    def revokes(self, act: Provvedimento, reference: str) -> bool:
        """Whether an act says that it revokes another, which may not be there."""
        return reference in self._acts_on.get((act.riferimento, "revoca"), ())

    def ratified_in(self, act: Provvedimento) -> Iterable[str]:
        """The acts that an act says that it ratifies."""
        return self._acts_on.get((act.riferimento, "ratifica"), ())

    def rectifying(self, verbale: str) -> list[Override]:
        """The acts in force that correct what some minutes say of who was there, in order."""
        return self._in_order(self._corrections.get(verbale, ()))

    def _note_override(self, act: Provvedimento, effetto: Effetto) -> None:
        # Only what comes later corrects: two acts can never revoke each other, nor one itself.
        if effetto.verbale is not None and _comes_after(act, effetto.verbale):
            self._corrections[effetto.verbale].append((act, effetto))
        reference = effetto.atto or self._only_decision(effetto)
        target = self.per_riferimento.get(reference)
        if target is not None and target.order < act.order:
            self._overriding[reference].append((act, effetto))
        if effetto.effetti and (target is None or target.order < act.order):
            self._corrects[act.riferimento].append(reference)

    def _only_decision(self, effetto: Effetto) -> str:
        """The decision meant by who corrects the outcome of minutes that have only one."""
        if effetto.esito is None or effetto.verbale is None:
            return ""
        first, second = f"{effetto.verbale}/1", f"{effetto.verbale}/2"
        return "" if second in self.per_riferimento else first

    def esito(self, act: Provvedimento) -> Esito:
        """The outcome of an act, as rectified by later ones; acts of their own are approved."""
        stated: Esito = act.decisione.esito if act.decisione else "approvata"
        for _by, effetto in self.holding_over(act):
            if effetto.tipo == "rettifica" and effetto.esito is not None:
                stated = effetto.esito
        return stated

    def holds(self, act: Provvedimento) -> bool:
        """Whether it was approved and not revoked; what rectifies it only replaces its effects."""
        known = self._holds.get(act.riferimento)
        if known is None:
            known = self.esito(act) == "approvata" and self.revoked_by(act) is None
            self._holds[act.riferimento] = known
        return known

    def is_sure(self, act: Provvedimento) -> bool:
        """Whether no act that could not be read may have rectified, revoked or ratified it."""
        return self.is_sure_since(act.data)

    def is_sure_since(self, day: date) -> bool:
        return self._unread_until is None or day > self._unread_until

    def revoked_by(self, act: Provvedimento) -> Provvedimento | None:
        """The act in force that revokes this one."""
        for by, effetto in self.holding_over(act):
            if effetto.tipo == "revoca":
                return by
        return None

    def replaced_by(self, act: Provvedimento) -> Provvedimento | None:
        """The act in force whose effects stand in the place of this one's: the last of a chain."""
        return self._replaced.get(act.riferimento)

    def put_aside_by(self, act: Provvedimento) -> tuple[Provvedimento, str] | None:
        """The act in force that revokes this one or takes its place, and what that one is then."""
        over = self.revoked_by(act) or self.replaced_by(act)
        if over is None:
            return None
        return over, "revocato" if self.revokes(over, act.riferimento) else "rettificato"

    def _last_in_place_of(self, act: Provvedimento) -> Provvedimento | None:
        pairs = sorted(self._overriding[act.riferimento], key=_order, reverse=True)
        for by, effetto in pairs:
            replaces = effetto.tipo == "rettifica" and (effetto.effetti or effetto.esito is None)
            if replaces and self.holds(by):
                return self.replaced_by(by) or by
        return None

    def holding_over(self, act: Provvedimento) -> list[Override]:
        """The acts in force that rectify or revoke this one, in order."""
        return self._in_order(self._overriding.get(act.riferimento, ()))

    def _in_order(self, pairs: Iterable[Override]) -> list[Override]:
        """Those that count: of acts that hold and whose effects no other act replaces."""
        found = [p for p in pairs if self.holds(p[0]) and self.replaced_by(p[0]) is None]
        return sorted(found, key=_order)

    @cached_property
    def in_force(self) -> tuple[EffettoDisposto, ...]:
        """Every effect that counts: of acts that hold, in the place of those that they replace."""
        return tuple(
            found
            for act in self.per_riferimento.values()
            if act.effetti and self.holds(act) and self.replaced_by(act) is None
            for found in self.laid_down(act)
        )

    def laid_down(self, act: Provvedimento) -> Iterator[EffettoDisposto]:
        """The effects written in an act, whether they count or not."""
        for index, effetto in enumerate(act.effetti):
            path = (*act.path, "effetti", index)
            yield disposed(act, path, effetto, act.data)
            if effetto.effetti:
                since = self._since(act)
                for inner, corrected in enumerate(effetto.effetti):
                    yield disposed(act, (*path, "effetti", inner), corrected, since)

    def _since(self, act: Provvedimento) -> date:
        """The day of the first of the acts that this one corrects, directly or not."""
        days = [act.data]
        for reference in self.corrected_by(act.riferimento):
            target = self.per_riferimento.get(reference)
            if target is not None:
                days.append(target.data)
            elif self._rete.act_exists(reference) is None:
                return date.min
        return min(days)

    def corrected_by(self, reference: str) -> tuple[str, ...]:
        """The acts whose effects one replaces, directly or through another."""
        found: dict[str, None] = {}
        waiting = list(self._corrects.get(reference, ()))
        while waiting:
            target = waiting.pop()
            if target not in found:
                found[target] = None
                waiting += self._corrects.get(target, ())
        return tuple(found)

    def number_in(self, reference: str | None, verbale: str) -> int | None:
        """The number of the decision of a sitting that an act is, or that it corrects."""
        if reference is None:
            return None
        for one in (reference, *self.corrected_by(reference)):
            minutes, slash, number = one.partition("/")
            if slash and minutes == verbale:
                return int(number)
        return None


def _order(pair: Override) -> tuple[date, str, int]:
    return pair[0].order


def _comes_after(act: Provvedimento, verbale: str) -> bool:
    """Whether an act is later than a whole sitting; one of its own of that day is."""
    day = whole_date(verbale[:10])
    if day is None or act.data != day:
        return day is not None and act.data > day
    return act.verbale is None or act.verbale.id > verbale


def _last_unread(rete: Rete) -> date | None:
    """The day of the latest file of acts that could not be read: until then nothing is sure."""
    unread = (*rete.unread.get("verbale", ()), *rete.unread.get("atto", ()))
    return max((whole_date(name[:10]) or date.max for name in unread), default=None)


@lru_cache(maxsize=4)
def acts_of(rete: Rete) -> Atti:
    """The acts of a register, reckoned once."""
    return Atti(rete)
