"""The kinds of file of a register: folder, schema, record; which path is which kind."""

import re
from datetime import date
from typing import NamedTuple

from rete.diagnostics import in_brief
from rete.litter import is_litter
from rete.load import copy_names
from rete.model.atto import Atto
from rete.model.bisogno import Bisogno
from rete.model.ente import Ente
from rete.model.lettere import folded
from rete.model.monitoraggio import Monitoraggio
from rete.model.patto import Patto
from rete.model.progetto import Progetto
from rete.model.rete import ALTRI
from rete.model.seguito import Seguito
from rete.model.tavolo import Tavolo
from rete.model.tempo import whole_date
from rete.model.verbale import Verbale
from rete.records import frozen

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_DATED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-(.+)\Z")
_HARMLESS = (".gitkeep", ".gitattributes", ".gitignore")
ATTACHMENTS = "allegati"
MAX_ID, MAX_DATED_ID = 80, 100
"""As the schemas want them where a record is named by another."""
OUT = "spostalo fuori da data/"
NAME = "{nome}"
"""In a remedy: the name that is free for the file, known where all the others are."""


class Kind(NamedTuple):
    """One kind of file; ``by_year`` files stand in a folder of their year and begin with a date."""

    name: str
    folder: str
    record: type
    by_year: bool = False
    dated: bool = False

    def path(self, identifier: str) -> str:
        """Where the record with this id is kept."""
        year = f"{identifier[:4]}/" if self.by_year else ""
        folder = f"{self.folder}/" if self.folder else ""
        return f"data/{folder}{year}{identifier}.yaml"


KINDS = (
    Kind("ente", "enti", Ente),
    Kind("tavolo", "tavoli", Tavolo),
    Kind("verbale", "verbali", Verbale, by_year=True, dated=True),
    Kind("atto", "atti", Atto, by_year=True, dated=True),
    Kind("seguito", "seguiti", Seguito, dated=True),
    Kind("bisogno", "bisogni", Bisogno),
    Kind("progetto", "progetti", Progetto),
    Kind("monitoraggio", "monitoraggi", Monitoraggio),
)
PATTO = Kind("patto", "", Patto)
KIND_OF_FOLDER = {kind.folder: kind for kind in KINDS}
KIND_NAMED = {kind.name: kind for kind in (*KINDS, PATTO)}


@frozen
class Known:
    """A path that is a record's."""

    kind: Kind
    id: str


@frozen
class Attachment:
    """A path below ``data/allegati/``."""


@frozen
class Litter:
    """A file that a system or an editor left by itself: whether it is told, git's word decides."""


@frozen
class Misplaced:
    """A path that belongs nowhere; ``meant`` is the record that its name seems to be of.

    ``copy_of`` are the records that it may be a copy of, likeliest first. ``target`` is the record
    whose name the remedy would give to the file: who tells it looks first that none is there.
    """

    reason: str
    remedy: str
    name_is_wrong: bool = False
    meant: Known | None = None
    target: Known | None = None
    copy_of: tuple[Known, ...] = ()


def classify(path: str) -> Known | Attachment | Litter | Misplaced | None:
    """What a path below ``data/`` is; None for files that are nobody's business."""
    parts = path.split("/")[1:]
    kind = KIND_OF_FOLDER.get(parts[0])
    is_at_home = kind is not None and len(parts) == (3 if kind.by_year else 2)
    found = None
    if kind is not None and is_at_home and parts[-1].endswith(".yaml"):
        found = _named(kind, parts)
        if isinstance(found, Known):
            return found
    if is_litter(path):
        return Litter()
    if parts[-1] in _HARMLESS or (
        parts[-1].startswith(".") and not parts[-1].endswith((".yaml", ".yml"))
    ):
        return None
    if parts == ["patto.yaml"]:
        return Known(kind=PATTO, id="patto")
    if parts[0] == ATTACHMENTS and len(parts) >= 3:
        return Attachment()
    if found is not None:
        return found
    if copy := _copy(PATTO if len(parts) == 1 else kind if is_at_home else None, parts[-1]):
        return copy
    if not is_at_home:
        return Misplaced(reason="questo file non fa parte di un registro", remedy=_where(parts))
    return Misplaced(
        reason="qui stanno solo file «.yaml»",
        remedy="spostalo in data/allegati/ se è un allegato, se no fuori da data/",
    )


def _copy(kind: Kind | None, name: str) -> Misplaced | None:
    """What has the name of a record, but for what some program put after it."""
    if kind is None or not (found := _originals(kind, name)):
        return None
    whole = found[0] if copy_names.is_a_record_respelt(name) else None
    return Misplaced(
        reason="qui stanno solo file «.yaml», e questo sembra la copia di uno",
        remedy=(f"rinominalo in «{NAME}», o spostalo fuori da data/" if whole else OUT),
        meant=whole,
        target=whole,
        copy_of=found,
    )


