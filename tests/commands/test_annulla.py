"""`rete annulla`: the latest operations, and one of them taken back."""

import re
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.aiuti.archivio import begin, commit, git
from tests.aiuti.luoghi import CASES
from tests.aiuti.mano import GUEST, GUEST_TEXT, MINUTES, MINUTES_FILE, Mano, contents
from tests.aiuti.porta import run
from tests.conftest import Said

CODE = re.compile(r"op-[0-9a-f]{5}  [0-9]{2}/[0-9]{2}/[0-9]{4} [0-9]{2}:[0-9]{2}  ")
ADMIT = ("ente", "ammetti", "faro", "--atto", f"{MINUTES}/1", "--dal", "2026-05-21")
SEAT = ("tavolo", "aggiungi", "abitare", "faro", "--atto", f"{MINUTES}/2", "--dal", "2026-06-01")
DEPUTY = ("ente", "referente", "ponte", "--ruolo", "supplente", "--carica", "vice", "--dal", "oggi")
NEW = ("ente", "aggiungi", "--denominazione", "La Meta", "--natura", "privato-sociale")


def published(mano: Mano, folder: Path) -> None:
    """The main branch is where others see it."""
    git(folder, "init", "-q", "--bare", "-b", "main", "remoto.git")
    git(mano.register, "remote", "add", "origin", str(folder / "remoto.git"))
    git(mano.register, "push", "-q", "-u", "origin", "main")


def test_the_latest_operations_are_listed_the_last_first(mano: Mano) -> None:
    mano.writes(*ADMIT)
    mano.writes(*SEAT)
    commit(mano.register, "un commit fatto a mano")

    first, second, last = mano.call("annulla").out.splitlines()

    assert CODE.match(first)
    assert "Ingresso di «il-faro» in «abitare» dal 01/06/2026 (" in first
    assert "Ammissione di «il-faro» dal 21/05/2026 (" in second
    assert last == "per annullarne una: rete annulla CODICE; per l'ultima: rete annulla ultima"


def test_only_the_latest_are_listed_and_the_list_says_that_there_are_more(mano: Mano) -> None:
    for number in range(12):
        (mano.register / GUEST).write_text(f"{GUEST_TEXT}note: n. {number}\n", encoding="utf-8")
        commit(mano.register, f"Passo {number}\n\nComando: x\nOperazione: {number:012x}f")

    lines = mano.call("annulla").out.splitlines()

    assert len(lines) == 12
    assert lines[-2] == "ce ne sono altre, più vecchie: queste sono le ultime 10"


def test_codes_stay_the_same_whatever_is_done_after(mano: Mano) -> None:
    mano.writes(*ADMIT)
    code = mano.newest_code()
    mano.writes(*SEAT)
    seat = mano.newest_code()
    mano.writes("annulla", seat)

    assert [line.split()[0] for line in mano.call("annulla").out.splitlines()[1:3]] == [seat, code]
    mano.writes("annulla", code)


def test_one_is_taken_back_by_a_new_commit_and_back_again(mano: Mano) -> None:
    before = contents(mano.register)
    mano.writes(*ADMIT)
    after, code = contents(mano.register), mano.newest_code()

    said = mano.writes("annulla", code)
    assert said.out.startswith(
        "Annulla: Ammissione di «il-faro» dal 21/05/2026:\n"
        f"  - ente «Il Faro»: adesioni: si toglie «dal 21/05/2026, atto {MINUTES}/1»\n"
        f"  - verbale «{MINUTES}»: decisioni, numero 1, effetti: si toglie «ammissione, Il Faro, "
        "dal 21/05/2026»\n"
    )
    assert contents(mano.register) == before
    assert git(mano.register, "rev-list", "--count", "HEAD") == "4"
    assert "\nRiferimento: operazione/" in mano.last_message()

    undo = mano.newest_code()
    said = mano.writes("annulla", undo)
    assert said.out.startswith("Ripristina: Ammissione di «il-faro» dal 21/05/2026:\n")
    assert f"torna «dal 21/05/2026, atto {MINUTES}/1»" in said.out
    assert contents(mano.register) == after
    assert mano.writes("annulla", code).out.startswith("Annulla: Ammissione")
    assert contents(mano.register) == before


