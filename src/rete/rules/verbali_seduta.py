"""Minutes and the sitting as it was held: what they should say, and how people met."""

from collections.abc import Iterator

from rete.diagnostics import DocPath, Fault, Severity
from rete.italiano import join_words
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.rules.rule import Rule, rule


@rule("VER013", Severity.WARNING, reads=("verbale",))
def a_held_sitting_says_what_it_should(rete: Rete) -> Iterator[Fault]:
    """Il verbale di una seduta tenuta dice quando e dove, chi c'era, chi presiede e chi verbalizza.

    Dice anche come è stata convocata, se non è una seconda convocazione. Il luogo non serve a
    distanza; in forma scritta non serve nemmeno l'ora. Una seduta solo prevista ha solo l'ordine
    del giorno: non le manca niente.
    """
    for verbale in rete.verbali.values():
        missing = _missing(verbale) if verbale.was_held else []
        if missing:
            verb = "manca" if len(missing) == 1 else "mancano"
            yield Fault(
                file=verbale.file,
                message=f"nel verbale della seduta {verb} {join_words(missing)}",
                remedy="aggiungi quello che si sa",
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


@rule("VER021", Severity.WARNING, reads=("verbale",))
def people_met_as_the_minutes_say(rete: Rete) -> Iterator[Fault]:
    """Chi c'era è scritto come vuole la modalità della seduta.

    In presenza nessuno è collegato; a distanza nessuno è in sala, e tutti stanno in «collegati»; in
    forma scritta chi ha risposto sta in «presenti», e nessuno si collega, entra o esce.
    """
    for verbale in rete.verbali.values():
        for path, message, remedy in _contradictions(verbale):
            yield Fault(file=verbale.file, path=path, on_key=True, message=message, remedy=remedy)


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


RULES: tuple[Rule, ...] = (a_held_sitting_says_what_it_should, people_met_as_the_minutes_say)
