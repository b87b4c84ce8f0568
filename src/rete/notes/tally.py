"""How one decision was voted, as the lines of the notes tell it, one after the other."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rete.changes import Plain, Record
from rete.model.ricerca import plain
from rete.model.riconoscimento import Anagrafe
from rete.notes import values
from rete.notes.ballots import LATI, Lato, Voti, VotoDoppio, parse_votes
from rete.notes.lines import Detta
from rete.notes.values import NonSiCapisce
from rete.notes.vocabulary import Voce

_SIDES: Mapping[Voce, Lato] = {
    "favorevoli": "favorevoli",
    "contrari": "contrari",
    "astenuti": "astenuti",
    "bianche": "bianche",
    "nulle": "nulle",
    "non_votanti": "non_votanti",
}
VOTE_WORDS = frozenset[Voce](
    {*_SIDES, "esclusi", "anticipati", "voto", "palese", "unanime", "segreto", "consenso"}
    | {"maggioranza", "esito"}
)
"""The words that tell how a decision was voted."""
_NAMED_ONLY = frozenset[Voce]({"esclusi", "anticipati"})
"""Those that are named, on no side and never counted."""
_ALWAYS = ("favorevoli", "contrari", "astenuti")
_ALL = frozenset({"tutti", "tutte", "unanime", "unanimita", "tutti i presenti"})
_OF_METHOD: Mapping[Voce, Voti] = {
    "palese": Voti(modo="palese"),
    "unanime": Voti(modo="palese", unanime=True),
    "segreto": Voti(modo="segreto"),
    "consenso": Voti(modo="consenso"),
    "maggioranza": Voti(a_maggioranza=True),
}
_NO_FAVOUR = (
    "mancano i favorevoli: scrivi «VOTO: … favorevoli, … contrari»; chi è contrario o astenuto si "
    "può anche nominare, e gli altri risultano a favore"
)
_NOT_COUNTED = "«a maggioranza» non dice quanti: il voto di questa decisione resta non scritto"


def votes_of(said: Detta, bodies: Anagrafe) -> Voti:
    """What a line says of a vote; NonSiCapisce where it says something else too."""
    try:
        return _read(said, bodies)
    except VotoDoppio as double:
        raise NonSiCapisce(f"«{double}» è scritto due volte") from None


def _read(said: Detta, bodies: Anagrafe) -> Voti:
    text = said.una_riga
    if said.voce in _NAMED_ONLY:
        return Voti()
    if said.voce in _SIDES:
        return _side(said, _SIDES[said.voce], bodies)
    votes = parse_votes(text, lambda typed: _are_bodies(typed, bodies))
    if said.voce in VOTE_WORDS:
        if votes.resto and said.voce == "esito":
            raise NonSiCapisce(f"«{text}» non dice un esito: approvata o respinta, con i voti")
        if votes.resto and (said.voce != "consenso" or any(c.isdigit() for c in text)):
            raise NonSiCapisce(
                f"«{text}» non è un numero di voti: scrivi «12 favorevoli, 2 contrari»"
            )
        by_word = _OF_METHOD.get(said.voce, Voti())
        if by_word.modo and not (votes.modo and by_word.modo == "palese"):
            votes = replace(votes, modo=by_word.modo)
        votes = replace(votes, a_maggioranza=votes.a_maggioranza or by_word.a_maggioranza)
        votes = replace(votes, unanime=votes.unanime or by_word.unanime)
    _refuse_a_part(votes)
    against = sum(votes.numeri.get(side, 0) for side in ("contrari", "astenuti"))
    if votes.unanime and (votes.numeri.get("contrari") or votes.nomi.get("contrari")):
        raise NonSiCapisce("«all'unanimità», ma c'è chi è contrario: scrivi com'è andata")
    if votes.a_maggioranza and votes.unanime and not against:
        raise NonSiCapisce("«all'unanimità» e «a maggioranza» insieme: scrivi com'è andata")
    return votes


_OF_HOW_MANY = re.compile(r"(?:su|votanti)\D*(\d+)|(\d+)\s+votanti")


def _refuse_a_part(votes: Voti) -> None:
    """«10 favorevoli su 12» does not say what the others did; NonSiCapisce."""
    counted = sum(votes.numeri.values())
    named = sum(1 for side in votes.nomi if side not in votes.numeri)
    for total in votes.altri:
        if (found := _OF_HOW_MANY.search(total)) is None or named or not votes.numeri:
            continue
        if (everybody := int(found[1] or found[2])) != counted:
            raise NonSiCapisce(
                f"di {everybody} votanti se ne contano {counted}: scrivi quanti favorevoli, quanti "
                "contrari e quanti astenuti"
            )


def _are_bodies(typed: str, bodies: Anagrafe) -> bool:
    found = values.names(typed, bodies)
    return bool(found.id) and not found.perche


def _side(said: Detta, side: Lato, bodies: Anagrafe) -> Voti:
    """The value of a side: a number, names, or a number with the names in brackets."""
    text = said.una_riga.strip(" .")
    if plain(text) in _ALL and side == "favorevoli":
        return Voti(unanime=True)
    counted = parse_votes(f"{side.replace('_', ' ')}: {text}", lambda t: _are_bodies(t, bodies))
    if side in counted.numeri and not counted.resto:
        return counted
    if side in ("bianche", "nulle"):
        raise NonSiCapisce(f"«{text}» non è un numero di schede")
    found = values.names(text, bodies)
    found.refuse_unknown()
    if not found.id:
        return Voti(numeri={side: 0})
    return Voti(nomi={side: text})


class Scrutinio:
    """One decision, and what was told so far of its vote."""

    def __init__(self, record: Record, bodies: Anagrafe) -> None:
        self.record = record
        self.told: set[str] = set()
        self.doubts: list[tuple[Detta, str]] = []
        self.repeated: list[tuple[Detta, tuple[str, ...]]] = []
        self.warnings: list[str] = []
        self._bodies = bodies
        self._numbers: dict[Lato, int] = {}
        self._counted_at: Detta | None = None
        self._is_unknown = False
        self._in_text: tuple[Detta, Voti] | None = None

    @property
    def is_told(self) -> bool:
        """Whether anything was said of how it was voted."""
        return bool(self.told - {"oggetto"}) or self._is_unknown

    def once(self, said: Detta, key: str) -> None:
        """What a decision has once; NonSiCapisce."""
        if key in self.told:
            word = said.parola or key
            raise NonSiCapisce(f"per questa decisione «{word}» è già scritto")
        self.told.add(key)

    def has_room_for(self, votes: Voti) -> bool:
        return not any(side in self._numbers for side in votes.numeri)

    def told_in_text(self, said: Detta, votes: Voti) -> None:
        """The numbers that the text of the decision tells: they hold where no line says others."""
        self._in_text = (said, votes)

    def count(self, said: Detta, votes: Voti) -> None:
        """Add what a line says; NonSiCapisce where that was said before."""
        for side in votes.numeri:
            self.once(said, f"numero di {side}")
        self._numbers.update(votes.numeri)
        if votes.numeri:
            self._counted_at = said
        vote = self._vote()
        if votes.modo:
            vote["metodo"] = votes.modo
        for side, typed in votes.nomi.items():
            self._name(said, vote, side, typed)
        if said.voce in _NAMED_ONLY:
            self._name(said, vote, said.voce, said.una_riga)
        self.told |= {"modo"} if votes.modo else set()
        self.told |= {"unanime"} if votes.unanime else set()
        if votes.a_maggioranza and not (self._numbers or votes.nomi):
            self._is_unknown = True
        elif votes.numeri or votes.nomi:
            self._is_unknown = False

    def prefer(self, chosen: Sequence[Plain]) -> None:
        if "preferenze" in self.told:
            raise NonSiCapisce("per questa decisione «preferenze» è già scritto")
        self.told.add("preferenze")
        self._vote()["preferenze"] = list(chosen)

    def lay_down(self, effect: Plain) -> None:
        listed = self.record.setdefault("effetti", [])
        if isinstance(listed, list):
            listed.append(effect)

    def about(self, said: Detta, matter: str) -> None:
        self.once(said, "materia")
        self.record["materia"] = matter

    def elect(self, said: Detta, chosen: Sequence[str]) -> None:
        self.once(said, "eletti")
        self._vote()["eletti"] = list(chosen)

    def unknown(self) -> None:
        """How it was voted is not known: nothing is to be taken for «all in favour»."""
        self.record.pop("votazione", None)
        self._numbers.clear()
        self._is_unknown = False
        self._in_text = None
        self.told.add("modo")

    def close(self) -> None:
        """Nothing more comes: the numbers are put together."""
        if self._in_text is not None and not self.told - {"oggetto", "modo"}:
            said, votes = self._in_text
            if "unanime" not in self.told:
                self.count(said, votes)
        numbers, self._numbers = self._numbers, {}
        if self._is_unknown and not numbers:
            self.record.pop("votazione", None)
            self.warnings.append(f"decisione {self.record['n']}: {_NOT_COUNTED}")
            return
        if not numbers:
            return
        vote = self._vote()
        for side in ("contrari", "astenuti"):
            listed = vote.get(side)
            if side not in numbers and isinstance(listed, list) and listed:
                numbers[side] = len(listed)
        if "favorevoli" not in numbers:
            if any(numbers.values()) and not self._is_named(numbers, vote):
                self.record.pop("votazione", None)
                if self._counted_at is not None:
                    self.doubts.append((self._counted_at, _NO_FAVOUR))
            return
        kept = {side: numbers.get(side, 0) for side in LATI if side in _ALWAYS or side in numbers}
        vote["conteggio"] = {side: n for side, n in kept.items() if n or side in _ALWAYS}

    @staticmethod
    def _is_named(numbers: Mapping[Lato, int], vote: Record) -> bool:
        """Whoever is counted is also named: those in favour follow."""
        return all(
            not number or (isinstance(named := vote.get(side), list) and len(named) == number)
            for side, number in numbers.items()
        )

    def _vote(self) -> Record:
        vote = self.record.setdefault("votazione", {"metodo": "palese"})
        return vote if isinstance(vote, dict) else {}

    def _name(self, said: Detta, vote: Record, side: str, typed: str) -> None:
        found = values.names(typed, self._bodies)
        found.refuse_unknown()
        self.repeated.append((said, found.ripetuti))
        self.told.add(side)
        if side == "favorevoli":
            self._numbers.setdefault("favorevoli", len(found.id))
            self._counted_at = said
            return
        listed = vote.setdefault(side, [])
        if isinstance(listed, list):
            listed += [one for one in found.id if one not in listed]
        if not listed:
            vote.pop(side, None)
