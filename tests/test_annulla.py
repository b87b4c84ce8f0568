"""`rete annulla`: the latest operations, and one of them taken back."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.archivio import commit, git
from tests.conftest import CASES, Said
from tests.mano import GUEST, MINUTES, MINUTES_FILE, Mano, contents

ADMIT = ("ente", "ammetti", "faro", "--atto", f"{MINUTES}/1", "--dal", "2026-05-21")
SEAT = ("tavolo", "aggiungi", "abitare", "faro", "--atto", f"{MINUTES}/2", "--dal", "2026-06-01")
NEW = ("ente", "aggiungi", "--denominazione", "La Meta", "--natura", "privato-sociale")


def published(mano: Mano, folder: Path) -> None:
    """The main branch is where others see it."""
    git(folder, "init", "-q", "--bare", "-b", "main", "remoto.git")
    git(mano.register, "remote", "add", "origin", str(folder / "remoto.git"))
    git(mano.register, "push", "-q", "-u", "origin", "main")


def test_the_latest_operations_are_listed_the_last_first(mano: Mano) -> None:
    assert "non ci sono ancora operazioni" in mano.call("annulla").out
    mano.writes(*ADMIT)
    mano.writes(*SEAT)
    commit(mano.register, "un commit fatto a mano")

    first, second, last = mano.call("annulla").out.splitlines()

    assert first.startswith("  1. ")
    assert "Ingresso di «il-faro» in «abitare» dal 01/06/2026 (" in first
    assert "Ammissione di «il-faro» dal 21/05/2026 (" in second
    assert last == "per annullarne una: rete annulla N"


def test_one_is_taken_back_by_a_new_commit_and_back_again(mano: Mano) -> None:
    before = contents(mano.register)
    mano.writes(*ADMIT)
    after = contents(mano.register)

    said = mano.writes("annulla", "1")
    assert said.out.startswith(
        "Annulla: Ammissione di «il-faro» dal 21/05/2026:\n"
        f"  - «{GUEST}» torna com'era\n"
        f"  - «{MINUTES_FILE}» torna com'era\n"
    )
    assert contents(mano.register) == before
    assert git(mano.register, "rev-list", "--count", "HEAD") == "4"

    said = mano.writes("annulla", "1")
    assert said.out.startswith("Ripristina: Ammissione di «il-faro» dal 21/05/2026:\n")
    assert contents(mano.register) == after
    assert mano.writes("annulla", "1").out.startswith("Annulla: Ammissione")


def test_one_that_is_not_the_last_can_be_taken_back_alone(mano: Mano) -> None:
    mano.writes(*NEW)
    mano.writes(*ADMIT)

    mano.writes("annulla", "2")

    assert not (mano.register / "data/enti/la-meta.yaml").exists()
    assert "2026-05-21" in mano.text(GUEST)


def test_what_others_have_changed_since_is_not_taken_back(mano: Mano) -> None:
    mano.writes(*ADMIT)
    mano.writes(*SEAT)

    said = mano.refuses("annulla", "2")

    assert f"dopo è stato cambiato «{MINUTES_FILE}»" in said.err
    assert "prima annulla 1 («Ingresso di «il-faro»" in said.err


def test_what_is_not_saved_yet_is_not_lost(mano: Mano) -> None:
    mano.writes(*ADMIT)
    mano.adds(GUEST, "note: mia")

    assert "modifiche non ancora salvate in git" in mano.refuses("annulla", "1").err
    assert mano.text(GUEST).endswith("note: mia\n")


def test_what_would_leave_an_error_is_not_taken_back(mano: Mano) -> None:
    mano.writes(*NEW)
    card = mano.text("data/enti/la-soglia.yaml")
    (mano.register / "data/progetti").mkdir()
    (mano.register / "data/progetti/orto.yaml").write_text(
        "titolo: Orto\ntavolo: abitare\nprocedura: altro\nbisogni: []\nambiti: [cultura]\n"
        "comunita: [giovani]\npartner: [{ente: la-meta, ruolo: capofila, dal: 2026-05}]\n"
        "fasi: [{stato: idea, dal: 2026-05}]\n",
        encoding="utf-8",
    )
    commit(mano.register, "un progetto che nomina l'ente")
    assert mano.is_sound(), mano.call("controlla").out

    said = mano.refuses("annulla", "1")

    assert "«la-meta» non è un ente della rete" in said.out
    assert "non ho scritto niente" in said.err
    assert mano.text("data/enti/la-soglia.yaml") == card


def test_a_file_that_others_may_have_seen_is_not_removed(mano: Mano, tmp_path: Path) -> None:
    mano.writes(*NEW)
    published(mano, tmp_path)

    said = mano.refuses("annulla", "1")

    assert "ha creato «data/enti/la-meta.yaml», che è già nel ramo principale" in said.err
    assert "per far uscire un ente c'è «rete ente chiudi»" in said.err


def test_a_file_that_nobody_has_seen_yet_is_removed(mano: Mano, tmp_path: Path) -> None:
    published(mano, tmp_path)
    mano.writes(*NEW)

    said = mano.writes("annulla", "1")

    assert "«data/enti/la-meta.yaml» viene tolto: prima non c'era" in said.out
    assert not (mano.register / "data/enti/la-meta.yaml").exists()
    assert "«data/enti/la-meta.yaml» torna\n" in mano.writes("annulla", "1").out
    assert (mano.register / "data/enti/la-meta.yaml").exists()


def test_what_was_changed_and_published_can_be_taken_back(mano: Mano, tmp_path: Path) -> None:
    mano.writes(*ADMIT)
    published(mano, tmp_path)

    mano.writes("annulla", "1")

    assert "2026-05-21" not in mano.text(GUEST)


def test_a_trial_takes_nothing_back(mano: Mano) -> None:
    mano.writes(*ADMIT)
    before = contents(mano.register)

    said = mano.call("annulla", "1", "--prova", "--differenze")

    assert said.code == 0
    assert '-  - {dal: "2026-05-21"' in said.out
    assert contents(mano.register) == before


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("2", "l'operazione 2 non c'è: l'elenco arriva a 1"),
        ("0", "«0» non è un numero dell'elenco"),
        ("uno", "«uno» non è un numero dell'elenco"),
        ("9" * 20, "non è un numero dell'elenco"),
        ("\u0663", "non è un numero dell'elenco"),
    ],
)
def test_a_number_that_is_not_in_the_list_is_refused(mano: Mano, typed: str, why: str) -> None:
    mano.writes(*ADMIT)

    assert why in mano.refuses("annulla", typed, code=2).err


def test_without_git_there_is_nothing_to_take_back(
    rete: Callable[..., Said], tmp_path: Path
) -> None:
    shutil.copytree(CASES / "_base", tmp_path / "senza")

    said = rete("annulla", folder=tmp_path / "senza")

    assert said.code == 3
    assert "questo registro non è in git" in said.err
