"""The words for what the register writes as a code («privato-sociale»); no sentences here."""

from collections.abc import Mapping

NATURE: Mapping[str, str] = {"pubblico": "pubblico", "privato-sociale": "privato sociale"}
GENERI: Mapping[str, str] = {
    "plenaria": "plenaria",
    "cabina-di-regia": "cabina di regia",
    "tavolo-tematico": "tavolo tematico",
    "gruppo-di-lavoro": "gruppo di lavoro",
}
STATI_ENTE: Mapping[str, str] = {
    "aderente": "aderente",
    "osservatore": "osservatore",
    "sospeso": "sospeso",
    "cessato": "cessato",
    "non-aderente": "non aderente",
    "da-verificare": "da verificare",
}
STATI_TAVOLO: Mapping[str, str] = {
    "attivo": "attivo",
    "chiuso": "chiuso",
    "non-istituito": "non ancora istituito",
    "da-verificare": "da verificare",
}
STATI_VERBALE: Mapping[str, str] = {
    "pianificata": "pianificata",
    "bozza": "bozza",
    "approvato": "approvato",
}
STATI_AZIONE: Mapping[str, str] = {
    "aperta": "aperta",
    "in-corso": "in corso",
    "fatta": "fatta",
    "annullata": "annullata",
}
CAUSE: Mapping[str, str] = {
    "recesso": "recesso",
    "esclusione": "esclusione",
    "decadenza": "decadenza",
    "estinzione": "estinzione",
    "fusione": "fusione",
    "mancato-rinnovo": "mancato rinnovo",
}
TIPI_ATTO: Mapping[str, str] = {
    "stipula": "stipula",
    "adesione": "adesione",
    "recesso": "recesso",
    "decadenza": "decadenza",
    "provvedimento": "provvedimento",
    "atto-di-ente": "atto di un ente",
    "altro": "altro",
    "decisione": "decisione",
}
ESITI: Mapping[str, str] = {
    "approvata": "approvata",
    "respinta": "respinta",
    "presa-d-atto": "presa d'atto",
}
METODI: Mapping[str, str] = {
    "palese": "palese",
    "segreto": "segreto",
    "consenso": "per consenso",
}
MODALITA: Mapping[str, str] = {
    "presenza": "in presenza",
    "distanza": "a distanza",
    "mista": "in sala e a distanza",
    "scritta": "per iscritto",
}
MODI_APPROVAZIONE: Mapping[str, str] = {
    "seduta-stante": "seduta stante",
    "seduta-successiva": "in una seduta successiva",
    "firma": "con la firma",
    "silenzio": "per silenzio",
}
STATI_RUNTS: Mapping[str, str] = {
    "iscritto": "iscritto",
    "in-iscrizione": "in corso di iscrizione",
    "cancellato": "cancellato",
    "migrato": "migrato",
    "non-iscritto": "non iscritto",
}
SEZIONI_RUNTS: Mapping[str, str] = {
    "odv": "organizzazioni di volontariato",
    "aps": "associazioni di promozione sociale",
    "ef": "enti filantropici",
    "is": "imprese sociali",
    "ra": "reti associative",
    "sms": "società di mutuo soccorso",
    "ets": "altri enti del Terzo settore",
}
FORMATI_FIRMA: Mapping[str, str] = {"pades": "PAdES", "cades": "CAdES", "autografa": "autografa"}

TIPI_SCADENZA: Mapping[str, str] = {
    "fine-periodo": "fine del periodo",
    "rinnovo": "rinnovo",
    "monitoraggio": "monitoraggio",
    "adempimento": "adempimento",
    "convocazione": "convocazione",
    "redazione": "verbale da scrivere",
    "approvazione": "verbale da approvare",
    "attuazione": "decisione da attuare",
    "ratifica": "ratifica",
    "azione": "azione",
    "riunione": "riunione",
    "incarico": "incarico di un tavolo",
    "bando": "bando",
    "referente": "fine di un mandato",
    "runts": "verifica del RUNTS",
}


def label(words: Mapping[str, str], code: str) -> str:
    """The words of a code; one without words is shown as it is."""
    return words.get(code, code)
