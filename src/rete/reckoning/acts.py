"""The acts of a register: which hold, which were rectified or revoked, and what they effect."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rete.diagnostics import DocPath
from rete.model.atto import Atto
from rete.model.comuni import Effetto, Esito
from rete.model.rete import Rete
from rete.model.verbale import Decisione, Verbale

Oggetto = tuple[str, ...]

SENZA_RISCONTRO = frozenset({"ratifica", "rettifica", "revoca"})
"""Effects on other acts: nothing in the register answers to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provvedimento:
    """One act, wherever it was born: a decision of some minutes, or a file of its own."""

    riferimento: str
    data: date
    file: str
    path: DocPath
    effetti: tuple[Effetto, ...]
    verbale: Verbale | None = None
    decisione: Decisione | None = None
    atto: Atto | None = None

    @property
    def order(self) -> tuple[date, str, int]:
        """Acts in the order in which they came; decisions of a sitting by their number."""
        if self.decisione is not None and self.verbale is not None:
            return (self.data, self.verbale.id, self.decisione.n)
        return (self.data, "", 0)

    @property
    def is_draft(self) -> bool:
        """Whether it stands in minutes not yet approved."""
        return self.verbale is not None and not self.verbale.is_approved

    @property
    def is_stipula(self) -> bool:
        return self.atto is not None and self.atto.tipo == "stipula"


@dataclass(frozen=True, slots=True, kw_only=True)
class EffettoDisposto:
    """One effect with the act that lays it down and the place where it is written."""

    di: Provvedimento
    path: DocPath
    effetto: Effetto
    oggetto: Oggetto


def object_of(effetto: Effetto) -> Oggetto:
    """What an effect is about: with the act and the ``tipo``, what pairs it with a record."""
    match effetto.tipo:
        case "istituzione" | "chiusura":
            found = (effetto.tavolo,)
        case "ingresso" | "uscita" | "coordinamento" | "fine-coordinamento":
            return tuple(part for part in (effetto.tavolo, effetto.ente) if part)
        case "modifica-articolo":
            found = (effetto.articolo,)
        case "rinnovo":
            found = (effetto.periodo,)
        case "monitoraggio":
            found = (effetto.monitoraggio,)
        case "avvio-progetto":
            found = (effetto.progetto,)
        case "approvazione-verbale":
            found = (effetto.verbale,)
        case "ratifica" | "rettifica" | "revoca":
            found = (effetto.atto or effetto.verbale,)
        case _:
            found = (effetto.ente,)
    return tuple(part for part in found if part)


class Atti:
    """Every act by its reference, and the questions on whether it holds."""

    def __init__(self, rete: Rete) -> None:
        self.per_riferimento: Mapping[str, Provvedimento] = {
            found.riferimento: found for found in _every_act(rete)
        }
        self._overriding: dict[str, list[tuple[Provvedimento, Effetto]]] = defaultdict(list)
        for found in self.per_riferimento.values():
            for effetto in found.effetti:
                if effetto.tipo in ("rettifica", "revoca"):
                    self._note_override(found, effetto)
        self._corrections: dict[str, list[tuple[Provvedimento, Effetto]]] = defaultdict(list)
        for found in self.per_riferimento.values():
            for effetto in found.effetti:
                if effetto.tipo == "rettifica" and effetto.verbale is not None:
                    self._corrections[effetto.verbale].append((found, effetto))
        self._holds: dict[str, bool] = {}
        self._ratifying = {
            effetto.atto: found
            for found in self.per_riferimento.values()
            for effetto in found.effetti
            if effetto.tipo == "ratifica" and effetto.atto and self.holds(found)
        }
        self.ratificati = frozenset(self._ratifying)

    def rectifying(self, verbale: str) -> list[tuple[Provvedimento, Effetto]]:
        """The acts in force that correct what some minutes say of who was there, in order."""
        found = [pair for pair in self._corrections.get(verbale, ()) if self.holds(pair[0])]
        return sorted(found, key=lambda pair: pair[0].order)

    def _note_override(self, act: Provvedimento, effetto: Effetto) -> None:
        # Only what comes later corrects: two acts can never revoke each other.
        target = self.per_riferimento.get(effetto.atto or self._only_decision(effetto))
        if target is not None and target.order < act.order:
            self._overriding[target.riferimento].append((act, effetto))

    def _only_decision(self, effetto: Effetto) -> str:
        """The decision meant by who corrects the outcome of minutes that have only one."""
        minutes = effetto.verbale or ""
        alone = f"{minutes}/2" not in self.per_riferimento
        return f"{minutes}/1" if effetto.esito is not None and alone else ""

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

    def revoked_by(self, act: Provvedimento) -> Provvedimento | None:
        """The act in force that revokes this one."""
        for by, effetto in self.holding_over(act):
            if effetto.tipo == "revoca":
                return by
        return None

    def replaced_by(self, act: Provvedimento) -> Provvedimento | None:
        """The last act in force whose effects stand in the place of this one's."""
        for by, effetto in reversed(self.holding_over(act)):
            if effetto.tipo == "rettifica" and (effetto.effetti or effetto.esito is None):
                return by
        return None

    def ratified_by(self, act: Provvedimento) -> Provvedimento | None:
        """The act in force that ratifies this one."""
        return self._ratifying.get(act.riferimento)

    def holding_over(self, act: Provvedimento) -> list[tuple[Provvedimento, Effetto]]:
        """The acts in force that rectify or revoke this one, with the effect that does, in order."""
        found = [pair for pair in self._overriding.get(act.riferimento, ()) if self.holds(pair[0])]
        return sorted(found, key=lambda pair: pair[0].order)

    def in_force(self) -> Iterator[EffettoDisposto]:
        """Every effect that counts: of acts that hold, in the place of those that they replace."""
        for act in self.per_riferimento.values():
            if not act.effetti or not self.holds(act) or self.replaced_by(act) is not None:
                continue
            for index, effetto in enumerate(act.effetti):
                path = (*act.path, "effetti", index)
                yield _disposed(act, path, effetto)
                if effetto.tipo == "rettifica":
                    for inner, corrected in enumerate(effetto.effetti):
                        yield _disposed(act, (*path, "effetti", inner), corrected)


def _disposed(act: Provvedimento, path: DocPath, effetto: Effetto) -> EffettoDisposto:
    return EffettoDisposto(di=act, path=path, effetto=effetto, oggetto=object_of(effetto))


def _every_act(rete: Rete) -> Iterator[Provvedimento]:
    for verbale in rete.verbali.values():
        for index, decisione in enumerate(verbale.decisioni):
            yield Provvedimento(
                riferimento=f"{verbale.id}/{decisione.n}",
                data=verbale.data,
                file=verbale.file,
                path=("decisioni", index),
                effetti=decisione.effetti,
                verbale=verbale,
                decisione=decisione,
            )
    for atto in rete.atti.values():
        yield Provvedimento(
            riferimento=atto.id,
            data=atto.data,
            file=atto.file,
            path=(),
            effetti=atto.effetti,
            atto=atto,
        )


@lru_cache(maxsize=4)
def acts_of(rete: Rete) -> Atti:
    """The acts of a register, reckoned once."""
    return Atti(rete)
