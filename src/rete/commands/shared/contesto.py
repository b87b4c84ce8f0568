"""What every command is told: the folder, today, types of days and ids (the only clock)."""

import os
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from rete import italiano
from rete.commands.shared.ids import Kind, ids_matching
from rete.errors import ReteError
from rete.model.tempo import whole_date
from rete.rome import rome

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Complete = Callable[[Path, str], Iterable[str]]
"""The folder and what was typed so far → the whole words that it may become."""

Explain = Callable[[Path, str], "Iterable[CompletionItem]"]
"""The same, each word with what the shell may show beside it."""

PROGRAM: Final = "rete"
COMPLETION_VARIABLE: Final = "_RETE_COMPLETE"
TODAY_VARIABLE: Final = "RETE_OGGI"
GONE: Final = "la cartella in cui sei non c'è più: spostati in un'altra (con «cd») e riprova"
_FOLDER: Final = "rete.cartella"
_TODAY: Final = "rete.oggi"


def folder() -> Path | None:
    """The folder given with -C, if one was."""
    context = click.get_current_context(silent=True)
    return None if context is None else folder_in(context)


def here() -> Path:
    """The folder that the command was given in; ReteError where somebody has removed it."""
    try:
        return Path.cwd()
    except OSError:
        raise ReteError(GONE) from None


def today(context: click.Context | None = None) -> date:
    """The day of --oggi, else of RETE_OGGI, else of the clock."""
    context = context or click.get_current_context(silent=True)
    given = context.meta.get(_TODAY) if context is not None else None
    return given if isinstance(given, date) else _outer_today()


def folder_in(context: click.Context) -> Path | None:
    """The folder of `-C` in a context, or in those around it; None where there is none."""
    given = context.meta.get(_FOLDER)
    return given if isinstance(given, Path) else None


def _outer_today() -> date:
    text = os.environ.get(TODAY_VARIABLE, "").strip()
    if not text:
        return _clock_today()
    day = _typed(text, _clock_today)
    if day is None:
        raise click.UsageError(f"{TODAY_VARIABLE}: {italiano.date_problem(text)}")
    return day


def _clock_today() -> date:
    return datetime.now(rome()).date()


def _typed(text: str, today: Callable[[], date]) -> date | None:
    """A day as somebody types it; what names it whole needs no clock, which takes a while."""
    return whole_date(text) or italiano.parse_date(text, today())


class DateType(click.ParamType):
    """A day as somebody types it; «oggi» is the day of --oggi."""

    name = "DATA"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        day = _typed(str(value), lambda: self._today(ctx))
        return day if day is not None else self.fail(italiano.date_problem(str(value)), param, ctx)

    def _today(self, ctx: click.Context | None) -> date:
        return today(ctx)


class TodayType(DateType):
    """The day of --oggi itself, for which «oggi» can only be the clock's."""

    def _today(self, ctx: click.Context | None) -> date:
        return _clock_today()


class AsTyped(click.ParamType):
    """A text as it was typed; whoever reads the answer says what is wrong, in its own words."""

    name = "TESTO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return str(value)


class CompletedText(AsTyped):
    """A text that the shell completes."""

    def __init__(self, complete: "Complete | Explain") -> None:
        self._complete = complete

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        from click.shell_completion import CompletionItem

        found = self._complete(folder_in(ctx) or Path(), incomplete)
        return [CompletionItem(one) if isinstance(one, str) else one for one in found]


class IdType(CompletedText):
    """A text that the shell completes with the ids of the register."""

    def __init__(self, *kinds: Kind, metavar: str = "ID") -> None:
        super().__init__(lambda start, typed: ids_matching(start, kinds, typed))
        self.name = metavar


DATA: Final = DateType()
ENTE: Final = IdType("enti", metavar="ENTE")
TAVOLO: Final = IdType("tavoli", metavar="TAVOLO")
VERBALE: Final = IdType("verbali", metavar="VERBALE")
ATTO: Final = IdType("atti", metavar="ATTO")
MONITORAGGIO: Final = IdType("monitoraggi", metavar="MONITORAGGIO")
VERBALE_O_ATTO: Final = IdType("verbali", "atti", metavar="VERBALE")


def common_options() -> list[click.Parameter]:
    """The options that the door, every group and every command take: the last one given wins."""
    return [
        click.Option(
            ["-C", "--cartella", "cartella"],
            metavar="DIR",
            type=click.Path(file_okay=False),
            expose_value=False,
            is_eager=True,
            callback=_keep_folder,
            help="La cartella del registro (se manca, quella in cui sei o una che la contiene).",
        ),
        click.Option(
            ["--oggi", "oggi"],
            metavar="DATA",
            type=TodayType(),
            expose_value=False,
            is_eager=True,
            callback=_keep_today,
            help=f"Il giorno da considerare oggi (anche con la variabile {TODAY_VARIABLE}).",
        ),
    ]


def _keep_folder(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    if not value:
        raise click.BadParameter("manca il nome della cartella", context, parameter)
    if not Path(value).is_dir():
        raise click.BadParameter(f"la cartella «{value}» non esiste", context, parameter)
    context.meta[_FOLDER] = Path(value)


def _keep_today(context: click.Context, _parameter: click.Parameter, value: date | None) -> None:
    if value is not None:
        context.meta[_TODAY] = value
