"""Every rule of the format in plain Italian: no key without its sentence."""

from dataclasses import fields
from typing import Any

import pytest

from rete.model.regole import RegolaDecisioni, Regole
from rete.reckoning.rows_in_words import points_of_row
from rete.reckoning.rules_in_words import rules_in_words
from tests.aiuti.registro import Data, network, rete_of

NOTICE = "le riunioni si convocano almeno 9 giorni prima"
HOLIDAY = (
    "un termine che cade in un giorno festivo passa al primo giorno utile dopo, "
    "o al giorno utile prima se si conta all'indietro"
)
SAID: list[tuple[Data, list[str]]] = [
    (
        {"convocazione": {"preavviso": {"giorni": 10}}},
        ["le riunioni si convocano almeno 10 giorni prima"],
    ),
    (
        {"convocazione": {"preavviso": {"giorni_lavorativi": 1, "sabato": "sì"}}},
        ["le riunioni si convocano almeno 1 giorno lavorativo (sabato compreso) prima"],
    ),
    (
        {"convocazione": {"preavviso": {"giorni": 9}, "documenti": {"giorni_liberi": 5}}},
        [NOTICE, "i documenti si mandano almeno 5 giorni liberi prima"],
    ),
    (
        {"convocazione": {"preavviso": {"giorni": 9}, "urgente": {"giorni": 1}}},
        [NOTICE, "nei casi urgenti si convocano almeno 1 giorno prima"],
    ),
    (
        {"convocazione": {"preavviso": {"giorni": 9}, "seconda_dopo": {"ore": 1}}},
        [NOTICE, "la seconda convocazione si tiene almeno 1 ora dopo la prima"],
    ),
    (
        {"convocazione": {"preavviso": {"giorni": 9}, "a_richiesta_di": "1/2"}},
        [NOTICE, "una riunione può essere chiesta da almeno la metà dei membri"],
    ),
    (
        {"convocazione": {"preavviso": {"giorni": 9}, "a_richiesta_di": "7/12"}},
        [NOTICE, "una riunione può essere chiesta da almeno 7/12 dei membri"],
    ),
    (
        {"deleghe": {"massimo": 2, "nel_numero_legale": "sì"}},
        [
            "un ente può portare al massimo 2 deleghe",
            "chi ha dato delega si conta per il numero legale",
        ],
    ),
    (
        {"deleghe": {"massimo": 1}},
        [
            "un ente può portare al massimo 1 delega",
            "chi ha dato delega non si conta per il numero legale",
        ],
    ),
    ({"deleghe": {"massimo": 0}}, ["le deleghe non sono ammesse"]),
    (
        {"deleghe": {"senza_massimo": "sì", "vietate_per": ["elezioni"]}},
        [
            "un ente può portare quante deleghe vuole",
            "non si vota per delega nelle materie «elezioni»",
            "chi ha dato delega non si conta per il numero legale",
        ],
    ),
    (
        {"deleghe": {"massimo": 3, "scaglioni": [{"aderenti": 500, "massimo": 5}]}},
        [
            "un ente può portare al massimo 3 deleghe",
            "con 500 aderenti o più, al massimo 5 deleghe",
            "chi ha dato delega non si conta per il numero legale",
        ],
    ),
    (
        {"voto": {"dopo": {"mesi": 1}}},
        ["chi è ammesso vota dopo 1 mese; chi ha firmato il patto, subito"],
    ),
    (
        {"sospesi_nel_numero_legale": "sì"},
        ["gli enti sospesi si contano per il numero legale"],
    ),
    (
        {"sospesi_nel_numero_legale": "no"},
        ["gli enti sospesi non si contano per il numero legale"],
    ),
    (
        {"recesso": {"preavviso": {"giorni": 60}}},
        ["chi recede lo comunica almeno 60 giorni prima"],
    ),
    (
        {"assenze": {"consecutive": 3, "effetto": "Si chiede perché."}},
        [
            "le assenze pesano dalla 3ª ingiustificata di seguito",
            "che cosa segue alle assenze: «Si chiede perché.»",
        ],
    ),
    (
        {"verbali": {"approvazione": "seduta-successiva", "entro": {"giorni": 30}}},
        [
            "i verbali si approvano nella seduta successiva",
            "i verbali si approvano entro 30 giorni dalla riunione",
        ],
    ),
    (
        {"verbali": {"approvazione": "silenzio", "entro": {"giorni": 10}}},
        [
            "i verbali si hanno per approvati se nessuno chiede correzioni",
            "le correzioni ai verbali si chiedono entro 10 giorni",
        ],
    ),
    ({"verbali": {"approvazione": "firma"}}, ["i verbali si approvano con la firma"]),
    (
        {"verbali": {"approvazione": "seduta-stante"}},
        ["i verbali si approvano nella seduta stessa, prima che finisca"],
    ),
    (
        {"silenzio": "assenso"},
        ["nelle sedute in forma scritta chi non risponde entro il termine è a favore"],
    ),
    (
        {"congiunte": {"numero_legale": "ciascuno"}},
        ["nelle sedute congiunte ogni tavolo deve avere il suo numero legale"],
    ),
    (
        {"congiunte": {"numero_legale": "insieme"}},
        ["nelle sedute congiunte il numero legale è uno solo, di tutti i tavoli insieme"],
    ),
    (
        {"convocazione": {"preavviso": {"ore": 48}, "seconda_dopo": {"minuti": 30}}},
        [
            "le riunioni si convocano almeno 48 ore prima",
            "la seconda convocazione si tiene almeno 30 minuti dopo la prima",
        ],
    ),
    ({"cadenza": {"volte_anno": 1}}, ["ci si riunisce almeno 1 volta l'anno"]),
    ({"cadenza": {"ogni_mesi": 1}}, ["ci si riunisce almeno una volta al mese"]),
    ({"cadenza": {"ogni_mesi": 3}}, ["ci si riunisce almeno ogni 3 mesi"]),
    (
        {"termine_festivo": "resta"},
        ["un termine che cade in un giorno festivo resta quello"],
    ),
    (
        {"termine_festivo": "slitta"},
        [HOLIDAY],
    ),
]


