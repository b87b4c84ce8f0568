"""Each row of the table of lists, broken in the example one way after another, and told each time.

What some row has no need of is named here, with the reason.
"""

from collections.abc import Mapping
from datetime import date
from itertools import permutations
from typing import Any

from rete.diagnostics import DocPath
from rete.model.elenchi import (
    APPROVAZIONE,
    CHIUSURA,
    EMERSO,
    FASI,
    ISTITUZIONE,
    MONITORAGGIO,
    NOMI_DI_PRIMA,
    PARTNER,
    PASSI,
    REFERENTI,
)
from rete.model.forma_di_elenco import Elenco
from rete.model.tempo import next_day, partial_date
from rete.reckoning.citing import citing
from rete.reckoning.compare import compare
from rete.reckoning.missing import missing
from rete.reckoning.one_change import Istante
from tests.aiuti.corruzioni import at, corrupted, example, plain, told
from tests.aiuti.elenchi import (
    IN_NO_BALANCE,
    MISSING,
    UNRELATED,
    broken,
    changed,
    each_row,
    each_with_acts,
    must_say,
    place,
    places,
    rows,
    says,
)
from tests.aiuti.registro import Data

MAY_COME_FROM_SOURCES = ("verbale", "bisogno", "progetto", "monitoraggio")
"""Kinds of file of which even a complete register may know the acts from sources."""
NOT_COMPARED: Mapping[Elenco[Any], str] = {
    REFERENTI: "persons: who speaks for a body is nobody else's business",
    NOMI_DI_PRIMA: "a body with another name is the same body",
    APPROVAZIONE: "minutes are papers, not members or tables",
    EMERSO: "needs and projects have lists of their own",
    PASSI: "needs and projects have lists of their own",
    PARTNER: "needs and projects have lists of their own",
    FASI: "needs and projects have lists of their own",
    MONITORAGGIO: "what was measured is in its report",
}


@each_with_acts
def test_an_act_that_is_not_there_is_told_under_each_key_that_cites_one(
    elenco: Elenco[Any],
) -> None:
    file, path, _ = place(elenco)
    for key in elenco.atti:
        found = broken(file, path, {key: MISSING})
        must_say(found, file, (*path, key), f"cita «{MISSING}»")


@rows("dal", "al")
def test_what_ends_before_it_begins_is_told(elenco: Elenco[Any]) -> None:
    file, path, _ = place(elenco)
    found = broken(file, path, {"dal": "2024-05-10", "al": "2024-05-09"})
    must_say(found, file, (*path, "al"), "finisce prima di cominciare")


def test_a_table_that_closes_before_it_opens_is_told() -> None:
    file, path, _ = place(CHIUSURA)
    found = broken(file, path, {"al": "2000-01-01"})
    must_say(found, file, (*path, "al"), "prima dell'istituzione")


@rows("dal", "atto")
def test_what_an_act_began_says_since_when(elenco: Elenco[Any]) -> None:
    file, path, _ = place(elenco)
    found = broken(file, path, {"dal": None, "atto": "2024-01-15-stipula"})
    if not says(found, file, path, "manca «dal»"):  # the schema wants it
        must_say(found, file, path, "non dice da quando vale")


@rows("causa")
def test_what_says_why_it_ended_says_when(elenco: Elenco[Any]) -> None:
    file, path, _ = place(elenco)
    found = broken(file, path, {"causa": "recesso", "al": None, "atto_fine": None})
    must_say(found, file, (*path, "causa"), "ha «causa» ma non ha «al»")


@each_with_acts
def test_an_act_known_from_sources_is_told_in_a_complete_register_and_wants_its_source(
    elenco: Elenco[Any],
) -> None:
    file, path, _ = place(elenco)
    found = broken(file, path, {"atto": "fonte", "fonti": None} if path else {"atto": "fonte"})
    for words in ("il registro si dice completo", "nessuna fonte è scritta"):
        has_sources = plain(file).get("fonti") and words.startswith("nessuna")
        if elenco.tipo not in MAY_COME_FROM_SOURCES and not has_sources:
            must_say(found, file, (*path, "atto"), words)
        else:
            assert not says(found, file, (*path, "atto"), words)


