"""The books: each act cited against the effects it lays down, both ways; in words: `effects`."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from rete.diagnostics import DocPath
from rete.model.comuni import FONTE
from rete.model.effetti.riga import Attesa
from rete.model.elenchi import APPROVAZIONE
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.model.tempo import DataParziale, eve
from rete.reckoning.acts_that_hold import Atti, EffettoDisposto, acts_of
from rete.reckoning.claim import Chiave, Divario, Pretesa, differences_between, keys_of
from rete.reckoning.claims import claims
from rete.reckoning.effects import (
    Scarto,
    carried_out_in,
    founded_on_another_day,
    from_draft,
    is_named,
    is_overtaken,
    not_approved,
    not_carried_out,
    own_key,
    reaching_back,
    signature_without_membership,
    superseded,
    unlike_the_act,
    without_effect,
)
from rete.reckoning.founding import Firme

Key = tuple[str, Chiave]
"""The act, and what it does to what."""

_ASCERTAINED = ("estinzione", "fusione", "mancato-rinnovo")
"""Ends that happen by themselves, and that an act can only take note of afterwards."""


@lru_cache(maxsize=4)
def balance(rete: Rete) -> tuple[Scarto, ...]:
    """Everything that does not balance in a register, reckoned once."""
    return books(rete).scarti


@lru_cache(maxsize=4)
def books(rete: Rete) -> "Books":
    """The books of a register, read through once."""
    return Books(rete)


class Books:
    """The pairs that were found, and what does not balance (``scarti``).

    ``answering`` are the records that answer to an effect, by its act and its place there.
    """

    def __init__(self, rete: Rete) -> None:
        self._rete = rete
        self._acts: Atti = acts_of(rete)
        self._signings = Firme(rete)
        # Effects that no longer count too: the record that they made may be closed by now.
        self._index: dict[Key, list[EffettoDisposto]] = defaultdict(list)
        for act in self._acts.per_riferimento.values():
            for found in self._acts.laid_down(act):
                for key in keys_of(found.effetto):
                    self._index[act.riferimento, key].append(found)
        self._answered: set[Key] = set()
        self.answering: dict[tuple[str, DocPath], list[Pretesa]] = defaultdict(list)
        self.scarti = tuple(self._differences())

    def _differences(self) -> Iterator[Scarto]:
        for claim in claims(self._rete):
            if claim.atto != FONTE:
                yield from self._judge(claim)
        for found in self._acts.in_force:
            if self.is_left_undone(found):
                yield not_carried_out(found)
        for act in self._acts.per_riferimento.values():
            if act.is_stipula and self._acts.holds(act) and self._acts.is_sure(act):
                yield from self._signed_for_nothing(act)

    # --- from the register to the acts ---

    def _judge(self, claim: Pretesa) -> Iterator[Scarto]:
        act = self._acts.per_riferimento.get(claim.atto)
        if act is None:
            return  # another rule tells of acts that are not there
        sure = self._acts.is_sure(act)
        if self._acts.esito(act) != "approvata":
            if sure:
                yield not_approved(claim, act, self._acts.esito(act))
            return
        over = self._acts.revoked_by(act)
        if over is not None and over.riferimento == claim.chiuso_da:
            over = None  # it held until who revoked it ended it
        over = over or self._acts.replaced_by(act)
        if over is not None:
            if sure:
                yield superseded(claim, over, revoked=self._acts.revokes(over, claim.atto))
            return
        if act.is_draft and claim.elenco is not APPROVAZIONE:
            yield from_draft(claim)
        yield from self._match(claim, act)

    def _match(self, claim: Pretesa, act: Provvedimento) -> Iterator[Scarto]:
        best: tuple[tuple[Divario, ...], Chiave, Attesa, EffettoDisposto] | None = None
        for key, expected in claim.attese:
            for found in self._index.get((claim.atto, key), ()):
                differing = differences_between(claim, expected, found.effetto)
                if best is None or (best[0] and not differing):
                    best = (differing, key, expected, found)
        if best is not None:
            yield from self._compared(claim, *best)
        elif self._signings.founds(act, claim):
            yield from self._founded(claim, act)
        elif claim.dal_atto is not None and self._acts.revokes(act, claim.dal_atto):
            yield from self._late(claim, act, claim.effetto, eve(act.data))
        else:
            yield without_effect(claim, act)

    def _compared(
        self,
        claim: Pretesa,
        differing: tuple[Divario, ...],
        key: Chiave,
        expected: Attesa,
        found: EffettoDisposto,
    ) -> Iterator[Scarto]:
        self.answering[(found.di.riferimento, found.path)].append(claim)
        if not expected.portato:
            self._answered.add((claim.atto, key))
        if differing:
            yield unlike_the_act(claim, differing)
        elif not expected.portato and found.effetto.causa not in _ASCERTAINED:
            effetto = found.effetto
            when = effetto.dal or effetto.al
            if effetto.decorrenza == "firma":
                when = claim.effetto
            yield from self._late(claim, found.di, when, found.non_prima)

    def _founded(self, claim: Pretesa, act: Provvedimento) -> Iterator[Scarto]:
        late = tuple(self._late(claim, act, claim.effetto, act.data))
        yield from late
        begins = None if late else self._signings.other_day(act, claim)
        if begins is not None:
            yield founded_on_another_day(claim, begins)

    def _late(
        self, claim: Pretesa, act: Provvedimento, when: DataParziale | None, since: date
    ) -> Iterator[Scarto]:
        if when is not None and since > when.ultimo and not self._is_ratified(act, when):
            yield reaching_back(claim, act, when)

    def _is_ratified(self, act: Provvedimento, when: DataParziale) -> bool:
        """Whether an act may reach back to a day: it was ratified, or ratifies one of that day."""
        if not self._acts.is_sure(act) or act.riferimento in self._acts.ratificati:
            return True
        for reference in self._acts.ratified_in(act):
            ratified = self._acts.per_riferimento.get(reference)
            if ratified is None or ratified.data <= when.ultimo:
                return True
        return False

    # --- from the acts to the register ---

    def is_left_undone(self, found: EffettoDisposto) -> bool:
        """Whether an effect that counts surely has no record that answers to it."""
        effetto, act = found.effetto, found.di.riferimento
        if not is_named(effetto):
            return False
        if not self._acts.is_sure(found.di) or carried_out_in(self._rete, found) is not False:
            return False
        if (act, own_key(effetto)) not in self._answered:
            return not is_overtaken(self._rete, found)
        return effetto.tipo == "subentro" and any(
            (act, ("subentro", ("a",), (ente,))) not in self._answered
            and effetto.dal is not None
            and self._rete.aderisce(ente, effetto.dal.ultimo) is False
            for ente in effetto.a
        )

    def cannot_tell(self, found: EffettoDisposto) -> bool:
        """Whether a file that cannot be read may hold the record that answers to an effect."""
        effetto = found.effetto
        if not is_named(effetto) or (found.di.riferimento, own_key(effetto)) in self._answered:
            return False
        return not self._acts.is_sure(found.di) or carried_out_in(self._rete, found) is None

    def _signed_for_nothing(self, act: Provvedimento) -> Iterator[Scarto]:
        for index, name in enumerate(act.atto.firmatari if act.atto else ()):
            ente = self._rete.enti.get(name)
            if ente is None or any(one.atto == act.riferimento for one in ente.adesioni):
                continue
            if self._rete.aderisce(name, act.data) is False:
                yield signature_without_membership(act, index, name)
