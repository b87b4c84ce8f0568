"""The faults of reading, each with its code and page; finding them is the business of source.py."""

from dataclasses import dataclass

from rete.diagnostics import Check, Mark, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
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

    Un file senza dati non dice nulla: si completa o si toglie.
    """,
)
CONFLICT = _check(
    "YAM015",
    """Nessun file contiene i segni di un conflitto di git.

    Due modifiche diverse dello stesso punto aspettano che qualcuno scelga.
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
