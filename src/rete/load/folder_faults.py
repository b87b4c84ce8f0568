"""The faults of the folder itself: what is in the wrong place or has the wrong name.

A remedy says what to do by hand, and may be followed without thinking: none of them puts a file
where there is one, or throws away what stands nowhere else.
"""

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from typing import Final

from rete.diagnostics import Finding, Severity, new_check
from rete.errors import CannotTell, as_typed
from rete.load.kinds import NAME, OUT, Attachment, Known, Misplaced, classify
from rete.model.nomi_di_file import (
    as_one_file,
    can_be_carried,
    free_id,
    may_be_new,
    why_fragile,
    why_unfit,
)
from rete.store import LINK, PERMITS, REPOSITORY, TOO_DEEP

STRAY = new_check(
    "REG001",
    """Nella cartella del registro ci sono solo file del registro.

    Un file fuori posto non viene letto: chi l'ha scritto crede di averlo registrato.
    """,
)
BAD_NAME = new_check(
    "REG002",
    """Il nome di ogni file è il suo identificativo, e verbali e atti stanno nel loro anno.

    Gli altri file citano questo nome: deve essere scritto in un modo solo (lettere minuscole
    senza accenti, cifre e trattini; per verbali e atti prima la data).
    """,
)
NOT_A_FILE = new_check(
    "REG003",
    """Nella cartella del registro ci sono solo file e cartelle normali.

    Un collegamento simbolico potrebbe portare fuori dal registro: non viene mai seguito.
    """,
)
SAME_BUT_FOR_CASE = new_check(
    "REG004",
    """Due file non hanno nomi uguali a meno delle maiuscole.

    Su Windows e macOS sarebbero lo stesso file, e uno cancellerebbe l'altro.
    """,
)
UNFIT = new_check(
    "REG006",
    """Ogni file ha un nome che si può avere su ogni sistema.

    Windows tiene per sé alcuni nomi, con qualunque estensione (con, prn, aux, nul, com1, lpt1…),
    e non ne ammette altri (con «:» o «?», o con un punto in fondo): basta un file così, e lì
    l'archivio git intero non si scarica. «rete rinomina» cambia il nome e tutto ciò che lo cita.
    """,
)
FRAGILE = new_check(
    "REG007",
    """I nomi dei file restano gli stessi su ogni sistema.

    macOS scrive le lettere accentate in due pezzi, e altrove quello è un altro nome; un percorso
    troppo lungo su Windows non si apre.
    """,
    Severity.WARNING,
)
LITTER = new_check(
    "REG008",
    """In git non ci sono file che i sistemi e gli editor lasciano da sé.

    Thumbs.db, .DS_Store, desktop.ini, le copie con «~» in fondo: il registro non li guarda, ma in
    git cambiano di continuo e non dicono nulla. Toglierli da git non li cancella dal disco.
    """,
    Severity.WARNING,
)


def misplaced(found: Mapping[str, Misplaced], there: Container[str]) -> Iterator[Finding]:
    """What belongs nowhere, and what to do with each that takes no other file's place.

    ``found`` are such files by path, ``there`` all the paths of the folder.
    """
    wanted: dict[str, list[str]] = {}
    for path, fault in found.items():
        if fault.target is not None:
            wanted.setdefault(_path(fault.target), []).append(path)
    for path, fault in found.items():
        check = BAD_NAME if fault.name_is_wrong else STRAY
        remedy = _remedy(path, fault, there, wanted)
        yield check.of_file(path, fault.reason, remedy)


def _remedy(
    path: str, fault: Misplaced, there: Container[str], wanted: Mapping[str, Sequence[str]]
) -> str:
    for original in map(_path, fault.copy_of):
        if original in there:
            remedy = (
                f"confrontalo con «{original}» e riporta lì quello che vi manca, poi cancella "
                "questa copia"
            )
            another = "; se è un'altra cosa, dagli un nome che nessun altro file ha"
            return remedy + another if fault.name_is_wrong else remedy
    if fault.target is None:
        return fault.remedy
    target = _path(fault.target)
    rivals = [
        other
        for other in (*wanted[target], target)
        if other != path and (other != target or target in there)
    ]
    if rivals:
        return (
            f"confrontalo con «{rivals[0]}»: uno solo dei due può chiamarsi «{target}», all'altro "
            "dai un nome che nessun file ha"
        )
    return fault.remedy.replace(NAME, _free_name(fault.target, there))


def _free_name(wanted: Known, there: Container[str]) -> str:
    """The name of the file of a record, or another where Windows would not have that one."""
    return f"{wanted.id if may_be_new(wanted.id) else _free(wanted, there)}.yaml"


