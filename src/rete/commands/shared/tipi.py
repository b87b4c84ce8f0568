"""Types of options that the shell completes: fixed words, texts; ids of records: `contesto`."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from rete.commands.shared.contesto import Complete, CompletedText
from rete.commands.shared.ids import Kind, data_folder, ids_matching
from rete.model.ricerca import one_word, plain
from rete.render.terminal_text import printable

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_NUMBER = r"(?m)^\s*-?\s*\{?\s*n:\s*([0-9]+)\b"


class Scelta(click.Choice[str]):
    """One of a few fixed words, or a beginning that only one of them has; whatever the case."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if (found := one_word(str(value), self.choices)) is not None:
            return found
        message = f"«{printable(str(value))}» non è ammesso: scegli tra {self._known()}"
        raise click.BadParameter(message, ctx=ctx, param=param)

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:
        return f"Scegli tra {self._known()}"

    def _known(self) -> str:
        return ", ".join(f"«{word}»" for word in self.choices)


def parole(words: Sequence[str]) -> CompletedText:
    """One of a few fixed words."""
    return CompletedText(lambda _, typed: [w for w in words if w.startswith(plain(typed))])


def _last_of_list(complete: Complete) -> Complete:
    """Of words with commas between them only the last one is completed."""

    def complete_last(start: Path, incomplete: str) -> Iterable[str]:
        before, comma, last = incomplete.rpartition(",")
        return [f"{before}{comma}{one}" for one in complete(start, last.strip())]

    return complete_last


def _ids(start: Path, typed: str) -> Iterable[str]:
    return ids_matching(start, ("enti",), typed)


def _words_of(vocabulary: str) -> Complete:
    def complete(start: Path, typed: str) -> Iterable[str]:
        known = _vocabulary(data_folder(start), vocabulary)
        return [one for one in known if one.startswith(plain(typed))]

    return complete


def _numbered(key: str, next_key: str, *kinds: Kind) -> Complete:
    """The records of some kinds, then of minutes the number of an item of a list."""

    def complete(start: Path, typed: str) -> Iterable[str]:
        minutes, slash, number = typed.partition("/")
        if not slash:
            return ids_matching(start, kinds, typed)
        data = data_folder(start)
        known = [] if data is None else _numbers(data, minutes, key, next_key)
        return [f"{minutes}/{n}" for n in known if n.startswith(number)]

    return complete


def _operations(start: Path, typed: str) -> "Iterable[CompletionItem]":
    """The codes of the latest operations with their titles, and the word for the last one."""
    from itertools import islice

    from click.shell_completion import CompletionItem

    from rete.commands.annulla.elenco_operazioni import LAST, MOST_LISTED, title
    from rete.past import History

    data = data_folder(start)
    found = () if data is None else islice(History(data.parent).here(), MOST_LISTED)
    known = [(code, title(past)) for past in found for code in past.codici]
    offered = [(LAST, "l'ultima ancora valida"), *known]
    return [CompletionItem(c, help=t) for c, t in offered if c.startswith(typed.casefold())]


ENTI: Final = CompletedText(_last_of_list(_ids))
AMBITI: Final = CompletedText(_last_of_list(_words_of("ambiti")))
COMUNITA: Final = CompletedText(_last_of_list(_words_of("comunita")))
ATTO: Final = CompletedText(_numbered("decisioni", "azioni", "atti", "verbali"))
AZIONE: Final = CompletedText(_numbered("azioni", "allegati", "verbali"))
DECISIONE: Final = CompletedText(_numbered("decisioni", "azioni", "verbali"))
OPERAZIONE: Final = CompletedText(_operations)


def _vocabulary(data: Path | None, vocabulary: str) -> list[str]:
    from rete.source import compose

    if data is None:
        return []
    pact = compose((data / "patto.yaml").read_bytes()).value
    words = pact.get("vocabolari") if isinstance(pact, dict) else None
    items = words.get(vocabulary) if isinstance(words, dict) else None
    found = [item.get("id") for item in items or () if isinstance(item, dict)]
    return [one for one in found if isinstance(one, str)]


def _numbers(data: Path, minutes: str, key: str, next_key: str) -> list[str]:
    """The numbers of the items of a list in some minutes, in the order of the file."""
    file = data / "verbali" / minutes[:4] / f"{minutes}.yaml"
    if not minutes.replace("-", "").isalnum() or not file.is_file():
        return []
    _, _, after = file.read_text(encoding="utf-8").partition(f"\n{key}:")
    return list(dict.fromkeys(re.findall(_NUMBER, after.partition(f"\n{next_key}:")[0])))
