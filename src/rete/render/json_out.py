"""Values as JSON text, the same bytes for the same values."""

import re

# JSON lets these through, and a terminal obeys some of them (U+009B begins a command).
_UNSAFE = "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"


def as_json(value: object) -> str:
    """Indented JSON, accents as they are, ending with a line feed."""
    import json  # whoever asks for words needs none

    text = json.dumps(value, ensure_ascii=False, indent=2)
    return re.sub(_UNSAFE, lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"
