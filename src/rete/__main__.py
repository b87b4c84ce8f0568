"""The door for `python -m rete`; all that it does is in `cli`."""

import sys

from rete.cli import enter

if __name__ == "__main__":
    sys.exit(enter())
