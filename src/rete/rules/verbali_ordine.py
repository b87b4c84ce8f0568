"""Minutes and the order of what they hold: points, decisions, actions, names in votes."""

from collections.abc import Iterator

from rete.diagnostics import DocPath, Fault, Severity
from rete.model.rete import Rete
from rete.model.verbale import Decisione, Verbale, Votazione
from rete.rules.rule import Rule, rule
from rete.rules.verbali_presenze import VOTES

_WORDS = {
    "contrari": "fra i contrari",
    "astenuti": "fra gli astenuti",
    "non_votanti": "fra i non votanti",
    "esclusi": "fra gli esclusi",
}


@rule("VER007", Severity.ERROR, reads=("verbale",))
def numbers_inside_minutes_are_in_order(rete: Rete) -> Iterator[Fault]:
    """Le decisioni sono numerate 1, 2, 3…; punti e azioni hanno un numero solo loro.

    Altri file citano la decisione 2 di un verbale o la sua azione 1: devono trovarne una sola. Un
    punto citato da una decisione o da un'azione è all'ordine del giorno.
    """
    for verbale in rete.verbali.values():
        yield from _decisions_out_of_order(verbale)
        yield from _repeated(
            verbale,
            [(("odg", i, "punto"), punto.punto) for i, punto in enumerate(verbale.odg)],
            "il punto {} compare più volte nell'ordine del giorno",
        )
        yield from _repeated(
            verbale,
            [(("azioni", i, "n"), azione.n) for i, azione in enumerate(verbale.azioni)],
            "l'azione {} compare più volte",
        )
        yield from _points_not_in_the_agenda(verbale)


def _decisions_out_of_order(verbale: Verbale) -> Iterator[Fault]:
    before = 0
    for index, decisione in enumerate(verbale.decisioni):
        if decisione.n != before + 1:
            after = f"dopo la decisione {before} viene la" if before else "la prima decisione è la"
            yield Fault(
                file=verbale.file,
                path=("decisioni", index, "n"),
                message=f"{after} {decisione.n} invece della {before + 1}",
                remedy="numera le decisioni da 1 in avanti, nell'ordine, senza salti",
            )
        before = decisione.n


def _repeated(
    verbale: Verbale, numbers: list[tuple[DocPath, int]], message: str
) -> Iterator[Fault]:
    seen: set[int] = set()
    for path, number in numbers:
        if number in seen:
            yield Fault(
                file=verbale.file,
                path=path,
                message=message.format(number),
                remedy="dai a ciascuno un numero suo",
            )
        seen.add(number)


def _points_not_in_the_agenda(verbale: Verbale) -> Iterator[Fault]:
    points = frozenset(punto.punto for punto in verbale.odg)
    named: list[tuple[DocPath, int | None, str]] = [
        (("decisioni", index, "punto"), decisione.punto, f"la decisione {decisione.n}")
        for index, decisione in enumerate(verbale.decisioni)
    ]
    named += [
        (("azioni", index, "punto"), azione.punto, f"l'azione {azione.n}")
        for index, azione in enumerate(verbale.azioni)
    ]
    for path, point, what in named:
        if point is not None and point not in points:
            yield Fault(
                file=verbale.file,
                path=path,
                message=f"{what} cita il punto {point}, che non è all'ordine del giorno",
                remedy="correggi «punto», o aggiungi il punto a «odg»",
            )


@rule("VER018", Severity.ERROR, reads=("verbale",))
def names_in_a_vote_are_consistent(rete: Rete) -> Iterator[Fault]:
    """In una votazione ciascuno sta da una parte sola, e i numeri tornano con i nomi.

    Chi è fra i contrari non può essere anche fra gli astenuti; se accanto ai nomi c'è il conteggio,
    dice lo stesso numero.
    """
    for verbale in rete.verbali.values():
        for index, decisione in enumerate(verbale.decisioni):
            if decisione.votazione is not None:
                path = ("decisioni", index, "votazione")
                yield from _on_two_sides(verbale, path, decisione, decisione.votazione)
                yield from _miscounted(verbale, path, decisione, decisione.votazione)
                yield from _preferred_twice(verbale, path, decisione, decisione.votazione)


