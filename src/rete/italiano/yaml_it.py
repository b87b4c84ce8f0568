"""What libyaml complains of, in Italian that a secretary understands."""

FALLBACK = "il testo non è YAML valido in questo punto"

_NOT_CLOSED_LIST = "un elenco tra parentesi quadre va chiuso con «]» e le voci separate da virgole"
_NOT_CLOSED_MAP = "un gruppo tra parentesi graffe va chiuso con «}» e le voci separate da virgole"
_ANCHORS = "i segni «&» e «*» all'inizio di un valore non si usano: metti il testo fra virgolette"
_TAGS = "il segno «!» all'inizio di un valore non si usa: metti il testo fra virgolette"
_DIRECTIVES = "il segno «%» all'inizio della riga non si usa: metti il testo fra virgolette"
_ENCODING = "il file non è scritto in UTF-8: salvalo di nuovo scegliendo la codifica UTF-8"
_TOO_DEEP = "ci sono troppi livelli uno dentro l'altro"


def _all(problems: str, said: str) -> dict[str, str]:
    """The problems of a text, one a line, that are said alike."""
    return {line.strip(): said for line in problems.strip().splitlines()}


PROBLEMS: dict[str, str] = {
    # what a secretary really meets
    "mapping values are not allowed in this context": (
        "qui non ci può essere un altro «chiave: valore» "
        "(manca un a capo, o il testo con i due punti va fra virgolette)"
    ),
    "could not find expected ':'": (
        "mancano i due punti dopo la chiave (si scrive «chiave: valore»), "
        "o il testo su più righe va rientrato"
    ),
    "did not find expected key": (
        "qui ci si aspettava una chiave: controlla il rientro della riga "
        "e che le virgolette siano chiuse"
    ),
    "did not find expected '-' indicator": (
        "qui ci si aspettava un'altra voce dell'elenco, con il trattino: "
        "controlla che il rientro sia lo stesso delle altre"
    ),
    "did not find expected ',' or ']'": _NOT_CLOSED_LIST,
    "did not find expected ',' or '}'": _NOT_CLOSED_MAP,
    "block sequence entries are not allowed in this context": (
        "qui non può cominciare un elenco col trattino: metti il trattino a capo, "
        "o il testo fra virgolette"
    ),
    "mapping keys are not allowed in this context": (
        "qui non può cominciare una chiave: manca un a capo, o il testo va fra virgolette"
    ),
    "found unexpected end of stream": "il file finisce con delle virgolette aperte: chiudile",
    "found unexpected document indicator": (
        "dentro un testo fra virgolette c'è una riga che comincia con «---» o «...»: "
        "chiudi le virgolette prima"
    ),
    "found character that cannot start any token": (
        "un valore non può cominciare con questo carattere "
        "(tabulazione, «@», «%» o «`»): mettilo fra virgolette, o usa spazi per il rientro"
    ),
    "found a tab character that violates indentation": (
        "il rientro si fa con gli spazi, non con la tabulazione"
    ),
    "found a tab character where an indentation space is expected": (
        "il rientro si fa con gli spazi, non con la tabulazione"
    ),
    "found unknown escape character": (
        "fra virgolette doppie la barra rovesciata «\\» ha un significato suo: "
        "scrivila due volte, o usa le virgolette semplici"
    ),
    "did not find expected hexdecimal number": (
        "dopo «\\x» o «\\u» ci vuole un numero esadecimale: "
        "per una barra rovesciata scrivila due volte, o usa le virgolette semplici"
    ),
    "found invalid Unicode character escape code": (
        "il codice dopo «\\u» non è di nessun carattere: scrivi il carattere stesso"
    ),
    "found unexpected ':'": "i due punti qui non vanno: metti il testo fra virgolette",
    "did not find expected node content": "qui manca un valore",
    "did not find expected comment or line break": (
        "dopo «|» o «>» il testo comincia a capo, nella riga seguente"
    ),
    "found an indentation indicator equal to 0": (
        "dopo «|» o «>» il rientro non può essere 0: togli il numero"
    ),
    "did not find expected <document start>": (
        "qui il documento doveva essere finito: controlla il rientro della riga"
    ),
    "exceeded maximum nesting depth": _TOO_DEEP,
    # several documents, aliases, tags, directives: never used in a register
    "expected a single document in the stream": "in un file ci sta un solo documento: togli «---»",
    "but found another document": "in un file ci sta un solo documento: togli «---»",
    "did not find expected <stream-start>": "il file non si riesce a leggere dall'inizio",
    "expected nothing after STREAM-END": "dopo la fine del file non ci può essere altro",
    **_all(
        """
        found undefined alias
        found duplicate anchor
        first occurrence
        second occurrence
        did not find expected alphabetic or numeric character
        anchor value must not be empty
        anchor value must contain alphanumerical characters only
        alias value must not be empty
        alias value must contain alphanumerical characters only
        """,
        _ANCHORS,
    ),
    **_all(
        """
        did not find expected '!'
        did not find expected tag URI
        did not find the expected '>'
        did not find URI escaped octet
        did not find expected whitespace or line break
        found an incorrect leading UTF-8 octet
        found an incorrect trailing UTF-8 octet
        found undefined tag handle
        tag value must not be empty
        tag handle must not be empty
        tag handle must start with '!'
        tag handle must end with '!'
        tag handle must contain alphanumerical characters only
        tag prefix must not be empty
        neither tag nor implicit flags are specified
        """,
        _TAGS,
    ),
    **_all(
        """
        could not find expected directive name
        found unexpected non-alphabetical character
        found unknown directive name
        found extremely long version number
        did not find expected version number
        did not find expected digit or '.' character
        did not find expected whitespace
        found duplicate %YAML directive
        found duplicate %TAG directive
        found incompatible YAML document
        incompatible version
        """,
        _DIRECTIVES,
    ),
    # the bytes themselves
    **_all(
        """
        invalid leading UTF-8 octet
        invalid trailing UTF-8 octet
        incomplete UTF-8 octet sequence
        invalid length of a UTF-8 sequence
        incomplete UTF-16 character
        incomplete UTF-16 surrogate pair
        unexpected low surrogate area
        expected low surrogate area
        """,
        _ENCODING,
    ),
    "invalid Unicode character": "c'è un carattere che non esiste: cancellalo e riscrivilo",
    "control characters are not allowed": (
        "c'è un carattere invisibile che non va in un testo: cancella e riscrivi la riga"
    ),
    "input is too long": "il file è troppo lungo",
    "input error": "il file non si riesce a leggere",
    "write error": "il testo non si riesce a scrivere",
}

