"""Corruptions of what acts lay down, effects and outcomes, with what must be said and where."""

from collections.abc import Iterator
from types import MappingProxyType

from rete.diagnostics import DocPath
from tests.aiuti.corruzioni import (
    Change,
    Corruzione,
    Luogo,
    at,
    files,
    moved,
    name_of,
    removing,
    setting,
)
from tests.aiuti.corruzioni_libri import Effetto, Voce, effects, records
from tests.aiuti.registro import Data

OTHER = MappingProxyType(
    {
        "ente": ("banca-del-tempo", "la-bussola"),
        "tavolo": ("cabina-di-regia", "abitare"),
        "articolo": ("3", "4"),
        "periodo": ("primo-biennio",),
        "monitoraggio": ("annuale-2026",),
        "progetto": ("semi-di-comunita",),
        "verbale": ("2024-06-20-famiglie", "2024-03-14-cabina-di-regia"),
        "atto": ("2024-03-14-cabina-di-regia/1",),
    }
)
"""Of each thing that an effect may be about, others that are there."""
VALUES = MappingProxyType(
    {"causa": "estinzione", "nome": "Altro nome", "genere": "cabina-di-regia"}
)
ON_ACTS = ("ratifica", "rettifica", "revoca")
KEYS_MISSING = "VER022|ATT003"
REPEATED = "VER024|ATT005"

MUTE = MappingProxyType(
    {
        "un effetto che non vale": "ciò che è respinto, revocato o rettificato non cambia nulla",
        "chi c'era": "la rettifica dei presenti si vede solo dove cambia un conto",
        "chi subentra ed è già nella rete": "a chi aderisce già il subentro non dà nulla",
        "una sospensione riaperta": "la fine decisa dopo vale più di quella prevista",
    }
)


def in_force(effect: Effetto) -> bool:
    """Whether an effect counts: of a decision approved, and that no later one corrects."""
    corrected = {e.dati.get("atto") for e in effects() if e.tipo in ("rettifica", "revoca")}
    return effect.esito == "approvata" and effect.atto not in corrected


def answers(effect: Effetto) -> list[tuple[Voce, str]]:
    """The records that cite the act of an effect for what it is about, and under which key."""
    return [
        (voce, key)
        for voce in records()
        for key in ("atto", "atto_fine")
        if voce.dati.get(key) == effect.atto and _is_of(voce, key, effect)
    ]


def _is_of(voce: Voce, key: str, effect: Effetto) -> bool:
    if effect.tipo in ON_ACTS:
        return False
    names = effect.nomi - {effect.atto}
    if effect.tipo in ("istituzione", "chiusura"):
        return effect.dati["tavolo"] in voce.nomi
    if effect.tipo == "segreteria":
        return voce.lista == "segreteria"
    if "carica" in effect.dati:
        same = effect.dati["carica"] == voce.dati.get("carica")
        return same and (voce.oggetto in names or (effect.tipo, key) == ("carica", "atto_fine"))
    if "tavolo" in effect.dati:
        same = effect.dati["tavolo"] in voce.nomi
        return same and (voce.oggetto in names or voce.lista == "coordinamento")
    return voce.oggetto in names


def corruptions_of_effects() -> Iterator[Corruzione]:
    for effect in effects():
        if not in_force(effect):
            yield from _of_one_that_does_not_count(effect)
            continue
        if effect.tipo in ON_ACTS:
            yield from _of_one_on_acts(effect)
        else:
            yield from _of_days(effect)
            yield from _of_objects(effect)
            yield from _of_values(effect)
            yield from _of_seats(effect)
            yield _corruption(effect, "tolto", removing(effect.path), *_unfounded(effect))
        yield _corruption(effect, "doppio", doubling(effect.path), _second(effect))


