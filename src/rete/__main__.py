"""The door for ``python -m rete``; nothing else is kept here."""

import sys

from rete.cli import enter

if __name__ == "__main__":
    sys.exit(enter())
