"""The seal of approved minutes: a digest of all that approval freezes."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_NOT_FROZEN = ("protocollo", "allegati")
"""What may still change after approval: the protocol number may be set, attachments appended."""


def frozen_digest(minutes: Mapping[str, Any]) -> str:
    """The SHA-256, in hexadecimal, of the canonical JSON of what is frozen in some minutes.

    ``minutes`` is the plain data of the file, as read by its schema; canonical means sorted keys,
    no spaces, UTF-8. The approval is part of it, but for the digest itself.
    """
    frozen = {key: value for key, value in minutes.items() if key not in _NOT_FROZEN}
    if "approvazione" in frozen:
        approval = frozen["approvazione"]
        frozen["approvazione"] = {k: v for k, v in approval.items() if k != "impronta"}
    text = json.dumps(frozen, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
