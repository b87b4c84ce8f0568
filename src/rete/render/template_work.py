"""A register's own template at work, in the process that it has for itself (`limited_process`).

The order is pickled by the process that started this one; the answer is text, whatever wrote it.
"""

import pickle
import sys

from rete.render.limited_process import keep_within
from rete.render.templates import answered, own_document


def main(seconds: int, memory: int) -> None:
    """Read the order, write the answer, leave."""
    keep_within(seconds, memory)
    # Written by the process that waits for the answer.
    name, source, values, draft = pickle.load(sys.stdin.buffer)  # noqa: S301
    sys.stdout.buffer.write(answered(own_document(name, source, values, draft=draft)))
