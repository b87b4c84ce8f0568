"""The attachments that some record cites: their digests, and what became of those that differ.

They may be large: they are read in pieces, once, and only those that are cited. What is said of one
that differs never costs anybody a file, or the proof that the written digest is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from rete.diagnostics import Finding
from rete.errors import CannotTell, as_typed
from rete.load import folder_faults
from rete.model.allegati import Alterato
from rete.model.atto import Atto
from rete.model.comuni import Allegato
from rete.model.verbale import Verbale
from rete.records import frozen
from rete.store import Store, Unreadable

if TYPE_CHECKING:
    from rete.altered import Altered

UNIT: Final = 1 << 20
"""So many bytes count for as much as a file, for whoever waits."""

Tell = Callable[[int, int], None]

_AS_THEY_ARE: Final = "«data/allegati/** -text»"


@frozen
class Allegati:
    """Digests by path (None: not cited, or not read), what differs, and what cannot be read."""

    impronte: Mapping[str, str | None]
    alterati: Mapping[str, Alterato]
    findings: tuple[Finding, ...]


def cited(records: Mapping[str, Mapping[str, Any]]) -> dict[str, list[Allegato]]:
    """Where each attachment that a record cites is, or should be, and how it is cited."""
    citing: list[Verbale | Atto] = [*records["verbale"].values(), *records["atto"].values()]
    found: dict[str, list[Allegato]] = {}
    for record in citing:
        for allegato in record.allegati:
            found.setdefault(f"data/allegati/{record.id}/{allegato.file}", []).append(allegato)
    return found


def attachments(
    store: Store, paths: Sequence[str], wanted: Mapping[str, Iterable[Allegato]], tell: Tell
) -> Allegati:
    """All attachments, those that are ``wanted`` with their digests."""
    digests: dict[str, str | None] = dict.fromkeys(paths)
    findings: list[Finding] = []
    others: dict[str, str] = {}
    to_read = [path for path in wanted if path in digests]
    total = sum(map(store.size, to_read))
    done = 0

    def tell_of_all(more: int) -> None:
        nonlocal done
        done += more
        tell(done // UNIT, total // UNIT)

    for path in to_read:
        meant = sorted(one.sha256 for one in wanted[path])
        try:
            digests[path] = store.sha256(path, tell_of_all)
        except Unreadable as reason:
            findings.append(folder_faults.not_a_file(path, str(reason)))
        else:
            if digests[path] not in meant:
                others[path] = meant[0]
    return Allegati(
        impronte=digests,
        alterati=_altered(store, others, digests) if others else {},
        findings=tuple(findings),
    )


def _altered(
    store: Store, wanted: Mapping[str, str], digests: Mapping[str, str | None]
) -> dict[str, Alterato]:
    try:
        found = store.altered(wanted)
    except Unreadable:
        # One has gone while they were looked at: the next command tells.
        from rete.altered import Altered

        found = {path: Altered() for path in wanted}
    return {path: _in_words(path, digests[path] or "", why) for path, why in found.items()}


def _in_words(path: str, digest: str, why: "Altered") -> Alterato:
    if why.stands_for_another is not None:
        return Alterato(
            fatto="è solo un segnaposto: il file vero non è stato scaricato",
            rimedio=f"esegui «{why.stands_for_another}»",
        )
    if why.line_ends is not None:
        return _line_ends(path, why)
    if why.kept is True:
        return _changed_since(path, why)
    if isinstance(why.kept, CannotTell):
        return Alterato(fatto=_OTHER, rimedio=f"{_PUT_BACK} ({why.kept.why})")
    return Alterato(
        fatto=_OTHER,
        rimedio=f"{_PUT_BACK}; se invece fu scritta per sbaglio un'altra impronta, quella di "
        f"questo file è «{digest}»: prima di scriverla chiedi a chi lo allegò se è questo",
    )


_OTHER: Final = "non è quello di cui è scritta l'impronta"
_PUT_BACK: Final = (
    "metti da parte questo file, fuori da data/, e rimetti quello di cui è scritta l'impronta"
)


def _line_ends(path: str, why: "Altered") -> Alterato:
    if why.kept is True:
        return Alterato(
            fatto="ha altri a capo: git li ha cambiati quando lo ha scaricato (core.autocrlf)",
            rimedio=_as_git_has_it(path, _AS_THEY_ARE),
        )
    others = "CR LF" if why.line_ends == "LF" else "LF"
    doubt = f" ({why.kept.why})" if isinstance(why.kept, CannotTell) else ""
    return Alterato(
        fatto=f"ha altri a capo ({others}): l'impronta è quella dello stesso testo con a capo "
        f"{why.line_ends}",
        rimedio=f"scrivi in .gitattributes {_AS_THEY_ARE}, perché git non li cambi, e rimetti il "
        f"file con a capo {why.line_ends}: l'impronta è giusta{doubt}",
    )


def _changed_since(path: str, why: "Altered") -> Alterato:
    if isinstance(why.conversion, str):
        return Alterato(
            fatto="non è quello che c'è in git, con l'impronta giusta: git lo cambia quando lo "
            f"scarica (attributo «{why.conversion}»)",
            rimedio=_as_git_has_it(path, f"«data/allegati/** !{why.conversion} -text»"),
        )
    doubt = f" ({why.conversion.why})" if isinstance(why.conversion, CannotTell) else ""
    return Alterato(
        fatto="è cambiato: quello di cui è scritta l'impronta è in git",
        rimedio=f"metti da parte questo file, fuori da data/, poi {_restore(path)}; se serve anche "
        f"questo, allegalo con un altro nome{doubt}",
    )


def _as_git_has_it(path: str, line: str) -> str:
    """How to have the file as git keeps it: git would not write again one that is there."""
    return (
        f"scrivi in .gitattributes la riga {line}, sposta questo file fuori da data/ e "
        f"{_restore(path)}: l'impronta è giusta"
    )


def _restore(path: str) -> str:
    return f"rimetti quello di git con «git restore -- {as_typed(path)}»"
