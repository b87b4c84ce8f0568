"""A name that cannot stay: the record, its attachments and all that names it, in two steps.

Only for names that some system cannot have: an id is never given up for a nicer one. Approved
minutes that name the record are sealed again, which no other change may do; it takes a second step,
as the seal is that of the whole file read back.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from rete.changes import Change, Plan, Refused, Set
from rete.edits.bozza import Bozza
from rete.italiano import count
from rete.model.atto import Atto
from rete.model.elenchi import TIPI
from rete.model.nomi_di_file import (
    as_one_file,
    can_be_carried,
    is_device,
    may_be_new,
    why_fragile,
    why_not_new,
    why_unfit,
)
from rete.model.nominati import Nome, Nominato, names_in
from rete.model.rete import Rete
from rete.model.seguito import Seguito
from rete.model.verbale import Verbale
from rete.records import frozen

FOLDERS: Final[Mapping[Nominato, str]] = {
    "ente": "enti",
    "tavolo": "tavoli",
    "bisogno": "bisogni",
    "progetto": "progetti",
    "monitoraggio": "monitoraggi",
}
"""The kinds whose id is whatever somebody chose; that of minutes and acts begins with a day."""

COMMAND: Final = "rinomina"
ATTACHMENTS: Final = "data/allegati"
_LONGEST: Final = 100
_IN_WORDS: Final = "nei testi non cambia niente: chi parla di «{}» a parole lo trova ancora scritto"


@frozen
class Nuovo:
    """What is renamed: a kind, the id that it has and the one that it gets."""

    kind: Nominato
    vecchio: str
    nuovo: str

    @property
    def titolo(self) -> str:
        return f"Nuovo id di «{self.vecchio}»: «{self.nuovo}»"

    @property
    def riferimenti(self) -> tuple[str, ...]:
        return (f"{self.kind}/{self.vecchio}", f"{self.kind}/{self.nuovo}")


def kinds_of(rete: Rete, identifier: str) -> tuple[Nominato, ...]:
    """The kinds that have a record of this id, which may be renamed."""
    return tuple(kind for kind in FOLDERS if _is_taken(rete, kind, identifier))


def is_taken(rete: Rete, kind: Nominato, identifier: str) -> bool:
    """Whether a record of a kind has this id, be it one that could not be read."""
    return _is_taken(rete, kind, identifier) or rete.has_id(kind, identifier)


def rename(rete: Rete, wanted: Nuovo) -> Plan:
    """The first step: files and references; Refused where the name may stay, or cannot be had."""
    _must_be_wanted(rete, wanted)
    ids = _ids(rete, wanted)
    bozza = Bozza()
    moves = dict(_moves(rete, wanted, ids))
    edits: dict[str, tuple[Change, ...]] = {}
    for record in (one for kind in TIPI for one in rete.schede(kind).values()):
        changes = tuple(_changes(record, ids))
        if changes:
            _must_be_sealed(record)
            edits[moves.get(record.file, record.file)] = changes
    _tell(bozza, moves, edits)
    bozza.warn(_IN_WORDS.format(wanted.vecchio))
    return replace(
        bozza.plan(COMMAND, wanted.titolo, riferimenti=wanted.riferimenti),
        edits=edits,
        moves=moves,
        renamed={old: new for names in ids.values() for old, new in names.items()},
    )


def seal_again(rete: Rete, wanted: Nuovo) -> Plan:
    """The second step: the seals of the approved minutes that say the new name."""
    bozza = Bozza()
    for verbale in rete.verbali.values():
        sealed = verbale.approvazione
        if sealed is None or verbale.sigillo is None or verbale.sigillo == sealed.impronta:
            continue
        if any(_is_new(name, wanted) for name in names_in(verbale)):
            path = ("approvazione",)
            bozza.put(verbale.file, path, "impronta", verbale.sigillo, written=True)
            bozza.tell(
                f"il verbale approvato «{verbale.id}» lo nomina: la sua impronta è rifatta con "
                "l'id nuovo, e nient'altro vi cambia"
            )
    return bozza.plan(COMMAND, wanted.titolo, riferimenti=wanted.riferimenti)


def _is_new(name: Nome, wanted: Nuovo) -> bool:
    if wanted.kind == "tavolo" and name.kind in ("verbale", "atto"):
        return _table_in(name.valore) == wanted.nuovo
    return name.kind == wanted.kind and name.valore == wanted.nuovo


def _table_in(reference: str) -> str | None:
    """The table of the minutes that a reference names: `2025-03-01-aux-bis/2` → `aux`."""
    minutes = reference.partition("/")[0]
    return minutes[11:].removesuffix("-bis") or None


def _must_be_wanted(rete: Rete, wanted: Nuovo) -> None:
    unread = sorted(f"{kind}/{one}" for kind, ids in rete.unread.items() for one in ids)
    if unread:
        raise Refused(
            f"«{unread[0]}» non si legge, e potrebbe nominare «{wanted.vecchio}»: prima correggilo "
            "(«rete controlla» dice che cosa non va)"
        )
    if not _is_taken(rete, wanted.kind, wanted.vecchio):
        raise Refused(f"«{wanted.kind}/{wanted.vecchio}» non è nel registro")
    if may_be_new(wanted.vecchio):
        raise Refused(
            f"«{wanted.vecchio}» può restare: un id non cambia mai, perché lo citano gli altri "
            "file, la storia e i documenti già dati; si cambia solo quello che un sistema non può "
            "avere come nome di file (aux, con, com1…)"
        )
    if why := why_not_new(wanted.nuovo, wanted.kind, lambda one: is_taken(rete, wanted.kind, one)):
        raise Refused(why)
    if is_taken(rete, wanted.kind, wanted.nuovo):
        raise Refused(f"«{wanted.nuovo}» c'è già: scegli un altro id")
    if wanted.kind == "tavolo" and wanted.nuovo.endswith("-bis"):
        raise Refused(f"«{wanted.nuovo}» non va: l'id di un tavolo non finisce con «-bis»")


def _is_taken(rete: Rete, kind: Nominato, identifier: str) -> bool:
    foreseen = rete.patto.monitoraggi if rete.patto is not None else ()
    if kind == "monitoraggio" and any(one.id == identifier for one in foreseen):
        return True
    return kind in FOLDERS and identifier in rete.schede(kind)


def _ids(rete: Rete, wanted: Nuovo) -> dict[Nominato, dict[str, str]]:
    """Old → new id by kind: the minutes of a table take its id in theirs."""
    found: dict[Nominato, dict[str, str]] = {wanted.kind: {wanted.vecchio: wanted.nuovo}}
    if wanted.kind == "tavolo":
        sittings = {*rete.verbali, *rete.seguiti}
        found["verbale"] = {
            one: f"{one[:11]}{wanted.nuovo}{one[11 + len(wanted.vecchio) :]}"
            for one in sorted(sittings)
            if _table_in(one) == wanted.vecchio
        }
        for new in found["verbale"].values():
            if new in sittings or len(new) > _LONGEST:
                what = "c'è già" if new in sittings else "è troppo lungo"
                raise Refused(f"la seduta prenderebbe l'id «{new}», che {what}: scegline un altro")
    return found


def _moves(
    rete: Rete, wanted: Nuovo, ids: Mapping[Nominato, Mapping[str, str]]
) -> Iterator[tuple[str, str]]:
    old, new = (f"data/{FOLDERS[wanted.kind]}/{one}.yaml" for one in (wanted.vecchio, wanted.nuovo))
    if wanted.kind != "monitoraggio" or wanted.vecchio in rete.monitoraggi:
        yield old, new
    sittings = ids.get("verbale", {})
    held: tuple[Verbale | Seguito, ...] = (*rete.verbali.values(), *rete.seguiti.values())
    for one in held:
        if one.id in sittings:
            yield one.file, one.file.replace(one.id, sittings[one.id])
    owners = {wanted.vecchio: wanted.nuovo, **sittings}
    for path in sorted(rete.allegati):
        owner, slash, rest = path.removeprefix(f"{ATTACHMENTS}/").partition("/")
        if owner in owners:
            yield path, f"{ATTACHMENTS}/{owners[owner]}{slash}{rest}"


def _changes(record: Any, ids: Mapping[Nominato, Mapping[str, str]]) -> Iterator[Change]:
    for name in names_in(record):
        if name.kind == "atto":
            minutes, slash, number = name.valore.partition("/")
            new = ids.get("verbale", {}).get(minutes) if slash else None
            value = f"{new}/{number}" if new is not None else None
        else:
            value = ids.get(name.kind, {}).get(name.valore)
        if value is not None:
            yield Set(path=name.path, value=value)


def _must_be_sealed(record: Any) -> None:
    """Nothing that was changed after its approval gets a seal that says it was not."""
    if not isinstance(record, Verbale) or record.approvazione is None:
        return
    if record.sigillo != record.approvazione.impronta:
        raise Refused(
            f"il verbale approvato «{record.id}» nomina questo id, ma è cambiato dopo "
            "l'approvazione: rimetti prima quello che fu approvato (lo dice «rete controlla»)"
        )


def _tell(bozza: Bozza, moves: Mapping[str, str], edits: Mapping[str, tuple[Change, ...]]) -> None:
    for old, new in moves.items():
        bozza.tell(f"«{old}» diventa «{new}»")
    for path, changes in sorted(edits.items()):
        references = count(len(changes), "riferimento cambia", "riferimenti cambiano")
        bozza.tell(f"«{path}»: {references}")


_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}\Z")


def rename_attachment(rete: Rete, path: str, name: str) -> Plan:
    """The file or folder at a path gets this name there, and who cites it says so; Refused."""
    path = path.rstrip("/")
    there = tuple(one for one in sorted(rete.allegati) if f"{one}/".startswith(f"{path}/"))
    if not there or path == ATTACHMENTS:
        raise Refused(f"«{path}» non è un allegato, né una cartella di allegati")
    above, _, old = path.rpartition("/")
    new = f"{above}/{name}"
    _must_be_unfit(rete, path, old, name)
    if not all(map(can_be_carried, there)):
        raise Refused(f"«{old}» ha caratteri che rete non scrive: rinominalo a mano, con «git mv»")
    _must_be_free(rete, new, there)
    moves = {one: f"{new}{one.removeprefix(path)}" for one in there}
    edits = dict(_citing(rete, moves))
    told = [f"«{one}» diventa «{other}»" for one, other in moves.items()]
    told += [f"«{file}» cita «{name}»" for file in edits]
    return Plan(
        operazione=COMMAND,
        titolo=f"Nuovo nome di «{old}» fra gli allegati: «{name}»",
        racconto=tuple(told),
        edits=edits,
        moves=moves,
        renamed={old: name},
    )


def _must_be_unfit(rete: Rete, path: str, old: str, name: str) -> None:
    same = [one for one in rete.allegati if one != path and as_one_file(one) == as_one_file(path)]
    if why_unfit(old) is None and why_fragile(path) is None and not same:
        raise Refused(
            f"«{old}» può restare: si cambia solo il nome che un sistema non può avere (aux, con, "
            "com1…), o che altrove sarebbe quello di un altro file"
        )
    if not _NAME.match(name) or is_device(name) or why_unfit(name):
        raise Refused(
            f"«{name}» non va: lettere senza accenti, cifre, punti e trattini, al massimo 200, e "
            "non un nome che Windows tiene per sé"
        )


def _must_be_free(rete: Rete, new: str, moved: tuple[str, ...]) -> None:
    wanted = as_one_file(f"{new}/")
    for one in rete.allegati:
        if one not in moved and as_one_file(f"{one}/").startswith(wanted):
            raise Refused(f"«{new}» c'è già: scegli un altro nome")


def _citing(rete: Rete, moves: Mapping[str, str]) -> Iterator[tuple[str, tuple[Set, ...]]]:
    records: tuple[Verbale | Atto, ...] = (*rete.verbali.values(), *rete.atti.values())
    for record in records:
        changes = tuple(
            Set(path=("allegati", index, "file"), value=moves[path].rpartition("/")[2])
            for index, allegato in enumerate(record.allegati)
            if (path := f"{ATTACHMENTS}/{record.id}/{allegato.file}") in moves
        )
        if changes:
            yield record.file, changes
