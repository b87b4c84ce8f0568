"""What of some notes is not clear, as it is found: told with its line, or kept as text too."""

from collections import Counter
from collections.abc import Sequence

from rete.model.riconoscimento import Anagrafe
from rete.notes.keyed import word_of
from rete.notes.lines import Elemento, Sbagliata, Scritta
from rete.notes.points import Punti
from rete.notes.speakers import is_speaker
from rete.notes.told import NonCapita

_WORDS, _IN_CAPITALS = "parole", "parole in maiuscolo"
"""The groups of the words before a colon that are none of the notes."""


class Dubbi:
    """The lines that are not understood, in the order in which they are found."""

    def __init__(
        self, points: Punti, bodies: Anagrafe, found: Sequence[Elemento], *, keep: bool
    ) -> None:
        self._points = points
        self._bodies = bodies
        self._keep = keep
        self._found: list[NonCapita] = []
        self._known: dict[str, bool] = {}
        heads = (word_of(e.capo) for e in found if isinstance(e, Sbagliata) and e.capo)
        self._heads = Counter(heads)

    def in_order(self) -> tuple[NonCapita, ...]:
        return tuple(sorted(self._found, key=lambda n: n.riga.numero))

    def refuse(
        self, lines: Sequence[Scritta], why: str, come: tuple[str, ...] = (), group: str = ""
    ) -> None:
        """Some lines are not understood: why, and what they may mean."""
        for line in lines:
            if not line.testo.strip():
                continue
            told = NonCapita(
                riga=line, perche=why, punto=self._points.current, come=come, gruppo=group
            )
            self._found.append(told)
            if self._keep:
                self._points.say_or_wait(line.testo.strip())

    def refuse_doubt(self, element: Sbagliata) -> None:
        group = element.gruppo
        if element.capo is not None and not element.come:
            group = _IN_CAPITALS if element.capo.isupper() else _WORDS
        self.refuse((element.riga,), element.perche, element.come, group)

    def is_somebody_who_speaks(self, element: Sbagliata) -> bool:
        """What stands before the colon is a speaker, not a word of some record."""
        head = element.capo
        if head is None or element.come or self._points.current is None:
            return False
        if head not in self._known:
            self._known[head] = self._bodies.recognised(head).id is not None
        known = self._known[head]
        repeated = self._heads[word_of(head)] > 1 and not head.isupper()
        return known or repeated or is_speaker(word_of(head))
