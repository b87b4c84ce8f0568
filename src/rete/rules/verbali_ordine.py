"""Minutes and the order of what they hold: points, decisions, actions, names in votes."""

from collections.abc import Iterator
from typing import NamedTuple

from rete.diagnostics import DocPath, Faults, fault, fault_within
from rete.model.rete import Rete
from rete.model.verbale import Verbale, Votazione
from rete.rules.rule import error, warning

_WORDS = {
    "contrari": "fra i contrari",
    "astenuti": "fra gli astenuti",
    "non_votanti": "fra i non votanti",
    "esclusi": "fra gli esclusi",
}


@error("VER007", "verbale")
def numbers_inside_minutes_are_in_order(rete: Rete) -> Faults:
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


def _decisions_out_of_order(verbale: Verbale) -> Faults:
    before = 0
    for index, decisione in enumerate(verbale.decisioni):
        if decisione.n != before + 1:
            after = f"dopo la decisione {before} viene la" if before else "la prima decisione è la"
            yield fault(
                verbale,
                ("decisioni", index, "n"),
                f"{after} {decisione.n} invece della {before + 1}",
                "numera le decisioni da 1 in avanti, nell'ordine, senza salti",
            )
        before = decisione.n


def _repeated(verbale: Verbale, numbers: list[tuple[DocPath, int]], message: str) -> Faults:
    seen: set[int] = set()
    for path, number in numbers:
        if number in seen:
            yield fault(verbale, path, message.format(number), "dai a ciascuno un numero suo")
        seen.add(number)


def _points_not_in_the_agenda(verbale: Verbale) -> Faults:
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
            yield fault(
                verbale,
                path,
                f"{what} cita il punto {point}, che non è all'ordine del giorno",
                "correggi «punto», o aggiungi il punto a «odg»",
            )


class _Vote(NamedTuple):
    """The vote of a decision, and where it is."""

    file: str
    path: DocPath
    decisione: int
    votazione: Votazione


def _votes(rete: Rete) -> Iterator[_Vote]:
    for verbale in rete.verbali.values():
        for index, decisione in enumerate(verbale.decisioni):
            if decisione.votazione is not None:
                path = ("decisioni", index, "votazione")
                yield _Vote(verbale.file, path, decisione.n, decisione.votazione)


@error("VER018", "verbale")
def names_in_a_vote_are_consistent(rete: Rete) -> Faults:
    """In una votazione ciascuno sta da una parte sola, e i numeri tornano con i nomi.

    Chi è fra i contrari non può essere anche fra gli astenuti; se accanto ai nomi c'è il conteggio,
    dice lo stesso numero.
    """
    for vote in _votes(rete):
        yield from _on_two_sides(vote)
        yield from _miscounted(vote)
        yield from _preferred_twice(vote)


def _on_two_sides(vote: _Vote) -> Faults:
    votazione = vote.votazione
    side: dict[str, str] = {}
    for key, words in _WORDS.items():
        for position, ente in enumerate(getattr(votazione, key)):
            first = side.setdefault(ente, key)
            if first != key:
                yield fault_within(
                    vote,
                    (key, position),
                    f"nella decisione {vote.decisione} «{ente}» è sia {_WORDS[first]} sia {words}",
                    f"lascialo in «{first}» o in «{key}»",
                )


def _miscounted(vote: _Vote) -> Faults:
    votazione = vote.votazione
    if votazione.conteggio is None:
        return
    for key, names, counted in (
        ("contrari", votazione.contrari, votazione.conteggio.contrari),
        ("astenuti", votazione.astenuti, votazione.conteggio.astenuti),
    ):
        if names and len(names) != counted:
            by_name = "ce n'è 1" if len(names) == 1 else f"ce ne sono {len(names)}"
            yield fault_within(
                vote,
                ("conteggio", key),
                f"nella decisione {vote.decisione} il conteggio dice {counted} «{key}», "
                f"ma per nome {by_name}",
                "correggi il conteggio o i nomi",
            )


def _preferred_twice(vote: _Vote) -> Faults:
    votazione = vote.votazione
    seen: set[str] = set()
    for position, preferenza in enumerate(votazione.preferenze):
        if preferenza.scelta in seen:
            yield fault_within(
                vote,
                ("preferenze", position, "ente" if preferenza.ente else "opzione"),
                f"nella decisione {vote.decisione} «{preferenza.scelta}» ha più preferenze",
                "lasciane una sola, con il totale dei voti",
            )
        seen.add(preferenza.scelta)


@warning("VER019", "verbale")
def actions_fall_due_after_the_sitting(rete: Rete) -> Faults:
    """Un'azione si fa entro un giorno che viene dopo la seduta, o quel giorno stesso.

    Una scadenza già passata quando l'azione nasce è di solito l'anno sbagliato.
    """
    for verbale in rete.verbali.values():
        for index, azione in enumerate(verbale.azioni):
            if azione.entro is not None and azione.entro < verbale.data:
                yield fault(
                    verbale,
                    ("azioni", index, "entro"),
                    f"l'azione {azione.n} è da fare entro il {azione.entro}, prima della "
                    f"seduta del {verbale.data}",
                    "correggi «entro»",
                )


@warning("VER026", "verbale")
def a_secret_ballot_has_numbers_and_no_names(rete: Rete) -> Faults:
    """Uno scrutinio segreto ha un conteggio e nessun nome.

    Se si sa chi era contrario o astenuto il voto non era segreto; se non ci sono i numeri, nessuno
    può dire com'è andata.
    """
    for vote in _votes(rete):
        votazione = vote.votazione
        if votazione.metodo != "segreto":
            continue
        for key in ("contrari", "astenuti"):
            if getattr(votazione, key):
                yield fault_within(
                    vote,
                    (key,),
                    f"la decisione {vote.decisione} è a voto segreto ma dice i «{key}»",
                    "togli i nomi e scrivi il «conteggio», o correggi «metodo»",
                    on_key=True,
                )
        if votazione.conteggio is None and not votazione.preferenze:
            yield fault_within(
                vote,
                ("metodo",),
                f"la decisione {vote.decisione} è a voto segreto ma non ha un conteggio",
                "aggiungi «conteggio» con favorevoli, contrari e astenuti",
            )
