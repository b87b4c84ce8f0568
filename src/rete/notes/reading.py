"""Notes → the values of minutes, what was not understood (nothing is lost), and warnings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, assert_never

from rete.changes import Plain, Record, Refused
from rete.model import riconoscimento
from rete.model.rete import Rete
from rete.model.verbale import Punto
from rete.notes.actions import Azioni
from rete.notes.doubts import Dubbi
from rete.notes.grammar import HEADED, elements
from rete.notes.heading import Intestazione
from rete.notes.headings import Titolo
from rete.notes.in_a_point import refuse_of_another_point, refuse_of_the_heading
from rete.notes.lines import Detta, Elemento, Libera, Sbagliata, Scritta, indentation, is_item
from rete.notes.opening import told_by
from rete.notes.passages import has_hour, passage
from rete.notes.phrases import SHORT
from rete.notes.points import Punti
from rete.notes.roll_call import CALLED
from rete.notes.sentences import doubt_of
from rete.notes.tally import VOTE_WORDS
from rete.notes.told import Appunti
from rete.notes.values import NonSiCapisce
from rete.notes.vocabulary import ROWS
from rete.notes.votes import Decisioni

_NO_POINT = "viene prima di ogni «PUNTO»: non si sa di che cosa parla"
_OF_THE_SITTING = "sembra dire della seduta: quando, dove, chi c'era"
_RESERVED = (
    "«BISOGNO» è riservata ai bisogni, che per ora si scrivono in «data/bisogni/»: perché resti "
    "nella discussione metti «>» davanti"
)
_GUESSED = {
    "voto": "sembra un voto",
    "entra": "sembra qualcuno che entra",
    "esce": "sembra qualcuno che esce",
    **dict.fromkeys(("presenti", "collegati"), "sembra qualcuno che c'era"),
    **dict.fromkeys(("assenti", "giustificati"), "sembra qualcuno che non c'era"),
    "delega": "sembra una delega",
}


def read_notes(  # noqa: PLR0913 - each is another thing that is known of the notes
    text: str,
    rete: Rete,
    oggi: date,
    *,
    previsti: Sequence[Punto] = (),
    comunque: bool = False,
    scelte: Mapping[int, str] | None = None,
) -> Appunti:
    """The minutes that some notes tell; ``previsti`` are the points of an agenda known already.

    With ``comunque`` a line that is not understood is kept too, in the discussion of its point.
    ``scelte``: what lines mean, by number, as lines of notes: what whoever was asked answered.
    """
    titles = {punto.punto: punto.titolo for punto in previsti}
    found = list(elements(text, titles, scelte))
    reader = _Reader(rete, oggi, previsti, found, keep=comunque)
    for element in found:
        reader.take(element)
    return reader.finished()


class _Reader:
    """The minutes as the lines read so far tell them."""

    def __init__(
        self,
        rete: Rete,
        oggi: date,
        planned: Sequence[Punto],
        found: Sequence[Elemento],
        *,
        keep: bool,
    ) -> None:
        self._oggi = oggi
        self._heading = Intestazione(rete, oggi)
        self._points = Punti(planned)
        self._decisions = Decisioni(rete, self._points.keep)
        self._bodies = riconoscimento.enti(rete)
        self._actions = Azioni(self._bodies, oggi)
        self._movements: list[Plain] = []
        self._proposed: set[str] = {one.voce for one in found if isinstance(one, Detta)}
        self._doubts = Dubbi(self._points, self._bodies, found, keep=keep)

    def take(self, element: Elemento) -> None:
        match element:
            case Sbagliata():
                self._take_doubt(element)
            case Libera():
                self._take_text(element)
            case Detta():
                self._points.pause()
                try:
                    self._take_said(element)
                except (NonSiCapisce, Refused) as error:
                    self._take_refused(element, error)
            case _:
                assert_never(element)

    def finished(self) -> Appunti:
        for line, why in self._decisions.left_over():
            self._doubts.refuse((line,), why)
        for line, why in self._heading.contradictions():
            self._doubts.refuse((line,), why)
        for said, names in self._decisions.repeated:
            self._heading.tell_repeated(said, names)
        for movement in self._movements:
            if isinstance(movement, dict):
                self._heading.was_there(str(movement["ente"]))
        lists: Record = {
            "movimenti": self._movements,
            "odg": self._points.as_plain(),
            "decisioni": self._decisions.as_plain(),
            "azioni": self._actions.as_plain(),
        }
        readers = (self._heading, self._points, self._decisions, self._actions)
        told = [reader.warnings for reader in readers]
        return Appunti(
            tavolo=self._heading.tavolo,
            data=self._heading.data,
            record={**self._heading.record, **{key: some for key, some in lists.items() if some}},
            non_capite=self._doubts.in_order(),
            avvertenze=tuple(warning for warnings in told for warning in warnings),
        )

    # --- what is not clear ---

    def _take_doubt(self, element: Sbagliata) -> None:
        if self._doubts.is_somebody_who_speaks(element):
            self._take_text(Libera(riga=element.riga, testo=element.riga.testo.strip()))
            return
        self._decisions.pause(text=True)
        if element.gruppo == HEADED and self._points.current is None and not element.capo:
            self._doubt_before_points(element.riga, element)
            return
        if element.vota:
            self._decisions.vote_unknown()
        self._doubts.refuse_doubt(element)

    def _take_refused(self, said: Detta, error: NonSiCapisce | Refused) -> None:
        lines = getattr(error, "righe", ()) or said.righe
        if said.frase == "se-nomi":
            line = said.righe[0]
            is_short = len(line.testo.split()) <= SHORT
            if said.voce == "voto" or is_short or has_hour(line.testo):
                what = _GUESSED.get(said.voce, "sembra come ha votato qualcuno")
                doubt = doubt_of(said, f"{what}, ma {error}")
                self._decisions.pause(text=True)
                group = "appello" if said.voce in CALLED else ""
                self._doubts.refuse(said.righe, doubt.perche, doubt.come, group)
            else:
                for line in said.righe:
                    self._take_text(Libera(riga=line, testo=line.testo.strip()))
            return
        if said.voce in VOTE_WORDS or said.nuda:
            self._decisions.vote_unknown()
        come = getattr(error, "come", ()) or (doubt_of(said, "").come if said.frase else ())
        group = f"elenco della riga {said.righe[0].numero}" if len(lines) > 1 else ""
        self._doubts.refuse(lines, str(error), come, group)

    # --- what is ---

    def _take_text(self, element: Libera) -> None:
        self._decisions.pause(text=bool(element.testo))
        if not element.alla_lettera and not element.testo:
            self._points.pause()
        elif self._points.current is None and element.scelta:
            self._points.say_or_wait(element.testo)
        elif self._points.current is None:
            self._doubt_before_points(element.riga)
        else:
            typed = element.riga.testo.expandtabs(4)
            self._points.say(element.testo, 0 if element.alla_lettera else indentation(typed))

    def _doubt_before_points(self, line: Scritta, other: Sbagliata | None = None) -> None:
        """Text before any point: what it may tell of the sitting, or nothing that is known."""
        known = {*self._heading.record, *({"data"} if self._heading.data else set())}
        meant = told_by(line.testo, known | self._proposed)
        self._proposed |= meant.keys()
        if not meant and other is not None:
            self._doubts.refuse_doubt(other)
        elif not meant:
            self._doubts.refuse((line,), _NO_POINT, group="prima dei punti")
        else:
            come = ("\n".join(meant.values()),)
            self._doubts.refuse((line,), _OF_THE_SITTING, come, group="la seduta")

    def _take_said(self, said: Detta) -> None:
        row = ROWS[said.voce]
        if said.voce == "testo":
            for line in said.righe:
                self._take_text(Libera(riga=line, testo=line.testo.strip()))
            return
        if said.voce == "bisogno":
            raise NonSiCapisce(_RESERVED)
        is_heading = row.dove == "testata" and not said.scelta and said.frase is None
        if is_heading and self._points.current is not None and not self._may_be_late(said):
            return
        if self._points.current is not None and not said.scelta:
            refuse_of_another_point(said, self._points)
        self._take_word(said)

    def _may_be_late(self, said: Detta) -> bool:
        """A word of the heading in the middle of a point: False where it is somebody who speaks."""
        if said.voce in ("presiede", "verbalizza"):
            for line in said.righe:
                self._take_text(Libera(riga=line, testo=line.testo.strip()))
            return False
        refuse_of_the_heading(said, self._points, self._heading.record, self._bodies)
        return True

    def _take_word(self, said: Detta) -> None:
        row = ROWS[said.voce]
        alone = row.sola and said.voce != "deserta"
        outcome = said.voce in ("deciso", "respinto", "prende-atto")
        if not (alone or outcome or said.parti or said.punto):
            raise NonSiCapisce(f"dopo «{said.parola}» non c'è nulla")
        if said.voce in ("senza-punto", "senza-voto") and said.parti:
            raise NonSiCapisce(f"«{said.parola}» sta da solo sulla riga")
        match said.voce:
            case "punto":
                self._begin_point(said)
            case "odg":
                self._points.foresee(said.voci)
            case "senza-punto":
                self._points.current = None
                self._decisions.leave_point()
            case "rinviato":
                if not self._points.put_off(said.testo):
                    raise NonSiCapisce(_NO_POINT)
                self._decisions.pause(text=True)
            case "entra" | "esce":
                self._decisions.pause()
                self._take_movement(said, said.voce)
            case "azione":
                self._decisions.pause()
                self._take_actions(said)
            case _:
                self._take_other(said)

    def _begin_point(self, said: Detta) -> None:
        head = said.punto or Titolo(numero=None, titolo="")
        why = self._points.begin(replace(head, titolo=said.testo))
        self._decisions.leave_point()
        if why is not None:
            raise NonSiCapisce(why)

    def _take_other(self, said: Detta) -> None:
        if self._heading.take(said):
            return
        point = self._points.current
        if point is None and said.frase is not None:
            raise NonSiCapisce(_NO_POINT)
        title = self._points.title_of(point) if point is not None else None
        taken = self._decisions.number
        self._decisions.take(said, point, title, self._heading.data or self._oggi)
        if self._decisions.number > taken:
            self._points.mark("decisione", self._decisions.number)
        if said.voce == "consenso" and said.parti and not any(c.isdigit() for c in said.testo):
            if point is None:
                raise NonSiCapisce(_NO_POINT)
            self._points.say_or_wait(said.testo)

    def _take_movement(self, said: Detta, way: Literal["entra", "esce"]) -> None:
        """Where it stands among the decisions tells at which it counts."""
        found = passage(said.una_riga, self._bodies)
        taken = self._decisions.number
        key, place = ("dal_voto", taken + 1) if way == "entra" else ("dopo_il_voto", taken)
        for ente in found.enti:
            item: Record = {"ente": ente}
            if found.ora is not None:
                item[way] = found.ora
            if not found.senza_voto:
                item[key] = place if found.voto is None else found.voto
            self._movements.append(item)

    def _take_actions(self, said: Detta) -> None:
        """One action, or one of each item where the word stands alone above them."""
        above = len(said.righe) - len(said.parti)
        if not (above and all(is_item(line.testo) for line in said.righe[above:])):
            self._take_action(said.testo)
            return
        for place, part in enumerate(said.items):
            try:
                self._take_action(part)
            except NonSiCapisce as error:
                self._doubts.refuse((said.righe[place + above],), str(error), error.come)

    def _take_action(self, text: str) -> None:
        self._actions.take(text, self._points.current)
        self._points.mark("azione", self._actions.number)