def test_what_is_undone_is_marked_and_refused_a_second_time(mano: Mano) -> None:
    mano.writes(*ADMIT)
    code = mano.newest_code()
    mano.writes("annulla", code)
    undo = mano.newest_code()

    assert f"; annullata da {undo}\n" in mano.call("annulla").out
    said = mano.refuses("annulla", code)
    assert (
        f"è già annullata da {undo}: per rimetterla com'era c'è «rete annulla {undo}»" in said.err
    )

    mano.writes("annulla", undo)
    redo = mano.newest_code()
    listed = mano.call("annulla").out.splitlines()
    assert listed[1].endswith(f"; annullata da {redo}")
    assert listed[2].endswith(f"; ripristinata da {redo}")


def test_the_last_is_undone_by_its_word_and_then_the_one_before(mano: Mano) -> None:
    before = contents(mano.register)
    mano.writes(*NEW)
    mano.writes(*ADMIT)

    assert "Annulla: Ammissione" in mano.writes("annulla", "ultima").out
    assert "Annulla: " in mano.writes("annulla", "ULTIMA").out
    assert contents(mano.register) == before
    assert "sono già tutte annullate" in mano.refuses("annulla", "ultima").err


def test_one_that_is_not_the_last_can_be_taken_back_alone(mano: Mano) -> None:
    mano.writes(*NEW)
    code = mano.newest_code()
    mano.writes(*ADMIT)

    mano.writes("annulla", code)

    assert not (mano.register / "data/enti/la-meta.yaml").exists()
    assert "2026-05-21" in mano.text(GUEST)


def test_what_no_commit_has_is_not_the_last_and_that_is_said(mano: Mano) -> None:
    mano.writes(*ADMIT)
    told = "non è fra le operazioni, e resta com'è"
    assert told not in mano.call("annulla", "ultima", "--prova").err
    mano.writes(*DEPUTY, "--senza-commit")
    kept = mano.text("data/enti/il-ponte.yaml")

    said = mano.call("annulla", "ultima", "--si")

    assert (said.code, told in said.out + said.err) == (0, True)
    assert mano.text("data/enti/il-ponte.yaml") == kept


def test_what_others_have_changed_since_is_not_taken_back(mano: Mano) -> None:
    mano.writes(*ADMIT)
    code = mano.newest_code()
    mano.writes(*SEAT)

    said = mano.refuses("annulla", code)

    assert f"dopo è stato cambiato «{MINUTES_FILE}»" in said.err
    assert f"prima annulla {mano.newest_code()} (Ingresso di «il-faro»" in said.err


def test_what_was_changed_by_hand_since_is_told_with_its_commit(mano: Mano) -> None:
    mano.writes(*ADMIT)
    mano.adds(GUEST, "note: mia")
    made = commit(mano.register, "una nota")

    said = mano.refuses("annulla", "ultima")

    assert f"lo ha cambiato il commit {made[:7]} (una nota)" in said.err


