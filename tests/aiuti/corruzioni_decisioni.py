"""Corruptions of decisions that change the register, with what must be said and where."""

from collections.abc import Iterator

from rete.diagnostics import DocPath
from tests.aiuti.corruzioni import Change, Corruzione, Luogo, files, name_of, setting
from tests.aiuti.corruzioni_effetti import around, in_force, undone, without
from tests.aiuti.corruzioni_libri import effects, records
from tests.aiuti.corruzioni_voci import NO_ACT
from tests.aiuti.registro import Data


def corruptions_of_decisions() -> Iterator[Corruzione]:
    """Decisions with effects: rejected, turned into a mere note, numbered otherwise."""
    for file, data in files("verbale"):
        for index, decision in enumerate(data.get("decisioni", ())):
            if decision.get("effetti"):
                act = f"{name_of(file)}/{decision['n']}"
                yield from _of_decision(file, ("decisioni", index), decision, act)


def _of_decision(file: str, path: DocPath, decision: Data, act: str) -> Iterator[Corruzione]:
    own = [e for e in effects() if e.atto == act]
    citing = [(v, k) for v in records() for k in ("atto", "atto_fine") if v.dati.get(k) == act]
    names = frozenset({act, name_of(file)}.union(*(e.nomi | around(e) for e in own)))
    kinds = tuple(sorted({e.tipo for e in own}))
    outcome = Luogo(codici="VER041", file=file, path=(*path, "esito"))
    counts = all(in_force(e) for e in own)
    lost = [luogo for e in own if counts for luogo in without(e)]

    def one(cosa: str, change: Change, *wanted: Luogo, mute: str = "") -> Corruzione:
        return Corruzione(
            gruppo="decisioni",
            cosa=f"{cosa}: {', '.join(kinds)}",
            firma=(cosa, decision["esito"], *(() if cosa == "numero" else kinds), mute),
            file=file,
            change=change,
            attesi=wanted,
            oggetti=names,
        )

    if decision["esito"] == "approvata":
        void = [v.luogo(f"{v.sigla}060", key) for v, key in citing]
        rejected = setting(path, "esito", "respinta")
        yield one("respinta", rejected, outcome, *void, *lost)
        mute = "" if void or lost else "un effetto che non vale" if not counts else "chi c'era"
        yield one("presa d'atto", setting(path, "esito", "presa-d-atto"), *void, *lost, mute=mute)
    else:
        left = [undone(e) for e in own]
        yield one("approvata", setting(path, "esito", "approvata"), outcome, *left)
    gone = [v.luogo(NO_ACT, key) for v, key in citing]
    order = Luogo(codici="VER007", file=file)
    yield one("numero", setting(path, "n", 77), order, *gone)
