"""The pages of the checks as the user reads them, one or the list; the docstrings of `rules`."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from rete.diagnostics import Check
from rete.render.json_out import as_json

WIDTH: Final = 80
_TITLES: Final = {
    "YAM": "Lettura dei file",
    "SCH": "Forma dei file",
    "REG": "Cartella del registro",
    "ENT": "Enti",
    "TAV": "Tavoli",
    "VER": "Verbali",
    "SEG": "Seguiti delle azioni",
    "PAT": "Patto",
    "BIS": "Bisogni",
    "PRO": "Progetti",
    "MON": "Monitoraggi",
    "ATT": "Atti e loro effetti",
    "PRI": "Dati personali",
    "TRA": "Passaggi da uno stato all'altro",
}


def list_of_checks(checks: Sequence[Check]) -> str:
    """Code, weight and title of each, under the name of what it looks at."""
    blocks = ["\n".join([subject, *map(_line, group)]) for subject, group in by_subject(checks)]
    return "\n\n".join(
        [*blocks, "«rete spiega CODICE» dice che cosa vuole un controllo, e perché."]
    )


def by_subject(checks: Sequence[Check]) -> Iterator[tuple[str, tuple[Check, ...]]]:
    """The checks under the name of what they look at, in the order in which they are told."""
    in_order = sorted(checks, key=_place_in_list)
    for subject, group in groupby(in_order, key=lambda check: check.subject):
        yield _TITLES.get(subject, subject), tuple(group)


def _place_in_list(check: Check) -> tuple[int, str]:
    """As a register is made: its files first, then what they say."""
    known = list(_TITLES)
    at = known.index(check.subject) if check.subject in known else len(known)
    return (at, check.code)


def _line(check: Check) -> str:
    head = f"  {check.code}  {check.severity.value}  "
    return textwrap.fill(
        check.title,
        WIDTH,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_on_hyphens=False,
    )


def page(check: Check) -> str:
    """One check: code and weight, what is wanted, why."""
    paragraphs = [textwrap.fill(text, WIDTH) for text in (check.title, *why(check))]
    return "\n\n".join([f"{check.code} ({check.severity.value})", *paragraphs])


def why(check: Check) -> Iterator[str]:
    """The paragraphs after the title, each on one line."""
    _title, _, rest = check.page.strip().partition("\n")
    for paragraph in textwrap.dedent(rest).strip().split("\n\n"):
        if words := " ".join(paragraph.split()):
            yield words


def checks_as_json(checks: Sequence[Check]) -> str:
    """All checks as JSON: code, weight, page."""
    return as_json(
        {
            "versione": 1,
            "controlli": [
                {
                    "codice": check.code,
                    "gravita": check.severity.value,
                    "titolo": check.title,
                    "perche": "\n\n".join(why(check)),
                }
                for check in checks
            ],
        }
    )