def test_of_two_made_side_by_side_neither_is_said_to_go_first(mano: Mano) -> None:
    """Each was sent to the other for ever."""
    git(mano.register, "branch", "lavoro")
    mano.writes(*DEPUTY)
    first = mano.newest_code()
    git(mano.register, "switch", "-q", "lavoro")
    path = mano.register / "data/enti/il-ponte.yaml"
    path.write_text(f"note: Una nota.\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    commit(mano.register, "Nota\n\nComando: x\nOperazione: 0123456789abcdef")
    second = mano.newest_code()
    git(mano.register, "switch", "-q", "main")
    git(mano.register, "merge", "-q", "-m", "unione", "lavoro")
    for code, other in ((first, second), (second, first)):
        said = mano.refuses("annulla", code).err
        assert "prima annulla" not in said
        assert f"lo ha cambiato anche {other}" in said
        assert "correggi a mano «data/enti/il-ponte.yaml»" in said


def test_the_same_done_in_two_branches_is_undone_once_and_brought_back_once(mano: Mano) -> None:
    mano.writes(*DEPUTY)
    earlier, before = mano.newest_code(), contents(mano.register)
    git(mano.register, "switch", "-q", "-c", "lavoro")
    mano.writes(*NEW)
    theirs = mano.newest_code()
    git(mano.register, "switch", "-q", "main")
    mano.writes(*NEW)
    ours, after = mano.newest_code(), contents(mano.register)
    git(mano.register, "merge", "-q", "-m", "unione", "lavoro")

    mano.writes("annulla", theirs)
    undo = mano.newest_code()
    assert contents(mano.register) == before
    lines = mano.call("annulla").out.splitlines()
    marked = [line for line in lines if line.endswith(f"; annullata da {undo}")]
    assert sorted(line.split()[0] for line in marked) == sorted((ours, theirs))
    for code in (ours, theirs):
        assert f"è già annullata da {undo}" in mano.call("annulla", code, "--si").err

    mano.writes("annulla", undo)
    assert contents(mano.register) == after
    mano.writes("annulla", ours)
    assert contents(mano.register) == before
    mano.writes("annulla", "ultima")
    assert mano.call("annulla", earlier, "--si").code == 3


def test_what_was_done_again_after_it_was_taken_away_by_hand_is_undone_by_itself(
    mano: Mano,
) -> None:
    mano.writes(*NEW)
    first = mano.newest_code()
    git(mano.register, "revert", "--no-commit", "HEAD")
    commit(mano.register, "tolta a mano")
    mano.writes(*NEW)
    mano.writes("annulla", "ultima")

    (line,) = (x for x in mano.call("annulla").out.splitlines() if x.startswith(first))
    assert "annullata" not in line


def test_what_a_merge_left_out_is_not_put_back_over_what_it_chose(mano: Mano) -> None:
    git(mano.register, "switch", "-q", "-c", "lavoro")
    mano.writes(*ADMIT)
    git(mano.register, "switch", "-q", "main")
    mano.adds(GUEST, "note: di main")
    commit(mano.register, "una nota")
    git(mano.register, "merge", "-q", "-s", "ours", "-m", "la nostra", "lavoro")

    said = mano.refuses("annulla", "ultima")

    assert f"dopo è stato cambiato «{GUEST}»" in said.err


def test_what_a_merge_left_out_has_not_to_be_taken_back(mano: Mano) -> None:
    git(mano.register, "switch", "-q", "-c", "lavoro")
    mano.writes(*ADMIT)
    git(mano.register, "switch", "-q", "main")
    git(mano.register, "commit", "-q", "--allow-empty", "-m", "altro")
    git(mano.register, "merge", "-q", "-s", "ours", "-m", "la nostra", "lavoro")

    assert f"dopo è stato cambiato «{GUEST}»" in mano.refuses("annulla", "ultima").err


def test_what_is_not_saved_yet_is_not_lost(mano: Mano) -> None:
    mano.writes(*ADMIT)
    text = f"# nota mia\n{mano.text(GUEST)}"
    (mano.register / GUEST).write_text(text, encoding="utf-8")

    said = mano.refuses("annulla", "ultima").err
    assert "modifiche non ancora salvate in git; mettile da parte con «git stash»" in said
    assert mano.text(GUEST) == text
    git(mano.register, "stash")
    mano.writes("annulla", "ultima")
    git(mano.register, "stash", "pop")
    assert mano.text(GUEST) == f"# nota mia\n{GUEST_TEXT}"


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

    said = mano.refuses("annulla", "ultima")

    assert "«la-meta» non è un ente della rete" in said.out
    assert "non ho scritto niente" in said.err
    assert mano.text("data/enti/la-soglia.yaml") == card


def test_a_file_that_others_may_have_seen_is_not_removed(mano: Mano, tmp_path: Path) -> None:
    mano.writes(*NEW)
    published(mano, tmp_path)

    said = mano.refuses("annulla", "ultima")

    assert "ha creato «data/enti/la-meta.yaml», che è già nel ramo principale" in said.err
    assert "per far uscire un ente c'è «rete ente chiudi»" in said.err


def test_a_file_that_nobody_has_seen_yet_is_removed(mano: Mano, tmp_path: Path) -> None:
    published(mano, tmp_path)
    mano.writes(*NEW)

    said = mano.writes("annulla", "ultima")

    gone = "viene tolto l'ente «La Meta», «data/enti/la-meta.yaml»: prima non c'era"
    assert gone in said.out
    assert not (mano.register / "data/enti/la-meta.yaml").exists()
    back = "torna l'ente «La Meta», «data/enti/la-meta.yaml»\n"
    assert back in mano.writes("annulla", mano.newest_code()).out
    assert (mano.register / "data/enti/la-meta.yaml").exists()


def test_what_was_changed_and_published_can_be_taken_back(mano: Mano, tmp_path: Path) -> None:
    mano.writes(*ADMIT)
    published(mano, tmp_path)

    mano.writes("annulla", "ultima")

    assert "2026-05-21" not in mano.text(GUEST)


def test_the_first_commit_that_made_the_register_is_not_taken_back(mano: Mano) -> None:
    """As when a whole history was put together into one commit: no command would find it again."""
    mano.writes(*NEW)
    words = mano.last_message()
    git(mano.register, "checkout", "-q", "--orphan", "una-sola")
    commit(mano.register, f"Tutto insieme\n\n{words}")
    refused = mano.refuses("annulla", "ultima")
    assert "ha creato anche «data/patto.yaml», e prima di quello il registro non" in refused.err


def test_a_trial_takes_nothing_back(mano: Mano) -> None:
    mano.writes(*ADMIT)
    before = contents(mano.register)

    said = mano.call("annulla", "ultima", "--prova", "--differenze")

    assert said.code == 0
    assert '-  - {dal: "2026-05-21"' in said.out
    assert contents(mano.register) == before


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("1", "«1» non è un codice: forse {code}, Ammissione di «il-faro» dal 21/05/2026: rete "),
        ("2", "«2» non è un codice: i codici sono nell'elenco di «rete annulla»"),
        ("0", "«0» non è un codice: i codici sono nell'elenco"),
        ("uno", "«uno» non è un codice"),
        ("9" * 20, "non è un codice"),
        ("\u0663", "non è un codice"),
        ("op-", "«op-» non è un codice"),
        ("op-zzzzz", "in questo ramo non c'è un'operazione «op-zzzzz»"),
    ],
)
def test_what_is_not_a_code_is_refused(
    mano: Mano, monkeypatch: pytest.MonkeyPatch, typed: str, why: str
) -> None:
    # By chance it could begin with what is typed, and be what was meant.
    monkeypatch.setattr(secrets, "token_hex", lambda size: "ab" * size)
    mano.writes(*ADMIT)
    code = mano.newest_code()

    assert why.format(code=code) in mano.refuses("annulla", typed, code=2).err


