"""Files that systems, editors and programs leave in a folder by themselves, known by their name.

They are nobody's words: a register passes over them, unless git was told to keep them. Copies of
records (``.orig``, «- Copia») are not among them: somebody may have written there.
"""

import re
from typing import Final

# As texts: they take longer to compile than to look at a register in which there is none.
_NAME: Final = r"""(?ixs)
    # Windows
      (?:eh)?thumbs(?:_vista)?\.db(?::encryptable)? | desktop\.ini
    # macOS
    | \.ds_store | \._.* | icon\r | \.localized | \.apdisk | \.volumeicon\.icns
    # Office and LibreOffice, while a file is open
    | ~\$.* | ~wr[acdls]\d*\.tmp | \.~lock\..*\#
    # editors: vim, emacs, nano, kate, gedit, and the many that end a name with ~
    | .*~ | \..*\.sw. | \.\#.* | \#.*\# | \..*\.kate-swp | \.goutputstream-.*
    # folders over the net, and programs that keep them the same
    | \.directory | \.nfs[0-9a-f]+ | \.fuse_hidden.* | \.smbdelete.*
    | \.sync_.*\.db.* | \.owncloudsync\.log.* | \.csync_journal\.db.* | \.dropbox(?:\.attr)?
    | \.syncthing\..*\.tmp | ~syncthing~.*\.tmp
    """
_FOLDER: Final = r"""(?ix)
      @eadir | \#recycle | \$recycle\.bin | system\ volume\ information | __macosx
    | \.trash(?:es|-\d+)? | \.spotlight-v100 | \.fseventsd | \.temporaryitems | \.appledouble
    | \.stversions | \.stfolder | \.dropbox\.cache | lost\+found
    """
_PLAIN: Final = re.compile(r"[a-z0-9-]+\.(?!db|ini)[a-z0-9]+", re.ASCII)
"""What nearly every file is called, and none of those."""


def is_litter(path: str) -> bool:
    """Whether a path below ``data/`` is of such a file, or in a folder of theirs."""
    *folders, name = path.split("/")
    if _PLAIN.fullmatch(name) is None and re.fullmatch(_NAME, name):
        return True
    # None of those folders has a name of letters, figures and hyphens, as nearly all have.
    strange = (one for one in folders[1:] if not one.replace("-", "").isalnum())
    return any(re.fullmatch(_FOLDER, one) for one in strange)
