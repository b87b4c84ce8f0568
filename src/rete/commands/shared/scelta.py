"""Few letters → the record that they name, or a message with those that it may be."""

from collections.abc import Callable, Iterable, Sequence

import click

from rete import italiano
from rete.errors import ReteError
from rete.load.kinds import KIND_NAMED
from rete.load.loader import Loaded
from rete.model.ente import Ente
from rete.model.patto import Articolo, MonitoraggioPrevisto, Patto, Vocabolario
from rete.model.provvedimento import Provvedimento, of_its_own
from rete.model.ricerca import Candidato, matching, near
from rete.model.tavolo import Tavolo
from rete.model.verbale import Verbale
from rete.render.terminal_text import printable
from rete.store import PATTO

MOST_SHOWN = 8


class SeveralFit(click.UsageError):
    """What was typed may be several records: ``scelte`` are what means each alone, and its name."""

    def __init__(self, message: str, typed: str, scelte: Sequence[tuple[str, str]]) -> None:
        super().__init__(message)
        self.typed = typed
        self.scelte = tuple(scelte)

    def only(self, those: Callable[[str], bool], ending: str) -> "SeveralFit":
        """The same, of those that can be meant with an ending: the number of a decision."""
        scelte = [(f"{one}{ending}", name) for one, name in self.scelte if those(one)]
        return SeveralFit(self.message, self.typed, scelte)


def chosen_ente(loaded: Loaded, typed: str) -> Ente:
    """The body that few letters name; UsageError with those that it may be."""
    known = [
        Candidato(
            id=ente.id,
            nomi=tuple(name for name in (ente.denominazione, ente.sigla) if name is not None),
        )
        for ente in loaded.rete.enti.values()
    ]
    found = _chosen(loaded, "ente", typed, known, "rete ente elenca --tutti")
    return loaded.rete.enti[found]


def chosen_tavolo(loaded: Loaded, typed: str) -> Tavolo:
    """The table that few letters name; UsageError with those that it may be."""
    known = [Candidato(id=t.id, nomi=(t.nome,)) for t in loaded.rete.tavoli.values()]
    found = _chosen(loaded, "tavolo", typed, known, "rete tavolo elenca --tutti")
    return loaded.rete.tavoli[found]


def chosen_verbale(loaded: Loaded, typed: str) -> Verbale:
    """The sitting that few letters, or a day, name; UsageError with those that it may be."""
    rete = loaded.rete
    known = [
        Candidato(id=v.id, nomi=(f"{rete.nome_tavolo(v.tavolo)} {v.data:%d/%m/%Y}",))
        for v in sorted(rete.verbali.values(), key=lambda v: v.id, reverse=True)
    ]
    found = _chosen(loaded, "verbale", typed, known, "rete verbale elenca")
    return rete.verbali[found]


def chosen_atto(loaded: Loaded, typed: str) -> Provvedimento:
    """An act of its own, or a decision: `<verbale>/<n>`, the minutes in few letters too."""
    minutes, slash, number = typed.rpartition("/")
    n = italiano.parse_number(number)
    if slash and n is not None and minutes.count("/") != 1:
        try:
            return _chosen_decision(loaded, chosen_verbale(loaded, minutes), n)
        except SeveralFit as several:
            there = loaded.rete.act
            raise several.only(lambda v: there(f"{v}/{n}") is not None, f"/{n}") from None
    known = [
        Candidato(id=atto.id, nomi=(f"{atto.oggetto} {atto.data:%d/%m/%Y}",))
        for atto in sorted(loaded.rete.atti.values(), key=lambda a: a.id, reverse=True)
    ]
    whole = loaded.rete.verbali.get(typed)
    if whole is not None and typed not in loaded.rete.atti:
        raise click.UsageError(
            f"«{typed}» è un verbale: serve una sua decisione, «{typed}/NUMERO»: "
            f"{has_numbers((decisione.n for decisione in whole.decisioni), 'decisioni')}"
        )
    found = _chosen(loaded, "atto", typed, known, "rete atto elenca")
    return of_its_own(loaded.rete.atti[found])


def chosen_patto(loaded: Loaded) -> Patto:
    """The pact of the register; ReteError where its file cannot be read."""
    if loaded.rete.patto is None:
        raise ReteError(_must_be_corrected("il patto", PATTO))
    return loaded.rete.patto


def chosen_monitoraggio(loaded: Loaded, typed: str) -> MonitoraggioPrevisto:
    """One of the monitorings that the pact foresees, made or not."""
    foreseen = chosen_patto(loaded).monitoraggi
    if not foreseen:
        raise click.UsageError("il patto non prevede monitoraggi")
    none = "nessun monitoraggio del patto corrisponde a"
    found = chosen_name(typed, [one.id for one in foreseen], none, "rete patto mostra")
    return next(one for one in foreseen if one.id == found)


