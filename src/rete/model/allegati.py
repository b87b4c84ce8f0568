"""`Alterato`: a file that is attached and is not what was attached (`altered` says why)."""

from rete.records import frozen


@frozen
class Alterato:
    """What happened to an attachment whose digest is another one, and what to do, in words."""

    fatto: str
    rimedio: str
