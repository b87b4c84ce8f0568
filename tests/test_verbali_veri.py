"""Minutes that Italian bodies published, told again without persons: nothing that matters is lost.

What each file of `verbali_veri/` keeps of its original, and what it changes, its first lines say.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.load.loader import load
from rete.model.verbale import Verbale
from rete.notes.grammar import Libera, elements
from rete.store import Folder
from tests.archivio import begin, commit
from tests.conftest import Said
from tests.mano import Mano
from tests.registro import Records, minutes, network, store_of
from tests.scrittura import in_the_hands_of_git

TOLD = Path(__file__).parent / "verbali_veri"

CIRCOLI = tuple(
    f"circolo-{name}"
    for name in (
        *("abete", "betulla", "cigno", "delta", "egida", "faro", "gabbiano", "laguna", "isola"),
        *("lido", "mulino", "nord", "onda", "porto", "quercia", "riva", "sabbia", "tramonto"),
        *("uliveto", "vela", "zattera", "ancora", "bussola", "erica", "scoglio", "torre"),
    )
)
COMUNI = tuple(
    f"comune-di-{name}"
    for name in (
        *("roccaverde", "acquachiara", "borgonuovo", "campoalto", "fontefredda", "pratolungo"),
        *("serralta", "valbruna", "montalto", "rivasecca", "pianoro", "castelnero", "guado"),
        "selvabella",
    )
)
GRUPPI = (
    *(
        f"gruppo-{name}"
        for name in (
            *("acero", "alloro", "basilico", "cardo", "castagno", "cipresso", "edera", "fico"),
            *("ginepro", "giglio", "lavanda", "malva", "menta", "mirto", "noce", "olmo"),
            *("salvia", "timo", "stella"),
        )
    ),
    *("associazione-sole", "campagna-luna"),
)
ASSOCIAZIONI = (
    *("teatro-della-rocca", "donatori-di-roccaverde", "gruppo-scout", "noi-di-qui", "pro-loco"),
    *("giardino-dei-giochi", "circolo-del-fiume", "passo-di-parata", "mano-nella-mano"),
    *("buon-viaggio", "lupi-in-volo", "la-brigata", "memoria-civica", "amici-della-pieve"),
)
RULES = {
    "decisioni": [
        {
            "numero_legale": {"prima": {"oltre": "1/2"}, "seconda": {"oltre": "0/1"}},
            "maggioranza": {"oltre": "1/2", "di": "votanti"},
        }
    ],
    "deleghe": {"massimo": 2, "nel_numero_legale": "sì"},
}


def records(bodies: tuple[str, ...], **before: tuple[str, ...]) -> Records:
    """A network of these bodies, with the sittings of before, each with who was there."""
    found = network(list(bodies), RULES)
    for ente in bodies:
        found["ente", ente]["denominazione"] = ente.replace("-", " ").title()
    for identifier, present in before.items():
        found["verbale", identifier] = minutes(
            list(present), presiede=present[0], inizio="17:00", fine="18:00"
        )
    return found


REGISTERS: dict[str, Records] = {
    "flotte": records(CIRCOLI),
    "comuni": records(COMUNI, **{"2024-07-22-plenaria": COMUNI[:7]}),
    "gruppi": records(GRUPPI, **{"2024-01-18-plenaria": GRUPPI}),
    "consulta": records(ASSOCIAZIONI),
}
RECORDED = {
    "flotte": "2024-11-30-plenaria",
    "comuni": "2024-07-31-plenaria",
    "gruppi": "2024-02-08-plenaria",
    "consulta": "2024-03-27-plenaria",
}


class Raccontato:
    """One of the minutes, recorded with the real command in the register of its network."""

    def __init__(self, name: str, mano: Mano) -> None:
        self.id = RECORDED[name]
        self.mano = mano
        mano.writes("verbale", "redigi", "--appunti", str(TOLD / f"{name}.txt"))
        self.verbale: Verbale = load(Folder(mano.register)).rete.verbali[self.id]
        self.document = mano.call("documento", "verbale", self.id).out

    def findings(self) -> list[tuple[str, str]]:
        """The findings about these minutes: what each says, and its code."""
        file = re.escape(f"data/verbali/2024/{self.id}.yaml")
        told = rf"^{file}:\S+ (.*) \[(\w+)\]$"
        found = re.findall(told, self.mano.call("controlla").out, re.MULTILINE)
        return [(code, message) for message, code in found]


@pytest.fixture(name="told")
def recording(
    tmp_path: Path, rete: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Raccontato]:
    in_the_hands_of_git(monkeypatch)

    def record(name: str) -> Raccontato:
        register = tmp_path / "registro"
        begin(register)
        for path, content in store_of(REGISTERS[name]).files.items():
            (register / path).parent.mkdir(parents=True, exist_ok=True)
            (register / path).write_bytes(content)
        commit(register, "registro")
        return Raccontato(name, Mano(rete, register))

    return record


Told = Callable[[str], Raccontato]
MISSING = "avviso: nel verbale della seduta"


def test_every_file_is_recorded_and_says_where_it_comes_from() -> None:
    assert sorted(RECORDED) == sorted(path.stem for path in TOLD.iterdir())
    for path in TOLD.iterdir():
        first = path.read_text(encoding="utf-8").split("\n\n")[0]
        assert re.search(r"Raccontato da un verbale pubblicato: https?://", first), path.stem
        assert "Dell'originale si è letto" in first, path.stem
        assert "Cambiati: " in first, path.stem


@pytest.mark.parametrize("name", list(RECORDED))
def test_whatever_was_said_is_in_the_record_and_in_the_document(told: Told, name: str) -> None:
    recorded = told(name)
    said = " ".join(" ".join(p.discussione or "" for p in recorded.verbale.odg).split())
    text = (TOLD / f"{name}.txt").read_text(encoding="utf-8")
    free = [one.testo for one in elements(text) if isinstance(one, Libera) and one.testo]
    assert free
    for line in free:
        assert line in said
        assert line in " ".join(recorded.document.split())
    for point in recorded.verbale.odg:
        assert f"{point.punto}. {point.titolo}" in recorded.document


def test_the_absent_of_a_roll_call_are_not_listed_and_it_is_told_why(told: Told) -> None:
    mano = told("flotte").mano
    text = (TOLD / "flotte.txt").read_text(encoding="utf-8").replace("30 novembre", "1 dicembre")
    file = mano.register.parent / "appunti.txt"
    file.write_text(text.replace("DELEGA:", "ASSENTI: circolo erica\nDELEGA:", 1), "utf-8")
    refused = mano.refuses("verbale", "redigi", "--appunti", str(file), code=2)
    assert "chi è del tavolo e non è nominato è assente: togli la riga" in refused.err


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
    assert [code for code, _ in recorded.findings()] == ["VER013", "VER066", "VER066"]


def test_a_working_group_that_was_set_up_comes_to_be(told: Told) -> None:
    recorded = told("gruppi")
    recorded.mano.writes("verbale", "attua", f"{recorded.id}/4")
    table = load(Folder(recorded.mano.register)).rete.tavoli["gruppo-progetto"]
    assert (table.nome, len(table.componenti)) == ("Gruppo di lavoro sul progetto", 5)
    assert [code for code, _ in recorded.findings()] == ["VER013", "VER066"]


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
