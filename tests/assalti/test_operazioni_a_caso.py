"""Operations, undos, squashes and merges at random, held against a model: nothing is ever lost."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rete.past import History
from tests.aiuti import misura
from tests.aiuti.archivio import git
from tests.aiuti.luoghi import ROOT
from tests.aiuti.mano import Contents, Mano, contents, in_git
from tests.aiuti.scrittura import in_the_hands_of_git
from tests.assalti.modello_operazioni import Modello, Voce, difference
from tests.conftest import Said

SEEDS = misura.part(range(10), 10)
STEPS = misura.number(90, 9)

DRAFT = "2026-05-28-plenaria"
STORY: tuple[tuple[str, ...], ...] = (
    ("verbale", "redigi", "--appunti", f"appunti/{DRAFT}.txt"),
    ("ente", "aggiungi", "--denominazione", "Il Faro", "--natura", "privato-sociale"),
    ("ente", "ammetti", "faro", "--atto", f"{DRAFT}/1", "--dal", "28/5/2026"),
    ("tavolo", "aggiungi", "abitare", "faro", "--atto", f"{DRAFT}/2", "--dal", "1/6/2026"),
    ("tavolo", "affida", "abitare", "faro", "--atto", f"{DRAFT}/3", "--dal", "1/7/2026"),
    ("ente", "sospendi", "faro", "--atto", f"{DRAFT}/4", "--dal", "1/8/2026"),
    ("ente", "sospendi", "faro", "--fine", "--atto", f"{DRAFT}/5", "--al", "31/8/2026"),
    (*("atto", "registra", "--tipo", "recesso", "--data", "1/6/2026", "--di", "il-faro"),
     *("--parola", "recesso-il-faro", "--oggetto", "Recesso"),
     *("--effetto", "cessazione ente=faro al=30/9/2026 causa=recesso")),
    ("ente", "chiudi", "faro", "--atto", "2026-06-01-recesso-il-faro"),
    (*("patto", "monitora", "annuale-2026", "--valore", "contratti=14", "--data", "1/6/2026"),
     *("--valore", "ragazzi=1")),
    ("verbale", "approva", DRAFT),
)  # fmt: skip
"""Commands of which each wants the one before: refused where it has been undone."""

BODIES = ("emporio", "bussola", "trame", "oratorio", "filo")
TABLES = ("abitare", "giovani")
ACTIONS = ("2026-03-26-plenaria/1", "2026-02-05-abitare/1")


class Caso:
    """One register under random hands, and its model."""

    def __init__(self, mano: Mano, seed: int) -> None:
        self.mano = mano
        self.chance = random.Random(seed)
        self.model = Modello()
        self.story = 0
        self.number = 0
        self.done: set[str] = set()

    # --- what may happen ---

    def step(self) -> None:
        what = self.chance.choices(
            (self.write, self.undo, self.undo_last, self.squash, self.merge), (10, 6, 2, 1, 1)
        )[0]
        what()
        self.look()

    def write(self) -> None:
        command = self._command()
        self._try(command)

    def _command(self) -> tuple[str, ...]:
        if self.story < len(STORY) and self.chance.random() < 0.5:
            self.story += 1
            return STORY[self.story - 1]
        if self.chance.random() < 0.2:
            return self.chance.choice(STORY)
        return self.chance.choice(list(self._others()))

    def _others(self) -> Iterator[tuple[str, ...]]:
        self.number += 1
        n, chance = self.number, self.chance
        yield "ente", "aggiungi", "--denominazione", f"Ente {n}", "--natura", "privato-sociale"
        yield (
            *("ente", "referente", chance.choice(BODIES), "--ruolo", "supplente"),
            *("--carica", f"vice {n}", "--dal", "oggi"),
        )
        state = chance.choice(("in-corso", "fatta"))
        yield "azione", "aggiorna", chance.choice(ACTIONS), "--stato", state, "--nota", f"Nota {n}."
        day = f"{chance.randint(10, 30)}/6/2026"
        yield (
            *("verbale", "convoca", chance.choice(TABLES), "--data", day, "--inizio", "17:00"),
            *("--luogo", "Sala", "--modalita", "presenza", "--punto", f"Punto {n}"),
        )

    def _try(self, command: tuple[str, ...]) -> Voce | None:
        """A command that writes, or is refused and then has changed nothing."""
        before, head = self.now(), self.head()
        said = self.mano.call(*command, "--si")
        if self.head() == head:
            assert self.now() == before, said
            return None
        assert said.code == 0, said
        self.done.add(" ".join(command[:2]))
        voce = Voce(codes=(self.newest(),), change=difference(before, self.now()))
        self.model.voci.append(voce)
        return voce

    def undo(self) -> None:
        if self.model.codes:
            code = self.chance.choice(self.model.codes)
            self._undo(code, self.model.with_code(code))

    def undo_last(self) -> None:
        voce = self.model.last()
        if voce is None:
            assert self.mano.call("annulla", "ultima", "--si").code == 3
        else:
            self._undo("ultima", voce)

    def _undo(self, typed: str, voce: Voce) -> None:
        before, head = self.now(), self.head()
        undone = self.model.undone_by().get(self.model.place_of(voce))
        touched = self.model.is_touched(voce, before)
        said = self.mano.call("annulla", typed, "--si")
        if self.head() == head:
            assert self.now() == before, said
            self._refused_with_reason(voce, said, undone=undone, touched=touched)
            return
        assert said.code == 0, said
        assert undone is None, said
        assert not touched, said
        wanted = {**before, **{path: old for path, (old, _) in voce.change.items()}}
        assert self.now() == {path: text for path, text in wanted.items() if text is not None}
        self.done.add("annulla")
        self.model.voci.append(
            Voce(
                codes=(self.newest(),),
                change=difference(before, self.now()),
                undoes=voce.codes,
                only_undoes=True,
            )
        )

    def _refused_with_reason(
        self, voce: Voce, said: Said, *, undone: Voce | None, touched: bool
    ) -> None:
        assert said.code == 3, said
        if not voce.change:
            assert "non ha cambiato i dati" in said.err, said
        elif undone is not None:
            assert f"è già annullata da {undone.codes[0]}" in said.err, said
        elif touched:
            assert "dopo è stato cambiato" in said.err, said
        else:
            assert "il registro avrebbe" in said.err, said

    def squash(self) -> None:
        """The last commits, which no merge is among, become one."""
        many = self.chance.randint(2, 3)
        some = self._straight(many)
        if len(some) < many:
            return
        messages = [git(self.mano.register, "log", "-1", "--format=%B", name) for name in some]
        git(self.mano.register, "reset", "-q", "--soft", f"HEAD~{many}")
        git(self.mano.register, "commit", "-q", "--allow-empty", "-m", self._squashed(messages))
        self.model.squash(many)
        self.done.add("squash")

    def _straight(self, many: int) -> list[str]:
        """The last commits, the oldest first, as far as each has one parent and one entry."""
        found: list[str] = []
        words = git(self.mano.register, "rev-list", "--parents", f"-{many}", "HEAD").splitlines()
        for line in words[: len(self.model.voci)]:
            name, *parents = line.split()
            if len(parents) != 1:
                return []
            found.insert(0, name)
        return found

    def _squashed(self, messages: list[str]) -> str:
        match self.chance.randrange(3):
            case 0:
                return "Insieme (#1)\n\n" + "\n\n".join(f"* {text}" for text in messages)
            case 1:
                own = [f"    {line}" for text in messages for line in (*text.splitlines(), "")]
                return f"Squashed commit of the following:\n\ncommit {'1' * 40}\n" + "\n".join(own)
            case _:
                text = "\n\n".join(messages)
                return f"Insieme\n\n{text}\n\nCo-authored-by: S <s@example.org>\n"

    def merge(self) -> None:
        """One command on a branch, one on the main one; they are put together if git can."""
        here, model = self.head(), list(self.model.voci)
        register = self.mano.register
        git(register, "switch", "-q", "-c", "altro")
        theirs = self._try(self._command())
        git(register, "switch", "-q", "main")
        self.model.voci = list(model)
        ours = self._try(self._command())
        together = theirs and ours and not set(theirs.change) & set(ours.change)
        if theirs and together:
            git(register, "merge", "-q", "--no-ff", "-m", "Unione", "altro")
            self.model.voci.insert(len(model), theirs)
            self.done.add("merge")
        elif theirs and not ours:
            git(register, "reset", "-q", "--hard", here)
        git(register, "branch", "-q", "-D", "altro")

    # --- what must hold ---

    def look(self) -> None:
        """The list is true, and no code has changed."""
        history = History(self.mano.register)
        shown = {code: past for past in history.found for code in past.codici}
        assert sorted(shown) == sorted(self.model.codes)
        undone = self.model.undone_by()
        for place, voce in enumerate(self.model.voci):
            past = shown[voce.codes[0]]
            assert set(past.codici) == set(voce.codes)
            assert history.is_undone(past) == (place in undone and bool(voce.change))
        listed = self.mano.call("annulla").out
        for place, by in undone.items():
            lines = [x for x in listed.splitlines() if self.model.voci[place].codes[0] in x[:40]]
            assert not lines or f"annullata da {by.codes[0]}" in listed
        assert git(self.mano.register, "status", "--porcelain") == ""

    def undo_everything(self) -> None:
        while (voce := self.model.last()) is not None:
            before = len(self.model.voci)
            self._undo("ultima", voce)
            assert len(self.model.voci) == before + 1, f"{voce.codes} could not be undone"

    def now(self) -> Contents:
        return contents(self.mano.register)

    def head(self) -> str:
        return git(self.mano.register, "rev-parse", "HEAD")

    def newest(self) -> str:
        return self.mano.newest_code()


@pytest.fixture
def roccaverde(tmp_path: Path, rete: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> Mano:
    in_the_hands_of_git(monkeypatch)
    return Mano(rete, in_git(tmp_path / "registro", source=ROOT / "esempi/roccaverde"))


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_done_and_undone_the_model_agrees_and_all_can_be_undone(
    roccaverde: Mano, seed: int
) -> None:
    start = contents(roccaverde.register)
    caso = Caso(roccaverde, seed)
    for _ in range(STEPS):
        caso.step()
    caso.undo_everything()
    caso.look()
    assert contents(roccaverde.register) == start
    assert "annulla" in caso.done
    assert len(caso.done) >= 4, caso.done
