"""A conversation with the program at a real terminal, answered as a page shows it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.aiuti.tastiera import Keyboard


def conversation(
    arguments: Sequence[str], shown: Sequence[str], *, folder: Path, environment: Mapping[str, str]
) -> str:
    """All that is on the screen; what the page has after a question is what is typed there."""
    page = list(shown)
    with Keyboard(arguments, cwd=folder, env=environment) as keyboard:
        while (question := keyboard.question()) is not None:
            keyboard.answers(_answer(question.strip(), page))
        ended = keyboard.ends()
    assert ended.code in {0, 3}, ended.screen
    return "".join(f"{line.rstrip()}\n" for line in ended.screen.splitlines())


def _answer(question: str, page: list[str]) -> str:
    """What follows a question in the page, which is then left behind."""
    while page:
        line = page.pop(0)
        if line.startswith(question):
            return line.removeprefix(question).strip()
    raise AssertionError(f"the page has no answer to «{question}»")
