"""The rules on minutes, follow-ups, acts and attachments where a case cannot show them: silence."""

from datetime import date
from pathlib import Path

import pytest

from rete.check import check
from rete.load.loader import load
from rete.model.comuni import Durata
from rete.model.impronta import frozen_digest
from rete.model.vigenti import rules_of_day
from rete.rules import (
    atti,
    seguiti,
    verbali_convocazione,
    verbali_ordine,
    verbali_presenze,
    verbali_seduta,
    verbali_tavolo,
)
from rete.rules.rule import rules_of
from rete.rules.verbali_seduta import moment
from rete.schema import schema_of
from rete.source import compose
from rete.store import Folder

MINE = {
    one.check.code
    for module in (
        *(atti, seguiti, verbali_convocazione, verbali_ordine),
        *(verbali_presenze, verbali_seduta, verbali_tavolo),
    )
    for one in rules_of(module)
}
UNSEALED = "0" * 64
SEAL = "VER051"
BROKEN = "chiave_sconosciuta: sì\n"
AGENDA = "odg:\n  - {punto: 1, titolo: Avvio dei lavori}\n"
HELD = (
    """inizio: "17:30"
fine: "19:00"
luogo: Sala consiliare
presiede: comune-di-roccaverde
verbalizza: la segreteria
presenti: [comune-di-roccaverde, il-ponte, la-soglia]
"""
    + AGENDA
)
CALL = 'convocazione: {inviata: "2024-02-01", mezzo: PEC}\n'
NO_RULES = "        regole:"


def minutes(register: Path, identifier: str, text: str) -> Path:
    return record(register, f"data/verbali/{identifier[:4]}/{identifier}.yaml", text)


def record(register: Path, path: str, text: str) -> Path:
    file = register / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def approved(register: Path, identifier: str, text: str, approval: str) -> None:
    """Minutes with an approval whose seal is the right one."""
    template = text + "approvazione: {" + approval + f', impronta: "{UNSEALED}"}}\n'
    value = compose(template.encode(), schema_of("verbale").shape).value
    assert isinstance(value, dict)
    minutes(register, identifier, template.replace(UNSEALED, frozen_digest(value)))


def said(register: Path) -> list[str]:
    """What these rules find: «CODE message», by place."""
    return [
        f"{placed.finding.code} {placed.finding.message}"
        for placed in check(load(Folder(register))).findings
        if placed.finding.code in MINE
    ]


def codes(register: Path) -> list[str]:
    return sorted({words.split()[0] for words in said(register)})


def without_rules(register: Path) -> None:
    pact = register / "data/patto.yaml"
    text = pact.read_text(encoding="utf-8")
    pact.write_text(text[: text.index(NO_RULES)], encoding="utf-8")


# --- approval ---


def test_who_approves_by_hand_is_told_the_seal_to_copy(register: Path) -> None:
    text = HELD + 'approvazione: {modo: firma, data: "2024-03-20", impronta: "%s"}\n'
    file = minutes(register, "2024-03-15-plenaria", text % UNSEALED)

    (fault,) = [p.finding for p in check(load(Folder(register))).findings if p.finding.code == SEAL]
    seal = fault.message.rpartition(" ")[2]
    assert fault.message.startswith(
        "il verbale «2024-03-15-plenaria» non ha ancora la sua impronta"
    )
    assert "copiala" in fault.fault.remedy

    file.write_text(text % seal, encoding="utf-8")
    assert [p for p in check(load(Folder(register))).findings if p.finding.code == SEAL] == []


# --- soundness ---


def test_minutes_with_only_an_agenda_are_sound(register: Path) -> None:
    minutes(register, "2024-03-15-plenaria", AGENDA)
    minutes(register, "2027-03-15-abitare", AGENDA)
    assert said(register) == []


