"""`rete ente|tavolo modifica`: the editor opened on a draft, which is written if it is sound."""

import os
import re
import sys
import tempfile
from pathlib import Path

import pytest

from tests.aiuti.mano import GUEST, Mano, write

EDIT = ("ente", "modifica", "faro")
NOTES = "note: Vive sul molo.\n"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for editors: small programs that do one thing to the file."""
    monkeypatch.delenv("VISUAL", raising=False)
    # Drafts that are kept are kept here.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def uses(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    file = folder / "editor che uso.py"
    file.write_text(
        f"import sys\nfrom pathlib import Path\nfile = Path(sys.argv[-1])\n{script}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f"'{sys.executable}' '{file}'")


ADDS = f'file.write_text(file.read_text(encoding="utf-8") + {NOTES!r}, encoding="utf-8")'


def draft_of(said: str) -> Path:
    found = re.search(r"la tua bozza è rimasta in (\S+)", said)
    assert found is not None
    return Path(found[1])


def test_what_the_editor_saved_is_written_and_committed(
    mano: Mano, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uses(monkeypatch, editor, ADDS)
    before = mano.text(GUEST)

    said = mano.writes(*EDIT)

    assert said.out.startswith("Modifica di «il-faro»:\n  - si aggiunge «note»\n")
    assert mano.text(GUEST) == before + NOTES
    assert "Comando: ente modifica\nRiferimento: ente/il-faro\n" in mano.last_message()
    assert "bozza" not in said.err


def test_visual_comes_before_editor(
    mano: Mano, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uses(monkeypatch, editor, ADDS)
    monkeypatch.setenv("VISUAL", "true")

    assert "il file è rimasto com'era" in mano.call(*EDIT, "--si").out


@pytest.mark.parametrize(("kind", "word"), [("ente", "ENTE"), ("tavolo", "TAVOLO")])
def test_an_empty_name_is_a_name_that_is_missing(mano: Mano, kind: str, word: str) -> None:
    assert f"manca {word}" in mano.refuses(kind, "modifica", "", code=2).err


def test_nothing_saved_is_nothing_written(
    mano: Mano, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uses(monkeypatch, editor, "")

    said = mano.call(*EDIT, "--si")

    assert (said.code, said.err) == (0, "")
    assert said.out == "il file è rimasto com'era: non c'è niente da scrivere\n"


def test_a_draft_with_errors_is_kept_and_its_faults_shown_at_their_lines(
    mano: Mano, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uses(monkeypatch, editor, 'file.write_text("denominazione: Il Faro\\nnatura: boh\\n")')

    said = mano.refuses(*EDIT)

    assert f"{GUEST}:2:9: errore: " in said.out
    draft = draft_of(said.err)
    assert draft.name == "il-faro.yaml"
    assert draft.read_text(encoding="utf-8") == "denominazione: Il Faro\nnatura: boh\n"


def test_a_draft_that_is_not_even_text_is_kept(
    mano: Mano, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uses(monkeypatch, editor, 'file.write_bytes(b"\\xff\\xfe\\x00")')

    assert draft_of(mano.refuses(*EDIT).err).read_bytes() == b"\xff\xfe\x00"


def test_a_broken_file_can_be_mended(
    mano: Mano, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = mano.text(GUEST)
    write(mano.register, {GUEST: "natura: [\n"})
    uses(monkeypatch, editor, f'file.write_text({good!r}, encoding="utf-8")')

    mano.writes("ente", "modifica", "il-faro")

    assert mano.text(GUEST) == good


def test_errors_that_were_there_before_stop_nobody(
    mano: Mano, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(mano.register, {GUEST: mano.text(GUEST) + "ambiti: [boh]\n"})
    uses(monkeypatch, editor, ADDS)

    mano.writes(*EDIT)

    assert mano.text(GUEST).endswith(NOTES)


def test_what_somebody_else_changed_meanwhile_is_not_written_over(
    mano: Mano, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = mano.register / GUEST
    other = mano.text(GUEST) + "sigla: Faro\n"
    uses(
        monkeypatch,
        editor,
        f'{ADDS}\nPath({str(card)!r}).write_text({other!r}, encoding="utf-8")',
    )

    said = mano.call(*EDIT, "--si")

    assert said.code == 3
    assert mano.text(GUEST) == other
    assert draft_of(said.err).read_text(encoding="utf-8").endswith(NOTES)


def test_a_trial_shows_and_keeps_the_draft(
    mano: Mano, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uses(monkeypatch, editor, ADDS)
    before = mano.text(GUEST)

    said = mano.call(*EDIT, "--prova", "--differenze")

    assert "+note: Vive sul molo.\n" in said.out
    assert mano.text(GUEST) == before
    assert draft_of(said.err).is_file()


def test_only_what_changed_is_told(
    mano: Mano, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "# nota\nnatura: pubblico\ndenominazione: Il Faro\nadesioni: []\n"
    uses(monkeypatch, editor, f'file.write_text({text!r}, encoding="utf-8")')
    assert "  - cambia «natura»\n" in mano.writes(*EDIT).out

    uses(monkeypatch, editor, f'file.write_text("# altra\\n" + {text!r}, encoding="utf-8")')
    assert "  - cambia solo il modo in cui è scritto\n" in mano.writes(*EDIT).out


def test_a_table_is_mended_too(mano: Mano, editor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uses(monkeypatch, editor, ADDS)

    mano.writes("tavolo", "modifica", "abit")

    assert mano.text("data/tavoli/abitare.yaml").endswith(NOTES)


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("/nessuno/editor", "l'editor «/nessuno/editor» non si può aprire"),
        ("false", "l'editor «false» è finito con un errore (1)"),
        ("'aperto", "la variabile EDITOR non si capisce"),
    ],
)
def test_an_editor_that_does_not_work_is_told(
    mano: Mano, editor: Path, monkeypatch: pytest.MonkeyPatch, command: str, why: str
) -> None:
    monkeypatch.setenv("EDITOR", command)

    said = mano.refuses(*EDIT)

    assert why in said.err
    assert "bozza" not in said.err


def test_without_an_editor_it_is_told_how_to_choose_one(
    mano: Mano, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rete.editor import open_editor
    from rete.errors import ReteError

    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("PATH", str(editor))

    with pytest.raises(ReteError, match="scrivi il suo nome nella variabile EDITOR"):
        open_editor(mano.register / GUEST)


def test_an_editor_that_nobody_named_is_not_opened_off_a_terminal(
    mano: Mano, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("nano", "vi"):
        program = editor / name
        program.write_text("#!/bin/sh\necho 'note: Vive.' >> \"$1\"\n", encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(editor), prepend=os.pathsep)
    monkeypatch.delenv("EDITOR", raising=False)
    assert "non so quale editor aprire" in mano.refuses(*EDIT).err


@pytest.mark.parametrize(
    ("script", "kept"),
    [
        ("file.rename(file.with_name('salvata altrove.yaml'))", True),
        ("file.unlink()", False),
        ("file.unlink(); file.mkdir()", True),
    ],
)
def test_a_draft_that_is_no_longer_there_is_told_and_what_was_saved_beside_it_is_kept(
    mano: Mano, editor: Path, monkeypatch: pytest.MonkeyPatch, script: str, *, kept: bool
) -> None:
    uses(monkeypatch, editor, f"{ADDS}; {script}")
    said = mano.rete("ente", "modifica", "il-ponte", "--si", folder=mano.register)
    assert said.code == 3
    assert "l'editor non ha lasciato il file «il-ponte.yaml»" in said.err
    assert ("la tua bozza è rimasta in" in said.err) is kept
    assert (len(list(editor.glob("rete-*"))) == 1) is kept
