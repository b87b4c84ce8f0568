"""Whether the data that a document says to be recorded in git are there."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rete import git, git_place
from rete.errors import CannotTell
from rete.store import DATA

if TYPE_CHECKING:
    from rete.commands.verifica.esito import Esito
    from rete.render.document_foot import Provenance

_NOWHERE: Final = (
    "non si può dire: è il documento che darebbe il registro, ma i suoi dati non stanno in nessun "
    "commit: o non sono mai stati registrati, e allora era una bozza, o quel commit non c'è più"
)
_UNKNOWN: Final = (
    "non si può dire: è il documento che darebbe il registro, ma se i suoi dati sono registrati in "
    "git, o se era una bozza, non si sa"
)


def held_to_git(esito: "Esito", told: "Provenance", register: Path) -> "Esito":
    """The verdict, where a document that is no draft has to be of data that git has recorded.

    Its own word does not do: whoever writes a draft can take the word off. Where there is no git,
    there is nothing to hold it to.
    """
    if esito.code != 0 or not told.recorded or git_place.find(register) is None:
        return esito
    there = git.has_tree(register, told.data, DATA)
    if there is True:
        return esito
    why = f"{_UNKNOWN}: {there.why}" if isinstance(there, CannotTell) else _NOWHERE
    return replace(esito, code=3, lines=(why, *esito.lines[1:]))
