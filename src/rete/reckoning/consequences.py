"""What an effect carries with it in the register: seats, coordination and offices that follow."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from rete.diagnostics import Fault
from rete.model.comuni import Incarico
from rete.model.rete import Rete
from rete.model.tavolo import Tavolo
from rete.model.tempo import DataParziale, covers
from rete.reckoning.acts import EffettoDisposto, acts_of

_DAY = timedelta(days=1)
Seat = tuple[Tavolo, str, int, Incarico]


class Conseguenze:
    """The seats of every body, looked up once, and what should have happened to them."""

    def __init__(self, rete: Rete) -> None:
        self._rete = rete
        self._seats: dict[str, list[Seat]] = defaultdict(list)
        for tavolo in rete.tavoli.values():
            for key, items in (
                ("componenti", tavolo.componenti),
                ("coordinamento", tavolo.coordinamento),
            ):
                for index, seat in enumerate(items):
                    self._seats[seat.ente].append((tavolo, key, index, seat))

    def of_tables(self) -> Iterator[Fault]:
        """Seats and coordinations that an effect should have ended, opened or passed on."""
        for found in acts_of(self._rete).in_force():
            match found.effetto.tipo:
                case "cessazione":
                    yield from self._after_leaving(found)
                case "subentro":
                    yield from self._after_succession(found)
                case "istituzione":
                    yield from self._first_seats(found)
                case _:
                    pass

    def of_bodies(self) -> Iterator[Fault]:
        """Representatives of bodies that left, still open."""
        for found in acts_of(self._rete).in_force():
            effetto = found.effetto
            if effetto.tipo != "cessazione" or effetto.al is None:
                continue
            ente = self._rete.enti.get(effetto.ente or "")
            day_after = effetto.al.ultimo + _DAY
            if ente is None or self._rete.aderisce(ente.id, day_after) is not False:
                continue
            for index, referente in enumerate(ente.referenti):
                if _goes_on(referente.dal, referente.al, effetto.al.ultimo):
                    yield Fault(
                        file=ente.file,
                        path=("referenti", index),
                        message=f"«{ente.id}» è cessato il {effetto.al}, ma il suo "
                        f"{referente.ruolo} ({referente.carica}) risulta ancora in carica",
                        remedy=f'chiudi l\'incarico con «al: "{effetto.al}"»',
                    )

    def of_pact(self) -> Iterator[Fault]:
        """A secretariat that goes on although another body has taken it."""
        patto = self._rete.patto
        for found in acts_of(self._rete).in_force() if patto else ():
            effetto = found.effetto
            if patto is None or effetto.tipo != "segreteria" or effetto.dal is None:
                continue
            for index, held in enumerate(patto.segreteria):
                before = held.dal is None or held.dal.primo < effetto.dal.primo
                if held.ente != effetto.ente and before and covers(held, effetto.dal.ultimo):
                    yield Fault(
                        file=patto.file,
                        path=("segreteria", index),
                        message=f"la segreteria di «{held.ente}» risulta ancora aperta, ma dal "
                        f"{effetto.dal} è di «{effetto.ente}»",
                        remedy=f"chiudila al giorno prima, citando «{found.di.riferimento}»",
                    )

    def _after_leaving(self, found: EffettoDisposto) -> Iterator[Fault]:
        effetto = found.effetto
        if effetto.al is None or effetto.ente is None:
            return
        for tavolo, key, index, seat in self._seats.get(effetto.ente, ()):
            if _goes_on(seat.dal, seat.al, effetto.al.ultimo):
                yield Fault(
                    file=tavolo.file,
                    path=(key, index),
                    message=f"«{effetto.ente}» è cessato il {effetto.al}, ma {_role(key)} "
                    f"«{tavolo.id}» resta dopo quel giorno",
                    remedy=f'chiudi la voce con al: "{effetto.al}" e '
                    f"atto_fine: {found.di.riferimento}",
                )

    def _after_succession(self, found: EffettoDisposto) -> Iterator[Fault]:
        effetto = found.effetto
        if effetto.dal is None or effetto.ente is None:
            return
        last = effetto.dal.primo - _DAY
        for tavolo, key, index, seat in self._seats.get(effetto.ente, ()):
            if _goes_on(seat.dal, seat.al, last):
                yield Fault(
                    file=tavolo.file,
                    path=(key, index),
                    message=f"a «{effetto.ente}» è subentrato altri dal {effetto.dal}, ma "
                    f"{_role(key)} «{tavolo.id}» resta dopo quel giorno",
                    remedy=f'chiudi la voce con al: "{last}" e atto_fine: {found.di.riferimento}',
                )
            elif covers(seat, last) and not self._passed_on(tavolo, key, effetto.a, last + _DAY):
                yield Fault(
                    file=tavolo.file,
                    path=(key, index),
                    message=f"{_role(key)} «{tavolo.id}» di «{effetto.ente}» non è passato a chi "
                    f"gli è subentrato il {effetto.dal}",
                    remedy=f'aggiungi la voce di chi subentra con dal: "{effetto.dal}" e '
                    f"atto: {found.di.riferimento}",
                )

    def _passed_on(self, tavolo: Tavolo, key: str, bodies: Iterable[str], day: date) -> bool:
        items = tavolo.componenti if key == "componenti" else tavolo.coordinamento
        closed = tavolo.chiusura is not None and tavolo.chiusura.al.ultimo < day
        return closed or any(seat.ente in bodies and covers(seat, day) for seat in items)

    def _first_seats(self, found: EffettoDisposto) -> Iterator[Fault]:
        effetto = found.effetto
        tavolo = self._rete.tavoli.get(effetto.tavolo or "")
        if tavolo is None or effetto.dal is None:
            return
        sitting = (*effetto.componenti, *((effetto.coordina,) if effetto.coordina else ()))
        wanted = [("componenti", ente) for ente in dict.fromkeys(sitting)]
        if tavolo.sits_all_members:
            wanted = []
        if effetto.coordina:
            wanted.append(("coordinamento", effetto.coordina))
        for key, ente in wanted:
            items = tavolo.componenti if key == "componenti" else tavolo.coordinamento
            if not any(s.ente == ente and covers(s, effetto.dal.ultimo) for s in items):
                yield Fault(
                    file=tavolo.file,
                    path=(key,),
                    message=f"«{found.di.riferimento}» istituisce «{tavolo.id}» con «{ente}», ma "
                    f"{_role(key)} «{tavolo.id}» non c'è dal {effetto.dal}",
                    remedy=f'aggiungi a {key}: ente {ente}, dal "{effetto.dal}", '
                    f"atto {found.di.riferimento}",
                )


def _goes_on(start: DataParziale | None, end: DataParziale | None, last: date) -> bool:
    """Whether something begun by ``last`` goes on after it (dates of unknown day: surely)."""
    begun = start.primo if start else date.min
    ended = end.ultimo if end else date.max
    return begun <= last < ended


def _role(key: str) -> str:
    return "il suo posto in" if key == "componenti" else "il suo coordinamento di"
