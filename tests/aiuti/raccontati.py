"""The registers of the networks whose published minutes are told again in `verbali_veri/`."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.load.loader import load
from rete.model.verbale import Verbale
from rete.notes.grammar import Libera, elements
from rete.store import Folder
from tests.aiuti.archivio import begin, commit
from tests.aiuti.luoghi import TESTS
from tests.aiuti.mano import Mano, aside
from tests.aiuti.registro import STIPULA, Data, Records, minutes, network, store_of
from tests.aiuti.scrittura import in_the_hands_of_git
from tests.conftest import Said

TOLD = TESTS / "verbali_veri"
FOUNDED = {"dal": "2024-01-15", "atto": STIPULA}


def named(first: str, *names: str) -> tuple[str, ...]:
    """The ids of bodies whose names begin alike."""
    return tuple(f"{first}-{name}" for line in names for name in line.split())


CIRCOLI = named(
    "circolo",
    "abete betulla cigno delta egida faro gabbiano laguna isola lido mulino nord onda porto",
    "quercia riva sabbia tramonto uliveto vela zattera ancora bussola erica scoglio torre",
)
COMUNI = named(
    "comune-di",
    "roccaverde acquachiara borgonuovo campoalto fontefredda pratolungo serralta valbruna",
    "montalto rivasecca pianoro castelnero guado selvabella",
)
GRUPPI = (
    *named(
        "gruppo",
        "acero alloro basilico cardo castagno cipresso edera fico ginepro giglio lavanda malva",
        "menta mirto noce olmo salvia timo stella",
    ),
    *("associazione-sole", "campagna-luna"),
)
ASSOCIAZIONI = (
    *("teatro-della-rocca", "donatori-di-roccaverde", "gruppo-scout", "noi-di-qui", "pro-loco"),
    *("giardino-dei-giochi", "circolo-del-fiume", "passo-di-parata", "mano-nella-mano"),
    *("buon-viaggio", "lupi-in-volo", "la-brigata", "memoria-civica", "amici-della-pieve"),
)
COMITATI = (
    *named("comitato", "borgo mulino ponte argine gora chiusa golena sorgente pozzo roggia rivale"),
    *named("comitato", "greto sponda traghetto cascata stagno palude canale guado isolotto lanca"),
    *named("comitato", "prato vigna orto"),
    *named("quartiere", "pioppi salici olmi"),
)
CONSIGLIO = named(
    "circolo",
    "airone balestruccio cinciallegra falco gufo merlo nibbio passero rondine storno tordo",
)
CONSIGLIO_DI_PRIMA = named(
    "circolo", "fringuello balestruccio gabbiano gheppio passero merlo poiana upupa gufo pettirosso"
)
SEZIONI = named("sezione", "alfa beta gamma delta epsilon zeta eta theta iota kappa")
DIRETTIVO_DELLA_CONSULTA = named(
    "associazione",
    "aurora brezza collina domani estate fiaba girasole harmonia incontro lampara meridiana",
)
SOCI_DELLA_SEDE = ("circolo-cittadino", "centro-musica", "gioco-aperto", "ambulatorio-aperto")

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


def board(name: str, bodies: tuple[str, ...]) -> Data:
    """A table of the first day, with these seats."""
    return {
        "nome": name,
        "genere": "cabina-di-regia",
        "istituzione": dict(FOUNDED),
        "componenti": [{"ente": ente, **FOUNDED} for ente in bodies],
    }


def partial(found: Records) -> Records:
    """The same network, of which not every member is known."""
    found["patto", "patto"]["elenco"] = "parziale"
    return found


def _comitato() -> Records:
    found = partial(records(COMITATI))
    found["tavolo", "direttivo"] = board("Direttivo", COMITATI[:4])
    return found


def _federazione(bodies: tuple[str, ...], **before: tuple[str, ...]) -> Records:
    found = records(bodies, **before)
    found["tavolo", "consiglio-federale"] = board("Consiglio federale", bodies)
    found["tavolo", "consiglio-di-presidenza"] = board("Consiglio di presidenza", bodies[:1])
    return found


def _soci() -> Records:
    found = records(SEZIONI[:8], **{"2024-12-14-direttivo": SEZIONI[:7]})
    found["tavolo", "direttivo"] = board("Direttivo", SEZIONI[:7])
    for ente in SEZIONI[8:]:
        name = ente.replace("-", " ").title()
        found["ente", ente] = {"denominazione": name, "natura": "privato-sociale", "adesioni": []}
    return found


def _consulta_direttivo() -> Records:
    found = records(DIRETTIVO_DELLA_CONSULTA)
    found["tavolo", "direttivo"] = board("Direttivo", DIRETTIVO_DELLA_CONSULTA)
    return found


def _sede() -> Records:
    found = partial(records(SOCI_DELLA_SEDE))
    found["tavolo", "plenaria"]["nome"] = "Assemblea dei soci"
    return found


WHOLE: dict[str, Records] = {
    "comitato": _comitato(),
    "direttivo": _comitato(),
    "federazione": _federazione(CONSIGLIO),
    "sede": _sede(),
}
"""The registers of the minutes read from heading to closing."""

OPENINGS: dict[str, Records] = {
    "flotte": records(CIRCOLI),
    "comuni": records(COMUNI, **{"2024-07-22-plenaria": COMUNI[:7]}),
    "gruppi": records(GRUPPI, **{"2024-01-18-plenaria": GRUPPI}),
    "consulta": records(ASSOCIAZIONI),
    "federazione_aprile": _federazione(
        CONSIGLIO_DI_PRIMA,
        **{
            "2025-03-01-consiglio-federale": tuple(
                ente
                for ente in CONSIGLIO_DI_PRIMA
                if ente not in ("circolo-gabbiano", "circolo-upupa")
            )
        },
    ),
    "federazione_giugno": _federazione(CONSIGLIO),
    "soci": _soci(),
    "consulta_direttivo": _consulta_direttivo(),
}
"""The registers of those of which only the beginning could be read."""

RECORDED = {
    "comitato": "2024-05-09-plenaria",
    "direttivo": "2024-05-02-direttivo",
    "federazione": "2025-05-18-consiglio-federale",
    "sede": "2025-06-03-plenaria",
    "flotte": "2024-11-30-plenaria",
    "comuni": "2024-07-31-plenaria",
    "gruppi": "2024-02-08-plenaria",
    "consulta": "2024-03-27-plenaria",
    "federazione_aprile": "2025-04-05-consiglio-federale",
    "federazione_giugno": "2025-06-07-consiglio-federale",
    "soci": "2025-02-01-direttivo",
    "consulta_direttivo": "2024-12-18-direttivo",
}


class Raccontato:
    """One of the minutes, recorded in the register of its network."""

    def __init__(self, name: str, mano: Mano) -> None:
        self.id = RECORDED[name]
        self.mano = mano
        self.text = (TOLD / f"{name}.txt").read_text(encoding="utf-8")

    @property
    def verbale(self) -> Verbale:
        return load(Folder(self.mano.register)).rete.verbali[self.id]

    @property
    def document(self) -> str:
        """The minutes in Markdown."""
        return self.mano.call("documento", "verbale", self.id).out

    def findings(self) -> list[tuple[str, str]]:
        """The findings about these minutes: the code of each, and what it says."""
        file = re.escape(f"data/verbali/{self.id[:4]}/{self.id}.yaml")
        told = rf"^{file}:\S+ (.*) \[(\w+)\]$"
        found = re.findall(told, self.mano.call("controlla").out, re.MULTILINE)
        return [(code, message) for message, code in found]

    def loses_nothing_recorded(self) -> None:
        """Decisions, premises and actions with their days are in the document too."""
        document = " ".join(self.document.replace("\\", "").split())
        texts = [
            text
            for decision in self.verbale.decisioni
            for text in (decision.oggetto, decision.testo, *decision.premesse)
        ]
        for text in (*texts, *(action.testo for action in self.verbale.azioni)):
            assert " ".join(text.split()) in document
        for action in self.verbale.azioni:
            assert f"{action.entro:%d/%m/%Y}" in document

    def free_lines(self) -> list[str]:
        """The lines that tell what was said, as typed."""
        return [one.testo for one in elements(self.text) if isinstance(one, Libera) and one.testo]

    def loses_nothing_said(self) -> None:
        """What was said, point by point, is in the record and in the document."""
        said = " ".join(" ".join(p.discussione or "" for p in self.verbale.odg).split())
        document = " ".join(self.document.split())
        for line in self.free_lines():
            assert line in said
            assert line in document
        for point in self.verbale.odg:
            assert f"{point.punto}. {point.titolo}" in document


Told = Callable[..., Raccontato]


def register_of(records_of_it: Records, register: Path) -> Path:
    """A real register in git with these records."""
    begin(register)
    for path, content in store_of(records_of_it).files.items():
        (register / path).parent.mkdir(parents=True, exist_ok=True)
        (register / path).write_bytes(content)
    commit(register, "registro")
    return register


_RECORDED: dict[tuple[str, ...], Path] = {}


def recorder(tmp_path: Path, rete: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> Told:
    """Who records minutes by name, each after the other in one register, and gives the last.

    It is done with the real command once; whoever wants the same again has a copy.
    """
    in_the_hands_of_git(monkeypatch)

    def record(*names: str) -> Raccontato:
        mano = Mano(rete, tmp_path / "registro")
        if names in _RECORDED:
            shutil.copytree(_RECORDED[names], mano.register)
        else:
            register_of({**WHOLE, **OPENINGS}[names[-1]], mano.register)
            for name in names:
                mano.writes("verbale", "redigi", "--appunti", str(TOLD / f"{name}.txt"))
            _RECORDED[names] = Path(shutil.copytree(mano.register, aside()))
        return Raccontato(names[-1], mano)

    return record
