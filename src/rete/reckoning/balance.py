"""The books: what the register says that acts did against what those acts lay down, both ways."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rete.diagnostics import DocPath, Fault
from rete.model.comuni import FONTE
from rete.model.rete import Rete
from rete.model.tempo import DataParziale
from rete.reckoning.acts import SENZA_RISCONTRO, Atti, EffettoDisposto, Oggetto, acts_of
from rete.reckoning.claim import Attesa, Pretesa, Valore, keys_of, value_of
from rete.reckoning.claims import claims
from rete.reckoning.effects import carried_out_in, effect_with_ids

Squilibrio = Literal[
    "non-approvata", "superata", "senza-effetto", "valori", "posteriore", "bozza", "non-attuata"
]

Key = tuple[str, str, Oggetto]
"""The act, the kind of effect, what it is about."""

DocPlace = tuple[str, DocPath]
"""A file, and a place in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scarto:
    """One place where the books do not balance; ``genere`` is the kind of file that is shown."""

    genere: str
    squilibrio: Squilibrio
    fault: Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Riscontro:
    """One effect that counts, and the records that answer to it or follow from it.

    ``attuato`` is None where a file that could not be read may hold the answer.
    """

    disposto: EffettoDisposto
    attuato: bool | None
    voci: tuple[Pretesa, ...]


@lru_cache(maxsize=4)
def balance(rete: Rete) -> tuple[Scarto, ...]:
    """Everything that does not balance in a register, reckoned once."""
    return _books(rete).scarti


@lru_cache(maxsize=4)
def answers(rete: Rete) -> Mapping[str, tuple[Riscontro, ...]]:
    """The effects that count, by the act that lays them down, each with what answers to it."""
    found: dict[str, list[Riscontro]] = defaultdict(list)
    for riscontro in _books(rete).riscontri():
        found[riscontro.disposto.di.riferimento].append(riscontro)
    return {act: tuple(riscontri) for act, riscontri in found.items()}


@lru_cache(maxsize=4)
def _books(rete: Rete) -> "_Books":
    return _Books(rete)


