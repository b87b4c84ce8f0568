"""`rete rinomina`: a name that some system cannot have, changed with all that names it."""

from typing import Annotated

import click
import typer

from rete.commands.writing.comando import writing
from rete.commands.writing.modi import Modi
from rete.commands.writing.scrivere import Scrittura, begin
from rete.edits.rinomina import (
    ATTACHMENTS,
    FOLDERS,
    Nuovo,
    is_taken,
    kinds_of,
    rename,
    rename_attachment,
    seal_again,
)
from rete.italiano import join_words
from rete.load.kinds import ID, MAX_ID, Known, classify
from rete.model.nomi_di_file import free_id
from rete.model.nominati import Nominato


@writing
def rinomina(
    modi: Modi,
    riferimento: Annotated[
        str,
        typer.Argument(
            metavar="RIFERIMENTO",
            show_default=False,
            help="Che cosa: ente/aux, tavolo/con, o data/allegati/… per un allegato.",
        ),
    ],
    nuovo: Annotated[
        str | None,
        typer.Argument(
            metavar="[NUOVO]",
            show_default=False,
            help="L'id o il nome nuovo (se manca, per un id lo propone rete).",
        ),
    ] = None,
) -> int:
    """Cambia un nome che un sistema non può avere, e tutto quello che lo cita.

    Windows tiene per sé alcuni nomi (con, prn, aux, nul, com1, lpt1…): un archivio git con un file
    così lì non si scarica. Ogni altro id resta com'è: un id non cambia mai.
    """
    work = begin(modi)
    named = riferimento.removesuffix("/")
    if named == ATTACHMENTS or named.startswith(f"{ATTACHMENTS}/"):
        if nuovo is None:
            raise click.UsageError("manca NUOVO: come si deve chiamare l'allegato")
        return work.carry_out(lambda rete: rename_attachment(rete, named, nuovo))
    kind, old = _meant(work, named)
    wanted = Nuovo(kind=kind, vecchio=old, nuovo=_new_id(work, kind, old, nuovo))
    return work.carry_out(lambda rete: rename(rete, wanted), lambda rete: seal_again(rete, wanted))


def _meant(work: Scrittura, named: str) -> tuple[Nominato, str]:
    """The kind and the id that are meant: `ente/aux`, `data/enti/aux.yaml`, or `aux` alone."""
    known = classify(named) if named.startswith("data/") and named.count("/") > 1 else None
    if isinstance(known, Known):
        named = f"{known.kind.name}/{known.id}"
    typed, slash, identifier = named.partition("/")
    if slash:
        kinds = tuple(kind for kind in FOLDERS if kind == typed)
        if not kinds:
            raise click.UsageError(
                f"«{typed}» non va: si rinominano {join_words(list(FOLDERS))} (per esempio "
                f"ente/aux) e gli allegati ({ATTACHMENTS}/…)"
            )
        return kinds[0], identifier
    kinds = kinds_of(work.loaded.rete, named)
    if len(kinds) != 1:
        raise click.UsageError(
            f"«{named}» non è nel registro"
            if not kinds
            else f"«{named}» può essere {' o '.join(f'{kind}/{named}' for kind in kinds)}"
        )
    return kinds[0], named


def _new_id(work: Scrittura, kind: Nominato, old: str, typed: str | None) -> str:
    rete = work.loaded.rete
    if typed is None:
        return free_id(old, kind, lambda one: is_taken(rete, kind, one))
    if not ID.match(typed) or len(typed) > MAX_ID:
        raise click.UsageError(
            f"«{typed}» non va: solo lettere minuscole senza accenti, cifre e trattini, al massimo "
            f"{MAX_ID}"
        )
    return typed
