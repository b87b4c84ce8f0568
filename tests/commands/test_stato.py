"""`rete stato` (and `rete` alone): what there is on a day, and what is missing in the register."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.aiuti.archivio import begin, commit
from tests.conftest import Said

Rete = Callable[..., Said]

SOUND = """\
Rete di Roccaverde
al 01/06/2026

Periodo     dal 15/01/2024 fino al 31/12/2027
Aderenti    3 (1 pubblico, 2 del privato sociale)
Tavoli      2 attivi
Sedute      nessuna tenuta nel 2026
Azioni      nessuna aperta
Controllo   errori: 0, avvisi: 0

Da aggiornare e completare
   3  aderenti senza contatti                 rete stato --tutto
   3  aderenti senza rappresentante           rete stato --tutto
"""

MINUTES = """\
odg:
  - {punto: 1, titolo: Bilancio}
presenti: [comune-di-roccaverde, il-ponte, la-soglia]
"""
ACTIONS = """\
azioni:
  - {n: 1, testo: Uno, responsabili: [il-ponte], entro: "2026-03-31"}
  - {n: 2, testo: Due, responsabili: [il-ponte], entro: "2026-06-01"}
  - {n: 3, testo: Tre, responsabili: [il-ponte], entro: "2026-03-31"}
  - {n: 4, testo: Quattro, responsabili: [il-ponte], entro: "2026-03-31"}
"""
FOLLOWED = """\
azioni:
  - {n: 3, data: "2026-04-01", stato: fatta}
  - {n: 4, data: "2026-04-01", stato: in-corso, entro: "2026-09-30"}
