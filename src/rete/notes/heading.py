"""The heading of the minutes that some notes tell: table, day, place, who was there and how."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import get_args

from rete.changes import Plain
from rete.italiano import join_words
from rete.model import riconoscimento
from rete.model.rete import Rete
from rete.model.ricerca import words
from rete.model.verbale import Modalita
from rete.notes import values
from rete.notes.grammar import Detta, Voce
from rete.notes.values import NonSiCapisce

MODALITA: tuple[Modalita, ...] = get_args(Modalita)
_WITHOUT_MINUTES = "senza-verbale"


class Intestazione:
    """What the lines read so far say of the sitting as a whole."""

    def __init__(self, rete: Rete, oggi: date) -> None:
        self.tavolo: str | None = None
        self.data: date | None = None
        self.record: dict[str, Plain] = {}
        self.warnings: list[str] = []
        self._rete = rete
        self._oggi = oggi
        self._bodies = riconoscimento.enti(rete)
        self._first_line: dict[str, int] = {}

    def take(self, said: Detta) -> bool:
        """Take in what a line says, if it is of the heading; NonSiCapisce where it is not clear."""
        handler = _HANDLERS.get(said.voce)
        if handler is not None:
            handler(self, said)
        return handler is not None

    def listed(self, key: str) -> list[Plain]:
        """The names of a list as far as it was read."""
        found = self.record.get(key)
        return list(found) if isinstance(found, list) else []

    def was_there(self, ente: str) -> None:
        """Whoever came in or went out was there, even if the list was made at the opening."""
        if "presenti" not in self.record and "collegati" not in self.record:
            return
        if ente in self.listed("presenti") or ente in self.listed("collegati"):
            return
        key = "collegati" if self.record.get("modalita") == "distanza" else "presenti"
        self.record[key] = [*self.listed(key), ente]
        self.warnings.append(f"«{ente}» entra o esce ma non è fra chi c'era: messo in «{key}»")

    def tables(self, said: Detta) -> None:
        found = values.names(said.una_riga, riconoscimento.tavoli(self._rete))
        if found.perche or not found.id:
            raise NonSiCapisce("; ".join(found.perche) or "manca il tavolo")
        self._once(said, "tavolo")
        self.tavolo, *others = found.id
        if others:
            self.record["congiunta_con"] = list(others)

    def day(self, said: Detta) -> None:
        value = values.day(said.una_riga, self._oggi)
        self._once(said, "data")
        self.data = value

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

    def asked_by(self, said: Detta) -> None:
        found = values.names(said.una_riga, self._bodies)
        self.tell_repeated(said, found.ripetuti)
        if found.perche or not found.id:
            raise NonSiCapisce("; ".join(found.perche) or "manca chi l'ha chiesta")
        self._add_to_call(said, "richiesta_da", list(found.id))

    def asked_on(self, said: Detta) -> None:
        value = values.day(said.una_riga, self._oggi)
        self._add_to_call(said, "richiesta_il", value.isoformat())

    def _add_to_call(self, said: Detta, key: str, value: Plain) -> None:
        call = self.record.get("convocazione")
        if not isinstance(call, dict):
            raise NonSiCapisce("va dopo la riga «CONVOCAZIONE»")
        self._once(said, key)
        self.record["convocazione"] = {**call, key: value}

    def first_call(self, said: Detta) -> None:
        if words(said.una_riga) == ("senza", "verbale"):
            self._set(said, "seconda_di", _WITHOUT_MINUTES)
            return
        known = riconoscimento.verbali(self._rete)
        self._set(said, "seconda_di", values.one_name(said.una_riga, known))

    def people(self, said: Detta, *, key: str) -> None:
        found = values.names(said.una_riga, self._bodies)
        kept = self.listed(key)
        # An empty list says something only of who was there.
        if found.id or (key == "presenti" and not found.perche):
            self.record[key] = [*kept, *(one for one in found.id if one not in kept)]
        self.tell_repeated(said, (*found.ripetuti, *(one for one in found.id if one in kept)))
        if found.perche:
            raise NonSiCapisce("; ".join(found.perche))

    def tell_repeated(self, said: Detta, bodies: tuple[str, ...]) -> None:
        if bodies:
            named = join_words([f"«{one}»" for one in dict.fromkeys(bodies)])
            line = said.righe[0].numero
            self.warnings.append(f"riga {line}: {named} nominato più volte, conta una volta sola")

    def guests(self, said: Detta) -> None:
        kept = self.listed("ospiti")
        found = values.guests(said.una_riga, self._bodies)
        self.record["ospiti"] = [*kept, *(one for one in found if one not in kept)]

    def proxy(self, said: Detta) -> None:
        giver, holder = values.proxy(said.una_riga, self._bodies)
        item: dict[str, Plain] = {"di": giver} if holder is None else {"di": giver, "a": holder}
        self.record["deleghe"] = [*self.listed("deleghe"), item]

    def _once(self, said: Detta, key: str) -> None:
        """A value that minutes have once."""
        first = self._first_line.setdefault(key, said.righe[0].numero)
        if first != said.righe[0].numero:
            raise NonSiCapisce(f"«{said.parola}» è già alla riga {first}")

    def _set(self, said: Detta, key: str, value: Plain) -> None:
        self._once(said, key)
        self.record[key] = value


_HANDLERS: Mapping[Voce, Callable[[Intestazione, Detta], None]] = {
    "tavolo": Intestazione.tables,
    "data": Intestazione.day,
    "inizio": partial(Intestazione.hour, key="inizio"),
    "fine": partial(Intestazione.hour, key="fine"),
    "deserta": partial(Intestazione.hour, key="deserta"),
    "luogo": partial(Intestazione.text, key="luogo"),
    "protocollo": partial(Intestazione.text, key="protocollo"),
    "verbalizza": partial(Intestazione.text, key="verbalizza"),
    "note": partial(Intestazione.text, key="note"),
    "modalita": Intestazione.way,
    "numero": Intestazione.number,
    "convocazione": Intestazione.call,
    "richiesta_da": Intestazione.asked_by,
    "richiesta_il": Intestazione.asked_on,
    "seconda_di": Intestazione.first_call,
    "presiede": Intestazione.chair,
    "presenti": partial(Intestazione.people, key="presenti"),
    "collegati": partial(Intestazione.people, key="collegati"),
    "giustificati": partial(Intestazione.people, key="giustificati"),
    "ospiti": Intestazione.guests,
    "delega": Intestazione.proxy,
}
