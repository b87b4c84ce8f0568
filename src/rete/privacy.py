"""Personal data in the text of a file, parsed or not: tax codes, IBANs, mobile numbers, free mail.

Attachments are not opened here, and nothing found is ever repeated whole: findings end in logs.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from string import ascii_letters, digits
from types import MappingProxyType
from typing import TYPE_CHECKING

from rete.diagnostics import Check, DocPath, Fault, Finding, Mark, Severity
from rete.model.identificativi import iban_is_valid, person_code_is_valid
from rete.records import dataclass

if TYPE_CHECKING:
    from rete.source import Place

PERSON_CODE = Check(
    code="PRI001",
    severity=Severity.ERROR,
    page="""In nessun file, né nel suo nome, c'è il codice fiscale di una persona.

    Il registro è pubblico e la storia di git non si cancella: ciò che vi entra una volta resta
    leggibile per sempre. Delle persone bastano la carica e l'ente. Si cerca ovunque, anche nei
    commenti, un codice di 16 caratteri con la lettera di controllo giusta.
    """,
)
IBAN = Check(
    code="PRI002",
    severity=Severity.ERROR,
    page="""In nessun file, né nel suo nome, c'è un IBAN.

    Le coordinate di un conto non servono a nessun documento del patto, e una volta pubblicate
    non si possono più ritirare. Si cerca ovunque un codice con i caratteri di controllo giusti,
    scritto di seguito o a gruppi.
    """,
)
MOBILE = Check(
    code="PRI003",
    severity=Severity.WARNING,
    page="""Un numero di cellulare sta solo fra i «contatti» di un ente o del patto.

    Altrove è quasi sempre il numero privato di una persona. Fra i contatti va solo un numero
    che l'ente stesso rende pubblico.
    """,
)
FREE_MAIL = Check(
    code="PRI004",
    severity=Severity.WARNING,
    page="""Un indirizzo di posta di un servizio gratuito sta solo fra i «contatti».

    Fuori dai contatti di un ente o del patto, un indirizzo come quelli di gmail.com o libero.it
    è quasi sempre l'indirizzo privato di una persona.
    """,
)
CHECKS = (PERSON_CODE, IBAN, MOBILE, FREE_MAIL)

MAX_FINDINGS = 20
"""Of one check in one file: more would add nothing to what must be done."""

_FOR_GOOD = "toglilo: la storia di git non si cancella; se è già in un commit avvisa chi la cura"
_REMEDIES = {
    "PRI001": _FOR_GOOD,
    "PRI002": _FOR_GOOD,
    "PRI003": "toglilo, o se è un recapito pubblico dell'ente spostalo nei suoi «contatti»",
    "PRI004": "toglilo, o se è un recapito pubblico dell'ente spostalo nei suoi «contatti»",
}

IBAN_LENGTHS: Mapping[str, int] = MappingProxyType(
    {
        country: length
        for length, countries in (
            (16, "BE"),
            (18, "DK FI FO GL NL SD"),
            (19, "MK SI"),
            (20, "AT BA EE KZ LT LU XK"),
            (21, "CH HR LI LV"),
            (22, "BG BH CR DE GB GE IE ME RS VA"),
            (23, "AE GI IL IQ TL"),
            (24, "AD CZ ES MD PK RO SA SE SK TN VG"),
            (25, "LY PT ST"),
            (26, "IS TR"),
            (27, "FR GR IT MC MR SM"),
            (28, "AL AZ BY CY DO GT HU LB PL SV"),
            (29, "BR EG PS QA UA"),
            (30, "JO KW MU"),
            (31, "MT SC"),
            (32, "LC"),
        )
        for country in countries.split()
    }
)
"""ISO 13616. Norway's, of 15 characters, is left out: many words are as long."""

_LONGEST = max(IBAN_LENGTHS.values())

_FREE_DOMAINS = (
    r"(?:(?:gmail|googlemail|icloud|me|mac|msn|aol|ymail|protonmail|mail)\.com|proton\.me"
    r"|(?:hotmail|outlook|live|yahoo|gmx)\.(?:com|it)|gmx\.(?:net|de)"
    r"|(?:libero|virgilio|alice|tiscali|tin|tim|inwind|iol|blu|email|fastwebnet|supereva|katamail)"
    r"\.it)(?![A-Za-z0-9-]|\.[A-Za-z0-9])"
)
_ALONE, _THEN_ALONE = r"(?<![^\W_])", r"(?![^\W_])"

