"""The faults of the folder itself: what is in the wrong place or has the wrong name."""

from collections.abc import Iterable, Iterator

from rete.diagnostics import Check, Fault, Finding, Severity
from rete.load.kinds import Misplaced


def _check(code: str, page: str) -> Check:
    return Check(code=code, severity=Severity.ERROR, page=page)


STRAY = _check(
    "REG001",
    """Nella cartella del registro ci sono solo file del registro.

    Un file fuori posto non viene letto: chi l'ha scritto crede di averlo registrato.
    """,
)
BAD_NAME = _check(
    "REG002",
    """Il nome di ogni file è il suo identificativo, e verbali e atti stanno nel loro anno.

    Gli altri file citano questo nome: deve essere scritto in un modo solo (lettere minuscole
    senza accenti, cifre e trattini; per verbali e atti prima la data).
    """,
)
NOT_A_FILE = _check(
    "REG003",
    """Nella cartella del registro ci sono solo file e cartelle normali.

    Un collegamento simbolico potrebbe portare fuori dal registro: non viene mai seguito.
    """,
)
SAME_BUT_FOR_CASE = _check(
    "REG004",
    """Due file non hanno nomi uguali a meno delle maiuscole.

    Su Windows e macOS sarebbero lo stesso file, e uno cancellerebbe l'altro.
    """,
)
CHECKS = (STRAY, BAD_NAME, NOT_A_FILE, SAME_BUT_FOR_CASE)


def misplaced(path: str, fault: Misplaced) -> Finding:
    check = BAD_NAME if fault.name_is_wrong else STRAY
    return check.finding(Fault(file=path, message=fault.reason, remedy=fault.remedy))


def not_a_file(path: str, reason: str) -> Finding:
    return NOT_A_FILE.finding(
        Fault(
            file=path,
            message=f"«{path}» {reason}",
            remedy=_remedy(reason),
        )
    )


def _remedy(reason: str) -> str:
    if reason.startswith("non si può leggere"):
        return "controlla i permessi e riprova"
    if reason.endswith("archivio git"):
        return (
            "il registro si salva in un archivio solo: sposta altrove quello che è qui dentro, con "
            "la sua storia"
        )
    return "sostituiscilo con un file o una cartella normale, o toglilo"


def same_but_for_case(paths: Iterable[str]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for path in sorted(paths):
        other = seen.setdefault(path.casefold(), path)
        if other != path:
            yield SAME_BUT_FOR_CASE.finding(
                Fault(
                    file=path,
                    message=f"il nome differisce solo per le maiuscole da «{other}»",
                    remedy="tieni un solo file, con il nome tutto in minuscolo",
                )
            )
