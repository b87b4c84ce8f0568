"""Mobile numbers and addresses of free mail services in a text."""

import re
from collections.abc import Iterator
from heapq import merge

from rete.privacy.hit import BLANKS, DASHES, Hit

_ABROAD = ("com", "it", "fr", "de", "es", "eu", "ch", "at", "be", "nl", "net", "co.uk", "com.br")
_FREE_DOMAINS = frozenset(
    f"{name}.{end}"
    for names, ends in (
        ("hotmail outlook live msn yahoo ymail aol gmx yandex", _ABROAD),
        (
            (
                "gmail googlemail icloud me mac rocketmail mail hushmail hey duck zoho zohomail "
                "inbox tutanota tuta fastmail protonmail att comcast rambler privaterelay.appleid"
            ),
            ("com",),
        ),
        (
            (
                "libero virgilio alice aliceposta tiscali tiscalinet tin tim inwind iol blu email "
                "excite fastwebnet supereva katamail kataweb vodafone teletu tele2 wind windtre "
                "jumpy interfree infinito lycos freemail dada cheapnet clix ciaoweb everyday "
                "simail poste"
            ),
            ("it",),
        ),
        ("proton pm", ("me",)),
        ("protonmail bluewin", ("ch",)),
        ("tutanota web t-online posteo", ("de",)),
        ("posteo tiscali riseup laposte ukr", ("net",)),
        ("autistici inventati disroot mailbox", ("org",)),
        ("yandex mail bk list inbox rambler", ("ru",)),
        ("wp o2 onet interia", ("pl",)),
        ("orange free wanadoo sfr", ("fr",)),
        ("tuta", ("io",)),
        ("fastmail", ("fm",)),
        ("seznam", ("cz",)),
        ("yahoo", ("co.jp",)),
    )
    for name in names.split()
    for end in ends
)
"""Of services that give an address to anybody."""

_AT = r"(?: ?@ ?| ?[\[(] ?(?:at|chiocciola) ?[\])] ?)"
_DOT = r"(?:\.| ?[\[(] ?(?:dot|punto) ?[\])] ?)"
_ADDRESS_END = rf"(?i:(?P<at>{_AT})(?P<domain>[a-z0-9-]+(?:{_DOT}[a-z0-9-]+)+))"
_AFTER_AT = rb"@ ?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
_LOCAL_PART = r"[\w.%+-]{1,64}\Z"

