"""Names as people write them in notes → ids of the register: one, several, or none.

Where a name comes from, and what is said of one that is not recognised, is elsewhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import lru_cache

from rete.italiano import join_words
from rete.model.rete import Rete, Tipo
from rete.model.ricerca import Candidato, matching, near, plain
from rete.records import frozen

LONGEST_NAME = 300
"""A longer text is the name of nobody."""


@frozen
class Riconosciuto:
    """What a name may be: one id, several (``ambigui``), or none but some that look like it."""

    scritto: str
    id: str | None = None
    ambigui: tuple[str, ...] = ()
    simili: tuple[str, ...] = ()

    def perche(self, nomi: Mapping[str, str]) -> str:
        """Why it is not recognised, in words; ``nomi`` are the names by id."""
        if self.ambigui:
            return f"«{self.scritto}» può essere {_alternatives(self.ambigui, nomi)}"
        if self.simili:
            return f"«{self.scritto}» non c'è: forse {_alternatives(self.simili, nomi)}?"
        return f"«{self.scritto}» non c'è nel registro"


@frozen
class Anagrafe:
    """The records of one kind that can be named."""

    candidati: Sequence[Candidato]
    esatti: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def nomi(self) -> dict[str, str]:
        return {c.id: c.nomi[0] for c in self.candidati if c.nomi}

    def exactly(self, typed: str) -> str | None:
        """The id of the one record that has this id or this name."""
        found = self.esatti.get(plain(typed), ())
        return found[0] if len(found) == 1 else None

    def recognised(self, typed: str) -> Riconosciuto:
        """By id, by a name, by a beginning or whole words of one."""
        text = " ".join(typed.split())
        if len(text) > LONGEST_NAME:
            return Riconosciuto(scritto=f"{text[:60]}…")
        if (found := self.exactly(text)) is not None:
            return Riconosciuto(scritto=text, id=found)
        match self.esatti.get(plain(text)) or matching(text, self.candidati):
            case [only]:
                return Riconosciuto(scritto=text, id=only)
            case []:
                return Riconosciuto(scritto=text, simili=near(text, self.candidati))
            case several:
                return Riconosciuto(scritto=text, ambigui=tuple(several))


@lru_cache(maxsize=4)
def enti(rete: Rete) -> Anagrafe:
    """The bodies of a register, by id, name and short name; also those unread, by id."""
    return _anagrafe(candidati(rete, "ente"))


@lru_cache(maxsize=4)
def tavoli(rete: Rete) -> Anagrafe:
    """The tables of a register, by id and name; also those unread, by id."""
    return _anagrafe(candidati(rete, "tavolo"))


@lru_cache(maxsize=4)
def verbali(rete: Rete) -> Anagrafe:
    """The sittings of a register, by id; also those unread."""
    return _anagrafe(candidati(rete, "verbale"))


def candidati(rete: Rete, kind: Tipo) -> tuple[Candidato, ...]:
    """The records of a kind, each with its names; one whose file does not read has its id only.

    What has a day comes with the latest first.
    """
    known: Iterable[Candidato] = ()
    match kind:
        case "ente":
            known = (
                Candidato(id=e.id, nomi=tuple(filter(None, (e.denominazione, e.sigla))))
                for e in rete.enti.values()
            )
        case "tavolo":
            known = (Candidato(id=t.id, nomi=(t.nome,)) for t in rete.tavoli.values())
        case "verbale":
            known = (
                Candidato(id=v.id, nomi=(f"{rete.nome_tavolo(v.tavolo)} {v.data:%d/%m/%Y}",))
                for _, v in sorted(rete.verbali.items(), reverse=True)
            )
        case "atto":
            known = (
                Candidato(id=a.id, nomi=(f"{a.oggetto} {a.data:%d/%m/%Y}",))
                for _, a in sorted(rete.atti.items(), reverse=True)
            )
        case _:
            pass
    unread = (Candidato(id=one) for one in sorted(rete.unread.get(kind, ())))
    return (*known, *unread)


def _anagrafe(candidates: Sequence[Candidato]) -> Anagrafe:
    found: dict[str, list[str]] = defaultdict(list)
    for candidate in candidates:
        for text in dict.fromkeys(plain(name) for name in candidate.nomi):
            found[text].append(candidate.id)
    # An id wins over a name that is written like it.
    exact = {text: tuple(ids) for text, ids in found.items()}
    exact |= {candidate.id: (candidate.id,) for candidate in candidates}
    return Anagrafe(candidati=candidates, esatti=exact)


def _alternatives(found: Sequence[str], names: Mapping[str, str]) -> str:
    shown = [f"«{i}» ({names[i]})" if i in names else f"«{i}»" for i in found[:4]]
    return join_words(shown, "o")
