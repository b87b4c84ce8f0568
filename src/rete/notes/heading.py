"""The heading of the minutes in some notes: table, day, place, who was there and how."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import get_args

from rete.changes import Plain, Record
from rete.italiano import in_quotes
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
        self.record: Record = {}
        self.warnings: list[str] = []
        self._rete = rete
        self._oggi = oggi
        self._bodies = riconoscimento.enti(rete)
        self._first_line: dict[str, int] = {}

    def take(self, said: Detta) -> bool:
        """Take in what a line says, if it is of the heading; NonSiCapisce where it is not clear."""
        if said.voce in _ONCE:
            self._set(said, _ONCE[said.voce](self, said))
        elif said.voce in _OTHERS:
            _OTHERS[said.voce](self, said)
        else:
            return False
        return True

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
        known = riconoscimento.tavoli(self._rete)
        found = values.names(said.una_riga, known).tutti("manca il tavolo")
        self._once(said)
        self.tavolo, *others = found
        if others:
            self.record["congiunta_con"] = list(others)

    def day(self, said: Detta) -> None:
        value = values.day(said.una_riga, self._oggi)
        self._once(said)
        self.data = value

    def text(self, said: Detta) -> str:
        return said.testo

    def hour(self, said: Detta) -> str:
        return values.hour(said.una_riga)

    def chair(self, said: Detta) -> str:
        return values.one_name(said.una_riga, self._bodies)

    def call(self, said: Detta) -> Plain:
        return dict(values.convening(said.una_riga, self._oggi))

    def asked_by(self, said: Detta) -> None:
        found = values.names(said.una_riga, self._bodies)
        self.tell_repeated(said, found.ripetuti)
        self._add_to_call(said, list(found.tutti("manca chi l'ha chiesta")))

    def asked_on(self, said: Detta) -> None:
        self._add_to_call(said, values.day(said.una_riga, self._oggi).isoformat())

    def _add_to_call(self, said: Detta, value: Plain) -> None:
        call = self.record.get("convocazione")
        if not isinstance(call, dict):
            raise NonSiCapisce("va dopo la riga «CONVOCAZIONE»")
        self._once(said)
        self.record["convocazione"] = {**call, said.voce: value}

    def first_call(self, said: Detta) -> str:
        if words(said.una_riga) == ("senza", "verbale"):
            return _WITHOUT_MINUTES
        return values.one_name(said.una_riga, riconoscimento.verbali(self._rete))

    def people(self, said: Detta) -> None:
        found = values.names(said.una_riga, self._bodies)
        kept = self.listed(said.voce)
        # An empty list says something only of who was there.
        if found.id or (said.voce == "presenti" and not found.perche):
            self.record[said.voce] = [*kept, *(one for one in found.id if one not in kept)]
        self.tell_repeated(said, (*found.ripetuti, *(one for one in found.id if one in kept)))
        found.refuse_unknown()

    def tell_repeated(self, said: Detta, bodies: tuple[str, ...]) -> None:
        if bodies:
            named = in_quotes(dict.fromkeys(bodies))
            line = said.righe[0].numero
            self.warnings.append(f"riga {line}: {named} nominato più volte, conta una volta sola")

    def guests(self, said: Detta) -> None:
        kept = self.listed("ospiti")
        found = values.guests(said.una_riga, self._bodies)
        self.record["ospiti"] = [*kept, *(one for one in found if one not in kept)]

    def proxy(self, said: Detta) -> None:
        giver, holder = values.proxy(said.una_riga, self._bodies)
        item: Record = {"di": giver} if holder is None else {"di": giver, "a": holder}
        self.record["deleghe"] = [*self.listed("deleghe"), item]

    def _once(self, said: Detta) -> None:
        """A value that minutes have once."""
        first = self._first_line.setdefault(said.voce, said.righe[0].numero)
        if first != said.righe[0].numero:
            raise NonSiCapisce(f"«{said.parola}» è già alla riga {first}")

    def _set(self, said: Detta, value: Plain) -> None:
        self._once(said)
        self.record[said.voce] = value


_ONCE: Mapping[Voce, Callable[[Intestazione, Detta], Plain]] = {
    "inizio": Intestazione.hour,
    "fine": Intestazione.hour,
    "deserta": Intestazione.hour,
    "luogo": Intestazione.text,
    "protocollo": Intestazione.text,
    "verbalizza": Intestazione.text,
    "note": Intestazione.text,
    "modalita": lambda _heading, said: values.word(said.una_riga, MODALITA),
    "numero": lambda _heading, said: values.number(said.una_riga),
    "convocazione": Intestazione.call,
    "seconda_di": Intestazione.first_call,
    "presiede": Intestazione.chair,
}
"""What minutes have once, by the key that holds it: how its value is read."""

_OTHERS: Mapping[Voce, Callable[[Intestazione, Detta], None]] = {
    "tavolo": Intestazione.tables,
    "data": Intestazione.day,
    "richiesta_da": Intestazione.asked_by,
    "richiesta_il": Intestazione.asked_on,
    "presenti": Intestazione.people,
    "collegati": Intestazione.people,
    "giustificati": Intestazione.people,
    "ospiti": Intestazione.guests,
    "delega": Intestazione.proxy,
}