def _free(known: Known, there: Container[str]) -> str:
    kind = known.kind
    return free_id(known.id, kind.name, lambda one: kind.path(one) in there)


def _path(known: Known) -> str:
    return known.kind.path(known.id)


_INSTEAD: Final = {
    PERMITS: "controlla i permessi e riprova",
    REPOSITORY: "il registro si salva in un archivio solo: sposta altrove quello che è qui dentro, "
    "con la sua storia",
    TOO_DEEP: f"{OUT}, o metti i suoi file in una cartella meno profonda",
    LINK: "mettici il file o la cartella a cui porta, al posto del collegamento",
}


def not_a_file(path: str, reason: str) -> Finding:
    """The finding of a path that no file can be read at; ``reason`` says what is there."""
    remedy = _INSTEAD.get(reason, OUT)
    if reason.startswith("non si può leggere") and reason not in _INSTEAD:
        remedy = "controlla il disco e riprova"
    return NOT_A_FILE.of_file(path, f"«{path}» {reason}", remedy)


def same_but_for_case(paths: Collection[str]) -> Iterator[Finding]:
    """Files, and folders of attachments, that are one where case and spelling do not count."""
    if all(path.isascii() and path.islower() for path in paths):
        return  # of thousands of names nearly all are written in one way only
    seen: dict[str, str] = {}
    folders: set[str] = set()
    for path in sorted(paths):
        folder = path.rpartition("/")[0]
        if folder not in folders:
            folders.add(folder)
            other = seen.setdefault(as_one_file(folder), folder)
            if other != folder:
                yield _same(path, f"la cartella «{folder}» differisce", folder, other)
                continue
        other = seen.setdefault(as_one_file(path), path)
        if other != path:
            yield _same(path, "il nome differisce", path, other)


def _same(path: str, what: str, one: str, other: str) -> Finding:
    how = "le maiuscole" if one.casefold() == other.casefold() else "come sono scritti gli accenti"
    return SAME_BUT_FOR_CASE.of_file(
        path,
        f"{what} solo per {how} da «{other}»",
        "confrontali: se dicono le stesse cose tienine uno, se no dai a uno dei due un altro nome",
    )


def names(paths: Iterable[str], there: Container[str]) -> Iterator[Finding]:
    """Names that some system cannot have, or would change; those that belong nowhere go anyway."""
    for path in paths:
        parts = path.split("/")
        unfit = [(number, why) for number, name in enumerate(parts) if (why := why_unfit(name))]
        if unfit:
            number, why = unfit[0]
            remedy = _another_name(path, "/".join(parts[: number + 1]), there)
            yield UNFIT.of_file(path, why, remedy)
        elif fault := why_fragile(path):
            remedy = "dagli un nome più semplice, che nessun altro file ha"
            yield FRAGILE.of_file(path, fault, remedy)


def _another_name(path: str, unfit: str, there: Container[str]) -> str:
    """The command that renames what is ``unfit`` and all that names it, where there is one."""
    match classify(path):
        case Known(kind=kind, id=identifier) as known:
            named = f"{kind.name}/{identifier}"
            return f"cambialo con «rete rinomina {named} {_free(known, there)}»"
        case Attachment() if can_be_carried(path):
            return f"cambialo con «rete rinomina {as_typed(unfit)} NUOVO-NOME»"
        case _:
            return "dagli un nome che nessun altro file ha"


def _pattern(name: str) -> str:
    """As .gitignore wants a name that is to be taken to the letter."""
    escaped = re.sub(r"([\\*?\[])", r"\\\1", name)
    return f"\\{escaped}" if escaped.startswith(("#", "!")) else escaped


def litter(tracked: frozenset[str] | CannotTell, found: Sequence[str]) -> Iterator[Finding]:
    """Files that systems left and git keeps; where git cannot say, that is what is told."""
    if isinstance(tracked, CannotTell):
        message = f"non si può dire se git segue questo file, e gli altri come lui ({len(found)})"
        yield LITTER.of_file(min(found), message, tracked.why)
        return
    for path in sorted(tracked):
        name = path.rpartition("/")[2]
        remedy = "toglilo da git, senza cancellarlo dal disco, con «git rm --cached"
        if path.isprintable():
            remedy += f" -- {as_typed(path)}», e scrivi «{_pattern(name)}» in .gitignore"
        else:
            remedy += "»"
        message = "è un file che un sistema o un editor lascia da sé, e git lo segue"
        yield LITTER.of_file(path, message, remedy)
