"""Words of English that no message may have: those that libraries and Python itself would say."""

import re

_WORDS = frozenset(
    """
    is are was were be been not none null the an of for with without and or but if then than
    this that these those must should cannot could expected unexpected required additional
    properties property allowed valid invalid value values type types error errors warning
    found missing unknown empty string integer number array object boolean true false long
    short longer shorter too less greater minimum maximum match matches does did has have
    unique elements element items item schema line column files such directory permission
    denied traceback most recent last failed failure unable usage option argument command try
    help while parsing scanning mapping sequence block key keys document character characters
    token start end stream alias anchor undefined context open read write from by any each
    only when where what which who why how here there you your we our
    """.split()  # noqa: SIM905 - a list of a hundred words is read as a text
)
_SECTIONS = {"is"}
"""The section of the RUNTS of the «imprese sociali»."""


def english_words(text: str) -> set[str]:
    """The words of English of a message, but for what it quotes from the data."""
    unquoted = re.sub(r"«[^»]*»", " ", text)
    return set(re.findall(r"[a-z]+", unquoted.lower())) & _WORDS - _SECTIONS
