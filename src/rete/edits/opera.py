"""`Opera`: one act being carried out; what begins and ends by it, written in a plan (`bozza`)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar

from rete.changes import Plain, Record, Refused
from rete.diagnostics import DocPath
from rete.edits.bozza import Bozza, Giorno, without_empty, written
from rete.model.ente import Ente
from rete.model.patto import Patto
from rete.model.rete import Rete, Tipo
from rete.model.tavolo import Tavolo
from rete.model.tempo import DataParziale


class _Lasting(Protocol):
    @property
    def dal(self) -> DataParziale | None: ...
    @property
    def al(self) -> DataParziale | None: ...


class Scheda(Protocol):
    """A record, in its file."""

    @property
    def file(self) -> str: ...


_Item = TypeVar("_Item", bound=_Lasting)
_T = TypeVar("_T")


class Opera:
    """The plan, the register as it is, the act to cite, and what its effect does not carry
    (``details``: a signature, the text of an article)."""

    def __init__(self, bozza: Bozza, rete: Rete, act: str, details: Mapping[str, Plain]) -> None:
        self.bozza = bozza
        self.rete = rete
        self.act = act
        self.details = details
        self.tell = bozza.tell
        self.warn = bozza.warn

    def is_cited_in(self, items: Iterable[object], key: str = "atto", **about: str | None) -> bool:
        """Whether an item (of the body of ``about``) cites the act: it is carried out already."""
        return any(
            getattr(one, key) == self.act
            and all(getattr(one, name) == value for name, value in about.items())
            for one in items
        )

    def begin(
        self,
        scheda: Scheda,
        elenco: str,
        whose: Mapping[str, Plain],
        since: Giorno,
        **more: Plain | None,
    ) -> None:
        """Append to a list of a record an item that begins on a day by this act."""
        self.bozza.append(scheda.file, (elenco,), self.item(whose, since, **more))

    def item(self, whose: Mapping[str, Plain], since: Giorno, **more: Plain | None) -> Record:
        """What begins on a day by this act, as a file holds it; what is empty is left out."""
        return without_empty({**whose, "dal": written(since), "atto": self.act, **more})

    def end(
        self, scheda: Scheda, path: DocPath, item: object, last: Giorno, causa: str | None = None
    ) -> None:
        """Give an item its last day, by this act if it can cite one."""
        for key, value in (("al", written(last)), ("atto_fine", self.act), ("causa", causa)):
            if value is not None and hasattr(item, key):
                known = getattr(item, key) is not None
                self.bozza.put(scheda.file, path, key, value, written=known)


def open_after(items: Sequence[_Item], last: date) -> Iterator[tuple[int, _Item]]:
    """What begun by a day goes on after it, with its place in the list."""
    return ((index, one) for index, one in enumerate(items) if is_open_after(one, last))


def is_open_after(item: _Lasting, last: date) -> bool:
    """Whether something begun by a day goes on after it."""
    begun = item.dal is None or item.dal.primo <= last
    return begun and (item.al is None or item.al.ultimo > last)


def needed(value: _T | None, why: str) -> _T:
    """What an effect must say to be carried out; Refused, with the reason, where it does not."""
    if value is None:
        raise Refused(why)
    return value


def body_of(rete: Rete, ente: str | None) -> Ente:
    """The card of a body; Refused where there is none or it cannot be read."""
    missing = f"«{ente}» non ha una scheda: creala con «rete ente aggiungi»"
    if ente is not None and ente not in rete.enti:
        must_be_read(rete, "ente", ente, f"data/enti/{ente}.yaml")
    return needed(rete.enti.get(ente or ""), missing)


def table_of(rete: Rete, tavolo: str | None) -> Tavolo:
    """The card of a table; Refused where there is none or it cannot be read."""
    if tavolo is not None and tavolo not in rete.tavoli:
        must_be_read(rete, "tavolo", tavolo, f"data/tavoli/{tavolo}.yaml")
    missing = f"il tavolo «{tavolo}» non c'è: si apre con «rete tavolo istituisci»"
    return needed(rete.tavoli.get(tavolo or ""), missing)


def pact_of(rete: Rete) -> Patto:
    """The pact; Refused where its file cannot be read."""
    return needed(rete.patto, "data/patto.yaml non si legge: correggilo prima")


def must_be_new(rete: Rete, kind: Tipo, identifier: str, taken: str) -> None:
    """Refused where a record has this id (``taken`` says so), or nobody can tell."""
    if rete.has_id(kind, identifier):
        raise Refused(taken)
    must_have_no_more(rete, kind, identifier)


def must_have_no_more(rete: Rete, kind: Tipo, identifier: str) -> None:
    """Refused where nobody can tell whether a record that was not read has this id."""
    if rete.may_have_more(kind):
        raise Refused(
            f"non si sa se «{identifier}» c'è già: una cartella delle schede non si legge («rete "
            "controlla» dice quale, e che cosa fare)"
        )


def must_be_read(rete: Rete, kind: Tipo, identifier: str, file: str) -> None:
    if rete.is_unread(kind, identifier):
        raise Refused(f"{file} non si legge: correggilo prima")