def test_a_code_without_its_beginning_or_cut_short_is_refused_with_the_whole(mano: Mano) -> None:
    mano.writes(*ADMIT)
    code = mano.newest_code()

    assert f"rete annulla {code}\n" in mano.refuses("annulla", code.removeprefix("op-"), code=2).err
    assert f"va scritto intero: forse {code} (Amm" in mano.refuses("annulla", code[:6], code=2).err


def test_a_number_is_refused_before_anything_else_is_asked(mano: Mano) -> None:
    mano.writes(*ADMIT)

    said = mano.call("annulla", "1")

    assert said.code == 2
    assert f"rete annulla {mano.newest_code()}\n" in said.err


def test_a_code_that_has_become_ambiguous_is_refused_naming_both(mano: Mano) -> None:
    for number, name in enumerate(("aaaaa1111111", "aaaaa2222222")):
        mano.adds(GUEST, f"# {number}")
        commit(mano.register, f"Passo {number}\n\nComando: x\nOperazione: {name}")

    said = mano.refuses("annulla", "op-aaaaa", code=2)

    assert (
        "può essere op-aaaaa2 (Passo 1) o op-aaaaa1 (Passo 0): scrivi il codice intero" in said.err
    )
    mano.writes("annulla", "op-aaaaa2")


def test_without_git_there_is_nothing_to_take_back(
    rete: Callable[..., Said], tmp_path: Path
) -> None:
    shutil.copytree(CASES / "_base", tmp_path / "senza")

    said = rete("annulla", folder=tmp_path / "senza")

    assert said.code == 3
    assert "questo registro non è in git" in said.err


