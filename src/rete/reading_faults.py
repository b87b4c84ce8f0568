"""The faults of reading: codes, pages, words; `source` and `plaintext` find them."""

from rete.diagnostics import Check, Mark, Severity, in_brief
from rete.records import dataclass

MAX_BYTES = 1024 * 1024
"""What a YAML file may be large; it is refused before it is read."""


@dataclass(frozen=True, kw_only=True)
class ReadingFault:
    """What makes a file unreadable (or, for a warning, probably misread), with its place."""

    check: Check
    mark: Mark
    message: str
    remedy: str


def _check(code: str, page: str, severity: Severity = Severity.ERROR) -> Check:
    return Check(code=code, severity=severity, page=page)


NOT_UTF8 = _check(
    "YAM001",
    """Ogni file YAML è scritto in UTF-8.

    Con un'altra codifica le lettere accentate diventano altro a seconda di chi legge.
    """,
)
SYNTAX = _check(
    "YAM002",
    """Ogni file si legge come YAML.

    Un file che non si legge non può essere controllato: gli altri controlli che ne dipendono
    restano sospesi finché non si corregge.
    """,
)
REPEATED_KEY = _check(
    "YAM003",
    """In una stessa voce nessuna chiave è ripetuta.

    Di due chiavi uguali molti programmi tengono in silenzio l'ultima: l'altra andrebbe persa.
    """,
)
ALIAS = _check(
    "YAM004",
    """Nessun file usa ancore (&) o rimandi (*) di YAML.

    Un rimando nasconde il dato vero a chi legge il file, e pochi rimandi bastano a produrre
    file enormi. Un testo che comincia con & o con * va fra virgolette.
    """,
)
TAG = _check(
    "YAM005",
    """Nessun file usa etichette (!) o direttive (%) di YAML.

    Il tipo di ogni valore lo dice lo schema. Un testo che comincia con ! o con % va fra virgolette.
    """,
)
SEVERAL = _check(
    "YAM006",
    """Ogni file contiene un solo documento.

    Una seconda riga «---» fa cominciare un altro documento, che resterebbe non letto.
    """,
)
TOO_LARGE = _check(
    "YAM007",
    """Nessun file YAML supera 1 MiB.

    Un file così grande è di solito un allegato fuori posto, e rallenta ogni lettura.
    """,
)
TOO_DEEP = _check(
    "YAM008",
    """Nessun file ha più di 20 livelli di annidamento.

    Nessun dato del formato ne richiede tanti: è un errore di scrittura o un file ostile.
    """,
)
NOT_NFC = _check(
    "YAM009",
    """Il testo è in forma normale composta (NFC).

    La stessa parola accentata può essere scritta in due modi diversi che si vedono uguali:
    le ricerche e i confronti non la troverebbero.
    """,
)
FORBIDDEN = _check(
    "YAM010",
    """Nessun carattere di controllo, separatore invisibile o inversione della direzione del testo.

    Con questi caratteri quello che si vede non è quello che il programma legge, anche quando
    sono scritti come sequenze «\\x07» o «\\u202e».
    """,
)
EMPTY_VALUE = _check(
    "YAM011",
    """Nessun valore è lasciato vuoto.

    Ciò che manca non è noto: si omette la riga. Un valore vuoto non dice se è noto o no.
    """,
)
GLUED_COMMENT = _check(
    "YAM012",
    """Dopo un testo senza virgolette, « #» non è attaccato a una parola.

    In YAML tutto quello che segue « #» è un commento: di «via Roma #5» resterebbe «via Roma».
    """,
    Severity.WARNING,
)
BAD_KEY = _check(
    "YAM013",
    """Ogni chiave è una parola.

    Una chiave vuota, un elenco o una voce usati come chiave non hanno senso nel formato.
    """,
)
EMPTY_FILE = _check(
    "YAM014",
    """Nessun file è vuoto.

    Un file senza dati non dice nulla: si completa, o si rimette com'era.
    """,
)
CONFLICT = _check(
    "YAM015",
    """Nessun file contiene i segni di un conflitto di git.

    Due modifiche diverse dello stesso punto aspettano che qualcuno scelga. Dove ciascuno ha
    aggiunto qualcosa, come due notizie della stessa azione, si tengono tutte e due.
    """,
)

UNREADABLE_FILE = _check(
    "YAM016",
    """Ogni file si può aprire.

    Senza i permessi di lettura, o con il disco guasto, il file non può essere controllato.
    """,
)

