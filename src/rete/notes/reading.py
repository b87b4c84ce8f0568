"""Notes → the values of minutes, what was not understood (nothing is lost), and warnings."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, assert_never

from rete.changes import Plain, Record, Refused
from rete.model import riconoscimento
from rete.model.rete import Rete
from rete.notes import values
from rete.notes.grammar import ALONE, Detta, Libera, Sbagliata, Scritta, elements
from rete.notes.heading import Intestazione
from rete.notes.points import Punti
from rete.notes.values import NonSiCapisce
from rete.notes.votes import Decisioni
from rete.records import dataclass

_NO_POINT = "viene prima di ogni «PUNTO»: non si sa di che cosa parla"


@dataclass(frozen=True, kw_only=True)
class NonCapita:
    """A line that could not be understood, in whole or in part; ``punto`` is where it stands."""

    riga: Scritta
    perche: str
    punto: int | None


@dataclass(frozen=True, kw_only=True)
class Appunti:
    """What some notes say: the table and the day, and the rest as a file of minutes holds it."""

    tavolo: str | None
    data: date | None
    record: Record
    non_capite: tuple[NonCapita, ...]
    avvertenze: tuple[str, ...]


def read_notes(
    text: str,
    rete: Rete,
    oggi: date,
    *,
    titoli: Mapping[int, str] | None = None,
    comunque: bool = False,
) -> Appunti:
    """The minutes that some notes tell; ``titoli`` are those of the agenda that is known already.

    With ``comunque`` a line that is not understood is kept too, in the discussion of its point.
    """
    reader = _Reader(rete, oggi, titoli or {}, keep=comunque)
    for element in elements(text):
        reader.take(element)
    return reader.finished()


class _Reader:
    """The minutes as the lines read so far tell them."""

    def __init__(self, rete: Rete, oggi: date, titles: Mapping[int, str], *, keep: bool) -> None:
        self._oggi = oggi
        self._keep = keep
        self._heading = Intestazione(rete, oggi)
        self._points = Punti(titles)
        self._decisions = Decisioni(rete)
        self._bodies = riconoscimento.enti(rete)
        self._actions: list[Plain] = []
        self._movements: list[Plain] = []
        self._not_understood: list[NonCapita] = []

    def take(self, element: Detta | Libera | Sbagliata) -> None:
        match element:
            case Sbagliata():
                self._refuse((element.riga,), element.perche)
            case Libera():
                self._take_text(element)
            case Detta():
                self._points.pause()
                try:
                    self._take_word(element)
                except (NonSiCapisce, Refused) as error:
                    self._refuse(element.righe, str(error))
            case _:
                assert_never(element)

    def finished(self) -> Appunti:
        for line, why in self._decisions.left_over():
            self._refuse((line,), why)
        for said, names in self._decisions.repeated:
            self._heading.tell_repeated(said, names)
        for movement in self._movements:
            if isinstance(movement, dict):
                self._heading.was_there(str(movement["ente"]))
        lists: Record = {
            "movimenti": self._movements,
            "odg": self._points.as_plain(),
            "decisioni": self._decisions.as_plain(),
            "azioni": self._actions,
        }
        return Appunti(
            tavolo=self._heading.tavolo,
            data=self._heading.data,
            record={**self._heading.record, **{key: some for key, some in lists.items() if some}},
            non_capite=tuple(sorted(self._not_understood, key=lambda n: n.riga.numero)),
            avvertenze=(*self._heading.warnings, *self._points.warnings),
        )

    def _refuse(self, lines: tuple[Scritta, ...], why: str) -> None:
        for line in lines:
            if not line.testo.strip():
                continue
            point = self._points.current
            self._not_understood.append(NonCapita(riga=line, perche=why, punto=point))
            if self._keep:
                self._points.say_or_wait(line.testo.strip())

    def _take_text(self, element: Libera) -> None:
        self._decisions.pause()
        if not element.alla_lettera and not element.testo:
            self._points.pause()
        elif self._points.current is None:
            self._refuse((element.riga,), _NO_POINT)
        else:
            self._points.say(element.testo)

    def _take_word(self, said: Detta) -> None:
        needs_value = said.voce not in ALONE or said.voce == "deserta"
        if needs_value and not said.parti and said.punto is None:
            raise NonSiCapisce(f"dopo «{said.parola}» non c'è nulla")
        if said.voce in ("senza-punto", "senza-voto") and said.parti:
            raise NonSiCapisce(f"«{said.parola}» sta da solo sulla riga")
        match said.voce:
            case "punto":
                why = self._points.begin(said.punto, said.testo)
                self._decisions.leave_point()
                if why is not None:
                    raise NonSiCapisce(why)
            case "senza-punto":
                self._points.current = None
                self._decisions.leave_point()
            case "rinviato":
                if not self._points.put_off(said.testo):
                    raise NonSiCapisce(_NO_POINT)
            case "entra" | "esce":
                self._decisions.pause()
                self._take_movement(said, said.voce)
            case "azione":
                self._decisions.pause()
                self._take_action(said)
            case _:
                self._take_other(said)

    def _take_other(self, said: Detta) -> None:
        if self._heading.take(said):
            return
        point = self._points.current
        title = self._points.title_of(point) if point is not None else None
        self._decisions.take(said, point, title, self._heading.data or self._oggi)
        if said.voce == "consenso" and said.parti:
            if point is None:
                raise NonSiCapisce(_NO_POINT)
            self._points.say_or_wait(said.testo)

    def _take_movement(self, said: Detta, way: Literal["entra", "esce"]) -> None:
        """Where it stands among the decisions tells at which it counts."""
        found = values.passage(said.una_riga, self._bodies)
        taken = self._decisions.number
        key, place = ("dal_voto", taken + 1) if way == "entra" else ("dopo_il_voto", taken)
        for ente in found.enti:
            item: Record = {"ente": ente}
            if found.ora is not None:
                item[way] = found.ora
            if not found.senza_voto:
                item[key] = place if found.voto is None else found.voto
            self._movements.append(item)

    def _take_action(self, said: Detta) -> None:
        who, what, last = values.action(said.testo, self._bodies, self._oggi)
        item: Record = {
            "n": len(self._actions) + 1,
            "testo": what,
            "responsabili": list(who),
            "entro": last.isoformat(),
        }
        if self._points.current is not None:
            item["punto"] = self._points.current
        self._actions.append(item)