def words(rules: Data) -> list[str]:
    rete = rete_of(network(["uno"], rules))
    assert rete.patto is not None
    regole = rete.patto.articoli[0].versioni[0].regole
    assert regole is not None
    return [text for _, text in rules_in_words(regole, rete)]


@pytest.mark.parametrize(("rules", "expected"), SAID)
def test_a_rule_is_said_in_these_words(rules: Data, expected: list[str]) -> None:
    assert words(rules) == expected


ANY = "qualunque numero di presenti"
QUORUM = "numero legale: "
ROWS: list[tuple[Data, str]] = [
    ({"decide": "plenaria"}, "decide Plenaria"),
    (
        {"numero_legale": {"prima": {"oltre": "1/2"}}},
        f"{QUORUM}più della metà degli aventi diritto",
    ),
    (
        {"numero_legale": {"prima": {"almeno": "2/3"}, "seconda": {"almeno": "1/3"}}},
        f"{QUORUM}almeno due terzi degli aventi diritto, in seconda convocazione almeno un terzo",
    ),
    (
        {"numero_legale": {"prima": {"oltre": "1/3"}, "seconda": {"oltre": "1/3"}}},
        f"{QUORUM}più di un terzo degli aventi diritto, anche in seconda convocazione",
    ),
    (
        {"numero_legale": {"prima": {"almeno": "1/2"}, "seconda": {"oltre": "0/1"}}},
        f"{QUORUM}almeno la metà degli aventi diritto, in seconda convocazione {ANY}",
    ),
    (
        {"maggioranza": {"oltre": "1/2", "di": "votanti"}},
        "maggioranza: più della metà dei voti favorevoli e contrari",
    ),
    (
        {"maggioranza": {"almeno": "3/4", "di": "presenti"}},
        "maggioranza: almeno tre quarti dei presenti con diritto di voto",
    ),
    (
        {"maggioranza": {"almeno": "1/1", "di": "aventi-diritto"}},
        "maggioranza: la totalità degli aventi diritto, anche assenti",
    ),
    ({"numero_legale": {"prima": {"numero": 5}}}, f"{QUORUM}almeno 5 presenti"),
    (
        {"numero_legale": {"seconda": {"numero": 1}}},
        "numero legale in seconda convocazione: almeno 1 presente",
    ),
    ({"maggioranza": {"numero": 3}}, "maggioranza: almeno 3 voti favorevoli"),
    (
        {"maggioranze": [{"oltre": "1/2", "di": "presenti"}, {"numero": 1}]},
        (
            "maggioranze, tutte insieme: più della metà dei presenti con diritto di voto e "
            "almeno 1 voto favorevole"
        ),
    ),
    (
        {"maggioranza": {"almeno": "2/3", "di": "votanti", "fra": "pubblico"}},
        (
            "maggioranza: almeno due terzi dei voti favorevoli e contrari, contando solo gli enti "
            "pubblici"
        ),
    ),
    (
        {"maggioranza": {"numero": 2, "fra": "privato-sociale"}},
        "maggioranza: almeno 2 voti favorevoli, contando solo gli enti del privato sociale",
    ),
    ({"arrotonda": "difetto"}, "delle frazioni di persone si prende la parte intera"),
    ({"bianche": "contano"}, "le schede bianche e nulle contano fra i votanti"),
    (
        {"esclusi": {"nel_numero_legale": "sì"}},
        (
            "chi è escluso dal voto per il numero legale conta se è in seduta, per la maggioranza "
            "resta solo fra gli aventi diritto"
        ),
    ),
    (
        {"esclusi": {"nella_base": "sì"}},
        (
            "chi è escluso dal voto per il numero legale non conta, per la maggioranza resta fra i "
            "presenti e fra gli aventi diritto"
        ),
    ),
    (
        {"esclusi": {"nella_base": "no"}},
        (
            "chi è escluso dal voto per il numero legale non conta, per la maggioranza non è né "
            "fra i presenti né fra gli aventi diritto"
        ),
    ),
    ({"parita": "presiede"}, "a voti pari decide chi presiede"),
    ({"parita": "respinta"}, "a voti pari la proposta è respinta"),
    ({"parita": "si-rivota"}, "a voti pari si rivota"),
    ({"segreto": "sì"}, "voto segreto"),
    ({"segreto": "no"}, "voto palese"),
    (
        {"ratifica": {"chi": "plenaria", "entro": {"giorni": 120}}},
        "ratifica: Plenaria, entro 120 giorni",
    ),
]


