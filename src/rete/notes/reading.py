"""Notes → the values of minutes, what was not understood (nothing is lost), and warnings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Literal, assert_never

from rete.changes import Plain, Refused
from rete.edits.disposto import effect_as_plain
from rete.edits.effetti_scritti import effect_of
from rete.italiano import join_words
from rete.model import riconoscimento
from rete.model.rete import Rete
from rete.model.ricerca import words
from rete.notes import values
from rete.notes.grammar import Detta, Libera, Sbagliata, Scritta, Voce, elements
from rete.notes.record import Punti, Voti
from rete.notes.values import NonSiCapisce

MODALITA = ("presenza", "distanza", "mista", "scritta")
_ESITI: Mapping[Voce, str] = {
    "deciso": "approvata",
    "respinto": "respinta",
    "prende-atto": "presa-d-atto",
}
_ABSENT = ("presenti", "collegati", "giustificati")


@dataclass(frozen=True, slots=True, kw_only=True)
class NonCapita:
    """A line that could not be understood, whole or in part, and why; ``punto``: where it stands."""

    riga: Scritta
    perche: str
    punto: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Appunti:
    """What some notes say: the table and the day, and the rest as a file of minutes holds it."""

    tavolo: str | None
    data: date | None
    record: dict[str, Plain]
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


@dataclass(kw_only=True)
class _State:
    tavolo: str | None = None
    data: date | None = None
    record: dict[str, Plain] = field(default_factory=dict)
    first_line: dict[str, int] = field(default_factory=dict)
    not_understood: list[NonCapita] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


class _Reader:
    """The minutes as the lines read so far tell them."""

    def __init__(self, rete: Rete, oggi: date, titles: Mapping[int, str], *, keep: bool) -> None:
        self._rete = rete
        self._oggi = oggi
        self._titles = titles
        self._keep = keep
        self._state = _State()
        self._points = Punti(titles)
        self._votes = Voti()
        self._actions: list[Plain] = []
        self._movements: list[Plain] = []
        self._bodies = riconoscimento.enti(rete)

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
                except NonSiCapisce as error:
                    self._refuse(element.righe, str(error))
                except Refused as error:
                    self._refuse(element.righe, str(error))
            case _:
                assert_never(element)

    def finished(self) -> Appunti:
        for line, why in self._votes.left_over():
            self._refuse((line,), why)
        state = self._state
        self._add_who_came_in()
        lists: tuple[tuple[str, list[Plain]], ...] = (
            ("odg", self._points.as_plain()),
            ("decisioni", self._votes.as_plain()),
            ("azioni", self._actions),
            ("movimenti", self._movements),
        )
        record = {**state.record, **{key: items for key, items in lists if items}}
        return Appunti(
            tavolo=state.tavolo,
            data=state.data,
            record=record,
            non_capite=tuple(sorted(state.not_understood, key=lambda n: n.riga.numero)),
            avvertenze=(*state.warnings, *self._points.warnings),
        )

    def _refuse(self, lines: tuple[Scritta, ...], why: str) -> None:
        point = self._points.current
        for line in lines:
            if not line.testo.strip():
                continue
            self._state.not_understood.append(NonCapita(riga=line, perche=why, punto=point))
            if self._keep:
                self._points.say_or_wait(line.testo.strip())

    def _take_text(self, element: Libera) -> None:
        if not element.alla_lettera and not element.testo:
            self._points.pause()
        elif self._points.current is None:
            self._refuse((element.riga,), "viene prima di ogni «PUNTO»: non si sa dove metterla")
        else:
            self._points.say(element.testo)

    def _take_word(self, said: Detta) -> None:
        if said.voce in _ALONE_HANDLERS:
            _ALONE_HANDLERS[said.voce](self, said)
            return
        if not said.parti:
            raise NonSiCapisce(f"dopo «{said.parola}» non c'è nulla")
        _HANDLERS[said.voce](self, said)

    # --- the heading ---

    def _once(self, said: Detta, key: str) -> None:
        """A value that minutes have once."""
        first = self._state.first_line.setdefault(key, said.righe[0].numero)
        if first != said.righe[0].numero:
            raise NonSiCapisce(f"«{said.parola}» è già alla riga {first}")

    def _set(self, said: Detta, key: str, value: Plain) -> None:
        self._once(said, key)
        self._state.record[key] = value

    def tables(self, said: Detta) -> None:
        found = values.names(said.una_riga, riconoscimento.tavoli(self._rete))
        if found.perche or not found.id:
            raise NonSiCapisce("; ".join(found.perche) or "manca il tavolo")
        self._once(said, "tavolo")
        self._state.tavolo, *others = found.id
        if others:
            self._state.record["congiunta_con"] = list(others)

    def day(self, said: Detta) -> None:
        value = values.day(said.una_riga, self._oggi)
        self._once(said, "data")
        self._state.data = value

    def text(self, said: Detta, *, key: str) -> None:
        self._set(said, key, said.testo)

    def hour(self, said: Detta, *, key: str) -> None:
        self._set(said, key, values.hour(said.una_riga))

    def number(self, said: Detta) -> None:
        self._set(said, "numero", values.number(said.una_riga))

    def way(self, said: Detta) -> None:
        self._set(said, "modalita", values.word(said.una_riga, MODALITA))

    def chair(self, said: Detta) -> None:
        self._set(said, "presiede", values.one_name(said.una_riga, self._bodies))

    def call(self, said: Detta) -> None:
        found = values.convening(said.una_riga, self._oggi)
        self._set(said, "convocazione", dict(found))

    def first_call(self, said: Detta) -> None:
        if words(said.una_riga) == ("senza", "verbale"):
            self._set(said, "seconda_di", "senza-verbale")
            return
        known = riconoscimento.verbali(self._rete)
        self._set(said, "seconda_di", values.one_name(said.una_riga, known))

    # --- who is there ---

    def people(self, said: Detta, *, key: str) -> None:
        found = values.names(said.una_riga, self._bodies)
        before = self._state.record.get(key)
        kept = list(before) if isinstance(before, list) else []
        # An empty list says something only of who was there.
        if found.id or (key == "presenti" and not found.perche):
            self._state.record[key] = [*kept, *(one for one in found.id if one not in kept)]
        self._tell_repeated(said, [*found.ripetuti, *(one for one in found.id if one in kept)])
        if found.perche:
            raise NonSiCapisce("; ".join(found.perche))

    def _tell_repeated(self, said: Detta, bodies: list[str]) -> None:
        if bodies:
            named = join_words([f"«{one}»" for one in bodies])
            self._state.warnings.append(
                f"riga {said.righe[0].numero}: {named} è nominato più volte, conta una volta sola"
            )

    def guests(self, said: Detta) -> None:
        before = self._state.record.get("ospiti")
        kept = list(before) if isinstance(before, list) else []
        found = values.guests(said.una_riga, self._bodies)
        self._state.record["ospiti"] = [*kept, *(one for one in found if one not in kept)]

    def proxy(self, said: Detta) -> None:
        giver, holder = values.proxy(said.una_riga, self._bodies)
        item: dict[str, Plain] = {"di": giver} if holder is None else {"di": giver, "a": holder}
        given = self._state.record.setdefault("deleghe", [])
        if isinstance(given, list):
            given.append(item)

    def movement(self, said: Detta, *, way: Literal["entra", "esce"]) -> None:
        """Where it stands among the decisions tells at which it counts."""
        found = values.passage(said.una_riga, self._bodies)
        taken = len(self._votes.as_plain())
        key, place = ("dal_voto", taken + 1) if way == "entra" else ("dopo_il_voto", taken)
        for ente in found.enti:
            item: dict[str, Plain] = {"ente": ente}
            if found.ora is not None:
                item[way] = found.ora
            if not found.senza_voto:
                item[key] = place if found.voto is None else found.voto
            self._movements.append(item)

    def _add_who_came_in(self) -> None:
        """Whoever came in or went out was there, even if the list was made at the opening."""
        record = self._state.record
        if "presenti" not in record and "collegati" not in record:
            return
        there = [one for key in _ABSENT[:2] for one in self._listed(key)]
        key = "collegati" if record.get("modalita") == "distanza" else "presenti"
        for movement in self._movements:
            ente = movement["ente"] if isinstance(movement, dict) else ""
            if ente not in there:
                there.append(ente)
                record[key] = [*self._listed(key), ente]
                self._state.warnings.append(
                    f"«{ente}» entra o esce ma non è fra chi c'era: l'ho messo in «{key}»"
                )

    def _listed(self, key: str) -> list[Plain]:
        found = self._state.record.get(key)
        return found if isinstance(found, list) else []

    # --- what happens ---

    def point(self, said: Detta) -> None:
        if (why := self._points.open(said.punto, said.testo, said.righe[0].numero)) is not None:
            self._refuse(said.righe, why)
        self._votes.leave_point()

    def no_point(self, _said: Detta) -> None:
        self._points.current = None
        self._votes.leave_point()

    def put_off(self, said: Detta) -> None:
        self._points.put_off(said.testo)

    def decision(self, said: Detta) -> None:
        point = self._points.current
        title = self._points.title_of(point) if point is not None else None
        self._votes.open(said.testo, _ESITI[said.voce], point, title)

    def subject(self, said: Detta) -> None:
        self._votes.subject(said)

    def premise(self, said: Detta) -> None:
        self._votes.premise(said)

    def method(self, said: Detta, *, metodo: str) -> None:
        """How they voted, with the numbers where they were counted."""
        vote = self._votes.vote(said)
        vote["metodo"] = metodo
        if metodo == "consenso" and said.parti:
            self._points.say_or_wait(said.testo)
        elif said.parti:
            counted: dict[str, Plain] = dict.fromkeys(("favorevoli", "contrari", "astenuti"), 0)
            vote["conteggio"] = {**counted, **values.ballots(said.una_riga)}

    def no_vote(self, said: Detta) -> None:
        self._votes.without_vote(said)

    def side(self, said: Detta, *, key: str) -> None:
        vote = self._votes.vote(said)
        found = values.names(said.una_riga, self._bodies)
        before = vote.get(key)
        kept = list(before) if isinstance(before, list) else []
        if found.id:
            vote[key] = [*kept, *(one for one in found.id if one not in kept)]
        self._tell_repeated(said, list(found.ripetuti))
        if found.perche:
            raise NonSiCapisce("; ".join(found.perche))

    def preferences(self, said: Detta) -> None:
        found = values.preferences(said.una_riga, self._bodies)
        chosen: list[Plain] = [{"ente": ente, "voti": number} for ente, number in found]
        self._votes.vote(said)["preferenze"] = chosen

    def effect(self, said: Detta) -> None:
        effetto = effect_of(said.testo, self._rete, self._state.data or self._oggi)
        self._votes.effects(said).append(effect_as_plain(effetto))

    def action(self, said: Detta) -> None:
        who, what, last = values.action(said.testo, self._bodies, self._oggi)
        item: dict[str, Plain] = {
            "n": len(self._actions) + 1,
            "testo": what,
            "responsabili": list(who),
            "entro": last.isoformat(),
        }
        if self._points.current is not None:
            item["punto"] = self._points.current
        self._actions.append(item)


_Handler = Callable[[_Reader, Detta], None]

_ALONE_HANDLERS: Mapping[Voce, _Handler] = {
    "rinviato": _Reader.put_off,
    "senza-punto": _Reader.no_point,
    "senza-voto": _Reader.no_vote,
    "consenso": partial(_Reader.method, metodo="consenso"),
    "palese": partial(_Reader.method, metodo="palese"),
    "segreto": partial(_Reader.method, metodo="segreto"),
    "punto": _Reader.point,
}
_HANDLERS: Mapping[Voce, _Handler] = {
    "tavolo": _Reader.tables,
    "data": _Reader.day,
    "inizio": partial(_Reader.hour, key="inizio"),
    "fine": partial(_Reader.hour, key="fine"),
    "deserta": partial(_Reader.hour, key="deserta"),
    "luogo": partial(_Reader.text, key="luogo"),
    "protocollo": partial(_Reader.text, key="protocollo"),
    "verbalizza": partial(_Reader.text, key="verbalizza"),
    "note": partial(_Reader.text, key="note"),
    "modalita": _Reader.way,
    "numero": _Reader.number,
    "convocazione": _Reader.call,
    "seconda_di": _Reader.first_call,
    "presiede": _Reader.chair,
    **{key: partial(_Reader.people, key=key) for key in _ABSENT},
    "ospiti": _Reader.guests,
    "entra": partial(_Reader.movement, way="entra"),
    "esce": partial(_Reader.movement, way="esce"),
    "delega": _Reader.proxy,
    "deciso": _Reader.decision,
    "respinto": _Reader.decision,
    "prende-atto": _Reader.decision,
    "oggetto": _Reader.subject,
    "visto": _Reader.premise,
    "premessa": _Reader.premise,
    "voto": partial(_Reader.method, metodo="palese"),
    "contrari": partial(_Reader.side, key="contrari"),
    "astenuti": partial(_Reader.side, key="astenuti"),
    "non_votanti": partial(_Reader.side, key="non_votanti"),
    "esclusi": partial(_Reader.side, key="esclusi"),
    "preferenze": _Reader.preferences,
    "effetto": _Reader.effect,
    "azione": _Reader.action,
}
