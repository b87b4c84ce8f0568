"""Minutes and the sitting as it was convened and held: days, hours, what they should say."""

from collections.abc import Iterator

from rete.diagnostics import DocPath, Faults, fault
from rete.italiano import join_words
from rete.model.rete import Rete
from rete.model.verbale import Convocazione, Verbale
from rete.reckoning.last_days import notice_of
from rete.rules.rule import error, warning

_EVENING, _SMALL_HOURS = "18:00", "06:00"
"""A sitting that begins in the evening may go on into the small hours of the next day."""


def moment(hour: str, start: str | None) -> int:
    """An hour of a sitting as minutes from the midnight before it."""
    hours, _, minutes = hour.partition(":")
    next_day = start is not None and start >= _EVENING and hour < _SMALL_HOURS
    return int(hours) * 60 + int(minutes) + (24 * 60 if next_day else 0)


@error("VER008", "verbale")
def hours_are_in_order(rete: Rete) -> Faults:
    """La seduta comincia prima di finire, e ciò che vi accade sta fra l'inizio e la fine.

    Vale per l'ora di chi entra e di chi esce e per quella in cui la seduta è dichiarata deserta.
    Una seduta che comincia dalle 18:00 può finire dopo la mezzanotte, prima delle 06:00.
    """
    for verbale in rete.verbali.values():
        start, end = verbale.inizio, verbale.fine
        ended_too_soon = bool(start and end and moment(end, start) < moment(start, start))
        if ended_too_soon:
            yield fault(
                verbale,
                ("fine",),
                f"la seduta finisce alle {end}, prima di cominciare alle {start}",
                "correggi «inizio» o «fine»",
            )
        for path, hour, what in _hours_within(verbale):
            if start and moment(hour, start) < moment(start, start):
                limit = f"prima che la seduta cominci alle {start}"
            elif end and not ended_too_soon and moment(hour, start) > moment(end, start):
                limit = f"dopo che la seduta è finita alle {end}"
            else:
                continue
            yield fault(
                verbale,
                path,
                f"{what} alle {hour}, {limit}",
                "correggi l'ora, o quelle della seduta",
            )


def _hours_within(verbale: Verbale) -> Iterator[tuple[DocPath, str, str]]:
    """The hours that must lie within a sitting: where, which, of what."""
    for index, movimento in enumerate(verbale.movimenti):
        if movimento.entra is not None:
            yield ("movimenti", index, "entra"), movimento.entra, f"«{movimento.ente}» entra"
        if movimento.esce is not None:
            yield ("movimenti", index, "esce"), movimento.esce, f"«{movimento.ente}» esce"
    if verbale.deserta is not None:
        yield ("deserta",), verbale.deserta, "la seduta è dichiarata deserta"


@warning("VER013", "verbale")
def a_held_sitting_says_what_it_should(rete: Rete) -> Faults:
    """Il verbale di una seduta tenuta dice quando e dove, chi c'era, chi presiede e chi verbalizza.

    Dice anche come è stata convocata, se non è una seconda convocazione. Il luogo non serve a
    distanza; in forma scritta non serve nemmeno l'ora. Una seduta solo prevista ha solo l'ordine
    del giorno: non le manca niente.
    """
    for verbale in rete.verbali.values():
        missing = _missing(verbale) if verbale.was_held else []
        if missing:
            verb = "manca" if len(missing) == 1 else "mancano"
            yield fault(
                verbale,
                (),
                f"nel verbale della seduta {verb} {join_words(missing)}",
                "aggiungi quello che si sa",
            )


def _missing(verbale: Verbale) -> list[str]:
    in_writing = verbale.modalita == "scritta"
    nowhere = in_writing or verbale.modalita == "distanza"
    wanted = (
        ("convocazione", verbale.convocazione is None and verbale.seconda_di is None),
        ("inizio", verbale.inizio is None and not in_writing),
        ("luogo", verbale.luogo is None and not nowhere),
        ("presiede", verbale.presiede is None),
        ("verbalizza", verbale.verbalizza is None),
        ("presenti", verbale.presenti is None),
    )
    return [f"«{key}»" for key, is_missing in wanted if is_missing]


@warning("VER021", "verbale")
def people_met_as_the_minutes_say(rete: Rete) -> Faults:
    """Chi c'era è scritto come vuole la modalità della seduta.

    In presenza nessuno è collegato; a distanza nessuno è in sala, e tutti stanno in «collegati»; in
    forma scritta chi ha risposto sta in «presenti», e nessuno si collega, entra o esce.
    """
    for verbale in rete.verbali.values():
        for path, message, remedy in _contradictions(verbale):
            yield fault(verbale, path, message, remedy, on_key=True)


def _contradictions(verbale: Verbale) -> Iterator[tuple[DocPath, str, str]]:
    match verbale.modalita:
        case "presenza" if verbale.collegati:
            message = "la seduta è in presenza, ma qualcuno è in «collegati»"
            remedy = "correggi «modalita» in «mista», o sposta chi era in sala"
            yield ("collegati",), message, remedy
        case "distanza" if verbale.presenti:
            message = "la seduta è a distanza, ma qualcuno è in sala («presenti»)"
            remedy = "correggi «modalita» in «mista», o sposta tutti in «collegati»"
            yield ("presenti",), message, f"{remedy} e scrivi «presenti: []»"
        case "scritta":
            if verbale.collegati:
                message = "la seduta è in forma scritta, ma qualcuno è in «collegati»"
                yield ("collegati",), message, "metti in «presenti» chi ha risposto"
            if verbale.movimenti:
                message = "la seduta è in forma scritta, ma qualcuno entra o esce («movimenti»)"
                yield ("movimenti",), message, "togli «movimenti», o correggi «modalita»"
        case _:
            pass


WITHOUT_MINUTES = "senza-verbale"
"""What ``seconda_di`` says where nobody wrote minutes of the first call."""


@warning("VER011", "verbale", "patto", "tavolo")
def sittings_are_convened_in_time(rete: Rete) -> Faults:
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
            yield fault(
                verbale,
                ("convocazione", "inviata"),
                f"convocata il {call.inviata}: con un preavviso di {wanted.durata} andava "
                f"convocata entro il {wanted.entro}",
                "correggi la data se è sbagliata; altrimenti la seduta è convocata tardi",
            )


@error("VER012", "verbale")
def days_of_a_convocation_are_in_order(rete: Rete) -> Faults:
    """Prima si convoca, poi ci si riunisce; la seconda convocazione non precede la prima.

    Se si deve rispondere entro un giorno, quel giorno non precede la convocazione; se la seduta è
    stata chiesta, è stata chiesta prima di convocarla.
    """
    for verbale in rete.verbali.values():
        call = verbale.convocazione
        if call is None:
            continue
        for key, message in _days_out_of_order(verbale, call):
            yield fault(
                verbale,
                ("convocazione", key),
                message,
                f"correggi «{key}», o la data nel nome del file",
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


@error("VER016", "verbale")
def a_second_call_follows_its_first(rete: Rete) -> Faults:
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
        elif first.order >= verbale.order:
            why = f"«{name}», di cui questa è la seconda convocazione, non viene prima"
            remedy = f"scrivi il verbale di una seduta precedente, o «{WITHOUT_MINUTES}»"
        else:
            continue
        yield fault(verbale, ("seconda_di",), why, remedy)
