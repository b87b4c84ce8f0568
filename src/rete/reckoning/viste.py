"""The views of the pact's text in time; apart, as whoever names one need not know the texts."""

from typing import Final, Literal, get_args

Vista = Literal["originario", "vigente", "multivigente"]
VISTE: Final[tuple[Vista, ...]] = get_args(Vista)