def test_minutes_that_say_everything_are_sound(register: Path) -> None:
    minutes(
        register,
        "2024-03-15-plenaria",
        """numero: 1
inizio: "21:00"
fine: "00:30"
luogo: Sala consiliare
modalita: mista
convocazione: {inviata: "2024-03-08", mezzo: PEC, seconda_il: "2024-03-15"}
congiunta_con: [abitare]
presiede: comune-di-roccaverde
verbalizza: la segreteria
presenti: [comune-di-roccaverde]
collegati: [il-ponte]
giustificati: [la-soglia]
deleghe:
  - {di: la-soglia, a: comune-di-roccaverde}
movimenti:
  - {ente: il-ponte, esce: "23:50", dopo_il_voto: 1}
  - {ente: il-ponte, entra: "00:10", dal_voto: 2}
ospiti: [una consulente, il-ponte]
odg:
  - {punto: 1, titolo: Calendario}
decisioni:
  - {n: 1, punto: 1, oggetto: Calendario, testo: Si approva, esito: approvata}
azioni:
  - {n: 1, testo: Scrivere, responsabili: [il-ponte], entro: "2024-03-15", punto: 1}
""",
    )
    record(
        register,
        "data/seguiti/2024-03-15-plenaria.yaml",
        'azioni:\n  - {n: 1, data: "2024-03-15", stato: in-corso}\n'
        '  - {n: 1, data: "2024-03-20", stato: fatta}\n',
    )
    assert said(register) == []


# --- silence on what could not be read ---


def test_a_broken_body_is_not_an_unknown_one(register: Path) -> None:
    record(register, "data/enti/il-ponte.yaml", BROKEN)
    minutes(register, "2024-03-15-plenaria", HELD + CALL)
    record(
        register,
        "data/atti/2024/2024-02-01-nota.yaml",
        "tipo: altro\noggetto: Nota\nfirmatari: [il-ponte]\n",
    )
    assert said(register) == []


def test_a_broken_table_is_neither_unknown_nor_closed(register: Path) -> None:
    record(register, "data/tavoli/abitare.yaml", BROKEN)
    minutes(register, "2020-03-15-abitare", HELD + CALL.replace("2024-02-01", "2020-03-14"))
    assert said(register) == []


def test_broken_minutes_still_have_follow_ups_attachments_and_a_number(register: Path) -> None:
    minutes(register, "2024-03-15-plenaria", "numero: 2\n" + BROKEN)
    minutes(register, "2024-02-15-plenaria", "numero: 1\n" + HELD + CALL)
    minutes(
        register,
        "2024-04-15-plenaria",
        "numero: 3\nseconda_di: 2024-03-15-plenaria\n" + HELD,
    )
    record(
        register,
        "data/seguiti/2024-03-15-plenaria.yaml",
        'azioni:\n  - {n: 4, data: "2024-03-20", stato: fatta}\n',
    )
    record(register, "data/allegati/2024-03-15-plenaria/presenze.txt", "Foglio\n")
    assert [words for words in said(register) if not words.startswith("VER011")] == []


def test_a_broken_act_is_not_an_unknown_one(register: Path) -> None:
    record(register, "data/atti/2024/2024-02-01-nota.yaml", BROKEN)
    record(register, "data/allegati/2024-02-01-nota/presenze.txt", "Foglio\n")
    decision = (
        "decisioni:\n  - {n: 1, oggetto: Ratifica, testo: Si ratifica, esito: approvata, "
        "effetti: [{tipo: ratifica, atto: 2024-02-01-nota}]}\n"
    )
    minutes(register, "2024-03-15-plenaria", HELD + CALL + decision)
    assert said(register) == []


def test_a_broken_pact_lays_down_no_rules(register: Path) -> None:
    late = CALL.replace("2024-02-01", "2024-03-14")
    approved(register, "2024-03-15-plenaria", HELD + late, 'modo: firma, data: "2024-03-20"')
    assert codes(register) == ["VER011", "VER020"]
    record(register, "data/patto.yaml", BROKEN)
    assert codes(register) == []


def test_a_silent_pact_finds_nothing_late_nor_wrongly_approved(register: Path) -> None:
    late = CALL.replace("2024-02-01", "2024-03-14")
    proxies = (
        "deleghe:\n  - {di: il-ponte, a: comune-di-roccaverde}\n"
        "  - {di: la-soglia, a: comune-di-roccaverde}\n"
    )
    alone = HELD.replace("[comune-di-roccaverde, il-ponte, la-soglia]", "[comune-di-roccaverde]")
    approved(
        register, "2024-03-15-plenaria", alone + late + proxies, 'modo: firma, data: "2024-03-20"'
    )
    assert codes(register) == ["VER005", "VER011", "VER020"]
    without_rules(register)
    assert codes(register) == []