def completed(mano: Mano, typed: str, shell: str = "bash") -> list[str]:
    line = ["rete", "annulla", typed]
    asked = {
        "_RETE_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join(line),
        "COMP_CWORD": typed if shell == "fish" else "2",
    }
    said = run([], cwd=mano.register, env=asked)
    assert said.stderr == ""
    return said.stdout.splitlines()


def test_the_shell_completes_codes_and_shows_titles_where_it_can(mano: Mano) -> None:
    mano.writes(*ADMIT)
    code = mano.newest_code()

    assert completed(mano, "") == ["plain,ultima", f"plain,{code}"]
    assert completed(mano, "u") == ["plain,ultima"]
    assert completed(mano, "OP-") == [f"plain,{code}"]
    assert completed(mano, "op-zzz") == []
    assert f"plain,{code}\tAmmissione di «il-faro» dal 21/05/2026" in completed(mano, "op", "fish")


# --- what messages are made of ---


def squashed(mano: Mano, message: str) -> str:
    """Both operations, made on a branch and squashed on main under a message; the commit."""
    git(mano.register, "switch", "-q", "-c", "lavoro")
    mano.writes(*ADMIT)
    mano.writes(*NEW)
    first, second = (
        git(mano.register, "log", "-1", "--format=%B", f"lavoro{back}") for back in ("~1", "")
    )
    git(mano.register, "switch", "-q", "main")
    git(mano.register, "merge", "-q", "--squash", "lavoro")
    own = (mano.register / ".git/SQUASH_MSG").read_text(encoding="utf-8")
    text = message.format(first=first, second=second, own=own)
    git(mano.register, "commit", "-q", "--cleanup=verbatim", "-m", text)
    return git(mano.register, "rev-parse", "HEAD")


@pytest.mark.parametrize(
    "message",
    [
        "Due cose (#13)\n\n* {first}\n\n* {second}\n\nCo-authored-by: S <s@example.org>\n",
        "{own}",
        "Due cose\n\n{first}\n\n{second}\n\nControllato.\n",
    ],
)
def test_two_operations_in_one_commit_are_undone_together_and_it_is_said(
    mano: Mano, message: str
) -> None:
    before = contents(mano.register)
    made = squashed(mano, message)
    line = mano.call("annulla").out.splitlines()[0]
    codes = [word.rstrip(",") for word in line.split()[:2]]
    assert line.endswith(f"({made[:7]}); 2 operazioni in un commit, si annullano insieme")

    said = mano.writes("annulla", codes[1])

    assert f"il commit {made[:7]} ha 2 operazioni, annullate insieme: {codes[0]}, " in said.out
    assert contents(mano.register) == before
    for code in codes:
        assert "è già annullata" in mano.refuses("annulla", code).err


