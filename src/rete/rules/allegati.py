"""Attachments of minutes and acts: there, unchanged, cited once, and none that nobody cites."""

from collections.abc import Iterable, Iterator

from rete.diagnostics import Fault, Severity, quoted
from rete.model.allegati import Alterato
from rete.model.atto import Atto
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.rules.rule import Rule, rule

_FOLDER = "data/allegati"
_UNKNOWN = Alterato(
    fatto="non è quello di cui è scritta l'impronta",
    rimedio="metti da parte questo file e rimetti quello di cui è scritta l'impronta",
)
"""Of a file that two records, or two lines, cite with two digests: one of them is wrong."""


def _path(record: Verbale | Atto, name: str) -> str:
    return f"{_FOLDER}/{record.id}/{name}"


@rule("VER025", Severity.ERROR, reads=("verbale",))
def attachments_of_minutes_are_there_unchanged(rete: Rete) -> Iterator[Fault]:
    """Gli allegati di un verbale ci sono, ciascuno una volta sola, e non sono cambiati.

    Un allegato sta in data/allegati, nella cartella che ha il nome del verbale. L'impronta SHA-256
    prova che il file è ancora quello che si allegò o si firmò.
    """
    yield from _faults(rete, rete.verbali.values())


@rule("ATT006", Severity.ERROR, reads=("atto",))
def attachments_of_acts_are_there_unchanged(rete: Rete) -> Iterator[Fault]:
    """Gli allegati di un atto ci sono, ciascuno una volta sola, e non sono cambiati.

    Un allegato sta in data/allegati, nella cartella che ha il nome dell'atto. L'impronta SHA-256
    prova che il file è ancora quello che si allegò o si firmò.
    """
    yield from _faults(rete, rete.atti.values())


def _faults(rete: Rete, records: Iterable[Verbale | Atto]) -> Iterator[Fault]:
    for record in records:
        seen: set[str] = set()
        for index, allegato in enumerate(record.allegati):
            path = _path(record, allegato.file)
            digest = rete.allegati.get(path, "")
            if allegato.file in seen:
                key = "file"
                message = f"l'allegato «{allegato.file}» compare più volte"
                remedy = "lascialo una volta sola"
            elif digest == "":
                key = "file"
                message = f"l'allegato «{allegato.file}» non c'è in {_FOLDER}/{record.id}/"
                remedy = "metti il file in quella cartella, o correggi il nome"
            elif digest is not None and digest != allegato.sha256:
                key = "sha256"
                why = rete.alterati.get(path, _UNKNOWN)
                message = f"l'allegato «{allegato.file}» {why.fatto}"
                remedy = why.rimedio
            else:
                key = ""
            seen.add(allegato.file)
            if key:
                place = ("allegati", index, key)
                yield Fault(file=record.file, path=place, message=message, remedy=remedy)


@rule("REG005", Severity.WARNING, reads=("verbale", "atto"))
def every_file_attached_is_cited(rete: Rete) -> Iterator[Fault]:
    """Ogni file di data/allegati è citato dal verbale o dall'atto che dà il nome alla cartella.

    Un file che nessuno cita non ha un titolo né un'impronta: nessuno si accorgerebbe se cambiasse o
    sparisse.
    """
    records: tuple[Verbale | Atto, ...] = (*rete.verbali.values(), *rete.atti.values())
    cited = {_path(record, allegato.file) for record in records for allegato in record.allegati}
    for path in sorted(rete.allegati.keys() - cited):
        owner = path.split("/")[2]
        named = quoted(owner)
        if rete.is_unread("verbale", owner) or rete.is_unread("atto", owner):
            continue
        known = owner in rete.verbali or owner in rete.atti
        yield Fault(
            file=path,
            message=(
                f"{named} non cita questo file fra i suoi allegati"
                if known
                else f"{named} non è né un verbale né un atto del registro"
            ),
            remedy=(
                "aggiungilo in «allegati», o spostalo fuori da data/"
                if known
                else "metti il file nella cartella di chi lo cita, o spostalo fuori da data/"
            ),
        )


RULES: tuple[Rule, ...] = (
    attachments_of_minutes_are_there_unchanged,
    attachments_of_acts_are_there_unchanged,
    every_file_attached_is_cited,
)
