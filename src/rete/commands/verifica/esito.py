"""What `rete verifica` concludes: the bytes compared, what was added, who signed."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rete import git, git_place, italiano
from rete.errors import CannotTell, ReteError
from rete.records import frozen
from rete.store import DATA

if TYPE_CHECKING:
    from rete.commands.verifica.file_firmati import Signed
    from rete.firme.values import Firma, Place
    from rete.render.document_foot import Provenance
    from rete.render.reread import Found

_EQUAL: Final = "è il documento che dà il registro"
_NOWHERE: Final = (
    "non si può dire: è il documento che darebbe il registro, ma i suoi dati non stanno in nessun "
    "commit: o non sono mai stati registrati, e allora era una bozza, o quel commit non c'è più"
)
_UNKNOWN: Final = (
    "non si può dire: è il documento che darebbe il registro, ma se i suoi dati sono registrati in "
    "git, o se era una bozza, non si sa"
)
_BYTE_RANGE: Final = b"/ByteRange"
"""What no PDF with a signature inside is without; the signature itself is looked for elsewhere."""


@frozen
class Esito:
    """The exit code and the lines that say it, the verdict first."""

    code: int
    lines: tuple[str, ...]
    is_the_document: bool


@frozen
class _Bytes:
    """What the bytes say: a difference in words, or none, with what was added in a PDF."""

    difference: str | None
    inside: tuple["Firma", ...] = ()
    empty: tuple["Place", ...] = ()


def compared(found: "Found", wanted: bytes, signed: "Signed") -> Esito:
    """The verdict on a document that should be ``wanted``."""
    told = _compared(found, wanted, signed)
    every = (*told.inside, *signed.signatures)
    code, words = _verdict(told, signed, every)
    return Esito(code=code, lines=(words, *_about(told, signed, every)), is_the_document=code != 1)


def held_to_git(esito: Esito, told: "Provenance", register: Path) -> Esito:
    """The verdict, where a document that is no draft has to be of data that git has recorded.

    Its own word does not do: whoever writes a draft can take the word off. Where there is no git,
    there is nothing to hold it to.
    """
    if esito.code != 0 or not told.recorded or git_place.find(register) is None:
        return esito
    there = git.has_tree(register, told.data, DATA)
    if there is True:
        return esito
    why = f"{_UNKNOWN}: {there.why}" if isinstance(there, CannotTell) else _NOWHERE
    return replace(esito, code=3, lines=(why, *esito.lines[1:]))


def _compared(found: "Found", wanted: bytes, signed: "Signed") -> _Bytes:
    from rete.render.differences import where_they_differ

    given = signed.document
    if given == wanted:
        return _Bytes(difference=None)
    if found.format == "pdf" and given.startswith(wanted):
        return _added(wanted, given)
    return _Bytes(difference=where_they_differ(found, wanted, given))


def _added(wanted: bytes, given: bytes) -> _Bytes:
    """What a PDF has after the document: its signatures, or something else."""
    if given.find(_BYTE_RANGE, len(wanted)) < 0:
        return _Bytes(difference="dopo il documento c'è dell'altro, che non è una firma")
    from rete.firme.guard import require
    from rete.firme.pdf_signatures import added
    from rete.firme.values import Alien, Unreadable

    require()
    try:
        found = added(wanted, given)
    except Alien as error:
        return _Bytes(
            difference=f"dopo il documento c'è dell'altro, e non solo firme: l'aggiunta {error}"
        )
    except Unreadable as error:
        raise ReteError(f"non si può dire: {error}") from error
    return _Bytes(difference=None, inside=found.signatures, empty=found.empty)


def _verdict(told: _Bytes, signed: "Signed", every: tuple["Firma", ...]) -> tuple[int, str]:
    if told.difference is not None:
        return 1, f"diverso: {told.difference}"
    if signed.more:
        return 1, f"diverso: {_EQUAL}, ma dopo la busta della firma c'è dell'altro"
    if signed.unsigned:
        return 1, f"diverso: {_EQUAL}, ma la busta in cui sta non porta nessuna firma"
    if any(firma.matches is False for firma in every):
        return 1, f"diverso: {_EQUAL}, ma una firma non è di questi byte"
    places = [*told.empty, *(place for firma in every for place in firma.places)]
    if covers := next((place.covers for place in places if isinstance(place.covers, str)), None):
        return 1, f"diverso: comincia con tutto il documento, ma il riquadro di una firma {covers}"
    unsure = [one.matches for one in every] + [place.covers for place in places]
    if signed.unread or any(isinstance(one, CannotTell) for one in unsure):
        return 3, f"non si può dire: {_EQUAL}, ma di una firma non si può dire tutto"
    return 0, f"uguale: {_EQUAL}{_with(told, signed)}"


def _with(told: _Bytes, signed: "Signed") -> str:
    """How the document is signed, as words after the verdict."""
    parts = []
    if told.inside:
        words = italiano.count(len(told.inside), "firma aggiunta", "firme aggiunte")
        parts.append(f"con {words} dopo")
    if signed.envelopes:
        parts.append("dentro una busta di firma")
    if signed.apart:
        parts.append("con la firma in un file accanto")
    return f", {italiano.join_words(parts)}" if parts else ""


def _about(told: _Bytes, signed: "Signed", every: tuple["Firma", ...]) -> tuple[str, ...]:
    if not every and not told.empty and not signed.unread:
        return ()
    from rete.firme.words import TRUST, line, place

    return (
        *map(line, every),
        *(f"un posto per una firma è ancora vuoto: {place(one)}" for one in told.empty),
        *signed.unread,
        *((TRUST,) if every else ()),
    )