"""
UNKNOWN = "denominazione: Banda\nnatura: privato-sociale\nadesioni:\n  - {atto: fonte}\n"
PLANNED = "odg:\n  - {punto: 1, titolo: Varie}\n"


def write(register: Path, path: str, text: str) -> None:
    file = register / "data" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def change(register: Path, path: str, old: str, new: str) -> None:
    text = (register / "data" / path).read_text(encoding="utf-8")
    assert old in text
    write(register, path, text.replace(old, new))


def line_of(said: Said, label: str) -> str:
    """A line and those that go on with it."""
    lines = said.out.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(label))
    end = start + 1
    while end < len(lines) and lines[end].startswith("            "):
        end += 1
    return " ".join(" ".join(lines[start:end]).split()).removeprefix(f"{label} ")


def test_a_sound_register_word_for_word(rete: Rete, register: Path) -> None:
    said = rete("stato", folder=register)

    assert (said.code, said.out, said.err) == (0, SOUND, "")


def test_alone_it_says_the_same(rete: Rete, register: Path) -> None:
    assert rete(folder=register).out == SOUND


TERM = '{id: primo, dal: "2024-01-15", al: "2027-12-31", atto: 2024-01-15-stipula}'
INFERRED = '{id: primo, dal: "2024-01-15", durata: {anni: 4}, atto: fonte}'
MONTHS = '{id: primo, dal: "2024-01", al: "2027-12", atto: fonte}'
ENDLESS = '{id: primo, dal: "2024-01-15", atto: fonte}'
WITHOUT_END = '{id: primo, dal: "2024-01-15", atto: fonte, senza_termine: sì}'
ENDED = '{id: primo, dal: "2024-01-15", al: "2024-09", atto: fonte}'
TWO = """{id: primo, dal: "2024-01-15", al: "2025-04-30", atto: fonte}
  - {id: secondo, dal: "2026-07-08", al: "2028-12-31", atto: fonte}"""
GAP = "nessuno in corso: l'ultimo è finito il 30/04/2025, il prossimo comincia l'08/07/2026"


@pytest.mark.parametrize(
    ("written", "day", "words"),
    [
        (INFERRED, "2026-06-01", "dal 15/01/2024 fino al 14/01/2028 (fine dedotta dalla durata)"),
        (MONTHS, "2027-12-31", "da 01/2024 fino a 12/2027"),
        (ENDLESS, "2026-06-01", "dal 15/01/2024, senza una fine nota"),
        (WITHOUT_END, "2026-06-01", "dal 15/01/2024, senza termine"),
        (ENDED, "2026-06-01", "nessuno in corso: l'ultimo è finito a settembre 2024"),
        (ENDED, "2020-01-01", "nessuno in corso: il prossimo comincia il 15/01/2024"),
        (TWO, "2026-06-01", GAP),
        (TWO, "2026-07-08", "dal 08/07/2026 fino al 31/12/2028"),
    ],
)
def test_the_term_and_its_end_are_told(
    rete: Rete, register: Path, written: str, day: str, words: str
) -> None:
    change(register, "patto.yaml", TERM, written)

    assert line_of(rete("stato", "--al", day, folder=register), "Periodo") == words


def test_of_a_pact_that_cannot_be_read_no_term_is_said_not_to_run(
    rete: Rete, register: Path
) -> None:
    assert (
        "ignoto"
        not in json.loads(rete("stato", "--formato", "json", folder=register).out)["periodo"]
    )
    write(register, "patto.yaml", "[")

    assert line_of(rete("stato", folder=register), "Periodo") == "non si sa se ne sia in corso uno"
    told = json.loads(rete("stato", "--formato", "json", folder=register).out)
    assert told["periodo"]["ignoto"] is True


def test_members_are_told_by_what_they_are(rete: Rete, register: Path) -> None:
    change(register, "enti/il-ponte.yaml", "2024-01-15-stipula}",
           "2024-01-15-stipula, qualita: osservatore}")  # fmt: skip
    change(register, "enti/la-soglia.yaml", "adesioni:",
           'sospensioni:\n  - {dal: "2026-01-01", atto: fonte}\nadesioni:')  # fmt: skip
    write(register, "enti/banda.yaml", UNKNOWN)

    assert line_of(rete("stato", folder=register), "Aderenti") == (
        "3 (1 pubblico, 2 del privato sociale), 1 osservatore, 1 sospeso, 1 da verificare"
    )
    before = rete("stato", "--al", "2025-12-31", folder=register)
    assert "sospeso" not in before.out


def test_sittings_are_told_by_what_they_wait_for(rete: Rete, register: Path) -> None:
    write(register, "verbali/2026/2026-02-01-plenaria.yaml", MINUTES)
    write(register, "verbali/2026/2026-03-01-plenaria.yaml", MINUTES + 'deserta: "18:30"\n')
    write(register, "verbali/2026/2026-04-01-plenaria.yaml", PLANNED)
    write(register, "verbali/2025/2025-03-01-plenaria.yaml", MINUTES)
    write(register, "verbali/2026/2026-06-01-abitare.yaml", PLANNED)
    write(register, "verbali/2026/2026-06-20-plenaria.yaml", PLANNED)
    write(register, "verbali/2026/2026-07-20-plenaria.yaml", PLANNED)

    said = rete("stato", folder=register)

    assert line_of(said, "Sedute") == "2 tenute nel 2026, di cui 1 deserta"
    assert line_of(said, "Prossima") == "01/06/2026 Tavolo abitare (e 2 altre)"
    minutes = "   3  verbali da approvare, 3 in ritardo      rete verbale elenca --stato bozza\n"
    assert minutes in said.out
    late = "   1  seduta senza verbale dal 01/04/2026     rete scadenze --tipo redazione\n"
    assert late in said.out
    everything = rete("stato", "--tutto", folder=register).out
    assert f"{minutes}      2025-03-01-plenaria, 2026-02-01-plenaria, 2026-03-01-plenaria\n" in (
        everything
    )
    assert (
        "      01/04/2026 Scrivere il verbale: Plenaria del 01/04/2026\n"
        "      → rete verbale redigi 2026-04-01-plenaria\n"
    ) in everything


def test_minutes_approved_later_were_to_be_approved_before(rete: Rete, register: Path) -> None:
    approval = f'approvazione: {{modo: firma, data: "2026-03-10", impronta: {"0" * 64}}}\n'
    write(register, "verbali/2026/2026-02-01-plenaria.yaml", MINUTES + approval)

    before = rete("stato", "--al", "2026-03-09", folder=register)
    after = rete("stato", "--al", "2026-03-10", folder=register)

    assert "   1  verbale da approvare " in before.out
    assert "da approvare" not in after.out


def test_actions_are_open_until_a_follow_up_says_otherwise(rete: Rete, register: Path) -> None:
    write(register, "verbali/2026/2026-02-01-plenaria.yaml", MINUTES + ACTIONS)
    write(register, "seguiti/2026-02-01-plenaria.yaml", FOLLOWED)

    def told(day: str) -> str:
        return line_of(rete("stato", "--al", day, folder=register), "Azioni")

    assert told("2026-01-31") == "nessuna aperta"
    assert told("2026-03-31") == "4 aperte"  # the last day is not too late
    assert told("2026-04-01") == "3 aperte, di cui 1 scaduta"
    assert told("2026-06-02") == "3 aperte, di cui 2 scadute"
    assert told("2026-10-01") == "3 aperte, di cui 3 scadute"


def test_what_is_missing_is_counted_and_named_on_demand(rete: Rete, register: Path) -> None:
    change(register, "patto.yaml", "elenco: completo", "elenco: parziale\nconteggi_pubblicati:\n"
        '  - {data: "2026-02", totale: 12, fonti: [{titolo: Gazzetta}]}\n'
        '  - {data: "2026-07-01", totale: 20, fonti: [{titolo: Dopo}]}')  # fmt: skip
    patto = (register / "data/patto.yaml").read_text(encoding="utf-8")
    write(register, "patto.yaml", patto.partition("articoli:")[0])
    write(register, "tavoli/orti.yaml",
          "nome: Orti\ngenere: tavolo-tematico\nistituzione: {atto: fonte}\n")  # fmt: skip
    change(register, "enti/il-ponte.yaml", 'codice_fiscale: "90000029992"\n', "")

    short = rete("stato", folder=register)
    long = rete("stato", "--tutto", folder=register)

    assert short.out.partition("Da aggiornare e completare\n")[2] == (
        "   3  aderenti senza contatti                 rete stato --tutto\n"
        "   9  aderenti senza nome (12 pubblicati)     rete ente elenca\n"
        "      il patto non ha articoli nel registro   rete patto mostra\n"
        "   1  aderente senza codice fiscale           rete stato --tutto\n"
        "   3  aderenti senza rappresentante           rete stato --tutto\n"
        "   1  tavolo senza componenti                 rete stato --tutto\n"
        "   1  scheda con atti noti solo da fonti      rete stato --tutto\n"
    )
    assert "codice fiscale           rete stato --tutto\n      il-ponte\n" in long.out
    assert "senza componenti                 rete stato --tutto\n      orti\n" in long.out


def test_what_is_there_is_not_missing(rete: Rete, register: Path) -> None:
    for name in ("il-ponte", "la-soglia", "comune-di-roccaverde"):
        change(register, f"enti/{name}.yaml", "adesioni:", "contatti: {email: ciao@example.org}\n"
            "referenti:\n  - {ruolo: rappresentante, carica: presidente}\nadesioni:")  # fmt: skip

    assert "completare" not in rete("stato", folder=register).out


def test_errors_are_counted_and_the_rest_is_told_all_the_same(rete: Rete, register: Path) -> None:
    write(register, "enti/il-ponte.yaml", "natura: boh\n")

    said = rete("stato", folder=register)

    assert said.code == 0
    assert line_of(said, "Aderenti").startswith("2 (")
    checked, uncounted = line_of(said, "Controllo").split(" senza contare ")
    assert checked.endswith("(rete controlla)")
    assert uncounted == "ciò che sta nei file che non si leggono"
    assert "errori: 0" not in said.out


def test_errors_of_another_day_are_not_to_be_looked_for_in_the_files_of_today(
    rete: Rete, register: Path
) -> None:
    write(register, "enti/il-ponte.yaml", "natura: boh\n")
    begin(register)
    commit(register, "errori")

    said = rete("stato", "--registro-del", "oggi", folder=register)

    assert line_of(said, "Controllo").startswith("il registro di quel giorno aveva ")
    assert "rete controlla" not in said.out


def test_a_pact_that_cannot_be_read_is_no_fault_of_the_program(rete: Rete, register: Path) -> None:
    write(register, "patto.yaml", "titolo: [\n")

    said = rete("stato", folder=register)
    as_json = rete("stato", "--formato", "json", folder=register)

    assert said.code == as_json.code == 0
    assert said.out.startswith("Il patto non si legge\n")
    assert json.loads(as_json.out)["nome"] is None


def crowded(register: Path) -> None:
    """Everything there can be to tell, with long names."""
    long_name = "Rete " + "di collaborazione molto estesa " * 6
    change(register, "patto.yaml", "nome: Rete di Roccaverde", f"nome: {long_name.strip()}")
    change(register, "patto.yaml", "elenco: completo", "elenco: parziale\nconteggi_pubblicati:\n"
        '  - {data: "2024-02", totale: 120, fonti: [{titolo: Gazzetta}]}')  # fmt: skip
    patto = (register / "data/patto.yaml").read_text(encoding="utf-8")
    patto = patto.partition("articoli:")[0].replace('al: "2027-12-31"', 'al: "2025-04-30"')
    patto += '  - {id: secondo, dal: "2026-07-08", al: "2028-12-31", atto: fonte}\n'
    write(register, "patto.yaml", patto)
    for n in range(60):
        quality = ", qualita: osservatore" if n % 2 else ""
        dal = 'dal: "2024-02-01", ' if n % 3 else ""
        suspended = 'sospensioni:\n  - {dal: "2026-01-01", atto: fonte}\n' if n % 4 == 1 else ""
        write(register, f"enti/ente-numero-{n}.yaml",
              f"denominazione: Ente numero {n}\nnatura: pubblico\n{suspended}"
              f"adesioni:\n  - {{{dal}atto: fonte{quality}}}\n")  # fmt: skip
        write(register, f"tavoli/tavolo-numero-{n}.yaml",
              f"nome: {'Tavolo lungo ' * 12}\ngenere: tavolo-tematico\n"
              "istituzione: {atto: fonte}\n")  # fmt: skip
        write(register, f"verbali/2026/2026-12-01-tavolo-numero-{n}.yaml", PLANNED)
        write(register, f"verbali/2026/2026-02-01-tavolo-numero-{n}.yaml", PLANNED)
        write(register, f"verbali/2026/2026-03-01-tavolo-numero-{n}.yaml",
              MINUTES + ACTIONS + 'deserta: "18:30"\n')  # fmt: skip


def test_it_never_takes_more_than_a_screen(rete: Rete, register: Path) -> None:
    crowded(register)

    said = rete("stato", folder=register)

    lines = said.out.splitlines()
    assert len(lines) <= 24
    assert [line for line in lines if len(line) > 80] == []
    for words in ("…", "(e 59 altre)", "da verificare", "scadute", "altre cose", "in ritardo"):
        assert words in said.out
    everything = rete("stato", "--tutto", folder=register).out.splitlines()
    assert [line for line in everything if len(line) > 80] == []


def test_json_says_the_same(rete: Rete, register: Path) -> None:
    write(register, "verbali/2026/2026-02-01-plenaria.yaml", MINUTES + ACTIONS)
    write(register, "verbali/2026/2026-06-20-plenaria.yaml", PLANNED)

    told = json.loads(rete("stato", "--formato", "json", folder=register).out)

    assert told["versione"] == 1
    assert told["al"] == "2026-06-01"
    assert told["periodo"] == {
        "id": "primo",
        "dal": "2024-01-15",
        "al": "2027-12-31",
        "dedotta": False,
        "precedente_finito": None,
        "prossimo_comincia": None,
    }
    assert told["aderenti"]["totale"] == 3
    assert told["sedute"]["da_approvare"] == ["2026-02-01-plenaria"]
    assert told["sedute"]["prossime"] == ["2026-06-20-plenaria"]
    assert told["azioni"] == {"aperte": 4, "scadute": 3}
    assert [(gap["tipo"], gap["quanti"]) for gap in told["da_completare"]] == [
        ("contatti", 3),
        ("rappresentante", 3),
    ]


def decide(register: Path, day: str, *effects: str) -> str:
    """Minutes of a day that decide some effects; the reference of their only decision."""
    lines = "".join(f"      - {{{effect}}}\n" for effect in effects)
    decision = "decisioni:\n  - n: 1\n    oggetto: Ingressi\n    testo: Si decide.\n"
    write(register, f"verbali/2026/{day}-plenaria.yaml",
          f"{MINUTES}{decision}    esito: approvata\n    effetti:\n{lines}")  # fmt: skip
    return f"{day}-plenaria/1"


LEAD = 'tipo: coordinamento, tavolo: abitare, ente: la-soglia, dal: "2026-05-01"'


def test_decisions_that_nobody_carried_out_are_counted_with_the_command_that_shows_them(
    rete: Rete, register: Path
) -> None:
    assert "da attuare" not in rete("stato", folder=register).out

    first = decide(register, "2026-04-01", LEAD)
    said = rete("stato", folder=register).out
    assert "   1  decisione da attuare                    rete scadenze --tipo attuazione\n" in said
    assert "non ancora attuata" in rete("atto", "mostra", first, folder=register).out

    decide(register, "2026-04-15", LEAD)
    said = rete("stato", folder=register).out
    assert "   2  decisioni da attuare                    rete scadenze --tipo attuazione\n" in said
    assert "VER066" in rete("controlla", folder=register).out


def test_decisions_not_carried_out_are_those_of_the_day_and_are_named_on_demand(
    rete: Rete, register: Path
) -> None:
    first = decide(register, "2026-04-01", LEAD)
    second = decide(register, "2026-04-15", LEAD)

    before = rete("stato", "--al", "2026-04-14", "--tutto", folder=register)
    long = rete("stato", "--tutto", folder=register)
    told = json.loads(rete("stato", "--formato", "json", folder=register).out)

    assert "   1  decisione da attuare " in before.out
    assert second not in before.out
    assert "01/05/2026 Attuare: coordinamento di «Tavolo abitare» a " in long.out
    assert f"→ rete verbale attua {first}\n" in long.out
    assert [(one["atto"], one["tipo"]) for one in told["da_attuare"]] == [
        (first, "coordinamento"),
        (second, "coordinamento"),
    ]


def test_nothing_is_said_to_be_undone_where_the_answer_may_be_in_a_file_not_read(
    rete: Rete, register: Path
) -> None:
    decide(register, "2026-04-01", LEAD)
    write(register, "tavoli/abitare.yaml", "nome: [\n")

    assert "da attuare" not in rete("stato", folder=register).out


def test_a_register_with_nobody_in_does_not_count_zeros(rete: Rete, register: Path) -> None:
    day = ("stato", "--al", "2020-01-01")

    assert line_of(rete(*day, folder=register), "Aderenti") == "nessuno nel registro"
    assert line_of(rete(*day, folder=register), "Tavoli") == "nessuno attivo"


def test_outside_a_register_it_says_so(rete: Rete, tmp_path: Path) -> None:
    said = rete("stato", folder=tmp_path)

    assert (said.code, said.out) == (3, "")
    assert "non è un registro" in said.err


def test_overdue_things_come_first_then_those_of_the_week_each_with_its_command(
    rete: Rete, register: Path
) -> None:
    late = '  - {n: 1, testo: Uno, responsabili: [il-ponte], entro: "2026-05-20"}\n'
    soon = '  - {n: 2, testo: Due, responsabili: [il-ponte], entro: "2026-06-08"}\n'
    later = '  - {n: 3, testo: Tre, responsabili: [il-ponte], entro: "2026-06-09"}\n'
    write(
        register, "verbali/2026/2026-02-01-abitare.yaml", f"{MINUTES}azioni:\n{late}{soon}{later}"
    )

    shown = rete("stato", folder=register).out.partition("Da fare\n")[2].splitlines()

    assert shown[:2] == [
        "   1  azione in ritardo dal 20/05/2026        rete scadenze --tipo azione",
        "   1  azione entro l'08/06/2026               rete scadenze --tipo azione",
    ]


def test_what_grows_old_is_told_when_it_is_old(rete: Rete, register: Path) -> None:
    runts = 'runts: {stato: iscritto, verificato_il: "2025-05-31"}\nadesioni:'
    change(register, "enti/il-ponte.yaml", "adesioni:", runts)
    change(register, "tavoli/abitare.yaml", "componenti:", "cadenza: {ogni_mesi: 6}\ncomponenti:")

    said = rete("stato", folder=register).out
    told = json.loads(rete("stato", "--formato", "json", folder=register).out)

    assert "   1  iscrizione al RUNTS da riverificare     rete ente modifica il-ponte\n" in said
    assert "   1  tavolo fermo da troppo                  rete verbale convoca abitare\n" in said
    assert told["scadenze"]["scadute_per_tipo"] == {"riunione": 1, "runts": 1}
    assert "RUNTS" not in rete("stato", "--al", "2026-05-31", folder=register).out
