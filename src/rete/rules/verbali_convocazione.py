"""Minutes and their convocation: in time, with days in order, a second call after its first."""

from collections.abc import Iterator

from rete.diagnostics import Fault, Severity
from rete.model.rete import Rete
from rete.model.verbale import Convocazione, Verbale
from rete.reckoning.last_days import notice_of
from rete.rules.rule import Rule, rule

WITHOUT_MINUTES = "senza-verbale"
"""What ``seconda_di`` says where nobody wrote minutes of the first call."""


@rule("VER011", Severity.WARNING, reads=("verbale", "patto", "tavolo"))
def sittings_are_convened_in_time(rete: Rete) -> Iterator[Fault]:
    """La convocazione parte con l'anticipo che chiedono le regole di quel giorno.

    L'anticipo è in `convocazione.preavviso`, o in `convocazione.urgente` per una convocazione
    urgente; se le regole tacciono non si controlla. Il termine si conta all'indietro dalla seduta;
    se le regole dicono che slitta e cade in un giorno festivo, si anticipa. Non riguarda le
    consultazioni in forma scritta né le seconde convocazioni.
    """
    for verbale in rete.verbali.values():
        call, wanted = verbale.convocazione, notice_of(rete, verbale)
        if call is None or wanted is None or call.inviata > verbale.data:
            continue
        if call.inviata > wanted.entro:
            yield Fault(
                file=verbale.file,
                path=("convocazione", "inviata"),
                message=(
                    f"convocata il {call.inviata}: con un preavviso di {wanted.durata} andava "
                    f"convocata entro il {wanted.entro}"
                ),
                remedy="correggi la data se è sbagliata; altrimenti la seduta è convocata tardi",
            )


@rule("VER012", Severity.ERROR, reads=("verbale",))
def days_of_a_convocation_are_in_order(rete: Rete) -> Iterator[Fault]:
    """Prima si convoca, poi ci si riunisce; la seconda convocazione non precede la prima.

    Se si deve rispondere entro un giorno, quel giorno non precede la convocazione; se la seduta è
    stata chiesta, è stata chiesta prima di convocarla.
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
    if call.richiesta_il is not None and call.richiesta_il > sent:
        yield (
            "richiesta_il",
            f"la seduta è chiesta il {call.richiesta_il}, dopo la convocazione del {sent}",
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