def test_where_nobody_says_who_was_there_nobody_is_missing(register: Path) -> None:
    text = HELD.replace("presenti: [comune-di-roccaverde, il-ponte, la-soglia]\n", "")
    minutes(
        register,
        "2024-03-15-plenaria",
        text
        + CALL
        + "deleghe:\n  - {di: il-ponte, a: la-soglia}\n"
        + 'movimenti:\n  - {ente: la-soglia, entra: "18:00"}\n'
        + "decisioni:\n  - {n: 1, oggetto: Calendario, testo: Si approva, esito: approvata}\n",
    )
    assert said(register) == ["VER013 nel verbale della seduta manca «presenti»"]


# --- bodies ---


@pytest.mark.parametrize(
    "line",
    [
        "presenti: [roma-xii]",
        "collegati: [roma-xii]",
        "giustificati: [roma-xii]",
        "presiede: roma-xii",
        "deleghe: [{di: roma-xii}]",
        "deleghe: [{di: il-ponte, a: roma-xii}]",
        "movimenti: [{ente: roma-xii, entra: '18:00'}]",
        "azioni: [{n: 1, testo: Fare, responsabili: [roma-xii], entro: '2024-04-01'}]",
        *(
            f"decisioni: [{{n: 1, oggetto: O, testo: T, esito: approvata, votazione: {vote}}}]"
            for vote in (
                "{metodo: palese, contrari: [roma-xii]}",
                "{metodo: palese, astenuti: [roma-xii]}",
                "{metodo: palese, non_votanti: [roma-xii]}",
                "{metodo: palese, esclusi: [roma-xii]}",
                "{metodo: segreto, preferenze: [{ente: roma-xii, voti: 1}]}",
            )
        ),
    ],
)
def test_every_place_that_names_a_body_is_looked_at(register: Path, line: str) -> None:
    minutes(register, "2024-03-15-plenaria", AGENDA + line + "\n")
    assert "VER002 «roma-xii» non è un ente della rete" in said(register)


def test_guests_may_be_anybody(register: Path) -> None:
    minutes(register, "2024-03-15-plenaria", AGENDA + "ospiti: [roma-xii, una consulente]\n")
    assert said(register) == []


# --- tables, days and hours ---


def test_a_closed_table_does_not_meet(register: Path) -> None:
    table = register / "data/tavoli/abitare.yaml"
    closing = 'chiusura: {al: "2024-06", atto: 2024-01-15-stipula}\n'
    table.write_text(table.read_text(encoding="utf-8") + closing, encoding="utf-8")
    minutes(register, "2024-06-30-abitare", AGENDA)
    assert said(register) == []
    minutes(register, "2024-07-01-plenaria", "congiunta_con: [abitare]\n" + AGENDA)
    (found,) = said(register)
    assert found.startswith("VER014 il 2024-07-01 il tavolo «abitare» non può riunirsi: non è più")


def test_an_evening_sitting_may_end_after_midnight() -> None:
    assert moment("00:30", "21:00") > moment("23:59", "21:00")
    assert moment("00:30", "17:30") < moment("17:30", "17:30")
    assert moment("06:00", "21:00") < moment("21:00", "21:00")


def test_two_sittings_of_a_day_may_have_their_numbers_in_any_order(register: Path) -> None:
    minutes(register, "2024-03-15-plenaria", "numero: 2\n" + AGENDA)
    minutes(register, "2024-03-15-plenaria-bis", "numero: 1\n" + AGENDA)
    minutes(register, "2024-03-16-abitare", "numero: 9\n" + AGENDA)
    minutes(register, "2025-03-15-plenaria", "numero: 1\n" + AGENDA)
    assert said(register) == []


# --- convocation ---


def test_a_table_that_has_its_own_notice_follows_it(register: Path) -> None:
    table = register / "data/tavoli/abitare.yaml"
    own = (
        'regolamento:\n  - dal: "2024-02-01"\n    atto: 2024-01-15-stipula\n    regole:\n'
        "      convocazione: {preavviso: {giorni: 2}, urgente: {giorni: 1}}\n"
    )
    table.write_text(table.read_text(encoding="utf-8") + own, encoding="utf-8")
    call = 'convocazione: {inviata: "2024-03-13", mezzo: PEC}\n'
    minutes(register, "2024-03-15-abitare", AGENDA + call)
    assert said(register) == []
    minutes(register, "2024-03-15-plenaria", AGENDA + call)
    assert codes(register) == ["VER011"]