class _Books:
    def __init__(self, rete: Rete) -> None:
        self._rete = rete
        self._acts: Atti = acts_of(rete)
        self._in_force = list(self._acts.in_force())
        self._index: dict[Key, EffettoDisposto] = {}
        for found in self._in_force:
            for key in keys_of(found.effetto, found.oggetto):
                self._index[(found.di.riferimento, found.effetto.tipo, key)] = found
        self._answered: set[Key] = set()
        self._answering: dict[DocPlace, list[Pretesa]] = defaultdict(list)
        self.scarti = tuple(self._differences())

    def riscontri(self) -> Iterator[Riscontro]:
        """Every effect that needs an answer in the register, with the records that give it."""
        for found in self._in_force:
            if found.effetto.tipo not in SENZA_RISCONTRO:
                yield Riscontro(
                    disposto=found,
                    attuato=self._carried_out(found),
                    voci=tuple(self._answering.get((found.di.file, found.path), ())),
                )

    def _differences(self) -> Iterator[Scarto]:
        for claim in claims(self._rete):
            if claim.atto != FONTE:
                yield from self._judge(claim)
        for found in self._in_force:
            if found.effetto.tipo not in SENZA_RISCONTRO and self._carried_out(found) is False:
                yield _not_carried_out(found)

    def _judge(self, claim: Pretesa) -> Iterator[Scarto]:
        act = self._acts.per_riferimento.get(claim.atto)
        if act is None:
            return  # another rule tells of acts that are not there
        if self._acts.esito(act) != "approvata":
            yield _scarto(
                claim,
                "non-approvata",
                f"«{claim.atto}» non è una decisione approvata: non può disporre {claim.cosa}",
                "cita l'atto giusto, o togli ciò che nessuno ha deciso",
            )
            return
        over = self._acts.revoked_by(act)
        if over is not None and over.riferimento == claim.chiuso_da:
            over = None  # it held until who revoked it ended it
        over = over or self._acts.replaced_by(act)
        if over is not None:
            yield _scarto(
                claim,
                "superata",
                f"«{claim.atto}» non vale più per {claim.cosa}: l'ha corretta o revocata "
                f"«{over.riferimento}»",
                f"cita «{over.riferimento}», o chiudi il periodo con quell'atto",
            )
            return
        if act.is_draft and claim.genere != "VER":
            yield _scarto(
                claim,
                "bozza",
                f"«{claim.atto}», che dispone {claim.cosa}, è in un verbale non ancora approvato",
                f"approva il verbale «{claim.atto.partition('/')[0]}»",
            )
        yield from self._match(claim)

    def _match(self, claim: Pretesa) -> Iterator[Scarto]:
        for expected in claim.attese:
            found = self._index.get((claim.atto, expected.tipo, expected.oggetto))
            if found is not None:
                self._answering[(found.di.file, found.path)].append(claim)
                if not expected.portato:
                    self._answered.add((claim.atto, expected.tipo, expected.oggetto))
                yield from self._compare(claim, expected, found)
                return
        if self._is_founded(claim):
            yield from self._late(claim, claim.effetto)
        elif not self._is_end_by_revocation(claim):
            yield _scarto(
                claim,
                "senza-effetto",
                f"«{claim.atto}» non dispone {claim.cosa}",
                "aggiungi l'effetto all'atto, o cita l'atto che lo dispone",
            )

    def _is_founded(self, claim: Pretesa) -> bool:
        """Whether the act is a signing, which founds whatever cites it and admits who signs."""
        act = self._acts.per_riferimento[claim.atto]
        if act.atto is None or not act.is_stipula or claim.dal_atto is not None:
            return False
        signed = act.atto.firmatari
        names_missing = act.atto.firmatari_totale is None or (
            len(signed) < act.atto.firmatari_totale
        )
        return claim.soggetto is None or claim.soggetto in signed or (names_missing and not signed)

    def _is_end_by_revocation(self, claim: Pretesa) -> bool:
        begun = self._acts.per_riferimento.get(claim.dal_atto or "")
        over = self._acts.revoked_by(begun) if begun else None
        return over is not None and over.riferimento == claim.atto

    def _compare(
        self, claim: Pretesa, expected: Attesa, found: EffettoDisposto
    ) -> Iterator[Scarto]:
        differing = [
            (key, ours, theirs)
            for key, ours in expected.valori
            if (theirs := _stated(found, key, expected)) is not None and not _same(ours, theirs)
        ]
        if differing:
            told = ", ".join(
                f"«{_KEY_NAMES.get(key, key)}» qui è {ours or 'assente'} e nell'atto {theirs}"
                for key, ours, theirs in differing
            )
            key = _KEY_NAMES.get(differing[0][0], differing[0][0])
            yield _scarto(
                claim,
                "valori",
                f"{claim.cosa} non è come dispone «{claim.atto}»: {told}",
                "correggi il valore sbagliato: nell'atto e nel registro deve essere lo stesso",
                path=(*claim.path[:-1], key),
            )
        elif not expected.portato:
            yield from self._late(claim, found.effetto.dal or found.effetto.al)

    def _late(self, claim: Pretesa, when: DataParziale | None) -> Iterator[Scarto]:
        act = self._acts.per_riferimento[claim.atto]
        ratifies = any(effetto.tipo == "ratifica" for effetto in act.effetti)
        if (
            when is not None
            and act.data > when.ultimo
            and not ratifies
            and act.riferimento not in self._acts.ratificati
        ):
            yield _scarto(
                claim,
                "posteriore",
                f"«{claim.atto}» è del {act.data}, dopo il {when} da cui avrebbe effetto "
                f"{claim.cosa}",
                "correggi la data; se l'atto è stato ratificato, registra la ratifica",
            )

    def _carried_out(self, found: EffettoDisposto) -> bool | None:
        effetto, act = found.effetto, found.di.riferimento
        answered = (act, effetto.tipo, found.oggetto) in self._answered
        if effetto.tipo == "subentro" and effetto.dal is not None:
            new = [
                ente
                for ente in effetto.a
                if (act, "subentro", ("→", ente)) not in self._answered
                and self._rete.aderisce(ente, effetto.dal.primo) is False
            ]
            answered = answered and not new
        return answered or carried_out_in(self._rete, found)


def _stated(found: EffettoDisposto, key: str, expected: Attesa) -> Valore:
    """What the act says under a key; an admission «from the signature» says the signature's day."""
    if found.effetto.decorrenza == "firma":
        if key == "dal":
            return dict(expected.valori).get("firma") or "la data della firma"
        if key == "firma":
            return None
    return value_of(found.effetto, key)


def _same(ours: Valore, theirs: Valore) -> bool:
    if isinstance(ours, DataParziale) and isinstance(theirs, DataParziale):
        return ours.primo <= theirs.ultimo and theirs.primo <= ours.ultimo
    return ours == theirs


_KEY_NAMES = {"vigilia": "al"}


def _scarto(
    claim: Pretesa,
    squilibrio: Squilibrio,
    message: str,
    remedy: str,
    path: DocPath | None = None,
) -> Scarto:
    fault = Fault(file=claim.file, path=path or claim.path, message=message, remedy=remedy)
    return Scarto(genere=claim.genere, squilibrio=squilibrio, fault=fault)


def _not_carried_out(found: EffettoDisposto) -> Scarto:
    return Scarto(
        genere="VER" if found.di.decisione else "ATT",
        squilibrio="non-attuata",
        fault=Fault(
            file=found.di.file,
            path=found.path,
            message=f"decisione non ancora attuata: {effect_with_ids(found.effetto)} («{found.di.riferimento}»)",
            remedy=f"riportala nel registro citando «{found.di.riferimento}»",
        ),
    )
