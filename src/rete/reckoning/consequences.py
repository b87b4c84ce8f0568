"""What an effect carries with it in the register: seats, coordination and offices that follow.

An effect that is not in the register yet carries nothing: that it is not is told elsewhere, and a
decision may be carried out tomorrow. Items that cite its act are compared with it by the balance.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

from rete.diagnostics import Faults, fault, fault_within
from rete.italiano import in_quotes
from rete.model.comuni import Effetto, Incarico
from rete.model.elenchi import (
    CARICHE,
    CHIUSURA,
    COMPONENTI,
    COORDINAMENTO,
    SEGRETERIA,
    ending_with,
    voci,
)
from rete.model.ente import Ente
from rete.model.forma_di_elenco import Elenco, Voce
from rete.model.patto import Carica
from rete.model.rete import Rete
from rete.model.tavolo import Tavolo
from rete.model.tempo import DataParziale, Periodo, covers, eve, next_day
from rete.reckoning.acts_that_hold import EffettoDisposto, acts_of
from rete.reckoning.claim import first_seats
from rete.reckoning.follow_ups import actions_of
from rete.records import frozen

_Passaggio = tuple[date, str, str]
"""The day on which a secretariat or an office begins, whose it is, by which act."""

_CHARGES: Final[tuple[Elenco[Any], ...]] = (SEGRETERIA, CARICHE)
_SECRETARIAT: Final = ""
"""What stands for the secretariat beside the ids of offices."""


_ROLES: Final[Mapping[Elenco[Any], str]] = {
    COMPONENTI: "il suo posto in",
    COORDINAMENTO: "il suo coordinamento di",
}


@frozen
class _Uscita:
    """A body that is no longer in after a day, by an effect that the register carries out."""

    ente: Ente
    ultimo: DataParziale
    detto: str
    a: tuple[str, ...]
    atto: str


class Conseguenze:
    """The seats of every body, looked up once, and what should have happened to them."""

    def __init__(self, rete: Rete) -> None:
        self._rete = rete
        acts = acts_of(rete)
        self._effects = [found for found in acts.in_force if acts.is_sure(found.di)]
        self._seats: dict[str, list[Voce[Incarico]]] = defaultdict(list)
        for elenco in ending_with(CHIUSURA):
            for seat in voci(rete, elenco):
                self._seats[seat.voce.ente].append(seat)
        self._departures = tuple(self._every_departure())

    def of_tables(self) -> Faults:
        """Seats and coordinations that an effect should have ended, opened or passed on."""
        for left in self._departures:
            for seat in self._seats.get(left.ente.id, ()):
                yield from _not_left(left, seat)
                yield from self._not_passed_on(left, seat)
        for found in self._effects:
            if found.effetto.tipo == "istituzione":
                yield from self._without_first_seats(found)

    def of_bodies(self) -> Faults:
        """Representatives of bodies that left, still open."""
        for left in self._departures:
            for index, referente in enumerate(left.ente.referenti):
                if _goes_on(referente, left.ultimo.ultimo):
                    yield fault(
                        left.ente,
                        ("referenti", index),
                        f"{left.detto}, ma il suo {referente.ruolo} ({referente.carica}) "
                        "risulta ancora in carica",
                        f'chiudi l\'incarico con al: "{left.ultimo}"',
                    )

    def of_actions(self) -> Faults:
        """Actions still open that a sitting gave to bodies that have left since."""
        left = {one.ente.id: one for one in self._departures if not _is_back(one)}
        for verbale in self._rete.verbali.values() if left else ():
            for index, action in enumerate(actions_of(self._rete, verbale, date.max)):
                if not action.is_open:
                    continue
                for ente in action.responsabili:
                    if ente in left and verbale.data <= left[ente].ultimo.primo:
                        yield fault(
                            verbale,
                            ("azioni", index),
                            f"{left[ente].detto}, ma l'azione {action.azione.n}, ancora "
                            "aperta, è affidata a quell'ente",
                            f"in data/seguiti/{verbale.id}.yaml scrivi a chi passa "
                            "(«responsabili»), o che è fatta o annullata",
                        )

    def of_pact(self) -> Faults:
        """A secretariat or an office that goes on although another body has taken it, or its body
        has left."""
        left = {one.ente.id: one for one in self._departures}
        passages = self._passages()
        for elenco in _CHARGES:
            for item in voci(self._rete, elenco):
                for last, why, act in _ends_of_charge(item.voce, left, passages):
                    if item.voce.atto_fine != act and _goes_on(item.voce, last):
                        yield fault_within(
                            item,
                            (),
                            f"{item.noun} risulta ancora aperta, ma {why}",
                            f'chiudila con al: "{last}" e atto_fine: {act}',
                        )

    def _passages(self) -> Mapping[str, list[_Passaggio]]:
        """The secretariats and the offices of one holder that began by an effect, each by day."""
        recorded = {
            (_office(item.voce), item.voce.ente, item.voce.atto)
            for elenco in _CHARGES
            for item in voci(self._rete, elenco)
        }
        found: dict[str, list[_Passaggio]] = defaultdict(list)
        for one in self._effects:
            effetto, act = one.effetto, one.di.riferimento
            office = self._passed_on(effetto)
            if office is None or effetto.dal is None or effetto.ente is None:
                continue
            if (office, effetto.ente, act) in recorded:
                found[office].append((effetto.dal.ultimo, effetto.ente, act))
        return {office: sorted(passages) for office, passages in found.items()}

    def _passed_on(self, effetto: Effetto) -> str | None:
        """What only one body holds, and takes from another by this effect."""
        patto, office = self._rete.patto, effetto.carica or ""
        if effetto.tipo != "carica":
            return _SECRETARIAT if effetto.tipo == "segreteria" else None
        known = patto.carica(office) if patto else None
        return office if known is not None and known.posti == 1 else None

    def _every_departure(self) -> Iterator[_Uscita]:
        for found in self._effects:
            effetto, act = found.effetto, found.di.riferimento
            ente = self._rete.enti.get(effetto.ente or "")
            if ente is None or not any(period.atto_fine == act for period in ente.adesioni):
                continue
            if effetto.tipo == "cessazione" and effetto.al is not None:
                said = f"«{ente.id}» non aderisce più dopo il {effetto.al}"
                yield _Uscita(ente=ente, ultimo=effetto.al, detto=said, a=(), atto=act)
            elif effetto.tipo == "subentro" and effetto.dal is not None:
                last = DataParziale(*map(eve, effetto.dal))
                said = f"a «{ente.id}» {_succeed(effetto.a)} dal {effetto.dal}"
                yield _Uscita(ente=ente, ultimo=last, detto=said, a=effetto.a, atto=act)

    def _without_first_seats(self, found: EffettoDisposto) -> Faults:
        effetto, act = found.effetto, found.di.riferimento
        tavolo = self._rete.tavoli.get(effetto.tavolo or "")
        if tavolo is None or effetto.dal is None or tavolo.istituzione.atto != act:
            return
        seats = first_seats(effetto)
        if tavolo.sits_all_members:  # who leads it needs no seat of its own
            seats = () if tavolo.genere == "plenaria" else effetto.componenti
        wanted = [(COMPONENTI, ente) for ente in seats]
        if effetto.coordina:
            wanted.append((COORDINAMENTO, effetto.coordina))
        for elenco, ente in wanted:
            if not self._has(tavolo, elenco, (ente,), effetto.dal.ultimo, act):
                key = elenco.chiavi[0]
                yield fault(
                    tavolo,
                    (key,),
                    f"«{act}» istituisce «{tavolo.id}» con «{ente}», ma "
                    f"{_role(elenco, tavolo)} non c'è dal {effetto.dal}",
                    f'aggiungi a «{key}» una voce con ente: {ente}, dal: "{effetto.dal}" e '
                    f"atto: {act}",
                )

    def _not_passed_on(self, left: _Uscita, seat: Voce[Incarico]) -> Faults:
        """Where it was held to the last day, and the table goes on, somebody must have it next."""
        last, tavolo, role = left.ultimo.ultimo, seat.scheda, _role(seat.elenco, seat.scheda)
        closed = tavolo.chiusura is not None and tavolo.chiusura.al.primo <= last
        if not left.a or closed or seat.voce.atto_fine != left.atto:
            return
        if not self._has(tavolo, seat.elenco, left.a, next_day(last), left.atto):
            yield fault_within(
                seat,
                (),
                f"{left.detto}, ma {role} non è passato"
                + (" a nessuno di loro" if len(left.a) > 1 else ""),
                f"aggiungi a «{seat.path[0]}» la voce di chi subentra, con atto: {left.atto}",
            )

    def _has(
        self, tavolo: Tavolo, elenco: Elenco[Any], bodies: tuple[str, ...], day: date, act: str
    ) -> bool:
        """Whether one of these bodies has a place there on a day, or one that this act gave it."""
        return any(
            seat.scheda is tavolo
            and seat.elenco is elenco
            and (seat.voce.atto == act or covers(seat.voce, day) is not False)
            for ente in bodies
            for seat in self._seats.get(ente, ())
        )


def _is_back(left: _Uscita) -> bool:
    """Whether a body that has left came in again, or may have."""
    last = left.ultimo.primo
    return any(period.dal is None or period.dal.ultimo > last for period in left.ente.adesioni)


def _not_left(left: _Uscita, seat: Voce[Incarico]) -> Faults:
    if seat.voce.atto_fine == left.atto or not _goes_on(seat.voce, left.ultimo.ultimo):
        return
    yield fault_within(
        seat,
        (),
        f"{left.detto}, ma {_role(seat.elenco, seat.scheda)} resta dopo quel giorno",
        f'chiudi la voce con al: "{left.ultimo}" e atto_fine: {left.atto}',
    )


def _office(held: Incarico) -> str:
    return held.carica if isinstance(held, Carica) else _SECRETARIAT


def _ends_of_charge(
    held: Incarico, left: Mapping[str, _Uscita], passages: Mapping[str, list[_Passaggio]]
) -> Iterator[tuple[date, str, str]]:
    """The last day, the reason and the act of what ends a secretariat or an office."""
    departure = left.get(held.ente)
    if departure is not None:
        yield departure.ultimo.ultimo, departure.detto, departure.atto
    since = held.dal.ultimo if held.dal else date.min
    known = passages.get(_office(held), [])
    for day, ente, act in known[bisect_right(known, (since, "\uffff", "")) :]:
        if ente != held.ente:
            yield eve(day), f"dal {day} è di «{ente}»", act
            return


def _goes_on(period: Periodo, last: date) -> bool:
    """Whether something surely begun by ``last`` surely goes on after it."""
    begun = period.dal.ultimo <= last if period.dal else covers(period, last) is True
    return begun and (period.al is None or period.al.primo > last)


def _succeed(bodies: tuple[str, ...]) -> str:
    names = in_quotes(bodies)
    return f"{'subentra' if len(bodies) == 1 else 'subentrano'} {names}"


def _role(elenco: Elenco[Any], tavolo: Tavolo) -> str:
    return f"{_ROLES[elenco]} «{tavolo.id}»"


@lru_cache(maxsize=4)
def consequences(rete: Rete) -> Conseguenze:
    """What follows from the acts of a register, looked up once."""
    return Conseguenze(rete)
