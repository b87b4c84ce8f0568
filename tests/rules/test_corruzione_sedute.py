"""The sittings of the example with one place corrupted: quorum, majority, ballots and seals.

Who counts and how many votes are needed is asked of the reckoning, which has tests of its own;
what is tried here is that the edge is where it says and that the finding stands on the decision.
"""

import copy
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rete.diagnostics import DocPath, Finding
from rete.load.loader import load
from rete.model.verbale import Verbale
from rete.reckoning.fractions import least_number
from rete.reckoning.sitting import Conto, sitting_of, sittings
from rete.rules.sedute_enti import approved_minutes_are_as_they_were_sealed
from rete.store import Overlay
from tests.aiuti import misura
from tests.aiuti.corruzioni import Change, Luogo, as_bytes, at, counted, example, plain, told
from tests.aiuti.corruzioni_libri import effects
from tests.aiuti.registro import Data

HELD = tuple(seduta for seduta in sittings(example().rete) if seduta.conti)
IDS = [seduta.verbale.id for seduta in HELD]
COUNTS = [(seduta.verbale, index) for seduta in HELD for index in range(len(seduta.conti))]


def conto_of(minutes: str, index: int) -> Conto:
    return sitting_of(example().rete, example().rete.verbali[minutes]).conti[index]


def says(code: str, verbale: Verbale, *path: str | int) -> Callable[[list[Finding]], bool]:
    return Luogo(codici=code, file=verbale.file, path=path).is_in


def told_in(verbale: Verbale) -> tuple[str, DocPath]:
    """Where it is told who was there: in the minutes, or in the effect that rectifies them."""
    for effect in effects():
        if effect.tipo == "rettifica" and effect.dati.get("verbale") == verbale.id:
            return effect.file, effect.path
    return verbale.file, ()


def without(verbale: Verbale, bodies: list[str]) -> dict[str, Change]:
    """The change that takes bodies away from whoever was there."""
    file, path = told_in(verbale)

    def change(data: Data) -> None:
        record = at(data, path)
        for key in ("presenti", "collegati"):
            if key in record:
                record[key] = [ente for ente in record[key] if ente not in bodies]

    return {file: change}


def approved_in_number() -> Iterator[tuple[Verbale, int, Conto]]:
    """Of each sitting the first decision taken in number."""
    for seduta in HELD:
        for index, conto in enumerate(seduta.conti):
            if conto.in_numero and conto.decisione.esito == "approvata":
                yield seduta.verbale, index, conto
                break


@pytest.mark.parametrize(
    ("verbale", "index", "conto"),
    misura.part([pytest.param(*one, id=one[0].id) for one in approved_in_number()], 2),
)
def test_whoever_is_missing_to_the_quorum_is_missed_at_that_decision(
    verbale: Verbale, index: int, conto: Conto
) -> None:
    presence = conto.presenza
    assert presence is not None
    least = max(
        least_number(rule.numero_legale, presence.base_numero_legale)
        for rule in conto.regole
        if rule.numero_legale is not None
    )
    holders = {proxy.a for proxy in verbale.deleghe}
    movers = {movement.ente for movement in verbale.movimenti}
    free = sorted(presence.in_proprio - holders - movers)
    leave = presence.nel_numero_legale - least
    assert len(free) > leave, "chi tiene deleghe o si muove non basta da solo"
    lost = says("VER040", verbale, "decisioni", index, "esito")
    assert not lost(counted(without(verbale, free[:leave])))
    gone = counted(without(verbale, free[: leave + 1]))
    assert lost(gone), told(gone)


