"""For each kind of effect, an effect and the record that answers to it, as plain data."""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tests.aiuti.registro import STIPULA, Data, Records, approved, body, minutes, network, table

FOUNDERS = ["acqua", "bosco", "colle"]
SITTING = "2024-05-10-plenaria"
ACT = f"{SITTING}/1"
DAY = "2024-05-20"
LAST = "2024-06-30"
Put = Callable[[Records, str, Data], None]


@dataclass(frozen=True, kw_only=True)
class Coppia:
    """``put`` writes in a register what an effect says, citing an act; ``other`` are wrong values.

    ``voci`` is how many places of the register cite the act.
    """

    effetto: Data
    put: Put
    other: Data
    voci: int = 1

    @property
    def tipo(self) -> str:
        return str(self.effetto["tipo"])


def eve(day: str) -> str:
    return str(date.fromisoformat(day) - timedelta(days=1))


def base() -> Records:
    """Three founders, a table of two of them, and what effects of each kind may be about."""
    records = network(FOUNDERS, {})
    records[("ente", "dente")] = body("dente")
    records[("tavolo", "abitare")] = table("abitare", "acqua", "bosco", leads="acqua")
    pact = records[("patto", "patto")]
    pact["segreteria"] = [{"ente": "acqua", "dal": "2024-01-15", "atto": STIPULA}]
    pact["vocabolari"]["cariche"] = [{"id": "portavoce", "nome": "Portavoce", "posti": 1}]
    begun = {"dal": "2024-01-15", "atto": STIPULA}
    pact["cariche"] = [{"carica": "portavoce", "ente": "acqua", **begun}]
    pact["monitoraggi"] = [{"id": "intermedio", "tipo": "intermedio", "periodo": "primo"}]
    records[("verbale", "2024-04-10-plenaria")] = minutes(FOUNDERS, {})
    return records


def decided(records: Records, *effects: Data, sitting: str = SITTING, **more: object) -> Records:
    """The register with approved minutes whose first decision has these effects."""
    laid_down = {"effetti": copy.deepcopy(list(effects))} if effects else {}
    decision = {**laid_down, **more}
    return {**records, ("verbale", sitting): approved(minutes(FOUNDERS, decision))}


def _admission(records: Records, act: str, effect: Data) -> None:
    begun = {"dal": effect["dal"], "atto": act, "qualita": effect["qualita"]}
    records[("ente", "dente")]["adesioni"] = [begun]


def _end(items: list[Data], ente: str | None, al: str, act: str, **more: str) -> None:
    """Close the open item of a body (or the only one of its own file)."""
    for item in items:
        if "al" not in item and ente in (None, item.get("ente")):
            item |= {"al": al, "atto_fine": act, **more}


def _departure(records: Records, act: str, effect: Data) -> None:
    items = records[("ente", effect["ente"])]["adesioni"]
    _end(items, None, effect["al"], act, causa=effect["causa"])


def _succession(records: Records, act: str, effect: Data) -> None:
    before, new = eve(effect["dal"]), effect["a"][0]
    _end(records[("ente", "bosco")]["adesioni"], None, before, act)
    records[("ente", new)]["adesioni"] = [{"dal": effect["dal"], "atto": act}]
    seats = records[("tavolo", "abitare")]["componenti"]
    _end(seats, "bosco", before, act)
    seats.append({"ente": new, "dal": effect["dal"], "atto": act})


def _suspension(records: Records, act: str, effect: Data) -> None:
    period = {"dal": effect["dal"], "atto": act, "al": effect["al"]}
    records[("ente", "colle")]["sospensioni"] = [period]


def _end_of_suspension(records: Records, act: str, effect: Data) -> None:
    begun = {"dal": "2024-03-01", "atto": "fonte", "al": effect["al"], "atto_fine": act}
    records[("ente", "colle")]["sospensioni"] = [begun]


def _standing(records: Records, act: str, effect: Data) -> None:
    items = records[("ente", "colle")]["adesioni"]
    _end(items, None, eve(effect["dal"]), act)
    items.append({"dal": effect["dal"], "atto": act, "qualita": effect["qualita"]})


def _new_table(records: Records, act: str, effect: Data) -> None:
    begun = {"dal": effect["dal"], "atto": act}
    records[("tavolo", "giovani")] = {
        "nome": effect["nome"],
        "genere": effect["genere"],
        "istituzione": dict(begun),
        "componenti": [{"ente": ente, **begun} for ente in ("acqua", "colle")],
        "coordinamento": [{"ente": "acqua", **begun}],
    }


def _closing(records: Records, act: str, effect: Data) -> None:
    tavolo = records[("tavolo", "abitare")]
    tavolo["chiusura"] = {"al": effect["al"], "atto": act}
    for ente in ("acqua", "bosco"):
        _end(tavolo["componenti"], ente, effect["al"], act)
    _end(tavolo["coordinamento"], "acqua", effect["al"], act)


def _seat(records: Records, act: str, effect: Data) -> None:
    seat = {"ente": "colle", "dal": effect["dal"], "atto": act}
    records[("tavolo", "abitare")]["componenti"].append(seat)


def _seat_left(records: Records, act: str, effect: Data) -> None:
    tavolo = records[("tavolo", "abitare")]
    _end(tavolo["componenti"], "acqua", effect["al"], act)
    _end(tavolo["coordinamento"], "acqua", effect["al"], act)


def _lead(records: Records, act: str, effect: Data) -> None:
    tavolo = records[("tavolo", "abitare")]
    _end(tavolo["coordinamento"], "acqua", eve(effect["dal"]), act)
    begun = {"ente": "colle", "dal": effect["dal"], "atto": act}
    tavolo["coordinamento"].append(dict(begun))
    tavolo["componenti"].append(begun)


