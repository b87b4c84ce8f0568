"""Minutes as a table keeps them: which one met, their numbers, their approval."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from operator import attrgetter

from rete.diagnostics import DocPath, Faults, fault
from rete.italiano import join_words
from rete.model.comuni import FONTE
from rete.model.rete import Rete
from rete.model.verbale import Approvazione, Verbale
from rete.reckoning.last_days import how_to_approve
from rete.rules.rule import error, warning
from rete.rules.voci import unknown_tables, unresolved_acts

Series = Mapping[tuple[str, int], list[Verbale]]
"""The numbered minutes of a table in a year, by day."""


def _tables(verbale: Verbale) -> Iterator[tuple[DocPath, str]]:
    """The tables of a sitting: the one in the name of the file has no place inside it."""
    yield (), verbale.tavolo
    for index, tavolo in enumerate(verbale.congiunta_con):
        yield ("congiunta_con", index), tavolo


@error("VER001", "verbale", "tavolo")
def the_tables_that_meet_exist(rete: Rete) -> Faults:
    """Il tavolo di un verbale, e quelli riuniti con lui, sono tavoli del registro.

    Il tavolo è scritto nel nome del file: se non esiste non si sa chi poteva esserci, né con quali
    regole si decide. Fra i tavoli di una seduta congiunta non si ripete quello del nome.
    """
    for verbale in rete.verbali.values():
        if not rete.tavolo_exists(verbale.tavolo):
            yield fault(
                verbale,
                (),
                f"il nome del file dice «{verbale.tavolo}», che non è un tavolo della rete",
                f"crea data/tavoli/{verbale.tavolo}.yaml, o rinomina il file del verbale, "
                "con un nome che nessun altro ha",
            )
        joint = list(_tables(verbale))[1:]
        yield from unknown_tables(rete, verbale, joint)
        for path, tavolo in joint:
            if tavolo == verbale.tavolo:
                yield fault(
                    verbale,
                    path,
                    f"«{tavolo}» è già il tavolo che si riunisce, secondo il nome del file",
                    "in «congiunta_con» scrivi solo gli altri tavoli",
                )


@error("VER014", "verbale", "tavolo")
def a_table_meets_while_it_is_active(rete: Rete) -> Faults:
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
            yield fault(
                verbale,
                path,
                f"il {verbale.data} il tavolo «{identifier}» non può riunirsi: {why}",
                f"correggi la data della seduta, o data/tavoli/{identifier}.yaml",
            )


def _numbered(rete: Rete) -> Series:
    series: dict[tuple[str, int], list[Verbale]] = defaultdict(list)
    for verbale in sorted(rete.verbali.values(), key=attrgetter("order")):
        if verbale.numero is not None:
            series[verbale.tavolo, verbale.data.year].append(verbale)
    return series


@error("VER009", "verbale")
def numbers_are_used_once(rete: Rete) -> Faults:
    """Ogni verbale di un tavolo ha un numero suo, nell'anno.

    Chi cita il verbale n. 3 del 2025 deve trovarne uno solo.
    """
    for (tavolo, year), series in _numbered(rete).items():
        seen: dict[int | None, Verbale] = {}
        for verbale in series:
            other = seen.setdefault(verbale.numero, verbale)
            if other is not verbale:
                yield fault(
                    verbale,
                    ("numero",),
                    f"il numero {verbale.numero} del {year} di «{tavolo}» è già "
                    f"del verbale «{other.id}»",
                    "dai a uno dei due un altro numero",
                )


@warning("VER010", "verbale")
def numbers_follow_the_days(rete: Rete) -> Faults:
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


def _out_of_order(series: list[Verbale]) -> Faults:
    highest: Verbale | None = None
    same_day: list[Verbale] = []
    day: date | None = None
    for verbale in series:
        if verbale.data != day:
            highest = max([*same_day, *([highest] if highest else [])], key=_number, default=None)
            same_day, day = [], verbale.data
        same_day.append(verbale)
        if highest is not None and _number(verbale) < _number(highest):
            yield fault(
                verbale,
                ("numero",),
                f"la seduta del {verbale.data} ha il numero {verbale.numero}, ma «{highest.id}»"
                f", che viene prima, ha il {highest.numero}",
                "correggi il numero o la data: i numeri crescono con le date",
            )


def _number(verbale: Verbale) -> int:
    return verbale.numero or 0


def _missing(tavolo: str, year: int, series: list[Verbale]) -> Faults:
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
        yield fault(
            by_number[high],
            ("numero",),
            f"fra i verbali del {year} di «{tavolo}» {gap}",
            "registra i verbali che mancano, o correggi i numeri",
        )


_APPROVAL = ("approvazione",)


@error("VER015", "verbale", "atto")
def approvals_say_how_and_when(rete: Rete) -> Faults:
    """L'approvazione di un verbale dice come e quando, e viene dopo la seduta.

    Per firma o per silenzio serve «data»; nella seduta successiva serve «atto», la decisione che
    approva; seduta stante vuol dire quel giorno stesso. Una seduta che non si è tenuta non ha un
    verbale da approvare.
    """
    yield from unresolved_acts(rete, "verbale")
    for verbale in rete.verbali.values():
        approval = verbale.approvazione
        if approval is None:
            continue
        if not verbale.was_held:
            yield fault(
                verbale,
                _APPROVAL,
                "è approvato il verbale di una seduta che non risulta tenuta",
                "scrivi chi era presente e che cosa si è deciso; se non fu mai approvato, "
                "togli «approvazione»",
                on_key=True,
            )
            continue
        for key, message, remedy in (*_mode_faults(approval), *_day_faults(rete, verbale)):
            path = (*_APPROVAL, key)
            yield fault(verbale, path, message, remedy)


def _mode_faults(approval: Approvazione) -> Iterator[tuple[str, str, str]]:
    match approval.modo:
        case "firma" | "silenzio" if approval.data is None:
            message = f"l'approvazione per {approval.modo} non ha una data"
            yield "modo", message, "aggiungi «data», il giorno dell'approvazione"
        case "seduta-successiva" if approval.atto is None:
            message = "l'approvazione nella seduta successiva non dice con quale decisione"
            yield "modo", message, "aggiungi «atto»: «<verbale>/<n>»"
        case _:
            pass


def _day_faults(rete: Rete, verbale: Verbale) -> Iterator[tuple[str, str, str]]:
    """Approvals of another day than their mode allows: key, message, remedy."""
    approval = verbale.approvazione
    if approval is None:
        return
    at_once = approval.modo == "seduta-stante"
    if approval.data is not None:
        if approval.data < verbale.data:
            message = f"è approvato il {approval.data}, prima della seduta del {verbale.data}"
            yield "data", message, "correggi «data»"
        elif at_once and approval.data != verbale.data:
            message = f"è approvato seduta stante, ma il {approval.data}"
            yield "data", message, "togli «data», o correggi «modo»"
    yield from _act_faults(rete, verbale, approval)


def _act_faults(
    rete: Rete, verbale: Verbale, approval: Approvazione
) -> Iterator[tuple[str, str, str]]:
    cited = approval.atto
    act = None if cited is None or cited == FONTE else rete.act(cited)
    if act is None:
        return
    other = act.verbale.id if act.verbale else ""
    same = other == verbale.id
    at_once = approval.modo == "seduta-stante"
    if act.data < verbale.data or (act.data == verbale.data and other and other < verbale.id):
        message = f"lo approva «{cited}», che viene prima della seduta"
        yield "atto", message, "correggi «atto»"
    elif at_once and not same:
        message = f"è approvato seduta stante, ma lo approva «{cited}», di un'altra seduta"
        yield "atto", message, "correggi «modo», o cita una decisione di questo verbale"
    elif approval.modo == "seduta-successiva" and same:
        message = f"lo approva «{cited}», che è della seduta stessa"
        yield "atto", message, "cita la decisione di una seduta successiva, o correggi «modo»"


@warning("VER020", "verbale", "patto", "tavolo")
def minutes_are_approved_as_the_rules_foresee(rete: Rete) -> Faults:
    """I verbali sono approvati nel modo previsto dalle regole del giorno della seduta.

    Il modo è in `verbali.approvazione`, nel regolamento del tavolo o nel patto; se le regole
    tacciono, ogni modo va bene.
    """
    for verbale in rete.verbali.values():
        if verbale.approvazione is None or not verbale.was_held:
            continue
        foreseen = how_to_approve(rete, verbale).approvazione
        if foreseen is not None and verbale.approvazione.modo != foreseen:
            yield fault(
                verbale,
                (*_APPROVAL, "modo"),
                f"è approvato con il modo «{verbale.approvazione.modo}», ma le regole del "
                f"{verbale.data} prevedono «{foreseen}»",
                "correggi «modo»; se è andata così, le regole non sono state seguite",
            )
