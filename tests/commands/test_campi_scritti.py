"""Every field of every command that writes changes what is written: none is taken and forgotten.

A command, or a field, that has no story here fails: it is told what to write.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest

from rete import cli
from rete.commands.shared.loading import members_of
from rete.commands.shared.opzioni import options_of
from rete.commands.writing.campi import Campi
from rete.commands.writing.scrivere import Modi, Scrittura
from rete.errors import ReteError
from rete.load.loader import Loaded, load
from rete.operation import Prepared
from tests.aiuti.coppie import FOUNDERS, base
from tests.aiuti.registro import Data, Records, act, approved, minutes, store_of, table

TODAY = "2024-07-10"
ATTO = "2024-05-25-atto"
DRAFT = "2024-06-20-plenaria"
COMING = "2024-09-10-plenaria"
OLD = "2024-05-10-plenaria"
ARTICLE: Data = {"tipo": "modifica-articolo", "articolo": "1", "dal": "2024-08-01"}
NEW_ARTICLE: Data = {"tipo": "modifica-articolo", "articolo": "2", "dal": "2024-08-01"}
SIGNED: Data = {"tipo": "ammissione", "ente": "dente", "dal": "2024-08-01"}
RENEWED: Data = {"tipo": "rinnovo", "periodo": "secondo", "dal": "2028-01-01"}
SEAT: Data = {"tipo": "ingresso", "tavolo": "abitare", "ente": "dente", "dal": "2024-05-20"}
SUSPENDED = "sospensione ente=bosco dal=2024-08-01"
NOTES = "PUNTO 1: Altro\nSi parla.\nPRESNTI: acqua\nDECISO: Si fa.\n"
TO_WRITE: Data = {
    "tavolo": "abitare",
    "data": "2024-07-01",
    "appunti": "appunti.txt",
    "presenti": "acqua, bosco",
    "comunque": True,
}
SENT: Data = {"inviata": "2024-07-09", "mezzo": "PEC"}


@dataclass(frozen=True, kw_only=True)
class Storia:
    """What makes a command write something, and a value of each field that makes a difference.

    ``con``: what else has to be there, with that value and without it.
    """

    valori: Data
    campi: Data
    con: Mapping[str, Data] = field(default_factory=dict)
    non_nei_file: Mapping[str, str] = field(default_factory=dict)


IN_RUNTS = {"runts_stato": "iscritto"}
IN_A_TOWN = {"comune": "Roccaverde"}
GOES_ON = {"stato": "in-corso"}
REVOKED = {"verbale": f"{OLD}/1", "revoca": True, "esito": None}
OF_AN_ACT = {"verbale": f"{OLD}/1", "esito": None}
NEW_TABLE = {"scopo": "Studiare"}
VALUED = {"valore": ["uno=3"], "parte": None}
STORIES: Mapping[str, Storia] = {
    "ente aggiungi": Storia(
        valori={"denominazione": "Nuovo", "natura": "privato-sociale"},
        campi={
            "denominazione": "Altro",
            "id_": "altro",
            "natura": "pubblico",
            "forma": "associazione",
            "sigla": "N",
            "codice_fiscale": "90000049990",
            "ipa": "c_x999",
            "runts_stato": "iscritto",
            "runts_sezione": "aps",
            "runts_repertorio": "12",
            "runts_iscritto_il": "2022-01-01",
            "runts_verificato_il": "oggi",
            "comune": "Roccaverde",
            "indirizzo": "Via Uno 1",
            "cap": "00000",
            "provincia": "RV",
            "email": "a@b.example",
            "pec": "c@d.example",
            "sito": "https://e.example",
            "telefono": "0000 1",
            "ambiti": "cultura",
            "comunita": "giovani",
        },
        con={
            "ipa": {"natura": "pubblico"},
            "runts_sezione": IN_RUNTS,
            "runts_repertorio": IN_RUNTS,
            "runts_iscritto_il": IN_RUNTS,
            "runts_verificato_il": IN_RUNTS,
            "indirizzo": IN_A_TOWN,
            "cap": IN_A_TOWN,
            "provincia": IN_A_TOWN,
        },
    ),
    "ente ammetti": Storia(
        valori={"ente": "dente", "atto": ATTO, "dal": "2024-06-01"},
        campi={
            "ente": "elmo",
            "atto": f"{DRAFT}/1",
            "dal": "2024-06-02",
            "firma": "2024-06-01",
            "qualita": "osservatore",
            "atto_proprio": f"{DRAFT}/1",
        },
    ),
    "ente sospendi": Storia(
        valori={"ente": "bosco", "atto": ATTO, "dal": "2024-06-01"},
        campi={
            "ente": "colle",
            "atto": f"{DRAFT}/1",
            "dal": "2024-06-02",
            "al": "2024-09-01",
            "fine": True,
        },
        con={"fine": {"ente": "acqua", "dal": None, "al": "2024-09-01"}},
    ),
    "ente chiudi": Storia(
        valori={"ente": "bosco", "atto": ATTO, "al": "2024-06-01", "causa": "recesso"},
        campi={
            "ente": "colle",
            "atto": f"{DRAFT}/1",
            "al": "2024-06-02",
            "causa": "esclusione",
            "subentra": "dente",
            "dal": "2024-06-03",
        },
        con={
            "subentra": {"al": None, "causa": "fusione", "dal": "2024-06-01"},
            "dal": {"subentra": "dente", "al": None, "causa": "fusione"},
        },
    ),
    "ente referente": Storia(
        valori={"ente": "bosco", "ruolo": "referente", "carica": "vice", "dal": "2024-06-01"},
        campi={
            "ente": "colle",
            "ruolo": "supplente",
            "carica": "presidente",
            "nome": "Nome Inventato",
            "tavolo": "abitare",
            "dal": "2024-06-02",
            "atto": ATTO,
            "chiudi": "direttore",
            "al": "2024-06-02",
        },
        con={
            "chiudi": {"ente": "acqua", "ruolo": None, "carica": None, "dal": None, "al": TODAY},
            "al": {
                "ente": "acqua",
                "ruolo": None,
                "carica": None,
                "dal": None,
                "chiudi": "direttore",
            },
        },
        non_nei_file={"finisce": "se si scrive un inizio o una fine: lo dice «chiudi»"},
    ),
    "tavolo istituisci": Storia(
        valori={
            "tavolo": "nuovo",
            "atto": ATTO,
            "nome": "Nuovo",
            "genere": "gruppo-di-lavoro",
            "dal": "2024-06-01",
        },
        campi={
            "tavolo": "altro",
            "atto": f"{DRAFT}/1",
            "nome": "Altro",
            "genere": "tavolo-tematico",
            "dal": "2024-06-02",
            "componenti": "acqua",
            "coordina": "acqua",
            "scopo": "Studiare",
            "risultato": "Una mappa",
            "scade": "2025-01-01",
            "aperto": True,
            "ambiti": "cultura",
            "comunita": "giovani",
        },
        con={"risultato": NEW_TABLE, "scade": NEW_TABLE},
    ),
    "tavolo aggiungi": Storia(
        valori={"tavolo": "abitare", "enti": ["colle"], "atto": ATTO, "dal": "2024-06-01"},
        campi={
            "tavolo": "cura",
            "enti": ["colle", "elmo"],
            "atto": f"{DRAFT}/1",
            "dal": "2024-06-02",
        },
    ),
    "tavolo togli": Storia(
        valori={"tavolo": "abitare", "enti": ["bosco"], "atto": ATTO, "al": "2024-06-01"},
        campi={
            "tavolo": "cura",
            "enti": ["bosco", "acqua"],
            "atto": f"{DRAFT}/1",
            "al": "2024-06-02",
        },
    ),
    "tavolo affida": Storia(
        valori={"tavolo": "abitare", "ente": "bosco", "atto": ATTO, "dal": "2024-06-01"},
        campi={
            "tavolo": "cura",
            "ente": "colle",
            "atto": f"{DRAFT}/1",
            "dal": "2024-06-02",
            "fine": True,
            "al": "2024-06-02",
        },
        con={
            "fine": {"ente": "acqua", "dal": None, "al": "2024-06-01"},
            "al": {"ente": "acqua", "dal": None, "fine": True},
        },
    ),
    "tavolo chiudi": Storia(
        valori={"tavolo": "abitare", "atto": ATTO, "al": "2024-06-01"},
        campi={"tavolo": "cura", "atto": f"{DRAFT}/1", "al": "2024-06-02"},
    ),
    "atto registra": Storia(
        valori={"tipo": "altro", "data": "2024-07-01", "parola": "uno", "oggetto": "Uno"},
        campi={
            "tipo": "recesso",
            "data": "2024-07-02",
            "di": "acqua",
            "parola": "due",
            "oggetto": "Due",
            "organo": "giunta",
            "numero": "3",
            "protocollo": "4/5",
            "firmatari": "acqua",
            "effetto": [SUSPENDED],
            "attua": True,
        },
        con={"attua": {"effetto": [SUSPENDED]}},
    ),
    "azione aggiorna": Storia(
        valori={"azione": f"{DRAFT}/1", "stato": "fatta"},
        campi={
            "azione": f"{DRAFT}/2",
            "numero": "2",
            "stato": "annullata",
            "nota": "Bene",
            "entro": "2024-09-01",
            "responsabili": "bosco",
            "incaricati": "il gruppo sedie",
            "data": "2024-07-01",
        },
        con={
            "numero": {"azione": "2024-06-01-abitare"},
            "entro": GOES_ON,
            "responsabili": GOES_ON,
            "incaricati": GOES_ON,
        },
    ),
    "patto rinnova": Storia(
        valori={"atto": ATTO, "id_": "secondo", "dal": "2028-01-01", "durata": "3 anni"},
        campi={
            "atto": f"{DRAFT}/1",
            "id_": "altro",
            "dal": "2028-02-01",
            "al": "2029-12-31",
            "durata": "4 anni",
            "senza_termine": True,
            "titolo": "Secondo",
            "modo": "tacito",
            "decidere_entro": "60 giorni",
        },
        con={"al": {"durata": None}, "senza_termine": {"durata": None}},
    ),
    "patto monitora": Storia(
        valori={"monitoraggio": "intermedio", "parte": ["Una=testo.txt"]},
        campi={
            "monitoraggio": "finale",
            "valore": ["uno=3"],
            "data": "2024-06-02",
            "fonte": "Conteggio",
            "parte": ["Altra=testo.txt"],
            "titolo": "Terza",
            "file": "testo.txt",
            "dal": "2024-06-03",
        },
        con={
            "data": VALUED,
            "fonte": VALUED,
            "titolo": {"file": "testo.txt"},
            "file": {"titolo": "Terza"},
        },
    ),
    "verbale convoca": Storia(
        valori={"tavolo": "abitare", "data": "2024-09-01", "punto": ["Uno"], "solo_punti": True},
        campi={
            "tavolo": "cura",
            "data": "2024-09-02",
            "inizio": "17:30",
            "luogo": "Sala",
            "modalita": "mista",
            "sessione": "straordinaria",
            "inviata": "2024-07-09",
            "mezzo": "posta",
            "inviata_alle": "10:30",
            "scritta_il": "2024-07-08",
            "protocollo": "7/2024",
            "urgente": True,
            "collegamento": "https://e.example",
            "risposte_entro": "2024-08-30",
            "seconda_il": "2024-09-02",
            "seconda_ora": "18:00",
            "seconda_luogo": "Altrove",
            "convocata_da": "la presidenza",
            "articolo": "1",
            "richiesta_da": "acqua",
            "richiesta_il": "2024-07-01",
            "punto": ["Due"],
            "altra_seduta": True,
            "solo_punti": True,
        },
        con={
            "inviata": {"mezzo": "PEC"},
            "mezzo": SENT,
            "inviata_alle": SENT,
            "risposte_entro": {"modalita": "scritta"},
            "seconda_ora": {"seconda_il": "2024-09-03"},
            "seconda_luogo": {"seconda_il": "2024-09-03"},
            "richiesta_il": {"richiesta_da": "acqua"},
            "altra_seduta": {"data": "2024-06-01"},
            "solo_punti": {"tavolo": "plenaria"},
        },
        non_nei_file={"seduta": "dove si scrive: è la seduta che «tavolo» nomina"},
    ),
    "verbale sposta": Storia(
        valori={"verbale": COMING, "data": "2024-09-11", "il": "2024-07-09"},
        campi={
            "verbale": "2024-09-20-plenaria",
            "data": "2024-09-12",
            "ora": "17:30",
            "luogo": "Sala",
            "modalita": "mista",
            "inviata": "2024-07-10",
            "mezzo": "posta",
            "motivo": "la sala è occupata",
            "il": "2024-07-08",
        },
        con={"data": {"ora": "18:30"}, "mezzo": {"inviata": "2024-07-10"}},
    ),
    "verbale disdici": Storia(
        valori={"verbale": COMING, "il": "2024-07-09"},
        campi={
            "verbale": "2024-09-20-plenaria",
            "inviata": "2024-07-10",
            "mezzo": "posta",
            "motivo": "non serve più",
            "il": "2024-07-08",
        },
        con={"mezzo": {"inviata": "2024-07-10"}},
    ),
    "verbale redigi": Storia(
        valori=TO_WRITE,
        campi={
            "tavolo": "cura",
            "data": "2024-07-02",
            "appunti": "altri.txt",
            "comunque": True,
            "altra_seduta": True,
            "numero": "7",
            "inizio": "17:30",
            "fine": "19:00",
            "luogo": "Sala",
            "modalita": "mista",
            "sessione": "straordinaria",
            "presiede": "acqua",
            "verbalizza": "la segreteria",
            "presenti": "acqua, colle",
            "collegati": "colle",
            "giustificati": "colle",
        },
        con={"altra_seduta": {"data": "2024-06-01"}},
        non_nei_file={"seduta": "dove si scrive: è la seduta che «tavolo» nomina"},
    ),
    "verbale approva": Storia(
        valori={"verbale": DRAFT, "modo": "firma", "data": "2024-07-01"},
        campi={
            "verbale": "2024-06-01-abitare",
            "modo": "silenzio",
            "atto": f"{DRAFT}/1",
            "data": "2024-07-02",
            "correzioni": "Una parola",
        },
        con={"atto": {"modo": "seduta-stante", "data": None}},
    ),
    "verbale attua": Storia(
        valori={"verbale": "2024-05-26-tante", "solo": ["4"], "durata": ["2 anni"]},
        campi={
            "verbale": "2024-05-27-poche",
            "solo": ["3"],
            "testo": ["testo.txt"],
            "rubrica": ["Rubrica"],
            "regole": ["regole.yaml"],
            "firma": ["2024-07-01"],
            "durata": ["3 anni"],
            "titolo": ["Secondo"],
            "al": ["2024-07-05"],
        },
        con={
            "verbale": {"solo": None},
            "solo": {"durata": None},
            "testo": {"solo": ["1"], "durata": None},
            "rubrica": {"solo": ["2"], "durata": None, "testo": ["testo.txt"]},
            "regole": {"solo": ["1"], "durata": None, "testo": ["testo.txt"]},
            "firma": {"solo": ["3"], "durata": None},
            "al": {"verbale": "2024-06-25-plenaria", "solo": None, "durata": None},
        },
    ),
    "verbale rettifica": Storia(
        valori={
            "verbale": f"{OLD}/2",
            "dove": DRAFT,
            "oggetto": "Una",
            "testo": "Si corregge.",
            "esito": "respinta",
        },
        campi={
            "verbale": f"{OLD}/4",
            "dove": "2024-06-30-plenaria",
            "revoca": True,
            "effetto": [SUSPENDED],
            "esito": "presa-d-atto",
            "presenti": "acqua",
            "collegati": "colle",
            "al": "2024-07-01",
            "oggetto": "Altra",
            "testo": "Si corregge altro.",
            "punto": "1",
            "metodo": "palese",
            "contrari": "acqua",
            "astenuti": "acqua",
        },
        con={
            "revoca": OF_AN_ACT,
            "effetto": OF_AN_ACT,
            "presenti": {"verbale": OLD, "esito": None, "collegati": "dente"},
            "collegati": {"verbale": OLD, "esito": None, "presenti": "dente"},
            "al": REVOKED,
            "contrari": {"metodo": "palese"},
            "astenuti": {"metodo": "palese"},
        },
    ),
}
Written = Mapping[str, bytes | None]
BY_HAND = {"ente modifica": "scrive l'editor", "tavolo modifica": "scrive l'editor"}
WITHOUT_FIELDS = {
    "verbale modifica": "scrive l'editor",
    "rinomina": "i suoi due nomi sono ciò che si scrive",
    "annulla": "scrive ciò che c'era prima",
}


def records() -> Records:
    """A register where each of these commands has something to do."""
    known = base()
    pact = known[("patto", "patto")]
    pact["vocabolari"] = {
        "ambiti": [{"id": "cultura", "nome": "Cultura"}],
        "comunita": [{"id": "giovani", "nome": "Giovani"}],
    }
    pact["monitoraggi"].append({"id": "finale", "tipo": "finale", "periodo": "primo"})
    pact["indicatori"] = [{"id": "uno", "nome": "Uno", "unita": "volte", "fonte": "verbali"}]
    known[("ente", "elmo")] = {**known[("ente", "dente")], "denominazione": "Elmo"}
    known[("ente", "acqua")] |= {
        "referenti": [{"ruolo": "referente", "carica": "direttore", "dal": "2024-02-01"}],
        "sospensioni": [{"dal": "2024-03-01", "atto": "fonte", "fonti": [{"titolo": "Lettera"}]}],
    }
    known[("tavolo", "cura")] = {**table("cura", "acqua", "bosco", leads="acqua")}
    for number, tavolo in ((1, "abitare"), (3, "cura")):
        seat = {"ente": "dente", "dal": "2024-05-20", "atto": f"{OLD}/{number}"}
        known[("tavolo", tavolo)]["componenti"].append(seat)
    known[("atto", ATTO)] = {"tipo": "provvedimento", "oggetto": "Atto"}
    known[("atto", "2024-05-26-tante")] = act(ARTICLE, NEW_ARTICLE, SIGNED, RENEWED)
    known[("atto", "2024-05-27-poche")] = act(RENEWED)
    known[("verbale", OLD)] = approved(
        minutes(FOUNDERS, {"effetti": [SEAT]}, {}, {"effetti": [{**SEAT, "tavolo": "cura"}]}, {})
    )
    todo = [
        {"n": n, "testo": f"Cosa {n}", "responsabili": ["acqua"], "entro": TODAY} for n in (1, 2)
    ]
    for draft in (DRAFT, "2024-06-01-abitare", "2024-06-30-plenaria"):
        known[("verbale", draft)] = minutes(FOUNDERS, {}, azioni=todo)
    for day in (COMING, "2024-09-20-plenaria"):
        known[("verbale", day)] = {"odg": [{"punto": 1, "titolo": "Uno"}]}
    revoking = {"effetti": [{"tipo": "revoca", "atto": f"{OLD}/3"}]}
    known[("verbale", "2024-06-25-plenaria")] = minutes(FOUNDERS, revoking)
    return known


@cache
def loaded() -> Loaded:
    return load(store_of(records()))


@dataclass(frozen=True, kw_only=True)
class Command:
    """A command that writes, with its fields; what it would write, by path."""

    name: str
    fields: type[Campi]
    function: Any

    def writes(self, folder: Path, values: Data) -> Written | None:
        """The files; None where nothing could be written."""
        given = self.fields.given({key: value for key, value in values.items() if value})
        if self.fields.refuse(given) is not None:
            return None
        made: list[Written] = []

        class Paper(Scrittura):
            """Where nothing is written but what would be."""

            def write(self, prepared: Prepared) -> int:
                made.append(dict(prepared.after))
                return 0

        paper = Paper(root=folder, loaded=loaded(), modi=Modi({"si": True}))
        try:
            code = paper.answered(self.fields, given, self.function)
        except (ReteError, click.UsageError):
            return None
        return made[0] if code == 0 and made else None


def functions() -> Iterator[tuple[str, Any]]:
    """Every command that writes, as it is declared: what `@writing` wraps."""
    for name in cli.COMMANDS:
        place = import_module(f"rete.commands.{name}")
        alone = f"{name}.comando" if hasattr(place, "__path__") else name
        modules = [(f"{name} {verb}", f"{name}.{verb}") for verb in members_of(name)]
        for command, module in modules or [(name, alone)]:
            found = getattr(import_module(f"rete.commands.{module}"), command.rpartition(" ")[2])
            if (function := getattr(found, "__wrapped__", None)) is not None:
                yield command, function


def commands() -> Iterator[Command]:
    for name, function in functions():
        if issubclass(fields := options_of(function), Campi):
            yield Command(name=name, fields=fields, function=function)


COMMANDS = {command.name: command for command in commands()}
CASES = [(name, one) for name, story in STORIES.items() for one in story.campi]


def test_every_command_that_writes_and_every_field_of_it_has_its_story() -> None:
    assert len(COMMANDS) > 15
    assert set(COMMANDS) == set(STORIES) | set(BY_HAND)
    others = {name for name, function in functions() if issubclass(options_of(function), Modi)}
    assert others == set(WITHOUT_FIELDS)
    for name, story in STORIES.items():
        told = {**story.campi, **story.non_nei_file}
        assert set(told) == set(COMMANDS[name].fields.CAMPI), name


@pytest.mark.parametrize(("name", "one"), CASES, ids=[f"{name} {one}" for name, one in CASES])
def test_a_field_changes_what_is_written(
    name: str, one: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETE_OGGI", TODAY)
    monkeypatch.chdir(tmp_path)
    for file, text in (
        ("testo.txt", "Un testo.\n"),
        ("appunti.txt", NOTES),
        ("altri.txt", NOTES.replace("Si parla", "Si discute")),
        ("regole.yaml", "convocazione: {preavviso: {giorni: 5}}\n"),
    ):
        Path(file).write_text(text, encoding="utf-8")
    story, command = STORIES[name], COMMANDS[name]
    without = {**story.valori, **story.con.get(one, {})}
    if without.get(one) == story.campi[one]:
        without[one] = None

    with_it = command.writes(tmp_path, {**without, one: story.campi[one]})

    assert with_it
    assert with_it != command.writes(tmp_path, without)
