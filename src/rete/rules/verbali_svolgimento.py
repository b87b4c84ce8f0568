"""Minutes and what happened at each of their points: its order, and who does what came of it."""

from collections.abc import Iterator
from typing import Final

from rete.diagnostics import DocPath, Faults, fault
from rete.model.rete import Rete
from rete.model.verbale import Punto, Svolto, Verbale
from rete.rules.rule import error

_SAID: Final = ("testo", "decisione", "azione")


@error("VER080", "verbale")
def what_happened_at_a_point_is_told_once_and_in_order(rete: Rete) -> Faults:
    """Lo svolgimento di un punto dice una cosa per voce, e nomina decisioni e azioni di quel punto.

    Ogni voce è un testo, una decisione o un'azione; una decisione si prende una volta sola, e chi
    legge il verbale deve trovarla dove è stata presa. Accanto a «svolgimento» non c'è
    «discussione»: non si saprebbe che cosa viene prima.
    """
    for verbale in rete.verbali.values():
        for index, punto in enumerate(verbale.odg):
            if punto.svolgimento:
                for path, message, remedy in _faults_of(verbale, punto):
                    yield fault(verbale, ("odg", index, *path), message, remedy)


_Detto = tuple[DocPath, str, str]


def _faults_of(verbale: Verbale, punto: Punto) -> Iterator[_Detto]:
    if punto.discussione:
        yield (
            ("discussione",),
            f"il punto {punto.stampato} ha sia «discussione» sia «svolgimento»",
            "porta la discussione in «svolgimento», come voce «testo» al suo posto",
        )
    there = {
        "decisione": {one.n for one in verbale.decisioni if one.punto == punto.punto},
        "azione": {one.n for one in verbale.azioni if one.punto == punto.punto},
    }
    seen: set[tuple[str, int]] = set()
    for place, step in enumerate(punto.svolgimento):
        path: DocPath = ("svolgimento", place)
        said = [key for key in _SAID if getattr(step, key) is not None]
        if len(said) != 1:
            yield path, _not_one(said), "scrivi una voce per ogni cosa, nell'ordine"
            continue
        yield from _named(step, said[0], path, there.get(said[0], set()), seen)


def _not_one(said: list[str]) -> str:
    if not said:
        return "una voce dello svolgimento non dice niente"
    return f"una voce dello svolgimento dice più cose: {', '.join(said)}"


@error("VER081", "verbale")
def somebody_does_every_action(rete: Rete) -> Faults:
    """Un'azione la fa qualcuno: enti («responsabili»), altri («incaricati»), o gli uni e gli altri.

    Di una cosa da fare che non è di nessuno non si può chiedere a nessuno a che punto è.
    """
    for verbale in rete.verbali.values():
        for index, azione in enumerate(verbale.azioni):
            if not azione.responsabili and not azione.incaricati:
                yield fault(
                    verbale,
                    ("azioni", index),
                    f"l'azione {azione.n} non dice chi la fa",
                    "aggiungi «responsabili», con gli enti, o «incaricati», in parole (anche "
                    "«da assegnare»)",
                )


def _named(
    step: Svolto, key: str, path: DocPath, there: set[int], seen: set[tuple[str, int]]
) -> Iterator[_Detto]:
    """The faults of a step that names a decision or an action."""
    number = step.decisione if key == "decisione" else step.azione
    if number is None:
        return
    what = f"l'azione {number}" if key == "azione" else f"la decisione {number}"
    if number not in there:
        remedy = f"correggi il numero, o il «punto» che {what} ha nel suo elenco"
        yield (*path, key), f"{what} non è di questo punto", remedy
    elif (key, number) in seen:
        yield (*path, key), f"{what} è già più su nello svolgimento", "lasciala una volta sola"
    seen.add((key, number))
