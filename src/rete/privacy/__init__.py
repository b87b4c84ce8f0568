"""Personal data in the text of a file: tax codes, IBANs, mobile numbers, free mail, as findings.

Attachments are not opened here, and nothing found is ever repeated whole: findings end in logs.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Final

from rete.diagnostics import Check, DocPath, Fault, Finding, Mark, Severity, new_check
from rete.privacy.codes import ibans, person_codes
from rete.privacy.dress import undressed
from rete.privacy.escapes import places_in, unescaped
from rete.privacy.glance import (
    may_have_codes,
    may_have_free_mail,
    may_have_mobiles,
    without_digests,
)
from rete.privacy.hit import Hit
from rete.privacy.recapiti import free_mails, mobiles

if TYPE_CHECKING:
    from rete.source import Place

PERSON_CODE = new_check(
    "PRI001",
    """In nessun file, né nel suo nome, c'è il codice fiscale di una persona.

    Il registro è pubblico e la storia di git non si cancella: ciò che vi entra una volta resta
    leggibile per sempre. Delle persone bastano la carica e l'ente. Si cerca ovunque, anche nei
    commenti, un codice di 16 caratteri con la lettera di controllo giusta, anche scritto a gruppi
    o con lettere al posto delle cifre (omocodia).
    """,
)
IBAN = new_check(
    "PRI002",
    """In nessun file, né nel suo nome, c'è un IBAN.

    Le coordinate di un conto non servono a nessun documento del patto, e una volta pubblicate
    non si possono più ritirare. Si cerca ovunque un codice con i caratteri di controllo giusti,
    scritto di seguito, a gruppi o su due righe.
    """,
)
MOBILE = new_check(
    "PRI003",
    """Un numero di cellulare sta solo fra i «contatti» di un ente o del patto.

    Altrove è quasi sempre il numero privato di una persona. Fra i contatti va solo un numero
    che l'ente stesso rende pubblico. Un numero che segue parole come «CIG», «prot. n.» o
    «capitolo» non è un telefono.
    """,
    Severity.WARNING,
)
FREE_MAIL = new_check(
    "PRI004",
    """Un indirizzo di posta di un servizio gratuito sta solo fra i «contatti».

    Fuori dai contatti di un ente o del patto, un indirizzo come quelli di gmail.com o libero.it
    è quasi sempre l'indirizzo privato di una persona.
    """,
    Severity.WARNING,
)

MAX_FINDINGS = 20
"""Of one check in one file: more would add nothing to what must be done."""

_REMEDIES: Final = {
    Severity.ERROR: "toglilo: la storia di git non si cancella; se è già in un commit avvisa chi "
    "la cura",
    Severity.WARNING: "toglilo, o se è un recapito pubblico dell'ente spostalo nei suoi «contatti»",
}


def findings(path: str, content: bytes) -> tuple[Finding, ...]:
    """The personal data in the text of one file, each at its line and column."""
    seen = undressed(unescaped(content))
    searches = _worth_making(seen) and _worth_making(without_digests(seen))
    if not searches:
        return ()
    text = _as_text(seen)
    inside, mark = _Contacts(content), _Marks(content)
    found = []
    for check, hits, verb, what in searches:
        private = (
            hit
            for hit in hits(text)
            if check.severity is Severity.ERROR or not inside(mark(hit.start))
        )
        for hit in islice(private, MAX_FINDINGS):
            fault = Fault(
                file=path,
                mark=mark(hit.start),
                message=f"«{hit.masked}» {verb} {what}",
                remedy=_REMEDIES[check.severity],
            )
            found.append(check.finding(fault))
    return tuple(found)


def _worth_making(seen: bytes) -> "list[_Search]":
    return [one for may_have, some in _SEARCHES if may_have(seen) for one in some]


def findings_in_names(paths: Iterable[str]) -> Iterator[Finding]:
    """The personal codes in the names of files."""
    for path in paths:
        seen = undressed(_BY_YEAR.sub("", path).encode("utf-8", errors="replace"))
        if not may_have_codes(seen):
            continue
        for check, hits, _, what in _CODES:
            for hit in hits(seen.decode()):
                fault = Fault(
                    file=path,
                    message=f"nel nome del file c'è {what}: «{hit.masked}»",
                    remedy="rinomina il file; la storia di git non si cancella: se è già in un "
                    "commit avvisa chi la cura",
                )
                yield check.finding(fault)


_BY_YEAR: Final = re.compile(r"data/[a-z]{4,}/[0-9]{4}/(?=[0-9]{4}-[0-9]{2}-[0-9]{2}-)")
"""The folders of what has a date: put before it, they look like a code at a glance.

No code can begin in them: none has a word of letters, then a year and a date.
"""


_Search = tuple[Check, Callable[[str], Iterator[Hit]], str, str]
_CODES: Final[tuple[_Search, ...]] = (
    (PERSON_CODE, person_codes, "è", "il codice fiscale di una persona"),
    (IBAN, ibans, "è", "un IBAN"),
)
_SEARCHES: Final[tuple[tuple[Callable[[bytes], bool], tuple[_Search, ...]], ...]] = (
    (may_have_codes, _CODES),
    (may_have_mobiles, ((MOBILE, mobiles, "sembra", "il cellulare di una persona"),)),
    (
        may_have_free_mail,
        ((FREE_MAIL, free_mails, "sembra", "l'indirizzo privato di una persona"),),
    ),
)
"""A glance at the bytes, and the searches that it is worth if something may be there."""


class _Marks:
    """Line and column of a place of the text that is searched, in the file as it is written.

    Where its lines begin is looked for at most once.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content

    @cached_property
    def _starts(self) -> list[int]:
        lines = _as_text(self._content).split("\n")
        return [*accumulate((len(line) + 1 for line in lines), initial=0)]

    @cached_property
    def _written_at(self) -> Callable[[int], int]:
        return places_in(self._content)

    def __call__(self, place: int) -> Mark:
        offset = self._written_at(place)
        line = bisect_right(self._starts, offset)
        return Mark(line=line, column=offset - self._starts[line - 1] + 1)


class _Contacts:
    """Whether a place of a file is among its ``contatti``; the file is composed at most once."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @cached_property
    def _starts(self) -> list[tuple[int, int, bool]]:
        from rete.source import compose  # only whoever finds something needs YAML

        document = compose(self._content, with_places=True)
        whole = document.value is not None
        return sorted(_starts(document.places) if whole else _top_lines(_as_text(self._content)))

    def __call__(self, mark: Mark) -> bool:
        before = bisect_right(self._starts, (mark.line, mark.column, True))
        return before > 0 and self._starts[before - 1][2]


def _starts(places: Mapping[DocPath, "Place"]) -> Iterator[tuple[int, int, bool]]:
    for path, place in places.items():
        mark = place.key or place.value
        yield mark.line, mark.column, path[:1] == ("contatti",)


def _top_lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """The unindented lines of a file that cannot be composed: each begins a key of its own."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line[:1].isalpha():
            yield number, 1, line.startswith("contatti:")


def _as_text(content: bytes) -> str:
    return content.decode("utf-8", errors="replace")
