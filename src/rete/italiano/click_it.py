"""What Click and Typer say, in Italian (the only gettext)."""

import gettext
import sys
from collections.abc import Callable

MESSAGES: dict[str, str] = {
    # headings and lines of the help
    "Usage:": "Uso:",
    "Options": "Opzioni",
    "Arguments": "Argomenti",
    "Commands": "Comandi",
    "Error": "Errore",
    "Show this message and exit.": "Mostra questo aiuto ed esce.",
    "Show the version and exit.": "Mostra la versione ed esce.",
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
    "required": "obbligatorio",
    "[required]": "[obbligatorio]",
    "default: {default}": "se manca: {default}",
    "[default: {}]": "[se manca: {}]",
    "env var: {var}": "variabile d'ambiente: {var}",
    "[env var: {}]": "[variabile d'ambiente: {}]",
    "(dynamic)": "(calcolato)",
    "(deprecated) ": "(superato) ",
    "{text} {deprecated_message}": "{text} (superato)",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": (
        "avviso: il comando «{name}» è superato.{extra_message}"
    ),
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": (
        "avviso: «{name}» è superato.{extra_message}"
    ),
    # how an error is shown
    "Error: {message}": "errore: {message}",
    "Error: {e.message}": "errore: {e.message}",
    "Try '{command} {option}' for help.": "Per l'aiuto: {command} {option}",
    "Try [blue]'{command_path} {help_option}'[/] for help.": (
        "Per l'aiuto: {command_path} {help_option}"
    ),
    "Aborted!": "Interrotto.",
    "Aborted.": "Interrotto.",
    # what was typed and does not go
    "Missing command.": "manca il comando.",
    "No such command {name!r}.": "il comando «{name}» non esiste.",
    "No such option: {name}": "l'opzione «{name}» non esiste.",
    "Missing argument": "manca l'argomento",
    "Missing option": "manca l'opzione",
    "Missing parameter": "manca il parametro",
    "Missing {param_type}": "manca un valore",
    "Missing parameter: {param_name}": "manca il parametro «{param_name}»",
    "Option {name!r} does not take a value.": "l'opzione «{name}» non vuole un valore.",
    "Argument {name!r} takes {nargs} values.": "l'argomento «{name}» vuole {nargs} valori.",
    "Invalid value: {message}": "valore non valido: {message}",
    "Invalid value for {param_hint}: {message}": "valore non valido per {param_hint}: {message}",
    "Value must be an iterable.": "ci vuole un elenco di valori.",
    "Choose from:\n\t{choices}": "Scegli tra:\n\t{choices}",
    "{value} is not in the range {range}.": "{value} non è tra i valori ammessi ({range}).",
    "{value!r} is not a valid {number_type}.": "«{value}» non è un numero valido.",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "«{value}» non è né sì né no. Valori ammessi: {states}"
    ),
    "{value!r} is not a valid UUID.": "«{value}» non è un UUID valido.",
    # files and folders
    "file": "file",
    "directory": "cartella",
    "path": "percorso",
    "{name} {filename!r} does not exist.": "«{filename}» non esiste.",
    "{name} {filename!r} is a file.": "«{filename}» è un file, non una cartella.",
    "{name} {filename!r} is a directory.": "«{filename}» è una cartella, non un file.",
    "{name} {filename!r} is not readable.": "«{filename}» non si può leggere.",
    "{name} {filename!r} is not writable.": "«{filename}» non si può scrivere.",
    "{name} {filename!r} is not executable.": "«{filename}» non si può eseguire.",
    "Could not open file {filename!r}: {message}": (
        "non riesco ad aprire il file «{filename}»: {message}"
    ),
    "unknown error": "errore sconosciuto",
    # questions on a terminal
    "Repeat for confirmation": "Ripeti per conferma",
    "Error: The value you entered was invalid.": "errore: il valore scritto non è valido.",
    "Error: The two entered values do not match.": "errore: i due valori scritti sono diversi.",
    "Error: invalid input": "errore: risposta non valida",
    "Press any key to continue...": "Premi un tasto per continuare…",
    "{editor}: Editing failed": "{editor}: modifica non riuscita",
    "{editor}: Editing failed: {e}": "{editor}: modifica non riuscita: {e}",
    # completion
    "Couldn't detect Bash version, shell completion is not supported.": (
        "Non riesco a riconoscere la versione di Bash: il completamento non è disponibile."
    ),
    "Shell completion is not supported for Bash versions older than 4.4.": (
        "Il completamento richiede Bash 4.4 o successivo."
    ),
}

