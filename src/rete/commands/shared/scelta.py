"""Few letters → the record that they name, or a message with those that it may be."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import click

from rete.errors import ReteError
from rete.italiano import first_few, join_words, parse_number
from rete.load.kinds import KIND_NAMED
from rete.load.loader import Loaded
from rete.model.ente import Ente
from rete.model.patto import Articolo, MonitoraggioPrevisto, Patto, Vocabolario
from rete.model.provvedimento import Provvedimento, of_its_own
from rete.model.rete import Tipo
from rete.model.ricerca import Candidato, matching, near
from rete.model.riconoscimento import candidati
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
    return loaded.rete.enti[_chosen(loaded, "ente", typed, "rete ente elenca --tutti")]


def chosen_tavolo(loaded: Loaded, typed: str) -> Tavolo:
    """The table that few letters name; UsageError with those that it may be."""
    return loaded.rete.tavoli[_chosen(loaded, "tavolo", typed, "rete tavolo elenca --tutti")]


def chosen_verbale(loaded: Loaded, typed: str) -> Verbale:
    """The sitting that few letters, or a day, name; UsageError with those that it may be."""
    return loaded.rete.verbali[_chosen(loaded, "verbale", typed, "rete verbale elenca")]


CHOSEN: Final[Mapping[str, Callable[[Loaded, str], Ente | Tavolo | Verbale]]] = {
    "ente": chosen_ente,
    "tavolo": chosen_tavolo,
    "verbale": chosen_verbale,
}
"""By the kind of record."""


def chosen_atto(loaded: Loaded, typed: str) -> Provvedimento:
    """An act of its own, or a decision: `<verbale>/<n>`, the minutes in few letters too."""
    minutes, slash, number = typed.rpartition("/")
    n = parse_number(number)
    if slash and n is not None and minutes.count("/") != 1:
        try:
            return _chosen_decision(loaded, chosen_verbale(loaded, minutes), n)
        except SeveralFit as several:
            there = loaded.rete.act
            raise several.only(lambda v: there(f"{v}/{n}") is not None, f"/{n}") from None
    whole = loaded.rete.verbali.get(typed)
    if whole is not None and typed not in loaded.rete.atti:
        raise click.UsageError(
            f"«{typed}» è un verbale: serve una sua decisione, «{typed}/NUMERO»: "
            f"{has_numbers((decisione.n for decisione in whole.decisioni), 'decisioni')}"
        )
    return of_its_own(loaded.rete.atti[_chosen(loaded, "atto", typed, "rete atto elenca")])


def chosen_minutes_or_act(loaded: Loaded, typed: str) -> Verbale | Provvedimento:
    """Minutes, or an act; UsageError, of what minutes they may be, where it is neither."""
    if typed not in loaded.rete.verbali and ("/" in typed or typed in loaded.rete.atti):
        return chosen_atto(loaded, typed)
    try:
        return chosen_verbale(loaded, typed)
    except click.UsageError as unknown:
        try:
            return chosen_atto(loaded, typed)
        except click.UsageError:
            raise unknown from None


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
    return _only_one(typed, known, none, listing)


def chosen_articolo(patto: Patto, typed: str) -> Articolo:
    """The article of a number: «7», «9-bis», «art. 9 bis»."""
    plain = typed.strip().casefold().removeprefix("articolo").removeprefix("art.")
    numero = "-".join(plain.replace("-", " ").split())
    for articolo in patto.articoli:
        if articolo.numero == numero:
            return articolo
    if not patto.articoli:
        raise click.UsageError("gli articoli non sono nel registro")
    known = join_words([articolo.numero for articolo in patto.articoli])
    raise click.UsageError(f"l'articolo «{printable(typed)}» non c'è: ci sono {known}")


def chosen_voce(loaded: Loaded, typed: str, vocabulary: Vocabolario) -> str:
    """The id of a word of a vocabulary of the pact."""
    voci = chosen_patto(loaded).vocabolari.of(vocabulary)
    if not voci:
        raise click.UsageError(f"il patto non ha voci nel vocabolario «{vocabulary}»")
    known = [Candidato(id=voce.id, nomi=(voce.nome,)) for voce in voci]
    none = f"nel vocabolario «{vocabulary}» nessuna voce corrisponde a"
    return _only_one(typed, known, none, "rete patto mostra")


def _chosen(loaded: Loaded, kind: Tipo, typed: str, listing: str) -> str:
    known = candidati(loaded.rete, kind)
    found = _only_one(typed, known, f"nessun {kind} corrisponde a", listing)
    if found in loaded.rete.unread.get(kind, ()):
        raise ReteError(_must_be_corrected(f"«{found}»", _file_of(loaded, kind, found)))
    return found


def _only_one(typed: str, candidates: Sequence[Candidato], none: str, listing: str) -> str:
    shown = printable(typed)
    names = {c.id: printable(c.nomi[0]) for c in candidates if c.nomi}

    def alternatives(found: Sequence[str]) -> str:
        named = [f"«{i}» ({names[i]})" if i in names else f"«{i}»" for i in found]
        return join_words(first_few(named, MOST_SHOWN), "o")

    match matching(typed, candidates):
        case [only]:
            return only
        case []:
            similar = near(typed, candidates)
            hint = f"forse volevi {alternatives(similar)}?" if similar else f"vedi «{listing}»"
            raise click.UsageError(f"{none} «{shown}»: {hint}")
        case found:
            raise SeveralFit(
                f"«{shown}» può essere {alternatives(found)}: scrivi di più",
                shown,
                [(one, names.get(one, "")) for one in found],
            )


def _chosen_decision(loaded: Loaded, verbale: Verbale, number: int) -> Provvedimento:
    if (found := loaded.rete.act(f"{verbale.id}/{number}")) is not None:
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
            return f"ha {join_words(several)}"


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
