"""What every command that writes does alike: shows, checks, asks, writes whole, commits."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rete.commands.writing.scrivere import Modi, begin
from rete.errors import ReteError
from tests.aiuti.archivio import git
from tests.aiuti.mano import GUEST, MINUTES, MINUTES_FILE, Mano, contents
from tests.aiuti.scrittura import hook, in_the_hands_of_git, interrupted
from tests.conftest import Said

ADMIT = ("ente", "ammetti", "faro", "--atto", f"{MINUTES}/1", "--dal", "2026-05-21")
OTHER = "data/enti/la-soglia.yaml"
TELLS = """\
Ammissione di «il-faro» dal 21/05/2026:
  - in «2026-05-20-plenaria/1» è scritto l'effetto «ammissione»
  - «il-faro» aderisce dal 21/05/2026
"""
DIFFERENCES = """\
--- a/data/enti/il-faro.yaml
+++ b/data/enti/il-faro.yaml
@@ -1,3 +1,4 @@
 denominazione: Il Faro
 natura: privato-sociale
-adesioni: []
+adesioni:
+  - {dal: "2026-05-21", atto: 2026-05-20-plenaria/1}
"""


def test_the_plan_is_told_then_written_then_committed(mano: Mano) -> None:
    said = mano.writes(*ADMIT)

    commit = git(mano.register, "rev-parse", "--short=7", "HEAD")
    assert said.out.startswith(TELLS)
    assert said.out.endswith(f"fatto: Ammissione di «il-faro» dal 21/05/2026 (commit {commit})\n")
    assert mano.text(GUEST).endswith(
        'adesioni:\n  - {dal: "2026-05-21", atto: 2026-05-20-plenaria/1}\n'
    )
    assert git(mano.register, "status", "--short") == ""
    changed = git(mano.register, "show", "--name-only", "--format=", "HEAD").splitlines()
    assert changed == [GUEST, MINUTES_FILE]


def test_the_message_says_what_why_and_by_which_act(mano: Mano) -> None:
    mano.writes(*ADMIT)

    *body, last = mano.last_message().splitlines()
    assert body == [
        "Ammissione di «il-faro» dal 2026-05-21",
        "",
        "- in «2026-05-20-plenaria/1» è scritto l'effetto «ammissione»",
        "- «il-faro» aderisce dal 2026-05-21",
        "",
        "Comando: ente ammetti",
        "Atto: 2026-05-20-plenaria/1",
        "Riferimento: ente/il-faro",
    ]
    assert last.startswith("Operazione: ")


def test_a_trial_shows_all_and_writes_nothing(mano: Mano) -> None:
    before = contents(mano.register)

    said = mano.call(*ADMIT, "--prova", "--differenze")

    assert said.code == 0
    assert said.out.startswith(TELLS)
    assert DIFFERENCES in said.out
    assert said.out.endswith("prova: non ho scritto niente\n")
    assert contents(mano.register) == before


def test_off_a_terminal_nothing_is_written_unless_it_is_said(mano: Mano) -> None:
    before = contents(mano.register)

    said = mano.call(*ADMIT)

    assert said.code == 2
    assert "senza un terminale non si può chiedere conferma: aggiungi --si" in said.err
    assert contents(mano.register) == before


def test_off_a_terminal_a_missing_value_is_named(mano: Mano) -> None:
    said = mano.refuses("ente", "ammetti", "faro", code=2)

    assert "manca --atto: senza un terminale" in said.err


def test_what_brings_a_new_error_is_shown_and_not_written(mano: Mano) -> None:
    said = mano.refuses("ente", "ammetti", "faro", "--atto", f"{MINUTES}/1", "--dal", "2026-05-01")

    assert "errore: " in said.out
    assert "errori: 1, avvisi: 1" in said.out
    assert "non ho scritto niente: il registro avrebbe 1 errore in più" in said.err


def test_an_error_that_was_there_before_stops_nobody(mano: Mano) -> None:
    mano.adds(OTHER, "ambiti: [boh]")
    git(mano.register, "commit", "-aqm", "un errore")

    mano.writes(*ADMIT)


def test_what_is_as_wanted_already_is_left_alone(mano: Mano) -> None:
    mano.writes(*ADMIT)

    said = mano.call(*ADMIT, "--si")

    assert said.code == 0
    assert said.out == "non c'è niente da cambiare: il registro lo dice già\n"


def test_changes_of_others_in_the_same_files_are_not_carried_along(mano: Mano) -> None:
    mano.adds(GUEST, "note: da finire")

    said = mano.refuses(*ADMIT)
    assert f"«{GUEST}»: ci sono modifiche non ancora salvate in git" in said.err
    assert "«git add» e «git commit»" in said.err
    assert mano.call(*ADMIT, "--si", "--senza-commit").code == 0
    git(mano.register, "checkout", "-q", "--", ".")

    mano.adds(GUEST, "note: da finire")
    git(mano.register, "add", "-A")
    git(mano.register, "commit", "-q", "-m", "come è detto")
    mano.writes(*ADMIT)


def test_changes_of_others_in_other_files_stay_theirs(mano: Mano) -> None:
    mano.adds(OTHER, "note: mia")

    mano.writes(*ADMIT)

    assert git(mano.register, "status", "--short") == f"M {OTHER}"


def test_nothing_is_written_during_a_merge(mano: Mano) -> None:
    (mano.register / ".git/MERGE_HEAD").write_text(git(mano.register, "rev-parse", "HEAD"))

    said = mano.refuses(*ADMIT)

    assert "è in corso un'unione (merge)" in said.err


def test_the_files_alone_can_be_written(mano: Mano) -> None:
    head = git(mano.register, "rev-parse", "HEAD")

    said = mano.call(*ADMIT, "--si", "--senza-commit")

    assert said.out.endswith("(senza commit)\n")
    assert git(mano.register, "rev-parse", "HEAD") == head
    assert "il-faro" in git(mano.register, "status", "--short")


def test_a_register_without_git_is_written_without_a_commit(
    rete: Callable[..., Said], register: Path
) -> None:
    said = rete(
        *("ente", "aggiungi", "--denominazione", "Il Faro", "--natura", "privato-sociale", "--si"),
        folder=register,
    )

    assert said.code == 0, said.err
    assert said.out.endswith("(senza commit)\n")
    assert (register / "data/enti/il-faro.yaml").is_file()


def test_a_commit_that_a_hook_refuses_leaves_everything_as_it_was(mano: Mano) -> None:
    hook(mano.register, "pre-commit", "echo 'no e poi no' >&2; exit 1")

    said = mano.refuses(*ADMIT)

    assert "no e poi no" in said.err


def test_whoever_is_on_no_branch_is_told(mano: Mano) -> None:
    git(mano.register, "checkout", "-q", "--detach")

    assert "non sei su un ramo" in mano.writes(*ADMIT).err


def test_what_changed_while_it_was_being_asked_is_not_written_over(
    mano: Mano, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mano.register)
    work = begin(Modi({"si": True}))
    mano.adds(OTHER, "note: mia")

    with pytest.raises(ReteError, match="nel frattempo qualcuno ha cambiato il registro"):
        _admit_in(work)


def _admit_in(work: object) -> None:
    from rete.commands.writing.scrivere import Scrittura
    from rete.edits.attuazione import on_cards
    from rete.edits.schede import add_body

    assert isinstance(work, Scrittura)
    card = {"denominazione": "Nuovo", "natura": "pubblico"}
    work.carry_out(
        on_cards("ente aggiungi", "Nuovo", lambda b, r: add_body(b, r, "nuovo", {**card}))
    )


# --- an operation that was interrupted ---


def test_the_next_command_finishes_what_was_interrupted(mano: Mano) -> None:
    text = mano.text(GUEST) + "note: ripreso\n"
    interrupted(mano.register, {GUEST: text.encode()})
    assert "ripreso" not in mano.text(GUEST)

    said = mano.call("ente", "mostra", "faro")

    assert "ho completato l'operazione interrotta «ente ammetti»" in said.err
    assert mano.text(GUEST) == text
    assert mano.call("ente", "mostra", "faro").err == ""


def test_also_where_there_is_no_git(
    rete: Callable[..., Said], register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_hands_of_git(monkeypatch)
    interrupted(register, {"data/enti/il-faro.yaml": b"denominazione: Il Faro\n"})

    said = rete("controlla", folder=register)

    assert "ho completato l'operazione interrotta" in said.err
    assert (register / "data/enti/il-faro.yaml").is_file()


# --- where editors find the schemas ---

NEW = ("ente", "aggiungi", "--denominazione", "La Meta", "--natura", "privato-sociale")


@pytest.mark.parametrize(
    ("schemas", "own", "wanted"),
    [
        (None, False, "../../.rete/schemas"),
        (None, True, "../../.rete/schemas"),
        ("../../schemi", False, "../../../schemi"),
        ("../../schemi", True, "../../.rete/schemas"),
        ("https://x.example", False, "../../.rete/schemas"),
    ],
)
def test_a_new_file_points_where_the_others_do(
    mano: Mano, schemas: str | None, own: bool, wanted: str
) -> None:
    pact = mano.register / "data/patto.yaml"
    line = f"# yaml-language-server: $schema={schemas}/patto.schema.json\n"
    header = "" if schemas is None else line
    pact.write_text("# Il patto\n" + header + pact.read_text(encoding="utf-8"), encoding="utf-8")
    if own:
        (mano.register / ".rete/schemas").mkdir(parents=True)

    mano.writes(*NEW)

    first = mano.text("data/enti/la-meta.yaml").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={wanted}/ente.schema.json"
