"""Minutes and how their sitting was convened: notice, days, second calls, moved or called off."""

from collections.abc import Iterator
from datetime import date

from rete.diagnostics import DocPath, Faults, fault
from rete.model.convocazione import Convocazione
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.reckoning.last_days import Preavviso, notice_of, sendings
from rete.rules.rule import error, warning

WITHOUT_MINUTES = "senza-verbale"
"""What ``seconda_di`` says where nobody wrote minutes of the first call."""


@warning("VER011", "verbale", "patto", "tavolo")
def sittings_are_convened_in_time(rete: Rete) -> Faults:
    """La convocazione parte con l'anticipo che chiedono le regole di quel giorno.

    L'anticipo è in `convocazione.preavviso`, o in `convocazione.urgente` per una convocazione
    urgente; se le regole tacciono non si controlla. Il termine si conta all'indietro dalla seduta;
    se le regole dicono che slitta e cade in un giorno festivo, si anticipa. Un preavviso in ore si
    conta dall'ora della seduta; se non si sa a che ora è partita la lettera (`inviata_alle`) si
    segnala solo ciò che è tardi a qualunque ora. Non riguarda le consultazioni in forma scritta né
    le seconde convocazioni. Se la seduta cambia ora o luogo (`variazioni`), il preavviso si conta
    di nuovo da quando lo si comunica.
    """
    for verbale in rete.verbali.values():
        wanted = None if verbale.is_off else notice_of(rete, verbale)
        for path, sent in sendings(verbale) if wanted is not None else ():
            first = path[0] == "convocazione"
            if wanted is None or sent > verbale.data or not _is_late(verbale, wanted, sent, first):
                continue
            yield fault(
                verbale,
                path,
                f"{'convocata' if first else 'variata'} il {sent}: con un preavviso di "
                f"{wanted.durata} andava {'convocata' if first else 'comunicata'} entro il "
                f"{wanted.entro}{f' alle {wanted.alle}' if wanted.alle else ''}",
                f"correggi la data se è sbagliata; altrimenti la seduta è "
                f"{'convocata' if first else 'variata'} tardi",
            )


def _is_late(verbale: Verbale, wanted: Preavviso, sent: date, first: bool) -> bool:
    """Whether a call, or what was told later, surely went too late; of that no hour is known."""
    if sent != wanted.entro or wanted.alle is None or not first:
        return sent > wanted.entro
    hour = verbale.convocazione.inviata_alle if verbale.convocazione else None
    return hour is not None and hour > wanted.alle