_SPACE = rf"[{BLANKS}{DASHES}./]"
# A folded line may end after the prefix.
_AFTER_PREFIX = rf"(?:[{BLANKS}{DASHES}./_]{{0,3}}(?:\r?\n[ \t]{{1,40}})?)"
# What a number may follow at once, as in «cell3331234567».
_NAMED = "|".join(
    rf"(?<=(?i:\b{name}{after}))"
    for name in ("tel", "telefono", "cell", "cellulare", "mobile", "whatsapp")
    for after in ("", "_", "=")
)
# The start of a number: no figure of another joined to it, no part of a link.
_NUMBER = (
    rf"(?=[+0-9(])(?:(?<![\w/=])|{_NAMED})(?<![0-9][{DASHES}./])"
    rf"(?P<abroad>(?:\+|00)39{_SPACE}?|39{_SPACE}?)?"
    rf"(?P<prefix>3[2-9][0-9]|\(3[2-9][0-9]\){_SPACE}?)"
    r"(?!/(?:19|20)[0-9]{2}(?![0-9]))"  # of a year
    rf"(?P<rest>{_AFTER_PREFIX}[0-9](?:{_SPACE}?[0-9]){{5,6}})"
    rf"(?!\w)(?![./{DASHES}](?:19|20)?[0-9]{{2}}(?![0-9]))(?!,[0-9]{{2}}(?![0-9]))"
)
_LINK = (
    r"(?i:wa\.me/|(?:t\.me|signal\.me/#p)/|(?:tel|sms|callto|whatsapp|viber):/{0,2}"
    r"|whatsapp\.com/send/?\?(?:[\w=&]*&)?phone=|[?&]phone=)"
    r"(?:\+|%2B)?(?:39)?(?P<prefix>3[2-9][0-9])(?P<rest>[0-9]{6,7})(?![0-9])"
)
_LENGTHS_OF_GROUPS = frozenset({(7,), (3, 4), (4, 3), (3, 2, 2), (2, 3, 2), (2, 2, 3)})
_FOUR_THEN_SIX = frozenset({(1, 6), (1, 3, 3), (1, 2, 2, 2)})
"""After the prefix, of a number that is parted a figure later, as many are: 3331 234567."""
_FIGURE_BEFORE = rf"[0-9][{BLANKS}]\Z"
# A house, an hour, a year, a postcode or a telephone: what else ends in figures may go on.
_APART = rf"(?<![0-9A-Za-z])(?:[0-9]{{1,2}}|(?:19|20)[0-9]{{2}}|[0-9]{{5,}})[{BLANKS}]\Z"
_NINE_FIGURES = frozenset({(6,), (2, 2, 2)})
# What is counted, filed or paid: a number of ten figures that follows is no telephone.
_FILED = (
    r"c\.? ?i\.? ?g|smart ?cig|c\.? ?u\.? ?p|cap(?:itolo)?|art(?:icolo)?|prot(?:ocollo)?"
    r"|p\.? ?g|p\.g\.n|rep(?:ertorio)?|fatt(?:ura)?|(?:sub)?impegno|accertamento|liquidazione"
    r"|mandato|reversale|quietanza|determin\w*|deliber\w*|d\.?g\.?[rc]|ordinanza|decreto|sentenza"
    r"|fascicolo|runts|matricola|bolletta|bollettino|p\.? ?i(?:va|\.v\.a)|partita iva"
    r"|partita catastale|c\.? ?f|conto|c/c|ccp|euro|eur|lire|importo|somma|totale|mq|kwh|rea|sdi"
    r"|sinistro|targa|versamento|bonifico|cro|trn|iuv|foglio|particella|mappale|assegno|pdr|pod"
    r"|cliente|istanza|suap|scia|cila|durc|ticket|barcode|raccomandata|racc|spedizione|passcode"
    r"|coordinate|isbn|issn|delib|d\.? ?d|reg\.? ?gen|peg|siope|ausa|bdap|ricevuta|autorizzazione"
    r"|concessione|licenza|tracking|piano dei conti|macroaggregato|det|rdo|mepa|bolla|ddt|cpv"
    r"|commessa"
)
# Things that people answer for too: «referente del progetto 333…» is a telephone.
_ANSWERED_FOR = (
    r"pratica|registro|iscri(?:zione|tt[oaie])|num|codice|cod|id|ordine|lotto|gara|bando|progetto"
    # «nota: 333…» is a key of the register, under which anything may stand.
    r"|polizza|atto|tessera|contratto|utenza|domanda|segnalazione|programma|missione|voce"
    r"|nota(?! ?:)|posizione|meeting|zoom|rif(?:erimento)?"
)
_BETWEEN = (
    r"[ :=«\"'#.]|n\.°|n[.°]|nr?\b|numero|num\b|al\b|d[ei]l?l?[ao]?\b|gen(?:erale)?\b"
    r"|int(?:erno)?\b|spesa\b|entrata\b|bilancio\b|peg\b|pagamento\b|corrente\b|postale\b"
    r"|client[ei]\b|utente\b|riunione\b|identificativo\b|univoco\b|istat\b|inps\b|inail\b"
    r"|cciaa\b|runts\b|dirigenziale\b|derivato\b|padre\b|quadro\b|accordo\b|assicurativa\b"
    r"|arrivo\b|partenza\b|in\b|pec\b|procedura\b|tributo\b|catastale\b|ente\b|siope\b|ausa\b"
    r"|bdap\b|ipa\b|ingresso\b|uscita\b|anac\b|edilizia\b|\d{1,4}\b"
)
# What is filed may stand in brackets, after a dash, or in a row: «CIG 9345678901 e 3451234567».
_THEN = rf"{_BETWEEN}|[(/{DASHES}]|\d{{10}}\b|e\b"
# Nothing is tried twice (*+): a line made on purpose would take seconds.
_OFFICE = (
    rf"(?i:\b(?:(?:{_FILED})\b(?:{_THEN})*+"
    rf"|(?P<people>{_ANSWERED_FOR})\b(?:{_BETWEEN})*+))\Z|[€$] ?\Z"
)
_AMOUNT_AFTER = r" ?(?:euro\b|€)"
_PEOPLE = (
    r"(?i:\b(?:tel|telef\w*|cell\w*|mob|mobile|whats ?app|wapp|sms|telegram|signal|viber|chiam\w*"
    r"|contatt\w*|rispond\w*|recapit\w*|reperibil\w*|rivolg\w*|info|informazioni|referent\w*"
    r"|responsabil\w*|sig|sig\.?ra|signor\w*|dott|dott\.?ssa|president\w*|coordinat\w*|person[ae]"
    r"|segretari[oa])\b)"
)
_BEFORE = 60