def test_at_the_edge_of_the_quorum_a_proxy_decides() -> None:
    tried = 0
    for verbale, index, conto in approved_in_number():
        presence = conto.presenza
        if presence is None or not presence.per_delega:
            continue
        holder = next(proxy.a for proxy in verbale.deleghe if proxy.di in presence.per_delega)
        quorum = max(
            least_number(rule.numero_legale, presence.base_numero_legale)
            for rule in conto.regole
            if rule.numero_legale is not None
        )
        free = sorted(presence.in_proprio - {proxy.a for proxy in verbale.deleghe})
        edge = without(verbale, free[: presence.nel_numero_legale - quorum])[verbale.file]
        lost = says("VER040", verbale, "decisioni", index, "esito")

        def revoked(data: Data, edge: Change = edge) -> None:
            edge(data)
            data.pop("deleghe")

        def left(data: Data, edge: Change = edge, holder: str | None = holder) -> None:
            edge(data)
            gone = {"ente": holder, "esce": "17:01", "dal_voto": 1}
            data["movimenti"] = [gone, *data.get("movimenti", ())]

        assert lost(counted({verbale.file: revoked})), verbale.id
        assert lost(counted({verbale.file: left})), verbale.id
        tried += 1
    assert tried


def open_votes() -> Iterator[Any]:
    """Of each sitting the first decision approved by an open vote that a majority governs."""
    for seduta in HELD:
        for index, conto in enumerate(seduta.conti):
            votazione = conto.decisione.votazione
            if conto.esito == "approvata" and votazione and votazione.conteggio is None:
                yield pytest.param(seduta.verbale, index, conto, id=seduta.verbale.id)
                break


@pytest.mark.parametrize(("verbale", "index", "conto"), misura.part(list(open_votes()), 2))
def test_votes_against_beyond_the_majority_overturn_the_outcome(
    verbale: Verbale, index: int, conto: Conto
) -> None:
    assert conto.presenza is not None
    assert conto.decisione.votazione is not None
    vote = conto.decisione.votazione
    free = sorted(conto.presenza.votanti - {*vote.astenuti, *vote.non_votanti})

    def against(number: int) -> Change:
        return lambda data: at(data, ("decisioni", index, "votazione")).update(
            {"contrari": free[:number]}
        )

    def is_lost(number: int) -> bool:
        return _recounted(verbale, index, against(number)).esito == "respinta"

    edge = bisect_left(range(len(free) + 1), True, key=is_lost)
    assert 0 < edge <= len(free)
    overturned = says("VER041", verbale, "decisioni", index, "esito")
    assert not overturned(counted({verbale.file: against(edge - 1)}))
    found = counted({verbale.file: against(edge)})
    assert overturned(found), told(found)


def _recounted(verbale: Verbale, index: int, change: Change) -> Conto:
    data = plain(verbale.file)
    change(data)
    before = example()
    loaded = load(Overlay(before.store, {verbale.file: as_bytes(data)}), before.files)
    return sitting_of(loaded.rete, loaded.rete.verbali[verbale.id]).conti[index]


@pytest.mark.parametrize("seduta", misura.part(HELD, 3), ids=misura.part(IDS, 3))
def test_every_outcome_turned_over_is_reported(seduta: Any) -> None:
    """All of a sitting together: each finding must stand on its own decision."""
    opposite = {"approvata": "respinta", "respinta": "approvata"}
    turned = [index for index, conto in enumerate(seduta.conti) if conto.esito is not None]

    def change(data: Data) -> None:
        for index in turned:
            decision = data["decisioni"][index]
            decision["esito"] = opposite.get(decision["esito"], decision["esito"])

    findings = counted({seduta.verbale.file: change})
    for index in turned:
        if seduta.conti[index].decisione.esito in opposite:
            place = ("decisioni", index, "esito")
            assert says("VER041", seduta.verbale, *place)(findings), told(findings)


@pytest.mark.parametrize("seduta", misura.part(HELD, 3), ids=misura.part(IDS, 3))
def test_who_was_away_cannot_have_voted_against(seduta: Any) -> None:
    verbale = seduta.verbale
    away = next(
        ente for ente in example().rete.enti if ente not in {*verbale.attending, *_givers(verbale)}
    )
    voted = [i for i, conto in enumerate(seduta.conti) if conto.decisione.votazione]

    def change(data: Data) -> None:
        for index in voted:
            data["decisioni"][index]["votazione"].setdefault("contrari", []).append(away)

    findings = counted({verbale.file: change})
    for index in voted:
        place = ("decisioni", index, "votazione", "contrari")
        assert says("VER042", verbale, *place)(findings), told(findings)


