"""Minutes that Italian bodies published whole, told again without persons: all that matters stays.

Each is recorded from its notes as a secretary would, and then lives on: carried out, approved,
put on the next agenda.
"""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rete.load.loader import load
from rete.model.verbale import Votazione
from rete.store import Folder
from tests.aiuti.mano import write
from tests.aiuti.raccontati import COMITATI, CONSIGLIO, WHOLE, Raccontato, Told, recorder
from tests.conftest import Said


@pytest.fixture(name="told")
def recording(tmp_path: Path, rete: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> Told:
    return recorder(tmp_path, rete, monkeypatch)


UNTOLD = "avviso: la decisione 1 risulta approvata, ma non si dice con quale voto"


def vote_of(recorded: Raccontato, number: int) -> Votazione:
    found = recorded.verbale.decisioni[number - 1].votazione
    assert found is not None
    return found


def seats(recorded: Raccontato, table: str) -> list[str]:
    return [s.ente for s in load(Folder(recorded.mano.register)).rete.tavoli[table].componenti]


@pytest.mark.parametrize("name", list(WHOLE))
def test_nothing_of_whole_minutes_is_lost(told: Told, name: str) -> None:
    recorded = told(name)
    recorded.loses_nothing_said()
    recorded.loses_nothing_recorded()
    verbale, document = recorded.verbale, recorded.document
    for guest in verbale.ospiti:
        assert guest in document
    for ente in verbale.attending:
        assert ente.replace("-", " ").title() in document
    for value in (verbale.inizio, verbale.fine, verbale.luogo, verbale.verbalizza):
        assert (value or "") in document
    assert recorded.mano.is_sound()


MATTERS = {
    "comitato": (
        *("In sala sono in 27, come dai fogli firme", "il direttivo arriva a sette"),
        *("Alle 20 del 7 maggio erano arrivate tre candidature", "presiede il Quartiere Pioppi"),
        *("scrutina il Quartiere Salici, verbalizza il Quartiere Olmi", "Il 29 aprile"),
        *("A dieci mesi dall'alluvione", "nei piani dal 2002", "quella prevista nel 2015"),
        *(
            "tre ponti",
            "una è crollata",
            "il rischio di inondazione al 64%",
            "in 7 per circa 500 km",
        ),
        *("Il 6 maggio", "le diapositive devono ancora arrivare", "le ordinanze 11 e 14"),
        *("il 100% dei danni veri", "il credito d'imposta", "i certificati di conformità edilizia"),
        *("Un architetto e un ingegnere hanno detto di sì", "ha aderito al progetto d'arte"),
    ),
    "sede": (
        *("si regge sul contributo del circolo provinciale", "i tesserati sono calati molto"),
        *("Per l'anno in corso non cambia quasi nulla", "farlo gestire da volontari dei gruppi"),
        *("È scaduta, è già stata prorogata una volta", "copre tutte le spese", "il secondo piano"),
        *("convocherà un'altra riunione", "Il gruppo invitato assicura"),
        *("un gruppo che non è un'associazione registrata (tre persone)",),
    ),
    "direttivo": ("una croce accanto a un nome, e uno solo", "ha 5 minuti", "vuole 5 o 7"),
    "federazione": (
        *("Segretario della seduta è il Circolo Passero", "È confermata la delega ai delegati"),
        *(
            "l'incarico che il presidente onorario ha",
            "è autorizzata la sua pubblicazione immediata",
        ),
    ),
}
"""Facts of each original, as they are told again: none may leave the file or the document."""


@pytest.mark.parametrize("name", list(WHOLE))
def test_the_facts_of_the_original_are_in_the_document(told: Told, name: str) -> None:
    document = told(name).document
    assert [fact for fact in MATTERS[name] if fact not in document] == []


def test_a_board_with_one_connected_keeps_hours_call_and_place(told: Told) -> None:
    recorded = told("direttivo")
    verbale, document = recorded.verbale, recorded.document
    assert verbale.convocazione is not None
    assert (verbale.inizio, verbale.fine, verbale.modalita) == ("20:30", "21:14", "mista")
    assert verbale.convocazione.inviata == date(2024, 4, 26)
    assert (verbale.presenti, verbale.collegati) == (
        ("comitato-borgo", "comitato-ponte", "comitato-argine"),
        ("comitato-mulino",),
    )
    assert "**In collegamento** (1): Comitato Mulino." in document
    assert "convocazione inviata il 26 aprile 2024" in document
    assert "la seduta è chiusa alle ore 21:14" in document
    assert "si riunisce la cabina di regia «Direttivo»" in document
    lacking = "nel verbale della seduta mancano «presiede» e «verbalizza»"
    assert recorded.findings() == [("VER013", f"avviso: {lacking}"), ("VER084", UNTOLD)]


def test_a_decision_in_seven_parts_keeps_its_deadlines_and_conditions(told: Told) -> None:
    recorded = told("direttivo")
    (decided,) = recorded.verbale.decisioni
    rules = decided.testo.splitlines()[1:]
    assert (len(rules), decided.votazione, decided.esito) == (7, None, "approvata")
    for rule, what in zip(
        rules,
        (
            "se un quartiere non indica nessuno, sceglie il direttivo",
            "si vota soltanto in presenza",
            "entro le 20 del 7 maggio 2024",
            "articolo 7 dello statuto",
            "mostra un documento d'identità valido",
            "se le candidature sono soltanto due si elegge un solo componente",
            "a parità, chi si è candidato prima",
        ),
        strict=True,
    ):
        assert what in rule
    items = recorded.document.replace("\\", "").splitlines()
    assert [rule for rule in rules if rule not in items] == []


def test_minutes_that_all_signed_are_approved_by_their_signature(told: Told) -> None:
    recorded = told("direttivo")
    recorded.mano.writes(
        "verbale", "approva", recorded.id, "--modo", "firma", "--data", "2024-05-02"
    )
    signed = b"%PDF-1.4 con le quattro firme\n"
    file = recorded.mano.register / f"data/allegati/{recorded.id}/verbale-firmato.pdf"
    file.parent.mkdir(parents=True)
    file.write_bytes(signed)
    path = f"data/verbali/2024/{recorded.id}.yaml"
    attached = (
        "allegati:\n  - file: verbale-firmato.pdf\n    titolo: Il verbale firmato\n"
        f"    sha256: {hashlib.sha256(signed).hexdigest()}\n"
        "    firma:\n      formato: autografa\n      data: '2024-05-02'\n"
        "      ruolo: presidenza, vicepresidenza, portavoce, consigliere\n"
    )
    write(recorded.mano.register, {path: recorded.mano.text(path) + attached})
    assert recorded.mano.is_sound()
    assert "Verbale approvato con la firma, il 2 maggio 2024." in recorded.document
    assert "- Il verbale firmato (verbale-firmato.pdf, SHA-256" in recorded.document


def test_an_election_gives_their_seats_to_the_elected(told: Told) -> None:
    recorded = told("direttivo", "comitato")
    assert seats(recorded, "direttivo") == list(COMITATI[:4])
    elected = recorded.verbale.decisioni[2]
    assert [(e.tipo, e.tavolo, e.ente) for e in elected.effetti] == [
        ("ingresso", "direttivo", "comitato-gora"),
        ("ingresso", "direttivo", "comitato-chiusa"),
        ("ingresso", "direttivo", "comitato-golena"),
    ]
    assert "- Effetto: ingresso di Comitato Gora in «Direttivo» dal 09/05/2024." in (
        recorded.document
    )
    recorded.mano.writes("verbale", "attua", recorded.id)
    assert sorted(seats(recorded, "direttivo")) == sorted(COMITATI[:7])


def test_three_decisions_on_one_point_keep_each_its_own_premises_and_vote(told: Told) -> None:
    recorded = told("comitato")
    committee, way, election = recorded.verbale.decisioni
    assert [d.punto for d in (committee, way, election)] == [1, 1, 1]
    assert [len(d.premesse) for d in (committee, way, election)] == [2, 1, 0]
    assert "2024-05-02-direttivo/1" in committee.premesse[0]
    assert "le candidature sono tante quanti i posti" in way.premesse[0]
    assert (way.oggetto, election.oggetto) == (
        "Come si vota",
        "Elezione di tre componenti del direttivo",
    )
    assert committee.votazione is None
    assert (vote_of(recorded, 2).metodo, vote_of(recorded, 3).metodo) == ("palese", "palese")
    # How many could vote is not known: «all'unanimità» has no numbers, as in the original.
    assert recorded.document.count("Con voto palese, all'unanimità.\n") == 2


def test_an_assembly_keeps_its_tasks_and_every_day_to_come(told: Told) -> None:
    recorded = told("comitato")
    verbale, document = recorded.verbale, recorded.document
    assert (len(verbale.presenti or ()), verbale.fine) == (27, "22:30")
    assert "**Presenti** (27): Comitato Borgo, " in document
    inquiry, meeting = verbale.azioni
    assert (inquiry.entro, meeting.entro) == (date(2024, 5, 10), date(2024, 6, 27))
    assert "se si potrà intervenire" in inquiry.testo
    assert len(inquiry.responsabili) == len(meeting.responsabili) == 7
    for day in (
        *("entro maggio 2024", "Il 10 maggio chi coordina", "il 22 maggio alle 20.30"),
        *("proroga al 18 novembre 2024", "non è detto chi lo fa, né quando"),
    ):
        assert day in document
    said = verbale.odg[1].discussione or ""
    assert len([line for line in said.splitlines() if line.startswith("- ")]) == 9
    codes = [code for code, _ in recorded.findings()]
    assert codes == ["VER013", "VER084", "VER066", "VER066", "VER066"]


def test_two_secret_ballots_on_one_matter_are_two_decisions(told: Told) -> None:
    recorded = told("federazione")
    tied, final = vote_of(recorded, 3), vote_of(recorded, 4)
    assert (tied.metodo, final.metodo) == ("segreto", "segreto")
    assert [(p.ente.removeprefix("circolo-"), p.voti) for p in tied.preferenze] == [
        ("rondine", 5),
        ("cinciallegra", 5),
        ("balestruccio", 5),
        ("passero", 1),
    ]
    assert [(p.ente.removeprefix("circolo-"), p.voti) for p in final.preferenze] == [
        ("balestruccio", 6),
        ("rondine", 5),
        ("cinciallegra", 4),
    ]
    assert [d.esito for d in recorded.verbale.decisioni[2:4]] == ["respinta", "approvata"]
    assert "A scrutinio segreto.\nPreferenze a Circolo Rondine: 5." in recorded.document
    assert "Preferenze a Circolo Passero: 1.\n\n**Esito:** respinta." in recorded.document
    assert "Preferenze a Circolo Cinciallegra: 4.\n\n**Esito:** approvata." in recorded.document
    # Two names on each ballot paper: more preferences than voters, and nothing to wonder at.
    assert "VER043" not in [code for code, _ in recorded.findings()]


def test_offices_powers_and_their_limits_stay_in_the_words_of_the_decision(told: Told) -> None:
    recorded = told("federazione")
    document = recorded.document
    assert "è vicepresidente di sede, cioè vicario, e accetta." in document
    assert "Con voto palese, all'unanimità: favorevoli 8, contrari 0, astenuti 0." in document
    assert "quando manca, firmano insieme i vicepresidenti" in document
    assert "può firmare da solo fino a 5.000,00 euro" in document
    assert "**Assenti** (3): Circolo Rondine, Circolo Storno e Circolo Tordo." in document
    assert len(recorded.verbale.ospiti) == 3
    recorded.mano.writes("verbale", "attua", recorded.id)
    assert sorted(seats(recorded, "consiglio-di-presidenza")) == ["circolo-airone", CONSIGLIO[9]]


def test_minutes_approved_before_the_sitting_ended_say_so(told: Told) -> None:
    recorded = told("federazione")
    by = f"{recorded.id}/9"
    recorded.mano.writes("verbale", "approva", recorded.id, "--modo", "seduta-stante", "--atto", by)
    approval = recorded.verbale.approvazione
    assert approval is not None
    assert (approval.modo, approval.atto) == ("seduta-stante", by)
    assert [e.tipo for e in recorded.verbale.decisioni[8].effetti] == ["approvazione-verbale"]
    assert "Verbale approvato seduta stante, il 18 maggio 2025" in recorded.document
    assert "bozza" not in recorded.document.casefold()


def test_a_sitting_without_an_agenda_is_asked_for_a_point(told: Told) -> None:
    recorded = told("federazione")
    text = recorded.text.replace("18 maggio", "25 maggio")
    file = recorded.mano.register.parent / "appunti.txt"
    file.write_text(
        "".join(f"{line}\n" for line in text.splitlines() if not line.startswith("PUNTO")), "utf-8"
    )
    refused = recorded.mano.refuses("verbale", "redigi", "--appunti", str(file))
    assert "serve almeno un «PUNTO»" in refused.err


def test_a_meeting_that_decided_nothing_is_told_and_what_waits_comes_back(told: Told) -> None:
    recorded = told("sede")
    verbale, document = recorded.verbale, recorded.document
    assert (verbale.decisioni, verbale.azioni, len(verbale.presenti or ())) == ((), (), 4)
    assert verbale.ospiti[1] == "il gruppo di gestione (due rappresentanti)"
    assert "finisce il 31 luglio 2025" in document
    assert "Il punto è rinviato." in document
    assert "## Azioni" not in document
    assert "si riunisce la plenaria «Assemblea dei soci»." in document
    recorded.mano.writes(
        *("verbale", "convoca", "plenaria", "--data", "2026-06-20", "--inizio", "18:00"),
        *("--luogo", "Sede", "--modalita", "presenza"),
    )
    agenda = load(Folder(recorded.mano.register)).rete.verbali["2026-06-20-plenaria"].odg
    assert any("Rinnovo della convenzione con il Comune" in p.titolo for p in agenda)


def test_a_task_without_a_day_is_an_action_that_is_never_late(told: Told) -> None:
    recorded = told("sede")
    text = recorded.text.replace("3 giugno", "10 giugno")
    file = recorded.mano.register.parent / "appunti.txt"
    file.write_text(f"{text}AZIONE: circolo cittadino, chiedere del bando\n", encoding="utf-8")
    recorded.mano.writes("verbale", "redigi", "--appunti", str(file))

    listed = recorded.mano.call("azione", "elenca", "--oggi", "2040-01-01").out
    assert "aperta, senza scadenza; Circolo Cittadino" in " ".join(listed.split())
