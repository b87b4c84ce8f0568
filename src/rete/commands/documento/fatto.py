"""A document made: from a register and what was asked of it to the bytes of its file."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rete import italiano
from rete.commands.shared import memoria
from rete.documents.catalogue import Documento
from rete.errors import CannotTell, ReteError
from rete.reckoning.viste import Vista
from rete.records import dataclass
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

    rendered: Rendered
    provenance: "Provenance"


@dataclass(frozen=True, kw_only=True)
class Order:
    """All that a document is finished with: what it says, of which day, from which data."""

    asked: Asked
    values: object
    day: date
    errors: int
    data: "DataTree"
    own: Path


def made(rete: "Rete", asked: Asked, *, errors: int, data: "DataTree", own: Path) -> Made:
    """The document; ``own`` is the folder of the register's templates, ``errors`` its errors."""
    return finished(order(rete, asked, errors=errors, data=data, own=own))


def order(rete: "Rete", asked: Asked, *, errors: int, data: "DataTree", own: Path) -> Order:
    """What of a register a document says: the rest can be done without it."""
    day = asked.day if asked.is_of_a_day else _first_day(rete)
    values = _values(rete, asked, day)
    return Order(asked=asked, values=values, day=day, errors=errors, data=data, own=own)


def get_ready(formato: Formato) -> None:
    """Of what finishes a document in a format, all that can be done before it is known."""
    from rete.render import conversion

    conversion.get_ready(formato)
    from rete.render import document_foot, templates  # noqa: F401 - Jinja is what takes longest


def rendered_of(order: Order) -> Rendered:
    """The bytes alone of a document that is finished."""
    return finished(order).rendered


def attempted(order: Order) -> Rendered | ReteError:
    """As `rendered_of`, but a refusal is an answer: another process need not be asked again."""
    try:
        return rendered_of(order)
    except ReteError as refusal:
        return refusal


def finished(order: Order) -> Made:
    """From what a document says to its bytes; ReteError where a program or a template fails."""
    # Jinja and the rest are needed only by whoever gets this far.
    from rete.render.conversion import Page, programs, rendered, styles_digest
    from rete.render.document_foot import Provenance
    from rete.render.markdown import escaped
    from rete.render.templates import document

    asked, data = order.asked, order.data
    made_by = programs(asked.format)
    draft = _draft(order.errors, data)
    text = document(
        asked.document.nome, order.values, draft=draft, own=order.own, kept=memoria.kept_in()
    )
    provenance = Provenance(
        document=asked.document.nome,
        reference=asked.reference,
        day=order.day if asked.is_of_a_day else None,
        since=asked.since,
        view=asked.view,
        anyway=order.errors > 0,
        data=data.id,
        recorded=_recorded(data),
        templates=styles_digest(asked.format, text.templates),
        programs=made_by,
    )
    page = Page(
        markdown=f"{text.markdown}\n---\n\n{escaped(provenance.line())}\n",
        name=provenance.command.removeprefix("rete documento "),
        foot=provenance.line(),
        day=order.day,
        when=italiano.date_after("al", order.day) if asked.is_of_a_day else None,
    )
    return Made(rendered=rendered(page, asked.format), provenance=provenance)


def _values(rete: "Rete", asked: Asked, day: date) -> object:
    wanted = asked.document
    if asked.view is not None and wanted.viste is not None:
        return wanted.viste(rete, day, asked.view)
    if asked.since is not None and wanted.dal is not None:
        return wanted.dal(rete, day, asked.since)
    return wanted.values(rete, day, asked.reference)


def _first_day(rete: "Rete") -> date:
    """The day of a document that is the same on every day: the pact's first."""
    from rete.reckoning.text_in_time import signing

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