def test_an_urgent_call_is_not_measured_by_the_ordinary_notice(register: Path) -> None:
    call = 'convocazione: {inviata: "2024-03-14", mezzo: PEC, urgente: sì}\n'
    minutes(register, "2024-03-15-plenaria", AGENDA + call)
    assert said(register) == []


def test_a_consultation_in_writing_is_not_convened(register: Path) -> None:
    call = 'convocazione: {inviata: "2024-03-14", mezzo: PEC}\nmodalita: scritta\n'
    minutes(register, "2024-03-15-plenaria", AGENDA + call)
    assert said(register) == []


def test_a_notice_that_gives_way_to_holidays_ends_before_them(register: Path) -> None:
    # Five days before Saturday 6 April 2024 is Easter Monday: the last day is Saturday 30 March.
    minutes(register, "2024-04-06-plenaria", AGENDA + CALL.replace("2024-02-01", "2024-03-31"))
    assert said(register) == []
    pact = register / "data/patto.yaml"
    text = pact.read_text(encoding="utf-8").replace("resta", "slitta")
    pact.write_text(text, encoding="utf-8")
    (found,) = said(register)
    assert found.startswith("VER011 convocata il 2024-03-31")
    assert found.endswith("andava convocata entro il 2024-03-30")


# --- approval ---


@pytest.mark.parametrize(
    ("approval", "wrong"),
    [
        ('modo: firma, data: "2024-03-20"', ""),
        ("modo: firma", "l'approvazione per firma non ha una data"),
        ("modo: silenzio", "l'approvazione per silenzio non ha una data"),
        ("modo: seduta-stante", ""),
        ("modo: seduta-stante, atto: 2024-03-15-plenaria/1", ""),
        ('modo: seduta-stante, data: "2024-03-15"', ""),
        (
            'modo: seduta-stante, data: "2024-03-16"',
            "è approvato seduta stante, ma il 2024-03-16",
        ),
        (
            "modo: seduta-stante, atto: 2024-04-15-plenaria/1",
            "è approvato seduta stante, ma lo approva «2024-04-15-plenaria/1», di un'altra seduta",
        ),
        (
            'modo: firma, data: "2024-03-14"',
            "è approvato il 2024-03-14, prima della seduta del 2024-03-15",
        ),
        ("modo: seduta-successiva, atto: 2024-04-15-plenaria/1", ""),
        ("modo: seduta-successiva, atto: fonte", ""),
        (
            "modo: seduta-successiva, atto: 2024-03-15-plenaria/1",
            "lo approva «2024-03-15-plenaria/1», che è della seduta stessa",
        ),
        (
            "modo: seduta-successiva, atto: 2024-02-15-plenaria/1",
            "lo approva «2024-02-15-plenaria/1», che viene prima della seduta",
        ),
        (
            "modo: seduta-successiva, atto: 2024-01-15-stipula",
            "lo approva «2024-01-15-stipula», che viene prima della seduta",
        ),
    ],
)
def test_an_approval_says_how_and_when(register: Path, approval: str, wrong: str) -> None:
    decision = "decisioni:\n  - {n: 1, oggetto: Calendario, testo: Sì, esito: approvata}\n"
    for day in ("2024-02-15", "2024-04-15"):
        call = CALL.replace("2024-02-01", f"{day[:8]}01")
        minutes(register, f"{day}-plenaria", HELD + call + decision)
    approved(register, "2024-03-15-plenaria", HELD + CALL + decision, approval)
    found = [words.removeprefix("VER015 ") for words in said(register) if "VER015" in words]
    assert found == ([wrong] if wrong else [])


# --- effects ---


def test_effects_within_a_rectification_are_looked_at_as_well(register: Path) -> None:
    record(
        register,
        "data/atti/2024/2024-02-01-nota.yaml",
        "tipo: altro\noggetto: Nota\neffetti:\n  - tipo: rettifica\n"
        "    atto: 2024-01-15-stipula\n    effetti:\n"
        '      - {tipo: ammissione, ente: roma-xii, dal: "2024-02-01", decorrenza: firma}\n'
        "      - {tipo: ammissione, ente: roma-xii}\n",
    )
    assert codes(register) == ["ATT003", "ATT004", "ATT005"]


