"""A name that cannot stay, changed with all that names it; and what may not be renamed."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rete.load.loader import load
from rete.store import Folder
from tests.aiuti import archivio
from tests.aiuti.luoghi import EXAMPLE
from tests.aiuti.misura import part
from tests.aiuti.scrittura import in_the_hands_of_git
from tests.conftest import Said

Rete = Callable[..., Said]
KINDS = {"ente": "enti", "tavolo": "tavoli"}


def respelt(register: Path, kind: str, old: str, new: str) -> None:
    """The register as if that id had been the other one from the beginning, seals included."""
    # The id of a table may be a word of a vocabulary too: only after these keys it is a table's.
    keys = (
        r"(?<=tavolo: )|(?<=decide: )|(?<=chi: )|(?<=congiunta_con: \[)|(?<=congiunta_con:\n  - )"
    )
    begins = keys if kind == "tavolo" else r"(?<![a-zà-ù0-9-])"
    word = re.compile(rf"(?:{begins}){re.escape(old)}(?![a-zà-ù0-9-])")
    in_minutes = re.compile(rf"(?<=[0-9]-){re.escape(old)}(?=(?:-bis)?(?:[^a-z0-9-]|$))")
    for path in sorted((register / "data").rglob("*"), reverse=True):
        if path.suffix == ".yaml":
            text = path.read_text(encoding="utf-8")
            text = in_minutes.sub(new, word.sub(new, text))
            path.write_text(text, encoding="utf-8", newline="\n")
        stem = new if path.stem == old else in_minutes.sub(new, path.stem)
        if stem != path.stem:
            path.rename(path.with_name(stem + path.suffix))
    seal_all(register)


def seal_all(register: Path) -> None:
    """Every approved minutes with the seal of what they say now."""
    for verbale in load(Folder(register)).rete.verbali.values():
        if verbale.approvazione is not None and verbale.sigillo is not None:
            file = register / verbale.file
            text = file.read_text(encoding="utf-8")
            text = text.replace(verbale.approvazione.impronta, verbale.sigillo)
            file.write_text(text, encoding="utf-8", newline="\n")


def contents(register: Path) -> dict[str, bytes]:
    files = (path for path in sorted((register / "data").rglob("*")) if path.is_file())
    return {path.relative_to(register).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    in_the_hands_of_git(monkeypatch)
    shutil.copytree(EXAMPLE, tmp_path / "registro")
    return archivio.begin(tmp_path / "registro")


def shown(said: Said) -> str:
    return f"{said.code}\n{said.out}{said.err}"


def ids(kind: str) -> list[str]:
    return sorted(path.stem for path in (EXAMPLE / "data" / KINDS[kind]).glob("*.yaml"))


EVERY = [(kind, one) for kind in KINDS for one in ids(kind)]


@pytest.mark.parametrize(("kind", "identifier"), part(EVERY, 12))
def test_all_that_names_a_record_names_it_by_the_new_id_and_nothing_else_changes(
    rete: Rete, repository: Path, tmp_path: Path, kind: str, identifier: str
) -> None:
    respelt(repository, kind, identifier, "aux")
    archivio.commit(repository, "inizio")
    before = contents(repository)
    shutil.copytree(EXAMPLE, tmp_path / "attesi")
    respelt(tmp_path / "attesi", kind, identifier, f"{kind}-aux")
    faults = rete("controlla", folder=repository)
    assert (faults.code, faults.out.count("[REG006]")) == (1, 1)
    said = rete("rinomina", f"{kind}/aux", "--si", folder=repository)

    assert said.code == 0, shown(said)
    assert contents(repository) == contents(tmp_path / "attesi")
    assert rete("controlla", folder=repository).out == rete("controlla", folder=EXAMPLE).out
    assert archivio.git(repository, "status", "--porcelain") == ""
    undone = rete("annulla", "ultima", "--si", folder=repository)
    assert undone.code == 0, shown(undone)
    assert contents(repository) == before
    assert archivio.git(repository, "status", "--porcelain") == ""


# --- other kinds, and what the plan says -----------------------------------------------------


def with_files(repository: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (repository / path).parent.mkdir(parents=True, exist_ok=True)
        (repository / path).write_text(text, encoding="utf-8")


@pytest.fixture
def named_aux(repository: Path) -> Path:
    """The example with a need, a project and a monitoring that Windows cannot have."""
    data = repository / "data"
    need = "alloggi-dopo-accoglienza"
    (data / f"bisogni/{need}.yaml").rename(data / "bisogni/con.yaml")
    (data / "progetti/chiavi-di-casa.yaml").rename(data / "progetti/nul.yaml")
    (data / "monitoraggi/finale-2025.yaml").rename(data / "monitoraggi/prn.yaml")
    for old, new in ((need, "con"), ("chiavi-di-casa", "nul"), ("finale-2025", "prn")):
        word = re.compile(rf"(?<![a-z0-9-]){old}(?![a-z0-9-])")
        for path in data.rglob("*.yaml"):
            path.write_text(word.sub(new, path.read_text(encoding="utf-8")), encoding="utf-8")
    seal_all(repository)
    archivio.commit(repository, "inizio")
    return repository


@pytest.mark.parametrize(
    ("reference", "new"),
    [
        ("bisogno/con", "bisogno-con"),
        ("progetto/nul", "progetto-nul"),
        ("data/monitoraggi/prn.yaml", "monitoraggio-prn"),
    ],
)
def test_every_kind_whose_id_somebody_chose_can_be_renamed(
    rete: Rete, named_aux: Path, reference: str, new: str
) -> None:
    before = rete("controlla", folder=named_aux).out.count("[REG006]")
    said = rete("rinomina", reference, "--si", folder=named_aux)
    assert said.code == 0, shown(said)
    assert f"{new}.yaml" in " ".join(contents(named_aux))
    after = rete("controlla", folder=named_aux).out
    assert (before, after.count("[REG006]"), after.count("errore:")) == (3, 2, 2)


def test_a_monitoring_that_only_the_pact_names_gets_its_id_before_it_begins(
    rete: Rete, named_aux: Path
) -> None:
    (named_aux / "data/monitoraggi/prn.yaml").unlink()
    archivio.commit(named_aux, "non ancora")
    said = rete("rinomina", "monitoraggio/prn", "--si", folder=named_aux)
    assert said.code == 0, shown(said)
    assert "id: monitoraggio-prn" in (named_aux / "data/patto.yaml").read_text(encoding="utf-8")


def test_the_plan_lists_the_approved_minutes_that_are_sealed_again_and_no_others(
    rete: Rete, repository: Path
) -> None:
    respelt(repository, "ente", "la-bussola", "aux")
    archivio.commit(repository, "inizio")
    approved = {
        verbale.id: "aux" in (repository / verbale.file).read_text(encoding="utf-8")
        for verbale in load(Folder(repository)).rete.verbali.values()
        if verbale.approvazione is not None
    }
    assert set(approved.values()) == {True, False}
    before = contents(repository)
    said = rete("rinomina", "aux", "--prova", "--differenze", folder=repository)
    listed = set(re.findall(r"il verbale approvato «([^»]*)» lo nomina", said.out))
    assert listed == {identifier for identifier, names in approved.items() if names}
    assert "rinominato: data/enti/aux.yaml → data/enti/ente-aux.yaml" in said.out
    assert contents(repository) == before


def test_it_may_be_proposed_in_a_branch_of_its_own(rete: Rete, repository: Path) -> None:
    respelt(repository, "ente", "la-bussola", "aux")
    archivio.commit(repository, "inizio")
    before = contents(repository)
    said = rete("rinomina", "ente/aux", "--proposta", "--si", folder=repository)
    assert said.code == 0, shown(said)
    branch = archivio.git(repository, "branch", "--list", "proposta/*").strip(" *")
    names = archivio.git(repository, "ls-tree", "-r", "--name-only", branch).splitlines()
    assert "data/enti/ente-aux.yaml" in names
    assert "data/enti/aux.yaml" not in names
    assert contents(repository) == before


def test_faults_that_were_there_do_not_become_new_by_the_new_name(
    rete: Rete, repository: Path
) -> None:
    respelt(repository, "tavolo", "spazi-comuni", "aux")
    minutes = next((repository / "data/verbali").rglob("*-aux.yaml"))
    text = minutes.read_text(encoding="utf-8")
    minutes.write_text(text.replace("presiede: ", "presiede: non-"), encoding="utf-8")
    seal_all(repository)
    archivio.commit(repository, "con un errore")
    errors = rete("controlla", folder=repository).out.count("errore:")
    assert errors > 1
    said = rete("rinomina", "tavolo/aux", "--si", folder=repository)
    assert said.code == 0, shown(said)
    assert rete("controlla", folder=repository).out.count("errore:") == errors - 1


# --- what is refused -------------------------------------------------------------------------


@pytest.fixture
def aux(rete: Rete, repository: Path) -> Path:
    respelt(repository, "ente", "la-bussola", "aux")
    archivio.commit(repository, "inizio")
    return repository


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("ente/banca-del-tempo", "altro"), 3, "un id non cambia mai"),
        (("ente/nessuno",), 3, "non è nel registro"),
        (("nessuno",), 2, "non è nel registro"),
        (("verbale/2024-05-16-plenaria", "x"), 2, "si rinominano"),
        (("ente/aux", "con"), 3, "Windows lo tiene per sé"),
        (("ente/aux", "banca-del-tempo"), 3, "c'è già"),
        (("ente/aux", "Il Ponte"), 2, "solo lettere minuscole"),
        (("ente/aux", "a" * 81), 2, "al massimo"),
        (("data/allegati/2024-01-15-stipula/patto-firmato.pdf", "x.pdf"), 3, "può restare"),
        (("data/allegati/niente.pdf", "x.pdf"), 3, "non è un allegato"),
        (("data/allegati", "x"), 3, "non è un allegato"),
    ],
)
def test_what_may_stay_or_cannot_be_had_is_refused_and_nothing_is_written(
    rete: Rete, aux: Path, words: tuple[str, ...], code: int, why: str
) -> None:
    before = contents(aux)
    said = rete("rinomina", *words, "--si", folder=aux)
    assert said.code == code, shown(said)
    assert why in said.err
    assert contents(aux) == before


def test_nothing_is_sealed_again_that_was_changed_after_it_was_approved(
    rete: Rete, aux: Path
) -> None:
    verbale = next(
        one
        for one in load(Folder(aux)).rete.verbali.values()
        if one.approvazione is not None and "aux" in (one.presenti or ())
    )
    file = aux / verbale.file
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}note: aggiunta dopo\n", encoding="utf-8")
    archivio.commit(aux, "manomesso")
    before = contents(aux)
    said = rete("rinomina", "ente/aux", "--si", folder=aux)
    assert said.code == 3
    assert f"il verbale approvato «{verbale.id}»" in said.err
    assert "è cambiato dopo l'approvazione" in said.err
    assert contents(aux) == before


def test_a_file_that_cannot_be_read_may_name_it_and_stops_it(rete: Rete, aux: Path) -> None:
    with_files(aux, {"data/bisogni/rotto.yaml": "["})
    archivio.commit(aux, "rotto")
    said = rete("rinomina", "ente/aux", "--si", folder=aux)
    assert (said.code, "bisogno/rotto" in said.err) == (3, True)


def test_one_id_of_two_kinds_has_to_be_told_apart(rete: Rete, aux: Path) -> None:
    respelt(aux, "tavolo", "famiglie", "aux")
    archivio.commit(aux, "due")
    said = rete("rinomina", "aux", "--prova", folder=aux)
    assert (said.code, "ente/aux o tavolo/aux" in said.err) == (2, True)


def test_more_attachments_than_fit_are_left_to_git(
    rete: Rete, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rete import operation

    respelt(repository, "tavolo", "gruppo-comunicazione", "aux")
    archivio.commit(repository, "inizio")
    folder = next((repository / "data/allegati").glob("*-aux"))
    size = sum(path.stat().st_size for path in repository.glob("data/**/*aux*/*"))
    assert size > 0
    monkeypatch.setattr(operation, "MOST_MOVED", 10)
    said = rete("rinomina", "tavolo/aux", "--si", folder=repository)
    assert (said.code, "«git mv»" in said.err) == (3, True)
    assert folder.is_dir()
