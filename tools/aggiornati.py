"""Files made from a source: written where they differ from what it gives, or only named."""

import sys
from collections.abc import Iterable
from pathlib import Path


def brought_up_to_date(tool: str, arguments: list[str], wanted: Iterable[tuple[Path, str]]) -> int:
    """The exit code of a tool that makes these files of these texts.

    0; with --controlla nothing is written, and it is 1 if a file is not as wanted; 2: wrong usage.
    """
    if arguments not in ([], ["--controlla"]):
        print(f"uso: python tools/{tool}.py [--controlla]", file=sys.stderr)
        return 2
    changed = [
        (path, text)
        for path, text in wanted
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in changed:
        name = f"{path.parent.name}/{path.name}"
        if arguments:
            print(f"{name}: non è aggiornato", file=sys.stderr)
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"{name}: scritto")
    if arguments and changed:
        print(f"→ python tools/{tool}.py", file=sys.stderr)
    return 1 if arguments and changed else 0