# As texts: they take longer to compile than most commands to run, and are rarely looked for.
_PERSON_CODE = rf"{_ALONE}[A-Za-z]{{6}}[A-Za-z0-9]{{9}}[A-Za-z]{_THEN_ALONE}"
_IBAN_START = rf"{_ALONE}[A-Za-z]{{2}}[ -]?[0-9]{{2}}(?:[ -]?[A-Za-z0-9]){{11,30}}"
_FREE_MAIL = rf"(?i:@{_FREE_DOMAINS})"
_LOCAL_PART = re.compile(r"[\w.%+-]{1,64}\Z")

# A number of ten digits, or of nine where its prefix stands apart: 3xx is a mobile's. Three groups
# of three are more often an amount, a final year a protocol number, and after / = _ it is a link.
_MOBILE = (
    r"(?<![\w/=])(?<![0-9][ ./-])(?:(?:\+|00)39[ .-]?)?"
    r"(3[2-9][0-9](?:[0-9]{7}|[ ./-](?:[0-9]{6,7}|[0-9]{3}[ .-]?[0-9]{4}"
    r"|[0-9]{2}[ .-][0-9]{2}[ .-][0-9]{2,3})))"
    r"(?!\w)(?![./-][0-9]{4}(?![0-9]))"
)

# What a text without any hit is told by, in few microseconds: letters and digits become «a» and
# hyphens spaces, so that each search is of one fixed string or begins with one.
_WORDS = bytes.maketrans((ascii_letters + digits + "-").encode(), b"a" * 62 + b" ")
_LONG = b"a" * 16
_LONG_WORD = re.compile(_LONG + b"a*")
_GROUPS = b"aaaa aaaa aaaa aaaa"
_MAYBE_GROUPED = re.compile(rb"IT[ -]?[0-9]{2}[ -]")
_MAYBE_MOBILE = re.compile(rb"3[2-9][0-9](?:[ ./-]?[0-9]){6}")
_MAYBE_FREE_MAIL = _FREE_MAIL.encode()


@dataclass(frozen=True, kw_only=True)
class _Hit:
    """One datum in a text: where it begins and how it can be named without repeating it."""

    start: int
    masked: str


def findings(path: str, content: bytes) -> tuple[Finding, ...]:
    """The personal data in the text of one file, each at its line and column."""
    if not _worth_a_look(content):
        return ()
    text = content.decode("utf-8", errors="replace")
    inside = _Contacts(text, content)
    found = []
    for check, hits, message in _SEARCHES:
        private = (
            hit
            for hit in hits(text)
            if check.severity is Severity.ERROR or not inside(_mark(text, hit.start))
        )
        for hit in islice(private, MAX_FINDINGS):
            fault = Fault(
                file=path,
                mark=_mark(text, hit.start),
                message=message.format(hit.masked),
                remedy=_REMEDIES[check.code],
            )
            found.append(check.finding(fault))
    return tuple(found)


def findings_in_names(paths: Iterable[str]) -> Iterator[Finding]:
    """The personal codes in the names of files."""
    every = list(paths)
    if not _worth_a_look("\n".join(every).encode("utf-8", errors="replace")):
        return
    for path in every:
        if not _worth_a_look(path.encode("utf-8", errors="replace")):
            continue
        for check, hits, what in (
            (PERSON_CODE, _person_codes, "il codice fiscale di una persona"),
            (IBAN, _ibans, "un IBAN"),
        ):
            for hit in hits(path):
                fault = Fault(
                    file=path,
                    message=f"nel nome del file c'è {what}: «{hit.masked}»",
                    remedy="rinomina il file; la storia di git non si cancella: se è già in un "
                    "commit avvisa chi la cura",
                )
                yield check.finding(fault)


def _worth_a_look(content: bytes) -> bool:
    """Whether anything here may be found: false for nearly every file."""
    words = content.translate(_WORDS)
    return (
        (_LONG in words and _has_a_long_code(content, words))
        or _GROUPS in words
        or _MAYBE_GROUPED.search(content) is not None
        or _MAYBE_MOBILE.search(content) is not None
        or (b"@" in content and re.search(_MAYBE_FREE_MAIL, content) is not None)
    )


