"""`rete rinomina`: a name that some system cannot have, changed with all that names it."""

import click

from rete.ask import NotAnAnswer
from rete.commands.shared.opzioni import argomento, with_options
from rete.commands.writing.scrivere import Modi, Scrittura, begin
from rete.commands.writing.valori import an_id
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
from rete.load.kinds import Known, classify
from rete.model.nomi_di_file import free_id
from rete.model.nominati import Nominato


class Nome(Modi):
    """What gets another name, and which."""

    riferimento = argomento(
        "Che cosa: ente/aux, tavolo/con, o data/allegati/… per un allegato.", "RIFERIMENTO"
    )
    nuovo = argomento(
        "L'id o il nome nuovo (se manca, per un id lo propone rete).", "[NUOVO]", default=None
    )


@with_options
def rinomina(a: Nome) -> int:
    """Cambia un nome che un sistema non può avere, e tutto quello che lo cita.

    Windows tiene per sé alcuni nomi (con, prn, aux, nul, com1, lpt1…): un archivio git con un file
    così lì non si scarica. Ogni altro id resta com'è: un id non cambia mai.
    """
    work = begin(a)
    named = a.riferimento.removesuffix("/")
    if named == ATTACHMENTS or named.startswith(f"{ATTACHMENTS}/"):
        if a.nuovo is None:
            raise click.UsageError("manca NUOVO: come si deve chiamare l'allegato")
        return work.carry_out(lambda rete: rename_attachment(rete, named, a.nuovo))
    kind, old = _meant(work, named)
    wanted = Nuovo(kind=kind, vecchio=old, nuovo=_new_id(work, kind, old, a.nuovo))
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
    try:
        return an_id(typed)
    except NotAnAnswer as error:
        raise click.UsageError(str(error)) from None
