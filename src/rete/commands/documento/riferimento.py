"""What a document is about: the record that was named, and what the shell can complete of it."""

from typing import TYPE_CHECKING, Final

import click

from rete.commands.shared import contesto, tipi
from rete.documents.catalogue import DOCUMENTS, Documento, Riferimento
from rete.render.terminal_text import printable

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from rete.load.loader import Loaded

_COMPLETED: Final[dict[Riferimento, click.ParamType]] = {
    "verbale": contesto.VERBALE,
    "decisione": tipi.DECISIONE,
    "ente": contesto.ENTE,
    "tavolo": contesto.TAVOLO,
    "monitoraggio": contesto.MONITORAGGIO,
}


class ReferenceType(contesto.AsTyped):
    """A text that the shell completes as the document named before it wants."""

    name = "RIF"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        named = ctx.params.get("nome")
        for document in DOCUMENTS:
            if document.nome == named and document.di is not None:
                return _COMPLETED[document.di].shell_complete(ctx, param, incomplete)
        return []


RIFERIMENTO: Final = ReferenceType()


def refuse_reference(wanted: Documento, typed: str | None) -> None:
    """UsageError where a document that wants a reference has none, or the other way round."""
    if typed is not None and wanted.di is None:
        raise click.UsageError(f"«{wanted.nome}» non vuole un riferimento: «{printable(typed)}»")
    if typed is None and wanted.di is not None:
        how = "con VERBALE/NUMERO" if wanted.di == "decisione" else "con il suo id"
        raise click.UsageError(
            f"di quale {wanted.di}? scrivi «rete documento {wanted.nome} …» {how}"
        )


def chosen_reference(loaded: "Loaded", wanted: Documento, typed: str | None) -> str | None:
    """The id of the record that a document is about."""
    if typed is None or wanted.di is None:
        return None
    from rete.commands.shared import scelta

    match wanted.di:
        case "decisione":
            return _chosen_decision(loaded, typed)
        case "monitoraggio":
            return scelta.chosen_monitoraggio(loaded, typed).id
        case noun:
            return scelta.CHOSEN[noun](loaded, typed).id


def _chosen_decision(loaded: "Loaded", typed: str) -> str:
    from rete.commands.shared import scelta

    found = scelta.chosen_atto(loaded, typed) if "/" in typed else None
    if found is None or found.decisione is None:
        raise click.UsageError(
            f"«{printable(typed)}» non è una decisione: si scrive VERBALE/NUMERO, per esempio "
            "2025-03-20-plenaria/2"
        )
    return found.riferimento
