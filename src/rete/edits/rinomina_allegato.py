"""An attachment, or a folder of them, whose name some system cannot have gets another one."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from rete.changes import Plan, Refused, Set
from rete.edits.rinomina import ATTACHMENTS, COMMAND
from rete.model.atto import Atto
from rete.model.nomi_di_file import as_one_file, can_be_carried, is_device, why_fragile, why_unfit
from rete.model.rete import Rete
from rete.model.verbale import Verbale

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}\Z")


def rename_attachment(rete: Rete, path: str, name: str) -> Plan:
    """The file or folder at a path gets this name there, and who cites it says so; Refused."""
    path = path.rstrip("/")
    there = tuple(one for one in sorted(rete.allegati) if f"{one}/".startswith(f"{path}/"))
    if not there or path == ATTACHMENTS:
        raise Refused(f"«{path}» non è un allegato, né una cartella di allegati")
    above, _, old = path.rpartition("/")
    new = f"{above}/{name}"
    _must_be_wanted(rete, path, old, name)
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


def _must_be_wanted(rete: Rete, path: str, old: str, name: str) -> None:
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
