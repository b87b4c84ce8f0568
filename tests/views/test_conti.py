"""The count of each decision as `rete verbale mostra` tells it: numbers, or why there are none."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rete.views.verbali import scheda_verbale
from tests.aiuti.lettura import record
from tests.aiuti.luoghi import EXAMPLE
from tests.aiuti.registro import minutes, network, rete_of
from tests.conftest import Said

Rete = Callable[..., Said]
SITTING = "2026-03-10-plenaria"
OPEN_VOTE = "votazione: {metodo: palese}"
RULES = """\
          decisioni:
            - numero_legale: {prima: {oltre: "1/2"}}
              maggioranza: {oltre: "1/2", di: votanti}
"""
THREE = "presenti: [comune-di-roccaverde, il-ponte, la-soglia]"
TWO = "presenti: [comune-di-roccaverde, il-ponte]"


def rule(register: Path, rules: str = RULES, *, proxies: str = "{massimo: 1}") -> None:
    """Rules on decisions for the register of the cases, which has none."""
    path = register / "data" / "patto.yaml"
    text = path.read_text(encoding="utf-8")
    old = "          deleghe: {massimo: 1}\n"
    assert old in text
    path.write_text(text.replace(old, f"          deleghe: {proxies}\n{rules}"), encoding="utf-8")


def sit(
    register: Path,
    *,
    there: str = THREE,
    vote: str = OPEN_VOTE,
    outcome: str = "approvata",
    more: str = "",
) -> None:
    """One decision of the plenary."""
    path = register / "data" / "verbali" / "2026" / f"{SITTING}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"{there}\npresiede: il-ponte\nodg:\n  - {{punto: 1, titolo: Varie}}\n{more}"
        f"decisioni:\n  - n: 1\n    oggetto: Festa\n    testo: Si fa.\n    {vote}\n"
        f"    esito: {outcome}\n",
        encoding="utf-8",
    )


def told(rete: Rete, register: Path) -> str:
    """The card on one line, so that where lines break does not count."""
    said = rete("verbale", "mostra", SITTING, folder=register)
    assert (said.code, said.err) == (0, said.err)
    return " ".join(said.out.split())


def counted(rete: Rete, register: Path, reference: str = SITTING) -> dict[str, Any]:
    said = rete("verbale", "mostra", reference, "--formato", "json", folder=register)
    found: dict[str, Any] = record(said, "verbale")["decisioni"][0]["conto"]
    return found


def test_each_step_of_the_count_has_its_numbers(rete: Rete, register: Path) -> None:
    rule(register)
    sit(register, vote="votazione: {metodo: palese, contrari: [la-soglia]}")
    lines = rete("verbale", "mostra", SITTING, folder=register).out.splitlines()

    start = lines.index("      Presenti con diritto di voto: 3 su 3")
    assert lines[start + 1 : start + 6] == [
        "      Numero legale: raggiunto, servono almeno 2 (più di 1/2 degli aventi",
        "      diritto; articolo 1)",
        "      Voti contati: favorevoli 2, contrari 1, astenuti 0",
        "      Maggioranza: raggiunta, favorevoli 2 su 3 tra favorevoli e contrari,",
        "      servono almeno 2 (più di 1/2; articolo 1)",
    ]
    assert "      Dal conto: approvata, come dice il verbale" in lines


def test_json_has_the_same_numbers(rete: Rete, register: Path) -> None:
    rule(register)
    sit(register, vote="votazione: {metodo: palese, contrari: [la-soglia]}")

    found = counted(rete, register)

    assert (found["aventi_diritto"], found["presenti"]) == (3, 3)
    assert found["numero_legale"] == {
        "presenti": 3,
        "aventi_diritto": 3,
        "raggiunto": True,
        "chiesto": [
            {"oltre": "1/2", "presenti": 3, "servono": 2, "raggiunto": True, "articolo": "1"}
        ],
    }
    assert (found["voti"]["favorevoli"], found["voti"]["contrari"]) == (2, 1)
    assert found["maggioranze"] == [
        {
            "di": "votanti",
            "oltre": "1/2",
            "base": 3,
            "favorevoli": 2,
            "servono": 2,
            "raggiunta": True,
            "articolo": "1",
        }
    ]
    assert (found["esito_calcolato"], found["concorda"], found["motivi"]) == ("approvata", True, [])


def test_an_outcome_that_does_not_follow_from_the_votes_is_told(rete: Rete, register: Path) -> None:
    rule(register)
    sit(register, vote="votazione: {metodo: palese, contrari: [la-soglia, il-ponte]}")

    assert "Dal conto: respinta, ma il verbale dice approvata" in told(rete, register)
    assert counted(rete, register)["concorda"] is False
    assert "VER041" in rete("controlla", folder=register).out


def test_a_quorum_that_is_not_reached_is_told(rete: Rete, register: Path) -> None:
    rule(register)
    sit(register, there="presenti: [il-ponte]")

    assert "Numero legale: non raggiunto, servono almeno 2" in told(rete, register)
    assert counted(rete, register)["numero_legale"]["raggiunto"] is False


def test_proxies_are_named_and_it_is_said_whether_they_count_for_the_quorum(
    rete: Rete, register: Path
) -> None:
    rule(register)
    sit(register, there=TWO, more="deleghe:\n  - {di: la-soglia, a: il-ponte}\n")
    out = told(rete, register)

    assert "3 su 3, di cui 1 per delega (Cooperativa La Soglia delega Associazione Il Ponte)" in out
    assert "raggiunto, 2 su 3 (le deleghe non contano), servono almeno 2" in out
    assert counted(rete, register)["per_delega"] == [{"di": "la-soglia", "a": "il-ponte"}]


def test_a_tie_says_who_decides_it(rete: Rete, register: Path) -> None:
    vote = "votazione: {metodo: palese, contrari: [comune-di-roccaverde]}"
    sit(register, there=TWO, vote=vote)
    rule(register, RULES + "              parita: presiede\n")

    assert "Parità: decide il voto di Associazione Il Ponte, che presiede" in told(rete, register)
    assert counted(rete, register)["esito_calcolato"] == "approvata"


@pytest.mark.parametrize(
    ("parity", "words"),
    [("respinta", "la proposta non è approvata Dal"), ("si-rivota", "non è approvata, si rivota")],
)
def test_a_tie_that_nobody_decides_is_no_approval(
    rete: Rete, register: Path, parity: str, words: str
) -> None:
    vote = "votazione: {metodo: palese, contrari: [comune-di-roccaverde]}"
    sit(register, there=TWO, vote=vote, outcome="respinta")
    rule(register, f"{RULES}              parita: {parity}\n")

    assert words in told(rete, register)
    assert counted(rete, register)["parita"] is True


def test_a_decision_of_another_table_says_whose_it_was_and_that_the_ballot_was_to_be_secret(
    rete: Rete, register: Path
) -> None:
    rule(register, RULES + "              decide: abitare\n              segreto: sì\n")
    sit(register)
    out = told(rete, register)

    assert "Chi decide: Tavolo abitare, non Plenaria" in out
    assert "Metodo: le regole vogliono il voto segreto, questo è palese" in out
    assert counted(rete, register)["decide"] == ["abitare"]


SECRET = "votazione: {metodo: segreto}"
NAMES = "votazione: {metodo: palese, preferenze: [{ente: il-ponte, voti: 2}]}"
NO_VOTE = "premesse: [visto]"
LEFT = 'movimenti:\n  - {ente: il-ponte, esce: "18:00"}\n'
UNSAID = "deleghe:\n  - {di: la-soglia}\n"


@pytest.mark.parametrize(
    ("sitting", "reason", "words"),
    [
        ({"there": "luogo: Sala"}, "presenze-non-registrate", "non dice chi era presente"),
        ({"more": LEFT}, "movimenti-senza-numero", "a quali decisioni era presente Associazione"),
        (
            {"there": TWO, "more": UNSAID},
            "deleghe-senza-delegato",
            "non si sa a chi ha dato delega",
        ),
        ({"vote": SECRET}, "voto-segreto-senza-numeri", "il voto è segreto e il verbale non ne dà"),
        ({"vote": NAMES}, "voto-su-nomi", "si è votato su nomi"),
        ({"vote": NO_VOTE}, "voto-non-registrato", "il verbale non dice come si è votato"),
    ],
)
def test_what_the_minutes_do_not_say_is_why_there_is_no_count(
    rete: Rete, register: Path, sitting: dict[str, str], reason: str, words: str
) -> None:
    rule(register)
    sit(register, **sitting)

    assert words in told(rete, register)
    found = counted(rete, register)
    assert found["esito_calcolato"] is None
    assert reason in [one["codice"] for one in found["motivi"]]


def test_rules_that_are_silent_are_said_to_be(rete: Rete, register: Path) -> None:
    sit(register)
    out = told(rete, register)

    assert "Numero legale: le regole di quel giorno non lo chiedono" in out
    assert "perché le regole di quel giorno non dicono la maggioranza" in out
    assert [one["codice"] for one in counted(rete, register)["motivi"]] == [
        "numero-legale-non-regolato",
        "maggioranza-non-regolata",
    ]


def test_a_partial_list_is_why_nobody_knows_who_could_vote(rete: Rete, register: Path) -> None:
    path = register / "data" / "patto.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("elenco: completo", "elenco: parziale"), encoding="utf-8")
    sit(register)

    assert "Conto: non si può fare, perché l'elenco degli aderenti è parziale" in told(
        rete, register
    )
    assert "presenti" not in counted(rete, register)


@pytest.mark.parametrize("name", ["patto.yaml", "enti/la-soglia.yaml", "tavoli/plenaria.yaml"])
def test_a_file_that_cannot_be_read_is_named(rete: Rete, register: Path, name: str) -> None:
    sit(register)
    (register / "data" / name).write_text("[", encoding="utf-8")

    assert f"perché non si legge data/{name}" in told(rete, register)
    assert counted(rete, register)["motivi"][0]["di"] == [f"data/{name}"]


def test_a_body_of_which_nobody_knows_since_when_it_is_in_is_named(
    rete: Rete, register: Path
) -> None:
    sit(register)
    (register / "data" / "enti" / "banda.yaml").write_text(
        "denominazione: Banda\nnatura: privato-sociale\nadesioni:\n  - {atto: fonte}\n",
        encoding="utf-8",
    )

    assert "non si sa se quel giorno votava Banda" in told(rete, register)


def test_a_sitting_that_nobody_came_to_says_who_was_there_at_the_opening(
    rete: Rete, register: Path
) -> None:
    rule(register)
    sit(register)
    path = register / "data" / "verbali" / "2026" / f"{SITTING}.yaml"
    text = (
        path.read_text(encoding="utf-8").partition("decisioni:")[0].replace(THREE, TWO[:-10] + "]")
    )
    path.write_text(f'{text}deserta: "17:30"\n', encoding="utf-8")

    assert "All'apertura presenti con diritto di voto 1 su 3; numero legale non raggiunto" in told(
        rete, register
    )


def test_a_corrected_decision_has_the_correction_beside_the_original(rete: Rete) -> None:
    out = " ".join(rete("verbale", "mostra", "2024-10-11-plenaria", folder=EXAMPLE).out.split())

    original = out.index("Dal 1° gennaio 2025 la Biblioteca consorziale siede al tavolo giovani.")
    correction = out.index("Corretta da decisione 4 di Plenaria del 12/12/2024")
    assert original < correction < out.index("Voto:", original)
    assert "Diventa: ingresso di Biblioteca consorziale in «Tavolo giovani» dal 01/02/2025" in out


def test_a_revoked_decision_says_by_which_and_only_from_then_on(rete: Rete) -> None:
    call = ("verbale", "mostra", "2025-06-12-plenaria")
    now = rete(*call, folder=EXAMPLE).out
    before = rete(*call, "--al", "2025-09-17", folder=EXAMPLE).out
    found = record(rete(*call, "--formato", "json", folder=EXAMPLE), "verbale")["decisioni"][4]

    assert "Revocata da decisione 4 di Plenaria del 18/09/2025" in now
    assert "Revocata" not in before
    assert [(one["tipo"], one["atto"]) for one in found["correzioni"]] == [
        ("revoca", "2025-09-18-plenaria/4")
    ]


def test_corrected_presences_are_told_beside_those_first_written(rete: Rete) -> None:
    said = rete("verbale", "mostra", "2024-05-16-plenaria", folder=EXAMPLE)
    out = " ".join(said.out.split())
    found = record(
        rete("verbale", "mostra", "2024-05-16-plenaria", "--formato", "json", folder=EXAMPLE),
        "verbale",
    )

    assert "presenze corrette da decisione 5 di Plenaria del 12/12/2024" in out
    assert "Diventa: presenti: Comune di Roccaverde" in out
    assert found["rettifiche"][0]["atto"] == "2024-12-12-plenaria/5"
    assert "orti-del-torrente" in found["decisioni"][0]["conto"]["in_proprio"]
    assert max(map(len, said.out.splitlines())) <= 80


def test_every_decision_of_the_example_is_counted_or_says_why_not(rete: Rete) -> None:
    for path in sorted((EXAMPLE / "data" / "verbali").rglob("*.yaml")):
        said = rete("verbale", "mostra", path.stem, "--formato", "json", folder=EXAMPLE)
        for decision in record(said, "verbale").get("decisioni", []):
            count = decision["conto"]
            taken_note = decision["esito"] == "presa-d-atto"
            assert count["concorda"] or count["motivi"] or taken_note, (path.stem, decision["n"])


def test_who_ratifies_has_nothing_to_ratify_of_its_own_decisions() -> None:
    rule = {
        "per": ["sospensione"],
        "maggioranza": {"oltre": "1/2", "di": "votanti"},
        "ratifica": {"chi": "plenaria", "entro": {"giorni": 30}},
    }
    records = network(["acqua", "bosco", "colle"], {"decisioni": [rule]})
    effect = {"tipo": "sospensione", "ente": "acqua", "dal": "2024-05-10"}
    decision = {"effetti": [effect], "votazione": {"metodo": "palese"}}
    records[("verbale", "2024-05-10-plenaria")] = minutes(["bosco", "colle"], decision)
    rete = rete_of(records)
    verbale = rete.verbali["2024-05-10-plenaria"]
    told = [line.testo for line in scheda_verbale(rete, verbale, date(2024, 6, 1)).sezioni[2].righe]
    assert any("Dal conto" in text for text in told)
    assert not any("Ratifica" in text for text in told)