PLURALS: dict[tuple[str, str], tuple[str, str]] = {
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"): (
        "c'è una parola di troppo: {args} (ciò che ha spazi va fra virgolette)",
        "ci sono parole di troppo: {args} (ciò che ha spazi va fra virgolette)",
    ),
    (
        "Option {name!r} requires an argument.",
        "Option {name!r} requires {nargs} arguments.",
    ): (
        "l'opzione «{name}» vuole un valore.",
        "l'opzione «{name}» vuole {nargs} valori.",
    ),
    (
        "Takes {nargs} values but 1 was given.",
        "Takes {nargs} values but {len} were given.",
    ): (
        "vuole {nargs} valori, ne è stato dato 1.",
        "vuole {nargs} valori, ne sono stati dati {len}.",
    ),
    (
        "{len_type} values are required, but {len_value} was given.",
        "{len_type} values are required, but {len_value} were given.",
    ): (
        "servono {len_type} valori, ne è stato dato {len_value}.",
        "servono {len_type} valori, ne sono stati dati {len_value}.",
    ),
    ("Did you mean {possibility}?", "(Possible options: {possibilities})"): (
        "Forse volevi: {possibility}",
        "Opzioni simili: {possibilities}",
    ),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."): (
        "«{value}» non è ammesso: l'unico valore è {choice}.",
        "«{value}» non è ammesso: scegli tra {choices}.",
    ),
    (
        "{value!r} does not match the format {format}.",
        "{value!r} does not match the formats {formats}.",
    ): (
        "«{value}» non è scritto nella forma {format}.",
        "«{value}» non è scritto in una delle forme {formats}.",
    ),
}

# Metavars that Click makes up from the type of an option, never through gettext.
METAVARS: dict[str, str] = {
    "TEXT": "TESTO",
    "INTEGER": "NUMERO",
    "INTEGER RANGE": "NUMERO",
    "FLOAT": "NUMERO",
    "FLOAT RANGE": "NUMERO",
    "BOOLEAN": "SÌ|NO",
    "FILENAME": "FILE",
    "FILE": "FILE",
    "DIRECTORY": "DIR",
    "PATH": "PERCORSO",
    # Click may already have asked gettext for the word of a folder, and made capitals of it.
    "CARTELLA": "DIR",
}


def translate(message: str) -> str:
    """The Italian of a message id; an unknown one (not Click's) comes back as it is."""
    return MESSAGES.get(message, message)


def translate_plural(msgid1: str, msgid2: str, n: int) -> str:
    """The Italian of a message id with two forms: one thing, or any other number."""
    forms = PLURALS.get((msgid1, msgid2), (msgid1, msgid2))
    return forms[0] if n == 1 else forms[1]


def install_gettext() -> None:
    """Take gettext's place, for modules imported from now on and for Click's already imported.

    Click binds `gettext` when it is imported, and another program (a test, say) may have done so.
    """
    originals: dict[Callable[..., str], Callable[..., str]] = {
        gettext.gettext: translate,
        gettext.ngettext: translate_plural,
    }
    gettext.gettext = translate
    gettext.ngettext = translate_plural
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("click", "typer"):
            for bound_as in ("_", "ngettext"):
                bound = getattr(module, bound_as, None)
                if callable(bound) and bound in originals:
                    setattr(module, bound_as, originals[bound])
