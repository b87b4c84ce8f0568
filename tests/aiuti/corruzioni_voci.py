"""Corruptions of the records of the balance, each with what must be said of it and where.

A corruption without wanted places is one that the register cannot show, with the reason in
``MUTE``: nothing false may be said of it either.
"""

from collections.abc import Iterator
from types import MappingProxyType

from tests.aiuti.corruzioni import Change, Corruzione, Luogo, at, moved, removing, setting
from tests.aiuti.corruzioni_libri import OWN, OWN_ENDS, Effetto, Voce, effects, records
from tests.aiuti.registro import STIPULA, Data

UNRELATED = ("2025-05-20-atto-di-fusione", "2024-03-14-cabina-di-regia/1")
"""Acts that are there and lay down nothing."""
REJECTED = "2024-10-11-plenaria/7"
MISSING = ("2024-01-01-nulla", "2025-03-20-plenaria/99")
NO_ACT = "(ENT|TAV|PAT)00[12]|MON003|PRO001|VER015"
"""The codes of a citation that leads to no act."""

WITH_THE_SIGNING = ("adesioni", "componenti", "coordinamento")
"""What begins on the day of the signing, or with the table that it founds."""

MUTE = MappingProxyType(
    {
        "un giorno della firma": "una stipula non dice da quando valgono tavoli, periodi, articoli "
        ", segreteria e cariche: possono cominciare dopo la firma",
        "la fine di un periodo fondato": "una stipula non dice fino a quando",
        "un posto senza atto": "l'atto di un posto può non essere noto",
        "una fine portata con sé": "si può citare l'atto che la porta con sé, non si deve",
        "una qualità non detta": "né la firma né il subentro dicono con quale qualità",
        "una causa non detta": "solo la cessazione dice la causa",
        "una firma che non decorre": "la data della firma conta solo dove l'ammissione decorre da "
        "quella",
        "una voce fondata": "una stipula non elenca ciò che fonda, se non chi firma",
        "un avvio senza atto": "l'atto di una fase può non essere noto",
    }
)


def corruptions_of_records() -> Iterator[Corruzione]:
    for voce in records():
        yield from _of_days(voce)
        yield from _of_acts(voce)
        yield from _of_values(voce)
        yield from _of_whole(voce)


def is_founded(voce: Voce) -> bool:
    return voce.atto == STIPULA


def _corruption(
    voce: Voce, cosa: str, change: Change, *wanted: Luogo, mute: str = ""
) -> Corruzione:
    assert bool(wanted) != bool(mute), (voce, cosa)
    assert not mute or mute in MUTE, mute
    start = "firma" if is_founded(voce) else str(bool(voce.effetti_propri("atto", OWN[voce.lista])))
    end = str(bool(voce.effetti_propri("atto_fine", OWN_ENDS.get(voce.lista, ()))))
    return Corruzione(
        gruppo=voce.lista,
        cosa=cosa,
        firma=(voce.lista, cosa, start, end, mute),
        file=voce.file,
        change=change,
        attesi=wanted,
        oggetti=voce.nomi,
    )


def _of_days(voce: Voce) -> Iterator[Corruzione]:
    sigla = voce.sigla
    for by in (1, -1):
        told = f"{by:+d} giorno"
        if "dal" in voce.dati:
            change = setting(voce.path, "dal", moved(voce.dati["dal"], by))
            if is_founded(voce) and by < 0:
                yield _corruption(voce, f"dal {told}", change, voce.luogo(f"{sigla}06[34]"))
            elif not is_founded(voce) or voce.lista in WITH_THE_SIGNING:
                yield _corruption(voce, f"dal {told}", change, voce.luogo(f"{sigla}063", "dal"))
            else:
                yield _corruption(voce, f"dal {told}", change, mute="un giorno della firma")
        if "al" in voce.dati:
            change = setting(voce.path, "al", moved(voce.dati["al"], by))
            if voce.lista == "periodi":
                yield _corruption(voce, f"al {told}", change, mute="la fine di un periodo fondato")
            else:
                yield _corruption(voce, f"al {told}", change, voce.luogo(f"{sigla}063", "al"))
    if "al" in voce.dati:
        code = {"chiusura": "SCH002", "periodi": "PAT006"}.get(voce.lista, f"{sigla}063")
        yield _corruption(voce, "al tolto", removing((*voce.path, "al")), voce.luogo(code))


def _of_acts(voce: Voce) -> Iterator[Corruzione]:
    for key, own in (("atto", OWN), ("atto_fine", OWN_ENDS)):
        if key not in voce.dati:
            continue
        answered = tuple(_undone(e) for e in voce.effetti_propri(key, own.get(voce.lista, ())))
        for act in (*UNRELATED, REJECTED):
            change = setting(voce.path, key, act)
            wrong = voce.luogo(f"{voce.sigla}06{0 if act == REJECTED else 2}", key)
            told = f"{key} respinto" if act == REJECTED else f"{key} che non lo dispone"
            yield _corruption(voce, told, change, wrong, *answered)
        for act in MISSING:
            change = setting(voce.path, key, act)
            yield _corruption(
                voce, f"{key} che non c'è", change, voce.luogo(NO_ACT, key), *answered
            )
    if not is_founded(voce):
        yield _signed(voce)
    yield _without_act(voce)
    if "atto_fine" in voce.dati:
        yield _without_act_of_end(voce)