def _givers(verbale: Verbale) -> set[str]:
    return {proxy.di for proxy in verbale.deleghe}


def test_a_ballot_off_by_one_does_not_add_up() -> None:
    tried = 0
    for verbale, index in COUNTS:
        vote = conto_of(verbale.id, index).decisione.votazione
        if vote is None or vote.conteggio is None:
            continue
        for key in ("favorevoli", "contrari", "astenuti", "bianche", "nulle"):
            place: DocPath = ("decisioni", index, "votazione", "conteggio")

            def change(data: Data, place: DocPath = place, key: str = key) -> None:
                at(data, place)[key] = at(data, place).get(key, 0) + 1

            findings = counted({verbale.file: change})
            assert says("VER043", verbale, *place)(findings), told(findings)
            tried += 1
    assert tried >= 10


# --- the seal of approved minutes ---


def sealed() -> list[Verbale]:
    return [verbale for verbale in example().rete.verbali.values() if verbale.is_approved]


def leaves(value: Any, path: DocPath = ()) -> Iterator[DocPath]:
    """Where every text and every number of some data stands."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from leaves(inner, (*path, key))
        case list():
            for index, inner in enumerate(value):
                yield from leaves(inner, (*path, index))
        case _:
            yield path


def changed(data: Data, key: str) -> Iterator[Data]:
    """The data with one value below a key changed, or with the whole key taken away."""
    for path in leaves(data[key], (key,)):
        was = at(data, path)
        if not isinstance(was, bool):
            other = copy.deepcopy(data)
            at(other, path[:-1])[path[-1]] = was + 1 if isinstance(was, int) else f"{was}-altro"
            yield other
    yield {name: value for name, value in data.items() if name != key}


def broken_seals(verbale: Verbale, data: Data) -> list[DocPath] | None:
    """Where a broken seal is reported; None where the file could not be read at all."""
    before = example()
    loaded = load(Overlay(before.store, {verbale.file: as_bytes(data)}), before.files)
    if verbale.id not in loaded.rete.verbali:
        return None
    faults = approved_minutes_are_as_they_were_sealed.test(loaded.rete)
    return [fault.path for fault in faults if fault.file == verbale.file]


@pytest.mark.parametrize("verbale", misura.part(sealed(), 3), ids=lambda verbale: verbale.id)
def test_whatever_approval_froze_breaks_the_seal_when_it_changes(verbale: Verbale) -> None:
    """Under each key the first value that can be another and still be read."""
    data = plain(verbale.file)
    keys = [key for key in data if key not in ("protocollo", "allegati", "approvazione")]
    assert len(keys) >= 8
    for key in keys:
        found = next(
            seals
            for other in changed(data, key)
            if (seals := broken_seals(verbale, other)) is not None
        )
        assert found == [("approvazione", "impronta")], key


@pytest.mark.parametrize("key", ["modo", "atto", "data", "correzioni"])
def test_the_way_of_approval_is_sealed_too(key: str) -> None:
    others = {"modo": "firma", "atto": "2026-02-19-plenaria/2", "data": "2026-02-20"}
    for verbale in sealed():
        data = plain(verbale.file)
        if data["approvazione"].get(key) != others.get(key, "una parola"):
            data["approvazione"][key] = others.get(key, "una parola")
            assert broken_seals(verbale, data) == [("approvazione", "impronta")], verbale.id


def test_a_protocol_number_and_one_more_attachment_leave_the_seal() -> None:
    for verbale in sealed():
        data = plain(verbale.file)
        data["protocollo"] = "2026/77"
        more = {"file": "x.txt", "titolo": "Un allegato in più", "sha256": "0" * 64}
        data["allegati"] = [*data.get("allegati", ()), more]
        assert broken_seals(verbale, data) == [], verbale.id