def _corruption(
    effect: Effetto, cosa: str, change: Change, *wanted: Luogo, mute: str = ""
) -> Corruzione:
    assert bool(wanted) != bool(mute), (effect, cosa)
    assert not mute or mute in MUTE, mute
    lists = sorted({voce.lista for voce, _ in answers(effect)})
    return Corruzione(
        gruppo=effect.tipo,
        cosa=cosa,
        firma=(effect.tipo, cosa, effect.esito, effect.codice, mute, *lists),
        file=effect.file,
        change=change,
        attesi=wanted,
        oggetti=effect.nomi | around(effect),
    )


def around(effect: Effetto) -> frozenset[str]:
    return frozenset(name for voce, _ in answers(effect) for name in voce.nomi)


def doubling(path: DocPath) -> Change:
    return lambda data: at(data, path[:-1]).append(dict(at(data, path)))


def _second(effect: Effetto) -> Luogo:
    same = [e for e in effects() if e.file == effect.file and e.path[:-1] == effect.path[:-1]]
    return Luogo(codici=REPEATED, file=effect.file, path=(*effect.path[:-1], len(same)))


def undone(effect: Effetto) -> Luogo:
    return Luogo(codici=effect.codice, file=effect.file, path=effect.path)


def _unfounded(effect: Effetto) -> list[Luogo]:
    """Each record that cites the act for this effect and finds nothing there."""
    found = answers(effect)
    assert found, effect
    others = [e for e in effects() if e.atto == effect.atto and e.path != effect.path]
    return [
        voce.luogo(f"{voce.sigla}062", key)
        for voce, key in found
        if not any(_is_of(voce, key, other) for other in others)
    ]


def _of_days(effect: Effetto) -> Iterator[Corruzione]:
    for key in ("dal", "al"):
        if key not in effect.dati:
            continue
        own = [v for v, _ in answers(effect) if v.lista not in ("componenti", "coordinamento")]
        for by in (1, -1):
            change = setting(effect.path, key, moved(effect.dati[key], by))
            wanted = [v.luogo(f"{v.sigla}063") for v in own or [v for v, _ in answers(effect)]]
            if effect.tipo == "subentro":  # the other merger still says the day
                wanted = [w for w in wanted if w.file.endswith(f"{effect.dati['ente']}.yaml")]
            yield _corruption(effect, f"{key} {by:+d} giorno", change, *wanted)
        lacking = Luogo(codici=KEYS_MISSING, file=effect.file, path=effect.path)
        yield _corruption(effect, f"{key} tolto", removing((*effect.path, key)), lacking)
    if effect.dati.get("decorrenza") == "firma":

        def change(data: Data) -> None:
            at(data, effect.path).pop("decorrenza")
            at(data, effect.path)["dal"] = effect.atto[:10]

        wanted = [voce.luogo("ENT063", "dal") for voce, _ in answers(effect)]
        yield _corruption(effect, "non più dalla firma", change, *wanted)
    if effect.tipo == "sospensione":
        change = setting(effect.path, "al", "2024-09-01")
        yield _corruption(effect, "al messo", change, mute="una sospensione riaperta")


def _of_objects(effect: Effetto) -> Iterator[Corruzione]:
    for key, names in OTHER.items():
        if key in effect.dati:
            other = next(name for name in names if name not in effect.nomi)
            change = setting(effect.path, key, other)
            told = f"{key} {effect.tipo}"
            lost = _unfounded(effect)
            if key == "ente" and effect.tipo in ("segreteria", "carica", "coordinamento"):
                # whoever takes it ends the former
                lost = [luogo for luogo in lost if luogo.path[-1] == "atto"]
            yield _corruption(effect, told, change, *lost, undone(effect))
    if effect.tipo == "subentro":

        def change(data: Data) -> None:
            at(data, effect.path)["a"].append("terra-buona")

        yield _corruption(effect, "a di più", change, mute="chi subentra ed è già nella rete")


