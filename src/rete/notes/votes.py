"""The decisions as notes tell them, each with its outcome; how it was voted is in `tally`."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from rete.changes import Plain, Record
from rete.edits.bozza import record_as_plain
from rete.edits.effetti_scritti import effect_of
from rete.model import riconoscimento
from rete.model.rete import Rete
from rete.model.ricerca import plain
from rete.notes import values
from rete.notes.ballots import Voti
from rete.notes.lines import ITEM, Detta, Scritta
from rete.notes.outcomes import is_only_an_outcome
from rete.notes.tally import VOTE_WORDS, Scrutinio, votes_of
from rete.notes.values import NonSiCapisce, matter_named
from rete.notes.vocabulary import Voce

_OUTCOMES: Mapping[Voce, str] = {
    "deciso": "approvata",
    "respinto": "respinta",
    "prende-atto": "presa-d-atto",
}
_OF_ONE = frozenset[Voce]({"senza-voto", "preferenze", "eletti", "materia", "effetto"})
_BEFORE = "non c'è ancora una decisione: prima va «DECISO», «RESPINTO» o «PRENDE ATTO»"
_NO_OUTCOME = "non si dice com'è finita: sotto va «APPROVATA» o «RESPINTA», con i voti"
_NOBODYS_VOTE = "questo voto non è di nessuna decisione: sotto va «APPROVATO» o «RESPINTO»"
_WHOSE = (
    "non si sa se è della decisione di prima o di quella dopo: scrivilo sotto la sua, senza altro "
    "testo in mezzo"
)


class Decisioni:
    """The decisions read so far; subject, premises, motion and votes may come before.

    Right below a decision they are of that one; further on, of the next one of the same point, or
    of the one before where no other follows.
    """

    def __init__(self, rete: Rete, keep: Callable[[str], None]) -> None:
        self.repeated: list[tuple[Detta, tuple[str, ...]]] = []
        self.warnings: list[str] = []
        self._rete = rete
        self._keep = keep
        self._bodies = riconoscimento.enti(rete)
        self._decisions: list[Record] = []
        self._current: Scrutinio | None = None
        self._subject: tuple[Detta, str] | None = None
        self._motion: Detta | None = None
        self._votes: list[tuple[Detta, Voti]] = []
        self._premises: list[tuple[Detta, str]] = []
        self._of_nobody: list[tuple[Detta, str]] = []
        self._is_apart = self._is_text_between = self._is_next_unknown = False

    @property
    def number(self) -> int:
        """How many were taken so far."""
        return len(self._decisions)

    def take(self, said: Detta, point: int | None, title: str | None, giorno: date) -> bool:
        """Take in what a line says, if it is of a decision; NonSiCapisce where it is not clear."""
        match said.voce:
            case "deciso" | "respinto" | "prende-atto":
                self._outcome(said, point, title)
            case "mozione":
                self._take_motion(said)
            case "oggetto":
                self._say_subject(said)
            case "visto" | "premessa":
                self._say_premise(said)
            case _ if said.voce in _OF_ONE:
                self._take_detail(said, giorno)
            case _ if said.voce in VOTE_WORDS:
                self._take_votes(said)
            case _:
                return False
        return True

    def _take_detail(self, said: Detta, giorno: date) -> None:
        """What is of the decision right above, and of no other."""
        decision = self._decision()
        match said.voce:
            case "senza-voto":
                decision.unknown()
            case "preferenze":
                chosen = values.preferences(said.una_riga, self._bodies)
                decision.prefer([{key: what, "voti": number} for key, what, number in chosen])
            case "eletti":
                several = "; ".join(said.voci) if len(said.voci) > 1 else said.una_riga
                decision.elect(said, values.guests(several, self._bodies))
            case "materia":
                decision.about(said, matter_named(said.una_riga, self._rete))
            case _:
                decision.lay_down(record_as_plain(effect_of(said.testo, self._rete, giorno)))

    def pause(self, *, text: bool = False) -> None:
        """Something else stands between the last decision and what follows: ``text``, or a gap."""
        self._is_apart = self._current is not None
        self._is_text_between |= text

    def leave_point(self) -> None:
        """Another point begins: what follows is no longer about the last decision."""
        self._take_back()
        self._close()
        self._current, self._is_apart, self._is_text_between = None, False, False
        nobodys = "non è di nessuna decisione"
        waiting = [self._subject] if self._subject else []
        self._of_nobody += [
            (said, f"«{said.parola}» {nobodys}") for said, _ in (*waiting, *self._premises)
        ]
        self._of_nobody += [(said, _NOBODYS_VOTE) for said, _ in self._votes]
        self._of_nobody += [(self._motion, _NO_OUTCOME)] if self._motion else []
        self._subject, self._motion = None, None
        self._premises, self._votes = [], []

    def vote_unknown(self) -> None:
        """What was said of how it was voted is not understood: it is not «all in favour»."""
        if self._motion is not None:
            self._is_next_unknown = True
        elif self._current is not None:
            self._current.unknown()

    def left_over(self) -> Iterator[tuple[Scritta, str]]:
        """Subjects, premises, motions and votes of a decision that never came."""
        self.leave_point()
        for one, why in self._of_nobody:
            for line in one.righe:
                yield line, why

    def as_plain(self) -> list[Plain]:
        return list(self._decisions)

    # --- the decision ---

    def _outcome(self, said: Detta, point: int | None, title: str | None) -> None:
        """A decision, or only how the one above or the motion ended."""
        votes = votes_of(said, self._bodies)
        is_bare = said.nuda or not said.parti
        is_bare |= said.frase is not None and is_only_an_outcome(votes.resto)
        if is_bare and self._motion is None and self._current is not None:
            if not self._is_text_between:
                self._confirm(said, votes)
                return
            if not self._current.is_told:
                raise NonSiCapisce(_WHOSE)
        if is_bare and self._motion is None and not said.parti and not _stands_alone(said, title):
            raise NonSiCapisce("non si dice che cosa: scrivilo dopo, o sotto")
        waiting, ambiguous = self._waiting_votes()
        self._close()
        self._open(said, point, title, is_bare=is_bare)
        if self._current is None:
            return
        for one, counted in waiting:
            self._current.count(one, counted)
        if ambiguous:
            self._current.unknown()
        if votes.says_something:
            if said.frase or is_bare:
                self._current.count(said, votes)
            else:
                self._current.told_in_text(said, votes)
        self._tell_others(said, votes, kept=not is_bare)

    def _confirm(self, said: Detta, votes: Voti) -> None:
        """The outcome of the decision right above, told once more."""
        current = self._decision()
        if current.record["esito"] != _OUTCOMES[said.voce]:
            raise NonSiCapisce(
                f"la decisione qui sopra è già «{current.record['esito']}»: scrivi un esito solo"
            )
        if votes.says_something:
            current.count(said, votes)
        self._tell_others(said, votes, kept=False)

    def _waiting_votes(self) -> tuple[list[tuple[Detta, Voti]], bool]:
        """The votes told before this decision, and whether they may be of the one before."""
        waiting, self._votes = self._votes, []
        if waiting and self._current is not None and not self._current.is_told:
            self._current.unknown()
            self._of_nobody += [(said, _WHOSE) for said, _ in waiting]
            return [], True
        return waiting, False

    def _open(self, said: Detta, point: int | None, title: str | None, *, is_bare: bool) -> None:
        text = said.testo or said.parola
        if is_bare and self._motion is not None:
            text, self._motion = _without_mark(self._motion), None
        subject = self._subject[1] if self._subject else title
        if subject is None:
            subject = text.strip().split("\n")[0][:200]
        record: Record = {"n": self.number + 1}
        if point is not None:
            record["punto"] = point
        record["oggetto"] = subject
        if self._premises:
            record["premesse"] = [text for _, text in self._premises]
        record["testo"] = text
        if said.voce != "prende-atto":
            record["votazione"] = {"metodo": "palese"}
        record["esito"] = _OUTCOMES[said.voce]
        self._decisions.append(record)
        self._current = Scrutinio(record, self._bodies)
        if self._subject:
            self._current.told.add("oggetto")
        if self._is_next_unknown:
            self._current.unknown()
        self._subject, self._premises = None, []
        self._is_apart = self._is_text_between = self._is_next_unknown = False

    def _take_motion(self, said: Detta) -> None:
        if self._motion is not None:
            self._of_nobody.append((self._motion, _NO_OUTCOME))
        self._motion = said
        self.pause(text=True)

    def _close(self) -> None:
        if self._current is not None:
            self._current.close()
            self._of_nobody += self._current.doubts
            self.repeated += self._current.repeated
            self.warnings += self._current.warnings

    def _take_back(self) -> None:
        """No other decision followed: what waited for it is of the last one, if it has room."""
        if self._current is None:
            return
        for _, text in self._premises:
            self._add_premise(self._current.record, text)
        self._premises = []
        if self._subject is not None and "oggetto" not in self._current.told:
            self._current.record["oggetto"], self._subject = self._subject[1], None
        if self._motion is None and not self._current.is_told:
            waiting, self._votes = self._votes, []
            for said, votes in waiting:
                self._current.count(said, votes)

    def _decision(self) -> Scrutinio:
        if self._current is None:
            raise NonSiCapisce(_BEFORE)
        return self._current

    # --- what belongs to it ---

    def _say_subject(self, said: Detta) -> None:
        if self._current is not None and not self._is_apart:
            self._current.once(said, "oggetto")
            self._current.record["oggetto"] = said.testo
        elif self._subject is not None:
            raise NonSiCapisce("l'oggetto della decisione che segue è già scritto")
        else:
            self._subject = (said, said.testo)

    def _say_premise(self, said: Detta) -> None:
        text = said.testo if said.voce == "premessa" else f"{said.parola.lower()} {said.testo}"
        if self._current is None or self._is_apart:
            self._premises.append((said, text))
        else:
            self._add_premise(self._current.record, text)

    @staticmethod
    def _add_premise(decision: Record, text: str) -> None:
        listed = decision.setdefault("premesse", [])
        if isinstance(listed, list):
            listed.append(text)

    def _take_votes(self, said: Detta) -> None:
        """Of the decision right above, or of the motion; else of the next one."""
        votes = votes_of(said, self._bodies)
        current = self._current
        waits = (
            current is None
            or self._motion is not None
            or (self._is_text_between and said.voce in _WHOLE)
            or bool(self._votes)
        )
        if not waits and current is not None and current.has_room_for(votes):
            current.count(said, votes)
        elif waits or self._is_apart:
            self._votes.append((said, votes))
        elif current is not None:
            current.count(said, votes)
        self._tell_others(said, votes, kept=False)

    def _tell_others(self, said: Detta, votes: Voti, *, kept: bool) -> None:
        """Totals, and who was in favour, have no place in the record: kept as they were typed."""
        if (votes.altri or "favorevoli" in votes.nomi) and not kept:
            self._keep("\n".join(line.testo.strip() for line in said.righe))


def _without_mark(motion: Detta) -> str:
    is_item_below = len(motion.parti) == 1 and len(motion.righe) > 1
    return ITEM.sub("", motion.testo, count=1) if is_item_below else motion.testo


_ENDED = re.compile(r"approvat|respint|bocciat|non approvat|pres[oa] ")


def _stands_alone(said: Detta, title: str | None) -> bool:
    """«Approvato», of the point that has a title: what was decided is what the point is about."""
    ended = _ENDED.match(plain(said.parola)) is not None
    return ended and title is not None and not said.righe[0].testo.rstrip().endswith(":")


_WHOLE = frozenset[Voce](
    {"voto", "palese", "unanime", "segreto", "maggioranza", "esito", "favorevoli", "consenso"}
)
"""What tells how a vote went as a whole: it may be of a decision that is told below it."""
