"""`RigaEffetto`: one kind of effect as data; the rows are beside it.

No part has a default: a row without one is refused by the type checker and, at import, by Python.
"""

from typing import Literal, cast

from rete.model.rete import Tipo
from rete.records import frozen

Dettaglio = Literal["testo", "rubrica", "regole", "firma", "durata", "titolo", "al"]
"""What an effect does not carry and the register wants, in the order in which it is asked."""


@frozen
class ChiaviEffetto:
    """The keys of one kind of effect: one of each ``needed`` group, at least one ``some_of``."""

    needed: tuple[tuple[str, ...], ...]
    some_of: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def allowed(self) -> tuple[str, ...]:
        """Every key that has a place in this kind of effect."""
        needed = [key for group in self.needed for key in group]
        return (*needed, *self.some_of, *self.optional)


def keys(*needed: str, optional: tuple[str, ...] = ()) -> ChiaviEffetto:
    """The keys of a kind: ``"dal | decorrenza"`` is one of the two."""
    groups = tuple(tuple(group.split(" | ")) for group in needed)
    return ChiaviEffetto(needed=groups, optional=optional)


@frozen
class Attesa:
    """A place of the register where a record answers to an effect, by citing its act.

    ``posto`` is the kind of file and the keys that lead to the citation; ``di`` are the keys of the
    effect that name whom or what the record is about (of several bodies, each is looked for);
    ``valori`` are what both sides say and must agree on (``vigilia`` is the day before ``dal``).
    What is omitted is not known, but under the keys ``esatti`` it is «none». ``portato`` means that
    the effect is on something else and carries this with it.
    """

    posto: str
    di: tuple[str, ...]
    valori: tuple[str, ...]
    portato: bool
    esatti: tuple[str, ...] = ()


def own(posto: str, di: str, valori: str = "", *, esatti: tuple[str, ...] = ()) -> Attesa:
    """Where the effect itself is written; keys and values with spaces between."""
    names, values = tuple(di.split()), tuple(valori.split())
    return Attesa(posto=posto, di=names, valori=values, portato=False, esatti=esatti)


def along(posto: str, di: str, valori: str = "") -> Attesa:
    """Where something is written that the effect carries with it."""
    return Attesa(posto=posto, di=tuple(di.split()), valori=tuple(valori.split()), portato=True)


@frozen
class Revoca:
    """Why no command undoes what an effect did (empty: it is undone); ``solo_prima`` means that
    what has not begun yet can still be taken away."""

    perche: str
    solo_prima: bool = False


UNDONE = Revoca(perche="")
"""What it began ends, on the day of the revocation; what it ended goes on again."""


ON_ONE, ENDS_ONE, SETS_UP, ENDS_ALL = range(4)
"""How near an effect is to what it touches: one thing, the end of one, a table with its first
seats, the end of all that a body or a table has."""


@frozen
class RigaEffetto:
    """One kind of effect."""

    keys: ChiaviEffetto
    in_words: str
    """As cards and documents tell it, with names: nouns, so that nothing agrees in gender."""
    in_findings: str
    """As findings tell it, with ids: names of bodies change, and a finding must stay the same."""
    as_matter: str
    """As rules on how decisions are taken name all the effects of this kind."""
    speaks: str
    """How the words begin by which an act speaks of it; with none, of no act it is judged."""
    may_mean: str
    """How the words begin that may be about it, or about something else."""
    found: tuple[Attesa, ...]
    """Where the register answers to it, its own place first; nowhere, if it is on another act."""
    nearness: int
    """Of two effects of an act that a record may answer to, the lower counts, then the first."""
    by_signing: bool
    """Whether the signing of a pact lays it down without an effect that says so."""
    details: tuple[Dettaglio, ...]
    revoked: Revoca

    @property
    def about(self) -> tuple[str, ...]:
        """The keys that name what it is about; with act and kind, what pairs it with a record."""
        return self.found[0].di if self.found else ()

    @property
    def named(self) -> frozenset[str]:
        """The keys without which nothing in the register can answer to it."""
        return frozenset(key for place in self.found if not place.portato for key in place.di)

    @property
    def kept_in(self) -> Tipo | None:
        """The kind of file in which it is written."""
        return cast(Tipo, self.found[0].posto.partition(".")[0]) if self.found else None

    @property
    def takes_a_place(self) -> bool:
        """Whether something ends by it because something else begins."""
        return any("vigilia" in place.valori for place in self.found)