def mobiles(text: str) -> Iterator[Hit]:
    """The numbers of mobile telephones, but for what the words before them say is something else.

    A prefix of three figures from 320 to 399, then seven more (six, in old ones): of these only
    groups as people write them. Three groups of three are more often an amount, a final year a
    protocol number.
    """
    told = -1
    numbers = (one for one in re.finditer(_NUMBER, text) if _is_a_number(text, one))
    for one in merge(re.finditer(_LINK, text), numbers, key=lambda one: one.start("prefix")):
        if one.start("prefix") == told:
            continue
        told = one.start("prefix")
        number = "".join(re.findall("[0-9]", one["prefix"] + one["rest"]))
        yield Hit(start=one.start(), masked=f"{number[:3]}…{number[-2:]}")


def _is_a_number(text: str, found: re.Match[str]) -> bool:
    abroad = found["abroad"] or ""
    groups = tuple(map(len, re.findall("[0-9]+", found["rest"])))
    apart = not found["rest"][0].isdigit() or not found["prefix"][-1].isdigit()
    if abroad[:1] in ("+", "0") or found["prefix"].startswith("("):
        return True
    if abroad:
        # Of eleven figures in a row many are the tax code of a body.
        known = sum(groups) == 7
    else:
        more = _NINE_FIGURES if apart else _FOUR_THEN_SIX
        known = groups in _LENGTHS_OF_GROUPS or groups in more
    return known and not _is_something_else(text, found)


def _is_something_else(text: str, found: re.Match[str]) -> bool:
    """Whether what stands around a number says that it is filed, counted, or part of another."""
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    if re.search(_FIGURE_BEFORE, before) and not re.search(_APART, before):
        return True
    amount = re.compile(_AMOUNT_AFTER, re.IGNORECASE).match(text, found.end())
    return amount is not None or _is_of_an_office(text, found.start())


def _is_of_an_office(text: str, start: int) -> bool:
    before = _just_before(text, start)
    office = re.search(_OFFICE, before)
    if office is None:
        return False
    return office["people"] is None or re.search(_PEOPLE, before) is None


def _just_before(text: str, start: int) -> str:
    """What stands before a number in its sentence, which may begin on the line above."""
    before = text[max(0, start - _BEFORE) : start]
    _, broken, line = before.rpartition("\n")
    goes_on = broken and ":" not in line and line.lstrip()[:1] != "-"
    whole = before if goes_on else line
    return " ".join(re.split("[;,]", whole)[-1].replace("#", " ").split()) + " "


def has_free_domain(content: bytes) -> bool:
    """Whether what follows an @ somewhere is the name of such a service."""
    found = re.findall(_AFTER_AT, content)
    return any(domain.decode("ascii").lower() in _FREE_DOMAINS for domain in found)


def free_mails(text: str) -> Iterator[Hit]:
    """The addresses of services that give one to anybody."""
    for found in re.finditer(_ADDRESS_END, text):
        domain, at = re.sub(_DOT, ".", found["domain"].lower()), found["at"]
        if domain not in _FREE_DOMAINS:
            continue
        before = re.compile(_LOCAL_PART).search(text, max(0, found.start() - 64), found.start())
        # «scrivere a @gmail.com» names no address.
        if before and ("@" not in at or at.startswith(" ") == at.endswith(" ")):
            yield Hit(start=before.start(), masked=f"{before.group()[0]}…@{domain}")
