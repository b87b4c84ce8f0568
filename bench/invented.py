"""Invented names, codes and sentences for the registers of the measures; no files here."""

from random import Random

from rete.model.identificativi import entity_code_is_valid

_SYLLABLES = (
    *("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te"),
    *("vi", "zo", "bu", "ca", "de", "fi", "go", "lu", "ma", "ne", "pi"),
)
_PRIME = len(_SYLLABLES)
_SCATTER = 5003

FORMS = (
    ("Associazione {}", "associazione di promozione sociale", "aps"),
    ("Cooperativa sociale {}", "cooperativa sociale", "is"),
    ("Volontari {}", "organizzazione di volontariato", "odv"),
    ("Fondazione {}", "fondazione", "ef"),
    ("Circolo {}", "associazione di promozione sociale", "aps"),
)

AREAS = (
    ("abitare", "Abitare"),
    ("cultura", "Cultura"),
    ("ambiente", "Ambiente"),
    ("lavoro", "Lavoro"),
    ("salute", "Salute"),
    ("scuola", "Scuola"),
)
COMMUNITIES = (
    ("giovani", "Giovani"),
    ("anziani", "Anziani"),
    ("famiglie", "Famiglie"),
    ("persone-con-disabilita", "Persone con disabilità"),
)

TOPICS = (
    "Calendario delle attività del semestre",
    "Uso condiviso degli spazi",
    "Stato delle azioni avviate",
    "Risposta alle richieste dei quartieri",
    "Proposte per il bando regionale",
    "Raccolta dei dati per il monitoraggio",
    "Comunicazione verso i cittadini",
    "Formazione degli operatori",
    "Trasporti per chi non si sposta da solo",
    "Sportello di ascolto: orari e turni",
)

SENTENCES = (
    "Si riferisce sull'andamento delle attività nel periodo e sui numeri raccolti finora.",
    "Emerge il bisogno di orari più ampi nel pomeriggio e di un luogo riconoscibile.",
    "Più interventi chiedono di distinguere le urgenze dai percorsi lunghi.",
    "Si propone di partire con una prova di tre mesi e di rivedere insieme i risultati.",
    "La spesa prevista resta nei limiti già indicati; mancano due preventivi.",
    "Qualcuno ricorda che il modulo va semplificato: oggi è troppo lungo per chi lo compila.",
    "Si conviene che ogni segnalazione riceva una risposta entro dieci giorni.",
    "Viene chiesto di coinvolgere le scuole fin dall'inizio, non a cose fatte.",
    "Il materiale sarà pubblicato in formato accessibile e stampato in poche copie.",
    "Resta da chiarire chi tiene le chiavi della sala nei giorni festivi.",
    "Si prende nota delle difficoltà di trasporto nelle frazioni e delle soluzioni possibili.",
    "La prossima raccolta di dati comincerà in primavera, con la stessa scheda.",
)

DECISIONS = (
    "Approvazione del calendario delle attività",
    "Avvio di una prova di tre mesi dello sportello",
    "Adozione della scheda comune per la raccolta dei dati",
    "Apertura della sala anche il sabato mattina",
    "Pubblicazione del resoconto delle attività",
)

ACTIONS = (
    "Preparare la bozza del calendario e inviarla a tutti",
    "Raccogliere i preventivi mancanti",
    "Aggiornare la scheda per la raccolta dei dati",
    "Verificare gli orari di apertura della sala",
)


def word(number: int) -> str:
    """A word of five syllables; two different words differ in at least three of them.

    The syllables are the values of a polynomial with the digits of the number as coefficients
    (a Reed-Solomon code), so that no two names are near-duplicates.
    """
    number = number * _SCATTER % _PRIME**3
    a, b, c = number % _PRIME, number // _PRIME % _PRIME, number // _PRIME**2 % _PRIME
    return "".join(_SYLLABLES[(a + b * x + c * x * x) % _PRIME] for x in range(5))


def tax_code(number: int) -> str:
    """The code of an invented body: office 999, which no real one has, and its check digit."""
    ten = f"{9_100_000 + number:07d}999"
    return next(ten + digit for digit in "0123456789" if entity_code_is_valid(ten + digit))


def discussion(random: Random, indent: str) -> list[str]:
    """Some sentences as the lines of a folded text."""
    return [indent + sentence for sentence in random.sample(SENTENCES, random.randint(1, 3))]
