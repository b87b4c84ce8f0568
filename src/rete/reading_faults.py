"""The faults of reading: codes, pages, words; `source` and `plaintext` find them."""

from typing import NamedTuple

from rete.diagnostics import Check, Mark, Severity, new_check
from rete.records import frozen

MAX_BYTES = 1024 * 1024
"""What a YAML file may be large; it is refused before it is read."""


@frozen
class ReadingFault:
    """What makes a file unreadable (or, for a warning, probably misread), with its place."""

    check: Check
    mark: Mark
    message: str
    remedy: str


NOT_UTF8 = new_check(
    "YAM001",
    """Ogni file YAML è scritto in UTF-8.

    Con un'altra codifica le lettere accentate diventano altro a seconda di chi legge.
    """,
)
SYNTAX = new_check(
    "YAM002",
    """Ogni file si legge come YAML.

    Un file che non si legge non può essere controllato: gli altri controlli che ne dipendono
    restano sospesi finché non si corregge.
    """,
)
REPEATED_KEY = new_check(
    "YAM003",
    """In una stessa voce nessuna chiave è ripetuta.

    Di due chiavi uguali molti programmi tengono in silenzio l'ultima: l'altra andrebbe persa.
    """,
)
ALIAS = new_check(
    "YAM004",
    """Nessun file usa ancore (&) o rimandi (*) di YAML.

    Un rimando nasconde il dato vero a chi legge il file, e pochi rimandi bastano a produrre
    file enormi. Un testo che comincia con & o con * va fra virgolette.
    """,
)
TAG = new_check(
    "YAM005",
    """Nessun file usa etichette (!) o direttive (%) di YAML.

    Il tipo di ogni valore lo dice lo schema. Un testo che comincia con ! o con % va fra virgolette.
    """,
)
SEVERAL = new_check(
    "YAM006",
    """Ogni file contiene un solo documento.

    Una seconda riga «---» fa cominciare un altro documento, che resterebbe non letto.
    """,
)
TOO_LARGE = new_check(
    "YAM007",
    """Nessun file YAML supera 1 MiB.

    Un file così grande è di solito un allegato fuori posto, e rallenta ogni lettura.
    """,
)
TOO_DEEP = new_check(
    "YAM008",
    """Nessun file ha più di 20 livelli di annidamento.

    Nessun dato del formato ne richiede tanti: è un errore di scrittura o un file ostile.
    """,
)
NOT_NFC = new_check(
    "YAM009",
    """Il testo è in forma normale composta (NFC).

    La stessa parola accentata può essere scritta in due modi diversi che si vedono uguali:
    le ricerche e i confronti non la troverebbero.
    """,
)
FORBIDDEN = new_check(
    "YAM010",
    """Nessun carattere di controllo, separatore invisibile o inversione della direzione del testo.

    Con questi caratteri quello che si vede non è quello che il programma legge, anche quando
    sono scritti come sequenze «\\x07» o «\\u202e».
    """,
)
EMPTY_VALUE = new_check(
    "YAM011",
    """Nessun valore è lasciato vuoto.

    Ciò che manca non è noto: si omette la riga. Un valore vuoto non dice se è noto o no.
    """,
)
GLUED_COMMENT = new_check(
    "YAM012",
    """Dopo un testo senza virgolette, « #» non è attaccato a una parola.

    In YAML tutto quello che segue « #» è un commento: di «via Roma #5» resterebbe «via Roma».
    """,
    Severity.WARNING,
)
BAD_KEY = new_check(
    "YAM013",
    """Ogni chiave è una parola.

    Una chiave vuota, un elenco o una voce usati come chiave non hanno senso nel formato.
    """,
)
EMPTY_FILE = new_check(
    "YAM014",
    """Nessun file è vuoto.

    Un file senza dati non dice nulla: si completa, o si rimette com'era.
    """,
)
CONFLICT = new_check(
    "YAM015",
    """Nessun file contiene i segni di un conflitto di git.

    Due modifiche diverse dello stesso punto aspettano che qualcuno scelga. Dove ciascuno ha
    aggiunto qualcosa, come due notizie della stessa azione, si tengono tutte e due.
    """,
)

