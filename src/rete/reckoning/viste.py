"""The names of the three views of the pact's text, so that commands need not import the texts."""

from typing import Final, Literal, get_args

Vista = Literal["originario", "vigente", "multivigente"]
VISTE: Final[tuple[Vista, ...]] = get_args(Vista)