def _signed(voce: Voce) -> Corruzione:
    """A record that says to come from the signing, which knows nothing of it."""
    change = setting(voce.path, "atto", STIPULA)
    if voce.lista in ("istituzione", "periodi", "versioni", "segreteria", "cariche"):
        wanted = [_undone(e) for e in voce.effetti_propri("atto", OWN[voce.lista])]
    else:
        wanted = [voce.luogo(f"{voce.sigla}06[23]")]
    return _corruption(voce, "atto della firma", change, *wanted)


def _without_act(voce: Voce) -> Corruzione:
    change = removing((*voce.path, "atto"))
    own = [_undone(e) for e in voce.effetti_propri("atto", OWN[voce.lista])]
    if voce.lista in ("componenti", "coordinamento"):
        mute = "" if own else "un posto senza atto"
        return _corruption(voce, "atto tolto", change, *own, mute=mute)
    if voce.lista in ("monitoraggio", "fasi"):
        return _corruption(voce, "atto tolto", change, *own)
    code = "VER015" if voce.lista == "approvazione" else "SCH002"
    return _corruption(voce, "atto tolto", change, voce.luogo(code))


def _without_act_of_end(voce: Voce) -> Corruzione:
    change = removing((*voce.path, "atto_fine"))
    wanted = [_undone(e) for e in voce.effetti_propri("atto_fine", OWN_ENDS[voce.lista])]
    if voce.lista == "adesioni":
        wanted.append(voce.luogo("ENT068", "al"))
    mute = "" if wanted else "una fine portata con sé"
    return _corruption(voce, "atto_fine tolto", change, *wanted, mute=mute)


def _of_values(voce: Voce) -> Iterator[Corruzione]:
    kinds = {e.tipo for e in effects() if e.atto == voce.atto and voce.oggetto in e.nomi}
    ends = {e.tipo for e in effects() if e.atto == voce.dati.get("atto_fine")}
    if voce.lista == "adesioni":
        other = "osservatore" if voce.dati.get("qualita") != "osservatore" else "effettivo"
        change = setting(voce.path, "qualita", other)
        if kinds & {"ammissione", "qualifica"}:
            yield _corruption(voce, "qualità", change, voce.luogo("ENT063", "qualita"))
        else:
            yield _corruption(voce, "qualità", change, mute="una qualità non detta")
    if "causa" in voce.dati:
        change = setting(voce.path, "causa", "estinzione")
        if voce.lista == "adesioni" and "cessazione" in ends:
            yield _corruption(voce, "causa", change, voce.luogo("ENT063", "causa"))
        else:
            yield _corruption(voce, "causa", change, mute="una causa non detta")
    if "firma" in voce.dati:
        change = setting(voce.path, "firma", moved(voce.dati["firma"], 1))
        if any(e.atto == voce.atto and "decorrenza" in e.dati for e in effects()):
            yield _corruption(voce, "firma +1 giorno", change, voce.luogo("ENT063", "dal"))
        else:
            yield _corruption(voce, "firma +1 giorno", change, mute="una firma che non decorre")


def _of_whole(voce: Voce) -> Iterator[Corruzione]:
    if voce.lista in ("istituzione", "monitoraggio"):
        return
    own = voce.effetti_propri("atto", (*OWN[voce.lista], "subentro"))
    own = own if voce.lista == "adesioni" else voce.effetti_propri("atto", OWN[voce.lista])
    own += voce.effetti_propri("atto_fine", OWN_ENDS.get(voce.lista, ()))
    wanted = [_undone(e) for e in own]
    if is_founded(voce) and voce.lista == "adesioni":
        wanted.append(
            Luogo(codici="ATT066", file=f"data/atti/2024/{STIPULA}.yaml", path=("firmatari",))
        )
    elif not is_founded(voce) and not own:
        wanted.append(Luogo(codici="TAV067", file=voce.file, path=(voce.lista,)))
    if voce.lista == "versioni" and voce.oggetto != "6":
        wanted = [Luogo(codici="SCH008", file=voce.file, path=voce.path[:-1])]
    mute = "" if wanted else "una voce fondata"
    yield _corruption(voce, "voce tolta", removing(voce.path), *wanted, mute=mute)
    if isinstance(voce.path[-1], int):
        yield from _added(voce)


def _added(voce: Voce) -> Iterator[Corruzione]:
    """One more item, much later, that no act or the wrong act decides."""
    place = (*voce.path[:-1], 99)
    last = Luogo(codici=f"{voce.sigla}062", file=voce.file, path=place[:-1])

    def adding(act: str | None) -> Change:
        def change(data: Data) -> None:
            item = {k: v for k, v in at(data, voce.path).items() if k not in ("al", "atto_fine")}
            item["dal"] = "2031-01-01"
            item.pop("atto")
            item.pop("causa", None)
            at(data, voce.path[:-1]).append(item | ({} if act is None else {"atto": act}))

        return change

    yield _corruption(voce, "voce di un altro atto", adding(UNRELATED[0]), last)
    if voce.lista in ("adesioni", "sospensioni", "segreteria", "cariche", "periodi", "versioni"):
        none = Luogo(codici="SCH002", file=voce.file, path=place[:-1])
        yield _corruption(voce, "voce senza atto", adding(None), none)
    elif voce.lista == "fasi":
        yield _corruption(voce, "voce senza atto", adding(None), mute="un avvio senza atto")
    else:
        yield _corruption(voce, "voce senza atto", adding(None), mute="un posto senza atto")


def _undone(effect: Effetto) -> Luogo:
    return Luogo(codici=effect.codice, file=effect.file, path=effect.path)
