"""`rete patto confronta`: what changed between two days, kind by kind, with the act of each."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rete.model.rete import Rete as Register
from rete.reckoning.compare import Confronto, compare
from rete.reckoning.one_change import Cambiamento, Istante
from rete.reckoning.sentences import changed_sentences
from rete.views.cambiamenti import told
from tests.aiuti.lettura import REGISTER, commit, copy
from tests.aiuti.luoghi import EXAMPLE
from tests.aiuti.registro import STIPULA, Data, Records, body, network, rete_of
from tests.conftest import Said

Rete = Callable[..., Said]

THEN, NOW = date(2024, 12, 31), date(2025, 12, 31)
ACT, END = "2025-03-01-atto", "2025-06-01-atto"
IN = {"dal": "2024-01-15", "atto": STIPULA}


def base(rules: Data | None = None) -> Records:
    """Two founders and two acts of 2025 to cite."""
    records = network(["alfa", "beta"], rules or {})
    for reference in (ACT, END):
        records["atto", reference] = {"tipo": "provvedimento", "oggetto": "Atto"}
    return records


def between(rete: Register, then: date = THEN, now: date = NOW) -> Confronto:
    return compare(Istante(rete=rete, giorno=then), Istante(rete=rete, giorno=now))


def only(records: Records) -> Cambiamento:
    """The one change that there is."""
    found = between(rete_of(records)).cambiamenti
    assert len(found) == 1, found
    return found[0]


def words(rete: Register, *changes: Cambiamento) -> list[str]:
    return [detto.frase for detto in told(rete, changes)]


def member(*adesioni: Data, **more: Any) -> Cambiamento:
    records = base()
    records["ente", "gamma"] = body("gamma", *adesioni, **more)
    return only(records)


def said_of_member(*adesioni: Data, **more: Any) -> list[str]:
    records = base()
    records["ente", "gamma"] = body("gamma", *adesioni, **more)
    rete = rete_of(records)
    return words(rete, *between(rete).cambiamenti)


# --- bodies ---


def test_who_came_in() -> None:
    change = member({"dal": "2025-03-10", "atto": ACT, "qualita": "osservatore"})

    assert (change.argomento, change.tipo, change.oggetto) == ("aderenti", "entra", "gamma")
    assert (str(change.dal), change.atti) == ("2025-03-10", (ACT,))


def test_who_left() -> None:
    gone = {**IN, "al": "2025-06-30", "atto_fine": END, "causa": "recesso"}
    change = member(gone)

    assert (change.tipo, str(change.al), change.causa) == ("esce", "2025-06-30", "recesso")
    assert change.atti == (END,)


def test_who_came_back_is_not_new() -> None:
    before = {**IN, "al": "2024-06-30", "atto_fine": STIPULA}
    change = member(before, {"dal": "2025-03-10", "atto": ACT})

    assert (change.tipo, change.atti) == ("torna", (ACT,))


def test_who_left_and_came_back_meanwhile() -> None:
    before = {**IN, "al": "2025-02-28", "atto_fine": ACT, "causa": "recesso"}
    change = member(before, {"dal": "2025-06-01", "atto": END})

    assert (change.tipo, change.atti) == ("esce-e-torna", (ACT, END))
    assert (str(change.al), str(change.dal)) == ("2025-02-28", "2025-06-01")


def test_who_came_and_left_meanwhile() -> None:
    change = member({"dal": "2025-03-10", "atto": ACT, "al": "2025-06-30", "atto_fine": END})

    assert (change.tipo, change.atti) == ("entra-e-esce", (ACT, END))


def test_who_is_of_another_quality_has_not_left() -> None:
    observer = {**IN, "qualita": "osservatore", "al": "2025-03-09", "atto_fine": ACT}
    change = member(observer, {"dal": "2025-03-10", "atto": ACT})

    assert (change.tipo, change.prima, change.dopo) == ("qualifica", "osservatore", "effettivo")


def test_who_is_known_only_from_a_source() -> None:
    source = {"titolo": "Sito", "data": "2025-05-01"}
    change = member({"atto": "fonte", "fonti": [source]})

    assert (change.tipo, change.dal, change.atti) == ("risulta", None, ("fonte",))


SUSPENSIONS: dict[str, tuple[Data, str, tuple[str, ...]]] = {
    "begun": ({"dal": "2025-03-10", "atto": ACT}, "sospeso", (ACT,)),
    "over": (
        {"dal": "2024-11-01", "atto": STIPULA, "al": "2025-06-01", "atto_fine": END},
        "fine-sospensione",
        (END,),
    ),
    "meanwhile": (
        {"dal": "2025-03-10", "atto": ACT, "al": "2025-06-01", "atto_fine": END},
        "sospeso-e-riammesso",
        (ACT, END),
    ),
}


@pytest.mark.parametrize("case", SUSPENSIONS)
def test_who_was_suspended_or_is(case: str) -> None:
    period, tipo, acts = SUSPENSIONS[case]
    change = member(dict(IN), sospensioni=[period])

    assert (change.tipo, change.atti) == (tipo, acts)


def test_a_suspension_that_went_on_all_along_is_no_change() -> None:
    records = base()
    period = {"dal": "2024-11-01", "atto": STIPULA}
    records["ente", "gamma"] = body("gamma", dict(IN), sospensioni=[period])

    assert between(rete_of(records)).cambiamenti == ()


def test_a_body_whose_file_cannot_be_read_is_not_said_to_have_left() -> None:
    whole = rete_of(base())
    broken = rete_of(base(), unread=[("ente", "beta")])
    found = compare(Istante(rete=whole, giorno=NOW), Istante(rete=broken, giorno=NOW))

    assert found.cambiamenti == ()


MEMBERS: list[tuple[list[Data], str]] = [
    ([{"dal": "2025-03-10", "atto": ACT, "qualita": "osservatore"}], "entra {} come osservatore"),
    ([{**IN, "al": "2025-06-30", "causa": "decadenza"}], "esce {} per decadenza"),
    (
        [{**IN, "al": "2024-06-30"}, {"dal": "2025-03-10", "atto": ACT}],
        "torna {}",
    ),
    (
        [{**IN, "al": "2025-02-28"}, {"dal": "2025-06-01", "atto": END}],
        "{}: esce e poi torna dal 01/06/2025",
    ),
    (
        [{"dal": "2025-03-10", "atto": ACT, "al": "2025-06-30", "causa": "fusione"}],
        "{}: entra e poi esce per fusione, dal 10/03/2025 fino al 30/06/2025",
    ),
    (
        [{**IN, "qualita": "osservatore", "al": "2025-03-09"}, {"dal": "2025-03-10", "atto": ACT}],
        "{}: da osservatore a effettivo",
    ),
    (
        [{"atto": "fonte", "fonti": [{"titolo": "Sito", "data": "2025-05-01"}]}],
        "{}: risulta dalle fonti; prima non si sa",
    ),
]


@pytest.mark.parametrize(("adesioni", "expected"), MEMBERS)
def test_a_change_of_a_body_is_said_in_these_words(adesioni: list[Data], expected: str) -> None:
    assert said_of_member(*adesioni) == [expected.format("Associazione gamma")]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("begun", "{}: sospensione"),
        ("over", "{}: ultimo giorno di sospensione"),
        ("meanwhile", "{}: sospensione dal 10/03/2025 fino al 01/06/2025, ora finita"),
    ],
)
def test_a_suspension_is_said_in_these_words(case: str, expected: str) -> None:
    said = said_of_member(dict(IN), sospensioni=[SUSPENSIONS[case][0]])

    assert said == [expected.format("Associazione gamma")]


def test_bodies_that_do_the_same_by_one_act_stand_in_one_sentence() -> None:
    records = base()
    for name in ("gamma", "delta"):
        records["ente", name] = body(name, {"dal": "2025-03-10", "atto": ACT})
    records["ente", "zeta"] = body("zeta", {"dal": "2025-03-11", "atto": ACT})
    rete = rete_of(records)

    assert sorted(words(rete, *between(rete).cambiamenti)) == [
        "entra Associazione zeta",
        "entrano Associazione delta, Associazione gamma",
    ]


# --- tables ---


def table(**more: Any) -> Data:
    return {"nome": "Abitare", "genere": "tavolo-tematico", "istituzione": dict(IN), **more}


def at_table(**more: Any) -> Cambiamento:
    records = base()
    records["tavolo", "abitare"] = table(**more)
    return only(records)


def test_a_table_that_was_opened() -> None:
    change = at_table(istituzione={"dal": "2025-03-10", "atto": ACT})

    assert (change.tipo, change.oggetto, change.atti) == ("istituito", "abitare", (ACT,))


def test_a_table_that_was_closed() -> None:
    change = at_table(chiusura={"al": "2025-06-30", "atto": END})

    assert (change.tipo, str(change.al), change.atti) == ("chiuso", "2025-06-30", (END,))


def test_a_table_that_was_opened_and_closed_meanwhile() -> None:
    change = at_table(
        istituzione={"dal": "2025-03-10", "atto": ACT}, chiusura={"al": "2025-06-30", "atto": END}
    )

    assert (change.tipo, change.atti) == ("istituito-e-chiuso", (ACT, END))


def test_a_table_known_only_from_a_source() -> None:
    change = at_table(
        istituzione={"atto": "fonte", "fonti": [{"titolo": "Sito", "data": "2025-05-01"}]}
    )

    assert change.tipo == "risulta"


CAME = {"ente": "alfa", "dal": "2025-03-10", "atto": ACT}
GONE = {"ente": "alfa", **IN, "al": "2025-06-30", "atto_fine": END}
PASSED = {**CAME, "al": "2025-06-30", "atto_fine": END}
TOLD = {"ente": "alfa", "fonti": [{"titolo": "Sito", "data": "2025-05-01"}]}
SEATS: list[tuple[str, Data, str, tuple[str, ...]]] = [
    ("componenti", CAME, "entra", (ACT,)),
    ("componenti", GONE, "esce", (END,)),
    ("componenti", PASSED, "entra-e-esce", (ACT, END)),
    ("componenti", TOLD, "risulta", ()),
    ("coordinamento", CAME, "coordina", (ACT,)),
    ("coordinamento", GONE, "non-coordina", (END,)),
    ("coordinamento", PASSED, "ha-coordinato", (ACT, END)),
]


@pytest.mark.parametrize(("key", "seat", "tipo", "acts"), SEATS)
def test_who_sits_and_who_coordinates(
    key: str, seat: Data, tipo: str, acts: tuple[str, ...]
) -> None:
    if "dal" not in seat:
        seat = {**seat, "atto": "fonte"}
        acts = ("fonte",)
    change = at_table(**{key: [seat]})

    assert (change.tipo, change.ente, change.atti) == (tipo, "alfa", acts)


def test_a_seat_to_be_left_later_is_not_told_with_the_act_that_will_end_it() -> None:
    later = {**CAME, "al": "2026-06-30", "atto_fine": END}

    assert at_table(componenti=[later]).atti == (ACT,)


# --- the pact: terms, secretariat ---


def with_pact(**more: Any) -> Records:
    records = base()
    records["patto", "patto"] |= more
    return records


def test_a_term_that_ended_and_the_next_with_the_days_between() -> None:
    records = with_pact(
        periodi=[
            {"id": "primo", "dal": "2024-01-15", "al": "2025-03-31", "atto": STIPULA},
            {"id": "secondo", "dal": "2025-05-01", "durata": {"anni": 1}, "atto": ACT},
        ]
    )
    rete = rete_of(records)
    changes = between(rete).cambiamenti

    assert [(c.tipo, c.oggetto, c.atti) for c in changes] == [
        ("finisce", "primo", ()),
        ("comincia", "secondo", (ACT,)),
    ]
    assert words(rete, *changes) == [
        "ultimo giorno del periodo «primo»",
        "comincia il periodo «secondo», fino al 30/04/2026",
    ]


def test_the_secretariat_that_changed_hands() -> None:
    rete = rete_of(
        with_pact(
            segreteria=[
                {"ente": "alfa", **IN, "al": "2025-06-30", "atto_fine": END},
                {"ente": "beta", "dal": "2025-07-01", "atto": END},
            ]
        )
    )
    changes = between(rete).cambiamenti

    assert {(c.tipo, c.oggetto, c.atti) for c in changes} == {
        ("esce", "alfa", (END,)),
        ("entra", "beta", (END,)),
    }
    assert sorted(words(rete, *changes)) == [
        "lascia la segreteria Associazione alfa",
        "prende la segreteria Associazione beta",
    ]


# --- articles ---


def versions(*items: Data, numero: str = "1") -> Records:
    article = {"numero": numero, "rubrica": "Riunioni", "versioni": list(items)}
    return with_pact(articoli=[article])


FIRST = {**IN, "testo": "Ci si vede a marzo.\nSi scrive tutto."}


def test_an_article_that_was_added() -> None:
    records = versions({"dal": "2025-03-10", "atto": ACT, "testo": "Nuovo."})
    change = only(records)

    assert (change.tipo, change.oggetto, change.dopo) == ("aggiunto", "1", "Nuovo.")
    assert change.atti == (ACT,)


def test_an_article_that_was_amended_shows_the_sentence_that_changed_and_its_words() -> None:
    text = "Ci si vede a maggio. Si scrive tutto."
    change = only(versions(FIRST, {"dal": "2025-03-10", "atto": ACT, "testo": text}))
    (sentence,) = change.frasi

    assert (sentence.prima, sentence.dopo) == ("Ci si vede a marzo.", "Ci si vede a maggio.")
    assert [(w.prima, w.dopo) for w in sentence.parole] == [("marzo", "maggio")]


def test_an_article_amended_twice_meanwhile_cites_both_acts() -> None:
    records = versions(
        FIRST,
        {"dal": "2025-03-10", "atto": ACT, "testo": "Ci si vede ad aprile. Si scrive tutto."},
        {"dal": "2025-06-10", "atto": END, "testo": "Ci si vede a maggio. Si scrive tutto."},
    )

    assert only(records).atti == (ACT, END)


ARTICLES: dict[str, tuple[tuple[Data, ...], str]] = {
    "same-text": (
        (FIRST, {"dal": "2025-03-10", "atto": ACT, "testo": FIRST["testo"].replace("\n", " ")}),
        "articolo 1, Riunioni: nuova versione con lo stesso testo",
    ),
    "no-text-before": (
        (dict(IN), {"dal": "2025-03-10", "atto": ACT, "testo": "Nuovo."}),
        "articolo 1, Riunioni: modificato; il testo di prima non è nel registro, quello nuovo è",
    ),
    "no-text-now": (
        (FIRST, {"dal": "2025-03-10", "atto": ACT}),
        "articolo 1, Riunioni: modificato; il testo nuovo non è nel registro",
    ),
    "no-text-at-all": (
        (dict(IN), {"dal": "2025-03-10", "atto": ACT}),
        "articolo 1, Riunioni: nuova versione, ma il testo non è nel registro né prima né dopo",
    ),
}


@pytest.mark.parametrize("case", ARTICLES)
def test_articles_whose_text_says_little(case: str) -> None:
    items, expected = ARTICLES[case]
    rete = rete_of(versions(*items))

    assert words(rete, *between(rete).cambiamenti) == [expected]


def test_an_article_taken_away_between_two_registers() -> None:
    whole, less = rete_of(versions(FIRST)), rete_of(with_pact(articoli=[]))
    found = compare(Istante(rete=whole, giorno=NOW), Istante(rete=less, giorno=NOW))

    assert [(c.tipo, c.oggetto) for c in found.cambiamenti] == [("tolto", "1")]
    assert words(less, *found.cambiamenti) == ["articolo 1: tolto"]


SENTENCES: list[tuple[str, str, list[tuple[str | None, str | None]]]] = [
    ("Uno. Due.", "Uno.\nDue.", []),
    ("Uno. Due.", "Uno. Tre quattro cinque. Due.", [(None, "Tre quattro cinque.")]),
    ("Uno. Due. Tre.", "Uno. Tre.", [("Due.", None)]),
    ("Vale l'art. 7 del codice.", "Vale l'art. 8 del codice.",
     [("Vale l'art. 7 del codice.", "Vale l'art. 8 del codice.")]),
    ("Del tutto diverso.", "Niente in comune qui.",
     [(None, "Niente in comune qui."), ("Del tutto diverso.", None)]),
    ("- uno\n- due", "- uno\n- tre", [("- due", "- tre")]),
    ("", "Nuova.", [(None, "Nuova.")]),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), SENTENCES)
def test_only_the_sentences_that_differ_are_told(
    before: str, after: str, expected: list[tuple[str | None, str | None]]
) -> None:
    found = changed_sentences(before, after)

    assert sorted([(f.prima, f.dopo) for f in found], key=str) == sorted(expected, key=str)


def test_a_text_made_to_be_slow_to_compare_is_told_whole() -> None:
    found = changed_sentences("A. B. " * 4000, "B. A. C. " * 4000)

    assert len(found) > 1000
    assert all(not frase.parole for frase in found)


# --- rules ---


def ruled(before: Data, after: Data) -> list[str]:
    rete = rete_of(
        versions({**IN, "regole": before}, {"dal": "2025-03-10", "atto": ACT, "regole": after})
    )
    changes = between(rete).of("regole")
    assert all(change.atti == (ACT,) and change.articolo == "1" for change in changes)
    return [" / ".join((d.frase, *d.righe)) for d in told(rete, changes)]


NOTICE = "chi recede lo comunica almeno {} giorni prima"
TIE, CHAIR = "a voti pari", "decide chi presiede"
RULES: list[tuple[Data, Data, list[str]]] = [
    (
        {"recesso": {"preavviso": {"giorni": 30}}},
        {"recesso": {"preavviso": {"giorni": 60}}},
        [f"era: {NOTICE.format(30)} / è: {NOTICE.format(60)}"],
    ),
    ({}, {"deleghe": {"massimo": 0}}, ["nuova: le deleghe non sono ammesse"]),
    ({"deleghe": {"massimo": 0}}, {}, ["non c'è più: le deleghe non sono ammesse"]),
    (
        {"decisioni": [{"per": ["rinnovo", "ammissione"], "parita": "respinta", "segreto": "sì"}]},
        {"decisioni": [{"per": ["rinnovo", "ammissione"], "parita": "presiede", "segreto": "sì"}]},
        [f"ammissione, rinnovo del patto: era: {TIE} la proposta è respinta / è: {TIE} {CHAIR}"],
    ),
    (
        {"decisioni": [{"segreto": "no"}]},
        {"decisioni": [{"segreto": "sì"}]},
        ["decisioni in generale: era: voto palese / è: voto segreto"],
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), RULES)
def test_rules_are_compared_key_by_key(before: Data, after: Data, expected: list[str]) -> None:
    assert ruled(before, after) == expected


def test_a_rule_that_only_moved_to_another_article_has_not_changed() -> None:
    rules = {"deleghe": {"massimo": 1}}
    moved = {"dal": "2025-03-10", "atto": ACT}
    one = {"numero": "1", "rubrica": "Uno", "versioni": [{**IN, "regole": rules}, dict(moved)]}
    two = {"numero": "2", "rubrica": "Due", "versioni": [{**moved, "regole": rules}]}
    found = between(rete_of(with_pact(articoli=[one, two])))

    assert found.of("regole") == ()
    assert [c.tipo for c in found.of("articoli")] == ["modificato", "aggiunto"]


def test_rules_of_a_table_of_its_own_are_compared_too() -> None:
    rules = {"verbali": {"approvazione": "firma"}}
    records = base()
    records["tavolo", "abitare"] = table(
        regolamento=[{"dal": "2025-03-10", "atto": ACT, "regole": rules}]
    )
    change = only(records)

    assert (change.argomento, change.tavolo, change.articolo) == ("regole", "abitare", None)
    assert (change.tipo, change.atti) == ("aggiunto", (ACT,))


def test_rules_of_a_table_that_closed_are_not_told_twice() -> None:
    rules = {"verbali": {"approvazione": "firma"}}
    change = at_table(
        regolamento=[{**IN, "regole": rules}], chiusura={"al": "2025-06-30", "atto": END}
    )

    assert change.tipo == "chiuso"


# --- the command ---


def test_the_example_from_one_day_to_another(rete: Rete) -> None:
    said = rete("patto", "confronta", "2024-12-01", "2026-06-01", folder=EXAMPLE)
    out = " ".join(said.out.split())

    assert (said.code, said.err) == (0, "")
    for text in (
        "Che cosa è cambiato dal 01/12/2024 al 01/06/2026",
        "Al 01/12/2024 è in corso il periodo «Primo biennio»; 27 enti nella rete",
        "31/12/2025 ultimo giorno del periodo «Primo biennio»",
        "01/04/2025 prende la segreteria Biblioteca consorziale decisione 4 di Plenaria",
        "30/06/2025 escono Filo e Trama, Mani in Pasta per fusione decisione 2 di Plenaria",
        "18/09/2025 torna Genitori in Cammino",
        "Tavoli: Gruppo comunicazione 31/03/2025 chiusura: è l'ultimo giorno",
        "01/05/2025 coordina Casa Aperta decisione 3 di Tavolo abitare",
        "articolo 6, Convocazioni: modificato era: «Le riunioni",
        "parole: «sette» diventa «dieci»; in più «; i documenti",
        "articolo 9-bis, Riunioni in forma scritta: aggiunto",
        "era: le riunioni si convocano almeno 7 giorni prima è: le riunioni",
        "articolo 6, decisione 2 di Plenaria del 12/12/2024",
    ):
        assert text in out, text


def test_days_in_the_wrong_order_are_put_in_order_and_it_is_said(rete: Rete) -> None:
    right = rete("patto", "confronta", "2024-12-01", "2026-06-01", folder=EXAMPLE)
    wrong = rete("patto", "confronta", "2026-06-01", "2024-12-01", folder=EXAMPLE)

    assert wrong.out == right.out
    assert (wrong.code, right.err) == (0, "")
    assert "le due date sono state scambiate" in wrong.err


def test_one_day_twice_has_nothing_to_compare(rete: Rete) -> None:
    said = rete("patto", "confronta", "2025-01-01", "2025-01-01", folder=EXAMPLE)

    assert said.code == 0
    assert "i due giorni sono lo stesso: non c'è niente da confrontare" in said.out


def test_days_between_which_nothing_happened_say_so(rete: Rete) -> None:
    said = rete("patto", "confronta", "2026-04-01", "2026-04-02", folder=EXAMPLE)

    assert said.code == 0
    assert "nulla è cambiato, per quanto ne sa il registro" in said.out


def test_what_did_not_change_is_named(rete: Rete) -> None:
    out = rete("patto", "confronta", "2024-05-01", "2024-12-20", folder=EXAMPLE).out

    assert "Senza cambiamenti  periodi, segreteria, cariche e articoli" in out


def test_what_the_register_does_not_have_is_not_said_to_be_unchanged(
    rete: Rete, tmp_path: Path
) -> None:
    folder = copy(tmp_path / "registro")
    patto = folder / "data" / "patto.yaml"
    text = patto.read_text().replace("elenco: completo", "elenco: parziale")
    start, end = text.index("articoli:"), text.index("monitoraggi:")
    patto.write_text(text[:start] + text[end:])
    out = rete("patto", "confronta", "2026-01-01", "2026-03-01", folder=folder).out

    assert "Non nel registro   cariche, articoli e regole\n" in out
    assert "articoli" not in out.split("Senza cambiamenti")[1].splitlines()[0]
    assert ", fra quelli che" in " ".join(out.split())


def test_json_has_each_change_with_its_words(rete: Rete) -> None:
    asked = ("patto", "confronta", "2024-12-01", "2026-06-01", "--formato", "json")
    said = rete(*asked, folder=EXAMPLE)
    whole = json.loads(said.out)
    found = whole["confronto"]
    by_object = {(c["argomento"], c["tipo"], c["oggetto"]): c for c in found["cambiamenti"]}

    assert (whole["versione"], whole["al"]) == (1, "2026-06-01")
    assert (found["dal"], found["al"]) == ("2024-12-01", "2026-06-01")
    assert (found["senza_cambiamenti"], found["non_nel_registro"]) == ([], [])
    assert by_object["aderenti", "esce", "mani-in-pasta"] == {
        "argomento": "aderenti",
        "tipo": "esce",
        "oggetto": "mani-in-pasta",
        "atti": ["2025-06-12-plenaria/2"],
        "al": "2025-06-30",
        "causa": "fusione",
        "in_parole": "esce Mani in Pasta per fusione",
    }
    article = by_object["articoli", "modificato", "6"]
    assert article["frasi"][0]["parole"][0] == {"prima": "sette", "dopo": "dieci"}


def test_json_of_a_day_twice_is_empty(rete: Rete) -> None:
    asked = ("patto", "confronta", "2025-01-01", "2025-01-01", "--formato", "json")
    found = json.loads(rete(*asked, folder=EXAMPLE).out)["confronto"]

    assert found["cambiamenti"] == []
    assert "articoli" in found["senza_cambiamenti"]


@pytest.mark.parametrize("typed", ["2025-02-30", "mai"])
def test_a_day_that_is_not_one_is_wrong_usage(rete: Rete, typed: str) -> None:
    said = rete("patto", "confronta", typed, "2025-01-01", folder=EXAMPLE)

    assert (said.code, said.out) == (2, "")
    assert f"«{typed}» non è una data" in said.err


def test_the_register_compared_can_be_that_of_a_day_in_git(rete: Rete, tmp_path: Path) -> None:
    folder = copy(tmp_path / "registro")
    ente = folder / "data" / "enti" / "il-mulino.yaml"
    commit(folder, "2026-01-10")
    ente.write_text(ente.read_text().replace('dal: "2026-02-11"', 'dal: "2026-02-12"'))
    commit(folder, "2026-02-10")
    asked = ("patto", "confronta", "2026-02-01", "2026-03-01")

    assert "12/02/2026  Circolo Il Mulino: sospensione" in rete(*asked, folder=folder).out
    then = rete(*asked, "--registro-del", "2026-02-09", folder=folder).out
    assert "11/02/2026  Circolo Il Mulino: sospensione" in then


def test_files_that_cannot_be_read_are_named(rete: Rete, tmp_path: Path) -> None:
    folder = copy(tmp_path / "registro")
    (folder / "data" / "enti" / "il-ponte.yaml").write_text("[")
    said = rete("patto", "confronta", "2024-01-01", "2026-03-01", folder=folder)

    assert said.code == 0
    assert "senza contare i file che non si leggono: il-ponte" in said.out
    assert "il registro ha" in said.err


def test_a_pact_that_cannot_be_read_is_not_compared(rete: Rete, tmp_path: Path) -> None:
    folder = copy(tmp_path / "registro")
    (folder / "data" / "patto.yaml").write_text("titolo: [\n")
    said = rete("patto", "confronta", "2024-01-01", "2026-03-01", folder=folder)

    assert (said.code, said.out) == (3, "")


def test_the_register_for_reading_changes_between_its_two_terms(rete: Rete) -> None:
    out = rete("patto", "confronta", "2024-12-31", "2025-02-01", folder=REGISTER).out

    assert "01/02/2025  comincia il periodo «secondo», fino al 31/01/2028" in out
    assert "31/12/2024  ultimo giorno del periodo «Avvio»" in out
