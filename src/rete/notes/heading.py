"""The heading of the minutes in some notes: table, day, place, who was there and how."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import get_args

from rete.changes import Plain, Record
from rete.italiano import in_quotes
from rete.model import riconoscimento
from rete.model.comuni import Sessione
from rete.model.convocazione import Modalita
from rete.model.rete import Rete
from rete.model.ricerca import words
from rete.notes import letter, values
from rete.notes.lines import Detta, Scritta
from rete.notes.roll_call import comes_or_goes, without_brackets
from rete.notes.values import NonSiCapisce
from rete.notes.vocabulary import Voce

MODALITA: tuple[Modalita, ...] = get_args(Modalita)
SESSIONI: tuple[Sessione, ...] = get_args(Sessione)
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
        self._absent: list[tuple[Detta, str]] = []

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
        value, hour = values.day_and_hour(said.una_riga, self._oggi)
        self._once(said)
        self.data = value
        if hour is not None:
            self._add("inizio", hour, said)

    def text(self, said: Detta) -> str:
        return said.testo

    def hours(self, said: Detta) -> None:
        begins, ends = values.hours(said.una_riga)
        self._add("inizio", begins, said)
        if ends is not None:
            self._add("fine", ends, said)

    def hour(self, said: Detta) -> str:
        return values.hour(said.una_riga)

    def chair(self, said: Detta) -> str:
        return values.one_name(said.una_riga, self._bodies)

    def call(self, said: Detta) -> None:
        self._once(said)
        self.record["convocazione"] = {
            **self._call(),
            **letter.convening(said.una_riga, self._oggi),
        }

    def of_the_call(self, said: Detta) -> None:
        """What else the letter says, one thing a line."""
        key, read = letter.WORDS[said.voce]
        self._add_to_call(said, key, read(said, self._oggi))

    def _call(self) -> Record:
        call = self.record.get("convocazione")
        return call if isinstance(call, dict) else {}

    def asked_by(self, said: Detta) -> None:
        found = values.names(said.una_riga, self._bodies)
        self.tell_repeated(said, found.ripetuti)
        self._add_to_call(said, "richiesta_da", list(found.tutti("manca chi l'ha chiesta")))

    def asked_on(self, said: Detta) -> None:
        self._add_to_call(said, "richiesta_il", self.one_day(said))

    def one_day(self, said: Detta) -> str:
        return values.day(said.una_riga, self._oggi).isoformat()

    def _add_to_call(self, said: Detta, key: str, value: Plain) -> None:
        self._once(said)
        self.record["convocazione"] = {**self._call(), key: value}

    def first_call(self, said: Detta) -> str:
        if words(said.una_riga) == ("senza", "verbale"):
            return _WITHOUT_MINUTES
        return values.one_name(said.una_riga, riconoscimento.verbali(self._rete))

    def people(self, said: Detta) -> None:
        """The names that are known count, even where others of the same list are not."""
        if (number := values.how_many(said.una_riga)) is not None:
            self._only_how_many(said, number)
            return
        if "presenti_numero" in self.record and said.voce in {"presenti", "collegati"}:
            raise NonSiCapisce("è già scritto quanti erano: o quanti, o chi")
        unknown: list[tuple[int, str]] = []
        for place, part in self._parts(said):
            text, roles = values.without_roles(part)
            self._refuse_hours(said, place, text)
            found = self._in_a_list(said, text)
            kept = self.listed(said.voce)
            # An empty list says something only of who was there.
            if found.id or (said.voce == "presenti" and not found.perche):
                new = [one for one in found.id if one not in kept]
                self.record[said.voce] = [*kept, *new]
            self.tell_repeated(said, (*found.ripetuti, *(one for one in found.id if one in kept)))
            unknown += [(place, why) for why in found.perche]
            self._take_roles(found.id, roles, said)
        self._refuse_unknown(said, unknown)

    def _only_how_many(self, said: Detta, number: int) -> None:
        """How many they were, where nobody is named: whoever was connected is one of them."""
        if said.voce != "presenti":
            raise NonSiCapisce("quanti erano non basta: scrivi quali enti, o togli la riga")
        if "presenti" in self.record or "collegati" in self.record:
            raise NonSiCapisce("è già scritto chi c'era: o chi, o quanti")
        self._once(said)
        self.record["presenti_numero"] = number
        self.warnings.append(
            f"riga {said.righe[0].numero}: si sa quanti erano, {number}, e non chi: il conto li "
            "prende tutti per aventi diritto"
        )

    def answers(self, said: Detta) -> None:
        """Who answered in writing and on which day; whoever did counts as present."""
        new: list[Plain] = []
        parts = re.split(r"[,;]", said.una_riga)
        for part in filter(None, map(str.strip, parts)):
            ente, day = values.answer(part, self._bodies, self._oggi)
            new.append({"ente": ente, "il": day.isoformat()})
        self.record["risposte"] = [*self.listed("risposte"), *new]

    def _settle_answers(self) -> None:
        """Whoever answered is one of those present, whatever came first in the notes."""
        there = self.listed("presenti")
        answered = [one["ente"] for one in self.listed("risposte") if isinstance(one, dict)]
        if missing := [one for one in dict.fromkeys(answered) if one not in there]:
            self.record["presenti"] = [*there, *missing]

    @staticmethod
    def _refuse_hours(said: Detta, place: int, text: str) -> None:
        """Whoever was there from some hour only is not like the others; NonSiCapisce."""
        if moved := comes_or_goes(text):
            word = said.parola.upper() or said.voce.upper()
            there = f"{word}: {without_brackets(text)[0].strip(' -•*')}"
            why = "chi entra o esce si scrive dove accade, o con «(voto ignoto)»"
            raise NonSiCapisce(why, (said.righe[place],), come=("\n".join((there, *moved)),))

    def _in_a_list(self, said: Detta, text: str) -> values.Nomi:
        """The names of a list; what stands in brackets beside them is not of the minutes."""
        found = values.names(text, self._bodies)
        bare, beside = without_brackets(text)
        if found.perche and beside:
            without = values.names(bare, self._bodies)
            if not without.perche:
                line = said.righe[0].numero
                told = f"riga {line}: {in_quotes(beside)} fra parentesi non va a verbale"
                self.warnings.append(told)
                return without
        return found

    @staticmethod
    def _parts(said: Detta) -> list[tuple[int, str]]:
        """The parts of a list, each with the place of its line."""
        above = len(said.righe) - len(said.parti)
        return [(place + above, part) for place, part in enumerate(said.items)]

    @staticmethod
    def _refuse_unknown(said: Detta, unknown: list[tuple[int, str]]) -> None:
        if unknown:
            lines = tuple(said.righe[place] for place in dict.fromkeys(p for p, _ in unknown))
            raise NonSiCapisce("; ".join(why for _, why in unknown), lines)

    def _take_roles(self, bodies: tuple[str, ...], roles: tuple[str, ...], said: Detta) -> None:
        if not roles:
            return
        if roles == ("presidente",) and bodies and "presiede" not in self.record:
            self.record["presiede"] = bodies[-1]
            self.warnings.append(f"presiede «{bodies[-1]}»: lo dice l'elenco di chi c'era")
            return
        line = said.righe[0].numero
        self.warnings.append(
            f"riga {line}: {in_quotes(roles)} non va a verbale, è solo di chi c'era"
        )

    def absent(self, said: Detta) -> None:
        """Whoever is not named is absent by itself: names are only checked."""
        unknown: list[tuple[int, str]] = []
        for place, part in self._parts(said):
            found = self._in_a_list(said, values.without_roles(part)[0])
            self._absent += [(said, one) for one in found.id]
            unknown += [(place, why) for why in found.perche]
        self._refuse_unknown(said, unknown)

    def contradictions(self) -> Iterator[tuple[Scritta, str]]:
        """Whoever is told to be absent, and to be there; who answered was."""
        self._settle_answers()
        there = {*self.listed("presenti"), *self.listed("collegati")}
        for said, one in self._absent:
            if one in there:
                yield said.righe[0], f"«{one}» è fra gli assenti e fra chi c'era"

    def attachments(self, said: Detta) -> None:
        note = self.record.get("note")
        told = f"Allegati: {said.una_riga}"
        self.record["note"] = f"{str(note).rstrip()}\n{told}\n" if note else told

    def tell_repeated(self, said: Detta, bodies: tuple[str, ...]) -> None:
        if bodies:
            named = in_quotes(dict.fromkeys(bodies))
            line = said.righe[0].numero
            self.warnings.append(f"riga {line}: {named} nominato più volte, conta una volta sola")

    def guests(self, said: Detta) -> None:
        kept = self.listed("ospiti")
        found = values.guests(
            "; ".join(said.voci) if len(said.voci) > 1 else said.una_riga, self._bodies
        )
        self.record["ospiti"] = [*kept, *(one for one in found if one not in kept)]

    def proxy(self, said: Detta) -> None:
        new: list[Plain] = []
        for part in said.voci:
            giver, holder = values.proxy(part, self._bodies)
            new.append({"di": giver} if holder is None else {"di": giver, "a": holder})
        self.record["deleghe"] = [*self.listed("deleghe"), *new]

    def _add(self, key: str, value: Plain, said: Detta) -> None:
        """A value that another word says too."""
        if self.record.get(key, value) != value:
            raise NonSiCapisce(f"«{key}» è già scritto: {self.record[key]}")
        self._first_line.setdefault(key, said.righe[0].numero)
        self.record[key] = value

    def _once(self, said: Detta) -> None:
        """A value that minutes have once."""
        first = self._first_line.setdefault(said.voce, said.righe[0].numero)
        if first != said.righe[0].numero:
            raise NonSiCapisce(f"«{said.parola or said.voce}» è già alla riga {first}")

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
    "sessione": lambda _heading, said: values.word(said.una_riga, SESSIONI),
    "numero": lambda _heading, said: values.number(said.una_riga),
    "seconda_di": Intestazione.first_call,
    "presiede": Intestazione.chair,
}
"""What minutes have once, by the key that holds it: how its value is read."""

_OTHERS: Mapping[Voce, Callable[[Intestazione, Detta], None]] = {
    "tavolo": Intestazione.tables,
    "convocazione": Intestazione.call,
    "risposte": Intestazione.answers,
    "data": Intestazione.day,
    "richiesta_da": Intestazione.asked_by,
    "richiesta_il": Intestazione.asked_on,
    "orario": Intestazione.hours,
    "assenti": Intestazione.absent,
    "allegati": Intestazione.attachments,
    "presenti": Intestazione.people,
    "collegati": Intestazione.people,
    "giustificati": Intestazione.people,
    "ospiti": Intestazione.guests,
    "delega": Intestazione.proxy,
    **dict.fromkeys(letter.WORDS, Intestazione.of_the_call),
}
