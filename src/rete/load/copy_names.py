"""Names that programs give to copies of a file, and the name of what they are copies of.

An editor that keeps what it found, a merge that failed, a file manager, programs that keep folders
the same on several computers: each has its own way. Nothing is read here, and no folder is known.
"""

import re
from typing import Final

_AFTER_YAML: Final = r"(?is)(.+?)\.ya?ml(?:[^a-z0-9].*)"
"""``x.yaml.orig``, ``x.yaml.txt``, ``x.yaml_old``, ``x.yaml (1)``, ``x.yaml.BACKUP.123``."""

_INSTEAD_OF_YAML: Final = r"(?is)(.+)\.(?:orig|bak|rej|old|save|copy|copia|tmp|yml|yaml)"
"""``x.bak``, ``x.yml``, ``x.YAML``."""

_MARKS: Final = r"""(?ixs) (?:
      \s*[-–_]?\s*\(\d+\)                                       # x (1), x-(1)
    | [\s_]+\d{1,2}                                             # x 2: macOS, iCloud
    | \s*[-–_]?\s*\(?(?:copia|copy|copie|kopie|backup|old)\)?(?:[\s_-]*\(?\d+\)?)?
    | \s*\([^()]*(?:conflict|conflitt)[^()]*\)                  # Dropbox, Nextcloud, Google Drive
    | [._]sync-conflict-[0-9a-z-]+                              # Syncthing
    | [_-]conflict[-_][0-9a-z_-]+                               # ownCloud
    | _(?:BACKUP|BASE|LOCAL|REMOTE)_\d+                         # git mergetool
    ) \Z"""
_MACHINE: Final = r"-(?:[A-Z0-9]+-)*[A-Z0-9]*[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*\Z"
"""OneDrive puts the name of the computer: ``x-PC-MARIO``."""

_MOST_MARKS: Final = 4
"""«x - Copia (2) (1)»: no program goes further."""

_LONGEST: Final = 255
"""No disk has longer names; one made up in an object of git's could cost a long search."""

_BEFORE: Final = r"(?i)(?:copia\s+(?:\(\d+\)\s+)?di|copy\s+(?:\(\d+\)\s+)?of)\s+(.+)"


def is_a_record_respelt(name: str) -> bool:
    """Whether there is «.yaml» in the name of a file, however it is spelt and whatever follows."""
    return bool(re.fullmatch(_AFTER_YAML, name) or name.lower().endswith((".yaml", ".yml")))


def originals(name: str) -> tuple[str, ...]:
    """What may be the stem of the file that one of this name is a copy of, the whole name first.

    Only one where the name has no mark of a copy: it may be the file itself, badly spelt.
    """
    if len(name) > _LONGEST:
        return ()
    suffix = re.fullmatch(_AFTER_YAML, name) or re.fullmatch(_INSTEAD_OF_YAML, name)
    stem = suffix[1] if suffix else name
    found = [stem]
    for _ in range(_MOST_MARKS):
        if before := re.fullmatch(_BEFORE, stem):
            stem = before[1]
        elif (mark := re.search(_MARKS, stem) or re.search(_MACHINE, stem)) and mark.start() > 0:
            stem = stem[: mark.start()]
        else:
            break
        found.append(stem)
    return tuple(found)
