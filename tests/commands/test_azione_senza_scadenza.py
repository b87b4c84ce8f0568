"""Actions without a day, or of somebody who is no body: never late, in every list and paper."""

import json

import pytest

from tests.aiuti.mano import MINUTES, MINUTES_FILE, Mano, write

ACTIONS = """\
azioni:
  - {n: 1, testo: Comprare le sedie, incaricati: [il gruppo sedie], punto: 1}
  - {n: 2, testo: Portare i tavoli, responsabili: [il-ponte], incaricati: ["=il custode"]}
  - {n: 3, testo: Scrivere al sindaco, responsabili: [il-ponte], entro: "2026-05-30"}
"""
LATER = ("--oggi", "2040-01-01")


@pytest.fixture
def acting(mano: Mano) -> Mano:
    write(mano.register, {MINUTES_FILE: mano.text(MINUTES_FILE) + ACTIONS})
    return mano


def listed(mano: Mano, *options: str) -> list[dict[str, object]]:
    said = mano.call("azione", "elenca", "--formato", "json", *options)
    found: list[dict[str, object]] = json.loads(said.out)["azioni"]
    return found


def test_an_action_without_a_day_is_open_and_never_late(acting: Mano) -> None:
    late, *others = listed(acting, *LATER)

    assert late["n"] == 3
    assert [
        (one["n"], one.get("entro"), one.get("giorni"), one["situazione"]) for one in others
    ] == [
        (1, None, None, "aperta, senza scadenza"),
        (2, None, None, "aperta, senza scadenza"),
    ]
    assert [one["n"] for one in listed(acting, "--stato", "scadute", *LATER)] == [3]
    due = acting.call("scadenze", "--formato", "json", *LATER).out
    assert f"azione/{MINUTES}/3" in due
    assert f"azione/{MINUTES}/1" not in due
    counts = json.loads(acting.call("stato", "--formato", "json", *LATER).out)["azioni"]
    assert counts == {"aperte": 3, "scadute": 1}


def test_who_is_no_body_stands_beside_the_bodies(acting: Mano) -> None:
    assert {
        str(one["n"]): (one["responsabili"], one.get("incaricati")) for one in listed(acting)
    } == {
        "1": ([], ["il gruppo sedie"]),
        "2": (["il-ponte"], ["=il custode"]),
        "3": (["il-ponte"], None),
    }
    page = " ".join(acting.call("azione", "elenca").out.split())
    assert "aperta, senza scadenza; il gruppo sedie" in page
    assert "senza scadenza; Associazione Il Ponte, =il custode" in page
    card = " ".join(acting.call("verbale", "mostra", MINUTES).out.split())
    assert "il gruppo sedie, senza scadenza: aperta" in card
    assert "'=il custode" in acting.call("azione", "elenca", "--formato", "csv").out


def test_papers_say_it_too(acting: Mano) -> None:
    minutes = acting.call("documento", "verbale", MINUTES).out
    assert "| 1 | Comprare le sedie | il gruppo sedie | senza scadenza |" in minutes
    assert "| 2 | Portare i tavoli | Associazione Il Ponte e =il custode | senza scadenza |" in (
        minutes
    )
    body = acting.call("documento", "scheda-ente", "il-ponte").out
    assert "| senza scadenza | Portare i tavoli" in body


def test_the_next_agenda_names_them(acting: Mano) -> None:
    said = acting.call("verbale", "convoca", "plenaria", "--data", "2026-06-20", "--prova")
    told = " ".join((said.out + said.err).split())
    assert "Comprare le sedie (il gruppo sedie, senza scadenza:" in told


def test_news_give_it_a_day_and_somebody_else(acting: Mano) -> None:
    said = acting.writes(
        *("azione", "aggiorna", f"{MINUTES}/2", "--stato", "in-corso", "--data", "2026-05-25"),
        *("--entro", "2026-06-10", "--incaricati", "l'ufficio tecnico"),
    )

    told = " ".join(said.out.split())
    assert "si sposta al 10/06/2026: era senza scadenza" in told
    assert "passa a «l'ufficio tecnico»: prima era affidata a «il-ponte»" in told
    (found,) = [one for one in listed(acting, *LATER) if one["n"] == 2]
    assert (found["responsabili"], found["incaricati"]) == ([], ["l'ufficio tecnico"])
    assert str(found["situazione"]).startswith("scaduta")


def test_nobody_takes_over_an_action_that_is_over(acting: Mano) -> None:
    acting.refuses(
        *("azione", "aggiorna", f"{MINUTES}/2", "--stato", "fatta", "--data", "2026-05-25"),
        *("--incaricati", "l'ufficio tecnico"),
        code=2,
    )