def _lead_left(records: Records, act: str, effect: Data) -> None:
    _end(records[("tavolo", "abitare")]["coordinamento"], "acqua", effect["al"], act)


def _secretariat(records: Records, act: str, effect: Data) -> None:
    items = records[("patto", "patto")]["segreteria"]
    _end(items, "acqua", eve(effect["dal"]), act)
    items.append({"ente": "bosco", "dal": effect["dal"], "atto": act})


def _office(records: Records, act: str, effect: Data) -> None:
    items = records[("patto", "patto")]["cariche"]
    _end(items, "acqua", eve(effect["dal"]), act)
    whose = {"carica": effect["carica"], "ente": effect["ente"]}
    items.append({**whose, "dal": effect["dal"], "atto": act})


def _office_left(records: Records, act: str, effect: Data) -> None:
    _end(records[("patto", "patto")]["cariche"], "acqua", effect["al"], act)


def _article(records: Records, act: str, effect: Data) -> None:
    versions = records[("patto", "patto")]["articoli"][0]["versioni"]
    versions.append({"dal": effect["dal"], "atto": act, "testo": "Nuovo testo."})


def _term(records: Records, act: str, effect: Data) -> None:
    term = {"id": "secondo", "dal": effect["dal"], "al": effect["al"], "atto": act}
    records[("patto", "patto")]["periodi"].append(term)


def _monitoring(records: Records, act: str, effect: Data) -> None:
    record = {"dal": effect["dal"], "atto": act, "valori": []}
    records[("monitoraggio", "intermedio")] = record


def _project(records: Records, act: str, effect: Data) -> None:
    records[("progetto", "mappa")] = {
        "titolo": "Mappa",
        "tavolo": "abitare",
        "procedura": "altro",
        "partner": [{"ente": "colle", "ruolo": "capofila", "dal": "2024-01-15"}],
        "bisogni": [],
        "ambiti": [],
        "comunita": [],
        "fasi": [{"stato": "in-corso", "dal": effect["dal"], "atto": act}],
    }


def _approval(records: Records, act: str, _effect: Data) -> None:
    approval = {"modo": "seduta-successiva", "atto": act, "impronta": "0" * 64}
    records[("verbale", "2024-04-10-plenaria")]["approvazione"] = approval


def _pair(put: Put, other: Data, /, voci: int = 1, **effetto: object) -> Coppia:
    return Coppia(effetto=dict(effetto), put=put, other=other, voci=voci)


_D, _A = {"dal": "2024-05-25"}, {"al": "2024-07-31"}
_TABLE: Data = {"tavolo": "giovani", "nome": "Giovani", "genere": "tavolo-tematico"}
_SEATS: Data = {"coordina": "acqua", "componenti": ["acqua", "colle"]}
_OTHER: Data = {**_D, "nome": "Giovani e lavoro", "genere": "gruppo-di-lavoro"}
COPPIE = (
    _pair(
        _admission,
        {**_D, "qualita": "effettivo"},
        tipo="ammissione",
        ente="dente",
        dal=DAY,
        qualita="osservatore",
    ),
    _pair(
        _departure,
        {**_A, "causa": "decadenza"},
        tipo="cessazione",
        ente="colle",
        al=LAST,
        causa="recesso",
    ),
    _pair(_succession, _D, tipo="subentro", ente="bosco", a=["dente"], dal=DAY, voci=4),
    _pair(_suspension, {**_D, **_A}, tipo="sospensione", ente="colle", dal=DAY, al=LAST),
    _pair(_end_of_suspension, _A, tipo="fine-sospensione", ente="colle", al=LAST),
    _pair(
        _standing,
        {**_D, "qualita": "effettivo"},
        tipo="qualifica",
        ente="colle",
        dal=DAY,
        qualita="osservatore",
        voci=2,
    ),
    _pair(_new_table, _OTHER, tipo="istituzione", dal=DAY, voci=4, **_TABLE, **_SEATS),
    _pair(_closing, _A, tipo="chiusura", tavolo="abitare", al=LAST, voci=4),
    _pair(_seat, _D, tipo="ingresso", tavolo="abitare", ente="colle", dal=DAY),
    _pair(_seat_left, _A, tipo="uscita", tavolo="abitare", ente="acqua", al=LAST, voci=2),
    _pair(_lead, _D, tipo="coordinamento", tavolo="abitare", ente="colle", dal=DAY, voci=3),
    _pair(_lead_left, _A, tipo="fine-coordinamento", tavolo="abitare", ente="acqua", al=LAST),
    _pair(_secretariat, _D, tipo="segreteria", ente="bosco", dal=DAY, voci=2),
    _pair(_office, _D, tipo="carica", carica="portavoce", ente="bosco", dal=DAY, voci=2),
    _pair(_office_left, _A, tipo="fine-carica", carica="portavoce", ente="acqua", al=LAST),
    _pair(_article, _D, tipo="modifica-articolo", articolo="1", dal=DAY),
    _pair(
        _term,
        {"dal": "2028-02-01", "al": "2029-12-31"},
        tipo="rinnovo",
        periodo="secondo",
        dal="2028-01-01",
        al="2030-12-31",
    ),
    _pair(_monitoring, _D, tipo="monitoraggio", monitoraggio="intermedio", dal=DAY),
    _pair(_project, _D, tipo="avvio-progetto", progetto="mappa", dal=DAY),
    _pair(_approval, {}, tipo="approvazione-verbale", verbale="2024-04-10-plenaria"),
)
"""Every kind of effect that a record answers to, with what it carries with it."""
