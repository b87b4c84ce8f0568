"""The words for what the register writes as a code («privato-sociale» → «privato sociale»)."""

from collections.abc import Mapping
from typing import Final


def _as_written(codes: str) -> dict[str, str]:
    """Codes that are their own words, but for the hyphens."""
    return {code: code.replace("-", " ") for code in codes.split()}


NATURE: Final = _as_written("pubblico privato-sociale")
GENERI: Final = _as_written("plenaria cabina-di-regia tavolo-tematico gruppo-di-lavoro")
STATI_ENTE: Final = _as_written("aderente osservatore sospeso cessato non-aderente da-verificare")
STATI_TAVOLO: Final = {
    **_as_written("attivo chiuso da-verificare"),
    "non-istituito": "non ancora istituito",
}
STATI_VERBALE: Final = _as_written("pianificata spostata disdetta bozza approvato")
STATI_AZIONE: Final = _as_written("aperta in-corso fatta annullata")
CAUSE: Final = _as_written("recesso esclusione decadenza estinzione fusione mancato-rinnovo")
TIPI_ATTO: Final = {
    **_as_written("stipula adesione recesso decadenza provvedimento altro decisione"),
    "atto-di-ente": "atto di un ente",
}
ESITI: Final = {**_as_written("approvata respinta"), "presa-d-atto": "presa d'atto"}
METODI: Final = {**_as_written("palese segreto"), "consenso": "per consenso"}
MODALITA: Final = {
    "presenza": "in presenza",
    "distanza": "a distanza",
    "mista": "in sala e a distanza",
    "scritta": "per iscritto",
}
MODI_APPROVAZIONE: Final = {
    "seduta-stante": "seduta stante",
    "seduta-successiva": "in una seduta successiva",
    "firma": "con la firma",
    "silenzio": "per silenzio",
}
STATI_RUNTS: Final = {
    **_as_written("iscritto cancellato migrato non-iscritto"),
    "in-iscrizione": "in corso di iscrizione",
}
SEZIONI_RUNTS: Final = {
    "odv": "organizzazioni di volontariato",
    "aps": "associazioni di promozione sociale",
    "ef": "enti filantropici",
    "is": "imprese sociali",
    "ra": "reti associative",
    "sms": "società di mutuo soccorso",
    "ets": "altri enti del Terzo settore",
}
FORMATI_FIRMA: Final = {"pades": "PAdES", "cades": "CAdES", "autografa": "autografa"}
TIPI_SCADENZA: Final = {
    **_as_written("rinnovo monitoraggio adempimento convocazione ratifica azione riunione bando"),
    "fine-periodo": "fine del periodo",
    "redazione": "verbale da scrivere",
    "approvazione": "verbale da approvare",
    "attuazione": "decisione da attuare",
    "incarico": "incarico di un tavolo",
    "referente": "fine di un mandato",
    "runts": "verifica del RUNTS",
}


def label(words: Mapping[str, str], code: str) -> str:
    """The words of a code; one without words is shown as it is."""
    return words.get(code, code)