def _of_values(effect: Effetto) -> Iterator[Corruzione]:
    for key, value in VALUES.items():
        if key in effect.dati:
            wanted = [
                Luogo(codici="TAV063", file=v.file, path=(key,))
                if v.lista == "istituzione"
                else v.luogo(f"{v.sigla}063", key)
                for v, _ in answers(effect)
                # Why a seat ends is in words of its own, not the cause that the act lays down.
                if v.lista in ("adesioni", "istituzione") or (key in v.dati and key != "causa")
            ]
            yield _corruption(effect, key, setting(effect.path, key, value), *wanted)
    if effect.tipo in ("ammissione", "qualifica"):
        other = "effettivo" if effect.dati.get("qualita") == "osservatore" else "osservatore"
        wanted = [v.luogo("ENT063", "qualita") for v, key in answers(effect) if key == "atto"]
        yield _corruption(effect, "qualità", setting(effect.path, "qualita", other), *wanted)


def _of_seats(effect: Effetto) -> Iterator[Corruzione]:
    """The first seats that a table is set up with."""
    if "componenti" not in effect.dati:
        return
    first = next(e for e in effect.dati["componenti"] if e != effect.dati.get("coordina"))
    seats = {(v.lista, v.oggetto): v for v, _ in answers(effect)}
    there = next(iter(seats.values())).file
    lost = seats[("componenti", first)].luogo("TAV062", "atto")
    yield _corruption(
        effect,
        "componente tolto",
        lambda data: at(data, effect.path)["componenti"].remove(first),
        lost,
    )
    missing = Luogo(codici="TAV067", file=there, path=("componenti",))
    yield _corruption(
        effect,
        "componente di più",
        lambda data: at(data, effect.path)["componenti"].append("terra-buona"),
        missing,
    )
    if "coordina" in effect.dati:
        leads = seats[("coordinamento", effect.dati["coordina"])].luogo("TAV062", "atto")
        missing = Luogo(codici="TAV067", file=there, path=("coordinamento",))
        change = setting(effect.path, "coordina", first)
        yield _corruption(effect, "coordina", change, leads, missing)


def _of_one_on_acts(effect: Effetto) -> Iterator[Corruzione]:
    wanted = without(effect)
    mute = "" if wanted else "chi c'era"
    inner = [e for e in effects() if e.path[:-2] == effect.path and e.file == effect.file]
    lost = [luogo for e in inner for luogo in _unfounded(e)]
    yield _corruption(effect, "tolto", removing(effect.path), *wanted, *lost, mute=mute)
    key = "atto" if "atto" in effect.dati else "verbale"
    change = setting(effect.path, key, OTHER[key][0])
    yield _corruption(effect, f"{key} {effect.tipo}", change, *wanted, mute=mute)


def without(effect: Effetto) -> list[Luogo]:
    """What is said of the act that a ratification, rectification or revocation is about, alone."""
    if "atto" not in effect.dati:
        return []
    if effect.tipo == "ratifica":
        file, place = _place_of(effect.dati["atto"])
        return [Luogo(codici="VER046", file=file, path=place)]
    return [undone(e) for e in effects() if e.atto == effect.dati["atto"]]


def _place_of(act: str) -> tuple[str, DocPath]:
    minutes, _, number = act.partition("/")
    for file, data in files("verbale"):
        if name_of(file) == minutes:
            numbers = [decision["n"] for decision in data["decisioni"]]
            return file, ("decisioni", numbers.index(int(number)))
    raise AssertionError(act)


def _of_one_that_does_not_count(effect: Effetto) -> Iterator[Corruzione]:
    mute = "un effetto che non vale"
    yield _corruption(
        effect,
        "dal +1 giorno",
        setting(effect.path, "dal", moved(effect.dati["dal"], 1)),
        mute=mute,
    )
    yield _corruption(effect, "tolto", removing(effect.path), mute=mute)
    yield _corruption(effect, "doppio", doubling(effect.path), _second(effect))