CONTEXTS: dict[str, str] = {
    "while scanning a quoted scalar": "in un testo fra virgolette",
    "while parsing a quoted scalar": "in un testo fra virgolette",
    "while scanning a plain scalar": "in un testo senza virgolette",
    "while scanning a block scalar": "in un testo su più righe («|» o «>»)",
    "while scanning a simple key": "leggendo una chiave",
    **_all(
        """
        while scanning for the next token
        while scanning an anchor
        while scanning an alias
        while scanning a tag
        while parsing a tag
        while scanning a directive
        while scanning a %YAML directive
        while scanning a %TAG directive
        while scanning a tag directive
        while parsing a %TAG directive
        while parsing a tag directive
        while parsing a node
        while parsing a block node
        while parsing a flow node
        while increasing flow level
        while increasing block level
        """,
        "",
    ),
    "while parsing a block collection": "in un elenco",
    "while parsing a flow sequence": "in un elenco tra parentesi quadre",
    "while parsing a block mapping": "in un gruppo di chiavi",
    "while parsing a flow mapping": "in un gruppo tra parentesi graffe",
}


def yaml_problem(problem: str, context: str | None) -> str:
    """Say in Italian what libyaml found (`problem`) and where it was (`context`)."""
    sentence = PROBLEMS.get(problem) or _composed(problem)
    place = CONTEXTS.get(context or "", "")
    return f"{place}: {sentence}" if place else sentence


def _composed(problem: str) -> str:
    """Messages in which libyaml or PyYAML put a name («found undefined alias 'x'»)."""
    for beginning in ("found undefined alias", "found duplicate anchor"):
        if problem.startswith(beginning):
            return PROBLEMS[beginning]
    return FALLBACK
