"""The options and arguments that several writing commands share; what they mean is elsewhere."""

from typing import Annotated

import typer

from rete.commands.shared import contesto, tipi

EnteArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[ENTE]",
        click_type=contesto.ENTE,
        help="L'id, l'inizio dell'id, la sigla o una parola del nome.",
        show_default=False,
    ),
]
TavoloArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[TAVOLO]",
        click_type=contesto.TAVOLO,
        help="L'id, l'inizio dell'id o una parola del nome.",
        show_default=False,
    ),
]
EntiArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ENTI]...",
        click_type=contesto.ENTE,
        help="Uno o più enti: l'id, l'inizio dell'id, la sigla o una parola del nome.",
        show_default=False,
    ),
]
AttoOption = Annotated[
    str | None,
    typer.Option(
        "--atto",
        click_type=tipi.ATTO,
        metavar="ATTO",
        help="L'atto che lo decide: l'id di un atto, oppure VERBALE/NUMERO.",
    ),
]
DalOption = Annotated[
    str | None,
    typer.Option(
        "--dal", metavar="DATA", help="Il primo giorno (se manca, quello che dice l'atto)."
    ),
]
AlOption = Annotated[
    str | None,
    typer.Option(
        "--al", metavar="DATA", help="L'ultimo giorno (se manca, quello che dice l'atto)."
    ),
]
AmbitiOption = Annotated[
    str | None,
    typer.Option(
        "--ambiti",
        click_type=tipi.AMBITI,
        metavar="ID,…",
        help="Di che cosa si occupa: voci del vocabolario del patto, separate da virgole.",
    ),
]
ComunitaOption = Annotated[
    str | None,
    typer.Option(
        "--comunita",
        click_type=tipi.COMUNITA,
        metavar="ID,…",
        help="A chi si rivolge: voci del vocabolario del patto, separate da virgole.",
    ),
]