def test_where_no_message_names_an_operation_what_is_said_is_true(
    mano: Mano, tmp_path: Path
) -> None:
    said = mano.call("annulla").out
    assert "ci sono 2 commit che cambiano i dati ma non dicono di quale operazione" in said
    assert said == mano.refuses("annulla", "ultima").err.removeprefix("errore: ")

    begin(tmp_path / "vuoto")
    (tmp_path / "vuoto/data").mkdir()
    shutil.copy(mano.register / "data/patto.yaml", tmp_path / "vuoto/data")
    empty = mano.rete("annulla", folder=tmp_path / "vuoto")
    assert empty.out == "in questo ramo non ci sono ancora operazioni fatte con rete\n"


def test_what_a_commit_changed_outside_the_register_stays_and_is_said(mano: Mano) -> None:
    (mano.register / "altro.txt").write_text("x\n", encoding="utf-8")
    mano.adds(GUEST, "note: y")
    commit(mano.register, "Insieme\n\nComando: x\nOperazione: abcdef123456")

    said = mano.writes("annulla", "op-abcde")

    assert "attenzione: quel commit ha cambiato anche un file fuori da data/" in said.out
    assert (mano.register / "altro.txt").exists()


def test_what_is_undone_is_what_the_commit_changed_whatever_its_message_says(mano: Mano) -> None:
    mano.writes(*ADMIT)
    admitted = mano.text(GUEST)
    identifier = mano.last_message().rpartition(": ")[2]
    mano.adds("data/enti/la-soglia.yaml", "note: altro")
    forged = commit(
        mano.register, f"\x1b[31mAmmissione [b]\u202e\n\nComando: x\nOperazione: {identifier}"
    )

    listed = mano.call("annulla").out
    assert "\x1b" not in listed
    assert "\u202e" not in listed
    said = mano.writes("annulla", f"op-{identifier[:5]}+{forged[:7]}")

    assert "note: si toglie «altro»" in said.out
    assert mano.text(GUEST) == admitted


def test_a_plain_revert_is_recognised(mano: Mano) -> None:
    mano.writes(*ADMIT)
    code = mano.newest_code()
    git(mano.register, "revert", "--no-edit", "HEAD")
    made = git(mano.register, "rev-parse", "--short=7", "HEAD")

    assert f"; annullata da «git revert», commit {made}\n" in mano.call("annulla").out
    assert f"c'è «git revert {made}»" in mano.refuses("annulla", code).err


def test_a_link_is_never_put_back(mano: Mano) -> None:
    link = mano.register / "data/enti/la-soglia.yaml"
    link.unlink()
    link.symlink_to("il-faro.yaml")
    commit(mano.register, "Un collegamento\n\nComando: x\nOperazione: abcdef123456")

    assert "è un collegamento" in mano.refuses("annulla", "op-abcde").err


def test_an_attachment_is_told_with_its_size(mano: Mano) -> None:
    file = mano.register / "data/allegati/2026-05-20-plenaria/foglio.pdf"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"x" * 12_345)
    commit(mano.register, "Un allegato\n\nComando: x\nOperazione: abcdef123456")

    said = mano.call("annulla", "op-abcde", "--prova")

    assert f"viene tolto il file «{file.relative_to(mano.register)}» (12,3 kB)" in said.out


def test_an_attachment_that_is_no_data_in_its_size_is_taken_back_all_the_same(mano: Mano) -> None:
    before = contents(mano.register)
    file = mano.register / "data/allegati/2026-05-20-plenaria/foglio.pdf"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"x" * 3_000_000)
    commit(mano.register, "Un allegato\n\nComando: x\nOperazione: abcdef123456")

    assert "(3,0 MB): prima non c'era" in mano.writes("annulla", "op-abcde").out
    assert contents(mano.register) == before
    assert "foglio.pdf» (3,0 MB)\n" in mano.writes("annulla", mano.newest_code()).out


