"""A signature as a value (`Firma`), and the two ways in which a signed file is not one."""

from datetime import datetime
from typing import Final, Literal

from rete.errors import CannotTell
from rete.records import frozen

TOO_MUCH: Final = "è troppo per essere delle firme"
Kind = Literal["firma", "controfirma", "marca"]


class Alien(Exception):
    """A file holds something that is no part of a signature; the text says what, in Italian."""


class Unreadable(Exception):
    """A signature that cannot be read; the text says why, in Italian."""


@frozen
class Place:
    """Where a visible signature stands; ``covers``: what of the document is under it, if any.

    ``where`` is None where it is off the page; ``meets`` is whether another's box overlaps it.
    """

    page: int
    where: str | None
    covers: str | CannotTell | None
    meets: bool = False


@frozen
class Firma:
    """One signature.

    ``matches`` is whether it was made on these very bytes. ``claimed`` is the time that whoever
    signed says, ``stamped`` the one that a time-stamp over it says; ``notes`` is what else a
    reader should know, each a clause.
    """

    kind: Kind
    name: str | None = None
    organisation: str | None = None
    claimed: datetime | None = None
    stamped: datetime | None = None
    matches: bool | CannotTell
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()