def test_a_table_that_an_act_sets_up_may_not_be_there_yet(register: Path) -> None:
    effects = (
        "effetti: [{tipo: istituzione, tavolo: lavoro, nome: Lavoro, genere: tavolo-tematico, "
        'dal: "2024-04-01"}, {tipo: ingresso, tavolo: lavoro, ente: il-ponte, dal: "2024-04-01"}]'
    )
    decision = f"decisioni:\n  - {{n: 1, oggetto: O, testo: T, esito: approvata, {effects}}}\n"
    minutes(register, "2024-03-15-plenaria", HELD + CALL + decision)
    assert said(register) == []


# --- the rules of a day ---


def rules_of(register: Path, day: str, tavolo: str | None = None) -> Durata | None:
    rules = rules_of_day(load(Folder(register)).rete, date.fromisoformat(day), tavolo)
    assert rules is not None
    assert rules.convocazione is not None
    return rules.convocazione.preavviso


def amended(register: Path, since: str) -> None:
    pact = register / "data/patto.yaml"
    version = (
        f'      - dal: "{since}"\n        atto: 2024-01-15-stipula\n        regole:\n'
        "          convocazione: {preavviso: {giorni: 8}}\n          deleghe: {massimo: 1}\n"
    )
    pact.write_text(pact.read_text(encoding="utf-8") + version, encoding="utf-8")


def test_rules_are_those_of_the_version_in_force(register: Path) -> None:
    amended(register, "2025-03-10")
    assert rules_of(register, "2024-01-14") is None
    assert rules_of(register, "2025-03-09") == Durata(giorni=5)
    assert rules_of(register, "2025-03-10") == Durata(giorni=8)


def test_in_the_month_of_a_change_only_what_did_not_change_is_known(register: Path) -> None:
    amended(register, "2025-03")
    assert rules_of(register, "2025-02-28") == Durata(giorni=5)
    assert rules_of(register, "2025-03-15") is None
    assert rules_of(register, "2025-03-31") == Durata(giorni=8)
    rules = rules_of_day(load(Folder(register)).rete, date(2025, 3, 15))
    assert rules is not None
    assert rules.deleghe is not None
    assert rules.deleghe.massimo == 1


def test_two_articles_that_disagree_lay_down_nothing(register: Path) -> None:
    pact = register / "data/patto.yaml"
    other = (
        '  - numero: "2"\n    rubrica: Altro\n    versioni:\n      - dal: "2024-06-01"\n'
        "        atto: 2024-01-15-stipula\n        regole:\n"
        "          convocazione: {preavviso: {giorni: 9}, urgente: {giorni: 1}}\n"
    )
    pact.write_text(pact.read_text(encoding="utf-8") + other, encoding="utf-8")
    assert rules_of(register, "2024-05-31") == Durata(giorni=5)
    assert rules_of(register, "2024-06-01") is None


def test_a_table_wins_over_the_pact_key_by_key(register: Path) -> None:
    table = register / "data/tavoli/abitare.yaml"
    own = (
        'regolamento:\n  - dal: "2024-02"\n    atto: 2024-01-15-stipula\n    regole:\n'
        "      convocazione: {preavviso: {giorni: 3}}\n"
        "      decisioni:\n"
        "        - {maggioranza: {di: presenti, oltre: 1/2}}\n"
        "        - {per: [ammissione], maggioranza: {di: presenti, almeno: 2/3}}\n"
    )
    table.write_text(table.read_text(encoding="utf-8") + own, encoding="utf-8")
    pact = register / "data/patto.yaml"
    both = "preavviso: {giorni: 5}\n            urgente: {giorni: 1}"
    text = pact.read_text(encoding="utf-8").replace("preavviso: {giorni: 5}", both)
    pact.write_text(text, encoding="utf-8")
    known = load(Folder(register)).rete
    rules = rules_of_day(known, date(2024, 3, 1), "abitare")
    assert rules is not None
    assert rules.convocazione is not None
    assert rules.convocazione.preavviso == Durata(giorni=3)
    assert rules.convocazione.urgente == Durata(giorni=1)
    assert [row.per for row in rules.decisioni or ()] == [("ammissione",), ()]
    assert rules_of_day(known, date(2024, 3, 1), "lavoro") is None