@rows("ente")
def test_a_body_that_is_not_there_is_told(elenco: Elenco[Any]) -> None:
    file, path, _ = place(elenco)
    found = broken(file, path, {"ente": "nessuno"})
    must_say(found, file, path, "«nessuno» non è un ente della rete")


@rows(but=(ISTITUZIONE, CHIUSURA, APPROVAZIONE, EMERSO, MONITORAGGIO))  # which stand alone
def test_two_items_that_cannot_both_hold_or_are_out_of_order_are_told(elenco: Elenco[Any]) -> None:
    wanted = {"ruolo": "rappresentante"} if elenco is REFERENTI else {}
    file, path, item = place(elenco, **wanted)
    before = {"dal": "2000-01-01", "data": "2000-01-01", "al": "2000-01-01"}

    def change(data: Data) -> None:
        items = at(data, path[:-1])
        same = elenco.has("dal", "al")
        items.append(item if same else {key: before.get(key, item[key]) for key in item})

    found = corrupted({file: change})
    words = ("si sovrappongono", "che è più recente")
    assert any(says(found, file, path[:-1], one) for one in words), told(found)


@each_with_acts
def test_an_act_that_lays_nothing_down_is_not_in_balance_with_the_item_that_cites_it(
    elenco: Elenco[Any],
) -> None:
    wanted = {"stato": "in-corso"} if elenco is FASI else {}
    file, path, _ = place(elenco, **wanted)
    found = broken(file, path, {"atto": UNRELATED})
    code = f"{elenco.sigla}062"
    is_told = any(one.code == code and one.fault.path == (*path, "atto") for one in found)
    assert is_told != (elenco in IN_NO_BALANCE), told(found)


@each_with_acts
def test_the_card_of_an_act_names_whatever_cites_it(elenco: Elenco[Any]) -> None:
    file, path, _ = place(elenco)
    for key in elenco.atti:

        def change(data: Data, key: str = key) -> None:
            at(data, path)[key] = UNRELATED

        found = citing(changed({file: change}), UNRELATED)
        here = (elenco.tipo, (*elenco.chiavi, key), elenco.nome)
        assert here in [(one.tipo, one.dove, one.cosa) for one in found]


@each_with_acts
def test_a_record_with_an_act_known_from_sources_is_said_to_have_one(elenco: Elenco[Any]) -> None:
    file, path, _ = place(elenco)
    rete = changed({file: lambda data: at(data, path).update({"atto": "fonte"})})
    before = {one.tipo: one.quali for one in missing(example().rete, date(2026, 1, 1))}
    after = {one.tipo: one.quali for one in missing(rete, date(2026, 1, 1))}
    assert set(before.get("atti", ())) < set(after["atti"])


@each_row
def test_two_states_of_the_register_are_compared_by_every_list(elenco: Elenco[Any]) -> None:
    """An item is put off by a century: on a day of its own, one way or the other, that is told."""

    def differs(file: str, path: DocPath) -> bool:
        item = at(plain(file), path)
        days = {key: "2126-01-01" for key in ("dal", "data", "al") if key in item}
        later = changed({file: lambda data: at(data, path).update(days)})
        states = [Istante(rete=one, giorno=day_in(item)) for one in (example().rete, later)]
        return any(compare(*pair).cambiamenti for pair in permutations(states))

    assert any(differs(*one) for one in places(elenco)) != (elenco in NOT_COMPARED)


def day_in(item: Data) -> date:
    """A day on which an item holds: its first, or the one after its last if only that is known."""
    begun = partial_date(item.get("dal") or item.get("data") or "")
    ended = partial_date(item.get("al", ""))
    return begun.ultimo if begun else next_day(ended.ultimo) if ended else date(2026, 1, 1)
