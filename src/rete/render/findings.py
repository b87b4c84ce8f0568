"""Findings as the user reads them, on a terminal or as JSON, with the line that counts them."""

from collections.abc import Iterator, Sequence

from rete import italiano
from rete.diagnostics import Placed, Severity
from rete.render.json_out import as_json
from rete.render.terminal_text import TO_DO, Style, printable, styled

MOST_FILES_NAMED = 5
_STYLES = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING}


def findings_as_text(findings: Sequence[Placed], *, colour: bool = False) -> Iterator[str]:
    """Two lines for each finding: where and what, then what to do. They are never wrapped."""
    for placed in findings:
        finding = placed.finding
        place = f"{printable(finding.file)}:{placed.mark.line}:{placed.mark.column}:"
        severity = styled(finding.severity.value, _STYLES[finding.severity], colour=colour)
        code = styled(f"[{finding.code}]", Style.FAINT, colour=colour)
        yield (
            f"{styled(place, Style.STRONG, colour=colour)} "
            f"{severity}: {printable(finding.message)} {code}"
        )
        yield f"    {TO_DO}{printable(finding.fault.remedy)}"


def summary(findings: Sequence[Placed]) -> str:
    """The line that always comes, also when nothing was found."""
    errors, warnings = how_many(findings)
    return f"errori: {errors}, avvisi: {warnings}"


def how_many(findings: Sequence[Placed]) -> tuple[int, int]:
    """Errors and warnings."""
    errors = sum(placed.finding.severity is Severity.ERROR for placed in findings)
    return errors, len(findings) - errors


def what_is_suspended(rules: int, unread: Sequence[str]) -> str:
    """How many checks wait, and for which files."""
    waiting = italiano.count(rules, "controllo sospeso", "controlli sospesi")
    if not unread:
        return f"{waiting} finché non si leggono tutti i file"
    if len(unread) == 1:
        return f"{waiting} finché non si legge: {printable(unread[0])}"
    named = [printable(path) for path in unread[:MOST_FILES_NAMED]]
    if others := len(unread) - len(named):
        named.append(italiano.count(others, "altro file", "altri file"))
    return f"{waiting} finché non si leggono: {', '.join(named)}"


def findings_as_json(findings: Sequence[Placed]) -> str:
    """The findings and their numbers as JSON."""
    errors, warnings = how_many(findings)
    return as_json(
        {
            "versione": 1,
            "errori": errors,
            "avvisi": warnings,
            "rilievi": [_as_values(placed) for placed in findings],
        }
    )


def _as_values(placed: Placed) -> dict[str, str | int | bool]:
    finding = placed.finding
    return {
        "codice": finding.code,
        "gravita": finding.severity.value,
        "file": finding.file,
        "riga": placed.mark.line,
        "colonna": placed.mark.column,
        "messaggio": finding.message,
        "rimedio": finding.fault.remedy,
        "preesistente": False,
    }