UNREADABLE_FILE = new_check(
    "YAM016",
    """Ogni file si può aprire.

    Senza i permessi di lettura, o con il disco guasto, il file non può essere controllato.
    """,
)

# --- the words of each ---

FIRST = Mark(line=1, column=1)
"""The place of a fault of the whole file."""


class Words(NamedTuple):
    """What a fault says: ``{}`` in the message stands for what is found there."""

    check: Check
    message: str
    remedy: str

    def at(self, mark: Mark, *found: object) -> ReadingFault:
        message = self.message.format(*found)
        return ReadingFault(check=self.check, mark=mark, message=message, remedy=self.remedy)


cannot_be_opened = Words(UNREADABLE_FILE, "il file {}", "controlla i permessi del file e riprova")
too_large = Words(
    TOO_LARGE,
    f"il file è troppo grande ({{}} byte, il massimo è {MAX_BYTES})",
    "dividi il contenuto; i documenti vanno in data/allegati/",
)
not_utf8 = Words(
    NOT_UTF8,
    "il file non è in UTF-8 (byte 0x{:02x})",
    "salvalo con codifica UTF-8; se non è un testo, spostalo altrove",
)
begins_with_bom = Words(
    FORBIDDEN,
    "il file comincia con un segno invisibile (U+FEFF, detto BOM)",
    "salvalo con codifica «UTF-8» invece di «UTF-8 con BOM»",
)
forbidden = Words(
    FORBIDDEN,
    "carattere non ammesso: U+{:04X}",
    "cancellalo (spesso arriva da un copia e incolla) e riscrivi il testo a mano",
)
not_nfc = Words(
    NOT_NFC,
    "una lettera accentata è scritta in due pezzi (testo non in NFC)",
    "riscrivi la lettera accentata con la tastiera",
)
conflict = Words(
    CONFLICT,
    "qui ci sono i segni di un conflitto di git non risolto",
    "tieni il testo giusto, o tutti e due se si aggiungono, e togli le righe "
    "«<<<<<<<», «=======», «>>>>>>>»",
)
# What libyaml says, in Italian, stands for the whole message.
not_yaml = Words(SYNTAX, "{}", "correggi questa riga o quella che la precede")
no_text = Words(SYNTAX, "{}", "controlla che il file sia un testo YAML")
too_deep_for_libyaml = Words(TOO_DEEP, "{}", "correggi questa riga o quella che la precede")
too_deep = Words(
    TOO_DEEP,
    "più di {} livelli di annidamento",
    "riduci i livelli: nessun dato del formato ne richiede tanti",
)
empty_file = Words(
    EMPTY_FILE, "il file è vuoto", "completalo, o rimettilo com'era (da git o da una copia)"
)
several_documents = Words(
    SEVERAL,
    "qui comincia un secondo documento",
    "sposta in un altro file quello che segue la riga «---», poi togli la riga",
)
directive = Words(TAG, "direttiva YAML non ammessa", "togli la riga con «%»")
broken_tag = Words(TAG, "etichetta non ammessa", "togli le parole con «!» e «%»")
tag = Words(
    TAG,
    "etichetta «{}» non ammessa",
    "toglila; un testo che comincia con ! va fra virgolette",
)
anchor = Words(
    ALIAS,
    "ancora «&{}» non ammessa",
    "toglila; un testo che comincia con & va fra virgolette",
)
alias = Words(
    ALIAS,
    "rimando «*{}» non ammesso",
    "scrivi il valore per esteso; un testo che comincia con * va fra virgolette",
)
repeated_key = Words(
    REPEATED_KEY,
    "la chiave «{}» è ripetuta",
    "confronta le due righe e tienine una sola, con il valore giusto",
)
bad_key = Words(BAD_KEY, "qui la chiave manca o non è una parola", "scrivi «chiave: valore»")
empty_value = Words(EMPTY_VALUE, "valore vuoto", "scrivilo o togli la riga")
glued_comment = Words(
    GLUED_COMMENT,
    "«{}» è letto come commento e non fa parte del testo",
    "se fa parte del testo, mettilo fra virgolette; se no, lascia uno spazio dopo #",
)