CHECKS = (
    NOT_UTF8,
    SYNTAX,
    REPEATED_KEY,
    ALIAS,
    TAG,
    SEVERAL,
    TOO_LARGE,
    TOO_DEEP,
    NOT_NFC,
    FORBIDDEN,
    EMPTY_VALUE,
    GLUED_COMMENT,
    BAD_KEY,
    EMPTY_FILE,
    CONFLICT,
    UNREADABLE_FILE,
)


def unreadable(reason: str) -> ReadingFault:
    """The fault of a file that could not be opened at all."""
    return ReadingFault(
        check=UNREADABLE_FILE,
        mark=Mark(line=1, column=1),
        message=f"il file {reason}",
        remedy="controlla i permessi del file e riprova",
    )


def too_large(size: int, limit: int) -> ReadingFault:
    """The fault of a file that is refused before it is read; sizes in bytes."""
    return ReadingFault(
        check=TOO_LARGE,
        mark=Mark(line=1, column=1),
        message=f"il file è troppo grande ({size} byte, il massimo è {limit})",
        remedy="dividi il contenuto; i documenti vanno in data/allegati/",
    )


def not_yaml(mark: Mark, problem: str, remedy: str) -> ReadingFault:
    """The fault of a text that libyaml does not read; ``problem`` is what it says, in Italian."""
    return ReadingFault(check=SYNTAX, mark=mark, message=problem, remedy=remedy)


def too_deep(mark: Mark, problem: str, remedy: str) -> ReadingFault:
    return ReadingFault(check=TOO_DEEP, mark=mark, message=problem, remedy=remedy)


def empty_file() -> ReadingFault:
    return ReadingFault(
        check=EMPTY_FILE,
        mark=Mark(line=1, column=1),
        message="il file è vuoto",
        remedy="completalo, o rimettilo com'era (da git o da una copia)",
    )


def several_documents(mark: Mark) -> ReadingFault:
    return ReadingFault(
        check=SEVERAL,
        mark=mark,
        message="qui comincia un secondo documento",
        remedy="sposta in un altro file quello che segue la riga «---», poi togli la riga",
    )


def directive(mark: Mark) -> ReadingFault:
    return ReadingFault(
        check=TAG, mark=mark, message="direttiva YAML non ammessa", remedy="togli la riga con «%»"
    )


def broken_tag() -> ReadingFault:
    return ReadingFault(
        check=TAG,
        mark=Mark(line=1, column=1),
        message="etichetta non ammessa",
        remedy="togli le parole con «!» e «%»",
    )


def tag(name: str, mark: Mark) -> ReadingFault:
    return ReadingFault(
        check=TAG,
        mark=mark,
        message=f"etichetta «{in_brief(name)}» non ammessa",
        remedy="toglila; un testo che comincia con ! va fra virgolette",
    )


def anchor(name: str, mark: Mark) -> ReadingFault:
    return ReadingFault(
        check=ALIAS,
        mark=mark,
        message=f"ancora «&{in_brief(name)}» non ammessa",
        remedy="toglila; un testo che comincia con & va fra virgolette",
    )


def alias(name: str, mark: Mark) -> ReadingFault:
    return ReadingFault(
        check=ALIAS,
        mark=mark,
        message=f"rimando «*{in_brief(name)}» non ammesso",
        remedy="scrivi il valore per esteso; un testo che comincia con * va fra virgolette",
    )


def repeated_key(key: str, mark: Mark) -> ReadingFault:
    return ReadingFault(
        check=REPEATED_KEY,
        mark=mark,
        message=f"la chiave «{in_brief(key)}» è ripetuta",
        remedy="confronta le due righe e tienine una sola, con il valore giusto",
    )


def bad_key(mark: Mark) -> ReadingFault:
    return ReadingFault(
        check=BAD_KEY,
        mark=mark,
        message="qui la chiave manca o non è una parola",
        remedy="scrivi «chiave: valore»",
    )


def empty_value(mark: Mark) -> ReadingFault:
    return ReadingFault(
        check=EMPTY_VALUE, mark=mark, message="valore vuoto", remedy="scrivilo o togli la riga"
    )


def glued_comment(word: str, mark: Mark) -> ReadingFault:
    return ReadingFault(
        check=GLUED_COMMENT,
        mark=mark,
        message=f"«{in_brief(word)}» è letto come commento e non fa parte del testo",
        remedy="se fa parte del testo, mettilo fra virgolette; se no, lascia uno spazio dopo #",
    )
