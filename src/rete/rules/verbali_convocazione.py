"""Minutes and their convocation: in time, with days in order, a second call after its first."""

from collections.abc import Iterator
from datetime import date

from rete.calendario import last_day_before
from rete.diagnostics import Fault, Severity
from rete.italiano import count
from rete.model.comuni import Durata
from rete.model.rete import Rete
from rete.model.verbale import Convocazione, Verbale
from rete.model.vigenti import rules_of_day
from rete.rules.rule import Rule, rule

WITHOUT_MINUTES = "senza-verbale"
"""What ``seconda_di`` says where nobody wrote minutes of the first call."""

_UNITS = {
    "giorni": ("giorno", "giorni"),
    "giorni_liberi": ("giorno libero", "giorni liberi"),
    "giorni_lavorativi": ("giorno lavorativo", "giorni lavorativi"),
    "mesi": ("mese", "mesi"),
    "anni": ("anno", "anni"),
}


@rule("VER011", Severity.WARNING, reads=("verbale", "patto", "tavolo"))
def sittings_are_convened_in_time(rete: Rete) -> Iterator[Fault]:
    """La convocazione parte con l'anticipo che chiedono le regole di quel giorno.

    L'anticipo è in `convocazione.preavviso`, o in `convocazione.urgente` per una convocazione
    urgente; se le regole tacciono non si controlla. Il termine si conta all'indietro dalla seduta;
    se le regole dicono che slitta e cade in un giorno festivo, si anticipa. Non riguarda le
    consultazioni in forma scritta.
    """
    for verbale in rete.verbali.values():
        call = verbale.convocazione
        if call is None or verbale.modalita == "scritta" or call.inviata > verbale.data:
            continue
        found = _last_day(rete, verbale, call)
        if found is not None and call.inviata > found[0]:
            last, notice = found
            yield Fault(
                file=verbale.file,
                path=("convocazione", "inviata"),
                message=(
                    f"convocata il {call.inviata}: con un preavviso di {notice} andava convocata "
                    f"entro il {last}"
                ),
                remedy="correggi la data se è sbagliata; altrimenti la seduta è convocata tardi",
            )


def _last_day(rete: Rete, verbale: Verbale, call: Convocazione) -> tuple[date, str] | None:
    """The last day to convene a sitting, and the notice in words; None where rules are silent."""
    rules = rules_of_day(rete, verbale.data, verbale.tavolo)
    if rules is None or rules.convocazione is None:
        return None
    notice = rules.convocazione.urgente if call.urgente else rules.convocazione.preavviso
    if notice is None or len(notice.units) != 1:
        return None
    shift = rules.termine_festivo == "slitta"
    return last_day_before(verbale.data, notice, shift=shift), _in_words(notice)


def _in_words(length: Durata) -> str:
    return " e ".join(count(number, *_UNITS[unit]) for unit, number in length.units)


@rule("VER012", Severity.ERROR, reads=("verbale",))
def days_of_a_convocation_are_in_order(rete: Rete) -> Iterator[Fault]:
    """Prima si convoca, poi ci si riunisce; la seconda convocazione non precede la prima.

    Se si deve rispondere entro un giorno, quel giorno non precede la convocazione.
    """
    for verbale in rete.verbali.values():
        call = verbale.convocazione
        if call is None:
            continue
        for key, message in _days_out_of_order(verbale, call):
            yield Fault(
                file=verbale.file,
                path=("convocazione", key),
                message=message,
                remedy=f"correggi «{key}», o la data nel nome del file",
            )


def _days_out_of_order(verbale: Verbale, call: Convocazione) -> Iterator[tuple[str, str]]:
    sent, second, answers, day = call.inviata, call.seconda_il, call.risposte_entro, verbale.data
    if sent > day:
        yield "inviata", f"la convocazione è del {sent}, dopo la seduta del {day}"
    if second is not None and second < day:
        yield "seconda_il", f"la seconda convocazione è per il {second}, prima della seduta"
    if answers is not None and answers < sent:
        yield (
            "risposte_entro",
            f"le risposte sono attese entro il {answers}, prima della convocazione del {sent}",
        )


@rule("VER016", Severity.ERROR, reads=("verbale",))
def a_second_call_follows_its_first(rete: Rete) -> Iterator[Fault]:
    """Una seconda convocazione dice di quale seduta: dello stesso tavolo, e venuta prima.

    In seconda convocazione possono bastare meno presenti: si deve sapere quale prima convocazione
    è andata deserta. Se nessuno ne fece il verbale si scrive «senza-verbale».
    """
    for verbale in rete.verbali.values():
        name = verbale.seconda_di
        if name is None or name == WITHOUT_MINUTES:
            continue
        first = rete.verbali.get(name)
        if first is None:
            if rete.verbale_exists(name):
                continue
            why = f"«{name}», di cui questa è la seconda convocazione, non è nel registro"
            remedy = f"crea data/verbali/{name[:4]}/{name}.yaml, o scrivi «{WITHOUT_MINUTES}»"
        elif first.tavolo != verbale.tavolo:
            why = f"«{name}», di cui questa è la seconda convocazione, è di un altro tavolo"
            remedy = f"scrivi il verbale di una seduta di «{verbale.tavolo}»"
        elif (first.data, first.id) >= (verbale.data, verbale.id):
            why = f"«{name}», di cui questa è la seconda convocazione, non viene prima"
            remedy = f"scrivi il verbale di una seduta precedente, o «{WITHOUT_MINUTES}»"
        else:
            continue
        yield Fault(file=verbale.file, path=("seconda_di",), message=why, remedy=remedy)


RULES: tuple[Rule, ...] = (
    sittings_are_convened_in_time,
    days_of_a_convocation_are_in_order,
    a_second_call_follows_its_first,
)