def _originals(kind: Kind, name: str) -> tuple[Known, ...]:
    ids = dict.fromkeys(slug(stem) for stem in copy_names.originals(name))
    return tuple(Known(kind=kind, id=one) for one in ids if _may_be_of(kind, one))


def _may_be_of(kind: Kind, identifier: str) -> bool:
    if kind is PATTO:
        return identifier == "patto"
    return bool(identifier) and (not kind.dated or _begins_with_a_day(identifier))


def hidden_behind(path: str) -> tuple[Known, ...]:
    """The records that may be behind what was not entered: a link, a folder without permits."""
    folder = path.removeprefix("data").removeprefix("/")
    if not folder:
        return (Known(kind=PATTO, id="patto"), *(Known(kind=kind, id=ALTRI) for kind in KINDS))
    match classify(path):
        case Known() as known:
            return (known,)
        case Misplaced(meant=Known() as meant):
            return (meant,)
        case _:
            top, *below = folder.split("/")
            kind = KIND_OF_FOLDER.get(top)
            is_folder_of_records = kind is not None and len(below) <= kind.by_year
            return (Known(kind=kind, id=ALTRI),) if kind and is_folder_of_records else ()


def _where(parts: list[str]) -> str:
    if len(parts) > 1 and parts[0] in KIND_OF_FOLDER:
        kind = KIND_OF_FOLDER[parts[0]]
        inside = "/<anno>" if kind.by_year else ""
        return (
            f"se è una scheda, spostalo in data/{kind.folder}{inside}/, senza altre cartelle; "
            "se no, fuori da data/"
        )
    folders = ", ".join(kind.folder for kind in KINDS)
    return f"spostalo fuori da data/, o in una di queste cartelle: {folders}, {ATTACHMENTS}"


def _named(kind: Kind, parts: list[str]) -> Known | Misplaced:
    stem = parts[-1].removesuffix(".yaml")
    known = Known(kind=kind, id=stem)
    if not ID.match(stem):
        found = _originals(kind, parts[-1])
        wanted = slug(stem)
        return Misplaced(
            reason=f"il nome del file non è un identificativo: «{in_brief(stem)}»",
            remedy=f"rinominalo{f' in «{NAME}»' if found else ''}: solo lettere minuscole senza "
            "accenti, cifre e trattini",
            name_is_wrong=True,
            meant=Known(kind=kind, id=wanted) if wanted else None,
            target=found[0] if found else None,
            copy_of=found,
        )
    if len(stem) > (most := MAX_DATED_ID if kind.dated else MAX_ID):
        return Misplaced(
            reason=f"il nome del file è più lungo di {most} caratteri: «{in_brief(stem)}»",
            remedy="rinominalo con un nome più corto, che nessun altro file ha",
            name_is_wrong=True,
            meant=known,
        )
    return (_date_fault(known, parts[1]) if kind.dated else None) or known


def _begins_with_a_day(stem: str) -> bool:
    found = _DATED.match(stem)
    return bool(found and whole_date(found[1]))


def _date_fault(known: Known, folder: str) -> Misplaced | None:
    """What is wrong with the day in the name of a record, or with the year that it is kept in."""
    kind, stem = known.kind, known.id
    if not _begins_with_a_day(stem):
        return Misplaced(
            reason=f"il nome del file non comincia con una data che esiste: «{stem}»",
            remedy="rinominalo in «AAAA-MM-GG-parola.yaml», per esempio "
            "«2025-03-01-plenaria.yaml», con un nome che nessun altro file ha",
            name_is_wrong=True,
            meant=known,
        )
    if kind.by_year and folder != stem[:4]:
        return Misplaced(
            reason=f"il file è del {stem[:4]} ma sta nella cartella «{folder}»",
            remedy=f"spostalo in data/{kind.folder}/{stem[:4]}/",
            name_is_wrong=True,
            meant=known,
            target=known,
        )
    return None


def date_of(identifier: str) -> date:
    """The day in the id of minutes or of an act (already checked by ``classify``)."""
    return date.fromisoformat(identifier[:10])


def table_of(identifier: str) -> str:
    """The table in the id of minutes: ``2025-03-01-plenaria-bis`` → ``plenaria``."""
    return identifier[11:].removesuffix("-bis")


def slug(text: str) -> str:
    """A name as an identifier: ``Roma XII`` → ``roma-xii``; empty where nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")
