"""The imbalances of the books (`reckoning.balance`), each as a rule of the file where it shows."""

from collections.abc import Callable, Iterable
from typing import Final

from rete.diagnostics import Check, Faults, Severity, fault_within
from rete.model.comuni import FONTE
from rete.model.elenchi import ADESIONI, voci
from rete.model.forma_di_elenco import sigla
from rete.model.rete import Rete, Tipo
from rete.reckoning.balance import balance
from rete.reckoning.consequences import consequences
from rete.reckoning.effects import Squilibrio
from rete.rules.rule import Rule, error, warning

ACTS = ("verbale", "atto")
WHERE: dict[Tipo, str] = {
    "ente": "Un'adesione o una sospensione",
    "tavolo": "Un tavolo, un posto o un coordinamento",
    "patto": "Un periodo, un articolo, la segreteria o una carica del patto",
    "monitoraggio": "Un monitoraggio",
    "progetto": "L'avvio di un progetto",
    "verbale": "L'approvazione di un verbale",
}
PAGES: dict[Squilibrio, tuple[int, Severity, str, str]] = {
    "non-approvata": (
        60,
        Severity.ERROR,
        "cita una decisione approvata",
        "Una decisione respinta, o una presa d'atto, non cambia nulla nel registro.",
    ),
    "superata": (
        61,
        Severity.ERROR,
        "cita un atto che vale ancora",
        (
            "Gli effetti di un atto revocato non contano più; quelli di un atto rettificato sono "
            "quelli della rettifica, ed è la rettifica che va citata."
        ),
    ),
    "senza-effetto": (
        62,
        Severity.ERROR,
        "cita un atto che lo dispone davvero",
        (
            "Ogni cambiamento ha il suo atto: nell'atto ci deve essere l'effetto, per lo stesso "
            "oggetto. Se manca, o l'atto citato è sbagliato o l'effetto non è stato scritto."
        ),
    ),
    "valori": (
        63,
        Severity.ERROR,
        "dice le stesse cose dell'atto che cita",
        "Date, cause, qualità e nomi scritti nell'atto e nel registro sono gli stessi.",
    ),
    "posteriore": (
        64,
        Severity.ERROR,
        "ha effetto dal giorno dell'atto in poi",
        "Un atto non decide per il passato, se non è ratificato.",
    ),
    "bozza": (
        65,
        Severity.WARNING,
        "cita verbali approvati",
        "Finché il verbale non è approvato, quello che dice di aver deciso può cambiare.",
    ),
}
"""For each imbalance: the number of its code, its weight, what is wanted and why."""


def _select(genere: str, squilibrio: Squilibrio) -> Callable[[Rete], Faults]:
    def found(rete: Rete) -> Faults:
        for scarto in balance(rete):
            if scarto.genere == genere and scarto.squilibrio == squilibrio:
                yield scarto.fault

    return found


def _rules() -> Iterable[Rule]:
    for kind, subject in WHERE.items():
        genere = sigla(kind)
        for squilibrio, (number, severity, wanted, why) in PAGES.items():
            if genere == "VER" and squilibrio in ("bozza", "valori", "posteriore"):
                continue  # the minutes that approve may be drafts, and say nothing to compare
            yield Rule(
                check=Check(
                    code=f"{genere}{number:03}",
                    severity=severity,
                    page=f"{subject} {wanted}.\n\n{why}",
                ),
                test=_select(genere, squilibrio),
                reads=(kind, *ACTS),
            )
    for genere, what in (("VER", "una decisione approvata"), ("ATT", "un atto")):
        yield Rule(
            check=Check(
                code=f"{genere}066",
                severity=Severity.WARNING,
                page=f"Ciò che dispone {what} è riportato nel registro.\n\n"
                "«Decisione non ancora attuata»: l'effetto c'è, ma nella scheda dell'ente, del "
                "tavolo o del patto manca la voce che cita quell'atto.",
            ),
            test=_select(genere, "non-attuata"),
            reads=(*WHERE, "atto"),
        )


OF_THE_BOOKS: Final = tuple(_rules())


@error("ENT067", "ente", *ACTS)
def who_leaves_has_no_office_left(rete: Rete) -> Faults:
    """Chi lascia la rete non ha più rappresentanti in carica.

    La cessazione porta con sé la fine di tutti gli incarichi dell'ente.
    """
    return consequences(rete).of_bodies()


@error("TAV067", "tavolo", *ACTS)
def seats_follow_from_the_acts(rete: Rete) -> Faults:
    """Posti e coordinamenti seguono gli atti che li portano con sé.

    Chi cessa lascia i suoi posti; a chi subentra passano quelli dell'ente a cui subentra; un
    tavolo istituito con i suoi componenti li ha dal primo giorno.
    """
    return consequences(rete).of_tables()


@warning("VER067", "verbale", "ente", "seguito", "atto")
def actions_of_who_leaves_pass_to_others(rete: Rete) -> Faults:
    """Le azioni aperte di chi lascia la rete passano ad altri.

    La cessazione porta con sé le azioni affidate all'ente: nei seguiti si scrive chi le prende, o
    che sono fatte o annullate. Il verbale che le aveva affidate non cambia.
    """
    return consequences(rete).of_actions()


@error("PAT067", "patto", *ACTS)
def charges_end_when_they_pass_to_others(rete: Rete) -> Faults:
    """Segreteria e cariche finiscono quando passano ad altri, o il loro ente lascia la rete.

    L'affidamento della segreteria porta con sé la fine della precedente, il giorno prima; così
    quello di una carica che è di un ente solo («posti: 1»).
    """
    return consequences(rete).of_pact()


@error("ENT068", "ente", "patto")
def memberships_end_by_an_act(rete: Rete) -> Faults:
    """Un'adesione chiusa dice con quale atto è finita.

    Nessun cambiamento senza atto: di un'adesione che finisce si deve poter dire perché. Non si
    controlla finché il registro dichiara un elenco parziale, né per ciò che è noto da fonti.
    """
    if not rete.is_complete:
        return
    for item in voci(rete, ADESIONI):
        adesione = item.voce
        if adesione.al is None or adesione.atto_fine is not None or adesione.atto == FONTE:
            continue
        yield fault_within(
            item,
            ("al",),
            f"l'adesione di «{item.id}» finisce il {adesione.al}, ma manca l'atto che la chiude",
            "aggiungi atto_fine con la decisione o l'atto che la chiude",
        )
