"""Minutes and their approval: how, when and by which act."""

from collections.abc import Iterator

from rete.diagnostics import Fault, Severity
from rete.model.comuni import FONTE
from rete.model.rete import Rete
from rete.model.verbale import Approvazione, Verbale
from rete.model.vigenti import rules_of_day
from rete.rules.riferimenti import unresolved_acts
from rete.rules.rule import Rule, rule

_APPROVAL = ("approvazione",)


@rule("VER015", Severity.ERROR, reads=("verbale", "atto"))
def approvals_say_how_and_when(rete: Rete) -> Iterator[Fault]:
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
            yield Fault(
                file=verbale.file,
                path=_APPROVAL,
                on_key=True,
                message="è approvato il verbale di una seduta che non risulta tenuta",
                remedy="scrivi chi era presente e che cosa si è deciso; se non fu mai approvato, "
                "togli «approvazione»",
            )
            continue
        for key, message, remedy in (*_mode_faults(approval), *_day_faults(rete, verbale)):
            path = (*_APPROVAL, key)
            yield Fault(file=verbale.file, path=path, message=message, remedy=remedy)


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


@rule("VER020", Severity.WARNING, reads=("verbale", "patto", "tavolo"))
def minutes_are_approved_as_the_rules_foresee(rete: Rete) -> Iterator[Fault]:
    """I verbali sono approvati nel modo previsto dalle regole del giorno della seduta.

    Il modo è in `verbali.approvazione`, nel regolamento del tavolo o nel patto; se le regole
    tacciono, ogni modo va bene.
    """
    for verbale in rete.verbali.values():
        if verbale.approvazione is None or not verbale.was_held:
            continue
        rules = rules_of_day(rete, verbale.data, verbale.tavolo)
        foreseen = rules.verbali.approvazione if rules and rules.verbali else None
        if foreseen is not None and verbale.approvazione.modo != foreseen:
            yield Fault(
                file=verbale.file,
                path=(*_APPROVAL, "modo"),
                message=(
                    f"è approvato con il modo «{verbale.approvazione.modo}», ma le regole del "
                    f"{verbale.data} prevedono «{foreseen}»"
                ),
                remedy="correggi «modo»; se è andata così, le regole non sono state seguite",
            )


RULES: tuple[Rule, ...] = (
    approvals_say_how_and_when,
    minutes_are_approved_as_the_rules_foresee,
)
