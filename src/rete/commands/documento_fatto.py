"""A document made: from a register and what was asked of it to the bytes of its file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rete import italiano
from rete.data_tree import DataTree
from rete.documents.catalogue import Documento
from rete.model.rete import Rete
from rete.reckoning.text_in_time import Vista, signing
from rete.records import dataclass
from rete.render.forms import Formato

if TYPE_CHECKING:
    from rete.render.formats import Rendered
    from rete.render.provenance import Provenance

ORIGINAL: Final[Vista] = "originario"
_BEFORE_ANY_PACT: Final = date(2000, 1, 1)
_UNRECORDED: Final = "I dati non sono ancora registrati in git."


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True, kw_only=True)
class Made:
    """The bytes of a document, and the line at its foot in parts."""

    rendered: "Rendered"
    provenance: "Provenance"


def get_ready(formato: Formato) -> None:
    """What can begin before the register is read."""
    if formato != "md":
        from rete.render import pandoc

        pandoc.ask_version()


def made(rete: Rete, asked: Asked, *, errors: int, data: Callable[[], DataTree], own: Path) -> Made:
    """The document; ``own`` is the folder of the register's templates, ``errors`` its errors.

    Which data it is made of is asked once everything else is ready: it may still be looked for.
    """
    # Jinja and the rest are needed only by whoever gets this far.
    from rete.render.formats import Page, programs, rendered, styles_digest
    from rete.render.markdown import escaped
    from rete.render.provenance import Provenance
    from rete.render.templates import document

    made_by = programs(asked.format)
    tree = data()
    day = asked.day if asked.is_of_a_day else _first_day(rete)
    text = document(
        asked.document.nome, _values(rete, asked, day), draft=_draft(errors, tree), own=own
    )
    provenance = Provenance(
        document=asked.document.nome,
        reference=asked.reference,
        day=day if asked.is_of_a_day else None,
        since=asked.since,
        view=asked.view,
        anyway=errors > 0,
        data=tree.id,
        recorded=tree.recorded,
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


def _values(rete: Rete, asked: Asked, day: date) -> object:
    wanted = asked.document
    if asked.view is not None and wanted.viste is not None:
        return wanted.viste(rete, day, asked.view)
    if asked.since is not None and wanted.dal is not None:
        return wanted.dal(rete, day, asked.since)
    return wanted.values(rete, day, asked.reference)


def _first_day(rete: Rete) -> date:
    """The day of a document that is the same on every day: the pact's first."""
    first = signing(rete.patto) if rete.patto else None
    return first.dal.primo if first and first.dal else _BEFORE_ANY_PACT


def _draft(errors: int, data: DataTree) -> str | None:
    reasons = []
    if errors:
        words = italiano.count(errors, "errore", "errori")
        reasons.append(f"Il registro ha {words}: il documento può essere sbagliato.")
    if not data.recorded:
        reasons.append(_UNRECORDED)
    return " ".join(reasons) or None
