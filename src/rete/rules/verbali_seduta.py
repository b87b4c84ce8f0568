"""Minutes and the sitting as it was convened and held: days, hours, what they should say."""

from collections.abc import Iterator

from rete.diagnostics import DocPath, Faults, fault
from rete.italiano import join_words
from rete.model.rete import Rete
from rete.model.verbale import Verbale
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
        ("convocazione.inviata", verbale.convocazione is not None and not verbale.inviata),
        ("inizio", verbale.inizio is None and not in_writing),
        ("luogo", verbale.luogo is None and not nowhere),
        ("presiede", verbale.presiede is None),
        ("verbalizza", verbale.verbalizza is None),
        ("presenti", not (verbale.says_who or verbale.presenti_numero is not None)),
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


@error("VER073", "verbale")
def answers_are_of_who_answered(rete: Rete) -> Faults:
    """Le risposte sono di una seduta in forma scritta: ciascuna di chi sta in «presenti», una sola.

    In «presenti» sta chi ha risposto, e conta; in «risposte» c'è in più il giorno. Chi stesse solo
    in «risposte» non si conterebbe.
    """
    for verbale in rete.verbali.values():
        if verbale.risposte and verbale.modalita != "scritta":
            yield fault(
                verbale,
                ("risposte",),
                "la seduta ha «risposte», ma non è in forma scritta",
                "scrivi «modalita: scritta», o togli «risposte»",
                on_key=True,
            )
        seen: set[str] = set()
        for index, one in enumerate(verbale.risposte):
            path = ("risposte", index, "ente")
            if one.ente in seen:
                why, remedy = "ha più di una risposta", "lascia quella che vale"
            elif one.ente not in (verbale.presenti or ()):
                why = "ha risposto, ma non è in «presenti»"
                remedy = f"aggiungi «{one.ente}» a «presenti»"
            else:
                seen.add(one.ente)
                continue
            yield fault(verbale, path, f"«{one.ente}» {why}", remedy)


@warning("VER074", "verbale")
def answers_come_in_time(rete: Rete) -> Faults:
    """Chi risponde per iscritto risponde dopo la convocazione, ed entro il giorno che essa dice.

    Il giorno è «risposte_entro». Una risposta arrivata dopo resta scritta e il conto la comprende:
    se valga lo sa chi l'ha ricevuta.
    """
    for verbale in rete.verbali.values():
        call = verbale.convocazione
        sent, last = (call.inviata, call.risposte_entro) if call else (None, None)
        for index, one in enumerate(verbale.risposte):
            if sent is not None and one.il < sent:
                when = f"prima della convocazione del {sent}"
            elif last is not None and one.il > last:
                when = f"oltre il {last}, ultimo giorno per rispondere"
            else:
                continue
            yield fault(
                verbale,
                ("risposte", index, "il"),
                f"«{one.ente}» ha risposto il {one.il}, {when}",
                "correggi il giorno; se è giusto e la risposta non vale, toglila da «risposte» e "
                "l'ente da «presenti»",
            )


@error("VER075", "verbale")
def a_number_stands_where_nobody_is_named(rete: Rete) -> Faults:
    """Quanti erano si scrive solo se non si sa chi: con i nomi, il numero si conta.

    «presenti_numero» accanto a «presenti» o «collegati» sarebbe un secondo numero, e dei due non
    si saprebbe quale conta.
    """
    for verbale in rete.verbali.values():
        if verbale.presenti_numero is not None and verbale.says_who:
            yield fault(
                verbale,
                ("presenti_numero",),
                "il verbale dice chi c'era, e anche quanti («presenti_numero»)",
                "togli «presenti_numero»; se l'elenco non è completo togli quello",
                on_key=True,
            )