@pytest.mark.parametrize("there", [True, False])
def test_what_git_converts_on_the_way_is_not_put_back(mano: Mano, there: bool) -> None:
    file = mano.register / "data/allegati/2026-05-20-plenaria/foglio.bin"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"aaa\n")
    (mano.register / ".gitattributes").write_text("*.bin filter=lungo\n", encoding="utf-8")
    git(mano.register, "config", "filter.lungo.clean", "sed s/a/b/g")
    git(mano.register, "config", "filter.lungo.smudge", "sed s/b/a/g")
    commit(mano.register, "un file grande")
    if there:
        file.write_bytes(b"aaaa\n")
    else:
        file.unlink()
    commit(mano.register, "Cambiato\n\nComando: x\nOperazione: abcdef123456")

    said = mano.refuses("annulla", "op-abcde")

    assert "foglio.bin» quando lo salva (una riga di «.gitattributes» gli dà un filtro" in said.err
    assert "si annulla con «git revert" in said.err


def test_only_comments_that_change_back_are_told_as_such(mano: Mano) -> None:
    mano.adds(GUEST, "# una nota a margine")
    commit(mano.register, "Un commento\n\nComando: x\nOperazione: abcdef123456")

    said = mano.writes("annulla", "op-abcde")

    assert f"tornano com'erano i commenti o la disposizione delle righe di «{GUEST}»" in said.out


# --- what git cannot tell ---


@pytest.mark.parametrize("depth", [1, 2])
def test_in_a_shallow_clone_what_was_before_is_not_taken_for_nothing(
    mano: Mano, tmp_path: Path, depth: int
) -> None:
    mano.writes(*ADMIT)
    mano.writes(*DEPUTY)
    copy = Mano(mano.rete, tmp_path / "copia")
    git(tmp_path, "clone", "-q", f"--depth={depth}", f"file://{mano.register}", str(copy.register))

    listed = copy.call("annulla").out
    assert "la storia scaricata non è intera" in listed
    oldest = [line.split()[0] for line in listed.splitlines() if line.startswith("op-")][-1]
    assert "git fetch --unshallow" in copy.refuses("annulla", oldest).err
    assert "git fetch --unshallow" in copy.refuses("annulla", "op-00000").err


@pytest.mark.parametrize("how", ["--filter=blob:none", "--filter=tree:0"])
def test_where_contents_were_left_behind_nothing_is_taken_back(
    mano: Mano, tmp_path: Path, how: str
) -> None:
    mano.writes(*ADMIT)
    git(mano.register, "config", "uploadpack.allowFilter", "true")
    copy = Mano(mano.rete, tmp_path / "copia")
    git(tmp_path, "clone", "-q", how, f"file://{mano.register}", str(copy.register))
    mano.register.rename(tmp_path / "altrove")

    assert "--refetch" in copy.refuses("annulla", "ultima").err


def test_a_damaged_content_is_told_and_nothing_is_taken_back(mano: Mano) -> None:
    earlier = git(mano.register, "rev-parse", f"HEAD:{GUEST}")
    mano.writes(*ADMIT)
    path = mano.register / ".git/objects" / earlier[:2] / earlier[2:]
    loosened(mano.register)
    path.chmod(0o644)
    path.write_bytes(b"x")

    assert "git fsck" in mano.refuses("annulla", "ultima").err


def loosened(register: Path) -> None:
    """Every object in a file of its own."""
    packs = list((register / ".git/objects/pack").glob("*.pack"))
    moved = [Path(shutil.move(pack, register.parent / pack.name)) for pack in packs]
    for index in (register / ".git/objects/pack").iterdir():
        index.unlink()
    for pack in moved:
        git(register, "-c", f"alias.sciogli=!git unpack-objects -q < '{pack}'", "sciogli")
