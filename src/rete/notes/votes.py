"""The decisions as notes tell them, each with its vote and effects."""

from collections.abc import Iterator, Mapping
from datetime import date

from rete.changes import Plain, Record
from rete.edits.bozza import record_as_plain
from rete.edits.effetti_scritti import effect_of
from rete.model import riconoscimento
from rete.model.rete import Rete
from rete.notes import values
from rete.notes.grammar import Detta, Scritta, Voce
from rete.notes.values import NonSiCapisce

_OUTCOMES: Mapping[Voce, str] = {
    "deciso": "approvata",
    "respinto": "respinta",
    "prende-atto": "presa-d-atto",
}
_METHODS: Mapping[Voce, str] = {
    "voto": "palese",
    "palese": "palese",
    "segreto": "segreto",
    "consenso": "consenso",
}
_SIDES = frozenset[Voce]({"contrari", "astenuti", "non_votanti", "esclusi"})
_BEFORE = "non c'è ancora una decisione: prima va «DECISO», «RESPINTO» o «PRENDE ATTO»"


class Decisioni:
    """The decisions read so far; subject and premises may come before the decision itself.

    Right below a decision they are of that one; further on, of the next one of the same point, or
    of the one before where no other follows.
    """

    def __init__(self, rete: Rete) -> None:
        self.repeated: list[tuple[Detta, tuple[str, ...]]] = []
        self._rete = rete
        self._bodies = riconoscimento.enti(rete)
        self._decisions: list[Record] = []
        self._current: Record | None = None
        self._subject: tuple[Detta, str] | None = None
        self._premises: list[tuple[Detta, str]] = []
        self._of_nobody: list[Detta] = []
        self._is_apart = False
        self._told: set[str] = set()

    @property
    def number(self) -> int:
        """How many were taken so far."""
        return len(self._decisions)

    def take(self, said: Detta, point: int | None, title: str | None, giorno: date) -> bool:
        """Take in what a line says, if it is of a decision; NonSiCapisce where it is not clear."""
        match said.voce:
            case "deciso" | "respinto" | "prende-atto":
                self._open(said, point, title)
            case "oggetto":
                self._say_subject(said)
            case "visto" | "premessa":
                self._say_premise(said)
            case "voto" | "palese" | "segreto" | "consenso":
                self._say_method(said)
            case "senza-voto":
                self._decision().pop("votazione", None)
            case "preferenze":
                chosen = list(values.preferences(said.una_riga, self._bodies))
                vote = self._vote()
                self._once(said, "preferenze")
                vote["preferenze"] = [{"ente": e, "voti": number} for e, number in chosen]
            case "effetto":
                effetto = effect_of(said.testo, self._rete, giorno)
                listed = self._decision().setdefault("effetti", [])
                if isinstance(listed, list):
                    listed.append(record_as_plain(effetto))
            case _ if said.voce in _SIDES:
                self._say_side(said)
            case _:
                return False
        return True

    def pause(self) -> None:
        """Something else stands between the last decision and what follows."""
        self._is_apart = self._current is not None

    def leave_point(self) -> None:
        """Another point begins: what follows is no longer about the last decision."""
        self._take_back()
        self._current, self._is_apart = None, False
        self._of_nobody += [self._subject[0]] if self._subject else []
        self._of_nobody += [said for said, _ in self._premises]
        self._subject, self._premises = None, []

    def left_over(self) -> Iterator[tuple[Scritta, str]]:
        """Subjects and premises of a decision that never came."""
        self.leave_point()
        for one in self._of_nobody:
            for line in one.righe:
                yield line, f"«{one.parola}» non è di nessuna decisione"

    def as_plain(self) -> list[Plain]:
        return list(self._decisions)

    def _open(self, said: Detta, point: int | None, title: str | None) -> None:
        subject = self._subject[1] if self._subject else title
        if subject is None:
            subject = said.testo.strip().split("\n")[0][:200]
        self._current = {"n": self.number + 1}
        if point is not None:
            self._current["punto"] = point
        self._current["oggetto"] = subject
        if self._premises:
            self._current["premesse"] = [text for _, text in self._premises]
        self._current["testo"] = said.testo
        if said.voce != "prende-atto":
            self._current["votazione"] = {"metodo": "palese"}
        self._current["esito"] = _OUTCOMES[said.voce]
        self._decisions.append(self._current)
        self._told = {"oggetto"} if self._subject else set()
        self._subject, self._premises, self._is_apart = None, [], False

    def _take_back(self) -> None:
        """No other decision followed: what waited for it is of the last one, if it has room."""
        if self._current is None:
            return
        for _, text in self._premises:
            self._add_premise(self._current, text)
        self._premises = []
        if self._subject is not None and "oggetto" not in self._told:
            self._current["oggetto"], self._subject = self._subject[1], None

    def _decision(self) -> Record:
        if self._current is None:
            raise NonSiCapisce(_BEFORE)
        return self._current

    def _once(self, said: Detta, key: str) -> None:
        """What a decision has once."""
        if key in self._told:
            raise NonSiCapisce(f"per questa decisione «{said.parola}» è già scritto")
        self._told.add(key)

    def _vote(self) -> Record:
        vote = self._decision().setdefault("votazione", {"metodo": "palese"})
        return vote if isinstance(vote, dict) else {}

    def _say_subject(self, said: Detta) -> None:
        if self._current is not None and not self._is_apart:
            self._once(said, "oggetto")
            self._current["oggetto"] = said.testo
        elif self._subject is not None:
            raise NonSiCapisce("l'oggetto della decisione che segue è già scritto")
        else:
            self._subject = (said, said.testo)

    def _say_premise(self, said: Detta) -> None:
        text = said.testo if said.voce == "premessa" else f"{said.parola.lower()} {said.testo}"
        if self._current is None or self._is_apart:
            self._premises.append((said, text))
        else:
            self._add_premise(self._current, text)

    @staticmethod
    def _add_premise(decision: Record, text: str) -> None:
        listed = decision.setdefault("premesse", [])
        if isinstance(listed, list):
            listed.append(text)

    def _say_method(self, said: Detta) -> None:
        """How they voted, with the numbers where they were counted."""
        vote = self._vote()
        if said.parti and said.voce != "consenso":
            counted: Record = dict.fromkeys(("favorevoli", "contrari", "astenuti"), 0)
            ballots = values.ballots(said.una_riga)
            self._once(said, "conteggio")
            vote["conteggio"] = {**counted, **ballots}
        vote["metodo"] = _METHODS[said.voce]

    def _say_side(self, said: Detta) -> None:
        vote = self._vote()
        found = values.names(said.una_riga, self._bodies)
        if found.id:
            listed = vote.setdefault(said.voce, [])
            if isinstance(listed, list):
                listed += [one for one in found.id if one not in listed]
        self.repeated.append((said, found.ripetuti))
        found.refuse_unknown()