def chosen_name(typed: str, names: Sequence[str], none: str, listing: str) -> str:
    """One of some names; ``none`` is what is said where there is none, ``listing`` lists them."""
    known = [Candidato(id=name) for name in names]
    return _only_one(typed, matching(typed, known), known, none, listing)


def chosen_articolo(patto: Patto, typed: str) -> Articolo:
    """The article of a number: «7», «9-bis», «art. 9 bis»."""
    plain = typed.strip().casefold().removeprefix("articolo").removeprefix("art.")
    numero = "-".join(plain.replace("-", " ").split())
    for articolo in patto.articoli:
        if articolo.numero == numero:
            return articolo
    if not patto.articoli:
        raise click.UsageError("gli articoli non sono nel registro")
    known = italiano.join_words([articolo.numero for articolo in patto.articoli])
    raise click.UsageError(f"l'articolo «{printable(typed)}» non c'è: ci sono {known}")


def chosen_voce(loaded: Loaded, typed: str, vocabulary: Vocabolario) -> str:
    """The id of a word of a vocabulary of the pact."""
    voci = chosen_patto(loaded).vocabolari.of(vocabulary)
    if not voci:
        raise click.UsageError(f"il patto non ha voci nel vocabolario «{vocabulary}»")
    known = [Candidato(id=voce.id, nomi=(voce.nome,)) for voce in voci]
    none = f"nel vocabolario «{vocabulary}» nessuna voce corrisponde a"
    return _only_one(typed, matching(typed, known), known, none, "rete patto mostra")


def _chosen(loaded: Loaded, kind: str, typed: str, known: Sequence[Candidato], listing: str) -> str:
    unread = loaded.rete.unread.get(kind, frozenset())
    candidates = [*known, *(Candidato(id=identifier) for identifier in sorted(unread))]
    none = f"nessun {kind} corrisponde a"
    found = _only_one(typed, matching(typed, candidates), candidates, none, listing)
    if found in unread:
        path = _file_of(loaded, kind, found)
        raise ReteError(_must_be_corrected(f"«{found}»", path))
    return found


def _only_one(
    typed: str, found: Sequence[str], candidates: Sequence[Candidato], none: str, listing: str
) -> str:
    match found:
        case [only]:
            return only
        case []:
            hint = f"vedi «{listing}»"
            if similar := near(typed, candidates):
                hint = f"forse volevi {_alternatives(similar, candidates)}?"
            raise click.UsageError(f"{none} «{printable(typed)}»: {hint}")
        case _:
            shown = printable(typed)
            raise SeveralFit(
                f"«{shown}» può essere {_alternatives(found, candidates)}: scrivi di più",
                shown,
                _each_with_name(found, candidates),
            )


def _alternatives(found: Sequence[str], candidates: Sequence[Candidato]) -> str:
    names = {c.id: printable(c.nomi[0]) for c in candidates if c.nomi}
    shown = [f"«{i}» ({names[i]})" if i in names else f"«{i}»" for i in found[:MOST_SHOWN]]
    if others := len(found) - len(shown):
        shown.append(italiano.count(others, "altro", "altri"))
    return f"{', '.join(shown[:-1])} o {shown[-1]}" if len(shown) > 1 else shown[0]


def _each_with_name(found: Sequence[str], candidates: Sequence[Candidato]) -> list[tuple[str, str]]:
    names = {c.id: printable(c.nomi[0]) for c in candidates if c.nomi}
    return [(identifier, names.get(identifier, "")) for identifier in found]


def _chosen_decision(loaded: Loaded, verbale: Verbale, number: int) -> Provvedimento:
    found = loaded.rete.act(f"{verbale.id}/{number}")
    if found is not None:
        return found
    raise click.UsageError(
        f"nel verbale «{verbale.id}» la decisione {number} non c'è: "
        f"{has_numbers((decisione.n for decisione in verbale.decisioni), 'decisioni')}"
    )


def has_numbers(numbers: Iterable[int], what: str) -> str:
    """«ha 1, 2 e 3»: the numbers of the decisions, or of the actions, of some minutes."""
    match [str(n) for n in numbers]:
        case []:
            return f"non ha {what}"
        case [only]:
            return f"ha solo la {only}"
        case several:
            return f"ha {italiano.join_words(several)}"


def _file_of(loaded: Loaded, kind: str, identifier: str) -> str:
    for path, file in loaded.files.items():
        if file.kind.name == kind and file.id == identifier:
            return path
    return KIND_NAMED[kind].path(identifier)


def _must_be_corrected(what: str, path: str) -> str:
    return (
        f"{what} non si può mostrare: prima correggi il file {path} "
        "(«rete controlla» dice che cosa non va)"
    )