def _on_two_sides(
    verbale: Verbale, path: DocPath, decisione: Decisione, votazione: Votazione
) -> Iterator[Fault]:
    side: dict[str, str] = {}
    for key in VOTES:
        for position, ente in enumerate(getattr(votazione, key)):
            first = side.setdefault(ente, key)
            if first != key:
                yield Fault(
                    file=verbale.file,
                    path=(*path, key, position),
                    message=(
                        f"nella decisione {decisione.n} «{ente}» è sia {_WORDS[first]} "
                        f"sia {_WORDS[key]}"
                    ),
                    remedy=f"lascialo in «{first}» o in «{key}»",
                )


def _miscounted(
    verbale: Verbale, path: DocPath, decisione: Decisione, votazione: Votazione
) -> Iterator[Fault]:
    if votazione.conteggio is None:
        return
    for key, names, counted in (
        ("contrari", votazione.contrari, votazione.conteggio.contrari),
        ("astenuti", votazione.astenuti, votazione.conteggio.astenuti),
    ):
        if names and len(names) != counted:
            by_name = "ce n'è 1" if len(names) == 1 else f"ce ne sono {len(names)}"
            yield Fault(
                file=verbale.file,
                path=(*path, "conteggio", key),
                message=(
                    f"nella decisione {decisione.n} il conteggio dice {counted} «{key}», "
                    f"ma per nome {by_name}"
                ),
                remedy="correggi il conteggio o i nomi",
            )


def _preferred_twice(
    verbale: Verbale, path: DocPath, decisione: Decisione, votazione: Votazione
) -> Iterator[Fault]:
    seen: set[str] = set()
    for position, preferenza in enumerate(votazione.preferenze):
        if preferenza.ente in seen:
            yield Fault(
                file=verbale.file,
                path=(*path, "preferenze", position, "ente"),
                message=f"nella decisione {decisione.n} «{preferenza.ente}» ha più preferenze",
                remedy="lasciane una sola, con il totale dei voti",
            )
        seen.add(preferenza.ente)


@rule("VER019", Severity.WARNING, reads=("verbale",))
def actions_fall_due_after_the_sitting(rete: Rete) -> Iterator[Fault]:
    """Un'azione si fa entro un giorno che viene dopo la seduta, o quel giorno stesso.

    Una scadenza già passata quando l'azione nasce è di solito l'anno sbagliato.
    """
    for verbale in rete.verbali.values():
        for index, azione in enumerate(verbale.azioni):
            if azione.entro < verbale.data:
                yield Fault(
                    file=verbale.file,
                    path=("azioni", index, "entro"),
                    message=(
                        f"l'azione {azione.n} è da fare entro il {azione.entro}, prima della "
                        f"seduta del {verbale.data}"
                    ),
                    remedy="correggi «entro»",
                )


@rule("VER026", Severity.WARNING, reads=("verbale",))
def a_secret_ballot_has_numbers_and_no_names(rete: Rete) -> Iterator[Fault]:
    """Uno scrutinio segreto ha un conteggio e nessun nome.

    Se si sa chi era contrario o astenuto il voto non era segreto; se non ci sono i numeri, nessuno
    può dire com'è andata.
    """
    for verbale in rete.verbali.values():
        for index, decisione in enumerate(verbale.decisioni):
            votazione = decisione.votazione
            if votazione is None or votazione.metodo != "segreto":
                continue
            path = ("decisioni", index, "votazione")
            for key in ("contrari", "astenuti"):
                if getattr(votazione, key):
                    yield Fault(
                        file=verbale.file,
                        path=(*path, key),
                        on_key=True,
                        message=f"la decisione {decisione.n} è a voto segreto ma dice i «{key}»",
                        remedy="togli i nomi e scrivi il «conteggio», o correggi «metodo»",
                    )
            if votazione.conteggio is None and not votazione.preferenze:
                yield Fault(
                    file=verbale.file,
                    path=(*path, "metodo"),
                    message=f"la decisione {decisione.n} è a voto segreto ma non ha un conteggio",
                    remedy="aggiungi «conteggio» con favorevoli, contrari e astenuti",
                )


RULES: tuple[Rule, ...] = (
    numbers_inside_minutes_are_in_order,
    names_in_a_vote_are_consistent,
    actions_fall_due_after_the_sitting,
    a_secret_ballot_has_numbers_and_no_names,
)
