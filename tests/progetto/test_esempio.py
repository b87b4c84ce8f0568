"""The invented network of esempi/roccaverde: sound, complete in its cases, and plainly invented."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import get_args

import pytest

from rete.load.loader import load
from rete.model.atto import Atto
from rete.model.comuni import Effetto, Esito, Genere
from rete.model.effetti import ROWS
from rete.model.ente import Runts
from rete.model.identificativi import entity_code_is_valid
from rete.model.rete import Rete
from rete.store import Folder
from tests.aiuti.luoghi import EXAMPLE
from tests.conftest import Said

DATA = EXAMPLE / "data"


@pytest.fixture(scope="module")
def example() -> Rete:
    return load(Folder(EXAMPLE)).rete


def effects(example: Rete) -> Iterator[Effetto]:
    """Every effect of an act or of a decision that was approved, corrected ones too."""
    found = [effect for atto in example.atti.values() for effect in atto.effetti]
    for verbale in example.verbali.values():
        for decision in verbale.decisioni:
            if decision.esito == "approvata":
                found += decision.effetti
    for effect in found:
        yield effect
        yield from effect.effetti


def words_of(record: type, field: str) -> set[str]:
    """The words that a field with a closed list may hold, None apart."""
    annotation = record.__annotations__[field]
    inner = [word for part in get_args(annotation) for word in (get_args(part) or (part,))]
    return {word for word in inner if isinstance(word, str)}


def test_the_example_is_sound_and_raises_no_warning(rete: Callable[..., Said]) -> None:
    said = rete("controlla", "--severo", folder=EXAMPLE)
    assert (said.code, said.out) == (0, "errori: 0, avvisi: 0\n")


def test_the_example_has_the_size_of_a_real_network(example: Rete) -> None:
    assert len(example.enti) == 32
    assert len(example.tavoli) == 9
    held = [verbale for verbale in example.verbali.values() if verbale.was_held]
    assert len(held) >= 24
    assert len(example.verbali) - len(held) == 2
    assert example.patto is not None
    assert len(example.patto.periodi) == 2
    assert len(example.patto.articoli) >= 12


def test_every_kind_of_file_is_there(example: Rete) -> None:
    for kind in ("atti", "seguiti", "bisogni", "progetti", "monitoraggi", "allegati"):
        assert len(getattr(example, kind)) >= 2, kind


def test_every_kind_of_effect_is_there(example: Rete) -> None:
    assert {effect.tipo for effect in effects(example)} == set(ROWS)


def test_every_kind_of_act_is_there(example: Rete) -> None:
    wanted = set(get_args(Atto.__annotations__["tipo"]))
    assert {atto.tipo for atto in example.atti.values()} == wanted


def test_every_kind_of_table_is_there(example: Rete) -> None:
    tables = example.tavoli.values()
    assert {tavolo.genere for tavolo in tables} == set(get_args(Genere))
    assert any(tavolo.aperto for tavolo in tables)
    assert any(tavolo.chiusura for tavolo in tables)
    assert any(regolamento.regole.decisioni for t in tables for regolamento in t.regolamento)
    assert any(tavolo.incarico and tavolo.incarico.scade for tavolo in tables)


def test_every_section_and_every_state_of_the_national_register_is_there(example: Rete) -> None:
    runts = [ente.runts for ente in example.enti.values() if ente.runts]
    assert {found.sezione for found in runts if found.sezione} == words_of(Runts, "sezione")
    assert {found.stato for found in runts} == set(get_args(Runts.__annotations__["stato"]))


def test_public_bodies_are_five_and_not_in_the_national_register(example: Rete) -> None:
    public = [ente for ente in example.enti.values() if ente.natura == "pubblico"]
    assert len(public) == 5
    assert not [ente.id for ente in public if ente.runts]


def test_bodies_come_and_go_in_every_way(example: Rete) -> None:
    periods = [period for ente in example.enti.values() for period in ente.adesioni]
    assert {"recesso", "fusione", "decadenza"} <= {period.causa for period in periods}
    assert {period.qualita for period in periods} == {"effettivo", "osservatore"}
    assert any(period.atto_proprio for period in periods)
    counts = {len(ente.adesioni) for ente in example.enti.values()}
    assert counts == {0, 1, 2}
    assert any(ente.sospensioni for ente in example.enti.values())
    assert any(ente.denominazioni_precedenti for ente in example.enti.values())


def test_sittings_take_every_form(example: Rete) -> None:
    sittings = example.verbali.values()
    forms = {verbale.modalita for verbale in sittings if verbale.was_held}
    assert forms == {"presenza", "mista", "distanza", "scritta"}
    for name in ("deserta", "seconda_di", "congiunta_con", "movimenti", "deleghe", "ospiti"):
        assert any(getattr(verbale, name) for verbale in sittings), name
    assert any(verbale.convocazione and verbale.convocazione.urgente for verbale in sittings)
    ways = {verbale.approvazione.modo for verbale in sittings if verbale.approvazione}
    assert ways == {"seduta-stante", "seduta-successiva", "firma", "silenzio"}
    assert any(not verbale.is_approved for verbale in sittings if verbale.was_held)


def test_votes_take_every_form(example: Rete) -> None:
    decisions = [each for verbale in example.verbali.values() for each in verbale.decisioni]
    votes = [decision.votazione for decision in decisions if decision.votazione]
    assert {decision.esito for decision in decisions} == set(get_args(Esito))
    assert {vote.metodo for vote in votes} == {"palese", "segreto", "consenso"}
    for name in ("contrari", "astenuti", "non_votanti", "esclusi", "conteggio", "preferenze"):
        assert any(getattr(vote, name) for vote in votes), name


def test_sittings_are_numbered_from_one_without_gaps(example: Rete) -> None:
    numbers: dict[tuple[str, int], list[int | None]] = {}
    for verbale in sorted(example.verbali.values(), key=lambda each: each.data):
        if verbale.was_held:
            numbers.setdefault((verbale.tavolo, verbale.data.year), []).append(verbale.numero)
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values()), numbers


def test_planned_sittings_are_later_than_everything_that_happened(example: Rete) -> None:
    planned = [verbale for verbale in example.verbali.values() if not verbale.was_held]
    assert all(verbale.data > date(2026, 6, 30) for verbale in planned)
    assert {bool(verbale.convocazione) for verbale in planned} == {True, False}


def test_follow_ups_and_projects_take_every_state(example: Rete) -> None:
    news = [item for seguito in example.seguiti.values() for item in seguito.azioni]
    assert {item.stato for item in news} == {"in-corso", "fatta", "annullata"}
    assert any(item.responsabili for item in news)
    phases = {phase.stato for project in example.progetti.values() for phase in project.fasi}
    assert {"finanziato", "non-finanziato", "in-corso", "concluso"} <= phases
    partners = {p.ente for project in example.progetti.values() for p in project.partner}
    assert any(not example.enti[partner].adesioni for partner in partners)
    steps = {step.stato for need in example.bisogni.values() for step in need.passi}
    assert steps == {"in-esame", "in-progetto", "soddisfatto", "archiviato"}


def test_tax_codes_are_synthetic_and_all_different(example: Rete) -> None:
    codes = [ente.codice_fiscale or "" for ente in example.enti.values()]
    assert all(re.fullmatch(r"90[0-9]{5}999[0-9]", code) for code in codes), codes
    assert all(entity_code_is_valid(code) for code in codes)
    assert len(codes) == len(set(codes))


def test_no_persons_and_no_reachable_addresses(example: Rete) -> None:
    offices = [office for ente in example.enti.values() for office in ente.referenti]
    assert offices
    assert not [office for office in offices if office.nome]
    for path in DATA.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        hosts = re.findall(r"(?:https?://|@)([a-z0-9.-]+)", text)
        assert all(host.endswith(".example") for host in hosts), (path.name, hosts)


def test_no_two_texts_are_equal(example: Rete) -> None:
    texts = [
        " ".join(item.discussione.split())
        for verbale in example.verbali.values()
        for item in verbale.odg
        if item.discussione
    ]
    assert len(texts) >= 50
    assert len(texts) == len(set(texts))


def test_it_says_that_it_is_invented(example: Rete) -> None:
    first = (DATA / "patto.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# Rete inventata")
    assert "inventato da cima a fondo" in (EXAMPLE / "LEGGIMI.md").read_text(encoding="utf-8")
    assert example.patto is not None
    assert "inventata" in (example.patto.note or "")


def test_each_file_names_a_schema_that_is_there() -> None:
    for path in DATA.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        found = re.search(r"^# yaml-language-server: \$schema=(\S+)$", text, re.MULTILINE)
        assert found, path
        assert (path.parent / found[1]).is_file(), path


def test_the_guide_to_the_cases_names_only_what_is_there(example: Rete) -> None:
    text = (EXAMPLE / "LEGGIMI.md").read_text(encoding="utf-8")
    for name in re.findall(r"`([0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z-]+(?:/[0-9]+)?)`", text):
        exists = example.act(name) if "/" in name else name in example.verbali
        assert exists, name
    for name in re.findall(r"`((?:atti|seguiti|bisogni|progetti|monitoraggi)/\S+\.yaml)`", text):
        assert (DATA / name).is_file(), name


def test_every_body_and_table_named_in_the_guide_to_the_cases_exists(example: Rete) -> None:
    text = (EXAMPLE / "LEGGIMI.md").read_text(encoding="utf-8")
    for title, records in (("Gli enti", example.enti), ("I tavoli", example.tavoli)):
        section = text.split(f"### {title} ")[1].split("###")[0]
        rows = [line.split("|")[2] for line in section.splitlines() if line.startswith("| ")]
        named = {name for row in rows for name in re.findall(r"`([a-z-]+)`", row)}
        assert len(named) >= 8
        assert named <= set(records), title
