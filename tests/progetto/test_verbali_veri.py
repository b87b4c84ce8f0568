"""Minutes that Italian bodies published, told again without persons: the openings of those that
could not be read to the end. What is in them is not lost. The whole ones are in
`test_verbali_veri_interi.py`; what each file keeps of its original, and changes, it says first.
"""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.load.loader import load
from rete.store import Folder
from tests.aiuti.raccontati import ASSOCIAZIONI, OPENINGS, RECORDED, TOLD, WHOLE, Told, recorder
from tests.conftest import Said


@pytest.fixture(name="told")
def recording(tmp_path: Path, rete: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> Told:
    return recorder(tmp_path, rete, monkeypatch)


MISSING = "avviso: nel verbale della seduta"


def test_every_file_is_recorded_and_says_where_it_comes_from() -> None:
    assert sorted(RECORDED) == sorted(path.stem for path in TOLD.iterdir())
    for path in TOLD.iterdir():
        first = path.read_text(encoding="utf-8").split("\n\n")[0]
        assert re.search(r"Raccontato da un verbale pubblicato: https?://", first), path.stem
        assert ("L'originale è stato letto per intero" in first) == (path.stem in WHOLE)
        assert ("Dell'originale" in first) == (path.stem in OPENINGS)
        assert "Cambiati: " in first, path.stem


@pytest.mark.parametrize("name", list(OPENINGS))
def test_whatever_was_said_is_in_the_record_and_in_the_document(told: Told, name: str) -> None:
    recorded = told(name)
    assert recorded.free_lines()
    recorded.loses_nothing_said()
    recorded.loses_nothing_recorded()
    assert recorded.mano.is_sound()


def test_the_absent_of_a_roll_call_follow_and_their_names_are_checked(told: Told) -> None:
    mano = told("flotte").mano
    text = (TOLD / "flotte.txt").read_text(encoding="utf-8").replace("30 novembre", "1 dicembre")
    file = mano.register.parent / "appunti.txt"
    for absent, why in (
        ("circolo laguna", "«circolo-laguna» è fra gli assenti e fra chi c'era"),
        ("circolo che non è", "«circolo che non è» non c'è"),
    ):
        file.write_text(text.replace("DELEGA:", f"ASSENTI: {absent}\nDELEGA:", 1), "utf-8")
        assert why in mano.refuses("verbale", "redigi", "--appunti", str(file), code=2).err
    file.write_text(text.replace("DELEGA:", "ASSENTI: circolo erica\nDELEGA:", 1), "utf-8")
    mano.writes("verbale", "redigi", "--appunti", str(file))
    (written,) = mano.register.glob("data/verbali/*/*-12-01-*.yaml")
    assert "assenti" not in written.read_text(encoding="utf-8")


def test_a_roll_call_with_proxies_counts_those_who_answered(told: Told) -> None:
    recorded = told("flotte")
    verbale = recorded.verbale
    assert (len(verbale.presenti or ()), len(verbale.deleghe), len(verbale.odg)) == (15, 8, 7)
    assert (verbale.inizio, verbale.presiede) == ("10:40", "circolo-laguna")
    assert [d.di for d in verbale.deleghe if d.a == "circolo-gabbiano"] == [
        "circolo-riva",
        "circolo-sabbia",
    ]
    assert "Sono presenti o rappresentati 23 aventi diritto su 26." in recorded.document
    assert "**Assenti** (3): Circolo Erica, Circolo Scoglio e Circolo Torre." in recorded.document
    assert recorded.findings() == [("VER013", f"{MISSING} manca «convocazione»")]


def test_a_choice_by_acclamation_is_a_consent_out_of_the_agenda(told: Told) -> None:
    recorded = told("flotte")
    (chosen,) = recorded.verbale.decisioni
    assert chosen.votazione is not None
    assert (chosen.punto, chosen.votazione.metodo, chosen.esito) == (None, "consenso", "approvata")
    assert "Per consenso, senza obiezioni" in recorded.document


def test_minutes_are_approved_by_those_who_had_been_there(told: Told) -> None:
    recorded = told("comuni")
    verbale = recorded.verbale
    (approval,) = verbale.decisioni
    assert approval.votazione is not None
    assert approval.votazione.non_votanti == ("comune-di-valbruna",)
    assert (verbale.seconda_di, verbale.inizio, len(verbale.odg)) == ("senza-verbale", "15:10", 6)
    assert verbale.ospiti == ("agenzia di sviluppo (direttore e funzionario)",)
    assert "favorevoli 7, contrari 0, astenuti 0" in recorded.document
    assert "**Assenti** (6)" in recorded.document
    ((code, message),) = recorded.findings()
    assert (code, "l'approvazione del verbale «2024-07-22-plenaria»" in message) == ("VER066", True)


def test_what_was_given_to_do_has_who_and_by_when(told: Told) -> None:
    recorded = told("gruppi")
    submit, choose = recorded.verbale.azioni
    assert (submit.entro.isoformat(), submit.punto, len(submit.responsabili)) == (
        "2024-03-04",
        1,
        3,
    )
    assert (choose.entro.isoformat(), choose.punto, len(choose.responsabili)) == (
        "2024-02-20",
        2,
        18,
    )
    assert "| 04/03/2024 |" in recorded.document
    assert len(recorded.verbale.presenti or ()) == 21


def test_a_decision_of_which_the_vote_is_not_told_has_no_vote(told: Told) -> None:
    recorded = told("gruppi")
    assert [d.votazione for d in recorded.verbale.decisioni] == [None] * 4
    assert [d.punto for d in recorded.verbale.decisioni] == [None, None, 1, 1]
    assert recorded.verbale.decisioni[1].esito == "presa-d-atto"
    assert "unanimità" not in recorded.document
    codes = Counter(code for code, _ in recorded.findings())
    assert codes == {"VER013": 1, "VER084": 3, "VER066": 2}


def test_a_working_group_that_was_set_up_comes_to_be(told: Told) -> None:
    recorded = told("gruppi")
    recorded.mano.writes("verbale", "attua", f"{recorded.id}/4")
    table = load(Folder(recorded.mano.register)).rete.tavoli["gruppo-progetto"]
    assert (table.nome, len(table.componenti)) == ("Gruppo di lavoro sul progetto", 5)
    codes = Counter(code for code, _ in recorded.findings())
    assert codes == {"VER013": 1, "VER084": 3, "VER066": 1}


def test_a_numbered_roll_call_and_a_listener_are_understood(told: Told) -> None:
    recorded = told("consulta")
    verbale = recorded.verbale
    assert verbale.presenti == ASSOCIAZIONI[:13]
    assert verbale.ospiti == ("la federazione degli agricoltori (il presidente)",)
    assert (verbale.inizio, verbale.luogo) == ("18:30", "Centro sociale di Roccaverde")
    assert verbale.decisioni == ()
    assert "**Assenti** (1): Amici Della Pieve." in recorded.document
    assert "Si constata la presenza del numero legale e si dichiara aperta" in recorded.document
    lacking = "mancano «convocazione», «presiede» e «verbalizza»"
    assert recorded.findings() == [("VER013", f"{MISSING} {lacking}")]


def test_an_abstention_of_those_who_had_been_away_and_one_by_choice(told: Told) -> None:
    recorded = told("federazione_aprile")
    before, place = recorded.verbale.decisioni
    assert before.votazione is not None
    assert place.votazione is not None
    assert before.votazione.astenuti == ("circolo-gabbiano", "circolo-upupa")
    assert place.votazione.astenuti == ("circolo-passero", "circolo-merlo", "circolo-gabbiano")
    assert "favorevoli 7, contrari 0, astenuti 2." in recorded.document
    assert "favorevoli 6, contrari 0, astenuti 3." in recorded.document
    assert "Astenuti: Circolo Passero, Circolo Merlo e Circolo Gabbiano." in recorded.document
    assert "### Decisione 2. Delibera n. 10/2025: sede della prossima" in recorded.document


def test_an_arrival_counts_from_the_decision_after_which_it_is_told(told: Told) -> None:
    recorded = told("federazione_giugno")
    assert [(m.ente, m.entra, m.dal_voto) for m in recorded.verbale.movimenti] == [
        ("circolo-merlo", "12:07", 2),
        ("circolo-passero", "12:07", 2),
    ]
    assert "- Circolo Merlo entra alle 12:07 (dalla decisione 2)" in recorded.document
    assert "Sono presenti o rappresentati 9 aventi diritto su 11." in recorded.document
    assert "all'unanimità: favorevoli 11, contrari 0, astenuti 0." in recorded.document
    assert "Delibera n. 56/2025" in recorded.document
    codes = [code for code, _ in recorded.findings()]
    assert codes == ["VER013", "VER084", "VER084"]


def test_an_arrival_of_which_nothing_is_known_is_told_in_the_discussion(told: Told) -> None:
    recorded = told("consulta_direttivo")
    assert len(recorded.verbale.presenti or ()) == 11
    assert "arrivano in un secondo momento: non è detto a che ora" in recorded.document
    text = recorded.text.replace("18 dicembre", "19 dicembre")
    file = recorded.mano.register.parent / "appunti.txt"
    file.write_text(f"{text}ENTRA: associazione lampara (voto ignoto)\n", encoding="utf-8")
    refused = recorded.mano.refuses("verbale", "redigi", "--appunti", str(file), code=2)
    assert "né l'ora né la decisione" in refused.err


def test_an_agenda_of_ten_points_keeps_what_was_put_off_and_who_dissents(told: Told) -> None:
    recorded = told("soci")
    verbale = recorded.verbale
    assert [p.punto for p in verbale.odg if p.rinviato] == [7]
    assert [d.punto for d in verbale.decisioni] == [1, 3, 6, 8]
    assert [e.tipo for e in verbale.decisioni[3].effetti] == ["ammissione", "ammissione"]
    for told_of in (
        "entro l'11 aprile 2025",
        "Il punto è rinviato.",
        "La Sezione Zeta se ne dissocia",
        "se sarà confermato, l'8 marzo 2025",
    ):
        assert told_of in recorded.document
    recorded.mano.writes("verbale", "attua", recorded.id)
    members = load(Folder(recorded.mano.register)).rete.enti
    assert [str(members[name].adesioni[0].dal) for name in ("sezione-iota", "sezione-kappa")] == [
        "2025-02-01",
        "2025-02-01",
    ]