@error("VER012", "verbale")
def days_of_a_convocation_are_in_order(rete: Rete) -> Faults:
    """Prima si convoca, poi ci si riunisce; la seconda convocazione non precede la prima.

    Se si deve rispondere entro un giorno, quel giorno non precede la convocazione; se la seduta è
    stata chiesta, è stata chiesta prima di convocarla; la lettera non è scritta dopo che è partita.
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
    if sent is not None and sent > day:
        yield "inviata", f"la convocazione è del {sent}, dopo la seduta del {day}"
    if second is not None and second < day:
        yield "seconda_il", f"la seconda convocazione è per il {second}, prima della seduta"
    if sent is not None and answers is not None and answers < sent:
        yield (
            "risposte_entro",
            f"le risposte sono attese entro il {answers}, prima della convocazione del {sent}",
        )
    if call.scritta_il is not None and sent is not None and call.scritta_il > sent:
        yield "scritta_il", f"la lettera è del {call.scritta_il}, dopo che è partita il {sent}"
    if sent is not None and call.richiesta_il is not None and call.richiesta_il > sent:
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


@error("VER070", "verbale")
def a_moved_sitting_says_where_to(rete: Rete) -> Faults:
    """Una seduta spostata dice a quale: dello stesso tavolo, in un altro giorno.

    Chi è convocato deve trovare la seduta nuova partendo da quella vecchia. Lo stesso giorno, con
    un'altra ora o un altro luogo, non è uno spostamento: si scrive in «variazioni».
    """
    for verbale in rete.verbali.values():
        moved = verbale.spostata
        if moved is None or (said := _moved_badly(rete, verbale, moved.a)) is None:
            continue
        message, remedy = said
        yield fault(verbale, ("spostata", "a"), message, remedy)


def _moved_badly(rete: Rete, verbale: Verbale, name: str) -> tuple[str, str] | None:
    """What is wrong with the sitting that another is moved to: message, remedy."""
    other = rete.verbali.get(name)
    if other is None:
        if rete.verbale_exists(name):
            return None
        return (
            f"«{name}», a cui la seduta è spostata, non è nel registro",
            f"crea data/verbali/{name[:4]}/{name}.yaml, o scrivi «disdetta» se non si tiene più",
        )
    if other.tavolo != verbale.tavolo:
        return (
            f"«{name}», a cui la seduta è spostata, è di un altro tavolo",
            f"scrivi una seduta di «{verbale.tavolo}»",
        )
    if other.data == verbale.data:
        return (
            f"«{name}», a cui la seduta è spostata, è dello stesso giorno",
            "scrivi in «variazioni» che cosa cambia",
        )
    seen = {verbale.id}
    while other is not None and other.spostata is not None and other.id not in seen:
        seen.add(other.id)
        other = rete.verbali.get(other.spostata.a)
    if other is not None and other.id in seen:
        return f"di spostamento in spostamento si torna a «{other.id}»", "correggi «spostata»"
    return None


@error("VER071", "verbale")
def a_sitting_that_is_off_was_not_held(rete: Rete) -> Faults:
    """Di una seduta spostata o disdetta non c'è un verbale: nessuno c'era, niente si è deciso.

    Se è spostata non è anche disdetta. Una seduta che non si tiene non ha un numero e non si conta
    fra quelle tenute: ciò che il suo file dicesse di chi c'era e dei voti non lo guarda nessuno.
    """
    for verbale in rete.verbali.values():
        if not verbale.is_off:
            continue
        off = "disdetta" if verbale.disdetta is not None else "spostata"
        for key in (*_OF_A_HELD_SITTING, *(("spostata",) if off == "disdetta" else ())):
            value = getattr(verbale, key)
            if value is not None and value != ():
                yield fault(
                    verbale,
                    (key,),
                    f"la seduta è {off}, ma il suo file ha «{key}»",
                    f"togli «{off}» se la seduta si è tenuta, altrimenti togli «{key}»",
                    on_key=True,
                )


_OF_A_HELD_SITTING = (
    "numero",
    "presenti",
    "presenti_numero",
    "risposte",
    "collegati",
    "movimenti",
    "decisioni",
    "azioni",
    "deserta",
    "approvazione",
)


@error("VER072", "verbale")
def changes_come_before_the_sitting(rete: Rete) -> Faults:
    """Una seduta si sposta, si varia o si disdice prima di tenerla, e poi lo si comunica.

    Quello che si decide dopo il giorno della seduta non la cambia più; la comunicazione non parte
    prima che si decida, né prima della convocazione che cambia.
    """
    for verbale in rete.verbali.values():
        for path, decided, sent in _changes(verbale):
            called = verbale.inviata
            if decided > verbale.data:
                key, why = "il", f"si decide il {decided}, dopo la seduta del {verbale.data}"
            elif sent is not None and sent > verbale.data:
                key, why = "inviata", f"si comunica il {sent}, dopo la seduta del {verbale.data}"
            elif sent is not None and sent < decided:
                key, why = "inviata", f"si comunica il {sent}, prima di deciderlo il {decided}"
            elif sent is not None and called is not None and sent < called:
                key, why = "inviata", f"si comunica il {sent}, prima della convocazione ({called})"
            else:
                continue
            what = {"spostata": "lo spostamento", "disdetta": "la disdetta"}.get(
                str(path[0]), "la variazione"
            )
            yield fault(verbale, (*path, key), f"{what} {why}", f"correggi «{key}», se è sbagliato")


def _changes(verbale: Verbale) -> Iterator[tuple[DocPath, date, date | None]]:
    """Where each change stands, the day on which it was decided and that on which it was told."""
    for place, change in enumerate(verbale.variazioni):
        yield ("variazioni", place), change.il, change.inviata
    if verbale.spostata is not None:
        yield ("spostata",), verbale.spostata.il, verbale.spostata.inviata
    if verbale.disdetta is not None:
        yield ("disdetta",), verbale.disdetta.il, verbale.disdetta.inviata


@error("VER076", "verbale", "patto")
def the_article_of_a_convocation_is_there(rete: Rete) -> Faults:
    """L'articolo in base a cui si convoca è fra quelli del patto.

    Chi riceve la lettera deve poterlo leggere. Se il registro non ha gli articoli, il controllo
    tace.
    """
    known = {article.numero for article in rete.patto.articoli} if rete.patto else set()
    for verbale in rete.verbali.values():
        cited = verbale.convocazione.articolo if verbale.convocazione else None
        if known and cited is not None and cited not in known:
            yield fault(
                verbale,
                ("convocazione", "articolo"),
                f"la convocazione cita l'articolo {cited} del patto, che non c'è",
                "aggiungilo a «articoli» del patto, o correggi il numero",
            )
