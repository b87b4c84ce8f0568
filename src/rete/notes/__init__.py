"""A plain notes file ↔ the values of minutes, one convention a line; `reading`, `writing`.

`reading` makes a record of what was typed during a meeting, and tells what it did not understand;
`writing` is its inverse.
"""

from rete.notes.reading import read_notes
from rete.notes.told import Appunti, NonCapita
from rete.notes.writing import as_notes, head_of
from rete.notes.written import discussion, said

__all__ = ["Appunti", "NonCapita", "as_notes", "discussion", "head_of", "read_notes", "said"]
