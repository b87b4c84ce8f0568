"""The faults of shape in Italian: one code for each keyword of the schemas, with its page."""

import json
from typing import Any

from rete.diagnostics import Check, DocPath, in_brief, new_check
from rete.records import frozen


@frozen
class ShapeFault:
    """One place of a document that its schema refuses."""

    check: Check
    path: DocPath
    message: str
    remedy: str
    on_key: bool = False


CHECK_OF_KEYWORD = {
    "type": new_check(
        "SCH001",
        """Ogni valore è del tipo previsto: testo, numero, elenco o gruppo di voci.

        Un elenco al posto di un testo, o il contrario, non si può leggere.
        """,
    ),
    "required": new_check(
        "SCH002",
        """Le chiavi obbligatorie ci sono tutte.

        Sono poche: senza di esse la scheda non dice nemmeno di che cosa parla.
        """,
    ),
    "additionalProperties": new_check(
        "SCH003",
        """Ogni chiave è tra quelle previste dal formato.

        Una chiave scritta male verrebbe ignorata in silenzio: si perderebbe il suo valore.
        """,
    ),
    "enum": new_check(
        "SCH004",
        """Dove sono previste alcune parole, il valore è una di quelle.

        Parole diverse per la stessa cosa non si possono contare né cercare.
        """,
    ),
    "pattern": new_check(
        "SCH005",
        """Identificativi, riferimenti e codici hanno la forma prevista.

        Un identificativo con spazi, maiuscole o accenti non si ritrova.
        """,
    ),
    "minLength": new_check(
        "SCH006",
        """Nessun testo è vuoto.

        Ciò che manca non è noto: si omette la riga.
        """,
    ),
    "maxLength": new_check(
        "SCH007",
        """Nessun testo supera la lunghezza prevista.

        Un testo molto lungo di solito è finito nella chiave sbagliata.
        """,
    ),
    "minItems": new_check(
        "SCH008",
        """Nessun elenco è più corto di quanto previsto.

        Un elenco vuoto non dice se le voci non ci sono o non si conoscono.
        """,
    ),
    "maxItems": new_check(
        "SCH009",
        """Nessun elenco è più lungo di quanto previsto.

        Un elenco troppo lungo è di solito un errore di copiatura.
        """,
    ),
    "uniqueItems": new_check(
        "SCH010",
        """Negli elenchi nessuna voce è ripetuta.

        Una voce ripetuta verrebbe contata due volte.
        """,
    ),
    "minimum": new_check(
        "SCH011",
        """Nessun numero è sotto il minimo previsto.

        Un numero negativo o zero dove si conta è un errore di scrittura.
        """,
    ),
    "maximum": new_check(
        "SCH012",
        """Nessun numero è sopra il massimo previsto.

        Un numero smisurato è un errore di scrittura.
        """,
    ),
    "format": new_check(
        "SCH013",
        """Date, ore, indirizzi e codici fiscali esistono davvero.

        Una data come 2025-02-30 o un codice fiscale con la cifra di controllo sbagliata
        sono errori di copiatura.
        """,
    ),
}
"""One code for each keyword that can refuse a value."""

_KIND_OF_VALUE = {
    "string": "un testo",
    "integer": "un numero intero, scritto senza virgolette",
    "number": "un numero (con il punto per i decimali, senza virgolette)",
    "array": "un elenco («- …» per ogni voce)",
    "object": "un gruppo di voci «chiave: valore»",
}
_FORMATS = {
    "data": ("non è una data valida", "scrivi anno-mese-giorno, per esempio 2025-03-01"),
    "data-o-mese": (
        "non è una data valida",
        "scrivi anno-mese-giorno o anno-mese, per esempio 2025-03-01 o 2025-03",
    ),
    "ora": ("non è un'ora", "scrivi ore e minuti, per esempio 17:30"),
    "posta": ("non è un indirizzo di posta", "scrivilo come nome@dominio.it"),
    "web": ("non è un indirizzo web", "scrivilo per intero, da https:// in poi"),
    "codice-fiscale-ente": (
        "non è un codice fiscale di ente valido",
        "sono 11 cifre e l'ultima è di controllo: ricopialo dalla fonte",
    ),
}


def shown(value: Any) -> str:
    """A value as it can be quoted in one line of a message."""
    if isinstance(value, list):
        return "un elenco"
    if isinstance(value, dict):
        return "un gruppo di voci"
    return f"«{in_brief(str(value))}»"


def explain(
    keyword: str, wanted: Any, value: Any, path: DocPath, node: dict[str, Any]
) -> tuple[str, str]:
    """What is wrong and what to do, for every keyword that speaks of the value itself."""
    name = _name(path)
    hint = str(node.get("description", "")).rstrip(".")
    again = f"riscrivilo: {hint}" if hint else "riscrivilo nella forma prevista"
    match keyword:
        case "type":
            return f"{name} vuole {_KIND_OF_VALUE[wanted]}, non {shown(value)}", again
        case "enum":
            return (
                f"{shown(value)} non è un valore previsto per {name}",
                f"scegli tra: {', '.join(str(word) for word in wanted)}",
            )
        case "format":
            fault, remedy = _FORMATS[wanted]
            return f"{name}: {shown(value)} {fault}", remedy
        case "pattern":
            return f"{shown(value)} non ha la forma prevista per {name}", again
        case _:
            return _explain_size(keyword, wanted, value, name)


def _explain_size(keyword: str, wanted: Any, value: Any, name: str) -> tuple[str, str]:
    match keyword:
        case "minLength":
            return f"{name} è un testo vuoto", "scrivilo o togli la riga"
        case "maxLength":
            return (
                f"{name} è troppo lungo ({len(value)} caratteri, il massimo è {wanted})",
                "accorcialo, o sposta il testo dove ne è previsto uno lungo",
            )
        case "minItems":
            fault = "è un elenco vuoto" if not value else f"ha meno voci di {wanted}"
            return f"{name} {fault}", "aggiungi le voci o togli la riga"
        case "maxItems":
            return f"{name} ha più voci di {wanted}", "unisci quelle che dicono la stessa cosa"
        case "uniqueItems":
            return (
                f"{name} contiene due volte {shown(first_repeated(value))}",
                "togli la ripetizione",
            )
        case "minimum":
            return f"{name}: {shown(value)} è meno di {wanted}", "correggi il numero"
        case "maximum":
            return f"{name}: {shown(value)} è più di {wanted}", "correggi il numero"
        case _:
            return f"{name} non è nella forma prevista", "controlla la pagina del formato"


def _name(path: DocPath) -> str:
    """What a message calls the value at a path: its key, or an item of the list of that key."""
    key = next((step for step in reversed(path) if isinstance(step, str)), None)
    if key is None:
        return "una voce del file" if path else "il file"
    return f"«{key}»" if path[-1] == key else f"una voce di «{key}»"


def first_repeated(items: list[Any]) -> Any | None:
    """The first item of a list that stands in it twice; None where there is none."""
    seen: set[str] = set()
    for item in items:
        same = json.dumps(item, sort_keys=True)
        if same in seen:
            return item
        seen.add(same)
    return None
