"""Minutes and their table: which one met, whether it could, and the numbers of its minutes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from rete.diagnostics import DocPath, Fault, Severity
from rete.italiano import join_words
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.rules.riferimenti import unknown_tables
from rete.rules.rule import Rule, rule

Series = Mapping[tuple[str, int], list[Verbale]]
"""The numbered minutes of a table in a year, by day."""


def _tables(verbale: Verbale) -> Iterator[tuple[DocPath, str]]:
    """The tables of a sitting: the one in the name of the file has no place inside it."""
    yield (), verbale.tavolo
    for index, tavolo in enumerate(verbale.congiunta_con):
        yield ("congiunta_con", index), tavolo


@rule("VER001", Severity.ERROR, reads=("verbale", "tavolo"))
def the_tables_that_meet_exist(rete: Rete) -> Iterator[Fault]:
    """Il tavolo di un verbale, e quelli riuniti con lui, sono tavoli del registro.

    Il tavolo è scritto nel nome del file: se non esiste non si sa chi poteva esserci, né con quali
    regole si decide. Fra i tavoli di una seduta congiunta non si ripete quello del nome.
    """
    for verbale in rete.verbali.values():
        if not rete.tavolo_exists(verbale.tavolo):
            yield Fault(
                file=verbale.file,
                message=f"il nome del file dice «{verbale.tavolo}», che non è un tavolo della rete",
                remedy=f"crea data/tavoli/{verbale.tavolo}.yaml, o rinomina il file del verbale, "
                "con un nome che nessun altro ha",
            )
        joint = list(_tables(verbale))[1:]
        yield from unknown_tables(rete, verbale.file, joint)
        for path, tavolo in joint:
            if tavolo == verbale.tavolo:
                yield Fault(
                    file=verbale.file,
                    path=path,
                    message=f"«{tavolo}» è già il tavolo che si riunisce, secondo il nome del file",
                    remedy="in «congiunta_con» scrivi solo gli altri tavoli",
                )


@rule("VER014", Severity.ERROR, reads=("verbale", "tavolo"))
def a_table_meets_while_it_is_active(rete: Rete) -> Iterator[Fault]:
    """Un tavolo si riunisce da quando è istituito a quando è chiuso.

    Una seduta fuori da quei giorni ha la data sbagliata, oppure sono sbagliate l'istituzione o la
    chiusura del tavolo.
    """
    for verbale in rete.verbali.values():
        for path, identifier in _tables(verbale):
            tavolo = rete.tavoli.get(identifier)
            if tavolo is None or rete.tavolo_attivo(tavolo, verbale.data) is not False:
                continue
            closed = tavolo.chiusura is not None and verbale.data > tavolo.chiusura.al.ultimo
            why = (
                f"non è più attivo dopo il {tavolo.chiusura.al}"
                if tavolo.chiusura and closed
                else f"è istituito dal {tavolo.istituzione.dal}"
            )
            yield Fault(
                file=verbale.file,
                path=path,
                message=f"il {verbale.data} il tavolo «{identifier}» non può riunirsi: {why}",
                remedy=f"correggi la data della seduta, o data/tavoli/{identifier}.yaml",
            )


def _numbered(rete: Rete) -> Series:
    series: dict[tuple[str, int], list[Verbale]] = defaultdict(list)
    for verbale in sorted(rete.verbali.values(), key=lambda one: (one.data, one.id)):
        if verbale.numero is not None:
            series[verbale.tavolo, verbale.data.year].append(verbale)
    return series


@rule("VER009", Severity.ERROR, reads=("verbale",))
def numbers_are_used_once(rete: Rete) -> Iterator[Fault]:
    """Ogni verbale di un tavolo ha un numero suo, nell'anno.

    Chi cita il verbale n. 3 del 2025 deve trovarne uno solo.
    """
    for (tavolo, year), series in _numbered(rete).items():
        seen: dict[int | None, Verbale] = {}
        for verbale in series:
            other = seen.setdefault(verbale.numero, verbale)
            if other is not verbale:
                yield Fault(
                    file=verbale.file,
                    path=("numero",),
                    message=(
                        f"il numero {verbale.numero} del {year} di «{tavolo}» è già "
                        f"del verbale «{other.id}»"
                    ),
                    remedy="dai a uno dei due un altro numero",
                )


@rule("VER010", Severity.WARNING, reads=("verbale",))
def numbers_follow_the_days(rete: Rete) -> Iterator[Fault]:
    """I numeri dei verbali di un tavolo seguono le date, e nell'anno non ne manca nessuno.

    Un numero fuori ordine è di solito una svista; un numero che manca è di solito un verbale che
    nessuno ha messo nel registro.
    """
    # Minutes that could not be read may have the number that seems to be missing.
    unread = {
        (identifier[11:].removesuffix("-bis"), identifier[:4])
        for identifier in rete.unread.get("verbale", ())
    }
    for (tavolo, year), series in _numbered(rete).items():
        yield from _out_of_order(series)
        if (tavolo, f"{year:04d}") not in unread:
            yield from _missing(tavolo, year, series)


def _out_of_order(series: list[Verbale]) -> Iterator[Fault]:
    highest: Verbale | None = None
    same_day: list[Verbale] = []
    day: date | None = None
    for verbale in series:
        if verbale.data != day:
            highest = max([*same_day, *([highest] if highest else [])], key=_number, default=None)
            same_day, day = [], verbale.data
        same_day.append(verbale)
        if highest is not None and _number(verbale) < _number(highest):
            yield Fault(
                file=verbale.file,
                path=("numero",),
                message=(
                    f"la seduta del {verbale.data} ha il numero {verbale.numero}, ma «{highest.id}»"
                    f", che viene prima, ha il {highest.numero}"
                ),
                remedy="correggi il numero o la data: i numeri crescono con le date",
            )


def _number(verbale: Verbale) -> int:
    return verbale.numero or 0


def _missing(tavolo: str, year: int, series: list[Verbale]) -> Iterator[Fault]:
    by_number = {_number(verbale): verbale for verbale in series}
    numbers = sorted(by_number)
    for low, high in pairwise(numbers):
        if high == low + 1:
            continue
        first, last = low + 1, high - 1
        gap = (
            f"manca il numero {first}"
            if first == last
            else f"mancano i numeri {join_words([str(first), str(last)])}"
            if last == first + 1
            else f"mancano i numeri dal {first} al {last}"
        )
        yield Fault(
            file=by_number[high].file,
            path=("numero",),
            message=f"fra i verbali del {year} di «{tavolo}» {gap}",
            remedy="registra i verbali che mancano, o correggi i numeri",
        )


RULES: tuple[Rule, ...] = (
    the_tables_that_meet_exist,
    numbers_are_used_once,
    numbers_follow_the_days,
    a_table_meets_while_it_is_active,
)
