"""A document made: from a register and what was asked of it to the bytes of its file."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rete import italiano
from rete.commands.shared import memoria
from rete.documents.catalogue import Documento
from rete.errors import CannotTell
from rete.reckoning.viste import Vista
from rete.records import frozen
from rete.render.file_formats import Formato, Rendered

if TYPE_CHECKING:
    from rete.data_tree import DataTree
    from rete.model.rete import Rete
    from rete.render.document_foot import Provenance

ORIGINAL: Final[Vista] = "originario"
_BEFORE_ANY_PACT: Final = date(2000, 1, 1)
_UNRECORDED: Final = {
    False: "I dati non sono ancora registrati in git.",
    None: "Non si sa se i dati siano registrati in git.",
}


@frozen
class Asked:
    """What a document is wanted of; ``day`` counts for nothing in what was signed once."""

    document: Documento
    reference: str | None
    day: date
    since: date | None
    view: Vista | None
    format: Formato

    @property
    def is_of_a_day(self) -> bool:
        return self.view != ORIGINAL


@frozen
class Made:
    """The bytes of a document, and the line at its foot in parts."""

    rendered: Rendered
    provenance: "Provenance"


def made(rete: "Rete", asked: Asked, *, errors: int, data: "DataTree", own: Path) -> Made:
    """The document; ``own`` is the folder of the register's templates, ``errors`` its errors.

    ReteError where a program or a template fails.
    """
    # Jinja and the rest are needed only by whoever gets this far.
    from rete.render.conversion import Page, programs, rendered, styles_digest
    from rete.render.document_foot import Provenance
    from rete.render.markdown import escaped
    from rete.render.templates import document

    day = asked.day if asked.is_of_a_day else _first_day(rete)
    values = asked.document.values(rete, day, asked.reference, vista=asked.view, dal=asked.since)
    made_by = programs(asked.format)
    text = document(
        asked.document.nome, values, draft=_draft(errors, data), own=own, kept=memoria.kept_in()
    )
    provenance = Provenance(
        document=asked.document.nome,
        reference=asked.reference,
        day=day if asked.is_of_a_day else None,
        since=asked.since,
        view=asked.view,
        anyway=errors > 0,
        data=data.id,
        recorded=_recorded(data),
        templates=styles_digest(asked.format, text.templates),
        programs=made_by,
    )
    page = Page(
        markdown=f"{text.markdown}\n---\n\n{escaped(provenance.line())}\n",
        name=provenance.command.removeprefix("rete documento "),
        foot=provenance.line(),
        day=day,
        when=italiano.date_after("al", day) if asked.is_of_a_day else None,
    )
    return Made(rendered=rendered(page, asked.format), provenance=provenance)


def _first_day(rete: "Rete") -> date:
    """The day of a document that is the same on every day: the pact's first."""
    from rete.reckoning.articles import signing

    first = signing(rete.patto) if rete.patto else None
    return first.dal.primo if first and first.dal else _BEFORE_ANY_PACT


def _draft(errors: int, data: "DataTree") -> str | None:
    reasons = []
    if errors:
        words = italiano.count(errors, "errore", "errori")
        reasons.append(f"Il registro ha {words}: il documento può essere sbagliato.")
    recorded = _recorded(data)
    if recorded is not True:
        reasons.append(_UNRECORDED[recorded])
    return " ".join(reasons) or None


def _recorded(data: "DataTree") -> bool | None:
    return None if isinstance(data.recorded, CannotTell) else data.recorded