@pytest.mark.parametrize(("row", "expected"), ROWS)
def test_a_row_on_decisions_is_said_in_these_words(row: Data, expected: str) -> None:
    assert words({"decisioni": [row]}) == [f"decisioni: {expected}"]


def test_a_row_names_what_it_is_for_and_the_general_one_says_it_comes_after() -> None:
    rules = {
        "decisioni": [
            {"parita": "respinta"},
            {"per": ["modifica-articolo", "rinnovo"], "segreto": "sì"},
        ]
    }

    assert words(rules) == [
        "modifica di un articolo, rinnovo del patto: voto segreto",
        "altre decisioni, e ciò che le voci prima non dicono: a voti pari la proposta è respinta",
    ]


def test_a_row_for_a_matter_or_for_one_call_says_so() -> None:
    rules = {
        "decisioni": [
            {"maggioranza": {"oltre": "1/2", "di": "votanti"}},
            {"chiamata": "seconda", "numero_legale": {"seconda": {"numero": 3}}},
            {"materie": ["bilancio"], "per": ["rinnovo"], "chiamata": "prima", "segreto": "sì"},
        ]
    }

    assert words(rules) == [
        "rinnovo del patto, materia «bilancio», solo in prima convocazione: voto segreto",
        (
            "altre decisioni, e ciò che le voci prima non dicono, solo in seconda convocazione: "
            "numero legale in seconda convocazione: almeno 3 presenti"
        ),
        (
            "altre decisioni, e ciò che le voci prima non dicono: "
            "maggioranza: più della metà dei voti favorevoli e contrari"
        ),
    ]


def test_every_key_of_the_rules_has_a_case_here() -> None:
    """A new key without its sentence would be passed over in silence."""
    tried: set[str] = {key for rules, _ in SAID for key in rules}
    rows: set[str] = {key for row, _ in ROWS for key in row}

    assert tried | {"decisioni"} == {field.name for field in fields(Regole)}
    assert rows | {"per", "materie", "chiamata"} == {
        field.name for field in fields(RegolaDecisioni)
    }


def test_every_key_that_lies_within_a_rule_has_a_case_here() -> None:
    found: dict[str, set[str]] = {}
    for rules, _ in SAID:
        for key, value in rules.items():
            if isinstance(value, dict):
                found.setdefault(key, set()).update(value)
    kinds: dict[str, Any] = {field.name: field.type for field in fields(Regole)}
    for key, inner in found.items():
        model = kinds[key].__args__[0]
        assert inner == {field.name for field in fields(model)}, key


def test_the_points_of_a_row_are_told_apart_by_key() -> None:
    rete = rete_of(network(["uno"], {"decisioni": [{"decide": "plenaria", "segreto": "sì"}]}))
    assert rete.patto is not None
    regole = rete.patto.articoli[0].versioni[0].regole
    assert regole is not None
    assert regole.decisioni is not None

    points = points_of_row(regole.decisioni[0], rete)

    assert points == {"decide": "decide Plenaria", "segreto": "voto segreto"}
