"""Which node of a file a path leads to, and what stands around it."""

import re

from rete.changes import Refused
from rete.diagnostics import DocPath
from rete.outline import Entries, Items, Node
from rete.records import frozen
from rete.source import ANYTHING, Shape
from rete.splice.meaning import shown

_TO_THE_COLON = re.compile(r"\s*:")


@frozen
class Spot:
    """A node, its shape, and its parent.

    ``in_flow`` says that it stands inside ``{…}`` or ``[…]``; ``parent`` is the column of its key
    or dash; ``colon`` the place after the colon of its key, None for an item.
    """

    node: Node
    shape: Shape
    in_flow: bool = False
    parent: int = 0
    colon: int | None = None


def spot_of(text: str, root: Node, shape: Shape, path: DocPath) -> Spot:
    """What stands at a path that the data has."""
    spot = Spot(node=root, shape=shape)
    for step in path:
        match spot.node, step:
            case Entries(), str():
                spot = _value(text, spot, spot.node, step)
            case Items(), int():
                spot = Spot(
                    node=spot.node.items[step],
                    shape=spot.shape.item or ANYTHING,
                    in_flow=spot.node.flow,
                    parent=spot.node.column,
                )
            case _:
                raise Refused(f"«{shown(path)}» non c'è nel file")
    return spot


def _value(text: str, spot: Spot, mapping: Entries, key: str) -> Spot:
    entry = next(entry for entry in mapping.entries if entry.key == key)
    colon = _TO_THE_COLON.match(text, entry.key_end)
    return Spot(
        node=entry.value,
        shape=spot.shape.keys.get(key, ANYTHING),
        in_flow=mapping.flow,
        parent=mapping.column,
        colon=colon.end() if colon else None,
    )