def _has_a_long_code(content: bytes, words: bytes) -> bool:
    """Long words are mostly the names of sites, or digests: neither can be one of our codes."""
    found = (content[word.start() : word.end()] for word in _LONG_WORD.finditer(words))
    return any(len(word) <= _LONGEST and not word.isalpha() for word in found)


def _person_codes(text: str) -> Iterator[_Hit]:
    for found in re.finditer(_PERSON_CODE, text):
        code = found.group().upper()
        # Sixteen letters may be a word; no code has all its seven digits replaced by letters.
        if not code.isalpha() and person_code_is_valid(code):
            yield _Hit(start=found.start(), masked=_masked(code))


def _ibans(text: str) -> Iterator[_Hit]:
    for found in re.finditer(_IBAN_START, text):
        code = _whole_iban(text, found.start(), found.end())
        if code and iban_is_valid(code):
            yield _Hit(start=found.start(), masked=_masked(code))


def _whole_iban(text: str, start: int, end: int) -> str | None:
    """What begins here, cut at the length of its country; None where a word goes on after that."""
    wanted = IBAN_LENGTHS.get(re.sub(r"[ -]", "", text[start : start + 3])[:2].upper(), 0)
    code = ""
    for position in range(start, end):
        if text[position] not in " -":
            code += text[position]
        if len(code) == wanted:
            after = text[position + 1 : position + 2]
            # In ordinary words digits are few: «al 15 gennaio…» is no Albanian account.
            mostly_digits = 2 * sum(c in digits for c in code) >= wanted
            return code.upper() if mostly_digits and not after.isalnum() else None
    return None


def _mobiles(text: str) -> Iterator[_Hit]:
    for found in re.finditer(_MOBILE, text):
        number = found.group(1)
        yield _Hit(start=found.start(), masked=f"{number[:3]}…{number[-2:]}")


def _free_mails(text: str) -> Iterator[_Hit]:
    for found in re.finditer(_FREE_MAIL, text):
        before = _LOCAL_PART.search(text, max(0, found.start() - 64), found.start())
        if before:
            masked = f"{before.group()[0]}…{found.group().lower()}"
            yield _Hit(start=before.start(), masked=masked)


_SEARCHES: tuple[tuple[Check, Callable[[str], Iterator[_Hit]], str], ...] = (
    (PERSON_CODE, _person_codes, "«{}» è il codice fiscale di una persona"),
    (IBAN, _ibans, "«{}» è un IBAN"),
    (MOBILE, _mobiles, "«{}» sembra il cellulare di una persona"),
    (FREE_MAIL, _free_mails, "«{}» sembra l'indirizzo privato di una persona"),
)


def _masked(code: str) -> str:
    return f"{code[:4]}…{code[-3:]}"


def _mark(text: str, offset: int) -> Mark:
    start = text.rfind("\n", 0, offset) + 1
    return Mark(line=text.count("\n", 0, offset) + 1, column=offset - start + 1)


class _Contacts:
    """Whether a place of a file is among its ``contatti``; the file is composed at most once."""

    def __init__(self, text: str, content: bytes) -> None:
        self._text = text
        self._content = content
        self._starts: list[tuple[int, int, bool]] | None = None

    def __call__(self, mark: Mark) -> bool:
        if self._starts is None:
            from rete.source import compose  # only whoever finds something needs YAML

            document = compose(self._content, with_places=True)
            whole = document.value is not None
            self._starts = sorted(_starts(document.places) if whole else _top_lines(self._text))
        answer = False
        for line, column, contacts in self._starts:
            if (line, column) > (mark.line, mark.column):
                break
            answer = contacts
        return answer


def _starts(places: Mapping[DocPath, "Place"]) -> Iterator[tuple[int, int, bool]]:
    for path, place in places.items():
        mark = place.key or place.value
        yield mark.line, mark.column, path[:1] == ("contatti",)


def _top_lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """The unindented lines of a file that cannot be composed: each begins a key of its own."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line[:1].isalpha():
            yield number, 1, line.startswith("contatti:")
